//! Callback data is forgeable: every action and every command against every role.

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
use tokio::sync::OnceCell;

use crate::office::Office;
use crate::scenes::planned_week;

/// What the company knows is in these.
const TABLES: [&str; 34] = [
    "company",
    "team",
    "person",
    "sync",
    "plan",
    "plan_target",
    "plan_mark",
    "plan_event",
    "plan_remark",
    "task",
    "actual",
    "report",
    "note",
    "regular",
    "hidden_hint",
    "absence",
    "decision",
    "hypothesis",
    "goal",
    "goal_milestone",
    "pulse",
    "deputy",
    "report_event",
    "metric",
    "person_metric",
    "past_definition",
    "past_team",
    "target_override",
    "given_actual",
    "actual_event",
    "evidence",
    "metric_reason",
    "doubted",
    "message_effect",
];

/// Everything the company knows, without what is only on its way or on a screen.
pub async fn facts(office: &Office) -> String {
    // Asked for hundreds of times: in one statement, which is the same each time.
    static ALL: OnceCell<String> = OnceCell::const_new();
    let mut tx = office.tx().await;
    let all = ALL.get_or_init(|| async {
        let mut parts = Vec::new();
        for table in TABLES {
            let columns: Vec<String> = sqlx::query_scalar("SELECT 'quote(' || name || ')' FROM pragma_table_info(?)")
                .bind(table)
                .fetch_all(tx.conn())
                .await
                .unwrap();
            let row = columns.join(" || ',' || ");
            parts.push(format!("SELECT '{table}' || char(10) || coalesce(group_concat({row}, char(10) ORDER BY {row}), '') FROM {table}"));
        }
        parts.join(" UNION ALL ")
    });
    let all = sqlx::AssertSqlSafe(all.await.clone());
    let facts: Vec<String> = sqlx::query_scalar(all).fetch_all(tx.conn()).await.unwrap();
    facts.join("\n")
}

/// Thursday of a planned week. Of next week's plans Pyotr's waits for a decision, Olga's is whole and not handed in, and
/// Anna's lacks a target. Anna has a regular task.
pub async fn thursday() -> Office {
    let office = planned_week("Thu 15:30").await;
    office.pyotr().says("План\nРасход на рекламу: 50 000\nКампания => 40 заявок ~ 8ч #вебинары").await;
    office.pyotr().taps("Отправить").await;
    office.olga().says("План\nНовые клиенты: 13\nБюджет => принят ~ 4ч").await;
    office.anna().says("План\nЛиды: 130\nСтатья => опубликована ~ 3ч\nЗаниматься блогом ~ 3ч").await;
    office.anna().says("/regular Отчёт => таблица ~ 2ч каждую неделю").await;
    office.anna().says("/away 14.12–18.12 отпуск").await;
    office.olga().says("/decision Анна: презентация").await;
    office.anna().says("/hypothesis Видео на лендинге => Лиды +10 %").await;
    office.olga().says("/deputy Вера 14.12–18.12").await;
    office.olga().says("/goals + Вебинары: 6 вебинаров, Анна #вебинары\n2026-12: программа").await;
    office.olga().says("/metrics Клики").await;
    office.olga().says("/target Анна Лиды 90 короткая неделя").await;
    // Lists to approve together: one of Olga's, one of hers that is out of date, and one that somehow is Igor's.
    office
        .writes(
            "INSERT INTO clean_offer (id, person_id, plans)
             SELECT o.id, person.id, json_array(json_array(plan.id, o.version)) FROM plan, person,
                 (SELECT 70 AS id, 'olga' AS who, 1 AS version UNION SELECT 71, 'olga', 2 UNION SELECT 72, 'igor', 1) o
             WHERE person.key = o.who AND plan.week = '2026-W50' AND plan.state = 'submitted'",
        )
        .await;
    office.anna().says("Лиды: 131").await;
    // Everybody has said something about a line of Pyotr's plan.
    office
        .writes(
            r#"INSERT INTO question (person_id, kind, body, asked_at)
               SELECT person.id, 'return_reason', json_object('plan', plan.id, 'version', 1, 'marks', json(
                   '[{"line":{"target":{"metric":"spend","value":"50000"}},"reason":"много"}]')), '2026-12-03T12:30:00Z'
               FROM plan, person WHERE plan.week = '2026-W50' AND plan.state = 'submitted'"#,
        )
        .await;
    // One of Anna's tasks is done in part, of the other there is a photo.
    office
        .writes("UPDATE task SET state = 'partly' WHERE number = 2 AND plan_id = (SELECT plan.id FROM plan JOIN person ON person.id = person_id WHERE key = 'anna' AND week = '2026-W49')")
        .await;
    office.anna().shows("1").await;
    // Anna was asked how her week goes, and what she estimated took longer last week.
    office.writes("INSERT INTO pulse (person_id, week, asked_at) SELECT id, '2026-W49', '2026-12-02T08:00:00Z' FROM person WHERE key = 'anna'").await;
    office.writes("INSERT INTO plan (person_id, week, state, version, draft) SELECT id, '2026-W48', 'approved', 1, '{\"targets\":[],\"tasks\":[]}' FROM person WHERE key = 'anna'").await;
    office
        .writes(
            "INSERT INTO task (plan_id, number, title, minutes, origin, state, actual_minutes)
             SELECT plan.id, value, 'Статья ' || value, 60, 'new', 'done', 90
             FROM plan JOIN person ON person.id = person_id JOIN json_each('[1,2,3,4,5,6,7,8]')
             WHERE person.key = 'anna' AND week = '2026-W48'",
        )
        .await;
    office.skip();
    office
}

