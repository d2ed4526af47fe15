//! What changed between two versions of a plan.

use rust_decimal::Decimal;

use crate::domain::company::Direction;
use crate::domain::plan::{Draft, DraftTask, same_title};

/// What differs, in the order of the newer version; what it no longer has comes in the order of the older one. That tasks
/// only changed places is no difference.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Diff {
    /// Targets set, moved or taken away.
    pub targets: Vec<TargetChange>,
    /// Tasks that are new: number from 1, task.
    pub added: Vec<(usize, DraftTask)>,
    /// Tasks that are gone.
    pub dropped: Vec<DraftTask>,
    /// Tasks that read differently.
    pub changed: Vec<TaskChange>,
}

/// A target that is not what it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TargetChange {
    /// Metric key.
    pub metric: String,
    /// What it was; none where it was not set.
    pub before: Option<Decimal>,
    /// What it is; none where it is set no more.
    pub after: Option<Decimal>,
}

/// A task that reads differently.
#[derive(Debug, Clone, PartialEq)]
pub struct TaskChange {
    /// Its number in the newer version, from 1.
    pub number: usize,
    /// As it was.
    pub before: DraftTask,
    /// As it is.
    pub after: DraftTask,
}

impl Diff {
    /// What changed from `before` to `after`.
    pub fn between(before: &Draft, after: &Draft) -> Self {
        let mut diff = Self::default();
        let gone = before.targets.iter().filter(|t| after.target(&t.metric).is_none());
        for metric in after.targets.iter().chain(gone).map(|t| t.metric.as_str()) {
            let (before, after) = (before.target(metric), after.target(metric));
            if before != after {
                diff.targets.push(TargetChange { metric: metric.to_owned(), before, after });
            }
        }
        let origin = pairs(&before.tasks, &after.tasks);
        for ((number, task), from) in (1..).zip(&after.tasks).zip(&origin) {
            match from.and_then(|at| before.tasks.get(at)) {
                None => diff.added.push((number, task.clone())),
                Some(was) if reads_as(was) == reads_as(task) => {}
                Some(was) => {
                    diff.changed.push(TaskChange { number, before: was.clone(), after: task.clone() });
                }
            }
        }
        let kept = |at: &usize| origin.contains(&Some(*at));
        diff.dropped = before.tasks.iter().enumerate().filter(|(at, _)| !kept(at)).map(|(_, t)| t.clone()).collect();
        diff
    }

    /// Nothing changed.
    pub fn is_empty(&self) -> bool {
        self.targets.is_empty() && self.added.is_empty() && self.dropped.is_empty() && self.changed.is_empty()
    }

    /// Keys of the metrics whose target is easier than it was, given which way each is good.
    pub fn eased<'a>(&'a self, direction: impl Fn(&str) -> Option<Direction> + 'a) -> impl Iterator<Item = &'a str> {
        let eased = move |t: &&TargetChange| match (t.before, t.after, direction(&t.metric)) {
            (Some(before), Some(after), Some(Direction::Up)) => after < before,
            (Some(before), Some(after), Some(Direction::Down)) => after > before,
            _ => false,
        };
        self.targets.iter().filter(eased).map(|t| t.metric.as_str())
    }
}

/// What of a task people read.
fn reads_as(task: &DraftTask) -> (&str, Option<&str>, Option<u32>, Option<&str>) {
    (&task.title, task.deliverable.as_deref(), task.minutes, task.goal.as_deref())
}

/// Whether two tasks are one, the surest sign first: each pair of versions is gone through once for every sign.
const SIGNS: [fn(&DraftTask, &DraftTask) -> bool; 5] = [
    |a, b| reads_as(a) == reads_as(b),
    // The same permanent number; 0 is none.
    |a, b| a.uid != 0 && a.uid == b.uid,
    |a, b| same_title(&a.title, &b.title),
    // Made from the same thing and renamed.
    |a, b| a.seed.is_some() && a.seed == b.seed,
    // Renamed, and meant to end in the same thing.
    |a, b| a.deliverable.is_some() && a.deliverable == b.deliverable,
];

