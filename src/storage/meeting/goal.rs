//! Goals and their milestones. They are part of the roster, so every change here counts the company's revision up.

use anyhow::Context as _;
use chrono::{DateTime, Utc};
use serde::Deserialize;

use crate::domain::calendar::month::Month;
use crate::domain::company::PersonId;
use crate::domain::meeting::goal::{Goal, GoalFacts, GoalId, Level, Milestone};
use crate::storage::Tx;
use crate::storage::company::revision::touch;
use crate::storage::json::unjson;
use crate::storage::stamp::stamp;

#[derive(sqlx::FromRow)]
struct Row {
    id: i64,
    key: Option<String>,
    tag: String,
    title: String,
    level: String,
    parent_id: Option<i64>,
    owner_id: Option<i64>,
    due: Option<String>,
    open: bool,
    made_by: Option<i64>,
    milestones: String,
}

#[derive(Deserialize)]
struct MilestoneRow {
    month: Month,
    text: String,
    done: u8,
}

impl TryFrom<Row> for Goal {
    type Error = anyhow::Error;

    fn try_from(row: Row) -> anyhow::Result<Self> {
        let milestones: Vec<MilestoneRow> = unjson(&row.milestones)?;
        Ok(Self {
            id: row.id,
            key: row.key,
            tag: row.tag,
            title: row.title,
            level: match row.level.as_str() {
                "strategic" => Level::Strategic,
                _ => Level::Tactical,
            },
            parent: row.parent_id,
            owner: row.owner_id,
            due: row.due.map(|due| due.parse().with_context(|| format!("goal due '{due}'"))).transpose()?,
            milestones: milestones
                .into_iter()
                .map(|m| Milestone { month: m.month, text: m.text, done: m.done != 0 })
                .collect(),
            open: row.open,
            made_by: row.made_by,
        })
    }
}

/// All goals, closed ones too: those of the file in its order, then those made in chat.
pub async fn all(tx: &mut Tx) -> anyhow::Result<Vec<Goal>> {
    let rows: Vec<Row> = sqlx::query_as(
        "SELECT id, key, tag, title, level, parent_id, owner_id, due, state = 'open' AS open, made_by,
                (SELECT json_group_array(json_object('month', month, 'text', text, 'done', done_at IS NOT NULL)
                                         ORDER BY month)
                 FROM goal_milestone m WHERE m.goal_id = goal.id) AS milestones
         FROM goal ORDER BY key IS NULL, position, id",
    )
    .fetch_all(tx.conn())
    .await
    .context("cannot read the goals")?;
    rows.into_iter().map(Goal::try_from).collect()
}

/// Stores a goal made in chat.
pub async fn add(tx: &mut Tx, facts: &GoalFacts<'_>, by: PersonId, now: DateTime<Utc>) -> anyhow::Result<GoalId> {
    let id = sqlx::query_scalar(
        "INSERT INTO goal (tag, title, level, parent_id, owner_id, due, position, made_by, made_at)
         VALUES (?, ?, ?, ?, ?, ?, (SELECT coalesce(max(position), 0) + 1 FROM goal), ?, ?) RETURNING id",
    )
    .bind(facts.tag)
    .bind(facts.title)
    .bind(level_name(facts.level))
    .bind(facts.parent)
    .bind(facts.owner)
    .bind(facts.due.map(|due| due.to_string()))
    .bind(by)
    .bind(stamp(now))
    .fetch_one(tx.conn())
    .await?;
    touch(tx).await?;
    Ok(id)
}

/// Replaces what a goal says.
pub async fn change(tx: &mut Tx, id: GoalId, facts: &GoalFacts<'_>) -> anyhow::Result<()> {
    sqlx::query("UPDATE goal SET tag = ?, title = ?, level = ?, parent_id = ?, owner_id = ?, due = ? WHERE id = ?")
        .bind(facts.tag)
        .bind(facts.title)
        .bind(level_name(facts.level))
        .bind(facts.parent)
        .bind(facts.owner)
        .bind(facts.due.map(|due| due.to_string()))
        .bind(id)
        .execute(tx.conn())
        .await?;
    touch(tx).await
}

/// Sets the milestone of a goal for a month. If its text changes, it counts as not reached.
pub async fn set_milestone(tx: &mut Tx, id: GoalId, month: Month, text: &str) -> anyhow::Result<()> {
    // Tasks that were done for the old text do not count for the new one.
    sqlx::query(
        "UPDATE task SET goal_month = NULL WHERE goal_id = ?1 AND goal_month = ?2
            AND EXISTS (SELECT 1 FROM goal_milestone WHERE goal_id = ?1 AND month = ?2 AND text <> ?3);
         INSERT INTO goal_milestone (goal_id, month, text) VALUES (?1, ?2, ?3)
         ON CONFLICT (goal_id, month) DO UPDATE SET text = excluded.text, done_at = NULL, done_by = NULL
         WHERE text <> excluded.text",
    )
    .bind(id)
    .bind(month.to_string())
    .bind(text)
    .execute(tx.conn())
    .await?;
    touch(tx).await
}

/// Marks a milestone as reached by somebody, or, with `None`, as not reached. False where there is no such milestone.
pub async fn reach(
    tx: &mut Tx,
    id: GoalId,
    month: Month,
    by: Option<PersonId>,
    now: DateTime<Utc>,
) -> anyhow::Result<bool> {
    let changed = sqlx::query("UPDATE goal_milestone SET done_at = ?, done_by = ? WHERE goal_id = ? AND month = ?")
        .bind(by.map(|_| stamp(now)))
        .bind(by)
        .bind(id)
        .bind(month.to_string())
        .execute(tx.conn())
        .await?
        .rows_affected();
    touch(tx).await?;
    Ok(changed == 1)
}

/// Closes a goal, or opens it again. False where nothing changed.
pub async fn set_open(tx: &mut Tx, id: GoalId, open: bool, by: PersonId, now: DateTime<Utc>) -> anyhow::Result<bool> {
    let changed =
        sqlx::query("UPDATE goal SET state = ?1, closed_at = ?2, closed_by = ?3 WHERE id = ?4 AND state <> ?1")
            .bind(if open { "open" } else { "closed" })
            .bind((!open).then(|| stamp(now)))
            .bind((!open).then_some(by))
            .bind(id)
            .execute(tx.conn())
            .await?
            .rows_affected();
    touch(tx).await?;
    Ok(changed == 1)
}

/// A level's name in the database.
pub(in crate::storage) fn level_name(level: Level) -> &'static str {
    match level {
        Level::Strategic => "strategic",
        Level::Tactical => "tactical",
    }
}
