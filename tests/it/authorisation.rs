//! Callback data is forgeable: every action against every role, and data that means nothing.

use planerka::domain::catalogue::preset;
use planerka::domain::company::Locale;
use planerka::domain::definitions::{Whose, mark as metric};
use planerka::domain::hint::{HintKind, mark};
use planerka::domain::intake::NoteKind;
use planerka::domain::mark::Spot;
use planerka::domain::plan::{Field, Seed, TaskState, plain_title};
use planerka::domain::week::Week;
use planerka::render::buttons::{Action, Edit, LookAction, MetricAction, ReportAction, WeekAction};
use planerka::storage::plan as plans;

use crate::office::Office;
use crate::scenes::planned_week;

/// Everything the company knows, without what is only on its way or on a screen.
async fn facts(office: &Office) -> String {
    let mut tx = office.tx().await;
    let mut facts = String::new();
    for table in [
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
        "goal",
        "goal_milestone",
        "pulse",
        "deputy",
        "report_event",
        "metric",
        "person_metric",
        "past_definition",
        "target_override",
        "given_actual",
        "actual_event",
        "evidence",
        "metric_reason",
        "doubted",
        "report_message",
    ] {
        let columns: Vec<String> = sqlx::query_scalar("SELECT 'quote(' || name || ')' FROM pragma_table_info(?)")
            .bind(table)
            .fetch_all(&mut *tx)
            .await
            .unwrap();
        let sql = format!("SELECT {} FROM {table} ORDER BY 1", columns.join(" || ',' || "));
        let rows: Vec<String> = sqlx::query_scalar(sqlx::AssertSqlSafe(sql)).fetch_all(&mut *tx).await.unwrap();
        facts.push_str(&format!("{table}\n{}\n", rows.join("\n")));
    }
    facts
}

