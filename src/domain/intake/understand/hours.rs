//! How long something takes: «6ч», «часа на четыре», «полдня», «2 дня», «1ч30м», "an hour and a half".

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::domain::intake::understand::token::{Token, slice};
use crate::domain::intake::understand::vocabulary::Vocabulary;

/// The most one task can take, in minutes: every hour of a week.
const WEEK: u32 = 168 * 60;

/// How long, in minutes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Time {
    /// So long.
    Exact(u32),
    /// From one to the other.
    Between(u32, u32),
    /// So long each time, and nobody says how often.
    Each(u32),
    /// None, below zero or more than a week has.
    Impossible,
}

impl Time {
    /// The minutes, where they are clear and can be.
    pub fn minutes(self) -> Option<u32> {
        match self {
            Time::Exact(minutes) if minutes > 0 && minutes <= WEEK => Some(minutes),
            Time::Between(a, b) if a == b => Time::Exact(a).minutes(),
            _ => None,
        }
    }
}

/// A duration in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) time: Time,
    /// The first token of it, and the one behind it.
    pub(super) first: usize,
    pub(super) end: usize,
    /// `~` or a unit says that it is one.
    pub(super) sure: bool,
    /// In days.
    pub(super) days: bool,
}

/// What durations are read with.
#[derive(Debug, Clone, Copy)]
pub(super) struct Clock<'a> {
    pub(super) words: &'a Vocabulary,
    /// The person's own working day, in minutes.
    pub(super) day: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum TimeUnit {
    Hour,
    Minute,
    Day,
}

