//! Goals: made in chat or in the file, served by tasks, looked at, closed.

use insta::assert_snapshot;
use planerka::domain::company::declaration::Declaration;
use planerka::storage::company;

use crate::office::{COMPANY, MARKETING, Office};

const GOALS: &str = r#"
[[goal]]
key = "growth"
tag = "рост"
title = "Выручка ×2 к 2030 году"
level = "strategic"

[[goal]]
key = "webinars"
tag = "вебинары"
title = "6 вебинаров, 200 заявок"
parent = "growth"
owner = "anna"
due = "2027-03-31"

[[goal.milestone]]
month = "2026-11"
text = "программа и спикеры"

[[goal.milestone]]
month = "2027-01"
text = "2 вебинара проведены"

[[goal]]
key = "partners"
tag = "партнёры"
title = "10 партнёров приводят клиентов"
parent = "growth"
owner = "igor"
due = "2026-10-31"
"#;

fn with_goals() -> String {
    format!("{COMPANY}{GOALS}")
}

/// The same, and nothing is due this month: no draft begins with a step to a goal.
pub fn with_goals_ahead() -> String {
    with_goals().replace("2026-11", "2027-02")
}

async fn planned(office: &Office) {
    office.anna().says("План\nЛиды: 120\nТрафик: 15 000\nВебинар => 3 спикера подтверждены ~ 5ч #Вебинары\nЛендинг => принимает заявки ~ 3ч").await;
    office.anna().taps("Отправить").await;
    office.pyotr().says("План\nРасход на рекламу: 55 000\nРеклама вебинара => 100 регистраций ~ 4ч #вебинары").await;
    office.pyotr().taps("Отправить").await;
}

