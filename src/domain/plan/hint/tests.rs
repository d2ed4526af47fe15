use std::sync::LazyLock;

use proptest::prelude::*;

use crate::domain::plan::hint::lexicon::{Lexicon, Lexicons};
use crate::domain::plan::hint::{Draft, DraftTask, Hidden, HintKind, Origin, SHOWN, choose, find};

fn lexicons() -> &'static Lexicons {
    static READ: LazyLock<Lexicons> = LazyLock::new(|| {
        let read = |text| Lexicon::parse(text).expect("a word list");
        Lexicons {
            ru: read(include_str!("../../../../locales/ru/hints.toml")),
            en: read(include_str!("../../../../locales/en/hints.toml")),
        }
    });
    &READ
}

fn task(title: &str, deliverable: &str, hours: u32) -> DraftTask {
    DraftTask {
        title: title.to_owned(),
        deliverable: Some(deliverable.to_owned()).filter(|text| !text.is_empty()),
        minutes: Some(hours * 60),
        ..DraftTask::default()
    }
}

fn found(tasks: &[DraftTask]) -> Vec<(HintKind, Option<usize>)> {
    let draft = Draft { tasks: tasks.to_vec(), ..Draft::default() };
    find(&draft, &["Лиды"], lexicons()).into_iter().map(|hint| (hint.kind, hint.task)).collect()
}

#[test]
fn a_definite_end_product_makes_up_for_vague_words() {
    assert_eq!(
        found(&[task("Продолжить рассылку", "", 3)]),
        [(HintKind::Vague, Some(1)), (HintKind::Missing, Some(1))]
    );
    assert_eq!(found(&[task("Продолжить рассылку", "письмо ушло 400 адресатам", 3)]), []);
}

#[test]
fn saying_the_title_again_is_no_end_product() {
    let unverifiable = [(HintKind::Unverifiable, Some(1))];
    assert_eq!(found(&[task("Сделать презентацию", "презентация", 3)]), unverifiable);
    assert_eq!(found(&[task("Сделать презентацию", "презентация готова", 3)]), unverifiable);
    assert_eq!(found(&[task("Сделать презентацию", "три вопроса от клиента", 3)]), []);
    assert_eq!(found(&[task("Make a presentation", "a good presentation", 3)]), unverifiable);
    assert_eq!(found(&[task("Make a presentation", "three questions from the client", 3)]), []);
}

#[test]
fn sixteen_hours_are_one_task_and_more_are_several() {
    assert_eq!(found(&[task("Каталог", "ушёл в типографию", 16)]), []);
    assert_eq!(found(&[task("Каталог", "ушёл в типографию", 17)]), [(HintKind::Big, Some(1))]);
}

#[test]
fn a_meeting_is_prepared_by_what_is_about_the_same() {
    let meeting = task("Встреча с «Омегой»", "клиент выбрал тариф", 2);
    let alone = [(HintKind::Preparation, Some(1))];
    assert_eq!(found(std::slice::from_ref(&meeting)), alone);
    assert_eq!(found(&[meeting.clone(), task("Подготовить вопросы к встрече с «Вегой»", "5 вопросов", 1)]), alone);
    assert_eq!(found(&[meeting.clone(), task("Подготовить вопросы к встрече с Омегой", "5 вопросов", 1)]), []);
    assert_eq!(found(&[meeting, task("Подготовка к встречам", "5 вопросов", 1)]), []);
    let regular =
        DraftTask { origin: Origin::Regular, ..task("Встреча отдела", "протокол в чате", 1) };
    assert_eq!(found(&[regular]), []);
}

#[test]
fn the_plan_as_a_whole_is_looked_at_once_it_is_one() {
    let tasks: Vec<DraftTask> = (1..=4).map(|n| task(&format!("Дело {n}"), "видно в таблице", 2)).collect();
    assert_eq!(found(&tasks[..3]), []);
    let all = found(&tasks);
    assert_eq!(all[0], (HintKind::Planning, None));
    assert_eq!(all[1..].iter().map(|(kind, _)| *kind).collect::<Vec<_>>(), [HintKind::Unlinked; 4]);
    let linked = |task: &DraftTask| DraftTask { goal: Some("вебинары".to_owned()), ..task.clone() };
    assert_eq!(found(&tasks.iter().map(linked).collect::<Vec<_>>()), [(HintKind::Planning, None)]);
    let mut whole = tasks.clone();
    whole[0] = task("Недельный план", "сдан", 1);
    assert!(!found(&whole).contains(&(HintKind::Planning, None)));
}

