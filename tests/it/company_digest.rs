//! The week over all teams in one message, for the director.

use insta::assert_snapshot;

use crate::office::{COMPANY, MARKETING, Office};
use crate::scenes::{planned_week, week_of};
use crate::seen;

const BOARD: i64 = -1_001_000_000_077;

/// The overviews in a chat, whole.
fn overviews(office: &Office, chat: i64) -> String {
    let posts = office
        .tg
        .messages(chat)
        .into_iter()
        .filter(|m| m.from_bot && !m.deleted && m.text.contains("ТП Лаб, неделя 49"));
    posts
        .map(|m| format!("edited {}\n{}", m.edited, seen::body(&m.text, &m).join("\n")))
        .collect::<Vec<_>>()
        .join("\n--\n")
}

async fn friday(office: &Office) {
    office
        .anna()
        .says("Лиды: 70\nТрафик: 14 200\n1 готово 5,5ч принимает заявки\n2 нет: спикеры не ответили\nГлавное: лендинг открыт")
        .await;
    office.anna().taps("Отчёт").await;
    office.olga().says("Новые клиенты 12\n1 готово").await;
    office.olga().taps("Отчёт").await;
    office.vera().says("88\nБлокер: нет доступа к рассылке").await;
    office.vera().taps("Отчёт").await;
}

