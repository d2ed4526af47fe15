//! Changes of who is where: the bot comes into a chat, a person blocks it, a group becomes a supergroup; and the service
//! messages that tell of it.

use serde_json::{Value, json};

use crate::sandbox::chats::bot_member;
use crate::sandbox::hearing::tell_message;
use crate::sandbox::log::Event;
use crate::sandbox::message::{ChatId, Message, UserId};
use crate::sandbox::world::{Chat, Kind, Standing, User, World};

/// Brings the bot into a group or a channel, or changes what it may do there.
pub(super) fn admit_bot(w: &mut World, chat: ChatId, standing: Standing) {
    let c = w.place(chat);
    let (old, by, channel) = (c.bot, c.members.first().copied().unwrap_or_default(), c.kind == Kind::Channel);
    c.bot = standing;
    c.can_post = true;
    w.event(Event::BotAdded { chat });
    w.tell_standing(chat, by, &bot_member(old, channel), &bot_member(standing, channel));
    if matches!(old, Standing::Left | Standing::Kicked) && !channel {
        let bot = World::bot_json();
        service(w, chat, by, &json!({"new_chat_members": [bot], "new_chat_member": bot, "new_chat_participant": bot}));
    }
}

/// Lets a person block or unblock the bot.
pub(super) fn set_blocked(w: &mut World, user: UserId, blocked: bool) {
    let Some(u) = w.users.get_mut(&user).filter(|u| u.blocked != blocked) else { return };
    u.blocked = blocked;
    let (kicked, member) = (bot_member(Standing::Kicked, false), bot_member(Standing::Member, false));
    if blocked {
        w.event(Event::PersonBlocked { user });
        w.tell_standing(user, user, &member, &kicked);
    } else {
        w.event(Event::PersonUnblocked { user });
        w.tell_standing(user, user, &kicked, &member);
    }
}

/// Turns a basic group into a supergroup under a new id, which is returned. A chat that has moved already is not moved again.
pub(super) fn migrate(w: &mut World, from: ChatId) -> ChatId {
    let to = -1_002_000_000_000 - w.next_group;
    let Some(old) = w.chats.get_mut(&from) else { return from };
    if let Some(to) = old.migrated_to {
        return to;
    }
    old.migrated_to = Some(to);
    let mut new = Chat::new(to, Kind::Supergroup, &old.title);
    new.bot = old.bot;
    new.members.clone_from(&old.members);
    new.present.clone_from(&old.present);
    let by = old.members.first().copied().unwrap_or_default();
    w.next_group += 1;
    w.chats.insert(to, new);
    w.event(Event::Migrated { from, to });
    service(w, from, by, &json!({"migrate_to_chat_id": to}));
    service(w, to, by, &json!({"migrate_from_chat_id": from}));
    to
}

/// Posts a service message, such as "Anna joined", with the given fields.
pub(super) fn service(w: &mut World, chat: ChatId, by: UserId, fields: &Value) {
    let author = w.users.get(&by).map(User::name).unwrap_or_default();
    let raw = fields.as_object().cloned().unwrap_or_default();
    let author_id = w.users.contains_key(&by).then_some(by);
    let message = Message { author_id, author, service: true, raw, ..Message::default() };
    let id = w.post(chat, message);
    tell_message(w, chat, id, "message");
}
