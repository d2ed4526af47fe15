//! What the outbox holds goes out.
//!
//! Sends happen outside any transaction, a bounded window of them at a time: all that does not depend on one another. A place
//! in the window becomes free when the result is *committed*, not when Telegram answers: after a crash at most a window of new
//! messages can be repeated. That is the honest limit, for Telegram knows no idempotency key. What is changed, taken away or
//! answered twice looks as if it had been done once, so that more of it may be under way.

use std::collections::{HashMap, HashSet};
use std::time::{Duration, Instant};

use chrono::{DateTime, Utc};
use tokio::task::{JoinError, JoinSet};
use tracing::Instrument as _;

use crate::context::Context;
use crate::runner;
use crate::storage::outbox::delivery::{Closed, Waiting};
use crate::storage::outbox::{Payload, delivery};
use crate::storage::{Tx, is_outage};
use crate::telegram::Api;
use crate::telegram::lost::{lose, migrate};
use crate::telegram::queue::{Limits, Queue, Track};
use crate::telegram::send::{Outcome, send};

/// New messages in flight, or sent and not yet committed. At 30 a second and 0.5 s a round trip 15 would do; a Bot API server
/// of one's own has no limits, and 1,500 a second at 40 ms take 60, and what waits to be committed.
const NEW: usize = 128;
/// The same of everything.
const WINDOW: usize = 512;
/// So many results are worth a transaction at once.
const MANY: usize = 64;
/// How long a result may wait for others to be committed with.
const GATHER: Duration = Duration::from_millis(20);
/// A tap older than this is not answered: Telegram would not take it.
const STALE_ANSWER: i64 = 60;
/// How long sent rows are kept.
const KEEP_DAYS: i64 = 7;
/// Rows read at a time.
const PAGE: i64 = 256;
/// How long a shutdown waits for answers that are under way.
const GRACE: Duration = Duration::from_secs(3);

/// A send that came back.
#[derive(Debug)]
struct Finished {
    track: Track,
    row: Waiting,
    outcome: Outcome,
    /// When it may be tried again, where it has to wait.
    until: Option<DateTime<Utc>>,
}

/// The state of sending. The outbox is the truth; this only knows what is under way and what has to wait.
pub struct Delivery {
    api: Api,
    queue: Queue,
    /// Rows up to this one are in the queue; none before the outbox was looked at.
    seen: Option<i64>,
    flights: JoinSet<Finished>,
    /// How many of those in flight or sent and not yet committed are new messages.
    new: usize,
    results: Vec<Finished>,
    oldest_result: Option<Instant>,
    began: Instant,
    /// Telegram did not answer last time: said once.
    down: bool,
    closing: bool,
    /// A transaction failed half-way: the queue no longer mirrors the outbox.
    stale: bool,
    swept: Option<DateTime<Utc>>,
    /// Everything in a chat but answers to taps goes in the order in which it was said.
    in_order: bool,
}

impl Delivery {
    /// Nothing under way.
    pub fn new(api: Api, limits: Limits) -> Self {
        Self {
            api,
            queue: Queue::new(limits),
            seen: None,
            flights: JoinSet::new(),
            new: 0,
            results: Vec::new(),
            oldest_result: None,
            began: Instant::now(),
            down: false,
            closing: false,
            stale: false,
            swept: None,
            in_order: false,
        }
    }

    /// Sends all that can go now and waits for the answers. In each chat one thing after the other, so that what it looks like
    /// is the same every time.
    ///
    /// # Errors
    /// Where the database cannot be read or written.
    pub async fn until_idle(&mut self, ctx: &Context) -> anyhow::Result<usize> {
        self.in_order = true;
        let mut sent = 0;
        loop {
            self.step(ctx, true).await?;
            if self.flights.is_empty() && self.results.is_empty() {
                // Where the queue has to be built anew nothing of it is ready yet.
                if self.seen.is_none() || self.queue.any_ready(ctx.clock.now(), self.began.elapsed()) {
                    continue;
                }
                return Ok(sent);
            }
            while let Some(finished) = self.flights.join_next().await {
                sent += 1;
                self.land(finished, ctx.clock.now());
            }
        }
    }

