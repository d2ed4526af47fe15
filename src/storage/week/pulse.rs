//! Answers to the question in the middle of the week: all is well, or what is at risk.

use chrono::{DateTime, Utc};

use crate::domain::calendar::week::Week;
use crate::domain::company::PersonId;
use crate::domain::week::pulse::Pulse;
use crate::storage::Tx;
use crate::storage::json::{json, unjson};
use crate::storage::stamp::stamp;

/// Selects pulses with their tasks at risk, in the order in which the tasks were named.
macro_rules! select_pulses {
    ($which:literal) => {
        concat!(
            "SELECT person_id, week, answered_at IS NOT NULL,
                    (SELECT json_group_array(r.task_id ORDER BY r.id) FROM pulse_risk r
                     WHERE r.person_id = pulse.person_id AND r.week = pulse.week), words FROM pulse ",
            $which
        )
    };
}

type Row = (i64, String, bool, String, Option<String>);

fn read((person, week, answered, risks, words): Row) -> anyhow::Result<Pulse> {
    Ok(Pulse { person, week: week.parse()?, answered, risks: unjson(&risks)?, words })
}

/// Notes that a person is asked; false where they were asked before.
pub async fn ask(tx: &mut Tx, person: PersonId, week: Week, now: DateTime<Utc>) -> anyhow::Result<bool> {
    let asked = sqlx::query("INSERT INTO pulse (person_id, week, asked_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING")
        .bind(person)
        .bind(week.to_string())
        .bind(stamp(now))
        .execute(tx.conn())
        .await?;
    Ok(asked.rows_affected() == 1)
}

/// The pulse of a person's week; none where they were not asked.
pub async fn find(tx: &mut Tx, person: PersonId, week: Week) -> anyhow::Result<Option<Pulse>> {
    let row: Option<Row> = sqlx::query_as(select_pulses!("WHERE person_id = ? AND week = ?"))
        .bind(person)
        .bind(week.to_string())
        .fetch_optional(tx.conn())
        .await?;
    row.map(read).transpose()
}

/// Everybody's pulse of a week, in order of their ids.
pub async fn of_week(tx: &mut Tx, week: Week) -> anyhow::Result<Vec<Pulse>> {
    let rows: Vec<Row> = sqlx::query_as(select_pulses!("WHERE week = ? ORDER BY person_id"))
        .bind(week.to_string())
        .fetch_all(tx.conn())
        .await?;
    rows.into_iter().map(read).collect()
}

/// Stores an answer.
///
/// # Errors
/// Where the person was not asked.
pub async fn answer(tx: &mut Tx, pulse: &Pulse, now: DateTime<Utc>) -> anyhow::Result<()> {
    let kept = sqlx::query("UPDATE pulse SET answered_at = ?, words = ? WHERE person_id = ? AND week = ?")
        .bind(stamp(now))
        .bind(&pulse.words)
        .bind(pulse.person)
        .bind(pulse.week.to_string())
        .execute(tx.conn())
        .await?
        .rows_affected();
    anyhow::ensure!(kept == 1, "person {} was not asked in {}", pulse.person, pulse.week);
    sqlx::query(
        "DELETE FROM pulse_risk WHERE person_id = ?1 AND week = ?2;
         INSERT INTO pulse_risk (person_id, week, task_id) SELECT ?1, ?2, value FROM json_each(?3)",
    )
    .bind(pulse.person)
    .bind(pulse.week.to_string())
    .bind(json(&pulse.risks)?)
    .execute(tx.conn())
    .await?;
    Ok(())
}