pub async fn plan_of(office: &Office, key: &str) -> i64 {
    sqlx::query_scalar(
        "SELECT plan.id FROM plan JOIN person ON person.id = person_id WHERE key = ? AND week = '2026-W50'",
    )
    .bind(key)
    .fetch_one(office.tx().await.conn())
    .await
    .unwrap()
}

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

/// The person's approved plan of the running week.
pub async fn agreed_of(office: &Office, key: &str) -> i64 {
    sqlx::query_scalar(
        "SELECT plan.id FROM plan JOIN person ON person.id = person_id WHERE key = ? AND week = '2026-W49'",
    )
    .bind(key)
    .fetch_one(office.tx().await.conn())
    .await
    .unwrap()
}

fn day(text: &str) -> chrono::NaiveDate {
    text.parse().unwrap()
}

/// Every action that changes facts, and who may do it.
async fn table(office: &Office) -> Vec<(Action, &'static [&'static str])> {
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
        (Action::Plan(PlanAction::Submit { plan: olga }), &["olga"]),
        (Action::Plan(PlanAction::TakeTargets { plan: anna }), &["anna"]),
        (Action::Plan(PlanAction::SubmitOver { plan: olga, reason: 0 }), &["olga"]),
        (Action::Plan(PlanAction::ExplainOver { plan: olga }), &["olga"]),
        (Action::Plan(PlanAction::TakeOff { plan: olga, task: 1, minutes: 240 }), &["olga"]),
        (Action::Language(LanguageAction::Set { locale: Locale::En }), &EVERYBODY),
        (Action::Away(AwayAction::Set { from: day("2026-12-07"), to: day("2026-12-08") }), &EVERYBODY),
        (Action::Away(AwayAction::Cancel { absence: 1 }), &["anna"]),
        (Action::Plan(PlanAction::Change { plan: pyotr }), &["pyotr"]),
        (Action::Plan(PlanAction::Edit { plan: anna, edit: Edit::Hours { task: 1, minutes: 60 } }), &["anna"]),
        (Action::Plan(PlanAction::Edit { plan: anna, edit: Edit::Shift { task: 1, up: false } }), &["anna"]),
        (Action::Plan(PlanAction::Edit { plan: anna, edit: Edit::Delete { task: 1 } }), &["anna"]),
        (Action::Plan(PlanAction::Edit { plan: anna, edit: Edit::Undo { mark: last, task: 0 } }), &["anna"]),
        // Nothing is above the first; such a task or change there is not; the plan waits; looking and asking change nothing.
        (Action::Plan(PlanAction::Edit { plan: anna, edit: Edit::Shift { task: 1, up: true } }), &[]),
        (Action::Plan(PlanAction::Edit { plan: anna, edit: Edit::Hours { task: 99, minutes: 60 } }), &[]),
        (Action::Plan(PlanAction::Edit { plan: anna, edit: Edit::Delete { task: 0 } }), &[]),
        (Action::Plan(PlanAction::Edit { plan: anna, edit: Edit::Undo { mark: last ^ 1, task: 0 } }), &[]),
        (Action::Plan(PlanAction::Edit { plan: pyotr, edit: Edit::Hours { task: 1, minutes: 60 } }), &[]),
        (Action::Plan(PlanAction::Edit { plan: pyotr, edit: Edit::Delete { task: 1 } }), &[]),
        (Action::Plan(PlanAction::Edit { plan: pyotr, edit: Edit::Undo { mark: last, task: 1 } }), &[]),
        (Action::Plan(PlanAction::Edit { plan: anna, edit: Edit::Page { page: 255 } }), &[]),
        (Action::Plan(PlanAction::Edit { plan: anna, edit: Edit::Tasks { page: 255 } }), &[]),
        (Action::Plan(PlanAction::Edit { plan: anna, edit: Edit::Task { task: 1 } }), &[]),
        (Action::Plan(PlanAction::Edit { plan: anna, edit: Edit::Ask { task: 1, field: Field::Title } }), &[]),
        (Action::Plan(PlanAction::Edit { plan: anna, edit: Edit::Ask { task: 1, field: Field::Deliverable } }), &[]),
        (Action::Plan(PlanAction::Change { plan: agreed }), &["anna"]),
        // Nothing was changed: what is in force is in force anyway, and a plan is approved with changes only where there are.
        (Action::Plan(PlanAction::KeepAgreed { plan: agreed }), &[]),
        (Action::Plan(PlanAction::KeepAgreed { plan: pyotr }), &[]),
        (Action::Approval(ApprovalAction::ApproveEdited { plan: pyotr, version: 1 }), &[]),
        // Opening the working copy, being asked for words, and looking back change nothing.
        (Action::Approval(ApprovalAction::Edit { plan: pyotr, version: 1 }), &[]),
        (Action::Approval(ApprovalAction::EditLine { plan: pyotr, version: 1, spot: Spot::Task(1) }), &[]),
        (Action::Plan(PlanAction::Ask { plan: pyotr }), &[]),
        (Action::Plan(PlanAction::AnswerRemark { remark: 1 }), &[]),
        (Action::Plan(PlanAction::History { plan: pyotr }), &[]),
        (Action::Hint(HintAction::Hide { plan: anna, kind: HintKind::Vague, mark: blog }), &["anna"]),
        (Action::Hint(HintAction::HideKind { plan: anna, kind: HintKind::Vague }), &["anna"]),
        // A hint that does not stand there can't be hidden.
        (Action::Hint(HintAction::Hide { plan: anna, kind: HintKind::Vague, mark: blog + 1 }), &[]),
        (Action::Hint(HintAction::HideKind { plan: anna, kind: HintKind::Big }), &[]),
        (Action::Hint(HintAction::HideKind { plan: pyotr, kind: HintKind::Vague }), &[]),
        (Action::Hint(HintAction::UnhideAll { plan: anna }), &[]),
        (Action::Hint(HintAction::Show { plan: anna }), &[]),
        (Action::Hint(HintAction::Leave { plan: anna }), &[]),
        (Action::Approval(ApprovalAction::Approve { plan: pyotr, version: 1 }), &["olga", "dmitry"]),
        (Action::Approval(ApprovalAction::ReturnBecause { plan: pyotr, version: 1, reason: 0 }), &["olga", "dmitry"]),
        (Action::Approval(ApprovalAction::ApproveClean { offer: 70 }), &["olga"]),
        (Action::Approval(ApprovalAction::ReturnMarked { plan: pyotr, version: 1 }), &["olga", "dmitry"]),
        // A list that is out of date, whose plans are not theirs to decide, or that was never shown.
        (Action::Approval(ApprovalAction::ApproveClean { offer: 71 }), &[]),
        (Action::Approval(ApprovalAction::ApproveClean { offer: 72 }), &[]),
        (Action::Approval(ApprovalAction::ApproveClean { offer: 999 }), &[]),
        (Action::Approval(ApprovalAction::ReturnMarked { plan: pyotr, version: 2 }), &[]),
        (Action::Approval(ApprovalAction::ReturnMarked { plan: anna, version: 1 }), &[]),
        // Pointing at a line, there or not, is no decision yet.
        (Action::Approval(ApprovalAction::Inbox), &[]),
        (Action::Approval(ApprovalAction::PointOut { plan: pyotr, version: 1 }), &[]),
        (Action::Approval(ApprovalAction::Point { plan: pyotr, version: 1, spot: Spot::Task(1) }), &[]),
        (Action::Approval(ApprovalAction::Point { plan: pyotr, version: 1, spot: Spot::Target(9) }), &[]),
        (Action::Approval(ApprovalAction::MarkLine { plan: pyotr, version: 1, spot: Spot::Task(1), reason: 0 }), &[]),
        (Action::Approval(ApprovalAction::MarkLine { plan: pyotr, version: 1, spot: Spot::Task(9), reason: 0 }), &[]),
        (Action::Approval(ApprovalAction::MarkLine { plan: pyotr, version: 1, spot: Spot::Target(1), reason: 9 }), &[]),
        (Action::Report(ReportAction::Mark { task, state: TaskState::Done, report: false }), &["anna"]),
        (Action::Report(ReportAction::Mark { task, state: TaskState::NotDone, report: true }), &["anna"]),
        (Action::Plan(PlanAction::KeepOffer { plan: anna, seed: landing, keep: false }), &["anna"]),
        (Action::Plan(PlanAction::PauseRegular { regular: 1, paused: true }), &["anna"]),
        (Action::Plan(PlanAction::RemoveRegular { regular: 1 }), &["anna"]),
        // What was not dropped cannot be brought back, nor is there anything to choose in a plan that waits.
        (Action::Plan(PlanAction::KeepOffer { plan: anna, seed: landing, keep: true }), &[]),
        (Action::Plan(PlanAction::KeepOffer { plan: pyotr, seed: campaign, keep: false }), &[]),
        (Action::Plan(PlanAction::Offers { plan: anna, open: true }), &[]),
        (Action::Plan(PlanAction::Offers { plan: anna, open: false }), &[]),
        (Action::Plan(PlanAction::RemoveRegular { regular: 99 }), &[]),
        (Action::Decision(DecisionAction::Close { decision: 1, done: true }), &EVERYBODY),
        (Action::Decision(DecisionAction::Close { decision: 1, done: false }), &["olga", "anna", "dmitry"]),
        (Action::Decision(DecisionAction::Close { decision: 9, done: true }), &[]),
        (Action::Hypothesis(HypothesisAction::Extend { hypothesis: 1 }), &["anna", "olga", "dmitry"]),
        (Action::Hypothesis(HypothesisAction::Drop { hypothesis: 1 }), &["anna", "olga", "dmitry"]),
        // It runs; there is no other; looking and being asked for the numbers change nothing.
        (Action::Hypothesis(HypothesisAction::Reopen { hypothesis: 1 }), &[]),
        (Action::Hypothesis(HypothesisAction::Extend { hypothesis: 9 }), &[]),
        (Action::Hypothesis(HypothesisAction::Decide { hypothesis: 1, worked: true }), &[]),
        (Action::Hypothesis(HypothesisAction::Open { hypothesis: 1 }), &[]),
        (Action::Hypothesis(HypothesisAction::Closed), &[]),
        (Action::Settings(SettingsAction::Team { team: 1 }), &[]),
        (Action::Goal(GoalAction::SetOpen { goal: 1, open: false, sure: true }), &["olga", "dmitry"]),
        (Action::Goal(GoalAction::Reach { goal: 1, month: december, done: true }), &["anna", "olga", "dmitry"]),
        (Action::Goal(GoalAction::Link { plan: anna, task: 1, goal: Some(1), alone: false }), &["anna"]),
        // Nobody is sure yet; it is open already; there is no such month, task or goal; the plan waits.
        (Action::Goal(GoalAction::SetOpen { goal: 1, open: false, sure: false }), &[]),
        (Action::Goal(GoalAction::SetOpen { goal: 1, open: true, sure: true }), &[]),
        (Action::Goal(GoalAction::Reach { goal: 1, month: january, done: true }), &[]),
        (Action::Goal(GoalAction::Link { plan: anna, task: 9, goal: Some(1), alone: false }), &[]),
        (Action::Goal(GoalAction::Link { plan: anna, task: 0, goal: Some(1), alone: true }), &[]),
        (Action::Goal(GoalAction::Link { plan: anna, task: 1, goal: Some(9), alone: true }), &[]),
        (Action::Goal(GoalAction::Link { plan: pyotr, task: 1, goal: Some(1), alone: false }), &[]),
        (Action::Goal(GoalAction::Open { goal: 1 }), &[]),
        (Action::Goal(GoalAction::Closed), &[]),
        (Action::Goal(GoalAction::OfPlan { plan: anna }), &[]),
        (Action::Goal(GoalAction::OfTask { plan: anna, task: 1, alone: true }), &[]),
        (Action::Goal(GoalAction::BackToPlan { plan: anna }), &[]),
        // Nothing is asked about a decision that is whole.
        (Action::Decision(DecisionAction::Own { decision: 1, person: 1 }), &[]),
        (Action::Decision(DecisionAction::File { decision: 1, sync: 1 }), &[]),
        // Looking and asking change nothing, whoever taps.
        (Action::Approval(ApprovalAction::Open { plan: pyotr }), &[]),
        (Action::Approval(ApprovalAction::Return { plan: pyotr, version: 1 }), &[]),
        // What waits may not be decided in a version that isn't there, nor what was never handed in.
        (Action::Approval(ApprovalAction::Approve { plan: pyotr, version: 2 }), &[]),
        (Action::Approval(ApprovalAction::Approve { plan: anna, version: 0 }), &[]),
        (Action::Approval(ApprovalAction::Approve { plan: anna, version: 1 }), &[]),
        (Action::Approval(ApprovalAction::ReturnBecause { plan: pyotr, version: 1, reason: 9 }), &[]),
        (Action::Report(ReportAction::Mark { task, state: TaskState::Cancelled, report: false }), &[]),
        (Action::Plan(PlanAction::SubmitOver { plan: olga, reason: 9 }), &[]),
        (Action::Plan(PlanAction::TakeOff { plan: olga, task: 1, minutes: 60 }), &[]),
        (Action::Plan(PlanAction::TakeOff { plan: olga, task: 9, minutes: 240 }), &[]),
        // What has passed, ends before it begins or never ends is no absence.
        (Action::Away(AwayAction::Set { from: day("2026-11-30"), to: day("2026-12-01") }), &[]),
        (Action::Away(AwayAction::Set { from: day("2026-12-08"), to: day("2026-12-07") }), &[]),
        (Action::Away(AwayAction::Set { from: day("2026-12-07"), to: day("2036-12-07") }), &[]),
        (Action::Away(AwayAction::Cancel { absence: 2 }), &[]),
        (Action::Week(WeekAction::Settle { task, state: TaskState::Partly, report: false }), &["anna"]),
        (Action::Week(WeekAction::Settle { task, state: TaskState::Cancelled, report: false }), &["anna"]),
        // On Thursday the report is not asked for yet.
        (Action::Week(WeekAction::Settle { task, state: TaskState::Done, report: true }), &[]),
        (Action::Week(WeekAction::Took { task, minutes: 90, report: false }), &["anna"]),
        (Action::Week(WeekAction::Risk { task, on: true }), &["anna"]),
        (Action::Week(WeekAction::AllWell { week }), &["anna"]),
        (Action::Week(WeekAction::Calibrate { plan: anna }), &["anna"]),
        // A week has no more hours than that, and open is no answer. Looking and asking change nothing.
        (Action::Week(WeekAction::Took { task, minutes: 10_081, report: false }), &[]),
        (Action::Week(WeekAction::Settle { task, state: TaskState::Open, report: false }), &[]),
        (Action::Week(WeekAction::Open { task, report: false }), &[]),
        (Action::Week(WeekAction::Result { task, report: true }), &[]),
        (Action::Week(WeekAction::Turn { week, page: 0, report: false }), &[]),
        (Action::Week(WeekAction::Turn { week: week.next(), page: 9, report: true }), &[]),
        (Action::Week(WeekAction::RiskInWords { week }), &[]),
        (Action::Week(WeekAction::AllWell { week: week.next() }), &[]),
        (Action::Week(WeekAction::Calibrate { plan: pyotr }), &[]),
        (Action::Report(ReportAction::TaskBecause { task: missed, reason: 0, report: false }), &["anna"]),
        (Action::Report(ReportAction::DropFiles { task, report: false }), &["anna"]),
        // No such reason; nothing was missed; the report is not asked for, or is in; asking and looking change nothing.
        (Action::Report(ReportAction::TaskBecause { task: missed, reason: 4, report: false }), &[]),
        (Action::Report(ReportAction::TaskBecause { task, reason: 0, report: false }), &[]),
        (Action::Report(ReportAction::TaskBecause { task: missed, reason: 0, report: true }), &[]),
        (Action::Report(ReportAction::WhyTask { task: missed, report: false }), &[]),
        (Action::Report(ReportAction::Metric { week, metric: leads }), &[]),
        (Action::Report(ReportAction::MetricBecause { week, metric: leads, reason: 0 }), &[]),
        (Action::Report(ReportAction::MetricBecause { week: reported, metric: leads, reason: 0 }), &[]),
        (Action::Report(ReportAction::Back { week }), &[]),
        (Action::Report(ReportAction::Answer { week, metric: leads, value: 1, right: true }), &[]),
        (Action::Report(ReportAction::Answer { week: reported, metric: leads, value: 1, right: false }), &[]),
        (Action::Report(ReportAction::Note { week, kind: NoteKind::Lesson }), &[]),
        (Action::Report(ReportAction::See { person: 3, week: reported }), &[]),
        (Action::Report(ReportAction::Files { task }), &[]),
        (Action::Report(ReportAction::FilesFor { task }), &[]),
        (Action::Report(ReportAction::DropFiles { task, report: true }), &[]),
        (Action::Report(ReportAction::DropFiles { task: missed, report: false }), &[]),
        // Whoever heads a team names their own deputy, never themselves, and takes only their own back.
        (Action::Away(AwayAction::NameDeputy { person: 4 }), &["olga", "igor", "vera"]),
        (Action::Away(AwayAction::NameDeputy { person: 6 }), &["olga", "igor"]),
        (Action::Away(AwayAction::NameDeputy { person: 99 }), &[]),
        (Action::Away(AwayAction::CancelDeputy { deputy: 1 }), &["olga"]),
        (Action::Away(AwayAction::CancelDeputy { deputy: 9 }), &[]),
        // What is settled is opened again by whoever approves; looking and asking change nothing.
        (Action::Reopen(ReopenAction::PlanBecause { plan: agreed, version: 1, reason: 0 }), &["olga", "dmitry"]),
        (Action::Reopen(ReopenAction::ReportBecause { person: 3, week: reported, reason: 0 }), &["olga", "dmitry"]),
        (Action::Reopen(ReopenAction::Of { person: 3 }), &[]),
        (Action::Reopen(ReopenAction::Plan { plan: agreed, version: 1 }), &[]),
        (Action::Reopen(ReopenAction::Report { person: 3, week: reported }), &[]),
        // Not what is not agreed, in another version, for no reason, or of a week that was not sent or is closed.
        (Action::Reopen(ReopenAction::PlanBecause { plan: pyotr, version: 1, reason: 0 }), &[]),
        (Action::Reopen(ReopenAction::PlanBecause { plan: anna, version: 1, reason: 0 }), &[]),
        (Action::Reopen(ReopenAction::PlanBecause { plan: agreed, version: 2, reason: 0 }), &[]),
        (Action::Reopen(ReopenAction::PlanBecause { plan: agreed, version: 1, reason: 9 }), &[]),
        (Action::Reopen(ReopenAction::ReportBecause { person: 3, week: reported, reason: 9 }), &[]),
        (Action::Reopen(ReopenAction::ReportBecause { person: 3, week: reported.next(), reason: 0 }), &[]),
        (Action::Reopen(ReopenAction::ReportBecause { person: 3, week: reported.previous(), reason: 0 }), &[]),
        (Action::Reopen(ReopenAction::ReportBecause { person: 5, week: reported, reason: 0 }), &[]),
        // Looking back changes nothing, whoever looks; a chat is linked where the button stands.
        (Action::Look(LookAction::Digest { team: Some(1), week }), &[]),
        (Action::Look(LookAction::Digest { team: None, week }), &[]),
        (Action::Look(LookAction::Weeks { team: 1 }), &[]),
        (Action::Group(GroupAction::LinkCompany { chat: -77 }), &[]),
        // Metrics: whoever heads a team adds, gives to their own people and takes back what they made; admins everywhere.
        (MetricAction::Add { preset: preset("calls").unwrap() }.into(), &["olga", "igor", "vera", "dmitry"]),
        (MetricAction::Retire { metric: metric("kliki"), sure: true }.into(), &["olga", "dmitry"]),
        (MetricAction::Give { whose: Whose::Person(3), metric: metric("kliki"), on: true }.into(), &["olga", "dmitry"]),
        (MetricAction::Give { whose: Whose::Team(1), metric: metric("kliki"), on: true }.into(), &["olga", "dmitry"]),
        (MetricAction::Give { whose: Whose::Person(5), metric: metric("kliki"), on: true }.into(), &["igor", "dmitry"]),
        // Not sure yet; of the file; computed; not there; on it already; looking and asking change nothing.
        (MetricAction::Retire { metric: metric("kliki"), sure: false }.into(), &[]),
        (MetricAction::Retire { metric: metric("leads"), sure: true }.into(), &[]),
        (MetricAction::Give { whose: Whose::Person(3), metric: metric("leads"), on: false }.into(), &[]),
        (MetricAction::Give { whose: Whose::Person(3), metric: metric("cac"), on: true }.into(), &[]),
        (MetricAction::Give { whose: Whose::Person(99), metric: metric("kliki"), on: true }.into(), &[]),
        (MetricAction::Give { whose: Whose::Person(3), metric: 1, on: true }.into(), &[]),
        (MetricAction::Give { whose: Whose::Person(3), metric: metric("kliki"), on: false }.into(), &[]),
        (MetricAction::List { whose: Whose::Person(3) }.into(), &[]),
        (MetricAction::Describe.into(), &[]),
        // Targets of one week: whoever may decide on the plan.
        (MetricAction::PlanTarget { person: 3, week, metric: metric("leads") }.into(), &["olga", "dmitry"]),
        (MetricAction::PlanTarget { person: 3, week, metric: metric("traffic") }.into(), &[]),
        (MetricAction::PlanTarget { person: 3, week: week.next(), metric: metric("leads") }.into(), &[]),
        (MetricAction::AskTarget { person: 3, week, metric: metric("leads") }.into(), &[]),
        (MetricAction::TargetsOf { person: 3, week }.into(), &[]),
        (Action::Group(GroupAction::LinkTeam { team: 1, chat: -77 }), &[]),
        (Action::Group(GroupAction::LinkSync { sync: 1, chat: -77 }), &[]),
    ]
}

