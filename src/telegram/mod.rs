//! Telegram: updates in, messages out.
//!
//! [`poll`] fetches updates, and [`clean`] reads them even where they hold what teloxide does not know; [`contact`]
//! notes whether Telegram answers at all. [`queue`] chooses which row of the outbox goes next, [`send`] sends it,
//! [`outcome`] reads Telegram's answer, [`delivery`] drives both and records the results, and `lost` deals with chats that have
//! moved or are gone. [`files`] fetches files that people sent.

pub mod clean;
pub mod contact;
pub mod delivery;
pub mod files;
mod lost;
pub mod outcome;
pub mod poll;
pub mod queue;
pub mod send;

use std::fmt;
use std::time::Duration;

use reqwest::multipart::{Form, Part};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use teloxide::Bot;

use crate::storage::outbox::delivery::File;

/// How long sending a file may take.
const UPLOAD: Duration = Duration::from_secs(60);

/// The Bot API: with teloxide's client, address and token, but our own requests.
///
/// We do not use teloxide's request types for two reasons: on every 5xx they sleep 10 s inside the call, which would
/// hold up a chat's queue and the shutdown, and they parse the whole sent message where one number is needed. Updates
/// are read with teloxide's types.
#[derive(Clone)]
pub struct Api {
    client: reqwest::Client,
    /// The address of methods. It contains the token, so it is never shown.
    base: reqwest::Url,
    /// The address of files. It contains the token too.
    files: reqwest::Url,
}

/// Why a call failed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CallError {
    /// Telegram answered with an error.
    Refused(Refusal),
    /// There was no sensible answer: network, time-out, something that is not Telegram. The text never contains the
    /// token.
    Unreachable(String),
    /// The call was handed over, and its answer did not come or cannot be read: it may have been carried out.
    Unanswered(String),
}

/// An error that Telegram answered with.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Refusal {
    /// HTTP status or `error_code`.
    pub code: u16,
    /// Telegram's description.
    pub description: String,
    /// How many seconds to wait before the next call.
    pub retry_after: Option<u64>,
    /// The chat's new id, where it has one.
    pub migrate_to: Option<i64>,
}

impl fmt::Debug for Api {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Api").field("host", &self.base.host_str()).finish_non_exhaustive()
    }
}

impl fmt::Display for CallError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused(refusal) => write!(f, "{} {}", refusal.code, refusal.description),
            Self::Unreachable(text) | Self::Unanswered(text) => f.write_str(text),
        }
    }
}

impl std::error::Error for CallError {}

impl CallError {
    /// The error for whoever runs the bot, with how to mend it where that is in their hands.
    pub fn in_words(&self) -> String {
        match self {
            Self::Refused(Refusal { code: 401, .. }) => {
                "Telegram does not accept the token (401): it was revoked or replaced. Take the current one from @BotFather, put it                  where PLANERKA_TOKEN_FILE or PLANERKA_TOKEN says, and restart the bot"
                    .to_owned()
            }
            Self::Refused(Refusal { code: 404, .. }) => {
                "the Bot API server knows no such bot (404): compare the token with @BotFather's and PLANERKA_API_URL with the server's \
                 address, and restart the bot"
                    .to_owned()
            }
            Self::Refused(Refusal { code: code @ 300..=399, .. }) => format!(
                "the Bot API server sends the bot to another address ({code}), where it does not go with its token: set \
                 PLANERKA_API_URL to the server's own address"
            ),
            other => other.to_string(),
        }
    }
}

#[derive(Deserialize)]
struct Reply<'a> {
    ok: bool,
    #[serde(borrow)]
    result: Option<&'a RawValue>,
    #[serde(default)]
    error_code: u16,
    #[serde(default)]
    description: String,
    #[serde(default)]
    parameters: Parameters,
}

#[derive(Deserialize, Default)]
struct Parameters {
    retry_after: Option<u64>,
    migrate_to_chat_id: Option<i64>,
}

