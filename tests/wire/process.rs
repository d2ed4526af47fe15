//! The loops and the transactions under them.

use crate::harness::Wire;

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