#[tokio::test]
async fn what_this_week_serves_and_what_nobody_does() {
    let office = Office::of(&with_goals(), "Mon 10:00").await;
    planned(&office).await;
    assert_snapshot!(office.olga().reads(), @"
    📝 Ждут решения 2 плана на 23–27 ноября

    Без замечаний
    • Анна Смирнова · 8 ч из 28
    • Пётр Иванов · 4 ч из 28
    [Утвердить все без замечаний (2)]
    [Анна Смирнова] [Пётр Иванов]
    ");
    office.skip();
    office.vera().says("/goals").await;
    assert_snapshot!(office.vera().reads(), @"
    🎯 Цели компании · 23–27 ноября
    К целям: 75 % запланированных часов

    Выручка ×2 к 2030 году
    1. 6 вебинаров, 200 заявок · #вебинары
       Анна Смирнова, до 31 марта 2027
       ноябрь: программа и спикеры
       2 задачи, 9 ч: Анна, Пётр
    2. 10 партнёров приводят клиентов · #партнёры
       Игорь Титов, ⚠️ срок был 31 октября
       никто не занимается

    К цели ведёт #тег в строке задачи или кнопка «Цели» под планом.
    Новая цель: /goals + Вебинары: 6 вебинаров, 200 заявок, Анна, до 31.03 #вебинары
    [1] [2]
    [Следующая неделя]
    ");
    office.vera().taps("1").await;
    assert_snapshot!(office.vera().reads(), @"
    🎯 6 вебинаров, 200 заявок
    #вебинары
    Ради цели: Выручка ×2 к 2030 году
    Анна Смирнова, до 31 марта 2027

    По месяцам
    ▫️ ноябрь: программа и спикеры
    ▫️ январь 2027: 2 вебинара проведены

    Неделя 23–27 ноября
    • Анна: Вебинар · 5 ч
    • Пётр: Реклама вебинара · 4 ч
    [Назад]
    ");
    office.vera().taps("Назад").await;
    office.vera().taps("Следующая неделя").await;
    assert_snapshot!(office.vera().reads(), @"
    🎯 Цели компании · 30 ноября – 4 декабря

    Выручка ×2 к 2030 году
    1. 6 вебинаров, 200 заявок · #вебинары
       Анна Смирнова, до 31 марта 2027
       ноябрь: программа и спикеры
       никто не занимается
    2. 10 партнёров приводят клиентов · #партнёры
       Игорь Титов, ⚠️ срок был 31 октября
       никто не занимается

    К цели ведёт #тег в строке задачи или кнопка «Цели» под планом.
    Новая цель: /goals + Вебинары: 6 вебинаров, 200 заявок, Анна, до 31.03 #вебинары
    [1] [2]
    [Эта неделя]
    ");
    office.skip();
    office.vera().says_in(MARKETING, "/goals").await;
    assert_snapshot!(office.transcript(), @"
    > Вера Лис in «Чат: Маркетинг»: /goals
    Чат: Маркетинг reads:
        Это удобнее в личном чате: @planerka_bot
    ");
    office.close().await;
}

#[tokio::test]
async fn a_manager_makes_a_goal_in_a_line_and_its_owner_marks_the_month() {
    let office = Office::on("Mon 10:00").await;
    office.olga().says("/goals").await;
    assert_snapshot!(office.olga().reads(), @"
    🎯 Цели компании · 23–27 ноября
    Целей пока нет.

    Новая цель: /goals + Вебинары: 6 вебинаров, 200 заявок, Анна, до 31.03 #вебинары
    [Следующая неделя]
    ");
    office.olga().says("/goals + стратегия: Выручка ×2 #рост").await;
    office.skip();
    office
        .olga()
        .says("/goals + Вебинары: 6 вебинаров, 200 заявок, Анна, до 31.03 #вебинары\nноябрь: программа и спикеры\nкогда-нибудь: слава")
        .await;
    assert_snapshot!(office.transcript(), @"
    > Ольга Белова: /goals + Вебинары: 6 вебинаров, 200 заявок, Анна, до 31.03 #вебинары
    > ноябрь: программа и спикеры
    > когда-нибудь: слава
    Ольга Белова reads:
        🎯 Вебинары: 6 вебинаров, 200 заявок
        #вебинары
        Ради цели: Выручка ×2
        Анна Смирнова, до 31 марта 2027

        По месяцам
        ▫️ ноябрь: программа и спикеры

        Неделя 23–27 ноября
        никто не занимается
        [✅ ноябрь]
        [Закрыть цель]
        [Назад]
    Ольга Белова reads:
        Цель записана. Не понято только это:
        когда-нибудь: слава
        Месяц пишется отдельной строкой: декабрь: программа и спикеры
        Дописать: /goals #вебинары и что изменить.
    ");
    office.anna().says("/goals").await;
    assert_snapshot!(office.anna().reads(), @"
    🎯 Цели компании · 23–27 ноября

    Выручка ×2
    1. Вебинары: 6 вебинаров, 200 заявок · #вебинары
       Анна Смирнова, до 31 марта 2027
       ноябрь: программа и спикеры
       никто не занимается

    К цели ведёт #тег в строке задачи или кнопка «Цели» под планом.
    [1]
    [✅ ноябрь: #вебинары]
    [Следующая неделя]
    ");
    office.skip();
    // What was forgotten is added by the tag.
    office.olga().says("/goals #вебинары до 30 апреля\nянварь: 2 вебинара").await;
    office.olga().says("/goals + Вебинары снова, Пётр").await;
    office.olga().says("/goals + Партнёры, до 31.13 > #слава").await;
    office.olga().says("/goals #вебинар до 30 мая").await;
    office.olga().says("/goals покажи").await;
    assert_snapshot!(office.transcript(), @"
    > Ольга Белова: /goals #вебинары до 30 апреля
    > январь: 2 вебинара
    Ольга Белова reads:
        🎯 Вебинары: 6 вебинаров, 200 заявок
        #вебинары
        Ради цели: Выручка ×2
        Анна Смирнова, до 30 апреля 2027

        По месяцам
        ▫️ ноябрь: программа и спикеры
        ▫️ январь 2027: 2 вебинара

        Неделя 23–27 ноября
        никто не занимается
        [✅ ноябрь] [✅ январь 2027]
        [Закрыть цель]
        [Назад]
    > Ольга Белова: /goals + Вебинары снова, Пётр
    Ольга Белова reads:
        Тег #вебинары уже у цели «Вебинары: 6 вебинаров, 200 заявок». Нужен другой.
    > Ольга Белова: /goals + Партнёры, до 31.13 > #слава
    Ольга Белова reads:
        Стратегической цели #слава нет, ничего не записано. Какие есть: /goals
    > Ольга Белова: /goals #вебинар до 30 мая
    Ольга Белова reads:
        Цели #вебинар нет. Может быть, #вебинары?
    > Ольга Белова: /goals покажи
    Ольга Белова reads:
        Цели: /goals. Одна цель: /goals #тег. Новая (для руководителей): /goals + Вебинары: 6 вебинаров, Анна, до 31.03 #вебинары
    ");
    // Anna leads nobody: she makes no goals, and says what her own has come to.
    office.anna().says("/goals + Слава, Анна").await;
    office.anna().says("/goals #вебинары Слава").await;
    office.anna().says("/goals #вебинары февраль: ещё 2 вебинара").await;
    office.skip();
    office.anna().taps("✅ ноябрь").await;
    assert_snapshot!(office.transcript(), @"
    > Анна Смирнова taps [✅ ноябрь]
    Анна Смирнова glimpses «Отмечено»
    Анна Смирнова sees changed:
        🎯 Вебинары: 6 вебинаров, 200 заявок
        #вебинары
        Ради цели: Выручка ×2
        Анна Смирнова, до 30 апреля 2027

        По месяцам
        ✅ ноябрь: программа и спикеры
        ▫️ январь 2027: 2 вебинара
        ▫️ февраль 2027: ещё 2 вебинара

        Неделя 23–27 ноября
        никто не занимается
        [↩ ноябрь] [✅ январь 2027] [✅ февраль 2027]
        [Назад]
    ");
    office.pyotr().says("/goals").await;
    office.pyotr().taps("1").await;
    assert!(!office.pyotr().reads().contains("✅ январь"), "{}", office.pyotr().reads());
    office.skip();
    office.close().await;
}

#[tokio::test]
async fn closed_with_a_second_thought_and_opened_again() {
    let office = Office::of(&with_goals(), "Mon 10:00").await;
    office.olga().says("/goals").await;
    office.olga().taps("1").await;
    office.olga().taps("Закрыть цель").await;
    assert_snapshot!(office.olga().reads(), @"
    🎯 6 вебинаров, 200 заявок
    #вебинары
    Ради цели: Выручка ×2 к 2030 году
    Анна Смирнова, до 31 марта 2027

    По месяцам
    ▫️ ноябрь: программа и спикеры
    ▫️ январь 2027: 2 вебинара проведены

    Неделя 23–27 ноября
    никто не занимается

    Закрыть цель? Задачи и история останутся, предлагать её к новым задачам бот не будет.
    [Да, закрыть]
    [Назад]
    ");
    office.olga().taps("Назад").await;
    office.olga().taps("Закрыть цель").await;
    office.skip();
    office.olga().taps("Да, закрыть").await;
    assert_snapshot!(office.transcript(), @"
    > Ольга Белова taps [Да, закрыть]
    Ольга Белова glimpses «Цель закрыта»
    Ольга Белова sees changed:
        🎯 6 вебинаров, 200 заявок
        #вебинары · закрыта
        Ради цели: Выручка ×2 к 2030 году
        Анна Смирнова, до 31 марта 2027

        По месяцам
        ▫️ ноябрь: программа и спикеры
        ▫️ январь 2027: 2 вебинара проведены

        Неделя 23–27 ноября
        никто не занимается
        [Открыть снова]
        [Назад]
    ");
    office.olga().taps("Назад").await;
    assert_snapshot!(office.olga().reads(), @"
    🎯 Цели компании · 23–27 ноября

    Выручка ×2 к 2030 году
    1. 10 партнёров приводят клиентов · #партнёры
       Игорь Титов, ⚠️ срок был 31 октября
       никто не занимается

    К цели ведёт #тег в строке задачи или кнопка «Цели» под планом.
    Новая цель: /goals + Вебинары: 6 вебинаров, 200 заявок, Анна, до 31.03 #вебинары
    [1]
    [Следующая неделя] [Закрытые]
    ");
    // A task that still names it is told so, softly.
    office.anna().says("Вебинар => 3 спикера подтверждены ~ 5ч #вебинары").await;
    assert_snapshot!(office.anna().reads(), @"
    📝 План на 23–27 ноября
    Согласует Ольга Белова.

    Показатели
    Лиды: какая цель?
    Трафик: какая цель?

    Задачи · 5 из 24–28 ч
    1. Вебинар · 5 ч · #вебинары
        → 3 спикера подтверждены

    Цель #вебинары закрыта.

    Ещё задача: новой строкой. Исправить: «Задачи», строка «2: 4ч» или правка своего сообщения.
    [Отправить]
    [Задачи] [🎯 Цели]
    [Отменить: добавлено «Вебинар»]
    [На следующую неделю]
    ");
    // The file still has it; closed in chat it stays closed until it is opened in chat.
    let mut tx = office.tx().await;
    let declared = Declaration::parse("company.toml", &with_goals()).unwrap();
    assert!(company::apply(&mut tx, &declared, office.now()).await.unwrap().is_empty());
    tx.commit().await.unwrap();
    office.olga().taps("Закрытые").await;
    office.olga().taps("6 вебинаров").await;
    office.olga().taps("Открыть снова").await;
    office.skip();
    office.olga().taps("Да, открыть").await;
    assert_snapshot!(office.transcript(), @"
    > Ольга Белова taps [Да, открыть]
    Ольга Белова glimpses «Цель снова открыта»
    Ольга Белова sees changed:
        🎯 6 вебинаров, 200 заявок
        #вебинары
        Ради цели: Выручка ×2 к 2030 году
        Анна Смирнова, до 31 марта 2027

        По месяцам
        ▫️ ноябрь: программа и спикеры
        ▫️ январь 2027: 2 вебинара проведены

        Неделя 23–27 ноября
        никто не занимается
        [✅ ноябрь] [✅ январь 2027]
        [Закрыть цель]
        [Назад]
    ");
    office.close().await;
}

#[tokio::test]
async fn in_english() {
    let company = with_goals()
        .replace("metrics = [\"leads\", \"traffic\"]", "metrics = [\"leads\", \"traffic\"]\nlocale = \"en\"");
    let office = Office::of(&company, "Mon 10:00").await;
    office.anna().says("Webinar => 3 speakers ~ 5h #webinars\nLanding page => takes requests ~ 3h #вебинар").await;
    assert_snapshot!(office.anna().reads(), @r#"
    📝 Plan for 23–27 Nov
    Ольга Белова approves.

    Targets
    Лиды: what's the target?
    Трафик: what's the target?

    Tasks · 8 of 24–28 h
    1. программа и спикеры · how many hours? · #вебинары · for a goal
        → end product?
    2. Webinar · 5 h · #webinars
        → 3 speakers
    3. Landing page · 3 h · #вебинар
        → takes requests

    There is no goal #webinars. These are there: /goals
    There is no goal #вебинар. Did you mean #вебинары?

    💡 1: how will anybody see it's done?

    One more task: a new line. To correct: "Tasks", a line "2: 4h", or edit your own message.
    [Submit]
    [Tasks] [Hints] [🎯 Goals]
    [Undo: 2 changes]
    [For next week]
    "#);
    office.anna().says("/goals").await;
    assert_snapshot!(office.anna().reads(), @r#"
    🎯 Company goals · 23–27 Nov

    Выручка ×2 к 2030 году
    1. 6 вебинаров, 200 заявок · #вебинары
       Анна Смирнова, by 31 Mar 2027
       November: программа и спикеры
       nobody works on it
    2. 10 партнёров приводят клиентов · #партнёры
       Игорь Титов, ⚠️ was due 31 Oct
       nobody works on it

    To serve a goal, put its #tag in the task's line, or tap "Goals" under the plan.
    [1] [2]
    [✅ November: #вебинары]
    [Next week]
    "#);
    office.anna().says("/goals #вебинары").await;
    assert_snapshot!(office.anna().reads(), @"
    🎯 6 вебинаров, 200 заявок
    #вебинары
    Serves: Выручка ×2 к 2030 году
    Анна Смирнова, by 31 Mar 2027

    Month by month
    ▫️ November: программа и спикеры
    ▫️ January 2027: 2 вебинара проведены

    Week of 23–27 Nov
    nobody works on it
    [✅ November] [✅ January 2027]
    [Back]
    ");
    office.anna().says("/decision Igor: a deck for Alfa by Friday").await;
    assert_snapshot!(office.anna().reads(), @"
    📌 Decided: a deck for Alfa by Friday. Игорь Титов answers for it.
    [Undo]
    ");
    office.skip();
    office.close().await;
}
