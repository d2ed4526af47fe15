//! A plan changes after it was handed in: what those who decide see of it, and what the week runs by meanwhile.

use chrono::Duration;
use insta::assert_snapshot;
use planerka::domain::plan::TaskState;
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
async fn what_cannot_be_sent_comes_back() {
    let office = handed_in().await;
    office.anna().says("Статья => опубликована").await;
    assert_snapshot!(office.transcript(), @"
    > Анна Смирнова: Статья => опубликована
    Ольга Белова sees changed:
        ✏️ Анна Смирнова · план на 30 ноября – 4 декабря снова у автора
        Автор сейчас меняет план. Новая версия придёт сама.
    Анна Смирнова gets 👌
    Анна Смирнова reads:
        План снова у вас. Пока нельзя отправить. Не хватает: часов у задачи 3.
    Анна Смирнова sees changed:
        📝 План на 30 ноября – 4 декабря
        Сдать до пт 16:00. Согласует Ольга Белова.

        Показатели
        Лиды: 120
        Трафик: 15 000

        Задачи · 11 из 24–28 ч
        1. Запустить лендинг «Ритейл» · 6 ч
            → страница опубликована, форма принимает заявки
        2. Подготовить вебинар · 5 ч · #вебинары
            → программа и 3 спикера подтверждены
        3. Статья · сколько часов?
            → опубликована

        Ещё задача: новой строкой. Исправить: «Задачи», строка «2: 4ч» или правка своего сообщения.
        [Отправить]
        [Задачи]
        [На эту неделю]
    ");
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
    assert_snapshot!(before, @"
    approved, version 1, late: false
    leads: 120
    traffic: 15000
    1. Лендинг «Ритейл» 5 of 6 h, done, new
    2. Вебинар - of 5 h, open, new
    3. Презентация для Альфы - of 2 h, open, unplanned
    ");
    office.skip();
    office.anna().forges_action(change(&office).await).await;
    office.anna().says("2 удалить\nСтатья => опубликована ~ 3ч\nЛиды: 118").await;
    office.anna().taps("Отправить").await;
    assert_snapshot!(office.transcript(), @"
    > Анна Смирнова taps [pc:2]
    Анна Смирнова glimpses «Пишите правки и отправьте на согласование»
    Анна Смирнова reads:
        📝 План на 30 ноября – 4 декабря
        Согласует Ольга Белова.
        Действует утверждённая версия, пока не согласуют новую.

        Показатели
        Лиды: 120 · было 110
        Трафик: 15 000 · было 15 200

        Задачи · 11 из 24–28 ч
        1. Лендинг «Ритейл» · 6 ч
            → принимает заявки
        2. Вебинар · 5 ч
            → 3 спикера подтверждены

        Ещё задача: новой строкой. Исправить: «Задачи», строка «2: 4ч» или правка своего сообщения.
        [Отправить]
        [Задачи]
        [Оставить как было]
        [На следующую неделю]
    > Анна Смирнова: 2 удалить
    > Статья => опубликована ~ 3ч
    > Лиды: 118
    Анна Смирнова gets 👌
    Анна Смирнова sees changed:
        📝 План на 30 ноября – 4 декабря
        Согласует Ольга Белова.
        Действует утверждённая версия, пока не согласуют новую.

        Что меняется
        Лиды: 120 → 118
        + Статья → опубликована · 3 ч
        − Вебинар

        Показатели
        Лиды: 118 · было 110
        Трафик: 15 000 · было 15 200

        Задачи · 9 из 24–28 ч
        1. Лендинг «Ритейл» · 6 ч
            → принимает заявки
        2. Статья · 3 ч
            → опубликована

        Ещё задача: новой строкой. Исправить: «Задачи», строка «2: 4ч» или правка своего сообщения.
        [Отправить]
        [Задачи]
        [Отменить: 3 изменения]
        [Оставить как было]
        [На следующую неделю]
    > Анна Смирнова taps [Отправить]
    Ольга Белова reads:
        📝 Анна Смирнова · план на 30 ноября – 4 декабря · версия 2
        ⚠️ цель изменена против прошлой версии: Лиды
        ⚠️ цель слабее прошлого факта: Трафик 15 000 после 15 200 (−1 %)

        Изменится в утверждённом
        Лиды: 120 → 118
        + Статья → опубликована · 3 ч
        − Вебинар

        ▸ Весь план
        ▸ ⚠️ Лиды: 118 (было 110, +7 %)
        ▸ ⚠️ Трафик: 15 000 (было 15 200, −1 %)
        ▸ 9 из 24–28 ч
        ▸
        ▸ 1. Лендинг «Ритейл» → принимает заявки · 6 ч
        ▸ 2. Статья → опубликована · 3 ч
        [Утвердить]
        [Вернуть] [Изменить] [Спросить]
        [История]
    Ольга Белова sees changed:
        📝 Ждёт решения 1 план на 30 ноября – 4 декабря

        С замечаниями
        • Анна Смирнова · 9 ч из 28 · 2 замечания
        [Анна Смирнова · ⚠️ 2]
    Анна Смирнова glimpses «Отправлено»
    Анна Смирнова sees changed:
        📨 План на 30 ноября – 4 декабря отправлен
        Ждёт решения: Ольга Белова.
        Правьте строками: решать будут по новой версии.
        Действует утверждённая версия, пока не согласуют новую.

        Что меняется
        Лиды: 120 → 118
        + Статья → опубликована · 3 ч
        − Вебинар

        Показатели
        Лиды: 118 · было 110
        Трафик: 15 000 · было 15 200

        Задачи · 9 из 24–28 ч
        1. Лендинг «Ритейл» · 6 ч
            → принимает заявки
        2. Статья · 3 ч
            → опубликована
        [Изменить] [История]
    ");
    assert_eq!(exported(&office, "2026-W49").await, before, "the week runs by what was approved");
    office.anna().says("1 частично 6ч").await;
    office.skip();
    office.olga().taps("Утвердить").await;
    assert_snapshot!(office.transcript(), @"
    > Ольга Белова taps [Утвердить]
    Ольга Белова glimpses «Утверждено»
    Ольга Белова sees changed:
        ✅ Анна Смирнова · план на 30 ноября – 4 декабря утверждён
        Решение: Ольга Белова.

        Лиды: 118 (было 110, +7 %)
        Трафик: 15 000 (было 15 200, −1 %)
        9 из 24–28 ч

        1. Лендинг «Ритейл» → принимает заявки · 6 ч
        2. Статья → опубликована · 3 ч
        [Вернуть в работу]
        [История]
    Ольга Белова sees changed:
        ✅ Анна Смирнова: план утверждён

        Решений никто не ждёт.
    Анна Смирнова sees changed:
        ✅ План на 30 ноября – 4 декабря утверждён
        Согласовано: Ольга Белова.
        Отмечать сделанное: /week. Появилось новое: /add

        Показатели
        Лиды: 118 · было 110
        Трафик: 15 000 · было 15 200

        Задачи · 9 из 24–28 ч
        1. Лендинг «Ритейл» · 6 ч
            → принимает заявки
        2. Статья · 3 ч
            → опубликована
        [Изменить] [История]
    Анна Смирнова reads:
        ✅ План на 30 ноября – 4 декабря утверждён
        Согласовано: Ольга Белова.
        Отмечать сделанное: /week. Появилось новое: /add
    ");
    assert_snapshot!(exported(&office, "2026-W49").await, @"
    approved, version 2, late: false
    leads: 118
    traffic: 15000
    1. Лендинг «Ритейл» 6 of 6 h, partly, new
    2. Статья - of 3 h, open, new
    3. Презентация для Альфы - of 2 h, open, unplanned
    ");
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
    assert_snapshot!(office.anna().reads(), @"
    ↩️ Ольга Белова: план возвращён
    Цель занижена
    Поправьте и отправьте снова. Остальное без изменений.

    План на 30 ноября – 4 декабря
    Согласует Ольга Белова.
    Действует утверждённая версия, пока не согласуют новую.

    Что меняется
    Лиды: 120 → 100

    Показатели
    Лиды: 100 · было 110
    Трафик: 15 000 · было 15 200

    Задачи · 11 из 24–28 ч
    1. Лендинг «Ритейл» · 6 ч
        → принимает заявки
    2. Вебинар · 5 ч
        → 3 спикера подтверждены

    Ещё задача: новой строкой. Исправить: «Задачи», строка «2: 4ч» или правка своего сообщения.
    [Отправить]
    [Задачи]
    [Оставить как было]
    [На следующую неделю]
    ");
    office.skip();
    office.anna().taps("Оставить как было").await;
    assert_snapshot!(office.transcript(), @"
    > Анна Смирнова taps [Оставить как было]
    Ольга Белова sees changed:
        ✅ Анна Смирнова · план на 30 ноября – 4 декабря утверждён
        Решение: Ольга Белова.

        Лиды: 120 (было 110, +9 %)
        Трафик: 15 000 (было 15 200, −1 %)
        11 из 24–28 ч

        1. Лендинг «Ритейл» → принимает заявки · 6 ч
        2. Вебинар → 3 спикера подтверждены · 5 ч
        [Вернуть в работу]
        [История]
    Ольга Белова sees changed:
        Решений никто не ждёт.
    Анна Смирнова glimpses «План остался как был»
    Анна Смирнова sees changed:
        ✅ План на 30 ноября – 4 декабря утверждён
        Согласовано: Ольга Белова.
        Отмечать сделанное: /week. Появилось новое: /add

        Показатели
        Лиды: 120 · было 110
        Трафик: 15 000 · было 15 200

        Задачи · 11 из 24–28 ч
        1. Лендинг «Ритейл» · 6 ч
            → принимает заявки
        2. Вебинар · 5 ч
            → 3 спикера подтверждены
        [Изменить] [История]
    ");
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
    assert_snapshot!(office.transcript(), @"
    > Анна Смирнова edits: План
    > Метрики:
    > Лиды: 90
    > Трафик: 15 000
    > Задачи:
    > - Запустить лендинг «Ритейл» => страница опубликована, форма принимает заявки ~ 6ч
    > - Подготовить вебинар => программа и 3 спикера подтверждены ~ 5ч #вебинары
    Анна Смирнова reads:
        План на 30 ноября – 4 декабря утверждён, правка сообщения его не меняет. Чтобы изменить его, нажмите «Изменить»: новую версию согласует руководитель.
        [Изменить]
    > Анна Смирнова: 1: 2ч
    Анна Смирнова reads:
        План на 30 ноября – 4 декабря уже утверждён. Чтобы изменить его, нажмите «Изменить»: новую версию согласует руководитель. Незапланированное добавит /add.
        [Изменить]
    ");
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

#[tokio::test]
async fn marks_survive_a_change_before_the_decision() {
    let office = Office::on("Mon 12:00").await;
    office.anna().says(WHOLE).await;
    office.anna().taps("Отправить").await;
    office.anna().forges_action(Action::Mark { task: 1, state: TaskState::Done, report: false }).await;
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
    office.dmitry().forges_action(Action::Approve { plan: 2, version: 1 }).await;
    assert!(office.transcript().contains("is told «Уже утверждён: Ольга Белова.»"));
    office.close().await;
}
