//! A fetched batch of updates becomes one transaction.
//!
//! Optimistic: all updates of a batch share one transaction and one disk flush. Where any of them fails, all is undone
//! and done again one update at a time, each in a transaction of its own, so that only the bad one is set aside: its raw
//! JSON and the cause are kept, its sender is told, and the queue goes on. A handler therefore may have no effect but
//! rows. Trouble with the database itself sets nothing aside: nothing is confirmed and all is tried again.

use std::any::Any;
use std::panic::AssertUnwindSafe;

use anyhow::{Context as _, anyhow};
use futures::FutureExt as _;
use serde_json::value::RawValue;
use teloxide::types::{Update, UpdateKind};

use crate::cards;
use crate::context::Context;
use crate::domain::company::Roster;
use crate::render::message::Message;
use crate::storage::outbox::{self, Lane};
use crate::storage::{Tx, conversation, is_outage, updates};
use crate::unit::{Rosters, Unit};

/// An update as it came.
#[derive(Debug)]
pub struct Incoming {
    /// Telegram's number for it.
    pub id: i64,
    /// As Telegram sent it.
    pub raw: Box<RawValue>,
    /// What it says.
    pub content: Content,
}

/// What an update says.
#[derive(Debug)]
pub enum Content {
    /// Something to hear.
    Update(Box<Update>),
    /// A kind that is not handled here.
    Skip,
    /// A kind that is handled, in a form that cannot be read.
    Unreadable(String),
}

/// Telegram starts a new sequence of ids at random after a week without updates. An id that is lower than the last
/// by more than this begins one; one that is lower by less was handled before. Updates are kept for 24 hours, and a
/// company does not send a million a day; a new sequence happens to begin just below the old one in 1 of 2,000 cases.
const NEW_SEQUENCE: i64 = 1_000_000;

