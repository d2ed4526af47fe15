//! The card as an editor: the tasks to choose from, one task with everything that can be changed in it, and undoing the
//! last change.

use crate::domain::plan::{Change, DraftTask, Field, Plan, PlanState};
use crate::render::buttons::{Action, Edit, GoalAction, PlanAction};
use crate::render::card::Card;
use crate::render::html::{Html, ellipsis};
use crate::render::pages::{PAGE, Paged, pages};
use crate::render::plan::load::load;
use crate::render::plan::origin;
use crate::render::plan::prefill;
use crate::render::plan::view::PlanView;
use crate::say;
use crate::texts::Words;

/// The longest title in the list and on the button that undoes a change, in characters.
const TITLE: usize = 60;
const UNDO_TITLE: usize = 24;
/// The longest end product, in characters: more does not fit into a message.
const PRODUCT: usize = 1500;
/// How many buttons with numbers stand in a row.
const ROW: usize = 8;

/// The page of the list that shows the task at this place.
pub fn page_of(at: usize) -> usize {
    at / PAGE
}

/// The tasks by number, a page of them, to choose one.
pub fn tasks(words: Words<'_>, view: &PlanView<'_>, page: usize) -> Card {
    let plan = view.plan;
    let mut card = Card::default();
    card.html.text("✏️ ").bold(say!(words, "plan-title", week = words.week(plan.week)).as_str()).nl();
    load(words, view, &mut card.html);
    card.html.nl().nl();
    let pages = pages(&vec![0; plan.draft.tasks.len()], usize::MAX);
    let shown = page.min(pages.len().saturating_sub(1));
    let paged = Paged { pages, shown };
    let mut keys: Vec<(String, Action)> = Vec::new();
    for (at, task) in plan.draft.tasks.iter().enumerate().filter(|(at, _)| paged.range().contains(at)) {
        let number = at + 1;
        card.html.text(&format!("{number}. ")).text(&ellipsis(&task.title, TITLE)).text(" · ");
        hours(words, task, &mut card.html);
        card.html.nl();
        keys.push((
            number.to_string(),
            Action::Plan(PlanAction::Edit { plan: plan.id, edit: Edit::Task { task: task.uid } }),
        ));
    }
    card.html.nl().text(&say!(words, "edit-tasks-hint"));
    let rows = keys.len().div_ceil(ROW).max(1);
    for row in keys.chunks(keys.len().div_ceil(rows).max(1)) {
        card = card.row(row.iter().map(|(label, action)| (label.clone(), action)));
    }
    card = paged.turn(card, |page| Action::Plan(PlanAction::Edit { plan: plan.id, edit: Edit::Tasks { page } }));
    card = undo(words, plan, 0, prefill::door(words, plan, card));
    card.button(say!(words, "btn-back-to-plan"), &Action::Goal(GoalAction::BackToPlan { plan: plan.id }))
}

/// One task, and everything that can be changed in it.
pub fn task(words: Words<'_>, view: &PlanView<'_>, at: usize, task: &DraftTask) -> Card {
    let plan = view.plan;
    let count = plan.draft.tasks.len();
    let mut card = Card::default();
    head(words, plan, at, &mut card.html);
    card.html.bold(task.title.as_str()).nl().text("→ ");
    match &task.deliverable {
        Some(deliverable) => card.html.text(&ellipsis(deliverable, PRODUCT)),
        None => card.html.italic(say!(words, "plan-deliverable-open").as_str()),
    };
    card.html.nl();
    details(words, task, &mut card.html);
    card.html.nl().nl();
    load(words, view, &mut card.html);
    let tap = |edit: Edit| Action::Plan(PlanAction::Edit { plan: plan.id, edit });
    let uid = task.uid;
    let steps: [i16; 4] = if task.minutes.is_some() { [-60, -30, 30, 60] } else { [60, 120, 240, 480] };
    let steps: Vec<(String, Action)> = steps
        .into_iter()
        .map(|minutes| {
            let sign = match task.minutes {
                None => "",
                Some(_) if minutes < 0 => "−",
                Some(_) => "+",
            };
            let label = format!("{sign}{}", words.hours(u32::from(minutes.unsigned_abs())));
            (label, tap(Edit::Hours { task: uid, minutes }))
        })
        .collect();
    card = card.row(steps.iter().map(|(label, action)| (label.clone(), action)));
    card = card.row([
        (say!(words, "btn-edit-title"), &tap(Edit::Ask { task: uid, field: Field::Title })),
        (say!(words, "btn-edit-product"), &tap(Edit::Ask { task: uid, field: Field::Deliverable })),
    ]);
    let goal = Action::Goal(GoalAction::OfTask { plan: plan.id, task: uid, alone: true });
    let goal = view.goals.iter().any(|g| g.open).then(|| (say!(words, "btn-edit-goal"), &goal));
    let (up, down) = (tap(Edit::Shift { task: uid, up: true }), tap(Edit::Shift { task: uid, up: false }));
    let up = (at > 0).then(|| ("↑".to_owned(), &up));
    let down = (at + 1 < count).then(|| ("↓".to_owned(), &down));
    let delete = tap(Edit::Delete { task: uid });
    let delete = [(say!(words, "btn-delete-task"), &delete)];
    card = card.row(goal.into_iter().chain(up).chain(down).chain(delete));
    let page = u8::try_from(page_of(at)).unwrap_or(0);
    undo(words, plan, uid, card).row([
        (say!(words, "btn-back-to-tasks"), &tap(Edit::Tasks { page })),
        (say!(words, "btn-back-to-plan"), &Action::Goal(GoalAction::BackToPlan { plan: plan.id })),
    ])
}

