//! Loads the texts of each language and hands them out.

use std::sync::LazyLock;

use anyhow::{Context as _, anyhow};
use i18n_embed::LanguageLoader as _;
use i18n_embed::fluent::FluentLanguageLoader;
use i18n_embed::unic_langid::LanguageIdentifier;
use rust_embed::RustEmbed;

use crate::domain::company::{Formality, Locale};
use crate::domain::plan::hint::lexicon::{Lexicon, Lexicons};

#[derive(RustEmbed)]
#[folder = "locales/"]
struct Files;

/// Texts that are loaded when a message first needs them, because most companies never need all of them.
type Later = LazyLock<Option<FluentLanguageLoader>>;

/// All texts in all languages.
pub struct Texts {
    ru: FluentLanguageLoader,
    /// Russian with «ты».
    ru_informal: Later,
    en: Later,
    /// Loaded when a plan first needs them.
    lexicons: LazyLock<Lexicons>,
}

impl std::fmt::Debug for Texts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Texts")
    }
}

/// The texts of one language.
#[derive(Clone, Copy)]
pub struct Words<'a> {
    /// Used by [`say!`](crate::say) only.
    pub loader: &'a FluentLanguageLoader,
    /// The language.
    pub locale: Locale,
}

impl std::fmt::Debug for Words<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Words({:?})", self.locale)
    }
}

impl Texts {
    /// Loads the embedded Russian texts; the others are loaded when they are needed.
    ///
    /// # Errors
    /// Fails if a file does not parse, which the tests rule out.
    pub fn load() -> anyhow::Result<Self> {
        Ok(Self {
            ru: loader("ru", "ru")?,
            ru_informal: LazyLock::new(|| later("ru-informal", "ru")),
            en: LazyLock::new(|| later("en", "en")),
            lexicons: LazyLock::new(lexicons),
        })
    }

    /// The word lists by which hints on plans are found.
    pub fn lexicons(&self) -> &Lexicons {
        &self.lexicons
    }

    /// The texts of one language for tables and the command line, where nobody in particular is addressed.
    pub fn of(&self, locale: Locale) -> Words<'_> {
        self.addressing(locale, Formality::Formal)
    }

    /// The texts of one language, addressing people as their company wants it. In English that makes no difference.
    pub fn addressing(&self, locale: Locale, formality: Formality) -> Words<'_> {
        let loader = match (locale, formality) {
            (Locale::Ru, Formality::Formal) => None,
            (Locale::Ru, Formality::Informal) => self.ru_informal.as_ref(),
            (Locale::En, _) => self.en.as_ref(),
        };
        Words { loader: loader.unwrap_or(&self.ru), locale }
    }
}

/// Loads the texts of a language; those it lacks are taken from `fallback`.
fn loader(language: &str, fallback: &str) -> anyhow::Result<FluentLanguageLoader> {
    let id = |language: &str| -> anyhow::Result<LanguageIdentifier> {
        language.parse().with_context(|| format!("language '{language}'"))
    };
    // Russian and English lack nothing, which a test checks. Each is its own fallback, so that no other is loaded with it.
    let loader = FluentLanguageLoader::new(env!("CARGO_PKG_NAME"), id(fallback)?);
    loader.load_languages(&Files, &[id(language)?]).with_context(|| format!("texts of '{language}'"))?;
    // Without this Telegram shows stray marks around every argument. It has an effect only after loading.
    loader.set_use_isolating(false);
    Ok(loader)
}

/// Like [`loader`], for texts that are loaded later. If that fails, which the tests rule out, people get the Russian texts.
fn later(language: &str, fallback: &str) -> Option<FluentLanguageLoader> {
    loader(language, fallback).inspect_err(|error| tracing::error!("Russian instead of '{language}': {error:#}")).ok()
}

/// Loads the word lists. If that fails, which the tests rule out, there are no hints.
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
    /// What people are told when their message could not be handled.
    pub fn apology(&self) -> String {
        crate::say!(self, "apology")
    }
}

/// A sentence in the language of `words`: `say!(words, "key", name = value, …)`.
#[macro_export]
macro_rules! say {
    ($words:expr, $key:literal $(, $($rest:tt)*)?) => {
        i18n_embed_fl::fl!($words.loader, $key $(, $($rest)*)?)
    };
}
