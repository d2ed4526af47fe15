//! What follows when a file or a source changed numbers: the author's card, the digests that show them, a word to the author.

use std::sync::Arc;

use crate::cards;
use crate::domain::company::{Person, PersonId};
use crate::domain::kpi::team_metrics;
use crate::domain::week::Week;
use crate::render::given::{self as render, Correctable};
use crate::storage::given::{self as givens, Change};
use crate::storage::outbox::{self, Lane, Place};
use crate::storage::report as reports;
use crate::unit::Unit;

/// Follows every change that nothing has followed yet; whether there was any.
///
/// A report that is in stays in: its author reads what changed and can open it again. An author whose own number was replaced
/// reads it, too; one whose empty line was filled in sees it on the card.
///
/// # Errors
/// Where the database fails.
pub async fn follow(unit: &mut Unit<'_>) -> anyhow::Result<bool> {
    let changes = givens::take_untold(unit.conn).await?;
    let roster = Arc::clone(&unit.roster);
    let mut weeks: Vec<Week> = Vec::new();
    let mut done: Vec<(PersonId, Week)> = Vec::new();
    for change in &changes {
        if !weeks.contains(&change.week) {
            weeks.push(change.week);
        }
        let at = (change.person, change.week);
        if done.contains(&at) {
            continue;
        }
        done.push(at);
        let Some(person) = roster.person(change.person).filter(|p| !p.left) else { continue };
        let of_week: Vec<&Change> = changes.iter().filter(|c| (c.person, c.week) == at).collect();
        of_author(unit, person, change.week, &of_week).await?;
    }
    for week in weeks {
        let touched: Vec<_> =
            changes.iter().filter(|c| c.week == week).filter_map(|c| roster.person(c.person)).collect();
        // Other teams' formulas may have parts among these.
        for team in &roster.teams {
            let derived = || team_metrics(&roster, team).iter().any(|m| m.formula.is_some());
            if touched.iter().any(|p| p.team == team.id) || derived() {
                cards::digest::refresh(unit, team, week).await?;
            }
        }
    }
    Ok(!changes.is_empty())
}

async fn of_author(unit: &mut Unit<'_>, person: &Person, week: Week, changes: &[&Change]) -> anyhow::Result<()> {
    let roster = Arc::clone(&unit.roster);
    let Some(chat) = person.telegram_id else { return Ok(()) };
    if outbox::stands(unit.conn, chat, &cards::report::key(week)).await? {
        cards::report::show(unit, person, week, Place::InPlace, Lane::Broadcast, None, false).await?;
    }
    let sent = reports::find(unit.conn, person.id, week).await?.is_some_and(|report| report.sent);
    let news: Vec<&Change> = changes
        .iter()
        .copied()
        .filter(|change| change.who != Some(person.id) && (sent || change.before.is_some()))
        .collect();
    if news.is_empty() {
        return Ok(());
    }
    let (ritual, zone) = roster.calendar_of(person);
    let asked = roster.last_worked_by(person, ritual.report_week(unit.now, zone));
    let correctable = match (sent, week == asked) {
        (false, _) => Correctable::Open,
        (true, true) => Correctable::Sent,
        (true, false) => Correctable::Past,
    };
    let card = render::changed(unit.words(person), &roster, week, &news, correctable);
    cards::tell(unit, person, Lane::Broadcast, card).await
}
