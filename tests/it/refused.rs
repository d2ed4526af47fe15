//! Posts that Telegram refuses: they wait, go out once, and the admins hear why.

use chrono::Duration;
use planerka::sandbox::{Fault, FaultRule};
use serde_json::json;

use crate::office::{MARKETING, Office};
use crate::scenes::planned_week;

fn refusal(description: &str) -> Fault {
    let body = json!({"ok": false, "error_code": 400, "description": format!("Bad Request: {description}")});
    Fault::Raw { status: 400, body: body.to_string() }
}

/// Both ways to post a digest are refused with these words, so many times.
fn refuse(office: &Office, description: &str, times: usize) {
    for method in ["sendMessage", "sendPhoto"] {
        office.tg.fault(FaultRule::new(refusal(description)).on(method).in_chat(MARKETING).times(times));
    }
}

fn digests(office: &Office, chat: i64) -> Vec<String> {
    let posts = office.tg.messages(chat).into_iter().filter(|m| m.from_bot && !m.deleted);
    posts.filter(|m| m.text.starts_with("📊 Маркетинг")).map(|m| m.text).collect()
}

fn of_week_49(office: &Office) -> Vec<String> {
    digests(office, MARKETING).into_iter().filter(|post| post.contains("неделя 49")).collect()
}

#[tokio::test]
async fn a_digest_waits_for_the_bot_and_goes_out_once() {
    let office = Office::on("Fri 17:00").await;
    office.tg.kick_bot(MARKETING);
    office.settle().await;
    office.skip();
    office.goes_to("Fri 18:00").await;
    let news = office.transcript();
    let told = "Не могу писать в чат «Маркетинг»: бота оттуда убрали. Верните его";
    assert_eq!(news.matches(told).count(), 2, "Olga, whose team it is, and Dmitry, the admin: {news}");
    office.later(Duration::hours(2)).await;
    assert!(!office.transcript().contains("Не могу писать"), "told once");
    office.tg.add_bot(MARKETING, false);
    office.settle().await;
    assert_eq!(digests(&office, MARKETING).len(), 1);
    office.later(Duration::hours(3)).await;
    assert_eq!(digests(&office, MARKETING).len(), 1);
    office.skip();
    office.close().await;
}

#[tokio::test]
async fn what_one_chat_refused_goes_to_the_one_that_is_linked_next() {
    let office = Office::on("Fri 17:00").await;
    office.tg.kick_bot(MARKETING);
    office.goes_to("Fri 18:00").await;
    let group = office.tg.add_group("Маркетинг, новый", &[office.olga().account]);
    office.settle().await;
    office.olga().says_in(group, "/link").await;
    office.olga().taps_in(group, "Маркетинг").await;
    assert_eq!(digests(&office, group).len(), 1);
    office.skip();
    office.close().await;
}

#[tokio::test]
async fn a_digest_that_waited_a_week_is_dropped_for_the_next() {
    let office = Office::on("Fri 17:00").await;
    office.tg.kick_bot(MARKETING);
    office.goes_to("Fri 18:00").await;
    office.goes_to("Mon 12:00").await;
    office.goes_to("Fri 18:30").await;
    office.tg.add_bot(MARKETING, false);
    office.settle().await;
    let posts = digests(&office, MARKETING);
    assert!(posts.iter().all(|post| !post.contains("неделя 48")), "{posts:?}");
    assert_eq!(posts.len(), 1, "{posts:?}");
    office.skip();
    office.cannot_deliver_to(MARKETING);
    office.close().await;
}

#[tokio::test]
async fn without_the_right_to_write_it_is_tried_again_every_hour() {
    let office = Office::on("Fri 17:00").await;
    refuse(&office, "not enough rights to send text messages to the chat", 2);
    office.goes_to("Fri 18:00").await;
    let news = office.transcript();
    assert!(news.contains("Не могу писать в чат «Маркетинг»: боту там запрещено писать."), "{news}");
    office.later(Duration::minutes(61)).await;
    assert!(digests(&office, MARKETING).is_empty());
    office.later(Duration::minutes(61)).await;
    assert_eq!(digests(&office, MARKETING).len(), 1);
    office.skip();
    office.tg.clear_faults();
    office.close().await;
}

#[tokio::test]
async fn a_closed_topic_gets_its_digest_when_it_is_opened() {
    let office = Office::on("Fri 17:00").await;
    refuse(&office, "TOPIC_CLOSED", 1);
    office.goes_to("Fri 18:00").await;
    assert!(office.transcript().contains("Не могу писать в чат «Маркетинг»: тема закрыта. Откройте её"));
    // Telegram shows service messages to every bot.
    office.tg.set_privacy(false);
    office.tg.say_raw(office.olga().account, MARKETING, json!({"forum_topic_reopened": {}, "message_thread_id": 7}));
    office.settle().await;
    assert_eq!(digests(&office, MARKETING).len(), 1);
    office.skip();
    office.tg.clear_faults();
    office.close().await;
}

