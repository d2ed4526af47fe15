//! Asking for reports, reminding of them, and telling approvers which are missing.

use crate::cards;
use crate::cards::report::card::Aside;
use crate::domain::calendar::missed::WeeklyQuestion;
use crate::domain::calendar::ritual::Moment;
use crate::domain::calendar::week::Week;
use crate::domain::company::{Person, PersonId, Team, TeamId};
use crate::jobs::audience::{by_head, leaves_time, off_today};
use crate::render::week::nudge;
use crate::storage::outbox::{self, CardKey, Lane, Place, Post};
use crate::storage::plan as plans;
use crate::storage::report::sent as reports;
use crate::unit::Unit;

/// Sends the report card to everybody who has something to report; without a sound, where it was
/// missed in its time.
pub async fn ask(unit: &mut Unit<'_>, team: &Team, week: Week) -> anyhow::Result<()> {
    let said_before = outbox::said(unit.tx);
    for person in to_ask(unit, team, week).await? {
        cards::report::card::show(unit, &person, week, Place::Below, Lane::Broadcast).await?;
    }
    if unit.roster.missed(team.id, week, WeeklyQuestion::Report).is_some() {
        outbox::hush(unit.tx, said_before);
    }
    Ok(())
}

/// Sends the same card again, with a reminder on top.
pub async fn nudge(unit: &mut Unit<'_>, team: &Team, week: Week) -> anyhow::Result<()> {
    let roster = unit.roster;
    for person in to_ask(unit, team, week).await? {
        let term = cards::report::card::due(roster, &person, week);
        if !leaves_time(term, unit.now) {
            continue;
        }
        let lead = nudge::report(unit.words(&person), term.at - unit.now, term);
        let aside = Aside { lead: Some(lead), ..Aside::default() };
        cards::report::card::put(unit, &person, week, Place::Below, Lane::Broadcast, aside).await?;
    }
    Ok(())
}

/// After the due time, sends approvers one list of whose reports are missing. A manager's own report is missed by the
/// level above.
pub async fn list_missing(unit: &mut Unit<'_>, team: &Team, week: Week) -> anyhow::Result<()> {
    let roster = unit.roster;
    let unsent = unsent(unit, week).await?;
    let mut missing: Vec<&Person> = roster.members(team.id).filter(|p| unsent.contains(&p.id)).collect();
    let heads: Vec<PersonId> = by_head(roster, &missing, week, unit.now).into_iter().map(|(head, _)| head.id).collect();
    // Teams with the same term come in one list. Of a team with another one its head hears at that term alone.
    let term = |team: &Team| {
        let mut moments = roster.moments_of(team, week).into_iter();
        moments.find(|due| due.moment == Moment::ReportDue).map(|due| due.at)
    };
    let together: Vec<TeamId> = roster.teams.iter().filter(|other| term(other) == term(team)).map(|t| t.id).collect();
    let first = together.first().copied().unwrap_or(team.id);
    let same = |p: &&Person| p.team != team.id && !p.left && together.contains(&p.team);
    missing.extend(roster.people.iter().filter(same).filter(|p| unsent.contains(&p.id)));
    missing.sort_by_key(|person| roster.people.iter().position(|p| p.id == person.id));
    for (head, names) in by_head(roster, &missing, week, unit.now) {
        let Some(chat) = head.telegram_id.filter(|_| heads.contains(&head.id) && head.reachable()) else { continue };
        let words = unit.words(head);
        let card = nudge::missing_reports(words, words.week(week), &names);
        outbox::show(
            unit.tx,
            Post { chat, key: CardKey::MissingReports(first), lane: Lane::Broadcast, place: Place::Below },
            card.parts(),
            unit.now,
        );
    }
    Ok(())
}

/// Whether this person works in the week, has numbers or tasks to report, and has not sent the report.
pub async fn owes(unit: &mut Unit<'_>, person: &Person, week: Week) -> anyhow::Result<bool> {
    Ok(unit.roster.works_in(person, week) && unsent(unit, week).await?.contains(&person.id))
}

/// The team's people who owe a report, can be written to and are there today.
async fn to_ask(unit: &mut Unit<'_>, team: &Team, week: Week) -> anyhow::Result<Vec<Person>> {
    let (roster, now) = (unit.roster, unit.now);
    let unsent = unsent(unit, week).await?;
    let ask =
        |p: &&Person| p.reachable() && unsent.contains(&p.id) && roster.works_in(p, week) && !off_today(roster, p, now);
    Ok(roster.members(team.id).filter(ask).cloned().collect())
}

/// Everybody who has joined, has numbers or tasks to report and has not sent the report, whether they worked in that
/// week or not.
async fn unsent(unit: &mut Unit<'_>, week: Week) -> anyhow::Result<Vec<PersonId>> {
    let roster = unit.roster;
    let sent: Vec<i64> = reports::of_week(unit.tx, week).await?.iter().filter(|r| r.sent).map(|r| r.person).collect();
    let planned = plans::who_ever_sent(unit.tx, week).await?;
    let then = roster.in_week(week);
    let unsent = |p: &&Person| {
        let something = planned.contains(&p.id) || then.typed_metrics(p.id).next().is_some();
        p.active() && something && !sent.contains(&p.id)
    };
    Ok(roster.people.iter().filter(unsent).map(|p| p.id).collect())
}
