//! Handling a fetched batch of updates, in one transaction if possible.
//!
//! All updates of a batch share one transaction and one flush of the disk. If any of them fails, everything is rolled
//! back and done again one update at a time, each in a transaction of its own. Then only the failing update is set
//! aside: its raw JSON and the cause are stored and its sender is told, while the others are handled. So a handler may
//! have no effect besides rows. If the database itself fails, nothing is set aside, nothing is confirmed to Telegram,
//! and everything is tried again.

use anyhow::Context as _;
use chrono::{DateTime, Duration, Utc};
use serde_json::value::RawValue;
use teloxide::types::{Update, UpdateKind};
use tracing::Instrument as _;

use crate::context::Context;
use crate::render::message::Message;
use crate::runner::{self, Work};
use crate::storage::outbox::{self, Lane, TapAnswer};
use crate::storage::{is_outage, updates};
use crate::unit::Unit;

/// An update as it came.
#[derive(Debug)]
pub struct Incoming {
    /// The update's id.
    pub id: i64,
    /// The update as Telegram sent it.
    pub raw: Box<RawValue>,
    /// What could be read of it.
    pub content: Content,
}

/// The content of an update.
#[derive(Debug)]
pub enum Content {
    /// An update that is handled.
    Update(Box<Update>),
    /// An update of a kind that the bot does not handle.
    Skip,
    /// An update of a kind that the bot handles, but cannot read; with the cause.
    Unreadable(String),
}

/// Telegram starts a new sequence of ids at random after a week without updates. An id that is lower than the last one
/// by more than this begins a new sequence; one that is lower by less was handled before. Telegram keeps updates for 24
/// hours, and a company does not send a million a day. In 1 of 2,000 cases a new sequence begins so close below the old
/// one that it is not recognised.
const NEW_SEQUENCE: i64 = 1_000_000;

