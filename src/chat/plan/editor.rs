//! The author's card as an editor: changing a plan by taps, new texts for a task, and undoing the last change.

use crate::cards::plan::editor::Face;
use crate::domain::company::Person;
use crate::domain::conversation::effect::Effect;
use crate::domain::conversation::question::Question;
use crate::domain::intake::{PlanItem, PlanWhat, TaskText, read_plan};
use crate::domain::plan::{Field, LEAST, Plan, PlanId, PlanState};
use crate::render::buttons::Edit;
use crate::render::plan::editor::page_of;
use crate::storage::conversation::effect as effects;
use crate::storage::outbox::{Lane, Place};
use crate::storage::{conversation, plan as plans};
use crate::unit::Unit;
use crate::{cards, say};

use crate::chat::answer::{Answer, Outcome, Refusal, receipt, tell};
use crate::chat::calendar::{calendar, metric_names};
use crate::chat::heard::{Heard, Hearing};
use crate::chat::plan::own::own;
use crate::chat::plan::version;
use crate::chat::plan::writing::reopen;

/// The longest title, in characters: the same as for one that is typed as a line.
const TITLE: usize = 300;

/// A tap on the card. If the task no longer exists, or the author can no longer write the plan, nothing changes: the
/// card is redrawn and the tap is refused.
pub async fn tapped(unit: &mut Unit<'_>, person: &Person, id: PlanId, edit: Edit) -> Outcome<Answer> {
    let words = unit.words(person);
    let Some(mut plan) = own(unit, person, id).await? else {
        return Err(Refusal::stale(words, "/plan"));
    };
    if let Edit::Page { page } = edit {
        cards::plan::card::show_page(unit, person, &plan, usize::from(page)).await?;
        return Ok(Answer::Quiet);
    }
    // A plan that waits is not edited by taps, but what its author has just changed in it can be taken back.
    let waits = plan.state == PlanState::Submitted && !version::settled(unit, person, &plan);
    let may_edit = plan.state.editable() || (waits && matches!(edit, Edit::Undo { .. }));
    if !may_edit {
        cards::plan::card::show(unit, person, &plan, Place::InPlace, Lane::Interactive, None).await?;
        return Err(Refusal::Because(match plan.state {
            PlanState::Approved => say!(words, "toast-already-approved"),
            _ => say!(words, "edit-waits"),
        }));
    }
    match edit {
        Edit::Page { page } | Edit::Tasks { page } => {
            cards::plan::editor::show(unit, person, &plan, Face::Tasks(usize::from(page)), Place::InPlace).await?;
            Ok(Answer::Quiet)
        }
        Edit::Undo { mark, task } => undo(unit, person, &mut plan, mark, task).await,
        Edit::Task { task }
        | Edit::Hours { task, .. }
        | Edit::Shift { task, .. }
        | Edit::Delete { task }
        | Edit::Ask { task, .. } => change(unit, person, &mut plan, task, edit).await,
    }
}

/// The refusal where the task no longer exists; shows the list as it is now.
pub async fn gone(unit: &mut Unit<'_>, person: &Person, plan: &Plan) -> Outcome<Answer> {
    cards::plan::editor::show(unit, person, plan, Face::Tasks(0), Place::InPlace).await?;
    Ok(Answer::Toast(say!(unit.words(person), "edit-gone")))
}

async fn change(unit: &mut Unit<'_>, person: &Person, plan: &mut Plan, task: u32, edit: Edit) -> Outcome<Answer> {
    let words = unit.words(person);
    let Some(at) = plan.draft.place_of(task) else { return gone(unit, person, plan).await };
    let mut draft = plan.draft.clone();
    let (face, answer) = match edit {
        Edit::Hours { minutes, .. } => {
            let changed = draft.add_minutes(at, i32::from(minutes));
            let answer = match minutes {
                _ if changed => Answer::Quiet,
                ..0 => Answer::Toast(say!(words, "edit-hours-least", hours = words.hours(LEAST))),
                _ => Answer::Toast(say!(words, "edit-hours-most")),
            };
            (Face::Task(task), answer)
        }
        Edit::Shift { up, .. } => {
            draft.shift(at, up);
            (Face::Task(task), Answer::Quiet)
        }
        Edit::Delete { .. } => {
            draft.drop_task(at);
            (Face::Tasks(page_of(at)), Answer::Toast(say!(words, "toast-task-deleted")))
        }
        Edit::Ask { field, .. } => {
            let question = Question::TaskWords { plan: plan.id, task, field };
            conversation::ask(unit.tx, person.id, &question, unit.now).await?;
            (Face::Ask(task, field), Answer::Quiet)
        }
        Edit::Task { .. } | Edit::Page { .. } | Edit::Tasks { .. } | Edit::Undo { .. } => {
            (Face::Task(task), Answer::Quiet)
        }
    };
    if draft != plan.draft {
        plans::save_change(unit.tx, plan, draft).await?;
    }
    cards::plan::editor::show(unit, person, plan, face, Place::InPlace).await?;
    Ok(answer)
}

/// Undoes the change that was shown, if it still is the last one.
async fn undo(unit: &mut Unit<'_>, person: &Person, plan: &mut Plan, mark: u64, task: u32) -> Outcome<Answer> {
    let words = unit.words(person);
    let Some((at, again)) = plan.undo.as_ref().filter(|undo| undo.mark() == mark).map(|undo| (undo.at, undo.undone))
    else {
        cards::plan::card::show(unit, person, plan, Place::InPlace, Lane::Interactive, None).await?;
        return Err(Refusal::Because(say!(words, "edit-undo-late")));
    };
    version::take_back(unit, person, plan).await?;
    if plan.draft.place_of(task).is_some() {
        cards::plan::editor::show(unit, person, plan, Face::Task(task), Place::InPlace).await?;
    } else {
        cards::plan::card::show_page(unit, person, plan, page_of(at)).await?;
    }
    Ok(Answer::Toast(if again { say!(words, "toast-redone") } else { say!(words, "toast-undone") }))
}

