//! What a message does to a draft: its lines are added, or change what is there.

use crate::domain::intake::{PlanReading, PlanWhat, TaskChange, TaskText};
use crate::domain::plan::draft::{Draft, DraftTask, MAX_TASKS};
use crate::domain::plan::task::Origin;
use crate::domain::plan::title::same_title;

/// What a message changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Taken {
    /// Tasks added or changed.
    pub tasks: usize,
    /// Targets set.
    pub targets: usize,
    /// Tasks removed.
    pub deleted: usize,
    /// Tasks that no longer fit into [`MAX_TASKS`].
    pub left_out: usize,
}

impl Taken {
    /// Whether anything was understood.
    pub fn any(self) -> bool {
        self.tasks + self.targets + self.deleted > 0
    }
}

impl Draft {
    /// Takes what a message says. The same text again changes nothing: a task with a title that is there already is that
    /// task.
    pub fn take(&mut self, reading: &PlanReading, source: Option<i64>) -> Taken {
        let mut taken = Taken::default();
        let mut deleted: Vec<usize> = Vec::new();
        for item in &reading.items {
            match &item.what {
                PlanWhat::Target { metric, value } => {
                    self.set_target(metric, *value, source);
                    taken.targets += 1;
                }
                PlanWhat::Task(text) => match self.tasks.iter().position(|t| same_title(&t.title, &text.title)) {
                    Some(at) => {
                        if let Some(task) = self.tasks.get_mut(at) {
                            task.fill(text);
                            taken.tasks += 1;
                        }
                    }
                    None if self.tasks.len() >= MAX_TASKS => taken.left_out += 1,
                    None => {
                        self.add(text, source);
                        taken.tasks += 1;
                    }
                },
                PlanWhat::Change { number, change } => {
                    if let Some(task) = self.by_number(*number) {
                        task.change(change);
                        taken.tasks += 1;
                    }
                }
                PlanWhat::Delete { number } => deleted.extend((*number as usize).checked_sub(1)),
                PlanWhat::Move { .. } | PlanWhat::Swap { .. } => {}
            }
        }
        // Numbers in one message all mean the plan as it was shown, so removal comes last and from the end.
        deleted.sort_unstable();
        deleted.dedup();
        taken.tasks += self.reorder(reading);
        for at in deleted.into_iter().rev().filter(|at| *at < self.tasks.len()).collect::<Vec<_>>() {
            taken.deleted += usize::from(self.drop_task(at));
        }
        self.yield_steps();
        self.number();
        taken
    }

    /// Adds a task although one of this title is there.
    pub fn take_another(&mut self, text: &TaskText, source: Option<i64>) -> Taken {
        if self.tasks.len() >= MAX_TASKS {
            return Taken { left_out: 1, ..Taken::default() };
        }
        self.tasks.push(DraftTask::written(text, source));
        self.number();
        Taken { tasks: 1, ..Taken::default() }
    }

    /// Puts tasks into the order a message asks for; how many moved.
    fn reorder(&mut self, reading: &PlanReading) -> usize {
        let count = self.tasks.len();
        let place = |number: u32| (number as usize).checked_sub(1).filter(|at| *at < count);
        let mut moved = 0;
        for item in &reading.items {
            match item.what {
                PlanWhat::Move { number, to } => {
                    if let (Some(from), Some(to)) = (place(number), place(to)) {
                        let task = self.tasks.remove(from);
                        self.tasks.insert(to, task);
                        moved += usize::from(from != to);
                    }
                }
                PlanWhat::Swap { number, with } => {
                    if let (Some(one), Some(other)) = (place(number), place(with)) {
                        self.tasks.swap(one, other);
                        moved += usize::from(one != other);
                    }
                }
                _ => {}
            }
        }
        moved
    }

    fn by_number(&mut self, number: u32) -> Option<&mut DraftTask> {
        self.tasks.get_mut((number as usize).checked_sub(1)?)
    }
}

impl DraftTask {
    pub(super) fn written(text: &TaskText, source: Option<i64>) -> Self {
        Self {
            title: text.title.clone(),
            deliverable: text.deliverable.clone(),
            minutes: text.minutes,
            goal: text.goal.clone(),
            source,
            ..Self::default()
        }
    }

    /// What turned up during the week.
    pub fn unplanned(text: &TaskText) -> Self {
        Self { origin: Origin::Unplanned, ..Self::written(text, None) }
    }

    /// Takes over what a text of the same title says; what it leaves out stays.
    pub(super) fn fill(&mut self, text: &TaskText) {
        self.deliverable = text.deliverable.clone().or_else(|| self.deliverable.take());
        self.estimate(text.minutes);
        self.goal = text.goal.clone().or_else(|| self.goal.take());
        self.touch();
    }

    /// Takes over an estimate where there is one: whatever it is, it is the author's own.
    fn estimate(&mut self, minutes: Option<u32>) {
        if minutes.is_some() {
            (self.minutes, self.calibrated) = (minutes, None);
        }
    }

    fn change(&mut self, change: &TaskChange) {
        if let Some(title) = &change.title {
            self.title.clone_from(title);
        }
        self.deliverable = change.deliverable.clone().or_else(|| self.deliverable.take());
        self.estimate(change.minutes);
        self.goal = change.goal.clone().or_else(|| self.goal.take());
        self.touch();
    }
}

#[cfg(test)]
mod tests {
    use rust_decimal::Decimal;

    use super::*;
    use crate::domain::intake::{MetricName, read_plan};

    const METRICS: [MetricName<'static>; 2] =
        [MetricName { key: "leads", name: "Лиды" }, MetricName { key: "traffic", name: "Трафик" }];

    fn read(text: &str, tasks: usize) -> PlanReading {
        read_plan(text, &METRICS, tasks)
    }

    const WHOLE: &str =
        "План\nМетрики:\nЛиды: 120\nЗадачи:\n- Запустить лендинг => страница открыта ~ 6ч\n- Вебинар => программа ~ 5ч";

    #[test]
    fn the_same_message_twice_is_the_same_plan() {
        let mut draft = Draft::default();
        draft.take(&read(WHOLE, 0), Some(1));
        let once = draft.clone();
        draft.take(&read(WHOLE, 2), Some(2));
        assert_eq!(draft.tasks, once.tasks);
        assert_eq!(draft.target("leads"), Some(Decimal::from(120)));
        assert_eq!(draft.minutes(), 11 * 60);
    }

    #[test]
    fn numbers_in_one_message_mean_the_plan_as_shown() {
        let mut draft = Draft::default();
        draft.take(&read("Задачи:\n- Один раз => а ~ 1ч\n- Два раза => б ~ 1ч\n- Три раза => в ~ 1ч", 0), Some(1));
        draft.take(&read("1 удалить\n2: 4ч", 3), Some(2));
        let left: Vec<_> = draft.tasks.iter().map(|t| (t.title.as_str(), t.minutes)).collect();
        assert_eq!(left, [("Два раза", Some(240)), ("Три раза", Some(60))]);
    }
}
