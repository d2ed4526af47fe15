//! The draft that comes half written: what is left, what comes again, what was decided, and how little is left to do.

use insta::assert_snapshot;

use crate::office::{COMPANY, Office};
use crate::scenes::planned_week;

/// How much somebody had to do: messages and taps.
fn effort(transcript: &str, name: &str) -> (usize, usize) {
    let lines = |begin: String| transcript.lines().filter(|line| line.starts_with(&begin)).count();
    (lines(format!("> {name}: ")), lines(format!("> {name} taps ")))
}

/// Anna answers for three metrics; her first plan, the report of the week before, and the list of what she does again
/// and again are there.
async fn a_returning_anna() -> Office {
    let three = r#"metrics = ["leads", "traffic", "revenue"]
"#;
    let company = COMPANY.replacen("metrics = [\"leads\", \"traffic\"]\n", three, 1);
    let office = Office::of(&company, "Thu 15:00").await;
    office
        .anna()
        .says("План\nЛиды: 120\nТрафик: 15 000\nВыручка: 300 000\nЛендинг «Ритейл» => принимает заявки ~ 6ч\nВебинар => 3 спикера подтверждены ~ 5ч\nСтатья про 1С => опубликована ~ 4ч\nРассылка => 25 % открытий ~ 2ч")
        .await;
    office.anna().taps("Отправить").await;
    // A first plan, pasted whole.
    assert_eq!(effort(&office.transcript(), "Анна Смирнова"), (1, 1));
    office.olga().taps("Утвердить").await;
    office.anna().says("/regular Отчёт по каналам => таблица у Ольги ~ 2ч каждую неделю\nНедельный план => утверждён ~ 30 мин еженедельно").await;
    office.goes_to("Fri 20:00").await;
    office.goes_to("Mon 09:30").await;
    office.skip();
    office
}

