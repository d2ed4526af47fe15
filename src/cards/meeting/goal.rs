//! The card of goals: all of them, one, or the closed ones. A person's chat has it once.

use crate::domain::calendar::week::Week;
use crate::domain::company::{Person, Team};
use crate::domain::conversation::question::Question;
use crate::domain::meeting::goal::{GoalId, Level, Work, by_tag, likely_for};
use crate::domain::plan::{Plan, TaskState};
use crate::domain::week::task::Task;
use crate::render::card::Card;
use crate::render::meeting::goal::{GoalView, GoalsView, card, choices, closed, one, tasks};
use crate::storage::outbox::{CardKey, Lane, Place, Post};
use crate::storage::week::task as week_tasks;
use crate::storage::{conversation, outbox, plan as plans};
use crate::unit::Unit;

const KEY: CardKey = CardKey::Goals;

/// What the card shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Page {
    /// All open goals, and what a week's plans serve.
    All(Week),
    /// One goal; whether the reader is asked if they are sure.
    One(GoalId, bool),
    /// The closed goals.
    Closed,
}

/// Puts the card up in a person's chat.
pub async fn show(unit: &mut Unit<'_>, person: &Person, page: Page, place: Place) -> anyhow::Result<()> {
    let Some(chat) = person.telegram_id else { return Ok(()) };
    let card = load(unit, person, page).await?;
    outbox::show(unit.tx, Post { chat, key: KEY, lane: Lane::Interactive, place }, card.parts(), unit.now);
    Ok(())
}

async fn load(unit: &mut Unit<'_>, person: &Person, page: Page) -> anyhow::Result<Card> {
    let roster = unit.roster;
    let words = unit.words(person);
    let today = roster.today_of(person, unit.now);
    let (_, zone) = roster.calendar_of(person);
    let running = Week::at(unit.now, zone);
    match page {
        Page::All(week) => {
            let work = work_of(unit, week).await?;
            let view = GoalsView {
                roster,
                week,
                works: work
                    .iter()
                    .map(|(person, task)| Work {
                        person: *person,
                        tag: task.goal.as_deref(),
                        minutes: task.minutes.unwrap_or(0),
                    })
                    .collect(),
                unnamed: roster
                    .people
                    .iter()
                    .filter(|p| !roster.may_see_work(person, p, unit.now))
                    .map(|p| p.id)
                    .collect(),
                today,
                other_week: if week == running { (running.next(), true) } else { (running, false) },
                own: roster.goals.iter().filter(|g| g.open && g.owner == Some(person.id)).collect(),
                closable: roster
                    .goals
                    .iter()
                    .filter(|g| g.open && g.level == Level::Strategic && roster.may_change_goal(person, g))
                    .collect(),
                may_add: roster.may_add_goals(person),
            };
            Ok(card(words, &view))
        }
        Page::One(id, asking) => {
            let Some(goal) = roster.goals.iter().find(|g| g.id == id) else {
                return Ok(closed(words, &roster.goals, running));
            };
            let work = work_of(unit, running).await?;
            let serves =
                |task: &Task| task.goal.as_ref().and_then(|tag| by_tag(&roster.goals, tag)).is_some_and(|g| g.id == id);
            let (mut tasks, mut unnamed) = (Vec::new(), Vec::<(&Team, usize, u32)>::new());
            for (author, task) in work.iter().filter(|(_, task)| serves(task)) {
                let Some(author) = roster.person(*author) else { continue };
                match roster.team(author.team).filter(|_| !roster.may_see_work(person, author, unit.now)) {
                    None => tasks.push((author, task)),
                    Some(team) => {
                        let minutes = task.minutes.unwrap_or(0);
                        match unnamed.iter_mut().find(|(known, ..)| known.id == team.id) {
                            Some((_, count, sum)) => (*count, *sum) = (*count + 1, *sum + minutes),
                            None => unnamed.push((team, 1, minutes)),
                        }
                    }
                }
            }
            let view = GoalView {
                roster,
                goal,
                week: running,
                tasks,
                unnamed,
                today,
                may_change: roster.may_change_goal(person, goal),
                may_reach: roster.may_reach_goal(person, goal),
                asking,
            };
            Ok(one(words, &view))
        }
        Page::Closed => Ok(closed(words, &roster.goals, running)),
    }
}

/// The tasks of a week's submitted plans, each with its author; cancelled ones are left out.
async fn work_of(unit: &mut Unit<'_>, week: Week) -> anyhow::Result<Vec<(i64, Task)>> {
    let plans = plans::standings(unit.tx, week).await?;
    let tasks = week_tasks::of_week(unit.tx, week).await?;
    let owner = |task: &Task| plans.iter().find(|p| p.plan == task.plan).map(|p| p.person);
    Ok(tasks
        .into_iter()
        .filter(|task| task.state != TaskState::Cancelled)
        .filter_map(|task| Some((owner(&task)?, task)))
        .collect())
}

/// Turns the author's plan card into the choice of a task, or, for a chosen task, of the goal it serves. A task is
/// chosen by its permanent number, and alone or as one of several that are gone through.
pub async fn choose(
    unit: &mut Unit<'_>,
    author: &Person,
    plan: &Plan,
    task: Option<(u32, bool)>,
) -> anyhow::Result<()> {
    let Some(chat) = author.telegram_id else { return Ok(()) };
    let roster = unit.roster;
    let words = unit.words(author);
    let card = match task {
        None => tasks(words, plan),
        Some((task, alone)) => {
            let likely = likely_for(&roster.goals, author, |id| roster.person(id).map(|p| p.team));
            choices(words, plan, task, alone, &likely)
        }
    };
    let key = crate::cards::plan::card::key(plan);
    conversation::close_where(unit.tx, author.id, Question::is_of_task_face).await?;
    outbox::show(unit.tx, Post { chat, key, lane: Lane::Interactive, place: Place::InPlace }, card.parts(), unit.now);
    Ok(())
}
