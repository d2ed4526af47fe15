use proptest::prelude::*;
use rust_decimal::Decimal;

use super::*;
use crate::domain::intake::read_plan;
use crate::domain::plan::Field;

const METRICS: [&str; 1] = ["leads"];
const WHOLE: &str = "- Лендинг => страница открыта ~ 6ч\n- Вебинар => программа ~ 5ч";

fn at(hour: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(1_795_000_000 + hour * 3600, 0).expect("an instant")
}

fn whole_draft() -> Draft {
    let mut draft = Draft::default();
    draft.take(&read_plan(WHOLE, &[], 0), Some(1));
    draft.set_target("leads", Decimal::from(120), None);
    draft
}

/// A draft that was never handed in.
fn written(draft: Draft) -> Plan {
    Plan::from(PlanRecord {
        id: 7,
        person: 1,
        week: "2026-W49".parse().expect("a week"),
        state: PlanState::Draft,
        version: 0,
        draft,
        late: false,
        submitted_at: None,
        decided_by: None,
        reason: None,
        comments: Vec::new(),
        reopened: false,
        level: 0,
        undo: None,
        set: Vec::new(),
        agreed_version: None,
        agreed: None,
        edited: false,
    })
}

fn hand_in() -> HandIn<'static> {
    HandIn { metrics: &METRICS, hurdle: Hurdle::None, reason: None }
}

fn seen(plan: &Plan) -> Deciding {
    Deciding { by: 2, at: at(1), seen: plan.version, over: false }
}

fn waiting() -> Plan {
    written(whole_draft()).submit(&hand_in(), false, at(0)).expect("a whole plan").plan
}

fn approved() -> Plan {
    let plan = waiting();
    plan.approve(&seen(&plan)).expect("it waits").plan
}

/// Another draft: a target that differs.
fn other(plan: &Plan, target: i64) -> Draft {
    let mut draft = plan.draft.clone();
    draft.set_target("leads", Decimal::from(target), None);
    draft
}

fn kinds(transition: &Transition) -> Vec<EventKind> {
    transition.happened.iter().map(|happened| happened.kind).collect()
}

#[test]
fn a_plan_is_handed_in_whole_and_once() {
    let empty = written(Draft::default());
    let lacks = Missing { targets: vec!["leads".to_owned()], tasks: true, hours: Vec::new() };
    assert_eq!(empty.submit(&hand_in(), false, at(0)), Err(Unready::Incomplete(lacks)));
    let sent = written(whole_draft()).submit(&hand_in(), true, at(0)).expect("a whole plan");
    assert_eq!((sent.plan.state, sent.plan.version, sent.plan.late), (PlanState::Submitted, 1, true));
    assert_eq!((kinds(&sent), sent.rows, sent.waits_anew), (vec![EventKind::Submitted], Rows::OfVersion(0), true));
    assert_eq!(sent.from, (0, PlanState::Draft));
    let again = sent.plan.submit(&hand_in(), false, at(1));
    assert_eq!(again, Err(Unready::Wrong(WrongMove::AlreadySubmitted)));
}

#[test]
fn more_hours_than_fit_go_only_with_a_reason_and_where_the_company_lets_them() {
    let plan = written(whole_draft());
    let with = |hurdle, reason| plan.submit(&HandIn { hurdle, reason, ..hand_in() }, false, at(0));
    assert_eq!(with(Hurdle::AskWhy, None), Err(Unready::OverBudget(Hurdle::AskWhy)));
    assert_eq!(with(Hurdle::Blocked, Some("Ярмарка")), Err(Unready::OverBudget(Hurdle::Blocked)));
    let told = |sent: Result<Transition, Unready>| sent.expect("handed in").happened[0].reason.clone();
    assert_eq!(told(with(Hurdle::AskWhy, Some("Ярмарка"))).as_deref(), Some("Ярмарка"));
    assert_eq!(told(with(Hurdle::None, Some("Ярмарка"))), None, "nobody asked for it");
}

#[test]
fn a_target_of_a_metric_that_is_no_longer_theirs_stays_behind() {
    let mut draft = whole_draft();
    draft.set_target("traffic", Decimal::from(15_000), None);
    let sent = written(draft).submit(&hand_in(), false, at(0)).expect("a whole plan");
    assert_eq!(sent.plan.draft, whole_draft());
}

