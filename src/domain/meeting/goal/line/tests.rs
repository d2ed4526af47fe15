use proptest::prelude::*;

use super::*;
use crate::domain::company::testing::person;

fn read(text: &str) -> (GoalLine, Vec<GoalProblem>) {
    let people = [person(1, "p1", "Анна Смирнова"), person(2, "p2", "Игорь Титов"), person(3, "p3", "Игорь Лапин")];
    let people: Vec<&Person> = people.iter().collect();
    read_goal(text, &people, NaiveDate::from_ymd_opt(2026, 11, 24).expect("a day"))
}

fn day(text: &str) -> Option<NaiveDate> {
    text.parse().ok()
}

#[test]
fn a_whole_goal() {
    let (goal, puzzles) = read(
        "Вебинары: 6 вебинаров, 200 заявок, Анна, до 31.03 #вебинары > #рост\nдекабрь: программа и спикеры\n2027-01 — 2 вебинара\n",
    );
    assert_eq!(puzzles, []);
    assert_eq!(
        goal,
        GoalLine {
            strategic: false,
            title: "Вебинары: 6 вебинаров, 200 заявок".into(),
            tag: Some("вебинары".into()),
            parent: Some("рост".into()),
            owner: Some(1),
            due: day("2027-03-31"),
            milestones: vec![
                (Month::new(2026, 12).expect("a month"), "программа и спикеры".into()),
                (Month::new(2027, 1).expect("a month"), "2 вебинара".into()),
            ],
        }
    );
}

#[test]
fn whatever_is_left_out_is_left_open() {
    let (goal, puzzles) = read("Партнёрская программа");
    assert_eq!((goal.title.as_str(), goal.owner, goal.due, puzzles), ("Партнёрская программа", None, None, vec![]));
    assert_eq!(goal.tag_of_title().as_deref(), Some("партнёрская"));
    let (goal, _) = read("стратегия: Выручка ×2 к 2030 году #рост");
    assert!(goal.strategic);
    assert_eq!((goal.title.as_str(), goal.tag.as_deref()), ("Выручка ×2 к 2030 году", Some("рост")));
    let (goal, _) = read("Strategic goal — Double revenue by end of year");
    assert_eq!((goal.strategic, goal.title.as_str(), goal.due), (true, "Double revenue", day("2026-12-31")));
}

#[test]
fn days_as_people_write_them() {
    for (text, due) in [
        ("до 31.03", "2027-03-31"),
        ("до 24.11", "2026-11-24"),
        ("до 23.11", "2027-11-23"),
        ("до 31.12.2026", "2026-12-31"),
        ("до 1.02.27", "2027-02-01"),
        ("до 2027-02-28", "2027-02-28"),
        ("до 31 марта", "2027-03-31"),
        ("к 9 мая 2028 г.", "2028-05-09"),
        ("до конца марта", "2027-03-31"),
        ("до конца февраля 2028", "2028-02-29"),
        ("до конца года", "2026-12-31"),
        ("by 31 March", "2027-03-31"),
        ("by Mar 31", "2027-03-31"),
        ("by the end of May", "2027-05-31"),
        ("до 29.02", "2028-02-29"),
    ] {
        let (goal, puzzles) = read(&format!("Цель, {text}"));
        assert_eq!((goal.due, puzzles), (day(due), vec![]), "{text}");
        assert_eq!(read(&format!("Цель {text}")).0.due, day(due), "{text} without a comma");
    }
    // What is no day stays in the title.
    for text in ["до 200 заявок", "довести до ума", "к людям", "до мая"] {
        let (goal, puzzles) = read(&format!("Цель, {text}"));
        assert_eq!((goal.title, goal.due, puzzles), (format!("Цель, {text}"), None, vec![]));
    }
}

#[test]
fn what_is_not_understood_is_said() {
    let of = |text| read(text).1;
    assert_eq!(of("Анна, до 31.03 #вебинары"), [GoalProblem::NoTitle]);
    assert_eq!(of(""), [GoalProblem::NoTitle]);
    assert_eq!(of("Цель, Игорь"), [GoalProblem::WhichOwner("Игорь".into(), vec![2, 3])]);
    assert_eq!(of("Цель, до 31.13"), [GoalProblem::NoDate("до 31.13".into())]);
    assert_eq!(of("Цель #а #б"), [GoalProblem::SecondTag("б".into())]);
    assert_eq!(of("Цель\nкогда-нибудь: всё"), [GoalProblem::NoMilestone("когда-нибудь: всё".into())]);
    assert_eq!(of(&"ц".repeat(101)), [GoalProblem::TooLong(101)]);
}

proptest! {
    #[test]
    fn anything_can_be_read(text in "\\PC{0,60}(\n\\PC{0,30}){0,3}") {
        let (goal, puzzles) = read(&text);
        prop_assert!(goal.title.chars().count() <= 100);
        prop_assert!(!goal.title.is_empty() || !puzzles.is_empty());
        prop_assert!(goal.milestones.windows(2).all(|pair| pair[0].0 < pair[1].0));
    }

    #[test]
    fn facts_are_found_in_any_order(order in Just(["Анна", "до 31.03.2027", "6 вебинаров"]).prop_shuffle()) {
        let (goal, puzzles) = read(&format!("{} #вебинары", order.join(", ")));
        prop_assert_eq!((goal.owner, goal.due, goal.title.as_str()), (Some(1), day("2027-03-31"), "6 вебинаров"));
        prop_assert_eq!(puzzles, vec![]);
    }
}
