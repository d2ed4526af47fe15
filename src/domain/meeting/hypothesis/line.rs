//! A hypothesis in a line: «Видео на лендинге => Лиды +10 %, канал: сайт, сегмент: ритейл, бюджет 30 000, до 24.12, Анна».

use chrono::NaiveDate;
use rust_decimal::Decimal;

use crate::domain::calendar::date_words::{after_until, date};
use crate::domain::company::{Person, PersonId, names};
use crate::domain::intake::{parse_number, says_something};
use crate::domain::meeting::hypothesis::{MAX_CHARS, MAX_FACT};

/// What the line says; whatever it doesn't is none or empty.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct HypothesisLine {
    /// What is believed.
    pub statement: String,
    /// What is expected.
    pub effect: Option<String>,
    /// What is offered.
    pub product: Option<String>,
    /// To whom.
    pub segment: Option<String>,
    /// Where.
    pub channel: Option<String>,
    /// What the test may cost.
    pub budget: Option<Decimal>,
    /// Its first day.
    pub start: Option<NaiveDate>,
    /// The day by which it is decided.
    pub review: Option<NaiveDate>,
    /// Who answers for it.
    pub owner: Option<PersonId>,
}

/// What a part between commas may be about.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fact {
    Effect,
    Product,
    Segment,
    Channel,
    Budget,
    Start,
    Review,
    Owner,
}

/// A part that was not understood; the rest was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HypothesisProblem {
    /// There is nothing to try.
    NoStatement,
    /// Something has more characters than this many.
    TooLong(String, usize),
    /// A name that several people have, or nobody.
    WhichOwner(String, Vec<PersonId>),
    /// A day that is none.
    NoDate(String),
    /// A budget that is no number.
    NoBudget(String),
    /// It would be decided before it begins.
    Reversed,
}

/// Reads a new hypothesis. What stands first, or before the arrow, is what is believed; dates without a year are the next such day.
pub fn read(text: &str, people: &[&Person], today: NaiveDate) -> (HypothesisLine, Vec<HypothesisProblem>) {
    let (line, mut puzzles) = parts(text, people, today, true);
    if line.statement.is_empty() {
        puzzles.push(HypothesisProblem::NoStatement);
    }
    (line, puzzles)
}

/// Reads what changes about a hypothesis: the same, but nothing is required.
pub fn read_change(text: &str, people: &[&Person], today: NaiveDate) -> (HypothesisLine, Vec<HypothesisProblem>) {
    parts(text, people, today, false)
}

fn parts(text: &str, people: &[&Person], today: NaiveDate, new: bool) -> (HypothesisLine, Vec<HypothesisProblem>) {
    let (mut line, mut puzzles) = (HypothesisLine::default(), Vec::new());
    let (before, after) = ["=>", "->", "→", "⇒"]
        .iter()
        .filter_map(|arrow| text.split_once(arrow))
        .min_by_key(|(before, _)| before.len())
        .map_or((text, None), |(before, after)| (before, Some(after)));
    let (mut believed, mut expected): (Vec<String>, Vec<String>) = (Vec::new(), Vec::new());
    for (i, part) in split(before).into_iter().enumerate() {
        // A new one begins with what is believed, whatever it looks like.
        if (new && i == 0) || !take(&part, people, today, &mut line, &mut puzzles) {
            believed.push(part);
        }
    }
    for part in split(after.unwrap_or_default()) {
        if !take(&part, people, today, &mut line, &mut puzzles) {
            expected.push(part);
        }
    }
    line.statement = kept(believed.join(", "), MAX_CHARS, &mut puzzles).unwrap_or_default();
    line.effect = kept(expected.join(", "), MAX_CHARS, &mut puzzles).or(line.effect);
    if let (Some(start), Some(review)) = (line.start, line.review)
        && review < start
    {
        puzzles.push(HypothesisProblem::Reversed);
        (line.start, line.review) = (None, None);
    }
    (line, puzzles)
}

/// The parts between commas, semicolons and line ends; the comma of «1,5» parts nothing.
fn split(text: &str) -> Vec<String> {
    let text = text.replace([';', '\n', '\r'], ", ");
    let parts = text.split(", ").map(|part| part.split_whitespace().collect::<Vec<_>>().join(" "));
    let trimmed = parts.map(|part| part.trim_matches([',', ' ', '•', '*']).trim_end_matches('.').to_owned());
    trimmed.filter(|part| says_something(part)).collect()
}

