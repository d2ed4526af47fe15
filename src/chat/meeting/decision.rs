//! `/decision`: writing decisions of a sync down, naming their owners, closing them.

use teloxide::types::{CallbackQuery, Message, MessageEntityKind};

use crate::domain::company::{Person, Sync};
use crate::domain::intake::says_something;
use crate::domain::meeting::decision::{Asked, Decision, DecisionId, NewDecision};
use crate::domain::meeting::decision::{DecisionState, Heard, MAX_CHARS, Owner, read};
use crate::render::card::Card;
use crate::render::html::ellipsis;
use crate::storage::meeting::decision as decisions;
use crate::storage::outbox::{Lane, Place};
use crate::unit::Unit;
use crate::{cards, say};

use crate::chat::answer::{Answer, Outcome, Refusal};

/// How many decisions one message may hold, a line each.
const MAX_LINES: usize = 10;

/// `/decision` in the private chat or in a group: each line is one decision; without any, the person's own are listed.
pub async fn command(unit: &mut Unit<'_>, person: &Person, message: &Message, rest: &str) -> anyhow::Result<()> {
    let roster = unit.roster;
    let words = unit.words(person);
    let (chat, private) = (message.chat.id.0, message.chat.is_private());
    let here = roster.syncs.iter().find(|s| s.chat == Some(chat) && !private);
    let syncs: Vec<&Sync> = match here {
        Some(sync) => Some(sync).filter(|s| roster.may_take_part(person, s)).into_iter().collect(),
        None if private => syncs_of(unit, person, &roster.syncs),
        None => {
            let sentence = say!(words, "only-private", bot = unit.bot);
            return cards::say(unit, chat, Lane::Interactive, Card::sentence(&sentence)).await;
        }
    };
    let Some(first) = syncs.first() else {
        let sentence = Card::sentence(&say!(words, "agenda-no-sync"));
        return cards::say(unit, chat, Lane::Interactive, sentence).await;
    };
    let mut lines: Vec<(Option<&Person>, &str)> = rest.lines().map(|line| (None, line.trim())).collect();
    if let (Some(line), Some((named, text))) = (lines.first_mut(), mentioned(roster, message, rest)) {
        *line = (Some(named), text.lines().next().unwrap_or_default());
    }
    lines.retain(|(_, line)| says_something(line));
    if lines.is_empty() && private {
        return cards::meeting::decision::show_mine(unit, person, Place::Below).await;
    }
    let mut people: Vec<&Person> = syncs.iter().flat_map(|sync| roster.people_of_sync(sync)).collect();
    people.sort_by_key(|p| p.id);
    people.dedup_by_key(|p| p.id);
    let mut unclear = Card::default();
    for (i, (named, line)) in lines.iter().enumerate() {
        let mut heard = read(line, &people);
        if let Some(named) = named.filter(|named| people.iter().any(|p| p.id == named.id)) {
            heard = Heard { owner: Owner::Named(named.id), text: (*line).to_owned() };
        }
        let some_words = says_something(&heard.text) && heard.text.chars().count() <= MAX_CHARS;
        if !some_words || i >= MAX_LINES {
            unclear.html.quote(ellipsis(line, 100).as_str()).nl();
            continue;
        }
        let asked = syncs.iter().map(|s| s.id).collect::<Vec<_>>();
        record(unit, person, chat, (first, if asked.len() > 1 { asked } else { Vec::new() }), heard).await?;
    }
    if !lines.is_empty() && unclear.html.is_empty() {
        return Ok(());
    }
    unclear.html.text(&say!(words, "decision-unclear", chars = MAX_CHARS, lines = MAX_LINES));
    cards::say(unit, chat, Lane::Interactive, unclear).await
}

/// The syncs of a person's team; for an admin whose team meets nobody, all.
fn syncs_of<'a>(unit: &Unit<'_>, person: &Person, all: &'a [Sync]) -> Vec<&'a Sync> {
    let own: Vec<&Sync> = all.iter().filter(|s| s.teams.contains(&person.team)).collect();
    if own.is_empty() { all.iter().filter(|s| unit.roster.may_take_part(person, s)).collect() } else { own }
}

/// The person whom Telegram mentions by their account at the beginning of the text, since they have no user name, and
/// what follows.
fn mentioned<'a, 't>(
    roster: &'a crate::domain::company::Roster,
    message: &Message,
    rest: &'t str,
) -> Option<(&'a Person, &'t str)> {
    message.parse_entities().unwrap_or_default().into_iter().find_map(|entity| {
        let MessageEntityKind::TextMention { user } = entity.kind() else { return None };
        let text = rest.strip_prefix(entity.text())?.trim_start_matches([':', ',', '-', '–', '—', ' ']);
        Some((roster.by_telegram(user.id.0.cast_signed())?, text))
    })
}