#[tokio::test]
async fn an_edit_that_is_refused_is_told_and_made_good() {
    let office = planned_week("Fri 18:00").await;
    office.tg.kick_bot(MARKETING);
    office.settle().await;
    office.skip();
    office.pyotr().says("55 300\n1 частично 6ч 28 заявок").await;
    office.pyotr().taps("Отчёт").await;
    assert!(office.transcript().contains("Не могу писать в чат «Маркетинг»: бота оттуда убрали."));
    office.tg.add_bot(MARKETING, false);
    office.settle().await;
    let posts = of_week_49(&office);
    assert_eq!(posts.len(), 1);
    assert!(posts[0].contains("28 заявок"), "{posts:?}");
    office.skip();
    office.close().await;
}

#[tokio::test]
async fn a_refused_picture_does_not_take_the_text_with_it() {
    for (fault, told) in [
        (refusal("not enough rights to send photos to the chat"), true),
        (refusal("IMAGE_PROCESS_FAILED"), true),
        (Fault::Raw { status: 413, body: "Request Entity Too Large".to_owned() }, true),
        (Fault::Server { status: 500 }, false),
    ] {
        let office = planned_week("Fri 17:50").await;
        office.tg.fault(FaultRule::new(fault.clone()).on("sendPhoto").in_chat(MARKETING));
        office.goes_to("Fri 18:00").await;
        let news = office.transcript();
        assert_eq!(news.contains("«Маркетинг» ушло без картинки"), told, "{fault:?}: {news}");
        assert_eq!(of_week_49(&office).len(), 1, "{fault:?}");
        // The next change brings the picture.
        office.pyotr().says("55 300\n1 частично 6ч 28 заявок").await;
        office.pyotr().taps("Отчёт").await;
        assert!(office.tg.latest(MARKETING).unwrap().photo.is_some(), "{fault:?}");
        assert_eq!(of_week_49(&office).len(), 1, "{fault:?}");
        office.skip();
        office.close().await;
    }
}

#[tokio::test]
async fn ornaments_hold_nobody_up() {
    let office = Office::on("Thu 15:00").await;
    for status in [500, 502] {
        office.tg.fault(FaultRule::new(Fault::Server { status }).on("setMyCommands").times(3));
        office.tg.fault(FaultRule::new(Fault::Server { status }).on("setMessageReaction").times(3));
    }
    office.tg.fault(FaultRule::new(Fault::TooManyRequests { retry_after: 600 }).on("setMessageReaction").times(9));
    office.anna().says("/language").await;
    office.anna().taps("English").await;
    office.skip();
    office.anna().says("/help").await;
    assert!(office.transcript().contains("Анна Смирнова reads"), "the chat goes on");
    office.tg.clear_faults();
    office.later(Duration::minutes(2)).await;
    office.skip();
    office.close().await;
}

#[tokio::test]
async fn a_message_that_is_never_answered_is_sent_three_times_at_most() {
    let office = Office::on("Thu 14:00").await;
    let chat = office.anna().account;
    office.skip();
    office.tg.fault(FaultRule::new(Fault::CutAfter).on("sendMessage").in_chat(chat).times(6));
    let before = office.tg.messages(chat).len();
    office.anna().says("/help").await;
    for _ in 0..8 {
        office.later(Duration::seconds(61)).await;
    }
    // Her command, and the answer three times.
    assert_eq!(office.tg.messages(chat).len() - before, 4);
    office.skip();
    office.tg.clear_faults();
    office.cannot_deliver_to(chat);
    office.close().await;
}

#[tokio::test]
async fn updates_out_of_order_are_all_heard() {
    let office = Office::on("Thu 15:00").await;
    office.skip();
    let update = |id: i64, message: i64, text: &str| {
        json!({"update_id": id, "message": {"message_id": message, "date": office.now().timestamp(), "text": text,
            "chat": {"id": office.anna().account, "type": "private", "first_name": "Анна"},
            "from": {"id": office.anna().account, "is_bot": false, "first_name": "Анна"}}})
    };
    let batch = [update(900_000_002, 90_002, "/me"), update(900_000_001, 90_001, "/help")];
    let body = json!({"ok": true, "result": batch}).to_string();
    office.tg.fault(FaultRule::new(Fault::Raw { status: 200, body }).on("getUpdates"));
    office.settle().await;
    assert_eq!(office.transcript().matches("Анна Смирнова reads").count(), 2);
    office.close().await;
}
