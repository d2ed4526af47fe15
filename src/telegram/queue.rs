//! Which row of the outbox goes next: in order per chat, chats side by side, answers before broadcasts, within
//! Telegram's limits. Pure: it is told the time and knows no database.

use std::collections::{BTreeSet, HashMap, VecDeque};
use std::time::Duration;

use chrono::{DateTime, Utc};

/// Telegram's limits on sending, or none (sandbox, tests, a local Bot API server without them).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Limits {
    /// All chats together.
    pub overall: Option<Rate>,
    /// One private chat.
    pub private: Option<Rate>,
    /// One group or channel.
    pub group: Option<Rate>,
}

/// So many at once, and so many a second after that.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rate {
    /// At once.
    pub burst: f64,
    /// A second.
    pub per_second: f64,
}

impl Limits {
    /// No limits.
    pub const NONE: Self = Self { overall: None, private: None, group: None };

    /// Telegram's: never more than 30 in any second, 1 a second in a chat after a short burst, 20 in any minute in a
    /// group.
    pub const TELEGRAM: Self = Self {
        overall: Some(Rate { burst: 8.0, per_second: 22.0 }),
        private: Some(Rate { burst: 3.0, per_second: 1.0 }),
        group: Some(Rate { burst: 4.0, per_second: 16.0 / 60.0 }),
    };
}

/// What keeps its own order: a chat. An answer to a tap waits for nobody and is a track of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Track {
    /// Everything said in a chat.
    Chat(i64),
    /// One answer, by its row.
    Answer(i64),
}

/// When a track that cannot go now can go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Spot {
    Nowhere,
    Ready(i64, i64),
    Until(DateTime<Utc>),
    Paced(Duration),
}

#[derive(Debug)]
struct Line {
    /// Row and lane, in the order of rows.
    rows: VecDeque<(i64, i64)>,
    /// How many of them are answers: counted, since a line can be long.
    urgent: usize,
    /// Its first row is being sent.
    busy: bool,
    /// Not before this instant of the clock.
    until: Option<DateTime<Utc>>,
    /// Not before this instant of the process: its rate.
    paced: Option<Duration>,
    /// Failures in a row.
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

    /// Takes one, or says when there will be one.
    fn refill(&mut self, rate: Rate, at: Duration) {
        self.tokens = (self.tokens + (at.saturating_sub(self.at)).as_secs_f64() * rate.per_second).min(rate.burst);
        self.at = at;
    }

    fn wait(&self, rate: Rate) -> Option<Duration> {
        // A hair above the exact instant, so that waking then finds a whole token.
        (self.tokens < 1.0).then(|| Duration::from_secs_f64((1.0 - self.tokens) / rate.per_second + 0.001))
    }
}

