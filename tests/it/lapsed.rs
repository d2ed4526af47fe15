//! A plan that nobody decided on in its week: it leaves every list, and nobody is asked about it any more.

use insta::assert_snapshot;

use crate::office::Office;
use crate::scenes::planned_week;
use crate::submit_plan::WHOLE;
use crate::versions::{change, exported};

/// The last message of the bot to this person that holds these words.
fn card(office: &Office, who: &str, words: &str) -> String {
    let messages = office.tg.messages(office.account(who));
    let found = messages.iter().rev().find(|m| m.from_bot && !m.deleted && m.text.contains(words));
    found.map(|m| format!("{}\n{:?}", m.text, m.labels())).unwrap_or_default()
}

#[tokio::test]
async fn when_its_week_is_over_it_waits_no_more() {
    let office = Office::on("Thu 15:30").await;
    let typed = office.anna().says(WHOLE).await;
    office.anna().taps("Отправить").await;
    let approve = office.tg.messages(office.account("olga")).last().cloned().unwrap();
    let approve = approve.button("Утвердить").unwrap().data.clone();
    office.goes_to("Sun 23:00").await;
    office.goes_to("Sun 23:00").await;
    office.olga().says("/inbox").await;
    assert!(office.olga().reads().contains("Анна Смирнова"), "to the last minute: {}", office.olga().reads());
    office.skip();

    office.goes_to("Mon 08:00").await;
    office.goes_to("Mon 13:00").await;
    let news = office.transcript();
    assert!(!news.contains("ждёт решения дольше срока") && !news.contains("Ждёт вашего решения"), "{news}");
    assert_snapshot!(card(&office, "olga", "Анна Смирнова"), @"
    Планов на согласовании нет.

    Без плана на 7–11 декабря: Анна Смирнова, Пётр Иванов
    []
    ");
    assert_snapshot!(card(&office, "olga", "без решения"), @r#"
    📝 Анна Смирнова: план на 30 ноября – 4 декабря остался без решения
    Неделя прошла, план считается как отправлен.

    Лиды: 120
    Трафик: 15 000
    11 из 24–28 ч

    1. Запустить лендинг «Ритейл» → страница опубликована, форма принимает заявки · 6 ч
    2. Подготовить вебинар → программа и 3 спикера подтверждены · 5 ч · #вебинары
    ["История"]
    "#);
    assert_snapshot!(card(&office, "anna", "без решения"), @r#"
    📨 План на 30 ноября – 4 декабря остался без решения
    Неделя прошла, план считается как отправлен.

    Показатели
    Лиды: 120
    Трафик: 15 000

    Задачи · 11 из 24–28 ч
    1. Запустить лендинг «Ритейл» · 6 ч
        → страница опубликована, форма принимает заявки
    2. Подготовить вебинар · 5 ч · #вебинары
        → программа и 3 спикера подтверждены
    ["История"]
    "#);
    office.olga().says("/inbox").await;
    assert_snapshot!(office.olga().reads(), @"
    Планов на согласовании нет.

    Без плана на 7–11 декабря: Анна Смирнова, Пётр Иванов
    ");
    office.skip();

    // Whatever still stands in somebody's chat changes nothing.
    let pressed = approve.expect("a button with data");
    office.olga().forges(&pressed).await;
    assert_snapshot!(office.transcript(), @"
    > Ольга Белова taps [aa:2:1]
    Ольга Белова is told «Неделя прошла, план считается как отправлен.»
    ");
    office.anna().edits(typed, "План\nЗадачи:\n- Позвонить всем => список ~ 3ч").await;
    assert_snapshot!(office.transcript(), @"
    > Анна Смирнова edits: План
    > Задачи:
    > - Позвонить всем => список ~ 3ч
    Анна Смирнова reads:
        Эта неделя прошла, план уже не меняется.
    ");
    assert_eq!(office.count("SELECT count(*) FROM plan WHERE state = 'submitted'").await, 1);
    office.close().await;
}

#[tokio::test]
async fn a_change_that_nobody_decided_on_leaves_what_was_approved() {
    let office = planned_week("Tue 12:00").await;
    let before = exported(&office, "2026-W49").await;
    office.anna().forges_action(change(&office).await).await;
    office.anna().says("Статья => опубликована ~ 3ч").await;
    office.anna().taps("Отправить").await;
    office.goes_to("Mon 10:00").await;
    office.skip();
    assert_snapshot!(card(&office, "anna", "без решения"), @r#"
    📨 Изменение плана на 30 ноября – 4 декабря осталось без решения
    Неделя прошла, действует то, что было утверждено.

    Что меняется
    + Статья → опубликована · 3 ч

    Показатели
    Лиды: 120 · было 110
    Трафик: 15 000 · было 15 200

    Задачи · 14 из 24–28 ч
    1. Лендинг «Ритейл» · 6 ч
        → принимает заявки
    2. Вебинар · 5 ч
        → 3 спикера подтверждены
    3. Статья · 3 ч
        → опубликована
    ["История"]
    "#);
    assert_eq!(exported(&office, "2026-W49").await, before);
    office.olga().says("/inbox").await;
    assert!(!office.olga().reads().contains("Анна Смирнова · "), "{}", office.olga().reads());
    office.skip();
    office.close().await;
}
