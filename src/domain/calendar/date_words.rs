//! Reads days and months as people write them: «до 31.03», «конца марта», "31 March 2027".

use chrono::{Datelike as _, NaiveDate};

use crate::domain::calendar::month::Month;

/// Splits «200 заявок до 31.03» into the words before the term and the day; `None` if it has no term. Days are read by [`date`].
pub fn due_off(part: &str, today: NaiveDate) -> Option<(&str, NaiveDate)> {
    [" до ", " к ", " by ", " until "].iter().find_map(|until| {
        let (rest, when) = part.rsplit_once(until)?;
        date(when, today).map(|due| (rest, due))
    })
}

/// The rest of «до 31.03» after the word that makes it a term; `None` if it does not begin with such a word.
pub fn after_until(part: &str) -> Option<&str> {
    let (first, rest) = part.split_once(' ')?;
    matches!(first.to_lowercase().as_str(), "до" | "к" | "срок" | "by" | "until" | "due").then(|| rest.trim())
}

/// Reads a day: `31.03`, `31.03.2027`, `2027-03-31`, «31 марта», "31 March 2027", «конца марта», «конца года», "end of March".
/// Without a year it is the next such day, which may be `today`.
pub fn date(text: &str, today: NaiveDate) -> Option<NaiveDate> {
    let lower = text.to_lowercase();
    let lower = lower.trim_end_matches(['.', ' ']).trim_end_matches(" года").trim_end_matches(" г");
    if let Ok(date) = lower.parse::<NaiveDate>() {
        return Some(date);
    }
    let end = ["конца ", "концу ", "end of ", "the end of "].iter().find_map(|end| lower.strip_prefix(end));
    if let Some(what) = end {
        if matches!(what, "года" | "year" | "the year") {
            return NaiveDate::from_ymd_opt(today.year(), 12, 31);
        }
        return month(what, today).map(Month::last_day);
    }
    let parts: Vec<&str> = lower.split(['.', '/', ' ']).filter(|part| !part.is_empty()).collect();
    let (day, named, year) = match parts.as_slice() {
        [day, month] => (*day, *month, None),
        [day, month, year] => (*day, *month, Some(year.parse::<i32>().ok()?)),
        // «конца года»: its last word was cut off above.
        ["конца" | "концу"] => return NaiveDate::from_ymd_opt(today.year(), 12, 31),
        _ => return None,
    };
    let (day, named) = if day.parse::<u32>().is_ok() { (day, named) } else { (named, day) };
    let number = named.parse::<u32>().ok().filter(|_| !named.is_empty()).or_else(|| month_number(named))?;
    let day = day.trim_end_matches(['-', 'г', 'о']).parse::<u32>().ok()?;
    match year.map(|year| if year < 100 { year + 2000 } else { year }) {
        Some(year) => NaiveDate::from_ymd_opt(year, number, day),
        None => [today.year(), today.year() + 1, today.year() + 2, today.year() + 3]
            .into_iter()
            .find_map(|year| NaiveDate::from_ymd_opt(year, number, day).filter(|date| *date >= today)),
    }
}

/// Reads a month: «март», «марта 2027», "March". Without a year it is the next such month, which may be the present one.
pub fn month(text: &str, today: NaiveDate) -> Option<Month> {
    let mut words = text.split_whitespace();
    let number = month_number(words.next()?)?;
    match words.next() {
        Some(year) => Month::new(year.parse().ok()?, number),
        None => [today.year(), today.year() + 1]
            .into_iter()
            .filter_map(|year| Month::new(year, number))
            .find(|month| *month >= Month::of_date(today)),
    }
}

/// The number of a month from its name, in Russian in any case or in English, whole or its first three letters.
fn month_number(name: &str) -> Option<u32> {
    const STEMS: [(&str, &str); 12] = [
        ("январ", "january"),
        ("феврал", "february"),
        ("март", "march"),
        ("апрел", "april"),
        ("ма", "may"),
        ("июн", "june"),
        ("июл", "july"),
        ("август", "august"),
        ("сентябр", "september"),
        ("октябр", "october"),
        ("ноябр", "november"),
        ("декабр", "december"),
    ];
    let name = name.trim_end_matches('.');
    let fits = |(ru, en): &(&str, &str)| {
        let ending =
            name.strip_prefix(ru).is_some_and(|end| matches!(end, "" | "ь" | "я" | "е" | "ю" | "а" | "у" | "й"));
        let whole = ending && name.chars().count() >= 3;
        let short = name.chars().count() == 3 && (ru.starts_with(name) || en.starts_with(name));
        whole || short || name == *en
    };
    // The order matters: «мар» is found as March before «ма» with an ending is found as May.
    let at = STEMS.iter().position(fits)?;
    u32::try_from(at + 1).ok()
}
