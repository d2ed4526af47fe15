//! The team's week in the team's chat.

use insta::assert_snapshot;

use crate::office::{COMPANY, MARKETING, Office};
use crate::scenes::{planned_week, week_of};
use crate::seen;

pub fn posted(office: &Office) -> String {
    let posts = office.tg.messages(MARKETING).into_iter().filter(|m| m.from_bot && !m.deleted && m.text.contains("49"));
    let shown = posts.map(|post| {
        let sound = if post.silent { "without a sound" } else { "with a sound" };
        format!("{sound}, edited {}\n{}", post.edited, seen::body(&post.text, &post).join("\n"))
    });
    shown.collect::<Vec<_>>().join("\n")
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
    with a sound, edited 0
    🖼
    📊 Маркетинг, неделя 49: 2 из 5 показателей в плане
    Лиды 131 из 120 (+9 %) · Трафик 14 200 из 15 000 (−5 %, рядом)
    Новые клиенты 12 из 12
    Нет данных: Расход на рекламу, CAC
    Сделано 2 из 4 задач
    Главное: лендинг открыт, 3 заявки за день
    Не отчитались: Пётр Иванов
    ▸ Время: 11,5 ч, по плану 23 ч · вне плана 17 %
    ▸ В срок: планы 3 из 3, отчёты 2 из 3
    ▸ Лучше прошлой недели: Лиды на 19 %, Новые клиенты на 20 %
    ▸ Хуже прошлой недели: Трафик на 7 %
    ▸
    ▸ Не вышло
    ▸ ✖️ Вебинар (Анна): спикеры не ответили
    ▸
    ▸ Ольга Белова
    ▸ Новые клиенты 12 из 12
    ▸ ✅ Бюджет на год → согласован с директором · 4 ч
    ▸
    ▸ Анна Смирнова
    ▸ Лиды 131 из 120 · Трафик 14 200 из 15 000
    ▸ ✅ Лендинг «Ритейл» → принимает заявки · 5,5 ч (план 6 ч)
    ▸ ✖️ Вебинар · 0 ч (план 5 ч)
    ▸ ✅ Баннер для выставки → повешен · 2 ч · вне плана
    ▸
    ▸ Пётр Иванов
    ▸ ▫️ Кампания в Директе · 8 ч
    ");
    // A late report edits it.
    office.pyotr().says("55 300\n1 частично 6ч 28 заявок").await;
    office.pyotr().taps("Отчёт").await;
    assert_snapshot!(posted(&office), @"
    with a sound, edited 1
    🖼
    📊 Маркетинг, неделя 49: 2 из 5 показателей в плане
    Лиды 131 из 120 (+9 %) · Трафик 14 200 из 15 000 (−5 %, рядом)
    Расход на рекламу 55 300 ₽, цель до 55 000 ₽ (+1 %, рядом) · Новые клиенты 12 из 12
    CAC 4 608 ₽, цель до 4 583 ₽ (+1 %, рядом)
    Сделано 2 из 4 задач
    Главное: лендинг открыт, 3 заявки за день
    ▸ Время: 17,5 ч, по плану 23 ч · вне плана 11 %
    ▸ В срок: планы 3 из 3, отчёты 2 из 3
    ▸ Позже срока: Пётр Иванов
    ▸ Лучше прошлой недели: Лиды на 19 %, Новые клиенты на 20 %, CAC на 8 %
    ▸ Хуже прошлой недели: Трафик на 7 %, Расход на рекламу на 11 %
    ▸
    ▸ Не вышло
    ▸ ✖️ Вебинар (Анна): спикеры не ответили
    ▸ 🌓 Кампания в Директе (Пётр): 28 заявок
    ▸
    ▸ Ольга Белова
    ▸ Новые клиенты 12 из 12
    ▸ ✅ Бюджет на год → согласован с директором · 4 ч
    ▸
    ▸ Анна Смирнова
    ▸ Лиды 131 из 120 · Трафик 14 200 из 15 000
    ▸ ✅ Лендинг «Ритейл» → принимает заявки · 5,5 ч (план 6 ч)
    ▸ ✖️ Вебинар · 0 ч (план 5 ч)
    ▸ ✅ Баннер для выставки → повешен · 2 ч · вне плана
    ▸
    ▸ Пётр Иванов
    ▸ Расход на рекламу 55 300 ₽, цель до 55 000 ₽
    ▸ 🌓 Кампания в Директе → 28 заявок · 6 ч (план 8 ч)
    ");
    office.skip();
    office.olga().says("/digest").await;
    let news = office.transcript();
    assert!(news.contains("Ольга Белова reads:\n    🖼\n    📊 Маркетинг, неделя 49"), "{news}");
    office.close().await;
}

#[tokio::test]
async fn nobody_reported() {
    let office = planned_week("Fri 18:00").await;
    assert_snapshot!(posted(&office), @"
    with a sound, edited 0
    🖼
    📊 Маркетинг, неделя 49: 0 из 5 показателей в плане
    Нет данных: Лиды, Трафик, Расход на рекламу, Новые клиенты, CAC
    Сделано 0 из 4 задач
    Отчётов за неделю пока нет.
    ▸ В срок: планы 3 из 3, отчёты 0 из 3
    ▸
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
        Нет данных: Лиды, Трафик, Расход на рекламу, Новые клиенты, CAC
        Отчётов за неделю пока нет.
        ▸ Отчёты в срок: 0 из 3
    ---
        Сводка команды «Маркетинг» готова, но чат не привязан. Добавьте бота в чат команды и напишите там /link
    Чат: Продажи reads:
        📊 Продажи, неделя 48: планов на неделю не было
        Нет данных: Выручка
        Отчётов за неделю пока нет.
        ▸ Отчёты в срок: 0 из 1
    Чат: Поддержка reads:
        📊 Поддержка, неделя 48: планов на неделю не было
        Нет данных: Довольные клиенты
        Отчётов за неделю пока нет.
        ▸ Отчёты в срок: 0 из 1
    ");
    office.close().await;
}

#[tokio::test]
async fn a_notification_says_whose_week_and_how_it_went_whatever_the_teams_name() {
    let long = "Отдел маркетинга, клиентских программ и специальных проектов северного и южного макрорегионов";
    let company = COMPANY.replace("name = \"Маркетинг\"", &format!("name = \"{long}\""));
    let office = week_of(&company, "Fri 14:00").await;
    office.anna().says("Лиды: 70\nТрафик: 14 200").await;
    office.anna().taps("Отчёт").await;
    office.anna().taps("Отправить").await;
    office.goes_to("Fri 18:00").await;
    let post = office.tg.messages(MARKETING).into_iter().rfind(|m| m.photo.is_some()).unwrap();
    let seen: String = post.text.chars().take(100).collect();
    assert_snapshot!(seen, @"
    📊 Отдел маркетинга, клиентских програ…, неделя 49: 0 из 5 показателей в плане
    Отстаём: Лиды
    Лиды 70
    ");
    office.skip();
    office.close().await;
}

#[tokio::test]
async fn a_digest_without_a_number_gets_its_picture_with_the_first_late_one() {
    let office = Office::on("Fri 18:00").await;
    let post = || office.tg.messages(MARKETING).into_iter().rfind(|m| m.from_bot && !m.deleted).unwrap();
    assert!(post().photo.is_none() && post().text.contains("неделя 48"), "{}", post().text);
    office.anna().says("Лиды: 131\nТрафик: 14 200").await;
    office.anna().taps("Отчёт").await;
    office.anna().taps("Отправить").await;
    let posts = office.tg.messages(MARKETING).into_iter().filter(|m| m.from_bot && !m.deleted).count();
    assert!(post().photo.is_some() && post().text.contains("Лиды 131"), "{}", post().text);
    assert_eq!((posts, post().edited), (1, 1));
    office.skip();
    office.close().await;
}
