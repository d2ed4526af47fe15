//! Two bots with one token: Telegram gives the updates to one of them, and the admins are told once.

use chrono::Duration;
use planerka::sandbox::{Fault, FaultRule};

use crate::office::Office;

const OTHER_BOT: &str =
    "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running";
const WEBHOOK: &str =
    "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first";

/// Telegram gives the updates to somebody else for so many questions.
async fn in_conflict(office: &Office, why: &str, times: usize) {
    let body = format!(r#"{{"ok":false,"error_code":409,"description":"{why}"}}"#);
    for _ in 0..times {
        office.tg.fault(FaultRule::new(Fault::Raw { status: 409, body: body.clone() }).on("getUpdates"));
        office.app.poll_once(0).await.expect_err("a conflict");
        // Two bots take turns: the next question is answered.
        office.settle().await;
    }
}

#[tokio::test]
async fn the_admins_are_told_of_a_second_bot_once_and_status_says_so_while_it_lasts() {
    let office = Office::on("Tue 10:00").await;
    in_conflict(&office, OTHER_BOT, 5).await;
    insta::assert_snapshot!(office.transcript(), @"
    == Tue 24.11 10:00
    Дмитрий Орлов reads:
        Ещё один бот с тем же токеном забирает мои сообщения: часть из них до меня не доходит. Остановите второго бота или возьмите новый токен у @BotFather.
    ");
    office.later(Duration::minutes(30)).await;
    in_conflict(&office, OTHER_BOT, 2).await;
    office.dmitry().says("/status").await;
    insta::assert_snapshot!(office.transcript().replace('\u{a0}', " "), @"
    == Tue 24.11 10:30
    > Дмитрий Орлов: /status
    Дмитрий Орлов reads:
        Работаю. Очередь сообщений пуста.
        Ещё один бот с тем же токеном забирает сообщения с вт, 24 ноября, 10:00. Нужно остановить его или взять новый токен у @BotFather.
    ");
    // It has gone on till now; an hour after the last of it, it is over, and a new one is told anew.
    office.later(Duration::minutes(61)).await;
    office.dmitry().says("/status").await;
    assert!(!office.dmitry().reads().contains("токен"), "{}", office.dmitry().reads());
    office.skip();
    in_conflict(&office, OTHER_BOT, 2).await;
    assert!(office.dmitry().reads().contains("Ещё один бот с тем же токеном"), "{}", office.dmitry().reads());
    office.skip();
    office.close().await;
}

#[tokio::test]
async fn a_webhook_is_told_of_by_its_name() {
    let office = Office::on("Tue 10:00").await;
    in_conflict(&office, WEBHOOK, 2).await;
    office.dmitry().says("/status").await;
    insta::assert_snapshot!(office.transcript().replace('\u{a0}', " "), @"
    == Tue 24.11 10:00
    Дмитрий Орлов reads:
        Мои сообщения уходят на веб-адрес (webhook), и до меня не доходят. Снимите его: метод deleteWebhook.
    > Дмитрий Орлов: /status
    Дмитрий Орлов reads:
        Работаю. Очередь сообщений пуста.
        Сообщения уходят на веб-адрес (webhook) с вт, 24 ноября, 10:00. Его снимает метод deleteWebhook.
    ");
    office.close().await;
}

#[tokio::test]
async fn when_telegram_last_answered_is_kept_at_most_once_a_minute() {
    let office = Office::on("Tue 10:00").await;
    let heard = async || -> String {
        let mut tx = office.tx().await;
        sqlx::query_scalar("SELECT heard_at FROM bot_state").fetch_one(tx.conn()).await.unwrap()
    };
    let first = heard().await;
    office.later(Duration::seconds(30)).await;
    assert_eq!(heard().await, first);
    office.later(Duration::seconds(30)).await;
    assert_ne!(heard().await, first);
    office.close().await;
}
