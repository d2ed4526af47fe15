//! The register of one or several weeks: plans, targets, actuals, tasks, hours, states, the teams' numbers. As JSON for
//! scripts, as CSV and as a workbook for people.

mod csv;
mod workbook;

pub use csv::csv;
pub use workbook::workbook;

use serde::Serialize;

use crate::domain::calendar::week::Week;
use crate::domain::company::{Roster, TeamId};
use crate::domain::numbers::kpi::{WeekValues, fell_short};
use crate::domain::plan::{Draft, PlanState, TaskState};
use crate::storage::Tx;
use crate::storage::numbers::actual;
use crate::storage::plan::{self as plans, Plan, Task};
use crate::storage::report::{reason as reasons, sent as reports};

use anyhow::Context as _;
use rust_decimal::Decimal;

/// A week's register. Numbers are decimal text without trailing zeros; `None` where there is none.
#[derive(Debug, Serialize)]
pub struct Register {
    /// ISO week.
    pub week: Week,
    /// The company's name.
    pub company: String,
    /// One entry a person who has a plan or a report for the week, in the company's order.
    pub plans: Vec<Entry>,
    /// One entry a team and metric that has a target or an actual.
    pub kpis: Vec<KpiEntry>,
}

/// A team's number.
#[derive(Debug, Serialize)]
pub struct KpiEntry {
    /// The team's key.
    pub team: String,
    /// Metric key.
    pub metric: String,
    /// What was planned.
    pub target: Option<String>,
    /// What was reached.
    pub actual: Option<String>,
}

/// One person's week.
#[derive(Debug, Serialize)]
pub struct Entry {
    /// The person's key.
    pub person: String,
    /// The team's key.
    pub team: String,
    /// `draft`, `submitted`, `returned` or `approved`.
    pub state: &'static str,
    /// How often it was submitted.
    pub version: i64,
    /// Submitted after the term.
    pub late: bool,
    /// One entry a metric that has a target or an actual.
    pub targets: Vec<Target>,
    /// In order.
    pub tasks: Vec<TaskEntry>,
    /// What became of the report.
    pub report: ReportEntry,
}

/// A metric of a person's week.
#[derive(Debug, Serialize)]
pub struct Target {
    /// Metric key.
    pub metric: String,
    /// What was planned.
    pub target: Option<String>,
    /// What was reached.
    pub actual: Option<String>,
    /// Why it fell short, where that was said.
    pub reason: Option<String>,
}

/// A task of a person's week.
#[derive(Debug, Serialize)]
pub struct TaskEntry {
    /// Place in the plan, from 1.
    pub number: i64,
    /// What was to be done.
    pub title: String,
    /// The end product.
    pub deliverable: Option<String>,
    /// Estimate in hours.
    pub hours: Option<String>,
    /// What it took, in hours.
    pub actual_hours: Option<String>,
    /// `open`, `done`, `partly`, `not_done` or `cancelled`.
    pub state: &'static str,
    /// `new`, `carried`, `regular`, `goal`, `decision` or `unplanned`.
    pub origin: &'static str,
    /// Tag of the goal it serves.
    pub goal: Option<String>,
    /// What came out, or of what was not done and has no other word, why.
    pub result: Option<String>,
    /// Why it was not done, or not all of it.
    pub reason: Option<String>,
    /// How many pictures and files there are to show for it.
    pub files: u32,
}

/// What became of a report.
#[derive(Debug, Serialize)]
pub struct ReportEntry {
    /// `none`, `draft` or `sent`.
    pub state: &'static str,
    /// Sent after the term.
    pub late: bool,
}

/// The registers of the weeks from `first` to `last`, of these teams.
///
/// # Errors
/// Where the database fails.
pub async fn registers(
    tx: &mut Tx,
    roster: &Roster,
    first: Week,
    last: Week,
    teams: &[TeamId],
) -> anyhow::Result<Vec<Register>> {
    let mut all = Vec::new();
    let mut week = first;
    while week <= last {
        all.push(register(tx, roster, week, teams).await?);
        week = week.next();
    }
    Ok(all)
}

