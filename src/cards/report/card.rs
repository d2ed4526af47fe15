//! The author's report card.

use chrono::{DateTime, Utc};
use rust_decimal::Decimal;

use crate::domain::calendar::week::Week;
use crate::domain::company::{Person, PersonId, Roster, WeekRoster};
use crate::domain::numbers::target::Override;
use crate::domain::report::implausible::implausible;
use crate::domain::report::imported_actual::ImportedActual;
use crate::domain::report::note::Note;
use crate::domain::week::task::Task;
use crate::render::report::card::card;
use crate::render::report::view::{Asked, Number, ReportView};
use crate::render::report::{lead_view, reason};
use crate::render::week::card::page_of;
use crate::storage::outbox::{CardKey, Lane, Place, Post};
use crate::storage::report::{
    implausible as doubts, imported_actual, note as notes, reason as reasons, sent as reports,
};
use crate::storage::week::task as week_tasks;
use crate::storage::{outbox, plan as plans};
use crate::texts::Zoned;
use crate::unit::Unit;

/// The key of the report card in its author's chat.
pub fn key(week: Week) -> CardKey {
    CardKey::Report(week)
}

/// The key of a person's report in the chats of those who lead them.
fn others_key(author: &Person, week: Week) -> CardKey {
    CardKey::Reported { author: author.id, week }
}

/// What a report is made of.
#[derive(Debug)]
pub struct Facts {
    /// The week's submitted tasks.
    pub tasks: Vec<Task>,
    /// Metric key and target.
    pub targets: Vec<(String, Decimal)>,
    /// Targets that a manager set for this week in place of the plan's.
    pub set: Vec<Override>,
    /// Metric key and actual.
    pub actuals: Vec<(String, Decimal)>,
    /// The imported numbers.
    pub given: Vec<ImportedActual>,
    /// Metric key, week and value of the last actuals before this week.
    pub last: Vec<(String, Week, Decimal)>,
    /// Metric key and value of implausible numbers that wait for an answer.
    pub asked: Vec<(String, Decimal)>,
    /// Metric key and the reason why it missed its target.
    pub reasons: Vec<(String, String)>,
    /// What the author tells the others.
    pub notes: Vec<Note>,
    /// The report was sent.
    pub sent: bool,
    /// It was sent after it was due.
    pub late: bool,
}

/// Loads what a person's report of a week is made of.
pub async fn facts(unit: &mut Unit<'_>, author: &Person, week: Week) -> anyhow::Result<Facts> {
    let plan = plans::find(unit.tx, author.id, week).await?;
    let (tasks, targets) = match &plan {
        Some(plan) if plan.version > 0 => {
            let targets = plan.for_others().targets.iter().map(|t| (t.metric.clone(), t.value)).collect();
            (week_tasks::of_plan(unit.tx, plan.id).await?, targets)
        }
        _ => (Vec::new(), Vec::new()),
    };
    let set = plan.map(|plan| plan.set.clone()).unwrap_or_default();
    let actuals = reports::actuals(unit.tx, author.id, week).await?;
    let last = reports::last_actuals(unit.tx, author.id, week).await?;
    let asked = doubts::asked(unit.tx, author.id, week).await?;
    let reasons = reasons::of_person(unit.tx, author.id, week).await?;
    let notes = notes::of_person(unit.tx, author.id, week).await?;
    let report = reports::find(unit.tx, author.id, week).await?;
    let (sent, late) = report.map_or((false, false), |r| (r.sent, r.late));
    let given = imported_actual::of_person(unit.tx, author.id, week).await?;
    Ok(Facts { tasks, targets, set, actuals, given, last, asked, reasons, notes, sent, late })
}

/// When this person's report on a week is due, in their time zone: by the calendar of their present team, which asks
/// for it.
pub fn due(roster: &Roster, author: &Person, week: Week) -> Zoned {
    Zoned { at: roster.report_due_of(author, week), zone: roster.timezone_of(author) }
}

/// The part of the view that follows from the facts; [`Aside`] is the rest.
pub fn view<'a>(
    then: &'a WeekRoster<'_>,
    author: PersonId,
    facts: &'a Facts,
    due: Zoned,
    now: DateTime<Utc>,
) -> ReportView<'a> {
    let of = |list: &[(String, Decimal)], key: &str| list.iter().find(|(k, _)| k == key).map(|(_, v)| *v);
    let set = |key: &str| facts.set.iter().find(|set| set.metric == key);
    ReportView {
        week: then.week(),
        numbers: then
            .typed_metrics(author)
            .map(|metric| Number {
                metric,
                target: set(&metric.key).map(|set| set.target).or_else(|| of(&facts.targets, &metric.key)),
                set: set(&metric.key),
                actual: of(&facts.actuals, &metric.key),
                given: facts.given.iter().find(|given| given.metric == metric.key),
                reason: facts.reasons.iter().find(|(key, _)| *key == metric.key).map(|(_, reason)| reason.as_str()),
                asked: of(&facts.asked, &metric.key).map(|value| {
                    let last = facts.last.iter().find(|(key, ..)| *key == metric.key).map(|(_, week, v)| (*week, *v));
                    let target = of(&facts.targets, &metric.key);
                    Asked { value, doubt: implausible(metric.unit, value, last.map(|(_, v)| v), target), last }
                }),
            })
            .collect(),
        currency: then.currency(),
        tasks: &facts.tasks,
        notes: &facts.notes,
        due,
        now,
        sent: facts.sent,
        offer_anyway: false,
        lead: None,
        ask: None,
        page: 0,
        meant: None,
        can_undo: false,
    }
}