/// What is worth keeping of a text; too long a one is told of.
fn kept(text: String, most: usize, puzzles: &mut Vec<HypothesisProblem>) -> Option<String> {
    if text.chars().count() > most {
        puzzles.push(HypothesisProblem::TooLong(text, most));
        return None;
    }
    says_something(&text).then_some(text)
}

/// Takes a part that says one of the facts; whether it does.
fn take(
    part: &str,
    people: &[&Person],
    today: NaiveDate,
    line: &mut HypothesisLine,
    puzzles: &mut Vec<HypothesisProblem>,
) -> bool {
    let Some((fact, value)) = fact(part, people, today) else { return false };
    let short = |puzzles: &mut Vec<_>| kept(value.to_owned(), MAX_FACT, puzzles);
    match fact {
        Fact::Effect => line.effect = kept(value.to_owned(), MAX_CHARS, puzzles).or(line.effect.take()),
        Fact::Product => line.product = short(puzzles).or(line.product.take()),
        Fact::Segment => line.segment = short(puzzles).or(line.segment.take()),
        Fact::Channel => line.channel = short(puzzles).or(line.channel.take()),
        Fact::Budget => match parse_number(value).filter(|sum| !sum.is_sign_negative()) {
            Some(sum) => line.budget = Some(sum),
            None => puzzles.push(HypothesisProblem::NoBudget(part.to_owned())),
        },
        Fact::Start | Fact::Review => match date(value, today) {
            Some(day) if fact == Fact::Start => line.start = Some(day),
            Some(day) => line.review = Some(day),
            None => puzzles.push(HypothesisProblem::NoDate(part.to_owned())),
        },
        Fact::Owner => match names::meant(value, people).as_slice() {
            [one] => line.owner = Some(one.id),
            several => {
                let ids = several.iter().map(|p| p.id).collect();
                puzzles.push(HypothesisProblem::WhichOwner(value.to_owned(), ids));
            }
        },
    }
    true
}

/// What a part is about, and what it says of that; none: words of the hypothesis itself.
fn fact<'p>(part: &'p str, people: &[&Person], today: NaiveDate) -> Option<(Fact, &'p str)> {
    if let Some((key, value)) = part.split_once(':')
        && let Some(fact) = named(&key.trim().to_lowercase())
    {
        return Some((fact, value.trim()));
    }
    if let Some((first, rest)) = part.split_once(' ') {
        let first = first.to_lowercase();
        if matches!(first.as_str(), "бюджет" | "budget") && parse_number(rest).is_some() {
            return Some((Fact::Budget, rest));
        }
        if matches!(first.as_str(), "с" | "со" | "from" | "since") && date(rest, today).is_some() {
            return Some((Fact::Start, rest));
        }
    }
    // «до 24.12» is a day, and so is meant «до 31.13»; «до 200 заявок» is not.
    if let Some(when) = after_until(part) {
        let dated = when.contains('.') && !when.contains(' ') && when.starts_with(|c: char| c.is_ascii_digit());
        return (dated || date(when, today).is_some()).then_some((Fact::Review, when));
    }
    if part.contains(['₽', '$', '€', '₸']) && parse_number(part).is_some() {
        return Some((Fact::Budget, part));
    }
    let name = part.split_whitespace().count() <= 3 && !part.contains(|c: char| c.is_ascii_digit() || c == ':');
    (name && !names::meant(part, people).is_empty()).then_some((Fact::Owner, part))
}

