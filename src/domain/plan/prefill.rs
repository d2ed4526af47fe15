//! The half-written draft: what a week already holds before its author writes a word, and how that follows the facts
//! until the plan is handed in.

use crate::domain::calendar::week::Week;
use crate::domain::meeting::goal::{GoalId, fold_tag};
use crate::domain::plan::regular::Regular;
use crate::domain::plan::{
    Calibrated, Draft, DraftTask, MAX_TASKS, Origin, Seed, StepOf, TaskState, plain_title, same_title,
};

/// The least a carried task is estimated at, in minutes: something is left of it, or it would be done.
pub const LEAST_LEFT: u32 = 30;

/// The longest title a task has, in characters.
const LONGEST_TITLE: usize = 300;

/// A task of the last planned week, with what became of it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Before {
    /// What was to be done.
    pub title: String,
    /// The end product.
    pub deliverable: Option<String>,
    /// Estimate, minutes.
    pub minutes: Option<u32>,
    /// Tag of the goal it serves.
    pub goal: Option<String>,
    /// What became of it.
    pub state: TaskState,
    /// What it took so far, minutes.
    pub actual_minutes: Option<u32>,
    /// How many weeks in a row it had been carried over then.
    pub carried_weeks: u32,
    /// The regular task it was made from.
    pub regular: Option<i64>,
    /// The decision it was made from.
    pub decision: Option<i64>,
    /// The milestone it was made of.
    pub step: Option<StepOf>,
    /// The author's own estimate, minutes, where the one above was corrected by what they usually need.
    pub own_minutes: Option<u32>,
}

/// What a sync decided and somebody answers for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decided {
    /// Database id of the decision.
    pub id: i64,
    /// What was decided.
    pub text: String,
}

/// What a tactical goal should come to next: the earliest milestone that is not reached yet and is due this month or
/// was before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// The goal, and the month of the milestone.
    pub of: StepOf,
    /// The goal's tag.
    pub tag: String,
    /// The milestone.
    pub text: String,
}

/// What a week's plan can begin with.
#[derive(Debug, Clone, Copy, Default)]
pub struct OfferSources<'a> {
    /// The tasks of the plan before.
    pub before: &'a [Before],
    /// The decisions of syncs that the person owns.
    pub decided: &'a [Decided],
    /// The next steps to the person's own goals.
    pub steps: &'a [Step],
    /// The person's regular tasks.
    pub regular: &'a [Regular],
}

/// What the bot offers for a week, in the order of the draft: unfinished tasks, decisions, steps to the person's own
/// goals, regular tasks.
///
/// Nothing is offered twice: a regular task that is due again takes the place of the one that was missed, a decision
/// that is carried as a task already is left out, and so is the step to a goal that another task serves. `works` says
/// in which weeks the person works.
pub fn offers(sources: &OfferSources<'_>, week: Week, works: impl Fn(Week) -> bool) -> Vec<DraftTask> {
    let &OfferSources { before, decided, steps, regular } = sources;
    let regular: Vec<DraftTask> = regular.iter().filter(|r| r.due(week, &works)).map(from_regular).collect();
    let again = |task: &DraftTask| regular.iter().any(|r| r.seed == task.seed || same_title(&r.title, &task.title));
    let carried: Vec<DraftTask> =
        before.iter().filter(|t| is_unfinished(t.state)).map(carried).filter(|t| !again(t)).collect();
    let decided = decided.iter().map(from_decision).filter(|d| !carried.iter().any(|t| t.seed == d.seed));
    let decided: Vec<DraftTask> = decided.collect();
    let idle = |step: &&Step| !carried.iter().chain(&regular).any(|t| serves(t, &step.tag, Some(step.of.goal)));
    let steps: Vec<DraftTask> = steps.iter().filter(idle).map(from_step).collect();
    let mut all: Vec<DraftTask> = Vec::with_capacity(carried.len() + decided.len() + steps.len() + regular.len());
    for task in carried.into_iter().chain(decided).chain(steps).chain(regular) {
        if !all.iter().any(|t| t.seed == task.seed || same_title(&t.title, &task.title)) {
            all.push(task);
        }
    }
    all
}

/// Whether a task goes on into the next plan. What was cancelled does not.
fn is_unfinished(state: TaskState) -> bool {
    match state {
        TaskState::Open | TaskState::Partly | TaskState::NotDone => true,
        TaskState::Done | TaskState::Cancelled => false,
    }
}

/// An unfinished task with what is left of its estimate: of one that was begun, the rest, at least [`LEAST_LEFT`].
fn carried(task: &Before) -> DraftTask {
    let spent = if task.state == TaskState::Partly { task.actual_minutes.unwrap_or(0) } else { 0 };
    let left = |estimate: u32| if spent == 0 { estimate } else { estimate.saturating_sub(spent).max(LEAST_LEFT) };
    let seed = match (task.regular, task.decision) {
        (Some(id), _) => Seed::Regular(id),
        (None, Some(id)) => Seed::Decision(id),
        (None, None) => Seed::Task(plain_title(&task.title)),
    };
    let minutes = task.minutes.map(left);
    DraftTask {
        title: task.title.clone(),
        deliverable: task.deliverable.clone(),
        minutes,
        calibrated: task.own_minutes.zip(task.minutes).zip(minutes).map(|((own, whole), left)| Calibrated {
            own: if left == whole { own } else { part(own, left, whole) },
            to: left,
        }),
        goal: task.goal.clone(),
        origin: Origin::Carried,
        step: task.step,
        seed: Some(seed),
        carried_weeks: task.carried_weeks.saturating_add(1),
        ..DraftTask::default()
    }
}

