//! Sending what the outbox holds.
//!
//! Sends happen outside any transaction, side by side where they do not depend on each other, up to a limited number at
//! a time: the window. A place in the window becomes free when the result is *committed*, not when Telegram answers. So
//! a crash can repeat at most `NEW` new messages; Telegram knows no idempotency key that would prevent that. Edits,
//! deletions and answers to taps can be repeated without anybody noticing, so more of those may be in the window.

use std::collections::{HashMap, HashSet};
use std::time::{Duration, Instant};

use chrono::{DateTime, Utc};
use tokio::task::{JoinError, JoinSet};
use tracing::Instrument as _;

use crate::context::Context;
use crate::domain::refusal::RefusalCause;
use crate::runner;
use crate::storage::conversation::heard;
use crate::storage::outbox::delivery::{Closed, Waiting};
use crate::storage::outbox::{Payload, delivery};
use crate::storage::{Tx, is_outage, refusal};
use crate::telegram::Api;
use crate::telegram::lost::{lose, migrate, tell_of};
use crate::telegram::outcome::Outcome;
use crate::telegram::queue::{Limits, Queue, Track};
use crate::telegram::send::{answers, send};

/// The most new messages that are in flight, or sent and not committed. Telegram's 30 a second at 0.5 s a round trip
/// need 15; a local Bot API server without limits needs 60 for 1,500 a second at 40 ms, and room for those that wait to
/// be committed.
const NEW: usize = 128;
/// The most rows of any kind that are in flight, or sent and not committed.
const WINDOW: usize = 512;
/// With so many results a transaction is begun at once.
const MANY: usize = 64;
/// How long a result may wait to be committed together with others.
const GATHER: Duration = Duration::from_millis(20);
/// After how many seconds a tap is no longer answered: Telegram would refuse the answer.
const STALE_ANSWER: i64 = 60;
/// How many days sent rows are kept.
const KEEP_DAYS: i64 = 7;
/// How often a new message is sent at most where Telegram takes it and does not answer: each time may be a message.
const UNANSWERED: u8 = 3;
/// How many rows are read at a time.
const PAGE: i64 = 256;
/// How long a shutdown waits for sends that are in flight.
const GRACE: Duration = Duration::from_secs(3);

/// A send that was answered.
#[derive(Debug)]
struct Finished {
    track: Track,
    row: Waiting,
    outcome: Outcome,
    /// When the row may be tried again, where it has to wait.
    until: Option<DateTime<Utc>>,
}

/// The state of sending: what is in flight and what has to wait. Everything else is in the outbox.
pub struct Delivery {
    api: Api,
    queue: Queue,
    /// The id of the newest row that is in the queue; none before the outbox was read.
    seen: Option<i64>,
    flights: JoinSet<Finished>,
    /// How many new messages are in the window.
    new: usize,
    results: Vec<Finished>,
    oldest_result: Option<Instant>,
    began: Instant,
    /// Telegram did not answer last time. That is logged once.
    down: bool,
    closing: bool,
    /// A transaction failed half-way: the queue no longer matches the outbox.
    stale: bool,
    swept: Option<DateTime<Utc>>,
    /// How often rows were taken by Telegram and not answered.
    unanswered: HashMap<i64, u8>,
    /// Everything in a chat except answers to taps is sent in the order in which it was written.
    in_order: bool,
}

