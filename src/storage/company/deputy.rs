//! Deputies that managers name in the chat. They are part of the roster, so every change here counts the company's
//! revision up.

use anyhow::{Context as _, ensure};
use chrono::{DateTime, NaiveDate, Utc};

use crate::domain::company::Deputy;
use crate::domain::company::PersonId;
use crate::storage::Tx;
use crate::storage::company::revision::touch;
use crate::storage::stamp::stamp;

#[derive(sqlx::FromRow)]
struct DeputyRow {
    id: i64,
    manager_id: PersonId,
    person_id: PersonId,
    from_day: Option<NaiveDate>,
    to_day: Option<NaiveDate>,
}

impl From<DeputyRow> for Deputy {
    fn from(row: DeputyRow) -> Self {
        Self { id: row.id, manager: row.manager_id, person: row.person_id, days: row.from_day.zip(row.to_day) }
    }
}

/// All deputies, in the order they were named.
pub(super) async fn all(tx: &mut Tx) -> anyhow::Result<Vec<Deputy>> {
    let rows: Vec<DeputyRow> =
        sqlx::query_as("SELECT id, manager_id, person_id, from_day, to_day FROM deputy ORDER BY id")
            .fetch_all(tx.conn())
            .await
            .context("cannot read the deputies")?;
    Ok(rows.into_iter().map(Deputy::from).collect())
}

/// Names a deputy. A standing one replaces the standing one before; one for some days replaces those whose days
/// overlap. False where exactly this deputy was named already.
pub async fn name_deputy(
    tx: &mut Tx,
    manager: PersonId,
    person: PersonId,
    days: Option<(NaiveDate, NaiveDate)>,
    now: DateTime<Utc>,
) -> anyhow::Result<bool> {
    let known = all(tx).await?;
    let same = |d: &&Deputy| d.manager == manager && d.person == person && d.days == days;
    if known.iter().any(|d| same(&d)) {
        return Ok(false);
    }
    let touches = |d: &&Deputy| match (d.days, days) {
        (None, None) => true,
        (Some((from, to)), Some(new)) => from <= new.1 && new.0 <= to,
        _ => false,
    };
    for old in known.iter().filter(|d| d.manager == manager).filter(touches) {
        delete(tx, manager, old.id).await?;
    }
    sqlx::query("INSERT INTO deputy (manager_id, person_id, from_day, to_day, named_at) VALUES (?, ?, ?, ?, ?)")
        .bind(manager)
        .bind(person)
        .bind(days.map(|(from, _)| from.to_string()))
        .bind(days.map(|(_, to)| to.to_string()))
        .bind(stamp(now))
        .execute(tx.conn())
        .await
        .context("cannot store the deputy")?;
    touch(tx).await?;
    Ok(true)
}

/// Cancels a manager's deputy.
///
/// # Errors
/// Where the deputy is not this manager's.
pub async fn cancel_deputy(tx: &mut Tx, manager: PersonId, id: i64) -> anyhow::Result<()> {
    delete(tx, manager, id).await?;
    touch(tx).await
}

async fn delete(tx: &mut Tx, manager: PersonId, id: i64) -> anyhow::Result<()> {
    let deleted = sqlx::query("DELETE FROM deputy WHERE id = ? AND manager_id = ?")
        .bind(id)
        .bind(manager)
        .execute(tx.conn())
        .await?
        .rows_affected();
    ensure!(deleted == 1, "deputy {id} is not there any more");
    Ok(())
}
