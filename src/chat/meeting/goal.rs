//! `/goals`: looking at goals, making, changing and closing them; and choosing the goal of a task.

use crate::cards::meeting::goal::Page;
use crate::cards::plan::editor::Face;
use crate::domain::calendar::month::Month;
use crate::domain::calendar::week::Week;
use crate::domain::company::Person;
use crate::domain::intake::tag_of;
use crate::domain::meeting::goal::{
    Goal, GoalFacts, GoalId, GoalLine, GoalProblem, Level, by_tag, nearest_tag, read_change, read_goal,
};
use crate::domain::plan::{Plan, PlanId};
use crate::render::html::ellipsis;
use crate::render::meeting::goal as render;
use crate::storage::meeting::goal as goals;
use crate::storage::outbox::{Lane, Place};
use crate::storage::plan as plans;
use crate::unit::Unit;
use crate::{cards, say};

use crate::chat::answer::{Answer, Outcome, Refusal};
use crate::chat::calendar::calendar;
use crate::chat::plan::editor;

/// `/goals`; with `+ …` it makes a goal, with `#tag …` it changes one.
pub async fn command(unit: &mut Unit<'_>, person: &Person, rest: &str) -> Outcome<()> {
    let words = unit.words(person);
    if let Some(text) = rest.strip_prefix(['+', '＋']) {
        return add(unit, person, text.trim_start()).await;
    }
    let (first, text) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
    match tag_of(first.trim_end_matches([':', ','])) {
        Some(tag) => change(unit, person, &tag, text.trim_start()).await,
        None if rest.is_empty() => {
            let (running, _) = calendar(unit.roster, person, unit.now);
            Ok(cards::meeting::goal::show(unit, person, Page::All(running), Place::Below).await?)
        }
        None => Err(Refusal::Because(say!(words, "goals-usage"))),
    }
}

/// Makes a goal of a line, with its milestones in the lines below.
async fn add(unit: &mut Unit<'_>, person: &Person, text: &str) -> Outcome<()> {
    let words = unit.words(person);
    let roster = unit.roster;
    if !roster.may_add_goals(person) {
        return Err(Refusal::Because(say!(words, "not-allowed", who = say!(words, "who-manager"))));
    }
    let (line, puzzles) = read_goal(text, &people(roster), roster.today_of(person, unit.now));
    if line.title.is_empty() {
        return Ok(puzzled(unit, person, &puzzles, None).await?);
    }
    let Some(tag) = line.tag.clone().or_else(|| line.tag_of_title()) else {
        return Err(Refusal::Because(say!(words, "goal-tag-needed")));
    };
    if let Some(taken) = by_tag(&roster.goals, &tag).filter(|g| g.open) {
        let sentence = say!(words, "goal-tag-taken", tag = tag.as_str(), title = taken.title.as_str());
        return Err(Refusal::Because(sentence));
    }
    let parent = parent_of(unit, person, &line, line.level(), only_strategic(&roster.goals))?;
    let facts =
        GoalFacts { tag: &tag, title: &line.title, level: line.level(), parent, owner: line.owner, due: line.due };
    let id = goals::add(unit.tx, &facts, person.id, unit.now).await?;
    for (month, text) in &line.milestones {
        goals::set_milestone(unit.tx, id, *month, text).await?;
    }
    Ok(kept(unit, person, id, &puzzles).await?)
}

/// Changes a goal: only what the line names. Its owner may change only its milestones.
async fn change(unit: &mut Unit<'_>, person: &Person, tag: &str, text: &str) -> Outcome<()> {
    let words = unit.words(person);
    let roster = unit.roster;
    let Some(goal) = by_tag(&roster.goals, tag) else {
        let sentence = match nearest_tag(&roster.goals, tag) {
            Some(near) => say!(words, "goal-tag-nearest", tag = tag, nearest = near.tag.as_str()),
            None => say!(words, "goal-tag-unknown", tag = tag),
        };
        return Err(Refusal::Because(sentence));
    };
    if text.is_empty() {
        return Ok(cards::meeting::goal::show(unit, person, Page::One(goal.id, false), Place::Below).await?);
    }
    let (line, puzzles) = read_change(text, &people(roster), roster.today_of(person, unit.now));
    let only_months = GoalLine { milestones: line.milestones.clone(), ..GoalLine::default() } == line;
    if !(roster.may_change_goal(person, goal) || only_months && roster.may_reach_goal(person, goal)) {
        return Err(Refusal::Because(say!(words, "goal-not-yours")));
    }
    if goal.key.is_some() {
        return Err(Refusal::Because(say!(words, "goal-of-file", title = goal.title.as_str())));
    }
    if let Some(tag) = &line.tag
        && let Some(taken) = by_tag(&roster.goals, tag).filter(|g| g.open && g.id != goal.id)
    {
        let sentence = say!(words, "goal-tag-taken", tag = tag.as_str(), title = taken.title.as_str());
        return Err(Refusal::Because(sentence));
    }
    let level = if line.strategic { Level::Strategic } else { goal.level };
    let parent = parent_of(unit, person, &line, level, goal.parent)?;
    let facts = GoalFacts {
        tag: line.tag.as_deref().unwrap_or(&goal.tag),
        title: if line.title.is_empty() { &goal.title } else { &line.title },
        level,
        parent,
        owner: line.owner.or(goal.owner),
        due: line.due.or(goal.due),
    };
    goals::change(unit.tx, goal.id, &facts).await?;
    for (month, text) in &line.milestones {
        goals::set_milestone(unit.tx, goal.id, *month, text).await?;
    }
    Ok(kept(unit, person, goal.id, &puzzles).await?)
}