    /// Sends what comes until `stop` is true, then finishes what is under way.
    pub async fn run(&mut self, ctx: &Context, mut stop: tokio::sync::watch::Receiver<bool>) {
        self.in_order = false;
        let mut trouble = 0_u32;
        let mut look = true;
        loop {
            let record = self.has_to_record();
            if look || record {
                match self.step(ctx, record).await {
                    Ok(()) => {
                        trouble = 0;
                        look = false;
                    }
                    Err(error) => {
                        if trouble == 0 {
                            tracing::error!("the outbox cannot be read or written: {error:#}; trying again");
                        }
                        trouble = trouble.saturating_add(1);
                        look = true;
                        let wait = Duration::from_secs(1 << trouble.min(4));
                        tokio::select! {
                            () = tokio::time::sleep(wait) => continue,
                            _ = stop.wait_for(|stop| *stop) => break,
                        }
                    }
                }
            }
            let wait = self.wait(ctx);
            tokio::select! {
                biased;
                _ = stop.wait_for(|stop| *stop) => break,
                Some(finished) = self.flights.join_next() => self.land(finished, ctx.clock.now()),
                () = ctx.wake.notified() => look = true,
                () = tokio::time::sleep(wait) => look |= self.results.is_empty(),
            }
        }
        self.close(ctx).await;
    }

    /// Whether what came back has to be written down now. It costs a flush of the disk, for which nothing new should wait.
    fn has_to_record(&self) -> bool {
        self.results.len() >= MANY
            || (!self.results.is_empty() && self.flights.is_empty())
            || self.oldest_result.is_some_and(|at| at.elapsed() >= GATHER)
            || (!self.results.is_empty() && self.is_full())
    }

    /// Whether the window is full.
    fn is_full(&self) -> bool {
        self.new >= NEW || self.flights.len() + self.results.len() >= WINDOW
    }

    /// How long nothing will have to be done unless something happens.
    fn wait(&self, ctx: &Context) -> Duration {
        // Also without a wake: another process (`planerka apply`) may have written to the outbox.
        let mut wait = Duration::from_secs(5);
        if let Some(at) = self.oldest_result {
            wait = wait.min(GATHER.saturating_sub(at.elapsed()));
        }
        if !self.is_full() {
            if let Some(at) = self.queue.next_pace() {
                wait = wait.min(at.saturating_sub(self.began.elapsed()));
            }
            if let Some(until) = self.queue.next_instant() {
                let left = (until - ctx.clock.now()).to_std().unwrap_or_default();
                wait = wait.min(left.max(Duration::from_millis(50)));
            }
        }
        wait
    }

    /// An answer came.
    fn land(&mut self, finished: Result<Finished, JoinError>, now: DateTime<Utc>) {
        let mut finished = match finished {
            Ok(finished) => finished,
            Err(error) => match error.try_into_panic() {
                Ok(panic) => std::panic::resume_unwind(panic),
                // It was called off when the process had to end.
                Err(_) => return,
            },
        };
        match &finished.outcome {
            Outcome::RetryAfter(seconds) => {
                let wait = i64::try_from(*seconds).unwrap_or(3600).min(86_400);
                tracing::warn!(chat = finished.row.chat, "Telegram asks to wait {seconds} s");
                finished.until = Some(now + chrono::Duration::seconds(wait));
            }
            Outcome::Transient(text) => {
                finished.until = Some(now + self.queue.backoff(finished.track));
                if !self.down {
                    tracing::warn!("Telegram does not take messages: {text}; trying again for as long as it takes");
                }
                self.down = true;
            }
            _ if self.down => {
                tracing::info!("Telegram takes messages again");
                self.down = false;
                self.queue.recovered();
            }
            _ => {}
        }
        self.oldest_result.get_or_insert_with(Instant::now);
        self.results.push(finished);
    }

    /// One transaction: results in where they are to be recorded, rows out; then the sends begin.
    async fn step(&mut self, ctx: &Context, record: bool) -> anyhow::Result<()> {
        let now = ctx.clock.now();
        if record {
            self.record_special(ctx).await?;
        }
        if self.stale {
            return self.mend(ctx, now).await;
        }
        // The queue moves on before the commit. Should that fail, it is built anew from the outbox.
        self.stale = true;
        let picked = runner::run(ctx, async |work| {
            if record {
                let closed = self.record(work.tx(), now).await?;
                self.finish(&closed);
            }
            let picked = self.pick(work.tx(), now).await?;
            self.sweep(work.tx(), now).await?;
            Ok(picked)
        });
        let picked = picked.await?;
        if record {
            self.recorded();
        }
        self.stale = false;
        for (track, row) in picked {
            match row {
                Some(row) => self.start(ctx, track, row, now),
                // Closed by somebody else since it was seen: the chat's next row may go at once.
                None => {
                    self.leaves(track);
                    self.queue.done(track);
                    ctx.wake.notify_one();
                }
            }
        }
        Ok(())
    }

