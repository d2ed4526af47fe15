//! An agreed plan and a sent report are opened again by whoever approves, with a reason; no other week is touched.

use insta::assert_snapshot;

use crate::scenes::planned_week;

const REPORT: &str = "Лиды 131, Трафик 14 200";

#[tokio::test]
async fn an_agreed_plan_under_its_own_card() {
    let office = planned_week("Mon 11:00").await;
    office.olga().says("/reopen Анна").await;
    assert_snapshot!(office.olga().reads(), @"
    Анна Смирнова
    Что вернуть в работу?
    [План на 30 ноября – 4 декабря]
    [Отчёт за 23–27 ноября]
    ");
    office.olga().taps("План на").await;
    office.skip();
    office.olga().taps("Изменились приоритеты").await;
    assert_snapshot!(office.transcript(), @"
    > Ольга Белова taps [Изменились приоритеты]
    Ольга Белова glimpses «Возвращено в работу»
    Ольга Белова sees changed:
        ↩️ Анна Смирнова · план на 30 ноября – 4 декабря снова в работе
        Решение: Ольга Белова.
        Изменились приоритеты

        Лиды: 120 (было 110, +9 %)
        Трафик: 15 000 (было 15 200, −1 %)
        11 из 24–28 ч

        1. Лендинг «Ритейл» → принимает заявки · 6 ч
        2. Вебинар → 3 спикера подтверждены · 5 ч
        [История]
    Ольга Белова sees changed:
        Планов на согласовании нет.

        Без плана на 30 ноября – 4 декабря: Анна Смирнова
    Анна Смирнова reads:
        ↩️ Ольга Белова: утверждённый план снова в работе
        Изменились приоритеты
        Поправьте и отправьте снова. Остальное без изменений.

        План на 30 ноября – 4 декабря
        Согласует Ольга Белова.

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
        [На следующую неделю]
    ");
    let kept =
        office.count("SELECT count(*) FROM plan_event WHERE what = 'reopened' AND reason = 'Изменились приоритеты'");
    assert_eq!(kept.await, 1);
    assert_eq!(office.count("SELECT count(*) FROM plan WHERE state = 'returned'").await, 1, "no other plan");
    // It goes the usual way, and can be opened again from its card.
    office.anna().says("Трафик: 15 500").await;
    office.anna().taps("Отправить").await;
    assert_eq!(office.count("SELECT count(*) FROM plan WHERE late").await, 0, "what was opened again is not late");
    office.olga().taps("Утвердить").await;
    office.olga().taps("Вернуть в работу").await;
    office.olga().says("Вебинар переносим, уберите").await;
    assert!(office.anna().reads().contains("Вебинар переносим, уберите"), "{}", office.anna().reads());
    assert_eq!(office.count("SELECT count(*) FROM plan_event WHERE what = 'reopened'").await, 2);
    office.skip();
    office.close().await;
}

#[tokio::test]
async fn a_sent_report_and_its_digest() {
    let office = planned_week("Fri 14:00").await;
    office.anna().says(REPORT).await;
    office.anna().taps("Всё сделано").await;
    office.anna().taps("Отчёт готов").await;
    office.goes_to("Mon 11:00").await;
    office.skip();
    office.olga().says("/reopen Анна").await;
    office.olga().taps("Отчёт за").await;
    assert_snapshot!(office.olga().reads(), @"
    Анна Смирнова · отчёт за 30 ноября – 4 декабря
    Почему открываем снова? Нажмите причину или напишите её сообщением.
    [Ошибка в цифрах]
    [Не всё учтено]
    [Изменились приоритеты]
    [По просьбе автора]
    [Назад]
    ");
    office.skip();
    office.olga().taps("Ошибка в цифрах").await;
    let news = office.transcript();
    assert_snapshot!(news, @"
    > Ольга Белова taps [Ошибка в цифрах]
    Ольга Белова glimpses «Возвращено в работу»
    Ольга Белова sees changed:
        ↩️ Анна Смирнова · отчёт за 30 ноября – 4 декабря снова в работе
        Ошибка в цифрах
    Анна Смирнова reads:
        ↩️ Ольга Белова возвращает отчёт за 30 ноября – 4 декабря в работу
        Ошибка в цифрах
        Поправьте и сдайте снова. Остальное без изменений.
    Анна Смирнова reads:
        📊 Отчёт за 30 ноября – 4 декабря

        Показатели
        Лиды: 131 из 120 (+9 %)
        Трафик: 14 200 из 15 000 (−5 %)

        Задачи
        ✅ 1. Лендинг «Ритейл» · 6 ч
        ✅ 2. Вебинар · 5 ч

        Задача: ✅, остальное ▸ или строкой: «1 готово 5ч что вышло», «2 нет: причина».
        [Отчёт готов]
        [1 ✅] [1 ▸] [2 ✅] [2 ▸]
        [Главное] [Блокер] [Вывод] [Клиенты]
    ");
    assert_eq!(office.count("SELECT count(*) FROM report_event WHERE what = 'reopened'").await, 1);
    office.anna().says("Лиды 137").await;
    office.anna().taps("Отчёт готов").await;
    let news = office.transcript();
    assert!(news.contains("Чат: Маркетинг sees changed:"), "{news}");
    assert!(news.contains("137"), "{news}");
    office.close().await;
}

#[tokio::test]
async fn only_by_whoever_approves() {
    let office = planned_week("Mon 11:00").await;
    office.anna().says("/reopen Пётр").await;
    office.igor().says("/reopen Анна").await;
    office.olga().says("/reopen").await;
    assert_snapshot!(office.transcript(), @"
    == Mon 30.11 11:00
    > Анна Смирнова: /reopen Пётр
    Анна Смирнова reads:
        Это может только руководитель.
    > Игорь Титов: /reopen Анна
    Игорь Титов reads:
        Не нашёл «Анна» среди тех, чьи планы вы согласуете. Кого можно: /reopen
    > Ольга Белова: /reopen
    Ольга Белова reads:
        Чей план или отчёт вернуть в работу?
        [Анна Смирнова] [Пётр Иванов]
    ");
    office.close().await;
}

#[tokio::test]
async fn the_history_tells_of_it() {
    let office = planned_week("Thu 15:30").await;
    office.olga().says("/reopen Анна").await;
    office.skip();
    office.olga().taps("План на").await;
    office.olga().taps("Изменились приоритеты").await;
    office.skip();
    office.olga().says("/history Анна").await;
    let history = office.transcript();
    assert!(history.contains("версия 1 снова в работе: Ольга Белова"), "{history}");
    office.close().await;
}