/// The question for a new text.
pub fn ask(words: Words<'_>, plan: &Plan, at: usize, task: &DraftTask, field: Field) -> Card {
    let mut card = Card::default();
    head(words, plan, at, &mut card.html);
    let (now, question) = match field {
        Field::Title => (Some(task.title.as_str()), say!(words, "edit-ask-title")),
        Field::Deliverable => {
            card.html.bold(task.title.as_str()).nl();
            (task.deliverable.as_deref(), say!(words, "edit-ask-product"))
        }
    };
    if let Some(now) = now {
        card.html.quote(ellipsis(now, PRODUCT).as_str()).nl();
    }
    card.html.nl().bold(question.as_str());
    card.button(
        say!(words, "btn-leave-words"),
        &Action::Plan(PlanAction::Edit { plan: plan.id, edit: Edit::Task { task: task.uid } }),
    )
}

/// The button that opens the list of tasks; none where there are no tasks.
pub fn door(words: Words<'_>, view: &PlanView<'_>, shown: usize) -> Option<(String, Action)> {
    let draft = &view.plan.draft;
    let page = u8::try_from(page_of(shown)).unwrap_or(0);
    let any = !draft.tasks.is_empty() || !draft.dropped.is_empty();
    any.then(|| {
        (say!(words, "btn-tasks"), Action::Plan(PlanAction::Edit { plan: view.plan.id, edit: Edit::Tasks { page } }))
    })
}

/// Adds the button that undoes the last change, if there is one. `task` is the number of the task on whose screen it
/// stands, or 0.
#[must_use]
pub fn undo(words: Words<'_>, plan: &Plan, task: u32, card: Card) -> Card {
    let Some(undo) = plan.undo.as_ref().filter(|_| plan.state != PlanState::Approved) else { return card };
    let title = |title: &str| ellipsis(title, UNDO_TITLE);
    let label = match &undo.change {
        _ if undo.undone => say!(words, "btn-redo"),
        Change::Added(task) => say!(words, "btn-undo-added", title = title(task)),
        Change::Deleted(task) => say!(words, "btn-undo-deleted", title = title(task)),
        Change::Changed(task) => say!(words, "btn-undo-changed", title = title(task)),
        Change::Moved => say!(words, "btn-undo-moved"),
        Change::Targets => say!(words, "btn-undo-targets"),
        &Change::Several(count) => say!(words, "btn-undo-several", count = count),
    };
    card.button(label, &Action::Plan(PlanAction::Edit { plan: plan.id, edit: Edit::Undo { mark: undo.mark(), task } }))
}

fn head(words: Words<'_>, plan: &Plan, at: usize, html: &mut Html) {
    let (number, count) = (at + 1, plan.draft.tasks.len());
    html.text("✏️ ").bold(say!(words, "edit-task", number = number, count = count).as_str());
    html.text(" · ").text(&words.week(plan.week)).nl();
}

fn details(words: Words<'_>, task: &DraftTask, html: &mut Html) {
    hours(words, task, html);
    if let Some(goal) = &task.goal {
        html.text(" · #").text(&ellipsis(goal, TITLE));
    }
    if let Some(origin) = origin::of_task(words, task) {
        html.text(" · ").italic(origin.as_str());
    }
}

fn hours(words: Words<'_>, task: &DraftTask, html: &mut Html) {
    match task.minutes {
        Some(minutes) => html.text(&words.hours(minutes)),
        None => html.bold(say!(words, "plan-hours-open").as_str()),
    };
}
