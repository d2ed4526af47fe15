//! Hours and minutes as people write them.

use crate::domain::intake::Why;
use crate::domain::intake::cursor::Cursor;
use crate::domain::intake::line::clean;

/// How long something takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Time {
    /// In minutes.
    Exact(u32),
    /// In minutes, both ends.
    Between(u32, u32),
    Negative,
    TooBig,
}

/// A duration found at the start of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) time: Time,
    /// `~` stood before it.
    pub(super) tilde: bool,
    /// Hours or minutes are named.
    pub(super) unit: bool,
    /// Bytes it takes.
    pub(super) len: usize,
}

/// The most one task can take: every hour of a week.
const WEEK: u32 = 168 * 60;

impl Time {
    /// The minutes of an estimate, or why they are none.
    pub(super) fn estimate(self) -> Result<u32, Why> {
        match self.minutes()? {
            0 => Err(Why::ZeroHours),
            minutes => Ok(minutes),
        }
    }

    /// The minutes, zero included, or why they are none.
    pub(super) fn minutes(self) -> Result<u32, Why> {
        match self {
            Time::Exact(minutes) if minutes > WEEK => Err(Why::TooManyHours { minutes }),
            Time::Exact(minutes) => Ok(minutes),
            Time::Between(a, b) if a == b => Time::Exact(a).minutes(),
            Time::Between(a, b) => {
                let (low, high) = (a.min(b), a.max(b));
                Err(if low % 60 == 0 && high % 60 == 0 {
                    Why::HoursRange { low: low / 60, high: high / 60 }
                } else {
                    Why::MinutesRange { low, high }
                })
            }
            Time::Negative => Err(Why::NegativeNumber),
            Time::TooBig => Err(Why::NumberTooBig),
        }
    }
}

/// A whole text that is a duration, in minutes: «6ч», «~6», «90 мин», «1ч30м», «полчаса», "6 hours".
///
/// A bare number means hours («3» in reply to "three or four?"). Zero and the impossible (above 168 h) are
/// returned as they are; a range is `None`.
pub fn parse_minutes(text: &str) -> Option<u32> {
    let text = clean(text);
    let text = text.trim_matches(['(', ')', '[', ']', ' ', '!', ';']);
    let found = scan(text)?;
    let rest = text.get(found.len..)?;
    match found.time {
        Time::Exact(minutes) if rest.trim_matches([' ', '.', ',']).is_empty() => Some(minutes),
        _ => None,
    }
}

