//! The words: Fluent texts of both languages, Russian with «вы» and with «ты», and numbers and dates as people write them.
//!
//! A sentence is asked for with [`say!`](crate::say), which checks key and arguments against the Russian file when the
//! program is built; a test compares the English file with it. Numbers in sentences are passed already formatted, next
//! to the raw count where the sentence has plural forms.

mod format;

use std::sync::LazyLock;

use anyhow::{Context as _, anyhow};
use i18n_embed::LanguageLoader as _;
use i18n_embed::fluent::FluentLanguageLoader;
use i18n_embed::unic_langid::LanguageIdentifier;
use rust_embed::RustEmbed;

use crate::domain::company::{Formality, Locale};
use crate::domain::plan::hint::lexicon::{Lexicon, Lexicons};

pub use format::Zoned;

#[derive(RustEmbed)]
#[folder = "locales/"]
struct Files;

/// Words that are read when the first message needs them: most companies never need them all.
type Later = LazyLock<Option<FluentLanguageLoader>>;

/// All words in all languages.
pub struct Texts {
    ru: FluentLanguageLoader,
    /// Russian with «ты».
    ru_informal: Later,
    en: Later,
    /// Read when the first plan needs them.
    lexicons: LazyLock<Lexicons>,
}

impl std::fmt::Debug for Texts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Texts")
    }
}

/// The words of one language.
#[derive(Clone, Copy)]
pub struct Words<'a> {
    /// For [`say!`](crate::say) only.
    pub loader: &'a FluentLanguageLoader,
    /// Which language.
    pub locale: Locale,
}

impl std::fmt::Debug for Words<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Words({:?})", self.locale)
    }
}

impl Texts {
    /// Loads the embedded texts, the Russian ones at once.
    ///
    /// # Errors
    /// Where a file does not parse, which the tests exclude.
    pub fn load() -> anyhow::Result<Self> {
        Ok(Self {
            ru: loader("ru", "ru")?,
            ru_informal: LazyLock::new(|| later("ru-informal", "ru")),
            en: LazyLock::new(|| later("en", "en")),
            lexicons: LazyLock::new(lexicons),
        })
    }

    /// The word lists the hints go by.
    pub fn lexicons(&self) -> &Lexicons {
        &self.lexicons
    }

    /// The words of one language, where nobody in particular is addressed: tables, the command line.
    pub fn of(&self, locale: Locale) -> Words<'_> {
        self.addressing(locale, Formality::Formal)
    }

    /// The words of one language as a company's people are addressed. English has one way.
    pub fn addressing(&self, locale: Locale, formality: Formality) -> Words<'_> {
        let loader = match (locale, formality) {
            (Locale::Ru, Formality::Formal) => None,
            (Locale::Ru, Formality::Informal) => self.ru_informal.as_ref(),
            (Locale::En, _) => self.en.as_ref(),
        };
        Words { loader: loader.unwrap_or(&self.ru), locale }
    }
}

/// The texts of a folder, and what it lacks from those of another.
fn loader(language: &str, fallback: &str) -> anyhow::Result<FluentLanguageLoader> {
    let id = |language: &str| -> anyhow::Result<LanguageIdentifier> {
        language.parse().with_context(|| format!("language '{language}'"))
    };
    // Both languages stand alone; a test compares them. As its own fallback each is read once, and no other with it.
    let loader = FluentLanguageLoader::new(env!("CARGO_PKG_NAME"), id(fallback)?);
    loader.load_languages(&Files, &[id(language)?]).with_context(|| format!("texts of '{language}'"))?;
    // Only after loading: otherwise Telegram shows stray marks around every argument.
    loader.set_use_isolating(false);
    Ok(loader)
}

/// The same, when it is needed; without it, which the tests exclude, people read the Russian texts.
fn later(language: &str, fallback: &str) -> Option<FluentLanguageLoader> {
    loader(language, fallback).inspect_err(|error| tracing::error!("Russian instead of '{language}': {error:#}")).ok()
}

/// The word lists; without them, which the tests exclude, there are no hints.
fn lexicons() -> Lexicons {
    let read = |language| {
        lexicon(language).unwrap_or_else(|error| {
            tracing::error!("there will be no hints: {error:#}");
            Lexicon::default()
        })
    };
    Lexicons { ru: read("ru"), en: read("en") }
}

fn lexicon(language: &str) -> anyhow::Result<Lexicon> {
    let file = Files::get(&format!("{language}/hints.toml")).with_context(|| format!("word list of '{language}'"))?;
    Lexicon::parse(std::str::from_utf8(&file.data)?).map_err(|why| anyhow!("word list of '{language}': {why}"))
}

impl Words<'_> {
    /// What a person is told when our handling of their message failed.
    pub fn apology(&self) -> String {
        crate::say!(self, "apology")
    }
}

/// A sentence: `say!(words, "key", name = value, …)`.
#[macro_export]
macro_rules! say {
    ($words:expr, $key:literal $(, $($rest:tt)*)?) => {
        i18n_embed_fl::fl!($words.loader, $key $(, $($rest)*)?)
    };
}
