//! Tasks that the bot put into a plan: how they are marked, and how the author keeps or drops them.

use crate::domain::plan::{Draft, DraftTask, Origin, Plan};
use crate::render::buttons::{Action, PlanAction};
use crate::render::card::Card;
use crate::render::html::{Html, ellipsis};
use crate::render::plan::view::PlanView;
use crate::say;
use crate::texts::Words;

/// How many tasks are listed, since Telegram takes a hundred buttons.
const MOST: usize = 90;

/// How many dropped tasks are named in a line.
const LISTED: usize = 6;

/// The longest title on a button, in characters: a phone shows no more in one line.
const LABEL: usize = 34;

/// Writes which tasks were dropped, in one line; nothing where none was.
pub fn dropped(words: Words<'_>, draft: &Draft, html: &mut Html) {
    if draft.dropped.is_empty() {
        return;
    }
    let mut titles: Vec<String> = draft.dropped.iter().take(LISTED).map(|task| ellipsis(&task.title, 60)).collect();
    let rest = draft.dropped.len().saturating_sub(LISTED);
    if rest > 0 {
        titles.push(format!("… +{rest}"));
    }
    html.nl().italic(say!(words, "plan-dropped", titles = titles.join("; ")).as_str()).nl();
}

/// Writes, below the tasks, that carried ones go once they are reported as done, which were dropped, and how much time
/// unplanned tasks usually take.
pub fn notes(words: Words<'_>, view: &PlanView<'_>, html: &mut Html) {
    let draft = &view.plan.draft;
    let follows = |task: &DraftTask| task.origin == Origin::Carried && !task.touched;
    if view.report_awaited && draft.tasks.iter().any(follows) {
        html.nl().italic(say!(words, "plan-carried-leaves").as_str()).nl();
    }
    dropped(words, draft, html);
    if let Some(minutes) = view.usual_unplanned {
        let hours = words.hours((minutes + 30) / 60 * 60);
        html.nl().text(&say!(words, "plan-usual-unplanned", hours = hours)).nl();
    }
}

/// Adds the button that opens the list, if the bot put any tasks into the plan.
pub fn door(words: Words<'_>, plan: &Plan, card: Card) -> Card {
    let offered = plan.draft.tasks.iter().any(|task| task.seed.is_some()) || !plan.draft.dropped.is_empty();
    if offered {
        card.button(say!(words, "btn-offers"), &Action::Plan(PlanAction::Offers { plan: plan.id, open: true }))
    } else {
        card
    }
}

/// The list: a button for each task, to drop it or put it back.
pub fn choices(words: Words<'_>, plan: &Plan, mut card: Card) -> Card {
    let kept = plan.draft.tasks.iter().zip(1..).map(|(task, number)| (task, Some(number)));
    let all = kept.chain(plan.draft.dropped.iter().map(|task| (task, None::<usize>)));
    let offered = all.filter_map(|(task, number)| Some((task, number, task.seed.as_ref()?.tag())));
    for (task, number, seed) in offered.take(MOST) {
        let title = ellipsis(&task.title, LABEL);
        let label = match number {
            Some(number) => format!("✅ {number}. {title}"),
            None => format!("➖ {title}"),
        };
        card = card.button(label, &Action::Plan(PlanAction::KeepOffer { plan: plan.id, seed, keep: number.is_none() }));
    }
    card.button(say!(words, "btn-offers-done"), &Action::Plan(PlanAction::Offers { plan: plan.id, open: false }))
}
