//! Cards: whatever happens on the way, the chat ends with the newest.

use planerka::render::message::{Button, Message};
use planerka::sandbox::{Fault, FaultRule};
use planerka::storage::outbox::{self, CardKey, Lane, Place};

use crate::harness::{Wire, post};

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
