//! What author and approver write to each other about a plan.

use crate::domain::calendar::week::Week;
use crate::render::buttons::{Action, PlanAction};
use crate::render::card::Card;
use crate::say;
use crate::texts::Words;

/// A message about a plan, as its reader sees it.
pub fn card(words: Words<'_>, from: &str, week: Week, text: &str, message: i64) -> Card {
    let mut card = Card::default();
    card.html.text("💬 ").bold(say!(words, "remark-title", name = from, week = words.week(week)).as_str()).nl();
    card.html.quote(text);
    card.button(say!(words, "btn-answer"), &Action::Plan(PlanAction::AnswerMessage { message }))
}
