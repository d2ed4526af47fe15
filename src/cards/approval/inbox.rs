//! The one message of an approver: what waits, or one of those plans in its place.
//!
//! A single plan that waits comes as a card of its own, to be decided in one tap. From the second on the inbox is the place: it
//! changes without a sound, and rings at most every half hour.

use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::{DateTime, Utc};

use crate::cards::approval::card;
use crate::domain::approval::doubt::doubts_of;
use crate::domain::calendar::week::Week;
use crate::domain::company::{ChatId, Person, PersonId, Roster};
use crate::domain::plan::{Past, Plan, PlanId};
use crate::render::approval::inbox::{InboxView, LISTED, Top, Waiting, card};
use crate::render::approval::view::Asking;
use crate::render::message::Message;
use crate::render::week::nudge::Absent;
use crate::storage::approval::inbox::Inbox;
use crate::storage::approval::{inbox as inboxes, waiting};
use crate::storage::outbox::{CardKey, Lane, Place, Post};
use crate::storage::{outbox, plan as plans};
use crate::unit::{InboxChanges, Unit};

/// How the message is known.
const KEY: CardKey = CardKey::Inbox;

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
pub async fn waiting_for(unit: &mut Unit<'_>, viewer: &Person) -> anyhow::Result<Vec<Plan>> {
    let ids = ids_for(unit, viewer).await?;
    if ids.is_empty() { Ok(Vec::new()) } else { plans::all_of(unit.tx, &ids).await }
}

/// Which plans those are.
pub async fn ids_for(unit: &mut Unit<'_>, viewer: &Person) -> anyhow::Result<Vec<PlanId>> {
    let mut all = Queue::load(unit).await?;
    Ok(all.whose.remove(&viewer.id).unwrap_or_default())
}

/// A plan was handed in: its approvers hear of it before the transaction ends ([`draw`]), the first at once, those that follow
/// in bundles.
pub fn arrived(unit: &mut Unit<'_>, plan: &Plan) {
    unit.inboxes.plans.insert(plan.id);
    if !unit.inboxes.arrived.contains(&plan.id) {
        unit.inboxes.arrived.push(plan.id);
    }
}

/// Something about a plan changed that waits, or did: every card of it follows, without a sound, before the transaction ends
/// ([`draw`]).
pub fn refresh(unit: &mut Unit<'_>, author: &Person, plan: &Plan) {
    let roster = unit.roster;
    for viewer in roster.reached(author, unit.now, plan.level) {
        follow(unit, viewer);
    }
    unit.inboxes.plans.insert(plan.id);
}

/// Somebody decided: their inbox comes back to the list with the next plan offered where it was the place of the decision; the
/// others' follow.
pub async fn decided(unit: &mut Unit<'_>, by: &Person, top: Top, those: &[(PlanId, Person)]) -> anyhow::Result<()> {
    let roster = unit.roster;
    let before = inboxes::load(unit.tx, by.id).await?;
    let here = before.is_some_and(|inbox| inbox.open.is_none_or(|open| those.iter().any(|(id, _)| *id == open)));
    // What was tapped changes first.
    card::redraw(unit, &those.iter().map(|(id, _)| *id).collect()).await?;
    if let Some(chat) = by.telegram_id
        && outbox::stands(unit.tx, chat, KEY).await?
    {
        if here {
            look(unit, by, None).await?;
            list(unit, by, top, Manner::InPlace).await?;
        } else {
            follow(unit, by);
        }
    }
    for (id, author) in those {
        let Some(plan) = plans::get(unit.tx, *id).await? else { continue };
        for viewer in roster.reached(author, unit.now, plan.level).into_iter().filter(|viewer| viewer.id != by.id) {
            follow(unit, viewer);
        }
        unit.inboxes.plans.insert(*id);
    }
    Ok(())
}

/// Puts the list up at the end of the person's chat because they asked for it.
pub async fn show(unit: &mut Unit<'_>, viewer: &Person) -> anyhow::Result<()> {
    post(unit, viewer, Top::Count, Manner::Asked).await
}

