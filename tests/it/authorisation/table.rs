//! Every action against every role.

use planerka::domain::approval::line_comment::Spot;
use planerka::domain::calendar::week::Week;
use planerka::domain::company::Locale;
use planerka::domain::intake::NoteKind;
use planerka::domain::numbers::catalogue::preset;
use planerka::domain::numbers::definitions::{Whose, mark as metric};
use planerka::domain::plan::hint::{HintKind, mark};
use planerka::domain::plan::{Field, Seed, TaskState, plain_title};
use planerka::render::buttons::{
    Action, ApprovalAction, AwayAction, DecisionAction, Edit, GoalAction, GroupAction, HintAction, HypothesisAction,
    LanguageAction, LookAction, MetricAction, PlanAction, ReopenAction, ReportAction, SettingsAction, WeekAction,
};
use planerka::storage::plan as plans;

use super::{EVERYBODY, agreed_of, plan_of};
use crate::office::Office;

async fn task_of(office: &Office, key: &str) -> i64 {
    sqlx::query_scalar(
        "SELECT task.id FROM task JOIN plan ON plan.id = plan_id JOIN person ON person.id = person_id
         WHERE key = ? AND week = '2026-W49' AND number = 1",
    )
    .bind(key)
    .fetch_one(office.tx().await.conn())
    .await
    .unwrap()
}

fn day(text: &str) -> chrono::NaiveDate {
    text.parse().unwrap()
}