impl Clock<'_> {
    /// The duration that begins at a token.
    pub(super) fn at(&self, text: &str, tokens: &[Token], first: usize) -> Option<Found> {
        let mut at = first;
        let tilde = tokens.get(at)?.is_one_of(&['~', '≈', '∼', '～']);
        at += usize::from(tilde);
        let negative = tilde && tokens.get(at).is_some_and(Token::is_dash);
        at += usize::from(negative);
        let found = self
            .phrase(tokens, at)
            .or_else(|| self.counted(text, tokens, at))
            .or_else(|| self.turned(text, tokens, at));
        let found = found.or_else(|| self.bare(text, tokens, at).filter(|_| tilde));
        let found = Found { first, sure: found?.sure || tilde, ..found? };
        Some(if negative { Found { time: Time::Impossible, ..found } } else { found })
    }

    /// «полчаса», «весь день».
    fn phrase(&self, tokens: &[Token], at: usize) -> Option<Found> {
        let rest = tokens.get(at..)?;
        let (w, day) = (self.words, self.day);
        let phrases = [
            (&w.hour_and_half, 90, false),
            (&w.half_hour, 30, false),
            (&w.quarter_hour, 15, false),
            (&w.half_day, day / 2, true),
            (&w.whole_day, day, true),
        ];
        let (used, minutes, days) = phrases
            .iter()
            .filter_map(|(phrases, minutes, days)| Some((phrases.begin(rest)?, *minutes, *days)))
            .max_by_key(|(used, ..)| *used)?;
        Some(Found { time: Time::Exact(minutes), first: at, end: at + used, sure: true, days })
    }

    /// «6 ч», «2-3 часа», «1ч30м», «пара часов», «1,5 дня».
    fn counted(&self, text: &str, tokens: &[Token], first: usize) -> Option<Found> {
        if let Some(found) = self.clock_form(tokens, first) {
            return Some(found);
        }
        let (low, mut at) = self.number(text, tokens, first)?;
        let mut high = None;
        let mut unit = self.unit(tokens, at);
        if let Some((TimeUnit::Hour, used)) = unit
            && let Some((more, end)) = self.and_minutes(tokens, at + used)
        {
            let minutes = self.minutes(low, TimeUnit::Hour)?.saturating_add(more);
            return Some(Found { time: exact(minutes), first, end, sure: true, days: false });
        }
        let after_unit = unit.map_or(at, |(_, used)| at + used);
        if let Some((number, end)) = self.upper(text, tokens, after_unit) {
            let second = self.unit(tokens, end);
            if second.is_some() || unit.is_none() {
                high = Some(number);
                (at, unit) = (end, second);
            }
        }
        let (unit, used) = unit?;
        let end = at + used;
        let mut low = self.minutes(low, unit)?;
        if self.words.half_more(tokens, end) {
            low = low.saturating_add(if unit == TimeUnit::Hour { 30 } else { self.day / 2 });
            return Some(Found { time: exact(low), first, end: end + 2, sure: true, days: unit == TimeUnit::Day });
        }
        let time = match high.map(|high| self.minutes(high, unit)) {
            Some(high) => Time::Between(low, high?),
            None => exact(low),
        };
        Some(Found { time, first, end, sure: true, days: unit == TimeUnit::Day })
    }

    /// `1:30 ч`, `1:30h`.
    fn clock_form(&self, tokens: &[Token], first: usize) -> Option<Found> {
        let [hours, colon, minutes] = tokens.get(first..first + 3)? else { return None };
        let close = hours.is_digits() && colon.is(':') && minutes.is_digits() && hours.end + 1 == minutes.start;
        let (Some((TimeUnit::Hour, used)), true) = (self.unit(tokens, first + 3), close && minutes.lower.len() == 2)
        else {
            return None;
        };
        let total = hours.lower.parse::<u32>().ok()?.checked_mul(60)?.checked_add(minutes.lower.parse().ok()?)?;
        Some(Found { time: exact(total), first, end: first + 3 + used, sure: true, days: false })
    }

    /// «часа на четыре», «часов 6», «минут сорок», «час».
    fn turned(&self, text: &str, tokens: &[Token], first: usize) -> Option<Found> {
        let (unit, used) = self.unit(tokens, first).filter(|_| tokens.get(first).is_some_and(Token::is_word))?;
        let word = tokens.get(first)?.lower.as_str();
        let plural = !matches!(
            word,
            "ч" | "h" | "m" | "м" | "d" | "час" | "hour" | "day" | "день" | "min" | "мин" | "дн" | "hr"
        );
        let skip = usize::from(tokens.get(first + used).is_some_and(|t| matches!(t.lower.as_str(), "на" | "за")));
        if plural
            && word.starts_with(|c: char| !c.is_ascii())
            && let Some((low, end)) = self.number(text, tokens, first + used + skip)
            && self.unit(tokens, end).is_none()
        {
            let low = self.minutes(low, unit)?;
            let (time, end) = match self.upper(text, tokens, end) {
                Some((high, end)) => (Time::Between(low, self.minutes(high, unit)?), end),
                None => (exact(low), end),
            };
            return Some(Found { time, first, end, sure: true, days: unit == TimeUnit::Day });
        }
        let single = matches!(word, "час" | "часик" | "часу");
        single.then_some(Found { time: Time::Exact(60), first, end: first + used, sure: false, days: false })
    }

    /// «~6», and whatever stands alone under «Часы».
    pub(super) fn bare(&self, text: &str, tokens: &[Token], first: usize) -> Option<Found> {
        let (low, end) = self.number(text, tokens, first)?;
        let low = self.minutes(low, TimeUnit::Hour)?;
        let (time, end) = match self.upper(text, tokens, end) {
            Some((high, end)) => (Time::Between(low, self.minutes(high, TimeUnit::Hour)?), end),
            None => (exact(low), end),
        };
        Some(Found { time, first, end, sure: false, days: false })
    }

    /// A whole text that can only be hours, such as the cell of a table: «4», «4:00», «1,5 ч», «полдня».
    pub(super) fn cell(&self, text: &str) -> Option<Time> {
        let tokens = crate::domain::intake::understand::token::tokens(text);
        let first = tokens.iter().take_while(|t| t.is_one_of(&['(', '~', '≈', '[']) && !t.is('~')).count();
        let whole = |end: usize| tokens.iter().skip(end).all(|t| t.is_one_of(&['.', ')', ']', ',', '!']));
        if let Some(found) = self.at(text, &tokens, first).filter(|found| whole(found.end)) {
            return Some(found.time);
        }
        if let [hours, colon, minutes, rest @ ..] = tokens.get(first..)?
            && hours.is_digits()
            && colon.is(':')
            && minutes.is_digits()
            && minutes.lower.len() == 2
            && rest.len() <= 2
        {
            let hours: u32 = hours.lower.parse().ok()?;
            return Some(exact(hours.checked_mul(60)?.checked_add(minutes.lower.parse().ok()?)?));
        }
        self.bare(text, &tokens, first).filter(|found| whole(found.end)).map(|found| found.time)
    }

    /// `6`, `1,5`, `½`, «два», «пара», "a couple of"; not a time of day.
    fn number(&self, text: &str, tokens: &[Token], at: usize) -> Option<(Decimal, usize)> {
        let token = tokens.get(at)?;
        if token.is('½') {
            return Some((Decimal::new(5, 1), at + 1));
        }
        if token.is_word() {
            let next = tokens.get(at + 1).map(|t| t.lower.as_str());
            if token.lower == "a" && matches!(next, Some("couple" | "few")) {
                let of = usize::from(tokens.get(at + 2).is_some_and(|t| t.lower == "of"));
                return (next == Some("couple")).then_some((Decimal::TWO, at + 2 + of));
            }
            let value: Decimal = self.words.numerals.number(&token.lower)?;
            let of = usize::from(token.lower == "couple" && next == Some("of"));
            return (value <= Decimal::from(90)).then_some((value, at + 1 + of));
        }
        if !token.is_digits() || token.lower.len() > 6 {
            return None;
        }
        if let Some([mark, fraction]) = tokens.get(at + 1..at + 3)
            && mark.is_one_of(&[',', '.'])
            && fraction.is_digits()
            && mark.start == token.end
            && fraction.start == mark.end
            && fraction.lower.len() <= 3
        {
            let number = slice(text, tokens.get(at..at + 3)?).replace(',', ".");
            return Some((number.parse().ok()?, at + 3));
        }
        let half = tokens.get(at + 1).is_some_and(|t| t.is('½'));
        let whole: Decimal = token.lower.parse().ok()?;
        Some((if half { whole + Decimal::new(5, 1) } else { whole }, at + 1 + usize::from(half)))
    }

    /// The second number of «2-3 ч», «час или два».
    fn upper(&self, text: &str, tokens: &[Token], at: usize) -> Option<(Decimal, usize)> {
        let token = tokens.get(at)?;
        let dots = token.is('.') && tokens.get(at + 1).is_some_and(|t| t.is('.'));
        let joint = token.is_dash() || token.is('…') || matches!(token.lower.as_str(), "или" | "or" | "to");
        let from = if dots { at + 2 } else { at + 1 };
        if !joint && !dots {
            return None;
        }
        self.number(text, tokens, from)
    }

    fn unit(&self, tokens: &[Token], at: usize) -> Option<(TimeUnit, usize)> {
        let rest = tokens.get(at..).filter(|rest| !rest.is_empty())?;
        let of =
            |phrases: &crate::domain::intake::understand::vocabulary::Phrases, unit| Some((unit, phrases.begin(rest)?));
        let (unit, used) = of(&self.words.hour_unit, TimeUnit::Hour)
            .or_else(|| of(&self.words.minute_unit, TimeUnit::Minute))
            .or_else(|| of(&self.words.day_unit, TimeUnit::Day))?;
        let end = at + used;
        let mark = tokens.get(end);
        let word_behind = tokens.get(end + 1).is_some_and(Token::is_word);
        // «2 ч/нед», "3-day trip": about something else.
        let unit_end = rest.get(used - 1).map_or(0, |t| t.end);
        if word_behind && mark.is_some_and(|t| t.is('/') || t.is('-') && t.start == unit_end) {
            return None;
        }
        let dotted = mark.is_some_and(|t| {
            t.is('.') && tokens.get(end - 1).is_some_and(|u| u.end == t.start && u.lower.chars().count() <= 4)
        });
        Some((unit, used + usize::from(dotted)))
    }

    /// The «30 мин» of «1 ч 30 мин», the «30» of «1ч30».
    fn and_minutes(&self, tokens: &[Token], at: usize) -> Option<(u32, usize)> {
        let and = usize::from(tokens.get(at).is_some_and(|t| matches!(t.lower.as_str(), "и" | "and")));
        let number = tokens.get(at + and).filter(|t| t.is_digits() && t.lower.len() <= 2)?;
        let minutes: u32 = number.lower.parse().ok().filter(|m| *m < 60)?;
        if let Some((TimeUnit::Minute, used)) = self.unit(tokens, at + and + 1) {
            return Some((minutes, at + and + 1 + used));
        }
        let close = tokens.get(at.checked_sub(1)?).is_some_and(|unit| unit.end == number.start);
        (close && number.lower.len() == 2).then_some((minutes, at + 1))
    }

    fn minutes(&self, number: Decimal, unit: TimeUnit) -> Option<u32> {
        let each = match unit {
            TimeUnit::Hour => 60,
            TimeUnit::Minute => 1,
            TimeUnit::Day => self.day,
        };
        number.checked_mul(Decimal::from(each))?.round().to_u32()
    }
}

