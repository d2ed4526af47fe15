//! The card of `/language`.

use crate::domain::company::Locale;
use crate::render::buttons::LanguageAction;
use crate::render::card::Card;
use crate::say;
use crate::texts::Words;

/// The present language, and a button for each language with its name in that language.
pub fn card(words: Words<'_>) -> Card {
    let mut card = Card::default();
    card.html.text("🌐 ").bold(say!(words, "language-ask").as_str()).nl();
    card.html.text(&say!(words, "language-note"));
    let choose = |locale| LanguageAction::Set { locale }.into();
    let (ru, en) = (choose(Locale::Ru), choose(Locale::En));
    card.row([(say!(words, "btn-language-ru"), &ru), (say!(words, "btn-language-en"), &en)])
}