/// An action; the permission it rests on, as [`Permissions::holds`](super::permissions::Permissions::holds) reads it, and whose
/// tap changes what the company knows.
pub type Row = (Action, (&'static str, &'static [&'static str]));

/// There is nothing to do, or it changes nothing: whoever taps.
const NOBODY: (&str, &[&str]) = ("", &[]);

/// Every action, and who may do it.
pub async fn table(office: &Office) -> Vec<Row> {
    let (anna, olga, pyotr) =
        (plan_of(office, "anna").await, plan_of(office, "olga").await, plan_of(office, "pyotr").await);
    let task = task_of(office, "anna").await;
    let (missed, leads) = (task + 1, mark("leads"));
    let written = plans::get(&mut office.tx().await, anna).await.unwrap().unwrap();
    let last = written.undo.as_ref().expect("Anna has just written").mark();
    let week: Week = "2026-W49".parse().unwrap();
    let agreed = agreed_of(office, "anna").await;
    let reported: planerka::domain::calendar::week::Week = "2026-W48".parse().unwrap();
    let seed = |title| Seed::Task(plain_title(title)).tag();
    let (landing, campaign) = (seed("Лендинг «Ритейл»"), seed("Кампания в Директе"));
    let blog = mark("заниматься блогом");
    let (december, january) = ("2026-12".parse().unwrap(), "2027-01".parse().unwrap());
    vec![
        (Action::Plan(PlanAction::Submit { plan: olga }), ("own(olga)", &["olga"])),
        (Action::Plan(PlanAction::TakeTargets { plan: anna }), ("own(anna)", &["anna"])),
        (Action::Plan(PlanAction::SubmitOver { plan: olga, reason: 0 }), ("own(olga)", &["olga"])),
        (Action::Plan(PlanAction::ExplainOver { plan: olga }), ("own(olga)", &["olga"])),
        (Action::Plan(PlanAction::TakeOff { plan: olga, task: 1, minutes: 240 }), ("own(olga)", &["olga"])),
        (Action::Language(LanguageAction::Set { locale: Locale::En }), ("everybody", &EVERYBODY)),
        (Action::Away(AwayAction::Set { from: day("2026-12-07"), to: day("2026-12-08") }), ("everybody", &EVERYBODY)),
        (Action::Away(AwayAction::Cancel { absence: 1 }), ("own(anna)", &["anna"])),
        (Action::Plan(PlanAction::Change { plan: pyotr }), ("own(pyotr)", &["pyotr"])),
        (
            Action::Plan(PlanAction::Edit { plan: anna, edit: Edit::Hours { task: 1, minutes: 60 } }),
            ("own(anna)", &["anna"]),
        ),
        (
            Action::Plan(PlanAction::Edit { plan: anna, edit: Edit::Shift { task: 1, up: false } }),
            ("own(anna)", &["anna"]),
        ),
        (Action::Plan(PlanAction::Edit { plan: anna, edit: Edit::Delete { task: 1 } }), ("own(anna)", &["anna"])),
        (
            Action::Plan(PlanAction::Edit { plan: anna, edit: Edit::Undo { mark: last, task: 0 } }),
            ("own(anna)", &["anna"]),
        ),
        // Nothing is above the first; such a task or change there is not; the plan waits; looking and asking change nothing.
        (Action::Plan(PlanAction::Edit { plan: anna, edit: Edit::Shift { task: 1, up: true } }), NOBODY),
        (Action::Plan(PlanAction::Edit { plan: anna, edit: Edit::Hours { task: 99, minutes: 60 } }), NOBODY),
        (Action::Plan(PlanAction::Edit { plan: anna, edit: Edit::Delete { task: 0 } }), NOBODY),
        (Action::Plan(PlanAction::Edit { plan: anna, edit: Edit::Undo { mark: last ^ 1, task: 0 } }), NOBODY),
        (Action::Plan(PlanAction::Edit { plan: pyotr, edit: Edit::Hours { task: 1, minutes: 60 } }), NOBODY),
        (Action::Plan(PlanAction::Edit { plan: pyotr, edit: Edit::Delete { task: 1 } }), NOBODY),
        (Action::Plan(PlanAction::Edit { plan: pyotr, edit: Edit::Undo { mark: last, task: 1 } }), NOBODY),
        (Action::Plan(PlanAction::Edit { plan: anna, edit: Edit::Page { page: 255 } }), NOBODY),
        (Action::Plan(PlanAction::Edit { plan: anna, edit: Edit::Tasks { page: 255 } }), NOBODY),
        (Action::Plan(PlanAction::Edit { plan: anna, edit: Edit::Task { task: 1 } }), NOBODY),
        (Action::Plan(PlanAction::Edit { plan: anna, edit: Edit::Ask { task: 1, field: Field::Title } }), NOBODY),
        (Action::Plan(PlanAction::Edit { plan: anna, edit: Edit::Ask { task: 1, field: Field::Deliverable } }), NOBODY),
        (Action::Plan(PlanAction::Change { plan: agreed }), ("own(anna)", &["anna"])),
        // Nothing was changed: what is in force is in force anyway, and a plan is approved with changes only where there are.
        (Action::Plan(PlanAction::KeepAgreed { plan: agreed }), NOBODY),
        (Action::Plan(PlanAction::KeepAgreed { plan: pyotr }), NOBODY),
        (Action::Approval(ApprovalAction::ApproveEdited { plan: pyotr, version: 1 }), NOBODY),
        // Opening the working copy, being asked for words, and looking back change nothing.
        (Action::Approval(ApprovalAction::Edit { plan: pyotr, version: 1 }), NOBODY),
        (Action::Approval(ApprovalAction::EditLine { plan: pyotr, version: 1, spot: Spot::Task(1) }), NOBODY),
        (Action::Plan(PlanAction::Ask { plan: pyotr }), NOBODY),
        (Action::Plan(PlanAction::AnswerMessage { message: 1 }), NOBODY),
        (Action::Plan(PlanAction::History { plan: pyotr }), NOBODY),
        (Action::Hint(HintAction::Hide { plan: anna, kind: HintKind::Vague, mark: blog }), ("own(anna)", &["anna"])),
        (Action::Hint(HintAction::HideKind { plan: anna, kind: HintKind::Vague }), ("own(anna)", &["anna"])),
        // A hint that does not stand there can't be hidden.
        (Action::Hint(HintAction::Hide { plan: anna, kind: HintKind::Vague, mark: blog + 1 }), NOBODY),
        (Action::Hint(HintAction::HideKind { plan: anna, kind: HintKind::Big }), NOBODY),
        (Action::Hint(HintAction::HideKind { plan: pyotr, kind: HintKind::Vague }), NOBODY),
        (Action::Hint(HintAction::UnhideAll { plan: anna }), NOBODY),
        (Action::Hint(HintAction::Show { plan: anna }), NOBODY),
        (Action::Hint(HintAction::Leave { plan: anna }), NOBODY),
        (
            Action::Approval(ApprovalAction::Approve { plan: pyotr, version: 1 }),
            ("may_approve(pyotr)", &["olga", "dmitry"]),
        ),
        (
            Action::Approval(ApprovalAction::ReturnBecause { plan: pyotr, version: 1, reason: 0 }),
            ("may_approve(pyotr)", &["olga", "dmitry"]),
        ),
        (Action::Approval(ApprovalAction::ApproveClean { offer: 70 }), ("own(olga)", &["olga"])),
        (
            Action::Approval(ApprovalAction::ReturnMarked { plan: pyotr, version: 1 }),
            ("may_approve(pyotr)", &["olga", "dmitry"]),
        ),
        // A list that is out of date, whose plans are not theirs to decide, or that was never shown.
        (Action::Approval(ApprovalAction::ApproveClean { offer: 71 }), NOBODY),
        (Action::Approval(ApprovalAction::ApproveClean { offer: 72 }), NOBODY),
        (Action::Approval(ApprovalAction::ApproveClean { offer: 999 }), NOBODY),
        (Action::Approval(ApprovalAction::ReturnMarked { plan: pyotr, version: 2 }), NOBODY),
        (Action::Approval(ApprovalAction::ReturnMarked { plan: anna, version: 1 }), NOBODY),
        // Pointing at a line, there or not, is no decision yet.
        (Action::Approval(ApprovalAction::Inbox), NOBODY),
        (Action::Approval(ApprovalAction::PointOut { plan: pyotr, version: 1 }), NOBODY),
        (Action::Approval(ApprovalAction::Point { plan: pyotr, version: 1, spot: Spot::Task(1) }), NOBODY),
        (Action::Approval(ApprovalAction::Point { plan: pyotr, version: 1, spot: Spot::Target(9) }), NOBODY),
        (
            Action::Approval(ApprovalAction::MarkLine { plan: pyotr, version: 1, spot: Spot::Task(1), reason: 0 }),
            NOBODY,
        ),
        (
            Action::Approval(ApprovalAction::MarkLine { plan: pyotr, version: 1, spot: Spot::Task(9), reason: 0 }),
            NOBODY,
        ),
        (
            Action::Approval(ApprovalAction::MarkLine { plan: pyotr, version: 1, spot: Spot::Target(1), reason: 9 }),
            NOBODY,
        ),
        (Action::Report(ReportAction::Mark { task, state: TaskState::Done, report: false }), ("own(anna)", &["anna"])),
        (
            Action::Report(ReportAction::Mark { task, state: TaskState::NotDone, report: true }),
            ("own(anna)", &["anna"]),
        ),
        (Action::Plan(PlanAction::KeepOffer { plan: anna, seed: landing, keep: false }), ("own(anna)", &["anna"])),
        (Action::Plan(PlanAction::PauseRegular { regular: 1, paused: true }), ("own(anna)", &["anna"])),
        (Action::Plan(PlanAction::RemoveRegular { regular: 1 }), ("own(anna)", &["anna"])),
        // What was not dropped cannot be brought back, nor is there anything to choose in a plan that waits.
        (Action::Plan(PlanAction::KeepOffer { plan: anna, seed: landing, keep: true }), NOBODY),
        (Action::Plan(PlanAction::KeepOffer { plan: pyotr, seed: campaign, keep: false }), NOBODY),
        (Action::Plan(PlanAction::Offers { plan: anna, open: true }), NOBODY),
        (Action::Plan(PlanAction::Offers { plan: anna, open: false }), NOBODY),
        (Action::Plan(PlanAction::RemoveRegular { regular: 99 }), NOBODY),
        (
            Action::Decision(DecisionAction::Close { decision: 1, done: true }),
            ("may_close_decision(anna, olga)", &EVERYBODY),
        ),
        (
            Action::Decision(DecisionAction::Close { decision: 1, done: false }),
            ("may_drop_decision(anna, olga)", &["olga", "anna", "dmitry"]),
        ),
        (Action::Decision(DecisionAction::Close { decision: 9, done: true }), NOBODY),
        (
            Action::Hypothesis(HypothesisAction::Extend { hypothesis: 1 }),
            ("may_change_hypothesis(1)", &["anna", "olga", "dmitry"]),
        ),
        (
            Action::Hypothesis(HypothesisAction::Drop { hypothesis: 1 }),
            ("may_change_hypothesis(1)", &["anna", "olga", "dmitry"]),
        ),
        // It runs; there is no other; looking and being asked for the numbers change nothing.
        (Action::Hypothesis(HypothesisAction::Reopen { hypothesis: 1 }), NOBODY),
        (Action::Hypothesis(HypothesisAction::Extend { hypothesis: 9 }), NOBODY),
        (Action::Hypothesis(HypothesisAction::Decide { hypothesis: 1, worked: true }), NOBODY),
        (Action::Hypothesis(HypothesisAction::Open { hypothesis: 1 }), NOBODY),
        (Action::Hypothesis(HypothesisAction::Closed), NOBODY),
        (Action::Settings(SettingsAction::Team { team: 1 }), NOBODY),
        (
            Action::Goal(GoalAction::SetOpen { goal: 1, open: false, sure: true }),
            ("may_change_goal(Вебинары)", &["olga", "dmitry"]),
        ),
        (
            Action::Goal(GoalAction::Reach { goal: 1, month: december, done: true }),
            ("may_reach_goal(Вебинары)", &["anna", "olga", "dmitry"]),
        ),
        (Action::Goal(GoalAction::Link { plan: anna, task: 1, goal: Some(1), alone: false }), ("own(anna)", &["anna"])),
        // Nobody is sure yet; it is open already; there is no such month, task or goal; the plan waits.
        (Action::Goal(GoalAction::SetOpen { goal: 1, open: false, sure: false }), NOBODY),
        (Action::Goal(GoalAction::SetOpen { goal: 1, open: true, sure: true }), NOBODY),
        (Action::Goal(GoalAction::Reach { goal: 1, month: january, done: true }), NOBODY),
        (Action::Goal(GoalAction::Link { plan: anna, task: 9, goal: Some(1), alone: false }), NOBODY),
        (Action::Goal(GoalAction::Link { plan: anna, task: 0, goal: Some(1), alone: true }), NOBODY),
        (Action::Goal(GoalAction::Link { plan: anna, task: 1, goal: Some(9), alone: true }), NOBODY),
        (Action::Goal(GoalAction::Link { plan: pyotr, task: 1, goal: Some(1), alone: false }), NOBODY),
        (Action::Goal(GoalAction::Open { goal: 1 }), NOBODY),
        (Action::Goal(GoalAction::Closed), NOBODY),
        (Action::Goal(GoalAction::OfPlan { plan: anna }), NOBODY),
        (Action::Goal(GoalAction::OfTask { plan: anna, task: 1, alone: true }), NOBODY),
        (Action::Goal(GoalAction::BackToPlan { plan: anna }), NOBODY),
        // Nothing is asked about a decision that is whole.
        (Action::Decision(DecisionAction::Own { decision: 1, person: 1 }), NOBODY),
        (Action::Decision(DecisionAction::File { decision: 1, sync: 1 }), NOBODY),
        // Looking and asking change nothing, whoever taps.
        (Action::Approval(ApprovalAction::Open { plan: pyotr }), NOBODY),
        (Action::Approval(ApprovalAction::Return { plan: pyotr, version: 1 }), NOBODY),
        // What waits may not be decided in a version that isn't there, nor what was never handed in.
        (Action::Approval(ApprovalAction::Approve { plan: pyotr, version: 2 }), NOBODY),
        (Action::Approval(ApprovalAction::Approve { plan: anna, version: 0 }), NOBODY),
        (Action::Approval(ApprovalAction::Approve { plan: anna, version: 1 }), NOBODY),
        (Action::Approval(ApprovalAction::ReturnBecause { plan: pyotr, version: 1, reason: 9 }), NOBODY),
        (Action::Report(ReportAction::Mark { task, state: TaskState::Cancelled, report: false }), NOBODY),
        (Action::Plan(PlanAction::SubmitOver { plan: olga, reason: 9 }), NOBODY),
        (Action::Plan(PlanAction::TakeOff { plan: olga, task: 1, minutes: 60 }), NOBODY),
        (Action::Plan(PlanAction::TakeOff { plan: olga, task: 9, minutes: 240 }), NOBODY),
        // What has passed, ends before it begins or never ends is no absence.
        (Action::Away(AwayAction::Set { from: day("2026-11-30"), to: day("2026-12-01") }), NOBODY),
        (Action::Away(AwayAction::Set { from: day("2026-12-08"), to: day("2026-12-07") }), NOBODY),
        (Action::Away(AwayAction::Set { from: day("2026-12-07"), to: day("2036-12-07") }), NOBODY),
        (Action::Away(AwayAction::Cancel { absence: 2 }), NOBODY),
        (Action::Week(WeekAction::Mark { task, state: TaskState::Partly, report: false }), ("own(anna)", &["anna"])),
        (Action::Week(WeekAction::Mark { task, state: TaskState::Cancelled, report: false }), ("own(anna)", &["anna"])),
        // On Thursday the report is not asked for yet.
        (Action::Week(WeekAction::Mark { task, state: TaskState::Done, report: true }), NOBODY),
        (Action::Week(WeekAction::Took { task, minutes: 90, report: false }), ("own(anna)", &["anna"])),
        (Action::Week(WeekAction::Risk { task, on: true }), ("own(anna)", &["anna"])),
        (Action::Week(WeekAction::AllWell { week }), ("own(anna)", &["anna"])),
        (Action::Week(WeekAction::Calibrate { plan: anna }), ("own(anna)", &["anna"])),
        // A week has no more hours than that, and open is no answer. Looking and asking change nothing.
        (Action::Week(WeekAction::Took { task, minutes: 10_081, report: false }), NOBODY),
        (Action::Week(WeekAction::Mark { task, state: TaskState::Open, report: false }), NOBODY),
        (Action::Week(WeekAction::Open { task, report: false }), NOBODY),
        (Action::Week(WeekAction::Result { task, report: true }), NOBODY),
        (Action::Week(WeekAction::Turn { week, page: 0, report: false }), NOBODY),
        (Action::Week(WeekAction::Turn { week: week.next(), page: 9, report: true }), NOBODY),
        (Action::Week(WeekAction::RiskInWords { week }), NOBODY),
        (Action::Week(WeekAction::AllWell { week: week.next() }), NOBODY),
        (Action::Week(WeekAction::Calibrate { plan: pyotr }), NOBODY),
        (
            Action::Report(ReportAction::TaskBecause { task: missed, reason: 0, report: false }),
            ("own(anna)", &["anna"]),
        ),
        (Action::Report(ReportAction::DropFiles { task, report: false }), ("own(anna)", &["anna"])),
        // No such reason; nothing was missed; the report is not asked for, or is in; asking and looking change nothing.
        (Action::Report(ReportAction::TaskBecause { task: missed, reason: 4, report: false }), NOBODY),
        (Action::Report(ReportAction::TaskBecause { task, reason: 0, report: false }), NOBODY),
        (Action::Report(ReportAction::TaskBecause { task: missed, reason: 0, report: true }), NOBODY),
        (Action::Report(ReportAction::WhyTask { task: missed, report: false }), NOBODY),
        (Action::Report(ReportAction::Metric { week, metric: leads }), NOBODY),
        (Action::Report(ReportAction::MetricBecause { week, metric: leads, reason: 0 }), NOBODY),
        (Action::Report(ReportAction::MetricBecause { week: reported, metric: leads, reason: 0 }), NOBODY),
        (Action::Report(ReportAction::Back { week }), NOBODY),
        (Action::Report(ReportAction::Answer { week, metric: leads, value: 1, right: true }), NOBODY),
        (Action::Report(ReportAction::Answer { week: reported, metric: leads, value: 1, right: false }), NOBODY),
        (Action::Report(ReportAction::Note { week, kind: NoteKind::Lesson }), NOBODY),
        (Action::Report(ReportAction::See { person: 3, week: reported }), NOBODY),
        (Action::Report(ReportAction::Files { task }), NOBODY),
        (Action::Report(ReportAction::FilesFor { task }), NOBODY),
        (Action::Report(ReportAction::DropFiles { task, report: true }), NOBODY),
        (Action::Report(ReportAction::DropFiles { task: missed, report: false }), NOBODY),
        // Whoever heads a team names their own deputy, never themselves, and takes only their own back.
        (Action::Away(AwayAction::NameDeputy { person: 4 }), ("may_name_deputy(pyotr)", &["olga", "igor", "vera"])),
        (Action::Away(AwayAction::NameDeputy { person: 6 }), ("may_name_deputy(vera)", &["olga", "igor"])),
        (Action::Away(AwayAction::NameDeputy { person: 99 }), NOBODY),
        (Action::Away(AwayAction::CancelDeputy { deputy: 1 }), ("may_cancel_deputy(1)", &["olga"])),
        (Action::Away(AwayAction::CancelDeputy { deputy: 9 }), NOBODY),
        // What is settled is opened again by whoever approves; looking and asking change nothing.
        (
            Action::Reopen(ReopenAction::PlanBecause { plan: agreed, version: 1, reason: 0 }),
            ("may_reopen_plan(anna)", &["olga", "dmitry"]),
        ),
        (
            Action::Reopen(ReopenAction::ReportBecause { person: 3, week: reported, reason: 0 }),
            ("may_reopen_report(anna)", &["olga", "dmitry"]),
        ),
        (Action::Reopen(ReopenAction::Of { person: 3 }), NOBODY),
        (Action::Reopen(ReopenAction::Plan { plan: agreed, version: 1 }), NOBODY),
        (Action::Reopen(ReopenAction::Report { person: 3, week: reported }), NOBODY),
        // Not what is not agreed, in another version, for no reason, or of a week that was not sent or is closed.
        (Action::Reopen(ReopenAction::PlanBecause { plan: pyotr, version: 1, reason: 0 }), NOBODY),
        (Action::Reopen(ReopenAction::PlanBecause { plan: anna, version: 1, reason: 0 }), NOBODY),
        (Action::Reopen(ReopenAction::PlanBecause { plan: agreed, version: 2, reason: 0 }), NOBODY),
        (Action::Reopen(ReopenAction::PlanBecause { plan: agreed, version: 1, reason: 9 }), NOBODY),
        (Action::Reopen(ReopenAction::ReportBecause { person: 3, week: reported, reason: 9 }), NOBODY),
        (Action::Reopen(ReopenAction::ReportBecause { person: 3, week: reported.next(), reason: 0 }), NOBODY),
        (Action::Reopen(ReopenAction::ReportBecause { person: 3, week: reported.previous(), reason: 0 }), NOBODY),
        (Action::Reopen(ReopenAction::ReportBecause { person: 5, week: reported, reason: 0 }), NOBODY),
        // Looking back changes nothing, whoever looks; a chat is linked where the button stands.
        (Action::Look(LookAction::Digest { team: Some(1), week }), NOBODY),
        (Action::Look(LookAction::Digest { team: None, week }), NOBODY),
        (Action::Look(LookAction::Weeks { team: 1 }), NOBODY),
        (Action::Group(GroupAction::LinkCompany { chat: -77 }), NOBODY),
        // Metrics: whoever heads a team adds, gives to their own people and takes back what they made; admins everywhere.
        (
            MetricAction::Add { preset: preset("calls").unwrap() }.into(),
            ("may_add_metrics", &["olga", "igor", "vera", "dmitry"]),
        ),
        (
            MetricAction::Retire { metric: metric("kliki"), sure: true }.into(),
            ("may_change_metric(kliki)", &["olga", "dmitry"]),
        ),
        (
            MetricAction::Give { whose: Whose::Person(3), metric: metric("kliki"), on: true }.into(),
            ("may_change_list(anna)", &["olga", "dmitry"]),
        ),
        (
            MetricAction::Give { whose: Whose::Team(1), metric: metric("kliki"), on: true }.into(),
            ("may_change_list(marketing)", &["olga", "dmitry"]),
        ),
        (
            MetricAction::Give { whose: Whose::Person(5), metric: metric("kliki"), on: true }.into(),
            ("may_change_list(igor)", &["igor", "dmitry"]),
        ),
        // Not sure yet; of the file; computed; not there; on it already; looking and asking change nothing.
        (MetricAction::Retire { metric: metric("kliki"), sure: false }.into(), NOBODY),
        (MetricAction::Retire { metric: metric("leads"), sure: true }.into(), NOBODY),
        (MetricAction::Give { whose: Whose::Person(3), metric: metric("leads"), on: false }.into(), NOBODY),
        (MetricAction::Give { whose: Whose::Person(3), metric: metric("cac"), on: true }.into(), NOBODY),
        (MetricAction::Give { whose: Whose::Person(99), metric: metric("kliki"), on: true }.into(), NOBODY),
        (MetricAction::Give { whose: Whose::Person(3), metric: 1, on: true }.into(), NOBODY),
        (MetricAction::Give { whose: Whose::Person(3), metric: metric("kliki"), on: false }.into(), NOBODY),
        (MetricAction::List { whose: Whose::Person(3) }.into(), NOBODY),
        (MetricAction::Describe.into(), NOBODY),
        // Targets of one week: whoever may decide on the plan.
        (
            MetricAction::PlanTarget { person: 3, week, metric: metric("leads") }.into(),
            ("may_set_target(anna)", &["olga", "dmitry"]),
        ),
        (MetricAction::PlanTarget { person: 3, week, metric: metric("traffic") }.into(), NOBODY),
        (MetricAction::PlanTarget { person: 3, week: week.next(), metric: metric("leads") }.into(), NOBODY),
        (MetricAction::AskTarget { person: 3, week, metric: metric("leads") }.into(), NOBODY),
        (MetricAction::TargetsOf { person: 3, week }.into(), NOBODY),
        (Action::Group(GroupAction::LinkTeam { team: 1, chat: -77 }), NOBODY),
        (Action::Group(GroupAction::LinkSync { sync: 1, chat: -77 }), NOBODY),
    ]
}