fn exact(minutes: u32) -> Time {
    if minutes == 0 || minutes > WEEK { Time::Impossible } else { Time::Exact(minutes) }
}

impl Vocabulary {
    /// «с половиной» behind a unit.
    fn half_more(&self, tokens: &[Token], at: usize) -> bool {
        matches!(tokens.get(at..at + 2), Some([with, half]) if with.lower == "с" && half.lower.starts_with("половин"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::intake::understand::token::tokens;

    fn read(text: &str) -> Option<Time> {
        let clock = Clock { words: Vocabulary::shipped(), day: 480 };
        clock.at(text, &tokens(text), 0).map(|found| found.time)
    }

    #[test]
    fn people_say_how_long_in_many_ways() {
        let cases = [
            ("6ч", 360),
            ("6 ч.", 360),
            ("1,5ч", 90),
            ("2.5 h", 150),
            ("90 мин", 90),
            ("1ч30м", 90),
            ("1ч30", 90),
            ("1 ч 30 мин", 90),
            ("1:30 ч", 90),
            ("часа на четыре", 240),
            ("часа 3", 180),
            ("часов 6", 360),
            ("часа полтора", 90),
            ("полтора часа", 90),
            ("полчаса", 30),
            ("пол часа", 30),
            ("полдня", 240),
            ("пол дня", 240),
            ("1,5 дня", 720),
            ("2 дня", 960),
            ("пара часов", 120),
            ("два часа", 120),
            ("весь день", 480),
            ("четверть часа", 15),
            ("half a day", 240),
            ("an hour", 60),
            ("an hour and a half", 90),
            ("a couple of hours", 120),
            ("two hours", 120),
            ("half an hour", 30),
            ("час", 60),
            ("~6", 360),
            ("~ 2ч", 120),
            ("45 min", 45),
            ("2 часа с половиной", 150),
            ("минут сорок", 40),
            ("all day", 480),
            ("четыре часа", 240),
            ("½ часа", 30),
        ];
        for (text, minutes) in cases {
            assert_eq!(read(text), Some(Time::Exact(minutes)), "{text}");
        }
        for (text, low, high) in [
            ("3-4 ч", 180, 240),
            ("1,5–2 часа", 90, 120),
            ("30-45 мин", 30, 45),
            ("часа 2-3", 120, 180),
            ("2 или 3 часа", 120, 180),
        ] {
            assert_eq!(read(text), Some(Time::Between(low, high)), "{text}");
        }
        for text in ["14:30", "6", "2 ч/нед", "3-day trip", "час-пик", "лето"] {
            assert_ne!(read(text).and_then(Time::minutes), Some(0), "{text}");
        }
        assert_eq!((read("14:30"), read("6"), read("2 ч/нед")), (None, None, None));
        assert_eq!(read("~ 0ч"), Some(Time::Impossible));
    }
}
