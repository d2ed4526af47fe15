//! The card of targets that are set for one week: the people who have targets, or one person's targets.

use crate::domain::calendar::week::Week;
use crate::domain::company::{Person, PersonId, Roster};
use crate::domain::plan::Plan;
use crate::render::numbers::target::{PersonTargets, people, person};
use crate::storage::outbox::{CardKey, Lane, Place, Post};
use crate::storage::{outbox, plan as plans};
use crate::unit::Unit;

const KEY: CardKey = CardKey::Targets;

/// The people whose targets somebody may set for one week: those whose plans they may decide on.
pub fn people_of<'a>(unit: &Unit<'_>, roster: &'a Roster, who: &Person) -> Vec<&'a Person> {
    let may =
        |p: &&Person| p.active() && roster.may_set_target(who, p, unit.now) && roster.typed_metrics(p).next().is_some();
    roster.people.iter().filter(may).collect()
}

/// Whether targets of a week may be set: only of the running week and the next. Others are past, or not planned yet.
pub fn settable(roster: &Roster, person: &Person, week: Week, now: chrono::DateTime<chrono::Utc>) -> bool {
    let running = Week::at(now, roster.timezone_of(person));
    week == running || week == running.next()
}

/// The targets of a plan that was handed in: metric key and value.
pub fn planned(plan: &Plan) -> Vec<(String, rust_decimal::Decimal)> {
    if plan.version == 0 {
        return Vec::new();
    }
    plan.for_others().targets.iter().map(|t| (t.metric.clone(), t.value)).collect()
}

/// What the card shows.
#[derive(Debug)]
pub struct Page {
    /// The week the targets are for.
    pub week: Week,
    /// Whose targets; everybody's where it is none, or where the reader may not set theirs.
    pub person: Option<PersonId>,
    /// What just happened.
    pub lead: Option<String>,
}

/// Puts the card up.
pub async fn show(unit: &mut Unit<'_>, who: &Person, page: Page, place: Place) -> anyhow::Result<()> {
    let Some(chat) = who.telegram_id else { return Ok(()) };
    let Page { week, person: whom, lead } = page;
    let roster = unit.roster;
    let then = roster.in_week(week);
    let all = people_of(unit, roster, who);
    let plans = plans::of_week(unit.tx, week).await?;
    let of = |p: &'_ Person| -> Vec<_> {
        let Some(plan) = plans.iter().find(|plan| plan.person == p.id) else { return Vec::new() };
        let set = |key: &str| plan.set.iter().find(|set| set.metric == key);
        planned(plan).into_iter().filter_map(|(key, value)| Some((then.metric(&key)?, value, set(&key)))).collect()
    };
    let running = Week::at(unit.now, roster.timezone_of(who));
    let words = unit.words(who);
    let card = match whom.and_then(|id| all.iter().find(|p| p.id == id)) {
        Some(p) => person(words, &PersonTargets { person: p, targets: of(p) }, &then, lead),
        None => {
            let all: Vec<_> = all.iter().map(|p| PersonTargets { person: p, targets: of(p) }).collect();
            people(words, &all, &then, week == running, lead)
        }
    };
    outbox::show(unit.tx, Post { chat, key: KEY, lane: Lane::Interactive, place }, card.parts(), unit.now);
    Ok(())
}
