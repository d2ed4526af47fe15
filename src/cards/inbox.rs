//! The one message of an approver: what waits, or one of those plans in its place.
//!
//! A single plan that waits comes as a card of its own, to be decided in one tap. From the second on the inbox is the place: it
//! changes without a sound, and rings at most every half hour.

use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use chrono::{DateTime, Utc};

use crate::domain::company::{ChatId, Person, PersonId, Roster};
use crate::domain::week::Week;
use crate::render::approval::{Asking, doubts};
use crate::render::inbox::{InboxView, LISTED, Top, Waiting, card};
use crate::render::nudge::Absent;
use crate::storage::inbox::{self as inboxes, Inbox};
use crate::storage::outbox::{self, Lane, Message, Place};
use crate::storage::plan::{self as plans, Base, Plan, PlanId};
use crate::unit::Unit;

use super::approval;

/// How the message is known.
const KEY: &str = "inbox";

/// How the message appears.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Manner {
    /// Where it stands.
    InPlace,
    /// At the end of the chat, without a sound.
    Silent,
    /// At the end of the chat, because the person asked for it.
    Asked,
    /// At the end of the chat, with a sound.
    Ringing,
}

/// The plans that wait for this person: those that have reached them.
///
/// # Errors
/// Where the database fails.
pub async fn waiting_for(unit: &mut Unit<'_>, viewer: &Person) -> anyhow::Result<Vec<Plan>> {
    let ids = ids_for(unit, viewer).await?;
    if ids.is_empty() { Ok(Vec::new()) } else { plans::all_of(unit.conn, &ids).await }
}

/// Which plans those are.
async fn ids_for(unit: &mut Unit<'_>, viewer: &Person) -> anyhow::Result<Vec<PlanId>> {
    let all = plans::waiting_briefly(unit.conn).await?;
    Ok(waiting_of(unit, viewer, &all))
}

/// Those of all plans that wait that have reached this person.
fn waiting_of(unit: &Unit<'_>, viewer: &Person, all: &[(PlanId, PersonId, u32)]) -> Vec<PlanId> {
    let (roster, now) = (&unit.roster, unit.now);
    let theirs = all.iter().filter(|(_, author, level)| {
        roster.person(*author).is_some_and(|author| roster.waits_for(viewer, author, now, *level))
    });
    theirs.map(|(plan, ..)| *plan).collect()
}

/// A plan was handed in: its approvers hear of it, the first at once, those that follow in bundles.
///
/// # Errors
/// Where the database fails.
pub async fn arrived(unit: &mut Unit<'_>, author: &Person, plan: &Plan) -> anyhow::Result<()> {
    let roster = Arc::clone(&unit.roster);
    approval::refresh_own(unit, author, plan).await?;
    for viewer in roster.approvers(author, unit.now) {
        let Some(chat) = viewer.telegram_id else { continue };
        let waiting = ids_for(unit, viewer).await?;
        let before = inboxes::load(unit.conn, viewer.id).await?;
        let heard = Inbox { open: before.and_then(|inbox| inbox.open), heard_at: unit.now, notice_at: None };
        if waiting.len() <= 1 {
            approval::show(unit, viewer, author, plan, Place::Below, Asking::Nothing).await?;
            inboxes::save(unit.conn, viewer.id, heard).await?;
            follow(unit, viewer);
            continue;
        }
        match before.filter(|inbox| unit.now < inbox.heard_at + inboxes::quiet()) {
            Some(inbox) => {
                let notice_at = inbox.notice_at.or(Some(inbox.heard_at + inboxes::quiet()));
                if outbox::stands(unit.conn, chat, KEY).await? {
                    if notice_at != inbox.notice_at {
                        inboxes::save(unit.conn, viewer.id, Inbox { notice_at, ..inbox }).await?;
                    }
                    follow(unit, viewer);
                } else {
                    inboxes::save(unit.conn, viewer.id, Inbox { open: None, notice_at, ..inbox }).await?;
                    list(unit, viewer, chat, Top::Count, Manner::Silent).await?;
                }
            }
            None => {
                inboxes::save(unit.conn, viewer.id, Inbox { open: None, ..heard }).await?;
                list(unit, viewer, chat, Top::Count, Manner::Ringing).await?;
            }
        }
    }
    inboxes::touch_plan(unit.conn, plan.id);
    Ok(())
}

/// Something about a waiting plan changed: every inbox that shows it follows, without a sound.
pub(super) fn refresh(unit: &mut Unit<'_>, author: &Person, plan: &Plan) {
    let roster = Arc::clone(&unit.roster);
    for viewer in concerned(&roster, author, plan, unit.now) {
        follow(unit, viewer);
    }
    inboxes::touch_plan(unit.conn, plan.id);
}

