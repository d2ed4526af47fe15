//! Submitted tasks with their states, a line or two for each.

use crate::domain::plan::{Origin, TaskState};
use crate::domain::week::task::Task;
use crate::render::html::Html;
use crate::render::plan::origin::origin;
use crate::render::report::evidence;
use crate::say;
use crate::texts::Words;

/// Writes tasks with their states, a line or two for each. With `open` it says what is still missing, as the report is
/// not sent yet.
pub fn tasks(words: Words<'_>, tasks: &[Task], open: bool, html: &mut Html) {
    for task in tasks {
        html.text(&format!("{} {}. ", mark(task.state), task.number)).text(&task.title);
        if let Some(hours) = hours(words, task) {
            html.text(" · ").text(&hours);
        }
        if task.origin == Origin::Unplanned
            && let Some(origin) = origin(words, task.origin)
        {
            html.text(" · ").italic(origin.as_str());
        }
        if let Some(files) = evidence::count(task) {
            html.text(" · ").text(&files);
        }
        html.nl();
        let missed = task.is_missed();
        match (&task.result, task.state, &task.deliverable) {
            (Some(result), ..) => {
                html.text("    → ").text(result).nl();
            }
            (None, _, _) if open && missed && task.reason.is_none() => {
                html.text("    → ").italic(say!(words, "report-why-open").as_str()).nl();
            }
            (None, TaskState::Open, Some(deliverable)) => {
                html.text("    → ").text(deliverable).nl();
            }
            _ => {}
        }
        match &task.reason {
            Some(reason) if missed && task.result.is_some() => {
                html.text("    ").text(&say!(words, "report-reason", reason = reason.as_str())).nl();
            }
            Some(reason) if missed => {
                html.text("    → ").text(reason).nl();
            }
            _ => {}
        }
    }
}

/// The sign of a state. The signs differ in shape as well as in colour.
pub fn mark(state: TaskState) -> &'static str {
    match state {
        TaskState::Open => "▫️",
        TaskState::Done => "✅",
        TaskState::Partly => "🌓",
        TaskState::NotDone => "✖️",
        TaskState::Cancelled => "➖",
    }
}

/// The time that a task took, and its estimate; none where neither is known.
pub fn hours(words: Words<'_>, task: &Task) -> Option<String> {
    match (task.actual_minutes, task.minutes) {
        (Some(actual), Some(planned)) if actual != planned => {
            Some(say!(words, "report-hours", actual = words.hours(actual), planned = words.hours(planned)))
        }
        (Some(actual), _) => Some(words.hours(actual)),
        (None, planned) => planned.map(|p| words.hours(p)),
    }
}
