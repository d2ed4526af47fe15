//! Everything a report says, in one place, for its author and for those who lead them.

use insta::assert_snapshot;

use crate::scenes::planned_week;

#[tokio::test]
async fn the_manager_reads_it_whole() {
    let office = planned_week("Fri 14:00").await;
    office.olga().says("/report Анна").await;
    let news = office.transcript();
    assert!(news.contains("Анна Смирнова: отчёт за 30 ноября – 4 декабря ещё не сдан."), "{news}");
    let message = office
        .anna()
        .says("Лиды 131, трафик 12 000\n1 готово 5ч открыт\n2 частично 3ч два спикера\nБлокер: нет доступа\nКлиенты: спрашивают про 1С")
        .await;
    office.anna().taps("Трафик: почему?").await;
    office.anna().taps("Короткая неделя").await;
    office.anna().taps("Отчёт").await;
    office.skip();
    office.olga().says("/team").await;
    assert_snapshot!(office.transcript(), @"
    > Ольга Белова: /team
    Ольга Белова reads:
        🖼
        Маркетинг: план на 7–11 декабря, отчёт за 30 ноября – 4 декабря
        • Ольга Белова: план черновик, отчёт нет
        • Анна Смирнова: план черновик, отчёт сдан
        • Пётр Иванов: план черновик, отчёт нет
        ▸ Вся команда
        ▸ Лиды · цель взята в 1 из 1 недели
        ▸ 110 · 131 ✓
        ▸
        ▸ Трафик · цель взята в 0 из 1 недели
        ▸ 15 200 · 12 000
        ▸
        ▸ Расход на рекламу
        ▸ 50 000 ₽ · —
        ▸
        ▸ Новые клиенты
        ▸ 10 · —
        ▸
        ▸ CAC
        ▸ 5 000 ₽ · —
        ▸
        ▸ Сделано 1 из 2 задач
        ▸ Время: 8 ч вместо 11 ч по плану
        ▸ Планы в срок: 3 из 3
        ▸ Отчёты в срок: 4 из 4
        ▸
        ▸ Ольга Белова
        ▸ Новые клиенты
        ▸ 10 · —
        ▸
        ▸ Планы в срок: 1 из 1
        ▸ Отчёты в срок: 1 из 1
        ▸
        ▸ Анна Смирнова
        ▸ Лиды · цель взята в 1 из 1 недели
        ▸ 110 · 131 ✓
        ▸
        ▸ Трафик · цель взята в 0 из 1 недели
        ▸ 15 200 · 12 000
        ▸
        ▸ Сделано 1 из 2 задач
        ▸ Время: 8 ч вместо 11 ч по плану
        ▸ Планы в срок: 1 из 1
        ▸ Отчёты в срок: 2 из 2
        ▸
        ▸ Пётр Иванов
        ▸ Расход на рекламу
        ▸ 50 000 ₽ · —
        ▸
        ▸ Планы в срок: 1 из 1
        ▸ Отчёты в срок: 1 из 1
        [📊 Анна Смирнова]
    ");
    office.olga().taps("📊 Анна Смирнова").await;
    assert_snapshot!(office.transcript(), @"
    > Ольга Белова taps [📊 Анна Смирнова]
    Ольга Белова reads:
        📊 Анна Смирнова · отчёт за 30 ноября – 4 декабря

        Показатели
        Лиды: 131 из 120 (+9 %)
        Трафик: 12 000 из 15 000 (−20 %)
            → короткая неделя

        Задачи
        ✅ 1. Лендинг «Ритейл» · 5 ч (план 6 ч)
            → открыт
        🌓 2. Вебинар · 3 ч (план 5 ч)
            → два спикера

        Для всех
        Мешает: нет доступа
        Клиенты: спрашивают про 1С
    ");
    // It follows what its author corrects.
    office
        .anna()
        .edits(message, "Лиды 131, трафик 13 000\n1 готово 5ч открыт\n2 частично 3ч два спикера\nБлокер: нет доступа")
        .await;
    let news = office.transcript();
    let (_, olga) = news.split_once("Ольга Белова sees changed:").unwrap();
    assert!(olga.contains("Трафик: 13 000") && !olga.contains("1С"), "{news}");
    office.anna().says("/report").await;
    assert_snapshot!(office.anna().reads(), @"
    ✅ Отчёт за 30 ноября – 4 декабря отправлен
    Если что-то не так, нажмите «Исправить». Сводка обновится сама.

    Показатели
    Лиды: 131 из 120 (+9 %)
    Трафик: 13 000 из 15 000 (−13 %)
        → короткая неделя

    Задачи
    ✅ 1. Лендинг «Ритейл» · 5 ч (план 6 ч)
        → открыт
    🌓 2. Вебинар · 3 ч (план 5 ч)
        → два спикера

    Для всех
    Мешает: нет доступа
    [Исправить]
    ");
    office.skip();
    // Nobody else, and nobody's that is not theirs.
    office.pyotr().forges("rpse:3:2026-W49").await;
    office.igor().forges("rpse:3:2026-W49").await;
    let news = office.transcript();
    assert!(!news.contains("reads") && news.matches("is told «Эта кнопка устарела.").count() == 2, "{news}");
    office.igor().says("/report Анна").await;
    assert!(office.transcript().contains("Среди ваших людей нет «Анна»."));
    office.close().await;
}