/// Thursday of a planned week. Of next week's plans Pyotr's waits for a decision, Olga's is whole and not handed in, and
/// Anna's lacks a target. Anna has a regular task.
async fn thursday() -> Office {
    let office = planned_week("Thu 15:30").await;
    office.pyotr().says("План\nРасход на рекламу: 50 000\nКампания => 40 заявок ~ 8ч #вебинары").await;
    office.pyotr().taps("Отправить").await;
    office.olga().says("План\nНовые клиенты: 13\nБюджет => принят ~ 4ч").await;
    office.anna().says("План\nЛиды: 130\nСтатья => опубликована ~ 3ч\nЗаниматься блогом ~ 3ч").await;
    office.anna().says("/regular Отчёт => таблица ~ 2ч каждую неделю").await;
    office.anna().says("/away 14.12–18.12 отпуск").await;
    office.olga().says("/decision Анна: презентация").await;
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
            r#"INSERT OR REPLACE INTO attention (person_id, question)
               SELECT person.id, json_object('return_reason', json_object('plan', plan.id, 'version', 1, 'marks', json(
                   '[{"line":{"target":{"metric":"spend","value":"50000"}},"reason":"много"}]')))
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

async fn plan_of(office: &Office, key: &str) -> i64 {
    sqlx::query_scalar(
        "SELECT plan.id FROM plan JOIN person ON person.id = person_id WHERE key = ? AND week = '2026-W50'",
    )
    .bind(key)
    .fetch_one(&mut *office.tx().await)
    .await
    .unwrap()
}

async fn task_of(office: &Office, key: &str) -> i64 {
    sqlx::query_scalar(
        "SELECT task.id FROM task JOIN plan ON plan.id = plan_id JOIN person ON person.id = person_id
         WHERE key = ? AND week = '2026-W49' AND number = 1",
    )
    .bind(key)
    .fetch_one(&mut *office.tx().await)
    .await
    .unwrap()
}

/// The person's approved plan of the running week.
async fn agreed_of(office: &Office, key: &str) -> i64 {
    sqlx::query_scalar(
        "SELECT plan.id FROM plan JOIN person ON person.id = person_id WHERE key = ? AND week = '2026-W49'",
    )
    .bind(key)
    .fetch_one(&mut *office.tx().await)
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
    let last = written.undo.expect("Anna has just written").mark();
    let week: Week = "2026-W49".parse().unwrap();
    let agreed = agreed_of(office, "anna").await;
    let reported: planerka::domain::week::Week = "2026-W48".parse().unwrap();
    let seed = |title| Seed::Task(plain_title(title)).tag();
    let (landing, campaign) = (seed("Лендинг «Ритейл»"), seed("Кампания в Директе"));
    let blog = mark("заниматься блогом");
    let (december, january) = ("2026-12".parse().unwrap(), "2027-01".parse().unwrap());
    vec![
        (Action::SubmitPlan { plan: olga }, &["olga"]),
        (Action::TakeTargets { plan: anna }, &["anna"]),
        (Action::SubmitOver { plan: olga, reason: 0 }, &["olga"]),
        (Action::ExplainOver { plan: olga }, &["olga"]),
        (Action::TakeOff { plan: olga, task: 1, minutes: 240 }, &["olga"]),
        (Action::SetLanguage { locale: Locale::En }, &EVERYBODY),
        (Action::SetAway { from: day("2026-12-07"), to: day("2026-12-08") }, &EVERYBODY),
        (Action::CancelAway { absence: 1 }, &["anna"]),
        (Action::ChangePlan { plan: pyotr }, &["pyotr"]),
        (Action::Edit { plan: anna, edit: Edit::Hours { task: 1, minutes: 60 } }, &["anna"]),
        (Action::Edit { plan: anna, edit: Edit::Shift { task: 1, up: false } }, &["anna"]),
        (Action::Edit { plan: anna, edit: Edit::Delete { task: 1 } }, &["anna"]),
        (Action::Edit { plan: anna, edit: Edit::Undo { mark: last, task: 0 } }, &["anna"]),
        // Nothing is above the first; such a task or change there is not; the plan waits; looking and asking change nothing.
        (Action::Edit { plan: anna, edit: Edit::Shift { task: 1, up: true } }, &[]),
        (Action::Edit { plan: anna, edit: Edit::Hours { task: 99, minutes: 60 } }, &[]),
        (Action::Edit { plan: anna, edit: Edit::Delete { task: 0 } }, &[]),
        (Action::Edit { plan: anna, edit: Edit::Undo { mark: last ^ 1, task: 0 } }, &[]),
        (Action::Edit { plan: pyotr, edit: Edit::Hours { task: 1, minutes: 60 } }, &[]),
        (Action::Edit { plan: pyotr, edit: Edit::Delete { task: 1 } }, &[]),
        (Action::Edit { plan: pyotr, edit: Edit::Undo { mark: last, task: 1 } }, &[]),
        (Action::Edit { plan: anna, edit: Edit::Page { page: 255 } }, &[]),
        (Action::Edit { plan: anna, edit: Edit::Tasks { page: 255 } }, &[]),
        (Action::Edit { plan: anna, edit: Edit::Task { task: 1 } }, &[]),
        (Action::Edit { plan: anna, edit: Edit::Ask { task: 1, field: Field::Title } }, &[]),
        (Action::Edit { plan: anna, edit: Edit::Ask { task: 1, field: Field::Deliverable } }, &[]),
        (Action::ChangePlan { plan: agreed }, &["anna"]),
        // Nothing was changed: what is in force is in force anyway, and a plan is approved with changes only where there are.
        (Action::KeepAgreed { plan: agreed }, &[]),
        (Action::KeepAgreed { plan: pyotr }, &[]),
        (Action::ApproveEdited { plan: pyotr, version: 1 }, &[]),
        // Opening the working copy, being asked for words, and looking back change nothing.
        (Action::EditPlan { plan: pyotr, version: 1 }, &[]),
        (Action::EditLine { plan: pyotr, version: 1, spot: Spot::Task(1) }, &[]),
        (Action::AskAboutPlan { plan: pyotr }, &[]),
        (Action::AnswerRemark { remark: 1 }, &[]),
        (Action::PlanHistory { plan: pyotr }, &[]),
        (Action::HideHint { plan: anna, kind: HintKind::Vague, mark: blog }, &["anna"]),
        (Action::HideHints { plan: anna, kind: HintKind::Vague }, &["anna"]),
        // A hint that does not stand there can't be hidden.
        (Action::HideHint { plan: anna, kind: HintKind::Vague, mark: blog + 1 }, &[]),
        (Action::HideHints { plan: anna, kind: HintKind::Big }, &[]),
        (Action::HideHints { plan: pyotr, kind: HintKind::Vague }, &[]),
        (Action::UnhideHints { plan: anna }, &[]),
        (Action::ShowHints { plan: anna }, &[]),
        (Action::LeaveHints { plan: anna }, &[]),
        (Action::Approve { plan: pyotr, version: 1 }, &["olga", "dmitry"]),
        (Action::ReturnBecause { plan: pyotr, version: 1, reason: 0 }, &["olga", "dmitry"]),
        (Action::ApproveClean { offer: 70 }, &["olga"]),
        (Action::ReturnMarked { plan: pyotr, version: 1 }, &["olga", "dmitry"]),
        // A list that is out of date, whose plans are not theirs to decide, or that was never shown.
        (Action::ApproveClean { offer: 71 }, &[]),
        (Action::ApproveClean { offer: 72 }, &[]),
        (Action::ApproveClean { offer: 999 }, &[]),
        (Action::ReturnMarked { plan: pyotr, version: 2 }, &[]),
        (Action::ReturnMarked { plan: anna, version: 1 }, &[]),
        // Pointing at a line, there or not, is no decision yet.
        (Action::Inbox, &[]),
        (Action::PointOut { plan: pyotr, version: 1 }, &[]),
        (Action::Point { plan: pyotr, version: 1, spot: Spot::Task(1) }, &[]),
        (Action::Point { plan: pyotr, version: 1, spot: Spot::Target(9) }, &[]),
        (Action::MarkLine { plan: pyotr, version: 1, spot: Spot::Task(1), reason: 0 }, &[]),
        (Action::MarkLine { plan: pyotr, version: 1, spot: Spot::Task(9), reason: 0 }, &[]),
        (Action::MarkLine { plan: pyotr, version: 1, spot: Spot::Target(1), reason: 9 }, &[]),
        (Action::Mark { task, state: TaskState::Done, report: false }, &["anna"]),
        (Action::Mark { task, state: TaskState::NotDone, report: true }, &["anna"]),
        (Action::KeepOffer { plan: anna, seed: landing, keep: false }, &["anna"]),
        (Action::PauseRegular { regular: 1, paused: true }, &["anna"]),
        (Action::RemoveRegular { regular: 1 }, &["anna"]),
        // What was not dropped cannot be brought back, nor is there anything to choose in a plan that waits.
        (Action::KeepOffer { plan: anna, seed: landing, keep: true }, &[]),
        (Action::KeepOffer { plan: pyotr, seed: campaign, keep: false }, &[]),
        (Action::Offers { plan: anna, open: true }, &[]),
        (Action::Offers { plan: anna, open: false }, &[]),
        (Action::RemoveRegular { regular: 99 }, &[]),
        (Action::CloseDecision { decision: 1, done: true }, &EVERYBODY),
        (Action::CloseDecision { decision: 1, done: false }, &["olga", "anna", "dmitry"]),
        (Action::CloseDecision { decision: 9, done: true }, &[]),
        (Action::SetGoal { goal: 1, open: false, sure: true }, &["olga", "dmitry"]),
        (Action::Reach { goal: 1, month: december, done: true }, &["anna", "olga", "dmitry"]),
        (Action::LinkTask { plan: anna, task: 1, goal: Some(1), alone: false }, &["anna"]),
        // Nobody is sure yet; it is open already; there is no such month, task or goal; the plan waits.
        (Action::SetGoal { goal: 1, open: false, sure: false }, &[]),
        (Action::SetGoal { goal: 1, open: true, sure: true }, &[]),
        (Action::Reach { goal: 1, month: january, done: true }, &[]),
        (Action::LinkTask { plan: anna, task: 9, goal: Some(1), alone: false }, &[]),
        (Action::LinkTask { plan: anna, task: 0, goal: Some(1), alone: true }, &[]),
        (Action::LinkTask { plan: anna, task: 1, goal: Some(9), alone: true }, &[]),
        (Action::LinkTask { plan: pyotr, task: 1, goal: Some(1), alone: false }, &[]),
        (Action::OpenGoal { goal: 1 }, &[]),
        (Action::ClosedGoals, &[]),
        (Action::PlanGoals { plan: anna }, &[]),
        (Action::GoalOfTask { plan: anna, task: 1, alone: true }, &[]),
        (Action::BackToPlan { plan: anna }, &[]),
        // Nothing is asked about a decision that is whole.
        (Action::OwnDecision { decision: 1, person: 1 }, &[]),
        (Action::FileDecision { decision: 1, sync: 1 }, &[]),
        // Looking and asking change nothing, whoever taps.
        (Action::OpenPlan { plan: pyotr }, &[]),
        (Action::Return { plan: pyotr, version: 1 }, &[]),
        // What waits may not be decided in a version that isn't there, nor what was never handed in.
        (Action::Approve { plan: pyotr, version: 2 }, &[]),
        (Action::Approve { plan: anna, version: 0 }, &[]),
        (Action::Approve { plan: anna, version: 1 }, &[]),
        (Action::ReturnBecause { plan: pyotr, version: 1, reason: 9 }, &[]),
        (Action::Mark { task, state: TaskState::Cancelled, report: false }, &[]),
        (Action::SubmitOver { plan: olga, reason: 9 }, &[]),
        (Action::TakeOff { plan: olga, task: 1, minutes: 60 }, &[]),
        (Action::TakeOff { plan: olga, task: 9, minutes: 240 }, &[]),
        // What has passed, ends before it begins or never ends is no absence.
        (Action::SetAway { from: day("2026-11-30"), to: day("2026-12-01") }, &[]),
        (Action::SetAway { from: day("2026-12-08"), to: day("2026-12-07") }, &[]),
        (Action::SetAway { from: day("2026-12-07"), to: day("2036-12-07") }, &[]),
        (Action::CancelAway { absence: 2 }, &[]),
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
        (Action::NameDeputy { person: 4 }, &["olga", "igor", "vera"]),
        (Action::NameDeputy { person: 6 }, &["olga", "igor"]),
        (Action::NameDeputy { person: 99 }, &[]),
        (Action::CancelDeputy { deputy: 1 }, &["olga"]),
        (Action::CancelDeputy { deputy: 9 }, &[]),
        // What is settled is opened again by whoever approves; looking and asking change nothing.
        (Action::ReopenBecause { plan: agreed, version: 1, reason: 0 }, &["olga", "dmitry"]),
        (Action::ReopenReportBecause { person: 3, week: reported, reason: 0 }, &["olga", "dmitry"]),
        (Action::ReopenOf { person: 3 }, &[]),
        (Action::Reopen { plan: agreed, version: 1 }, &[]),
        (Action::ReopenReport { person: 3, week: reported }, &[]),
        // Not what is not agreed, in another version, for no reason, or of a week that was not sent or is closed.
        (Action::ReopenBecause { plan: pyotr, version: 1, reason: 0 }, &[]),
        (Action::ReopenBecause { plan: anna, version: 1, reason: 0 }, &[]),
        (Action::ReopenBecause { plan: agreed, version: 2, reason: 0 }, &[]),
        (Action::ReopenBecause { plan: agreed, version: 1, reason: 9 }, &[]),
        (Action::ReopenReportBecause { person: 3, week: reported, reason: 9 }, &[]),
        (Action::ReopenReportBecause { person: 3, week: reported.next(), reason: 0 }, &[]),
        (Action::ReopenReportBecause { person: 3, week: reported.previous(), reason: 0 }, &[]),
        (Action::ReopenReportBecause { person: 5, week: reported, reason: 0 }, &[]),
        // Looking back changes nothing, whoever looks; a chat is linked where the button stands.
        (Action::Look(LookAction::Digest { team: Some(1), week }), &[]),
        (Action::Look(LookAction::Digest { team: None, week }), &[]),
        (Action::Look(LookAction::Weeks { team: 1 }), &[]),
        (Action::Look(LookAction::LinkCompany { chat: -77 }), &[]),
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
        (Action::LinkTeam { team: 1, chat: -77 }, &[]),
        (Action::LinkSync { sync: 1, chat: -77 }, &[]),
    ]
}

const EVERYBODY: [&str; 6] = ["anna", "pyotr", "olga", "igor", "vera", "dmitry"];

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
async fn ids_of_another_team_change_nothing_and_tell_nothing() {
    let office = thursday().await;
    let before = facts(&office).await;
    for plan in 1..=8 {
        let version = 1;
        for action in [
            Action::OpenPlan { plan },
            Action::Approve { plan, version },
            Action::Return { plan, version },
            Action::ReturnBecause { plan, version, reason: 0 },
            Action::PointOut { plan, version },
            Action::Point { plan, version, spot: Spot::Task(1) },
            Action::MarkLine { plan, version, spot: Spot::Task(1), reason: 0 },
            Action::ReturnMarked { plan, version },
            Action::ApproveClean { offer: plan },
        ] {
            // Vera heads a team of her own and approves nobody's plan.
            office.vera().forges_action(action).await;
            let news = office.transcript();
            assert!(news.contains("Вера Лис is told «"), "{action:?}: {news}");
            assert!(!news.contains("Кампания") && !news.contains("Лендинг"), "{action:?}: {news}");
            assert_eq!(facts(&office).await, before, "{action:?}");
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
    let all = table(&thursday().await).await;
    for (n, (_, allowed)) in all.iter().enumerate() {
        for who in *allowed {
            let office = thursday().await;
            let before = facts(&office).await;
            let (action, _) = table(&office).await[n];
            office.person(who).forges_action(action).await;
            assert_ne!(facts(&office).await, before, "{who} {action:?}");
            office.skip();
            office.close().await;
        }
    }
}

#[tokio::test]
async fn a_plan_is_shown_only_to_those_who_may_decide() {
    let office = thursday().await;
    let plan = plan_of(&office, "pyotr").await;
    for who in ["anna", "pyotr", "igor", "vera"] {
        office.person(who).forges_action(Action::OpenPlan { plan }).await;
        office.person(who).forges_action(Action::Return { plan, version: 1 }).await;
        let news = office.transcript();
        assert!(!news.contains("reads") && !news.contains("Кампания"), "{who}: {news}");
        assert_eq!(news.matches("is told «Этот план уже не ждёт решения.»").count(), 2, "{who}: {news}");
    }
    office.dmitry().forges_action(Action::OpenPlan { plan }).await;
    assert!(office.transcript().contains("Кампания"));
    office.close().await;
}

#[tokio::test]
async fn weeks_that_are_not_open_stay_shut() {
    let office = thursday().await;
    let before = facts(&office).await;
    for week in ["2026-W01", "2026-W47", "2026-W50", "2030-W10"] {
        let week = week.parse().unwrap();
        for action in
            [Action::AllDone { week }, Action::SendReport { week, anyway: true }, Action::CorrectReport { week }]
        {
            office.anna().forges_action(action).await;
            assert_eq!(facts(&office).await, before, "{action:?}");
        }
    }
    for week in ["2026-W01", "2030-W10"] {
        office.anna().forges_action(Action::PlanFor { week: week.parse().unwrap() }).await;
        assert_eq!(facts(&office).await, before);
    }
    office.skip();
    office.close().await;
}

#[tokio::test]
async fn data_that_means_nothing_is_answered_politely() {
    let office = thursday().await;
    let before = facts(&office).await;
    let mut data: Vec<String> = [
        "aa",
        "aa:",
        "aa:1",
        "aa:-1:1",
        "aa:0:1",
        "aa:999999:1",
        "aa:1:1:1",
        "ps:99999999999999999999",
        "tm:1:eaten:1",
        "tm:999999:done:1",
        "rs:2026-W99:1",
        "pw:никогда",
        "ab:1:1:256",
        "ap:1:1:x3",
        "ap:1:1:ф1",
        "ap:1:1:t0",
        "am:1:1:t256:0",
        "ac:0",
        "ib:1",
        "🦊",
        "' OR 1=1 --",
        "<b>",
        "x",
        ":::::",
    ]
    .map(str::to_owned)
    .to_vec();
    // Sixty-four bytes each, the same in every run.
    let mut seed = 0x2545_f491_4f6c_dd1d_u64;
    for _ in 0..40 {
        let mut next = || {
            seed ^= seed << 13;
            seed ^= seed >> 7;
            seed ^= seed << 17;
            char::from(b' ' + u8::try_from(seed % 95).unwrap())
        };
        data.push((0..64).map(|_| next()).collect());
    }
    for data in data {
        office.anna().forges(&data).await;
        let news = office.transcript();
        assert!(news.contains("Анна Смирнова is told «"), "{data}: {news}");
        assert_eq!(facts(&office).await, before, "{data}");
    }
    office.close().await;
}

#[tokio::test]
async fn changes_of_their_own_are_made_only_by_those_who_decide() {
    let office = thursday().await;
    let plan = plan_of(&office, "pyotr").await;
    for (who, may) in [("anna", false), ("igor", false), ("vera", false), ("dmitry", true)] {
        let before = facts(&office).await;
        office.person(who).forges_action(Action::EditPlan { plan, version: 1 }).await;
        office.person(who).forges_action(Action::EditLine { plan, version: 1, spot: Spot::Task(1) }).await;
        office.person(who).says("2").await;
        let typed = facts(&office).await;
        office.person(who).forges_action(Action::ApproveEdited { plan, version: 1 }).await;
        // What somebody else typed went to a plan of their own; approving changed nothing, unless they may.
        assert_eq!(facts(&office).await != typed, may, "{who}");
        assert!(!may || typed == before, "a working copy is nobody's plan");
    }
    office.skip();
    office.close().await;
}

#[tokio::test]
async fn a_change_is_dropped_only_by_its_author() {
    let office = thursday().await;
    let plan = agreed_of(&office, "anna").await;
    office.anna().forges_action(Action::ChangePlan { plan }).await;
    let before = facts(&office).await;
    for who in EVERYBODY.iter().filter(|who| **who != "anna") {
        office.person(who).forges_action(Action::KeepAgreed { plan }).await;
        assert_eq!(facts(&office).await, before, "{who}");
    }
    office.anna().forges_action(Action::KeepAgreed { plan }).await;
    assert_ne!(facts(&office).await, before);
    office.skip();
    office.close().await;
}