    /// Reads what is new in the outbox and chooses what goes now: a row is none where it does not wait any more.
    async fn pick(&mut self, tx: &mut Tx, now: DateTime<Utc>) -> anyhow::Result<Vec<(Track, Option<Waiting>)>> {
        let mut fresh = HashMap::new();
        let mut seen = match self.seen {
            Some(seen) => seen,
            None => delivery::start(tx).await?,
        };
        while !self.closing {
            let page = delivery::newer(tx, seen, PAGE).await?;
            let full = page.len() as i64 == PAGE;
            fresh.clear();
            for row in page {
                seen = seen.max(row.id);
                self.queue.push(self.track_of(&row), row.id, row.lane, row.not_before);
                fresh.insert(row.id, row);
            }
            if !full {
                break;
            }
        }
        self.seen = Some(seen);
        let mut picked = Vec::new();
        while !self.closing
            && !self.is_full()
            && self.flights.len() + self.results.len() + picked.len() < WINDOW
            && let Some((track, id)) = self.queue.next(now, self.began.elapsed())
        {
            self.new += usize::from(matches!(track, Track::Chat(_)));
            picked.push((track, id));
        }
        // A row that had to wait may have been replaced or closed since it was seen: it is read again.
        let missing: Vec<i64> = picked.iter().map(|(_, id)| *id).filter(|id| !fresh.contains_key(id)).collect();
        if !missing.is_empty() {
            fresh.extend(delivery::fetch(tx, &missing).await?.into_iter().map(|row| (row.id, row)));
        }
        Ok(picked.into_iter().map(|(track, id)| (track, fresh.remove(&id))).collect())
    }

    /// After a failed commit: first what is under way comes back and is written down, then the queue is read anew.
    async fn mend(&mut self, ctx: &Context, now: DateTime<Utc>) -> anyhow::Result<()> {
        while let Some(finished) = self.flights.join_next().await {
            self.land(finished, now);
        }
        self.record_special(ctx).await?;
        runner::run(ctx, async |work| self.record(work.tx(), now).await).await?;
        self.recorded();
        self.new = 0;
        self.queue.clear();
        self.seen = None;
        self.stale = false;
        ctx.wake.notify_one();
        Ok(())
    }

    /// What a row has to wait for.
    fn track_of(&self, row: &Waiting) -> Track {
        let chat = row.chat;
        match (&row.payload, row.card, row.card_message) {
            (Some(Payload::Answer { .. }), ..) => Track::Answer(row.id),
            _ if self.in_order => Track::Chat(chat),
            // A card that stands nowhere yet is new, or behind what is.
            (Some(Payload::Edit(_)), Some(card), Some(_)) => Track::Card { chat, card },
            (Some(Payload::Delete { .. } | Payload::React { .. } | Payload::Menu { .. }), ..) => {
                Track::Single { chat, row: row.id }
            }
            _ => Track::Chat(chat),
        }
    }

    /// What came back is written down: its places in the window are free.
    fn recorded(&mut self) {
        for Finished { track, .. } in std::mem::take(&mut self.results) {
            self.leaves(track);
        }
        self.oldest_result = None;
    }

    /// A row of this track is no longer in the window.
    fn leaves(&mut self, track: Track) {
        self.new = self.new.saturating_sub(usize::from(matches!(track, Track::Chat(_))));
    }

    /// A send begins.
    fn start(&mut self, ctx: &Context, track: Track, row: Waiting, now: DateTime<Utc>) {
        let settled = match (&row.payload, track) {
            (None, _) => Some(Outcome::Refused("the stored payload cannot be read".to_owned())),
            (_, Track::Answer(_)) if (now - row.created_at).num_seconds() > STALE_ANSWER => Some(Outcome::Done),
            // Its message is gone since it was seen: it is a new one.
            (_, Track::Card { .. }) if row.card_message.is_none() => {
                says_anew(&mut self.queue, track, &row);
                return ctx.wake.notify_one();
            }
            _ => None,
        };
        if let Some(outcome) = settled {
            self.oldest_result.get_or_insert_with(Instant::now);
            self.results.push(Finished { track, row, outcome, until: None });
            return;
        }
        let api = self.api.clone();
        let kind = row.payload.as_ref().map(Payload::kind);
        let span = tracing::info_span!("send", chat = row.chat, kind);
        let flight = async move {
            let outcome = match &row.payload {
                Some(payload) => send(&api, row.chat, payload, row.card_message, row.file.as_ref()).await,
                None => Outcome::Done,
            };
            Finished { track, row, outcome, until: None }
        };
        self.flights.spawn(flight.instrument(span));
    }

