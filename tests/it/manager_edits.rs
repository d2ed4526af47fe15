//! Whoever decides changes a plan before approving it, and talks with its author about it.

use insta::assert_snapshot;
use planerka::render::buttons::Action;

use crate::office::Office;
use crate::submit_plan::WHOLE;

/// Anna has handed in a plan for next week and nobody has looked at it.
async fn handed_in() -> Office {
    let office = Office::on("Thu 15:00").await;
    office.anna().says(WHOLE).await;
    office.anna().taps("Отправить").await;
    office.skip();
    office
}

#[tokio::test]
async fn approved_with_changes() {
    let office = handed_in().await;
    office.olga().taps("Изменить").await;
    assert_snapshot!(office.transcript(), @"");
    office.olga().says("1: 4ч\nЛиды: 128\nСтатья про вебинары => опубликована ~ 2ч").await;
    office.olga().says("2: конечный продукт будет завтра").await;
    assert_snapshot!(office.transcript(), @"");
    office.olga().taps("Утвердить с правками").await;
    assert_snapshot!(office.transcript(), @"");
    office.anna().taps("Ответить").await;
    office.anna().says("Хорошо, статью возьму в среду").await;
    assert_snapshot!(office.transcript(), @"");
    office.close().await;
}

#[tokio::test]
async fn a_working_copy_is_left_without_a_trace() {
    let office = handed_in().await;
    office.olga().taps("Изменить").await;
    office.olga().says("2 удалить").await;
    office.olga().taps("Назад").await;
    assert!(office.olga().reads().contains("2. Подготовить вебинар"), "{}", office.olga().reads());
    office.olga().taps("Изменить").await;
    office.olga().says("1 удалить\n2 удалить").await;
    office.skip();
    office.olga().taps("Утвердить с правками").await;
    assert_snapshot!(office.transcript(), @"");
    office.olga().says("/cancel").await;
    assert!(!office.anna().reads().contains("утверждён"));
    office.skip();
    office.close().await;
}

#[tokio::test]
async fn the_author_was_faster() {
    let office = handed_in().await;
    office.olga().taps("Изменить").await;
    office.olga().says("1: 4ч").await;
    office.anna().says("2: 4ч").await;
    office.skip();
    office.olga().says("Лиды: 128").await;
    assert_snapshot!(office.transcript(), @"");
    office.close().await;
}

#[tokio::test]
async fn ones_own_plan_is_no_change_to_anothers() {
    let office = handed_in().await;
    office.olga().taps("Изменить").await;
    office.olga().says("План\nНовые клиенты: 13\nБюджет => принят ~ 4ч").await;
    assert!(office.olga().reads().contains("Новые клиенты: 13"), "{}", office.olga().reads());
    assert_eq!(office.count("SELECT version FROM plan JOIN person p ON p.id = person_id WHERE key = 'anna'").await, 1);
    office.skip();
    office.close().await;
}

#[tokio::test]
async fn asked_and_answered() {
    let office = handed_in().await;
    office.olga().taps("Спросить").await;
    office.olga().says("Лендинг: кто пишет <тексты>?").await;
    assert_snapshot!(office.transcript(), @"");
    let question = office.tg.latest(office.anna().account).unwrap();
    office
        .anna()
        .sends(serde_json::json!({
            "text": "Тексты пишу я",
            "reply_to_message": {
                "message_id": question.id,
                "date": 0,
                "chat": { "id": office.anna().account, "type": "private", "first_name": "Анна" },
                "text": "…"
            }
        }))
        .await;
    assert_snapshot!(office.transcript(), @"");
    office.olga().taps("Ответить").await;
    office.olga().says("Спасибо").await;
    office.skip();
    office.olga().taps("Утвердить").await;
    office.skip();
    office.close().await;
}

#[tokio::test]
async fn whoever_cannot_be_reached_is_named() {
    let office = handed_in().await;
    office.anna().says("/away сегодня больничный").await;
    office.olga().taps("Спросить").await;
    office.skip();
    office.olga().says("Лендинг точно успеем?").await;
    assert_snapshot!(office.transcript(), @"");
    office.anna().blocks().await;
    office.olga().taps("Спросить").await;
    office.skip();
    office.olga().says("А вебинар?").await;
    assert_snapshot!(office.transcript(), @"");
    office.close().await;
}

#[tokio::test]
async fn messages_go_only_between_those_two() {
    let office = handed_in().await;
    office.olga().taps("Спросить").await;
    office.olga().says("Успеем?").await;
    office.skip();
    for who in ["pyotr", "igor", "vera"] {
        office.person(who).forges_action(Action::AnswerRemark { remark: 1 }).await;
        office.person(who).forges_action(Action::AskAboutPlan { plan: 2 }).await;
    }
    office.dmitry().forges_action(Action::AnswerRemark { remark: 1 }).await;
    let news = office.transcript();
    assert!(!news.contains("Что передать") && !news.contains("Успеем"), "{news}");
    office.close().await;
}
