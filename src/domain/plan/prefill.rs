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
mod tests {
    use super::*;
    use crate::domain::intake::read_plan;
    use crate::domain::plan::regular::Period;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    fn week() -> Week {
        "2026-W49".parse().expect("a week")
    }

    fn before(title: &str, state: TaskState, minutes: u32, actual: Option<u32>) -> Before {
        Before {
            title: title.to_owned(),
            state,
            minutes: Some(minutes),
            actual_minutes: actual,
            deliverable: Some("видно".to_owned()),
            ..Before::default()
        }
    }

    fn regular(id: i64, title: &str) -> Regular {
        Regular {
            id,
            title: title.to_owned(),
            deliverable: None,
            minutes: Some(120),
            goal: None,
            period: Period::Weekly,
            since: week(),
            paused: false,
        }
    }

    fn shape(draft: &Draft) -> Vec<(&str, Origin, Option<u32>)> {
        draft.tasks.iter().map(|t| (t.title.as_str(), t.origin, t.minutes)).collect()
    }

    /// What is offered for the week to somebody who always works.
    fn offers_of(sources: OfferSources<'_>) -> Vec<DraftTask> {
        offers(&sources, week(), |_| true)
    }

    #[test]
    fn a_week_begins_with_what_is_left_what_was_decided_and_what_comes_again() {
        let left = [
            before("Лендинг", TaskState::Open, 360, None),
            before("Вебинар", TaskState::Partly, 300, Some(180)),
            before("Статья", TaskState::Partly, 300, Some(290)),
            before("Рассылка", TaskState::NotDone, 120, Some(0)),
            before("Баннер", TaskState::Done, 60, Some(60)),
            before("Опрос", TaskState::Cancelled, 60, None),
        ];
        let decided = [Decided { id: 7, text: "Презентация  для ритейла".to_owned() }];
        let draft = prefill(
            &Draft::default(),
            &offers_of(OfferSources {
                before: &left,
                decided: &decided,
                regular: &[regular(3, "Отчёт")],
                ..OfferSources::default()
            }),
        );
        assert_eq!(
            shape(&draft),
            [
                ("Лендинг", Origin::Carried, Some(360)),
                ("Вебинар", Origin::Carried, Some(120)),
                ("Статья", Origin::Carried, Some(30)),
                ("Рассылка", Origin::Carried, Some(120)),
                ("Презентация для ритейла", Origin::Decision, None),
                ("Отчёт", Origin::Regular, Some(120)),
            ]
        );
        assert!(draft.tasks.iter().all(|t| (t.carried_weeks == 1) == (t.origin == Origin::Carried)));
    }

    fn step(goal: GoalId, tag: &str, text: &str) -> Step {
        Step {
            of: StepOf { goal, month: "2026-12".parse().expect("a month") },
            tag: tag.to_owned(),
            text: text.to_owned(),
        }
    }

    #[test]
    fn a_goal_of_ones_own_that_nothing_serves_gives_its_next_step() {
        let steps =
            [step(1, "вебинары", "Программа и  спикеры"), step(2, "партнёры", "3 договора"), step(3, "цены", "Прайс")];
        let left =
            [Before { goal: Some("Партнеры".into()), ..before("Альфа", TaskState::Open, 60, None) }];
        let mut draft = Draft::default();
        draft.take(&read_plan("Новый прайс => на сайте ~ 2ч #цены", &[], 0), Some(1));
        let offers = offers_of(OfferSources {
            before: &left,
            steps: &steps,
            regular: &[regular(3, "Отчёт")],
            ..OfferSources::default()
        });
        let filled = prefill(&draft, &offers);
        assert_eq!(
            shape(&filled),
            [
                ("Новый прайс", Origin::New, Some(120)),
                ("Альфа", Origin::Carried, Some(60)),
                ("Программа и спикеры", Origin::Goal, None),
                ("Отчёт", Origin::Regular, Some(120)),
            ]
        );
        assert_eq!(filled.tasks[2].goal.as_deref(), Some("вебинары"));
    }

