//! Callback data is forgeable: every action and every command against every role.

mod permissions;
mod table;

use insta::assert_snapshot;
use tokio::sync::OnceCell;

use crate::office::Office;
use crate::scenes::planned_week;
use permissions::{COMMANDS, PERMISSIONS, Permissions};
use table::table;

/// What the company knows is in these.
const TABLES: [&str; 36] = [
    "company",
    "team",
    "person",
    "sync",
    "plan",
    "plan_target",
    "line_comment",
    "plan_event",
    "plan_message",
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
    "pulse_risk",
    "team_metric",
    "deputy",
    "report_event",
    "metric",
    "person_metric",
    "past_definition",
    "team_history",
    "target_override",
    "imported_actual",
    "actual_event",
    "evidence",
    "metric_reason",
    "implausible_value",
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

pub const EVERYBODY: [&str; 6] = ["anna", "pyotr", "olga", "igor", "vera", "dmitry"];

/// A row of a printed table.
fn row(what: &str, may: impl Fn(&str) -> bool) -> String {
    let cells: Vec<String> = EVERYBODY.iter().map(|who| format!("{:^8}", if may(who) { "yes" } else { "·" })).collect();
    format!("{what:<44}{}", cells.concat()).trim_end().to_owned()
}

/// The heads of its columns: who, and what they are. Anna is the author of what is asked about.
fn head() -> [String; 2] {
    let line = |cells: [&str; 6]| format!("{:<44}{}", "", cells.map(|cell| format!("{cell:^8}")).concat());
    [line(EVERYBODY), line(["author", "member", "head", "head", "head", "admin"])]
        .map(|line| line.trim_end().to_owned())
}

/// Prints who may do what: `cargo test --test it authorisation -- --nocapture`.
#[tokio::test]
async fn the_tables_are_printed() {
    let office = thursday().await;
    let permissions = Permissions::load(&office).await;
    let commands = COMMANDS.map(|command| row(command, |who| permissions.may_give(command, who)));
    let asked = PERMISSIONS.map(|permission| row(permission, |who| permissions.holds(permission, who)));
    let printed: Vec<String> = head().into_iter().chain(commands).chain(asked).collect();
    println!("{}\n", printed.join("\n"));
    assert_snapshot!(printed.join("\n"), @"
                                                  anna   pyotr    olga    igor    vera   dmitry
                                                 author  member   head    head    head   admin
    /inbox                                         ·       ·      yes     yes     yes     yes
    /reopen                                        ·       ·      yes     yes     yes     yes
    /target                                        ·       ·      yes     yes     yes     yes
    /deputy                                        ·       ·      yes     yes     yes     yes
    /metrics                                       ·       ·      yes     yes     yes     yes
    /link                                          ·       ·      yes     yes     yes     yes
    /export                                        ·       ·      yes     yes     yes     yes
    /import                                        ·       ·      yes     yes     yes     yes
    /settings                                      ·       ·       ·       ·       ·      yes
    /people                                        ·       ·       ·       ·       ·      yes
    /invite                                        ·       ·       ·       ·       ·      yes
    /status                                        ·       ·       ·       ·       ·      yes
    decides_for_others                             ·       ·      yes     yes     yes     yes
    may_approve(anna)                              ·       ·      yes      ·       ·      yes
    may_reopen_plan(anna)                          ·       ·      yes      ·       ·      yes
    may_reopen_report(anna)                        ·       ·      yes      ·       ·      yes
    may_read_report(anna)                          ·       ·      yes      ·       ·      yes
    may_see_files(anna)                           yes      ·      yes      ·       ·      yes
    may_read_history(anna)                        yes      ·      yes      ·       ·      yes
    may_write_about_plan(anna)                     ·       ·      yes      ·       ·      yes
    may_set_target(anna)                           ·       ·      yes      ·       ·      yes
    may_name_deputies                              ·       ·      yes     yes     yes      ·
    may_name_deputy(vera)                          ·       ·      yes     yes      ·       ·
    may_cancel_deputy(1)                           ·       ·      yes      ·       ·       ·
    may_see_team(marketing)                       yes     yes     yes      ·       ·      yes
    may_see_names(marketing)                      yes     yes     yes      ·       ·      yes
    may_see_team(sales)                            ·       ·       ·      yes      ·      yes
    teams_exportable_by: marketing                 ·       ·      yes      ·       ·      yes
    teams_importable_by: marketing                 ·       ·      yes      ·       ·      yes
    teams_exportable_by: any                       ·       ·      yes     yes     yes     yes
    teams_importable_by: any                       ·       ·      yes     yes     yes     yes
    may_add_metrics                                ·       ·      yes     yes     yes     yes
    may_change_metric(kliki)                       ·       ·      yes      ·       ·      yes
    may_change_metric(leads)                       ·       ·       ·       ·       ·       ·
    may_change_list(anna)                          ·       ·      yes      ·       ·      yes
    may_change_list(marketing)                     ·       ·      yes      ·       ·      yes
    may_add_goals                                  ·       ·      yes     yes     yes     yes
    may_change_goal(Вебинары)                      ·       ·      yes      ·       ·      yes
    may_reach_goal(Вебинары)                      yes      ·      yes      ·       ·      yes
    may_take_part(planerka)                       yes     yes     yes     yes     yes     yes
    may_answer_decision(anna, olga)                ·       ·      yes      ·       ·      yes
    may_drop_decision(anna, olga)                 yes      ·      yes      ·       ·      yes
    may_close_decision(anna, olga)                yes     yes     yes     yes     yes     yes
    may_add_hypotheses                            yes     yes     yes     yes     yes     yes
    may_see_hypothesis(1)                         yes     yes     yes     yes     yes     yes
    may_change_hypothesis(1)                      yes      ·      yes      ·       ·      yes
    may_link_chats                                 ·       ·      yes     yes     yes     yes
    may_link_team(marketing)                       ·       ·      yes      ·       ·      yes
    may_link_sync(planerka)                        ·       ·      yes     yes     yes     yes
    may_link_company                               ·       ·       ·       ·       ·      yes
    may_see_settings                               ·       ·       ·       ·       ·      yes
    may_list_people                                ·       ·       ·       ·       ·      yes
    may_invite                                     ·       ·       ·       ·       ·      yes
    may_see_status                                 ·       ·       ·       ·       ·      yes
    ");
    for (action, (permission, allowed)) in table(&office).await {
        let why = if permission.is_empty() { "nothing to do, or it changes nothing" } else { permission };
        println!("{}\n    {action:?}", row(why, |who| allowed.contains(&who)));
    }
    office.close().await;
}

/// Who may do what is what the permission says, and nothing else.
#[tokio::test]
async fn every_action_rests_on_a_permission() {
    let office = thursday().await;
    let permissions = Permissions::load(&office).await;
    for (action, (permission, allowed)) in table(&office).await.into_iter().filter(|(_, (_, a))| !a.is_empty()) {
        for who in EVERYBODY {
            assert_eq!(permissions.holds(permission, who), allowed.contains(&who), "{who}: {permission} {action:?}");
        }
    }
    office.close().await;
}

#[tokio::test]
async fn commands_are_for_those_they_are_for() {
    let office = thursday().await;
    let before = facts(&office).await;
    let permissions = Permissions::load(&office).await;
    for command in COMMANDS {
        for who in EVERYBODY {
            office.person(who).says(command).await;
            let refused = office.transcript().contains("Это может");
            assert_eq!(refused, !permissions.may_give(command, who), "{who} {command}");
            assert_eq!(facts(&office).await, before, "{who} {command}");
        }
    }
    office.close().await;
}

#[tokio::test]
async fn nobody_changes_what_is_not_theirs() {
    let office = thursday().await;
    let before = facts(&office).await;
    for (action, (_, allowed)) in table(&office).await {
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
    for (action, (_, allowed)) in table(&office).await {
        for who in allowed {
            office.goes_back_to(&kept).await;
            office.person(who).forges_action(action).await;
            assert_ne!(facts(&office).await, before, "{who} {action:?}");
            office.skip();
            office.is_in_order().await;
        }
    }
}
