//! What people do in the sandbox: write, tap, edit, block the bot, come and go.
//!
//! These functions panic if a story names a person or a chat that does not exist: the story itself is wrong then.
#![allow(clippy::panic, reason = "a mistake in a story stops the story, with words")]

use axum::body::Bytes;
use serde_json::{Map, Value, json};

use crate::sandbox::chats::bot_member;
use crate::sandbox::handle::Sandbox;
use crate::sandbox::hearing::tell_message;
use crate::sandbox::html;
use crate::sandbox::log::Event;
use crate::sandbox::message::{Button, ChatId, Entity, Message, UserId};
use crate::sandbox::params::Upload;
use crate::sandbox::standing::{admit_bot, migrate, service, set_blocked};
use crate::sandbox::world::{Chat, Kind, Standing, Tap, User, World};

impl Sandbox {
    /// Creates a person. Ids go up from 1001 in the order of creation. An empty last name or language means "not set".
    pub fn add_user(&self, first: &str, last: &str, username: Option<&str>, language_code: &str) -> UserId {
        let mut w = self.lock();
        let id = w.next_user;
        w.next_user += 1;
        w.users.insert(
            id,
            User {
                id,
                first: first.to_owned(),
                last: last.to_owned(),
                username: username.map(str::to_owned),
                language: language_code.to_owned(),
                started: false,
                blocked: false,
                deactivated: false,
            },
        );
        w.chats.insert(id, Chat::new(id, Kind::Private, ""));
        id
    }

    /// Creates a supergroup with the bot in it. The first member is its creator and has added the bot.
    pub fn add_group(&self, title: &str, members: &[UserId]) -> ChatId {
        let id = {
            let mut w = self.lock();
            w.next_group += 1;
            -1_001_000_000_000 - (w.next_group - 1)
        };
        self.add_group_with_id(id, title, members);
        id
    }

    /// Creates a group with a given id: a supergroup if the id begins with -100, else a basic group.
    pub fn add_group_with_id(&self, id: ChatId, title: &str, members: &[UserId]) {
        let kind = if id <= -1_000_000_000_000 { Kind::Supergroup } else { Kind::Group };
        let mut w = self.lock();
        let mut chat = Chat::new(id, kind, title);
        for user in members {
            chat.join(*user);
        }
        chat.bot = Standing::Left;
        w.chats.insert(id, chat);
        admit_bot(&mut w, id, Standing::Member);
    }

    /// Creates a channel. Either the bot is an administrator who can post, or a mere member.
    pub fn add_channel_with_id(&self, id: ChatId, title: &str, bot_can_post: bool) {
        let mut w = self.lock();
        let mut chat = Chat::new(id, Kind::Channel, title);
        chat.can_post = bot_can_post;
        chat.bot = if bot_can_post { Standing::Admin } else { Standing::Member };
        w.chats.insert(id, chat);
    }

    /// Brings the bot into a group, or back into one; `admin` makes it an administrator.
    pub fn add_bot(&self, chat: ChatId, admin: bool) {
        admit_bot(&mut self.lock(), chat, if admin { Standing::Admin } else { Standing::Member });
    }

    /// A person joins a group.
    pub fn join(&self, user: UserId, chat: ChatId) {
        let mut w = self.lock();
        let who = w.person(user).to_json();
        if w.place(chat).join(user) {
            let fields = json!({"new_chat_members": [who], "new_chat_member": who, "new_chat_participant": who});
            service(&mut w, chat, user, &fields);
        }
    }

    /// A person leaves a group.
    pub fn leave(&self, user: UserId, chat: ChatId) {
        let mut w = self.lock();
        let who = w.person(user).to_json();
        let c = w.place(chat);
        c.present.remove(&user);
        c.members.retain(|m| *m != user);
        service(&mut w, chat, user, &json!({"left_chat_member": who, "left_chat_participant": who}));
    }

