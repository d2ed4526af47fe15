//! The process: its loops, and the same loops step by step for tests and the demo.

use std::panic::AssertUnwindSafe;
use std::time::{Duration, Instant};

use anyhow::anyhow;
use chrono::{DateTime, Utc};
use futures::FutureExt as _;
use serde::Deserialize;
use teloxide::Bot;
use teloxide::types::Update;
use tokio::sync::{Mutex, watch};

use crate::chat::batch::Incoming;
use crate::chat::{self, batch};
use crate::clock::Clock;
use crate::context::Context;
use crate::storage::{Db, updates};
use crate::telegram::contact::{self, Contact};
use crate::telegram::delivery::Delivery;
use crate::telegram::poll::Poller;
use crate::telegram::queue::Limits;
use crate::telegram::{Api, CallError};
use crate::texts::Texts;
use crate::unit::Unit;
use crate::{fetch, jobs, runner};

/// How long one `getUpdates` waits for something to happen. teloxide's client gives up after 17 s.
const LONG_POLL: u64 = 10;
/// How often the clock is compared with the next known moment. A moment fires within two seconds of its time.
const TICK: Duration = Duration::from_secs(1);
/// The longest the calendar waits until what people wrote meanwhile is fetched from Telegram and handled.
const HEARS_FIRST: Duration = Duration::from_secs(60);
/// The most updates that come at once.
const FULL_BATCH: usize = 100;
/// How often it is stored that nothing waits at Telegram.
const NOTE_HEARD: chrono::Duration = chrono::Duration::seconds(60);
/// The longest time between two ticks, also where nothing is known to be due: another process may have changed the company.
const TICK_ANYWAY: Duration = Duration::from_secs(30);
/// How long the updates are left to another bot with the same token before they are asked for again.
const CONFLICT_PAUSE: Duration = Duration::from_secs(10);
/// The longest time between two looks for something to fetch, also where nobody sent a file: sources become due by the clock.
const FETCH_ANYWAY: Duration = Duration::from_secs(20);

/// Keeps the process on the core it is on, with every thread that is started afterwards.
///
/// The bot is one loop that hands every statement to SQLite's thread and waits for it: they never work at the same time.
/// On two cores each of them falls asleep and is woken on the other core for every statement, which cost more than all
/// the rest. Whatever else runs on this machine is moved aside by the system.
#[cfg(target_os = "linux")]
pub fn stay_on_one_core() {
    use rustix::thread::{CpuSet, sched_getcpu, sched_setaffinity};
    let mut only = CpuSet::new();
    only.set(sched_getcpu());
    if let Err(error) = sched_setaffinity(None, &only) {
        tracing::debug!("the process is not kept on one core: {error}");
    }
}

/// Does nothing: this is for Linux only.
#[cfg(not(target_os = "linux"))]
pub fn stay_on_one_core() {}

/// The bot.
pub struct App {
    /// What the loops share.
    pub ctx: Context,
    /// teloxide's client, for what is not said through the outbox.
    pub bot: Bot,
    api: Api,
    poller: Mutex<Poller>,
    delivery: Mutex<Delivery>,
    contact: Mutex<Contact>,
    sources: fetch::Sources,
    /// When it was last stored that nothing waits at Telegram.
    noted: Mutex<Option<DateTime<Utc>>>,
}

impl App {
    /// Puts the parts together. Nothing is sent or asked yet. Telegram's limits on sending are kept towards Telegram's
    /// own server.
    pub fn new(db: Db, clock: Clock, texts: Texts, bot: Bot) -> Self {
        let limits = if Api::of(&bot).is_telegrams() { Limits::TELEGRAM } else { Limits::NONE };
        Self::with_limits(db, clock, texts, bot, limits)
    }

