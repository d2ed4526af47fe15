//! Plans, their tasks and their history.

// Plans, each with its author's past: up to eight weeks of actuals, targets, what turned up before it and what finished tasks
// took, newest first. One statement: a card shows both.
//
// A task whose estimate was corrected and that is said to have taken just that tells nothing: it is what a task takes
// until somebody says otherwise, and would confirm the correction by itself.
macro_rules! select_plans {
    ($which:literal) => {
        concat!(
            "SELECT id, person_id, week, state, version, draft, undo, late, submitted_at, decided_by, reason, level,
                    state = 'returned' AND EXISTS (SELECT 1 FROM plan_event e WHERE e.plan_id = plan.id
                        AND e.version = plan.version AND e.what = 'reopened') AS reopened,
                    agreed_version, iif(state = 'approved', NULL, agreed) AS agreed,
                    agreed_version IS NOT NULL AND EXISTS (SELECT 1 FROM plan_event e WHERE e.plan_id = plan.id
                        AND e.version = agreed_version AND e.what = 'edited') AS edited,
                    (SELECT json_group_array(json_array(kind, metric, week, value)) FROM
                         (SELECT 1 AS kind, a.metric_key AS metric, a.week, a.value FROM actual a
                          WHERE a.person_id = plan.person_id AND a.week < plan.week AND a.week >= since
                          UNION ALL
                          SELECT 0, t.metric_key, p.week, t.target FROM plan p JOIN plan_target t ON t.plan_id = p.id
                          WHERE p.person_id = plan.person_id AND p.week < plan.week AND p.week >= since
                          UNION ALL
                          SELECT 2, '', p.week, CAST(coalesce(sum(coalesce(t.actual_minutes, t.minutes)), 0) AS TEXT)
                          FROM plan p JOIN report r ON r.person_id = p.person_id AND r.week = p.week AND r.state = 'sent'
                          LEFT JOIN task t ON t.plan_id = p.id AND t.origin = 'unplanned' AND t.state <> 'cancelled'
                          WHERE p.person_id = plan.person_id AND p.week < plan.week AND p.week >= since AND p.version > 0
                          GROUP BY p.week
                          ORDER BY 3 DESC)) AS past,
                    (SELECT json_group_array(json_array(o.metric_key, o.target, t.target, o.note, o.set_by))
                     FROM target_override o JOIN plan_target t ON t.plan_id = plan.id AND t.metric_key = o.metric_key
                     WHERE o.person_id = plan.person_id AND o.week = plan.week) AS set_targets,
                    (SELECT json_group_array(json(mark)) FROM
                         (SELECT mark FROM plan_mark m WHERE m.plan_id = plan.id AND m.version = plan.version
                          ORDER BY position)) AS marks,
                    (SELECT json_group_array(json_array(coalesce(t.own_minutes, t.minutes), t.actual_minutes))
                     FROM plan p JOIN task t ON t.plan_id = p.id
                     WHERE p.person_id = plan.person_id AND p.week < plan.week AND p.week >= since
                       AND t.state = 'done' AND t.origin <> 'unplanned' AND t.minutes > 0 AND t.actual_minutes > 0
                       AND (t.own_minutes IS NULL OR t.actual_minutes <> t.minutes)) AS finished
             FROM (SELECT id, person_id, week, state, version, draft, undo, late, submitted_at, decided_by, reason, level, agreed_version, agreed, iif(substr(week, 7) > 8,
                                 printf('%s-W%02d', substr(week, 1, 4), substr(week, 7) - 8),
                                 printf('%04d-W%02d', substr(week, 1, 4) - 1, substr(week, 7) + 44)) AS since
                   FROM plan) plan ",
            $which
        )
    };
}

pub mod hint;
mod prefill;
pub mod regular;
mod rows;
mod standing;
mod undo;
mod version;

