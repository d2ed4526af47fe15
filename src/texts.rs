//! stub
use crate::domain::company::Locale;
/// All words in all languages.
#[derive(Debug)]
pub struct Texts;
/// The words of one language.
#[derive(Debug, Clone, Copy)]
pub struct Words<'a> {
    _t: &'a Texts,
    /// language
    pub locale: Locale,
}
impl Texts {
    /// Loads the embedded texts.
    pub fn load() -> anyhow::Result<Self> {
        Ok(Self)
    }
    /// The words of one language.
    pub fn of(&self, locale: Locale) -> Words<'_> {
        Words { _t: self, locale }
    }
}
impl Words<'_> {
    /// Said to a person whose message could not be handled.
    pub fn apology(&self) -> String {
        "Something went wrong on our side. Your message is kept and will be looked at.".to_owned()
    }
}
