//! People's regular tasks.

use anyhow::Context as _;

use crate::domain::calendar::week::Week;
use crate::domain::company::PersonId;
use crate::domain::intake::TaskText;
use crate::domain::plan::regular::{MAX_REGULAR, Period, Regular};
use crate::domain::plan::same_title;
use crate::storage::Tx;

#[derive(sqlx::FromRow)]
struct Row {
    id: i64,
    title: String,
    deliverable: Option<String>,
    minutes: Option<u32>,
    goal: Option<String>,
    period: String,
    since: String,
    paused: bool,
}

impl TryFrom<Row> for Regular {
    type Error = anyhow::Error;

    fn try_from(row: Row) -> anyhow::Result<Self> {
        Ok(Self {
            id: row.id,
            title: row.title,
            deliverable: row.deliverable,
            minutes: row.minutes,
            goal: row.goal,
            period: Period::named(&row.period).with_context(|| format!("period '{}'", row.period))?,
            since: row.since.parse()?,
            paused: row.paused,
        })
    }
}

/// A person's regular tasks in the order they were added, paused ones too.
pub async fn of_person(tx: &mut Tx, person: PersonId) -> anyhow::Result<Vec<Regular>> {
    let rows: Vec<Row> = sqlx::query_as(
        "SELECT id, title, deliverable, minutes, goal, period, since, paused FROM regular WHERE person_id = ? ORDER BY id",
    )
    .bind(person)
    .fetch_all(tx.conn())
    .await?;
    rows.into_iter().map(Regular::try_from).collect()
}

/// How a regular task that somebody wrote was stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kept {
    /// It was added to the list.
    Added(Regular),
    /// The list had one with this title, which was changed.
    Changed(Regular),
    /// The list is full ([`MAX_REGULAR`]).
    Full,
}

/// Puts a regular task on a person's list, first due in week `since` or later. A task with the same title is changed
/// instead: what the new line says replaces the old, what it leaves out stays, and the task is no longer paused.
pub async fn keep(tx: &mut Tx, person: PersonId, text: &TaskText, period: Period, since: Week) -> anyhow::Result<Kept> {
    let list = of_person(tx, person).await?;
    if let Some(mut known) = list.iter().find(|r| same_title(&r.title, &text.title)).cloned() {
        known.deliverable = text.deliverable.clone().or(known.deliverable);
        known.minutes = text.minutes.or(known.minutes);
        known.goal = text.goal.clone().or(known.goal);
        if known.period != period {
            (known.period, known.since) = (period, since);
        }
        known.paused = false;
        sqlx::query(
            "UPDATE regular SET deliverable = ?, minutes = ?, goal = ?, period = ?, since = ?, paused = 0 WHERE id = ?",
        )
        .bind(&known.deliverable)
        .bind(known.minutes)
        .bind(&known.goal)
        .bind(known.period.name())
        .bind(known.since.to_string())
        .bind(known.id)
        .execute(tx.conn())
        .await?;
        return Ok(Kept::Changed(known));
    }
    if list.len() >= MAX_REGULAR {
        return Ok(Kept::Full);
    }
    let id = sqlx::query_scalar(
        "INSERT INTO regular (person_id, title, deliverable, minutes, goal, period, since)
         VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING id",
    )
    .bind(person)
    .bind(&text.title)
    .bind(&text.deliverable)
    .bind(text.minutes)
    .bind(&text.goal)
    .bind(period.name())
    .bind(since.to_string())
    .fetch_one(tx.conn())
    .await?;
    Ok(Kept::Added(Regular {
        id,
        title: text.title.clone(),
        deliverable: text.deliverable.clone(),
        minutes: text.minutes,
        goal: text.goal.clone(),
        period,
        since,
        paused: false,
    }))
}

/// Pauses a regular task of this person, or resumes it; false where it is not theirs.
pub async fn pause(tx: &mut Tx, person: PersonId, id: i64, paused: bool) -> anyhow::Result<bool> {
    let changed = sqlx::query("UPDATE regular SET paused = ? WHERE id = ? AND person_id = ?")
        .bind(paused)
        .bind(id)
        .bind(person)
        .execute(tx.conn())
        .await?;
    Ok(changed.rows_affected() == 1)
}

/// Removes a regular task from this person's list; false where it is not theirs. Tasks that were made from it stay.
pub async fn remove(tx: &mut Tx, person: PersonId, id: i64) -> anyhow::Result<bool> {
    let gone = sqlx::query("DELETE FROM regular WHERE id = ? AND person_id = ?")
        .bind(id)
        .bind(person)
        .execute(tx.conn())
        .await?;
    Ok(gone.rows_affected() == 1)
}
