//! A team's digest: numbers, what was done, what was not and why. It is made for reading on a phone.
//!
//! A notification shows only the first hundred characters: the team, the week and the verdict. Then come the lines that
//! everybody reads, then sections that are folded until tapped, the most important first.

use crate::domain::calendar::week::Week;
use crate::domain::company::{Metric, Person, Team};
use crate::domain::intake::NoteKind;
use crate::domain::meeting::goal::{Goal, share_spent};
use crate::domain::numbers::kpi::{Kpi, fell_short};
use crate::domain::numbers::record::on_time;
use crate::domain::numbers::target::Override;
use crate::domain::numbers::verdict::{Trend, Verdict};
use crate::domain::plan::{Origin, TaskState};
use crate::domain::report::note::Note;
use crate::domain::report::reason::MetricReason;
use crate::domain::week::task::Task;
use crate::render::card::Card;
use crate::render::html::{Html, ellipsis};
use crate::render::numbers::kpi::{NAME, behind, change, plain};
use crate::render::numbers::panel::{score, subtitle};
use crate::render::numbers::{panel, target};
use crate::render::report::note;
use crate::render::week::task::mark;
use crate::say;
use crate::texts::Words;

/// The longest name of a team in the title, in characters: the verdict has to fit into the notification.
const TITLE: usize = 36;
/// How many metrics are named as behind.
const NAMED: usize = 3;
/// The longest highlight that is shown unfolded, in characters; it is shown in full in a folded section.
const HIGHLIGHT: usize = 160;
/// How many highlights are shown unfolded.
const HIGHLIGHTS: usize = 3;

/// One person's part of the week.
#[derive(Debug)]
pub struct Member<'a> {
    /// The person.
    pub person: &'a Person,
    /// The submitted tasks.
    pub tasks: Vec<&'a Task>,
    /// The metrics this person answers for.
    pub numbers: Vec<(&'a Metric, Kpi)>,
    /// The reasons why some of the numbers missed their targets.
    pub reasons: Vec<&'a MetricReason>,
    /// Whether the plan was late; none where it was not handed in.
    pub plan: Option<bool>,
    /// Whether the report was late; none where it was not sent.
    pub report: Option<bool>,
    /// The person was asked for a plan.
    pub owes_plan: bool,
    /// The person had something to report on.
    pub owes_report: bool,
    /// The author approved the plan themselves, since there is nobody else to do it.
    pub self_approved: bool,
}

/// Everything the digest shows.
#[derive(Debug)]
pub struct DigestView<'a> {
    /// The team.
    pub team: &'a Team,
    /// The week.
    pub week: Week,
    /// Currency of the company.
    pub currency: &'a str,
    /// The company's goals.
    pub goals: &'a [Goal],
    /// The team's numbers of this week and those before.
    pub trends: Vec<Trend<'a>>,
    /// The team's people.
    pub members: Vec<Member<'a>>,
    /// The notes of these people to the others, in order.
    pub notes: Vec<&'a Note>,
    /// Targets that were set for this week in place of the plans'.
    pub set: Vec<(&'a Metric, &'a Override)>,
    /// Whether people are named; otherwise only sums over the team are shown.
    pub names: bool,
}

/// Sums over the team's tasks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Totals {
    pub(super) planned: usize,
    pub(super) done: usize,
    planned_minutes: u32,
    actual_minutes: u32,
    unplanned_minutes: u32,
}

