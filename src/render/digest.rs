//! The team's week in the team's channel: numbers, trend, what got done. Read on a phone.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;

use crate::domain::company::{Direction, Metric, Person, Team};
use crate::domain::intake::NoteKind;
use crate::domain::kpi::{Kpi, Standing};
use crate::domain::plan::{Origin, TaskState};
use crate::domain::target::Override;
use crate::domain::week::Week;
use crate::render::card::Card;
use crate::render::html::Html;
use crate::render::reason::missed;
use crate::render::report::mark;
use crate::render::target;
use crate::say;
use crate::storage::note::Note;
use crate::storage::outbox::picture::{Mood, Panel, Picture};
use crate::storage::plan::Task;
use crate::texts::Words;

/// One person's part of the week.
#[derive(Debug)]
pub struct Member<'a> {
    /// Who.
    pub person: &'a Person,
    /// The submitted tasks.
    pub tasks: Vec<&'a Task>,
    /// The numbers that fell short with a reason.
    pub misses: Vec<Miss<'a>>,
    /// The report is in.
    pub reported: bool,
    /// Did not work in this week at all: no report is missed.
    pub away: bool,
    /// Plan or report came after the term.
    pub late: bool,
    /// The plan was approved by its author, for want of anybody else.
    pub self_approved: bool,
}

/// A person's number that fell short, and why.
#[derive(Debug)]
pub struct Miss<'a> {
    /// Which.
    pub metric: &'a Metric,
    /// What was.
    pub actual: Decimal,
    /// What was to be.
    pub target: Decimal,
    /// Why.
    pub reason: &'a str,
}

/// Everything the digest shows.
#[derive(Debug)]
pub struct DigestView<'a> {
    /// Whose.
    pub team: &'a Team,
    /// Of which week.
    pub week: Week,
    /// Currency of the company.
    pub currency: &'a str,
    /// The numbers.
    pub kpis: Vec<(&'a Metric, Kpi)>,
    /// The people who were asked to report.
    pub members: Vec<Member<'a>>,
    /// Metric key and the team's actuals of the seven weeks before, oldest first.
    pub series: Vec<(String, Vec<Option<Decimal>>)>,
    /// What they told the others, in order.
    pub notes: Vec<&'a Note>,
    /// Targets that count in this week instead of the plans'.
    pub set: Vec<(&'a Metric, &'a Override)>,
}

/// What the team did with its tasks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Totals {
    planned: usize,
    done: usize,
    planned_minutes: u32,
    actual_minutes: u32,
    unplanned_minutes: u32,
}

impl Totals {
    /// Counts planned tasks and hours; the unplanned only by their hours, as the method asks: what turned up is shown as a
    /// share of the time that was really spent.
    fn of(view: &DigestView<'_>) -> Self {
        let mut totals = Self::default();
        for task in view.members.iter().flat_map(|m| &m.tasks).filter(|t| t.state != TaskState::Cancelled) {
            let actual = task.actual_minutes.unwrap_or(0);
            totals.actual_minutes += actual;
            if task.origin == Origin::Unplanned {
                totals.unplanned_minutes += actual;
            } else {
                totals.planned += 1;
                totals.planned_minutes += task.minutes.unwrap_or(0);
                totals.done += usize::from(task.state == TaskState::Done);
            }
        }
        totals
    }

    fn unplanned_percent(self) -> Option<u32> {
        let share = (self.unplanned_minutes * 100).checked_div(self.actual_minutes)?;
        (share > 0).then_some(share)
    }
}