pub use crate::storage::approval::line_comment::save_marks;
pub use crate::storage::approval::plan_message::{add_remark, remark, remarks};
pub use crate::storage::approval::waiting::{Wait, climb, hold, nudged, reopen, waiting_briefly, waits};
pub use crate::storage::week::task::{
    add_unplanned, save_reason, save_result, save_task, task, tasks, tasks_of, tasks_of_week,
};
pub use prefill::{fill, refresh};
pub use standing::{set_in_week, standings, who_ever_sent, who_handed_in};
pub use undo::{Undo, save_change, take_back};
pub use version::{
    Base, Event, What, amend, approve_edited, base, bases, begin_change, document, events, handed_in, keep_agreed,
    newest_of,
};

use anyhow::Context as _;
use chrono::{DateTime, Utc};
use rust_decimal::Decimal;

use crate::domain::approval::line_comment::Mark;
use crate::domain::calendar::week::Week;
use crate::domain::company::PersonId;
use crate::domain::numbers::target::Override;
use crate::domain::plan::calibration::Finished;
use crate::domain::plan::{Draft, PlanState};
use crate::storage::Tx;
use crate::storage::json::{json, unjson};
use crate::storage::stamp::stamp;

/// Database id of a plan.
pub type PlanId = i64;

/// A plan as it is kept.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    /// Database id.
    pub id: PlanId,
    /// Whose.
    pub person: PersonId,
    /// For which week.
    pub week: Week,
    /// Where it stands.
    pub state: PlanState,
    /// How often it was submitted.
    pub version: i64,
    /// What the author is editing; once submitted, what was submitted.
    pub draft: Draft,
    /// Submitted after it was due.
    pub late: bool,
    /// When it was submitted last.
    pub submitted_at: Option<DateTime<Utc>>,
    /// Who decided on it last.
    pub decided_by: Option<PersonId>,
    /// Why it was returned last.
    pub reason: Option<String>,
    /// What was said about its lines, where it was returned.
    pub marks: Vec<Mark>,
    /// It was agreed, and whoever approves opened it again.
    pub reopened: bool,
    /// How far up it has climbed while it waits, as `domain::chain` counts.
    pub level: u32,
    /// What its author aimed at and reached before.
    pub past: Past,
    /// The author's last change, while it can be taken back.
    pub undo: Option<Undo>,
    /// Targets that count in its week instead of its own.
    pub set: Vec<Override>,
    /// The version that was approved last: it is in force until a newer one is approved.
    pub agreed_version: Option<i64>,
    /// Its document, where that is not `draft`: the author has begun a change.
    pub agreed: Option<Draft>,
    /// Whoever approved it had changed it before.
    pub edited: bool,
}

impl Plan {
    /// What the week runs by: what was approved last; none where nothing was approved yet.
    pub fn in_force(&self) -> Option<&Draft> {
        if self.state == PlanState::Approved { Some(&self.draft) } else { self.agreed.as_ref() }
    }

    /// What others see of it: what is in force; before anything was approved, what its author has written.
    pub fn for_others(&self) -> &Draft {
        self.in_force().unwrap_or(&self.draft)
    }

    /// Where it stands for others: an approved plan stays approved while a change to it is written or waits.
    pub fn standing(&self) -> PlanState {
        if self.in_force().is_some() { PlanState::Approved } else { self.state }
    }

    /// An approved plan of which another version is being written or waits.
    pub fn is_change(&self) -> bool {
        self.agreed.is_some()
    }
}

#[derive(sqlx::FromRow)]
struct PlanRow {
    id: i64,
    person_id: i64,
    week: String,
    state: String,
    version: i64,
    draft: String,
    late: bool,
    submitted_at: Option<DateTime<Utc>>,
    decided_by: Option<i64>,
    reason: Option<String>,
    reopened: bool,
    level: u32,
    past: String,
    marks: String,
    undo: Option<String>,
    finished: String,
    set_targets: String,
    agreed_version: Option<i64>,
    agreed: Option<String>,
    edited: bool,
}

fn state_named(name: &str) -> anyhow::Result<PlanState> {
    PlanState::named(name).with_context(|| format!("plan state '{name}'"))
}

impl TryFrom<PlanRow> for Plan {
    type Error = anyhow::Error;

