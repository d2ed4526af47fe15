//! People who were off when plans or reports were due are asked on their first day back, once.

use chrono::{DateTime, Utc};

use crate::cards;
use crate::domain::calendar::week::Week;
use crate::domain::company::{Person, Roster};
use crate::render::week::nudge;
use crate::storage::outbox::{Lane, Place};
use crate::storage::{company, plan as plans};
use crate::unit::Unit;

use crate::jobs::reports;

/// Asks everybody whose first day back is today and who still owes a plan or a report; true where there was anybody.
pub async fn ask(unit: &mut Unit<'_>) -> anyhow::Result<bool> {
    let roster = unit.roster;
    let mut any = false;
    for (person, week, at) in all(roster, unit.now) {
        let now = unit.now;
        if at > now || roster.predates(at, now) {
            continue;
        }
        let (report, term) = (week.previous(), cards::plan::card::due(roster, person, week));
        let (plan_is_open, report_is_open) = (term.at > now, roster.report_due_of(person, report) > now);
        let asked = company::asked_on_return(unit.tx, week).await?.contains(&person.id);
        if asked || !(plan_is_open || report_is_open) {
            continue;
        }
        company::set_asked_on_return(unit.tx, person.id, week, now).await?;
        any = true;
        if report_is_open && reports::owes(unit, person, report).await? {
            cards::report::card::show(unit, person, report, Place::Below, Lane::Broadcast).await?;
        }
        if !plan_is_open {
            continue;
        }
        let plan = plans::find_or_create(unit.tx, person.id, week).await?;
        plans::set_asked(unit.tx, &[plan.id], now).await?;
        if !plan.standing().handed_in() {
            let lead = nudge::back(unit.words(person), week, term);
            cards::plan::card::show(unit, person, &plan, Place::Below, Lane::Broadcast, Some(lead)).await?;
        }
    }
    Ok(any)
}

/// The next instant after `now` at which somebody is to be asked.
pub fn next(roster: &Roster, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    all(roster, now).into_iter().map(|(.., at)| at).filter(|at| *at > now).min()
}

/// Who is asked on their first day back for the plan of which week, and when; for plans of this week and the next.
fn all(roster: &Roster, now: DateTime<Utc>) -> Vec<(&Person, Week, DateTime<Utc>)> {
    let mut all = Vec::new();
    for person in roster.people.iter().filter(|p| p.reachable()) {
        let running = Week::at(now, roster.calendar_of(person).1);
        for week in [running, running.next()] {
            all.extend(roster.asked_on_return(person, week).map(|at| (person, week, at)));
        }
    }
    all
}
