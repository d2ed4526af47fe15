//! The bot's user name, for join links.

use std::time::Duration;

use teloxide::prelude::Requester as _;
use teloxide::types::Me;
use teloxide::{ApiError, RequestError};

use crate::cli::output::note;
use crate::config::Settings;

/// How long to wait for the Bot API before going on without the name.
const PATIENCE: Duration = Duration::from_secs(3);

/// Asks the Bot API who the bot is.
///
/// # Errors
/// Fails if there is no token or no answer; the error is a sentence for the user.
pub(super) async fn me(settings: &Settings) -> Result<Me, String> {
    let bot = settings.bot().map_err(|error| error.to_string())?;
    let server = settings.api_url.as_ref().map_or("api.telegram.org", reqwest::Url::as_str);
    match tokio::time::timeout(PATIENCE, async move { bot.get_me().await }).await {
        Ok(Ok(me)) => Ok(me),
        Ok(Err(RequestError::Api(ApiError::InvalidToken))) => {
            Err(format!("{server} does not accept the token; take the current one from @BotFather"))
        }
        Ok(Err(RequestError::Api(error))) => Err(format!("{server} answers: {error}")),
        Ok(Err(_)) => Err(format!("cannot reach the Bot API at {server}")),
        Err(_) => Err(format!("the Bot API at {server} did not answer within {} s", PATIENCE.as_secs())),
    }
}

/// The bot's user name. If it cannot be found out, prints on standard error why links are missing.
pub(super) async fn user_name(settings: &Settings) -> Option<String> {
    match me(settings).await {
        Ok(me) => Some(me.username().to_owned()),
        Err(why) => {
            note(&format!("no links, only codes: {why}. A person joins by sending the bot /start and the code"));
            None
        }
    }
}

/// A personal link; `None` if the bot's name is not known.
pub(super) fn link(bot: Option<&str>, code: &str) -> Option<String> {
    bot.map(|bot| format!("https://t.me/{bot}?start={code}"))
}