    fn try_from(row: PlanRow) -> anyhow::Result<Self> {
        let state = state_named(&row.state)?;
        let marks = match state {
            PlanState::Returned => unjson(&row.marks).with_context(|| format!("marks of plan {}", row.id))?,
            PlanState::Draft | PlanState::Submitted | PlanState::Approved => Vec::new(),
        };
        let mut draft: Draft = unjson(&row.draft).with_context(|| format!("draft of plan {}", row.id))?;
        draft.number();
        let week: Week = row.week.parse()?;
        let set: Vec<(String, Decimal, Decimal, String, PersonId)> = unjson(&row.set_targets)?;
        let set = set.into_iter().map(|(metric, target, planned, note, by)| Override {
            person: row.person_id,
            metric,
            week,
            target,
            planned,
            note,
            by,
        });
        Ok(Self {
            id: row.id,
            person: row.person_id,
            week,
            set: set.collect(),
            state,
            version: row.version,
            undo: row.undo.and_then(|kept| Undo::read(&kept, row.version, &row.draft)),
            draft,
            late: row.late,
            submitted_at: row.submitted_at,
            decided_by: row.decided_by,
            reason: row.reason,
            marks,
            reopened: row.reopened,
            level: row.level,
            past: Past::read(&row.past, &row.finished).with_context(|| format!("past of plan {}", row.id))?,
            agreed_version: row.agreed_version,
            agreed: row
                .agreed
                .map(|text| unjson(&text))
                .transpose()
                .with_context(|| format!("agreed version of plan {}", row.id))?,
            edited: row.edited,
        })
    }
}

/// The person's plan for a week.
///
/// # Errors
/// Where the database fails.
pub async fn find(tx: &mut Tx, person: PersonId, week: Week) -> anyhow::Result<Option<Plan>> {
    let row: Option<PlanRow> = sqlx::query_as(select_plans!("WHERE person_id = ? AND week = ?"))
        .bind(person)
        .bind(week.to_string())
        .fetch_optional(tx.conn())
        .await?;
    row.map(Plan::try_from).transpose()
}

/// The plan with this id.
///
/// # Errors
/// Where the database fails.
pub async fn get(tx: &mut Tx, id: PlanId) -> anyhow::Result<Option<Plan>> {
    let row: Option<PlanRow> = sqlx::query_as(select_plans!("WHERE id = ?")).bind(id).fetch_optional(tx.conn()).await?;
    row.map(Plan::try_from).transpose()
}

/// All plans for a week, in order of their people's ids.
///
/// # Errors
/// Where the database fails.
pub async fn of_week(tx: &mut Tx, week: Week) -> anyhow::Result<Vec<Plan>> {
    let rows: Vec<PlanRow> = sqlx::query_as(select_plans!("WHERE week = ? ORDER BY person_id"))
        .bind(week.to_string())
        .fetch_all(tx.conn())
        .await?;
    rows.into_iter().map(Plan::try_from).collect()
}

/// The plans with these ids, those submitted first at the top.
///
/// # Errors
/// Where the database fails.
pub async fn all_of(tx: &mut Tx, ids: &[PlanId]) -> anyhow::Result<Vec<Plan>> {
    let rows: Vec<PlanRow> =
        sqlx::query_as(select_plans!("WHERE id IN (SELECT value FROM json_each(?)) ORDER BY submitted_at, id"))
            .bind(json(ids)?)
            .fetch_all(tx.conn())
            .await?;
    rows.into_iter().map(Plan::try_from).collect()
}

/// The person's plan for a week, made where there was none: half written, with what the week holds already.
///
/// # Errors
/// Where the database fails.
pub async fn find_or_create(tx: &mut Tx, person: PersonId, week: Week) -> anyhow::Result<Plan> {
    if let Some(plan) = find(tx, person, week).await? {
        return Ok(plan);
    }
    let draft = fill(tx, person, week, &Draft::default()).await?;
    sqlx::query("INSERT INTO plan (person_id, week, state, draft) VALUES (?, ?, 'draft', ?)")
        .bind(person)
        .bind(week.to_string())
        .bind(json(&draft)?)
        .execute(tx.conn())
        .await?;
    find(tx, person, week).await?.context("a plan just made is gone")
}