/// What people call it before a colon.
fn named(key: &str) -> Option<Fact> {
    Some(match key {
        "ждём" | "ждем" | "ожидаем" | "эффект" | "результат" | "expect" | "effect" | "expected" => {
            Fact::Effect
        }
        "продукт" | "product" => Fact::Product,
        "сегмент" | "аудитория" | "для кого" | "segment" | "audience" => Fact::Segment,
        "канал" | "где" | "channel" | "where" => Fact::Channel,
        "бюджет" | "budget" => Fact::Budget,
        "начало" | "старт" | "start" => Fact::Start,
        "вердикт" | "решаем" | "срок" | "review" | "verdict" | "due" => Fact::Review,
        "ведёт" | "ведет" | "отвечает" | "owner" => Fact::Owner,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::company::testing::person;

    fn company() -> Vec<Person> {
        vec![person(1, "anna", "Анна Смирнова"), person(2, "igor", "Игорь Титов"), person(3, "igor2", "Игорь Лапин")]
    }

    fn heard(text: &str, new: bool) -> (HypothesisLine, Vec<HypothesisProblem>) {
        let company = company();
        let people: Vec<&Person> = company.iter().collect();
        let today = NaiveDate::from_ymd_opt(2026, 11, 24).expect("a day");
        if new { read(text, &people, today) } else { read_change(text, &people, today) }
    }

    fn day(text: &str) -> Option<NaiveDate> {
        text.parse().ok()
    }

    #[test]
    fn a_whole_one() {
        let whole = HypothesisLine {
            statement: "Видео на лендинге поднимет заявки".into(),
            effect: Some("Лиды +1,5 %".into()),
            product: Some("Вектор".into()),
            segment: Some("ритейл".into()),
            channel: Some("сайт".into()),
            budget: Some(Decimal::from(30_000)),
            start: day("2026-12-01"),
            review: day("2027-01-15"),
            owner: Some(1),
        };
        for text in [
            "Видео на лендинге поднимет заявки => Лиды +1,5 %, канал: сайт, сегмент: ритейл, продукт: Вектор, \
             бюджет 30 000, с 1.12, до 15.01, Анна",
            "Видео на лендинге поднимет заявки\nждём: Лиды +1,5 %\nканал: сайт\nаудитория: ритейл\nпродукт: Вектор\n\
             30к ₽\nначало: 1 декабря\nвердикт: 15 января 2027\nведёт: Анна Смирнова",
        ] {
            assert_eq!(heard(text, true), (whole.clone(), vec![]), "{text}");
        }
        let (english, puzzles) =
            heard("Video on the page -> leads +1.5 %; channel: site, budget: $300, by 2027-01-15", true);
        assert_eq!((english.channel.as_deref(), english.budget), (Some("site"), Some(Decimal::from(300))));
        assert_eq!((english.review, puzzles), (day("2027-01-15"), vec![]));
    }

    #[test]
    fn what_is_believed_stands_first_and_is_never_taken_for_a_fact() {
        for text in ["Анна", "до 15.01", "канал: почта лучше сайта"] {
            let (line, puzzles) = heard(text, true);
            assert_eq!((line.statement.as_str(), puzzles), (text, vec![]));
        }
        // Commas within it stay.
        let (line, _) = heard("Если звонить сразу, покупают чаще => 10 сделок до 200 заявок", true);
        assert_eq!(line.statement, "Если звонить сразу, покупают чаще");
        assert_eq!(line.effect.as_deref(), Some("10 сделок до 200 заявок"));
    }

    #[test]
    fn a_change_says_only_what_changes() {
        let (line, puzzles) = heard("канал: почта, до 1.02, Анна", false);
        let wanted = HypothesisLine {
            channel: Some("почта".into()),
            review: day("2027-02-01"),
            owner: Some(1),
            ..HypothesisLine::default()
        };
        assert_eq!((line, puzzles), (wanted, vec![]));
        assert_eq!(heard("=> 20 заявок", false).0.effect.as_deref(), Some("20 заявок"));
        assert_eq!(heard("Письмо вместо звонка", false).0.statement, "Письмо вместо звонка");
    }

    #[test]
    fn what_is_unclear_is_told_and_the_rest_kept() {
        use HypothesisProblem::*;
        let long = "а".repeat(301);
        for (text, puzzle) in [
            ("", NoStatement),
            ("=> Лиды +10 %", NoStatement),
            (&long, TooLong(long.clone(), MAX_CHARS)),
            ("Видео, Игорь", WhichOwner("Игорь".into(), vec![2, 3])),
            ("Видео, ведёт: Оксана", WhichOwner("Оксана".into(), vec![])),
            ("Видео, до 31.13", NoDate("до 31.13".into())),
            ("Видео, бюджет: много", NoBudget("бюджет: много".into())),
            ("Видео, с 15.01, до 1.12", Reversed),
        ] {
            let (_, puzzles) = heard(text, true);
            assert!(puzzles.contains(&puzzle), "{text}: {puzzles:?}");
        }
        let (line, _) = heard("Видео, до 31.13, канал: сайт", true);
        assert_eq!((line.statement.as_str(), line.channel.as_deref()), ("Видео", Some("сайт")));
    }

    proptest! {
        #[test]
        fn anything_is_read_without_a_panic_and_no_number_turns_negative(text in "\\PC{0,120}", new in any::<bool>()) {
            let (line, puzzles) = heard(&text, new);
            prop_assert!(line.budget.is_none_or(|sum| !sum.is_sign_negative()));
            prop_assert!(line.statement.chars().count() <= MAX_CHARS);
            let none = line == HypothesisLine::default() && puzzles.is_empty();
            prop_assert!(!none || split(&text.replace(['→', '⇒', '>', '=', '-'], " ")).is_empty() || !says_something(&text), "{text}");
        }
    }
}
