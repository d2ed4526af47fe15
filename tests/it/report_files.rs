//! End products as photos and files.

use insta::assert_snapshot;

use crate::scenes::planned_week;

#[tokio::test]
async fn what_came_out_is_shown() {
    let office = planned_week("Wed 11:00").await;
    office.anna().says("/week").await;
    office.anna().taps("1 ▸").await;
    office.anna().taps("✅ Сделано").await;
    office.anna().taps("Что вышло").await;
    office.skip();
    office.anna().shows("первая заявка в CRM").await;
    assert_snapshot!(office.transcript(), @"
    > Анна Смирнова: первая заявка в CRM
    Анна Смирнова gets 👌
    Анна Смирнова sees changed:
        🗓 Неделя 30 ноября – 4 декабря

        1. Лендинг «Ритейл»
        → принимает заявки

        ✅ Сделано · 6 ч · 📎
        первая заявка в CRM
        [✅ Сделано] [🌓 Частично] [✖️ Нет]
        [−1 ч] [−30 мин] [+30 мин] [+1 ч]
        [Что вышло]
        [📎 Показать] [Убрать файлы]
        [Отменена]
        [К списку] [2 ›]
    ");
    office.anna().taps("📎 Показать").await;
    assert_snapshot!(office.transcript(), @"
    > Анна Смирнова taps [📎 Показать]
    Анна Смирнова reads:
        🖼
        1. Лендинг «Ритейл»
        Анна Смирнова
    ");
    // The number under a file says which task it is for.
    office.anna().hands("program.pdf", "2").await;
    office.anna().shows_together("album", "2 частично 3ч").await;
    office.anna().shows_together("album", "").await;
    office.anna().says("/week").await;
    assert_snapshot!(office.anna().reads(), @"
    🗓 Неделя 30 ноября – 4 декабря

    ✅ 1. Лендинг «Ритейл» · 6 ч · 📎
        → первая заявка в CRM
    🌓 2. Вебинар · 3 ч (план 5 ч) · 📎 3
        → почему?

    Сделано: ✅. Часы, итог и остальное: ▸ или строкой «1 готово 5ч что вышло». Новое: /add
    [1 ✅] [1 ▸] [2 ✅] [2 ▸]
    ");
    office.skip();
    // One without a word is asked about.
    office.anna().hands("slides.pdf", "").await;
    assert_snapshot!(office.transcript(), @"
    > Анна Смирнова:
    Анна Смирнова reads:
        К какой задаче за 30 ноября – 4 декабря этот файл?
        [1. Лендинг «Ритейл»]
        [2. Вебинар]
    ");
    office.anna().taps("2. Вебинар").await;
    assert_snapshot!(office.transcript(), @"
    > Анна Смирнова taps [2. Вебинар]
    Анна Смирнова sees changed:
        🗓 Неделя 30 ноября – 4 декабря

        ✅ 1. Лендинг «Ритейл» · 6 ч · 📎
            → первая заявка в CRM
        🌓 2. Вебинар · 3 ч (план 5 ч) · 📎 4
            → почему?

        Сделано: ✅. Часы, итог и остальное: ▸ или строкой «1 готово 5ч что вышло». Новое: /add
        [1 ✅] [1 ▸] [2 ✅] [2 ▸]
    Анна Смирнова sees changed:
        📎 Взято к задаче 2: Вебинар
    ");
    office.goes_to("Fri 14:00").await;
    office.anna().says("Лиды 131, трафик 14 200").await;
    office.anna().taps("Отчёт").await;
    office.skip();
    office.anna().shows("").await;
    assert!(office.transcript().contains("Отчёт за эту неделю уже отправлен"));
    office.olga().says("/report Анна").await;
    assert_snapshot!(office.transcript(), @"
    > Ольга Белова: /report Анна
    Ольга Белова reads:
        📊 Анна Смирнова · отчёт за 30 ноября – 4 декабря

        Показатели
        Лиды: 131 из 120 (+9 %)
        Трафик: 14 200 из 15 000 (−5 %)

        Задачи
        ✅ 1. Лендинг «Ритейл» · 6 ч · 📎
            → первая заявка в CRM
        🌓 2. Вебинар · 3 ч (план 5 ч) · 📎 4
        [📎 1] [📎 2]
    ");
    office.olga().taps("📎 2").await;
    assert_snapshot!(office.transcript(), @"
    > Ольга Белова taps [📎 2]
    Ольга Белова reads:
        📎 program.pdf
        2. Вебинар
        Анна Смирнова
    Ольга Белова reads:
        🖼
        2. Вебинар
        Анна Смирнова
    Ольга Белова reads:
        🖼
        2. Вебинар
        Анна Смирнова
    Ольга Белова reads:
        📎 slides.pdf
        2. Вебинар
        Анна Смирнова
    ");
    // Nobody else gets them.
    for who in ["pyotr", "igor", "vera"] {
        office.person(who).forges("rpfi:2").await;
        let news = office.transcript();
        assert!(news.contains("is told «Здесь показать нечего.»") && !news.contains("📎"), "{news}");
    }
    office.close().await;
}

#[tokio::test]
async fn files_are_taken_off_again() {
    let office = planned_week("Wed 11:00").await;
    for _ in 0..10 {
        office.anna().shows("1").await;
    }
    office.skip();
    office.anna().shows("1").await;
    assert_snapshot!(office.transcript(), @"
    > Анна Смирнова: 1
    Анна Смирнова reads:
        К одной задаче можно приложить не больше 10 файлов. Прежние на месте, этот не взят.
    ");
    assert_eq!(office.count("SELECT count(*) FROM evidence").await, 10);
    office.anna().says("/week").await;
    office.anna().taps("1 ▸").await;
    assert!(office.anna().reads().contains("📎 10"));
    office.anna().taps("Убрать файлы").await;
    assert!(!office.anna().reads().contains("📎"));
    assert_eq!(office.count("SELECT count(*) FROM evidence").await, 0);
    // Before the report is in, the manager sees none of it.
    office.anna().hands("a.pdf", "1").await;
    office.skip();
    office.olga().forges("rpfi:1").await;
    assert!(office.transcript().contains("is told «Здесь показать нечего.»"));
    office.close().await;
}

#[tokio::test]
async fn tables_and_captions_are_not_taken_for_end_products() {
    let office = planned_week("Fri 14:00").await;
    office.skip();
    office.anna().hands("numbers.xlsx", "").await;
    let news = office.transcript();
    assert!(news.contains("Итог задачи подпишите её номером"), "{news}");
    office.anna().shows("Лиды 131").await;
    assert!(office.transcript().contains("Лиды: 131 из 120"));
    assert_eq!(office.count("SELECT count(*) FROM evidence").await, 0);
    office.skip();
    // Without tasks there is nothing to put it to.
    office.igor().shows("").await;
    assert!(office.transcript().contains("Понимаю текст"));
    office.close().await;
}

#[tokio::test]
async fn a_photo_is_no_answer_to_something_else() {
    let office = planned_week("Thu 15:30").await;
    office.anna().says("План\nЛиды: 130\nТрафик: 15 200\nСтатья => опубликована ~ 3ч").await;
    office.anna().taps("Отправить").await;
    office.olga().taps("Вернуть").await;
    office.skip();
    office.olga().shows("").await;
    assert!(office.transcript().contains("Понимаю текст"));
    office.olga().says("Статья о чём?").await;
    let news = office.transcript();
    assert!(news.contains("вернула план") || news.contains("Статья о чём?"), "{news}");
    assert_eq!(office.count("SELECT count(*) FROM plan WHERE state = 'returned'").await, 1);
    office.close().await;
}