impl Totals {
    /// Counts planned tasks and their hours, and only the hours of unplanned ones: those are shown as a share of the
    /// time that was spent.
    pub(super) fn of(view: &DigestView<'_>) -> Self {
        let mut totals = Self::default();
        for task in live_tasks(view) {
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

fn live_tasks<'a>(view: &'a DigestView<'_>) -> impl Iterator<Item = &'a &'a Task> {
    view.members.iter().flat_map(|m| &m.tasks).filter(|t| t.state != TaskState::Cancelled)
}

/// The digest.
pub fn card(words: Words<'_>, view: &DigestView<'_>) -> Card {
    let mut card = Card::default();
    let html = &mut card.html;
    let title = say!(words, "digest-title", team = view.team.name.as_str(), number = view.week.number());
    let head = say!(words, "digest-title", team = ellipsis(&view.team.name, TITLE), number = view.week.number());
    html.text("📊 ").bold(verdict(words, view, head).as_str()).nl();
    if let Some(red) = red(words, view) {
        html.text(&red).nl();
    }
    for line in numbers(words, view) {
        html.text(&line).nl();
    }
    target::notes(words, &view.set, html);
    let totals = Totals::of(view);
    if totals.planned > 0 {
        html.text(&say!(words, "digest-tasks", done = totals.done, count = totals.planned)).nl();
    }
    for note in highlights(view).take(HIGHLIGHTS) {
        html.text(&say!(words, "digest-highlight", text = ellipsis(&note.text, HIGHLIGHT))).nl();
    }
    people_line(words, view, html);
    card.details_title = say!(words, "digest-rest", title = title.as_str());
    card.details = [
        hours_and_terms(words, view).push(dynamics(words, view)).into(),
        misses(words, view),
        results(words, view),
        told(words, view),
    ]
    .into_iter()
    .filter(|section| !section.is_empty())
    .collect();
    let trends: Vec<&Trend<'_>> = view.trends.iter().collect();
    let below = subtitle(words, words.week(view.week), &trends);
    card.picture = panel::picture(words, title, below, &trends, view.currency);
    card
}

/// The title with the verdict, in half a line.
fn verdict(words: Words<'_>, view: &DigestView<'_>, title: String) -> String {
    match score(words, view.trends.iter()) {
        Some(score) => format!("{title}: {score}"),
        None if view.members.iter().all(|m| m.tasks.is_empty()) => {
            format!("{title}: {}", say!(words, "digest-no-targets"))
        }
        None => title,
    }
}

/// The names of the metrics that missed their targets by much.
fn red(words: Words<'_>, view: &DigestView<'_>) -> Option<String> {
    let red: Vec<String> = view
        .trends
        .iter()
        .filter(|trend| trend.verdict() == Verdict::Behind)
        .map(|trend| ellipsis(&trend.metric.name, NAME))
        .collect();
    if red.is_empty() {
        return None;
    }
    let more = red.len().saturating_sub(NAMED);
    let names = red.into_iter().take(NAMED).collect::<Vec<_>>().join(", ");
    Some(match more {
        0 => say!(words, "digest-behind-list", names = names),
        more => say!(words, "digest-behind-more", names = names, more = more),
    })
}

/// The numbers, two in a line; metrics without a number are named at the end.
pub(super) fn numbers(words: Words<'_>, view: &DigestView<'_>) -> Vec<String> {
    let known: Vec<String> = view.trends.iter().filter_map(|trend| number(words, view.currency, trend)).collect();
    let mut lines: Vec<String> = known.chunks(2).map(|pair| pair.join(" · ")).collect();
    let silent: Vec<String> = view
        .trends
        .iter()
        .filter(|trend| trend.verdict() == Verdict::NoData)
        .map(|trend| ellipsis(&trend.metric.name, NAME))
        .collect();
    if !silent.is_empty() {
        lines.push(say!(words, "digest-no-data-list", names = silent.join(", ")));
    }
    lines
}

/// «Трафик 14 200 из 15 000 (−5 %, рядом)».
fn number(words: Words<'_>, currency: &str, trend: &Trend<'_>) -> Option<String> {
    let kpi = trend.last();
    let line = plain(words, currency, trend.metric, &kpi)?;
    let said = match trend.verdict() {
        Verdict::Near => Some(say!(words, "digest-near")),
        Verdict::Behind => {
            let by_threshold = kpi.bar(trend.metric.direction).is_some_and(|(_, threshold)| threshold);
            Some(behind(words, trend.metric.direction, by_threshold))
        }
        Verdict::OnPlan | Verdict::Slipped | Verdict::NoPlan | Verdict::NoData => None,
    };
    let inside: Vec<String> = change(words, trend.metric.direction, &kpi).into_iter().chain(said).collect();
    Some(if inside.is_empty() { line } else { format!("{line} ({})", inside.join(", ")) })
}

fn highlights<'a>(view: &'a DigestView<'_>) -> impl Iterator<Item = &'a &'a Note> {
    view.notes.iter().filter(|n| n.kind == NoteKind::Highlight)
}

/// Writes whose reports are missing; without names, how many were sent.
fn people_line(words: Words<'_>, view: &DigestView<'_>, html: &mut Html) {
    if view.members.iter().all(|m| m.report.is_none()) {
        html.text(&say!(words, "digest-nobody")).nl();
        return;
    }
    let missing = missing(view);
    if missing.is_empty() {
        return;
    }
    let sentence = if view.names {
        say!(words, "digest-missing", names = missing.join(", "))
    } else {
        let owing = view.members.iter().filter(|m| m.owes_report).count();
        say!(words, "digest-reported", good = owing.saturating_sub(missing.len()), count = owing)
    };
    html.text(&sentence).nl();
}

/// The names of those whose report is missing.
pub(super) fn missing<'a>(view: &'a DigestView<'_>) -> Vec<&'a str> {
    let missing = view.members.iter().filter(|m| m.owes_report && m.report.is_none());
    missing.map(|m| m.person.name.as_str()).collect()
}

/// Planned hours and time spent, the shares of unplanned tasks and of goals, plans and reports on time.
pub(super) fn hours_and_terms(words: Words<'_>, view: &DigestView<'_>) -> Html {
    let mut html = Html::new();
    let totals = Totals::of(view);
    if totals.actual_minutes > 0 {
        let (actual, planned) = (words.hours(totals.actual_minutes), words.hours(totals.planned_minutes));
        let mut parts = vec![say!(words, "digest-time", actual = actual, planned = planned)];
        if let Some(share) = totals.unplanned_percent() {
            parts.push(say!(words, "digest-unplanned", share = words.percent(share)));
        }
        let spent = live_tasks(view).map(|t| (t.goal.as_deref(), t.actual_minutes.unwrap_or(0)));
        if let Some(share) = share_spent(view.goals, spent) {
            parts.push(say!(words, "digest-to-goals", share = words.percent(share)));
        }
        html.text(&parts.join(" · ")).nl();
    }
    let (plans, _) = on_time(view.members.iter().filter(|m| m.owes_plan).map(|m| m.plan));
    let (reports, _) = on_time(view.members.iter().filter(|m| m.owes_report).map(|m| m.report));
    let owing = |owes: fn(&Member<'_>) -> bool| view.members.iter().filter(|m| owes(m)).count();
    let on_time = match (owing(|m| m.owes_plan), owing(|m| m.owes_report)) {
        (0, 0) => None,
        (0, count) => Some(say!(words, "me-reports", good = reports, count = count)),
        (count, 0) => Some(say!(words, "me-plans", good = plans, count = count)),
        (of_plans, of_reports) => Some(say!(
            words,
            "digest-on-time",
            plans = plans,
            of_plans = of_plans,
            reports = reports,
            of_reports = of_reports
        )),
    };
    if let Some(on_time) = on_time {
        html.text(&on_time).nl();
    }
    let who = |wanted: fn(&Member<'_>) -> bool| {
        let all: Vec<&str> = view.members.iter().filter(|m| wanted(m)).map(|m| m.person.name.as_str()).collect();
        let said = if view.names { all.join(", ") } else { all.len().to_string() };
        (!all.is_empty()).then_some(said)
    };
    if let Some(names) = who(|m| m.plan == Some(true) || m.report == Some(true)) {
        html.text(&say!(words, "digest-late", names = names)).nl();
    }
    if let Some(names) = who(|m| m.self_approved) {
        html.text(&say!(words, "digest-self-approved", names = names)).nl();
    }
    html
}

/// Tasks that were not done and why. Left out without names, since every task is somebody's.
fn misses(words: Words<'_>, view: &DigestView<'_>) -> Html {
    let mut html = Html::new();
    if !view.names {
        return html;
    }
    for member in &view.members {
        for (metric, kpi) in &member.numbers {
            let short = fell_short(metric.direction, kpi.target, kpi.actual);
            let reason = member.reasons.iter().find(|reason| reason.metric == metric.key).filter(|_| short);
            if let (Some(reason), Some(number)) = (reason, plain(words, view.currency, metric, kpi)) {
                html.text(&number).text(" (").text(member.person.first_name()).text("): ").text(&reason.reason).nl();
            }
        }
        for task in member.tasks.iter().filter(|task| task.is_missed()) {
            html.text(mark(task.state)).text(" ").text(&task.title);
            html.text(" (").text(member.person.first_name()).text("): ");
            // Without a reason, the result of the part that was done is shown.
            match task.reason.as_ref().or(task.result.as_ref()) {
                Some(reason) => html.text(reason),
                None => html.text(&say!(words, "digest-no-reason")),
            };
            html.nl();
        }
    }
    headed(say!(words, "digest-misses"), html)
}

/// Which numbers got better or worse, and which miss their targets week after week.
fn dynamics(words: Words<'_>, view: &DigestView<'_>) -> Html {
    let mut html = Html::new();
    let moved = |better: bool| {
        let moved = view.trends.iter().filter_map(|trend| {
            let kpi = trend.last();
            (kpi.improved(trend.metric.direction)? == better).then_some(())?;
            let change = words.percent_change(kpi.against_previous()?.abs()).trim_start_matches('+').to_owned();
            Some(say!(words, "digest-moved", name = ellipsis(&trend.metric.name, NAME), change = change))
        });
        moved.collect::<Vec<_>>().join(", ")
    };
    let (better, worse) = (moved(true), moved(false));
    if !better.is_empty() {
        html.text(&say!(words, "digest-better", names = better)).nl();
    }
    if !worse.is_empty() {
        html.text(&say!(words, "digest-worse", names = worse)).nl();
    }
    let again = view.trends.iter().filter(|trend| trend.verdict() == Verdict::Behind && trend.missed() > 1);
    let again: Vec<String> = again.map(|trend| ellipsis(&trend.metric.name, NAME)).collect();
    if !again.is_empty() {
        html.text(&say!(words, "digest-missed-again", names = again.join(", "))).nl();
    }
    html
}

/// Everybody's numbers and tasks. Reasons for tasks that were not done are in [`misses`].
fn results(words: Words<'_>, view: &DigestView<'_>) -> Html {
    let mut html = Html::new();
    if !view.names {
        return html;
    }
    for member in &view.members {
        let of = |(metric, kpi): &(&Metric, Kpi)| plain(words, view.currency, metric, kpi);
        let numbers: Vec<String> = member.numbers.iter().filter_map(of).collect();
        if member.tasks.is_empty() && numbers.is_empty() {
            continue;
        }
        if !html.is_empty() {
            html.nl();
        }
        html.bold(member.person.name.as_str()).nl();
        if !numbers.is_empty() {
            html.text(&numbers.join(" · ")).nl();
        }
        for (metric, set) in view.set.iter().filter(|(_, set)| set.person == member.person.id) {
            html.text("🎯 ").text(&target::instead(words, metric, view.currency, set)).nl();
        }
        for task in &member.tasks {
            self::task(words, task, &mut html);
        }
    }
    html
}

fn task(words: Words<'_>, task: &Task, html: &mut Html) {
    html.text(mark(task.state)).text(" ").text(&task.title);
    // The planned end product counts as the result only where the task is done.
    let promised = task.deliverable.as_ref().filter(|_| task.state == TaskState::Done);
    if let Some(result) = task.result.as_ref().or(promised) {
        html.text(" → ").text(result);
    }
    match (task.actual_minutes, task.minutes) {
        (Some(actual), Some(planned)) if actual != planned => {
            let hours = say!(words, "digest-hours", actual = words.hours(actual), planned = words.hours(planned));
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

/// The notes to the others, with the highlights that were shortened above in full.
fn told(words: Words<'_>, view: &DigestView<'_>) -> Html {
    let mut html = Html::new();
    let above: Vec<&str> =
        highlights(view).take(HIGHLIGHTS).map(|n| n.text.as_str()).filter(|t| t.chars().count() <= HIGHLIGHT).collect();
    let whole = |n: &Note| n.kind == NoteKind::Highlight && above.contains(&n.text.as_str());
    for note in view.notes.iter().filter(|n| !whole(n)) {
        html.text(&note::name(words, note.kind));
        let author = view.members.iter().find(|m| m.person.id == note.person).filter(|_| view.names);
        if let Some(author) = author {
            html.text(" (").text(author.person.first_name()).text(")");
        }
        html.text(": ").text(&note.text).nl();
    }
    html
}

/// A section with its title; empty where the body is.
fn headed(title: String, body: Html) -> Html {
    let mut html = Html::new();
    if !body.is_empty() {
        html.bold(title.as_str()).nl().push(body);
    }
    html
}
