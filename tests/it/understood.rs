//! What people write as to a colleague: what is clear is done, what is not is asked about, a remark is passed on, small talk is
//! left alone; and every act can be taken back.

use chrono::Duration;
use insta::assert_snapshot;
use planerka::domain::conversation::unclear::Choice;
use planerka::render::buttons::{Action, WordsAction};

use crate::office::Office;
use crate::scenes::planned_week;
use crate::submit_plan::WHOLE;

/// All that is kept of plans and reports.
async fn kept(office: &Office) -> String {
    let mut tx = office.tx().await;
    sqlx::query_scalar(
        "SELECT (SELECT coalesce(group_concat(draft || state || version), '') FROM plan)
             || (SELECT coalesce(group_concat(title || state || coalesce(actual_minutes, '')), '') FROM task)
             || (SELECT coalesce(group_concat(metric_key || week || value), '') FROM actual)
             || (SELECT coalesce(group_concat(text), '') FROM note)",
    )
    .fetch_one(tx.conn())
    .await
    .unwrap()
}

/// Anna has handed in a plan for next week.
async fn handed_in() -> Office {
    let office = Office::on("Thu 15:00").await;
    office.anna().says(WHOLE).await;
    office.anna().taps("Отправить").await;
    office.skip();
    office
}

#[tokio::test]
async fn a_first_week_of_somebody_who_writes_as_she_speaks() {
    let office = Office::on("Thu 15:00").await;
    office.skip();
    office.anna().says("Добрый день! а что сюда писать?").await;
    office.anna().says("лидов 120, трафик 15 тысяч").await;
    office.anna().says("надо лендинг доделать часов на шесть и вебинар 5ч\nну и посмотреть почту").await;
    office.anna().says("почта полчаса").await;
    office.anna().says("вебинар всё-таки 4 часа").await;
    office.anna().says("отправляй").await;
    office.anna().taps("Отправить").await;
    office.anna().says("Ольга, посмотрите пожалуйста, там вебинар под вопросом").await;
    office.anna().taps("Передать: Ольга Белова").await;
    office.anna().says("спасибо!").await;
    office.anna().says("добавь обзвон базы 2ч").await;
    office.anna().taps("Отменить").await;
    office.olga().taps("Утвердить").await;
    assert_snapshot!(office.transcript(), @"
    > Анна Смирнова: Добрый день! а что сюда писать?
    Анна Смирнова reads:
        План пишите как коллеге, по строке на задачу: «Лендинг => принимает заявки, 6 ч». Показатель так: «Лиды 100». План целиком: /plan
    > Анна Смирнова: лидов 120, трафик 15 тысяч
    Анна Смирнова gets 👌
    Анна Смирнова sees changed:
        📝 План на 30 ноября – 4 декабря
        Сдать до пт 16:00. Согласует Ольга Белова.

        Показатели
        Лиды: 120
        Трафик: 15 000

        Задачи · 0 из 24–28 ч
        пока нет

        Допишите задачи строками:
        что сделать => чем закончится ~ сколько часов
        [Отправить]
        [Отменить: показатели]
        [На эту неделю]
    > Анна Смирнова: надо лендинг доделать часов на шесть и вебинар 5ч
    > ну и посмотреть почту
    Анна Смирнова gets 👌
    Анна Смирнова sees changed:
        📝 План на 30 ноября – 4 декабря
        Сдать до пт 16:00. Согласует Ольга Белова.

        Показатели
        Лиды: 120
        Трафик: 15 000

        Задачи · 11 из 24–28 ч
        1. лендинг доделать · 6 ч
            → конечный продукт?
        2. вебинар · 5 ч
            → конечный продукт?
        3. посмотреть почту · сколько часов?
            → конечный продукт?

        💡 2: «вебинар»: что будет к концу недели?
        3: «посмотреть почту»: что будет к концу недели?
        1: где это выйдет и что сделает читатель?

        Ещё задача: новой строкой. Исправить: «Задачи», строка «2: 4ч» или правка своего сообщения.
        [Отправить]
        [Задачи] [Подсказки]
        [Отменить: 3 изменения]
        [На эту неделю]
    > Анна Смирнова: почта полчаса
    Анна Смирнова gets 👌
    Анна Смирнова sees changed:
        📝 План на 30 ноября – 4 декабря
        Сдать до пт 16:00. Согласует Ольга Белова.

        Показатели
        Лиды: 120
        Трафик: 15 000

        Задачи · 11,5 из 24–28 ч
        1. лендинг доделать · 6 ч
            → конечный продукт?
        2. вебинар · 5 ч
            → конечный продукт?
        3. посмотреть почту · 0,5 ч
            → конечный продукт?

        💡 2: «вебинар»: что будет к концу недели?
        3: «посмотреть почту»: что будет к концу недели?
        1: где это выйдет и что сделает читатель?

        Ещё задача: новой строкой. Исправить: «Задачи», строка «2: 4ч» или правка своего сообщения.
        [Отправить]
        [Задачи] [Подсказки]
        [Отменить: изменено «посмотреть почту»]
        [На эту неделю]
    > Анна Смирнова: вебинар всё-таки 4 часа
    Анна Смирнова gets 👌
    Анна Смирнова sees changed:
        📝 План на 30 ноября – 4 декабря
        Сдать до пт 16:00. Согласует Ольга Белова.

        Показатели
        Лиды: 120
        Трафик: 15 000

        Задачи · 10,5 из 24–28 ч
        1. лендинг доделать · 6 ч
            → конечный продукт?
        2. вебинар · 4 ч
            → конечный продукт?
        3. посмотреть почту · 0,5 ч
            → конечный продукт?

        💡 2: «вебинар»: что будет к концу недели?
        3: «посмотреть почту»: что будет к концу недели?
        1: где это выйдет и что сделает читатель?

        Ещё задача: новой строкой. Исправить: «Задачи», строка «2: 4ч» или правка своего сообщения.
        [Отправить]
        [Задачи] [Подсказки]
        [Отменить: изменено «вебинар»]
        [На эту неделю]
    > Анна Смирнова: отправляй
    Анна Смирнова reads:
        План на 30 ноября – 4 декабря уйдёт, когда вы нажмёте «Отправить».
        [Отправить]
    > Анна Смирнова taps [Отправить]
    Ольга Белова reads:
        📝 Анна Смирнова · план на 30 ноября – 4 декабря
        ⚠️ нет конечного продукта: задачи 1, 2, 3

        Лиды: 120
        Трафик: 15 000
        10,5 из 24–28 ч

        ⚠️ 1. лендинг доделать · 6 ч
        ⚠️ 2. вебинар · 4 ч
        ⚠️ 3. посмотреть почту · 0,5 ч
        [Утвердить]
        [Вернуть] [Изменить] [Спросить]
    Анна Смирнова glimpses «Отправлено»
    Анна Смирнова sees changed:
        📨 План на 30 ноября – 4 декабря отправлен
        Ждёт решения: Ольга Белова.
        Правьте строками: решать будут по новой версии.

        Показатели
        Лиды: 120
        Трафик: 15 000

        Задачи · 10,5 из 24–28 ч
        1. лендинг доделать · 6 ч
            → конечный продукт?
        2. вебинар · 4 ч
            → конечный продукт?
        3. посмотреть почту · 0,5 ч
            → конечный продукт?
        [Изменить] [История]
    > Анна Смирнова: Ольга, посмотрите пожалуйста, там вебинар под вопросом
    Анна Смирнова reads:
        «Ольга, посмотрите пожалуйста, там вебинар под вопросом»
        Кому передать?
        [Передать: Ольга Белова]
        [Ничего]
    > Анна Смирнова taps [Передать: Ольга Белова]
    Ольга Белова reads:
        💬 Анна Смирнова · о плане на 30 ноября – 4 декабря
        Ольга, посмотрите пожалуйста, там вебинар под вопросом
        [Ответить]
    Анна Смирнова sees changed:
        «Ольга, посмотрите пожалуйста, там вебинар под вопросом» → передано: Ольга Белова
    > Анна Смирнова: спасибо!
    Анна Смирнова gets 👍
    > Анна Смирнова: добавь обзвон базы 2ч
    Ольга Белова sees changed:
        📝 Анна Смирнова · план на 30 ноября – 4 декабря · версия 2
        ⚠️ нет конечного продукта: задачи 1, 2, 3, 4

        Изменилось после отправки
        + обзвон базы · 2 ч

        Лиды: 120
        Трафик: 15 000
        12,5 из 24–28 ч

        ⚠️ 1. лендинг доделать · 6 ч
        ⚠️ 2. вебинар · 4 ч
        ⚠️ 3. посмотреть почту · 0,5 ч
        ⚠️ 4. обзвон базы · 2 ч
        [Утвердить]
        [Вернуть] [Изменить] [Спросить]
        [История]
    Анна Смирнова gets 👌
    Анна Смирнова reads:
        📨 План на 30 ноября – 4 декабря отправлен
        Ждёт решения: Ольга Белова.
        Правьте строками: решать будут по новой версии.

        Показатели
        Лиды: 120
        Трафик: 15 000

        Задачи · 12,5 из 24–28 ч
        1. лендинг доделать · 6 ч
            → конечный продукт?
        2. вебинар · 4 ч
            → конечный продукт?
        3. посмотреть почту · 0,5 ч
            → конечный продукт?
        4. обзвон базы · 2 ч
            → конечный продукт?
        [Изменить] [История]
        [Отменить: добавлено «обзвон базы»]
    > Анна Смирнова taps [Отменить: добавлено «обзвон базы»]
    Ольга Белова sees changed:
        📝 Анна Смирнова · план на 30 ноября – 4 декабря · версия 3
        ⚠️ нет конечного продукта: задачи 1, 2, 3

        С прошлой версии ничего не изменилось.

        Лиды: 120
        Трафик: 15 000
        10,5 из 24–28 ч

        ⚠️ 1. лендинг доделать · 6 ч
        ⚠️ 2. вебинар · 4 ч
        ⚠️ 3. посмотреть почту · 0,5 ч
        [Утвердить]
        [Вернуть] [Изменить] [Спросить]
        [История]
    Анна Смирнова glimpses «Стало как было»
    Анна Смирнова sees changed:
        📨 План на 30 ноября – 4 декабря отправлен
        Ждёт решения: Ольга Белова.
        Правьте строками: решать будут по новой версии.

        Показатели
        Лиды: 120
        Трафик: 15 000

        Задачи · 10,5 из 24–28 ч
        1. лендинг доделать · 6 ч
            → конечный продукт?
        2. вебинар · 4 ч
            → конечный продукт?
        3. посмотреть почту · 0,5 ч
            → конечный продукт?
        [Изменить] [История]
        [Вернуть отменённое]
    > Ольга Белова taps [Утвердить]
    Ольга Белова glimpses «Утверждено»
    Ольга Белова sees changed:
        ✅ Анна Смирнова · план на 30 ноября – 4 декабря утверждён
        Решение: Ольга Белова.

        Лиды: 120
        Трафик: 15 000
        10,5 из 24–28 ч

        1. лендинг доделать · 6 ч
        2. вебинар · 4 ч
        3. посмотреть почту · 0,5 ч
        [Вернуть в работу]
        [История]
    Анна Смирнова sees changed:
        ✅ План на 30 ноября – 4 декабря утверждён
        Согласовано: Ольга Белова.
        Отмечать сделанное: /week. Появилось новое: /add

        Показатели
        Лиды: 120
        Трафик: 15 000

        Задачи · 10,5 из 24–28 ч
        1. лендинг доделать · 6 ч
            → конечный продукт?
        2. вебинар · 4 ч
            → конечный продукт?
        3. посмотреть почту · 0,5 ч
            → конечный продукт?
        [Изменить] [История]
    Анна Смирнова reads:
        ✅ План на 30 ноября – 4 декабря утверждён
        Согласовано: Ольга Белова.
        Отмечать сделанное: /week. Появилось новое: /add
    ");
    office.close().await;
}

#[tokio::test]
async fn words_without_evidence_are_asked_about_and_nothing_happens_until_a_tap() {
    let office = Office::on("Thu 15:00").await;
    office.anna().says(WHOLE).await;
    office.skip();
    let before = kept(&office).await;
    office.anna().says("красивый закат").await;
    assert_eq!(kept(&office).await, before);
    assert_snapshot!(office.anna().reads(), @"
    «красивый закат»
    Куда это?
    [В план]
    [Передать: Ольга Белова]
    [Ничего]
    ");
    office.anna().taps("В план").await;
    assert!(office.transcript().contains("3. красивый закат"), "{}", office.transcript());
    // Left open, it expires by itself; the words still stand there.
    office.anna().says("снова вторник").await;
    let before = kept(&office).await;
    office.later(Duration::days(8)).await;
    office.anna().forges_action(Action::Words(WordsAction::Mean { question: 2, line: 0, choice: Choice::Plan })).await;
    assert_ne!(before, "");
    assert!(!kept(&office).await.contains("снова вторник"));
    office.skip();
    office.close().await;
}

#[tokio::test]
async fn what_was_handed_in_stays_unless_words_clearly_change_it() {
    let office = handed_in().await;
    let before = kept(&office).await;
    for said in [
        "Ольга, посмотри пожалуйста",
        "план норм?",
        "спасибо",
        "ок",
        "там ещё подумаем насчёт вебинара",
        "а если вебинар убрать?",
        "жду",
        "сегодня пробки жуткие",
        "буду через час",
        "лиды 200 это нереально",
        "было бы 150 лидов хорошо",
        "трафик упал на 500",
        "на вебинар 4ч не хватит",
        "добавь 10 лидов",
        "если успею, ещё блог 2ч",
    ] {
        office.anna().says(said).await;
        assert_eq!(kept(&office).await, before, "{said}");
    }
    office.skip();
    office.anna().says("2: 4ч").await;
    assert!(office.transcript().contains("Отменить: изменено «Подготовить вебинар»"), "{}", office.transcript());
    assert_eq!(office.count("SELECT version FROM plan WHERE state = 'submitted'").await, 2);
    office.anna().taps("Отменить: изменено").await;
    let minutes = "SELECT draft ->> '$.tasks[1].minutes' FROM plan WHERE state = 'submitted'";
    assert_eq!(office.count(minutes).await, 300);
    office.skip();
    office.close().await;
}

#[tokio::test]
async fn an_agreed_plan_is_changed_only_after_a_yes() {
    let office = handed_in().await;
    office.olga().taps("Утвердить").await;
    office.skip();
    let before = kept(&office).await;
    office.anna().says("1: 7ч").await;
    assert_eq!(kept(&office).await, before);
    office.anna().taps("Да").await;
    assert!(office.transcript().contains("6 ч → 7 ч"), "{}", office.transcript());
    assert_eq!(office.count("SELECT count(*) FROM plan WHERE agreed_version = 1").await, 1);
    office.skip();
    office.close().await;
}

#[tokio::test]
async fn questions_are_answered_in_any_order_and_also_by_typing() {
    let office = Office::on("Thu 15:00").await;
    office.anna().says("Созвон с Альфой 3-4").await;
    office.anna().says("Лиды: 120").await;
    office.anna().says("Статья => опубликована ~ 2ч").await;
    office.anna().says("3").await;
    let hours =
        "SELECT draft ->> '$.tasks[0].minutes' FROM plan WHERE person_id = (SELECT id FROM person WHERE key = 'anna')";
    assert_eq!(office.count(hours).await, 180);
    // A task that has gone meanwhile is not mistaken for the one that took its place.
    office.anna().says("Созвон с Бетой 1-2").await;
    office.anna().says("убери созвон с бетой").await;
    office.anna().taps("1,5\u{a0}ч").await;
    assert_eq!(office.count(hours).await, 180);
    office.skip();
    office.close().await;
}

#[tokio::test]
async fn a_report_in_words_is_taken_back_by_one_tap() {
    let office = planned_week("Fri 14:00").await;
    office.skip();
    let before = kept(&office).await;
    office.anna().says("лидов 131, трафика 14 200, лендинг готов за 5 часов, вебинар не успела: спикер заболел").await;
    assert_ne!(kept(&office).await, before);
    assert_snapshot!(office.anna().reads(), @"
    📊 Отчёт за 30 ноября – 4 декабря
    Сдать до пт 17:30.

    Показатели
    Лиды: 131 из 120 (+9 %)
    Трафик: 14 200 из 15 000 (−5 %)

    Задачи
    ✅ 1. Лендинг «Ритейл» · 5 ч (план 6 ч)
    ✖️ 2. Вебинар · 0 ч (план 5 ч)
        → спикер заболел

    Задача: ✅, остальное ▸ или строкой: «1 готово 5ч что вышло», «2 нет: причина».
    [Отчёт готов]
    [↩️ Отменить]
    [1 ✅] [1 ▸] [2 ✅] [2 ▸]
    [Главное] [Блокер] [Вывод] [Клиенты]
    ");
    office.anna().taps("↩️ Отменить").await;
    assert_eq!(kept(&office).await, before);
    // Of two messages the last is taken back, and a second tap takes back nothing else.
    office.anna().says("лидов 131").await;
    office.anna().says("трафика 14 200").await;
    for _ in 0..2 {
        office.anna().forges_action(Action::Words(WordsAction::TakeBack { week: "2026-W49".parse().unwrap() })).await;
        let told = "SELECT count(*) FROM actual WHERE week = '2026-W49' AND person_id = (SELECT id FROM person WHERE key = 'anna')";
        assert_eq!(office.count(told).await, 1);
    }
    office.skip();
    office.close().await;
}

#[tokio::test]
async fn during_the_week_states_mark_it_and_news_are_added() {
    let office = planned_week("Wed 12:00").await;
    office.skip();
    office.anna().says("лендинг готов").await;
    office.anna().says("прилетело срочное: стойка для выставки 2ч").await;
    assert_snapshot!(office.transcript(), @"
    == Wed 02.12 12:00
    > Анна Смирнова: лендинг готов
    Анна Смирнова gets 👌
    Анна Смирнова reads:
        🗓 Неделя 30 ноября – 4 декабря

        ✅ 1. Лендинг «Ритейл» · 6 ч
        ▫️ 2. Вебинар · 5 ч
            → 3 спикера подтверждены

        Сделано: ✅. Часы, итог и остальное: ▸ или строкой «1 готово 5ч что вышло». Новое: /add
        [1 ✅] [1 ▸] [2 ✅] [2 ▸]
        [↩️ Отменить]
    > Анна Смирнова: прилетело срочное: стойка для выставки 2ч
    Анна Смирнова gets 👌
    Анна Смирнова sees changed:
        🗓 Неделя 30 ноября – 4 декабря

        ✅ 1. Лендинг «Ритейл» · 6 ч
        ▫️ 2. Вебинар · 5 ч
            → 3 спикера подтверждены
        ▫️ 3. стойка для выставки · 2 ч · вне плана

        Сделано: ✅. Часы, итог и остальное: ▸ или строкой «1 готово 5ч что вышло». Новое: /add
        [1 ✅] [1 ▸] [2 ✅] [2 ▸]
        [3 ✅] [3 ▸]
        [↩️ Отменить]
    ");
    office.anna().taps("↩️ Отменить").await;
    assert_eq!(office.count("SELECT count(*) FROM task WHERE origin = 'unplanned'").await, 0);
    office.skip();
    office.close().await;
}

#[tokio::test]
async fn of_an_edited_message_only_what_differs_counts() {
    let office = Office::on("Thu 15:00").await;
    let message = office.anna().says(WHOLE).await;
    office.anna().says("2: 3ч").await;
    office.anna().says("Лиды: 125").await;
    office.skip();
    // Telegram tells of an edit also where only a preview came.
    office.anna().edits(message, WHOLE).await;
    assert_eq!(office.transcript().lines().filter(|line| !line.starts_with('>')).count(), 0, "{}", office.transcript());
    office.anna().edits(message, &WHOLE.replace("~ 6ч", "~ 7ч")).await;
    let card = office.anna().reads();
    assert!(card.contains("Лиды: 125") && card.contains("· 7 ч") && card.contains("· 3 ч"), "{card}");
    office.skip();
    office.close().await;
}

/// The numbers and names in an edited message mean the plan as the card shows it, its own lines among it.
#[tokio::test]
async fn an_edited_message_changes_the_task_it_names() {
    let office = Office::on("Thu 15:00").await;
    let message = office.anna().says("- Лендинг => открыт ~ 6ч").await;
    office.anna().says("- Вебинар => готов ~ 5ч").await;
    office.anna().edits(message, "- Лендинг => открыт ~ 6ч\nвебинар 4 часа").await;
    let card = office.anna().reads();
    assert!(card.contains("1. Лендинг · 6 ч") && card.contains("2. Вебинар · 4 ч"), "{card}");
    office.skip();
    office.close().await;
}

#[tokio::test]
async fn a_manager_who_speaks_of_somebodys_plan_changes_nothing_of_her_own() {
    let office = handed_in().await;
    let before = kept(&office).await;
    office.olga().says("лиды маловато, нужно 140").await;
    assert_eq!(kept(&office).await, before);
    assert_snapshot!(office.olga().reads(), @"
    «лиды маловато, нужно 140»
    Куда это?
    [В план]
    [Передать: Анна Смирнова]
    [Передать: Дмитрий Орлов]
    [Ничего]
    ");
    office.olga().taps("Передать: Анна Смирнова").await;
    assert!(office.anna().reads().contains("лиды маловато, нужно 140"), "{}", office.anna().reads());
    office.skip();
    office.close().await;
}

#[tokio::test]
async fn a_managers_edit_hears_changes_in_words() {
    let office = handed_in().await;
    office.olga().taps("Изменить").await;
    office.olga().says("лиды подними до 130, вебинар за 4 часа").await;
    let card = office.olga().reads();
    assert!(card.contains("Лиды: 120 → 130") && card.contains("5 ч → 4 ч"), "{card}");
    office.skip();
    office.close().await;
}

#[tokio::test]
async fn an_absence_in_words_is_noted_with_one_tap() {
    let office = Office::on("Thu 15:00").await;
    office.skip();
    office.anna().says("завтра меня не будет").await;
    assert_snapshot!(office.anna().reads(), @"
    Вас не будет 27 ноября? Запишу, и в эти дни не буду спрашивать.
    [Записать: 27 ноября]
    ");
    office.anna().taps("Записать").await;
    assert_eq!(office.count("SELECT count(*) FROM absence").await, 1);
    office.skip();
    office.close().await;
}

#[tokio::test]
async fn a_task_goes_to_the_week_after() {
    let office = Office::on("Thu 15:00").await;
    office.anna().says(WHOLE).await;
    office.anna().says("перенеси вебинар на следующую неделю").await;
    let later = "SELECT count(*) FROM plan p, json_each(p.draft, '$.tasks') t WHERE p.week = '2026-W50' AND t.value ->> 'title' LIKE '%вебинар%'";
    assert_eq!(office.count(later).await, 1);
    assert!(!office.anna().reads().contains("2. "), "{}", office.anna().reads());
    // Taken back, it is in one week only.
    office.anna().says("отмени").await;
    assert_eq!(office.count(later).await, 0);
    assert_eq!(office.count("SELECT json_array_length(draft, '$.tasks') FROM plan WHERE week = '2026-W49' AND person_id = (SELECT id FROM person WHERE key = 'anna')").await, 2);
    office.skip();
    office.close().await;
}

#[tokio::test]
async fn who_writes_down_what_the_bot_offered_takes_it_up() {
    let office = planned_week("Fri 14:00").await;
    office.anna().says("План\nЛиды: 130\nТрафик: 15 000\n- Лендинг «Ритейл» => принимает заявки ~ 6ч").await;
    // Done after all: what was only carried over would leave the plan, what she wrote stays.
    office.anna().says("/report").await;
    office.anna().says("131, 14 200\nвсё сделано").await;
    office.anna().taps("Отчёт готов").await;
    office.anna().says("/plan").await;
    let card = office.anna().reads();
    assert!(card.contains("Лендинг «Ритейл»") && !card.contains("Вебинар"), "{card}");
    office.skip();
    office.close().await;
}

#[tokio::test]
async fn an_edit_takes_nothing_out_of_what_was_handed_in() {
    let office = Office::on("Thu 15:00").await;
    let message = office.anna().says(WHOLE).await;
    office.anna().taps("Отправить").await;
    let before = kept(&office).await;
    office.anna().edits(message, "спасибо").await;
    assert_eq!(kept(&office).await, before);
    assert!(office.anna().reads().contains("правка сообщения ничего не убирает"), "{}", office.anna().reads());
    office.skip();
    office.close().await;
}

#[tokio::test]
async fn an_edited_message_takes_nothing_out_of_a_report_that_is_in() {
    let office = planned_week("Fri 14:00").await;
    let message = office.anna().says("Лиды 131, трафик 14 200\nвсё сделано").await;
    office.anna().taps("Отчёт готов").await;
    let before = kept(&office).await;
    office.anna().edits(message, "спасибо").await;
    assert_eq!(kept(&office).await, before);
    office.skip();
    office.close().await;
}

#[tokio::test]
async fn a_plan_that_waits_stays_with_whoever_decides_where_a_line_would_not_fit() {
    let office = handed_in().await;
    let before = kept(&office).await;
    for said in ["1: 30ч", "добавь баннер"] {
        office.anna().says(said).await;
        assert_eq!(kept(&office).await, before, "{said}");
        assert!(office.anna().reads().contains("остался как был"), "{}", office.anna().reads());
    }
    office.skip();
    office.close().await;
}

#[tokio::test]
async fn what_is_put_off_is_not_done() {
    let office = planned_week("Wed 12:00").await;
    let before = kept(&office).await;
    for said in ["лендинг будет готов завтра", "вебинар вряд ли готов", "завтра доделаю лендинг"]
    {
        office.anna().says(said).await;
        assert_eq!(kept(&office).await, before, "{said}");
    }
    office.skip();
    office.close().await;
}
