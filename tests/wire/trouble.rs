//! Trouble with Telegram: outages, limits, chats that moved, people who blocked the bot, what is refused.

use chrono::Duration;
use planerka::sandbox::{Fault, FaultRule};
use planerka::storage::company;
use planerka::storage::outbox::{Lane, Place};

use crate::harness::{Wire, app_on, echo};

#[tokio::test]
async fn telegram_down_then_up() {
    let wire = Wire::open().await;
    wire.tg.say(wire.anna, wire.anna, "hello");
    wire.tg.fault(FaultRule::new(Fault::Cut).on("getUpdates"));
    assert!(wire.app.poll_once_with(0, &echo).await.is_err());
    wire.tg.fault(FaultRule::new(Fault::Raw { status: 200, body: "<html>".into() }).on("getUpdates"));
    assert!(wire.app.poll_once_with(0, &echo).await.is_err());
    assert_eq!(wire.hear().await, 1);
    wire.tg.fault(FaultRule::new(Fault::Server { status: 502 }).on("sendMessage").times(2));
    wire.deliver().await;
    wire.pass(1);
    wire.deliver().await;
    assert!(wire.seen(wire.anna).is_empty());
    wire.pass(1);
    wire.deliver().await;
    assert!(wire.seen(wire.anna).is_empty(), "the second wait is longer");
    wire.pass(1);
    wire.deliver().await;
    assert_eq!(wire.seen(wire.anna), ["echo hello"]);
    wire.assert_all_sent().await;
}

#[tokio::test]
async fn a_429_holds_its_chat_and_no_other() {
    let wire = Wire::open().await;
    wire.tg.fault(FaultRule::new(Fault::TooManyRequests { retry_after: 40 }).in_chat(wire.anna));
    for n in 1..=2 {
        wire.say(wire.anna, Lane::Interactive, &format!("a{n}")).await;
        wire.say(wire.boris, Lane::Interactive, &format!("b{n}")).await;
    }
    wire.deliver().await;
    assert!(wire.seen(wire.anna).is_empty());
    assert_eq!(wire.seen(wire.boris), ["b1", "b2"]);
    // Also after a restart.
    let again = app_on(&wire.tg, wire.app.ctx.db.clone(), wire.now() + Duration::seconds(39));
    again.deliver_until_idle().await.unwrap();
    assert!(wire.seen(wire.anna).is_empty());
    wire.pass(40);
    wire.deliver().await;
    assert_eq!(wire.seen(wire.anna), ["a1", "a2"]);
    wire.assert_all_sent().await;
}

#[tokio::test]
async fn a_migrated_group_is_followed_everywhere() {
    let wire = Wire::open().await;
    let group = wire.tg.add_group("Отдел", &[wire.anna]);
    wire.tg.add_bot(group, true);
    let mut tx = wire.tx().await;
    company::link_team_chat(&mut tx, 1, group).await.unwrap();
    tx.commit().await.unwrap();
    wire.show(group, "digest:1:2026-W48", &["digest"], Place::InPlace).await;
    wire.deliver().await;
    let new = wire.tg.migrate(group);
    wire.say(group, Lane::Broadcast, "first").await;
    wire.say(group, Lane::Broadcast, "second").await;
    wire.deliver().await;
    assert_eq!(wire.seen(new), ["first", "second"]);
    wire.assert_all_sent().await;
    assert_eq!(wire.count("SELECT count(*) FROM card WHERE chat_id < -1000000000000").await, 1);
    assert_eq!(wire.count("SELECT count(*) FROM team WHERE chat_id < -1000000000000").await, 1);
    // The old card's message has another number there: it is shown anew.
    wire.show(new, "digest:1:2026-W48", &["digest, late"], Place::InPlace).await;
    wire.deliver().await;
    assert!(wire.seen(new).contains(&"digest, late".to_owned()), "{:?}", wire.seen(new));
}

#[tokio::test]
async fn a_person_who_blocked_the_bot_is_marked_and_nothing_is_lost() {
    let wire = Wire::open().await;
    wire.tg.block(wire.anna);
    for text in ["one", "two"] {
        wire.say(wire.anna, Lane::Broadcast, text).await;
    }
    wire.say(wire.boris, Lane::Broadcast, "to boris").await;
    wire.deliver().await;
    assert_eq!(wire.seen(wire.boris)[0], "to boris");
    assert_eq!(wire.count("SELECT count(*) FROM person WHERE unreachable_since IS NOT NULL").await, 1);
    assert_eq!(wire.count("SELECT count(*) FROM outbox WHERE state = 'failed' AND error LIKE '%blocked%'").await, 2);
    assert_eq!(wire.count("SELECT count(*) FROM outbox WHERE state = 'queued'").await, 0);
}

#[tokio::test]
async fn what_telegram_refuses_fails_alone() {
    let wire = Wire::open().await;
    wire.say(wire.anna, Lane::Interactive, "<b>broken").await;
    wire.say(wire.anna, Lane::Interactive, "fine").await;
    wire.deliver().await;
    assert_eq!(wire.seen(wire.anna), ["fine"]);
    assert_eq!(wire.count("SELECT count(*) FROM outbox WHERE state = 'failed'").await, 1);
}
