//! `/agenda`: the agenda of the next meeting.

use crate::cards::meeting::agenda::Meeting;
use crate::domain::calendar::week::Week;
use crate::domain::company::Person;
use crate::storage::outbox::{Lane, Place};
use crate::unit::Unit;
use crate::{cards, say};

use crate::chat::answer::{Outcome, Refusal};

/// Shows the agendas of the syncs that the person's team takes part in: of this week's meeting or, once this week's
/// digest is due, of next week's.
pub async fn show(unit: &mut Unit<'_>, person: &Person) -> Outcome<()> {
    let roster = unit.roster;
    let words = unit.words(person);
    let mut any = false;
    let (ritual, zone) = roster.calendar_of(person);
    let running = Week::at(unit.now, zone);
    let week = if unit.now >= ritual.in_week(running).digest.instant(running, zone) { running.next() } else { running };
    for sync in roster.syncs.iter().filter(|sync| roster.may_take_part(person, sync)) {
        any = true;
        if let Some(chat) = person.telegram_id {
            cards::meeting::agenda::show(unit, Meeting { sync, week }, chat, Lane::Interactive, Place::Below).await?;
        }
    }
    if any { Ok(()) } else { Err(Refusal::Because(say!(words, "agenda-no-sync"))) }
}