#[test]
fn a_metric_named_in_another_language_may_be_served() {
    let tasks = (1..=4).map(|n| task(&format!("Дело {n}"), "видно в таблице", 2)).collect();
    let draft = Draft { tasks, ..Draft::default() };
    assert!(find(&draft, &["Лиды", "Signups"], lexicons()).iter().all(|hint| hint.kind == HintKind::Planning));
}

#[test]
fn nothing_is_said_about_words_we_do_not_know() {
    assert_eq!(found(&[task("لقاء مع العميل", "عقد موقع", 3)]), []);
}

#[test]
fn whoever_hides_a_question_is_not_asked_it_in_other_words() {
    let draft = Draft { tasks: vec![task("Поработать над сайтом", "", 3)], ..Draft::default() };
    let hints = find(&draft, &[], lexicons());
    let title = Some("поработать над сайтом".to_owned());
    for hidden in [Hidden { kind: HintKind::Vague, title }, Hidden { kind: HintKind::Vague, title: None }] {
        assert_eq!(choose(&hints, &[hidden]), []);
    }
    let other = Hidden { kind: HintKind::Vague, title: Some("другое".to_owned()) };
    assert_eq!(choose(&hints, &[other]).len(), 1);
}

#[test]
fn one_kind_leaves_room_for_another() {
    let mut tasks: Vec<DraftTask> = (1..=3).map(|n| task(&format!("Собрать таблицу номер {n}"), "", n)).collect();
    tasks.push(task("Встреча с «Омегой»", "клиент выбрал тариф", 1));
    let hints = find(&Draft { tasks, ..Draft::default() }, &[], lexicons());
    let chosen: Vec<_> = choose(&hints, &[]).iter().map(|hint| (hint.kind, hint.task)).collect();
    let (missing, preparation) = (HintKind::Missing, HintKind::Preparation);
    assert_eq!(chosen, [(missing, Some(3)), (missing, Some(2)), (preparation, Some(4))]);
}

fn tasks() -> impl Strategy<Value = Vec<DraftTask>> {
    let word = prop::sample::select(vec![
        "Поработать",
        "над",
        "сайтом",
        "Встреча",
        "с",
        "«Вектором»",
        "готово",
        "3",
        "лиды",
        "Work",
        "on",
        "the",
        "meeting",
        "план",
        "недели",
        "🚀",
        "презентация",
    ]);
    let text = || prop::collection::vec(word.clone(), 1..5).prop_map(|words| words.join(" "));
    let title = prop_oneof![text(), "\\PC{1,40}"];
    let task = (title, prop::option::of(text()), prop::option::of(0u32..2000))
        .prop_map(|(title, deliverable, minutes)| DraftTask { title, deliverable, minutes, ..DraftTask::default() });
    prop::collection::vec(task, 0..10)
}

proptest! {
    #[test]
    fn few_are_shown_one_a_task_and_never_a_hidden_one(tasks in tasks(), picks in prop::collection::vec((0usize..20, prop::bool::ANY), 0..4)) {
        let draft = Draft { tasks, ..Draft::default() };
        let hints = find(&draft, &["Лиды"], lexicons());
        prop_assert!(hints.is_sorted_by_key(|hint| hint.kind));
        let mut hidden = Vec::new();
        loop {
            let shown = choose(&hints, &hidden);
            prop_assert!(shown.len() <= SHOWN && shown.is_sorted_by_key(|hint| hint.kind));
            for (i, hint) in shown.iter().enumerate() {
                prop_assert!(hints.contains(hint) && shown[..i].iter().all(|other| other.task != hint.task));
                prop_assert!(!hidden.iter().any(|h: &Hidden| h.kind == hint.kind
                    && h.title.as_ref().is_none_or(|title| *title == hint.title)));
            }
            // Hidden one after the other they come to an end.
            let Some(first) = shown.first() else { break };
            let all = picks.iter().any(|(at, all)| *at == hidden.len() && *all);
            hidden.push(Hidden { kind: first.kind, title: Some(first.title.clone()).filter(|_| !all && first.task.is_some()) });
        }
    }
}
