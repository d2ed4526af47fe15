//! What holds for every text.

use proptest::prelude::*;
use rust_decimal::Decimal;

use crate::domain::intake::line::{clean, is_blank, lines};
use crate::domain::intake::tests::METRICS;
use crate::domain::intake::*;

/// Fragments that the readers look for, in any order.
fn soup() -> impl Strategy<Value = String> {
    let bits = prop::sample::select(vec![
        "План",
        "Метрики:",
        "Задачи",
        "Отчёт",
        "Блокер:",
        "Лиды",
        "трафик",
        "1",
        "2:",
        "3)",
        "- ",
        "=>",
        "->",
        "→",
        " — ",
        "~",
        "6ч",
        "1,5",
        "90 мин",
        "3-4",
        "#цель",
        "удалить",
        "готово",
        "нет",
        "✅",
        "\n",
        "\r\n",
        "\u{a0}",
        "\u{202f}",
        "\u{200f}",
        "15 000",
        "к",
        "₽",
        "%",
        "(",
        ")",
        "«",
        "\"",
        ":",
        "=",
        ",",
        ".",
        "-",
        "−",
        "½",
        "слово",
        "ещё слово",
        "🙂",
        "\u{306}",
        "99999999999999999999",
    ]);
    prop::collection::vec((bits, prop::bool::ANY), 0..24).prop_map(|bits| {
        bits.into_iter().map(|(bit, space)| format!("{bit}{}", if space { " " } else { "" })).collect()
    })
}

#[derive(Debug, Clone)]
struct Styled {
    task: TaskText,
    text: String,
}

/// A task and one of the ways to write it.
fn styled() -> impl Strategy<Value = Styled> {
    let title = "[А-Я][а-я]{3,9} [а-я]{4,9}( «[А-Я][а-я]{3,6}»)?";
    let product = prop::option::of("[а-я]{4,9} [а-я]{4,9}(, [а-я]{4,6})?");
    let goal = prop::option::of("[а-я]{4,9}");
    let minutes = prop::option::of((1_u32..80).prop_map(|quarters| quarters * 15));
    (title, product, goal, minutes, 0..6_usize, 0..7_usize, 0..8_usize, 0..3_usize).prop_filter_map(
        "a word that means something else",
        |(title, deliverable, goal, minutes, arrow, hours, bullet, order)| {
            let arrow = [" => ", "=>", " -> ", " → ", " — ", " ⇒ "][arrow];
            let bullet = ["- ", "– ", "— ", "• ", "* ", "1. ", "12) ", "☐ "][bullet];
            let product = deliverable.as_ref().map(|end| format!("{arrow}{end}")).unwrap_or_default();
            let time = minutes.map(|m| hours_in(hours, m)).unwrap_or_default();
            let tag = goal.as_ref().map(|goal| format!(" #{goal}")).unwrap_or_default();
            let text = match order {
                0 => format!("{bullet}{title}{product}{time}{tag}"),
                1 => format!("{bullet}{title}{product}{tag}{time}"),
                _ => format!("{bullet}{title}{time}{tag}{product}"),
            };
            Some(Styled { task: TaskText { title, deliverable, minutes, goal }, text })
        },
    )
}

fn hours_in(style: usize, minutes: u32) -> String {
    let hours = Decimal::from(minutes) / Decimal::from(60);
    let comma = hours.normalize().to_string().replace('.', ",");
    match style {
        0 => format!(" ~ {comma}ч"),
        1 => format!(" ~{comma}"),
        2 => format!(" ({comma} ч)"),
        3 => format!(", {} мин", minutes),
        4 if !minutes.is_multiple_of(60) => format!(" {}ч{}м", minutes / 60, minutes % 60),
        5 if !minutes.is_multiple_of(60) => format!(" {} ч {} мин", minutes / 60, minutes % 60),
        6 => format!(" {} h", hours.normalize()),
        _ => format!("\u{a0}~\u{a0}{comma}\u{202f}ч."),
    }
}