/// The digest: the first lines stand alone in a notification, details are folded.
pub fn card(words: Words<'_>, view: &DigestView<'_>) -> Card {
    let mut card = Card::default();
    let html = &mut card.html;
    let mut title = say!(words, "digest-title", team = view.team.name.as_str(), number = view.week.number());
    let with_target = view.kpis.iter().filter(|(_, k)| k.judged()).count();
    let reached = view.kpis.iter().filter(|(m, k)| k.standing(m.direction) == Standing::OnPlan).count();
    if with_target > 0 {
        title = format!("{title}: {}", say!(words, "digest-score", reached = reached, count = with_target));
    } else if view.members.iter().all(|m| m.tasks.is_empty()) {
        title = format!("{title}: {}", say!(words, "digest-no-targets"));
    }
    html.text("📊 ").bold(title.as_str()).nl();
    for (metric, kpi) in &view.kpis {
        html.text(&number(words, view.currency, metric, kpi)).nl();
    }
    target::notes(words, &view.set, html);
    tasks_line(words, view, html);
    for note in view.notes.iter().filter(|n| n.kind == NoteKind::Highlight) {
        html.text(&say!(words, "digest-highlight", text = note.text.as_str())).nl();
    }
    people_line(words, view, html);
    let details = details(words, view);
    if !details.is_empty() {
        card.details.expandable(details);
    }
    card.picture = picture(words, view);
    card
}

/// The numbers as a picture; none where there is no number and no plan.
fn picture(words: Words<'_>, view: &DigestView<'_>) -> Option<Picture> {
    if view.kpis.iter().all(|(_, kpi)| kpi.actual.is_none() && kpi.target.is_none()) {
        return None;
    }
    let with_target = view.kpis.iter().filter(|(_, k)| k.judged()).count();
    let reached = view.kpis.iter().filter(|(m, k)| k.standing(m.direction) == Standing::OnPlan).count();
    let week = words.week(view.week);
    Some(Picture {
        title: say!(words, "digest-title", team = view.team.name.as_str(), number = view.week.number()),
        subtitle: match with_target {
            0 => week,
            count => format!("{week} · {}", say!(words, "digest-score", reached = reached, count = count)),
        },
        panels: view.kpis.iter().map(|(metric, kpi)| panel(words, view, metric, kpi)).collect(),
        legend: [say!(words, "picture-plan-mark"), say!(words, "picture-line"), say!(words, "picture-plan-line")],
    })
}

fn panel(words: Words<'_>, view: &DigestView<'_>, metric: &Metric, kpi: &Kpi) -> Panel {
    let value = |v: Decimal| words.value(metric, view.currency, v);
    let bar = kpi.bar(metric.direction);
    let by_threshold = bar.is_some_and(|(_, threshold)| threshold);
    let (mood, word) = match kpi.standing(metric.direction) {
        Standing::OnPlan if by_threshold => (Mood::Good, say!(words, "threshold-held")),
        Standing::OnPlan => (Mood::Good, say!(words, "picture-on-plan")),
        Standing::Near => (Mood::Near, say!(words, "digest-near")),
        Standing::Behind => (Mood::Bad, behind(words, metric.direction, by_threshold)),
        Standing::NoData if kpi.actual.is_some() => (Mood::Quiet, say!(words, "picture-no-plan")),
        Standing::NoData => (Mood::Quiet, say!(words, "picture-no-data")),
    };
    // "116 %" of a limit would read as good news: the difference is said instead.
    let change = kpi.against_bar(metric.direction).filter(|change| !change.is_zero());
    let change = change.map(|change| words.percent_change(change));
    let mut series = view.series.iter().find(|(key, _)| *key == metric.key).map(|(_, s)| s.clone()).unwrap_or_default();
    series.push(kpi.actual);
    Panel {
        name: metric.name.clone(),
        value: kpi.actual.map_or_else(|| "—".to_owned(), value),
        plan: match (bar, metric.direction) {
            (None, _) => String::new(),
            (Some((limit, true)), direction) => threshold(words, direction, &value(limit)),
            (Some((target, false)), Direction::Up) => say!(words, "picture-plan", target = value(target)),
            (Some((target, false)), Direction::Down) => say!(words, "picture-limit", target = value(target)),
        },
        verdict: change.map_or_else(|| word.clone(), |change| format!("{change} · {word}")),
        mood,
        actual: kpi.actual.and_then(|v| v.to_f64()),
        target: bar.and_then(|(v, _)| v.to_f64()),
        series: series.into_iter().map(|v| v.and_then(|v| v.to_f64())).collect(),
    }
}