#[test]
fn decisions_fit_only_the_version_they_were_made_on() {
    let plan = waiting();
    assert_eq!(plan.may_decide(1, false), Ok(()));
    assert_eq!(plan.may_decide(0, false), Err(WrongMove::Outdated));
    assert_eq!(plan.may_decide(1, true), Err(WrongMove::Lapsed));
    let back = plan.give_back(&seen(&plan), "мало", Vec::new()).expect("it waits").plan;
    assert_eq!(back.may_decide(1, false), Err(WrongMove::AlreadyReturned));
    let draft = plan.withdraw(false, at(1)).expect("it waits").plan;
    assert_eq!(draft.may_decide(1, false), Err(WrongMove::NotSubmitted));
    // Who decided first is what the other wants to know, whatever they saw.
    for (version, over) in [(1, false), (0, false), (1, true)] {
        assert_eq!(approved().may_decide(version, over), Err(WrongMove::AlreadyApproved));
    }
}

#[test]
fn what_is_returned_comes_back_with_its_reason_and_goes_again_as_the_next_version() {
    let plan = waiting();
    let back = plan.give_back(&seen(&plan), "мало", Vec::new()).expect("it waits");
    assert_eq!((kinds(&back), back.rows), (vec![EventKind::Returned], Rows::Stay));
    assert_eq!((back.plan.state, back.plan.reason.as_deref()), (PlanState::Returned, Some("мало")));
    let again = back.plan.submit(&hand_in(), true, at(2)).expect("a whole plan");
    assert_eq!((again.plan.version, again.rows), (2, Rows::OfVersion(1)));
}

#[test]
fn a_change_of_what_waits_waits_on_as_the_next_version() {
    let plan = waiting();
    let amended = plan.amend(other(&plan, 140), &hand_in(), false, at(1)).expect("it waits");
    assert_eq!((amended.plan.state, amended.plan.version), (PlanState::Submitted, 2));
    assert!(amended.keeps_told && !amended.waits_anew);
    assert_eq!(amended.rows, Rows::OfDraft(Box::new(plan.draft.clone())));
    assert_eq!(plan.amend(plan.draft.clone(), &hand_in(), false, at(1)), Err(Unready::Unchanged));
    let lapsed = plan.amend(other(&plan, 140), &hand_in(), true, at(1));
    assert_eq!(lapsed, Err(Unready::Wrong(WrongMove::Lapsed)));
    assert!(plan.has_lapsed(true) && plan.is_settled(true) && !plan.is_settled(false));
}

#[test]
fn an_approved_plan_stays_in_force_while_a_change_is_written_and_waits() {
    let plan = approved();
    let agreed = plan.draft.clone();
    let begun = plan.begin_change(false).expect("it is approved").plan;
    assert_eq!(
        (begun.state, begun.standing(), begun.in_force()),
        (PlanState::Draft, PlanState::Approved, Some(&agreed))
    );
    let same = begun.submit(&hand_in(), false, at(2));
    assert_eq!(same, Err(Unready::Unchanged), "it says what is agreed");
    let changed = begun.edit(other(&begun, 150)).expect("the author writes").plan;
    let sent = changed.submit(&hand_in(), true, at(2)).expect("a whole plan");
    assert_eq!(
        (sent.rows, sent.plan.late),
        (Rows::Stay, false),
        "the week runs by what is agreed; no later than it was"
    );
    assert_eq!(sent.plan.in_force(), Some(&agreed));
    let taken = sent.plan.approve(&seen(&sent.plan)).expect("it waits");
    assert_eq!(taken.rows, Rows::OfDraft(Box::new(agreed.clone())));
    assert_eq!((taken.plan.agreed_version, taken.plan.in_force()), (Some(2), Some(&changed.draft)));
    // Or the author drops it.
    let kept = changed.keep_agreed(Some(2)).expect("a change is written").plan;
    assert_eq!((kept.state, &kept.draft, kept.version), (PlanState::Approved, &agreed, 1));
    assert_eq!(plan.keep_agreed(Some(2)), Err(WrongMove::AlreadyApproved));
    assert_eq!(waiting().begin_change(false), Err(WrongMove::NotApproved));
    assert_eq!(plan.begin_change(true), Err(WrongMove::Lapsed));
}