/// The same by itself, with a sound: a reminder, or a notice of what came.
pub async fn ring(unit: &mut Unit<'_>, viewer: &Person, top: Top) -> anyhow::Result<()> {
    if !viewer.reachable() {
        return Ok(());
    }
    post(unit, viewer, top, Manner::Ringing).await
}

async fn post(unit: &mut Unit<'_>, viewer: &Person, top: Top, manner: Manner) -> anyhow::Result<()> {
    if viewer.telegram_id.is_none() {
        return Ok(());
    }
    look(unit, viewer, None).await?;
    list(unit, viewer, top, manner).await
}

/// Back from a plan to the list, where it stands.
pub async fn back(unit: &mut Unit<'_>, viewer: &Person) -> anyhow::Result<()> {
    post(unit, viewer, Top::Count, Manner::InPlace).await
}

/// The message turns into one plan.
pub async fn open(unit: &mut Unit<'_>, viewer: &Person, plan: &Plan) -> anyhow::Result<()> {
    look(unit, viewer, Some(plan.id)).await?;
    show_open(unit, viewer, plan, Place::InPlace, Asking::Nothing).await
}

/// The plan that this person's inbox has turned into, redrawn.
pub async fn show_open(
    unit: &mut Unit<'_>,
    viewer: &Person,
    plan: &Plan,
    place: Place,
    asking: Asking<'_>,
) -> anyhow::Result<()> {
    let author = card::author_of(unit.roster, plan)?;
    if !unit.roster.may_approve(viewer, author, unit.now) {
        close(unit, viewer).await?;
        return list(unit, viewer, Top::Count, Manner::InPlace).await;
    }
    let waiting = ids_for(unit, viewer).await?.len();
    put_open(unit, viewer, plan, place, (asking, waiting)).await
}

