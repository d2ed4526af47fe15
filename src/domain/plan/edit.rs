//! Edits by tap, the numbers by which they know a task, and what the last change was.

use serde::{Deserialize, Serialize};

use crate::domain::intake::TaskText;
use crate::domain::plan::draft::{Draft, DraftTask, Field};

/// The least a task is estimated at by taps, minutes. A line may say less.
pub const LEAST: u32 = 30;
/// The most: the hours of a week, in minutes.
pub const MOST: u32 = 168 * 60;

/// What a change did, as its author would name it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    /// A task came: its title.
    Added(String),
    /// A task went: its title.
    Deleted(String),
    /// A task changed: its title now.
    Changed(String),
    /// The tasks stand in another order.
    Moved,
    /// Targets were set or taken back.
    Targets,
    /// So many things at once.
    Several(usize),
}

impl Draft {
    /// Gives every task without a number of its own the next one, and so a task whose number another has already. What is
    /// numbered stays as it is.
    pub fn number(&mut self) {
        let mut seen: Vec<u32> = Vec::with_capacity(self.tasks.len() + self.dropped.len());
        let mut last = self.last_uid;
        for task in self.tasks.iter_mut().chain(&mut self.dropped) {
            if task.uid != 0 && seen.contains(&task.uid) {
                task.uid = 0;
            }
            seen.push(task.uid);
            last = last.max(task.uid);
        }
        for task in self.tasks.iter_mut().chain(&mut self.dropped).filter(|task| task.uid == 0) {
            last = last.saturating_add(1);
            task.uid = last;
        }
        self.last_uid = last;
    }

    /// Where the task of this number stands.
    pub fn place_of(&self, uid: u32) -> Option<usize> {
        self.tasks.iter().position(|task| task.uid == uid)
    }

    /// More hours for a task, or fewer, within [`LEAST`] and a week; false where that changes nothing.
    pub fn add_minutes(&mut self, at: usize, minutes: i32) -> bool {
        let Some(task) = self.tasks.get_mut(at) else { return false };
        let now = task.minutes.unwrap_or(0);
        let new = now.saturating_add_signed(minutes).clamp(LEAST, MOST);
        // Less never makes it more: an estimate of ten minutes stays.
        let wrong_way = task.minutes.is_some() && (minutes < 0) == (new > now);
        if task.minutes == Some(new) || wrong_way {
            return false;
        }
        task.minutes = Some(new);
        task.touch();
        true
    }

    /// Changes places with the task above or below; false where there is none.
    pub fn shift(&mut self, at: usize, up: bool) -> bool {
        let other = if up { at.checked_sub(1) } else { at.checked_add(1) };
        match other.filter(|other| at.max(*other) < self.tasks.len()) {
            Some(other) => {
                self.tasks.swap(at, other);
                true
            }
            None => false,
        }
    }

    /// Other words for a task.
    pub fn reword(&mut self, at: usize, field: Field, text: String) {
        let Some(task) = self.tasks.get_mut(at) else { return };
        match field {
            Field::Title => task.title = text,
            Field::Deliverable => task.deliverable = Some(text),
        }
        task.touch();
    }

    /// Takes over what a text says of a task besides its title; what it leaves out stays.
    pub fn fill(&mut self, at: usize, text: &TaskText) {
        if let Some(task) = self.tasks.get_mut(at) {
            task.fill(text);
        }
    }

    /// An earlier form of this draft again. Numbers given since are not given again.
    pub fn back_to(&self, before: Self) -> Self {
        Self { last_uid: before.last_uid.max(self.last_uid), ..before }
    }

    /// What makes `self` of `before`, and the first place in `self` to look at; none where a reader would see no difference.
    pub fn change_since(&self, before: &Self) -> Option<(Change, usize)> {
        let old = |task: &DraftTask| before.tasks.iter().find(|other| other.uid == task.uid);
        let mut place = None;
        let mut done = Vec::new();
        for (at, task) in self.tasks.iter().enumerate() {
            match old(task) {
                Some(other) if other.reads_like(task) => continue,
                Some(_) => done.push(Change::Changed(task.title.clone())),
                None => done.push(Change::Added(task.title.clone())),
            }
            place = place.or(Some(at));
        }
        for (at, task) in before.tasks.iter().enumerate().filter(|(_, task)| self.place_of(task.uid).is_none()) {
            done.push(Change::Deleted(task.title.clone()));
            place = place.or(Some(at.min(self.tasks.len().saturating_sub(1))));
        }
        let stayed = |one: &Self, two: &Self| -> Vec<u32> {
            one.tasks.iter().map(|task| task.uid).filter(|uid| two.place_of(*uid).is_some()).collect()
        };
        let (new_order, old_order) = (stayed(self, before), stayed(before, self));
        if let Some(at) = new_order.iter().zip(&old_order).position(|(new, old)| new != old) {
            done.push(Change::Moved);
            place = place.or(Some(at));
        }
        let named = |one: &Self, two: &Self| one.targets.iter().any(|t| two.target(&t.metric) != Some(t.value));
        if named(self, before) || named(before, self) {
            done.push(Change::Targets);
        }
        let change = match (done.len(), done.pop()) {
            (_, None) => return None,
            (1, Some(only)) => only,
            (count, Some(_)) => Change::Several(count),
        };
        Some((change, place.unwrap_or(0)))
    }
}

