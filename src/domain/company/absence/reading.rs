//! What people write behind `/away`: «30.11–4.12 отпуск», «завтра», «до пт», «пн», `Mon-Wed`, «с 30 ноября по 4 декабря».

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};

use crate::domain::calendar::week::Week;
use crate::domain::company::absence::{MAX_REASON, Refused, allowed};

/// Days, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// The first day.
    pub from: NaiveDate,
    /// The last day.
    pub to: NaiveDate,
    /// What stood around the days, as it was typed; empty where nothing did.
    pub reason: String,
}

/// Why a text does not say when somebody is away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unreadable {
    /// There is no date in it, or none that exists.
    NoDate,
    /// There are days, and they cannot be.
    Refused(Refused),
}

/// A day as it is written, before it is known which of several it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Written {
    /// With its year.
    Date(NaiveDate),
    /// `30.11`, «30 ноября».
    DayMonth(u32, u32),
    /// `30` in «30–4 декабря».
    Day(u32),
    /// «пт».
    Weekday(Weekday),
    /// Days from today: «завтра» is 1.
    InDays(u64),
    /// Weeks from this one: «следующая неделя» is 1.
    InWeeks(u64),
}

/// Reads the days out of a text; whatever stands around them is the reason.
///
/// # Errors
/// Where there are no days in it or they cannot be.
pub fn read(text: &str, today: NaiveDate) -> Result<Reading, Unreadable> {
    let tokens = tokens(text);
    for start in 0..tokens.len() {
        let rest = tokens.get(start..).unwrap_or_default();
        let Some((from, to, used)) = range(rest, today) else {
            if open_ended(rest) {
                return Err(Unreadable::NoDate);
            }
            continue;
        };
        let (from, to) = days(from, to, today).ok_or(Unreadable::NoDate)?;
        // «сегодня и завтра» are two days on end; «пн и ср» are not one absence.
        let said = tokens.get(start..start + used).unwrap_or_default();
        if said.iter().any(|token| and(&token.word)) && from.succ_opt() != Some(to) {
            return Err(Unreadable::NoDate);
        }
        allowed(from, to, today).map_err(Unreadable::Refused)?;
        let before = tokens.get(start).and_then(|first| text.get(..first.at)).unwrap_or_default();
        let after = tokens.get(start + used - 1).and_then(|last| text.get(last.end..)).unwrap_or_default();
        return Ok(Reading { from, to, reason: reason(before, after) });
    }
    Err(Unreadable::NoDate)
}

/// The words around the days, on one line.
fn reason(before: &str, after: &str) -> String {
    let tidy = |part: &str| {
        let edge = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | ':' | '-' | '–' | '—' | '.' | '(' | ')');
        part.trim_matches(edge).split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let both = [tidy(before), tidy(after)].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
    both.chars().filter(|c| !c.is_control()).take(MAX_REASON).collect()
}

/// A word, a number or a mark, in lower case, and the bytes of the text it stands on.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Token {
    word: String,
    at: usize,
    end: usize,
}

/// Runs of letters, runs of digits, and every other mark by itself; spaces are left out.
fn tokens(text: &str) -> Vec<Token> {
    let kind = |c: char| match c {
        c if c.is_alphabetic() => 1,
        c if c.is_ascii_digit() => 2,
        _ => 3,
    };
    let mut tokens: Vec<Token> = Vec::new();
    for (at, c) in text.char_indices() {
        if c.is_whitespace() {
            continue;
        }
        let end = at + c.len_utf8();
        match tokens.last_mut() {
            Some(last)
                if last.end == at && kind(c) != 3 && last.word.chars().last().is_some_and(|l| kind(l) == kind(c)) =>
            {
                last.word.extend(c.to_lowercase());
                last.end = end;
            }
            _ => tokens.push(Token { word: c.to_lowercase().collect(), at, end }),
        }
    }
    tokens
}

/// The days at the beginning of some tokens, and how many tokens say them.
fn range(tokens: &[Token], today: NaiveDate) -> Option<(Written, Written, usize)> {
    let word = |n: usize| tokens.get(n).map_or("", |token| token.word.as_str());
    let rest = |n: usize| tokens.get(n..).unwrap_or_default();
    // «до пт»: from today on.
    if matches!(word(0), "до" | "по" | "until" | "till" | "til") {
        let (to, used) = day(rest(1))?;
        return Some((Written::Date(today), to, used + 1));
    }
    let opened = opens(word(0));
    let skipped = usize::from(opened || matches!(word(0), "в" | "во" | "на" | "on"));
    if let Some((from, used)) = day(rest(skipped)) {
        let after = skipped + used;
        let dots = usize::from(word(after) == "." && between(word(after + 1)));
        if (between(word(after + dots)) || and(word(after + dots)))
            && let Some((to, more)) = day(rest(after + dots + 1))
        {
            return Some((from, to, after + dots + 1 + more));
        }
        // «30» alone is no date.
        return (!opened && !matches!(from, Written::Day(_))).then_some((from, from, after));
    }
    None
}

