//! Group chats and channels: linking one to a team or a sync, and otherwise staying quiet.

use teloxide::types::{
    CallbackQuery, ChatMemberUpdated, InlineKeyboardButtonKind, Message, MessageKind, MessageOrigin,
};

use crate::domain::company::{ChatId, Person, Role, Roster};
use crate::render::buttons::{Action, GroupAction};
use crate::render::card::Card;
use crate::render::company::help;
use crate::storage::company;
use crate::storage::outbox::{self, Lane};
use crate::texts::Words;
use crate::unit::Unit;
use crate::{cards, jobs, say};

use crate::chat::answer::{Answer, Outcome, Refusal};
use crate::chat::company::joining;
use crate::chat::heard::{Heard, Hearing, command, is_for_another};
use crate::chat::meeting::decision;

/// A message in a group. Only commands and the group's own migration concern the bot.
pub async fn message(unit: &mut Unit<'_>, message: &Message) -> anyhow::Result<()> {
    let chat = message.chat.id.0;
    if let Some(new) = message.migrate_to_chat_id().map(|id| id.0) {
        outbox::migrate_chat(unit.tx, chat, new).await?;
        unit.roster_changed |= company::migrate_chat(unit.tx, chat, new).await?;
        return Ok(());
    }
    if matches!(message.kind, MessageKind::ForumTopicReopened(_)) {
        return jobs::repost(unit, chat).await;
    }
    let text = message.text().filter(|text| !is_for_another(text, unit.bot));
    let Some((name, rest)) = text.and_then(command) else { return Ok(()) };
    let Some(user) = &message.from else { return Ok(()) };
    let roster = unit.roster;
    let Some(person) = roster.by_telegram(user.id.0.cast_signed()) else {
        return match name {
            "link" | "start" => joining::stranger(unit, chat, user.language_code.as_deref()).await,
            _ => Ok(()),
        };
    };
    match name {
        "link" => offer_link(unit, person, chat, chat).await,
        "decision" => decision::command(unit, person, message, rest).await,
        _ if is_ours(unit.words(person), name) => {
            let words = unit.words(person);
            let sentence = say!(words, "only-private", bot = unit.bot);
            cards::say(unit, chat, Lane::Interactive, Card::sentence(&sentence)).await
        }
        _ => Ok(()),
    }
}

/// Whether the bot has a command of this name; other commands are for other bots in the group.
fn is_ours(words: Words<'_>, name: &str) -> bool {
    name == "start" || help::commands(words, Role::Admin, true).iter().any(|(known, _)| *known == name)
}

/// A post that a manager forwarded from a channel: offers to link the channel, since nobody can be asked in it.
pub async fn forwarded(unit: &mut Unit<'_>, heard: Heard<'_>) -> Outcome<Hearing> {
    let Some(MessageOrigin::Channel { chat, .. }) = heard.message.forward_origin() else { return Ok(Hearing::NotMine) };
    if !unit.roster.may_link_chats(heard.person) {
        return Ok(Hearing::NotMine);
    }
    offer_link(unit, heard.person, heard.message.chat.id.0, chat.id.0).await?;
    Ok(Hearing::Handled)
}

/// Offers, as buttons, what this person may have posted in a chat. `chat` is where they are asked, `linked` the chat to
/// link.
async fn offer_link(unit: &mut Unit<'_>, person: &Person, chat: ChatId, linked: ChatId) -> anyhow::Result<()> {
    let roster = unit.roster;
    let words = unit.words(person);
    let (teams, syncs) = linkable(roster, person);
    let company = roster.may_link_company(person) && roster.teams.len() > 1;
    if teams.is_empty() && syncs.is_empty() {
        return cards::say(unit, chat, Lane::Interactive, Card::sentence(&say!(words, "link-forbidden"))).await;
    }
    let mut card = Card::sentence(&say!(words, "link-ask"));
    for (id, name) in teams {
        let label = say!(words, "link-digest-of", team = name);
        card = card.button(capital(&label), &Action::Group(GroupAction::LinkTeam { team: id, chat: linked }));
    }
    for (id, name) in syncs {
        let label = say!(words, "link-agenda-of", sync = name);
        card = card.button(capital(&label), &Action::Group(GroupAction::LinkSync { sync: id, chat: linked }));
    }
    if company {
        let action = GroupAction::LinkCompany { chat: linked }.into();
        card = card.button(capital(&say!(words, "link-company")), &action);
    }
    cards::say(unit, chat, Lane::Interactive, card).await
}

fn capital(label: &str) -> String {
    let mut rest = label.chars();
    rest.next().map(|first| first.to_uppercase().chain(rest).collect()).unwrap_or_default()
}

type Named<'a> = Vec<(i64, &'a str)>;

