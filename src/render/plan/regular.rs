//! A person's list of regular tasks.

use crate::domain::calendar::week::Week;
use crate::domain::plan::regular::{Period, Regular};
use crate::render::buttons::{Action, PlanAction};
use crate::render::card::Card;
use crate::say;
use crate::texts::Words;

/// The list, with how to add to it. `from` is the first week whose plan is still open, `works` says in which weeks the
/// person works.
pub fn card(words: Words<'_>, list: &[Regular], from: Week, works: impl Fn(Week) -> bool) -> Card {
    let mut card = Card::default();
    let html = &mut card.html;
    html.text("🔁 ").bold(say!(words, "regular-title").as_str()).nl();
    html.text(&if list.is_empty() { say!(words, "regular-empty") } else { say!(words, "regular-what") }).nl().nl();
    for (task, number) in list.iter().zip(1usize..) {
        html.text(&format!("{number}. ")).text(&task.title).text(" · ");
        match task.minutes {
            Some(minutes) => html.text(&words.hours(minutes)),
            None => html.bold(say!(words, "plan-hours-open").as_str()),
        };
        if let Some(goal) = &task.goal {
            html.text(" · #").text(goal);
        }
        html.text(" · ").italic(period(words, task.period).as_str()).nl();
        html.text("    → ");
        match &task.deliverable {
            Some(deliverable) => html.text(deliverable).nl(),
            None => html.italic(say!(words, "plan-deliverable-open").as_str()).nl(),
        };
        let when = if task.paused {
            say!(words, "regular-paused")
        } else {
            say!(words, "regular-next", week = words.week(task.period.next_from(task.since, from, &works)))
        };
        html.text("    ").text(&when).nl();
    }
    if !list.is_empty() {
        html.nl();
    }
    html.text(&say!(words, "regular-hint")).nl();
    html.italic(say!(words, "regular-hint-form").as_str()).nl();
    html.text(&say!(words, "regular-hint-periods"));
    for (task, number) in list.iter().zip(1usize..) {
        let pause = Action::Plan(PlanAction::PauseRegular { regular: task.id, paused: !task.paused });
        let remove = Action::Plan(PlanAction::RemoveRegular { regular: task.id });
        let label = if task.paused {
            say!(words, "btn-regular-resume", number = number)
        } else {
            say!(words, "btn-regular-pause", number = number)
        };
        card = card.row([(label, &pause), (say!(words, "btn-regular-remove", number = number), &remove)]);
    }
    card
}

/// The words for how often a task comes.
fn period(words: Words<'_>, period: Period) -> String {
    match period {
        Period::Weekly => say!(words, "regular-weekly"),
        Period::Biweekly => say!(words, "regular-biweekly"),
        Period::Monthly => say!(words, "regular-monthly"),
    }
}
