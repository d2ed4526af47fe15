//! The agenda of a sync.

use chrono::{DateTime, NaiveDate, Utc, Weekday};

use crate::cards::numbers::trend;
use crate::domain::calendar::week::Week;
use crate::domain::company::{ChatId, Roster, Sync};
use crate::domain::meeting::hypothesis::Hypothesis;
use crate::domain::numbers::funnel::funnel;
use crate::domain::numbers::verdict;
use crate::render::card::Card;
use crate::render::meeting::agenda::{AgendaView, card};
use crate::storage::meeting::{decision, hypothesis};
use crate::storage::outbox::{self, CardKey, Lane, Place, Post};
use crate::storage::report::note;
use crate::unit::Unit;

/// The meeting of a sync in a week.
#[derive(Debug, Clone, Copy)]
pub struct Meeting<'a> {
    /// The sync that meets.
    pub sync: &'a Sync,
    /// The week of the meeting. It looks back at the last week before that was worked.
    pub week: Week,
}

/// The key of a meeting's agenda.
fn key(meeting: Meeting<'_>) -> CardKey {
    CardKey::Agenda { sync: meeting.sync.id, week: meeting.week }
}

/// The day of the meeting: when the calendar of the sync's first team posts the agenda.
fn meeting_day(roster: &Roster, Meeting { sync, week }: Meeting<'_>) -> NaiveDate {
    let first = sync.teams.first().and_then(|id| roster.team(*id));
    week.day(first.map_or(&roster.ritual, |team| &team.ritual).in_week(week).agenda.day)
}

/// Puts the agenda up in a chat.
pub async fn show(
    unit: &mut Unit<'_>,
    meeting: Meeting<'_>,
    chat: ChatId,
    lane: Lane,
    place: Place,
) -> anyhow::Result<()> {
    let parts = load(unit, chat, meeting).await?.parts();
    outbox::show(unit.tx, Post { chat, key: key(meeting), lane, place }, parts, unit.now);
    Ok(())
}

/// Redraws the agendas of last week's, this week's and next week's meeting wherever they stand.
pub async fn refresh(unit: &mut Unit<'_>, sync: &Sync) -> anyhow::Result<()> {
    let running = unit.roster.week_of_sync(sync, unit.now);
    for week in [running.previous(), running, running.next()] {
        let meeting = Meeting { sync, week };
        for chat in outbox::chats_showing(unit.tx, key(meeting)).await? {
            if unit.roster.may_see_agenda_in(chat, sync) {
                show(unit, meeting, chat, Lane::Interactive, Place::InPlace).await?;
            } else {
                crate::cards::end(unit, chat, key(meeting));
            }
        }
    }
    Ok(())
}

/// Loads and renders the agenda. Notes written since the week it looks back at are on it too.
async fn load(unit: &mut Unit<'_>, chat: ChatId, meeting: Meeting<'_>) -> anyhow::Result<Card> {
    let Meeting { sync, week } = meeting;
    let (today, words) = (unit.roster, unit.words_of_chat(chat));
    let back = today.worked_before(week);
    let looked_back = today.in_week(back);
    let past = trend::load(unit, back, verdict::WEEKS).await?;
    // Somebody who moved speaks for their old team about the last week, and for their new one about this week.
    let here = today.in_week(week);
    let (then, since) = (note::of_week(unit.tx, back).await?, note::of_week(unit.tx, week).await?);
    let notes = then.iter().map(|note| (&looked_back, note)).chain(since.iter().map(|note| (&here, note)));
    let first = sync.teams.first().and_then(|id| today.team(*id));
    let (ritual, zone) =
        first.map_or((&today.ritual, today.timezone), |team| (&team.ritual, today.team_timezone(team)));
    let since_last = ritual.agenda.instant(back, zone);
    let decisions = decision::of_sync(unit.tx, sync.id, since_last).await?;
    let hypotheses = hypotheses_of(unit, meeting, since_last).await?;
    let teams = sync.teams.iter().filter_map(|id| today.team(*id));
    let view = AgendaView {
        sync,
        date: meeting_day(today, meeting),
        currency: looked_back.currency(),
        funnel: funnel(|key| past.counted(&looked_back, &sync.teams, key)),
        teams: teams.map(|team| (team, past.of(&looked_back, team.id))).collect(),
        notes: notes
            .filter_map(|(then, note)| {
                let person = then.person(note.person)?;
                let team = then.team(person.team).filter(|t| sync.teams.contains(&t.id))?;
                let named = today.may_name_notes_in(chat, team, unit.now);
                Some((note, Some(person).filter(|_| named), team))
            })
            .collect(),
        hypotheses: hypotheses
            .into_iter()
            .map(|hypothesis| {
                let owner = today.person(hypothesis.trial.owner);
                (hypothesis, owner)
            })
            .collect(),
        last_day: week.day(Weekday::Sun),
        decisions: decisions
            .into_iter()
            .map(|decision| {
                let owner = decision.owner.and_then(|id| today.person(id));
                (decision, owner)
            })
            .collect(),
    };
    Ok(card(words, &view))
}

/// The hypotheses that a meeting talks about: those to be decided in its week, and those decided or made since `since`.
pub async fn hypotheses_of(
    unit: &mut Unit<'_>,
    meeting: Meeting<'_>,
    since: DateTime<Utc>,
) -> anyhow::Result<Vec<Hypothesis>> {
    let Meeting { sync, week } = meeting;
    let roster = unit.roster;
    let mut all = hypothesis::all(unit.tx).await?;
    all.retain(|h| {
        let new = h.is_running() && h.made_at >= since;
        let tested = h.verdict.is_some() && h.closed_at.is_some_and(|at| at >= since);
        let of_sync = roster.syncs_of_hypothesis(h).any(|of| of.id == sync.id);
        of_sync && (new || tested || h.is_due(week.day(Weekday::Sun)))
    });
    Ok(all)
}