fn number(words: Words<'_>, currency: &str, metric: &Metric, kpi: &Kpi) -> String {
    let value = |v: Decimal| words.value(metric, currency, v);
    let name = metric.name.as_str();
    let mut line = match (kpi.actual, kpi.bar(metric.direction)) {
        (Some(actual), Some((target, by_threshold))) => {
            let (actual, target) = (value(actual), value(target));
            let line = match metric.direction {
                _ if by_threshold => format!("{name} {actual}, {}", threshold(words, metric.direction, &target)),
                Direction::Up => say!(words, "digest-actual", name = name, actual = actual, target = target),
                Direction::Down => say!(words, "digest-actual-limit", name = name, actual = actual, target = target),
            };
            let standing = match kpi.standing(metric.direction) {
                Standing::Near => Some(say!(words, "digest-near")),
                Standing::Behind => Some(behind(words, metric.direction, by_threshold)),
                Standing::OnPlan | Standing::NoData => None,
            };
            let change = kpi.against_bar(metric.direction).filter(|c| !c.is_zero());
            let change = change.map(|change| words.percent_change(change));
            let inside: Vec<String> = change.into_iter().chain(standing).collect();
            if inside.is_empty() { line } else { format!("{line} ({})", inside.join(", ")) }
        }
        (Some(actual), None) => say!(words, "digest-actual-plain", name = name, actual = value(actual)),
        (None, Some((_, true))) => say!(words, "digest-no-data", name = name),
        (None, Some((target, false))) => say!(words, "digest-no-data-target", name = name, target = value(target)),
        (None, None) => say!(words, "digest-no-data", name = name),
    };
    if let Some(trend) = trend(words, metric.direction, kpi) {
        line.push_str(" · ");
        line.push_str(&trend);
    }
    line
}

/// «не меньше 3»
pub fn threshold(words: Words<'_>, direction: Direction, value: &str) -> String {
    match direction {
        Direction::Up => say!(words, "threshold-floor", value = value),
        Direction::Down => say!(words, "threshold-ceiling", value = value),
    }
}

/// The word for a number that is not what it should be.
fn behind(words: Words<'_>, direction: Direction, by_threshold: bool) -> String {
    match direction {
        _ if !by_threshold => say!(words, "digest-behind"),
        Direction::Up => say!(words, "threshold-below"),
        Direction::Down => say!(words, "threshold-above"),
    }
}

/// The change against last week in the direction that is good for the metric.
fn trend(words: Words<'_>, direction: Direction, kpi: &Kpi) -> Option<String> {
    let change = words.percent_change(kpi.against_previous()?.abs()).trim_start_matches('+').to_owned();
    Some(match kpi.improved(direction) {
        Some(true) => say!(words, "digest-better", change = change),
        Some(false) => say!(words, "digest-worse", change = change),
        None => say!(words, "digest-same"),
    })
}

fn tasks_line(words: Words<'_>, view: &DigestView<'_>, html: &mut Html) {
    let totals = Totals::of(view);
    if totals.planned == 0 && totals.actual_minutes == 0 {
        return;
    }
    let mut parts = vec![say!(words, "digest-tasks", done = totals.done, count = totals.planned)];
    if totals.actual_minutes > 0 {
        let (actual, planned) = (words.hours(totals.actual_minutes), words.hours(totals.planned_minutes));
        parts.push(say!(words, "digest-hours", actual = actual, planned = planned));
    }
    if let Some(share) = totals.unplanned_percent() {
        parts.push(say!(words, "digest-unplanned", share = words.percent(share)));
    }
    html.text(&parts.join(" · ")).nl();
}