/// The author does not write a new text after all: shows the task again.
pub async fn stop_asking(unit: &mut Unit<'_>, person: &Person, id: PlanId, task: u32) -> anyhow::Result<()> {
    match own(unit, person, id).await?.filter(|plan| plan.state.editable()) {
        Some(plan) => cards::plan::editor::show(unit, person, &plan, Face::Task(task), Place::InPlace).await,
        None => Ok(()),
    }
}

/// The new text of a task that was asked for. Lines that change the plan are not taken for it, nor is anything if the
/// task no longer exists: those go to the other handlers.
pub async fn in_words(unit: &mut Unit<'_>, heard: Heard<'_>, asked: (PlanId, u32, Field)) -> Outcome<Hearing> {
    let ((id, task, field), person) = (asked, heard.person);
    conversation::close(unit.tx, person.id).await?;
    let Some(mut plan) = own(unit, person, id).await?.filter(|plan| plan.state.editable()) else {
        return Ok(Hearing::NotMine);
    };
    if plan.draft.place_of(task).is_none() || is_lines(unit, person, &plan, heard.text, field) {
        return Ok(Hearing::NotMine);
    }
    let hearing = reword(unit, heard, &mut plan, task, field).await?;
    if hearing == Hearing::Handled {
        receipt(unit, heard);
    }
    Ok(hearing)
}

/// The message with the new text was edited: the task gets the edited text.
pub async fn retold(unit: &mut Unit<'_>, heard: Heard<'_>, said: (PlanId, u32, Field)) -> Outcome<Hearing> {
    let ((id, task, field), person) = (said, heard.person);
    let Some(mut plan) = own(unit, person, id).await? else { return Ok(Hearing::NotMine) };
    let settled = version::settled(unit, person, &plan);
    let (running, _) = calendar(unit.roster, person, unit.now);
    if plan.draft.place_of(task).is_none() || (plan.week < running && !settled) {
        return Ok(Hearing::NotMine);
    }
    if settled {
        version::refuse_lines(unit, person, &plan).await?;
        return Ok(Hearing::Handled);
    }
    reword(unit, heard, &mut plan, task, field).await
}

async fn reword(unit: &mut Unit<'_>, heard: Heard<'_>, plan: &mut Plan, task: u32, field: Field) -> Outcome<Hearing> {
    let person = heard.person;
    let Some(at) = plan.draft.place_of(task) else { return Ok(Hearing::NotMine) };
    let mut said = heard.text.split_whitespace().collect::<Vec<_>>().join(" ");
    if field == Field::Deliverable {
        said = ["=>", "->", "→"].iter().find_map(|arrow| said.strip_prefix(arrow)).unwrap_or(&said).trim().to_owned();
    }
    if said.is_empty() {
        return Ok(Hearing::NotMine);
    }
    let whole = if field == Field::Title { whole_task(&said) } else { None };
    let chars = whole.as_ref().map_or(said.as_str(), |task| task.title.as_str()).chars().count();
    if field == Field::Title && chars > TITLE {
        // It is asked for again, since it was too long.
        let question = Question::TaskWords { plan: plan.id, task, field };
        conversation::ask(unit.tx, person.id, &question, unit.now).await?;
        tell(unit, person, &say!(unit.words(person), "puzzle-title-long", chars = chars)).await?;
        return Ok(Hearing::Handled);
    }
    let mut draft = plan.draft.clone();
    match whole {
        Some(task) => {
            draft.reword(at, Field::Title, task.title.clone());
            draft.fill(at, &task);
        }
        None => draft.reword(at, field, said),
    }
    if plan.state == PlanState::Submitted {
        reopen(unit, person, plan).await?;
    }
    plans::save_change(unit.tx, plan, draft).await?;
    effects::keep(unit.tx, person.id, heard.id(), &Effect::TaskWords { plan: plan.id, task, field }).await?;
    cards::plan::editor::show(unit, person, plan, Face::Task(task), Place::Near).await?;
    Ok(Hearing::Handled)
}

/// Reads «Вебинар => программа готова ~ 5ч» where only a title was asked for as a whole task.
fn whole_task(text: &str) -> Option<TaskText> {
    let reading = read_plan(text, &[], 0);
    match reading.items.as_slice() {
        [PlanItem { what: PlanWhat::Task(task), .. }] if reading.puzzles.is_empty() => {
            Some(task.clone()).filter(|task| task.deliverable.is_some())
        }
        _ => None,
    }
}

/// Whether a text is lines of a plan and not the text that was asked for: a plan under its heading, or corrections by
/// number; where a title was asked for, also more than one line with more than one item.
fn is_lines(unit: &Unit<'_>, person: &Person, plan: &Plan, text: &str, field: Field) -> bool {
    let reading = read_plan(text, &metric_names(unit.roster, person), plan.draft.tasks.len());
    let corrects = |item: &PlanItem| matches!(item.what, PlanWhat::Change { .. } | PlanWhat::Delete { .. });
    reading.says_plan
        || reading.items.iter().any(corrects)
        || (field == Field::Title && reading.items.len() > 1 && text.trim().contains('\n'))
}
