//! The week itself: tasks marked by taps, real hours, what came out, and what turned up.

use insta::assert_snapshot;
use serde_json::json;

use crate::office::Office;
use crate::scenes::planned_week;

#[tokio::test]
async fn a_task_is_told_of_by_taps() {
    let office = planned_week("Wed 11:00").await;
    office.anna().says("/week").await;
    assert_snapshot!(office.anna().reads(), @"
    🗓 Неделя 30 ноября – 4 декабря

    ▫️ 1. Лендинг «Ритейл» · 6 ч
        → принимает заявки
    ▫️ 2. Вебинар · 5 ч
        → 3 спикера подтверждены

    Сделано: ✅. Часы, итог и остальное: ▸ или строкой «1 готово 5ч что вышло». Новое: /add
    [1 ✅] [1 ▸] [2 ✅] [2 ▸]
    ");
    office.anna().taps("1 ✅").await;
    office.skip();
    office.anna().taps("2 ▸").await;
    assert_snapshot!(office.transcript(), @"
    > Анна Смирнова taps [2 ▸]
    Анна Смирнова sees changed:
        🗓 Неделя 30 ноября – 4 декабря

        2. Вебинар
        → 3 спикера подтверждены

        ▫️ Пока не отмечена · по плану 5 ч
        [✅ Сделано] [🌓 Частично] [✖️ Нет]
        [5 ч, как в плане]
        [−1 ч] [−30 мин] [+30 мин] [+1 ч]
        [Что вышло]
        [Отменена]
        [‹ 1] [К списку]
    ");
    office.anna().taps("🌓 Частично").await;
    office.anna().taps("−1\u{a0}ч").await;
    office.anna().taps("−30 мин").await;
    assert_snapshot!(office.anna().reads(), @"
    🗓 Неделя 30 ноября – 4 декабря

    2. Вебинар
    → 3 спикера подтверждены

    🌓 Частично · 3,5 ч (план 5 ч)
    [✅ Сделано] [🌓 Частично] [✖️ Нет]
    [5 ч, как в плане]
    [−1 ч] [−30 мин] [+30 мин] [+1 ч]
    [Не хватило времени] [Пришло срочное]
    [Ждём других] [Работы больше, чем казалось]
    [Что вышло] [Своими словами]
    [Отменена]
    [‹ 1] [К списку]
    ");
    office.skip();
    office.anna().taps("Что вышло").await;
    let message = office.anna().says("2 спикера из 3, https://example.com/talks").await;
    assert_snapshot!(office.transcript(), @"
    > Анна Смирнова taps [Что вышло]
    Анна Смирнова sees changed:
        🗓 Неделя 30 ноября – 4 декабря

        2. Вебинар
        → 3 спикера подтверждены

        🌓 Частично · 3,5 ч (план 5 ч)

        Что вышло? Напишите, пришлите ссылку, фото или файл следующим сообщением.
        [✅ Сделано] [🌓 Частично] [✖️ Нет]
        [5 ч, как в плане]
        [−1 ч] [−30 мин] [+30 мин] [+1 ч]
        [Не хватило времени] [Пришло срочное]
        [Ждём других] [Работы больше, чем казалось]
        [Что вышло] [Своими словами]
        [Отменена]
        [‹ 1] [К списку]
    > Анна Смирнова: 2 спикера из 3, https://example.com/talks
    Анна Смирнова gets 👌
    Анна Смирнова sees changed:
        🗓 Неделя 30 ноября – 4 декабря

        2. Вебинар
        → 3 спикера подтверждены

        🌓 Частично · 3,5 ч (план 5 ч)
        2 спикера из 3, https://example.com/talks
        [✅ Сделано] [🌓 Частично] [✖️ Нет]
        [5 ч, как в плане]
        [−1 ч] [−30 мин] [+30 мин] [+1 ч]
        [Не хватило времени] [Пришло срочное]
        [Ждём других] [Работы больше, чем казалось]
        [Что вышло] [Своими словами]
        [Отменена]
        [‹ 1] [К списку]
    ");
    // A message that was edited says something else came out.
    office.anna().edits(message, "2 спикера из 3, третий думает").await;
    office.anna().taps("2 ▸").await;
    office.anna().taps("5\u{a0}ч, как в плане").await;
    office.anna().taps("К списку").await;
    assert_snapshot!(office.anna().reads(), @"
    🗓 Неделя 30 ноября – 4 декабря

    ✅ 1. Лендинг «Ритейл» · 6 ч
    🌓 2. Вебинар · 5 ч
        → 2 спикера из 3, третий думает

    Сделано: ✅. Часы, итог и остальное: ▸ или строкой «1 готово 5ч что вышло». Новое: /add
    [1 ✅] [1 ▸] [2 ✅] [2 ▸]
    ");
    office.skip();
    office.close().await;
}

#[tokio::test]
async fn friday_is_taps() {
    let office = planned_week("Fri 14:00").await;
    office.anna().says("131, 14200").await;
    office.anna().taps("1 ▸").await;
    office.anna().taps("✅ Сделано").await;
    office.anna().taps("+30 мин").await;
    office.anna().taps("2 ›").await;
    office.anna().taps("✖️ Нет").await;
    assert_snapshot!(office.anna().reads(), @"
    📊 Отчёт за 30 ноября – 4 декабря

    2. Вебинар
    → 3 спикера подтверждены

    ✖️ Не сделано · 0 ч (план 5 ч)
    Почему не вышло?
    [✅ Сделано] [🌓 Частично] [✖️ Нет]
    [5 ч, как в плане]
    [+30 мин] [+1 ч]
    [Не хватило времени] [Пришло срочное]
    [Ждём других] [Работы больше, чем казалось]
    [Своими словами]
    [Отменена]
    [‹ 1] [К списку]
    ");
    office.anna().taps("Своими словами").await;
    office.skip();
    office.anna().says("спикеры не ответили").await;
    assert_snapshot!(office.transcript(), @"
    > Анна Смирнова: спикеры не ответили
    Анна Смирнова gets 👌
    Анна Смирнова sees changed:
        📊 Отчёт за 30 ноября – 4 декабря

        2. Вебинар
        → 3 спикера подтверждены

        ✖️ Не сделано · 0 ч (план 5 ч)
        Почему: спикеры не ответили
        [✅ Сделано] [🌓 Частично] [✖️ Нет]
        [5 ч, как в плане]
        [+30 мин] [+1 ч]
        [Другая причина]
        [Отменена]
        [‹ 1] [К списку]
    ");
    office.anna().taps("К списку").await;
    assert_snapshot!(office.anna().reads(), @"
    📊 Отчёт за 30 ноября – 4 декабря
    Сдать до пт 17:30.

    Показатели
    Лиды: 131 из 120 (+9 %)
    Трафик: 14 200 из 15 000 (−5 %)

    Задачи
    ✅ 1. Лендинг «Ритейл» · 6,5 ч (план 6 ч)
    ✖️ 2. Вебинар · 0 ч (план 5 ч)
        → спикеры не ответили

    Задача: ✅, остальное ▸ или строкой: «1 готово 5ч что вышло», «2 нет: причина».
    [Отчёт готов]
    [1 ✅] [1 ▸] [2 ✅] [2 ▸]
    [Главное] [Блокер] [Вывод] [Клиенты]
    ");
    office.anna().taps("Отчёт").await;
    office.skip();
    // The report is in: nothing of it changes by an old button.
    let task = office.count("SELECT id FROM task WHERE title = 'Вебинар'").await;
    office.anna().forges(&format!("wks:{task}:done:1")).await;
    assert_snapshot!(office.transcript(), @"
    > Анна Смирнова taps [wks:2:done:1]
    Анна Смирнова is told «Эта кнопка устарела. Откройте свежую карточку: /report»
    ");
    office.close().await;
}

#[tokio::test]
async fn what_is_no_longer_wanted_is_cancelled_and_can_come_back() {
    let office = planned_week("Wed 11:00").await;
    office.anna().says("/week").await;
    office.anna().taps("2 ▸").await;
    office.anna().taps("Отменена").await;
    assert_snapshot!(office.anna().reads(), @"
    🗓 Неделя 30 ноября – 4 декабря

    2. Вебинар
    → 3 спикера подтверждены

    ➖ Отменена · по плану 5 ч
    [✅ Сделано] [🌓 Частично] [✖️ Нет]
    [Вернуть в неделю]
    [‹ 1] [К списку]
    ");
    office.anna().taps("Вернуть в неделю").await;
    let read = office.anna().reads();
    assert!(read.contains("▫️ Пока не отмечена · по плану 5 ч"), "{read}");
    // What came out is no longer asked once Anna has turned to something else.
    office.anna().taps("Что вышло").await;
    office.anna().taps("‹ 1").await;
    office.anna().says("Статья => опубликована ~ 2ч").await;
    assert_eq!(office.count("SELECT count(*) FROM task WHERE result IS NOT NULL").await, 0);
    office.skip();
    office.close().await;
}

/// Anna has a plan of 24 tasks for this week.
async fn long_week() -> Office {
    let office = Office::on("Mon 09:00").await;
    let tasks: Vec<String> = (1..=24).map(|n| format!("- Позвонить клиенту {n} => встреча назначена ~ 1ч")).collect();
    office.anna().says(&format!("План\nЛиды: 120\nТрафик: 15 000\n{}", tasks.join("\n"))).await;
    office.anna().taps("Отправить").await;
    office.olga().taps("Утвердить").await;
    office.skip();
    office
}

#[tokio::test]
async fn a_long_list_has_pages() {
    let office = long_week().await;
    office.anna().says("/week").await;
    office.anna().taps("11–20 ›").await;
    assert_snapshot!(office.anna().reads(), @"
    🗓 Неделя 23–27 ноября
    11–20 из 24

    ▫️ 11. Позвонить клиенту 11 · 1 ч
        → встреча назначена
    ▫️ 12. Позвонить клиенту 12 · 1 ч
        → встреча назначена
    ▫️ 13. Позвонить клиенту 13 · 1 ч
        → встреча назначена
    ▫️ 14. Позвонить клиенту 14 · 1 ч
        → встреча назначена
    ▫️ 15. Позвонить клиенту 15 · 1 ч
        → встреча назначена
    ▫️ 16. Позвонить клиенту 16 · 1 ч
        → встреча назначена
    ▫️ 17. Позвонить клиенту 17 · 1 ч
        → встреча назначена
    ▫️ 18. Позвонить клиенту 18 · 1 ч
        → встреча назначена
    ▫️ 19. Позвонить клиенту 19 · 1 ч
        → встреча назначена
    ▫️ 20. Позвонить клиенту 20 · 1 ч
        → встреча назначена

    Сделано: ✅. Часы, итог и остальное: ▸ или строкой «1 готово 5ч что вышло». Новое: /add
    [11 ✅] [11 ▸] [12 ✅] [12 ▸]
    [13 ✅] [13 ▸] [14 ✅] [14 ▸]
    [15 ✅] [15 ▸] [16 ✅] [16 ▸]
    [17 ✅] [17 ▸] [18 ✅] [18 ▸]
    [19 ✅] [19 ▸] [20 ✅] [20 ▸]
    [‹ 1–10] [21–24 ›]
    ");
    // Marks leave the page where it is, also those that are typed.
    office.anna().taps("12 ✅").await;
    office.anna().says("23 готово 2ч").await;
    let read = office.anna().reads();
    assert!(read.contains("21–24 из 24") && read.contains("✅ 23. Позвонить клиенту 23 · 2 ч (план 1 ч)"), "{read}");
    office.anna().taps("21 ▸").await;
    office.anna().taps("К списку").await;
    assert!(office.anna().reads().contains("21–24 из 24"));
    office.goes_to("Fri 14:00").await;
    let read = office.anna().reads();
    assert!(read.contains("Задачи · 1–10 из 24") && read.contains("[11–20 ›]"), "{read}");
    office.skip();
    office.close().await;
}

#[tokio::test]
async fn what_turned_up_is_added_in_lines_and_by_reply() {
    let office = planned_week("Wed 11:00").await;
    office.anna().says("/week").await;
    office.skip();
    office.anna().says("/add Срочный баннер => отдан в печать ~ 2ч\nсозвон с Альфой 1ч\nпогасить пожар").await;
    assert_snapshot!(office.transcript(), @"
    > Анна Смирнова: /add Срочный баннер => отдан в печать ~ 2ч
    > созвон с Альфой 1ч
    > погасить пожар
    Анна Смирнова gets 👌
    Анна Смирнова sees changed:
        🗓 Неделя 30 ноября – 4 декабря

        ▫️ 1. Лендинг «Ритейл» · 6 ч
            → принимает заявки
        ▫️ 2. Вебинар · 5 ч
            → 3 спикера подтверждены
        ▫️ 3. Срочный баннер · 2 ч · вне плана
            → отдан в печать
        ▫️ 4. созвон с Альфой · 1 ч · вне плана
        ▫️ 5. погасить пожар · вне плана

        Сделано: ✅. Часы, итог и остальное: ▸ или строкой «1 готово 5ч что вышло». Новое: /add
        [1 ✅] [1 ▸] [2 ✅] [2 ▸]
        [3 ✅] [3 ▸] [4 ✅] [4 ▸]
        [5 ✅] [5 ▸]
    ");
    // In reply to a message, what that message says.
    let asked = office.anna().says("/blocker Нет макета для стенда").await;
    office.skip();
    office.anna().sends(json!({"text": "/add", "reply_to_message": {
        "message_id": asked, "date": 0, "chat": {"id": office.anna().account, "type": "private", "first_name": "Анна"},
        "from": {"id": office.anna().account, "is_bot": false, "first_name": "Анна"}, "text": "Макет для стенда ~ 3ч",
    }})).await;
    assert_snapshot!(office.transcript(), @"
    > Анна Смирнова: /add
    Анна Смирнова gets 👌
    Анна Смирнова sees changed:
        🗓 Неделя 30 ноября – 4 декабря

        ▫️ 1. Лендинг «Ритейл» · 6 ч
            → принимает заявки
        ▫️ 2. Вебинар · 5 ч
            → 3 спикера подтверждены
        ▫️ 3. Срочный баннер · 2 ч · вне плана
            → отдан в печать
        ▫️ 4. созвон с Альфой · 1 ч · вне плана
        ▫️ 5. погасить пожар · вне плана
        ▫️ 6. Макет для стенда · 3 ч · вне плана

        Сделано: ✅. Часы, итог и остальное: ▸ или строкой «1 готово 5ч что вышло». Новое: /add
        [1 ✅] [1 ▸] [2 ✅] [2 ▸]
        [3 ✅] [3 ▸] [4 ✅] [4 ▸]
        [5 ✅] [5 ▸] [6 ✅] [6 ▸]
    ");
    // In reply to the card, a line is what turned up.
    let card = office.count("SELECT message_id FROM card WHERE key = 'week:2026-W49'").await;
    office.anna().sends(json!({"text": "Письмо партнёру ~ 30 мин", "reply_to_message": {
        "message_id": card, "date": 0, "chat": {"id": office.anna().account, "type": "private", "first_name": "Анна"},
        "from": {"id": 1, "is_bot": true, "first_name": "Планёрка"}, "text": "Неделя",
    }})).await;
    assert_snapshot!(office.transcript(), @"
    > Анна Смирнова: Письмо партнёру ~ 30 мин
    Анна Смирнова gets 👌
    Анна Смирнова sees changed:
        🗓 Неделя 30 ноября – 4 декабря

        ▫️ 1. Лендинг «Ритейл» · 6 ч
            → принимает заявки
        ▫️ 2. Вебинар · 5 ч
            → 3 спикера подтверждены
        ▫️ 3. Срочный баннер · 2 ч · вне плана
            → отдан в печать
        ▫️ 4. созвон с Альфой · 1 ч · вне плана
        ▫️ 5. погасить пожар · вне плана
        ▫️ 6. Макет для стенда · 3 ч · вне плана
        ▫️ 7. Письмо партнёру · 0,5 ч · вне плана

        Сделано: ✅. Часы, итог и остальное: ▸ или строкой «1 готово 5ч что вышло». Новое: /add
        [1 ✅] [1 ▸] [2 ✅] [2 ▸]
        [3 ✅] [3 ▸] [4 ✅] [4 ▸]
        [5 ✅] [5 ▸] [6 ✅] [6 ▸]
        [7 ✅] [7 ▸]
    ");
    assert_eq!(office.count("SELECT count(*) FROM task WHERE origin = 'unplanned'").await, 5);
    office.anna().says("/add погасить пожар").await;
    assert_snapshot!(office.transcript(), @"
    > Анна Смирнова: /add погасить пожар
    Анна Смирнова reads:
        Такая задача уже есть: погасить пожар
    ");
    office.close().await;
}

#[tokio::test]
async fn a_target_typed_on_friday_is_told_where_it_went() {
    let office = planned_week("Fri 14:30").await;
    office.skip();
    office.pyotr().says("Расход на рекламу: 50000").await;
    assert_snapshot!(office.transcript(), @"
    == Fri 04.12 14:30
    > Пётр Иванов: Расход на рекламу: 50000
    Пётр Иванов gets 👌
    Пётр Иванов sees changed:
        📊 Отчёт за 30 ноября – 4 декабря
        Сдать до пт 17:30.

        Показатели
        Расход на рекламу: 50 000 ₽, цель до 55 000 ₽ (−9 %)
        Взято в отчёт. Если это цель на 7–11 декабря: «План: Расход на рекламу 50 000»

        Задачи
        ▫️ 1. Кампания в Директе · 8 ч
            → 40 заявок

        Задача: ✅, остальное ▸ или строкой: «1 готово 5ч что вышло», «2 нет: причина».
        [Отчёт готов]
        [↩️ Отменить]
        [Всё сделано]
        [1 ✅] [1 ▸]
        [Главное] [Блокер] [Вывод] [Клиенты]
    ");
    // The form it names is understood.
    office.pyotr().says("План: Расход на рекламу 50 000").await;
    assert_snapshot!(office.transcript(), @"
    > Пётр Иванов: План: Расход на рекламу 50 000
    Пётр Иванов gets 👌
    ");
    // Whoever reports more than numbers reports, and is told nothing.
    office.anna().says("Лиды 131\nТрафик 14200\n1 готово").await;
    let news = office.transcript();
    assert!(!news.contains("Взято в отчёт"), "{news}");
    office.close().await;
}
