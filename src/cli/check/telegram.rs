//! What Telegram says: the token, and whether the bot may write to the linked chats.

use std::future::Future;
use std::time::Duration;

use teloxide::prelude::Requester as _;
use teloxide::types::{ChatId, ChatMemberKind, Me};
use teloxide::{ApiError, Bot, RequestError};

use crate::cli::bot_name;
use crate::cli::check::findings::Findings;
use crate::config::Settings;
use crate::domain::company::Roster;

/// How long to wait for one answer of the Bot API.
const PATIENCE: Duration = Duration::from_secs(5);

/// Whose chat the digest over all teams is posted in: what the findings call it.
const COMPANY: &str = "company";

pub(super) async fn token(settings: &Settings, findings: &mut Findings) -> Option<Me> {
    let me = match bot_name::me(settings).await {
        Ok(me) => me,
        Err(why) => {
            let mend = if settings.has_token() { "mend the token or the network, then check again" } else { "" };
            findings.broken(format!("token: {why}"), mend);
            return None;
        }
    };
    findings.fine(format!("token: the bot is @{}", me.username()));
    if let Ok(bot) = settings.bot()
        && let Some(Ok(hook)) = in_time(async { bot.get_webhook_info().await }).await
        && hook.url.is_some_and(|url| !url.as_str().is_empty())
    {
        findings.broken("a webhook is set: Telegram gives its updates to somebody else", "call deleteWebhook once");
    }
    Some(me)
}

pub(super) async fn chats(settings: &Settings, roster: &Roster, me: Option<&Me>, findings: &mut Findings) {
    let teams = roster.teams.iter().map(|team| (format!("team {}", team.key), "digest", team.chat));
    let syncs = roster.syncs.iter().map(|sync| (format!("sync {}", sync.key), "agenda", sync.chat));
    // If the company has no chat, admins get its digest in private, which is no fault.
    let company = (COMPANY.to_owned(), "digest", roster.chat);
    for (who, what, chat) in teams.chain(syncs).chain([company]) {
        let Some(chat) = chat else {
            if who != COMPANY {
                let mend = "add the bot to the chat, then an admin sends /link there";
                let to = if what == "digest" { "its manager" } else { "the manager of its first team" };
                findings.warn(format!("{who}: no chat is linked, its {what} goes to {to}"), mend);
            }
            continue;
        };
        match (me, settings.bot()) {
            (Some(me), Ok(bot)) => rights(&bot, me, chat, &format!("{who}: {what} chat"), findings).await,
            _ => findings.warn(format!("{who}: {what} chat {chat} is linked, rights not checked"), "mend the token"),
        }
    }
}

/// Checks that the bot can write to a chat; `what` is the chat's use.
async fn rights(bot: &Bot, me: &Me, chat: i64, what: &str, findings: &mut Findings) {
    const ADD: &str = "add the bot to the chat again, or link another with /link";
    let info = in_time(async { bot.get_chat(ChatId(chat)).await }).await.and_then(Result::ok);
    let title = info.as_ref().and_then(|info| info.title()).map(|title| format!(" «{title}»")).unwrap_or_default();
    let what = format!("{what} {chat}{title}");
    let channel = info.is_some_and(|info| info.is_channel());
    match in_time(async { bot.get_chat_member(ChatId(chat), me.id).await }).await {
        Some(Ok(member)) => match &member.kind {
            ChatMemberKind::Left | ChatMemberKind::Banned(_) => {
                findings.broken(format!("{what}: the bot is not in it"), ADD);
            }
            ChatMemberKind::Restricted(rights) if !(rights.is_member && rights.can_send_messages) => {
                findings
                    .broken(format!("{what}: the bot may not write"), "let it send messages in the chat's settings");
            }
            _ if channel && !member.can_post_messages() => {
                findings.broken(format!("{what}: the bot may not post"), "make it an administrator who can post");
            }
            _ => findings.fine(format!("{what}: the bot can write")),
        },
        Some(Err(RequestError::MigrateToChatId(new))) => {
            findings.warn(format!("{what} has become {new}"), "the bot follows by itself with its next message");
        }
        Some(Err(RequestError::Api(error @ (ApiError::ChatNotFound | ApiError::Unknown(_))))) => {
            findings.broken(format!("{what}: {error}"), ADD);
        }
        Some(Err(RequestError::Api(error))) => findings.broken(format!("{what}: {error}"), ADD),
        Some(Err(_)) | None => findings.warn(format!("{what}: rights not checked, no answer"), "check again"),
    }
}

async fn in_time<T>(asked: impl Future<Output = T>) -> Option<T> {
    tokio::time::timeout(PATIENCE, asked).await.ok()
}
