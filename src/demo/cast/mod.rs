//! The company of the demo and what its people type, in both languages.

use crate::domain::company::Locale;

mod en;
mod lines;
mod ru;

pub use lines::Lines;

/// The lines in a language.
pub fn lines(locale: Locale) -> &'static Lines {
    match locale {
        Locale::Ru => &ru::LINES,
        Locale::En => &en::LINES,
    }
}
