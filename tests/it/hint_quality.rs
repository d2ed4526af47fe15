//! How well the hints agree with an attentive reader: precision and recall over labelled plans, printed (`--nocapture`) and
//! held to a floor, rule by rule and overall. Plans that no rule or word was chosen by are counted apart: some were put
//! aside before there was a rule, some written when the rules stood. All labels and most plans are by one hand; what else
//! people write will differ more than these parts do from each other.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use planerka::domain::intake::{MetricName, read_plan};
use planerka::domain::plan::Draft;
use planerka::domain::plan::hint::{HintKind, find};
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

/// What a plan may be used for.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    /// Words and rules were chosen by it.
    Tune,
    /// Put aside before there was a rule.
    Held,
    /// Written when the rules stood.
    Fresh,
}

impl Part {
    const ALL: [(Self, &'static str); 3] = [(Self::Tune, "tune"), (Self::Held, "held"), (Self::Fresh, "fresh")];
}

/// A plan with its labels: number of the task, none for the plan, and the kind.
struct Labelled {
    part: Part,
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
            let part = Part::ALL.into_iter().find(|(_, name)| *name == part).unwrap_or_else(|| panic!("{line}")).0;
            plans.push(Labelled {
                part,
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
        format!(
            "  {name:<13} precision {precision:.2}  recall {recall:.2}   ({right} right, {wrong} wrong, {missed} missed)\n"
        )
    }
}

type Scores = BTreeMap<HintKind, Score>;

fn overall(scores: &Scores) -> Score {
    let mut sum = Score::default();
    scores.values().for_each(|score| sum.add(*score));
    sum
}

/// Scores of each part, and what went wrong where it was tuned.
fn measure(file: &str, russian: bool) -> (usize, BTreeMap<Part, Scores>, String) {
    let texts = Texts::load().unwrap();
    let (mut parts, mut faults, mut tasks) = (BTreeMap::<Part, Scores>::new(), String::new(), 0);
    for plan in read(file) {
        let metrics = metrics(&plan.team, russian);
        let names: Vec<_> = metrics.iter().map(|name| MetricName { key: name, name }).collect();
        let reading = read_plan(&plan.lines.join("\n"), &names, 0);
        assert!(reading.puzzles.is_empty(), "{:?}", reading.puzzles);
        let mut draft = Draft::default();
        draft.take(&reading, None);
        assert_eq!(draft.tasks.len(), plan.lines.len(), "every line is one task: {:#?}", draft.tasks);
        tasks += plan.lines.len();
        let found: Vec<_> =
            find(&draft, metrics, texts.lexicons()).into_iter().map(|hint| (hint.task, hint.kind)).collect();
        let wrong: Vec<_> = found.iter().filter(|hint| !plan.labels.contains(hint)).collect();
        let missed: Vec<_> = plan.labels.iter().filter(|hint| !found.contains(hint)).collect();
        for kind in HintKind::ALL {
            let of = |hints: &[&(Option<usize>, HintKind)]| {
                u32::try_from(hints.iter().filter(|(_, k)| *k == kind).count()).unwrap()
            };
            let score = parts.entry(plan.part).or_default().entry(kind).or_default();
            let right = of(&found.iter().collect::<Vec<_>>()) - of(&wrong);
            score.add(Score { right, wrong: of(&wrong), missed: of(&missed) });
        }
        if plan.part == Part::Tune {
            let line = |task: &Option<usize>| task.map_or("the plan", |n| plan.lines[n - 1].as_str());
            for (task, kind) in wrong {
                writeln!(faults, "  {} not wanted: {}", kind.name(), line(task)).unwrap();
            }
            for (task, kind) in missed {
                writeln!(faults, "  {} missed: {}", kind.name(), line(task)).unwrap();
            }
        }
    }
    (tasks, parts, faults)
}

fn check(language: &str, file: &str, at_least: usize) {
    let (tasks, parts, faults) = measure(file, language == "ru");
    let mut all = Scores::new();
    for (kind, score) in parts.values().flatten() {
        all.entry(*kind).or_default().add(*score);
    }
    let mut report = format!("{language}: {tasks} tasks\n");
    let names = ["tuned on", "put aside before the rules", "written after the rules", "together"];
    for (name, scores) in names.iter().zip(parts.values().chain([&all])) {
        writeln!(report, " {name}").unwrap();
        for (kind, score) in scores {
            report.push_str(&score.line(kind.name()));
        }
        report.push_str(&overall(scores).line("overall"));
    }
    println!("{report} disagreements where it was tuned\n{faults}");
    assert!(tasks >= at_least, "{tasks} tasks");
    for (name, score) in all
        .iter()
        .map(|(kind, score)| (kind.name(), *score))
        .chain(parts.values().map(|part| ("overall", overall(part))))
    {
        assert!(score.precision() >= FLOOR && score.recall() >= FLOOR, "{name} is below {FLOOR}:\n{report}");
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