/// «с понедельника» does not say until when.
fn open_ended(tokens: &[Token]) -> bool {
    tokens.split_first().is_some_and(|(first, rest)| opens(&first.word) && day(rest).is_some())
}

fn opens(word: &str) -> bool {
    matches!(word, "с" | "со" | "from")
}

fn between(word: &str) -> bool {
    matches!(word, "-" | "–" | "—" | "−" | "по" | "до" | "to" | "till" | "til" | "until" | "through" | "thru")
}

fn and(word: &str) -> bool {
    matches!(word, "и" | "and")
}

/// One day at the beginning of some tokens, and how many tokens say it.
fn day(tokens: &[Token]) -> Option<(Written, usize)> {
    let word = |n: usize| tokens.get(n).map_or("", |token| token.word.as_str());
    let number = |n: usize| word(n).parse::<u32>().ok();
    match word(0) {
        "сегодня" | "today" => return Some((Written::InDays(0), 1)),
        "завтра" | "tomorrow" => return Some((Written::InDays(1), 1)),
        "послезавтра" => return Some((Written::InDays(2), 1)),
        _ => {}
    }
    if matches!(word(1), "неделя" | "неделю" | "неделе" | "week") {
        match word(0) {
            "эта" | "эту" | "этой" | "this" => return Some((Written::InWeeks(0), 2)),
            "следующая" | "следующую" | "следующей" | "next" => {
                return Some((Written::InWeeks(1), 2));
            }
            _ => {}
        }
    }
    if let Some(weekday) = weekday(word(0)) {
        return Some((Written::Weekday(weekday), 1));
    }
    // Nov 30
    if let (Some(month), Some(day)) = (month(word(0)), number(1).filter(|day| *day <= 31)) {
        return Some((Written::DayMonth(day, month), 2));
    }
    let first = number(0)?;
    // 2026-11-30
    if word(0).len() == 4 && word(1) == "-" && word(3) == "-" {
        return Some((Written::Date(NaiveDate::from_ymd_opt(i32::try_from(first).ok()?, number(2)?, number(4)?)?), 5));
    }
    if first > 31 {
        return None;
    }
    // 30 ноября, 30 ноября 2026
    if let Some(month) = month(word(1)) {
        return Some(match number(2).filter(|_| word(2).len() == 4) {
            Some(year) => (Written::Date(NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, first)?), 3),
            None => (Written::DayMonth(first, month), 2),
        });
    }
    // 30.11, 30/11, 30.11.26, 30.11.2026; a number with a point and something else, such as hours, is no date.
    if matches!(word(1), "." | "/")
        && let Some(month) = number(2).filter(|month| (1..=12).contains(month))
    {
        let year = number(4).filter(|_| word(3) == word(1) && matches!(word(4).len(), 2 | 4));
        return Some(match year {
            Some(year) => {
                let year = i32::try_from(if year < 100 { 2000 + year } else { year }).ok()?;
                (Written::Date(NaiveDate::from_ymd_opt(year, month, first)?), 5)
            }
            None => (Written::DayMonth(first, month), 3),
        });
    }
    Some((Written::Day(first), 1))
}

/// The dates that are meant.
fn days(from: Written, to: Written, today: NaiveDate) -> Option<(NaiveDate, NaiveDate)> {
    let first = match (from, to) {
        // «30–4 декабря»: of the same month, or of the one before.
        (Written::Day(day), Written::DayMonth(last, _) | Written::Day(last)) => {
            let end = single(to, today)?;
            let month = if day <= last { end } else { end.checked_sub_months(Months::new(1))? };
            month.with_day(1)?.with_day(day)?
        }
        (Written::Day(day), Written::Date(end)) => {
            let month = if day <= end.day() { end } else { end.checked_sub_months(Months::new(1))? };
            month.with_day(1)?.with_day(day)?
        }
        (Written::Day(_), _) => return None,
        _ => single(from, today)?,
    };
    let last = match to {
        // The end of a range is the first such day from its beginning on; what would be almost a year later is reversed.
        Written::Weekday(_) => single(to, first)?,
        Written::DayMonth(..) => near(to, first)?,
        Written::InWeeks(_) => Week::of_date(single(to, today)?).friday(),
        Written::Day(day) => first.with_day(day)?,
        Written::Date(_) | Written::InDays(_) => single(to, today)?,
    };
    // «эта неделя» begins today at the earliest, unless it is over for work.
    let first = if from == Written::InWeeks(0) && today <= last { first.max(today) } else { first };
    Some((first, last))
}