/// The strategic goal that a goal serves: the one that is named, else the usual one. A name that is not an open
/// strategic goal is refused.
fn parent_of(
    unit: &Unit<'_>,
    person: &Person,
    line: &GoalLine,
    level: Level,
    usual: Option<GoalId>,
) -> Outcome<Option<GoalId>> {
    if level == Level::Strategic {
        return Ok(None);
    }
    let Some(tag) = &line.parent else { return Ok(usual) };
    let roster = unit.roster;
    if let Some(parent) = by_tag(&roster.goals, tag).filter(|g| g.open && g.level == Level::Strategic) {
        return Ok(Some(parent.id));
    }
    let words = unit.words(person);
    Err(Refusal::Because(say!(words, "goal-no-parent", tag = tag.as_str())))
}

/// The only open strategic goal, if there is just one: it is meant where none is named.
fn only_strategic(goals: &[Goal]) -> Option<GoalId> {
    let mut strategic = goals.iter().filter(|g| g.open && g.level == Level::Strategic);
    strategic.next().filter(|_| strategic.next().is_none()).map(|g| g.id)
}

/// Shows the goal as it is now, and says what was not understood.
async fn kept(unit: &mut Unit<'_>, person: &Person, id: GoalId, puzzles: &[GoalProblem]) -> anyhow::Result<()> {
    unit.reload_roster().await?;
    cards::meeting::goal::show(unit, person, Page::One(id, false), Place::Below).await?;
    if puzzles.is_empty() { Ok(()) } else { puzzled(unit, person, puzzles, find(unit, id).as_ref()).await }
}

async fn puzzled(
    unit: &mut Unit<'_>,
    person: &Person,
    puzzles: &[GoalProblem],
    kept: Option<&Goal>,
) -> anyhow::Result<()> {
    let card = render::puzzles(unit.words(person), unit.roster, puzzles, kept);
    cards::tell(unit, person, Lane::Interactive, card).await
}

fn people(roster: &crate::domain::company::Roster) -> Vec<&Person> {
    roster.people.iter().filter(|p| !p.left).collect()
}

/// Shows the card of all goals, with the tasks of a week.
pub async fn turn_to(unit: &mut Unit<'_>, person: &Person, week: Week) -> Outcome<Answer> {
    let (running, _) = calendar(unit.roster, person, unit.now);
    let week = if week == running.next() { week } else { running };
    cards::meeting::goal::show(unit, person, Page::All(week), Place::InPlace).await?;
    Ok(Answer::Quiet)
}

/// Shows one goal.
pub async fn open(unit: &mut Unit<'_>, person: &Person, id: GoalId) -> Outcome<Answer> {
    if find(unit, id).is_none() {
        return Err(Refusal::stale(unit.words(person), "/goals"));
    }
    cards::meeting::goal::show(unit, person, Page::One(id, false), Place::InPlace).await?;
    Ok(Answer::Quiet)
}

/// Shows the closed goals.
pub async fn closed(unit: &mut Unit<'_>, person: &Person) -> Outcome<Answer> {
    cards::meeting::goal::show(unit, person, Page::Closed, Place::InPlace).await?;
    Ok(Answer::Quiet)
}

/// «Close» and «reopen»: done after the person was asked whether they are sure.
pub async fn set_open(unit: &mut Unit<'_>, person: &Person, id: GoalId, open: bool, sure: bool) -> Outcome<Answer> {
    let words = unit.words(person);
    let roster = unit.roster;
    let Some(goal) = find(unit, id) else {
        return Err(Refusal::stale(words, "/goals"));
    };
    if !roster.may_change_goal(person, &goal) {
        return Err(Refusal::Because(say!(words, "goal-not-yours")));
    }
    if let Some(taken) = by_tag(&roster.goals, &goal.tag).filter(|g| open && g.open && g.id != id) {
        let title = ellipsis(&taken.title, 80);
        return Err(Refusal::Because(say!(words, "goal-tag-taken", tag = goal.tag.as_str(), title = title)));
    }
    if goal.open == open || !sure {
        cards::meeting::goal::show(unit, person, Page::One(id, goal.open != open), Place::InPlace).await?;
        return Ok(Answer::Quiet);
    }
    goals::set_open(unit.tx, id, open, person.id, unit.now).await?;
    unit.reload_roster().await?;
    cards::meeting::goal::show(unit, person, Page::One(id, false), Place::InPlace).await?;
    Ok(Answer::Toast(if open { say!(words, "toast-goal-reopened") } else { say!(words, "toast-goal-closed") }))
}

