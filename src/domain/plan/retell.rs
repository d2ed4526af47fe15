//! What an edited message does to a draft: only what it says otherwise than before.

use crate::domain::intake::understand::Act;
use crate::domain::intake::{PlanItem, PlanReading, PlanWhat, TaskText};
use crate::domain::plan::draft::Draft;
use crate::domain::plan::take::Taken;
use crate::domain::plan::title::same_title;

impl Draft {
    /// Makes the difference between what a message said and what it says now. What was corrected since, by another line or a
    /// button, stays; so does what both texts say.
    pub fn retell(&mut self, before: &[Act], after: &[Act], message: i64) -> Taken {
        let mut taken = self.retell_targets(before, after, message);
        let (mut old, new) = (tasks(before), tasks(after));
        let mut fresh: Vec<&TaskText> = Vec::new();
        // A title that stays is the same task; of the others, the first becomes the first.
        for task in new {
            match old.iter().position(|known| same_title(&known.title, &task.title)) {
                Some(at) => taken.tasks += usize::from(self.reworded(old.remove(at), task, message)),
                None => fresh.push(task),
            }
        }
        let pairs = old.len().min(fresh.len());
        for (was, is) in old.drain(..pairs).zip(fresh.drain(..pairs)) {
            taken.tasks += usize::from(self.reworded(was, is, message));
        }
        for gone in old {
            if let Some(at) = self.said_by(Some(message), &gone.title) {
                taken.deleted += usize::from(self.drop_task(at));
            }
        }
        let rest = fresh.into_iter().cloned().map(PlanWhat::Task).chain(changes(before, after));
        let items = rest.map(|what| PlanItem { line: 0, what }).collect();
        let more = self.take(&PlanReading { says_plan: false, items, puzzles: Vec::new() }, Some(message));
        Taken {
            tasks: taken.tasks + more.tasks,
            targets: taken.targets + more.targets,
            deleted: taken.deleted + more.deleted,
            left_out: more.left_out,
        }
    }

    fn retell_targets(&mut self, before: &[Act], after: &[Act], message: i64) -> Taken {
        let mut taken = Taken::default();
        for act in after.iter().filter(|act| !before.contains(act)) {
            if let Act::Target { metric, value } = act {
                self.set_target(metric, *value, Some(message));
                taken.targets += 1;
            }
        }
        for act in before {
            let Act::Target { metric, value } = act else { continue };
            let named = after.iter().any(|act| matches!(act, Act::Target { metric: other, .. } if other == metric));
            if !named && self.target(metric) == Some(*value) {
                self.targets.retain(|target| target.metric != *metric);
                taken.targets += 1;
            }
        }
        taken
    }

    fn said_by(&self, source: Option<i64>, title: &str) -> Option<usize> {
        self.tasks.iter().position(|task| task.source == source && same_title(&task.title, title))
    }

    /// A task of the message reads otherwise now: only what differs is taken over. Whether anything is.
    fn reworded(&mut self, was: &TaskText, is: &TaskText, message: i64) -> bool {
        // What the bot had put there and the message took up is its own, too.
        let place = self.said_by(Some(message), &was.title).or_else(|| self.said_by(None, &was.title));
        let Some(at) = place else { return false };
        let Some(task) = self.tasks.get_mut(at).filter(|_| was != is) else { return false };
        if was.title != is.title {
            task.title.clone_from(&is.title);
        }
        if was.deliverable != is.deliverable {
            task.deliverable.clone_from(&is.deliverable);
        }
        if was.minutes != is.minutes {
            (task.minutes, task.calibrated) = (is.minutes, None);
        }
        if was.goal != is.goal {
            task.goal.clone_from(&is.goal);
        }
        task.touch();
        true
    }
}

fn tasks(acts: &[Act]) -> Vec<&TaskText> {
    let mut tasks = Vec::new();
    for act in acts {
        if let Act::AddTask(task) = act {
            tasks.push(task);
        }
    }
    tasks
}

/// The changes of other tasks that only the new text asks for.
fn changes(before: &[Act], after: &[Act]) -> Vec<PlanWhat> {
    let change = |act: &Act| match act {
        Act::ChangeTask { number, change } => Some(PlanWhat::Change { number: *number, change: change.clone() }),
        Act::RemoveTask { number } => Some(PlanWhat::Delete { number: *number }),
        Act::MoveTask { number, to } => Some(PlanWhat::Move { number: *number, to: *to }),
        Act::SwapTasks { number, with } => Some(PlanWhat::Swap { number: *number, with: *with }),
        _ => None,
    };
    after.iter().filter(|act| !before.contains(act)).filter_map(change).collect()
}