/// The date a single day means, or the first of several.
fn single(day: Written, today: NaiveDate) -> Option<NaiveDate> {
    match day {
        Written::Date(date) => Some(date),
        Written::DayMonth(..) => near(day, today),
        Written::Day(_) => None,
        Written::Weekday(weekday) => today.iter_days().take(7).find(|date| date.weekday() == weekday),
        Written::InDays(n) => today.checked_add_days(Days::new(n)),
        Written::InWeeks(n) => Week::of_date(today).monday().checked_add_days(Days::new(7 * n)),
    }
}

/// A day and month without a year: of this year, unless that is more than half a year ago; then of the next.
fn near(day: Written, today: NaiveDate) -> Option<NaiveDate> {
    let Written::DayMonth(day, month) = day else { return None };
    let long_ago = today.checked_sub_days(Days::new(183))?;
    let year = today.year();
    // 29 February may be of any of them.
    [year - 1, year, year + 1]
        .into_iter()
        .filter_map(|year| NaiveDate::from_ymd_opt(year, month, day))
        .find(|date| *date >= long_ago)
}

fn weekday(word: &str) -> Option<Weekday> {
    const WORDS: [(&str, &str, &str, Weekday); 7] = [
        ("пн", "понедельник", "monday", Weekday::Mon),
        ("вт", "вторник", "tuesday", Weekday::Tue),
        ("ср", "сред", "wednesday", Weekday::Wed),
        ("чт", "четверг", "thursday", Weekday::Thu),
        ("пт", "пятниц", "friday", Weekday::Fri),
        ("сб", "суббот", "saturday", Weekday::Sat),
        ("вс", "воскресень", "sunday", Weekday::Sun),
    ];
    let found = WORDS.iter().find(|(short, stem, english, _)| {
        let ending = word.strip_prefix(stem);
        let english_short = word.len() >= 3 && word.is_ascii() && english.starts_with(word);
        word == *short
            || english_short
            || ending.is_some_and(|end| matches!(end, "" | "а" | "у" | "ы" | "е" | "я" | "ю"))
    });
    found.map(|(.., day)| *day)
}

