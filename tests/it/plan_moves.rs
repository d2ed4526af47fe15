//! What storage makes of a plan's moves: each is written once, and only on what it was made on.

use chrono::Duration;
use planerka::domain::plan::{Deciding, Plan, PlanState};
use planerka::storage::Tx;
use planerka::storage::plan::{self as plans, SomebodyWasFirst};

use crate::office::Office;
use crate::submit_plan::WHOLE;

/// Anna's plan waits for Olga.
async fn waiting() -> Office {
    let office = Office::on("Thu 15:30").await;
    office.anna().says(WHOLE).await;
    office.anna().taps("Отправить").await;
    office.skip();
    office
}

async fn annas(office: &Office, tx: &mut Tx) -> Plan {
    let id = sqlx::query_scalar("SELECT l.id FROM plan l JOIN person p ON p.id = l.person_id WHERE p.key = 'anna'")
        .fetch_one(tx.conn())
        .await
        .unwrap();
    let plan = plans::get(tx, id).await.unwrap().unwrap();
    assert!(plan.submitted_at.is_some_and(|at| at <= office.now()));
    plan
}

async fn history(tx: &mut Tx, plan: &Plan) -> usize {
    plans::events(tx, plan.id).await.unwrap().len()
}

#[tokio::test]
async fn of_two_who_decide_on_the_same_the_second_writes_nothing() {
    let office = waiting().await;
    let mut tx = office.tx().await;
    let plan = annas(&office, &mut tx).await;
    let olga = Deciding { by: plan.person, at: office.now(), seen: plan.version, over: false };
    let (approve, give_back) = (plan.approve(&olga).unwrap(), plan.give_back(&olga, "мало", Vec::new()).unwrap());
    let approved = plans::write(&mut tx, approve.clone()).await.unwrap().unwrap();
    assert_eq!(plans::get(&mut tx, plan.id).await.unwrap().unwrap(), approved, "what was decided is what is kept");
    let events = history(&mut tx, &plan).await;
    let first = SomebodyWasFirst { plan: plan.id, version: plan.version };
    assert_eq!(plans::write(&mut tx, give_back).await.unwrap(), Err(first));
    assert_eq!(plans::write(&mut tx, approve).await.unwrap(), Err(first), "nor the same once more");
    assert_eq!(plans::get(&mut tx, plan.id).await.unwrap().unwrap(), approved);
    assert_eq!(history(&mut tx, &plan).await, events);
    tx.rollback().await.unwrap();
    office.close().await;
}

/// Every move, one after the other: what it yields is what is read afterwards.
#[tokio::test]
async fn what_a_move_yields_is_what_is_kept() {
    let office = waiting().await;
    let mut tx = office.tx().await;
    let mut plan = annas(&office, &mut tx).await;
    let (by, now) = (plan.person, office.now() + Duration::minutes(1));
    let seen = |plan: &Plan| Deciding { by, at: now, seen: plan.version, over: false };
    let other = |plan: &Plan, minutes| {
        let mut draft = plan.draft.clone();
        assert!(draft.add_minutes(0, minutes));
        draft
    };
    for step in 0..9 {
        let moved = match step {
            0 => plan.give_back(&seen(&plan), "мало", Vec::new()).unwrap(),
            1 => {
                let (metrics, hurdle) = (["leads", "traffic"], Default::default());
                let hand_in = planerka::domain::plan::HandIn { metrics: &metrics, hurdle, reason: None };
                plan.submit(&hand_in, true, now).unwrap()
            }
            2 => plan.approve_edited(other(&plan, 60), &["leads", "traffic"], &seen(&plan)).unwrap(),
            3 | 5 => plan.begin_change(false).unwrap(),
            4 => plan.keep_agreed(plans::approved_by(&mut tx, &plan).await.unwrap()).unwrap(),
            6 => {
                let draft = other(&plan, -30);
                plans::save_change(&mut tx, &mut plan, draft).await.unwrap();
                plan.keep_agreed(Some(by)).unwrap()
            }
            7 => plan.reopen(&seen(&plan), "снова").unwrap(),
            _ => {
                let draft = other(&plan, 30);
                plans::save_change(&mut tx, &mut plan, draft).await.unwrap();
                assert_eq!(plans::get(&mut tx, plan.id).await.unwrap().unwrap(), plan);
                break;
            }
        };
        plan = plans::write(&mut tx, moved).await.unwrap().unwrap();
        assert_eq!(plans::get(&mut tx, plan.id).await.unwrap().unwrap(), plan, "step {step}");
    }
    assert_eq!((plan.state, plan.version), (PlanState::Returned, 3));
    tx.rollback().await.unwrap();
    office.close().await;
}

#[tokio::test]
async fn january_remembers_december() {
    let office = Office::on("Thu 15:00").await;
    office
        .writes(
            "INSERT INTO actual (person_id, metric_key, week, value, typed_at)
             SELECT id, 'leads', '2026-W52', '131', '2026-12-25T12:00:00.000Z' FROM person WHERE key = 'anna'",
        )
        .await;
    // Thursday, 14 January 2027: the plan is for the third week.
    office.later(Duration::weeks(7)).await;
    office.anna().says("/plan").await;
    let card = office.anna().reads();
    assert!(card.contains("18–22 января") && card.contains("было 131"), "{card}");
    office.skip();
    let mut tx = office.tx().await;
    let anna = sqlx::query_scalar("SELECT id FROM person WHERE key = 'anna'").fetch_one(tx.conn()).await.unwrap();
    for (week, known) in [("2026-W53", true), ("2027-W01", true), ("2027-W07", true), ("2027-W08", false)] {
        let past = plans::past(&mut tx, anna, week.parse().unwrap()).await.unwrap();
        assert_eq!(past.actual("leads").is_some(), known, "{week}");
    }
    tx.rollback().await.unwrap();
    office.close().await;
}
