//! Monday's agenda in the chat of the sync.

use insta::assert_snapshot;

use crate::office::{COMPANY, Office, PLANERKA};
use crate::scenes::planned_week;

#[tokio::test]
async fn facts_of_last_week_by_department() {
    let office = planned_week("Fri 14:00").await;
    office.anna().says("Лиды: 90\nТрафик: 15 100\nБлокер: нет доступа к рассылке\nНужно: презентация от продаж").await;
    office.anna().taps("Всё сделано").await;
    office.anna().taps("Отчёт").await;
    office.vera().says("88").await;
    office.vera().taps("Отчёт").await;
    office.goes_to("Sat 12:00").await;
    office.vera().says("/insight трое спросили про 1С").await;
    office.skip();
    office.vera().says("/agenda").await;
    assert_snapshot!(office.vera().reads(), @"
    🧭 Планёрка: повестка на 7 декабря

    1. Числа мимо плана
    Маркетинг · Лиды: 90 из 120 (−25 %)

    2. Что мешает
    • нет доступа к рассылке (Анна, Маркетинг)

    3. От клиентов
    • трое спросили про 1С (Вера, Поддержка)

    4. Нужно друг от друга
    • презентация от продаж (Анна, Маркетинг)
    ");
    office.skip();
    office.igor().says("/blocker").await;
    office.igor().says("счета висят третью неделю").await;
    assert_snapshot!(office.transcript(), @"
    > Игорь Титов: /blocker
    Игорь Титов reads:
        Что мешает? Напишите одной строкой.
    > Игорь Титов: счета висят третью неделю
    Игорь Титов reads:
        Записано, поднимем на планёрке.
    ");
    office.goes_to("Mon 10:00").await;
    office.skip();
    let posts: Vec<_> = office.tg.messages(PLANERKA).into_iter().filter(|m| m.from_bot).collect();
    assert_eq!(posts.len(), 2, "the week before there were numbers alone");
    assert_snapshot!(posts.last().unwrap().text.replace('\u{a0}', " "), @"
    🧭 Планёрка: повестка на 7 декабря

    1. Числа мимо плана
    Маркетинг · Лиды: 90 из 120 (−25 %)

    2. Что мешает
    • нет доступа к рассылке (Анна, Маркетинг)
    • счета висят третью неделю (Игорь, Продажи)

    3. От клиентов
    • трое спросили про 1С (Вера, Поддержка)

    4. Нужно друг от друга
    • презентация от продаж (Анна, Маркетинг)
    ");
    office.close().await;
}

#[tokio::test]
async fn with_nothing_to_look_back_at_there_is_none() {
    let office = Office::on("Mon 09:59").await;
    office.goes_to("Mon 10:00").await;
    assert!(office.tg.messages(PLANERKA).iter().all(|m| !m.from_bot));
    office.skip();
    office.vera().says("/agenda").await;
    assert_snapshot!(office.vera().reads(), @"
    🧭 Планёрка: повестка на 23 ноября

    Отчётов за прошлую неделю пока нет.
    ");
    office.skip();
    office.close().await;
}

/// Three stages in two teams, and a number that misses its target for the second week.
#[tokio::test]
async fn the_funnel_and_what_fell_short_again_come_first() {
    let company = COMPANY
        .replace(
            "[[metric]]\nkey = \"csat\"",
            "[[metric]]\npreset = \"qualified_leads\"\n[[metric]]\npreset = \"deals\"\n[[metric]]\nkey = \"csat\"",
        )
        .replace("metrics = [\"customers\"]", "metrics = [\"customers\", \"qualified_leads\"]")
        .replace("metrics = [\"revenue\"]", "metrics = [\"revenue\", \"deals\"]");
    let office = Office::of(&company, "Mon 09:00").await;
    // Week 47 is known; in week 48 the leads miss.
    for (key, metric, value) in [("anna", "leads", 100), ("olga", "qualified_leads", 46), ("igor", "deals", 12)] {
        office.had(key, metric, value).await;
    }
    office.anna().says("План\nЛиды: 120\nТрафик: 15 000\nЛендинг => заявки приходят ~ 6ч").await;
    office.anna().taps("Отправить").await;
    office.olga().taps("Утвердить").await;
    office.goes_to("Fri 14:00").await;
    office.anna().says("Лиды: 100\nТрафик: 14 900").await;
    office.olga().says("Новые клиенты: 12\nКвал. лиды: 46").await;
    office.goes_to("Fri 15:00").await;
    office.anna().says("План\nЛиды: 140\nТрафик: 15 000\nВебинар => 3 спикера ~ 6ч").await;
    office.anna().taps("Отправить").await;
    office.olga().taps("Утвердить").await;
    office.goes_to("Sat 12:00").await;
    office.goes_to("Fri 14:00").await;
    // Week 49.
    office.anna().says("Лиды: 130\nТрафик: 15 000").await;
    office.anna().taps("Отчёт").await;
    office.olga().says("Новые клиенты: 12\nКвал. лиды: 52").await;
    office.olga().taps("Отчёт").await;
    office.igor().says("Выручка: 900 000\nСделки: 13").await;
    office.igor().taps("Отчёт").await;
    office.goes_to("Sat 12:00").await;
    office.skip();
    office.igor().says("/agenda").await;
    assert_snapshot!(office.igor().reads(), @"
    🧭 Планёрка: повестка на 7 декабря

    1. Воронка
    Лиды 130 → Квал. лиды 52 (40 %, было 46 %) → Сделки 13 (25 %)

    2. Числа мимо плана
    Маркетинг · Лиды: 130 из 140 (−7 %), мимо плана 2 недели из 3
    ");
    office.skip();
    office.close().await;
}
