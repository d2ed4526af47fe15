//! What is sent before what.

use planerka::render::message::Message;
use planerka::sandbox::{Event, Fault, FaultRule};
use planerka::storage::outbox::{self, Lane, Place};

use crate::harness::{Wire, deaf, tap};

#[tokio::test]
async fn a_chat_keeps_its_order_though_the_first_stumbles() {
    let wire = Wire::open().await;
    wire.tg.fault(FaultRule::new(Fault::Server { status: 500 }).in_chat(wire.anna));
    for n in 1..=5 {
        wire.say(wire.anna, if n % 2 == 0 { Lane::Interactive } else { Lane::Broadcast }, &n.to_string()).await;
    }
    wire.deliver().await;
    assert!(wire.seen(wire.anna).is_empty());
    wire.pass(1);
    wire.deliver().await;
    assert_eq!(wire.seen(wire.anna), ["1", "2", "3", "4", "5"]);
}

#[tokio::test]
async fn answers_go_before_broadcasts() {
    let wire = Wire::open().await;
    let people: Vec<i64> = (0..150).map(|n| wire.tg.add_user(&format!("P{n}"), "", None, "ru")).collect();
    for person in &people {
        wire.tg.say(*person, *person, "/start");
    }
    while wire.app.poll_once_with(0, &deaf).await.unwrap() > 0 {}
    let mut tx = wire.tx().await;
    for person in &people {
        let message = Message::html("to everybody");
        outbox::say(&mut tx, *person, Lane::Broadcast, message, wire.now());
    }
    tx.commit().await.unwrap();
    wire.say(wire.anna, Lane::Interactive, "an answer").await;
    let (_, cursor) = wire.tg.log_since(0);
    wire.deliver().await;
    let (events, _) = wire.tg.log_since(cursor);
    let at = events.iter().position(|e| matches!(e, Event::Sent { text, .. } if text == "an answer")).unwrap();
    assert!(at < 64, "within the first window, not behind {at} broadcasts");
    assert_eq!(events.iter().filter(|e| matches!(e, Event::Sent { .. })).count(), 151);
    wire.assert_all_sent().await;
}

#[tokio::test]
async fn a_stale_answer_to_a_tap_is_closed_unsent() {
    let wire = Wire::open().await;
    let mut tx = wire.tx().await;
    outbox::answer(&mut tx, wire.anna, tap("17", Some("late")), wire.now());
    tx.commit().await.unwrap();
    wire.pass(61);
    wire.deliver().await;
    assert_eq!(wire.tg.calls("answerCallbackQuery"), 0);
    let mut tx = wire.tx().await;
    outbox::answer(&mut tx, wire.anna, tap("18", None), wire.now());
    tx.commit().await.unwrap();
    wire.deliver().await;
    assert_eq!(wire.tg.calls("answerCallbackQuery"), 1, "Telegram finds the query invalid, which is success");
    wire.assert_all_sent().await;
}

#[tokio::test]
async fn what_depends_on_nothing_else_overtakes_a_slow_message_and_new_messages_keep_their_order() {
    let wire = Wire::open().await;
    wire.show(wire.anna, "plan:1", &["v1"], Place::InPlace).await;
    wire.deliver().await;
    let card = wire.tg.latest(wire.anna).unwrap().id;
    let said = wire.tg.say(wire.anna, wire.anna, "hm");
    while wire.hear().await > 0 {}
    wire.deliver().await;
    let (_, since) = wire.tg.log_since(usize::MAX);
    wire.tg.fault(FaultRule::new(Fault::Hang { millis: 700 }).on("sendMessage"));
    wire.say(wire.anna, Lane::Interactive, "first").await;
    wire.say(wire.anna, Lane::Interactive, "second").await;
    wire.show(wire.anna, "plan:1", &["v2"], Place::InPlace).await;
    wire.show(wire.anna, "plan:2", &["another"], Place::InPlace).await;
    wire.show(wire.anna, "plan:2", &["another, changed"], Place::InPlace).await;
    let mut tx = wire.tx().await;
    outbox::react(&mut tx, wire.anna, said, "👌", wire.now());
    tx.commit().await.unwrap();
    wire.say(wire.boris, Lane::Broadcast, "elsewhere").await;

    let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
    let run = wire.app.run(async {
        let _ = stopped.await;
    });
    let story = async {
        while wire.count("SELECT count(*) FROM outbox WHERE state = 'queued'").await > 0 {
            tokio::time::sleep(std::time::Duration::from_millis(5)).await;
        }
        stop.send(()).unwrap();
    };
    let (ended, ()) = tokio::join!(run, story);
    ended.unwrap();
    let (events, _) = wire.tg.log_since(since);
    let order: Vec<String> = events
        .into_iter()
        .filter_map(|event| match event {
            Event::Sent { text, .. } => Some(text),
            Event::Edited { message, text, .. } => {
                Some(format!("{} {text}", if message == card { "card" } else { "new" }))
            }
            Event::Reacted { emoji, .. } => emoji,
            _ => None,
        })
        .collect();
    let at = |what: &str| order.iter().position(|said| said == what).unwrap_or_else(|| panic!("{what}: {order:?}"));
    for quick in ["card v2", "👌", "elsewhere"] {
        assert!(at(quick) < at("first"), "{quick}: {order:?}");
    }
    assert!(at("first") < at("second") && at("second") < at("another"), "{order:?}");
    assert!(at("another") < at("new another, changed"), "{order:?}");
    assert!(wire.seen(wire.anna).contains(&"another, changed".to_owned()));
    wire.assert_all_sent().await;
}