    /// A person writes. In the private chat this is also how they press Start and unblock the bot. Texts of more than 4096
    /// UTF-16 units arrive in several messages, as the apps send them; the id of the last one is returned.
    pub fn say(&self, user: UserId, chat: ChatId, text: &str) -> i64 {
        let (text, _) = html::trim(text, Vec::new());
        let (mut pieces, mut size) = (vec![String::new()], 0);
        for c in text.chars() {
            if size + c.len_utf16() > 4096 {
                pieces.push(String::new());
                size = 0;
            }
            size += c.len_utf16();
            if let Some(piece) = pieces.last_mut() {
                piece.push(c);
            }
        }
        let mut w = self.lock();
        let ids = pieces.iter().map(|piece| speak(&mut w, user, chat, Said::words(piece)));
        ids.last().unwrap_or_default()
    }

    /// A person writes in reply to a message.
    pub fn reply(&self, user: UserId, chat: ChatId, to_message: i64, text: &str) -> i64 {
        let said = Said { reply_to: Some(to_message), ..Said::words(text.trim()) };
        speak(&mut self.lock(), user, chat, said)
    }

    /// A person sends a message with any fields: `sticker`, `voice`, `forward_origin`, odd `entities` and so on. They replace
    /// those that the sandbox would make.
    pub fn say_raw(&self, user: UserId, chat: ChatId, fields: Value) -> i64 {
        let Value::Object(fields) = fields else { panic!("say_raw takes an object of message fields") };
        speak(&mut self.lock(), user, chat, Said { raw: fields, ..Said::default() })
    }

    /// A person sends a document; the bot can fetch it with `getFile`.
    pub fn say_document(&self, user: UserId, chat: ChatId, name: &str, bytes: impl Into<Bytes>, caption: &str) -> i64 {
        let bytes = bytes.into();
        let mut w = self.lock();
        let size = bytes.len();
        let file = w.new_file("document", Upload { name: name.to_owned(), bytes });
        let document =
            json!({"file_id": file, "file_unique_id": format!("u{file}"), "file_name": name, "file_size": size});
        speak(&mut w, user, chat, Said::file("document", document, caption))
    }

    /// A person sends a photo, which the bot sees in two sizes.
    pub fn say_photo(&self, user: UserId, chat: ChatId, bytes: impl Into<Bytes>, caption: &str) -> i64 {
        self.say_album(user, chat, bytes, caption, None)
    }

    /// A person sends a photo that is part of an album: all photos of the album have its name in common.
    pub fn say_album(
        &self,
        user: UserId,
        chat: ChatId,
        bytes: impl Into<Bytes>,
        caption: &str,
        album: Option<&str>,
    ) -> i64 {
        let bytes = bytes.into();
        let mut w = self.lock();
        let size = bytes.len();
        let file = w.new_file("photo", Upload { name: "photo.jpg".to_owned(), bytes });
        let of = |name: &str, width: u32, size: usize| json!({"file_id": name, "file_unique_id": format!("u{name}"), "width": width, "height": width, "file_size": size});
        let photo = json!([of(&format!("{file}s"), 90, size.div_ceil(10)), of(&file, 1280, size)]);
        let mut said = Said::file("photo", photo, caption);
        if let Some(album) = album {
            said.raw.insert("media_group_id".into(), album.into());
        }
        speak(&mut w, user, chat, said)
    }

    /// A person edits their message.
    pub fn edit(&self, user: UserId, chat: ChatId, message_id: i64, text: &str) {
        let mut w = self.lock();
        let now = w.now();
        let c = w.place(chat);
        let kind = c.kind;
        let m = match c.messages.get_mut(&message_id) {
            Some(m) if m.author_id == Some(user) && !m.deleted => m,
            _ => panic!("person {user} has no message {message_id} in chat {chat} to edit"),
        };
        let key = if m.raw.contains_key("caption") { "caption" } else { "text" };
        for stale in [key, "entities", "caption_entities"] {
            m.raw.remove(stale);
        }
        if key == "caption" {
            m.raw.insert(key.into(), text.into());
        }
        m.text = text.to_owned();
        m.html = text.to_owned();
        m.entities = html::detect(text);
        m.edited += 1;
        m.edit_date = Some(now);
        c.touch();
        w.event(Event::PersonEdited { user, chat, message: message_id, text: text.to_owned() });
        tell_message(
            &mut w,
            chat,
            message_id,
            if kind == Kind::Channel { "edited_channel_post" } else { "edited_message" },
        );
    }