pub const EVERYBODY: [&str; 6] = ["anna", "pyotr", "olga", "igor", "vera", "dmitry"];

/// Commands that not everybody may give.
const COMMANDS: [(&str, &[&str]); 8] = [
    ("/inbox", &["olga", "igor", "vera", "dmitry"]),
    ("/metrics", &["olga", "igor", "vera", "dmitry"]),
    ("/target", &["olga", "igor", "vera", "dmitry"]),
    ("/link", &["olga", "igor", "vera", "dmitry"]),
    ("/import", &["olga", "igor", "vera", "dmitry"]),
    ("/people", &["dmitry"]),
    ("/invite", &["dmitry"]),
    ("/status", &["dmitry"]),
];

/// Prints who may do what: `cargo test --test it authorisation -- --nocapture`. Igor and Vera head other teams.
#[tokio::test]
async fn the_table_is_printed() {
    let row = |what: &str, may: &dyn Fn(&str) -> bool| {
        let cells: Vec<String> =
            EVERYBODY.iter().map(|who| format!("{:^7}", if may(who) { "yes" } else { "·" })).collect();
        println!("{what:<96} {}", cells.join(" "));
    };
    println!("{:<96} {}", "", EVERYBODY.map(|who| format!("{who:^7}")).join(" "));
    for (command, allowed) in COMMANDS {
        row(command, &|who| allowed.contains(&who));
    }
    let office = thursday().await;
    for (action, allowed) in table(&office).await {
        row(&format!("{action:?}"), &|who| allowed.contains(&who));
    }
    office.close().await;
}

