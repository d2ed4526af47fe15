//! Which messages the bot is told of.

use crate::sandbox::message::{ChatId, Message};
use crate::sandbox::world::{BOT_USERNAME, Chat, Kind, Standing, World};

/// Tells the bot about a message, if Telegram would.
pub(super) fn tell_message(w: &mut World, chat: ChatId, id: i64, update: &str) {
    let Some(c) = w.chats.get(&chat) else { return };
    let Some(m) = c.messages.get(&id) else { return };
    if hears(w, c, m) {
        let body = w.message_json(c, m);
        w.tell(update, &body);
    }
}

/// Whether the bot gets to see a message. In groups, privacy mode hides messages that are not for the bot.
fn hears(w: &World, chat: &Chat, message: &Message) -> bool {
    match (chat.kind, chat.bot) {
        (_, Standing::Left | Standing::Kicked) => false,
        (Kind::Private, _) | (_, Standing::Admin) => true,
        (Kind::Channel, _) => false,
        (Kind::Group | Kind::Supergroup, _) => {
            let to_bot = message.reply_to.and_then(|id| chat.messages.get(&id)).is_some_and(|m| m.from_bot);
            let command = || {
                let first = message.text.split_whitespace().next().unwrap_or_default();
                let starts = message.entities.iter().any(|e| e.kind == "bot_command" && e.offset == 0);
                starts && first.split_once('@').is_none_or(|(_, bot)| bot.eq_ignore_ascii_case(BOT_USERNAME))
            };
            let named = || message.text.to_ascii_lowercase().contains(&format!("@{BOT_USERNAME}"));
            !w.privacy || message.service || to_bot || command() || named()
        }
    }
}
