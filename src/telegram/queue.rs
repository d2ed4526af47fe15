//! Choosing which row of the outbox goes next: in order within a track, tracks side by side, answers before broadcasts,
//! within Telegram's limits. It is pure: the time is an argument, and it knows no database.

use std::collections::{BTreeSet, HashMap, HashSet, VecDeque};
use std::time::Duration;

use chrono::{DateTime, Utc};

/// Telegram's limits on sending, or none (sandbox, tests, a local Bot API server without them).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Limits {
    /// The limit for all chats together.
    pub overall: Option<Rate>,
    /// The limit for each private chat.
    pub private: Option<Rate>,
    /// The limit for each group or channel.
    pub group: Option<Rate>,
}

/// A limit: so many messages at once, and so many a second after that.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rate {
    /// How many may go at once.
    pub burst: f64,
    /// How many may go each second after that.
    pub per_second: f64,
}

impl Limits {
    /// No limits.
    pub const NONE: Self = Self { overall: None, private: None, group: None };

    /// Telegram's limits: 30 in any second, 1 a second in a chat after a short burst, 20 in any minute in a group.
    pub const TELEGRAM: Self = Self {
        overall: Some(Rate { burst: 8.0, per_second: 22.0 }),
        private: Some(Rate { burst: 3.0, per_second: 1.0 }),
        group: Some(Rate { burst: 4.0, per_second: 16.0 / 60.0 }),
    };
}

/// Rows that have to be sent in order. A row on which nothing else depends is a track of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Track {
    /// One answer to a tap, by its row: it goes before everything else, without limits.
    Answer(i64),
    /// All new messages in a chat.
    Chat(i64),
    /// All changes of one card that stands in a chat.
    Card {
        /// The chat.
        chat: i64,
        /// The card's database id.
        card: i64,
    },
    /// One row of a chat that waits for no other: a reaction, a deletion, a menu.
    Single {
        /// The chat.
        chat: i64,
        /// The row's id.
        row: i64,
    },
}

impl Track {
    /// The chat whose limits apply; none for the answer to a tap.
    fn chat(self) -> Option<i64> {
        match self {
            Self::Answer(_) => None,
            Self::Chat(chat) | Self::Card { chat, .. } | Self::Single { chat, .. } => Some(chat),
        }
    }
}

/// The lane of answers to taps, which goes before those of the outbox.
const FIRST: i64 = -1;

/// Where a track is listed: among those that can go, or by the time at which it can.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Spot {
    Nowhere,
    Ready(i64, i64),
    Until(DateTime<Utc>),
    Paced(Duration),
}

#[derive(Debug)]
struct Line {
    /// Rows with their lanes, in the order of rows.
    rows: VecDeque<(i64, i64)>,
    /// How many of the rows are answers. It is counted as rows come and go, since there can be many.
    urgent: usize,
    /// The first row is being sent.
    busy: bool,
    /// The instant of the clock before which it cannot go.
    until: Option<DateTime<Utc>>,
    /// The instant of the process before which its rate does not let it go.
    paced: Option<Duration>,
    /// How often the first row failed, one time after another.
    fails: u32,
    spot: Spot,
}

#[derive(Debug, Clone, Copy)]
struct Bucket {
    tokens: f64,
    at: Duration,
}

impl Bucket {
    fn full(rate: Rate, at: Duration) -> Self {
        Self { tokens: rate.burst, at }
    }

    /// Adds the tokens that have come since the last time.
    fn refill(&mut self, rate: Rate, at: Duration) {
        self.tokens = (self.tokens + (at.saturating_sub(self.at)).as_secs_f64() * rate.per_second).min(rate.burst);
        self.at = at;
    }

    /// How long it takes until there is a whole token; none where there is one.
    fn wait(&self, rate: Rate) -> Option<Duration> {
        // A millisecond more, so that there is a whole token when the wait is over.
        (self.tokens < 1.0).then(|| Duration::from_secs_f64((1.0 - self.tokens) / rate.per_second + 0.001))
    }
}

/// The rows that wait, by track.
#[derive(Debug)]
pub struct Queue {
    limits: Limits,
    lines: HashMap<Track, Line>,
    /// The tracks that can go: lane, first row, track.
    ready: BTreeSet<(i64, i64, Track)>,
    asleep: BTreeSet<(DateTime<Utc>, Track)>,
    paced: BTreeSet<(Duration, Track)>,
    overall: Option<Bucket>,
    chats: HashMap<i64, Bucket>,
    /// Chats for which Telegram asked to wait, or did not answer, with the instant of the clock from which on they can
    /// go.
    held: HashMap<i64, DateTime<Utc>>,
    /// The instant of the process at which the overall rate lets the next one go.
    overall_wait: Option<Duration>,
    /// What the clock showed last.
    clock: Option<DateTime<Utc>>,
}

