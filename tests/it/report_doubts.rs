//! Numbers that nobody would expect are asked about once; messages that are edited, also late.

use insta::assert_snapshot;

use crate::office::{COMPANY, MARKETING, Office};
use crate::scenes::planned_week;

#[tokio::test]
async fn a_slip_is_asked_about() {
    let office = planned_week("Fri 14:00").await;
    office.anna().says("Лиды 132 000\nТрафик 14 200\nвсё сделано").await;
    assert_snapshot!(office.transcript(), @"
    > Анна Смирнова: Лиды 132 000
    > Трафик 14 200
    > всё сделано
    Анна Смирнова gets 🤔
    Анна Смирнова sees changed:
        📊 Отчёт за 30 ноября – 4 декабря
        Сдать до пт 17:30.

        Показатели
        Лиды: 132 000? На прошлой неделе было 110.
        Трафик: 14 200 из 15 000 (−5 %)

        Задачи
        ✅ 1. Лендинг «Ритейл» · 6 ч
        ✅ 2. Вебинар · 5 ч

        Числа одним сообщением: Лиды 120
        Задача: ✅, остальное ▸ или строкой: «1 готово 5ч что вышло», «2 нет: причина».
        [Да, верно] [Исправить]
        [Отчёт готов]
        [↩️ Отменить]
        [1 ✅] [1 ▸] [2 ✅] [2 ▸]
        [Главное] [Блокер] [Вывод] [Клиенты]
    ");
    assert_eq!(office.count("SELECT count(*) FROM actual WHERE metric_key = 'leads' AND week = '2026-W49'").await, 0);
    office.anna().taps("Отчёт").await;
    let news = office.transcript();
    assert!(news.replace('\u{a0}', " ").contains("is told «Лиды: 132 000 ещё под вопросом."), "{news}");
    office.anna().taps("Исправить").await;
    assert_snapshot!(office.transcript(), @"
    > Анна Смирнова taps [Исправить]
    Анна Смирнова sees changed:
        📊 Отчёт за 30 ноября – 4 декабря
        Сдать до пт 17:30.

        Показатели
        Лиды: сколько вышло? План 120
        Трафик: 14 200 из 15 000 (−5 %)

        Задачи
        ✅ 1. Лендинг «Ритейл» · 6 ч
        ✅ 2. Вебинар · 5 ч

        Числа одним сообщением: Лиды 120
        Задача: ✅, остальное ▸ или строкой: «1 готово 5ч что вышло», «2 нет: причина».

        Лиды: сколько вышло на самом деле? Напишите числом.
        [Отчёт готов]
        [1 ✅] [1 ▸] [2 ✅] [2 ▸]
        [Главное] [Блокер] [Вывод] [Клиенты]
    ");
    office.anna().says("132").await;
    assert!(office.anna().reads().contains("Лиды: 132 из 120"), "{}", office.anna().reads());
    office.anna().taps("Отчёт").await;
    office.skip();
    office.close().await;
}

#[tokio::test]
async fn a_miracle_is_confirmed_once() {
    let office = planned_week("Fri 14:00").await;
    office.anna().says("1320; 14 200").await;
    let read = office.anna().reads();
    assert!(read.contains("Лиды: 1 320? На прошлой неделе было 110."), "{read}");
    office.anna().taps("Да, верно").await;
    let read = office.anna().reads();
    assert!(read.contains("Лиды: 1 320 из 120") && !read.contains("?"), "{read}");
    office.skip();
    // The same number again is no question any more; another one is.
    office.anna().says("Лиды 1320").await;
    assert!(office.transcript().contains("gets 👌"));
    office.anna().says("Лиды 11").await;
    assert!(office.transcript().contains("Лиды: 11? На прошлой неделе было 110."));
    office.anna().says("Лиды −5").await;
    let news = office.transcript();
    assert!(news.contains("gets 🤔") && news.contains("Лиды: −5? Это меньше нуля."), "{news}");
    // An old button answers for the number it showed.
    office.anna().forges("rpan:2026-W49:1:1:1").await;
    assert!(office.transcript().contains("is told «Эта кнопка устарела."));
    office.close().await;
}

#[tokio::test]
async fn an_edited_message_says_what_it_says_now() {
    let office = planned_week("Fri 14:00").await;
    let first = office.anna().says("131").await;
    office.anna().edits(first, "132").await;
    let read = office.anna().reads();
    assert!(read.contains("Лиды: 132 из 120") && read.contains("Трафик: сколько вышло?"), "{read}");
    let second = office.anna().says("Лиды 133, трафик 14 200").await;
    office.anna().says("Лиды 134").await;
    // What is not changed in it does not undo what came later; what is gone from it is gone.
    office.anna().edits(second, "Лиды 133, трафик 14 300").await;
    let read = office.anna().reads();
    assert!(read.contains("Лиды: 134 из 120") && read.contains("Трафик: 14 300"), "{read}");
    office.anna().edits(second, "Лиды 133").await;
    let read = office.anna().reads();
    assert!(read.contains("Лиды: 134 из 120") && read.contains("Трафик: сколько вышло?"), "{read}");
    office.skip();
    office.close().await;
}

#[tokio::test]
async fn a_report_that_is_in_changes_with_its_message() {
    let office = planned_week("Fri 14:00").await;
    let message = office.anna().says("Лиды 131, трафик 14 200\nвсё сделано").await;
    office.anna().taps("Отчёт").await;
    office.goes_to("Fri 18:10").await;
    office.skip();
    office.anna().edits(message, "Лиды 129, трафик 14 200, показы 5000\nвсё сделано").await;
    let news = office.transcript();
    assert!(
        news.contains("✅ Отчёт за 30 ноября – 4 декабря отправлен") && news.contains("Лиды: 129 из 120"),
        "{news}"
    );
    assert!(news.contains("показы 5000") && !news.contains("План на 7–11 декабря"), "{news}");
    let digest = office.tg.latest(MARKETING).unwrap();
    assert!(digest.edited > 0, "{}", digest.text);
    assert_eq!(
        office.count("SELECT count(*) FROM report WHERE state = 'sent' AND late = 0 AND week = '2026-W49'").await,
        1
    );
    // The next week's report closes it.
    office.goes_to("Sun 12:00").await;
    office.goes_to("Fri 14:00").await;
    office.skip();
    office.anna().edits(message, "Лиды 1, трафик 14 200").await;
    assert_snapshot!(office.transcript(), @"
    > Анна Смирнова edits: Лиды 1, трафик 14 200
    Анна Смирнова reads:
        Отчёт за 30 ноября – 4 декабря уже закрыт, числа в нём прежние.
    ");
    office.close().await;
}

#[tokio::test]
async fn unknown_numbers_are_quoted_back() {
    let office = planned_week("Fri 14:00").await;
    office.skip();
    office.anna().says("Лиды 131; показы 5000; трафик 14200").await;
    let news = office.transcript();
    let (_, answer) = news.split_once("Взято").unwrap();
    assert_snapshot!(answer, @"
     в отчёт. Если это цель на 7–11 декабря: «План: Лиды 131»

        Задачи
        ▫️ 1. Лендинг «Ритейл» · 6 ч
            → принимает заявки
        ▫️ 2. Вебинар · 5 ч
            → 3 спикера подтверждены

        Задача: ✅, остальное ▸ или строкой: «1 готово 5ч что вышло», «2 нет: причина».
        [Отчёт готов]
        [↩️ Отменить]
        [Всё сделано]
        [1 ✅] [1 ▸] [2 ✅] [2 ▸]
        [Главное] [Блокер] [Вывод] [Клиенты]
    Анна Смирнова reads:
        «показы 5000»: не понял, какой это показатель. Напишите, например: Лиды 110
    ");
    let read = office.anna().reads();
    assert!(read.contains("показы 5000"), "{read}");
    assert_eq!(office.count("SELECT count(*) FROM actual WHERE week = '2026-W49'").await, 2);
    office.close().await;
}

#[tokio::test]
async fn a_word_of_the_name_is_enough() {
    let office = planned_week("Fri 14:00").await;
    for said in ["Клиенты: 12", "клиентов 12", "новые 12", "customers 12", "Новые клиенты — 12"]
    {
        office.writes("DELETE FROM actual WHERE metric_key = 'customers' AND week = '2026-W49'").await;
        office.olga().says(said).await;
        let number =
            "SELECT count(*) FROM actual WHERE metric_key = 'customers' AND week = '2026-W49' AND value = '12'";
        assert_eq!(office.count(number).await, 1, "{said}");
    }
    // Anna has no such metric, and clients may say anything.
    office.anna().says("Клиенты: 12").await;
    assert_eq!(office.count("SELECT count(*) FROM note WHERE kind = 'insight' AND text = '12'").await, 1);
    office.skip();
    office.close().await;
}

#[tokio::test]
async fn in_english() {
    let company = COMPANY.replace("timezone =", "locale = \"en\"\ntimezone =");
    let office = Office::of(&company, "Thu 15:00").await;
    office
        .anna()
        .says("Plan\nЛиды: 120\nТрафик: 15000\nLanding page => takes requests ~ 6h\nWebinar => 3 speakers ~ 5h")
        .await;
    office.anna().taps("Submit").await;
    office.olga().taps("Approve").await;
    office.goes_to("Sun 12:00").await;
    office.goes_to("Fri 14:00").await;
    office.skip();
    office.anna().says("Лиды 132000, Трафик 12000").await;
    assert_snapshot!(office.anna().reads(), @r#"
    📊 Report for 30 Nov – 4 Dec
    Due Fri 5:30 pm.

    Metrics
    Лиды: 132,000? The plan says 120.
    Трафик: 12,000 of 15,000 (−20%)
        → why?

    Tasks
    ▫️ 1. Landing page · 6 h
        → takes requests
    ▫️ 2. Webinar · 5 h
        → 3 speakers

    All numbers in one message: Лиды 120
    A task: ✅, anything else ▸, or a line: "1 done 5h what came out", "2 no: the reason".
    [Yes, that's right] [Correct it]
    [Report is ready]
    [↩️ Undo]
    [All done]
    [Трафик: why?]
    [1 ✅] [1 ▸] [2 ✅] [2 ▸]
    [Main thing] [Blocker] [Lesson] [Clients]
    "#);
    office.anna().taps("Correct it").await;
    assert!(office.anna().reads().contains("Лиды: how much was it really? Send the number."));
    office.anna().says("132").await;
    office.anna().taps("Трафик: why?").await;
    assert_snapshot!(office.anna().reads(), @"
    📊 Report for 30 Nov – 4 Dec

    Metrics
    Трафик: 12,000 of 15,000 (−20%)

    Why didn't it work out? Choose, or write it as the next message.
    [Demand was lower] [Short week]
    [Waiting for others] [The target was high]
    [Back]
    ");
    office.anna().taps("Short week").await;
    office.anna().taps("2 ▸").await;
    office.anna().taps("No").await;
    assert_snapshot!(office.anna().reads(), @"
    📊 Report for 30 Nov – 4 Dec

    2. Webinar
    → 3 speakers

    ✖️ Not done · 0 h (plan 5 h)
    Why not?
    [✅ Done] [🌓 Partly] [✖️ No]
    [5 h as planned]
    [+30 min] [+1 h]
    [Ran out of time] [Something urgent came up]
    [Waiting for others] [More work than it seemed]
    [In my own words]
    [Cancelled]
    [‹ 1] [To the list]
    ");
    office.anna().taps("Something urgent").await;
    office.anna().taps("To the list").await;
    office.skip();
    office.anna().hands("landing.pdf", "").await;
    assert_snapshot!(office.transcript(), @"
    > Анна Смирнова:
    Анна Смирнова reads:
        Which task of 30 Nov – 4 Dec is this file for?
        [1. Landing page]
        [2. Webinar]
    ");
    office.anna().taps("1. Landing").await;
    office.anna().taps("1 ✅").await;
    office.anna().taps("Report").await;
    office.skip();
    office.olga().says("/report Анна").await;
    assert_snapshot!(office.transcript(), @"
    > Ольга Белова: /report Анна
    Ольга Белова reads:
        📊 Анна Смирнова · report for 30 Nov – 4 Dec

        Metrics
        Лиды: 132 of 120 (+10%)
        Трафик: 12,000 of 15,000 (−20%)
            → short week

        Tasks
        ✅ 1. Landing page · 6 h · 📎
        ✖️ 2. Webinar · 0 h (plan 5 h)
            → something urgent came up
        [📎 1]
    ");
    office.close().await;
}
