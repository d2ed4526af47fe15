//! Updates in and messages out, against the sandbox: what must hold whatever the handlers say.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that surprises us stops")]

use chrono::{DateTime, Duration, Utc};
use planerka::app::App;
use planerka::chat::batch;
use planerka::clock::Clock;
use planerka::domain::calendar::ritual::Ritual;
use planerka::render::message::{Button, Message};
use planerka::sandbox::{Event, Fault, FaultRule, Sandbox};
use planerka::storage::outbox::{self, CardKey, Lane, Place, Post, TapAnswer};
use planerka::storage::{Db, Tx, company};
use planerka::telegram::queue::Limits;
use planerka::telegram::{Api, CallError};
use planerka::texts::Texts;
use planerka::unit::Unit;
use teloxide::Bot;
use teloxide::types::{Update, UpdateKind};

const NOON: &str = "2026-11-26T12:00:00Z";

struct Wire {
    tg: Sandbox,
    app: App,
    dir: tempfile::TempDir,
    anna: i64,
    boris: i64,
}

/// Says back what it hears; stumbles over what it is told to stumble over.
async fn echo(unit: &mut Unit<'_>, update: &Update) -> anyhow::Result<()> {
    if let UpdateKind::Message(message) = &update.kind
        && let Some(text) = message.text()
    {
        let chat = message.chat.id.0;
        outbox::say(unit.tx, chat, Lane::Interactive, Message::html(format!("echo {text}")), unit.now);
        match text {
            "fail" => anyhow::bail!("told to fail"),
            "panic" => panic!("told to panic"),
            "full" => return Err(sqlx::Error::Io(std::io::Error::other("disk full")).into()),
            _ => {}
        }
    }
    Ok(())
}

async fn deaf(_: &mut Unit<'_>, _: &Update) -> anyhow::Result<()> {
    Ok(())
}

fn post(chat: i64, key: &str, place: Place) -> Post {
    Post { chat, key: key.parse().unwrap(), lane: Lane::Interactive, place }
}

fn tap<'a>(callback_id: &'a str, text: Option<&'a str>) -> TapAnswer<'a> {
    TapAnswer { callback_id, text, alert: false }
}

impl Wire {
    async fn open() -> Self {
        let tg = Sandbox::start().await.unwrap();
        let now: DateTime<Utc> = NOON.parse().unwrap();
        tg.set_now(now.timestamp());
        let dir = tempfile::tempdir().unwrap();
        let db = Db::open(&dir.path().join("wire.db")).await.unwrap();
        let anna = tg.add_user("Анна", "Ким", Some("anna"), "ru");
        let boris = tg.add_user("Борис", "Ли", Some("boris"), "ru");
        let mut tx = db.begin().await.unwrap();
        for sql in [
            "INSERT INTO company (id, name, timezone, locale, week_minutes, ritual, declared_at) \
             VALUES (1, 'ТП Лаб', 'Europe/Moscow', 'ru', 2400, ?1, ?2)",
            "INSERT INTO team (id, key, name, function, chat_id, position) SELECT 1, 'm', 'М', 'other', -500, 0 \
             WHERE ?1 <> ?2",
        ] {
            let ritual = serde_json::to_string(&Ritual::default()).unwrap();
            sqlx::query(sql).bind(ritual).bind(NOON).execute(tx.conn()).await.unwrap();
        }
        for (n, person) in [anna, boris].into_iter().enumerate() {
            sqlx::query(
                "INSERT INTO person (key, name, team_id, role, telegram_id, joined_at, position) \
                 VALUES (?, ?, 1, 'employee', ?, ?, ?)",
            )
            .bind(format!("p{n}"))
            .bind("Имя Фамилия")
            .bind(person)
            .bind(NOON)
            .bind(0)
            .execute(tx.conn())
            .await
            .unwrap();
        }
        tx.commit().await.unwrap();
        let app = app_on(&tg, db, now);
        let wire = Self { tg, app, dir, anna, boris };
        for person in [anna, boris] {
            wire.tg.say(person, person, "/start");
        }
        wire.app.poll_once_with(0, &deaf).await.unwrap();
        wire
    }

    async fn tx(&self) -> Tx {
        self.app.ctx.db.begin().await.unwrap()
    }

    fn now(&self) -> DateTime<Utc> {
        self.app.ctx.clock.now()
    }

    fn pass(&self, seconds: i64) {
        self.app.ctx.clock.set(self.now() + Duration::seconds(seconds));
    }

    async fn say(&self, chat: i64, lane: Lane, text: &str) {
        let mut tx = self.tx().await;
        outbox::say(&mut tx, chat, lane, Message::html(text), self.now());
        tx.commit().await.unwrap();
    }