/// Handles a batch in order and commits it; how many updates were new.
///
/// # Errors
/// Where the database is in trouble or no company is declared: nothing may be confirmed to Telegram then.
pub async fn handle<H>(ctx: &Context, batch: &[Incoming], hear: &H) -> anyhow::Result<usize>
where
    H: AsyncFn(&mut Unit<'_>, &Update) -> anyhow::Result<()>,
{
    if batch.is_empty() {
        return Ok(0);
    }
    let result = match together(ctx, batch, hear).await {
        Err(error) if !is_outage(&error) => apart(ctx, batch, hear).await,
        result => result,
    };
    if result.is_err() {
        ctx.forget_roster();
    }
    ctx.wake.notify_one();
    if batch.iter().any(carries_file) {
        ctx.incoming.notify_one();
    }
    result
}

fn carries_file(incoming: &Incoming) -> bool {
    match &incoming.content {
        Content::Update(update) => {
            matches!(&update.kind, UpdateKind::Message(message) if message.document().is_some())
        }
        Content::Skip | Content::Unreadable(_) => false,
    }
}

/// All in one transaction, or nothing.
async fn together<H>(ctx: &Context, batch: &[Incoming], hear: &H) -> anyhow::Result<usize>
where
    H: AsyncFn(&mut Unit<'_>, &Update) -> anyhow::Result<()>,
{
    let mut tx = ctx.db.begin().await?;
    let result = run(ctx, &mut tx, batch, hear).await;
    match result {
        Ok(done) => {
            tx.commit().await.context("cannot commit a batch of updates")?;
            Ok(done)
        }
        Err(error) => {
            ctx.forget_roster();
            // The connection is opened anew if this fails, too.
            let _ = tx.rollback().await;
            Err(error)
        }
    }
}

async fn run<H>(ctx: &Context, tx: &mut Tx, batch: &[Incoming], hear: &H) -> anyhow::Result<usize>
where
    H: AsyncFn(&mut Unit<'_>, &Update) -> anyhow::Result<()>,
{
    let position = updates::position(tx).await?;
    let rosters = Rosters::default();
    let mut roster = rosters.keep(ctx.roster_at(tx, position.revision).await?.context("no company is declared yet")?);
    let mut last = position.last_update_id;
    let mut done = 0;
    foresee(tx, roster, batch).await?;
    for incoming in batch {
        if !is_new(incoming.id, last) {
            continue;
        }
        match &incoming.content {
            Content::Skip => tracing::debug!(update = incoming.id, "an update of a kind nobody asked for"),
            Content::Unreadable(why) => {
                tracing::error!(update = incoming.id, "an update cannot be read and is set aside: {why}");
                updates::set_aside(tx, incoming.id, incoming.raw.get(), why, ctx.clock.now()).await?;
            }
            Content::Update(update) => {
                let mut unit = ctx.unit(tx, &rosters, roster);
                // After a panic the unit is thrown away together with its transaction.
                AssertUnwindSafe(hear(&mut unit, update))
                    .catch_unwind()
                    .await
                    .unwrap_or_else(|panic| Err(anyhow!("panic: {}", words_of(panic.as_ref()))))
                    .with_context(|| format!("update {}", incoming.id))?;
                let changed = unit.roster_changed;
                if changed {
                    ctx.forget_roster();
                    roster = rosters.keep(ctx.roster(tx).await?.context("the company is gone")?);
                }
            }
        }
        last = incoming.id;
        done += 1;
    }
    cards::approval::inbox::draw(&mut ctx.unit(tx, &rosters, roster)).await?;
    if done > 0 {
        updates::advance(tx, last).await?;
    }
    Ok(done)
}

/// Reads at once, for all who are heard in a batch, where the conversation with them stands.
async fn foresee(tx: &mut Tx, roster: &Roster, batch: &[Incoming]) -> anyhow::Result<()> {
    let people: Vec<_> = batch
        .iter()
        .filter_map(|incoming| match &incoming.content {
            Content::Update(update) => roster.by_telegram(sender(update)?).map(|person| person.id),
            Content::Skip | Content::Unreadable(_) => None,
        })
        .collect();
    // A single handler reads just what it needs.
    if people.len() > 1 {
        conversation::foresee(tx, &people).await?;
    }
    Ok(())
}

/// The Telegram account an update comes from.
fn sender(update: &Update) -> Option<i64> {
    update.from().and_then(|user| i64::try_from(user.id.0).ok())
}

/// One transaction each; the bad ones are set aside.
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
    let mut tx = ctx.db.begin().await?;
    updates::set_aside(&mut tx, incoming.id, incoming.raw.get(), &cause, ctx.clock.now()).await?;
    if let Content::Update(update) = &incoming.content
        && let Err(error) = apologise(ctx, &mut tx, update).await
    {
        if is_outage(&error) {
            return Err(error);
        }
        tracing::error!(update = incoming.id, "nobody could be told: {error:#}");
    }
    updates::advance(&mut tx, incoming.id).await?;
    tx.commit().await?;
    Ok(())
}

/// Tells the person, where it is a person who waits: not a whole group.
async fn apologise(ctx: &Context, tx: &mut Tx, update: &Update) -> anyhow::Result<()> {
    let Some(roster) = ctx.roster(tx).await? else { return Ok(()) };
    let now = ctx.clock.now();
    let from = sender(update);
    let locale = from.and_then(|id| roster.by_telegram(id)).map_or(roster.locale, |person| roster.locale_of(person));
    let text = ctx.texts.addressing(locale, roster.formality).apology();
    match &update.kind {
        UpdateKind::CallbackQuery(query) => {
            let chat = from.unwrap_or_default();
            outbox::answer(tx, chat, &query.id.0, Some(&text), true, now);
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

fn words_of(panic: &(dyn Any + Send)) -> String {
    panic
        .downcast_ref::<&str>()
        .map(|text| (*text).to_owned())
        .or_else(|| panic.downcast_ref::<String>().cloned())
        .unwrap_or_else(|| "without words".to_owned())
}