fn month(word: &str) -> Option<u32> {
    const RUSSIAN: [&str; 12] =
        ["январ", "феврал", "март", "апрел", "ма", "июн", "июл", "август", "сентябр", "октябр", "ноябр", "декабр"];
    const SHORT: [&str; 12] = ["янв", "фев", "мар", "апр", "май", "июн", "июл", "авг", "сен", "окт", "ноя", "дек"];
    const ENGLISH: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let russian =
        |stem: &str| word.strip_prefix(stem).is_some_and(|end| matches!(end, "ь" | "я" | "й" | "а" | "" | "е"));
    (1..=12u32).zip(RUSSIAN).zip(SHORT).zip(ENGLISH).find_map(|(((n, stem), short), english)| {
        let whole = word != "ма" && word != "мае" && russian(stem);
        let english = word.len() >= 3 && word.is_ascii() && english.starts_with(word);
        (whole || word == short || english || (word == "сент" && n == 9)).then_some(n)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    fn date(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    /// A Thursday.
    const TODAY: &str = "2026-11-26";

    #[rstest]
    #[case("30.11–4.12 отпуск", "2026-11-30", "2026-12-04", "отпуск")]
    #[case("30.11.-4.12. отпуск", "2026-11-30", "2026-12-04", "отпуск")]
    #[case("отпуск с 30 ноября по 4 декабря", "2026-11-30", "2026-12-04", "отпуск")]
    #[case("30-4 декабря", "2026-11-30", "2026-12-04", "")]
    #[case("7–11 декабря, командировка в Тверь", "2026-12-07", "2026-12-11", "командировка в Тверь")]
    #[case("завтра", "2026-11-27", "2026-11-27", "")]
    #[case("Завтра болею", "2026-11-27", "2026-11-27", "болею")]
    #[case("болею до пт", "2026-11-26", "2026-11-27", "болею")]
    #[case("до пт", "2026-11-26", "2026-11-27", "")]
    #[case("до 2 декабря", "2026-11-26", "2026-12-02", "")]
    #[case("пн", "2026-11-30", "2026-11-30", "")]
    #[case("в пятницу", "2026-11-27", "2026-11-27", "")]
    #[case("чт", "2026-11-26", "2026-11-26", "")]
    #[case("со среды по пятницу", "2026-12-02", "2026-12-04", "")]
    #[case("Mon-Wed", "2026-11-30", "2026-12-02", "")]
    #[case("Mon to Wed at a fair", "2026-11-30", "2026-12-02", "at a fair")]
    #[case("until Fri", "2026-11-26", "2026-11-27", "")]
    #[case("Dec 7 – Dec 9", "2026-12-07", "2026-12-09", "")]
    #[case("7 Dec 2026", "2026-12-07", "2026-12-07", "")]
    #[case("2026-12-07 - 2026-12-09 Отпуск", "2026-12-07", "2026-12-09", "Отпуск")]
    #[case("30.12-10.01", "2026-12-30", "2027-01-10", "")]
    #[case("11.01", "2027-01-11", "2027-01-11", "")]
    #[case("1.12.26", "2026-12-01", "2026-12-01", "")]
    #[case("эта неделя", "2026-11-26", "2026-11-27", "")]
    #[case("на следующей неделе отпуск", "2026-11-30", "2026-12-04", "отпуск")]
    #[case("next week", "2026-11-30", "2026-12-04", "")]
    #[case("23.11–27.11 больничный", "2026-11-23", "2026-11-27", "больничный")]
    #[case("сегодня и завтра болею", "2026-11-26", "2026-11-27", "болею")]
    fn people_write_it_in_many_ways(#[case] text: &str, #[case] from: &str, #[case] to: &str, #[case] reason: &str) {
        let reading = Reading { from: date(from), to: date(to), reason: reason.to_owned() };
        assert_eq!(read(text, date(TODAY)), Ok(reading), "{text}");
    }

    #[rstest]
    #[case("20.11", Refused::Past)]
    #[case("16–20 ноября", Refused::Past)]
    #[case("4.12–30.11", Refused::Reversed)]
    #[case("2026-11-27 – 2028-11-27", Refused::TooLong)]
    #[case("1.02.2029", Refused::TooLong)]
    fn days_that_cannot_be_are_refused(#[case] text: &str, #[case] why: Refused) {
        assert_eq!(read(text, date(TODAY)), Err(Unreadable::Refused(why)), "{text}");
    }

    #[rstest]
    #[case("")]
    #[case("отпуск")]
    #[case("31.02")]
    #[case("30")]
    #[case("с понедельника")]
    #[case("потом")]
    #[case("99.99.9999")]
    #[case("пн и ср")]
    fn what_says_no_days_is_asked_about(#[case] text: &str) {
        assert_eq!(read(text, date(TODAY)), Err(Unreadable::NoDate), "{text}");
    }

    proptest! {
        #[test]
        fn nothing_that_is_typed_makes_days_that_cannot_be(text in "\\PC{0,40}", today in 0u64..20_000) {
            let today = date("2000-01-03") + Days::new(today);
            if let Ok(reading) = read(&text, today) {
                prop_assert_eq!(allowed(reading.from, reading.to, today), Ok(()));
                prop_assert!(reading.reason.chars().count() <= MAX_REASON);
            }
        }

        #[test]
        fn whatever_looks_like_days_is_read_without_harm(
            text in "(с |до |from )?[0-9]{1,4}[./ -]{1,2}[0-9]{1,4}( ноября| Dec|[.][0-9]{2,4})?[-–]?(пн|Fri|[0-9]{1,2}[.][0-9]{1,2})?",
        ) {
            if let Ok(reading) = read(&text, date(TODAY)) {
                prop_assert_eq!(allowed(reading.from, reading.to, date(TODAY)), Ok(()));
            }
        }

        #[test]
        fn a_range_reads_back_however_it_is_written(
            today in 0u64..20_000, ahead in 0u64..180, length in 0u64..150, reason in "(|отпуск|on leave)",
        ) {
            let today = date("2000-01-03") + Days::new(today);
            let (from, to) = (today + Days::new(ahead), today + Days::new(ahead + length));
            let wanted = Ok(Reading { from, to, reason: reason.clone() });
            let short = format!("{}–{} {reason}", from.format("%-d.%m"), to.format("%-d.%m"));
            prop_assert_eq!(&read(&short, today), &wanted, "{}", short);
            let long = format!("{reason} {} - {}", from.format("%Y-%m-%d"), to.format("%Y-%m-%d"));
            prop_assert_eq!(&read(&long, today), &wanted, "{}", long);
            let words = format!("{} to {} {reason}", from.format("%-d %B"), to.format("%b %-d"));
            prop_assert_eq!(&read(&words, today), &wanted, "{}", words);
        }
    }
}