/// For each task of `after`, the place of the same task in `before`; none for a new one. No task is matched twice.
pub fn pairs(before: &[DraftTask], after: &[DraftTask]) -> Vec<Option<usize>> {
    let mut pairs: Vec<Option<usize>> = vec![None; after.len()];
    for same in SIGNS {
        for (at, task) in after.iter().enumerate() {
            if pairs[at].is_none() {
                let free = |place: &usize| !pairs.contains(&Some(*place));
                let found = before.iter().enumerate().filter(|(_, b)| same(b, task)).map(|(place, _)| place).find(free);
                pairs[at] = found;
            }
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn task(title: &str, deliverable: Option<&str>, minutes: Option<u32>) -> DraftTask {
        DraftTask {
            title: title.to_owned(),
            deliverable: deliverable.map(str::to_owned),
            minutes,
            ..DraftTask::default()
        }
    }

    fn drafts() -> impl Strategy<Value = Draft> {
        let title = prop::sample::select(vec!["Вебинар", "вебинар.", "Лендинг", "Отчёт", "Статья", "Бюджет"]);
        let product = prop::option::of(prop::sample::select(vec!["готов", "принят", "опубликован"]));
        let one = (title, product, prop::option::of(0u32..600)).prop_map(|(t, d, m)| task(t, d, m));
        let target = (prop::sample::select(vec!["leads", "traffic", "cac"]), 0i64..5);
        (prop::collection::vec(one, 0..7), prop::collection::vec(target, 0..4)).prop_map(|(tasks, targets)| {
            let mut draft = Draft { tasks, ..Draft::default() };
            for (metric, value) in targets {
                draft.set_target(metric, Decimal::from(value), None);
            }
            draft
        })
    }

    #[test]
    fn a_task_renamed_to_end_in_something_else_is_the_same_task() {
        let numbered = |uid, task: DraftTask| DraftTask { uid, ..task };
        let before = Draft {
            tasks: vec![numbered(7, task("Вебинар", Some("готов"), Some(60)))], ..Draft::default()
        };
        let after = Draft {
            tasks: vec![numbered(7, task("Эфир", Some("проведён"), Some(60)))], ..Draft::default()
        };
        let diff = Diff::between(&before, &after);
        assert_eq!((diff.changed.len(), diff.added.len(), diff.dropped.len()), (1, 0, 0));
    }

    /// The older version with the difference made to it, as sets: what the newer one must be.
    fn applied(before: &Draft, diff: &Diff) -> Draft {
        let mut draft = before.clone();
        for gone in diff.dropped.iter().chain(diff.changed.iter().map(|c| &c.before)) {
            let at = draft.tasks.iter().position(|t| t == gone).expect("what is gone was there");
            draft.tasks.remove(at);
        }
        draft.tasks.extend(diff.added.iter().map(|(_, t)| t.clone()));
        draft.tasks.extend(diff.changed.iter().map(|c| c.after.clone()));
        for change in &diff.targets {
            draft.targets.retain(|t| t.metric != change.metric);
            if let Some(value) = change.after {
                draft.set_target(&change.metric, value, None);
            }
        }
        sorted(draft)
    }

    fn sorted(mut draft: Draft) -> Draft {
        draft.tasks.sort_by_key(|t| format!("{t:?}"));
        draft.targets.sort_by(|a, b| a.metric.cmp(&b.metric));
        draft
    }

    proptest! {
        #[test]
        fn nothing_differs_from_itself(draft in drafts()) {
            prop_assert!(Diff::between(&draft, &draft).is_empty());
        }

        #[test]
        fn the_difference_is_all_of_it(before in drafts(), after in drafts()) {
            let diff = Diff::between(&before, &after);
            prop_assert_eq!(applied(&before, &diff), sorted(after.clone()));
            prop_assert_eq!(diff.is_empty(), sorted(before) == sorted(after));
        }

        #[test]
        fn no_task_is_two(before in drafts(), after in drafts()) {
            let mut places: Vec<usize> = pairs(&before.tasks, &after.tasks).into_iter().flatten().collect();
            let all = places.len();
            places.sort_unstable();
            places.dedup();
            prop_assert_eq!(places.len(), all);
        }
    }

    #[test]
    fn a_renamed_task_is_the_same_task() {
        let before =
            Draft { tasks: vec![task("Вебинар", Some("3 спикера"), Some(60))], ..Draft::default() };
        let after = Draft {
            tasks: vec![task("Вебинар для банков", Some("3 спикера"), Some(60))], ..Draft::default()
        };
        let diff = Diff::between(&before, &after);
        assert_eq!((diff.changed.len(), diff.added.len(), diff.dropped.len()), (1, 0, 0));
    }

    #[test]
    fn easier_is_up_or_down_by_the_metric() {
        let targets = |leads: i64, cac: i64| {
            let mut draft = Draft::default();
            draft.set_target("leads", Decimal::from(leads), None);
            draft.set_target("cac", Decimal::from(cac), None);
            draft
        };
        let way = |key: &str| Some(if key == "cac" { Direction::Down } else { Direction::Up });
        let harder = Diff::between(&targets(120, 50), &targets(130, 40));
        assert_eq!(harder.eased(way).count(), 0);
        let easier = Diff::between(&targets(120, 50), &targets(110, 60));
        assert_eq!(easier.eased(way).collect::<Vec<_>>(), ["leads", "cac"]);
    }
}
