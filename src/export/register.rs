//! The register: what everybody planned and reported in a week, and what the teams reached.

use rust_decimal::Decimal;
use serde::Serialize;

use crate::domain::calendar::week::Week;
use crate::domain::company::{Person, Roster, Team, TeamId, WeekRoster};
use crate::domain::numbers::kpi::{Kpi, Value, WeekValues, fell_short};
use crate::domain::plan::{Draft, Plan, PlanState, TaskState};
use crate::domain::report::reason::MetricReason;
use crate::domain::report::sent::Report;
use crate::domain::week::task::Task;
use crate::storage::numbers::actual;
use crate::storage::report::{reason as reasons, sent as reports};
use crate::storage::week::task as week_tasks;
use crate::storage::{Tx, plan as plans};

/// The register of one week. Its JSON form is part of the program's interface: numbers are decimal strings without trailing
/// zeros, or null.
#[derive(Debug, Serialize)]
pub struct Register {
    /// ISO week.
    pub week: Week,
    /// The company's name.
    pub company: String,
    /// One entry for each person who has a plan or a report for the week, in the company's order.
    pub plans: Vec<Entry>,
    /// One entry for each team and metric with a target or an actual.
    pub kpis: Vec<KpiEntry>,
}

/// A team's number for one metric.
#[derive(Debug, Serialize)]
pub struct KpiEntry {
    /// The team's key.
    pub team: String,
    /// The metric's key.
    pub metric: String,
    /// What was planned.
    pub target: Option<String>,
    /// What was reached.
    pub actual: Option<String>,
}

/// One person's plan and report.
#[derive(Debug, Serialize)]
pub struct Entry {
    /// The person's key.
    pub person: String,
    /// The team's key.
    pub team: String,
    /// `draft`, `submitted`, `returned` or `approved`.
    pub state: &'static str,
    /// The version of the plan: the agreed one if there is one, else how often it was submitted.
    pub version: i64,
    /// Whether the plan was submitted after it was due.
    pub late: bool,
    /// One entry for each metric with a target or an actual.
    pub targets: Vec<Target>,
    /// The tasks, in the plan's order; after the planned ones those that turned up.
    pub tasks: Vec<TaskEntry>,
    /// The report.
    pub report: ReportEntry,
}

/// A metric of a person's week.
#[derive(Debug, Serialize)]
pub struct Target {
    /// The metric's key.
    pub metric: String,
    /// What was planned.
    pub target: Option<String>,
    /// What was reached.
    pub actual: Option<String>,
    /// Why the actual fell short of the target, if it did and the person said why.
    pub reason: Option<String>,
}

/// A task of a person's week.
#[derive(Debug, Serialize)]
pub struct TaskEntry {
    /// The task's number in the plan, from 1.
    pub number: i64,
    /// What was to be done.
    pub title: String,
    /// The end product.
    pub deliverable: Option<String>,
    /// Estimate in hours.
    pub hours: Option<String>,
    /// Actual time in hours.
    pub actual_hours: Option<String>,
    /// `open`, `done`, `partly`, `not_done` or `cancelled`.
    pub state: &'static str,
    /// `new`, `carried`, `regular`, `goal`, `decision` or `unplanned`.
    pub origin: &'static str,
    /// The tag of the goal it serves.
    pub goal: Option<String>,
    /// What came of the task. If nothing was said about that, why it was not done.
    pub result: Option<String>,
    /// Why it was not done, or done partly.
    pub reason: Option<String>,
    /// How many pictures and files were sent as evidence.
    pub files: u32,
}

/// The state of a person's report.
#[derive(Debug, Serialize)]
pub struct ReportEntry {
    /// `none`, `draft` or `sent`.
    pub state: &'static str,
    /// Whether it was sent after it was due.
    pub late: bool,
}

/// Reads the registers of the weeks from `first` to `last`, with the people of these teams.
///
/// # Errors
/// Fails if the database does.
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

/// Reads the register of a week, with the people of these teams. Plans that are only drafts are in it too.
///
/// # Errors
/// Fails if the database does.
pub async fn register(tx: &mut Tx, roster: &Roster, week: Week, teams: &[TeamId]) -> anyhow::Result<Register> {
    let then = &roster.in_week(week);
    let stored = Stored::load(tx, week).await?;
    let people = then.people().iter().filter(|person| teams.contains(&person.team));
    let plans = people.filter_map(|person| stored.entry(then, person)).collect();
    Ok(Register { week, company: then.company().to_owned(), plans, kpis: stored.kpis(then, teams) })
}

/// All that the database holds about a week.
struct Stored {
    plans: Vec<Plan>,
    tasks: Vec<Task>,
    targets: Vec<Value>,
    actuals: Vec<Value>,
    reports: Vec<Report>,
    reasons: Vec<MetricReason>,
}

