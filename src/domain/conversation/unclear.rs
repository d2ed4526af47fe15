//! Words that were not clear enough to act on: what is asked about them, with which buttons, until somebody taps one.

use serde::{Deserialize, Serialize};

use crate::domain::calendar::week::Week;
use crate::domain::company::PersonId;
use crate::domain::intake::understand::{Act, Question, Time};
use crate::domain::intake::{TaskText, parse_minutes};
use crate::domain::plan::Draft;

/// The most tasks or people one question offers.
const OFFERED: usize = 8;
/// The most a task can take, in minutes: every hour of a week.
const WEEK: u32 = 168 * 60;
/// The hours offered where nothing is known of them, in minutes.
const USUAL: [u32; 4] = [60, 120, 240, 480];

/// The unclear words of one message, asked about one after another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unclear {
    /// Telegram's number of the message they stand in.
    pub message: i64,
    /// The week whose plan they would go to.
    pub week: Week,
    /// The week whose report, or whose running tasks, they would go to; none where there is neither.
    pub report: Option<Week>,
    /// The plan's tasks when it was asked, by their permanent numbers, in their order: what «the second» meant then.
    #[serde(default)]
    pub tasks: Vec<u32>,
    /// The words, in their order.
    pub lines: Vec<UnclearLine>,
}

/// Some unclear words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnclearLine {
    /// As typed.
    pub words: String,
    /// What is asked about them.
    pub asked: Asked,
    /// What can be chosen, in the order of the buttons. Fixed when it is asked: a tap on anything else does nothing.
    pub choices: Vec<Choice>,
    /// What was chosen; none as long as nobody has.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub chosen: Option<Choice>,
}

/// What is asked about some words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Asked {
    /// What they mean.
    Meaning(Question),
    /// Whether a remark is to be passed on.
    Remark,
    /// Whether a plan that was agreed is to be changed like this.
    Agreed(Vec<Act>),
}

/// What can be chosen for some words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Choice {
    /// They are a task of the plan.
    Plan,
    /// They are what turned up in the running week.
    Unplanned,
    /// They are a word for the report.
    Report,
    /// They say what stands in the way.
    Blocker,
    /// What was asked is so.
    Yes,
    /// It takes so long, in minutes.
    Minutes(u32),
    /// The task with this number is meant.
    Task(u32),
    /// They go to this person.
    PassOn(PersonId),
    /// Nothing is to come of them.
    Nothing,
}

/// Where words can go at the moment of asking.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Open {
    /// A plan that is still written, or waits.
    pub plan: bool,
    /// A report is owed.
    pub report: bool,
    /// A week runs by an agreed plan.
    pub running: bool,
    /// Whom a remark may go to: the one who decides on this person's plan, or the authors of the plans that wait for them.
    pub people: Vec<PersonId>,
}

impl Unclear {
    /// The first words nobody has chosen anything for, with their place.
    pub fn current(&self) -> Option<(usize, &UnclearLine)> {
        self.lines.iter().enumerate().find(|(_, line)| line.chosen.is_none())
    }

    /// A change of the plan with the number its task has now; none where the task has gone.
    pub fn now(&self, act: &Act, draft: &Draft) -> Option<Act> {
        let Some(number) = act.task() else { return Some(act.clone()) };
        let uid = self.tasks.get((number as usize).checked_sub(1)?)?;
        let place = u32::try_from(draft.place_of(*uid)?).ok()?;
        Some(act.clone().of_task(place.saturating_add(1)))
    }
}

impl UnclearLine {
    /// Asks about some words; none where there is nothing to choose.
    pub fn asking(words: &str, asked: Asked, open: &Open) -> Option<Self> {
        let choices = asked.choices(open);
        (!choices.is_empty()).then(|| Self { words: words.to_owned(), asked, choices, chosen: None })
    }

    /// What a text chooses, where it is nothing but the answer.
    pub fn typed(&self, text: &str) -> Option<Choice> {
        let Asked::Meaning(question) = &self.asked else { return None };
        match question {
            Question::HowLong { .. } => {
                parse_minutes(text.trim()).filter(|minutes| (1..=WEEK).contains(minutes)).map(Choice::Minutes)
            }
            Question::WhichTask { .. } => {
                let choice = Choice::Task(text.trim().parse().ok()?);
                self.choices.contains(&choice).then_some(choice)
            }
            _ => None,
        }
    }

    /// The task these words would be.
    pub fn task(&self) -> TaskText {
        match &self.asked {
            Asked::Meaning(
                Question::TaskOrRemark(task) | Question::Unplanned(task) | Question::SameTitle { task, .. },
            ) => task.clone(),
            _ => TaskText { title: self.words.clone(), ..TaskText::default() },
        }
    }
}

