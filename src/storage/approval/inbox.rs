//! Where an approver stands with what waits for them: what their one message shows, when they last heard of something new, and
//! what they were offered to approve together.
//!
//! There are as many rows as approvers, and one plan concerns several of them: all are read at once where one is needed, and
//! what has changed is written when the transaction is committed.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use anyhow::Context as _;
use chrono::{DateTime, Duration, Utc};

use crate::domain::company::{ChatId, PersonId};
use crate::storage::json::{json, unjson};
use crate::storage::plan::PlanId;
use crate::storage::stamp::{stamp, unstamp};
use crate::storage::{Tx, outbox};

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

/// How the messages of all approvers stand in one transaction; none before anybody asked.
#[derive(Debug, Default)]
pub(in crate::storage) struct Known(Option<BTreeMap<PersonId, Entry>>);

#[derive(Debug)]
struct Entry {
    now: Inbox,
    /// It is not what the database holds.
    changed: bool,
}

async fn known(tx: &mut Tx) -> anyhow::Result<&mut BTreeMap<PersonId, Entry>> {
    if tx.inboxes.0.is_none() {
        let rows: String = sqlx::query_scalar(
            "SELECT json_group_array(json_array(person_id, open_plan, heard_at, notice_at)) FROM inbox",
        )
        .fetch_one(tx.conn())
        .await?;
        let rows: Vec<(PersonId, Option<PlanId>, String, Option<String>)> = unjson(&rows)?;
        let mut all = BTreeMap::new();
        for (person, open, heard, notice) in rows {
            let notice_at = notice.map(|text| unstamp(&text)).transpose()?;
            let now = Inbox { open, heard_at: unstamp(&heard)?, notice_at };
            all.insert(person, Entry { now, changed: false });
        }
        tx.inboxes.0 = Some(all);
    }
    tx.inboxes.0.as_mut().context("inboxes that were just read")
}

/// Writes what has changed.
///
/// # Errors
/// Where the database fails.
pub(in crate::storage) async fn flush(tx: &mut Tx, known: Known) -> Result<(), sqlx::Error> {
    let changed = known.0.into_iter().flatten().filter(|(_, entry)| entry.changed);
    let rows: Vec<(PersonId, Option<PlanId>, String, Option<String>)> = changed
        .map(|(person, Entry { now, .. })| (person, now.open, stamp(now.heard_at), now.notice_at.map(stamp)))
        .collect();
    if rows.is_empty() {
        return Ok(());
    }
    sqlx::query(
        "INSERT INTO inbox (person_id, open_plan, heard_at, notice_at)
         SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3 FROM jsonb_each(?) WHERE true
         ON CONFLICT (person_id) DO UPDATE SET open_plan = excluded.open_plan, heard_at = excluded.heard_at,
                                               notice_at = excluded.notice_at",
    )
    .bind(json(&rows)?)
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// How this person's message stands; none where they never had one.
///
/// # Errors
/// Where the database fails.
pub async fn load(tx: &mut Tx, person: PersonId) -> anyhow::Result<Option<Inbox>> {
    Ok(known(tx).await?.get(&person).map(|entry| entry.now))
}

/// The same, where the message stands in their chat as a card of this key, or is about to.
///
/// # Errors
/// Where the database fails.
pub async fn standing(tx: &mut Tx, person: PersonId, chat: ChatId, key: &str) -> anyhow::Result<Option<Inbox>> {
    if outbox::stands(tx, chat, key).await? { load(tx, person).await } else { Ok(None) }
}

/// Keeps how this person's message stands.
///
/// # Errors
/// Where the database fails.
pub async fn save(tx: &mut Tx, person: PersonId, inbox: Inbox) -> anyhow::Result<()> {
    known(tx).await?.insert(person, Entry { now: inbox, changed: true });
    Ok(())
}

/// What has to be drawn anew before a transaction ends.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Touched {
    /// The messages of these people.
    pub people: BTreeSet<PersonId>,
    /// The cards of these plans, wherever an approver has one before them.
    pub plans: BTreeSet<PlanId>,
    /// The plans that were handed in, in order: their approvers are yet to hear of it.
    pub arrived: Vec<PlanId>,
}

/// What waits for this person is not what it was: their message is drawn anew before the transaction ends, once for all that
/// happened in it.
pub fn touch(tx: &mut Tx, person: PersonId) {
    tx.touched.people.insert(person);
}

/// The same for whoever has this plan before them.
pub fn touch_plan(tx: &mut Tx, plan: PlanId) {
    tx.touched.plans.insert(plan);
}

/// The plan was handed in: those it waits for hear of it before the transaction ends.
pub fn arrived(tx: &mut Tx, plan: PlanId) {
    touch_plan(tx, plan);
    if !tx.touched.arrived.contains(&plan) {
        tx.touched.arrived.push(plan);
    }
}

/// The person's message was just drawn: nothing that happened so far changes it.
pub fn drawn(tx: &mut Tx, person: PersonId) {
    tx.touched.people.remove(&person);
}

/// What has to be drawn anew, with whoever has one of the plans open; from here on nothing.
///
/// # Errors
/// Where the database fails.
pub async fn touched(tx: &mut Tx) -> anyhow::Result<Touched> {
    let mut touched = std::mem::take(&mut tx.touched);
    if !touched.plans.is_empty() {
        let looking = known(tx)
            .await?
            .iter()
            .filter(|(_, entry)| entry.now.open.is_some_and(|open| touched.plans.contains(&open)));
        touched.people.extend(looking.map(|(person, _)| *person));
    }
    Ok(touched)
}

/// Who is to get a notice by now.
///
/// # Errors
/// Where the database fails.
pub async fn notices_due(tx: &mut Tx, now: DateTime<Utc>) -> anyhow::Result<Vec<PersonId>> {
    let due = |entry: &Entry| entry.now.notice_at.is_some_and(|at| at <= now);
    Ok(known(tx).await?.iter().filter(|(_, entry)| due(entry)).map(|(person, _)| *person).collect())
}

/// So many lists of one person are remembered: a button older than that is told to be out of date.
const REMEMBERED: i64 = 20;

/// The numbers under which these versions of plans are offered to people to be approved together: that of somebody's last offer
/// where it held the same.
///
/// # Errors
/// Where the database fails.
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

/// What was offered to this person under that number: plans and their versions; none where it was never offered to them, or too
/// long ago.
///
/// # Errors
/// Where the database fails.
pub async fn offered(tx: &mut Tx, person: PersonId, offer: i64) -> anyhow::Result<Option<Vec<(PlanId, i64)>>> {
    let json: Option<String> = sqlx::query_scalar("SELECT plans FROM clean_offer WHERE id = ? AND person_id = ?")
        .bind(offer)
        .bind(person)
        .fetch_optional(tx.conn())
        .await?;
    Ok(json.map(|json| unjson(&json)).transpose()?)
}
