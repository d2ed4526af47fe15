//! A plan changes after it was handed in: what those who decide see of it, and what the week runs by meanwhile.

use chrono::Duration;
use insta::assert_snapshot;
use planerka::domain::calendar::week::Week;
use planerka::domain::plan::TaskState;
use planerka::export::register;
use planerka::render::buttons::{Action, ApprovalAction, PlanAction, ReportAction};

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
pub async fn exported(office: &Office, week: &str) -> String {
    let week: Week = week.parse().unwrap();
    let roster = office.app.ctx.known_roster().unwrap();
    let teams: Vec<i64> = roster.teams.iter().map(|t| t.id).collect();
    let mut tx = office.tx().await;
    let register = register(&mut tx, &roster, week, &teams).await.unwrap();
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
    assert_snapshot!(office.transcript(), @"
    > Анна Смирнова taps [Отправить]
    Ольга Белова reads:
        📝 Анна Смирнова · план на 30 ноября – 4 декабря · версия 2
        ⚠️ цель изменена против прошлой версии: Лиды

        Что изменилось с прошлой версии
        Лиды: 120 → 110
        1. Подготовить вебинар: 5 ч → 3 ч
        + Статья → опубликована · 2 ч
        − Запустить лендинг «Ритейл»

        ▸ Весь план
        ▸ ⚠️ Лиды: 110
        ▸ Трафик: 15 000
        ▸ 5 из 24–28 ч
        ▸
        ▸ 1. Подготовить вебинар → программа и 3 спикера подтверждены · 3 ч · #вебинары
        ▸ 2. Статья → опубликована · 2 ч
        [Утвердить]
        [Вернуть] [Изменить] [Спросить]
        [История]
    Анна Смирнова glimpses «Отправлено»
    Анна Смирнова sees changed:
        📨 План на 30 ноября – 4 декабря отправлен
        Ждёт решения: Ольга Белова.
        Правьте строками: решать будут по новой версии.

        Показатели
        Лиды: 110
        Трафик: 15 000

        Задачи · 5 из 24–28 ч
        1. Подготовить вебинар · 3 ч · #вебинары
            → программа и 3 спикера подтверждены
        2. Статья · 2 ч
            → опубликована
        [Изменить] [История]
    ");
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
    assert_snapshot!(office.transcript(), @"
    > Анна Смирнова: 2: 4ч
    Ольга Белова sees changed:
        📝 Анна Смирнова · план на 30 ноября – 4 декабря · версия 2

        Изменилось после отправки
        2. Подготовить вебинар: 5 ч → 4 ч

        Лиды: 120
        Трафик: 15 000
        10 из 24–28 ч

        1. Запустить лендинг «Ритейл» → страница опубликована, форма принимает заявки · 6 ч
        2. Подготовить вебинар → программа и 3 спикера подтверждены · 4 ч · #вебинары
        [Утвердить]
        [Вернуть] [Изменить] [Спросить]
        [История]
    Анна Смирнова gets 👌
    Анна Смирнова sees changed:
        📨 План на 30 ноября – 4 декабря отправлен
        Ждёт решения: Ольга Белова.
        Правьте строками: решать будут по новой версии.

        Показатели
        Лиды: 120
        Трафик: 15 000

        Задачи · 10 из 24–28 ч
        1. Запустить лендинг «Ритейл» · 6 ч
            → страница опубликована, форма принимает заявки
        2. Подготовить вебинар · 4 ч · #вебинары
            → программа и 3 спикера подтверждены
        [Изменить] [История]
        [Отменить: изменено «Подготовить вебинар»]
    ");
    // Half an hour later Olga may have read it: one message for whatever still changes.
    office.later(Duration::minutes(40)).await;
    office.anna().says("Лиды: 125").await;
    office.skip();
    office.anna().says("2: 3ч").await;
    assert_snapshot!(office.transcript(), @"
    > Анна Смирнова: 2: 3ч
    Ольга Белова sees changed:
        ✏️ Анна Смирнова: изменения в плане на 30 ноября – 4 декабря, он ждёт решения
        Лиды: 120 → 125
        2. Подготовить вебинар: 5 ч → 3 ч
        [Открыть план]
    Ольга Белова sees changed:
        📝 Анна Смирнова · план на 30 ноября – 4 декабря · версия 4

        Изменилось после отправки
        Лиды: 120 → 125
        2. Подготовить вебинар: 5 ч → 3 ч

        Лиды: 125
        Трафик: 15 000
        9 из 24–28 ч

        1. Запустить лендинг «Ритейл» → страница опубликована, форма принимает заявки · 6 ч
        2. Подготовить вебинар → программа и 3 спикера подтверждены · 3 ч · #вебинары
        [Утвердить]
        [Вернуть] [Изменить] [Спросить]
        [История]
    Анна Смирнова gets 👌
    Анна Смирнова sees changed:
        📨 План на 30 ноября – 4 декабря отправлен
        Ждёт решения: Ольга Белова.
        Правьте строками: решать будут по новой версии.

        Показатели
        Лиды: 125
        Трафик: 15 000

        Задачи · 9 из 24–28 ч
        1. Запустить лендинг «Ритейл» · 6 ч
            → страница опубликована, форма принимает заявки
        2. Подготовить вебинар · 3 ч · #вебинары
            → программа и 3 спикера подтверждены
        [Изменить] [История]
        [Отменить: изменено «Подготовить вебинар»]
    ");
    office.olga().taps("Утвердить").await;
    office.skip();
    assert_snapshot!(exported(&office, "2026-W49").await, @"
    approved, version 4, late: false
    leads: 125
    traffic: 15000
    1. Запустить лендинг «Ритейл» - of 6 h, open, new
    2. Подготовить вебинар - of 3 h, open, new
    ");
    office.close().await;
}

#[tokio::test]
async fn what_cannot_be_sent_changes_nothing() {
    let office = handed_in().await;
    office.anna().says("Статья => опубликована").await;
    assert_snapshot!(office.transcript(), @"
    > Анна Смирнова: Статья => опубликована
    Анна Смирнова reads:
        План ждёт решения и остался как был: не хватает часов у задачи 3. Напишите сразу целиком, например: «Баннер, 2 ч».
    ");
    office.anna().says("Статья => опубликована ~ 2ч").await;
    assert!(office.olga().reads().contains("+ Статья → опубликована · 2 ч"), "{}", office.olga().reads());
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
pub async fn change(office: &Office) -> Action {
    let plan = sqlx::query_scalar(
        "SELECT plan.id FROM plan JOIN person ON person.id = person_id WHERE key = 'anna' AND week = '2026-W49'",
    )
    .fetch_one(office.tx().await.conn())
    .await
    .unwrap();
    Action::Plan(PlanAction::Change { plan })
}

#[tokio::test]
async fn marks_survive_a_change_before_the_decision() {
    let office = Office::on("Mon 12:00").await;
    office.anna().says(WHOLE).await;
    office.anna().taps("Отправить").await;
    office
        .anna()
        .forges_action(Action::Report(ReportAction::Mark { task: 1, state: TaskState::Done, report: false }))
        .await;
    office.anna().says("2: 4ч\nСтатья => опубликована ~ 2ч").await;
    assert_snapshot!(exported(&office, "2026-W48").await, @"
    submitted, version 2, late: false
    leads: 120
    traffic: 15000
    1. Запустить лендинг «Ритейл» 6 of 6 h, done, new
    2. Подготовить вебинар - of 4 h, open, new
    3. Статья - of 2 h, open, new
    ");
    office.skip();
    office.close().await;
}

#[tokio::test]
async fn who_was_first_is_named_also_after_changes_of_theirs() {
    let office = handed_in().await;
    office.olga().taps("Изменить").await;
    office.olga().says("2 удалить").await;
    office.olga().taps("Утвердить с правками").await;
    office.skip();
    office.dmitry().forges_action(Action::Approval(ApprovalAction::Approve { plan: 2, version: 1 })).await;
    assert!(office.transcript().contains("is told «Уже утверждён: Ольга Белова.»"));
    office.close().await;
}
