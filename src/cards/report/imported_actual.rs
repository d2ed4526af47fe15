//! What follows when a file or a source changed numbers: the author's card and the digests are redrawn, and the author
//! is told.

use crate::cards;
use crate::domain::calendar::week::Week;
use crate::domain::company::{Person, PersonId, WeekRoster};
use crate::domain::report::imported_actual::ActualChange;
use crate::render::report::imported_actual as render;
use crate::render::report::imported_actual::Correctable;
use crate::storage::outbox::{self, Lane, Place};
use crate::storage::report::{imported_actual as givens, sent as reports};
use crate::unit::Unit;

/// Redraws and tells for every change that was not told yet; true where there was any.
///
/// A sent report stays sent: its author reads what changed and can correct it. An author whose own number was replaced
/// in an unsent report reads that too; a number that was only filled in is just shown on the card.
pub async fn follow(unit: &mut Unit<'_>) -> anyhow::Result<bool> {
    let changes = givens::take_untold(unit.tx).await?;
    let roster = unit.roster;
    let (mut people, mut weeks): (Vec<PersonId>, Vec<Week>) = (Vec::new(), Vec::new());
    for change in &changes {
        if !people.contains(&change.person) {
            people.push(change.person);
        }
        if !weeks.contains(&change.week) {
            weeks.push(change.week);
        }
    }
    weeks.sort_unstable();
    for person in people.into_iter().filter_map(|id| roster.person(id)).filter(|p| !p.left) {
        of_author(unit, person, &weeks, &changes).await?;
    }
    for week in weeks {
        let touched: Vec<PersonId> = changes.iter().filter(|c| c.week == week).map(|c| c.person).collect();
        cards::numbers::digest::refresh(unit, &touched, week).await?;
    }
    Ok(!changes.is_empty())
}

async fn of_author(unit: &mut Unit<'_>, person: &Person, weeks: &[Week], all: &[ActualChange]) -> anyhow::Result<()> {
    let roster = unit.roster;
    let Some(chat) = person.telegram_id else { return Ok(()) };
    let (ritual, zone) = roster.calendar_of(person);
    let asked = roster.last_worked_by(person, ritual.report_week(unit.now, zone));
    let mut news: Vec<(WeekRoster<'_>, Vec<&ActualChange>)> = Vec::new();
    let mut correctable = Correctable::Past;
    for week in weeks {
        let own: Vec<&ActualChange> = all.iter().filter(|c| (c.person, c.week) == (person.id, *week)).collect();
        if own.is_empty() {
            continue;
        }
        if outbox::stands(unit.tx, chat, cards::report::card::key(*week)).await? {
            cards::report::card::show(unit, person, *week, Place::InPlace, Lane::Broadcast).await?;
        }
        let sent = reports::find(unit.tx, person.id, *week).await?.is_some_and(|report| report.sent);
        let worth = |c: &&ActualChange| c.who != Some(person.id) && (sent || c.before.is_some());
        let own: Vec<&ActualChange> = own.into_iter().filter(worth).collect();
        if !own.is_empty() {
            // What the author can still correct is decided by the last of the weeks.
            correctable = match (*week < asked, sent) {
                (true, _) => Correctable::Past,
                (false, true) => Correctable::Sent,
                (false, false) => Correctable::Open,
            };
            news.push((roster.in_week(*week), own));
        }
    }
    if news.is_empty() {
        return Ok(());
    }
    let card = render::changed(unit.words(person), &news, correctable);
    cards::tell(unit, person, Lane::Broadcast, card).await
}