fn people_line(words: Words<'_>, view: &DigestView<'_>, html: &mut Html) {
    let names = |wanted: fn(&Member<'_>) -> bool| {
        view.members.iter().filter(|m| wanted(m)).map(|m| m.person.name.as_str()).collect::<Vec<_>>().join(", ")
    };
    if view.members.iter().all(|m| !m.reported) {
        html.text(&say!(words, "digest-nobody")).nl();
        return;
    }
    let missing = names(|m| !m.reported && !m.away);
    if !missing.is_empty() {
        html.text(&say!(words, "digest-missing", names = missing)).nl();
    }
    let late = names(|m| m.late && m.reported);
    if !late.is_empty() {
        html.text(&say!(words, "digest-late", names = late)).nl();
    }
    let own = names(|m| m.self_approved);
    if !own.is_empty() {
        html.text(&say!(words, "digest-self-approved", names = own)).nl();
    }
}

/// Who did what, why not, hours; then what they told the others.
fn details(words: Words<'_>, view: &DigestView<'_>) -> Html {
    let mut html = Html::new();
    for member in &view.members {
        let notes: Vec<&&Note> =
            view.notes.iter().filter(|n| n.person == member.person.id && n.kind != NoteKind::Highlight).collect();
        let set: Vec<_> = view.set.iter().filter(|(_, set)| set.person == member.person.id).collect();
        if member.tasks.is_empty() && member.misses.is_empty() && notes.is_empty() && set.is_empty() {
            continue;
        }
        if !html.is_empty() {
            html.nl();
        }
        html.bold(member.person.name.as_str()).nl();
        for (metric, set) in set {
            html.text("🎯 ").text(&target::instead(words, metric, view.currency, set)).nl();
        }
        for Miss { metric, actual, target, reason } in &member.misses {
            let value = |v: Decimal| words.value(metric, view.currency, v);
            let (name, actual, target) = (metric.name.as_str(), value(*actual), value(*target));
            let line = match metric.direction {
                Direction::Up => say!(words, "digest-actual", name = name, actual = actual, target = target),
                Direction::Down => say!(words, "digest-actual-limit", name = name, actual = actual, target = target),
            };
            html.text(&line).text(" → ").text(reason).nl();
        }
        for task in &member.tasks {
            html.text(mark(task.state)).text(" ").text(&task.title);
            // What was to come out is what came out only where the task is done.
            let promised = task.deliverable.as_ref().filter(|_| task.state == TaskState::Done);
            if let Some(result) = task.result.as_ref().or(promised) {
                html.text(" → ").text(result);
            }
            if let Some(reason) = task.reason.as_ref().filter(|_| missed(task)) {
                html.text(" → ").text(reason);
            }
            match (task.actual_minutes, task.minutes) {
                (Some(actual), Some(planned)) if actual != planned => {
                    let hours =
                        say!(words, "digest-hours", actual = words.hours(actual), planned = words.hours(planned));
                    html.text(" · ").text(&hours);
                }
                (Some(minutes), _) | (None, Some(minutes)) => {
                    html.text(" · ").text(&words.hours(minutes));
                }
                (None, None) => {}
            }
            if task.origin == Origin::Unplanned {
                html.text(" · ").text(&say!(words, "origin-unplanned"));
            }
            html.nl();
        }
        for note in notes {
            html.text(&note_name(words, note.kind)).text(": ").text(&note.text).nl();
        }
    }
    html
}

/// The word before a note.
pub fn note_name(words: Words<'_>, kind: NoteKind) -> String {
    match kind {
        NoteKind::Blocker => say!(words, "note-blocker"),
        NoteKind::Insight => say!(words, "note-insight"),
        NoteKind::Need => say!(words, "note-need"),
        NoteKind::Lesson => say!(words, "note-lesson"),
        NoteKind::Highlight => say!(words, "note-highlight"),
    }
}
