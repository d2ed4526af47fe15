//! The inbox: an approver's one message with the list of plans that wait, or with one of them in place of the list.
//!
//! A single waiting plan comes as a card of its own, to be decided in one tap. From the second on, plans are added to
//! the inbox, which changes without a sound and rings at most every half hour.

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

/// The message's key.
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

/// The waiting plans that this person is asked to decide on.
pub async fn waiting_for(unit: &mut Unit<'_>, viewer: &Person) -> anyhow::Result<Vec<Plan>> {
    let ids = ids_for(unit, viewer).await?;
    if ids.is_empty() { Ok(Vec::new()) } else { plans::all_of(unit.tx, &ids).await }
}

/// The ids of the waiting plans that this person is asked to decide on.
pub async fn ids_for(unit: &mut Unit<'_>, viewer: &Person) -> anyhow::Result<Vec<PlanId>> {
    let mut all = Queue::load(unit).await?;
    Ok(all.whose.remove(&viewer.id).unwrap_or_default())
}

/// Notes that a plan was handed in. Before the transaction ends, [`draw`] tells its approvers: of the first plan at
/// once, of those that follow in bundles.
pub fn arrived(unit: &mut Unit<'_>, plan: &Plan) {
    unit.inboxes.plans.insert(plan.id);
    if !unit.inboxes.arrived.contains(&plan.id) {
        unit.inboxes.arrived.push(plan.id);
    }
}

/// Notes that a plan changed which waits or has waited. Before the transaction ends, [`draw`] redraws all its cards,
/// without a sound.
pub fn refresh(unit: &mut Unit<'_>, author: &Person, plan: &Plan) {
    let roster = unit.roster;
    for viewer in roster.reached(author, unit.now, plan.level) {
        follow(unit, viewer);
    }
    unit.inboxes.plans.insert(plan.id);
}

/// Redraws what shows plans that somebody has just decided on. If they decided in their inbox, it shows the list again
/// and offers the next plan.
pub async fn decided(unit: &mut Unit<'_>, by: &Person, top: Top, those: &[(PlanId, Person)]) -> anyhow::Result<()> {
    let roster = unit.roster;
    let before = inboxes::load(unit.tx, by.id).await?;
    let here = before.is_some_and(|inbox| inbox.open.is_none_or(|open| those.iter().any(|(id, _)| *id == open)));
    // The card that was tapped changes first.
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

/// Puts the list up with a sound, for a reminder or a notice of new plans.
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

/// Turns the message, where it stands, from a plan back into the list.
pub async fn back(unit: &mut Unit<'_>, viewer: &Person) -> anyhow::Result<()> {
    post(unit, viewer, Top::Count, Manner::InPlace).await
}

/// Turns the message, where it stands, from the list into one plan.
pub async fn open(unit: &mut Unit<'_>, viewer: &Person, plan: &Plan) -> anyhow::Result<()> {
    look(unit, viewer, Some(plan.id)).await?;
    show_open(unit, viewer, plan, Place::InPlace, Asking::Nothing).await
}

/// Redraws the plan that this person's inbox shows in place of the list.
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

/// Puts a plan up in place of the list, with how many plans wait.
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

/// Puts a card up as the inbox message.
pub(super) fn put(unit: &mut Unit<'_>, chat: ChatId, parts: Vec<Message>, place: Place) {
    outbox::show(unit.tx, Post { chat, key: KEY, lane: Lane::Interactive, place }, parts, unit.now);
}

/// Whether this person's inbox shows this plan in place of the list.
pub(super) async fn shows(unit: &mut Unit<'_>, viewer: &Person, plan: &Plan) -> anyhow::Result<bool> {
    Ok(inboxes::load(unit.tx, viewer.id).await?.is_some_and(|inbox| inbox.open == Some(plan.id)))
}

/// Notes that the message shows the list again, after a plan on which this person no longer decides. A notice that is
/// due stays due.
async fn close(unit: &mut Unit<'_>, viewer: &Person) -> anyhow::Result<()> {
    match inboxes::load(unit.tx, viewer.id).await? {
        Some(before) => inboxes::save(unit.tx, viewer.id, Inbox { open: None, ..before }).await,
        None => Ok(()),
    }
}

/// Notes that this person's waiting plans have changed. Before the transaction ends, [`draw`] redraws their message
/// where it stands, without a sound.
pub fn follow(unit: &mut Unit<'_>, viewer: &Person) {
    unit.inboxes.people.insert(viewer.id);
}

/// Draws what [`follow`], [`refresh`] and [`arrived`] noted: each message once, however much happened in the
/// transaction.
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
        if viewer.left {
            if let Some(chat) = viewer.telegram_id {
                crate::cards::end(unit, chat, KEY);
            }
            continue;
        }
        if let Some(chat) = viewer.telegram_id
            && redraw(unit, &queue, viewer, chat).await? == Redraw::List
        {
            lists.push((viewer, Top::Count, Manner::InPlace));
        }
    }
    put_lists(unit, queue, lists).await
}

