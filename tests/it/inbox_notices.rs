//! How often the inbox rings: notices come together.

use chrono::Duration;

use crate::inbox::{CLEAN, submits, ten};
use crate::office::Office;

#[tokio::test]
async fn notices_are_bundled_and_survive_a_restart() {
    let mut office = Office::of(&ten(), "Thu 15:00").await;
    let mut seen = 0;
    rings(&office, &mut seen).await;
    submits(&office, "anna", CLEAN).await;
    for who in ["p0", "p1", "p2"] {
        office.later(Duration::minutes(5)).await;
        submits(&office, who, CLEAN).await;
    }
    assert_eq!(rings(&office, &mut seen).await, ["📝 Анна Смирнова · план на 30 ноября – 4 декабря"]);
    office.later(Duration::minutes(14)).await;
    assert_eq!(rings(&office, &mut seen).await, [""; 0]);
    office.restarts().await;
    office.later(Duration::minutes(1)).await;
    assert_eq!(rings(&office, &mut seen).await, ["📝 Ждут решения 4 плана на 30 ноября – 4 декабря"]);
    office.restarts().await;
    office.later(Duration::minutes(60)).await;
    assert_eq!(rings(&office, &mut seen).await, [""; 0]);
    // After a quiet half hour the next one rings at once.
    submits(&office, "p3", CLEAN).await;
    assert_eq!(rings(&office, &mut seen).await, ["📝 Ждут решения 5 планов на 30 ноября – 4 декабря"]);
    submits(&office, "p4", CLEAN).await;
    // Whoever has looked meanwhile needs no notice.
    office.olga().says("/inbox").await;
    rings(&office, &mut seen).await;
    office.later(Duration::minutes(40)).await;
    assert_eq!(rings(&office, &mut seen).await, [""; 0]);
    office.close().await;
}

/// First lines of what came to Olga with a sound since it was last asked.
async fn rings(office: &Office, since: &mut i64) -> Vec<String> {
    office.skip();
    let sent: Vec<(i64, String)> = sqlx::query_as(
        "SELECT id, payload ->> '$.send.html' FROM outbox WHERE chat_id = ? AND id > ? AND kind = 'send'
         AND payload ->> '$.send.silent' IS NULL ORDER BY id",
    )
    .bind(office.account("olga"))
    .bind(*since)
    .fetch_all(office.tx().await.conn())
    .await
    .unwrap();
    *since = sent.last().map_or(*since, |(id, _)| *id);
    let first_line = |html: &str| {
        html.lines().next().unwrap_or_default().replace("<b>", "").replace("</b>", "").replace('\u{a0}', " ")
    };
    sent.iter().map(|(_, html)| first_line(html)).collect()
}

/// A notice that is due belongs to whoever decides by then.
#[tokio::test]
async fn a_bundled_notice_does_not_reach_who_decides_no_more() {
    let office = Office::of(&ten(), "Thu 15:00").await;
    let mut seen = 0;
    submits(&office, "anna", CLEAN).await;
    submits(&office, "p0", CLEAN).await;
    rings(&office, &mut seen).await;
    office.declares(&ten().replacen("manager = \"olga\"", "manager = \"pyotr\"", 1)).await;
    let news = office.transcript();
    assert!(news.contains("Пётр Иванов reads:\n    ⏰ Теперь решаете вы: 2 плана."), "{news}");
    let told = office.tg.messages(office.pyotr().account).len();
    office.later(Duration::minutes(31)).await;
    office.later(Duration::minutes(31)).await;
    assert_eq!(rings(&office, &mut seen).await, [""; 0]);
    assert_eq!(office.tg.messages(office.pyotr().account).len(), told, "he was told once");
    assert_eq!(office.olga().reads(), "Планов на согласовании нет.");
    office.skip();
    office.close().await;
}