    async fn show(&self, chat: i64, key: &str, parts: &[&str], place: Place) {
        let parts: Vec<Message> = parts.iter().map(|text| Message::html(*text)).collect();
        let mut tx = self.tx().await;
        outbox::show(&mut tx, post(chat, key, place), parts, self.now());
        tx.commit().await.unwrap();
    }

    async fn hear(&self) -> usize {
        self.app.poll_once_with(0, &echo).await.unwrap()
    }

    async fn deliver(&self) {
        self.app.deliver_until_idle().await.unwrap();
    }

    /// What of the bot's stands in the chat.
    fn seen(&self, chat: i64) -> Vec<String> {
        self.tg.messages(chat).into_iter().filter(|m| m.from_bot && !m.deleted).map(|m| m.text).collect()
    }

    async fn count(&self, sql: &'static str) -> i64 {
        let mut tx = self.tx().await;
        sqlx::query_scalar(sql).fetch_one(tx.conn()).await.unwrap()
    }

    async fn assert_all_sent(&self) {
        assert_eq!(self.count("SELECT count(*) FROM outbox WHERE state <> 'sent'").await, 0);
    }
}

fn app_on(tg: &Sandbox, db: Db, now: DateTime<Utc>) -> App {
    let bot = Bot::new(tg.token()).set_api_url(tg.url().parse().unwrap());
    App::with_limits(db, Clock::manual(now), Texts::load().unwrap(), bot, Limits::NONE)
}

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

#[tokio::test]
async fn edits_of_one_card_collapse_into_the_newest() {
    let wire = Wire::open().await;
    wire.show(wire.anna, "plan:1", &["v1"], Place::InPlace).await;
    wire.deliver().await;
    for text in ["v2", "v3", "v4"] {
        wire.show(wire.anna, "plan:1", &[text], Place::InPlace).await;
    }
    wire.deliver().await;
    assert_eq!(wire.seen(wire.anna), ["v4"]);
    assert_eq!(wire.tg.calls("editMessageText"), 1);
    wire.assert_all_sent().await;
}

#[tokio::test]
async fn not_modified_is_success() {
    let wire = Wire::open().await;
    for _ in 0..3 {
        wire.show(wire.anna, "plan:1", &["same"], Place::InPlace).await;
        wire.deliver().await;
    }
    assert_eq!(wire.tg.calls("editMessageText"), 2);
    wire.assert_all_sent().await;
}

#[tokio::test]
async fn a_card_edited_before_it_was_sent_ends_with_the_newest() {
    let wire = Wire::open().await;
    wire.show(wire.anna, "plan:1", &["v1"], Place::InPlace).await;
    wire.show(wire.anna, "plan:1", &["v2"], Place::Below).await;
    wire.deliver().await;
    assert_eq!(wire.seen(wire.anna), ["v2"]);
    wire.assert_all_sent().await;
}

#[tokio::test]
async fn a_card_edited_while_an_edit_is_in_flight_ends_with_the_newest() {
    let wire = Wire::open().await;
    wire.show(wire.anna, "plan:1", &["v1"], Place::InPlace).await;
    wire.deliver().await;
    wire.show(wire.anna, "plan:1", &["v2"], Place::InPlace).await;
    // v2 stands in the chat and the answer is under way when v3 is written.
    wire.tg.fault(FaultRule::new(Fault::HangAfter { millis: 30 }).on("editMessageText"));
    let (_, cursor) = wire.tg.log_since(0);
    let newer = async {
        wire.tg.wait_past(cursor).await;
        wire.show(wire.anna, "plan:1", &["v3"], Place::InPlace).await;
    };
    tokio::join!(wire.deliver(), newer);
    wire.deliver().await;
    assert_eq!(wire.seen(wire.anna), ["v3"]);
    assert_eq!(wire.tg.calls("editMessageText"), 2);
    wire.assert_all_sent().await;
}

#[tokio::test]
async fn a_card_whose_message_was_deleted_is_sent_anew() {
    let wire = Wire::open().await;
    wire.show(wire.anna, "plan:1", &["v1"], Place::InPlace).await;
    wire.deliver().await;
    let id = wire.tg.latest(wire.anna).unwrap().id;
    wire.tg.delete(wire.anna, id);
    wire.show(wire.anna, "plan:1", &["v2"], Place::InPlace).await;
    wire.deliver().await;
    assert_eq!(wire.seen(wire.anna), ["v2"]);
    let new = wire.tg.latest(wire.anna).unwrap().id;
    let mut tx = wire.tx().await;
    assert_eq!(outbox::card_message(&mut tx, wire.anna, CardKey::Plan(1)).await.unwrap(), Some(new));
    drop(tx);
    wire.assert_all_sent().await;
}

