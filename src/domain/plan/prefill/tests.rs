use super::*;
use crate::domain::intake::read_plan;
use crate::domain::plan::regular::Period;
use crate::domain::plan::retell::acts;
use proptest::prelude::*;
use std::collections::BTreeMap;

fn week() -> Week {
    "2026-W49".parse().expect("a week")
}

fn before(title: &str, state: TaskState, minutes: u32, actual: Option<u32>) -> Before {
    Before {
        title: title.to_owned(),
        state,
        minutes: Some(minutes),
        actual_minutes: actual,
        deliverable: Some("видно".to_owned()),
        ..Before::default()
    }
}

fn regular(id: i64, title: &str) -> Regular {
    Regular {
        id,
        title: title.to_owned(),
        deliverable: None,
        minutes: Some(120),
        goal: None,
        period: Period::Weekly,
        since: week(),
        paused: false,
    }
}

fn shape(draft: &Draft) -> Vec<(&str, Origin, Option<u32>)> {
    draft.tasks.iter().map(|t| (t.title.as_str(), t.origin, t.minutes)).collect()
}

/// What is offered for the week to somebody who always works.
fn offers_of(sources: OfferSources<'_>) -> Vec<DraftTask> {
    offers(&sources, week(), |_| true)
}

#[test]
fn a_week_begins_with_what_is_left_what_was_decided_and_what_comes_again() {
    let left = [
        before("Лендинг", TaskState::Open, 360, None),
        before("Вебинар", TaskState::Partly, 300, Some(180)),
        before("Статья", TaskState::Partly, 300, Some(290)),
        before("Рассылка", TaskState::NotDone, 120, Some(0)),
        before("Баннер", TaskState::Done, 60, Some(60)),
        before("Опрос", TaskState::Cancelled, 60, None),
    ];
    let decided = [Decided { id: 7, text: "Презентация  для ритейла".to_owned() }];
    let draft = prefill(
        &Draft::default(),
        &offers_of(OfferSources {
            before: &left,
            decided: &decided,
            regular: &[regular(3, "Отчёт")],
            ..OfferSources::default()
        }),
    );
    assert_eq!(
        shape(&draft),
        [
            ("Лендинг", Origin::Carried, Some(360)),
            ("Вебинар", Origin::Carried, Some(120)),
            ("Статья", Origin::Carried, Some(30)),
            ("Рассылка", Origin::Carried, Some(120)),
            ("Презентация для ритейла", Origin::Decision, None),
            ("Отчёт", Origin::Regular, Some(120)),
        ]
    );
    assert!(draft.tasks.iter().all(|t| (t.carried_weeks == 1) == (t.origin == Origin::Carried)));
}

fn step(goal: GoalId, tag: &str, text: &str) -> Step {
    Step { of: StepOf { goal, month: "2026-12".parse().expect("a month") }, tag: tag.to_owned(), text: text.to_owned() }
}

#[test]
fn a_goal_of_ones_own_that_nothing_serves_gives_its_next_step() {
    let steps =
        [step(1, "вебинары", "Программа и  спикеры"), step(2, "партнёры", "3 договора"), step(3, "цены", "Прайс")];
    let left = [Before { goal: Some("Партнеры".into()), ..before("Альфа", TaskState::Open, 60, None) }];
    let mut draft = Draft::default();
    draft.take(&read_plan("Новый прайс => на сайте ~ 2ч #цены", &[], 0), Some(1));
    let offers = offers_of(OfferSources {
        before: &left,
        steps: &steps,
        regular: &[regular(3, "Отчёт")],
        ..OfferSources::default()
    });
    let filled = prefill(&draft, &offers);
    assert_eq!(
        shape(&filled),
        [
            ("Новый прайс", Origin::New, Some(120)),
            ("Альфа", Origin::Carried, Some(60)),
            ("Программа и спикеры", Origin::Goal, None),
            ("Отчёт", Origin::Regular, Some(120)),
        ]
    );
    assert_eq!(filled.tasks[2].goal.as_deref(), Some("вебинары"));
}

