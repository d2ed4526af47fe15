//! Everything the bot can hear. Stub: writes down «/blocker …» of people it knows and says so.
pub mod batch;

use crate::domain::company::Roster;
use crate::storage::outbox::{self, Key, Lane, Message, Place};
use crate::unit::Unit;
use teloxide::types::{Update, UpdateKind};
/// Handles one update.
///
/// # Errors
/// Where storage fails or something that must hold does not.
pub async fn hear(unit: &mut Unit<'_>, update: &Update) -> anyhow::Result<()> {
    let known = |roster: &Roster, id: i64| roster.by_telegram(id).map(|p| p.id);
    match &update.kind {
        UpdateKind::Message(message) => {
            let chat = message.chat.id.0;
            if let (Some(text), Some(person)) = (message.text(), known(&unit.roster, chat)) {
                if let Some(note) = text.strip_prefix("/blocker ") {
                    sqlx::query("INSERT INTO note (person_id, week, kind, text, written_at) VALUES (?, '2026-W48', 'blocker', ?, ?)")
                        .bind(person).bind(note).bind(crate::storage::stamp::stamp(unit.now)).execute(&mut *unit.conn).await?;
                    outbox::say(unit.conn, chat, Lane::Interactive, &Message::html("ok"), unit.now).await?;
                } else if !text.starts_with('/') {
                    let card = Message::html(format!("<b>План</b> {}", text.len()))
                        .with_keyboard(vec![vec![Key::tap("Отправить", "x:1"), Key::tap("Ещё", "x:2")]]);
                    outbox::show(unit.conn, chat, "plan:1", Lane::Interactive, &[card], Place::Below, unit.now).await?;
                }
            }
        }
        UpdateKind::CallbackQuery(query) => {
            if let Ok(chat) = i64::try_from(query.from.id.0) {
                outbox::answer(unit.conn, chat, &query.id.0, None, false, unit.now).await?;
                let card = Message::html(format!("<b>План</b> {}", query.id))
                    .with_keyboard(vec![vec![Key::tap("Отправить", "x:1")]]);
                outbox::show(unit.conn, chat, "plan:1", Lane::Interactive, &[card], Place::InPlace, unit.now).await?;
            }
        }
        _ => {}
    }
    Ok(())
}