/// Somebody decided: their inbox comes back to the list with the next plan offered where it was the place of the decision; the
/// others' follow.
///
/// # Errors
/// Where the database fails.
pub async fn decided(unit: &mut Unit<'_>, by: &Person, top: Top, those: &[(PlanId, Person)]) -> anyhow::Result<()> {
    let roster = Arc::clone(&unit.roster);
    let before = inboxes::load(unit.conn, by.id).await?;
    let here = before.is_some_and(|inbox| inbox.open.is_none_or(|open| those.iter().any(|(id, _)| *id == open)));
    if let Some(chat) = by.telegram_id
        && outbox::stands(unit.conn, chat, KEY).await?
    {
        if here {
            look(unit, by, None).await?;
            list(unit, by, chat, top, Manner::InPlace).await?;
        } else {
            follow(unit, by);
        }
    }
    for (id, author) in those {
        let Some(plan) = plans::get(unit.conn, *id).await? else { continue };
        for viewer in concerned(&roster, author, &plan, unit.now).into_iter().filter(|viewer| viewer.id != by.id) {
            follow(unit, viewer);
        }
        inboxes::touch_plan(unit.conn, *id);
    }
    Ok(())
}

/// Puts the list up at the end of the person's chat because they asked for it.
///
/// # Errors
/// Where the database fails.
pub async fn show(unit: &mut Unit<'_>, viewer: &Person) -> anyhow::Result<()> {
    post(unit, viewer, Top::Count, Manner::Asked).await
}

/// The same by itself, with a sound: a reminder, or a notice of what came.
///
/// # Errors
/// Where the database fails.
pub async fn ring(unit: &mut Unit<'_>, viewer: &Person, top: Top) -> anyhow::Result<()> {
    if !viewer.reachable() {
        return Ok(());
    }
    post(unit, viewer, top, Manner::Ringing).await
}

async fn post(unit: &mut Unit<'_>, viewer: &Person, top: Top, manner: Manner) -> anyhow::Result<()> {
    let Some(chat) = viewer.telegram_id else { return Ok(()) };
    look(unit, viewer, None).await?;
    list(unit, viewer, chat, top, manner).await
}

/// Back from a plan to the list, where it stands.
///
/// # Errors
/// Where the database fails.
pub async fn back(unit: &mut Unit<'_>, viewer: &Person) -> anyhow::Result<()> {
    post(unit, viewer, Top::Count, Manner::InPlace).await
}

/// The message turns into one plan.
///
/// # Errors
/// Where the database fails.
pub async fn open(unit: &mut Unit<'_>, viewer: &Person, author: &Person, plan: &Plan) -> anyhow::Result<()> {
    look(unit, viewer, Some(plan.id)).await?;
    show_open(unit, viewer, author, plan, Place::InPlace, Asking::Nothing).await
}

/// The plan that this person's inbox has turned into, redrawn.
///
/// # Errors
/// Where the database fails.
pub async fn show_open(
    unit: &mut Unit<'_>,
    viewer: &Person,
    author: &Person,
    plan: &Plan,
    place: Place,
    asking: Asking<'_>,
) -> anyhow::Result<()> {
    let Some(chat) = viewer.telegram_id else { return Ok(()) };
    if !unit.roster.may_approve(viewer, author, unit.now) {
        return close(unit, viewer, chat).await;
    }
    let waiting = ids_for(unit, viewer).await?;
    let words = unit.words(viewer);
    let card = approval::load(unit, words, Some(viewer), author, plan, asking, Some(waiting.len())).await?;
    inboxes::drawn(unit.conn, viewer.id);
    put(unit, chat, card.parts(), place);
    Ok(())
}

/// Puts a card up as the message.
pub(super) fn put(unit: &mut Unit<'_>, chat: ChatId, parts: Vec<Message>, place: Place) {
    outbox::show(unit.conn, chat, KEY, Lane::Interactive, parts, place, unit.now);
}

/// Whether this person's inbox has turned into this plan.
pub(super) async fn shows(unit: &mut Unit<'_>, viewer: &Person, plan: &Plan) -> anyhow::Result<bool> {
    Ok(inboxes::load(unit.conn, viewer.id).await?.is_some_and(|inbox| inbox.open == Some(plan.id)))
}

/// The list stands again in the place of a plan this person decides on no longer. What came meanwhile is still told of.
async fn close(unit: &mut Unit<'_>, viewer: &Person, chat: ChatId) -> anyhow::Result<()> {
    if let Some(before) = inboxes::load(unit.conn, viewer.id).await? {
        inboxes::save(unit.conn, viewer.id, Inbox { open: None, ..before }).await?;
    }
    list(unit, viewer, chat, Top::Count, Manner::InPlace).await
}