/// Every line that is neither blank nor a heading is in an item or in a puzzle.
fn assert_nothing_lost(text: &str) -> Result<(), TestCaseError> {
    for line in lines(text) {
        let cleaned = clean(line.raw);
        let alone = read_plan(line.raw, METRICS, 3);
        let report = read_report(line.raw, METRICS, 3);
        let (bullet, rest) = line::bullet(&cleaned);
        let form = is_blank(&cleaned) || heading::heading(bullet, rest).is_some();
        prop_assert!(form || !alone.items.is_empty() || !alone.puzzles.is_empty(), "plan lost {:?}", line.raw);
        // «3) Метрики: Блокер:» is two headings in one line, numbered.
        let after_heading = heading::inline_heading(rest).map_or(rest, |(_, after)| after);
        let note_heading = note::is_note_heading(&cleaned) || note::is_note_heading(after_heading);
        prop_assert!(
            form || note_heading || !report.items.is_empty() || !report.puzzles.is_empty(),
            "report lost {:?}",
            line.raw
        );
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn never_panics_on_anything(text in any::<String>(), tasks in 0..10_usize) {
        read_plan(&text, METRICS, tasks);
        read_report(&text, METRICS, tasks);
        looks_like_plan(&text, METRICS);
        parse_number(&text);
        parse_minutes(&text);
    }

    #[test]
    fn never_panics_on_soup_and_reads_it_the_same_twice(text in soup(), tasks in 0..5_usize) {
        prop_assert_eq!(read_plan(&text, METRICS, tasks), read_plan(&text, METRICS, tasks));
        prop_assert_eq!(read_report(&text, METRICS, tasks), read_report(&text, METRICS, tasks));
        looks_like_plan(&text, METRICS);
        parse_number(&text);
        parse_minutes(&text);
    }

    #[test]
    fn loses_no_line(text in soup()) {
        assert_nothing_lost(&text)?;
        let reading = read_plan(&text, METRICS, 3);
        for puzzle in &reading.puzzles {
            prop_assert!(puzzle.line.chars().count() <= 200);
        }
        let last = lines(&text).count();
        prop_assert!(reading.items.iter().all(|item| item.line < last));
    }

    #[test]
    fn loses_no_line_of_anything(text in any::<String>()) {
        assert_nothing_lost(&text)?;
    }

    #[test]
    fn a_written_plan_comes_back(
        tasks in prop::collection::vec(styled(), 1..6),
        leads in prop::option::of(0..1_000_000_u32),
        crlf in prop::bool::ANY,
        colon in prop::bool::ANY,
    ) {
        let colon = if colon { ":" } else { "" };
        let mut text = format!("План{colon}\n");
        if let Some(leads) = leads {
            text.push_str(&format!("МЕТРИКИ{colon}\nлиды: {leads}\n\n"));
        }
        text.push_str(&format!("Задачи{colon}\n"));
        tasks.iter().for_each(|task| text.push_str(&format!("{}\n", task.text)));
        if crlf {
            text = text.replace('\n', "\r\n");
        }
        let reading = read_plan(&text, METRICS, 0);
        prop_assert!(reading.says_plan);
        prop_assert!(reading.puzzles.is_empty(), "{:?}", reading.puzzles);
        let mut expected: Vec<PlanWhat> = leads.map(|n| PlanWhat::Target { metric: "leads".to_owned(), value: n.into() }).into_iter().collect();
        expected.extend(tasks.into_iter().map(|styled| PlanWhat::Task(styled.task)));
        prop_assert_eq!(reading.items.into_iter().map(|item| item.what).collect::<Vec<_>>(), expected);
        prop_assert!(looks_like_plan(&text, METRICS));
    }

    #[test]
    fn thousands_in_any_style(number in 0..10_000_000_u32, cents in prop::option::of(1..100_u32), style in 0..6_usize) {
        let (group, point) = [(" ", ","), ("\u{a0}", ","), ("\u{202f}", ","), (",", "."), ("'", "."), ("", ",")][style];
        let digits = number.to_string();
        let mut text = String::new();
        for (at, digit) in digits.chars().enumerate() {
            if at > 0 && (digits.len() - at).is_multiple_of(3) {
                text.push_str(group);
            }
            text.push(digit);
        }
        let mut value = Decimal::from(number);
        if let Some(cents) = cents {
            text.push_str(&format!("{point}{cents:02}"));
            value += Decimal::new(cents.into(), 2);
        }
        prop_assert_eq!(parse_number(&text), Some(value));
        prop_assert_eq!(parse_number(&format!("{text}\u{a0}₽")), Some(value));
        let report = read_report(&format!("Лиды {text}"), METRICS, 0);
        prop_assert_eq!(report.items, vec![ReportItem::Actual { metric: "leads".to_owned(), value }]);
    }

    #[test]
    fn minutes_in_any_style(minutes in (1_u32..400).prop_map(|n| n * 15), style in 0..8_usize) {
        prop_assert_eq!(parse_minutes(hours_in(style, minutes).trim_start_matches([',', ' '])), Some(minutes));
    }
}