/// Keeps what the author has written so far.
///
/// # Errors
/// Where the plan is not the author's to edit any more, or the database fails.
pub async fn save_draft(tx: &mut Tx, id: PlanId, draft: &Draft) -> anyhow::Result<()> {
    let changed = sqlx::query("UPDATE plan SET draft = ? WHERE id = ? AND state IN ('draft', 'returned')")
        .bind(json(draft)?)
        .bind(id)
        .execute(tx.conn())
        .await?
        .rows_affected();
    anyhow::ensure!(changed == 1, "plan {id} is not editable");
    Ok(())
}

/// Hands a plan in: its version goes up, the moment is recorded, with it why the plan holds more hours than fit, where it
/// does. Its targets and tasks become rows, unless an earlier version is in force. What its author changed before can no longer
/// be taken back.
///
/// # Errors
/// Where it is not the author's to hand in any more, or the database fails.
pub async fn submit(
    tx: &mut Tx,
    plan: &Plan,
    late: bool,
    over: Option<&str>,
    now: DateTime<Utc>,
) -> anyhow::Result<i64> {
    let version = plan.version + 1;
    let document = json(&plan.draft)?;
    let changed = sqlx::query(
        "UPDATE plan SET state = 'submitted', version = ?1, late = ?2, submitted_at = ?3, draft = ?4, level = 0,
                climbed_at = NULL, nudges = 0, undo = NULL, undo_draft = NULL
         WHERE id = ?5 AND version = ?6 AND state IN ('draft', 'returned');
         INSERT INTO plan_event (plan_id, version, what, who, at, reason, document)
         SELECT ?5, ?1, 'submitted', ?7, ?3, ?8, ?4 WHERE changes() = 1",
    )
    .bind(version)
    .bind(late)
    .bind(stamp(now))
    .bind(&document)
    .bind(plan.id)
    .bind(plan.version)
    .bind(plan.person)
    .bind(over)
    .execute(tx.conn())
    .await?
    .rows_affected();
    // The plan and its event.
    anyhow::ensure!(changed == 2, "plan {} cannot be submitted any more", plan.id);
    rows::of_waiting(tx, plan).await?;
    Ok(version)
}

/// Why this version of a plan holds more hours than fit, as its author said.
///
/// # Errors
/// Where the database fails.
pub async fn over_reason(tx: &mut Tx, plan: &Plan) -> anyhow::Result<Option<String>> {
    let reason: Option<Option<String>> = sqlx::query_scalar(
        "SELECT reason FROM plan_event WHERE plan_id = ? AND version = ?
                          AND what IN ('submitted', 'amended')",
    )
    .bind(plan.id)
    .bind(plan.version)
    .fetch_optional(tx.conn())
    .await?;
    Ok(reason.flatten())
}

/// The author takes a waiting plan back to change it.
///
/// # Errors
/// Where it no longer waits, or the database fails.
pub async fn withdraw(tx: &mut Tx, plan: &Plan, now: DateTime<Utc>) -> anyhow::Result<()> {
    // One hand-over to SQLite: the event is written exactly when the plan has moved.
    let changed = sqlx::query(
        "UPDATE plan SET state = 'draft' WHERE id = ? AND state = 'submitted';
         INSERT INTO plan_event (plan_id, version, what, who, at) SELECT ?, ?, 'withdrawn', ?, ? WHERE changes() = 1",
    )
    .bind(plan.id)
    .bind(plan.id)
    .bind(plan.version)
    .bind(plan.person)
    .bind(stamp(now))
    .execute(tx.conn())
    .await?
    .rows_affected();
    anyhow::ensure!(changed == 2, "plan {} does not wait any more", plan.id);
    Ok(())
}

/// What somebody decided about a version of a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decision<'a> {
    /// Agreed.
    Approved,
    /// Sent back, with the reason.
    Returned(&'a str),
}