/// What waits for this person is not what it was: their message follows where it stands, without a sound, before the
/// transaction ends ([`draw`]).
pub fn follow(unit: &mut Unit<'_>, viewer: &Person) {
    inboxes::touch(unit.conn, viewer.id);
}

/// Draws the messages of all who [`follow`] since: once for however much happened in one transaction.
///
/// # Errors
/// Where the database fails.
pub async fn draw(unit: &mut Unit<'_>) -> anyhow::Result<()> {
    let roster = Arc::clone(&unit.roster);
    let mut lists = Vec::new();
    for id in inboxes::touched(unit.conn).await? {
        if let Some(viewer) = roster.person(id)
            && let Some(chat) = viewer.telegram_id
            && redraw(unit, viewer, chat).await? == Redraw::List
        {
            lists.push((viewer, chat));
        }
    }
    if lists.is_empty() {
        return Ok(());
    }
    let viewers: Vec<&Person> = lists.iter().map(|(viewer, _)| *viewer).collect();
    let mut desk = Desk::of(unit, &viewers).await?;
    for (viewer, chat) in lists {
        list_from(unit, &mut desk, viewer, chat, Top::Count, Manner::InPlace).await?;
    }
    Ok(())
}

/// The person looks at the list, or at a plan in its place: nothing has to ring for a while. What came since the list was last
/// seen is still told of while a plan is open.
async fn look(unit: &mut Unit<'_>, viewer: &Person, open: Option<PlanId>) -> anyhow::Result<()> {
    let now = unit.now;
    let before = inboxes::load(unit.conn, viewer.id).await?;
    let unseen = open.is_some() && before.is_some_and(|inbox| inbox.notice_at.is_some());
    let notice_at = unseen.then(|| now + inboxes::quiet());
    inboxes::save(unit.conn, viewer.id, Inbox { open, heard_at: now, notice_at }).await
}

/// Everybody a plan waits, or waited, for.
fn concerned<'a>(roster: &'a Roster, author: &Person, plan: &Plan, now: DateTime<Utc>) -> Vec<&'a Person> {
    roster.people.iter().filter(|viewer| roster.waits_for(viewer, author, now, plan.level)).collect()
}

/// What is left to do to redraw somebody's message.
#[derive(PartialEq, Eq)]
enum Redraw {
    /// Nothing: there is none, or it has turned into a plan, and that is drawn.
    Done,
    /// The list.
    List,
}

/// Redraws the message where it stands and has turned into a plan.
async fn redraw(unit: &mut Unit<'_>, viewer: &Person, chat: ChatId) -> anyhow::Result<Redraw> {
    let Some(inbox) = inboxes::standing(unit.conn, viewer.id, chat, KEY).await? else { return Ok(Redraw::Done) };
    let roster = Arc::clone(&unit.roster);
    if let Some(open) = inbox.open
        && let Some(plan) = plans::get(unit.conn, open).await?
        && let Some(author) = roster.person(plan.person)
    {
        show_open(unit, viewer, author, &plan, Place::InPlace, Asking::Nothing).await?;
        return Ok(Redraw::Done);
    }
    Ok(Redraw::List)
}

/// What the lists of this moment are made of: read once for all of them.
struct Desk {
    /// The plans that wait for any of them.
    plans: Vec<Plan>,
    /// Which of them wait for whom.
    whose: HashMap<PersonId, Vec<PlanId>>,
    /// What those plans are compared with.
    bases: HashMap<PlanId, Base>,
    /// Who has handed in their plan for a week.
    handed_in: HashMap<Week, Vec<PersonId>>,
}

impl Desk {
    async fn of(unit: &mut Unit<'_>, viewers: &[&Person]) -> anyhow::Result<Self> {
        let brief = plans::waiting_briefly(unit.conn).await?;
        let ids = |viewer: &&Person| (viewer.id, waiting_of(unit, viewer, &brief));
        let whose: HashMap<PersonId, Vec<PlanId>> = viewers.iter().map(ids).collect();
        let all: BTreeSet<PlanId> = whose.values().flatten().copied().collect();
        let all: Vec<PlanId> = all.into_iter().collect();
        let plans = if all.is_empty() { Vec::new() } else { plans::all_of(unit.conn, &all).await? };
        let bases = plans::bases(unit.conn, &plans).await?;
        Ok(Self { plans, whose, bases, handed_in: HashMap::new() })
    }

    async fn handed_in(&mut self, unit: &mut Unit<'_>, week: Week) -> anyhow::Result<&[PersonId]> {
        Ok(match self.handed_in.entry(week) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(open) => open.insert(plans::who_handed_in(unit.conn, week).await?),
        })
    }
}