    /// Like [`App::new`], with these limits on sending.
    pub fn with_limits(db: Db, clock: Clock, texts: Texts, bot: Bot, limits: Limits) -> Self {
        let api = Api::of(&bot);
        Self {
            ctx: Context::new(db, clock, texts),
            poller: Mutex::new(Poller::new(api.clone())),
            delivery: Mutex::new(Delivery::new(api.clone(), limits)),
            contact: Mutex::default(),
            bot,
            api,
            sources: fetch::Sources::default(),
            noted: Mutex::default(),
        }
    }

    /// Sets the other systems that numbers are fetched from.
    #[must_use]
    pub fn with_sources(self, sources: fetch::Sources) -> Self {
        Self { sources, ..self }
    }

    /// Asks Telegram who the bot is, once.
    ///
    /// # Errors
    /// Where Telegram refuses or cannot be reached.
    pub async fn meet(&self) -> Result<(), CallError> {
        #[derive(Deserialize)]
        struct Me {
            username: String,
        }
        if self.ctx.bot_name().is_empty() {
            let me: Me = self
                .api
                .call("getMe", &serde_json::Map::new(), Duration::from_secs(15), |r| serde_json::from_str(r.get()))
                .await?;
            self.ctx.set_bot_name(me.username);
        }
        Ok(())
    }

    /// Fetches one batch of updates, waiting up to `timeout` seconds for it, and handles it; how many were new.
    ///
    /// # Errors
    /// Where Telegram cannot be reached or the database is in trouble; nothing is lost then.
    pub async fn poll_once(&self, timeout: u64) -> anyhow::Result<usize> {
        self.poll_once_with(timeout, &chat::hear).await
    }

