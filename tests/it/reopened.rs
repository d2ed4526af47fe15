//! An agreed plan and a sent report are opened again by whoever approves, with a reason; no other week is touched.

use insta::assert_snapshot;

use crate::office::Office;
use crate::scenes::planned_week;

const REPORT: &str = "Лиды 131, Трафик 14 200";

#[tokio::test]
async fn an_agreed_plan_under_its_own_card() {
    let office = planned_week("Mon 11:00").await;
    office.olga().says("/reopen Анна").await;
    assert_snapshot!(office.olga().reads(), @"");
    office.olga().taps("План на").await;
    office.skip();
    office.olga().taps("Изменились приоритеты").await;
    assert_snapshot!(office.transcript(), @"");
    let kept = office.count("SELECT count(*) FROM plan_event WHERE what = 'reopened' AND reason = 'Изменились приоритеты'");
    assert_eq!(kept.await, 1);
    assert_eq!(office.count("SELECT count(*) FROM plan WHERE state = 'returned'").await, 1, "no other plan");
    // It goes the usual way, and can be opened again from its card.
    office.anna().says("Трафик: 15 500").await;
    office.anna().taps("Отправить").await;
    office.olga().taps("Утвердить").await;
    office.olga().taps("Вернуть в работу").await;
    office.olga().says("Вебинар переносим, уберите").await;
    assert!(office.anna().reads().contains("«Вебинар переносим, уберите»") || office.anna().reads().contains("Вебинар переносим, уберите"));
    assert_eq!(office.count("SELECT count(*) FROM plan_event WHERE what = 'reopened'").await, 2);
    office.skip();
    office.close().await;
}

#[tokio::test]
async fn a_sent_report_and_its_digest() {
    let office = planned_week("Fri 14:00").await;
    office.anna().says(REPORT).await;
    office.anna().taps("Всё сделано").await;
    office.anna().taps("Отчёт готов").await;
    office.goes_to("Mon 11:00").await;
    office.skip();
    office.olga().says("/reopen Анна").await;
    office.olga().taps("Отчёт за").await;
    assert_snapshot!(office.olga().reads(), @"");
    office.skip();
    office.olga().taps("Ошибка в цифрах").await;
    let news = office.transcript();
    assert_snapshot!(news, @"");
    assert_eq!(office.count("SELECT count(*) FROM report_event WHERE what = 'reopened'").await, 1);
    office.anna().says("Лиды 137").await;
    office.anna().taps("Отчёт готов").await;
    let news = office.transcript();
    assert!(news.contains("Чат: Маркетинг sees changed:"), "{news}");
    assert!(news.contains("137"), "{news}");
    office.close().await;
}

#[tokio::test]
async fn only_by_whoever_approves() {
    let office = planned_week("Mon 11:00").await;
    office.anna().says("/reopen Пётр").await;
    office.igor().says("/reopen Анна").await;
    office.olga().says("/reopen").await;
    assert_snapshot!(office.transcript(), @"");
    office.close().await;
}