impl Queue {
    /// An empty queue.
    pub fn new(limits: Limits) -> Self {
        Self {
            limits,
            lines: HashMap::new(),
            ready: BTreeSet::new(),
            asleep: BTreeSet::new(),
            paced: BTreeSet::new(),
            overall: None,
            chats: HashMap::new(),
            held: HashMap::new(),
            overall_wait: None,
            clock: None,
        }
    }

    /// What the clock shows now. Where that is less than before it was set back: what waits for an instant of the clock waits as
    /// long as it would have, and not for as much longer.
    pub fn clock_shows(&mut self, now: DateTime<Utc>) {
        let back = self.clock.replace(now).map(|before| before - now).filter(|back| *back > chrono::Duration::zero());
        let Some(back) = back else { return };
        self.held.values_mut().for_each(|until| *until -= back);
        let asleep: Vec<Track> = self.asleep.iter().map(|(_, track)| *track).collect();
        for track in asleep {
            self.with(track, |line| line.until = line.until.map(|until| until - back));
        }
    }

    /// Removes all rows; the state of the rates stays.
    pub fn clear(&mut self) {
        self.lines.clear();
        self.ready.clear();
        self.asleep.clear();
        self.paced.clear();
    }

    /// Adds a row at the end of its track.
    pub fn push(&mut self, track: Track, id: i64, lane: i64, not_before: Option<DateTime<Utc>>) {
        let line = self.lines.entry(track).or_insert_with(|| Line {
            rows: VecDeque::new(),
            urgent: 0,
            busy: false,
            until: None,
            paced: None,
            fails: 0,
            spot: Spot::Nowhere,
        });
        if line.rows.is_empty() && not_before > line.until {
            line.until = not_before;
        }
        line.rows.push_back((id, lane));
        line.urgent += usize::from(lane == 0);
        self.place(track);
    }

    /// The next row to send at this instant; its track is busy until [`Queue::done`], [`Queue::again`] or
    /// [`Queue::hold`].
    pub fn next(&mut self, now: DateTime<Utc>, at: Duration) -> Option<(Track, i64)> {
        while let Some(&(until, track)) = self.asleep.first()
            && until <= now
        {
            self.with(track, |line| line.until = None);
        }
        while let Some(&(until, track)) = self.paced.first()
            && until <= at
        {
            self.with(track, |line| line.paced = None);
        }
        self.overall_wait = None;
        while let Some(&(_, id, track)) = self.ready.first() {
            if let Some(chat) = track.chat() {
                if let Some(&until) = self.held.get(&chat) {
                    if until > now {
                        self.with(track, |line| line.until = Some(until));
                        continue;
                    }
                    self.held.remove(&chat);
                }
                if let Some(rate) = self.limits.overall {
                    let bucket = self.overall.get_or_insert_with(|| Bucket::full(rate, at));
                    bucket.refill(rate, at);
                    if let Some(wait) = bucket.wait(rate) {
                        // Answers to taps are not held: they come before this one in `ready`.
                        self.overall_wait = Some(at + wait);
                        return None;
                    }
                }
                if let Some(rate) = self.rate_of(chat) {
                    if self.chats.len() > 4096 {
                        self.chats.retain(|_, bucket| at.saturating_sub(bucket.at) < Duration::from_secs(60));
                    }
                    let bucket = self.chats.entry(chat).or_insert_with(|| Bucket::full(rate, at));
                    bucket.refill(rate, at);
                    if let Some(wait) = bucket.wait(rate) {
                        self.with(track, |line| line.paced = Some(at + wait));
                        continue;
                    }
                    bucket.tokens -= 1.0;
                }
                if let Some(bucket) = &mut self.overall {
                    bucket.tokens -= 1.0;
                }
            }
            self.with(track, |line| line.busy = true);
            return Some((track, id));
        }
        None
    }

    /// Removes the track's first row, which was sent or given up.
    pub fn done(&mut self, track: Track) {
        self.with(track, |line| {
            line.busy = false;
            line.fails = 0;
            let urgent = line.rows.pop_front().is_some_and(|(_, lane)| lane == 0);
            line.urgent -= usize::from(urgent);
        });
    }