impl DraftTask {
    /// Whether a reader sees the same in both.
    fn reads_like(&self, other: &Self) -> bool {
        (&self.title, &self.deliverable, self.minutes, &self.goal)
            == (&other.title, &other.deliverable, other.minutes, &other.goal)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::domain::intake::read_plan;
    use crate::domain::intake::understand::Act;
    use crate::domain::plan::prefill::prefill;
    use crate::domain::plan::retell::acts;
    use crate::domain::plan::{MAX_TASKS, Origin, Seed};
    use proptest::prelude::*;
    use rust_decimal::Decimal;

    fn written(lines: &str) -> Draft {
        let mut draft = Draft::default();
        draft.take(&read_plan(lines, &[], 0), Some(1));
        draft
    }

    fn titles(draft: &Draft) -> Vec<&str> {
        draft.tasks.iter().map(|task| task.title.as_str()).collect()
    }

    #[test]
    fn an_old_draft_is_numbered_the_same_way_each_time() {
        let old = r#"{"targets":[],"tasks":[{"title":"Один"},{"title":"Два"}],"dropped":[{"title":"Три"}]}"#;
        let read = || {
            let mut draft: Draft = serde_json::from_str(old).expect("a draft");
            draft.number();
            draft
        };
        assert_eq!(read(), read());
        assert_eq!(read().tasks.iter().map(|t| t.uid).collect::<Vec<_>>(), [1, 2]);
        assert_eq!((read().dropped[0].uid, read().last_uid), (3, 3));
    }

    #[test]
    fn hours_by_taps_stay_within_a_week() {
        let mut draft = written("- Один => раз ~ 1ч\n- Два => два ~ 10мин\n- Три => три");
        assert!(draft.add_minutes(0, -30) && !draft.add_minutes(0, -30) && !draft.add_minutes(0, -60));
        assert!(!draft.add_minutes(1, -30), "less never makes it more");
        assert!(draft.add_minutes(1, 30));
        assert!(draft.add_minutes(2, 240) && !draft.add_minutes(9, 60));
        assert!(draft.add_minutes(0, i32::MAX) && !draft.add_minutes(0, 60));
        let hours: Vec<_> = draft.tasks.iter().filter_map(|t| t.minutes).collect();
        assert_eq!(hours, [MOST, 40, 240]);
    }

    #[test]
    fn a_change_is_named_as_its_author_would() {
        let before = written("- Один => раз ~ 1ч\n- Два => два ~ 1ч\n- Три => три ~ 1ч");
        let after = |edit: &dyn Fn(&mut Draft)| {
            let mut draft = before.clone();
            edit(&mut draft);
            draft.change_since(&before)
        };
        assert_eq!(after(&|_| ()), None);
        assert_eq!(
            after(&|d| {
                d.drop_task(2);
            }),
            Some((Change::Deleted("Три".to_owned()), 1))
        );
        assert_eq!(
            after(&|d| {
                d.add_minutes(1, 60);
            }),
            Some((Change::Changed("Два".to_owned()), 1))
        );
        assert_eq!(
            after(&|d| {
                d.shift(1, true);
            }),
            Some((Change::Moved, 0))
        );
        assert_eq!(after(&|d| d.set_target("leads", Decimal::ONE, None)), Some((Change::Targets, 0)));
        assert_eq!(
            after(&|d| {
                d.take(&read_plan("Четыре => 4 ~ 1ч\n2: 4ч\n1 удалить", &[], 3), Some(2));
            }),
            Some((Change::Several(3), 0))
        );
    }

    #[test]
    fn a_task_takes_other_words() {
        let mut draft = written("- Один => раз ~ 1ч");
        draft.reword(0, Field::Title, "Первое".to_owned());
        draft.reword(0, Field::Deliverable, "готово".to_owned());
        draft.reword(0, Field::Title, "Второе".to_owned());
        assert_eq!(titles(&draft), ["Второе"]);
        assert_eq!(draft.tasks[0].deliverable.as_deref(), Some("готово"));
    }

    /// What people, and the bot, do to a draft.
    #[derive(Debug, Clone)]
    enum Edit {
        Lines(String),
        Retell(String, i64),
        Hours(usize, i32),
        Shift(usize, bool),
        Drop(usize),
        Restore(usize),
        Target(u8),
        Refresh(u8),
        Undo,
    }

    fn edits() -> impl Strategy<Value = Vec<Edit>> {
        let title = || prop::sample::select(vec!["Лендинг", "Вебинар", "Отчёт", "Статья", "<b>🚀</b>", "عقد"]);
        let line = prop_oneof![
            title().prop_map(|t| format!("- {t} => видно всем ~ 2ч")),
            (title(), title()).prop_map(|(a, b)| format!("- {a} => раз ~ 1ч\n- {b} => два ~ 1ч")),
            (1u32..9).prop_map(|n| format!("{n}: 5ч")),
            (1u32..9).prop_map(|n| format!("{n} удалить")),
        ];
        let line = line.boxed();
        let one = prop_oneof![
            4 => line.clone().prop_map(Edit::Lines),
            2 => (line, 1i64..6).prop_map(|(text, message)| Edit::Retell(text, message)),
            2 => (0usize..8, -90i32..90).prop_map(|(at, minutes)| Edit::Hours(at, minutes)),
            2 => (0usize..8, any::<bool>()).prop_map(|(at, up)| Edit::Shift(at, up)),
            2 => (0usize..8).prop_map(Edit::Drop),
            1 => (0usize..4).prop_map(Edit::Restore),
            1 => any::<u8>().prop_map(Edit::Target),
            2 => any::<u8>().prop_map(Edit::Refresh),
            3 => Just(Edit::Undo),
        ];
        prop::collection::vec(one, 0..24)
    }

    fn offers(mask: u8) -> Vec<DraftTask> {
        let offer = |id: i64| DraftTask {
            title: format!("Регулярное {id}"),
            origin: Origin::Regular,
            seed: Some(Seed::Regular(id)),
            ..DraftTask::default()
        };
        (0..8).filter(|bit| mask & (1 << bit) != 0).map(offer).collect()
    }

    fn act(draft: &mut Draft, edit: &Edit, message: i64) {
        match edit {
            Edit::Lines(text) => {
                draft.take(&read_plan(text, &[], draft.tasks.len()), Some(message));
            }
            Edit::Retell(text, message) => {
                let said = draft.tasks.iter().filter(|task| task.source == Some(*message));
                let words = |task: &DraftTask| TaskText {
                    title: task.title.clone(),
                    deliverable: task.deliverable.clone(),
                    minutes: task.minutes,
                    goal: task.goal.clone(),
                };
                let before: Vec<Act> = said.map(|task| Act::AddTask(words(task))).collect();
                draft.retell(&before, &acts(read_plan(text, &[], draft.tasks.len())), *message);
            }
            Edit::Hours(at, minutes) => {
                draft.add_minutes(*at, *minutes);
            }
            Edit::Shift(at, up) => {
                draft.shift(*at, *up);
            }
            Edit::Drop(at) => {
                draft.drop_task(*at);
            }
            Edit::Restore(at) => {
                draft.restore(*at);
            }
            Edit::Target(value) => draft.set_target("leads", Decimal::from(*value), None),
            Edit::Refresh(mask) => *draft = prefill(draft, &offers(*mask)),
            Edit::Undo => {}
        }
    }

    proptest! {
        #[test]
        fn numbers_are_never_shared_nor_given_twice_and_undo_restores_exactly(edits in edits()) {
            let mut draft = Draft::default();
            let mut last: Option<String> = None;
            // Every number and the task it was given to, told by its first title or seed.
            let mut given: HashSet<u32> = HashSet::new();
            for (edit, message) in edits.iter().zip(1..) {
                let before = draft.clone();
                let kept = serde_json::to_string(&before).expect("JSON");
                if let (Edit::Undo, Some(kept)) = (edit, last.take()) {
                    let mut earlier: Draft = serde_json::from_str(&kept).expect("a draft");
                    earlier.number();
                    draft = before.back_to(earlier);
                    let restored = Draft { last_uid: 0, ..draft.clone() };
                    let wanted = Draft { last_uid: 0, ..serde_json::from_str(&kept).expect("a draft") };
                    prop_assert_eq!(restored, wanted, "undo restores exactly");
                } else {
                    act(&mut draft, edit, message);
                    last = Some(kept);
                    for task in draft.tasks.iter().chain(&draft.dropped) {
                        let known = |d: &Draft| d.tasks.iter().chain(&d.dropped).any(|t| t.uid == task.uid);
                        prop_assert!(known(&before) || !given.contains(&task.uid), "{} is given twice", task.uid);
                    }
                }
                given.extend(draft.tasks.iter().chain(&draft.dropped).map(|task| task.uid));
                let numbers: Vec<u32> = draft.tasks.iter().chain(&draft.dropped).map(|task| task.uid).collect();
                let distinct: HashSet<u32> = numbers.iter().copied().collect();
                prop_assert!(!distinct.contains(&0) && distinct.len() == numbers.len(), "{numbers:?}");
                prop_assert!(draft.tasks.len() <= MAX_TASKS && draft.last_uid >= numbers.iter().copied().max().unwrap_or(0));
                let mut again = draft.clone();
                again.number();
                prop_assert_eq!(again, draft.clone(), "numbered already");
            }
        }
    }
}