    #[test]
    fn what_is_done_meanwhile_goes_and_what_the_author_set_stays() {
        let open = [before("Лендинг", TaskState::Open, 360, None), before("Вебинар", TaskState::Open, 300, None)];
        let mut draft =
            prefill(&Draft::default(), &offers_of(OfferSources { before: &open, ..OfferSources::default() }));
        draft.take(&read_plan("2: 4ч", &[], 2), Some(1));
        let done = [
            before("Лендинг", TaskState::Done, 360, Some(300)),
            before("Вебинар", TaskState::Done, 300, Some(300)),
            before("Срочное", TaskState::NotDone, 60, Some(0)),
        ];
        let after = prefill(&draft, &offers_of(OfferSources { before: &done, ..OfferSources::default() }));
        assert_eq!(shape(&after), [("Вебинар", Origin::Carried, Some(240)), ("Срочное", Origin::Carried, Some(60))]);
    }

    #[test]
    fn what_was_dropped_stays_dropped_until_the_author_says_otherwise() {
        let left = [before("Лендинг", TaskState::Open, 360, None)];
        let offers =
            offers_of(OfferSources { before: &left, regular: &[regular(3, "Отчёт")], ..OfferSources::default() });
        let mut draft = prefill(&Draft::default(), &offers);
        draft.take(&read_plan("1 удалить", &[], 2), Some(1));
        let after = prefill(&draft, &offers);
        assert_eq!(shape(&after), [("Отчёт", Origin::Regular, Some(120))]);
        assert_eq!(after.dropped.len(), 1);
        let mut back = after.clone();
        back.take(&read_plan("лендинг => открыт ~ 2ч", &[], 1), Some(2));
        assert_eq!(shape(&back).last(), Some(&("Лендинг", Origin::Carried, Some(120))));
        assert!(back.dropped.is_empty());
    }

    #[test]
    fn a_regular_task_that_was_missed_comes_once_and_one_that_is_not_due_is_carried() {
        let left =
            [Before { regular: Some(3), ..before("Отчёт за ноябрь", TaskState::NotDone, 60, None) }];
        let due =
            offers_of(OfferSources { before: &left, regular: &[regular(3, "Отчёт")], ..OfferSources::default() });
        assert_eq!(due.iter().map(|t| t.origin).collect::<Vec<_>>(), [Origin::Regular]);
        let paused = Regular { paused: true, ..regular(3, "Отчёт") };
        let not_due = offers_of(OfferSources { before: &left, regular: &[paused], ..OfferSources::default() });
        assert_eq!(not_due.iter().map(|t| t.origin).collect::<Vec<_>>(), [Origin::Carried]);
    }

    #[test]
    fn the_author_who_writes_it_anew_carries_it_all_the_same() {
        let mut draft = Draft::default();
        draft.take(&read_plan("- Лендинг. => открыт ~ 1ч", &[], 0), Some(1));
        let left = [before("лендинг", TaskState::Open, 360, None)];
        let after = prefill(&draft, &offers_of(OfferSources { before: &left, ..OfferSources::default() }));
        assert_eq!(shape(&after), [("Лендинг.", Origin::Carried, Some(60))]);
    }

    #[test]
    fn an_edited_message_leaves_what_the_bot_put_there_in_its_place() {
        let left = [before("Лендинг", TaskState::Open, 360, None)];
        let mut draft =
            prefill(&Draft::default(), &offers_of(OfferSources { before: &left, ..OfferSources::default() }));
        draft.take(&read_plan("- Лендинг ~ 3ч\n- Вебинар ~ 2ч", &[], 1), Some(5));
        draft.retake(&read_plan("- Лендинг ~ 4ч\n- Вебинар ~ 1ч", &[], 2), 5);
        assert_eq!(shape(&draft), [("Лендинг", Origin::Carried, Some(240)), ("Вебинар", Origin::New, Some(60))]);
    }

    fn titles() -> impl Strategy<Value = String> {
        prop::sample::select(vec!["Лендинг", "лендинг.", "Вебинар", "Отчёт", "Статья", "Рассылка", "Баннер"])
            .prop_map(str::to_owned)
    }