/// Records a decision on exactly the version it was made on. What is approved is in force from then on.
///
/// # Errors
/// Where that version no longer waits, or the database fails.
pub async fn decide(
    tx: &mut Tx,
    plan: &Plan,
    decision: Decision<'_>,
    by: PersonId,
    now: DateTime<Utc>,
) -> anyhow::Result<()> {
    let (state, reason) = match decision {
        Decision::Approved => (PlanState::Approved, None),
        Decision::Returned(reason) => (PlanState::Returned, Some(reason)),
    };
    let changed = sqlx::query(
        "UPDATE plan SET state = ?1, decided_at = ?2, decided_by = ?3, reason = ?4,
                         agreed_version = iif(?1 = 'approved', version, agreed_version),
                         agreed = iif(?1 = 'approved', draft, agreed)
         WHERE id = ?5 AND version = ?6 AND state = 'submitted';
         INSERT INTO plan_event (plan_id, version, what, who, at, reason) SELECT ?5, ?6, ?1, ?3, ?2, ?4 WHERE changes() = 1",
    )
    .bind(state.name())
    .bind(stamp(now))
    .bind(by)
    .bind(reason)
    .bind(plan.id)
    .bind(plan.version)
    .execute(tx.conn())
    .await?
    .rows_affected();
    anyhow::ensure!(changed == 2, "plan {} version {} does not wait any more", plan.id, plan.version);
    if let (Decision::Approved, Some(before)) = (decision, &plan.agreed) {
        rows::write(tx, plan.id, before, &plan.draft).await?;
    }
    Ok(())
}

/// What a person aimed at and reached before a week, newest first: for suggestions and comparisons.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Past {
    /// Metric key, week, value.
    pub actuals: Vec<(String, Week, Decimal)>,
    /// Metric key, week, value.
    pub targets: Vec<(String, Week, Decimal)>,
    /// Week, and the minutes that went into what turned up in it; weeks that were planned and reported only.
    pub unplanned: Vec<(Week, u32)>,
    /// What finished tasks were estimated at by the person, and what they took, minutes.
    pub finished: Vec<Finished>,
}

/// What usually turns up is judged by so many of the last reported weeks.
const USUAL_WEEKS: usize = 4;
/// One week says nothing about what is usual.
const LEAST_WEEKS: usize = 2;

impl Past {
    /// From rows of: kind (0 target, 1 actual, 2 minutes of the unplanned), metric key, week, value.
    fn read(json: &str, finished: &str) -> anyhow::Result<Self> {
        let rows: Vec<(u8, String, String, Decimal)> = unjson(json)?;
        let finished: Vec<(u32, u32)> = unjson(finished)?;
        let finished = finished.into_iter().map(|(own, took)| Finished { own, took }).collect();
        let mut past = Self { finished, ..Self::default() };
        for (kind, metric, week, value) in rows {
            let week = week.parse()?;
            match kind {
                0 => past.targets.push((metric, week, value)),
                1 => past.actuals.push((metric, week, value)),
                _ => past.unplanned.push((week, value.try_into()?)),
            }
        }
        Ok(past)
    }

    /// The newest actual of a metric.
    pub fn actual(&self, metric: &str) -> Option<Decimal> {
        self.actuals.iter().find(|(key, ..)| key == metric).map(|(.., value)| *value)
    }

    /// The newest target of a metric.
    pub fn target(&self, metric: &str) -> Option<Decimal> {
        self.targets.iter().find(|(key, ..)| key == metric).map(|(.., value)| *value)
    }

    /// The newest week that was planned and reported.
    pub fn last_reported(&self) -> Option<Week> {
        self.unplanned.first().map(|(week, _)| *week)
    }

    /// The minutes a week that the unplanned took in the mean of the last four reported weeks; none where fewer than two
    /// are known, or it was less than half an hour.
    pub fn usual_unplanned(&self) -> Option<u32> {
        let weeks: Vec<u32> = self.unplanned.iter().take(USUAL_WEEKS).map(|(_, minutes)| *minutes).collect();
        let known = u32::try_from(weeks.len()).ok().filter(|_| weeks.len() >= LEAST_WEEKS)?;
        let sum = weeks.iter().fold(0u32, |sum, minutes| sum.saturating_add(*minutes));
        Some(sum / known).filter(|mean| *mean >= 30)
    }
}