/// What lines say, as acts.
#[cfg(test)]
pub(super) fn acts(reading: PlanReading) -> Vec<Act> {
    let act = |item: PlanItem| match item.what {
        PlanWhat::Target { metric, value } => Act::Target { metric, value },
        PlanWhat::Task(task) => Act::AddTask(task),
        PlanWhat::Change { number, change } => Act::ChangeTask { number, change },
        PlanWhat::Delete { number } => Act::RemoveTask { number },
        PlanWhat::Move { number, to } => Act::MoveTask { number, to },
        PlanWhat::Swap { number, with } => Act::SwapTasks { number, with },
    };
    reading.items.into_iter().map(act).collect()
}

#[cfg(test)]
mod tests {
    use rust_decimal::Decimal;

    use super::*;
    use crate::domain::intake::{MetricName, read_plan};

    const WHOLE: &str =
        "План\nМетрики:\nЛиды: 120\nЗадачи:\n- Запустить лендинг => страница открыта ~ 6ч\n- Вебинар => программа ~ 5ч";

    fn read(text: &str, tasks: usize) -> PlanReading {
        read_plan(text, &[MetricName { key: "leads", name: "Лиды" }], tasks)
    }

    #[test]
    fn an_edited_message_replaces_what_it_said() {
        let (whole, other) = (read(WHOLE, 0), read("Задачи:\n- Лендинг «Ритейл» => форма работает ~ 4ч", 0));
        let mut draft = Draft::default();
        draft.take(&read("Позвонить клиентам => 5 встреч ~ 3ч", 0), Some(7));
        draft.take(&whole, Some(8));
        draft.retell(&acts(whole.clone()), &acts(other.clone()), 8);
        let titles: Vec<&str> = draft.tasks.iter().map(|t| t.title.as_str()).collect();
        assert_eq!(titles, ["Позвонить клиентам", "Лендинг «Ритейл»"]);
        assert_eq!(draft.target("leads"), None, "the new text no longer sets it");
        draft.retell(&acts(other), &acts(whole), 8);
        assert_eq!(draft.tasks.len(), 3);
        assert_eq!(draft.target("leads"), Some(Decimal::from(120)));
    }

    fn add(title: &str, hours: u32) -> Act {
        Act::AddTask(TaskText { title: title.into(), minutes: Some(hours * 60), ..TaskText::default() })
    }

    fn target(value: u32) -> Act {
        Act::Target { metric: "leads".into(), value: Decimal::from(value) }
    }

    fn said(acts: &[Act]) -> Draft {
        let mut draft = Draft::default();
        draft.retell(&[], acts, 7);
        draft
    }

    fn shown(draft: &Draft) -> Vec<(&str, Option<u32>)> {
        draft.tasks.iter().map(|task| (task.title.as_str(), task.minutes.map(|m| m / 60))).collect()
    }

    #[test]
    fn the_same_text_again_changes_nothing() {
        let acts = [target(120), add("Лендинг", 6), add("Вебинар", 5)];
        let mut draft = said(&acts);
        let before = draft.clone();
        assert!(!draft.retell(&acts, &acts, 7).any());
        assert_eq!(draft, before);
    }

    #[test]
    fn only_what_differs_is_taken_over() {
        let old = [target(120), add("Лендинг", 6), add("Вебинар", 5)];
        let mut draft = said(&old);
        // A button gave the webinar another hour since, and a line another target.
        draft.tasks[1].minutes = Some(360);
        draft.set_target("leads", Decimal::from(130), Some(8));
        draft.retell(&old, &[target(120), add("Лендинг", 4), add("Вебинар", 5), add("Обзвон", 2)], 7);
        assert_eq!(shown(&draft), [("Лендинг", Some(4)), ("Вебинар", Some(6)), ("Обзвон", Some(2))]);
        assert_eq!(draft.target("leads"), Some(Decimal::from(130)));
    }

    #[test]
    fn a_line_that_went_takes_its_task_with_it_and_one_that_changed_renames_it() {
        let old = [add("Лендинг", 6), add("Вебинар", 5)];
        let mut draft = said(&old);
        let uid = draft.tasks[1].uid;
        draft.retell(&old, &[add("Лендинг", 6), add("Подкаст", 5)], 7);
        assert_eq!(shown(&draft), [("Лендинг", Some(6)), ("Подкаст", Some(5))]);
        assert_eq!(draft.tasks[1].uid, uid, "the same task under another title");
        draft.retell(&[add("Лендинг", 6), add("Подкаст", 5)], &[add("Подкаст", 5)], 7);
        assert_eq!(shown(&draft), [("Подкаст", Some(5))]);
    }

    #[test]
    fn a_target_that_is_no_longer_said_goes_unless_it_was_set_otherwise_since() {
        let mut draft = said(&[target(120)]);
        draft.retell(&[target(120)], &[], 7);
        assert_eq!(draft.target("leads"), None);
    }
}
