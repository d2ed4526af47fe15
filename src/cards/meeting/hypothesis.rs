//! The card of hypotheses: those that run, those that were decided, or one. A person's chat has it once.

use crate::cards::numbers::trend;
use crate::domain::company::{Person, Team};
use crate::domain::meeting::hypothesis::{Hypothesis, HypothesisId, around, metric_of};
use crate::domain::numbers::record::WEEKS;
use crate::render::meeting::hypothesis::{HypothesesView, HypothesisView, Numbers, card, closed, one};
use crate::storage::meeting::hypothesis as hypotheses;
use crate::storage::outbox::{self, CardKey, Lane, Place, Post};
use crate::unit::Unit;

const KEY: CardKey = CardKey::Hypotheses;

/// What the card shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Page {
    /// The running hypotheses.
    All,
    /// The decided hypotheses.
    Closed,
    /// One hypothesis.
    One(HypothesisId),
}

/// Puts the card up in a person's chat.
pub async fn show(unit: &mut Unit<'_>, person: &Person, page: Page, place: Place) -> anyhow::Result<()> {
    let Some(chat) = person.telegram_id else { return Ok(()) };
    let roster = unit.roster;
    let (words, today) = (unit.words(person), roster.today_of(person, unit.now));
    let found = match page {
        Page::One(id) => hypotheses::get(unit.tx, id).await?.filter(|h| roster.may_see_hypothesis(person, h)),
        Page::All | Page::Closed => None,
    };
    let card = match found {
        Some(hypothesis) => {
            let may_change = roster.may_change_hypothesis(person, &hypothesis);
            let zone = roster.timezone_of(person);
            let closed_on = hypothesis.closed_at.map(|at| at.with_timezone(&zone).date_naive());
            let numbers = numbers(unit, person, &hypothesis).await?;
            let view = HypothesisView { roster, hypothesis: &hypothesis, numbers, today, closed_on, may_change };
            one(words, &view)
        }
        None => {
            let mut all = hypotheses::all(unit.tx).await?;
            all.retain(|h| roster.may_see_hypothesis(person, h));
            let view = HypothesesView { roster, all, today };
            if page == Page::Closed { closed(words, &view) } else { card(words, &view) }
        }
    };
    outbox::show(unit.tx, Post { chat, key: KEY, lane: Lane::Interactive, place }, card.parts(), unit.now);
    Ok(())
}

/// The averages, before and since, of the metric that is expected to move: in the owner's team, else in the first team
/// that counts it; only of teams whose weeks the reader may look at.
async fn numbers<'r>(
    unit: &mut Unit<'r>,
    reader: &Person,
    hypothesis: &Hypothesis,
) -> anyhow::Result<Option<Numbers<'r>>> {
    let roster = unit.roster;
    let trial = &hypothesis.trial;
    let found = trial.effect.as_deref().and_then(|effect| metric_of(effect, &roster.metrics));
    let (Some(metric), Some(owner)) = (found, roster.person(trial.owner)) else { return Ok(None) };
    let (ritual, zone) = roster.calendar_of(owner);
    let last = ritual.report_week(unit.now, zone);
    let (past, then) = (trend::load(unit, last, WEEKS).await?, roster.in_week(last));
    let mut teams: Vec<&Team> =
        roster.teams.iter().filter(|team| roster.may_see_team(reader, team, unit.now)).collect();
    teams.sort_by_key(|team| team.id != owner.team);
    let numbers = teams.into_iter().find_map(|team| {
        let trends = past.of(&then, team.id);
        let trend = trends.into_iter().find(|trend| trend.metric.key == metric.key)?;
        let weeks: Vec<_> = past.weeks().zip(trend.weeks.into_iter().map(|kpi| kpi.actual)).collect();
        let (before, since) = around(trial.start, &weeks);
        (before.is_some() || since.is_some()).then_some(Numbers { metric, before, since })
    });
    Ok(numbers)
}

/// Redraws the agendas that show a hypothesis.
pub async fn refresh_agendas(unit: &mut Unit<'_>, hypothesis: &Hypothesis) -> anyhow::Result<()> {
    let roster = unit.roster;
    for sync in roster.syncs_of_hypothesis(hypothesis) {
        crate::cards::meeting::agenda::refresh(unit, sync).await?;
    }
    Ok(())
}