/// The duration that stands at the start of a cleaned text. Without a unit, hours are assumed: see [`Found::unit`].
pub(super) fn scan(text: &str) -> Option<Found> {
    let mut c = Cursor::new(text);
    let tilde = tilde(&mut c);
    if let Some((minutes, sure)) = in_words(&mut c) {
        return (sure || tilde).then(|| Found { time: Time::Exact(minutes), tilde, unit: true, len: c.moved(text) });
    }
    let negative = tilde && c.eat(|x| matches!(x, '-' | '−')).is_some();
    let first = piece(&mut c)?;
    let (mut unit, mut time) = (first.unit, first.exact());
    if let Some(second) = upper_end(&mut c, first) {
        unit = second.unit;
        // «3-4 ч»: the unit after the second number serves both.
        let low = Piece { unit: if first.unit == TimeUnit::None { second.unit } else { first.unit }, ..first };
        time = match (low.exact(), second.exact()) {
            (Time::Exact(low), Time::Exact(high)) => Time::Between(low, high),
            _ => Time::TooBig,
        };
    }
    let time = if negative { Time::Negative } else { time };
    Some(Found { time, tilde, unit: unit != TimeUnit::None, len: c.moved(text) })
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum TimeUnit {
    None,
    Hours,
    Minutes,
}

/// A number with its unit, if it has one.
#[derive(Debug, Clone, Copy)]
struct Piece {
    /// `None`: more digits than any duration has.
    hundredths: Option<u32>,
    unit: TimeUnit,
    /// «1ч30м»: the 30.
    minutes: u32,
}

impl Piece {
    fn exact(self) -> Time {
        match self.hundredths {
            None => Time::TooBig,
            Some(n) if self.unit == TimeUnit::Minutes => Time::Exact(n / 100),
            Some(n) => Time::Exact((n / 100) * 60 + (n % 100 * 60 + 50) / 100 + self.minutes),
        }
    }
}

fn tilde(c: &mut Cursor<'_>) -> bool {
    if c.eat(|x| matches!(x, '~' | '≈' | '∼' | '～')).is_some() {
        c.spaces();
        return true;
    }
    false
}

/// «Полчаса» says how long by itself; «час» only after `~`.
fn in_words(c: &mut Cursor<'_>) -> Option<(u32, bool)> {
    const WORDS: [(&[&str], u32, bool); 6] = [
        (&["полчаса"], 30, true),
        (&["пол", "часа"], 30, true),
        (&["полтора", "часа"], 90, true),
        (&["half", "an", "hour"], 30, true),
        (&["час"], 60, false),
        (&["an", "hour"], 60, false),
    ];
    for (words, minutes, sure) in WORDS {
        let mut ahead = *c;
        let all = words.iter().all(|word| {
            ahead.run(|x| x == ' ' || x == '-');
            ahead.word() == *word
        });
        if all {
            *c = ahead;
            return Some((minutes, sure));
        }
    }
    None
}

/// «6», «1,5», «1:30», with «ч», «мин» or nothing after it.
fn piece(c: &mut Cursor<'_>) -> Option<Piece> {
    let whole = c.digits();
    if whole.is_empty() {
        return None;
    }
    let mut hundredths = (whole.len() <= 6).then(|| whole.parse::<u32>().ok()).flatten().map(|n| n * 100);
    let mut ahead = *c;
    match ahead.eat(|x| matches!(x, ',' | '.' | ':')) {
        Some(':') => {
            let minutes = ahead.digits();
            if minutes.len() == 2 {
                *c = ahead;
                let minutes = minutes.parse().ok().filter(|m| *m < 60)?;
                unit(c, |u| u == TimeUnit::Hours);
                return Some(Piece { hundredths, unit: TimeUnit::Hours, minutes });
            }
        }
        Some(_) => {
            let mut fraction = ahead.digits().chars().filter_map(|d| d.to_digit(10));
            if let Some(tenths) = fraction.next() {
                let more = tenths * 10 + fraction.next().unwrap_or(0);
                hundredths = hundredths.map(|n| n + more);
                *c = ahead;
            }
        }
        None => {}
    }
    let unit = unit(c, |u| u != TimeUnit::None);
    let minutes = if unit == TimeUnit::Hours { and_minutes(c) } else { 0 };
    Some(Piece { hundredths, unit, minutes })
}

/// Moves over «ч», «мин» … and their point, if that is what stands here and is wanted.
fn unit(c: &mut Cursor<'_>, wanted: impl Fn(TimeUnit) -> bool) -> TimeUnit {
    let mut ahead = *c;
    let spaced = ahead.spaces() > 0;
    let found = match ahead.word().as_str() {
        "ч" | "чс" | "час" | "часа" | "часов" | "часик" | "h" | "hr" | "hrs" | "hour" | "hours" => {
            TimeUnit::Hours
        }
        "мин" | "минут" | "минута" | "минуты" | "минуту" | "min" | "mins" | "minute" | "minutes" => {
            TimeUnit::Minutes
        }
        "м" | "m" if !spaced => TimeUnit::Minutes,
        _ => TimeUnit::None,
    };
    // «2 ч/нед», «3 h-long»: about something else.
    if !wanted(found) || ahead.peek().is_some_and(|x| matches!(x, '/' | '-') && !digit_follows(ahead)) {
        return TimeUnit::None;
    }
    ahead.eat(|x| x == '.');
    *c = ahead;
    found
}

fn digit_follows(mut c: Cursor<'_>) -> bool {
    c.eat(|_| true);
    c.peek().is_some_and(|x| x.is_ascii_digit())
}

/// The «30 мин» of «1 ч 30 мин», the «30» of «1ч30».
fn and_minutes(c: &mut Cursor<'_>) -> u32 {
    let mut ahead = *c;
    let mut spaced = ahead.spaces() > 0;
    let mut and = ahead;
    if matches!(and.word().as_str(), "и" | "and") && and.spaces() > 0 {
        (ahead, spaced) = (and, true);
    }
    let digits = ahead.digits();
    let Some(minutes) = digits.parse().ok().filter(|m| digits.len() <= 2 && *m < 60_u32) else { return 0 };
    let mut named = ahead;
    named.spaces();
    let named_minutes = match named.word().as_str() {
        "м" | "m" | "мин" | "минут" | "минута" | "минуты" | "min" | "mins" | "minute" | "minutes" => {
            true
        }
        "" if !spaced && digits.len() == 2 => {
            *c = ahead;
            return minutes;
        }
        _ => false,
    };
    if !named_minutes {
        return 0;
    }
    named.eat(|x| x == '.');
    *c = named;
    minutes
}

/// The «-4 ч» of «3-4 ч».
fn upper_end(c: &mut Cursor<'_>, first: Piece) -> Option<Piece> {
    let mut ahead = *c;
    let spaced = ahead.spaces() > 0;
    if ahead.eat(|x| matches!(x, '-' | '–' | '—' | '−' | '…')).is_none()
        && !ahead.eat_str("..")
        && !(spaced && matches!(ahead.word().as_str(), "или" | "до" | "or" | "to"))
    {
        return None;
    }
    ahead.spaces();
    let second = piece(&mut ahead)?;
    if first.unit != TimeUnit::None && second.unit == TimeUnit::None {
        return None;
    }
    *c = ahead;
    Some(second)
}
