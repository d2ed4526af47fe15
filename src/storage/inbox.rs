//! Where an approver stands with what waits for them: what their one message shows, when they last heard of something new, and
//! what they were offered to approve together.

use std::collections::BTreeSet;

use chrono::{DateTime, Duration, Utc};
use sqlx::SqliteConnection;

use crate::domain::company::{ChatId, PersonId};
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

type InboxRow = (Option<i64>, String, Option<String>);

impl TryFrom<InboxRow> for Inbox {
    type Error = anyhow::Error;

    fn try_from((open, heard, notice): InboxRow) -> anyhow::Result<Self> {
        let notice_at = notice.map(|text| unstamp(&text)).transpose()?;
        Ok(Self { open, heard_at: unstamp(&heard)?, notice_at })
    }
}

/// How this person's message stands; none where they never had one.
///
/// # Errors
/// Where the database fails.
pub async fn load(conn: &mut SqliteConnection, person: PersonId) -> anyhow::Result<Option<Inbox>> {
    let row: Option<InboxRow> = sqlx::query_as("SELECT open_plan, heard_at, notice_at FROM inbox WHERE person_id = ?")
        .bind(person)
        .fetch_optional(conn)
        .await?;
    row.map(Inbox::try_from).transpose()
}

/// The same, where the message stands in their chat as a card of this key, or is about to.
///
/// # Errors
/// Where the database fails.
pub async fn standing(tx: &mut Tx, person: PersonId, chat: ChatId, key: &str) -> anyhow::Result<Option<Inbox>> {
    if tx.out.showing(key).any(|known| known == chat) {
        return load(tx, person).await;
    }
    let row: Option<InboxRow> = sqlx::query_as(
        "SELECT open_plan, heard_at, notice_at FROM inbox
         WHERE person_id = ? AND EXISTS (SELECT 1 FROM card WHERE chat_id = ? AND key = ?)",
    )
    .bind(person)
    .bind(chat)
    .bind(key)
    .fetch_optional(&mut **tx)
    .await?;
    row.map(Inbox::try_from).transpose()
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

/// Which messages have to be drawn anew before a transaction ends.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Touched {
    /// Theirs.
    people: BTreeSet<PersonId>,
    /// And those that have turned into these plans.
    plans: BTreeSet<PlanId>,
}

/// What waits for this person is not what it was: their message is drawn anew before the transaction ends, once for all that
/// happened in it.
pub fn touch(tx: &mut Tx, person: PersonId) {
    tx.inboxes.people.insert(person);
}

/// The same for whoever has this plan open.
pub fn touch_plan(tx: &mut Tx, plan: PlanId) {
    tx.inboxes.plans.insert(plan);
}

/// The person's message was just drawn: nothing that happened so far changes it.
pub fn drawn(tx: &mut Tx, person: PersonId) {
    tx.inboxes.people.remove(&person);
}

/// Whose messages have to be drawn anew; from here on nobody's.
///
/// # Errors
/// Where the database fails.
pub async fn touched(tx: &mut Tx) -> anyhow::Result<BTreeSet<PersonId>> {
    let Touched { mut people, plans } = std::mem::take(&mut tx.inboxes);
    if !plans.is_empty() {
        let looking: String = sqlx::query_scalar(
            "SELECT json_group_array(person_id) FROM inbox WHERE open_plan IN (SELECT value FROM json_each(?))",
        )
        .bind(serde_json::to_string(&plans)?)
        .fetch_one(&mut **tx)
        .await?;
        people.extend(serde_json::from_str::<Vec<PersonId>>(&looking)?);
    }
    Ok(people)
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