#[test]
fn what_is_done_meanwhile_goes_and_what_the_author_set_stays() {
    let open = [before("Лендинг", TaskState::Open, 360, None), before("Вебинар", TaskState::Open, 300, None)];
    let mut draft = prefill(&Draft::default(), &offers_of(OfferSources { before: &open, ..OfferSources::default() }));
    draft.take(&read_plan("2: 4ч", &[], 2), Some(1));
    let done = [
        before("Лендинг", TaskState::Done, 360, Some(300)),
        before("Вебинар", TaskState::Done, 300, Some(300)),
        before("Срочное", TaskState::NotDone, 60, Some(0)),
    ];
    let after = prefill(&draft, &offers_of(OfferSources { before: &done, ..OfferSources::default() }));
    assert_eq!(shape(&after), [("Вебинар", Origin::Carried, Some(240)), ("Срочное", Origin::Carried, Some(60))]);
}

#[test]
fn what_was_dropped_stays_dropped_until_the_author_says_otherwise() {
    let left = [before("Лендинг", TaskState::Open, 360, None)];
    let offers =
        offers_of(OfferSources { before: &left, regular: &[regular(3, "Отчёт")], ..OfferSources::default() });
    let mut draft = prefill(&Draft::default(), &offers);
    draft.take(&read_plan("1 удалить", &[], 2), Some(1));
    let after = prefill(&draft, &offers);
    assert_eq!(shape(&after), [("Отчёт", Origin::Regular, Some(120))]);
    assert_eq!(after.dropped.len(), 1);
    let mut back = after.clone();
    back.take(&read_plan("лендинг => открыт ~ 2ч", &[], 1), Some(2));
    assert_eq!(shape(&back).last(), Some(&("Лендинг", Origin::Carried, Some(120))));
    assert!(back.dropped.is_empty());
}

#[test]
fn a_regular_task_that_was_missed_comes_once_and_one_that_is_not_due_is_carried() {
    let left = [Before { regular: Some(3), ..before("Отчёт за ноябрь", TaskState::NotDone, 60, None) }];
    let due =
        offers_of(OfferSources { before: &left, regular: &[regular(3, "Отчёт")], ..OfferSources::default() });
    assert_eq!(due.iter().map(|t| t.origin).collect::<Vec<_>>(), [Origin::Regular]);
    let paused = Regular { paused: true, ..regular(3, "Отчёт") };
    let not_due = offers_of(OfferSources { before: &left, regular: &[paused], ..OfferSources::default() });
    assert_eq!(not_due.iter().map(|t| t.origin).collect::<Vec<_>>(), [Origin::Carried]);
}

#[test]
fn the_author_who_writes_it_anew_carries_it_all_the_same() {
    let mut draft = Draft::default();
    draft.take(&read_plan("- Лендинг. => открыт ~ 1ч", &[], 0), Some(1));
    let left = [before("лендинг", TaskState::Open, 360, None)];
    let after = prefill(&draft, &offers_of(OfferSources { before: &left, ..OfferSources::default() }));
    assert_eq!(shape(&after), [("Лендинг.", Origin::Carried, Some(60))]);
}

#[test]
fn an_edited_message_leaves_what_the_bot_put_there_in_its_place() {
    let left = [before("Лендинг", TaskState::Open, 360, None)];
    let mut draft = prefill(&Draft::default(), &offers_of(OfferSources { before: &left, ..OfferSources::default() }));
    let said = read_plan("- Лендинг ~ 3ч\n- Вебинар ~ 2ч", &[], 1);
    draft.take(&said, Some(5));
    draft.retell(&acts(said), &acts(read_plan("- Лендинг ~ 4ч\n- Вебинар ~ 1ч", &[], 2)), 5);
    assert_eq!(shape(&draft), [("Лендинг", Origin::Carried, Some(240)), ("Вебинар", Origin::New, Some(60))]);
}

fn titles() -> impl Strategy<Value = String> {
    prop::sample::select(vec!["Лендинг", "лендинг.", "Вебинар", "Отчёт", "Статья", "Рассылка", "Баннер"])
        .prop_map(str::to_owned)
}