#[test]
fn whoever_approves_with_changes_makes_the_next_version() {
    let plan = waiting();
    let edited = plan.approve_edited(other(&plan, 130), &METRICS, &seen(&plan)).expect("it waits");
    assert_eq!(kinds(&edited), [EventKind::Edited, EventKind::Approved]);
    assert_eq!((edited.plan.version, edited.plan.agreed_version, edited.plan.edited), (2, Some(2), true));
    assert_eq!(edited.rows, Rows::OfDraft(Box::new(plan.draft.clone())));
    let same = plan.approve_edited(plan.draft.clone(), &METRICS, &seen(&plan));
    assert_eq!(same, Err(Unready::Unchanged));
    let bare = plan.approve_edited(Draft::default(), &METRICS, &seen(&plan));
    assert!(matches!(bare, Err(Unready::Incomplete(_))));
}

#[test]
fn what_is_opened_again_is_in_force_no_more_and_comes_when_it_comes() {
    let plan = approved();
    let open = plan.reopen(&seen(&plan), "новый бюджет").expect("it is approved");
    assert_eq!((kinds(&open), open.plan.in_force()), (vec![EventKind::Reopened], None));
    assert!(open.plan.reopened);
    let again = open.plan.submit(&hand_in(), true, at(9)).expect("a whole plan").plan;
    assert!(!again.late && !again.reopened);
    let late = Deciding { over: true, ..seen(&plan) };
    assert_eq!(plan.reopen(&late, "поздно"), Err(WrongMove::Lapsed));
    let outdated = Deciding { seen: 0, ..seen(&plan) };
    assert_eq!(plan.reopen(&outdated, "не то"), Err(WrongMove::Outdated));
    assert_eq!(waiting().may_reopen(1, false), Err(WrongMove::NotApproved));
}

#[test]
fn only_the_authors_last_change_can_be_taken_back() {
    let plan = written(whole_draft());
    let mut draft = plan.draft.clone();
    draft.reword(0, Field::Title, "Страница".to_owned());
    let edited = plan.edit(draft.clone()).expect("the author writes");
    assert!(edited.keeps_before);
    let undo = edited.plan.undo.clone().expect("it can be taken back");
    assert!(undo.fits(0, &draft.document()) && !undo.fits(1, &draft.document()) && !undo.undone);
    let back = edited.plan.take_back(plan.draft.clone()).expect("the author writes").plan;
    assert_eq!(back.draft, plan.draft);
    assert!(back.undo.as_ref().is_some_and(|undo| undo.undone));
    assert_eq!(edited.plan.rewrite(other(&edited.plan, 1)).expect("a draft").plan.undo, None, "the bot wrote since");
    assert_eq!(edited.plan.submit(&hand_in(), false, at(0)).expect("a whole plan").plan.undo, None);
    assert_eq!(waiting().edit(draft), Err(WrongMove::AlreadySubmitted));
}

/// What people do to a plan.
#[derive(Debug, Clone)]
enum Act {
    Write(i64),
    Submit(bool),
    Amend(i64),
    Withdraw,
    GiveBack,
    Approve,
    ApproveEdited(i64),
    BeginChange,
    KeepAgreed,
    Reopen,
}

fn acts() -> impl Strategy<Value = Vec<(Act, bool, bool)>> {
    let act = prop_oneof![
        3 => (0i64..4).prop_map(Act::Write),
        4 => any::<bool>().prop_map(Act::Submit),
        2 => (0i64..4).prop_map(Act::Amend),
        1 => Just(Act::Withdraw),
        2 => Just(Act::GiveBack),
        3 => Just(Act::Approve),
        1 => (0i64..4).prop_map(Act::ApproveEdited),
        2 => Just(Act::BeginChange),
        1 => Just(Act::KeepAgreed),
        1 => Just(Act::Reopen),
    ];
    // With each: whether the week is over, and whether who decides sees an old version.
    prop::collection::vec((act, prop::bool::weighted(0.1), prop::bool::weighted(0.1)), 0..30)
}