impl Api {
    /// The Bot API that this bot talks to.
    pub fn of(bot: &Bot) -> Self {
        let (mut base, mut files) = (bot.api_url(), bot.api_url());
        let own = format!("bot{}", bot.token());
        if let Ok(mut segments) = base.path_segments_mut() {
            segments.pop_if_empty().push(&own);
        }
        if let Ok(mut segments) = files.path_segments_mut() {
            segments.pop_if_empty().extend(["file", &own]);
        }
        Self { client: bot.client().clone(), base, files }
    }

    /// Whether this is Telegram's own server, with its limits.
    pub fn is_telegrams(&self) -> bool {
        self.base.host_str() == Some("api.telegram.org")
    }

    /// Calls a method and lets `read` take what is needed from the result.
    ///
    /// # Errors
    /// Where Telegram refuses or cannot be reached.
    pub async fn call<T, R>(
        &self,
        method: &str,
        body: &T,
        timeout: Duration,
        read: impl FnOnce(&RawValue) -> Result<R, serde_json::Error>,
    ) -> Result<R, CallError>
    where
        T: Serialize + Sync,
    {
        let body = serde_json::to_vec(body).map_err(|error| CallError::Unreachable(error.to_string()))?;
        let request = self
            .client
            .post(self.address(method))
            .header(reqwest::header::CONTENT_TYPE, "application/json")
            .timeout(timeout)
            .body(body);
        ask(request, read).await
    }

    /// Calls a method with form fields, one of which is a file.
    ///
    /// # Errors
    /// Where Telegram refuses or cannot be reached.
    pub async fn upload<R>(
        &self,
        method: &str,
        fields: impl IntoIterator<Item = (&'static str, String)> + Send,
        (field, file): (&'static str, &File),
        read: impl FnOnce(&RawValue) -> Result<R, serde_json::Error>,
    ) -> Result<R, CallError> {
        let bytes = Part::bytes(file.bytes.clone()).file_name(file.name.clone());
        let form =
            fields.into_iter().fold(Form::new(), |form, (name, value)| form.text(name, value)).part(field, bytes);
        ask(self.client.post(self.address(method)).timeout(UPLOAD).multipart(form), read).await
    }

    fn address(&self, method: &str) -> reqwest::Url {
        let mut url = self.base.clone();
        if let Ok(mut segments) = url.path_segments_mut() {
            segments.push(method);
        }
        url
    }
}

/// Sends a request and reads Telegram's answer.
async fn ask<R>(
    request: reqwest::RequestBuilder,
    read: impl FnOnce(&RawValue) -> Result<R, serde_json::Error>,
) -> Result<R, CallError> {
    let unreachable = |error: reqwest::Error| CallError::Unreachable(chain(&error.without_url()));
    let unanswered = |error: reqwest::Error| CallError::Unanswered(chain(&error.without_url()));
    let sent = request.send().await;
    let response = sent.map_err(|error| if error.is_connect() { unreachable(error) } else { unanswered(error) })?;
    let status = response.status();
    let bytes = response.bytes().await.map_err(unanswered)?;
    let reply: Reply<'_> = match serde_json::from_slice(&bytes) {
        Ok(reply) => reply,
        // For example a page of a proxy, or half an answer.
        Err(_) if !status.is_success() => {
            return Err(CallError::Refused(Refusal {
                code: status.as_u16(),
                description: status.canonical_reason().unwrap_or("unreadable answer").to_owned(),
                ..Refusal::default()
            }));
        }
        Err(error) => return Err(CallError::Unanswered(format!("unreadable answer: {error}"))),
    };
    if let (true, Some(result)) = (reply.ok, reply.result) {
        return read(result).map_err(|error| CallError::Unanswered(format!("unreadable answer: {error}")));
    }
    Err(CallError::Refused(Refusal {
        code: if reply.error_code == 0 { status.as_u16() } else { reply.error_code },
        description: reply.description,
        retry_after: reply.parameters.retry_after,
        migrate_to: reply.parameters.migrate_to_chat_id,
    }))
}

/// An error with its causes in one line.
fn chain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(inner) = cause {
        text.push_str(": ");
        text.push_str(&inner.to_string());
        cause = inner.source();
    }
    text
}