    /// Writes the ordinary results down; the rows that are closed by it.
    async fn record(&self, tx: &mut Tx, now: DateTime<Utc>) -> anyhow::Result<HashSet<i64>> {
        let mut close = Vec::new();
        let mut cards = Vec::new();
        let mut closed = HashSet::new();
        for Finished { row, outcome, until, .. } in &self.results {
            match outcome {
                Outcome::Sent(message_id) => {
                    close.push(Closed(row.id, row.revision, Some(*message_id)));
                    cards.extend(row.card.map(|card| (card, *message_id)));
                }
                Outcome::Done => close.push(Closed(row.id, row.revision, row.card_message)),
                Outcome::MessageGone => {
                    if let (Some(card), Some(message_id)) = (row.card, row.card_message) {
                        delivery::displace_card(tx, card, message_id).await?;
                    }
                }
                Outcome::RetryAfter(seconds) => {
                    let why = format!("retry after {seconds} s");
                    delivery::put_off(tx, row.id, until.unwrap_or(now), &why).await?;
                }
                Outcome::Transient(why) => delivery::put_off(tx, row.id, until.unwrap_or(now), why).await?,
                Outcome::Refused(why) => {
                    if delivery::give_up(tx, row.id, row.revision, why, now).await? {
                        tracing::error!(chat = row.chat, row = row.id, "Telegram refused a message: {why}");
                        closed.insert(row.id);
                    }
                }
                Outcome::Migrated(_) | Outcome::Gone(..) => {}
            }
        }
        if !cards.is_empty() {
            delivery::place_cards(tx, &cards).await?;
        }
        if !close.is_empty() {
            closed.extend(delivery::close(tx, &close, now).await?);
        }
        Ok(closed)
    }

    /// The tracks whose results are written down go on.
    fn finish(&mut self, closed: &HashSet<i64>) {
        for Finished { track, row, outcome, until } in &self.results {
            match until {
                _ if closed.contains(&row.id) => self.queue.done(*track),
                Some(until) => self.queue.hold(*track, *until),
                None if matches!((outcome, track), (Outcome::MessageGone, Track::Card { .. })) => {
                    says_anew(&mut self.queue, *track, row);
                }
                // Replaced meanwhile by something newer, closed by somebody else, or to be sent anew: it is read again.
                None => self.queue.again(*track),
            }
        }
    }

    /// Results that concern more than their row: each in a transaction of its own.
    async fn record_special(&mut self, ctx: &Context) -> anyhow::Result<()> {
        while let Some(at) =
            self.results.iter().position(|r| matches!(r.outcome, Outcome::Migrated(_) | Outcome::Gone(..)))
        {
            let Finished { track, row, outcome, .. } = &self.results[at];
            let track = *track;
            match outcome {
                Outcome::Migrated(new) => {
                    migrate(ctx, row.chat, *new).await?;
                    tracing::info!("chat {} is now {new}", row.chat);
                    // All that waits for the old chat now waits for the new one: the queue is built anew from the outbox.
                    self.stale = true;
                }
                Outcome::Gone(gone, reason) => {
                    let told = lose(ctx, row, *gone, reason, true).await;
                    if let Err(error) = told {
                        if is_outage(&error) {
                            return Err(error);
                        }
                        tracing::error!(chat = row.chat, "nobody could be told that a chat is lost: {error:#}");
                        lose(ctx, row, *gone, reason, false).await?;
                    }
                    self.queue.done(track);
                }
                _ => {}
            }
            self.leaves(track);
            self.results.swap_remove(at);
        }
        Ok(())
    }

    async fn sweep(&mut self, tx: &mut Tx, now: DateTime<Utc>) -> Result<(), sqlx::Error> {
        if self.swept.is_some_and(|at| now - at < chrono::Duration::minutes(10)) {
            return Ok(());
        }
        // Not while starting: the first answers count.
        if self.swept.replace(now).is_some() {
            delivery::sweep(tx, now - chrono::Duration::days(KEEP_DAYS)).await?;
        }
        Ok(())
    }

    /// Finishes what is under way, within reason, and writes it down.
    async fn close(&mut self, ctx: &Context) {
        self.closing = true;
        let now = ctx.clock.now();
        let landed = tokio::time::timeout(GRACE, async {
            while let Some(finished) = self.flights.join_next().await {
                self.land(finished, now);
            }
        })
        .await;
        if landed.is_err() {
            tracing::warn!("{} messages were under way at the end and may be repeated", self.flights.len());
            self.flights.abort_all();
        }
        if !self.results.is_empty()
            && let Err(error) = self.step(ctx, true).await
        {
            tracing::error!("what was sent last could not be written down: {error:#}");
        }
    }
}

/// A card that was to be changed stands nowhere any more: its row is something new in its chat.
fn says_anew(queue: &mut Queue, track: Track, row: &Waiting) {
    queue.done(track);
    queue.push(Track::Chat(row.chat), row.id, row.lane, None);
}
