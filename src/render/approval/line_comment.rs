//! Comments on lines of a plan: at the lines themselves, and how an approver makes them.

use crate::domain::approval::line_comment::{Line, LineComment, Spot, of_target, of_task};
use crate::domain::company::Metric;
use crate::domain::plan::{DraftTask, Plan};
use crate::render::buttons::{Action, ApprovalAction};
use crate::render::card::Card;
use crate::render::html::{Html, ellipsis};
use crate::say;
use crate::texts::Words;

/// How many buttons with numbers stand in a row.
const ROW: usize = 6;
/// The longest name of a metric on a button, in characters; two buttons stand in a row.
const LABEL: usize = 24;
/// The longest title by which a task is named, in characters.
const TITLE: usize = 60;

/// Writes the comment on a target below it.
pub fn at_target(plan: &Plan, metric: &Metric, html: &mut Html) {
    for reason in of_target(&plan.comments, &plan.draft, &metric.key) {
        html.text("    ⚠️ ").bold(reason).nl();
    }
}

/// Writes the comment on a task below it.
pub fn at_task(plan: &Plan, task: &DraftTask, html: &mut Html) {
    for reason in of_task(&plan.comments, task) {
        html.text("    ⚠️ ").bold(reason).nl();
    }
}

/// The usual reasons for marking a line, by their number in callback data.
pub fn usual_reasons(words: Words<'_>, spot: Spot) -> Vec<String> {
    match spot {
        Spot::Target(_) => vec![say!(words, "comment-target-low"), say!(words, "comment-target-high")],
        Spot::Task(_) => vec![
            say!(words, "reason-deliverable"),
            say!(words, "reason-hours"),
            say!(words, "comment-split"),
            say!(words, "reason-priorities"),
        ],
    }
}

/// The name of a line: «2. Подготовить вебинар», «Лиды».
pub fn name(plan: &Plan, metrics: &[&Metric], line: &Line) -> String {
    match line {
        Line::Target { metric, .. } => {
            metrics.iter().find(|m| m.key == *metric).map_or_else(|| metric.clone(), |m| m.name.clone())
        }
        Line::Task { title, .. } => {
            let same = |spot: &u8| Spot::Task(*spot).line(&plan.draft).as_ref() == Some(line);
            let title = ellipsis(title, TITLE);
            (1..=u8::MAX).find(same).map_or(title.clone(), |number| format!("{number}. {title}"))
        }
    }
}

/// All comments in one text, as the reason why the plan is returned.
pub fn summary(plan: &Plan, metrics: &[&Metric], comments: &[LineComment]) -> String {
    let one = |comment: &LineComment| format!("{}: {}", name(plan, metrics, &comment.line), comment.reason);
    comments.iter().map(one).collect::<Vec<_>>().join("\n")
}

/// Asks the approver to choose a line, or to return the plan with the lines that were marked so far.
pub fn choose(words: Words<'_>, plan: &Plan, metrics: &[&Metric], comments: &[LineComment], mut card: Card) -> Card {
    let (id, version) = (plan.id, plan.version);
    for comment in comments {
        card.html.nl().text("⚠️ ").text(&name(plan, metrics, &comment.line)).text(": ").text(&comment.reason);
    }
    if !comments.is_empty() {
        card.html.nl();
        let label = say!(words, "btn-return-marked", count = comments.len());
        card = card.button(label, &Action::Approval(ApprovalAction::ReturnMarked { plan: id, version }));
    }
    card.html.nl().bold(say!(words, "comment-where").as_str());
    let card = lines(plan, metrics, card, |spot| Action::Approval(ApprovalAction::Point { plan: id, version, spot }));
    card.button(say!(words, "btn-back"), &Action::Approval(ApprovalAction::Return { plan: id, version }))
}

/// A button for every line of a plan: targets by name, tasks by number.
pub fn lines(plan: &Plan, metrics: &[&Metric], mut card: Card, point: impl Fn(Spot) -> Action) -> Card {
    let name = |metric: &str| metrics.iter().find(|m| m.key == metric).map(|m| ellipsis(&m.name, LABEL));
    let targets: Vec<(String, Action)> = (1u8..)
        .zip(&plan.draft.targets)
        .filter_map(|(number, target)| Some((name(&target.metric)?, point(Spot::Target(number)))))
        .collect();
    for pair in targets.chunks(2) {
        card = card.row(pair.iter().map(|(label, action)| (label.clone(), action)));
    }
    let numbers: Vec<(String, Action)> =
        (1u8..).zip(&plan.draft.tasks).map(|(number, _)| (number.to_string(), point(Spot::Task(number)))).collect();
    for row in numbers.chunks(ROW) {
        card = card.row(row.iter().map(|(label, action)| (label.clone(), action)));
    }
    card
}

/// Asks the approver what is wrong with a line.
pub fn ask(words: Words<'_>, plan: &Plan, metrics: &[&Metric], spot: Spot, mut card: Card) -> Card {
    let (id, version) = (plan.id, plan.version);
    let line = spot.line(&plan.draft).map(|line| name(plan, metrics, &line)).unwrap_or_default();
    card.html.nl().bold(say!(words, "comment-why", line = line).as_str());
    for (reason, text) in (0u8..).zip(usual_reasons(words, spot)) {
        card = card.button(text, &Action::Approval(ApprovalAction::MarkLine { plan: id, version, spot, reason }));
    }
    card.button(say!(words, "btn-back"), &Action::Approval(ApprovalAction::PointOut { plan: id, version }))
}
