//! Monday's agenda in the chat of the sync.

use insta::assert_snapshot;

use crate::office::{Office, PLANERKA};
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
    assert_eq!(posts.len(), 1, "nothing to look back at the week before");
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
