//! What happened to a plan, for those who may know.

use insta::assert_snapshot;
use planerka::render::buttons::{Action, PlanAction};

use crate::office::Office;
use crate::submit_plan::WHOLE;

/// Anna's plan for next week was returned, changed, asked about, edited and approved.
async fn lived() -> Office {
    let office = Office::on("Thu 15:00").await;
    office.anna().says(WHOLE).await;
    office.anna().taps("Отправить").await;
    office.olga().taps("Вернуть").await;
    office.olga().taps("Слишком много часов").await;
    office.anna().says("1: 4ч").await;
    office.goes_to("Thu 17:00").await;
    office.anna().taps("Отправить").await;
    office.olga().taps("Спросить").await;
    office.olga().says("Трафика хватит?").await;
    office.anna().says("Трафик: 15 500").await;
    office.goes_to("Fri 10:00").await;
    office.olga().taps("Изменить").await;
    office.olga().says("2 удалить").await;
    office.olga().taps("Утвердить с правками").await;
    office.skip();
    office
}

#[tokio::test]
async fn ones_own() {
    let office = lived().await;
    office.anna().says("/history").await;
    assert_snapshot!(office.anna().reads(), @"
    🗂 Анна Смирнова · история планов

    План на 30 ноября – 4 декабря
    ▸ чт, 26 ноября, 15:00 · версия 1 отправлена: Анна Смирнова
    ▸ чт, 26 ноября, 15:00 · версия 1 возвращена: Ольга Белова
    ▸     Причина: «Слишком много часов»
    ▸ чт, 26 ноября, 17:00 · версия 2 отправлена: Анна Смирнова
    ▸     1. Запустить лендинг «Ритейл»: 6 ч → 4 ч
    ▸ чт, 26 ноября, 17:00 · версия 3, правка до решения: Анна Смирнова
    ▸     Трафик: 15 000 → 15 500
    ▸ чт, 26 ноября, 17:00 · 💬 Ольга Белова: Трафика хватит?
    ▸ пт, 27 ноября, 10:00 · версия 4, правки: Ольга Белова
    ▸     − Подготовить вебинар
    ▸ пт, 27 ноября, 10:00 · версия 4 утверждена: Ольга Белова
    ");
    office.anna().says("/history Пётр").await;
    assert_snapshot!(office.anna().reads(), @"Не знаю, чей это план: «Пётр». Доступна своя история и тех, чьи планы вы согласуете.");
    office.pyotr().says("/history").await;
    assert_snapshot!(office.pyotr().reads(), @"Истории пока нет: план ещё не отправляли.");
    office.skip();
    office.close().await;
}

#[tokio::test]
async fn of_those_one_decides_on() {
    let office = lived().await;
    office.olga().says("/history Анна").await;
    assert!(office.olga().reads().contains("− Подготовить вебинар"), "{}", office.olga().reads());
    office.dmitry().says("/history анны").await;
    assert!(office.dmitry().reads().contains("− Подготовить вебинар"), "{}", office.dmitry().reads());
    office.igor().says("/history Анна").await;
    assert!(office.igor().reads().contains("Не знаю, чей это план"), "{}", office.igor().reads());
    office.skip();
    office.close().await;
}

#[tokio::test]
async fn from_the_card() {
    let office = lived().await;
    office.anna().taps("История").await;
    assert!(office.anna().reads().contains("версия 1 отправлена"), "{}", office.anna().reads());
    office.olga().taps("История").await;
    assert!(office.olga().reads().contains("версия 1 отправлена"), "{}", office.olga().reads());
    office.skip();
    for who in ["pyotr", "igor", "vera"] {
        office.person(who).forges_action(Action::Plan(PlanAction::History { plan: 2 })).await;
    }
    let news = office.transcript();
    assert!(!news.contains("версия"), "{news}");
    office.close().await;
}
