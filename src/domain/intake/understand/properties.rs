//! What holds of every message.

use chrono::NaiveDate;
use proptest::prelude::*;

use crate::domain::company::MetricUnit;
use crate::domain::intake::understand::{
    Act, Listed, Message, Metric, Outcome, PlanState, ReportState, Situation, Vocabulary, What, Writer, understand,
};

const METRICS: &[Metric<'_>] = &[
    Metric { key: "leads", name: "Лиды", unit: MetricUnit::Count, last: None },
    Metric { key: "conv", name: "Конверсия в лид", unit: MetricUnit::Percent, last: None },
    Metric { key: "reply", name: "First reply", unit: MetricUnit::Hours, last: None },
];

const TASKS: &[Listed<'_>] = &[
    Listed {
        number: 1,
        title: "Лендинг «Ритейл»",
        deliverable: Some("страница открыта"),
        minutes: Some(360),
        offered: false,
    },
    Listed {
        number: 2, title: "Подготовить вебинар", deliverable: None, minutes: Some(300), offered: false
    },
    Listed { number: 3, title: "Ad report", deliverable: Some("numbers are with Olga"), minutes: None, offered: false },
];

fn situations() -> Vec<Situation<'static>> {
    let base = Situation {
        words: Vocabulary::shipped(),
        metrics: METRICS,
        writer: Writer::Author,
        state: PlanState::Open,
        plan: &[],
        running: &[],
        report: ReportState::None,
        people: &["Ольга Иванова"],
        today: NaiveDate::from_ymd_opt(2026, 11, 26).expect("a date"),
        day_minutes: 480,
    };
    vec![
        base,
        Situation { plan: TASKS, ..base },
        Situation { plan: TASKS, state: PlanState::Submitted, ..base },
        Situation { plan: TASKS, state: PlanState::Submitted, writer: Writer::Editor, ..base },
        Situation { running: TASKS, report: ReportState::Owed, ..base },
        Situation { running: TASKS, state: PlanState::NotAsked, ..base },
    ]
}

/// Every line that holds two letters or digits has an outcome of its own or is part of one's words.
fn accounted(text: &str, outcomes: &[Outcome]) -> bool {
    let cut = |line: &str| -> String { line.chars().filter(|c| c.is_alphanumeric()).collect() };
    // What was taken from other cells of a table's row stands in the task.
    let kept = |outcome: &Outcome| match &outcome.what {
        What::Act(Act::AddTask(task)) => cut(&format!("{} {}", task.title, task.deliverable.as_deref().unwrap_or(""))),
        _ => String::new(),
    };
    let all: String = outcomes.iter().map(|outcome| cut(&outcome.words) + &kept(outcome)).collect();
    crate::domain::intake::line::lines(text).all(|line| {
        let words = cut(line.raw);
        words.chars().count() < 2 || outcomes.iter().any(|outcome| outcome.line == line.number) || all.contains(&words)
    })
}

/// Pieces that people's messages are made of.
fn message() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "лиды",
        "120",
        "лендинг",
        "вебинар",
        "6ч",
        "=>",
        "готово",
        "не",
        "успел",
        "- ",
        "\n",
        "\n\n",
        ", ",
        "; ",
        "1. ",
        "2) ",
        "План:",
        "Сделано:",
        "[x] ",
        "|",
        "\t",
        "часа на",
        "полдня",
        "по",
        "2 дня",
        "убери",
        "добавь",
        "вторую",
        "и ещё",
        "на следующей неделе",
        "?",
        "100 %",
        "+",
        "−",
        "~",
        "«",
        "»",
        "(",
        ")",
        "кроме",
        "всё",
        "report",
        "done",
        "half a day",
        "move",
        "to next week",
        "#план",
        "**",
        "_",
        "~~",
        "👍",
        "🔥",
        "Марина",
        "болею",
        "завтра",
        "10:30",
        "план",
        "факт",
        "1-3",
        "результат:",
        "часы: 5",
        "итого",
        "спасибо",
        "x",
        "*",
        "2",
        "3",
        "each",
        "сто",
        "тысяч",
        "ч",
        ".",
        "…",
        "—",
        " - ",
        ":",
        "=",
        "http://a.example",
        "№3",
        "@",
    ]);
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.join(" "))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn nothing_that_is_typed_is_lost_or_breaks_anything(text in message()) {
        for situation in situations() {
            let outcomes = understand(&Message::plain(&text), &situation);
            prop_assert!(accounted(&text, &outcomes), "{text:?} {outcomes:#?}");
            prop_assert_eq!(&outcomes, &understand(&Message::plain(&text), &situation));
        }
    }

    #[test]
    fn any_text_is_read_without_harm(text in "\\PC{0,60}(\n\\PC{0,40}){0,3}") {
        for situation in situations() {
            let outcomes = understand(&Message::plain(&text), &situation);
            prop_assert!(accounted(&text, &outcomes), "{text:?} {outcomes:#?}");
        }
    }

    #[test]
    fn what_was_handed_in_does_not_change_by_words_alone(words in "(а|и|ну|вот|что|как|мы|Ольга)( (думаю|смотрю|жду|пишет|скоро|снова|дождь|хорошо|где|ответ)){1,5}") {
        let situation = Situation { plan: TASKS, state: PlanState::Submitted, ..situations()[0] };
        let acts = understand(&Message::plain(&words), &situation).into_iter().filter(|outcome| matches!(outcome.what, What::Act(_))).count();
        prop_assert_eq!(acts, 0, "{}", words);
    }
}

/// The work for a message grows with its length and not faster: twice as long takes at most about three times as long.
#[test]
fn long_messages_are_read_in_time() {
    let pieces = [
        "лиды 120, ",
        "лендинг 6ч ",
        "часа на четыре потом ",
        "1 готово 2 нет, ",
        "(((",
        "«««",
        "не ",
        "добавь ",
        "- ",
        "a, ",
        "1. ",
        "**",
        "вебинар ",
    ];
    for piece in pieces {
        let text: String = piece.chars().cycle().take(4096).collect();
        for situation in situations() {
            let outcomes = understand(&Message::plain(&text), &situation);
            assert!(!outcomes.is_empty() || !text.chars().any(char::is_alphanumeric), "{piece}");
        }
    }
}