/// Handles a batch in order and commits it; gives how many updates were new.
///
/// # Errors
/// Where the database fails or no company is declared. Then nothing may be confirmed to Telegram.
pub async fn handle<H>(ctx: &Context, batch: &[Incoming], hear: &H) -> anyhow::Result<usize>
where
    H: AsyncFn(&mut Unit<'_>, &Update) -> anyhow::Result<()>,
{
    if batch.is_empty() {
        return Ok(0);
    }
    match together(ctx, batch, hear).await {
        Err(error) if !is_outage(&error) => apart(ctx, batch, hear).await,
        result => result,
    }
}

/// Handles all updates in one transaction; fails if any of them fails.
async fn together<H>(ctx: &Context, batch: &[Incoming], hear: &H) -> anyhow::Result<usize>
where
    H: AsyncFn(&mut Unit<'_>, &Update) -> anyhow::Result<()>,
{
    runner::run(ctx, async |work| {
        work.roster().await?.context("no company is declared yet")?;
        let mut last = work.position().await?.last_update_id;
        let mut when = Hearing::begin(ctx, work).await?;
        let mut done = 0;
        for incoming in batch {
            if !is_new(incoming.id, last) {
                continue;
            }
            hear_one(work, incoming, when.of(ctx, incoming), hear)
                .await
                .with_context(|| format!("update {}", incoming.id))?;
            last = incoming.id;
            done += 1;
        }
        if done > 0 {
            updates::advance(work.tx(), last).await?;
        }
        Ok(done)
    })
    .await
}

/// When what is heard now was said.
struct Hearing {
    now: DateTime<Utc>,
    /// All that was said until then was heard before.
    since: Option<DateTime<Utc>>,
    /// The last thing heard was said then: what follows was said no earlier.
    last: Option<DateTime<Utc>>,
}

impl Hearing {
    async fn begin(ctx: &Context, work: &mut Work<'_>) -> anyhow::Result<Self> {
        let now = work.now();
        let since = match ctx.last_heard() {
            Some(heard) => Some(heard),
            None => updates::heard_at(work.tx()).await?,
        };
        let since = since.map(|since| since.min(now));
        Ok(Self { now, since, last: since })
    }

    /// As of when an update counts: a message as of its own date, within what is possible. A tap has none: after a pause it counts as
    /// of what came before it, for nobody can help that it was not heard at once.
    fn of(&mut self, ctx: &Context, incoming: &Incoming) -> DateTime<Utc> {
        let said = match &incoming.content {
            Content::Update(update) => date(update).map(|date| ctx.clock.of_telegram(date)),
            Content::Skip | Content::Unreadable(_) => None,
        };
        let at = match said {
            // Telegram keeps what nobody fetches for a day. Another date is none that this clock can know.
            Some(said) if (self.now - KEPT..=self.now).contains(&said) => {
                said.max(self.since.unwrap_or(self.now - KEPT))
            }
            Some(_) => self.now,
            None => self.last.filter(|last| self.now - *last >= PAUSE).unwrap_or(self.now),
        };
        self.last = Some(at);
        at
    }
}

/// How long Telegram keeps what nobody fetches.
const KEPT: Duration = Duration::hours(24);
/// Whoever heard nothing for so long was away from Telegram.
const PAUSE: Duration = Duration::seconds(60);

/// When somebody said, edited or did this; none for a tap, of which Telegram does not tell.
fn date(update: &Update) -> Option<DateTime<Utc>> {
    match &update.kind {
        UpdateKind::Message(message) | UpdateKind::ChannelPost(message) => Some(message.date),
        UpdateKind::EditedMessage(message) => Some(message.edit_date().copied().unwrap_or(message.date)),
        UpdateKind::MyChatMember(change) => Some(change.date),
        _ => None,
    }
}

async fn hear_one<H>(work: &mut Work<'_>, incoming: &Incoming, at: DateTime<Utc>, hear: &H) -> anyhow::Result<()>
where
    H: AsyncFn(&mut Unit<'_>, &Update) -> anyhow::Result<()>,
{
    match &incoming.content {
        Content::Skip => tracing::debug!(update = incoming.id, "an update of a kind nobody asked for"),
        Content::Unreadable(why) => {
            tracing::error!(update = incoming.id, "an update cannot be read and is set aside: {why}");
            let now = work.now();
            updates::set_aside(work.tx(), incoming.id, incoming.raw.get(), why, now).await?;
        }
        Content::Update(update) => {
            let roster = work.roster().await?;
            let person = sender(update).and_then(|account| roster?.by_telegram(account));
            let span = tracing::info_span!(
                "update",
                id = incoming.id,
                kind = kind(update),
                person = person.map(|person| person.key.as_str())
            );
            work.unit_as_of(at, async |unit| hear(unit, update).await).instrument(span).await?;
        }
    }
    Ok(())
}

/// The kind of an update, for the log.
fn kind(update: &Update) -> &'static str {
    match update.kind {
        UpdateKind::Message(_) => "message",
        UpdateKind::EditedMessage(_) => "edited_message",
        UpdateKind::ChannelPost(_) => "channel_post",
        UpdateKind::CallbackQuery(_) => "callback_query",
        UpdateKind::MyChatMember(_) => "my_chat_member",
        _ => "other",
    }
}

/// The Telegram account an update comes from.
fn sender(update: &Update) -> Option<i64> {
    update.from().and_then(|user| i64::try_from(user.id.0).ok())
}

/// Handles each update in a transaction of its own, and sets aside those that fail.
async fn apart<H>(ctx: &Context, batch: &[Incoming], hear: &H) -> anyhow::Result<usize>
where
    H: AsyncFn(&mut Unit<'_>, &Update) -> anyhow::Result<()>,
{
    let mut done = 0;
    for incoming in batch {
        match together(ctx, std::slice::from_ref(incoming), hear).await {
            Ok(new) => done += new,
            Err(error) if is_outage(&error) => return Err(error),
            Err(error) => {
                set_aside(ctx, incoming, &error).await?;
                done += 1;
            }
        }
    }
    Ok(done)
}

async fn set_aside(ctx: &Context, incoming: &Incoming, error: &anyhow::Error) -> anyhow::Result<()> {
    let cause = format!("{error:#}");
    tracing::error!(update = incoming.id, "an update failed and is set aside: {cause}");
    runner::run(ctx, async |work| {
        let now = work.now();
        updates::set_aside(work.tx(), incoming.id, incoming.raw.get(), &cause, now).await?;
        if let Content::Update(update) = &incoming.content
            && let Err(error) = apologise(ctx, work, update).await
        {
            if is_outage(&error) {
                return Err(error);
            }
            tracing::error!(update = incoming.id, "nobody could be told: {error:#}");
        }
        Ok(updates::advance(work.tx(), incoming.id).await?)
    })
    .await
}

/// Tells the sender that their message was not handled, if they wrote in private.
async fn apologise(ctx: &Context, work: &mut Work<'_>, update: &Update) -> anyhow::Result<()> {
    let Some(roster) = work.roster().await? else { return Ok(()) };
    let (now, tx) = (work.now(), work.tx());
    let from = sender(update);
    let locale = from.and_then(|id| roster.by_telegram(id)).map_or(roster.locale, |person| roster.locale_of(person));
    let text = ctx.texts.addressing(locale, roster.formality).apology();
    match &update.kind {
        UpdateKind::CallbackQuery(query) => {
            let chat = from.unwrap_or_default();
            let answer = TapAnswer { callback_id: &query.id.0, text: Some(&text), alert: true };
            outbox::answer(tx, chat, answer, now);
        }
        UpdateKind::Message(message) | UpdateKind::EditedMessage(message) => {
            let command = message.text().is_some_and(|text| text.starts_with('/'));
            if message.chat.is_private() || command {
                outbox::say(tx, message.chat.id.0, Lane::Interactive, Message::html(text), now);
            }
        }
        _ => {}
    }
    Ok(())
}

fn is_new(id: i64, last: i64) -> bool {
    id > last || id < last - NEW_SEQUENCE
}
