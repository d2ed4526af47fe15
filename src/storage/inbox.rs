//! Where an approver stands with what waits for them: what their one message shows, when they last heard of something new, and
//! what they were offered to approve together.

use std::collections::BTreeSet;

use chrono::{DateTime, Duration, Utc};
use sqlx::SqliteConnection;

use crate::domain::company::PersonId;
use crate::storage::Tx;
use crate::storage::plan::PlanId;
use crate::storage::stamp::{stamp, unstamp};

/// So long after somebody was rung, or looked, nothing rings again.
pub fn quiet() -> Duration {
    Duration::minutes(30)
}

/// How an approver's message stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Inbox {
    /// The plan it has turned into; none: the list.
    pub open: Option<PlanId>,
    /// When the person was last rung for a new plan, or looked.
    pub heard_at: DateTime<Utc>,
    /// When a notice of what came since goes out.
    pub notice_at: Option<DateTime<Utc>>,
}

/// How this person's message stands; none where they never had one.
///
/// # Errors
/// Where the database fails.
pub async fn load(conn: &mut SqliteConnection, person: PersonId) -> anyhow::Result<Option<Inbox>> {
    let row: Option<(Option<i64>, String, Option<String>)> =
        sqlx::query_as("SELECT open_plan, heard_at, notice_at FROM inbox WHERE person_id = ?")
            .bind(person)
            .fetch_optional(conn)
            .await?;
    let Some((open, heard, notice)) = row else { return Ok(None) };
    let notice_at = notice.map(|text| unstamp(&text)).transpose()?;
    Ok(Some(Inbox { open, heard_at: unstamp(&heard)?, notice_at }))
}

/// Keeps how this person's message stands.
///
/// # Errors
/// Where the database fails.
pub async fn save(conn: &mut SqliteConnection, person: PersonId, inbox: Inbox) -> anyhow::Result<()> {
    sqlx::query(
        "INSERT INTO inbox (person_id, open_plan, heard_at, notice_at) VALUES (?, ?, ?, ?)
         ON CONFLICT (person_id) DO UPDATE SET open_plan = excluded.open_plan, heard_at = excluded.heard_at,
                                               notice_at = excluded.notice_at",
    )
    .bind(person)
    .bind(inbox.open)
    .bind(stamp(inbox.heard_at))
    .bind(inbox.notice_at.map(stamp))
    .execute(conn)
    .await?;
    Ok(())
}

/// What waits for this person is not what it was: their message is drawn anew before the transaction ends, once for all that
/// happened in it.
pub fn touch(tx: &mut Tx, person: PersonId) {
    tx.inboxes.insert(person);
}

/// The person's message was just drawn: nothing since has changed it.
pub fn drawn(tx: &mut Tx, person: PersonId) {
    tx.inboxes.remove(&person);
}

/// Whose messages have to be drawn anew; from here on nobody's.
pub fn touched(tx: &mut Tx) -> BTreeSet<PersonId> {
    std::mem::take(&mut tx.inboxes)
}

/// Whose message has turned into this plan.
///
/// # Errors
/// Where the database fails.
pub async fn looking_at(conn: &mut SqliteConnection, plan: PlanId) -> anyhow::Result<Vec<PersonId>> {
    Ok(sqlx::query_scalar("SELECT person_id FROM inbox WHERE open_plan = ? ORDER BY person_id")
        .bind(plan)
        .fetch_all(conn)
        .await?)
}

/// Who is to get a notice by now.
///
/// # Errors
/// Where the database fails.
pub async fn notices_due(conn: &mut SqliteConnection, now: DateTime<Utc>) -> anyhow::Result<Vec<PersonId>> {
    Ok(sqlx::query_scalar("SELECT person_id FROM inbox WHERE notice_at <= ? ORDER BY person_id")
        .bind(stamp(now))
        .fetch_all(conn)
        .await?)
}

/// So many lists of one person are remembered: a button older than that is told to be out of date.
const REMEMBERED: i64 = 20;

/// The number under which these versions of plans are offered to be approved together: that of the last offer where it held the
/// same.
///
/// # Errors
/// Where the database fails.
pub async fn offer(conn: &mut SqliteConnection, person: PersonId, plans: &[(PlanId, i64)]) -> anyhow::Result<i64> {
    let json = serde_json::to_string(plans)?;
    let id: i64 = sqlx::query_scalar(
        "INSERT INTO clean_offer (person_id, plans) SELECT ?1, ?2 WHERE ?2 IS NOT
             (SELECT plans FROM clean_offer WHERE person_id = ?1 ORDER BY id DESC LIMIT 1);
         DELETE FROM clean_offer WHERE person_id = ?1 AND id <=
             (SELECT id FROM clean_offer WHERE person_id = ?1 ORDER BY id DESC LIMIT 1 OFFSET ?3);
         SELECT max(id) FROM clean_offer WHERE person_id = ?1",
    )
    .bind(person)
    .bind(json)
    .bind(REMEMBERED)
    .fetch_one(conn)
    .await?;
    Ok(id)
}

/// What was offered to this person under that number: plans and their versions; none where it was never offered to them, or too
/// long ago.
///
/// # Errors
/// Where the database fails.
pub async fn offered(
    conn: &mut SqliteConnection,
    person: PersonId,
    offer: i64,
) -> anyhow::Result<Option<Vec<(PlanId, i64)>>> {
    let json: Option<String> = sqlx::query_scalar("SELECT plans FROM clean_offer WHERE id = ? AND person_id = ?")
        .bind(offer)
        .bind(person)
        .fetch_optional(conn)
        .await?;
    Ok(json.map(|json| serde_json::from_str(&json)).transpose()?)
}