impl Delivery {
    /// Delivery with nothing in flight.
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
            unanswered: HashMap::new(),
            in_order: false,
        }
    }

    /// Sends everything that can be sent now and waits for the answers. In each chat one row goes after the other, so
    /// that chats look the same every time.
    ///
    /// # Errors
    /// Where the database cannot be read or written.
    pub async fn until_idle(&mut self, ctx: &Context) -> anyhow::Result<usize> {
        self.in_order = true;
        let mut sent = 0;
        loop {
            self.step(ctx, true).await?;
            if self.flights.is_empty() && self.results.is_empty() {
                // Where the queue has to be built again, nothing in it is ready yet.
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

    /// Sends what comes until `stop` is true, then finishes what is in flight.
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

    /// Whether results have to be recorded now. That costs a flush of the disk, so it is put off while rows can be
    /// sent.
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

    /// How long to wait at most until there is something to do.
    fn wait(&self, ctx: &Context) -> Duration {
        // Another process, such as `planerka apply`, may have written to the outbox without waking this one.
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

    /// Takes the answer to a send.
    fn land(&mut self, finished: Result<Finished, JoinError>, now: DateTime<Utc>) {
        let mut finished = match finished {
            Ok(finished) => finished,
            Err(error) => match error.try_into_panic() {
                Ok(panic) => std::panic::resume_unwind(panic),
                // The send was aborted because the process had to end.
                Err(_) => return,
            },
        };
        self.count_unanswered(&mut finished);
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

    /// A new message that Telegram took without answering is tried again a few times: after that it counts as refused.
    fn count_unanswered(&mut self, finished: &mut Finished) {
        let id = finished.row.id;
        match &finished.outcome {
            Outcome::Unanswered(text) => {
                let times = self.unanswered.entry(id).or_default();
                *times = times.saturating_add(1);
                finished.outcome = match *times >= UNANSWERED {
                    true => Outcome::Refused(format!("taken {times} times without an answer, it may be there: {text}")),
                    false => Outcome::Transient(text.clone()),
                };
            }
            Outcome::Transient(_) | Outcome::RetryAfter(_) => return,
            _ => {}
        }
        if !matches!(finished.outcome, Outcome::Transient(_)) {
            self.unanswered.remove(&id);
        }
    }

    /// Records results, if `record`, and picks rows in one transaction, then begins to send them.
    async fn step(&mut self, ctx: &Context, record: bool) -> anyhow::Result<()> {
        let now = ctx.clock.now();
        self.queue.clock_shows(now);
        if record {
            self.record_special(ctx).await?;
        }
        if self.stale {
            return self.mend(ctx, now).await;
        }
        // The queue changes before the commit. If that fails, the queue is built again from the outbox.
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
                // The row was closed since it was read: the chat's next row may go at once.
                None => {
                    self.leaves(track);
                    self.queue.done(track);
                    ctx.wake.notify_one();
                }
            }
        }
        Ok(())
    }

    /// Reads new rows of the outbox and picks those to send now. A row that does not wait any more is given as none.
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
        // A row that had to wait may have been replaced or closed since it was read: it is read again.
        let missing: Vec<i64> = picked.iter().map(|(_, id)| *id).filter(|id| !fresh.contains_key(id)).collect();
        if !missing.is_empty() {
            fresh.extend(delivery::fetch(tx, &missing).await?.into_iter().map(|row| (row.id, row)));
        }
        Ok(picked.into_iter().map(|(track, id)| (track, fresh.remove(&id))).collect())
    }

    /// Recovers from a failed commit: waits for what is in flight, records it, then reads the queue again.
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

    /// The track of a row: what it has to wait for.
    fn track_of(&self, row: &Waiting) -> Track {
        let chat = row.chat;
        match (&row.payload, row.card, row.card_message) {
            (Some(Payload::Answer { .. }), ..) => Track::Answer(row.id),
            (Some(Payload::Menu { .. }), ..) => Track::Single { chat, row: row.id },
            _ if self.in_order => Track::Chat(chat),
            // An edit of a card that stands nowhere yet goes like a new message.
            (Some(Payload::Edit(_)), Some(card), Some(_)) => Track::Card { chat, card },
            (Some(Payload::Delete { .. } | Payload::React { .. }), ..) => Track::Single { chat, row: row.id },
            _ => Track::Chat(chat),
        }
    }

    /// Frees the places in the window of results that were recorded.
    fn recorded(&mut self) {
        for Finished { track, .. } in std::mem::take(&mut self.results) {
            self.leaves(track);
        }
        self.oldest_result = None;
    }

    /// Frees the place of a row of this track.
    fn leaves(&mut self, track: Track) {
        self.new = self.new.saturating_sub(usize::from(matches!(track, Track::Chat(_))));
    }

    /// Begins to send a row.
    fn start(&mut self, ctx: &Context, track: Track, row: Waiting, now: DateTime<Utc>) {
        let settled = match (&row.payload, track) {
            (None, _) => Some(Outcome::Refused("the stored payload cannot be read".to_owned())),
            (_, Track::Answer(_)) if (now - row.created_at).num_seconds() > STALE_ANSWER => Some(Outcome::Done),
            // The card's message was deleted since the row was read: the edit becomes a new message.
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
        let again = self.unanswered.contains_key(&row.id);
        let flight = async move {
            let outcome = match &row.payload {
                // Only a server that answers shows whether this message is the trouble.
                Some(_) if again && let Err(error) = answers(&api).await => Outcome::Transient(error.to_string()),
                Some(payload) => send(&api, row.chat, payload, row.card_message, row.file.as_ref()).await,
                None => Outcome::Done,
            };
            Finished { track, row, outcome, until: None }
        };
        self.flights.spawn(flight.instrument(span));
    }

    /// Records the ordinary results; gives the ids of the rows that were closed.
    async fn record(&self, tx: &mut Tx, now: DateTime<Utc>) -> anyhow::Result<HashSet<i64>> {
        let mut close = Vec::new();
        let mut cards = Vec::new();
        let mut closed = HashSet::new();
        for Finished { row, outcome, until, .. } in &self.results {
            match outcome {
                Outcome::Sent(message_id) => {
                    close.push(Closed(row.id, row.revision, Some(*message_id)));
                    if row.chat < 0 {
                        refusal::over(tx, row.chat).await?;
                    }
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
                Outcome::Transient(why) | Outcome::Unanswered(why) => {
                    delivery::put_off(tx, row.id, until.unwrap_or(now), why).await?
                }
                Outcome::Refused(why) => {
                    if delivery::give_up(tx, row.id, row.revision, why, now).await? {
                        closed.insert(row.id);
                    }
                }
                Outcome::Migrated(_) | Outcome::Gone(..) | Outcome::WithoutPicture(..) => {}
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

    /// Lets the tracks whose results were recorded go on.
    fn finish(&mut self, closed: &HashSet<i64>) {
        for Finished { track, row, outcome, until } in &self.results {
            match until {
                _ if closed.contains(&row.id) => self.queue.done(*track),
                // A menu waits alone: nobody's messages wait for an ornament.
                Some(until) if matches!(row.payload, Some(Payload::Menu { .. })) => {
                    self.queue.hold_alone(*track, *until);
                }
                Some(until) => self.queue.hold(*track, *until),
                None if matches!((outcome, track), (Outcome::MessageGone, Track::Card { .. })) => {
                    says_anew(&mut self.queue, *track, row);
                }
                // The row was replaced or closed meanwhile, or has to be sent again: it is read again.
                None => self.queue.again(*track),
            }
        }
    }

    /// Records results that change more than their row, each in a transaction of its own.
    async fn record_special(&mut self, ctx: &Context) -> anyhow::Result<()> {
        self.tell_refusals(ctx).await;
        while let Some(at) =
            self.results.iter().position(|r| matches!(r.outcome, Outcome::Migrated(_) | Outcome::Gone(..)))
        {
            let Finished { track, row, outcome, .. } = &self.results[at];
            let track = *track;
            match outcome {
                Outcome::Migrated(new) => {
                    migrate(ctx, row.chat, *new).await?;
                    tracing::info!("chat {} is now {new}", row.chat);
                    // Rows for the old chat are for the new one now: the queue is built again from the outbox.
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

    /// Tells of refused messages and pictures. What went out without its picture is a message that was sent.
    async fn tell_refusals(&mut self, ctx: &Context) {
        for Finished { row, outcome, .. } in &mut self.results {
            let cause = match outcome {
                Outcome::Refused(why) => {
                    tracing::error!(chat = row.chat, row = row.id, "Telegram refused a message: {why}");
                    Some(RefusalCause::Message(why.clone()))
                }
                Outcome::WithoutPicture(id, why) => {
                    let cause = why.take().map(RefusalCause::Picture);
                    *outcome = id.map_or(Outcome::Done, Outcome::Sent);
                    cause
                }
                _ => None,
            };
            if let Some(cause) = cause {
                tell_of(ctx, row.chat, &cause).await;
            }
        }
    }

    async fn sweep(&mut self, tx: &mut Tx, now: DateTime<Utc>) -> Result<(), sqlx::Error> {
        if self.swept.is_some_and(|at| (now - at).abs() < chrono::Duration::minutes(10)) {
            return Ok(());
        }
        // Not right after the start, when answers are waited for.
        if self.swept.replace(now).is_some() {
            delivery::sweep(tx, now - chrono::Duration::days(KEEP_DAYS)).await?;
            heard::sweep(tx, now).await?;
        }
        Ok(())
    }

    /// Waits for what is in flight, at most [`GRACE`], and records it.
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

/// Moves the row of a card whose message is gone to the track of new messages in its chat.
fn says_anew(queue: &mut Queue, track: Track, row: &Waiting) {
    queue.done(track);
    queue.push(Track::Chat(row.chat), row.id, row.lane, None);
}
