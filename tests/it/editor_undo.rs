//! The last change on the card is taken back.

use insta::assert_snapshot;
use planerka::render::buttons::Edit;

use crate::editor::{plan, taps_stale, written};

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
        plan.undo.as_ref().unwrap().mark()
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
