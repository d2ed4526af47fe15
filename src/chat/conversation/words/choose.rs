//! Somebody says with a tap what their words mean.

use crate::cards;
use crate::domain::calendar::week::Week;
use crate::domain::company::Person;
use crate::domain::conversation::unclear::{Asked, Choice, Unclear, UnclearLine};
use crate::domain::intake::understand::{Act, Question};
use crate::domain::intake::{NoteKind, TaskChange, TaskText};
use crate::domain::plan::Plan;
use crate::domain::report::note::Note;
use crate::say;
use crate::storage::approval::waiting;
use crate::storage::conversation::unclear;
use crate::storage::outbox::Place;
use crate::storage::plan as plans;
use crate::storage::report::note as notes;
use crate::unit::Unit;

use crate::chat::answer::{Answer, Outcome, Refusal, receipt};
use crate::chat::approval::plan_message;
use crate::chat::heard::Heard;
use crate::chat::plan::version;
use crate::chat::plan::writing::keep_lines;
use crate::chat::report::owed::{is_sent, tasks_of};
use crate::chat::report::spread::redraw;
use crate::chat::week::marks;
use crate::chat::week::tasks::add_to_week;

use super::{in_plan, in_report};

/// A tap on the card of a question. One on a line that was answered, or on what was not offered, changes nothing.
pub async fn choose(unit: &mut Unit<'_>, person: &Person, id: i64, line: u8, choice: Choice) -> Outcome<Answer> {
    let words = unit.words(person);
    let Some(said) = unclear::find(unit.tx, person.id, id, unit.now).await? else {
        return Err(Refusal::Because(say!(words, "words-late")));
    };
    let current = said.current().map(|(at, line)| (at, line.clone()));
    let Some((at, asked)) = current.filter(|(at, l)| *at == usize::from(line) && l.choices.contains(&choice)) else {
        cards::conversation::unclear::show(unit, person, (id, &said), Place::InPlace).await?;
        return Err(Refusal::Because(say!(words, "words-late")));
    };
    follow(unit, person, &said, &asked, choice).await?;
    keep(unit, person, (id, said), at, choice).await?;
    Ok(Answer::Quiet)
}

/// Keeps what was chosen for a line, and asks about the next one.
async fn keep(
    unit: &mut Unit<'_>,
    person: &Person,
    (id, mut said): (i64, Unclear),
    at: usize,
    choice: Choice,
) -> anyhow::Result<()> {
    if let Some(line) = said.lines.get_mut(at) {
        line.chosen = Some(choice);
    }
    unclear::save(unit.tx, id, &said).await?;
    cards::conversation::unclear::show(unit, person, (id, &said), Place::InPlace).await
}

/// What somebody typed in place of a tap: hours where hours are asked for, a number where it is asked which task. The newest
/// question it fits is answered, whatever was written in between. Whether there was one.
pub async fn typed(unit: &mut Unit<'_>, heard: Heard<'_>) -> Outcome<bool> {
    let person = heard.person;
    for (id, said) in unclear::open(unit.tx, person.id, unit.now).await?.into_iter().rev() {
        let Some((at, line)) = said.current().map(|(at, line)| (at, line.clone())) else { continue };
        let Some(choice) = line.typed(heard.text) else { continue };
        follow(unit, person, &said, &line, choice).await?;
        keep(unit, person, (id, said), at, choice).await?;
        receipt(unit, heard);
        return Ok(true);
    }
    Ok(false)
}

async fn follow(
    unit: &mut Unit<'_>,
    person: &Person,
    said: &Unclear,
    line: &UnclearLine,
    choice: Choice,
) -> Outcome<()> {
    match choice {
        Choice::Nothing => Ok(()),
        Choice::Plan if matches!(line.asked, Asked::Meaning(Question::SameTitle { .. })) => {
            another(unit, person, said, line).await
        }
        Choice::Plan => in_the_plan(unit, person, said, &[Act::AddTask(line.task())]).await,
        Choice::Unplanned => unplanned(unit, person, said, line).await,
        Choice::Report => note(unit, person, said, (NoteKind::Highlight, &line.words)).await,
        Choice::Blocker => note(unit, person, said, (NoteKind::Blocker, &line.words)).await,
        Choice::PassOn(to) => {
            let plan = plan_about(unit, person, said, to).await?;
            plan_message::pass_on(unit, person, &line.words, &plan, to).await
        }
        Choice::Yes => yes(unit, person, said, line).await,
        Choice::Minutes(minutes) => match &line.asked {
            Asked::Meaning(Question::HowLong { number: Some(number), .. }) => {
                let change = TaskChange { minutes: Some(minutes), ..TaskChange::default() };
                in_the_plan(unit, person, said, &[Act::ChangeTask { number: *number, change }]).await
            }
            Asked::Meaning(Question::HowLong { task: Some(task), .. }) => {
                let task = TaskText { minutes: Some(minutes), ..task.clone() };
                in_the_plan(unit, person, said, &[Act::AddTask(task)]).await
            }
            _ => Ok(()),
        },
        Choice::Task(number) => match &line.asked {
            Asked::Meaning(Question::WhichTask { act: Some(act), .. }) => {
                in_the_plan(unit, person, said, &[act.as_ref().clone().of_task(number)]).await
            }
            _ => Ok(()),
        },
    }
}

