//! The sandbox as a story or the demo holds it: starting it, its settings, and looking at what has happened.
//!
//! What people do in it is in `people`.

use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::{Arc, MutexGuard};

use tokio::net::TcpListener;
use tokio::task::AbortHandle;

use crate::sandbox::faults::FaultRule;
use crate::sandbox::http;
use crate::sandbox::limits::Limits;
use crate::sandbox::log::Event;
use crate::sandbox::message::{ChatId, Message, UserId};
use crate::sandbox::profile::CommandSet;
use crate::sandbox::shared::Shared;
use crate::sandbox::world::{BOT_TOKEN, BOT_USERNAME, User, World};

/// The server's task, ended when the last handle goes.
struct Server(AbortHandle);

impl Drop for Server {
    fn drop(&mut self) {
        self.0.abort();
    }
}

/// A handle to the sandbox: cheap to clone; the server stops listening when the last one is dropped.
#[derive(Clone)]
pub struct Sandbox {
    shared: Arc<Shared>,
    address: SocketAddr,
    _server: Arc<Server>,
}

impl Sandbox {
    /// Starts on a free port of this machine.
    ///
    /// # Errors
    /// Fails if there is no free port.
    pub async fn start() -> io::Result<Self> {
        Self::start_on((Ipv4Addr::LOCALHOST, 0)).await
    }

    /// Starts on a given address, for child processes that are told the address beforehand.
    ///
    /// # Errors
    /// Fails if the address is taken.
    pub async fn start_on(address: impl Into<SocketAddr>) -> io::Result<Self> {
        let listener = TcpListener::bind(address.into()).await?;
        let address = listener.local_addr()?;
        let shared = Arc::new(Shared::new(World::new()));
        let task = tokio::spawn(http::serve(listener, Arc::clone(&shared)));
        Ok(Self { shared, address, _server: Arc::new(Server(task.abort_handle())) })
    }

