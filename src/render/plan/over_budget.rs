//! A plan that is over the hours budget: which tasks could be taken off, and why it might stay as it is.

use crate::domain::plan::budget::{Load, to_take_off};
use crate::domain::plan::{Change, Hurdle, Undo};
use crate::render::buttons::{Action, PlanAction};
use crate::render::card::Card;
use crate::render::html::ellipsis;
use crate::render::plan::editor;
use crate::render::plan::view::{Face, PlanView};
use crate::say;
use crate::texts::Words;

/// The longest title on a button, in characters.
const TITLE: usize = 24;

/// The usual reasons for sending it anyway, by their number in callback data.
pub fn usual_reasons(words: Words<'_>) -> [String; 3] {
    [say!(words, "over-reason-agreed"), say!(words, "over-reason-client"), say!(words, "over-reason-quiet")]
}

/// The question under a plan that is over the hours budget; none where it can be sent.
pub fn question(words: Words<'_>, hurdle: Hurdle) -> Option<String> {
    match hurdle {
        Hurdle::None => None,
        Hurdle::AskWhy => Some(say!(words, "over-ask")),
        Hurdle::Blocked => Some(say!(words, "over-blocked")),
    }
}

/// Adds buttons for what can be done about it.
pub fn buttons(words: Words<'_>, view: &PlanView<'_>, mut card: Card) -> Card {
    let (plan, draft) = (view.plan.id, &view.plan.draft);
    let Load::Red { over } = view.budget.load(draft.minutes()) else { return card };
    let estimates: Vec<Option<u32>> = draft.tasks.iter().map(|task| task.minutes).collect();
    for place in to_take_off(&estimates, over) {
        let Some((task, minutes)) = draft.tasks.get(place).and_then(|task| Some((task, task.minutes?))) else {
            continue;
        };
        let (title, hours) = (ellipsis(&task.title, TITLE), words.hours(minutes));
        let label = say!(words, "btn-take-off", title = title, hours = hours);
        card = card.button(label, &Action::Plan(PlanAction::TakeOff { plan, task: task.uid, minutes }));
    }
    if view.face == Face::OverBudget(Hurdle::AskWhy) {
        for (reason, text) in (0u8..).zip(usual_reasons(words)) {
            let label = say!(words, "btn-keep-because", reason = text);
            card = card.button(label, &Action::Plan(PlanAction::SubmitOver { plan, reason }));
        }
        card = card.button(say!(words, "btn-keep-explain"), &Action::Plan(PlanAction::ExplainOver { plan }));
    }
    // A task that was taken off with the last change can be put back here; earlier changes cannot be undone here.
    match &view.plan.undo {
        Some(Undo { change: Change::Deleted(_), .. }) => editor::undo(words, view.plan, 0, card),
        _ => card,
    }
}