    /// Somebody deletes a message. Telegram does not tell bots.
    pub fn delete(&self, chat: ChatId, message_id: i64) {
        let mut w = self.lock();
        let c = w.place(chat);
        if let Some(m) = c.messages.get_mut(&message_id) {
            m.deleted = true;
        }
        c.touch();
        w.event(Event::Deleted { chat, message: message_id, by_bot: false });
    }

    /// A person taps the first button of a message whose label contains the given words. Returns the tap's id.
    ///
    /// # Errors
    /// Fails if there is no such button; the error names the buttons there are.
    pub fn tap(&self, user: UserId, chat: ChatId, message_id: i64, label_part: &str) -> Result<String, String> {
        let mut w = self.lock();
        let message = w.place(chat).live(message_id);
        let message = message.ok_or_else(|| format!("there is no message {message_id} in chat {chat}"))?;
        let button = message
            .button(label_part)
            .cloned()
            .ok_or_else(|| format!("no button \"{label_part}\" on message {message_id}: {:?}", message.labels()))?;
        press(&mut w, user, chat, message_id, &button)
    }

    /// Like [`Sandbox::tap`], on the newest message of the chat that has such a button.
    ///
    /// # Errors
    /// Fails if there is no such button; the error names those of the newest message that has any.
    pub fn tap_latest(&self, user: UserId, chat: ChatId, label_part: &str) -> Result<String, String> {
        let mut w = self.lock();
        let c = w.place(chat);
        let live = || c.messages.values().rev().filter(|m| !m.deleted);
        let Some((id, button)) = live().find_map(|m| Some((m.id, m.button(label_part)?.clone()))) else {
            let newest = live().find(|m| !m.buttons.is_empty()).map(Message::labels);
            return Err(format!("no button \"{label_part}\" in chat {chat}; the newest buttons are {newest:?}"));
        };
        press(&mut w, user, chat, id, &button)
    }

    /// A forged or outdated tap: any data, on any message, even one that is gone. Returns the tap's id.
    pub fn tap_data(&self, user: UserId, chat: ChatId, message_id: i64, data: &str) -> String {
        let button = Button { text: data.to_owned(), data: Some(data.to_owned()), url: None };
        press(&mut self.lock(), user, chat, message_id, &button).unwrap_or_default()
    }

    /// Queues any update, with the next `update_id` set in it. Returns that id.
    pub fn push_update(&self, mut update: Value) -> i64 {
        let mut w = self.lock();
        let now = w.now();
        w.updates.push_with(now, |id| {
            update["update_id"] = id.into();
            update.to_string()
        })
    }

    /// Queues any text as an update, even one that is no JSON. `{update_id}` in it is replaced by the next id, which is returned.
    pub fn push_update_text(&self, json: &str) -> i64 {
        let mut w = self.lock();
        let now = w.now();
        w.updates.push_with(now, |id| json.replace("{update_id}", &id.to_string()))
    }

    /// A person blocks the bot.
    pub fn block(&self, user: UserId) {
        set_blocked(&mut self.lock(), user, true);
    }

    /// A person unblocks the bot.
    pub fn unblock(&self, user: UserId) {
        set_blocked(&mut self.lock(), user, false);
    }

    /// A person deletes their account. Telegram does not tell bots.
    pub fn deactivate(&self, user: UserId) {
        let mut w = self.lock();
        if let Some(u) = w.users.get_mut(&user) {
            u.deactivated = true;
        }
        w.event(Event::PersonDeactivated { user });
    }

    /// Somebody removes the bot from a group or a channel.
    pub fn kick_bot(&self, chat: ChatId) {
        let mut w = self.lock();
        let c = w.place(chat);
        let (old, by) = (c.bot, c.members.first().copied().unwrap_or_default());
        let channel = c.kind == Kind::Channel;
        c.bot = Standing::Kicked;
        w.event(Event::BotKicked { chat });
        w.tell_standing(chat, by, &bot_member(old, channel), &bot_member(Standing::Kicked, channel));
    }

