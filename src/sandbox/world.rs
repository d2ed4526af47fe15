//! The state of the sandbox: people, chats and messages, and their JSON form in the Bot API.

use std::collections::{BTreeMap, HashMap, HashSet, VecDeque};
use std::sync::Arc;

use serde_json::{Map, Value, json};
use tokio::sync::Notify;

use crate::sandbox::faults::FaultRule;
use crate::sandbox::limits::Limits;
use crate::sandbox::log::{Event, Log};
use crate::sandbox::message::{ChatId, Message, UserId};
use crate::sandbox::params::{Params, Refusal, Upload};
use crate::sandbox::profile::Profile;
use crate::sandbox::updates::Queue;

/// The bot's own id.
pub(super) const BOT_ID: i64 = 7_000_000_001;
/// The bot's user name.
pub(super) const BOT_USERNAME: &str = "planerka_bot";
/// The bot's token: there is only this one bot.
pub(super) const BOT_TOKEN: &str = "7000000001:AAsandbox-planerka-0000000000000000";
/// How long a tap can be answered, in seconds.
pub(super) const TAP_LIVES: i64 = 15 * 60;

/// How a photo's file id begins. A document's begins otherwise, as in Telegram.
pub(super) const PHOTO: &str = "AgACAgIAAx";
/// The most events, files and taps that are remembered, so that long runs need no endless memory.
const EVENTS_KEPT: usize = 200_000;
const FILES_KEPT: usize = 2_000;
const TAPS_KEPT: usize = 50_000;

/// A person who uses Telegram.
pub(super) struct User {
    pub(super) id: UserId,
    pub(super) first: String,
    pub(super) last: String,
    pub(super) username: Option<String>,
    /// A language code; empty if not set.
    pub(super) language: String,
    /// Whether they have ever written to the bot: before that the bot may not write to them.
    pub(super) started: bool,
    pub(super) blocked: bool,
    pub(super) deactivated: bool,
}

impl User {
    pub(super) fn name(&self) -> String {
        if self.last.is_empty() { self.first.clone() } else { format!("{} {}", self.first, self.last) }
    }

    pub(super) fn to_json(&self) -> Value {
        let mut v = json!({"id": self.id, "is_bot": false, "first_name": self.first});
        if !self.last.is_empty() {
            v["last_name"] = json!(self.last);
        }
        if let Some(name) = &self.username {
            v["username"] = json!(name);
        }
        if !self.language.is_empty() {
            v["language_code"] = json!(self.language);
        }
        v
    }
}

/// The kinds of chats.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Private,
    Group,
    Supergroup,
    Channel,
}

impl Kind {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Private => "private",
            Self::Group => "group",
            Self::Supergroup => "supergroup",
            Self::Channel => "channel",
        }
    }
}

/// The bot's membership in a chat.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    Member,
    Admin,
    Left,
    Kicked,
}

/// A chat and its messages.
pub(super) struct Chat {
    pub(super) id: ChatId,
    pub(super) kind: Kind,
    pub(super) title: String,
    /// The members, in the order in which they came; the first is the creator.
    pub(super) members: Vec<UserId>,
    /// The same members, to find one quickly.
    pub(super) present: HashSet<UserId>,
    pub(super) bot: Standing,
    /// Whether the bot may post, in a channel.
    pub(super) can_post: bool,
    pub(super) migrated_to: Option<ChatId>,
    pub(super) messages: BTreeMap<i64, Message>,
    pub(super) next_message: i64,
    /// Counts the changes; see [`Chat::touch`].
    pub(super) version: u64,
    pub(super) changed: Arc<Notify>,
}

impl Chat {
    pub(super) fn new(id: ChatId, kind: Kind, title: &str) -> Self {
        Self {
            id,
            kind,
            title: title.to_owned(),
            members: Vec::new(),
            present: HashSet::new(),
            bot: Standing::Member,
            can_post: true,
            migrated_to: None,
            messages: BTreeMap::new(),
            next_message: 1,
            version: 0,
            changed: Arc::new(Notify::new()),
        }
    }

    /// Makes a person a member; `false` if they are one already.
    pub(super) fn join(&mut self, user: UserId) -> bool {
        let new = self.present.insert(user);
        if new {
            self.members.push(user);
        }
        new
    }

    /// The message, if it is still there.
    pub(super) fn live(&self, id: i64) -> Option<&Message> {
        self.messages.get(&id).filter(|m| !m.deleted)
    }

    /// Notes that something has changed and wakes those who wait for it.
    pub(super) fn touch(&mut self) {
        self.version += 1;
        self.changed.notify_waiters();
    }

    /// Telegram's constant for "this chat, seen by this bot".
    pub(super) fn instance(&self) -> String {
        self.id.wrapping_mul(0x5851_F42D_4C95_7F2D).wrapping_add(0x1405_7B7E_F767_814F).to_string()
    }
}

