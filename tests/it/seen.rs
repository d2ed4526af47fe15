//! Writes what people did and saw as the lines of a transcript.

use planerka::sandbox::{ChatId, Event, Message, Sandbox};

/// The lines of one step: first what people did, then what each chat shows, chat by chat. Messages are delivered to chats in
/// parallel, so only the order within a chat is always the same.
pub fn lines(tg: &Sandbox, events: Vec<Event>) -> Vec<String> {
    let mut lines: Vec<String> = events.iter().filter_map(|event| did(tg, event)).flatten().collect();
    let mut shown: Vec<_> = events.iter().filter_map(|event| Some((place(event)?, event))).collect();
    shown.sort_by_key(|((chat, rank), _)| (*chat < 0, chat.unsigned_abs(), *rank));
    for ((chat, _), event) in shown {
        lines.extend(saw(tg, chat, event));
    }
    lines
}

/// The lines of a message: lines of folded quotations are marked with ▸, buttons come row by row. An earlier `text` of a message
/// that was edited since is shown without them.
pub fn body(text: &str, message: &Message) -> Vec<String> {
    let mut lines: Vec<String> = message.document.iter().map(|(name, _)| format!("📎 {name}")).collect();
    lines.extend(message.photo.iter().map(|_| "🖼".to_owned()));
    let mut at = 0;
    for line in text.split('\n') {
        let folded = message.entities.iter().any(|e| {
            e.kind == "expandable_blockquote" && (e.offset..e.offset + e.length).contains(&at) && text == message.text
        });
        let line_seen = line.replace('\u{a0}', " ");
        lines.push(format!("{}{line_seen}", if folded { "▸ " } else { "" }).trim_end().to_owned());
        at += line.encode_utf16().count() + 1;
    }
    if text == message.text {
        for row in &message.buttons {
            lines.push(row.iter().map(|b| format!("[{}]", b.text)).collect::<Vec<_>>().join(" "));
        }
    }
    lines
}

fn did(tg: &Sandbox, event: &Event) -> Option<Vec<String>> {
    let name = |id: &ChatId| tg.name(*id).unwrap_or_default();
    let place = |user: &ChatId, chat: &ChatId| {
        if user == chat { name(user) } else { format!("{} in «{}»", name(user), name(chat)) }
    };
    Some(match event {
        Event::PersonSaid { user, chat, text, .. } => spoken(&place(user, chat), "", text),
        Event::PersonEdited { user, chat, text, .. } => spoken(&place(user, chat), " edits", text),
        Event::PersonTapped { user, chat, label, .. } => vec![format!("> {} taps [{label}]", place(user, chat))],
        Event::PersonBlocked { user } => vec![format!("> {} blocks the bot", name(user))],
        Event::PersonUnblocked { user } => vec![format!("> {} unblocks the bot", name(user))],
        Event::BotAdded { chat } => vec![format!("> the bot is brought into «{}»", name(chat))],
        Event::BotKicked { chat } => vec![format!("> the bot is taken out of «{}»", name(chat))],
        _ => return None,
    })
}

fn spoken(who: &str, how: &str, text: &str) -> Vec<String> {
    let mut lines = text.split('\n');
    let first = format!("> {who}{how}: {}", lines.next().unwrap_or_default());
    std::iter::once(first).chain(lines.map(|line| format!("> {line}"))).map(|l| l.trim_end().to_owned()).collect()
}

/// The chat in which something the bot did is seen, and its rank there: answers to taps come first.
fn place(event: &Event) -> Option<(ChatId, u8)> {
    match event {
        Event::Answered { chat, .. } => Some((*chat, 0)),
        Event::Reacted { chat, .. } => Some((*chat, 1)),
        Event::Sent { chat, .. } | Event::Edited { chat, .. } => Some((*chat, 2)),
        _ => None,
    }
}

fn saw(tg: &Sandbox, chat: ChatId, event: &Event) -> Vec<String> {
    let name = tg.name(chat).unwrap_or_default();
    match event {
        Event::Answered { text: Some(text), alert, .. } => {
            vec![format!("{name} {} «{text}»", if *alert { "is told" } else { "glimpses" })]
        }
        Event::Reacted { emoji: Some(emoji), .. } => vec![format!("{name} gets {emoji}")],
        Event::Sent { message, text, .. } => shown(tg, chat, *message, text, &format!("{name} reads")),
        Event::Edited { message, text, .. } => shown(tg, chat, *message, text, &format!("{name} sees changed")),
        _ => Vec::new(),
    }
}

fn shown(tg: &Sandbox, chat: ChatId, message: i64, text: &str, head: &str) -> Vec<String> {
    let Some(message) = tg.message(chat, message) else { return Vec::new() };
    let plain = if message.html == *text { message.text.as_str() } else { text };
    let lines = body(plain, &message).into_iter().map(|line| format!("    {line}").trim_end().to_owned());
    std::iter::once(format!("{head}:")).chain(lines).collect()
}
