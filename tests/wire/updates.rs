//! Updates in: each is handled once, and what cannot be handled is kept.

use planerka::chat::batch;
use planerka::sandbox::Sandbox;
use planerka::storage::Db;
use planerka::telegram::{Api, CallError};
use teloxide::Bot;

use crate::harness::{Wire, app_on, deaf, echo};

#[tokio::test]
async fn an_update_that_comes_again_is_skipped() {
    let wire = Wire::open().await;
    wire.tg.say(wire.anna, wire.anna, "one");
    assert_eq!(wire.hear().await, 1);
    // The process dies before it confirms: the next one is given the same update.
    let again = app_on(&wire.tg, wire.app.ctx.db.clone(), wire.now());
    assert_eq!(wire.tg.unconfirmed(), 1);
    assert_eq!(again.poll_once_with(0, &echo).await.unwrap(), 0);
    wire.deliver().await;
    assert_eq!(wire.seen(wire.anna), ["echo one"]);
    again.poll_once_with(0, &echo).await.unwrap();
    assert_eq!(wire.tg.unconfirmed(), 0);
}

#[tokio::test]
async fn a_new_sequence_of_update_ids_is_heard() {
    let wire = Wire::open().await;
    let mut tx = wire.tx().await;
    sqlx::query("UPDATE update_offset SET last_update_id = 2000000000").execute(tx.conn()).await.unwrap();
    tx.commit().await.unwrap();
    wire.tg.say(wire.anna, wire.anna, "after the silence");
    assert_eq!(wire.hear().await, 1);
}

#[tokio::test]
async fn a_poisoned_update_is_set_aside_and_its_sender_is_told() {
    let wire = Wire::open().await;
    for text in ["one", "fail", "two", "panic", "three"] {
        wire.tg.say(wire.anna, wire.anna, text);
    }
    assert_eq!(wire.hear().await, 5);
    wire.deliver().await;
    let seen = wire.seen(wire.anna);
    let apology = &seen[1];
    assert_eq!(seen, ["echo one", apology, "echo two", apology, "echo three"], "nothing of the bad ones is kept");
    let mut tx = wire.tx().await;
    let kept: Vec<(String, String)> =
        sqlx::query_as("SELECT raw, cause FROM failed_update ORDER BY update_id").fetch_all(tx.conn()).await.unwrap();
    assert!(kept[0].0.contains("\"fail\"") && kept[0].1.ends_with("told to fail"), "{kept:?}");
    assert!(kept[1].0.contains("\"panic\"") && kept[1].1.ends_with("panic: told to panic"), "{kept:?}");
}

#[tokio::test]
async fn trouble_with_the_disk_confirms_nothing() {
    let wire = Wire::open().await;
    wire.tg.say(wire.anna, wire.anna, "one");
    wire.tg.say(wire.anna, wire.anna, "full");
    assert!(wire.app.poll_once_with(0, &echo).await.is_err());
    assert_eq!(wire.tg.unconfirmed(), 2);
    assert_eq!(wire.count("SELECT (SELECT count(*) FROM outbox) + (SELECT count(*) FROM failed_update)").await, 0);
    assert_eq!(wire.app.poll_once_with(0, &deaf).await.unwrap(), 2, "it comes again");
}

#[tokio::test]
async fn text_with_an_unknown_entity_is_heard() {
    let wire = Wire::open().await;
    let entities = serde_json::json!([{"type": "date_time", "offset": 0, "length": 3, "unix_time": 1},
        {"type": "bold", "offset": 4, "length": 2}]);
    wire.tg.say_raw(wire.anna, wire.anna, serde_json::json!({"text": "Thu ok", "entities": entities}));
    wire.tg.say_raw(
        wire.anna,
        wire.anna,
        serde_json::json!({"text": "odd forward", "forward_origin": {"type": "telepathy", "date": 1}}),
    );
    assert_eq!(wire.hear().await, 2);
    wire.deliver().await;
    assert_eq!(wire.seen(wire.anna), ["echo Thu ok", "echo odd forward"]);
}

#[tokio::test]
async fn unknown_kinds_of_updates_are_skipped() {
    let wire = Wire::open().await;
    wire.tg.push_update(serde_json::json!({"telepathy": {"thought": "hm"}}));
    wire.tg.say(wire.anna, wire.anna, "after");
    assert_eq!(wire.hear().await, 2);
    wire.deliver().await;
    assert_eq!(wire.seen(wire.anna), ["echo after"]);
    assert_eq!(wire.count("SELECT count(*) FROM failed_update").await, 0);
}

#[tokio::test]
async fn an_unreadable_message_is_kept() {
    let wire = Wire::open().await;
    wire.tg.push_update(serde_json::json!({"message": {"text": "who am I?"}}));
    wire.tg.say(wire.anna, wire.anna, "after");
    assert_eq!(wire.hear().await, 2);
    assert_eq!(wire.count("SELECT count(*) FROM failed_update WHERE raw LIKE '%who am I?%'").await, 1);
}

#[tokio::test]
async fn a_batch_without_news_costs_nothing() {
    let wire = Wire::open().await;
    assert_eq!(batch::handle(&wire.app.ctx, &[], &echo).await.unwrap(), 0);
    assert!(wire.dir.path().exists());
}

#[tokio::test]
async fn nothing_is_fetched_before_a_company_is_declared() {
    let wire = Wire::open().await;
    let db = Db::open(&wire.dir.path().join("empty.db")).await.unwrap();
    let app = app_on(&wire.tg, db, wire.now());
    wire.tg.say(wire.anna, wire.anna, "anybody there?");
    let (asked, waiting) = (wire.tg.calls("getUpdates"), wire.tg.unconfirmed());
    let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
    let run = app.run(async {
        let _ = stopped.await;
    });
    let story = async {
        while wire.tg.calls("getMe") < 2 {
            tokio::task::yield_now().await;
        }
        for _ in 0..1000 {
            tokio::task::yield_now().await;
        }
        stop.send(()).unwrap();
    };
    let (ended, ()) = tokio::join!(run, story);
    ended.unwrap();
    assert_eq!(wire.tg.calls("getUpdates"), asked);
    assert_eq!(wire.tg.unconfirmed(), waiting, "it stays with Telegram");
}

#[tokio::test]
async fn a_file_comes_whole_or_not_at_all() {
    let here = Sandbox::start().await.unwrap();
    let api = Api::of(&Bot::new(here.token()).set_api_url(here.url().parse().unwrap()));
    let person = here.add_user("Анна", "Смирнова", None, "ru");
    let sent = here.say_document(person, person, "a.csv", "1;2", "");
    let id = here.message(person, sent).unwrap().file_id.unwrap();
    assert_eq!(api.download(&id, 3).await, Ok(Some(b"1;2".to_vec())));
    assert_eq!(api.download(&id, 2).await, Ok(None));
    assert!(matches!(api.download("nothing", 2).await, Err(CallError::Refused(refusal)) if refusal.code == 400));
}
