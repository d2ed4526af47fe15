//! Looking back at one's own weeks, without asking anybody.

use insta::assert_snapshot;

use crate::office::Office;
use crate::scenes::planned_week;

#[tokio::test]
async fn nothing_yet() {
    let office = Office::on("Wed 10:00").await;
    office.anna().says("/me").await;
    assert_snapshot!(office.transcript(), @"
    == Wed 25.11 10:00
    > Анна Смирнова: /me
    Анна Смирнова reads:
        Пока смотреть не на что: план на неделю и отчёт за неё появятся здесь. Начать: /plan
    ");
    office.close().await;
}

#[tokio::test]
async fn plan_against_actual_over_the_weeks() {
    let office = planned_week("Fri 14:00").await;
    office.had("anna", "leads", 118).await;
    office.anna().says("Лиды: 131\nТрафик: 14 200\n1 готово 7,5ч принимает заявки\n2 нет: спикеры не ответили").await;
    office.anna().taps("Отчёт").await;
    office.skip();
    office.anna().says("/me").await;
    assert_snapshot!(office.transcript(), @"
    > Анна Смирнова: /me
    Анна Смирнова reads:
        📈 Мои недели: 23 ноября – 4 декабря

        Лиды · цель взята в 1 из 1 недели
        118 · 131 ✓

        Трафик · цель взята в 0 из 1 недели
        15 200 · 14 200

        Сделано 1 из 2 задач
        Время: 7,5 ч вместо 11 ч по плану
        Планы в срок: 1 из 1
        Отчёты в срок: 2 из 2

        ▸ 30 ноября – 4 декабря: Лиды 131 из 120, Трафик 14 200 из 15 000, сделано 1 из 2, 7,5 из 11 ч
        ▸ 23–27 ноября: Лиды 118, Трафик 15 200
    ");
    // Nobody else's weeks are in it.
    office.pyotr().says("/me").await;
    assert_snapshot!(office.transcript(), @"
    > Пётр Иванов: /me
    Пётр Иванов reads:
        📈 Мои недели: 23 ноября – 4 декабря

        Расход на рекламу
        50 000 ₽ · —

        Планы в срок: 1 из 1
        Отчёты в срок: 1 из 1

        ▸ 30 ноября – 4 декабря: Расход на рекламу: цель 55 000 ₽, числа нет, отчёта нет
        ▸ 23–27 ноября: Расход на рекламу 50 000 ₽
    ");
    office.close().await;
}