/// What was asked is so.
async fn yes(unit: &mut Unit<'_>, person: &Person, said: &Unclear, line: &UnclearLine) -> Outcome<()> {
    match &line.asked {
        Asked::Agreed(acts) => {
            let plan = plans::find_or_create(unit.tx, person.id, said.week).await?;
            let Ok(transition) = plan.begin_change(unit.roster.is_over(plan.week, person, unit.now)) else {
                return Err(Refusal::Because(say!(unit.words(person), "version-past")));
            };
            plans::write(unit.tx, transition).await?.map_err(anyhow::Error::from)?;
            in_the_plan(unit, person, said, acts).await
        }
        Asked::Meaning(Question::Should(Some(act))) => in_the_plan(unit, person, said, &[act.as_ref().clone()]).await,
        Asked::Meaning(Question::Implausible { metric, value, .. }) => {
            in_the_plan(unit, person, said, &[Act::Target { metric: metric.clone(), value: *value }]).await
        }
        Asked::Meaning(Question::MarkOrNot(mark)) => {
            let week = report_week(unit, person, said).await?;
            let tasks = tasks_of(unit, person, week).await?;
            let reading = in_report::reading(&[Act::Mark(mark.clone())]);
            Ok(marks::take(unit, person, week, &tasks, &reading).await?)
        }
        _ => Ok(()),
    }
}

/// Changes of the plan the words go to. Their numbers mean its tasks as they were when it was asked.
async fn in_the_plan(unit: &mut Unit<'_>, person: &Person, said: &Unclear, acts: &[Act]) -> Outcome<()> {
    let mut plan = open_plan(unit, person, said).await?;
    let mut now = Vec::with_capacity(acts.len());
    for act in acts {
        let Some(act) = said.now(act, &plan.draft) else {
            return Err(Refusal::Because(say!(unit.words(person), "edit-gone")));
        };
        now.push(act);
    }
    in_plan::make(unit, person, &mut plan, &now, Some(said.message)).await?;
    Ok(())
}

/// A second task of the same title.
async fn another(unit: &mut Unit<'_>, person: &Person, said: &Unclear, line: &UnclearLine) -> Outcome<()> {
    let mut plan = open_plan(unit, person, said).await?;
    let mut draft = plan.draft.clone();
    let taken = draft.take_another(&line.task(), Some(said.message));
    Ok(keep_lines(unit, person, &mut plan, draft, taken).await?)
}

/// The plan the words go to, as long as it is not settled.
async fn open_plan(unit: &mut Unit<'_>, person: &Person, said: &Unclear) -> Outcome<Plan> {
    let plan = plans::find_or_create(unit.tx, person.id, said.week).await?;
    if version::settled(unit, person, &plan) {
        let words = unit.words(person);
        return Err(Refusal::Because(say!(words, "words-plan-closed", week = words.week(plan.week))));
    }
    Ok(plan)
}

async fn unplanned(unit: &mut Unit<'_>, person: &Person, said: &Unclear, line: &UnclearLine) -> Outcome<()> {
    let week = report_week(unit, person, said).await?;
    let Some(plan) = add_to_week(unit, (person, week), &line.task(), said.message).await? else {
        return Err(Refusal::Because(say!(unit.words(person), "add-no-plan")));
    };
    cards::week::card::refresh(unit, person, &plan, i64::MAX).await?;
    Ok(())
}

async fn note(unit: &mut Unit<'_>, person: &Person, said: &Unclear, (kind, text): (NoteKind, &str)) -> Outcome<()> {
    let week = report_week(unit, person, said).await?;
    let note = Note { person: person.id, kind, text: text.to_owned() };
    notes::add(unit.tx, week, &note, unit.now).await?;
    redraw(unit, person, week, 0).await?;
    Ok(())
}

/// The week whose report or running tasks the words go to, as long as its report is not in.
async fn report_week(unit: &mut Unit<'_>, person: &Person, said: &Unclear) -> Outcome<Week> {
    let words = unit.words(person);
    let Some(week) = said.report else { return Err(Refusal::stale(words, "/report")) };
    if is_sent(unit, person, week).await? { Err(Refusal::stale(words, "/report")) } else { Ok(week) }
}

/// The plan a remark is about: the other's that waits for this person, else their own.
async fn plan_about(unit: &mut Unit<'_>, person: &Person, said: &Unclear, to: i64) -> anyhow::Result<Plan> {
    let roster = unit.roster;
    let waiting = waiting::waiting_briefly(unit.tx, roster.unfinished_since(unit.now)).await?;
    let theirs = waiting.iter().find(|(_, author, ..)| *author == to).map(|(plan, ..)| *plan);
    let decides = roster.person(to).is_some_and(|author| roster.may_approve(person, author, unit.now));
    if let Some(id) = theirs.filter(|_| decides)
        && let Some(plan) = plans::get(unit.tx, id).await?
    {
        return Ok(plan);
    }
    plans::find_or_create(unit.tx, person.id, said.week).await
}
