//! Answers to questions, from the person's own state; the offer to write an absence down.

use crate::cards;
use crate::domain::company::Person;
use crate::domain::intake::understand::{Answer, Topic};
use crate::render::buttons::{Action, ApprovalAction, AwayAction, PlanAction};
use crate::render::card::Card;
use crate::say;
use crate::storage::outbox::{Lane, Place};
use crate::texts::Zoned;
use crate::unit::Unit;

use crate::chat::answer::to_writer;
use crate::chat::calendar::calendar;
use crate::chat::company::help;
use crate::chat::report::owed::asked_week;
use crate::chat::report::writing as report;
use crate::chat::week::tasks as week;

use super::moment::Moment;

/// Answers some words. `alone`: nothing else came of the message.
pub async fn reply(
    unit: &mut Unit<'_>,
    moment: &Moment<'_>,
    said: &str,
    answer: Answer,
    alone: bool,
) -> anyhow::Result<()> {
    let (person, words) = (moment.person, unit.words(moment.person));
    let card = match answer {
        Answer::Help(Topic::Commands) if !alone => return Ok(()),
        Answer::Help(Topic::Commands) if said.contains('?') => Card::sentence(&say!(words, "help-unclear")),
        Answer::Help(Topic::Commands) => return help::help(unit, person).await,
        Answer::Help(Topic::Report) => {
            let opened = report::open(unit, person).await;
            return to_writer(unit, person, opened).await;
        }
        Answer::Help(Topic::Week) => {
            let opened = week::open(unit, person).await;
            return to_writer(unit, person, opened).await;
        }
        Answer::Help(topic) => help_on(unit, moment, topic),
        Answer::Finished => Card::sentence(&say!(words, "words-finished", said = said)),
        // It is asked whether to pass a remark on.
        Answer::PlanMessage => return Ok(()),
        Answer::Absence { days: None } => {
            cards::company::absence::show(unit, person, Place::Below, None);
            return Ok(());
        }
        Answer::Absence { days: Some((from, to)) } => {
            let days = words.days(from, to);
            Card::sentence(&say!(words, "words-absence", days = days.as_str()))
                .button(say!(words, "btn-words-absence", days = days), &Action::Away(AwayAction::Set { from, to }))
        }
    };
    cards::tell(unit, person, Lane::Interactive, card).await
}

/// One answer to a question about how things are done, with the next step as a button where there is one.
fn help_on(unit: &Unit<'_>, moment: &Moment<'_>, topic: Topic) -> Card {
    let (person, words) = (moment.person, unit.words(moment.person));
    let inbox = || Action::Approval(ApprovalAction::Inbox);
    let open_inbox = |card: Card| card.button(say!(words, "btn-words-inbox"), &inbox());
    let plan = moment.plan.as_ref().filter(|plan| plan.state.editable());
    match topic {
        Topic::WhenPlan => Card::sentence(&when_plan(unit, moment)),
        Topic::WhenReport => Card::sentence(&when_report(unit, person)),
        Topic::WhenAnswer => Card::sentence(&when_answer(unit, moment)),
        Topic::Who => Card::sentence(&match decider(unit, person) {
            Some(name) => say!(words, "help-who", name = name),
            None => say!(words, "help-who-nobody"),
        }),
        Topic::Write => Card::sentence(&say!(words, "help-write", example = moment.example(unit))),
        Topic::Change => Card::sentence(&say!(words, "help-change")),
        Topic::Add => Card::sentence(&say!(words, "help-add")),
        Topic::Hours => {
            let budget = unit.roster.budget_of(person, moment.week);
            let (low, high) = (words.bare_hours(budget.low), words.hours(budget.high));
            Card::sentence(&say!(words, "help-hours", low = low, high = high, week = words.week(moment.week)))
        }
        Topic::Team => open_inbox(Card::sentence(&say!(words, "help-team"))),
        Topic::Submit => match plan {
            Some(plan) => Card::sentence(&say!(words, "help-submit", week = words.week(plan.week)))
                .button(say!(words, "btn-submit"), &Action::Plan(PlanAction::Submit { plan: plan.id })),
            None => Card::sentence(&say!(words, "help-submit-none")),
        },
        Topic::Approve => open_inbox(Card::sentence(&say!(words, "help-approve"))),
        Topic::Return => open_inbox(Card::sentence(&say!(words, "help-return"))),
        // Answered by what they ask for itself.
        Topic::Commands | Topic::Week | Topic::Report => Card::default(),
    }
}

fn decider<'a>(unit: &Unit<'a>, person: &Person) -> Option<&'a str> {
    let approvers = unit.roster.approvers(person, unit.now);
    approvers.first().filter(|approver| approver.id != person.id).map(|approver| approver.name.as_str())
}

/// When the plan is due that lines go to; when it is asked for, where it was not yet.
fn when_plan(unit: &Unit<'_>, moment: &Moment<'_>) -> String {
    let (roster, person, words) = (unit.roster, moment.person, unit.words(moment.person));
    let (running, next_is_asked) = calendar(roster, person, unit.now);
    let handed_in = moment.plan.as_ref().is_some_and(|plan| !plan.state.editable());
    let zone = roster.timezone_of(person);
    let next = if next_is_asked && handed_in { running.next() } else { running };
    if handed_in || (!next_is_asked && moment.week != running) {
        let open = roster.calendar_of(person).0.in_week(next).plan_open.instant(next, zone);
        let due = roster.plan_due_of(person, next.next());
        let (open, due) = (words.moment(Zoned { at: open, zone }), words.moment(Zoned { at: due, zone }));
        return say!(words, "help-plan-opens", week = words.week(next.next()), open = open, due = due);
    }
    let due = words.moment(Zoned { at: roster.plan_due_of(person, moment.week), zone });
    say!(words, "help-plan-due", week = words.week(moment.week), due = due)
}

fn when_report(unit: &Unit<'_>, person: &Person) -> String {
    let (roster, words) = (unit.roster, unit.words(person));
    let (running, _) = calendar(roster, person, unit.now);
    let zone = roster.timezone_of(person);
    let asked = asked_week(unit, person);
    let week = if asked == running { asked } else { running };
    let open = roster.calendar_of(person).0.in_week(week).report_open.instant(week, zone);
    let due = roster.report_due_of(person, week);
    let (open, due) = (words.moment(Zoned { at: open, zone }), words.moment(Zoned { at: due, zone }));
    say!(words, "help-report-due", week = words.week(week), open = open, due = due)
}

/// Who decides, and by when they are asked to.
fn when_answer(unit: &Unit<'_>, moment: &Moment<'_>) -> String {
    let (roster, person, words) = (unit.roster, moment.person, unit.words(moment.person));
    let Some(name) = decider(unit, person) else { return say!(words, "help-who-nobody") };
    let (ritual, zone) = roster.calendar_of(person);
    let due = ritual.in_week(moment.week).approval_due.instant(moment.week, zone);
    say!(words, "help-answer", name = name, due = words.moment(Zoned { at: due, zone }))
}
