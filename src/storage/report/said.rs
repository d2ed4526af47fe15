//! Which message of a person said what for a report: its new text replaces it.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::domain::calendar::week::Week;
use crate::domain::company::PersonId;
use crate::domain::report::said::Said;
use crate::storage::Tx;
use crate::storage::json::{json, unjson};

/// Keeps what a message said, in place of what it had said before.
///
/// # Errors
/// Where the database fails.
pub async fn keep(
    tx: &mut Tx,
    person: PersonId,
    message: i64,
    week: Week,
    numbers: &BTreeMap<String, Decimal>,
) -> anyhow::Result<()> {
    sqlx::query(
        "INSERT INTO report_message (person_id, message, week, said) VALUES (?, ?, ?, ?)
         ON CONFLICT (person_id, message) DO UPDATE SET said = excluded.said",
    )
    .bind(person)
    .bind(message)
    .bind(week.to_string())
    .bind(json(numbers)?)
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// What a message said, if it was for a report.
///
/// # Errors
/// Where the database fails.
pub async fn by(tx: &mut Tx, person: PersonId, message: i64) -> anyhow::Result<Option<Said>> {
    let row: Option<(String, String)> =
        sqlx::query_as("SELECT week, said FROM report_message WHERE person_id = ? AND message = ?")
            .bind(person)
            .bind(message)
            .fetch_optional(tx.conn())
            .await?;
    row.map(|(week, said)| Ok(Said { week: week.parse()?, numbers: unjson(&said)? })).transpose()
}

/// Whether another message of the person says this metric's number for the week.
///
/// # Errors
/// Where the database fails.
pub async fn elsewhere(
    tx: &mut Tx,
    person: PersonId,
    message: i64,
    week: Week,
    metric: &str,
) -> Result<bool, sqlx::Error> {
    sqlx::query_scalar(
        "SELECT EXISTS (SELECT 1 FROM report_message m, json_each(m.said) j
                        WHERE m.person_id = ? AND m.message <> ? AND m.week = ? AND j.key = ?)",
    )
    .bind(person)
    .bind(message)
    .bind(week.to_string())
    .bind(metric)
    .fetch_one(tx.conn())
    .await
}