#[tokio::test]
async fn commands_are_for_those_they_are_for() {
    let office = thursday().await;
    let before = facts(&office).await;
    for (command, allowed) in COMMANDS {
        for who in EVERYBODY {
            office.person(who).says(command).await;
            let refused = office.transcript().contains("Это может");
            assert_eq!(refused, !allowed.contains(&who), "{who} {command}");
            assert_eq!(facts(&office).await, before, "{who} {command}");
        }
    }
    office.close().await;
}

#[tokio::test]
async fn nobody_changes_what_is_not_theirs() {
    let office = thursday().await;
    let before = facts(&office).await;
    for (action, allowed) in table(&office).await {
        let stranger = office.stranger("ru");
        stranger.forges_action(action).await;
        for who in EVERYBODY.iter().filter(|who| !allowed.contains(who)) {
            office.person(who).forges_action(action).await;
            assert_eq!(facts(&office).await, before, "{who} {action:?}");
        }
        assert_eq!(facts(&office).await, before, "a stranger {action:?}");
    }
    office.skip();
    office.close().await;
}

#[tokio::test]
async fn whoever_may_can() {
    let mut office = thursday().await;
    let (kept, before) = (office.keeps().await, facts(&office).await);
    for (action, allowed) in table(&office).await {
        for who in allowed {
            office.goes_back_to(&kept).await;
            office.person(who).forges_action(action).await;
            assert_ne!(facts(&office).await, before, "{who} {action:?}");
            office.skip();
            office.is_in_order().await;
        }
    }
}