async fn record(
    unit: &mut Unit<'_>,
    person: &Person,
    chat: i64,
    (sync, syncs): (&Sync, Vec<i64>),
    heard: Heard,
) -> anyhow::Result<()> {
    let roster = unit.roster;
    let (owner, owners) = match heard.owner {
        Owner::Writer => (Some(person.id), Vec::new()),
        Owner::Named(owner) => (Some(owner), Vec::new()),
        Owner::OneOf(owners) => (None, owners),
    };
    let asked = Asked { owners, syncs };
    let week = roster.week_of_sync(sync, unit.now);
    let new = NewDecision { sync: sync.id, owner, text: &heard.text, week, made_by: person.id, asked: &asked };
    let decision = decisions::add(unit.tx, &new, unit.now).await?;
    cards::meeting::decision::show(unit, chat, &decision, Place::Below).await?;
    tell_owner(unit, person, chat, &decision).await?;
    cards::meeting::decision::refresh(unit, &decision).await
}

/// Tells the owner of a decision about it, if they did not see it written down.
async fn tell_owner(unit: &mut Unit<'_>, writer: &Person, chat: i64, decision: &Decision) -> anyhow::Result<()> {
    let roster = unit.roster;
    let owner = decision.owner.and_then(|id| roster.person(id)).filter(|p| p.id != writer.id && p.reachable());
    match owner.and_then(|p| p.telegram_id).filter(|_| chat > 0) {
        Some(chat) => cards::meeting::decision::show(unit, chat, decision, Place::Below).await,
        None => Ok(()),
    }
}

/// A name under «who answers for it»: sets the owner of a decision.
pub async fn own(
    unit: &mut Unit<'_>,
    person: &Person,
    id: DecisionId,
    owner: i64,
    query: &CallbackQuery,
) -> Outcome<Answer> {
    let words = unit.words(person);
    let Some(mut decision) = asked_of(unit, person, id).await?.filter(|d| d.asked.owners.contains(&owner)) else {
        return Err(Refusal::stale(words, "/decision"));
    };
    decision.owner = Some(owner);
    decision.asked.owners.clear();
    decisions::answer(unit.tx, &decision).await?;
    if let Some(message) = &query.message {
        tell_owner(unit, person, message.chat().id.0, &decision).await?;
    }
    cards::meeting::decision::refresh(unit, &decision).await?;
    Ok(Answer::Quiet)
}

/// A sync under «of which meeting»: sets the sync of a decision.
pub async fn file(unit: &mut Unit<'_>, person: &Person, id: DecisionId, sync: i64) -> Outcome<Answer> {
    let words = unit.words(person);
    let roster = unit.roster;
    let Some(mut decision) = asked_of(unit, person, id).await?.filter(|d| d.asked.syncs.contains(&sync)) else {
        return Err(Refusal::stale(words, "/decision"));
    };
    let before = roster.sync(decision.sync);
    decision.sync = sync;
    decision.asked.syncs.clear();
    decisions::answer(unit.tx, &decision).await?;
    cards::meeting::decision::refresh(unit, &decision).await?;
    if let Some(before) = before.filter(|s| s.id != sync) {
        cards::meeting::agenda::refresh(unit, before).await?;
    }
    Ok(Answer::Quiet)
}

/// An open decision, if this person wrote it down or is an admin.
async fn asked_of(unit: &mut Unit<'_>, person: &Person, id: DecisionId) -> anyhow::Result<Option<Decision>> {
    let decision = decisions::get(unit.tx, id).await?;
    let roster = unit.roster;
    Ok(decision.filter(|d| d.state == DecisionState::Open && roster.may_answer_decision(person, d.made_by)))
}

/// «Done», which everybody of the sync may tap, and «not needed» or «undo», which only the owner, the writer and admins
/// may.
pub async fn close(unit: &mut Unit<'_>, person: &Person, id: DecisionId, done: bool) -> Outcome<Answer> {
    let words = unit.words(person);
    let roster = unit.roster;
    let Some(mut decision) = decisions::get(unit.tx, id).await? else {
        return Err(Refusal::stale(words, "/decision"));
    };
    let (owner, made_by) = (decision.owner, decision.made_by);
    let may = match done {
        true => roster.may_close_decision(person, owner, made_by, decision.sync),
        false => roster.may_drop_decision(person, owner, made_by),
    };
    if !may {
        let of_sync = roster.sync(decision.sync).is_some_and(|sync| roster.may_take_part(person, sync));
        return Err(Refusal::Because(match of_sync {
            true => say!(words, "decision-not-yours"),
            false => say!(words, "agenda-no-sync"),
        }));
    }
    if decision.state != DecisionState::Open {
        let by = decision.closed_by.and_then(|id| roster.person(id)).map_or("", |p| p.name.as_str());
        cards::meeting::decision::refresh(unit, &decision).await?;
        return Err(Refusal::Because(match decision.state {
            DecisionState::Done => say!(words, "decision-already-done", name = by),
            DecisionState::Open | DecisionState::Dropped => say!(words, "decision-already-dropped", name = by),
        }));
    }
    decision.state = if done { DecisionState::Done } else { DecisionState::Dropped };
    decision.closed_by = Some(person.id);
    decisions::close(unit.tx, id, decision.state, person.id, unit.now).await?;
    cards::meeting::decision::refresh(unit, &decision).await?;
    let (text, name) = (ellipsis(&decision.text, 80), person.name.as_str());
    Ok(Answer::Toast(match done {
        true => say!(words, "decision-done", text = text, name = name),
        false => say!(words, "decision-dropped", text = text, name = name),
    }))
}