/// Reads the register of a week, of these teams. Drafts are in it too.
///
/// # Errors
/// Where the database fails.
pub async fn register(tx: &mut Tx, roster: &Roster, week: Week, teams: &[TeamId]) -> anyhow::Result<Register> {
    let roster = &roster.in_week(week);
    let plans = plans::of_week(tx, week).await?;
    let tasks = plans::tasks_of_week(tx, week).await?;
    let actuals = actual::actuals_of_week(tx, week).await?;
    let reports = reports::of_week(tx, week).await?;
    let reasons = reasons::of_week(tx, week).await?;
    let mut entries = Vec::new();
    for person in roster.people.iter().filter(|person| teams.contains(&person.team)) {
        let plan = plans.iter().find(|p| p.person == person.id);
        let report = reports.iter().find(|r| r.person == person.id);
        if plan.is_none() && report.is_none() {
            continue;
        }
        let actual =
            |key: &str| actuals.iter().find(|v| v.person == person.id && v.metric == key).map(|v| text(v.value));
        // One that was said of a number that was corrected since is of no interest.
        let reason = |key: &str, target| {
            let actual = actuals.iter().find(|v| v.person == person.id && v.metric == key).map(|v| v.value);
            let short = roster.metric(key).is_some_and(|m| fell_short(m.direction, Some(target), actual));
            let said = reasons.iter().find(|r| short && r.person == person.id && r.metric == key);
            said.map(|r| r.reason.clone())
        };
        let empty = Draft::default();
        let draft = plan.map_or(&empty, Plan::for_others);
        let mut targets: Vec<Target> = draft
            .targets
            .iter()
            .map(|t| {
                let set = plan.and_then(|plan| plan.set.iter().find(|set| set.metric == t.metric));
                let value = set.map_or(t.value, |set| set.target);
                Target {
                    metric: t.metric.clone(),
                    target: Some(text(value)),
                    actual: actual(&t.metric),
                    reason: reason(&t.metric, value),
                }
            })
            .collect();
        for value in actuals.iter().filter(|v| v.person == person.id && draft.target(&v.metric).is_none()) {
            let metric = value.metric.clone();
            targets.push(Target { metric, target: None, actual: Some(text(value.value)), reason: None });
        }
        entries.push(Entry {
            person: person.key.clone(),
            team: roster.team(person.team).map(|t| t.key.clone()).unwrap_or_default(),
            state: plan.map_or(PlanState::Draft, Plan::standing).name(),
            version: plan.map_or(0, |p| p.agreed_version.unwrap_or(p.version)),
            late: plan.is_some_and(|p| p.late),
            targets,
            tasks: plan.map(|plan| task_entries(plan, &tasks)).unwrap_or_default(),
            report: ReportEntry {
                state: match report {
                    None => "none",
                    Some(r) if r.sent => "sent",
                    Some(_) => "draft",
                },
                late: report.is_some_and(|r| r.late),
            },
        });
    }
    let targets = actual::targets_of_week(tx, week).await?;
    let values = WeekValues { roster, targets: &targets, actuals: &actuals, before: None };
    let kpis = roster
        .teams
        .iter()
        .filter(|team| teams.contains(&team.id))
        .flat_map(|team| {
            values.team_kpis(team).into_iter().map(|kpi| KpiEntry {
                team: team.key.clone(),
                metric: kpi.metric,
                target: kpi.target.map(text),
                actual: kpi.actual.map(text),
            })
        })
        .filter(|kpi| kpi.target.is_some() || kpi.actual.is_some())
        .collect();
    Ok(Register { week, company: roster.company.clone(), plans: entries, kpis })
}

/// What was submitted, with what became of it; for a plan that is being written, what is written.
fn task_entries(plan: &Plan, submitted: &[Task]) -> Vec<TaskEntry> {
    let written = plan.draft.tasks.iter().zip(1..).map(|(task, number)| TaskEntry {
        number,
        title: task.title.clone(),
        deliverable: task.deliverable.clone(),
        hours: task.minutes.map(hours),
        actual_hours: None,
        state: TaskState::Open.name(),
        origin: task.origin.name(),
        goal: task.goal.clone(),
        result: None,
        reason: None,
        files: 0,
    });
    if plan.standing().editable() {
        return written.collect();
    }
    let submitted = submitted.iter().filter(|t| t.plan == plan.id);
    submitted
        .map(|task| TaskEntry {
            number: task.number,
            title: task.title.clone(),
            deliverable: task.deliverable.clone(),
            hours: task.minutes.map(hours),
            actual_hours: task.actual_minutes.map(hours),
            state: task.state.name(),
            origin: task.origin.name(),
            goal: task.goal.clone(),
            result: task.result.clone().or_else(|| task.reason.clone()),
            reason: task.reason.clone(),
            files: task.files,
        })
        .collect()
}

fn text(value: Decimal) -> String {
    value.normalize().to_string()
}

fn hours(minutes: u32) -> String {
    text((Decimal::from(minutes) / Decimal::from(60)).round_dp(2))
}

/// As JSON, for scripts: an object for one week, a list of them for several.
///
/// # Errors
/// Never for what [`registers`] reads.
pub fn json(registers: &[Register]) -> anyhow::Result<String> {
    match registers {
        [one] => serde_json::to_string_pretty(one),
        all => serde_json::to_string_pretty(all),
    }
    .context("cannot write JSON")
}