    fn befores() -> impl Strategy<Value = Vec<Before>> {
        let states =
            vec![TaskState::Open, TaskState::Done, TaskState::Partly, TaskState::NotDone, TaskState::Cancelled];
        let minutes = || prop::option::of(0u32..600);
        let ids = || prop::option::of(1i64..4);
        let one = (titles(), prop::sample::select(states), minutes(), minutes(), ids(), ids(), 0u32..3);
        let one = one.prop_map(|(title, state, minutes, actual_minutes, regular, decision, carried_weeks)| Before {
            title,
            state,
            minutes,
            actual_minutes,
            regular,
            decision,
            carried_weeks,
            ..Before::default()
        });
        prop::collection::vec(one, 0..7)
    }

    fn offered() -> impl Strategy<Value = Vec<DraftTask>> {
        let decisions = prop::collection::vec((1i64..4, titles()), 0..3);
        let regulars = prop::collection::vec((1i64..4, titles(), any::<bool>()), 0..3);
        let steps = prop::collection::vec((1i64..4, titles()), 0..3);
        (befores(), decisions, steps, regulars).prop_map(|(before, decided, steps, regulars)| {
            // One step a goal.
            let steps: BTreeMap<i64, String> = steps.into_iter().collect();
            let steps: Vec<Step> = steps.iter().map(|(goal, text)| step(*goal, &format!("цель{goal}"), text)).collect();
            let decided: Vec<Decided> = decided.into_iter().map(|(id, text)| Decided { id, text }).collect();
            let regulars: Vec<Regular> =
                regulars.into_iter().map(|(id, title, paused)| Regular { paused, ..regular(id, &title) }).collect();
            offers_of(OfferSources { before: &before, decided: &decided, steps: &steps, regular: &regulars })
        })
    }

    /// What an author does to a draft.
    fn edits() -> impl Strategy<Value = Vec<String>> {
        let edit = prop_oneof![
            titles().prop_map(|t| format!("- {t} => что-то новое ~ 2ч")),
            (1u32..8).prop_map(|n| format!("{n}: 5ч")),
            (1u32..8).prop_map(|n| format!("{n} удалить")),
        ];
        prop::collection::vec(edit, 0..6)
    }

    proptest! {
        #[test]
        fn again_changes_nothing(first in offered(), second in offered(), edits in edits()) {
            let mut draft = prefill(&Draft::default(), &first);
            for (edit, message) in edits.iter().zip(1..) {
                let reading = read_plan(edit, &[], draft.tasks.len());
                draft.take(&reading, Some(message));
            }
            let once = prefill(&draft, &second);
            prop_assert_eq!(&prefill(&once, &second), &once);
            let kept: Draft = serde_json::from_str(&serde_json::to_string(&once).expect("JSON")).expect("a draft");
            prop_assert_eq!(kept, once);
        }

        #[test]
        fn nothing_of_the_authors_is_lost_and_nothing_dropped_comes_back(
            first in offered(), second in offered(), edits in edits(),
        ) {
            let mut draft = prefill(&Draft::default(), &first);
            for (edit, message) in edits.iter().zip(1..) {
                let reading = read_plan(edit, &[], draft.tasks.len());
                draft.take(&reading, Some(message));
            }
            let after = prefill(&draft, &second);
            for own in draft.tasks.iter().filter(|t| t.touched || t.seed.is_none()) {
                let kept = |t: &DraftTask| {
                    (&t.title, &t.deliverable, t.minutes, &t.goal, t.source)
                        == (&own.title, &own.deliverable, own.minutes, &own.goal, own.source)
                };
                prop_assert!(after.tasks.iter().any(kept), "{own:?}");
            }
            for gone in &draft.dropped {
                prop_assert!(!after.tasks.iter().any(|t| t.seed == gone.seed), "{gone:?}");
            }
            for offer in &second {
                let there = |t: &DraftTask| t.seed == offer.seed || same_title(&t.title, &offer.title);
                prop_assert!(after.tasks.iter().chain(&after.dropped).any(there), "{offer:?}");
            }
        }
    }
}
