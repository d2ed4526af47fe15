//! How well the hints agree with an attentive reader: precision and recall over labelled plans, printed (`--nocapture`) and
//! held to a floor. A third of the plans was put aside before there was a rule and is counted apart.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use planerka::domain::hint::{HintKind, find};
use planerka::domain::intake::{MetricName, read_plan};
use planerka::domain::plan::Draft;
use planerka::texts::Texts;

const FLOOR: f64 = 0.8;

/// What the people of a team answer for.
fn metrics(team: &str, russian: bool) -> &'static [&'static str] {
    match (team, russian) {
        ("marketing", true) => &["Лиды", "Трафик"],
        ("head", true) => &["Квал. лиды", "Расход на рекламу"],
        ("sales", true) => &["Новые клиенты", "Выручка", "Звонки"],
        ("support", true) => &["Довольные клиенты", "Время ответа"],
        ("marketing", false) => &["Leads", "Traffic"],
        ("sales", false) => &["New customers", "Revenue", "Calls"],
        ("support", false) => &["Customer satisfaction", "Reply time"],
        (other, _) => panic!("team {other}"),
    }
}

/// A plan with its labels: number of the task, none for the plan, and the kind.
struct Labelled {
    held_out: bool,
    team: String,
    lines: Vec<String>,
    labels: Vec<(Option<usize>, HintKind)>,
}

fn kind(label: &str) -> HintKind {
    HintKind::named(label).unwrap_or_else(|| panic!("label '{label}'"))
}

fn read(file: &str) -> Vec<Labelled> {
    let mut plans: Vec<Labelled> = Vec::new();
    for line in file.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        if let Some(head) = line.strip_prefix("== ") {
            let (head, labels) = head.split_once('!').unwrap_or((head, ""));
            let (part, team) = head.trim().split_once(' ').expect("part and team");
            assert!(["tune", "held"].contains(&part), "{line}");
            plans.push(Labelled {
                held_out: part == "held",
                team: team.to_owned(),
                lines: Vec::new(),
                labels: labels.split_whitespace().map(|label| (None, kind(label))).collect(),
            });
        } else {
            let plan = plans.last_mut().expect("a plan begins");
            let (task, labels) = line.split_once('|').unwrap_or_else(|| panic!("{line}: no labels"));
            plan.lines.push(task.trim().to_owned());
            let number = plan.lines.len();
            plan.labels.extend(labels.split_whitespace().map(|label| (Some(number), kind(label))));
        }
    }
    plans
}

/// Hints that are right, that are too many, that are missing.
#[derive(Default, Clone, Copy)]
struct Score {
    right: u32,
    wrong: u32,
    missed: u32,
}

impl Score {
    fn add(&mut self, other: Self) {
        (self.right, self.wrong, self.missed) =
            (self.right + other.right, self.wrong + other.wrong, self.missed + other.missed);
    }

    fn precision(self) -> f64 {
        f64::from(self.right) / f64::from((self.right + self.wrong).max(1))
    }

    fn recall(self) -> f64 {
        f64::from(self.right) / f64::from((self.right + self.missed).max(1))
    }

    fn line(self, name: &str) -> String {
        let Self { right, wrong, missed } = self;
        let (precision, recall) = (self.precision(), self.recall());
        format!("  {name:<13} precision {precision:.2}  recall {recall:.2}   ({right} right, {wrong} wrong, {missed} missed)\n")
    }
}

type Scores = BTreeMap<HintKind, Score>;

fn overall(scores: &Scores) -> Score {
    let mut sum = Score::default();
    scores.values().for_each(|score| sum.add(*score));
    sum
}

/// Scores of the part that was tuned on and of the part held out, and what went wrong in the former.
fn measure(file: &str, russian: bool) -> (usize, Scores, Scores, String) {
    let lexicons = Texts::load().unwrap().lexicons().clone();
    let (mut tuned, mut held, mut faults, mut tasks) = (Scores::new(), Scores::new(), String::new(), 0);
    for plan in read(file) {
        let metrics = metrics(&plan.team, russian);
        let names: Vec<_> = metrics.iter().map(|name| MetricName { key: name, name }).collect();
        let reading = read_plan(&plan.lines.join("\n"), &names, 0);
        assert!(reading.puzzles.is_empty(), "{:?}", reading.puzzles);
        let mut draft = Draft::default();
        draft.take(&reading, None);
        assert_eq!(draft.tasks.len(), plan.lines.len(), "every line is one task: {:#?}", draft.tasks);
        tasks += plan.lines.len();
        let found: Vec<_> = find(&draft, metrics, &lexicons).into_iter().map(|hint| (hint.task, hint.kind)).collect();
        for kind in HintKind::ALL {
            let of = |all: &[(Option<usize>, HintKind)]| -> Vec<Option<usize>> {
                all.iter().filter(|(_, k)| *k == kind).map(|(task, _)| *task).collect()
            };
            let (found, wanted) = (of(&found), of(&plan.labels));
            let mut score = Score::default();
            for task in &found {
                if wanted.contains(task) { score.right += 1 } else { score.wrong += 1 }
            }
            score.missed = u32::try_from(wanted.iter().filter(|task| !found.contains(task)).count()).unwrap();
            let scores = if plan.held_out { &mut held } else { &mut tuned };
            scores.entry(kind).or_default().add(score);
            if !plan.held_out || std::env::var_os("HINTS_SHOW_HELD_OUT").is_some() {
                let line = |task: &Option<usize>| task.map_or("the plan", |n| plan.lines[n - 1].as_str());
                for task in found.iter().filter(|task| !wanted.contains(task)) {
                    writeln!(faults, "  {} not wanted: {}", kind.name(), line(task)).unwrap();
                }
                for task in wanted.iter().filter(|task| !found.contains(task)) {
                    writeln!(faults, "  {} missed: {}", kind.name(), line(task)).unwrap();
                }
            }
        }
    }
    (tasks, tuned, held, faults)
}

fn check(language: &str, file: &str, at_least: usize) {
    let (tasks, tuned, held, faults) = measure(file, language == "ru");
    let mut all = tuned.clone();
    for (kind, score) in &held {
        all.entry(*kind).or_default().add(*score);
    }
    let mut report = format!("{language}: {tasks} tasks\n");
    for (part, scores) in [("tuned on", &tuned), ("held out", &held), ("together", &all)] {
        writeln!(report, " {part}").unwrap();
        for (kind, score) in scores {
            report.push_str(&score.line(kind.name()));
        }
        report.push_str(&overall(scores).line("overall"));
    }
    println!("{report} disagreements where it was tuned\n{faults}");
    assert!(tasks >= at_least, "{tasks} tasks");
    for (kind, score) in &all {
        assert!(score.precision() >= FLOOR && score.recall() >= FLOOR, "{} is below {FLOOR}:\n{report}", kind.name());
    }
    for scores in [&tuned, &held, &all] {
        let score = overall(scores);
        assert!(score.precision() >= FLOOR && score.recall() >= FLOOR, "below {FLOOR}:\n{report}");
    }
}

#[test]
fn russian_hints_agree_with_a_reader() {
    check("ru", include_str!("hint_quality/ru.txt"), 80);
}

#[test]
fn english_hints_agree_with_a_reader() {
    check("en", include_str!("hint_quality/en.txt"), 40);
}