/// Tells an approver of new plans. Gives how their list is to appear; none where it is only redrawn where it stands, or
/// where a single plan was put up as a card of its own.
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
    let Some(inbox) = before.filter(|inbox| (inbox.heard_at..inbox.heard_at + inboxes::quiet()).contains(&now)) else {
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

/// Notes that the person looks at the list, or at the plan `open` in its place, so that nothing rings for a while.
/// While a plan is open, plans that came since the list was last seen still get a notice later.
async fn look(unit: &mut Unit<'_>, viewer: &Person, open: Option<PlanId>) -> anyhow::Result<()> {
    let now = unit.now;
    let before = inboxes::load(unit.tx, viewer.id).await?;
    let unseen = open.is_some() && before.is_some_and(|inbox| inbox.notice_at.is_some());
    let notice_at = unseen.then(|| now + inboxes::quiet());
    inboxes::save(unit.tx, viewer.id, Inbox { open, heard_at: now, notice_at }).await
}

/// What is left to do after [`redraw`].
#[derive(PartialEq, Eq)]
enum Redraw {
    /// Nothing: there is no message, or the plan that it shows was redrawn.
    Done,
    /// The list has to be put up.
    List,
}

/// Redraws somebody's message if it shows a plan in place of the list.
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

/// The waiting plans by the people who are asked to decide on them.
#[derive(Default)]
struct Queue {
    /// The plans of each approver, in the order they were handed in.
    whose: HashMap<PersonId, Vec<PlanId>>,
    /// The author of each plan.
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

    /// The people to tell of plans that were just handed in, each with theirs. Plans that were taken back or decided
    /// meanwhile are left out.
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

/// Puts lists up. What they show is read once for all of them.
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
    let viewers: Vec<(&Person, bool)> =
        lists.iter().map(|(viewer, top, _)| (*viewer, matches!(top, Top::Missing))).collect();
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

/// For each viewer, the people whose plan for the week in question is missing, of those whose plans the viewer is asked
/// to decide on now and of the teams that the viewer heads.
///
/// A viewer comes with whether only what is overdue counts: at the term of one team its head does not hear of another
/// team, whose term is still to come.
async fn missing<'a>(
    unit: &mut Unit<'_>,
    roster: &'a Roster,
    viewers: &[(&Person, bool)],
) -> anyhow::Result<HashMap<PersonId, Vec<(Week, Vec<Absent<'a>>)>>> {
    let now = unit.now;
    let mut handed_in: HashMap<Week, Vec<PersonId>> = HashMap::new();
    let mut all: HashMap<PersonId, BTreeMap<Week, Vec<Absent<'a>>>> = HashMap::new();
    for person in roster.people.iter().filter(|person| !person.left) {
        // While the manager is there, a deputy is not asked to decide, and does not hear of missing plans either.
        let head = roster.team(person.team).and_then(|team| team.manager);
        let decide = roster.approvers(person, now);
        let answers = |viewer: &Person| head == Some(viewer.id) || decide.iter().any(|a| a.id == viewer.id);
        let (ritual, zone) = roster.calendar_of(person);
        let week = ritual.week_asked_for(now, zone);
        let term_over = roster.plan_term_is_over(person, week, now);
        let due = |only_overdue: bool| term_over.unwrap_or(!only_overdue);
        let asks =
            |(viewer, only_overdue): &&(&Person, bool)| viewer.id != person.id && answers(viewer) && due(*only_overdue);
        for (viewer, _) in viewers.iter().filter(asks) {
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

/// How the lists name somebody whose plan or report for `week` is missing; none where nobody works in that week.
pub fn absent<'a>(roster: &'a Roster, person: &'a Person, week: Week, now: DateTime<Utc>) -> Option<Absent<'a>> {
    let away = roster.absence_to_name(person, week, roster.today_of(person, now));
    let owes = roster.works_in(person, week);
    (owes || away.is_some()).then(|| Absent { name: &person.name, joined: person.active(), owes, away })
}

/// Whether this message is the person's inbox.
pub async fn is_message(unit: &mut Unit<'_>, viewer: &Person, message: i64) -> anyhow::Result<bool> {
    let Some(chat) = viewer.telegram_id else { return Ok(false) };
    Ok(outbox::card_message(unit.tx, chat, KEY).await? == Some(message))
}