    pub(super) fn lock(&self) -> MutexGuard<'_, World> {
        self.shared.lock()
    }

    /// The address a bot uses instead of `https://api.telegram.org`.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The bot's token.
    #[must_use]
    pub fn token(&self) -> &'static str {
        BOT_TOKEN
    }

    /// The bot's user name, without the @.
    #[must_use]
    pub fn bot_username(&self) -> &'static str {
        BOT_USERNAME
    }

    /// Sets Telegram's clock, in Unix seconds. Until then it is the system's clock. Set it before people begin to write, because
    /// updates that nobody fetches within a day of this clock are forgotten, as in Telegram.
    pub fn set_now(&self, unix_seconds: i64) {
        self.lock().set_now(Some(unix_seconds));
    }

    /// Switches privacy mode, which is on by default, as in Telegram: in groups a bot that is no administrator gets only commands,
    /// replies to its messages, and messages that mention it.
    pub fn set_privacy(&self, on: bool) {
        self.lock().privacy = on;
    }

    /// Switches Telegram's speed limits, which are off by default. They hold in real time, whatever the clock is set to.
    pub fn rate_limits(&self, on: bool) {
        self.lock().limits = on.then(Limits::new);
    }

    /// How many messages of a chat are remembered; 2000 by default.
    pub fn keep_messages(&self, per_chat: usize) {
        self.lock().keep = per_chat.max(1);
    }

    /// Everything in a chat, oldest first, deleted and service messages too.
    #[must_use]
    pub fn messages(&self, chat: ChatId) -> Vec<Message> {
        self.lock().chats.get(&chat).map(|c| c.messages.values().cloned().collect()).unwrap_or_default()
    }

    /// One message.
    #[must_use]
    pub fn message(&self, chat: ChatId, id: i64) -> Option<Message> {
        self.lock().chats.get(&chat)?.messages.get(&id).cloned()
    }

    /// The newest message of the bot in a chat that is still there.
    #[must_use]
    pub fn latest(&self, chat: ChatId) -> Option<Message> {
        self.lock().chats.get(&chat)?.messages.values().rev().find(|m| m.from_bot && !m.deleted).cloned()
    }

    /// What has happened since the cursor, and the cursor for the next call. The first cursor is 0.
    #[must_use]
    pub fn log_since(&self, cursor: usize) -> (Vec<Event>, usize) {
        let w = self.lock();
        (w.log.since(cursor), w.log.end())
    }

    /// Waits for the next event. If one may come between looking and waiting, use [`Sandbox::wait_past`].
    pub async fn wait_event(&self) {
        let cursor = self.lock().log.end();
        self.wait_past(cursor).await;
    }

    /// Waits until [`Sandbox::log_since`] has something to return for this cursor.
    pub async fn wait_past(&self, cursor: usize) {
        let grown = self.lock().log.grown();
        loop {
            let mut news = std::pin::pin!(grown.notified());
            news.as_mut().enable();
            if self.lock().log.end() > cursor {
                return;
            }
            news.await;
        }
    }

    /// Waits until a chat's version is greater than the one `seen`, and returns it. The first version to pass is 0. Changes in other
    /// chats do not wake the caller. An unknown chat never changes.
    pub async fn wait_chat(&self, chat: ChatId, seen: u64) -> u64 {
        let Some(changed) = self.lock().chats.get(&chat).map(|c| Arc::clone(&c.changed)) else {
            return std::future::pending().await;
        };
        loop {
            let mut news = std::pin::pin!(changed.notified());
            news.as_mut().enable();
            if let Some(version) = self.lock().chats.get(&chat).map(|c| c.version).filter(|v| *v > seen) {
                return version;
            }
            news.await;
        }
    }

    /// Waits for the bot's first message in a chat after the given one, as a person waits for an answer.
    pub async fn wait_reply(&self, chat: ChatId, after: i64) -> Message {
        let mut seen = 0;
        loop {
            seen = self.wait_chat(chat, seen).await;
            let w = self.lock();
            let newer =
                w.chats.get(&chat).and_then(|c| c.messages.range(after + 1..).map(|(_, m)| m).find(|m| m.from_bot));
            if let Some(message) = newer {
                return message.clone();
            }
        }
    }

    /// Every chat, private ones too, in the order of their ids.
    #[must_use]
    pub fn chats(&self) -> Vec<ChatId> {
        let mut ids: Vec<_> = self.lock().chats.keys().copied().collect();
        ids.sort_unstable();
        ids
    }

    /// The name of a person or the title of a chat.
    #[must_use]
    pub fn name(&self, chat: ChatId) -> Option<String> {
        let w = self.lock();
        w.users.get(&chat).map(User::name).or_else(|| Some(w.chats.get(&chat)?.title.clone()))
    }

    /// Updates the bot has not confirmed yet.
    #[must_use]
    pub fn unconfirmed(&self) -> usize {
        self.lock().updates.unconfirmed()
    }

    /// Updates forgotten because nobody fetched them for a day.
    #[must_use]
    pub fn expired_updates(&self) -> usize {
        self.lock().updates.expired()
    }

    /// Taps that the bot has not answered yet: who tapped, and the button's label.
    #[must_use]
    pub fn unanswered_taps(&self) -> Vec<(UserId, String)> {
        self.lock().taps.values().map(|t| (t.user, t.label.clone())).collect()
    }

    /// How often a method was called, failures included.
    #[must_use]
    pub fn calls(&self, method: &str) -> usize {
        self.lock().calls.get(&method.to_ascii_lowercase()).copied().unwrap_or_default()
    }

    /// Calls of methods that the sandbox does not know. In a story there should be none.
    #[must_use]
    pub fn unknown_calls(&self) -> Vec<String> {
        self.lock().unknown.clone()
    }

    /// The lists of commands the bot has set.
    #[must_use]
    pub fn commands(&self) -> Vec<CommandSet> {
        self.lock().profile.sets()
    }

    /// The bot's description in a language. The description for all other languages has the empty language.
    #[must_use]
    pub fn description(&self, language: &str) -> Option<String> {
        self.lock().profile.texts.get(&("description".to_owned(), language.to_owned())).cloned()
    }

    /// Makes calls fail as the rule says.
    pub fn fault(&self, rule: FaultRule) {
        if rule.count > 0 {
            self.lock().faults.push(rule);
        }
    }

    /// How many calls will still fail.
    #[must_use]
    pub fn faults_left(&self) -> usize {
        self.lock().faults.iter().fold(0, |sum, r| sum.saturating_add(r.count))
    }

    /// Removes all rules: nothing fails any more.
    pub fn clear_faults(&self) {
        self.lock().faults.clear();
    }
}