/// The rows that wait, by chat.
#[derive(Debug)]
pub struct Queue {
    limits: Limits,
    lines: HashMap<Track, Line>,
    /// Lane, first row, track.
    ready: BTreeSet<(i64, i64, Track)>,
    asleep: BTreeSet<(DateTime<Utc>, Track)>,
    paced: BTreeSet<(Duration, Track)>,
    overall: Option<Bucket>,
    chats: HashMap<i64, Bucket>,
    /// When the overall rate lets the next go.
    overall_wait: Option<Duration>,
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
            overall_wait: None,
        }
    }

    /// Forgets all rows; what was learnt about rates stays.
    pub fn clear(&mut self) {
        self.lines.clear();
        self.ready.clear();
        self.asleep.clear();
        self.paced.clear();
    }

    /// Adds a row at its track's end.
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
        self.settle(track);
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
            if let Track::Chat(chat) = track {
                if let Some(rate) = self.limits.overall {
                    let bucket = self.overall.get_or_insert_with(|| Bucket::full(rate, at));
                    bucket.refill(rate, at);
                    if let Some(wait) = bucket.wait(rate) {
                        self.overall_wait = Some(at + wait);
                        return self.next_answer();
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

    /// Answers to taps go also while the overall rate is used up.
    fn next_answer(&mut self) -> Option<(Track, i64)> {
        let found = self.ready.iter().find(|(_, _, track)| matches!(track, Track::Answer(_))).copied();
        found.map(|(_, id, track)| {
            self.with(track, |line| line.busy = true);
            (track, id)
        })
    }

    /// The track's first row is settled.
    pub fn done(&mut self, track: Track) {
        self.with(track, |line| {
            line.busy = false;
            line.fails = 0;
            let urgent = line.rows.pop_front().is_some_and(|(_, lane)| lane == 0);
            line.urgent -= usize::from(urgent);
        });
    }

    /// The track's first row shall go again, now.
    pub fn again(&mut self, track: Track) {
        self.with(track, |line| line.busy = false);
    }

    /// The track's first row shall go again, not before this instant.
    pub fn hold(&mut self, track: Track, until: DateTime<Utc>) {
        self.with(track, |line| {
            line.busy = false;
            line.until = Some(until);
        });
    }

    /// One more failure in a row of this track; how long to wait: 1, 2, 4 … 60 seconds.
    pub fn backoff(&mut self, track: Track) -> chrono::Duration {
        let mut fails = 0;
        self.with(track, |line| {
            fails = line.fails;
            line.fails = line.fails.saturating_add(1);
        });
        chrono::Duration::seconds(i64::from((1_u32 << fails.min(6)).min(60)))
    }

    /// Telegram answers again: what waited because it did not goes now.
    pub fn recovered(&mut self) {
        let failing: Vec<Track> =
            self.lines.iter().filter(|(_, line)| line.fails > 0).map(|(track, _)| *track).collect();
        for track in failing {
            self.with(track, |line| {
                line.fails = 0;
                line.until = None;
            });
        }
    }

    /// The chat has a new id.
    pub fn rename(&mut self, old: i64, new: i64) {
        self.with(Track::Chat(old), |line| line.until = None);
        let Some(line) = self.lines.get_mut(&Track::Chat(old)) else { return };
        let rows: Vec<(i64, i64)> = line.rows.drain(..).collect();
        line.urgent = 0;
        line.busy = false;
        self.settle(Track::Chat(old));
        for (id, lane) in rows {
            self.push(Track::Chat(new), id, lane, None);
        }
        self.with(Track::Chat(new), |line| {
            // A row in flight stays first.
            let fixed = usize::from(line.busy);
            let mut rest: Vec<(i64, i64)> = line.rows.drain(fixed..).collect();
            rest.sort_unstable();
            line.rows.extend(rest);
        });
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
            self.settle(track);
        }
    }

    /// Puts the track where it belongs now.
    fn settle(&mut self, track: Track) {
        let Some(line) = self.lines.get_mut(&track) else { return };
        let spot = match line.rows.front() {
            None => Spot::Nowhere,
            Some(_) if line.busy => Spot::Nowhere,
            Some(&(id, lane)) => match (line.until, line.paced) {
                (Some(until), _) => Spot::Until(until),
                (None, Some(until)) => Spot::Paced(until),
                // An answer behind a broadcast pulls its chat forward; within the chat the order stays.
                (None, None) => {
                    let lane = if line.urgent > 0 { 0 } else { lane };
                    Spot::Ready(lane, id)
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
mod tests {
    use super::*;

    /// Takes all that goes within so many seconds; each send succeeds at once.
    fn drain(queue: &mut Queue, seconds: u64) -> Vec<(Duration, Track)> {
        let mut sent = Vec::new();
        let mut at = Duration::ZERO;
        while at < Duration::from_secs(seconds) {
            while let Some((track, _)) = queue.next(DateTime::UNIX_EPOCH, at) {
                sent.push((at, track));
                queue.done(track);
            }
            match queue.next_pace() {
                Some(next) => at = next.max(at + Duration::from_millis(1)),
                None => break,
            }
        }
        sent
    }

    /// The most that went within any span of this length.
    fn most_within(sent: &[(Duration, Track)], span: Duration) -> usize {
        let count = |from: Duration| sent.iter().filter(|(at, _)| *at >= from && *at < from + span).count();
        sent.iter().map(|(at, _)| count(*at)).max().unwrap_or(0)
    }

    #[test]
    fn telegram_is_sent_no_more_than_it_takes() {
        let mut queue = Queue::new(Limits::TELEGRAM);
        for id in 0..300 {
            queue.push(Track::Chat(1 + id % 100), id, 1, None);
        }
        let sent = drain(&mut queue, 60);
        assert_eq!(sent.len(), 300, "all of it goes");
        assert!(most_within(&sent, Duration::from_secs(1)) <= 30);
        assert!(sent.last().is_some_and(|(at, _)| *at < Duration::from_secs(15)));
    }

    #[test]
    fn a_private_chat_takes_a_short_burst_and_then_one_a_second() {
        let mut queue = Queue::new(Limits::TELEGRAM);
        for id in 0..10 {
            queue.push(Track::Chat(7), id, 0, None);
        }
        let sent = drain(&mut queue, 60);
        assert_eq!(most_within(&sent, Duration::from_millis(900)), 3);
        assert_eq!(sent.iter().filter(|(at, _)| *at < Duration::from_millis(5500)).count(), 8);
    }

    #[test]
    fn a_group_takes_twenty_in_any_minute() {
        let mut queue = Queue::new(Limits::TELEGRAM);
        for id in 0..90 {
            queue.push(Track::Chat(-7), id, 1, None);
        }
        let sent = drain(&mut queue, 600);
        assert_eq!(sent.len(), 90);
        assert!(most_within(&sent, Duration::from_secs(60)) <= 20);
    }

    #[test]
    fn answers_to_taps_do_not_wait_for_rates() {
        let mut queue = Queue::new(Limits::TELEGRAM);
        for id in 0..50 {
            queue.push(Track::Chat(id + 1), id, 1, None);
        }
        while queue.next(DateTime::UNIX_EPOCH, Duration::ZERO).is_some() {}
        queue.push(Track::Answer(99), 99, 0, None);
        assert_eq!(queue.next(DateTime::UNIX_EPOCH, Duration::ZERO), Some((Track::Answer(99), 99)));
    }

    #[test]
    fn somebody_who_waits_goes_before_broadcasts_and_a_chat_keeps_its_order() {
        let mut queue = Queue::new(Limits::NONE);
        for (id, chat, lane) in [(1, 10, 1), (2, 20, 1), (3, 30, 1), (4, 30, 0), (5, 40, 0)] {
            queue.push(Track::Chat(chat), id, lane, None);
        }
        let mut order = Vec::new();
        while let Some((track, id)) = queue.next(DateTime::UNIX_EPOCH, Duration::ZERO) {
            order.push(id);
            queue.done(track);
        }
        assert_eq!(order, [3, 4, 5, 1, 2]);
    }

    #[test]
    fn a_busy_chat_waits_and_a_renamed_one_keeps_its_rows_in_order() {
        let mut queue = Queue::new(Limits::NONE);
        let now = DateTime::UNIX_EPOCH;
        queue.push(Track::Chat(-1), 1, 0, None);
        queue.push(Track::Chat(-2), 2, 0, None);
        queue.push(Track::Chat(-1), 3, 0, None);
        assert_eq!(queue.next(now, Duration::ZERO), Some((Track::Chat(-1), 1)));
        assert_eq!(queue.next(now, Duration::ZERO), Some((Track::Chat(-2), 2)));
        assert_eq!(queue.next(now, Duration::ZERO), None);
        queue.rename(-1, -2);
        assert_eq!(queue.next(now, Duration::ZERO), None, "its new name is busy");
        queue.done(Track::Chat(-2));
        for id in [1, 3] {
            assert_eq!(queue.next(now, Duration::ZERO), Some((Track::Chat(-2), id)));
            queue.done(Track::Chat(-2));
        }
        assert_eq!(queue.next(now, Duration::ZERO), None);
    }

    #[test]
    fn failures_are_waited_out_longer_and_longer_until_something_works() {
        let mut queue = Queue::new(Limits::NONE);
        let track = Track::Chat(1);
        queue.push(track, 1, 0, None);
        let mut waits = Vec::new();
        for _ in 0..8 {
            assert!(queue.next(DateTime::UNIX_EPOCH, Duration::ZERO).is_some());
            let wait = queue.backoff(track);
            waits.push(wait.num_seconds());
            queue.hold(track, DateTime::UNIX_EPOCH + wait);
            assert!(queue.next(DateTime::UNIX_EPOCH, Duration::ZERO).is_none());
            queue.hold(track, DateTime::UNIX_EPOCH);
        }
        assert_eq!(waits, [1, 2, 4, 8, 16, 32, 60, 60]);
        queue.hold(track, DateTime::UNIX_EPOCH + chrono::Duration::seconds(60));
        queue.recovered();
        assert!(queue.next(DateTime::UNIX_EPOCH, Duration::ZERO).is_some());
    }
}