#[tokio::test]
async fn one_message_and_two_taps() {
    let office = a_returning_anna().await;
    office.goes_to("Fri 14:00").await;
    office.anna().says("Лиды 131, трафик 14 200, выручка 310 000\n1 готово 6ч\n2 частично 3ч два спикера из трёх\n3 готово\n4 нет: база не готова").await;
    office.skip();
    office.anna().taps("Отчёт").await;
    // Two tasks carried over and two regular ones are there; two are new.
    office.skip();
    office
        .anna()
        .says("Промо для выставки => 3 макета у подрядчика ~ 4ч\nОпрос клиентов => 10 ответов в таблице ~ 3ч")
        .await;
    office.anna().taps("Взять предложенное").await;
    office.anna().taps("Отправить").await;
    assert_eq!(effort(&office.transcript(), "Анна Смирнова"), (1, 2));
    let card = office.olga().reads();
    assert!(!card.contains('⚠'), "a good plan: {card}");
    assert_snapshot!(card, @"
    📝 Анна Смирнова · план на 7–11 декабря

    Лиды: 133 (было 131, +2 %)
    Трафик: 14 342 (было 14 200, +1 %)
    Выручка: 313 100 ₽ (было 310 000 ₽, +1 %)
    13,5 из 24–28 ч

    1. Вебинар → 3 спикера подтверждены · 2 ч · перенос
    2. Рассылка → 25 % открытий · 2 ч · перенос
    3. Отчёт по каналам → таблица у Ольги · 2 ч · регулярная
    4. Недельный план → утверждён · 0,5 ч · регулярная
    5. Промо для выставки → 3 макета у подрядчика · 4 ч
    6. Опрос клиентов → 10 ответов в таблице · 3 ч
    [Утвердить]
    [Вернуть] [Изменить] [Спросить]
    ");
    office.close().await;
}

/// On Thursday, before the report: two tasks are done, two are still open, two come again.
#[tokio::test]
async fn one_message_and_two_taps_on_thursday_too() {
    let office = a_returning_anna().await;
    office.had("anna", "leads", 118).await;
    office.had("anna", "traffic", 14_100).await;
    office.had("anna", "revenue", 305_000).await;
    office.anna().says("1 готово 6ч\n3 готово 4ч").await;
    office.goes_to("Thu 15:00").await;
    office.skip();
    office.anna().says("Промо для выставки => 3 макета у подрядчика ~ 4ч\nОпрос => 10 ответов в таблице ~ 3ч").await;
    office.anna().taps("Взять предложенное").await;
    office.anna().taps("Отправить").await;
    assert_eq!(effort(&office.transcript(), "Анна Смирнова"), (1, 2));
    let card = office.olga().reads();
    assert!(!card.contains('⚠') && card.contains("6. Опрос"), "{card}");
    office.close().await;
}

#[tokio::test]
async fn thursday_brings_what_is_still_open() {
    let office = planned_week("Wed 12:00").await;
    office.anna().says("/week").await;
    office.anna().taps("1 ✅").await;
    office.skip();
    office.goes_to("Thu 15:00").await;
    assert_snapshot!(office.anna().reads(), @"
    📝 План на 7–11 декабря
    Сдать до пт 16:00. Согласует Ольга Белова.

    Показатели
    Лиды: было 110, предлагаю 112
    Трафик: было 15 200, предлагаю 15 352

    Задачи · 5 из 24–28 ч
    1. Вебинар · 5 ч · перенос
        → 3 спикера подтверждены

    Что будет сделано к отчёту, уйдёт из переноса само.

    Ещё задача: новой строкой. Исправить: «Задачи», строка «2: 4ч» или правка своего сообщения.
    [Отправить]
    [Взять предложенное]
    [Задачи]
    [На эту неделю]
    ");
    // The targets that are only suggested are missing; nobody takes them by silence.
    office.skip();
    office.anna().taps("Отправить").await;
    assert_snapshot!(office.transcript(), @"
    > Анна Смирнова taps [Отправить]
    Анна Смирнова is told «Пока нельзя отправить. Не хватает: целей по показателям (Лиды, Трафик).»
    ");
    office.close().await;
}

#[tokio::test]
async fn friday_is_one_sitting() {
    let office = planned_week("Thu 15:00").await;
    // On Thursday she sets the hours of one task of two, both still open then.
    office.anna().says("2: 2ч").await;
    office.goes_to("Fri 14:00").await;
    office.skip();
    office.anna().says("/add Срочный баннер => стоит на сайте ~ 2ч").await;
    office.anna().says("Лиды: 131\nТрафик: 14 200\n1 готово 5ч\n2 готово 5ч\n3 нет: не дали макет").await;
    office.skip();
    office.anna().taps("Отчёт").await;
    // The landing page is done and gone; the webinar stays as she had set it; the banner is new; the numbers are Friday's.
    assert_snapshot!(office.transcript(), @"
    > Анна Смирнова taps [Отчёт готов]
    Анна Смирнова glimpses «Отчёт отправлен»
    Анна Смирнова sees changed:
        ✅ Отчёт за 30 ноября – 4 декабря отправлен
        Если что-то не так, нажмите «Исправить». Сводка обновится сама.

        Показатели
        Лиды: 131 из 120 (+9 %)
        Трафик: 14 200 из 15 000 (−5 %)

        Задачи
        ✅ 1. Лендинг «Ритейл» · 5 ч (план 6 ч)
        ✅ 2. Вебинар · 5 ч
        ✖️ 3. Срочный баннер · 0 ч (план 2 ч) · вне плана
            → не дали макет
        [Исправить]
    Анна Смирнова reads:
        📝 План на 7–11 декабря
        Сдать до пт 16:00. Согласует Ольга Белова.

        Показатели
        Лиды: было 131, предлагаю 133
        Трафик: было 14 200, предлагаю 14 342

        Задачи · 4 из 24–28 ч
        1. Вебинар · 2 ч · перенос
            → 3 спикера подтверждены
        2. Срочный баннер · 2 ч · перенос
            → стоит на сайте

        Ещё задача: новой строкой. Исправить: «Задачи», строка «2: 4ч» или правка своего сообщения.
        [Отправить]
        [Взять предложенное]
        [Задачи]
        [На эту неделю]
    ");
    office.anna().says("Статья => опубликована ~ 3ч").await;
    office.anna().taps("Взять предложенное").await;
    office.anna().taps("Отправить").await;
    office.skip();
    // Corrected later, the report leads nowhere: the plan is in.
    office.anna().taps("Исправить").await;
    office.skip();
    office.anna().taps("Отчёт").await;
    assert_snapshot!(office.transcript().lines().take(2).collect::<Vec<_>>().join("\n"), @"
    > Анна Смирнова taps [Отчёт готов]
    Анна Смирнова glimpses «Отчёт отправлен. План на 7–11 декабря уже ждёт решения.»
    ");
    office.olga().taps("Утвердить").await;
    office.anna().taps("Исправить").await;
    office.skip();
    office.anna().taps("Отчёт").await;
    assert_snapshot!(office.transcript().lines().take(2).collect::<Vec<_>>().join("\n"), @"
    > Анна Смирнова taps [Отчёт готов]
    Анна Смирнова glimpses «Отчёт отправлен. План на 7–11 декабря уже утверждён.»
    ");
    office.close().await;
}

/// Where plans are asked for only after the report, the report leads to the next week's plan all the same, and so do the
/// lines that follow.
#[tokio::test]
async fn the_report_leads_to_the_next_week_before_it_is_asked_for() {
    let company =
        COMPANY.replacen("[[metric]]", "[ritual]\nplan_open = \"Fri 15:00\"\nplan_nudges = []\n\n[[metric]]", 1);
    let office = Office::of(&company, "Mon 10:00").await;
    office.anna().says("План\nЛиды: 120\nТрафик: 15000\nВебинар => программа готова ~ 5ч").await;
    office.goes_to("Fri 14:00").await;
    office.anna().says("131, 14200").await;
    office.anna().taps("Отчёт").await;
    assert!(office.anna().reads().starts_with("📝 План на 30 ноября – 4 декабря"), "{}", office.anna().reads());
    office.skip();
    office.anna().says("Статья => опубликована ~ 3ч").await;
    let news = office.transcript();
    assert!(news.contains("План на 30 ноября – 4 декабря") && news.contains("1. Статья"), "{news}");
    office.close().await;
}

#[tokio::test]
async fn dropped_is_dropped_and_everybody_sees_it() {
    let office = planned_week("Thu 15:00").await;
    office.skip();
    office.anna().taps("Задачи").await;
    office.anna().taps("Убрать лишнее").await;
    assert_snapshot!(office.transcript(), @"
    > Анна Смирнова taps [Задачи]
    Анна Смирнова sees changed:
        ✏️ План на 7–11 декабря
        Задачи · 11 из 24–28 ч

        1. Лендинг «Ритейл» · 6 ч
        2. Вебинар · 5 ч

        Нажмите номер, чтобы изменить задачу. Новая задача: просто строкой.
        [1] [2]
        [Убрать лишнее]
        [К плану]
    > Анна Смирнова taps [Убрать лишнее]
    Анна Смирнова sees changed:
        📝 План на 7–11 декабря
        Сдать до пт 16:00. Согласует Ольга Белова.

        Показатели
        Лиды: было 110, предлагаю 112
        Трафик: было 15 200, предлагаю 15 352

        Задачи · 11 из 24–28 ч
        1. Лендинг «Ритейл» · 6 ч · перенос
            → принимает заявки
        2. Вебинар · 5 ч · перенос
            → 3 спикера подтверждены

        Что будет сделано к отчёту, уйдёт из переноса само.

        Нажмите на задачу, чтобы убрать её из плана или вернуть.
        [✅ 1. Лендинг «Ритейл»]
        [✅ 2. Вебинар]
        [Готово]
    ");
    office.anna().taps("✅ 1. Лендинг").await;
    assert_snapshot!(office.transcript(), @"
    > Анна Смирнова taps [✅ 1. Лендинг «Ритейл»]
    Анна Смирнова glimpses «Убрано из плана»
    Анна Смирнова sees changed:
        📝 План на 7–11 декабря
        Сдать до пт 16:00. Согласует Ольга Белова.

        Показатели
        Лиды: было 110, предлагаю 112
        Трафик: было 15 200, предлагаю 15 352

        Задачи · 5 из 24–28 ч
        1. Вебинар · 5 ч · перенос
            → 3 спикера подтверждены

        Что будет сделано к отчёту, уйдёт из переноса само.

        Не взято в план: Лендинг «Ритейл»

        Нажмите на задачу, чтобы убрать её из плана или вернуть.
        [✅ 1. Вебинар]
        [➖ Лендинг «Ритейл»]
        [Готово]
    ");
    office.anna().taps("✅ 1. Вебинар").await;
    office.anna().taps("➖ Вебинар").await;
    office.anna().taps("Готово").await;
    // Neither a reminder nor the report brings it back.
    office.goes_to("Fri 14:00").await;
    office.anna().says("Лиды: 131\nТрафик: 14 200\n1 нет: не успеваем\n2 частично 1ч один спикер").await;
    office.anna().taps("Отчёт").await;
    assert_snapshot!(office.anna().reads(), @"
    📝 План на 7–11 декабря
    Сдать до пт 16:00. Согласует Ольга Белова.

    Показатели
    Лиды: было 131, предлагаю 133
    Трафик: было 14 200, предлагаю 14 342

    Задачи · 4 из 24–28 ч
    1. Вебинар · 4 ч · перенос
        → 3 спикера подтверждены

    Не взято в план: Лендинг «Ритейл»

    Ещё задача: новой строкой. Исправить: «Задачи», строка «2: 4ч» или правка своего сообщения.
    [Отправить]
    [Взять предложенное]
    [Задачи]
    [На эту неделю]
    ");
    office.anna().taps("Взять предложенное").await;
    office.anna().taps("Отправить").await;
    assert_snapshot!(office.olga().reads(), @"
    📝 Анна Смирнова · план на 7–11 декабря

    Лиды: 133 (было 131, +2 %)
    Трафик: 14 342 (было 14 200, +1 %)
    4 из 24–28 ч

    1. Вебинар → 3 спикера подтверждены · 4 ч · перенос

    Не взято в план: Лендинг «Ритейл»
    [Утвердить]
    [Вернуть] [Изменить] [Спросить]
    ");
    let kept = office
        .count("SELECT count(*) FROM plan_event WHERE what = 'submitted' AND document ->> '$.dropped[0].title' = 'Лендинг «Ритейл»'")
        .await;
    assert_eq!(kept, 1, "the history knows");
    office.skip();
    // Typed anew, it is what it was.
    office.anna().taps("Изменить").await;
    office.anna().says("Лендинг «Ритейл» => принимает заявки ~ 2ч").await;
    let card = office.anna().reads();
    assert!(card.contains("2. Лендинг «Ритейл» · 2 ч · перенос") && !card.contains("Не взято"), "{card}");
    office.skip();
    office.close().await;
}

#[tokio::test]
async fn the_third_week_in_a_row_is_said() {
    let office = planned_week("Thu 15:00").await;
    for week in 0..2 {
        office.anna().taps("Взять предложенное").await;
        office.anna().taps("Отправить").await;
        let card = office.olga().reads();
        assert_eq!(card.contains("снова перенос"), week > 0, "{card}");
        office.olga().taps("Утвердить").await;
        office.goes_to("Fri 23:00").await;
        office.goes_to("Thu 15:00").await;
    }
    office.anna().taps("Задачи").await;
    office.anna().taps("Убрать лишнее").await;
    office.anna().taps("✅ 2. Вебинар").await;
    office.anna().taps("Готово").await;
    office.anna().taps("Взять предложенное").await;
    office.anna().taps("Отправить").await;
    assert_snapshot!(office.olga().reads(), @"
    📝 Анна Смирнова · план на 21–25 декабря
    ⚠️ снова перенос: Лендинг «Ритейл», 4-я неделя

    Лиды: 112 (было 110, +2 %)
    Трафик: 15 352 (было 15 200, +1 %)
    6 из 24–28 ч

    ⚠️ 1. Лендинг «Ритейл» → принимает заявки · 6 ч · перенос, 4-я неделя

    Не взято в план: Вебинар
    [Утвердить]
    [Вернуть] [Изменить] [Спросить]
    ");
    assert_eq!(office.count("SELECT max(carried_weeks) FROM task").await, 3);
    office.skip();
    office.close().await;
}

#[tokio::test]
async fn whoever_writes_earlier_gets_the_same_and_is_not_overwritten() {
    let office = planned_week("Wed 12:00").await;
    office.anna().says("/plan").await;
    // Her own words stay; what was written under the name of an open task is that task.
    office.anna().says("вебинар => 5 спикеров ~ 3ч\nСтатья => опубликована ~ 3ч\n1: 4ч").await;
    office.anna().says("Лиды: 150").await;
    let before = office.anna().reads();
    assert_snapshot!(before, @"
    📝 План на 7–11 декабря
    Сдать до пт 16:00. Согласует Ольга Белова.

    Показатели
    Лиды: 150 · было 110
    Трафик: было 15 200, предлагаю 15 352

    Задачи · 10 из 24–28 ч
    1. Лендинг «Ритейл» · 4 ч · перенос
        → принимает заявки
    2. Вебинар · 3 ч · перенос
        → 5 спикеров
    3. Статья · 3 ч
        → опубликована

    Ещё задача: новой строкой. Исправить: «Задачи», строка «2: 4ч» или правка своего сообщения.
    [Отправить]
    [Взять предложенное]
    [Задачи]
    [Отменить: показатели]
    [На эту неделю]
    ");
    office.goes_to("Thu 15:00").await;
    let card = office.anna().reads();
    let tasks =
        |card: &str| card.lines().skip_while(|l| !l.starts_with("Задачи")).map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(tasks(&card), tasks(&before));
    assert!(card.contains("Лиды: 150"), "{card}");
    office.skip();
    office.close().await;
}

/// Numbers of a first message mean nothing that its author has not seen.
#[tokio::test]
async fn a_numbered_plan_overwrites_nothing_unseen() {
    let office = planned_week("Wed 12:00").await;
    office.anna().says("План\n1: Статья => опубликована ~ 3ч\n2: Опрос => 10 ответов ~ 2ч").await;
    let card = office.anna().reads();
    for line in
        ["1. Лендинг «Ритейл» · 6 ч · перенос", "2. Вебинар · 5 ч · перенос", "3. Статья · 3 ч", "4. Опрос · 2 ч"]
    {
        assert!(card.contains(line), "{card}");
    }
    office.skip();
    office.close().await;
}

/// On Monday, without a plan for the week that has begun, the week before is carried on too.
#[tokio::test]
async fn a_late_plan_begins_with_what_is_left() {
    let office = planned_week("Sat 12:00").await;
    office.goes_to("Mon 12:30").await;
    office.anna().says("/plan").await;
    let card = office.anna().reads();
    assert!(
        card.starts_with("📝 План на 7–11 декабря") && card.contains("1. Лендинг «Ритейл» · 6 ч · перенос"),
        "{card}"
    );
    // A week without any plan loses nothing.
    office.goes_to("Sat 12:00").await;
    office.goes_to("Mon 12:30").await;
    office.anna().says("/plan").await;
    let card = office.anna().reads();
    assert!(card.starts_with("📝 План на 14–18 декабря") && card.contains("2. Вебинар · 5 ч · перенос"), "{card}");
    office.skip();
    office.close().await;
}