    /// A basic group becomes a supergroup under a new id, which is returned.
    pub fn migrate(&self, chat: ChatId) -> ChatId {
        migrate(&mut self.lock(), chat)
    }
}

/// What a person sends.
#[derive(Default)]
struct Said {
    /// Their words; `None` if they are in `raw`.
    text: Option<String>,
    /// Fields of the message as Telegram names them.
    raw: Map<String, Value>,
    /// The message it is a reply to.
    reply_to: Option<i64>,
}

impl Said {
    fn words(text: &str) -> Self {
        Self { text: Some(text.to_owned()), ..Self::default() }
    }

    /// A file, in the field that Telegram has for its kind.
    fn file(kind: &str, file: Value, caption: &str) -> Self {
        let mut raw = Map::from_iter([(kind.to_owned(), file)]);
        if !caption.is_empty() {
            raw.insert("caption".into(), caption.into());
        }
        Self { raw, ..Self::default() }
    }
}

/// Puts a person's message into a chat and tells the bot. Returns the message's id.
fn speak(w: &mut World, user: UserId, chat: ChatId, said: Said) -> i64 {
    let Said { text, raw, reply_to } = said;
    let author = w.person(user).name();
    if chat == user {
        set_blocked(w, user, false);
        if let Some(u) = w.users.get_mut(&user) {
            u.started = true;
        }
    }
    let c = w.place(chat);
    if c.kind != Kind::Private {
        c.join(user);
    }
    let update = if c.kind == Kind::Channel { "channel_post" } else { "message" };
    let from_raw = |k: &str| raw.get(k).and_then(Value::as_str).map(str::to_owned);
    let words = text.or_else(|| from_raw("text")).or_else(|| from_raw("caption")).unwrap_or_default();
    let given = raw.get("entities").or_else(|| raw.get("caption_entities")).and_then(Value::as_array);
    let entities = match given {
        Some(list) => list.iter().filter_map(Entity::from_json).collect(),
        None => html::detect(&words),
    };
    let mut message = Message {
        author_id: Some(user),
        author,
        html: words.clone(),
        text: words.clone(),
        entities,
        reply_to,
        thread: raw.get("message_thread_id").and_then(Value::as_i64),
        ..Message::default()
    };
    if let Some(file) = raw.get("document").and_then(|d| d.get("file_id")).and_then(Value::as_str)
        && let Some(upload) = w.file(file)
    {
        message.file_name = Some(upload.name.clone());
        message.document = Some((upload.name.clone(), upload.bytes.clone()));
        message.file_id = Some(file.to_owned());
    }
    message.raw = raw;
    let id = w.post(chat, message);
    w.event(Event::PersonSaid { user, chat, message: id, text: words });
    tell_message(w, chat, id, update);
    id
}

/// A person taps a button, if it is one for tapping. Returns the tap's id.
fn press(w: &mut World, user: UserId, chat: ChatId, message_id: i64, button: &Button) -> Result<String, String> {
    let Some(data) = &button.data else {
        return Err(format!("the button \"{}\" is not for tapping: it leads to {:?}", button.text, button.url));
    };
    let from = w.person(user).to_json();
    let query = w.new_tap(Tap { user, chat, at: w.now(), label: button.text.clone() });
    w.event(Event::PersonTapped { user, chat, message: message_id, label: button.text.clone(), query: query.clone() });
    let Some(c) = w.chats.get(&chat) else { return Err(format!("there is no chat {chat}")) };
    let message = match c.live(message_id) {
        Some(m) => w.message_json(c, m),
        None => json!({"chat": w.chat_json(c), "message_id": message_id, "date": 0}),
    };
    let body = json!({
        "id": query, "from": from, "message": message, "chat_instance": c.instance(), "data": data,
    });
    w.tell("callback_query", &body);
    Ok(query)
}
