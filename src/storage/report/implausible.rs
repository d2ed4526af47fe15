//! Implausible numbers that their author was asked about: those that wait for an answer, and those that were confirmed.

use rust_decimal::Decimal;

use crate::domain::calendar::week::Week;
use crate::domain::company::PersonId;
use crate::storage::Tx;

/// Whether this person has confirmed exactly this number.
pub async fn is_right(tx: &mut Tx, person: PersonId, metric: &str, value: Decimal) -> Result<bool, sqlx::Error> {
    sqlx::query_scalar(
        "SELECT EXISTS (SELECT 1 FROM implausible_value WHERE person_id = ? AND metric_key = ? AND value = ? AND state = 'right')",
    )
    .bind(person)
    .bind(metric)
    .bind(value.normalize().to_string())
    .fetch_one(tx.conn())
    .await
}

/// Notes that a number is asked about. It replaces an earlier one of the same metric and week.
pub async fn ask(tx: &mut Tx, person: PersonId, metric: &str, week: Week, value: Decimal) -> anyhow::Result<()> {
    forget(tx, person, metric, week).await?;
    sqlx::query(
        "INSERT INTO implausible_value (person_id, metric_key, week, value, state) VALUES (?, ?, ?, ?, 'asked')
         ON CONFLICT DO NOTHING",
    )
    .bind(person)
    .bind(metric)
    .bind(week.to_string())
    .bind(value.normalize().to_string())
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// The numbers of a person's week that wait for an answer: metric key and value.
pub async fn asked(tx: &mut Tx, person: PersonId, week: Week) -> anyhow::Result<Vec<(String, Decimal)>> {
    let rows: Vec<(String, String)> = sqlx::query_as(
        "SELECT metric_key, value FROM implausible_value WHERE person_id = ? AND week = ? AND state = 'asked'",
    )
    .bind(person)
    .bind(week.to_string())
    .fetch_all(tx.conn())
    .await?;
    rows.into_iter().map(|(metric, value)| Ok((metric, value.parse()?))).collect()
}

/// Notes that the number that was asked about is right.
pub async fn confirm(tx: &mut Tx, person: PersonId, metric: &str, week: Week) -> Result<(), sqlx::Error> {
    sqlx::query(
        "UPDATE implausible_value SET state = 'right' WHERE person_id = ? AND metric_key = ? AND week = ? AND state = 'asked'",
    )
    .bind(person)
    .bind(metric)
    .bind(week.to_string())
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Deletes a number that was asked about and is no longer said.
pub async fn forget(tx: &mut Tx, person: PersonId, metric: &str, week: Week) -> Result<(), sqlx::Error> {
    sqlx::query(
        "DELETE FROM implausible_value WHERE person_id = ? AND metric_key = ? AND week = ? AND state = 'asked'",
    )
    .bind(person)
    .bind(metric)
    .bind(week.to_string())
    .execute(tx.conn())
    .await?;
    Ok(())
}