/// A tap on a button that waits for the bot's answer.
pub(super) struct Tap {
    pub(super) user: UserId,
    pub(super) chat: ChatId,
    pub(super) at: i64,
    pub(super) label: String,
}

/// Everything there is in the sandbox.
pub(super) struct World {
    /// The clock as it was set, in Unix seconds; `None` is the system's clock.
    now: Option<i64>,
    pub(super) users: HashMap<UserId, User>,
    pub(super) next_user: UserId,
    pub(super) chats: HashMap<ChatId, Chat>,
    pub(super) next_group: i64,
    next_private_message: i64,
    pub(super) keep: usize,
    pub(super) updates: Queue,
    pub(super) log: Log,
    pub(super) taps: HashMap<String, Tap>,
    tap_order: VecDeque<String>,
    next_tap: u64,
    files: HashMap<String, Upload>,
    file_order: VecDeque<String>,
    next_file: u64,
    pub(super) calls: HashMap<String, usize>,
    pub(super) unknown: Vec<String>,
    pub(super) faults: Vec<FaultRule>,
    pub(super) limits: Option<Limits>,
    pub(super) profile: Profile,
    pub(super) privacy: bool,
}

impl World {
    pub(super) fn new() -> Self {
        Self {
            now: None,
            users: HashMap::new(),
            next_user: 1001,
            chats: HashMap::new(),
            next_group: 1,
            next_private_message: 1,
            keep: 2_000,
            updates: Queue::new(),
            log: Log::new(EVENTS_KEPT),
            taps: HashMap::new(),
            tap_order: VecDeque::new(),
            next_tap: 4_000_000_000_000_000_001,
            files: HashMap::new(),
            file_order: VecDeque::new(),
            next_file: 1,
            calls: HashMap::new(),
            unknown: Vec::new(),
            faults: Vec::new(),
            limits: None,
            profile: Profile::default(),
            privacy: true,
        }
    }

    /// The time in Unix seconds.
    #[allow(clippy::disallowed_methods, reason = "Telegram has a clock of its own, it is not the bot's")]
    pub(super) fn now(&self) -> i64 {
        self.now.unwrap_or_else(|| {
            let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
            since.ok().and_then(|d| i64::try_from(d.as_secs()).ok()).unwrap_or_default()
        })
    }

    pub(super) fn set_now(&mut self, now: Option<i64>) {
        self.now = now;
    }

    /// A person the story names.
    ///
    /// # Panics
    /// Panics if there is no such person: the story itself is wrong then.
    #[allow(clippy::panic, reason = "a mistake in a story stops the story, with words")]
    pub(super) fn person(&self, user: UserId) -> &User {
        self.users.get(&user).unwrap_or_else(|| panic!("there is no person {user} in the sandbox"))
    }

    /// A chat the story names.
    ///
    /// # Panics
    /// Panics if there is no such chat: the story itself is wrong then.
    #[allow(clippy::panic, reason = "a mistake in a story stops the story, with words")]
    pub(super) fn place(&mut self, chat: ChatId) -> &mut Chat {
        self.chats.get_mut(&chat).unwrap_or_else(|| panic!("there is no chat {chat} in the sandbox"))
    }

    pub(super) fn bot_json() -> Value {
        json!({"id": BOT_ID, "is_bot": true, "first_name": "Планёрка", "username": BOT_USERNAME})
    }

    /// Puts a message into a chat under the next id, which is returned.
    pub(super) fn post(&mut self, chat: ChatId, mut message: Message) -> i64 {
        message.date = self.now();
        message.chat = chat;
        let keep = self.keep;
        let Some(c) = self.chats.get_mut(&chat) else { return 0 };
        // Private chats and basic groups share one numbering, as in Telegram.
        let next = match c.kind {
            Kind::Private | Kind::Group => &mut self.next_private_message,
            Kind::Supergroup | Kind::Channel => &mut c.next_message,
        };
        let id = *next;
        *next += 1;
        message.id = id;
        c.messages.insert(id, message);
        while c.messages.len() > keep {
            c.messages.pop_first();
        }
        c.touch();
        id
    }

    pub(super) fn event(&mut self, event: Event) {
        self.log.push(event);
    }

    /// Queues an update for the bot.
    pub(super) fn tell(&mut self, kind: &str, body: &Value) {
        let now = self.now();
        self.updates.push(now, kind, body);
    }

    pub(super) fn chat_json(&self, chat: &Chat) -> Value {
        let mut v = json!({"id": chat.id, "type": chat.kind.name()});
        if chat.kind != Kind::Private {
            v["title"] = json!(chat.title);
        } else if let Some(Value::Object(user)) = self.users.get(&chat.id).map(User::to_json) {
            for key in ["first_name", "last_name", "username"] {
                if let Some(text) = user.get(key) {
                    v[key] = text.clone();
                }
            }
        }
        v
    }