/// What the card shows besides the facts.
#[derive(Debug, Default)]
pub struct Aside {
    /// A reminder on top.
    pub lead: Option<String>,
    /// The author tried to send it although something is missing: a button sends it anyway.
    pub offer_anyway: bool,
    /// The number of the task whose page is shown; the first page where there is no such task.
    pub at: i64,
    /// What the next message is asked to say.
    pub ask: Option<String>,
    /// The numbers just stored may have been meant as targets of this week; with the words by which to say so.
    pub meant: Option<(Week, String)>,
    /// Words were just taken, which one tap takes back.
    pub can_undo: bool,
}

/// Puts the report card up in its author's chat.
pub async fn show(unit: &mut Unit<'_>, author: &Person, week: Week, place: Place, lane: Lane) -> anyhow::Result<()> {
    put(unit, author, week, place, lane, Aside::default()).await
}

/// Puts the report card up with something besides the facts.
pub async fn put(
    unit: &mut Unit<'_>,
    author: &Person,
    week: Week,
    place: Place,
    lane: Lane,
    aside: Aside,
) -> anyhow::Result<()> {
    let Some(chat) = author.telegram_id else { return Ok(()) };
    let then = unit.roster.in_week(week);
    let facts = facts(unit, author, week).await?;
    let Aside { lead, offer_anyway, at, ask, meant, can_undo } = aside;
    let page = page_of(&facts.tasks, at);
    let due = due(unit.roster, author, week);
    let view =
        ReportView { lead, offer_anyway, page, ask, meant, can_undo, ..view(&then, author.id, &facts, due, unit.now) };
    let parts = card(unit.words(author), &view).parts();
    outbox::show(unit.tx, Post { chat, key: key(week), lane, place }, parts, unit.now);
    Ok(())
}

/// Turns the card, where it stands, into the question why one number missed its target.
pub async fn show_metric(unit: &mut Unit<'_>, author: &Person, week: Week, metric: &str) -> anyhow::Result<()> {
    let Some(chat) = author.telegram_id else { return Ok(()) };
    let then = unit.roster.in_week(week);
    let facts = facts(unit, author, week).await?;
    let due = due(unit.roster, author, week);
    let mut view = view(&then, author.id, &facts, due, unit.now);
    view.numbers.retain(|number| number.metric.key == metric);
    // Hides what is still open on the report, since only the question below is asked.
    view.sent = true;
    let parts = reason::metric(unit.words(author), &view).parts();
    outbox::show(
        unit.tx,
        Post { chat, key: key(week), lane: Lane::Interactive, place: Place::InPlace },
        parts,
        unit.now,
    );
    Ok(())
}

/// Puts a report up in the chat of somebody who leads its author. The caller has checked that they do.
pub async fn show_to(
    unit: &mut Unit<'_>,
    viewer: &Person,
    author: &Person,
    week: Week,
    place: Place,
) -> anyhow::Result<()> {
    let Some(chat) = viewer.telegram_id else { return Ok(()) };
    let then = unit.roster.in_week(week);
    let facts = facts(unit, author, week).await?;
    let due = due(unit.roster, author, week);
    let mut view = view(&then, author.id, &facts, due, unit.now);
    // Numbers that the author has not confirmed are shown to nobody else.
    view.numbers.iter_mut().for_each(|number| number.asked = None);
    let parts = lead_view::card(unit.words(viewer), author, facts.late, &view).parts();
    outbox::show(
        unit.tx,
        Post { chat, key: others_key(author, week), lane: Lane::Interactive, place },
        parts,
        unit.now,
    );
    Ok(())
}

/// Redraws the report in the chats of those who lead its author and have opened it.
pub async fn refresh_others(unit: &mut Unit<'_>, author: &Person, week: Week) -> anyhow::Result<()> {
    let roster = unit.roster;
    for chat in outbox::chats_showing(unit.tx, others_key(author, week)).await? {
        let viewer = roster.by_telegram(chat).filter(|viewer| roster.may_read_report(viewer, author, week, unit.now));
        match viewer {
            Some(viewer) => show_to(unit, viewer, author, week, Place::InPlace).await?,
            None => crate::cards::end(unit, chat, others_key(author, week)),
        }
    }
    Ok(())
}