/// The part of an estimate that is left, as of another that went along with it.
fn part(own: u32, left: u32, whole: u32) -> u32 {
    let part = u64::from(own) * u64::from(left) / u64::from(whole.max(1));
    u32::try_from(part).unwrap_or(own)
}

fn from_regular(regular: &Regular) -> DraftTask {
    DraftTask {
        title: regular.title.clone(),
        deliverable: regular.deliverable.clone(),
        minutes: regular.minutes,
        goal: regular.goal.clone(),
        origin: Origin::Regular,
        seed: Some(Seed::Regular(regular.id)),
        ..DraftTask::default()
    }
}

fn from_step(step: &Step) -> DraftTask {
    DraftTask {
        title: title_of(&step.text),
        goal: Some(step.tag.clone()),
        origin: Origin::Goal,
        seed: Some(Seed::Goal(step.of.goal)),
        step: Some(step.of),
        ..DraftTask::default()
    }
}

/// Whether a task names the goal with this tag, or was made of a milestone of it.
fn serves(task: &DraftTask, tag: &str, goal: Option<GoalId>) -> bool {
    let names = task.goal.as_deref().is_some_and(|own| fold_tag(own) == fold_tag(tag));
    names || (goal.is_some() && task.step.map(|step| step.goal) == goal)
}

/// What was written elsewhere, in one line and not too long.
fn title_of(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(LONGEST_TITLE).collect()
}

fn from_decision(decided: &Decided) -> DraftTask {
    DraftTask {
        title: title_of(&decided.text),
        origin: Origin::Decision,
        seed: Some(Seed::Decision(decided.id)),
        ..DraftTask::default()
    }
}

/// An offer with what the author had made of its estimate by their usual ratio, where it is still the same estimate.
fn calibrated_as(task: &DraftTask, offer: &DraftTask) -> DraftTask {
    let mut offer = offer.clone();
    let same = task.calibration().filter(|known| offer.calibrated.is_none() && offer.minutes == Some(known.own));
    if let Some(known) = same {
        (offer.minutes, offer.calibrated) = (Some(known.to), Some(known));
    }
    offer
}

/// The draft with what is offered now. What the author wrote or changed stays as it is; what the bot had put there
/// follows the facts: it takes their newest form, and goes where they are gone. What the author dropped stays dropped.
/// A task the author wrote under the title of an offer is that offer, in the author's words. Doing it again changes
/// nothing.
pub fn prefill(draft: &Draft, offers: &[DraftTask]) -> Draft {
    let offered = |task: &DraftTask| offers.iter().find(|o| o.seed == task.seed);
    let mut filled = Draft { targets: draft.targets.clone(), last_uid: draft.last_uid, ..Draft::default() };
    for task in &draft.tasks {
        if task.seed.is_none() || task.touched {
            // A draft from before tasks knew their milestone learns it.
            let step = task.step.or_else(|| offered(task).filter(|_| task.seed.is_some())?.step);
            filled.tasks.push(DraftTask { step, ..task.clone() });
        } else if let Some(offer) = offered(task) {
            filled.tasks.push(DraftTask { uid: task.uid, ..calibrated_as(task, offer) });
        }
    }
    for task in &draft.dropped {
        if let Some(offer) = offered(task) {
            let kept =
                if task.touched { task.clone() } else { DraftTask { uid: task.uid, ..calibrated_as(task, offer) } };
            filled.dropped.push(kept);
        }
    }
    for offer in offers {
        let known = |task: &DraftTask| task.seed == offer.seed;
        if filled.tasks.iter().any(known) || filled.dropped.iter().any(known) {
            continue;
        }
        // The author serves the goal already, in a way of their own.
        let goal = offer.step.map(|step| step.goal);
        let served = |tag: &String| offer.origin == Origin::Goal && filled.tasks.iter().any(|t| serves(t, tag, goal));
        if offer.goal.as_ref().is_some_and(served) {
            continue;
        }
        let room = filled.tasks.len() < MAX_TASKS;
        match filled.tasks.iter_mut().find(|t| same_title(&t.title, &offer.title)) {
            Some(own) if own.seed.is_none() && own.origin == Origin::New => {
                own.seed.clone_from(&offer.seed);
                own.step = offer.step;
                (own.origin, own.carried_weeks, own.touched) = (offer.origin, offer.carried_weeks, true);
            }
            Some(_) => {}
            None if room => filled.tasks.push(offer.clone()),
            None => {}
        }
    }
    filled.number();
    filled
}

#[cfg(test)]
mod tests;
