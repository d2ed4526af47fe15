//! People who blocked the bot, and come back.

use insta::assert_snapshot;

use crate::office::Office;
use crate::submit_plan::WHOLE;

#[tokio::test]
async fn the_manager_is_told_once() {
    let office = Office::on("Thu 14:30").await;
    office.anna().blocks().await;
    assert_snapshot!(office.transcript(), @"
    == Thu 26.11 14:30
    > Анна Смирнова blocks the bot
    Ольга Белова reads:
        Анна Смирнова не получает сообщения бота: чат с ботом закрыт или заблокирован. Попросите открыть этот чат и разблокировать бота.
    ");
    office.goes_to("Fri 17:00").await;
    let news = office.transcript();
    assert!(!news.contains("Анна Смирнова не получает"), "{news}");
    assert!(!news.contains("Анна Смирнова reads"), "{news}");
    office.dmitry().says("/people").await;
    assert_snapshot!(office.dmitry().reads(), @"
    Люди: 6 из 6 в боте

    Не получают сообщения
    • Анна Смирнова (anna)

    Новая ссылка: /invite и имя или ключ
    ");
    office.skip();
    office.anna().unblocks().await;
    office.anna().says(WHOLE).await;
    assert!(office.anna().reads().starts_with("📝 План на"), "{}", office.anna().reads());
    office.anna().taps("Отправить").await;
    assert!(office.olga().reads().starts_with("📝 Анна Смирнова"));
    office.dmitry().says("/people").await;
    assert!(!office.dmitry().reads().contains("Не получают"));
    office.skip();
    office.close().await;
}

#[tokio::test]
async fn found_out_only_by_writing() {
    let office = Office::on("Thu 14:30").await;
    office.tg.deactivate(office.pyotr().account);
    office.goes_to("Thu 15:00").await;
    let news = office.transcript();
    assert_eq!(news.matches("Пётр Иванов не получает").count(), 1, "{news}");
    office.goes_to("Fri 12:00").await;
    assert!(!office.transcript().contains("Пётр Иванов не получает"));
    office.cannot_deliver_to(office.pyotr().account);
    office.close().await;
}

#[tokio::test]
async fn a_blocked_manager_is_stood_in_for() {
    let office = Office::on("Thu 15:00").await;
    office.olga().blocks().await;
    office.skip();
    office.anna().says(WHOLE).await;
    office.anna().taps("Отправить").await;
    let news = office.transcript();
    assert!(news.contains("Дмитрий Орлов reads:\n    📝 Анна Смирнова"), "{news}");
    office.close().await;
}