fn befores() -> impl Strategy<Value = Vec<Before>> {
    let states = vec![TaskState::Open, TaskState::Done, TaskState::Partly, TaskState::NotDone, TaskState::Cancelled];
    let minutes = || prop::option::of(0u32..600);
    let ids = || prop::option::of(1i64..4);
    let one = (titles(), prop::sample::select(states), minutes(), minutes(), ids(), ids(), 0u32..3);
    let one = one.prop_map(|(title, state, minutes, actual_minutes, regular, decision, carried_weeks)| Before {
        title,
        state,
        minutes,
        actual_minutes,
        regular,
        decision,
        carried_weeks,
        ..Before::default()
    });
    prop::collection::vec(one, 0..7)
}

fn offered() -> impl Strategy<Value = Vec<DraftTask>> {
    let decisions = prop::collection::vec((1i64..4, titles()), 0..3);
    let regulars = prop::collection::vec((1i64..4, titles(), any::<bool>()), 0..3);
    let steps = prop::collection::vec((1i64..4, titles()), 0..3);
    (befores(), decisions, steps, regulars).prop_map(|(before, decided, steps, regulars)| {
        // One step a goal.
        let steps: BTreeMap<i64, String> = steps.into_iter().collect();
        let steps: Vec<Step> = steps.iter().map(|(goal, text)| step(*goal, &format!("цель{goal}"), text)).collect();
        let decided: Vec<Decided> = decided.into_iter().map(|(id, text)| Decided { id, text }).collect();
        let regulars: Vec<Regular> =
            regulars.into_iter().map(|(id, title, paused)| Regular { paused, ..regular(id, &title) }).collect();
        offers_of(OfferSources { before: &before, decided: &decided, steps: &steps, regular: &regulars })
    })
}

/// What an author does to a draft.
fn edits() -> impl Strategy<Value = Vec<String>> {
    let edit = prop_oneof![
        titles().prop_map(|t| format!("- {t} => что-то новое ~ 2ч")),
        (1u32..8).prop_map(|n| format!("{n}: 5ч")),
        (1u32..8).prop_map(|n| format!("{n} удалить")),
    ];
    prop::collection::vec(edit, 0..6)
}

proptest! {
    #[test]
    fn again_changes_nothing(first in offered(), second in offered(), edits in edits()) {
        let mut draft = prefill(&Draft::default(), &first);
        for (edit, message) in edits.iter().zip(1..) {
            let reading = read_plan(edit, &[], draft.tasks.len());
            draft.take(&reading, Some(message));
        }
        let once = prefill(&draft, &second);
        prop_assert_eq!(&prefill(&once, &second), &once);
        let kept: Draft = serde_json::from_str(&serde_json::to_string(&once).expect("JSON")).expect("a draft");
        prop_assert_eq!(kept, once);
    }

    #[test]
    fn nothing_of_the_authors_is_lost_and_nothing_dropped_comes_back(
        first in offered(), second in offered(), edits in edits(),
    ) {
        let mut draft = prefill(&Draft::default(), &first);
        for (edit, message) in edits.iter().zip(1..) {
            let reading = read_plan(edit, &[], draft.tasks.len());
            draft.take(&reading, Some(message));
        }
        let after = prefill(&draft, &second);
        for own in draft.tasks.iter().filter(|t| t.touched || t.seed.is_none()) {
            let kept = |t: &DraftTask| {
                (&t.title, &t.deliverable, t.minutes, &t.goal, t.source)
                    == (&own.title, &own.deliverable, own.minutes, &own.goal, own.source)
            };
            prop_assert!(after.tasks.iter().any(kept), "{own:?}");
        }
        for gone in &draft.dropped {
            prop_assert!(!after.tasks.iter().any(|t| t.seed == gone.seed), "{gone:?}");
        }
        for offer in &second {
            let there = |t: &DraftTask| t.seed == offer.seed || same_title(&t.title, &offer.title);
            prop_assert!(after.tasks.iter().chain(&after.dropped).any(there), "{offer:?}");
        }
    }
}
