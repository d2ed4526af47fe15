//! The author's card as an editor: the list of tasks, one task, and the question for a new text of one.

use crate::domain::company::Person;
use crate::domain::conversation::question::Question;
use crate::domain::plan::{Field, Plan};
use crate::render::plan::editor as render;
use crate::storage::outbox::{Lane, Place, Post};
use crate::storage::{conversation, outbox, plan as plans};
use crate::unit::Unit;

/// What the card shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Face {
    /// A page of the tasks, from 0, to choose one.
    Tasks(usize),
    /// One task, by its permanent number.
    Task(u32),
    /// The question for a new text of a task.
    Ask(u32, Field),
}

/// Puts the card up in its author's chat. Where the task no longer exists, the list is shown; where there are no tasks,
/// the plan.
pub async fn show(unit: &mut Unit<'_>, author: &Person, plan: &Plan, face: Face, place: Place) -> anyhow::Result<()> {
    let Some(chat) = author.telegram_id else { return Ok(()) };
    let draft = &plan.draft;
    if draft.tasks.is_empty() && draft.dropped.is_empty() {
        return crate::cards::plan::card::show(unit, author, plan, place, Lane::Interactive, None).await;
    }
    let words = unit.words(author);
    let past = plans::past(unit.tx, author.id, plan.week).await?;
    let view = crate::cards::plan::card::view(unit, author, plan, &past);
    let found = |uid: u32| Some((draft.place_of(uid)?, draft.tasks.iter().find(|task| task.uid == uid)?));
    let (card, asks) = match face {
        Face::Tasks(page) => (render::tasks(words, &view, page), false),
        Face::Task(uid) | Face::Ask(uid, _) => match (found(uid), face) {
            (None, _) => (render::tasks(words, &view, 0), false),
            (Some((at, task)), Face::Ask(_, field)) => (render::ask(words, plan, at, task, field), true),
            (Some((at, task)), _) => (render::task(words, &view, at, task), false),
        },
    };
    if !asks {
        conversation::close_where(unit.tx, author.id, Question::is_of_task_face).await?;
    }
    outbox::show(
        unit.tx,
        Post { chat, key: crate::cards::plan::card::key(plan), lane: Lane::Interactive, place },
        card.parts(),
        unit.now,
    );
    Ok(())
}
