//! Reading plans.

use anyhow::Context as _;
use chrono::{DateTime, Utc};
use rust_decimal::Decimal;

use crate::domain::calendar::week::Week;
use crate::domain::company::PersonId;
use crate::domain::numbers::target::Override;
use crate::domain::plan::{Draft, Plan, PlanId, PlanRecord, PlanState, Undo};
use crate::storage::Tx;
use crate::storage::json::{json, unjson};

// One statement reads everything about plans: a second round trip would cost more than the columns.
macro_rules! select_plans {
    ($which:literal) => {
        concat!(
            "SELECT id, person_id, week, state, version, draft, undo, late, submitted_at, decided_by, reason, escalation_level AS level,
                    state = 'returned' AND EXISTS (SELECT 1 FROM plan_event e WHERE e.plan_id = plan.id
                        AND e.version = plan.version AND e.what = 'reopened') AS reopened,
                    agreed_version, iif(state = 'approved', NULL, agreed) AS agreed,
                    agreed_version IS NOT NULL AND EXISTS (SELECT 1 FROM plan_event e WHERE e.plan_id = plan.id
                        AND e.version = agreed_version AND e.what = 'edited') AS edited,
                    (SELECT json_group_array(json_array(o.metric_key, o.target, t.target, o.note, o.set_by))
                     FROM target_override o JOIN plan_target t ON t.plan_id = plan.id AND t.metric_key = o.metric_key
                     WHERE o.person_id = plan.person_id AND o.week = plan.week) AS set_targets,
                    (SELECT json_group_array(json(comment)) FROM
                         (SELECT comment FROM line_comment m WHERE m.plan_id = plan.id AND m.version = plan.version
                          ORDER BY position)) AS comments
             FROM plan ",
            $which
        )
    };
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
    comments: String,
    undo: Option<String>,
    set_targets: String,
    agreed_version: Option<i64>,
    agreed: Option<String>,
    edited: bool,
}

impl TryFrom<PlanRow> for Plan {
    type Error = anyhow::Error;

    fn try_from(row: PlanRow) -> anyhow::Result<Self> {
        let state = PlanState::named(&row.state).with_context(|| format!("plan state '{}'", row.state))?;
        let comments = match state {
            PlanState::Returned => unjson(&row.comments).with_context(|| format!("comments of plan {}", row.id))?,
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
        let record = PlanRecord {
            id: row.id,
            person: row.person_id,
            week,
            set: set.collect(),
            state,
            version: row.version,
            undo: row.undo.and_then(|kept| last_change(&kept, row.version, &row.draft)),
            draft,
            late: row.late,
            submitted_at: row.submitted_at,
            decided_by: row.decided_by,
            reason: row.reason,
            comments,
            reopened: row.reopened,
            level: row.level,
            agreed_version: row.agreed_version,
            agreed: row
                .agreed
                .map(|text| unjson(&text))
                .transpose()
                .with_context(|| format!("agreed version of plan {}", row.id))?,
            edited: row.edited,
        };
        Ok(record.into())
    }
}

/// The author's last change, if nothing has changed the draft since.
fn last_change(kept: &str, version: i64, draft: &str) -> Option<Undo> {
    // A change that an older version of the program stored in another form can no longer be undone.
    let undo: Undo = unjson(kept).ok()?;
    undo.fits(version, draft).then_some(undo)
}

/// The person's plan for a week.
pub async fn find(tx: &mut Tx, person: PersonId, week: Week) -> anyhow::Result<Option<Plan>> {
    let row: Option<PlanRow> = sqlx::query_as(select_plans!("WHERE person_id = ? AND week = ?"))
        .bind(person)
        .bind(week.to_string())
        .fetch_optional(tx.conn())
        .await?;
    row.map(Plan::try_from).transpose()
}

/// The plan with this id.
pub async fn get(tx: &mut Tx, id: PlanId) -> anyhow::Result<Option<Plan>> {
    let row: Option<PlanRow> = sqlx::query_as(select_plans!("WHERE id = ?")).bind(id).fetch_optional(tx.conn()).await?;
    row.map(Plan::try_from).transpose()
}

/// All plans for a week, in order of their people's ids.
pub async fn of_week(tx: &mut Tx, week: Week) -> anyhow::Result<Vec<Plan>> {
    let rows: Vec<PlanRow> = sqlx::query_as(select_plans!("WHERE week = ? ORDER BY person_id"))
        .bind(week.to_string())
        .fetch_all(tx.conn())
        .await?;
    rows.into_iter().map(Plan::try_from).collect()
}

/// The plans with these ids, those submitted first at the top.
pub async fn all_of(tx: &mut Tx, ids: &[PlanId]) -> anyhow::Result<Vec<Plan>> {
    let rows: Vec<PlanRow> =
        sqlx::query_as(select_plans!("WHERE id IN (SELECT value FROM json_each(?)) ORDER BY submitted_at, id"))
            .bind(json(ids)?)
            .fetch_all(tx.conn())
            .await?;
    rows.into_iter().map(Plan::try_from).collect()
}