impl Stored {
    async fn load(tx: &mut Tx, week: Week) -> anyhow::Result<Self> {
        Ok(Self {
            plans: plans::of_week(tx, week).await?,
            tasks: week_tasks::of_week(tx, week).await?,
            targets: actual::targets_of_week(tx, week).await?,
            actuals: actual::actuals_of_week(tx, week).await?,
            reports: reports::of_week(tx, week).await?,
            reasons: reasons::of_week(tx, week).await?,
        })
    }

    /// A person's plan and report; `None` if there is neither.
    fn entry(&self, then: &WeekRoster<'_>, person: &Person) -> Option<Entry> {
        let plan = self.plans.iter().find(|p| p.person == person.id);
        let report = self.reports.iter().find(|r| r.person == person.id);
        if plan.is_none() && report.is_none() {
            return None;
        }
        Some(Entry {
            person: person.key.clone(),
            team: then.team(person.team).map(|t| t.key.clone()).unwrap_or_default(),
            state: plan.map_or(PlanState::Draft, Plan::standing).name(),
            version: plan.map_or(0, |p| p.agreed_version.unwrap_or(p.version)),
            late: plan.is_some_and(|p| p.late),
            targets: self.targets(then, person, plan),
            tasks: plan.map(|plan| task_entries(plan, &self.tasks)).unwrap_or_default(),
            report: ReportEntry {
                state: match report {
                    None => "none",
                    Some(r) if r.sent => "sent",
                    Some(_) => "draft",
                },
                late: report.is_some_and(|r| r.late),
            },
        })
    }

    /// A person's metrics: those of the plan, in its order, then those that have an actual and no target.
    fn targets(&self, then: &WeekRoster<'_>, person: &Person, plan: Option<&Plan>) -> Vec<Target> {
        let empty = Draft::default();
        let draft = plan.map_or(&empty, Plan::for_others);
        let planned = draft.targets.iter().map(|planned| {
            // A target that the manager has set for this week replaces the planned one.
            let set = plan.and_then(|plan| plan.set.iter().find(|set| set.metric == planned.metric));
            let target = set.map_or(planned.value, |set| set.target);
            let actual = self.actual(person, &planned.metric);
            // The reason for a miss is left out if a correction has made the miss disappear.
            let short = then.metric(&planned.metric).is_some_and(|m| fell_short(m.direction, Some(target), actual));
            Target {
                metric: planned.metric.clone(),
                target: Some(text(target)),
                actual: actual.map(text),
                reason: self.reason(person, &planned.metric).filter(|_| short),
            }
        });
        let unplanned =
            self.actuals.iter().filter(|v| v.person == person.id && draft.target(&v.metric).is_none()).map(|actual| {
                let metric = actual.metric.clone();
                Target { metric, target: None, actual: Some(text(actual.value)), reason: None }
            });
        planned.chain(unplanned).collect()
    }

    fn actual(&self, person: &Person, metric: &str) -> Option<Decimal> {
        self.actuals.iter().find(|v| v.person == person.id && v.metric == metric).map(|v| v.value)
    }

    /// Why the person missed the metric's target, if they have said so.
    fn reason(&self, person: &Person, metric: &str) -> Option<String> {
        self.reasons.iter().find(|r| r.person == person.id && r.metric == metric).map(|r| r.reason.clone())
    }

    /// The teams' numbers, except metrics with neither a target nor an actual.
    fn kpis(&self, then: &WeekRoster<'_>, teams: &[TeamId]) -> Vec<KpiEntry> {
        let values = WeekValues { roster: then, targets: &self.targets, actuals: &self.actuals, before: None };
        let of_team = |team: &Team| {
            let entry = |kpi: Kpi| KpiEntry {
                team: team.key.clone(),
                metric: kpi.metric,
                target: kpi.target.map(text),
                actual: kpi.actual.map(text),
            };
            values.team_kpis(team.id).into_iter().map(entry).collect::<Vec<_>>()
        };
        let all = then.teams().iter().filter(|team| teams.contains(&team.id)).flat_map(of_team);
        all.filter(|kpi| kpi.target.is_some() || kpi.actual.is_some()).collect()
    }
}

/// The tasks of a plan: those of the submitted plan with what was reported on them or, while the plan is being written, those of
/// the draft.
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

/// A decimal without trailing zeros.
fn text(value: Decimal) -> String {
    value.normalize().to_string()
}

/// Minutes as hours.
fn hours(minutes: u32) -> String {
    text((Decimal::from(minutes) / Decimal::from(60)).round_dp(2))
}