impl Asked {
    /// What can be chosen; empty where only other words help.
    fn choices(&self, open: &Open) -> Vec<Choice> {
        let people = || open.people.iter().take(OFFERED).map(|person| Choice::PassOn(*person));
        let some = |is: bool, choice: Choice| is.then_some(choice);
        let mut choices: Vec<Choice> = match self {
            Self::Remark => people().collect(),
            Self::Agreed(_) => vec![Choice::Yes],
            Self::Meaning(question) => match question {
                Question::TaskOrRemark(_) | Question::What => some(open.plan, Choice::Plan)
                    .into_iter()
                    .chain(some(open.running && !open.plan, Choice::Unplanned))
                    .chain(some(open.report, Choice::Report))
                    .chain(people())
                    .collect(),
                Question::Unplanned(_) => {
                    some(open.running, Choice::Unplanned).into_iter().chain(Some(Choice::Plan)).collect()
                }
                Question::HowLong { time, .. } => how_long(*time).into_iter().map(Choice::Minutes).collect(),
                Question::WhichTask { numbers, act: Some(_) } => {
                    numbers.iter().take(OFFERED).map(|number| Choice::Task(*number)).collect()
                }
                Question::SameTitle { .. } => vec![Choice::Plan],
                Question::Should(Some(_)) | Question::MarkOrNot(_) | Question::Implausible { .. } => vec![Choice::Yes],
                Question::Trouble { .. } => Some(Choice::Blocker).into_iter().chain(people()).collect(),
                Question::Should(None) => people().collect(),
                Question::WhichTask { act: None, .. }
                | Question::NoSuchTask
                | Question::UnclearNumber { .. }
                | Question::TooLong => Vec::new(),
            },
        };
        if !choices.is_empty() {
            choices.push(Choice::Nothing);
        }
        choices
    }
}

/// The minutes offered for what was said: both ends of a range and its middle, in quarters of an hour.
fn how_long(time: Time) -> Vec<u32> {
    match time {
        Time::Between(low, high) if low > 0 && low < high => {
            let middle = (low + high) / 2 / 15 * 15;
            let mut all = vec![low, middle, high];
            all.dedup();
            all.retain(|minutes| *minutes > 0);
            all
        }
        Time::Each(each) if each > 0 => [1, 2, 3, 5].map(|times| each.saturating_mul(times)).to_vec(),
        Time::Exact(_) | Time::Between(..) | Time::Each(_) | Time::Impossible => USUAL.to_vec(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn everything() -> Open {
        Open { plan: true, report: true, running: true, people: vec![7] }
    }

    #[test]
    fn whatever_can_be_chosen_ends_with_nothing() {
        let asked = Asked::Meaning(Question::What);
        let choices = asked.choices(&everything());
        assert_eq!(choices, [Choice::Plan, Choice::Report, Choice::PassOn(7), Choice::Nothing]);
        assert!(Asked::Meaning(Question::NoSuchTask).choices(&everything()).is_empty(), "other words are needed");
        assert!(Asked::Remark.choices(&Open::default()).is_empty(), "there is nobody to pass it on to");
    }

    #[test]
    fn a_range_offers_its_ends_and_its_middle() {
        let asked =
            |time| Asked::Meaning(Question::HowLong { task: None, number: Some(1), time }).choices(&everything());
        let minutes =
            |all: &[u32]| all.iter().map(|m| Choice::Minutes(*m)).chain([Choice::Nothing]).collect::<Vec<_>>();
        assert_eq!(asked(Time::Between(60, 120)), minutes(&[60, 90, 120]));
        assert_eq!(asked(Time::Each(120)), minutes(&[120, 240, 360, 600]));
        assert_eq!(asked(Time::Impossible), minutes(&USUAL));
    }

    #[test]
    fn the_first_line_without_an_answer_is_asked_about() {
        let line =
            |chosen| UnclearLine { words: "а".into(), asked: Asked::Remark, choices: vec![Choice::Nothing], chosen };
        let week: Week = "2026-W49".parse().unwrap();
        let lines = vec![line(Some(Choice::Nothing)), line(None)];
        let mut unclear = Unclear { message: 1, week, report: None, tasks: Vec::new(), lines };
        assert_eq!(unclear.current().map(|(at, _)| at), Some(1));
        unclear.lines[1].chosen = Some(Choice::Nothing);
        assert_eq!(unclear.current(), None);
    }
}
