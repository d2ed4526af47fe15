//! Several people at the same moment: what they do comes in one batch and leads to just what it leads to one by one.

use insta::assert_snapshot;

use planerka::render::buttons::{Action, PlanAction};
use planerka::storage::plan as plans;

use crate::office::Office;

/// Somebody does something, and nobody waits for the bot.
#[derive(Clone, Copy)]
enum Does {
    Says(&'static str, &'static str),
    Taps(&'static str, &'static str),
}

impl Does {
    fn on(self, office: &Office) {
        let account = |key| office.account(key);
        match self {
            Self::Says(key, text) => {
                office.tg.say(account(key), account(key), text);
            }
            Self::Taps(key, label) => {
                office.tg.tap_latest(account(key), account(key), label).unwrap();
            }
        }
    }
}

/// Plans of two people are written and lie with them.
async fn written() -> Office {
    let office = Office::on("Thu 16:00").await;
    let tasks = "Задачи:\n- Запустить лендинг => страница опубликована ~ 6ч\n- Вебинар => 3 спикера подтверждены ~ 5ч";
    office.anna().says(&format!("План\nЦели:\nЛиды: 120\nТрафик: 15000\n{tasks}")).await;
    office.pyotr().says(&format!("План\nЦели:\nРасход на рекламу: 200000\n{tasks}")).await;
    office.skip();
    office
}

/// What is kept of plans and of the talk about them.
async fn kept(office: &Office) -> Vec<String> {
    let mut kept = Vec::new();
    for sql in [
        "SELECT json_array(person_id, week, state, version, draft, escalation_level, reason, decided_by) FROM plan ORDER BY id",
        "SELECT json_array(plan_id, version, what, who, reason, document) FROM plan_event ORDER BY plan_id, id",
        "SELECT json_array(plan_id, version, person_id, holds) FROM plan_holder ORDER BY 1",
        "SELECT json_array(person_id, kind, json(body)) FROM question ORDER BY 1",
        "SELECT json_array(person_id, week) FROM chosen_week ORDER BY 1",
        "SELECT json_array(plan_id, number, title, deliverable, minutes) FROM task ORDER BY plan_id, number",
    ] {
        let rows: Vec<String> = sqlx::query_scalar(sql).fetch_all(office.tx().await.conn()).await.unwrap();
        kept.extend(rows);
    }
    kept
}

/// Does it all twice, one by one and in one batch; the office of the batch.
async fn both_ways(steps: &[Does]) -> Office {
    let (apart, together) = (written().await, written().await);
    for step in steps {
        step.on(&apart);
        apart.settle().await;
    }
    for step in steps {
        step.on(&together);
    }
    together.settle().await;
    assert_eq!(kept(&apart).await, kept(&together).await);
    apart.skip();
    apart.close().await;
    together
}

#[tokio::test]
async fn two_plans_that_come_at_once_ring_once() {
    let steps = [Does::Taps("anna", "Отправить"), Does::Taps("pyotr", "Отправить")];
    let office = both_ways(&steps).await;
    let read = office.transcript();
    let (before, olga) = read.split_once("Ольга Белова").unwrap();
    assert!(!before.contains("Ольга"), "{before}");
    let olga = olga.split_once("Анна Смирнова glimpses").unwrap().0;
    assert_eq!(read.matches("Ольга Белова reads").count(), 1, "{read}");
    assert_snapshot!(olga, @"
    reads:
       📝 Ждут решения 2 плана на 30 ноября – 4 декабря

       Без замечаний
       • Анна Смирнова · 11 ч из 28
       • Пётр Иванов · 11 ч из 28
       [Утвердить все без замечаний (2)]
       [Анна Смирнова] [Пётр Иванов]
    ");
    office.close().await;
}

#[tokio::test]
async fn what_came_and_went_in_one_moment_rings_nobody() {
    let office = written().await;
    // Anna's card is not redrawn yet when she taps again: the data of her button is all there is.
    Does::Taps("anna", "Отправить").on(&office);
    let plan = office.count("SELECT l.id FROM plan l JOIN person p ON p.id = l.person_id WHERE p.key = 'anna'").await;
    let action = Action::Plan(PlanAction::Change { plan });
    office.tg.tap_data(office.account("anna"), office.account("anna"), 1, &action.encode());
    office.settle().await;
    let read = office.transcript();
    assert!(!read.contains("Ольга Белова reads"), "{read}");
    assert!(read.contains("План на 30 ноября – 4 декабря"), "{read}");
    office.close().await;
}

#[tokio::test]
async fn whoever_writes_behind_a_decision_finds_it_made() {
    let (apart, together) = (written().await, written().await);
    for office in [&apart, &together] {
        office.anna().taps("Отправить").await;
        office.olga().taps("Вернуть").await;
        office.skip();
    }
    let steps = [
        Does::Says("olga", "Где спикеры?"),
        Does::Says("anna", "2: 4ч"),
        Does::Says("anna", "1: 7ч"),
        Does::Taps("pyotr", "Отправить"),
    ];
    for step in steps {
        step.on(&apart);
        apart.settle().await;
        step.on(&together);
    }
    together.settle().await;
    assert_eq!(kept(&apart).await, kept(&together).await);
    assert_eq!(apart.anna().reads(), together.anna().reads());
    assert_eq!(apart.olga().reads(), together.olga().reads());
    for office in [apart, together] {
        office.skip();
        office.close().await;
    }
}

#[tokio::test]
async fn a_plan_is_read_as_the_same_transaction_left_it() {
    let office = written().await;
    let plan = office.count("SELECT l.id FROM plan l JOIN person p ON p.id = l.person_id WHERE p.key = 'anna'").await;
    let mut tx = office.tx().await;
    let first = plans::get(&mut tx, plan).await.unwrap().unwrap();
    sqlx::query("UPDATE plan SET late = NOT late WHERE id = ?").bind(plan).execute(tx.conn()).await.unwrap();
    assert_eq!(plans::get(&mut tx, plan).await.unwrap().unwrap().late, !first.late);
    tx.rollback().await.unwrap();
    office.close().await;
}