/// The plan in the place of the list, with how many plans wait there.
async fn put_open(
    unit: &mut Unit<'_>,
    viewer: &Person,
    plan: &Plan,
    place: Place,
    (asking, waiting): (Asking<'_>, usize),
) -> anyhow::Result<()> {
    let Some(chat) = viewer.telegram_id else { return Ok(()) };
    let card = card::load(unit, chat, plan, asking, Some(waiting)).await?;
    unit.inboxes.people.remove(&viewer.id);
    put(unit, chat, card.parts(), place);
    Ok(())
}

/// Puts a card up as the message.
pub(super) fn put(unit: &mut Unit<'_>, chat: ChatId, parts: Vec<Message>, place: Place) {
    outbox::show(unit.tx, Post { chat, key: KEY, lane: Lane::Interactive, place }, parts, unit.now);
}

/// Whether this person's inbox has turned into this plan.
pub(super) async fn shows(unit: &mut Unit<'_>, viewer: &Person, plan: &Plan) -> anyhow::Result<bool> {
    Ok(inboxes::load(unit.tx, viewer.id).await?.is_some_and(|inbox| inbox.open == Some(plan.id)))
}

/// The list is to stand again in the place of a plan this person decides on no longer. What came meanwhile is still told of.
async fn close(unit: &mut Unit<'_>, viewer: &Person) -> anyhow::Result<()> {
    match inboxes::load(unit.tx, viewer.id).await? {
        Some(before) => inboxes::save(unit.tx, viewer.id, Inbox { open: None, ..before }).await,
        None => Ok(()),
    }
}

/// What waits for this person is not what it was: their message follows where it stands, without a sound, before the
/// transaction ends ([`draw`]).
pub fn follow(unit: &mut Unit<'_>, viewer: &Person) {
    unit.inboxes.people.insert(viewer.id);
}

/// Draws what [`follow`], [`refresh`] and [`arrived`] asked for since: once for however much happened in one transaction.
pub async fn draw(unit: &mut Unit<'_>) -> anyhow::Result<()> {
    let roster = unit.roster;
    let InboxChanges { mut people, plans, arrived } = std::mem::take(unit.inboxes);
    people.extend(inboxes::showing(unit.tx, &plans).await?);
    card::redraw(unit, &plans).await?;
    if people.is_empty() && arrived.is_empty() {
        return Ok(());
    }
    let queue = Queue::load(unit).await?;
    let mut lists = Vec::new();
    for (viewer, new) in queue.rung_for(&arrived, roster, unit.now) {
        match announce(unit, &queue, viewer, &new).await? {
            Some(manner) => {
                people.remove(&viewer.id);
                lists.push((viewer, Top::Count, manner));
            }
            None => {
                people.insert(viewer.id);
            }
        }
    }
    for viewer in people.into_iter().filter_map(|id| roster.person(id)) {
        if let Some(chat) = viewer.telegram_id
            && redraw(unit, &queue, viewer, chat).await? == Redraw::List
        {
            lists.push((viewer, Top::Count, Manner::InPlace));
        }
    }
    put_lists(unit, queue, lists).await
}

/// Tells an approver of the plans that came: how their list appears for it; none where it follows where it stands, or there is
/// none yet because a single plan came as a card of its own.
async fn announce(
    unit: &mut Unit<'_>,
    queue: &Queue,
    viewer: &Person,
    new: &[PlanId],
) -> anyhow::Result<Option<Manner>> {
    let Some(chat) = viewer.telegram_id else { return Ok(None) };
    let now = unit.now;
    let before = inboxes::load(unit.tx, viewer.id).await?;
    let heard = Inbox { open: before.and_then(|inbox| inbox.open), heard_at: now, notice_at: None };
    if let ([id], [_]) = (new, queue.of(viewer)) {
        if let Some(plan) = plans::get(unit.tx, *id).await? {
            card::show(unit, viewer, &plan, Place::Below, Asking::Nothing).await?;
            inboxes::save(unit.tx, viewer.id, heard).await?;
        }
        return Ok(None);
    }
    let Some(inbox) = before.filter(|inbox| now < inbox.heard_at + inboxes::quiet()) else {
        inboxes::save(unit.tx, viewer.id, Inbox { open: None, ..heard }).await?;
        return Ok(Some(Manner::Ringing));
    };
    let notice_at = inbox.notice_at.or(Some(inbox.heard_at + inboxes::quiet()));
    if outbox::stands(unit.tx, chat, KEY).await? {
        if notice_at != inbox.notice_at {
            inboxes::save(unit.tx, viewer.id, Inbox { notice_at, ..inbox }).await?;
        }
        return Ok(None);
    }
    inboxes::save(unit.tx, viewer.id, Inbox { open: None, notice_at, ..inbox }).await?;
    Ok(Some(Manner::Silent))
}

/// The person looks at the list, or at a plan in its place: nothing has to ring for a while. What came since the list was last
/// seen is still told of while a plan is open.
async fn look(unit: &mut Unit<'_>, viewer: &Person, open: Option<PlanId>) -> anyhow::Result<()> {
    let now = unit.now;
    let before = inboxes::load(unit.tx, viewer.id).await?;
    let unseen = open.is_some() && before.is_some_and(|inbox| inbox.notice_at.is_some());
    let notice_at = unseen.then(|| now + inboxes::quiet());
    inboxes::save(unit.tx, viewer.id, Inbox { open, heard_at: now, notice_at }).await
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
async fn redraw(unit: &mut Unit<'_>, queue: &Queue, viewer: &Person, chat: ChatId) -> anyhow::Result<Redraw> {
    let Some(inbox) = inboxes::standing(unit.tx, viewer.id, chat, KEY).await? else { return Ok(Redraw::Done) };
    if let Some(open) = inbox.open
        && let Some(plan) = plans::get(unit.tx, open).await?
    {
        let author = card::author_of(unit.roster, &plan)?;
        if !unit.roster.may_approve(viewer, author, unit.now) {
            close(unit, viewer).await?;
            return Ok(Redraw::List);
        }
        let waiting = queue.of(viewer).len();
        put_open(unit, viewer, &plan, Place::InPlace, (Asking::Nothing, waiting)).await?;
        return Ok(Redraw::Done);
    }
    Ok(Redraw::List)
}

/// Which of the plans that wait have reached whom.
#[derive(Default)]
struct Queue {
    /// By approver, what was handed in first at the top.
    whose: HashMap<PersonId, Vec<PlanId>>,
    /// By plan: its author.
    authors: HashMap<PlanId, PersonId>,
}

impl Queue {
    async fn load(unit: &mut Unit<'_>) -> anyhow::Result<Self> {
        let (roster, now) = (unit.roster, unit.now);
        let mut queue = Self::default();
        for (plan, author, week, level) in waiting::waiting_briefly(unit.tx, roster.unfinished_since(now)).await? {
            let Some(author) = roster.person(author).filter(|author| !roster.is_over(week, author, now)) else {
                continue;
            };
            queue.authors.insert(plan, author.id);
            for viewer in roster.reached(author, now, level) {
                queue.whose.entry(viewer.id).or_default().push(plan);
            }
        }
        Ok(queue)
    }

    fn of(&self, viewer: &Person) -> &[PlanId] {
        self.whose.get(&viewer.id).map(Vec::as_slice).unwrap_or_default()
    }

    /// Who is to hear of which of these plans that were just handed in. What was taken back or decided meanwhile is no news.
    fn rung_for<'a>(
        &self,
        arrived: &[PlanId],
        roster: &'a Roster,
        now: DateTime<Utc>,
    ) -> Vec<(&'a Person, Vec<PlanId>)> {
        let mut news: Vec<(&Person, Vec<PlanId>)> = Vec::new();
        for plan in arrived {
            let Some(author) = self.authors.get(plan).and_then(|id| roster.person(*id)) else { continue };
            for viewer in roster.approvers(author, now) {
                match news.iter_mut().find(|(known, _)| known.id == viewer.id) {
                    Some((_, plans)) => plans.push(*plan),
                    None => news.push((viewer, vec![*plan])),
                }
            }
        }
        news
    }
}

async fn list(unit: &mut Unit<'_>, viewer: &Person, top: Top, manner: Manner) -> anyhow::Result<()> {
    let queue = Queue::load(unit).await?;
    put_lists(unit, queue, vec![(viewer, top, manner)]).await
}

/// Puts up lists. What they are made of is read once for all of them.
async fn put_lists(unit: &mut Unit<'_>, queue: Queue, lists: Vec<(&Person, Top, Manner)>) -> anyhow::Result<()> {
    if lists.is_empty() {
        return Ok(());
    }
    let roster = unit.roster;
    let all: BTreeSet<PlanId> = lists.iter().flat_map(|(viewer, ..)| queue.of(viewer)).copied().collect();
    let all: Vec<PlanId> = all.into_iter().collect();
    let plans = if all.is_empty() { Vec::new() } else { plans::all_of(unit.tx, &all).await? };
    let bases = plans::bases(unit.tx, &plans).await?;
    let (pasts, unknown) = (plans::pasts(unit.tx, &plans).await?, Past::default());
    let viewers: Vec<&Person> = lists.iter().map(|(viewer, ..)| *viewer).collect();
    let mut missing = missing(unit, roster, &viewers).await?;

    let mut views = Vec::new();
    let mut offers = Vec::new();
    for (viewer, top, manner) in lists {
        let ids = queue.of(viewer);
        let mut waiting: Vec<Waiting<'_>> = Vec::new();
        for plan in plans.iter().filter(|plan| ids.contains(&plan.id)) {
            let Some(author) = roster.person(plan.person) else { continue };
            let budget = roster.budget_of(author, plan.week);
            let past = pasts.get(&plan.id).unwrap_or(&unknown);
            let doubts = doubts_of(roster, author, plan, past, bases.get(&plan.id)).len();
            waiting.push(Waiting { plan, author, budget, doubts });
        }
        waiting.sort_by_key(|one| one.doubts > 0);
        let clean = waiting.iter().take(LISTED).filter(|one| one.doubts == 0);
        let clean: Vec<(PlanId, i64)> = clean.map(|one| (one.plan.id, one.plan.version)).collect();
        if clean.len() > 1 {
            offers.push((viewer.id, clean));
        }
        let missing = missing.remove(&viewer.id).unwrap_or_default();
        views.push((viewer, manner, InboxView { top, waiting, offer: None, missing }));
    }
    let offers = inboxes::offer(unit.tx, &offers).await?;
    for (viewer, manner, view) in views {
        let Some(chat) = viewer.telegram_id else { continue };
        let view = InboxView { offer: offers.get(&viewer.id).copied(), ..view };
        let mut parts = card(unit.words(viewer), &view).parts();
        if manner == Manner::Silent {
            parts.iter_mut().for_each(|part| part.silent = true);
        }
        unit.inboxes.people.remove(&viewer.id);
        let place = if manner == Manner::InPlace { Place::InPlace } else { Place::Below };
        let lane = if manner == Manner::Ringing { Lane::Broadcast } else { Lane::Interactive };
        outbox::show(unit.tx, Post { chat, key: KEY, lane, place }, parts, unit.now);
    }
    Ok(())
}

/// By viewer: whose plan for the week in question is not handed in, of those whose plans the viewer is asked to decide on now, and
/// in the teams they head.
async fn missing<'a>(
    unit: &mut Unit<'_>,
    roster: &'a Roster,
    viewers: &[&Person],
) -> anyhow::Result<HashMap<PersonId, Vec<(Week, Vec<Absent<'a>>)>>> {
    let now = unit.now;
    let mut handed_in: HashMap<Week, Vec<PersonId>> = HashMap::new();
    let mut all: HashMap<PersonId, BTreeMap<Week, Vec<Absent<'a>>>> = HashMap::new();
    for person in roster.people.iter().filter(|person| !person.left) {
        // A deputy who is not asked to decide now, for the manager is there, is not asked to look after who is missing either.
        let head = roster.team(person.team).and_then(|team| team.manager);
        let decide = roster.approvers(person, now);
        let answers = |viewer: &&&Person| head == Some(viewer.id) || decide.iter().any(|a| a.id == viewer.id);
        let (ritual, zone) = roster.calendar_of(person);
        let week = ritual.planned_week(now, zone);
        for viewer in viewers.iter().filter(|viewer| viewer.id != person.id).filter(answers) {
            let names = all.entry(viewer.id).or_default().entry(week).or_default();
            let in_time = match handed_in.entry(week) {
                Entry::Occupied(known) => known.into_mut(),
                Entry::Vacant(open) => open.insert(plans::who_handed_in(unit.tx, week).await?),
            };
            if !in_time.contains(&person.id) {
                names.extend(absent(roster, person, week, now));
            }
        }
    }
    Ok(all.into_iter().map(|(viewer, weeks)| (viewer, weeks.into_iter().collect())).collect())
}

/// How somebody is named whose plan or report for `week` is not in; none where nobody works in that week.
pub fn absent<'a>(roster: &'a Roster, person: &'a Person, week: Week, now: DateTime<Utc>) -> Option<Absent<'a>> {
    let away = roster.absence_to_name(person, week, roster.today_of(person, now));
    let owes = roster.works_in(person, week);
    (owes || away.is_some()).then(|| Absent { name: &person.name, joined: person.active(), owes, away })
}

/// Whether this tap came from the person's inbox.
pub async fn is_message(unit: &mut Unit<'_>, viewer: &Person, message: i64) -> anyhow::Result<bool> {
    let Some(chat) = viewer.telegram_id else { return Ok(false) };
    Ok(outbox::card_message(unit.tx, chat, KEY).await? == Some(message))
}
