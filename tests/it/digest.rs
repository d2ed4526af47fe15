//! The team's week in the team's chat.

use insta::assert_snapshot;

use crate::office::{COMPANY, MARKETING, Office};
use crate::scenes::planned_week;
use crate::seen;

pub fn posted(office: &Office) -> String {
    let posts: Vec<_> = office.tg.messages(MARKETING).into_iter().filter(|m| m.from_bot && !m.deleted).collect();
    let last = posts.last().unwrap();
    format!("{} post(s), edited {}\n{}", posts.len(), last.edited, seen::body(&last.text, last).join("\n"))
}

#[tokio::test]
async fn numbers_tasks_results_and_who_is_missing() {
    let office = planned_week("Fri 14:00").await;
    office
        .anna()
        .says("Лиды: 131\nТрафик: 14 200\n1 готово 5,5ч принимает заявки\n2 нет: спикеры не ответили\nГлавное: лендинг открыт, 3 заявки за день")
        .await;
    office.anna().says("/add Баннер для выставки => повешен ~ 2ч").await;
    office.anna().says("3 готово").await;
    office.anna().taps("Отчёт").await;
    office.olga().says("Новые клиенты 12\n1 готово").await;
    office.olga().taps("Отчёт").await;
    office.goes_to("Fri 18:00").await;
    assert_snapshot!(posted(&office), @"
    2 post(s), edited 0
    🖼
    📊 Маркетинг, неделя 49: 2 из 5 показателей в плане
    Лиды 131 из 120 (+9 %) · лучше прошлой на 19 %
    Трафик 14 200 из 15 000 (−5 %, рядом) · хуже прошлой на 7 %
    Расход на рекламу: нет данных, план 55 000 ₽
    Новые клиенты 12 из 12 · лучше прошлой на 20 %
    CAC: нет данных, план 4 583 ₽
    Сделано 2 из 4 задач · 11,5 ч из 23 ч · вне плана 17 %
    Главное: лендинг открыт, 3 заявки за день
    Не отчитались: Пётр Иванов
    ▸ Ольга Белова
    ▸ ✅ Бюджет на год → согласован с директором · 4 ч
    ▸
    ▸ Анна Смирнова
    ▸ ✅ Лендинг «Ритейл» → принимает заявки · 5,5 ч из 6 ч
    ▸ ✖️ Вебинар → спикеры не ответили · 0 ч из 5 ч
    ▸ ✅ Баннер для выставки → повешен · 2 ч · вне плана
    ▸
    ▸ Пётр Иванов
    ▸ ▫️ Кампания в Директе · 8 ч
    ");
    // A late report edits it.
    office.pyotr().says("55 300\n1 частично 6ч 28 заявок").await;
    office.pyotr().taps("Отчёт").await;
    assert_snapshot!(posted(&office), @"
    2 post(s), edited 1
    🖼
    📊 Маркетинг, неделя 49: 2 из 5 показателей в плане
    Лиды 131 из 120 (+9 %) · лучше прошлой на 19 %
    Трафик 14 200 из 15 000 (−5 %, рядом) · хуже прошлой на 7 %
    Расход на рекламу 55 300 ₽, цель до 55 000 ₽ (+1 %, рядом) · хуже прошлой на 11 %
    Новые клиенты 12 из 12 · лучше прошлой на 20 %
    CAC 4 608 ₽, цель до 4 583 ₽ (+1 %, рядом) · лучше прошлой на 8 %
    Сделано 2 из 4 задач · 17,5 ч из 23 ч · вне плана 11 %
    Главное: лендинг открыт, 3 заявки за день
    Позже срока: Пётр Иванов
    ▸ Ольга Белова
    ▸ ✅ Бюджет на год → согласован с директором · 4 ч
    ▸
    ▸ Анна Смирнова
    ▸ ✅ Лендинг «Ритейл» → принимает заявки · 5,5 ч из 6 ч
    ▸ ✖️ Вебинар → спикеры не ответили · 0 ч из 5 ч
    ▸ ✅ Баннер для выставки → повешен · 2 ч · вне плана
    ▸
    ▸ Пётр Иванов
    ▸ 🌓 Кампания в Директе → 28 заявок · 6 ч из 8 ч
    ");
    office.skip();
    office.olga().says("/digest").await;
    assert!(office.olga().reads().starts_with("🖼\n📊 Маркетинг, неделя 49"));
    office.skip();
    office.close().await;
}

#[tokio::test]
async fn nobody_reported() {
    let office = planned_week("Fri 18:00").await;
    assert_snapshot!(posted(&office), @"
    2 post(s), edited 0
    🖼
    📊 Маркетинг, неделя 49: 0 из 5 показателей в плане
    Лиды: нет данных, план 120
    Трафик: нет данных, план 15 000
    Расход на рекламу: нет данных, план 55 000 ₽
    Новые клиенты: нет данных, план 12
    CAC: нет данных, план 4 583 ₽
    Сделано 0 из 4 задач
    Отчётов за неделю пока нет.
    ▸ Ольга Белова
    ▸ ▫️ Бюджет на год · 4 ч
    ▸
    ▸ Анна Смирнова
    ▸ ▫️ Лендинг «Ритейл» · 6 ч
    ▸ ▫️ Вебинар · 5 ч
    ▸
    ▸ Пётр Иванов
    ▸ ▫️ Кампания в Директе · 8 ч
    ");
    office.close().await;
}

#[tokio::test]
async fn without_a_chat_the_manager_gets_it_and_is_told_how_to_link_one() {
    let company = COMPANY.replace("chat = -1001000000001\n", "");
    let office = Office::of(&company, "Fri 17:50").await;
    office.goes_to("Fri 18:00").await;
    let transcript = office.transcript();
    let olga: Vec<&str> = transcript.split("Ольга Белова reads:").skip(1).collect();
    assert_snapshot!(olga.join("---"), @"

        📊 Маркетинг, неделя 48: планов на неделю не было
        Лиды: нет данных
        Трафик: нет данных
        Расход на рекламу: нет данных
        Новые клиенты: нет данных
        CAC: нет данных
        Отчётов за неделю пока нет.
    ---
        Сводка команды «Маркетинг» готова, но чат не привязан. Добавьте бота в чат команды и напишите там /link
    Чат: Продажи reads:
        📊 Продажи, неделя 48: планов на неделю не было
        Выручка: нет данных
        Отчётов за неделю пока нет.
    Чат: Поддержка reads:
        📊 Поддержка, неделя 48: планов на неделю не было
        Довольные клиенты: нет данных
        Отчётов за неделю пока нет.
    ");
    office.close().await;
}
