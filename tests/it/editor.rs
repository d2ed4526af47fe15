//! The card is the editor: tasks by tap, words on request, one change taken back, long plans in pages.

use std::fmt::Write as _;

use insta::assert_snapshot;
use planerka::render::buttons::{Action, Edit};

use crate::office::{COMPANY, Office};

/// Anna's plan of three tasks, on Thursday.
async fn written() -> Office {
    let office = Office::on("Thu 15:00").await;
    let lines = "План\nЛиды: 120\nТрафик: 15 000\nЛендинг => принимает заявки ~ 6ч\nВебинар => 3 спикера подтверждены ~ 5ч\nСтатья ~ 2ч";
    office.anna().says(lines).await;
    office.skip();
    office
}

async fn plan(office: &Office) -> i64 {
    office.count("SELECT max(plan.id) FROM plan JOIN person ON person.id = person_id WHERE key = 'anna'").await
}

/// A tap on a button that stood on an older form of the card.
async fn taps_stale(office: &Office, edit: Edit) {
    let plan = plan(office).await;
    office.anna().forges_action(Action::Edit { plan, edit }).await;
}

/// Lines of a plan of so many tasks.
fn many(count: usize) -> String {
    (1..=count).fold("План\nЛиды: 120\nТрафик: 15 000".to_owned(), |mut text, n| {
        write!(text, "\nДело номер {n} => сделано {n} штук ~ 30мин").unwrap();
        text
    })
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
async fn the_last_change_is_taken_back_whatever_it_was() {
    let office = written().await;
    let whole = without_undo(&office.anna().reads());
    office.anna().taps("Задачи").await;
    office.anna().taps("2").await;
    office.anna().taps("Удалить").await;
    office.skip();
    office.anna().taps("К плану").await;
    assert_snapshot!(office.transcript(), @"
    > Анна Смирнова taps [К плану]
    Анна Смирнова sees changed:
        📝 План на 30 ноября – 4 декабря
        Сдать до пт 16:00. Согласует Ольга Белова.

        Показатели
        Лиды: 120
        Трафик: 15 000

        Задачи · 8 из 24–28 ч
        1. Лендинг · 6 ч
            → принимает заявки
        2. Статья · 2 ч
            → конечный продукт?

        💡 2: «Статья»: что будет к концу недели?

        Ещё задача: новой строкой. Исправить: «Задачи», строка «2: 4ч» или правка своего сообщения.
        [Отправить]
        [Задачи] [Подсказки]
        [Отменить: удалено «Вебинар»]
        [На эту неделю]
    ");
    office.anna().taps("Отменить: удалено").await;
    assert!(office.transcript().contains("glimpses «Стало как было»"));
    assert_eq!(without_undo(&office.anna().reads()), whole);
    // Typed lines, all of a message at once.
    office.anna().says("2: 8ч\n1 удалить\nРассылка => 3 ответа ~ 1ч\nЛиды: 140").await;
    assert!(office.anna().reads().contains("[Отменить: 4 изменения]"), "{}", office.anna().reads());
    office.anna().taps("Отменить").await;
    assert_eq!(without_undo(&office.anna().reads()), whole);
    // Whoever did not mean to has it all again, and may think better of that, too.
    office.anna().taps("Вернуть отменённое").await;
    assert!(office.anna().reads().contains("Рассылка") && !office.anna().reads().contains("Лендинг"));
    office.anna().taps("Отменить: 4 изменения").await;
    assert_eq!(without_undo(&office.anna().reads()), whole);
    // The same text once more changes nothing that is seen, nor what can be taken back.
    office.anna().taps("Вернуть отменённое").await;
    office.anna().says("Рассылка => 3 ответа ~ 1ч\nЛиды: 140").await;
    office.anna().taps("Отменить: 4 изменения").await;
    assert_eq!(without_undo(&office.anna().reads()), whole);
    // An edited message is a change, too.
    let message = office.anna().says("Рассылка => 3 ответа ~ 1ч").await;
    office.anna().edits(message, "Рассылка => 5 ответов ~ 2ч").await;
    assert!(office.anna().reads().contains("→ 5 ответов"));
    office.anna().taps("Отменить: изменено «Рассылка»").await;
    assert!(office.anna().reads().contains("→ 3 ответа"));
    office.anna().says("4 удалить").await;
    // Order, hours: taken back where they were made.
    office.anna().taps("Задачи").await;
    office.anna().taps("1").await;
    office.anna().taps("↓").await;
    office.anna().taps("Отменить: порядок").await;
    assert!(office.anna().reads().starts_with("✏️ Задача 1 из 3"), "{}", office.anna().reads());
    office.anna().taps("−1\u{a0}ч").await;
    office.anna().taps("Отменить: изменено «Лендинг»").await;
    office.anna().taps("К плану").await;
    assert_eq!(without_undo(&office.anna().reads()), whole);
    office.skip();
    office.close().await;
}

/// The card without the button that takes the last change back.
fn without_undo(card: &str) -> String {
    let other = |line: &&str| !line.starts_with("[Отменить") && !line.starts_with("[Вернуть отменённое]");
    card.lines().filter(other).collect::<Vec<_>>().join("\n")
}

#[tokio::test]
async fn taken_targets_and_dropped_tasks_come_back_as_well() {
    let office = crate::scenes::planned_week("Thu 15:00").await;
    let prefilled = office.anna().reads();
    assert!(!prefilled.contains("Отменить"), "{prefilled}");
    office.anna().taps("Взять предложенное").await;
    office.anna().taps("Отменить: показатели").await;
    assert_eq!(without_undo(&office.anna().reads()), prefilled);
    office.anna().taps("Задачи").await;
    office.anna().taps("Убрать лишнее").await;
    office.anna().taps("✅ 1. Лендинг").await;
    office.anna().taps("Готово").await;
    assert!(office.anna().reads().contains("Не взято в план: Лендинг «Ритейл»"));
    office.anna().taps("Отменить: удалено «Лендинг «Ритейл»»").await;
    assert_eq!(without_undo(&office.anna().reads()), prefilled);
    office.skip();
    office.close().await;
}

#[tokio::test]
async fn what_the_bot_changed_since_is_not_undone() {
    let office = crate::scenes::planned_week("Thu 15:00").await;
    office.anna().says("Статья => опубликована ~ 3ч").await;
    let mark = {
        let id = plan(&office).await;
        let plan = planerka::storage::plan::get(&mut office.tx().await, id).await.unwrap().unwrap();
        plan.undo.unwrap().mark()
    };
    // The report takes a done task off the draft.
    office.goes_to("Fri 14:30").await;
    office.anna().says("Лиды: 131\nТрафик: 14 200\n1 готово 5ч открыт\n2 нет: не успеваем").await;
    office.anna().taps("Отчёт готов").await;
    let card = office.anna().reads();
    assert!(card.contains("Статья") && !card.contains("Лендинг") && !card.contains("Отменить"), "{card}");
    office.skip();
    taps_stale(&office, Edit::Undo { mark, task: 0 }).await;
    assert!(office.transcript().contains("План с тех пор изменился, отменить это уже нельзя."));
    assert_eq!(office.anna().reads(), card);
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
async fn sixty_tasks_pasted_stay_one_message() {
    let office = Office::on("Thu 15:00").await;
    office.anna().says(&many(60)).await;
    let news = office.transcript();
    assert_eq!(
        news.matches("Анна Смирнова sees changed").count() + news.matches("Анна Смирнова reads").count(),
        1,
        "{news}"
    );
    assert_snapshot!(office.anna().reads(), @"
    📝 План на 30 ноября – 4 декабря
    Сдать до пт 16:00. Согласует Ольга Белова.

    Показатели
    Лиды: 120
    Трафик: 15 000

    Задачи · 30 из 24–28 ч
    1. Дело номер 1 · 0,5 ч
        → сделано 1 штук
    2. Дело номер 2 · 0,5 ч
        → сделано 2 штук
    3. Дело номер 3 · 0,5 ч
        → сделано 3 штук
    4. Дело номер 4 · 0,5 ч
        → сделано 4 штук
    5. Дело номер 5 · 0,5 ч
        → сделано 5 штук
    6. Дело номер 6 · 0,5 ч
        → сделано 6 штук
    7. Дело номер 7 · 0,5 ч
        → сделано 7 штук
    8. Дело номер 8 · 0,5 ч
        → сделано 8 штук
    9. Дело номер 9 · 0,5 ч
        → сделано 9 штук
    10. Дело номер 10 · 0,5 ч
        → сделано 10 штук
    Задачи 1–10 из 60

    ⚠️ 30 ч из 28. Обычно в неделю влезает 24–28 ч: остальное съедает незапланированное. Снимите около 2 ч.

    💡 Времени на сам план нет

    Ещё задача: новой строкой. Исправить: «Задачи», строка «2: 4ч» или правка своего сообщения.
    [Отправить]
    [11–20 ›]
    [Задачи] [Подсказки]
    [Отменить: 61 изменение]
    [На эту неделю]
    ");
    office.anna().taps("11–20 ›").await;
    assert!(office.anna().reads().contains("Задачи 11–20 из 60"));
    assert!(office.anna().reads().contains("[‹ 1–10] [21–30 ›]"), "{}", office.anna().reads());
    // The door opens on the same page, and the number pads are of the tasks in sight.
    office.anna().taps("Задачи").await;
    assert_snapshot!(office.anna().reads(), @"
    ✏️ План на 30 ноября – 4 декабря
    Задачи · 30 из 24–28 ч

    11. Дело номер 11 · 0,5 ч
    12. Дело номер 12 · 0,5 ч
    13. Дело номер 13 · 0,5 ч
    14. Дело номер 14 · 0,5 ч
    15. Дело номер 15 · 0,5 ч
    16. Дело номер 16 · 0,5 ч
    17. Дело номер 17 · 0,5 ч
    18. Дело номер 18 · 0,5 ч
    19. Дело номер 19 · 0,5 ч
    20. Дело номер 20 · 0,5 ч

    Нажмите номер, чтобы изменить задачу. Новая задача: просто строкой.
    [11] [12] [13] [14] [15]
    [16] [17] [18] [19] [20]
    [‹ 1–10] [21–30 ›]
    [Отменить: 61 изменение]
    [К плану]
    ");
    office.anna().taps("21–30 ›").await;
    office.anna().taps("25").await;
    office.anna().taps("+1\u{a0}ч").await;
    office.anna().taps("К плану").await;
    // The plan shows the page of the last change, and the hours of all.
    let card = office.anna().reads();
    assert!(card.contains("25. Дело номер 25 · 1,5 ч") && card.contains("Задачи · 31 из 24–28 ч"), "{card}");
    office.anna().says("60: 1ч").await;
    assert!(office.anna().reads().contains("60. Дело номер 60 · 1 ч"), "{}", office.anna().reads());
    // What waits is read page by page, too.
    office.anna().taps("Отправить").await;
    office.anna().taps("срочно для клиента").await;
    let sent = office.anna().reads();
    assert!(sent.contains("📨") && sent.contains("[‹ 41–50]"), "{sent}");
    office.anna().taps("‹ 41–50").await;
    assert!(office.anna().reads().contains("41. Дело номер 41"));
    let cards = office.count("SELECT count(*) FROM card WHERE key LIKE 'plan:%#%'").await;
    assert_eq!(cards, 0, "no card has a second part");
    office.skip();
    office.close().await;
}

#[tokio::test]
async fn odd_words_stay_what_they_are_and_fit() {
    let office = written().await;
    let long = "очень подробно ".repeat(270);
    for (button, text) in
        [("Название", "<b>Жирный</b> & 🚀 👩‍👩‍👧‍👦"), ("Название", "لقاء مع العميل"), ("Конечный продукт", long.trim())]
    {
        office.anna().taps("Задачи").await;
        office.anna().taps("1").await;
        office.anna().taps(button).await;
        office.anna().says(text).await;
        let card = office.anna().reads();
        let head: String = text.chars().take(200).collect();
        assert!(card.contains(&head), "{card}");
        office.anna().taps("К плану").await;
        assert!(office.anna().reads().contains(&head));
    }
    assert_eq!(office.count("SELECT count(*) FROM card WHERE key LIKE 'plan:%#%'").await, 0);
    let kept = office.count("SELECT max(length(draft ->> '$.tasks[0].deliverable')) FROM plan").await;
    assert_eq!(kept, i64::try_from(long.trim().chars().count()).unwrap(), "kept whole");
    // Too long a title is asked for again.
    office.anna().taps("Задачи").await;
    office.anna().taps("1").await;
    office.anna().taps("Название").await;
    office.skip();
    office.anna().says(&"ы".repeat(301)).await;
    assert!(office.transcript().contains("Слишком длинно: 301 знаков. Сократите до 300."));
    office.anna().says("Покороче").await;
    assert!(office.anna().reads().contains("Покороче"));
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
