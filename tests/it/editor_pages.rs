//! Plans too long for one page, and words that would not fit as they are.

use std::fmt::Write as _;

use insta::assert_snapshot;

use crate::editor::written;
use crate::office::Office;

/// Lines of a plan of so many tasks.
fn many(count: usize) -> String {
    (1..=count).fold("План\nЛиды: 120\nТрафик: 15 000".to_owned(), |mut text, n| {
        write!(text, "\nДело номер {n} => сделано {n} штук ~ 30мин").unwrap();
        text
    })
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