/// Marks a milestone as reached, or as not reached after all.
pub async fn reach(unit: &mut Unit<'_>, person: &Person, id: GoalId, month: Month, done: bool) -> Outcome<Answer> {
    let words = unit.words(person);
    let Some(goal) = find(unit, id).filter(|g| g.open && g.milestone(month).is_some()) else {
        return Err(Refusal::stale(words, "/goals"));
    };
    if !unit.roster.may_reach_goal(person, &goal) {
        return Err(Refusal::Because(say!(words, "goal-not-yours")));
    }
    goals::reach(unit.tx, id, month, done.then_some(person.id), unit.now).await?;
    unit.reload_roster().await?;
    cards::meeting::goal::show(unit, person, Page::One(id, false), Place::InPlace).await?;
    Ok(Answer::Toast(say!(words, "toast-marked")))
}

fn find(unit: &Unit<'_>, id: GoalId) -> Option<Goal> {
    unit.roster.goals.iter().find(|g| g.id == id).cloned()
}

/// «Goals» under a plan: its card turns into a list of tasks to choose from.
pub async fn of_plan(unit: &mut Unit<'_>, person: &Person, plan: PlanId) -> Outcome<Answer> {
    let plan = writable(unit, person, plan).await?;
    cards::meeting::goal::choose(unit, person, &plan, None).await?;
    Ok(Answer::Quiet)
}

/// A task's number: asks which goal it serves.
pub async fn of_task(unit: &mut Unit<'_>, person: &Person, plan: PlanId, task: u32, alone: bool) -> Outcome<Answer> {
    let plan = writable(unit, person, plan).await?;
    if plan.draft.place_of(task).is_none() {
        return editor::gone(unit, person, &plan).await;
    }
    cards::meeting::goal::choose(unit, person, &plan, Some((task, alone))).await?;
    Ok(Answer::Quiet)
}

/// Sets the goal of a task, or removes it.
pub async fn link(
    unit: &mut Unit<'_>,
    person: &Person,
    plan: PlanId,
    (task, alone): (u32, bool),
    goal: Option<GoalId>,
) -> Outcome<Answer> {
    let mut plan = writable(unit, person, plan).await?;
    let tag = match goal {
        None => None,
        Some(id) => match find(unit, id).filter(|g| g.open) {
            Some(goal) => Some(goal.tag),
            None => return Err(Refusal::stale(unit.words(person), "/plan")),
        },
    };
    let mut draft = plan.draft.clone();
    let Some(linked) = draft.tasks.iter_mut().find(|t| t.uid == task) else {
        return editor::gone(unit, person, &plan).await;
    };
    if linked.goal != tag {
        linked.goal = tag;
        linked.touch();
        plans::save_change(unit.tx, &mut plan, draft).await?;
    }
    if alone {
        cards::plan::editor::show(unit, person, &plan, Face::Task(task), Place::InPlace).await?;
    } else {
        cards::meeting::goal::choose(unit, person, &plan, None).await?;
    }
    Ok(Answer::Quiet)
}

/// Shows the plan again in place of the goals.
pub async fn back_to_plan(unit: &mut Unit<'_>, person: &Person, plan: PlanId) -> Outcome<Answer> {
    match plans::get(unit.tx, plan).await?.filter(|p| p.person == person.id) {
        Some(plan) => {
            cards::plan::card::show(unit, person, &plan, Place::InPlace, Lane::Interactive, None).await?;
            Ok(Answer::Quiet)
        }
        None => Err(Refusal::stale(unit.words(person), "/plan")),
    }
}

/// The person's own plan, if they can still write it; otherwise its card is redrawn and the tap refused.
async fn writable(unit: &mut Unit<'_>, person: &Person, id: PlanId) -> Outcome<Plan> {
    let stale = Refusal::stale(unit.words(person), "/plan");
    let Some(plan) = plans::get(unit.tx, id).await?.filter(|p| p.person == person.id) else { return Err(stale) };
    if plan.state.editable() {
        return Ok(plan);
    }
    cards::plan::card::show(unit, person, &plan, Place::InPlace, Lane::Interactive, None).await?;
    Err(stale)
}
