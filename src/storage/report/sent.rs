//! Reports and the actuals they bring.

use chrono::{DateTime, Utc};
use rust_decimal::Decimal;

use crate::domain::calendar::week::Week;
use crate::domain::company::PersonId;
use crate::domain::report::sent::Report;
use crate::storage::Tx;
use crate::storage::stamp::stamp;

/// The person's report of a week, if one was begun.
pub async fn find(tx: &mut Tx, person: PersonId, week: Week) -> anyhow::Result<Option<Report>> {
    let row: Option<(String, bool)> = sqlx::query_as("SELECT state, late FROM report WHERE person_id = ? AND week = ?")
        .bind(person)
        .bind(week.to_string())
        .fetch_optional(tx.conn())
        .await?;
    Ok(row.map(|(state, late)| Report { person, sent: state == "sent", late }))
}

/// All reports of a week.
pub async fn of_week(tx: &mut Tx, week: Week) -> anyhow::Result<Vec<Report>> {
    let rows: Vec<(i64, String, bool)> = sqlx::query_as("SELECT person_id, state, late FROM report WHERE week = ?")
        .bind(week.to_string())
        .fetch_all(tx.conn())
        .await?;
    Ok(rows.into_iter().map(|(person, state, late)| Report { person, sent: state == "sent", late }).collect())
}

/// Begins a report, or opens a sent one for its author to correct.
pub async fn open(tx: &mut Tx, person: PersonId, week: Week) -> anyhow::Result<()> {
    sqlx::query(
        "INSERT INTO report (person_id, week, state) VALUES (?, ?, 'draft')
         ON CONFLICT (person_id, week) DO UPDATE SET state = 'draft'",
    )
    .bind(person)
    .bind(week.to_string())
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Why a sent report is given back.
#[derive(Debug, Clone, Copy)]
pub struct Reopening<'a> {
    /// The reason that the author reads.
    pub reason: &'a str,
    /// Who gives it back.
    pub by: PersonId,
    /// When it is given back.
    pub at: DateTime<Utc>,
}

/// Gives a sent report back to its author, with a reason. Its numbers stay until they are changed.
///
/// # Errors
/// Where the report is not sent any more.
pub async fn reopen(tx: &mut Tx, person: PersonId, week: Week, reopening: Reopening<'_>) -> anyhow::Result<()> {
    let Reopening { reason, by, at } = reopening;
    let changed = sqlx::query(
        "UPDATE report SET state = 'draft' WHERE person_id = ?1 AND week = ?2 AND state = 'sent';
         INSERT INTO report_event (report_id, what, who, at, reason)
         SELECT id, 'reopened', ?3, ?4, ?5 FROM report WHERE person_id = ?1 AND week = ?2 AND changes() = 1",
    )
    .bind(person)
    .bind(week.to_string())
    .bind(by)
    .bind(stamp(at))
    .bind(reason)
    .execute(tx.conn())
    .await?
    .rows_affected();
    anyhow::ensure!(changed == 2, "the report of person {person} on {week} is not sent any more");
    Ok(())
}

/// Marks the report as sent. One that was on time stays on time when it is corrected later.
pub async fn send(tx: &mut Tx, person: PersonId, week: Week, late: bool, now: DateTime<Utc>) -> anyhow::Result<()> {
    sqlx::query(
        "INSERT INTO report (person_id, week, state, late, sent_at) VALUES (?1, ?2, 'sent', ?3, ?4)
         ON CONFLICT (person_id, week) DO UPDATE
         SET state = 'sent', late = iif(sent_at IS NULL, ?3, late), sent_at = coalesce(sent_at, ?4)",
    )
    .bind(person)
    .bind(week.to_string())
    .bind(late)
    .bind(stamp(now))
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Which actual: whose, of which metric, in which week.
#[derive(Debug, Clone, Copy)]
pub struct ActualKey<'a> {
    /// Whose number it is.
    pub person: PersonId,
    /// The metric's key.
    pub metric: &'a str,
    /// The week.
    pub week: Week,
}

/// Stores an actual, replacing an earlier one.
pub async fn set_actual(tx: &mut Tx, key: ActualKey<'_>, value: Decimal, now: DateTime<Utc>) -> anyhow::Result<()> {
    let ActualKey { person, metric, week } = key;
    sqlx::query(
        "INSERT INTO actual (person_id, metric_key, week, value, typed_at) VALUES (?, ?, ?, ?, ?)
         ON CONFLICT (person_id, metric_key, week) DO UPDATE SET value = excluded.value, typed_at = excluded.typed_at",
    )
    .bind(person)
    .bind(metric)
    .bind(week.to_string())
    .bind(value.normalize().to_string())
    .bind(stamp(now))
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Deletes an actual.
pub async fn drop_actual(tx: &mut Tx, person: PersonId, metric: &str, week: Week) -> Result<(), sqlx::Error> {
    sqlx::query("DELETE FROM actual WHERE person_id = ? AND metric_key = ? AND week = ?")
        .bind(person)
        .bind(metric)
        .bind(week.to_string())
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// A person's newest actuals before a week: metric key, the week they are of, value.
pub async fn last_actuals(tx: &mut Tx, person: PersonId, before: Week) -> anyhow::Result<Vec<(String, Week, Decimal)>> {
    // With `max()` SQLite takes the value from the row that has the maximum. The text of weeks sorts by time.
    let rows: Vec<(String, String, String)> = sqlx::query_as(
        "SELECT metric_key, max(week), value FROM actual WHERE person_id = ? AND week < ? GROUP BY metric_key",
    )
    .bind(person)
    .bind(before.to_string())
    .fetch_all(tx.conn())
    .await?;
    rows.into_iter().map(|(metric, week, value)| Ok((metric, week.parse()?, value.parse()?))).collect()
}

/// A person's actuals of a week: metric key and value.
pub async fn actuals(tx: &mut Tx, person: PersonId, week: Week) -> anyhow::Result<Vec<(String, Decimal)>> {
    let rows: Vec<(String, String)> =
        sqlx::query_as("SELECT metric_key, value FROM actual WHERE person_id = ? AND week = ?")
            .bind(person)
            .bind(week.to_string())
            .fetch_all(tx.conn())
            .await?;
    rows.into_iter().map(|(metric, value)| Ok((metric, value.parse()?))).collect()
}