/// The move; none where it was refused, or was no move but an edit.
fn act(plan: &Plan, act: &Act, over: bool, stale: bool) -> (Plan, Option<Transition>) {
    let deciding = Deciding { seen: plan.version - i64::from(stale), over, ..seen(plan) };
    let moved = match act {
        Act::Write(target) => {
            let edit = plan.edit(other(plan, *target)).ok();
            return (edit.map_or_else(|| plan.clone(), |edit| edit.plan), None);
        }
        Act::Submit(overdue) => plan.submit(&hand_in(), *overdue, at(0)).ok(),
        Act::Amend(target) => plan.amend(other(plan, *target), &hand_in(), over, at(0)).ok(),
        Act::Withdraw => plan.withdraw(over, at(0)).ok(),
        Act::GiveBack => plan.give_back(&deciding, "нет", Vec::new()).ok(),
        Act::Approve => plan.approve(&deciding).ok(),
        Act::ApproveEdited(target) => plan.approve_edited(other(plan, *target), &METRICS, &deciding).ok(),
        Act::BeginChange => plan.begin_change(over).ok(),
        Act::KeepAgreed => plan.keep_agreed(Some(2)).ok(),
        Act::Reopen => plan.reopen(&deciding, "снова").ok(),
    };
    (moved.as_ref().map_or_else(|| plan.clone(), |moved| moved.plan.clone()), moved)
}

/// From which state to which a plan goes by which act.
fn is_way(act: &Act, from: PlanState, to: PlanState) -> bool {
    use PlanState::{Approved, Draft, Returned, Submitted};
    match act {
        Act::Write(_) => false,
        Act::Submit(_) => matches!((from, to), (Draft | Returned, Submitted)),
        Act::Amend(_) => (from, to) == (Submitted, Submitted),
        Act::Withdraw => (from, to) == (Submitted, Draft),
        Act::GiveBack => (from, to) == (Submitted, Returned),
        Act::Approve | Act::ApproveEdited(_) => (from, to) == (Submitted, Approved),
        Act::BeginChange => (from, to) == (Approved, Draft),
        Act::KeepAgreed => matches!((from, to), (Draft | Returned, Approved)),
        Act::Reopen => (from, to) == (Approved, Returned),
    }
}

proptest! {
    #[test]
    fn whatever_happens_a_plan_holds_together(acts in acts()) {
        let mut plan = written(whole_draft());
        for (what, over, stale) in &acts {
            let before = plan.clone();
            let (after, moved) = act(&before, what, *over, *stale);
            if let Some(moved) = &moved {
                prop_assert!(is_way(what, before.state, after.state), "{what:?}: {:?} to {:?}", before.state, after.state);
                prop_assert_eq!(moved.from, (before.version, before.state));
                let makes = moved.happened.iter().filter(|happened| happened.kind.makes_version()).count();
                prop_assert_eq!(after.version, before.version + i64::from(u8::try_from(makes).expect("few")));
                prop_assert!(moved.new_draft || after.draft == before.draft, "another draft is written");
                prop_assert!(makes == 0 || moved.new_draft, "its history keeps the document");
                prop_assert_eq!(&after.undo, &None);
            } else {
                prop_assert_eq!((after.version, after.state), (before.version, before.state));
            }
            prop_assert!(after.version >= before.version);
            prop_assert!(after.state == PlanState::Draft || after.version > 0);
            // Approved means that something is in force, and that is what its author sees.
            prop_assert_eq!(after.agreed_version.is_some(), after.in_force().is_some());
            prop_assert!(after.state != PlanState::Approved || after.in_force() == Some(&after.draft));
            prop_assert!(after.agreed_version.is_none_or(|agreed| agreed <= after.version));
            prop_assert!(after.state == PlanState::Returned || (!after.reopened && after.comments.is_empty()));
            // What is in force changes by nothing but the word of whoever decides.
            let decided = moved.is_some_and(|m| m.happened.iter().any(|h| h.kind.decides() && h.kind != EventKind::Returned));
            prop_assert!(decided || after.in_force() == before.in_force(), "{what:?}");
            prop_assert!(!*over || !matches!(what, Act::Approve | Act::GiveBack | Act::Amend(_)) || after == before);
            plan = after;
        }
    }
}