#[tokio::test]
async fn a_card_moves_below_and_changes_its_number_of_parts() {
    let wire = Wire::open().await;
    let key = Message::html("one").with_keyboard(vec![vec![Button::tap("Отправить", "plan:send:1")]]);
    let mut tx = wire.tx().await;
    outbox::show(&mut tx, post(wire.anna, "plan:1", Place::InPlace), vec![key], wire.now());
    tx.commit().await.unwrap();
    wire.deliver().await;
    assert_eq!(wire.tg.latest(wire.anna).unwrap().buttons[0][0].text, "Отправить");
    wire.show(wire.anna, "plan:1", &["p1", "p2", "p3"], Place::InPlace).await;
    wire.deliver().await;
    assert_eq!(wire.seen(wire.anna), ["p1", "p2", "p3"]);
    wire.say(wire.anna, Lane::Interactive, "between").await;
    wire.show(wire.anna, "plan:1", &["q1", "q2"], Place::Below).await;
    wire.deliver().await;
    assert_eq!(wire.seen(wire.anna), ["between", "q1", "q2"]);
    wire.assert_all_sent().await;
}

#[tokio::test]
async fn what_a_card_went_through_in_one_transaction_is_what_it_would_have_gone_through_in_many() {
    use Place::{Below, InPlace, Near};
    let steps: [(&[&str], Place); 9] = [
        (&["a"], InPlace),
        (&["b1", "b2"], Below),
        (&["c1", "c2", "c3"], Near),
        (&["d"], InPlace),
        (&["e1", "e2"], Below),
        (&["f"], Near),
        (&["g"], Near),
        (&["h"], Near),
        (&["i1", "i2"], Near),
    ];
    // The card stands in the chat before each run of steps, or does not.
    for before in [false, true] {
        for run in 1..=steps.len() {
            let (apart, together) = (Wire::open().await, Wire::open().await);
            for wire in [&apart, &together] {
                if before {
                    wire.show(wire.anna, "plan:1", &["x", "y"], InPlace).await;
                    wire.deliver().await;
                }
            }
            for (parts, place) in &steps[..run] {
                apart.show(apart.anna, "plan:1", parts, *place).await;
                apart.deliver().await;
            }
            let mut tx = together.tx().await;
            for (parts, place) in &steps[..run] {
                let parts = parts.iter().map(|text| Message::html(*text)).collect();
                outbox::show(&mut tx, post(together.anna, "plan:1", *place), parts, together.now());
            }
            assert_eq!(outbox::chats_showing(&mut tx, CardKey::Plan(1)).await.unwrap(), [together.anna]);
            tx.commit().await.unwrap();
            together.deliver().await;
            assert_eq!(together.seen(together.anna), apart.seen(apart.anna), "{run} steps, before: {before}");
            together.assert_all_sent().await;
        }
    }
}

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
async fn a_batch_without_news_costs_nothing() {
    let wire = Wire::open().await;
    assert_eq!(batch::handle(&wire.app.ctx, &[], &echo).await.unwrap(), 0);
    assert!(wire.dir.path().exists());
}

#[tokio::test]
async fn the_loops_answer_and_stop_when_told() {
    let wire = Wire::open().await;
    let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
    let run = wire.app.run(async {
        let _ = stopped.await;
    });
    let story = async {
        let said = wire.tg.say(wire.anna, wire.anna, "/help");
        wire.tg.wait_reply(wire.anna, said).await;
        stop.send(()).unwrap();
        std::time::Instant::now()
    };
    let (ended, told) = tokio::join!(run, story);
    ended.unwrap();
    assert!(told.elapsed() < std::time::Duration::from_secs(5));
    let arrived = wire.seen(wire.anna).len() + wire.seen(wire.boris).len();
    let known = wire.count("SELECT count(*) FROM outbox WHERE kind = 'send' AND state = 'sent'").await;
    assert_eq!(known, i64::try_from(arrived).unwrap(), "nothing that arrived is forgotten");
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

#[tokio::test]
async fn a_transaction_that_is_cut_short_while_it_begins_does_not_stay_open() {
    let wire = Wire::open().await;
    let db = &wire.app.ctx.db;
    for polls in 1..8 {
        let mut begin = Box::pin(db.begin());
        for _ in 0..polls {
            if futures::poll!(&mut begin).is_ready() {
                break;
            }
            tokio::task::yield_now().await;
        }
        drop(begin);
        db.begin().await.unwrap().rollback().await.unwrap();
    }
}
