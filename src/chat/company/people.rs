//! `/people` and `/invite`: who has joined, and a link for somebody who has not.

use crate::domain::company::Person;
use crate::render::company::people;
use crate::storage::company;
use crate::storage::outbox::Lane;
use crate::unit::Unit;
use crate::{cards, say};

use crate::chat::answer::{Outcome, Refusal};

/// `/people`.
pub async fn show(unit: &mut Unit<'_>, person: &Person) -> anyhow::Result<()> {
    let roster = unit.roster;
    let here: Vec<&Person> = roster.people.iter().filter(|p| !p.left).collect();
    let name = |p: &&Person| format!("{} ({})", p.name, p.key);
    let waiting: Vec<String> = here.iter().copied().filter(|p| p.telegram_id.is_none()).map(|p| name(&p)).collect();
    let unreachable: Vec<String> =
        here.iter().copied().filter(|p| p.unreachable_since.is_some()).map(|p| name(&p)).collect();
    let joined = here.len() - waiting.len();
    let card = people::people(unit.words(person), joined, here.len(), &waiting, &unreachable);
    cards::tell(unit, person, Lane::Interactive, card).await
}

/// `/invite`: a new link for one person, by key or name; the old one stops working.
pub async fn invite(unit: &mut Unit<'_>, person: &Person, whom: &str) -> Outcome<()> {
    let roster = unit.roster;
    let words = unit.words(person);
    if whom.is_empty() {
        let example = roster.people.iter().find(|p| !p.left && p.telegram_id.is_none()).unwrap_or(person);
        return Err(Refusal::Because(say!(words, "invite-usage", example = example.key.as_str())));
    }
    let wanted = whom.to_lowercase();
    let found = roster.people.iter().find(|p| !p.left && (p.key == whom || p.name.to_lowercase() == wanted));
    let Some(found) = found else {
        return Err(Refusal::Because(say!(words, "invite-unknown", name = whom)));
    };
    let code = company::invite(unit.tx, found.id, unit.now).await?;
    let link = format!("https://t.me/{}?start={code}", unit.bot);
    let until = roster.today_of(person, unit.now + company::invite_lasts());
    cards::tell(unit, person, Lane::Interactive, people::invitation(words, &found.name, until, &link)).await?;
    Ok(())
}
