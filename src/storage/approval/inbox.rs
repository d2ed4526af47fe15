//! Where an approver stands with what waits for them: what their one message shows, when they last heard of something
//! new, and what they were offered to approve together.

use std::collections::{BTreeSet, HashMap};

use chrono::{DateTime, Duration, Utc};

use crate::domain::company::{ChatId, PersonId};
use crate::domain::plan::PlanId;
use crate::storage::json::{json, unjson};
use crate::storage::outbox::CardKey;
use crate::storage::stamp::stamp;
use crate::storage::{Tx, outbox};

/// How long the inbox stays silent after it rang, or after its owner looked at it.
pub fn quiet() -> Duration {
    Duration::minutes(30)
}

/// The state of an approver's inbox message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, sqlx::FromRow)]
pub struct Inbox {
    /// The plan the message shows in place of the list; none while it shows the list.
    #[sqlx(rename = "open_plan")]
    pub open: Option<PlanId>,
    /// When the person was last rung for a new plan, or looked.
    pub heard_at: DateTime<Utc>,
    /// When a notice of what came since goes out.
    pub notice_at: Option<DateTime<Utc>>,
}

/// The state of this person's inbox message; none where they never had one.
pub async fn load(tx: &mut Tx, person: PersonId) -> anyhow::Result<Option<Inbox>> {
    let inbox = sqlx::query_as("SELECT open_plan, heard_at, notice_at FROM inbox WHERE person_id = ?")
        .bind(person)
        .fetch_optional(tx.conn())
        .await?;
    Ok(inbox)
}

/// Like [`load`], but none unless the message stands in their chat as a card of this key, or is queued for it.
pub async fn standing(tx: &mut Tx, person: PersonId, chat: ChatId, key: CardKey) -> anyhow::Result<Option<Inbox>> {
    if outbox::stands(tx, chat, key).await? { load(tx, person).await } else { Ok(None) }
}

/// Stores the state of this person's inbox message.
pub async fn save(tx: &mut Tx, person: PersonId, inbox: Inbox) -> anyhow::Result<()> {
    sqlx::query(
        "INSERT INTO inbox (person_id, open_plan, heard_at, notice_at) VALUES (?, ?, ?, ?)
         ON CONFLICT (person_id) DO UPDATE SET open_plan = excluded.open_plan, heard_at = excluded.heard_at,
                                               notice_at = excluded.notice_at",
    )
    .bind(person)
    .bind(inbox.open)
    .bind(stamp(inbox.heard_at))
    .bind(inbox.notice_at.map(stamp))
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// The people whose inbox message shows one of these plans.
pub async fn showing(tx: &mut Tx, plans: &BTreeSet<PlanId>) -> anyhow::Result<Vec<PersonId>> {
    if plans.is_empty() {
        return Ok(Vec::new());
    }
    let people: String = sqlx::query_scalar(
        "SELECT json_group_array(person_id) FROM inbox WHERE open_plan IN (SELECT value FROM json_each(?))",
    )
    .bind(json(plans)?)
    .fetch_one(tx.conn())
    .await?;
    Ok(unjson(&people)?)
}

/// The people whose notice is due.
pub async fn notices_due(tx: &mut Tx, now: DateTime<Utc>) -> anyhow::Result<Vec<PersonId>> {
    // Nothing is put off for longer: where it seems so, the clock was set back since.
    let due =
        sqlx::query_scalar("SELECT person_id FROM inbox WHERE notice_at <= ? OR notice_at > ? ORDER BY person_id")
            .bind(stamp(now))
            .bind(stamp(now + quiet()))
            .fetch_all(tx.conn())
            .await?;
    Ok(due)
}

/// How many offers are kept for one person. A button of an older one is answered with "out of date".
const REMEMBERED: i64 = 20;

/// Stores which versions of plans each person is offered to approve together. Gives the offers' numbers by person; an
/// offer that equals the person's last one keeps its number.
pub async fn offer(tx: &mut Tx, offers: &[(PersonId, Vec<(PlanId, i64)>)]) -> anyhow::Result<HashMap<PersonId, i64>> {
    if offers.is_empty() {
        return Ok(HashMap::new());
    }
    let numbers: String = sqlx::query_scalar(
        "INSERT INTO clean_offer (person_id, plans)
         SELECT j.value ->> 0, j.value -> 1 FROM jsonb_each(?1) j WHERE j.value -> 1 IS NOT
             (SELECT plans FROM clean_offer o WHERE o.person_id = j.value ->> 0 ORDER BY o.id DESC LIMIT 1);
         DELETE FROM clean_offer WHERE id IN (SELECT o.id FROM jsonb_each(?1) j JOIN clean_offer o ON o.person_id = j.value ->> 0
             WHERE o.id <= (SELECT p.id FROM clean_offer p WHERE p.person_id = o.person_id ORDER BY p.id DESC LIMIT 1 OFFSET ?2));
         SELECT json_group_array(json_array(j.value ->> 0, (SELECT max(id) FROM clean_offer o WHERE o.person_id = j.value ->> 0)))
         FROM jsonb_each(?1) j",
    )
    .bind(json(offers)?)
    .bind(REMEMBERED)
    .fetch_one(tx.conn())
    .await?;
    Ok(unjson::<Vec<(PersonId, i64)>>(&numbers)?.into_iter().collect())
}

/// The plans and versions that this person was offered under that number; none where they never were, or too long ago.
pub async fn offered(tx: &mut Tx, person: PersonId, offer: i64) -> anyhow::Result<Option<Vec<(PlanId, i64)>>> {
    let json: Option<String> = sqlx::query_scalar("SELECT plans FROM clean_offer WHERE id = ? AND person_id = ?")
        .bind(offer)
        .bind(person)
        .fetch_optional(tx.conn())
        .await?;
    Ok(json.map(|json| unjson(&json)).transpose()?)
}