    /// The message in the form of the Bot API. If it is a reply, the message it replies to is inside, but not what that one
    /// replies to.
    pub(super) fn message_json(&self, chat: &Chat, message: &Message) -> Value {
        let mut fields = self.plain_json(chat, message);
        if let Some(answered) = message.reply_to.and_then(|id| chat.live(id)) {
            fields.insert("reply_to_message".into(), Value::Object(self.plain_json(chat, answered)));
        }
        for (key, value) in &message.raw {
            fields.insert(key.clone(), value.clone());
        }
        Value::Object(fields)
    }

    fn plain_json(&self, chat: &Chat, message: &Message) -> Map<String, Value> {
        let mut fields = message.content_json();
        fields.insert("chat".into(), self.chat_json(chat));
        if chat.kind == Kind::Channel {
            fields.insert("sender_chat".into(), self.chat_json(chat));
        } else if message.from_bot {
            fields.insert("from".into(), Self::bot_json());
        } else if let Some(user) = message.author_id.and_then(|id| self.users.get(&id)) {
            fields.insert("from".into(), user.to_json());
        }
        fields
    }

    /// The message with this id in the form of the Bot API.
    pub(super) fn message_json_by_id(&self, chat: ChatId, message: i64) -> Option<Value> {
        let c = self.chats.get(&chat)?;
        Some(self.message_json(c, c.messages.get(&message)?))
    }

    /// The chat a call names, if the bot may write there.
    pub(super) fn writable(&self, p: &Params) -> Result<ChatId, Refusal> {
        let chat = self.seen(p)?;
        match (chat.kind, chat.bot) {
            (Kind::Private, _) => {
                let Some(user) = self.users.get(&chat.id) else { return Err(Refusal::bad("chat not found")) };
                if user.deactivated {
                    return Err(Refusal::forbidden("user is deactivated"));
                }
                if user.blocked {
                    return Err(Refusal::forbidden("bot was blocked by the user"));
                }
                if !user.started {
                    return Err(Refusal::forbidden("bot can't initiate conversation with a user"));
                }
            }
            (Kind::Channel, _) if !chat.can_post => {
                return Err(Refusal::bad("need administrator rights in the channel chat"));
            }
            _ => {}
        }
        Ok(chat.id)
    }

    /// The chat a call names, if the bot may see it.
    pub(super) fn seen(&self, p: &Params) -> Result<&Chat, Refusal> {
        if !p.fields.contains_key("chat_id") || p.text("chat_id") == Some("") {
            return Err(Refusal::bad("chat_id is empty"));
        }
        let chat = p.chat().and_then(|id| self.chats.get(&id)).ok_or_else(|| Refusal::bad("chat not found"))?;
        if let Some(to) = chat.migrated_to {
            return Err(Refusal::migrated(to));
        }
        let place = chat.kind.name();
        match chat.bot {
            Standing::Kicked => Err(Refusal::forbidden(format!("bot was kicked from the {place} chat"))),
            Standing::Left => Err(Refusal::forbidden(format!("bot is not a member of the {place} chat"))),
            Standing::Member | Standing::Admin => Ok(chat),
        }
    }

    /// Remembers a tap and returns its id.
    pub(super) fn new_tap(&mut self, tap: Tap) -> String {
        let id = self.next_tap.to_string();
        self.next_tap += 1;
        self.taps.insert(id.clone(), tap);
        self.tap_order.push_back(id.clone());
        if self.tap_order.len() > TAPS_KEPT
            && let Some(old) = self.tap_order.pop_front()
        {
            self.taps.remove(&old);
        }
        id
    }

    /// Remembers a file and returns its id, whose beginning tells the kind of file, as in Telegram.
    pub(super) fn new_file(&mut self, kind: &str, file: Upload) -> String {
        let kind = if kind == "photo" { PHOTO } else { "BQACAgIAAx" };
        let id = format!("{kind}sandbox{:06}", self.next_file);
        self.next_file += 1;
        self.files.insert(id.clone(), file);
        self.file_order.push_back(id.clone());
        if self.file_order.len() > FILES_KEPT
            && let Some(old) = self.file_order.pop_front()
        {
            self.files.remove(&old);
        }
        id
    }

    /// The file with this id. A photo has a second id, with an `s` at the end, for its small size.
    pub(super) fn file(&self, id: &str) -> Option<&Upload> {
        self.files.get(id).or_else(|| self.files.get(id.strip_suffix('s')?))
    }

    /// Tells the bot that its own membership has changed; `old` and `new` are as in [`bot_member`](super::chats::bot_member).
    pub(super) fn tell_standing(&mut self, chat: ChatId, by: UserId, old: &Value, new: &Value) {
        let Some(c) = self.chats.get(&chat) else { return };
        let from = self.users.get(&by).map_or_else(
            || json!({"id": 1_087_968_824, "is_bot": true, "first_name": "Group", "username": "GroupAnonymousBot"}),
            User::to_json,
        );
        let body = json!({
            "chat": self.chat_json(c), "from": from, "date": self.now(),
            "old_chat_member": old, "new_chat_member": new,
        });
        self.tell("my_chat_member", &body);
    }
}
