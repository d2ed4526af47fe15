//! The methods by which the bot asks about chats, members and files.

use serde_json::{Value, json};

use crate::sandbox::log::Event;
use crate::sandbox::message::UserId;
use crate::sandbox::params::{Answer, Params, Refusal};
use crate::sandbox::world::{BOT_ID, Chat, Kind, Standing, User, World};

/// `getChat`.
pub(super) fn get_chat(w: &World, p: &Params) -> Answer {
    let chat = w.seen(p)?;
    if chat.kind == Kind::Private && !w.users.get(&chat.id).is_some_and(|u| u.started) {
        return Err(Refusal::bad("chat not found"));
    }
    let mut v = w.chat_json(chat);
    v["accent_color_id"] = json!(1);
    v["max_reaction_count"] = json!(11);
    v["accepted_gift_types"] = json!({
        "unlimited_gifts": true, "limited_gifts": true, "unique_gifts": true, "premium_subscription": true,
        "gifts_from_channels": true,
    });
    if chat.kind != Kind::Private {
        v["permissions"] = json!({
            "can_send_messages": true, "can_send_audios": true, "can_send_documents": true, "can_send_photos": true,
            "can_send_videos": true, "can_send_video_notes": true, "can_send_voice_notes": true, "can_send_polls": true,
            "can_send_other_messages": true, "can_add_web_page_previews": true, "can_change_info": false,
            "can_invite_users": true, "can_pin_messages": false, "can_manage_topics": false,
        });
    }
    if let Some(pinned) = chat.messages.values().rev().find(|m| m.pinned && !m.deleted) {
        v["pinned_message"] = w.message_json(chat, pinned);
    }
    Ok(v)
}

/// A `ChatMember` of the bot itself; `channel` says whether the chat is a channel.
pub(super) fn bot_member(standing: Standing, channel: bool) -> Value {
    let user = World::bot_json();
    match standing {
        Standing::Member => json!({"user": user, "status": "member"}),
        Standing::Left => json!({"user": user, "status": "left"}),
        Standing::Kicked => json!({"user": user, "status": "kicked", "until_date": 0}),
        Standing::Admin => admin(&user, channel),
    }
}

fn admin(user: &Value, channel: bool) -> Value {
    let mut v = json!({
        "user": user, "status": "administrator", "can_be_edited": false, "is_anonymous": false, "can_manage_chat": true,
        "can_delete_messages": true, "can_manage_video_chats": true, "can_restrict_members": true,
        "can_promote_members": false, "can_change_info": true, "can_invite_users": true, "can_post_stories": false,
        "can_edit_stories": false, "can_delete_stories": false,
    });
    for key in
        if channel { ["can_post_messages", "can_edit_messages"] } else { ["can_pin_messages", "can_manage_topics"] }
    {
        v[key] = json!(true);
    }
    v
}

fn member(w: &World, chat: &Chat, user: UserId) -> Option<Value> {
    if user == BOT_ID {
        let standing = if chat.kind == Kind::Channel && chat.can_post { Standing::Admin } else { chat.bot };
        return Some(bot_member(standing, chat.kind == Kind::Channel));
    }
    let who = w.users.get(&user).map(User::to_json)?;
    Some(if chat.kind == Kind::Private {
        json!({"user": who, "status": if user == chat.id { "member" } else { "left" }})
    } else if chat.members.first() == Some(&user) {
        json!({"user": who, "status": "creator", "is_anonymous": false})
    } else if chat.present.contains(&user) {
        json!({"user": who, "status": "member"})
    } else {
        json!({"user": who, "status": "left"})
    })
}

/// `getChatMember`.
pub(super) fn get_member(w: &World, p: &Params) -> Answer {
    let chat = w.seen(p)?;
    p.int("user_id").and_then(|id| member(w, chat, id)).ok_or_else(|| Refusal::bad("user not found"))
}

/// `getChatAdministrators`.
pub(super) fn administrators(w: &World, p: &Params) -> Answer {
    let chat = w.seen(p)?;
    if chat.kind == Kind::Private {
        return Err(Refusal::bad("there are no administrators in the private chat"));
    }
    let bot = (chat.bot == Standing::Admin).then_some(BOT_ID);
    Ok(chat.members.first().copied().into_iter().chain(bot).filter_map(|id| member(w, chat, id)).collect())
}

/// `getChatMemberCount`.
pub(super) fn count(w: &World, p: &Params) -> Answer {
    let chat = w.seen(p)?;
    Ok(json!(if chat.kind == Kind::Private { 2 } else { chat.members.len() + 1 }))
}

/// `leaveChat`.
pub(super) fn leave(w: &mut World, p: &Params) -> Answer {
    let chat = w.seen(p)?;
    if chat.kind == Kind::Private {
        return Err(Refusal::bad("chat member status can't be changed in private chats"));
    }
    let (id, old, channel) = (chat.id, chat.bot, chat.kind == Kind::Channel);
    let body = json!({
        "chat": w.chat_json(chat), "from": World::bot_json(), "date": w.now(),
        "old_chat_member": bot_member(old, channel), "new_chat_member": bot_member(Standing::Left, channel),
    });
    w.tell("my_chat_member", &body);
    if let Some(c) = w.chats.get_mut(&id) {
        c.bot = Standing::Left;
    }
    w.event(Event::BotLeft { chat: id });
    Ok(true.into())
}

/// `getFile`.
pub(super) fn get_file(w: &World, p: &Params) -> Answer {
    let id = p.text("file_id").unwrap_or_default();
    let file = w.file(id).ok_or_else(|| Refusal::bad("invalid file_id"))?;
    if file.bytes.len() > 20 << 20 {
        return Err(Refusal::bad("file is too big"));
    }
    Ok(json!({
        "file_id": id, "file_unique_id": format!("u{id}"), "file_size": file.bytes.len(), "file_path": format!("files/{id}"),
    }))
}