#[tokio::test]
async fn one_message_to_the_admin_with_the_last_teams_digest() {
    let office = planned_week("Fri 14:00").await;
    friday(&office).await;
    office.skip();
    office.goes_to("Fri 18:00").await;
    let dmitry = office.account("dmitry");
    assert_snapshot!(overviews(&office, dmitry), @"
    edited 0
    🖼
    📊 ТП Лаб, неделя 49: 1 из 5 показателей в плане
    Маркетинг: показатели 1 из 5 · задачи 2 из 4 · отстаём: Лиды −42 % · нет отчёта: Пётр Иванов
    Продажи: нет отчёта: Игорь Титов
    Поддержка: Довольные клиенты 88 %
    Подробно по каждой команде: /digest
    ▸ Маркетинг
    ▸ Лиды 70 из 120 (−42 %, отстаём) · Трафик 14 200 из 15 000 (−5 %, рядом)
    ▸ Новые клиенты 12 из 12
    ▸ Нет данных: Расход на рекламу, CAC
    ▸ Время: 9,5 ч, по плану 23 ч
    ▸ В срок: планы 3 из 3, отчёты 2 из 3
    ▸ Главное: лендинг открыт
    ▸
    ▸ Продажи
    ▸ Нет данных: Выручка
    ▸ В срок: планы 0 из 2, отчёты 0 из 1
    ▸
    ▸ Поддержка
    ▸ Довольные клиенты 88 %
    ▸ В срок: планы 0 из 1, отчёты 1 из 1
    ▸ Мешает: нет доступа к рассылке
    ");
    // A late report edits it where it stands.
    office.pyotr().says("55 300\n1 частично 6ч 28 заявок").await;
    office.pyotr().taps("Отчёт").await;
    office.igor().says("1 200 000").await;
    office.igor().taps("Отчёт").await;
    assert_snapshot!(overviews(&office, dmitry), @"
    edited 2
    🖼
    📊 ТП Лаб, неделя 49: 1 из 5 показателей в плане
    Маркетинг: показатели 1 из 5 · задачи 2 из 4 · отстаём: Лиды −42 %
    Продажи: Выручка 1 200 000 ₽
    Поддержка: Довольные клиенты 88 %
    Подробно по каждой команде: /digest
    ▸ Маркетинг
    ▸ Лиды 70 из 120 (−42 %, отстаём) · Трафик 14 200 из 15 000 (−5 %, рядом)
    ▸ Расход на рекламу 55 300 ₽, цель до 55 000 ₽ (+1 %, рядом) · Новые клиенты 12 из 12
    ▸ CAC 4 608 ₽, цель до 4 583 ₽ (+1 %, рядом)
    ▸ Время: 15,5 ч, по плану 23 ч
    ▸ В срок: планы 3 из 3, отчёты 2 из 3
    ▸ Позже срока: Пётр Иванов
    ▸ Главное: лендинг открыт
    ▸
    ▸ Продажи
    ▸ Выручка 1 200 000 ₽
    ▸ В срок: планы 0 из 2, отчёты 0 из 1
    ▸ Позже срока: Игорь Титов
    ▸
    ▸ Поддержка
    ▸ Довольные клиенты 88 %
    ▸ В срок: планы 0 из 1, отчёты 1 из 1
    ▸ Мешает: нет доступа к рассылке
    ");
    office.skip();
    office.close().await;
}

#[tokio::test]
async fn a_restart_neither_loses_nor_repeats_it() {
    let mut office = planned_week("Fri 14:00").await;
    friday(&office).await;
    office.is_down_until("Sat 09:00").await;
    office.restarts().await;
    office.later(chrono::Duration::minutes(1)).await;
    let dmitry = office.account("dmitry");
    assert_eq!(overviews(&office, dmitry).matches("📊").count(), 1);
    office.skip();
    office.close().await;
}

#[tokio::test]
async fn it_waits_for_the_last_team_and_goes_to_the_linked_chat_without_the_names_of_who_has_none() {
    let company = COMPANY
        .replace("key = \"support\"\n", "key = \"support\"\nritual.digest = \"Sat 10:00\"\n")
        .replace("manager = \"olga\"\n", "manager = \"olga\"\nvisibility = \"totals\"\n");
    let office = week_of(&company, "Fri 14:00").await;
    let dmitry = office.dmitry();
    office.tg.add_group_with_id(BOARD, "Правление", &[dmitry.account, office.account("olga")]);
    office.skip();
    office.olga().says_in(BOARD, "/link").await;
    assert!(!office.transcript().contains("по всем командам"), "a manager links her own team's alone");
    dmitry.says_in(BOARD, "/link").await;
    office.olga().taps_in(BOARD, "Сводка по всем командам").await;
    dmitry.taps_in(BOARD, "Сводка по всем командам").await;
    assert_snapshot!(office.transcript(), @"
    > Дмитрий Орлов in «Правление»: /link
    Правление reads:
        Что публиковать? Выберите команду или планёрку.
        [Сводка команды «Маркетинг»]
        [Сводка команды «Продажи»]
        [Сводка команды «Поддержка»]
        [Повестка «Планёрка»]
        [Сводка по всем командам]
    > Ольга Белова in «Правление» taps [Сводка по всем командам]
    Правление is told «Привязать чат может руководитель команды или администратор.»
    > Дмитрий Орлов in «Правление» taps [Сводка по всем командам]
    Правление reads:
        Готово. Сюда будет приходить: сводка по всем командам.
    ");
    friday(&office).await;
    office.goes_to("Fri 18:00").await;
    assert_eq!(overviews(&office, BOARD), "", "support has its digest on Saturday");
    let marketing = office.tg.messages(MARKETING);
    let digest: Vec<_> = marketing.iter().filter(|m| m.from_bot && m.text.contains("49")).collect();
    assert_snapshot!(digest.iter().map(|m| seen::body(&m.text, m).join("\n")).collect::<Vec<_>>().join("\n--\n"), @"
    🖼
    📊 Маркетинг, неделя 49: 1 из 5 показателей в плане
    Отстаём: Лиды
    Лиды 70 из 120 (−42 %, отстаём) · Трафик 14 200 из 15 000 (−5 %, рядом)
    Новые клиенты 12 из 12
    Нет данных: Расход на рекламу, CAC
    Сделано 2 из 4 задач
    Главное: лендинг открыт
    Отчитались 2 из 3
    ▸ Время: 9,5 ч, по плану 23 ч
    ▸ В срок: планы 3 из 3, отчёты 2 из 3
    ▸ Лучше прошлой недели: Новые клиенты на 20 %
    ▸ Хуже прошлой недели: Лиды на 36 %, Трафик на 7 %
    ");
    office.goes_to("Sat 10:00").await;
    assert_snapshot!(overviews(&office, BOARD), @"
    edited 0
    🖼
    📊 ТП Лаб, неделя 49: 1 из 5 показателей в плане
    Маркетинг: показатели 1 из 5 · задачи 2 из 4 · отстаём: Лиды −42 % · нет отчётов: 1
    Продажи: нет отчёта: Игорь Титов
    Поддержка: Довольные клиенты 88 %
    Подробно по каждой команде: /digest
    ▸ Маркетинг
    ▸ Лиды 70 из 120 (−42 %, отстаём) · Трафик 14 200 из 15 000 (−5 %, рядом)
    ▸ Новые клиенты 12 из 12
    ▸ Нет данных: Расход на рекламу, CAC
    ▸ Время: 9,5 ч, по плану 23 ч
    ▸ В срок: планы 3 из 3, отчёты 2 из 3
    ▸ Главное: лендинг открыт
    ▸
    ▸ Продажи
    ▸ Нет данных: Выручка
    ▸ В срок: планы 0 из 2, отчёты 0 из 1
    ▸
    ▸ Поддержка
    ▸ Довольные клиенты 88 %
    ▸ В срок: планы 0 из 1, отчёты 1 из 1
    ▸ Мешает: нет доступа к рассылке
    ");
    assert_eq!(overviews(&office, dmitry.account), "", "once is enough");
    // Whoever answers for the team still reads everything.
    office.olga().says("/digest").await;
    let news = office.transcript();
    assert!(news.contains("✖️ Вебинар (Анна): спикеры не ответили"), "{news}");
    office.close().await;
}
