//! A plan changes after it was handed in: what those who decide see of it, and what the week runs by meanwhile.

use chrono::Duration;
use insta::assert_snapshot;
use planerka::domain::week::Week;
use planerka::export::register;
use planerka::render::buttons::Action;

use crate::office::Office;
use crate::scenes::planned_week;
use crate::submit_plan::WHOLE;

/// Anna has handed in a plan for next week and nobody has looked at it.
async fn handed_in() -> Office {
    let office = Office::on("Thu 15:00").await;
    office.anna().says(WHOLE).await;
    office.anna().taps("Отправить").await;
    office.skip();
    office
}

/// Anna's plan of the week as scripts see it: state, version, targets, tasks with what became of them.
async fn exported(office: &Office, week: &str) -> String {
    let week: Week = week.parse().unwrap();
    let roster = office.app.ctx.known_roster().unwrap();
    let register = register(&mut **office.tx().await, &roster, week).await.unwrap();
    let plan = register.plans.iter().find(|p| p.person == "anna").unwrap();
    let mut lines = vec![format!("{}, version {}, late: {}", plan.state, plan.version, plan.late)];
    lines.extend(plan.targets.iter().map(|t| format!("{}: {}", t.metric, t.target.as_deref().unwrap_or("-"))));
    lines.extend(plan.tasks.iter().map(|t| {
        let hours = |hours: &Option<String>| hours.clone().unwrap_or_else(|| "-".to_owned());
        format!(
            "{}. {} {} of {} h, {}, {}",
            t.number,
            t.title,
            hours(&t.actual_hours),
            hours(&t.hours),
            t.state,
            t.origin
        )
    }));
    lines.join("\n")
}

#[tokio::test]
async fn what_comes_again_shows_what_differs() {
    let office = handed_in().await;
    office.olga().taps("Вернуть").await;
    office.olga().taps("Слишком много часов").await;
    office.anna().says("Лиды: 110\n1 удалить\n2: 3ч\nСтатья => опубликована ~ 2ч").await;
    office.skip();
    office.anna().taps("Отправить").await;
    assert_snapshot!(office.transcript(), @"");
    office.olga().taps("Утвердить").await;
    assert!(office.anna().reads().contains("утверждён"), "{}", office.anna().reads());
    office.skip();
    office.close().await;
}

#[tokio::test]
async fn the_same_again_says_so() {
    let office = handed_in().await;
    office.olga().taps("Вернуть").await;
    office.olga().taps("Слишком много часов").await;
    office.anna().taps("Отправить").await;
    assert!(office.olga().reads().contains("С прошлой версии ничего не изменилось."), "{}", office.olga().reads());
    office.skip();
    office.close().await;
}

#[tokio::test]
async fn a_plan_that_waits_changes_where_it_stands() {
    let office = handed_in().await;
    office.anna().says("2: 4ч").await;
    assert_snapshot!(office.transcript(), @"");
    // Half an hour later Olga may have read it: one message for whatever still changes.
    office.later(Duration::minutes(40)).await;
    office.anna().says("Лиды: 125").await;
    office.skip();
    office.anna().says("2: 3ч").await;
    assert_snapshot!(office.transcript(), @"");
    office.olga().taps("Утвердить").await;
    office.skip();
    assert_snapshot!(exported(&office, "2026-W49").await, @"");
    office.close().await;
}

#[tokio::test]
async fn what_cannot_be_sent_comes_back() {
    let office = handed_in().await;
    office.anna().says("Статья => опубликована").await;
    assert_snapshot!(office.transcript(), @"");
    office.anna().says("3: 2ч").await;
    office.anna().taps("Отправить").await;
    assert!(office.olga().reads().contains("+ Статья → опубликована · 2 ч"), "{}", office.olga().reads());
    office.skip();
    office.close().await;
}

#[tokio::test]
async fn a_change_to_an_approved_plan_is_approved_again() {
    let office = planned_week("Tue 12:00").await;
    office.anna().says("1 готово 5ч открыт").await;
    office.anna().says("/add Презентация для Альфы ~ 2ч").await;
    let before = exported(&office, "2026-W49").await;
    assert_snapshot!(before, @"");
    office.skip();
    office.anna().forges_action(change(&office).await).await;
    office.anna().says("2 удалить\nСтатья => опубликована ~ 3ч\nЛиды: 118").await;
    office.anna().taps("Отправить").await;
    assert_snapshot!(office.transcript(), @"");
    assert_eq!(exported(&office, "2026-W49").await, before, "the week runs by what was approved");
    office.anna().says("1 частично 6ч").await;
    office.skip();
    office.olga().taps("Утвердить").await;
    assert_snapshot!(office.transcript(), @"");
    assert_snapshot!(exported(&office, "2026-W49").await, @"");
    office.close().await;
}

#[tokio::test]
async fn a_change_that_is_returned_or_dropped_leaves_what_was_approved() {
    let office = planned_week("Tue 12:00").await;
    let before = exported(&office, "2026-W49").await;
    office.anna().forges_action(change(&office).await).await;
    office.anna().taps("Отправить").await;
    assert!(office.transcript().contains("В плане ничего не изменилось"));
    office.anna().says("Лиды: 100").await;
    office.anna().taps("Отправить").await;
    office.olga().taps("Вернуть").await;
    office.olga().taps("Цель занижена").await;
    assert_eq!(exported(&office, "2026-W49").await, before);
    assert_snapshot!(office.anna().reads(), @"");
    // Nobody reminds her of a plan she has.
    office.goes_to("Tue 18:00").await;
    office.skip();
    office.anna().taps("Оставить как было").await;
    assert_snapshot!(office.transcript(), @"");
    assert_eq!(exported(&office, "2026-W49").await, before);
    office.close().await;
}

#[tokio::test]
async fn nothing_changes_an_approved_plan_silently() {
    let office = Office::on("Thu 15:00").await;
    let message = office.anna().says(WHOLE).await;
    office.anna().taps("Отправить").await;
    office.olga().taps("Утвердить").await;
    office.skip();
    office.anna().edits(message, &WHOLE.replace("120", "90")).await;
    office.anna().says("1: 2ч").await;
    assert_snapshot!(office.transcript(), @"");
    office.anna().taps("Изменить").await;
    office.anna().edits(message, &WHOLE.replace("120", "90")).await;
    assert!(office.anna().reads().contains("Лиды: 120 → 90"), "{}", office.anna().reads());
    office.skip();
    office.close().await;
}

#[tokio::test]
async fn a_week_that_is_over_stays_as_it_was() {
    let office = planned_week("Tue 12:00").await;
    let change = change(&office).await;
    office.goes_to("Sun 12:00").await;
    office.goes_to("Mon 12:00").await;
    office.skip();
    office.anna().forges_action(change).await;
    assert!(office.transcript().contains("is told «Эта неделя прошла, план уже не меняется.»"));
    office.close().await;
}

/// «Изменить» on Anna's plan of week 49.
async fn change(office: &Office) -> Action {
    let plan = sqlx::query_scalar(
        "SELECT plan.id FROM plan JOIN person ON person.id = person_id WHERE key = 'anna' AND week = '2026-W49'",
    )
    .fetch_one(&mut *office.tx().await)
    .await
    .unwrap();
    Action::ChangePlan { plan }
}
