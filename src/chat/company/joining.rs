//! People who have not joined, and joining.

use crate::domain::company::{ChatId, Locale, Person};
use crate::render::card::Card;
use crate::render::company::help;
use crate::storage::company::{self, Redeemed};
use crate::storage::outbox::Lane;
use crate::unit::Unit;
use crate::{cards, jobs, say};

/// The language for somebody unknown: that of their Telegram if the bot speaks it, else the company's.
pub fn guess(language_code: Option<&str>, company: Locale) -> Locale {
    match language_code.and_then(|code| code.get(..2)) {
        Some("ru" | "uk" | "be" | "kk") => Locale::Ru,
        Some("en") => Locale::En,
        _ => company,
    }
}

/// Answers somebody who is not in the company, with one polite sentence.
pub async fn stranger(unit: &mut Unit<'_>, chat: ChatId, language: Option<&str>) -> anyhow::Result<()> {
    let words = unit.words_in(guess(language, unit.roster.locale));
    cards::say(unit, chat, Lane::Interactive, Card::sentence(&say!(words, "stranger"))).await
}

/// Somebody opened a personal link: joins them.
pub async fn join(unit: &mut Unit<'_>, user: i64, language: Option<&str>, code: &str) -> anyhow::Result<()> {
    let words = unit.words_in(guess(language, unit.roster.locale));
    let person = match company::redeem(unit.tx, code, user, unit.now).await? {
        Redeemed::Joined(person) => person,
        refused => {
            let sentence = match refused {
                Redeemed::AlreadyYours(_) => say!(words, "join-again"),
                Redeemed::Used => say!(words, "join-used"),
                Redeemed::Expired => say!(words, "join-expired"),
                Redeemed::OtherPerson(_) => say!(words, "join-other"),
                _ => say!(words, "join-unknown"),
            };
            return cards::say(unit, user, Lane::Interactive, Card::sentence(&sentence)).await;
        }
    };
    unit.roster_changed = true;
    let roster = unit.roster;
    let Some(person) = roster.person(person) else { return Ok(()) };
    let words = unit.words(person);
    let asked_now = jobs::asks_now(unit, person);
    let when = (!asked_now).then(|| words.moment(jobs::next_asked(unit, person)));
    let leads: Vec<&str> =
        roster.teams.iter().filter(|t| t.manager == Some(person.id)).map(|t| t.name.as_str()).collect();
    let card = help::welcome(words, person.first_name(), &roster.company, when.as_deref(), &leads);
    cards::say(unit, user, Lane::Interactive, card).await?;
    // The roster of this unit was loaded before, so it does not have the account yet.
    let joined = Person { telegram_id: Some(user), ..person.clone() };
    jobs::ask_one(unit, &joined).await
}
