//! Writing a report: opening it, marking tasks, sending it, correcting it.

use crate::cards::report::card::Aside;
use crate::domain::calendar::week::Week;
use crate::domain::company::Person;
use crate::domain::conversation::question::Question;
use crate::domain::intake::ReportItem;
use crate::domain::plan::TaskState;
use crate::render::report::card as render;
use crate::storage::conversation;
use crate::storage::outbox::{Lane, Place};
use crate::storage::report::sent as reports;
use crate::storage::week::task as week_tasks;
use crate::texts::Zoned;
use crate::unit::Unit;
use crate::{cards, say};

use crate::chat::answer::{Answer, Outcome, Refusal};
use crate::chat::calendar::calendar;
use crate::chat::plan::prefill;
use crate::chat::report::owed::{asked_week, is_sent, open_task, owed_week, tasks_of};
use crate::chat::report::spread::spread;
use crate::chat::week::marks::{apply, turn};

/// `/report`: shows the report that is owed; before this week's is asked for, the last one.
pub async fn open(unit: &mut Unit<'_>, person: &Person) -> Outcome<()> {
    let week = asked_week(unit, person);
    if unit.roster.predates(cards::report::card::due(unit.roster, person, week).at, unit.now) {
        let (running, _) = calendar(unit.roster, person, unit.now);
        let zone = unit.roster.timezone_of(person);
        let open = unit.roster.calendar_of(person).0.in_week(running).report_open;
        let words = unit.words(person);
        let when = words.moment(Zoned { at: open.instant(running, zone), zone });
        return Err(Refusal::Because(say!(words, "report-not-yet", week = words.week(running), when = when)));
    }
    cards::report::card::show(unit, person, week, Place::Below, Lane::Interactive).await?;
    Ok(())
}

/// Marks a task from the list. A second tap takes the mark back.
pub async fn mark(
    unit: &mut Unit<'_>,
    person: &Person,
    id: i64,
    state: TaskState,
    from_report: bool,
) -> Outcome<Answer> {
    let words = unit.words(person);
    let stale = || Refusal::stale(words, if from_report { "/report" } else { "/week" });
    let Some((mut task, plan)) = open_task(unit, person, id).await?.filter(|_| state != TaskState::Cancelled) else {
        return Err(stale());
    };
    turn(&mut task, state);
    week_tasks::save(unit.tx, &task).await?;
    if from_report {
        conversation::close_where(unit.tx, person.id, Question::is_of_report).await?;
        let aside = Aside { at: task.number, ..Aside::default() };
        cards::report::card::put(unit, person, plan.week, Place::InPlace, Lane::Interactive, aside).await?;
    } else {
        let tasks = week_tasks::of_plan(unit.tx, plan.id).await?;
        cards::week::card::show(unit, person, plan.week, &tasks, task.number, Place::InPlace);
    }
    cards::week::pulse::follow(unit, person, plan.week).await?;
    Ok(Answer::Toast(say!(words, "toast-marked")))
}

/// «All done»: marks all open tasks as done.
pub async fn all_done(unit: &mut Unit<'_>, person: &Person, week: Week) -> Outcome<Answer> {
    let words = unit.words(person);
    if owed_week(unit, person).await? != Some(week) {
        return Err(Refusal::stale(words, "/report"));
    }
    let tasks = tasks_of(unit, person, week).await?;
    apply(unit, &tasks, &ReportItem::AllDone).await?;
    conversation::close_where(unit.tx, person.id, Question::is_of_report).await?;
    cards::report::card::show(unit, person, week, Place::InPlace, Lane::Interactive).await?;
    cards::week::pulse::follow(unit, person, week).await?;
    Ok(Answer::Toast(say!(words, "toast-marked")))
}

/// «Report is ready»: sends the report, if nothing is missing or the author sends it anyway.
pub async fn send(unit: &mut Unit<'_>, person: &Person, week: Week, anyway: bool) -> Outcome<Answer> {
    let words = unit.words(person);
    let roster = unit.roster;
    if owed_week(unit, person).await? != Some(week) {
        cards::report::card::show(unit, person, week, Place::InPlace, Lane::Interactive).await?;
        return Err(Refusal::stale(words, "/report"));
    }
    conversation::close_where(unit.tx, person.id, Question::is_of_report).await?;
    let facts = cards::report::card::facts(unit, person, week).await?;
    let then = roster.in_week(week);
    let due = cards::report::card::due(roster, person, week);
    let view = cards::report::card::view(&then, person.id, &facts, due, unit.now);
    let (numbers, tasks) = view.missing();
    let asked = view.numbers.iter().find_map(|number| Some((number, number.asked?)));
    let complete = numbers.is_empty() && tasks.is_empty() && asked.is_none();
    if !complete && !anyway {
        let missing = match asked {
            Some((number, asked)) => {
                let value = words.value(number.metric, &roster.currency, asked.value);
                say!(words, "odd-unanswered", name = number.metric.name.as_str(), value = value)
            }
            None => render::missing(words, &view),
        };
        let aside = Aside { offer_anyway: true, ..Aside::default() };
        cards::report::card::put(unit, person, week, Place::InPlace, Lane::Interactive, aside).await?;
        return Err(Refusal::Because(missing));
    }
    let late = unit.now > due.at && !roster.never_asked_for_report(person, week);
    reports::send(unit.tx, person.id, week, late, unit.now).await?;
    cards::report::card::show(unit, person, week, Place::InPlace, Lane::Interactive).await?;
    spread(unit, person, week).await?;
    prefill::after_report(unit, person, week).await
}

/// «Correct»: opens a sent report again. It can be used until the next week's report is asked for.
pub async fn correct(unit: &mut Unit<'_>, person: &Person, week: Week) -> Outcome<Answer> {
    let words = unit.words(person);
    if week != asked_week(unit, person) || !is_sent(unit, person, week).await? {
        return Err(Refusal::stale(words, "/report"));
    }
    reports::open(unit.tx, person.id, week).await?;
    cards::report::card::show(unit, person, week, Place::InPlace, Lane::Interactive).await?;
    Ok(Answer::Quiet)
}