/// The teams and syncs whose chat this person may set: all of them for an admin; for a manager their own teams, and the
/// syncs that those take part in.
fn linkable<'a>(roster: &'a Roster, person: &Person) -> (Named<'a>, Named<'a>) {
    let teams = roster.teams.iter().filter(|team| roster.may_link_team(person, team));
    let syncs = roster.syncs.iter().filter(|sync| roster.may_link_sync(person, sync));
    (teams.map(|t| (t.id, t.name.as_str())).collect(), syncs.map(|s| (s.id, s.name.as_str())).collect())
}

/// Links a chat to the team that was chosen.
pub async fn link_team(
    unit: &mut Unit<'_>,
    person: &Person,
    team: i64,
    chat: ChatId,
    query: &CallbackQuery,
) -> Outcome<Answer> {
    let roster = unit.roster;
    let words = unit.words(person);
    let (teams, _) = linkable(roster, person);
    let Some((_, name)) = teams.into_iter().find(|(id, _)| *id == team && from_here(query, person, chat)) else {
        return Err(Refusal::Because(say!(words, "link-forbidden")));
    };
    let before = roster.team(team).and_then(|team| team.chat);
    company::link_team_chat(unit.tx, team, chat).await?;
    moved(unit, before).await?;
    let what = say!(words, "link-digest-of", team = name);
    linked(unit, person, query, what).await
}

/// Links a chat to the sync that was chosen.
pub async fn link_sync(
    unit: &mut Unit<'_>,
    person: &Person,
    sync: i64,
    chat: ChatId,
    query: &CallbackQuery,
) -> Outcome<Answer> {
    let roster = unit.roster;
    let words = unit.words(person);
    let (_, syncs) = linkable(roster, person);
    let Some((_, name)) = syncs.into_iter().find(|(id, _)| *id == sync && from_here(query, person, chat)) else {
        return Err(Refusal::Because(say!(words, "link-forbidden")));
    };
    let before = roster.syncs.iter().find(|known| known.id == sync).and_then(|sync| sync.chat);
    company::link_sync_chat(unit.tx, sync, chat).await?;
    moved(unit, before).await?;
    let what = say!(words, "link-agenda-of", sync = name);
    linked(unit, person, query, what).await
}

/// Links a chat for the digest over all teams, which only an admin may.
pub async fn link_company(
    unit: &mut Unit<'_>,
    person: &Person,
    chat: ChatId,
    query: &CallbackQuery,
) -> Outcome<Answer> {
    let words = unit.words(person);
    if !unit.roster.may_link_company(person) || !from_here(query, person, chat) {
        return Err(Refusal::Because(say!(words, "link-forbidden")));
    }
    let before = unit.roster.chat;
    company::link_company_chat(unit.tx, chat).await?;
    moved(unit, before).await?;
    linked(unit, person, query, say!(words, "link-company")).await
}

/// Whether the tapped button stands in the chat that it links, or, for a channel, was offered in the person's private
/// chat. Only the data of a tap can be forged; the message with its buttons comes from Telegram.
fn from_here(query: &CallbackQuery, person: &Person, chat: ChatId) -> bool {
    let here = query.message.as_ref().map(|m| m.chat().id.0);
    let offered = || {
        let keyboard = query.regular_message().and_then(|message| message.reply_markup());
        keyboard.into_iter().flat_map(|k| k.inline_keyboard.iter().flatten()).any(
            |button| matches!(&button.kind, InlineKeyboardButtonKind::CallbackData(d) if Some(d) == query.data.as_ref()),
        )
    };
    here == Some(chat) || (here == person.telegram_id && offered())
}

/// Something is linked anew: what its chat before had refused goes to the new one.
async fn moved(unit: &mut Unit<'_>, before: Option<ChatId>) -> anyhow::Result<()> {
    unit.reload_roster().await?;
    match before {
        Some(before) => jobs::repost(unit, before).await,
        None => Ok(()),
    }
}

async fn linked(unit: &mut Unit<'_>, person: &Person, query: &CallbackQuery, what: String) -> Outcome<Answer> {
    unit.roster_changed = true;
    let chat = query.message.as_ref().map_or(query.from.id.0.cast_signed(), |m| m.chat().id.0);
    let sentence = say!(unit.words(person), "link-done", what = what);
    cards::say(unit, chat, Lane::Interactive, Card::sentence(&sentence)).await?;
    Ok(Answer::Quiet)
}

/// The bot was added to a group, or may do other things there: posts what waited, or says how to link the group. In a channel the bot says nothing.
pub async fn hello(unit: &mut Unit<'_>, change: &ChatMemberUpdated) -> anyhow::Result<()> {
    let chat = change.chat.id.0;
    let roster = unit.roster;
    let linked = roster.chat == Some(chat)
        || roster.teams.iter().any(|t| t.chat == Some(chat))
        || roster.syncs.iter().any(|s| s.chat == Some(chat));
    if linked {
        // It is back, or may write again: what waited for that goes out.
        return jobs::repost(unit, chat).await;
    }
    if change.chat.is_channel() || change.old_chat_member.is_present() {
        return Ok(());
    }
    let words = unit.words_in(roster.locale);
    cards::say(unit, chat, Lane::Interactive, Card::sentence(&say!(words, "link-hello"))).await
}