    /// Like [`App::poll_once`], with `hear` in place of [`chat::hear`]: tests pass a handler that fails.
    ///
    /// # Errors
    /// As [`App::poll_once`].
    pub async fn poll_once_with<H>(&self, timeout: u64, hear: &H) -> anyhow::Result<usize>
    where
        H: AsyncFn(&mut Unit<'_>, &Update) -> anyhow::Result<()>,
    {
        self.meet().await?;
        let mut poller = self.poller.lock().await;
        let fetched = poller.fetch(timeout).await;
        self.note_contact(&mut *self.contact.lock().await, &fetched).await?;
        let updates = fetched?;
        let new = batch::handle(&self.ctx, &updates, hear).await?;
        poller.confirm(&updates);
        self.heard(updates.len()).await?;
        Ok(new)
    }

    /// Notes that so many updates were fetched and handled. Fewer than a full batch mean that nothing waits at Telegram any more;
    /// that is stored once a minute, for the next start.
    async fn heard(&self, updates: usize) -> anyhow::Result<()> {
        if updates >= FULL_BATCH {
            return Ok(());
        }
        let now = self.ctx.clock.now();
        self.ctx.heard_all(now);
        let mut noted = self.noted.lock().await;
        if noted.is_none_or(|at| (now - at).abs() >= NOTE_HEARD) {
            runner::run(&self.ctx, async |work| Ok(updates::set_heard_at(work.tx(), now).await?)).await?;
            *noted = Some(now);
        }
        Ok(())
    }

    /// Sends all that can be sent now; how many calls that took.
    ///
    /// # Errors
    /// Where the database is in trouble.
    pub async fn deliver_until_idle(&self) -> anyhow::Result<usize> {
        self.delivery.lock().await.until_idle(&self.ctx).await
    }

    /// Does everything the calendar has due now; whether there was anything. What fails is set aside.
    ///
    /// # Errors
    /// Where the database is in trouble; nothing of this tick is kept then.
    pub async fn tick(&self) -> anyhow::Result<bool> {
        self.tick_with(&jobs::carry_out).await
    }

    /// Like [`App::tick`], with `carry_out` in place of [`jobs::carry_out`]: tests pass one that fails.
    ///
    /// # Errors
    /// As [`App::tick`].
    pub async fn tick_with<C>(&self, carry_out: &C) -> anyhow::Result<bool>
    where
        C: AsyncFn(&mut Unit<'_>, &jobs::Task) -> anyhow::Result<bool>,
    {
        jobs::tick(&self.ctx, carry_out).await
    }

    /// Fetches from outside what is due; whether there was anything.
    ///
    /// # Errors
    /// Where the database is in trouble.
    pub async fn fetch_until_idle(&self) -> anyhow::Result<bool> {
        let mut any = false;
        while fetch::step(&self.ctx, &self.api, &self.sources).await? {
            any = true;
        }
        Ok(any)
    }

    /// Polls, fetches, ticks and sends until nothing more happens by itself. As in [`App::run`], what waits at Telegram is heard before
    /// the calendar speaks.
    ///
    /// # Errors
    /// Where Telegram cannot be reached or the database is in trouble.
    pub async fn settle(&self) -> anyhow::Result<()> {
        loop {
            let heard = self.poll_once(0).await?;
            let fetched = self.fetch_until_idle().await?;
            let ticked = self.tick().await?;
            let sent = self.deliver_until_idle().await?;
            if !fetched && !ticked && sent == 0 && heard == 0 {
                return Ok(());
            }
        }
    }

    /// Runs until `shutdown` is ready, then finishes the batch at hand and what is being sent.
    ///
    /// # Errors
    /// Only where the program itself is wrong. Telegram, the network and the disk are waited for as long as it takes.
    pub async fn run(&self, shutdown: impl Future<Output = ()>) -> anyhow::Result<()> {
        let (stop, stopped) = watch::channel(false);
        let delivery = async {
            let mut delivery = self.delivery.lock().await;
            delivery.run(&self.ctx, stopped.clone()).await;
        };
        let loops = async {
            tokio::join!(
                guard("polling", &stop, self.poll_loop(stopped.clone())),
                guard("delivery", &stop, delivery),
                guard("the calendar", &stop, self.calendar_loop(stopped.clone())),
                guard("fetching", &stop, self.fetch_loop(stopped.clone())),
            )
        };
        tokio::pin!(loops);
        let (polling, delivery, calendar, fetching) = tokio::select! {
            results = &mut loops => results,
            () = shutdown => {
                tracing::info!("stopping");
                stop.send_replace(true);
                loops.await
            }
        };
        polling.and(delivery).and(calendar).and(fetching)
    }

    async fn poll_loop(&self, mut stop: watch::Receiver<bool>) {
        let mut trouble = Trouble::default();
        let started = async {
            while let Err(error) = self.meet().await {
                trouble.wait(&error.in_words()).await;
            }
            if let Err(error) = self.contact.lock().await.heard(&self.ctx).await {
                tracing::warn!("cannot write down that Telegram answers: {error:#}");
            }
            self.wait_for_company().await;
            self.say_started().await;
        };
        if unless(&mut stop, started).await.is_none() {
            return;
        }
        let mut poller = self.poller.lock().await;
        // `stop` interrupts the wait for updates, never the handling of a batch.
        while let Some(fetched) = unless(&mut stop, poller.fetch(self.poll_timeout())).await {
            let pause = match &fetched {
                // Said already, once: two bots with one token take turns for as long as both run.
                Err(CallError::Refused(refusal)) if contact::conflict_of(refusal).is_some() => Some(CONFLICT_PAUSE),
                Err(CallError::Refused(refusal)) => contact::asked_to_wait(refusal),
                _ => None,
            };
            let why = match self.take_in(&mut poller, fetched).await {
                Ok(()) => {
                    trouble.over();
                    // Fetches again at once: while this batch was handled, more updates may have come.
                    continue;
                }
                Err(why) => why,
            };
            let wait = async {
                match pause {
                    Some(pause) => tokio::time::sleep(pause).await,
                    None => trouble.wait(&why).await,
                }
            };
            if unless(&mut stop, wait).await.is_none() {
                return;
            }
        }
    }

    /// How many seconds `getUpdates` waits. Not at all while updates may wait at Telegram, since the calendar waits for these.
    fn poll_timeout(&self) -> u64 {
        if self.ctx.is_listening(self.ctx.clock.now()) { LONG_POLL } else { 0 }
    }

    /// Handles what was fetched, and confirms it. The error says why not, in words for the log.
    async fn take_in(&self, poller: &mut Poller, fetched: Result<Vec<Incoming>, CallError>) -> Result<(), String> {
        let unkept = |error: anyhow::Error| format!("{error:#}; nothing is confirmed to Telegram");
        self.note_contact(&mut *self.contact.lock().await, &fetched).await.map_err(unkept)?;
        let updates = fetched.map_err(|error| error.in_words())?;
        // What fails is not confirmed, so Telegram sends it again.
        batch::handle(&self.ctx, &updates, &chat::hear).await.map_err(unkept)?;
        poller.confirm(&updates);
        self.heard(updates.len()).await.map_err(|error| format!("{error:#}"))
    }

    /// Stores whether Telegram answered, or gives the updates to another bot with the same token.
    async fn note_contact(
        &self,
        contact: &mut Contact,
        fetched: &Result<Vec<Incoming>, CallError>,
    ) -> anyhow::Result<()> {
        match fetched {
            Ok(_) => contact.heard(&self.ctx).await,
            Err(CallError::Refused(refusal)) => match contact::conflict_of(refusal) {
                Some(cause) => contact::in_conflict(&self.ctx, cause).await,
                None => Ok(()),
            },
            Err(CallError::Unreachable(_) | CallError::Unanswered(_)) => Ok(()),
        }
    }

    /// One line of the log that says who runs, for whom, and what comes next.
    async fn say_started(&self) {
        let roster = runner::run(&self.ctx, async |work| Ok(work.roster().await?.cloned())).await;
        let Ok(Some(roster)) = roster else { return };
        let next = jobs::next_due(&roster, self.ctx.clock.now());
        let zone = roster.timezone;
        let next = next.map_or("none".to_owned(), |at| at.with_timezone(&zone).format("%a %Y-%m-%d %H:%M").to_string());
        let (bot, company) = (self.ctx.bot_name(), &roster.company);
        tracing::info!("started as @{bot}, company {company}, next moment {next} ({zone})");
    }

    /// Waits until a company is declared. Until then no updates are fetched; they stay with Telegram.
    async fn wait_for_company(&self) {
        let mut said = false;
        loop {
            let declared = runner::run(&self.ctx, async |work| Ok(work.position().await?.revision.is_some()));
            match declared.await {
                Ok(true) => return,
                Ok(false) if !said => {
                    tracing::warn!("declare the company first: planerka apply company.toml; waiting for it");
                    said = true;
                }
                Ok(false) => {}
                Err(error) => tracing::error!("the database cannot be read: {error:#}"),
            }
            tokio::time::sleep(Duration::from_secs(2)).await;
        }
    }

    async fn fetch_loop(&self, mut stop: watch::Receiver<bool>) {
        let mut trouble = Trouble::default();
        loop {
            // `stop` may interrupt it anywhere: what is not committed is fetched again after the next start.
            let Some(fetched) = unless(&mut stop, self.fetch_until_idle()).await else { return };
            let wait = async {
                match fetched {
                    Ok(_) => {
                        trouble.over();
                        tokio::select! {
                            () = self.ctx.incoming.notified() => {}
                            () = tokio::time::sleep(FETCH_ANYWAY) => {}
                        }
                    }
                    Err(error) => trouble.wait(&format!("{error:#}")).await,
                }
            };
            if unless(&mut stop, wait).await.is_none() {
                return;
            }
        }
    }

    async fn calendar_loop(&self, mut stop: watch::Receiver<bool>) {
        let mut trouble = Trouble::default();
        // When to tick next: at the next known moment (none: at once), at the latest after `TICK_ANYWAY`. That is measured by the
        // time that really passes: a clock that is set back must not hold the calendar.
        let mut again = None;
        let mut looked: Option<Instant> = None;
        let mut patience = Patience::default();
        loop {
            let now = self.ctx.clock.now();
            if is_time(again, now, looked.map(|at| at.elapsed())) && patience.is_over(self.ctx.is_listening(now)) {
                if let Err(error) = self.tick().await {
                    if unless(&mut stop, trouble.wait(&format!("{error:#}"))).await.is_none() {
                        return;
                    }
                    continue;
                }
                trouble.over();
                again = self.ctx.known_roster().and_then(|roster| jobs::next_due(&roster, now));
                looked = Some(Instant::now());
            }
            if unless(&mut stop, tokio::time::sleep(TICK)).await.is_none() {
                return;
            }
        }
    }
}

/// Whether the calendar is to be looked at, so long after it was looked at last.
fn is_time(next: Option<DateTime<Utc>>, now: DateTime<Utc>, since: Option<Duration>) -> bool {
    next.is_some_and(|next| next <= now) || since.is_none_or(|since| since >= TICK_ANYWAY)
}

/// How long the calendar has waited for updates to be handled that came while the bot did not run. It waits `HEARS_FIRST` at most.
#[derive(Default)]
struct Patience(Option<Instant>);

impl Patience {
    /// Whether the calendar may tick now.
    fn is_over(&mut self, listening: bool) -> bool {
        if listening {
            self.0 = None;
            return true;
        }
        self.0.get_or_insert_with(Instant::now).elapsed() >= HEARS_FIRST
    }
}

/// Waits for something unless the process is to stop.
async fn unless<T>(stop: &mut watch::Receiver<bool>, work: impl Future<Output = T>) -> Option<T> {
    tokio::select! {
        biased;
        _ = stop.wait_for(|stop| *stop) => None,
        result = work => Some(result),
    }
}

/// Failures in a row of a loop that must not end: waits 1, 2, 4 … 30 s after each, and logs each new cause once.
#[derive(Default)]
struct Trouble {
    times: u32,
    said: String,
}

impl Trouble {
    async fn wait(&mut self, why: &str) {
        if self.said != why {
            tracing::warn!("{why}; trying again for as long as it takes");
            why.clone_into(&mut self.said);
        }
        let wait = (1_u64 << self.times.min(5)).min(30);
        self.times += 1;
        tokio::time::sleep(Duration::from_secs(wait)).await;
    }

    fn over(&mut self) {
        if self.times > 0 {
            tracing::info!("it works again");
            *self = Self::default();
        }
    }
}

/// Runs a loop. If it panics, the other loops are stopped and the process ends with an error.
async fn guard(what: &str, stop: &watch::Sender<bool>, work: impl Future<Output = ()>) -> anyhow::Result<()> {
    AssertUnwindSafe(work).catch_unwind().await.map_err(|_| {
        stop.send_replace(true);
        anyhow!("{what} broke down: see the panic above")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_calendar_goes_on_where_the_clock_is_set_back() {
        let now = DateTime::UNIX_EPOCH + chrono::Duration::days(1);
        let next = Some(now + chrono::Duration::seconds(5));
        let after = |now, seconds| is_time(next, now, Some(Duration::from_secs(seconds)));
        assert!(!after(now, 4) && after(now + chrono::Duration::seconds(5), 5));
        let back = now - chrono::Duration::hours(3);
        assert!(!after(back, 10) && after(back, 30), "not three hours later");
        assert!(is_time(None, now, None), "at the start");
    }

    #[test]
    fn the_calendar_waits_for_what_is_unheard_and_not_for_ever() {
        let mut patience = Patience::default();
        assert!(!patience.is_over(false), "something may wait at Telegram");
        assert!(patience.is_over(true));
        let long_ago = Instant::now().checked_sub(HEARS_FIRST);
        assert!(Patience(long_ago).is_over(false), "Telegram cannot be reached");
    }
}
