//! The author's report card.

use std::sync::Arc;

use crate::domain::company::{Person, Roster};
use crate::domain::target::Override;
use crate::domain::week::Week;
use crate::render::report::{Number, ReportView, card};
use crate::render::week::page_of;
use crate::storage::outbox::{self, Lane, Place};
use crate::storage::plan::{self as plans, Task};
use crate::storage::report as reports;
use crate::texts::Zoned;
use crate::unit::Unit;

/// How the report card of a week is known.
pub fn key(week: Week) -> String {
    format!("report:{week}")
}

/// What a report is made of, loaded.
#[derive(Debug)]
pub struct Facts {
    /// The week's submitted tasks.
    pub tasks: Vec<Task>,
    /// Metric key and target.
    pub targets: Vec<(String, rust_decimal::Decimal)>,
    /// What was set for this week instead of what the plan says.
    pub set: Vec<Override>,
    /// Metric key and actual.
    pub actuals: Vec<(String, rust_decimal::Decimal)>,
    /// Handed in.
    pub sent: bool,
}

/// Loads what a person's report of a week is made of.
///
/// # Errors
/// Where the database fails.
pub async fn facts(unit: &mut Unit<'_>, author: &Person, week: Week) -> anyhow::Result<Facts> {
    let plan = plans::find(unit.conn, author.id, week).await?;
    let (tasks, targets) = match &plan {
        Some(plan) if plan.version > 0 => {
            let targets = plan.for_others().targets.iter().map(|t| (t.metric.clone(), t.value)).collect();
            (plans::tasks(unit.conn, plan.id).await?, targets)
        }
        _ => (Vec::new(), Vec::new()),
    };
    let set = plan.map(|plan| plan.set).unwrap_or_default();
    let actuals = reports::actuals(unit.conn, author.id, week).await?;
    let sent = reports::find(unit.conn, author.id, week).await?.is_some_and(|r| r.sent);
    Ok(Facts { tasks, targets, set, actuals, sent })
}

/// When this person's report on a week is due, where the person reads it.
pub fn due(roster: &Roster, author: &Person, week: Week) -> Zoned {
    Zoned { at: roster.report_due_of(author, week), zone: roster.timezone_of(author) }
}

/// Everything the card shows.
pub fn view<'a>(
    roster: &'a Roster,
    author: &'a Person,
    week: Week,
    facts: &'a Facts,
    now: chrono::DateTime<chrono::Utc>,
) -> ReportView<'a> {
    let of = |list: &[(String, rust_decimal::Decimal)], key: &str| list.iter().find(|(k, _)| k == key).map(|(_, v)| *v);
    let set = |key: &str| facts.set.iter().find(|set| set.metric == key);
    ReportView {
        week,
        numbers: roster
            .typed_metrics(author)
            .map(|metric| Number {
                metric,
                target: set(&metric.key).map(|set| set.target).or_else(|| of(&facts.targets, &metric.key)),
                set: set(&metric.key),
                actual: of(&facts.actuals, &metric.key),
            })
            .collect(),
        currency: &roster.currency,
        tasks: &facts.tasks,
        due: due(roster, author, week),
        now,
        sent: facts.sent,
        offer_anyway: false,
        lead: None,
        page: 0,
        meant: None,
    }
}

/// What the card shows besides the facts.
#[derive(Debug, Default)]
pub struct Aside {
    /// A reminder on top.
    pub lead: Option<String>,
    /// The author tried to send it although something is missing.
    pub offer_anyway: bool,
    /// The task whose page is shown, by its number; the first page where there is none.
    pub at: i64,
    /// The numbers just taken may have been meant as targets of that week; with how to say so.
    pub meant: Option<(Week, String)>,
}

/// Puts the report card up in its author's chat.
///
/// # Errors
/// Where the database fails.
pub async fn show(
    unit: &mut Unit<'_>,
    author: &Person,
    week: Week,
    place: Place,
    lane: Lane,
    lead: Option<String>,
    offer_anyway: bool,
) -> anyhow::Result<()> {
    put(unit, author, week, place, lane, Aside { lead, offer_anyway, ..Aside::default() }).await
}

/// The same, at a page of the tasks and with a word on what was just taken.
///
/// # Errors
/// Where the database fails.
pub async fn put(
    unit: &mut Unit<'_>,
    author: &Person,
    week: Week,
    place: Place,
    lane: Lane,
    aside: Aside,
) -> anyhow::Result<()> {
    let Some(chat) = author.telegram_id else { return Ok(()) };
    // As the week was lived: what is measured may be otherwise by now.
    let today = Arc::clone(&unit.roster);
    let roster = today.in_week(week);
    let author = roster.person(author.id).unwrap_or(author);
    let facts = facts(unit, author, week).await?;
    let Aside { lead, offer_anyway, at, meant } = aside;
    let page = page_of(&facts.tasks, at);
    let view = ReportView { lead, offer_anyway, page, meant, ..view(&roster, author, week, &facts, unit.now) };
    let parts = card(unit.words(author), &view).parts();
    outbox::show(unit.conn, chat, &key(week), lane, parts, place, unit.now);
    Ok(())
}