async fn list(unit: &mut Unit<'_>, viewer: &Person, chat: ChatId, top: Top, manner: Manner) -> anyhow::Result<()> {
    let mut desk = Desk::of(unit, &[viewer]).await?;
    list_from(unit, &mut desk, viewer, chat, top, manner).await
}

async fn list_from(
    unit: &mut Unit<'_>,
    desk: &mut Desk,
    viewer: &Person,
    chat: ChatId,
    top: Top,
    manner: Manner,
) -> anyhow::Result<()> {
    let roster = Arc::clone(&unit.roster);
    let missing = missing(unit, desk, &roster, viewer).await?;
    let mut waiting: Vec<Waiting<'_>> = Vec::new();
    let ids = desk.whose.get(&viewer.id).map(Vec::as_slice).unwrap_or_default();
    for plan in desk.plans.iter().filter(|plan| ids.contains(&plan.id)) {
        let Some(author) = roster.person(plan.person) else { continue };
        let budget = roster.budget_of(author, plan.week);
        let doubts = doubts_of(&roster, author, plan, desk.bases.get(&plan.id));
        waiting.push(Waiting { plan, author, budget, doubts });
    }
    waiting.sort_by_key(|one| one.doubts > 0);
    let clean: Vec<(PlanId, i64)> =
        waiting.iter().take(LISTED).filter(|one| one.doubts == 0).map(|one| (one.plan.id, one.plan.version)).collect();
    let offer = if clean.len() > 1 { Some(inboxes::offer(unit.conn, viewer.id, &clean).await?) } else { None };
    let words = unit.words(viewer);
    let mut parts = card(words, &InboxView { top, waiting, offer, missing }).parts();
    if manner == Manner::Silent {
        parts.iter_mut().for_each(|part| part.silent = true);
    }
    inboxes::drawn(unit.conn, viewer.id);
    let place = if manner == Manner::InPlace { Place::InPlace } else { Place::Below };
    let lane = if manner == Manner::Ringing { Lane::Broadcast } else { Lane::Interactive };
    outbox::show(unit.conn, chat, KEY, lane, parts, place, unit.now);
    Ok(())
}

/// How many doubts a plan that waits raises; `base` is what it is compared with.
pub fn doubts_of(roster: &Roster, author: &Person, plan: &Plan, base: Option<&Base>) -> usize {
    let metrics: Vec<_> = roster.typed_metrics(author).map(|m| (m, plan.past.actual(&m.key))).collect();
    let budget = roster.budget_of(author, plan.week);
    doubts(&plan.draft, budget, &metrics, &roster.goals, base).len()
}

/// Whose plan for the week in question is not handed in, of those whose plans this person is asked to decide on now, and in the
/// teams they head.
async fn missing<'a>(
    unit: &mut Unit<'_>,
    desk: &mut Desk,
    roster: &'a Roster,
    viewer: &Person,
) -> anyhow::Result<Vec<(Week, Vec<Absent<'a>>)>> {
    let mut all: BTreeMap<Week, Vec<Absent<'a>>> = BTreeMap::new();
    let now = unit.now;
    // A deputy who is not asked to decide now, for the manager is there, is not asked to look after who is missing either.
    let answers_for = |p: &Person| {
        roster.team(p.team).is_some_and(|t| t.manager == Some(viewer.id))
            || roster.approvers(p, now).iter().any(|a| a.id == viewer.id)
    };
    let theirs = |p: &&Person| p.id != viewer.id && !p.left && answers_for(p);
    for person in roster.people.iter().filter(theirs) {
        let (ritual, zone) = roster.calendar_of(person);
        let week = ritual.planned_week(now, zone);
        let names = all.entry(week).or_default();
        if !desk.handed_in(unit, week).await?.contains(&person.id) {
            names.extend(absent(roster, person, week, now));
        }
    }
    Ok(all.into_iter().collect())
}

/// How somebody is named whose plan or report for `week` is not in; none where nobody works in that week.
pub fn absent<'a>(roster: &'a Roster, person: &'a Person, week: Week, now: DateTime<Utc>) -> Option<Absent<'a>> {
    let away = roster.absence_to_name(person, week, roster.today_of(person, now));
    let owes = roster.works_in(person, week);
    (owes || away.is_some()).then(|| Absent { name: &person.name, joined: person.active(), owes, away })
}

/// Whether this tap came from the person's inbox.
///
/// # Errors
/// Where the database fails.
pub async fn is_message(unit: &mut Unit<'_>, viewer: &Person, message: i64) -> anyhow::Result<bool> {
    let Some(chat) = viewer.telegram_id else { return Ok(false) };
    Ok(outbox::card_message(unit.conn, chat, KEY).await? == Some(message))
}