    /// Lets the track's first row go again at once.
    pub fn again(&mut self, track: Track) {
        self.with(track, |line| line.busy = false);
    }

    /// Holds the track's first row, and everything else of its chat, until this instant.
    pub fn hold(&mut self, track: Track, until: DateTime<Utc>) {
        if let Some(chat) = track.chat() {
            self.held.insert(chat, until);
        }
        self.hold_alone(track, until);
    }

    /// Holds the track's first row until this instant, and nothing else.
    pub fn hold_alone(&mut self, track: Track, until: DateTime<Utc>) {
        self.with(track, |line| {
            line.busy = false;
            line.until = Some(until);
        });
    }

    /// Counts one more failure of the track's first row; gives how long to wait: 1, 2, 4 … 60 seconds.
    pub fn backoff(&mut self, track: Track) -> chrono::Duration {
        let mut fails = 0;
        self.with(track, |line| {
            fails = line.fails;
            line.fails = line.fails.saturating_add(1);
        });
        chrono::Duration::seconds(i64::from((1_u32 << fails.min(6)).min(60)))
    }

    /// Notes that Telegram answers again: chats that were held because it did not can go now.
    pub fn recovered(&mut self) {
        let failing = self.lines.iter().filter(|(_, line)| line.fails > 0);
        let chats: HashSet<Option<i64>> = failing.map(|(track, _)| track.chat()).collect();
        self.held.retain(|chat, _| !chats.contains(&Some(*chat)));
        let waiting: Vec<Track> = self.lines.keys().filter(|track| chats.contains(&track.chat())).copied().collect();
        for track in waiting {
            self.with(track, |line| {
                line.fails = 0;
                line.until = None;
            });
        }
    }

    /// Whether something could go at this instant.
    pub fn any_ready(&self, now: DateTime<Utc>, at: Duration) -> bool {
        (!self.ready.is_empty() && self.overall_wait.is_none_or(|until| until <= at))
            || self.asleep.first().is_some_and(|(until, _)| *until <= now)
            || self.paced.first().is_some_and(|(until, _)| *until <= at)
    }

    /// The next instant of the clock at which something held back can go.
    pub fn next_instant(&self) -> Option<DateTime<Utc>> {
        self.asleep.first().map(|(until, _)| *until)
    }

    /// The next instant of the process at which a rate lets something go.
    pub fn next_pace(&self) -> Option<Duration> {
        let paced = self.paced.first().map(|(until, _)| *until);
        match (paced, self.overall_wait) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (a, b) => a.or(b),
        }
    }

    fn rate_of(&self, chat: i64) -> Option<Rate> {
        if chat > 0 { self.limits.private } else { self.limits.group }
    }

    fn with(&mut self, track: Track, change: impl FnOnce(&mut Line)) {
        if let Some(line) = self.lines.get_mut(&track) {
            change(line);
            self.place(track);
        }
    }

    /// Lists the track where it belongs now.
    fn place(&mut self, track: Track) {
        let Some(line) = self.lines.get_mut(&track) else { return };
        let spot = match line.rows.front() {
            None => Spot::Nowhere,
            Some(_) if line.busy => Spot::Nowhere,
            Some(&(id, lane)) => match (line.until, line.paced) {
                (Some(until), _) => Spot::Until(until),
                (None, Some(until)) => Spot::Paced(until),
                // An answer that waits behind a broadcast brings its whole chat forward; the order in the chat stays.
                (None, None) => {
                    let lane = if line.urgent > 0 { 0 } else { lane };
                    Spot::Ready(if matches!(track, Track::Answer(_)) { FIRST } else { lane }, id)
                }
            },
        };
        let old = std::mem::replace(&mut line.spot, spot);
        if line.rows.is_empty() && !line.busy && line.until.is_none() {
            self.lines.remove(&track);
        }
        if old == spot {
            return;
        }
        match old {
            Spot::Nowhere => {}
            Spot::Ready(lane, id) => {
                self.ready.remove(&(lane, id, track));
            }
            Spot::Until(at) => {
                self.asleep.remove(&(at, track));
            }
            Spot::Paced(at) => {
                self.paced.remove(&(at, track));
            }
        }
        match spot {
            Spot::Nowhere => {}
            Spot::Ready(lane, id) => {
                self.ready.insert((lane, id, track));
            }
            Spot::Until(at) => {
                self.asleep.insert((at, track));
            }
            Spot::Paced(at) => {
                self.paced.insert((at, track));
            }
        }
    }
}

#[cfg(test)]
mod tests;
