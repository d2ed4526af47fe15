//! The card is the editor: tasks by tap, words on request.

use insta::assert_snapshot;
use planerka::render::buttons::{Action, Edit, PlanAction};

use crate::office::{COMPANY, Office};

/// Anna's plan of three tasks, on Thursday.
pub async fn written() -> Office {
    let office = Office::on("Thu 15:00").await;
    let lines = "План\nЛиды: 120\nТрафик: 15 000\nЛендинг => принимает заявки ~ 6ч\nВебинар => 3 спикера подтверждены ~ 5ч\nСтатья ~ 2ч";
    office.anna().says(lines).await;
    office.skip();
    office
}

pub async fn plan(office: &Office) -> i64 {
    office.count("SELECT max(plan.id) FROM plan JOIN person ON person.id = person_id WHERE key = 'anna'").await
}

/// A tap on a button that stood on an older form of the card.
pub async fn taps_stale(office: &Office, edit: Edit) {
    let plan = plan(office).await;
    office.anna().forges_action(Action::Plan(PlanAction::Edit { plan, edit })).await;
}

#[tokio::test]
async fn a_task_is_changed_by_taps_on_one_card() {
    let office = written().await;
    office.anna().taps("Задачи").await;
    assert_snapshot!(office.anna().reads(), @"
    ✏️ План на 30 ноября – 4 декабря
    Задачи · 13 из 24–28 ч

    1. Лендинг · 6 ч
    2. Вебинар · 5 ч
    3. Статья · 2 ч

    Нажмите номер, чтобы изменить задачу. Новая задача: просто строкой.
    [1] [2] [3]
    [Отменить: 4 изменения]
    [К плану]
    ");
    office.anna().taps("3").await;
    assert_snapshot!(office.anna().reads(), @"
    ✏️ Задача 3 из 3 · 30 ноября – 4 декабря
    Статья
    → конечный продукт?
    2 ч

    Задачи · 13 из 24–28 ч
    [−1 ч] [−0,5 ч] [+0,5 ч] [+1 ч]
    [Название] [Конечный продукт]
    [↑] [Удалить]
    [Отменить: 4 изменения]
    [‹ К задачам] [К плану]
    ");
    office.anna().taps("+1\u{a0}ч").await;
    office.anna().taps("+0,5\u{a0}ч").await;
    office.anna().taps("↑").await;
    assert_snapshot!(office.anna().reads(), @"
    ✏️ Задача 2 из 3 · 30 ноября – 4 декабря
    Статья
    → конечный продукт?
    3,5 ч

    Задачи · 14,5 из 24–28 ч
    [−1 ч] [−0,5 ч] [+0,5 ч] [+1 ч]
    [Название] [Конечный продукт]
    [↑] [↓] [Удалить]
    [Отменить: порядок задач]
    [‹ К задачам] [К плану]
    ");
    office.skip();
    office.anna().taps("Конечный продукт").await;
    office.anna().says("черновик у Ольги").await;
    office.anna().taps("Название").await;
    office.anna().says("Статья про ритейл").await;
    assert_snapshot!(office.transcript(), @"
    > Анна Смирнова taps [Конечный продукт]
    Анна Смирнова sees changed:
        ✏️ Задача 2 из 3 · 30 ноября – 4 декабря
        Статья

        Что будет готово и как это увидеть? Пришлите одним сообщением.
        [Оставить как есть]
    > Анна Смирнова: черновик у Ольги
    Анна Смирнова gets 👌
    Анна Смирнова sees changed:
        ✏️ Задача 2 из 3 · 30 ноября – 4 декабря
        Статья
        → черновик у Ольги
        3,5 ч

        Задачи · 14,5 из 24–28 ч
        [−1 ч] [−0,5 ч] [+0,5 ч] [+1 ч]
        [Название] [Конечный продукт]
        [↑] [↓] [Удалить]
        [Отменить: изменено «Статья»]
        [‹ К задачам] [К плану]
    > Анна Смирнова taps [Название]
    Анна Смирнова sees changed:
        ✏️ Задача 2 из 3 · 30 ноября – 4 декабря
        Статья

        Как назвать? Пришлите название одним сообщением.
        [Оставить как есть]
    > Анна Смирнова: Статья про ритейл
    Анна Смирнова gets 👌
    Анна Смирнова sees changed:
        ✏️ Задача 2 из 3 · 30 ноября – 4 декабря
        Статья про ритейл
        → черновик у Ольги
        3,5 ч

        Задачи · 14,5 из 24–28 ч
        [−1 ч] [−0,5 ч] [+0,5 ч] [+1 ч]
        [Название] [Конечный продукт]
        [↑] [↓] [Удалить]
        [Отменить: изменено «Статья про ритейл»]
        [‹ К задачам] [К плану]
    ");
    office.anna().taps("К плану").await;
    assert_snapshot!(office.anna().reads(), @"
    📝 План на 30 ноября – 4 декабря
    Сдать до пт 16:00. Согласует Ольга Белова.

    Показатели
    Лиды: 120
    Трафик: 15 000

    Задачи · 14,5 из 24–28 ч
    1. Лендинг · 6 ч
        → принимает заявки
    2. Статья про ритейл · 3,5 ч
        → черновик у Ольги
    3. Вебинар · 5 ч
        → 3 спикера подтверждены

    Ещё задача: новой строкой. Исправить: «Задачи», строка «2: 4ч» или правка своего сообщения.
    [Отправить]
    [Задачи]
    [Отменить: изменено «Статья про ритейл»]
    [На эту неделю]
    ");
    office.skip();
    // One card all the while: what Anna wrote and the card, nothing else.
    office.close().await;
}

#[tokio::test]
async fn two_devices_never_change_another_task_than_the_one_shown() {
    let office = written().await;
    // Both show the same list; on one of them the second task is deleted.
    office.anna().taps("Задачи").await;
    office.anna().taps("2").await;
    office.anna().taps("Удалить").await;
    office.skip();
    for edit in [
        Edit::Task { task: 2 },
        Edit::Hours { task: 2, minutes: 60 },
        Edit::Shift { task: 2, up: true },
        Edit::Delete { task: 2 },
    ] {
        taps_stale(&office, edit).await;
        assert!(office.transcript().contains("Анна Смирнова glimpses «Этой задачи в плане уже нет.»"));
    }
    // The third is still itself, although it is the second now.
    taps_stale(&office, Edit::Hours { task: 3, minutes: 60 }).await;
    assert!(office.anna().reads().starts_with("✏️ Задача 2 из 2"), "{}", office.anna().reads());
    assert!(office.anna().reads().contains("Статья") && office.anna().reads().contains("3 ч"));
    office.anna().taps("К плану").await;
    office.skip();
    office.close().await;
}

#[tokio::test]
async fn a_plan_that_waits_or_is_agreed_changes_by_no_stale_tap() {
    let office = written().await;
    let source = office.anna().says("Рассылка => 3 ответа ~ 1ч").await;
    office.anna().taps("Задачи").await;
    office.anna().taps("1").await;
    office.anna().taps("Название").await;
    let renamed = office.anna().says("Лендинг для ритейла").await;
    office.anna().taps("К плану").await;
    office.anna().taps("Отправить").await;
    office.skip();
    taps_stale(&office, Edit::Hours { task: 1, minutes: 60 }).await;
    assert_snapshot!(office.transcript().lines().take(2).collect::<Vec<_>>().join("\n"), @"
    > Анна Смирнова taps [eh:2:1:60]
    Анна Смирнова is told «План отправлен и ждёт решения. Чтобы изменить его, нажмите «Изменить».»
    ");
    office.olga().taps("Утвердить").await;
    office.skip();
    taps_stale(&office, Edit::Delete { task: 1 }).await;
    assert!(office.transcript().contains("is told «План уже утверждён.»"));
    let agreed = office.count("SELECT sum(minutes) FROM task").await;
    for message in [source, renamed] {
        office.anna().edits(message, "Совсем другое => видно ~ 9ч").await;
        let news = office.transcript();
        assert!(news.contains("Чтобы изменить его, нажмите «Изменить»: новую версию согласует руководитель"), "{news}");
    }
    assert_eq!(office.count("SELECT sum(minutes) FROM task").await, agreed);
    office.close().await;
}

#[tokio::test]
async fn words_that_were_asked_for_follow_the_edited_message() {
    let office = written().await;
    office.anna().taps("Задачи").await;
    office.anna().taps("3").await;
    office.anna().taps("Конечный продукт").await;
    let message = office.anna().says("=> черновик у Ольги").await;
    office.anna().edits(message, "черновик у Ольги и Игоря").await;
    let card = office.anna().reads();
    assert!(card.contains("→ черновик у Ольги и Игоря") && card.starts_with("✏️ Задача 3 из 3"), "{card}");
    // What waits comes back to its author first, like with any line.
    office.anna().taps("К плану").await;
    office.anna().taps("Отправить").await;
    office.skip();
    office.anna().edits(message, "черновик у Веры").await;
    assert!(office.transcript().contains("План снова у вас"));
    assert!(office.anna().reads().contains("→ черновик у Веры") || office.anna().reads().contains("План снова"));
    office.skip();
    office.close().await;
}

#[tokio::test]
async fn a_question_waits_only_as_long_as_the_card_asks_it() {
    let office = written().await;
    office.anna().taps("Задачи").await;
    office.anna().taps("1").await;
    office.anna().taps("Название").await;
    assert_snapshot!(office.anna().reads(), @"
    ✏️ Задача 1 из 3 · 30 ноября – 4 декабря
    Лендинг

    Как назвать? Пришлите название одним сообщением.
    [Оставить как есть]
    ");
    // Another tap is a change of subject: what comes next is a line of the plan.
    office.anna().taps("Оставить как есть").await;
    office.anna().taps("К плану").await;
    office.anna().says("Рассылка => 3 ответа ~ 1ч").await;
    assert!(office.anna().reads().contains("4. Рассылка") && office.anna().reads().contains("1. Лендинг"));
    // So is a command; and /cancel says so.
    office.anna().taps("Задачи").await;
    office.anna().taps("1").await;
    office.anna().taps("Название").await;
    office.skip();
    office.anna().says("/cancel").await;
    assert_snapshot!(office.transcript(), @"
    > Анна Смирнова: /cancel
    Анна Смирнова sees changed:
        ✏️ Задача 1 из 4 · 30 ноября – 4 декабря
        Лендинг
        → принимает заявки
        6 ч

        Задачи · 14 из 24–28 ч
        [−1 ч] [−0,5 ч] [+0,5 ч] [+1 ч]
        [Название] [Конечный продукт]
        [↓] [Удалить]
        [Отменить: добавлено «Рассылка»]
        [‹ К задачам] [К плану]
    Анна Смирнова reads:
        Хорошо, не спрашиваю. Всё написанное на месте.
    ");
    office.anna().says("Звонки => 5 встреч ~ 1ч").await;
    let news = office.transcript();
    assert!(news.contains("5. Звонки"), "{news}");
    office.anna().says("/plan").await;
    // The task is gone meanwhile, on another device: nothing that is typed is lost.
    office.anna().taps("Задачи").await;
    office.anna().taps("5").await;
    office.anna().taps("Название").await;
    office
        .writes(
            "UPDATE plan SET draft = json_remove(draft, '$.tasks[4]') WHERE json_array_length(draft, '$.tasks') = 5",
        )
        .await;
    office.anna().says("Встречи => 2 договора ~ 2ч").await;
    assert!(office.anna().reads().contains("5. Встречи"), "{}", office.anna().reads());
    // Corrections by number stay corrections, and a whole line is taken whole.
    office.anna().taps("Задачи").await;
    office.anna().taps("1").await;
    office.anna().taps("Название").await;
    office.anna().says("2: 7ч").await;
    assert!(office.anna().reads().contains("2. Вебинар · 7 ч"), "{}", office.anna().reads());
    office.anna().taps("Задачи").await;
    office.anna().taps("1").await;
    office.anna().taps("Название").await;
    office.anna().says("Лендинг «Ритейл» => 20 заявок ~ 8ч").await;
    let card = office.anna().reads();
    assert!(card.contains("Лендинг «Ритейл»\n→ 20 заявок\n8 ч"), "{card}");
    office.skip();
    office.close().await;
}

#[tokio::test]
async fn a_goal_is_set_from_the_task_itself() {
    let office = Office::on("Thu 15:00").await;
    office.olga().says("/goals + Вебинары: 6 вебинаров, Анна #вебинары").await;
    office.anna().says("Лендинг => принимает заявки ~ 6ч\nВебинар => 3 спикера ~ 5ч").await;
    office.anna().taps("Задачи").await;
    office.anna().taps("2").await;
    office.anna().taps("Цель").await;
    office.anna().taps("#вебинары").await;
    assert_snapshot!(office.anna().reads(), @"
    ✏️ Задача 2 из 2 · 30 ноября – 4 декабря
    Вебинар
    → 3 спикера
    5 ч · #вебинары

    Задачи · 11 из 24–28 ч
    [−1 ч] [−0,5 ч] [+0,5 ч] [+1 ч]
    [Название] [Конечный продукт]
    [🎯 Цель] [↑] [Удалить]
    [Отменить: изменено «Вебинар»]
    [‹ К задачам] [К плану]
    ");
    office.anna().taps("Отменить").await;
    assert!(!office.anna().reads().contains("#вебинары"));
    office.skip();
    office.close().await;
}

#[tokio::test]
async fn a_task_without_hours_gets_them_in_one_tap() {
    let office = Office::on("Thu 15:00").await;
    office.anna().says("Лендинг => принимает заявки").await;
    office.anna().taps("Задачи").await;
    office.anna().taps("1").await;
    assert!(office.anna().reads().contains("[1\u{a0}ч] [2\u{a0}ч] [4\u{a0}ч] [8\u{a0}ч]"), "{}", office.anna().reads());
    office.anna().taps("4\u{a0}ч").await;
    assert!(office.anna().reads().contains("[−1\u{a0}ч] [−0,5\u{a0}ч] [+0,5\u{a0}ч] [+1\u{a0}ч]"));
    for _ in 0..5 {
        office.anna().taps("−1\u{a0}ч").await;
    }
    assert!(office.transcript().contains("Меньше 0,5\u{a0}ч кнопкой не поставить."));
    office.anna().taps("Удалить").await;
    assert!(office.anna().reads().contains("пока нет"), "the last task gone, the plan is there");
    office.skip();
    office.close().await;
}

#[tokio::test]
async fn in_english() {
    let company =
        COMPANY.replace("metrics = [\"leads\", \"traffic\"]", "metrics = [\"leads\", \"traffic\"]\nlocale = \"en\"");
    let office = Office::of(&company, "Thu 15:00").await;
    office.anna().says("Landing page => takes requests ~ 6h\nWebinar => 3 speakers ~ 5h").await;
    office.anna().taps("Tasks").await;
    assert_snapshot!(office.anna().reads(), @"
    ✏️ Plan for 30 Nov – 4 Dec
    Tasks · 11 of 24–28 h

    1. Landing page · 6 h
    2. Webinar · 5 h

    Tap a number to change a task. A new one: just type a line.
    [1] [2]
    [Undo: 2 changes]
    [To the plan]
    ");
    office.anna().taps("2").await;
    office.anna().taps("−0.5\u{a0}h").await;
    assert_snapshot!(office.anna().reads(), @r#"
    ✏️ Task 2 of 2 · 30 Nov – 4 Dec
    Webinar
    → 3 speakers
    4.5 h

    Tasks · 10.5 of 24–28 h
    [−1 h] [−0.5 h] [+0.5 h] [+1 h]
    [Title] [End product]
    [↑] [Delete]
    [Undo: changed "Webinar"]
    [‹ To the tasks] [To the plan]
    "#);
    office.anna().taps("End product").await;
    assert_snapshot!(office.anna().reads(), @"
    ✏️ Task 2 of 2 · 30 Nov – 4 Dec
    Webinar
    3 speakers

    What will be there, and how can one tell? Send it in one message.
    [Leave it as it is]
    ");
    office.skip();
    office.close().await;
}
