//! The card of the hypotheses: those that run, those that were decided, or one. It stands once in a person's chat.

use crate::cards::numbers::trend;
use crate::domain::company::{Person, Role, Roster, Sync, Team};
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
    /// Those that run.
    All,
    /// Those that were decided.
    Closed,
    /// One.
    One(HypothesisId),
}

/// The syncs in which a hypothesis is talked about: those of its owner's team.
pub fn syncs_of<'r>(roster: &'r Roster, hypothesis: &Hypothesis) -> impl Iterator<Item = &'r Sync> {
    let team = roster.person(hypothesis.trial.owner).map(|owner| owner.team);
    roster.syncs.iter().filter(move |sync| team.is_some_and(|team| sync.teams.contains(&team)))
}

/// Whether somebody may look at a hypothesis: whoever meets its owner in a sync, and whoever may change it.
pub fn may_see(roster: &Roster, who: &Person, hypothesis: &Hypothesis) -> bool {
    may_change(roster, who, hypothesis) || syncs_of(roster, hypothesis).any(|sync| roster.in_sync(who, sync))
}

/// Whether somebody may change a hypothesis and decide on it: its owner, who wrote it down, the head of the owner's team,
/// and admins.
pub fn may_change(roster: &Roster, who: &Person, hypothesis: &Hypothesis) -> bool {
    let owner = hypothesis.trial.owner;
    who.role == Role::Admin
        || [owner, hypothesis.made_by].contains(&who.id)
        || roster.person(owner).is_some_and(|owner| roster.heads(who, owner))
}

/// Puts the card up in a person's chat.
///
/// # Errors
/// Where the database fails.
pub async fn show(unit: &mut Unit<'_>, person: &Person, page: Page, place: Place) -> anyhow::Result<()> {
    let Some(chat) = person.telegram_id else { return Ok(()) };
    let roster = unit.roster;
    let (words, today) = (unit.words(person), roster.today_of(person, unit.now));
    let found = match page {
        Page::One(id) => hypotheses::get(unit.tx, id).await?.filter(|h| may_see(&roster, person, h)),
        Page::All | Page::Closed => None,
    };
    let card = match found {
        Some(hypothesis) => {
            let may_change = may_change(&roster, person, &hypothesis);
            let zone = roster.timezone_of(person);
            let closed_on = hypothesis.closed_at.map(|at| at.with_timezone(&zone).date_naive());
            let numbers = numbers(unit, &roster, &hypothesis).await?;
            let view =
                HypothesisView { roster: &roster, hypothesis: &hypothesis, numbers, today, closed_on, may_change };
            one(words, &view)
        }
        None => {
            let mut all = hypotheses::all(unit.tx).await?;
            all.retain(|h| may_see(&roster, person, h));
            let view = HypothesesView { roster: &roster, all, today };
            if page == Page::Closed { closed(words, &view) } else { card(words, &view) }
        }
    };
    outbox::show(unit.tx, Post { chat, key: KEY, lane: Lane::Interactive, place }, card.parts(), unit.now);
    Ok(())
}

/// What the metric that is expected to move came to before and since: of the owner's team, else of the first that counts it.
async fn numbers<'r>(
    unit: &mut Unit<'_>,
    roster: &'r Roster,
    hypothesis: &Hypothesis,
) -> anyhow::Result<Option<Numbers<'r>>> {
    let trial = &hypothesis.trial;
    let found = trial.effect.as_deref().and_then(|effect| metric_of(effect, &roster.metrics));
    let (Some(metric), Some(owner)) = (found, roster.person(trial.owner)) else { return Ok(None) };
    let (ritual, zone) = roster.calendar_of(owner);
    let past = trend::load(unit, ritual.report_week(unit.now, zone), WEEKS).await?;
    let mut teams: Vec<&Team> = roster.teams.iter().collect();
    teams.sort_by_key(|team| team.id != owner.team);
    let numbers = teams.into_iter().find_map(|team| {
        let courses = past.of(roster, team);
        let course = courses.into_iter().find(|course| course.metric.key == metric.key)?;
        let weeks: Vec<_> = past.weeks().zip(course.weeks.into_iter().map(|kpi| kpi.actual)).collect();
        let (before, since) = around(trial.start, &weeks);
        (before.is_some() || since.is_some()).then_some(Numbers { metric, before, since })
    });
    Ok(numbers)
}

/// Redraws the agendas that speak of a hypothesis.
///
/// # Errors
/// Where the database fails.
pub async fn refresh_agendas(unit: &mut Unit<'_>, hypothesis: &Hypothesis) -> anyhow::Result<()> {
    let roster = unit.roster;
    for sync in syncs_of(&roster, hypothesis) {
        crate::cards::meeting::agenda::refresh(unit, sync).await?;
    }
    Ok(())
}
