//! Hints on the quality of a plan: read, answered, hidden, brought back; nobody but the author sees them.

use insta::assert_snapshot;

use crate::office::{COMPANY, Office};

const PLAN: &str = "План
Лиды: 120
Трафик: 15 000
Поработать над сайтом ~ 6ч
Презентация для «Альфы» => презентация готова ~ 4ч
Встреча с «Вектором» => дата подписания договора ~ 2ч
Ребрендинг => новая шапка на всех страницах ~ 18ч";

/// The card without what other stories are about.
fn from_tasks(card: &str) -> String {
    card.lines().skip_while(|line| !line.starts_with("Задачи")).collect::<Vec<_>>().join("\n")
}

#[tokio::test]
async fn a_plan_is_read_with_a_colleagues_eyes() {
    let office = Office::on("Thu 15:00").await;
    office.anna().says(PLAN).await;
    assert_snapshot!(from_tasks(&office.anna().reads()), @"
    Задачи · 30 из 24–28 ч
    1. Поработать над сайтом · 6 ч
        → конечный продукт?
    2. Презентация для «Альфы» · 4 ч
        → презентация готова
    3. Встреча с «Вектором» · 2 ч
        → дата подписания договора
    4. Ребрендинг · 18 ч
        → новая шапка на всех страницах

    ⚠️ 30 ч из 28. Обычно в неделю влезает 24–28 ч: остальное съедает незапланированное. Снимите около 2 ч.

    💡 1: «Поработать над сайтом»: что будет к концу недели?
    2: «презентация готова» не проверить. Что увидит Ольга?
    4: 18 ч одной строкой. Что будет готово первым?

    Ещё задача: новой строкой. Исправить: «Задачи», строка «2: 4ч» или правка своего сообщения.
    [Отправить]
    [Задачи] [Подсказки]
    [Отменить: 5 изменений]
    [На эту неделю]
    ");
    office.skip();
    office.anna().taps("Подсказки").await;
    assert_snapshot!(office.transcript(), @"
    > Анна Смирнова taps [Подсказки]
    Анна Смирнова sees changed:
        💡 Подсказки к плану на 30 ноября – 4 декабря

        1. Поработать над сайтом
        Такое можно продолжать без конца. Назовите кусок на эту неделю: что появится, чего сейчас нет.
        1 => страница открыта, форма принимает заявки

        2. Презентация для «Альфы»
        «презентация готова» не проверить. Что увидит Ольга?
        Отсюда видно, что работа была, но не что изменилось. Нужен факт: число, имя, ответ, место, где посмотреть.
        2 => клиент прочитал и задал три вопроса

        4. Ребрендинг
        18 ч одной строкой. Что будет готово первым?
        За оценкой больше 16 ч обычно несколько задач. Разделите по итогам: каждому своя строка и свои часы.
        4: первая часть => итог ~ 6ч

        Их видите только вы. Отправке они не мешают.
        [1: скрыть] [1: скрыть все такие]
        [2: скрыть] [2: скрыть все такие]
        [4: скрыть] [4: скрыть все такие]
        [Назад]
    ");
    office.anna().taps("Назад").await;
    assert!(office.anna().reads().contains("[Отправить]"));
    // An answer in the words the hint itself gives makes it go, and the next comes up.
    office.anna().says("2 => клиент прочитал и задал три вопроса").await;
    office.anna().says("1 => страница открыта, форма принимает заявки").await;
    office.anna().says("Подготовиться: Встреча с «Вектором» => список из трёх вопросов ~ 1ч").await;
    assert_snapshot!(from_tasks(&office.anna().reads()), @"
    Задачи · 31 из 24–28 ч
    1. Поработать над сайтом · 6 ч
        → страница открыта, форма принимает заявки
    2. Презентация для «Альфы» · 4 ч
        → клиент прочитал и задал три вопроса
    3. Встреча с «Вектором» · 2 ч
        → дата подписания договора
    4. Ребрендинг · 18 ч
        → новая шапка на всех страницах
    5. Подготовиться: Встреча с «Вектором» · 1 ч
        → список из трёх вопросов

    ⚠️ 31 ч из 28. Обычно в неделю влезает 24–28 ч: остальное съедает незапланированное. Снимите около 3 ч.

    💡 4: 18 ч одной строкой. Что будет готово первым?
    Времени на сам план нет
    2: какой цели это служит?

    Ещё задача: новой строкой. Исправить: «Задачи», строка «2: 4ч» или правка своего сообщения.
    [Отправить]
    [Задачи] [Подсказки]
    [Отменить: добавлено «Подготовиться: Встреча…»]
    [На эту неделю]
    ");
    office.anna().says("Недельный план и отчёт => сданы в срок ~ 1ч\n4 удалить\n2: #партнёры").await;
    assert_snapshot!(from_tasks(&office.anna().reads()), @"
    Задачи · 14 из 24–28 ч
    1. Поработать над сайтом · 6 ч
        → страница открыта, форма принимает заявки
    2. Презентация для «Альфы» · 4 ч · #партнёры
        → клиент прочитал и задал три вопроса
    3. Встреча с «Вектором» · 2 ч
        → дата подписания договора
    4. Подготовиться: Встреча с «Вектором» · 1 ч
        → список из трёх вопросов
    5. Недельный план и отчёт · 1 ч
        → сданы в срок

    💡 3: какой цели это служит?

    Ещё задача: новой строкой. Исправить: «Задачи», строка «2: 4ч» или правка своего сообщения.
    [Отправить]
    [Задачи] [Подсказки]
    [Отменить: 3 изменения]
    [На эту неделю]
    ");
    office.skip();
    office.close().await;
}

#[tokio::test]
async fn a_hidden_hint_is_hidden_for_good() {
    let office = Office::on("Thu 15:00").await;
    office.anna().says(PLAN).await;
    office.anna().taps("Подсказки").await;
    office.skip();
    office.anna().taps("1: скрыть").await;
    assert_snapshot!(office.transcript(), @"
    > Анна Смирнова taps [1: скрыть]
    Анна Смирнова glimpses «Больше не покажу»
    Анна Смирнова sees changed:
        💡 Подсказки к плану на 30 ноября – 4 декабря

        2. Презентация для «Альфы»
        «презентация готова» не проверить. Что увидит Ольга?
        Отсюда видно, что работа была, но не что изменилось. Нужен факт: число, имя, ответ, место, где посмотреть.
        2 => клиент прочитал и задал три вопроса

        4. Ребрендинг
        18 ч одной строкой. Что будет готово первым?
        За оценкой больше 16 ч обычно несколько задач. Разделите по итогам: каждому своя строка и свои часы.
        4: первая часть => итог ~ 6ч

        3. Встреча с «Вектором»
        Подготовки в плане нет. Сколько на неё нужно?
        Сама встреча в плане есть, а время на подготовку уйдёт всё равно. Если готовиться не нужно, скройте подсказку.
        Подготовиться: Встреча с «Вектором» => список из трёх вопросов ~ 1ч

        Их видите только вы. Отправке они не мешают.
        [2: скрыть] [2: скрыть все такие]
        [4: скрыть] [4: скрыть все такие]
        [3: скрыть] [3: скрыть все такие]
        [Вернуть скрытые]
        [Назад]
    ");
    office.anna().taps("Назад").await;
    let card = office.anna().reads();
    assert!(!card.contains("💡 1:") && !card.contains("«Поработать над сайтом»"), "{card}");
    // The same task in another week, in another hand: still hidden. Another task of the kind is not.
    office.anna().says("/plan").await;
    office.anna().taps("На эту неделю").await;
    office.anna().says("поработать над  Сайтом. ~ 3ч\nЗаниматься блогом ~ 2ч").await;
    assert_snapshot!(office.anna().reads(), @"
    📝 План на 23–27 ноября
    Согласует Ольга Белова.

    Показатели
    Лиды: какая цель?
    Трафик: какая цель?

    Задачи · 5 из 24–28 ч
    1. поработать над Сайтом · 3 ч
        → конечный продукт?
    2. Заниматься блогом · 2 ч
        → конечный продукт?

    💡 2: «Заниматься блогом»: что будет к концу недели?

    Ещё задача: новой строкой. Исправить: «Задачи», строка «2: 4ч» или правка своего сообщения.
    [Отправить]
    [Задачи] [Подсказки]
    [Отменить: 2 изменения]
    [На следующую неделю]
    ");
    office.anna().taps("Подсказки").await;
    office.anna().taps("2: скрыть все такие").await;
    office.anna().taps("Назад").await;
    assert_snapshot!(from_tasks(&office.anna().reads()), @"
    Задачи · 5 из 24–28 ч
    1. поработать над Сайтом · 3 ч
        → конечный продукт?
    2. Заниматься блогом · 2 ч
        → конечный продукт?

    Ещё задача: новой строкой. Исправить: «Задачи», строка «2: 4ч» или правка своего сообщения.
    [Отправить]
    [Задачи]
    [Отменить: 2 изменения]
    [На следующую неделю]
    ");
    office.skip();
    office.close().await;
}

#[tokio::test]
async fn what_was_hidden_by_mistake_comes_back() {
    let office = Office::on("Thu 15:00").await;
    office.anna().says("Заниматься блогом => пишу в блог ~ 2ч").await;
    office.anna().taps("Подсказки").await;
    office.anna().taps("1: скрыть все такие").await;
    office.skip();
    assert_snapshot!(office.anna().reads(), @"
    💡 Подсказки к плану на 30 ноября – 4 декабря

    Подсказок больше нет.

    Их видите только вы. Отправке они не мешают.
    [Вернуть скрытые]
    [Назад]
    ");
    office.anna().taps("Вернуть скрытые").await;
    assert_snapshot!(office.anna().reads(), @"
    💡 Подсказки к плану на 30 ноября – 4 декабря

    1. Заниматься блогом
    Такое можно продолжать без конца. Назовите кусок на эту неделю: что появится, чего сейчас нет.
    1 => страница открыта, форма принимает заявки

    Их видите только вы. Отправке они не мешают.
    [1: скрыть] [1: скрыть все такие]
    [Назад]
    ");
    office.skip();
    office.close().await;
}

#[tokio::test]
async fn nobody_else_sees_a_hint_and_none_holds_a_plan_up() {
    let office = Office::on("Thu 15:00").await;
    office.anna().says(PLAN).await;
    office.anna().taps("Отправить").await;
    office.anna().taps("Оставить: срочно").await;
    office.skip();
    for card in [office.olga().reads(), office.anna().reads()] {
        assert!(!card.contains('💡') && !card.contains("Подсказки"), "{card}");
    }
    // Pyotr writes the same and gets his own hints, whatever Anna has hidden.
    office.anna().taps("Изменить").await;
    office.anna().taps("Подсказки").await;
    office.anna().taps("1: скрыть все такие").await;
    office.pyotr().says("Поработать над сайтом ~ 6ч").await;
    assert!(office.pyotr().reads().contains("💡 1: «Поработать над сайтом»"), "{}", office.pyotr().reads());
    office.skip();
    office.close().await;
}

#[tokio::test]
async fn a_list_of_hints_left_open_does_no_harm() {
    let office = Office::on("Thu 15:00").await;
    office.anna().says(PLAN).await;
    office.anna().taps("Подсказки").await;
    let list = office.tg.latest(office.account("anna")).unwrap();
    // From another device the plan changes: the button means the task it stood for, not the number.
    office.anna().says("1 удалить").await;
    office.skip();
    office.anna().forges(&list.button("1: скрыть").unwrap().data.clone().unwrap()).await;
    assert_eq!(office.count("SELECT count(*) FROM hidden_hint").await, 0);
    office.skip();
    office.anna().taps("Назад").await;
    office.anna().taps("Отправить").await;
    office.skip();
    office.anna().forges(&list.button("2: скрыть").unwrap().data.clone().unwrap()).await;
    assert_snapshot!(office.transcript(), @"
    > Анна Смирнова taps [hh:2:unverifiable:1125514445]
    Анна Смирнова is told «Эта кнопка устарела. Откройте свежую карточку: /plan»
    ");
    office.close().await;
}

#[tokio::test]
async fn the_language_of_the_task_and_that_of_the_reader_are_two_things() {
    let company = COMPANY
        .replace("metrics = [\"leads\", \"traffic\"]\n\n", "metrics = [\"leads\", \"traffic\"]\nlocale = \"en\"\n\n");
    let office = Office::of(&company, "Thu 15:00").await;
    office.anna().says("Поработать над сайтом ~ 6ч\nCall with Vector => they talked ~ 1h\nWork on the blog ~ 2h").await;
    assert_snapshot!(office.anna().reads(), @r#"
    📝 Plan for 30 Nov – 4 Dec
    Due Fri 4 pm. Ольга Белова approves.

    Targets
    Лиды: what's the target?
    Трафик: what's the target?

    Tasks · 9 of 24–28 h
    1. Поработать над сайтом · 6 h
        → end product?
    2. Call with Vector · 1 h
        → they talked
    3. Work on the blog · 2 h
        → end product?

    💡 1: "Поработать над сайтом": what will be there by the end of the week?
    3: "Work on the blog": what will be there by the end of the week?
    2: nothing in the plan prepares it. How long would that take?

    One more task: a new line. To correct: "Tasks", a line "2: 4h", or edit your own message.
    [Submit]
    [Tasks] [Hints]
    [Undo: 3 changes]
    [For this week]
    "#);
    office.anna().taps("Hints").await;
    assert_snapshot!(office.anna().reads(), @"
    💡 Hints on the plan for 30 Nov – 4 Dec

    1. Поработать над сайтом
    This can go on for ever. Name this week's piece: what will exist that doesn't today.
    1 => page is live, the form takes orders

    3. Work on the blog
    This can go on for ever. Name this week's piece: what will exist that doesn't today.
    3 => page is live, the form takes orders

    2. Call with Vector
    Nothing in the plan prepares it. How long would that take?
    The meeting is in the plan; getting ready will take its time all the same. Nothing to prepare? Hide this.
    Prepare: Call with Vector => a list of three questions ~ 1h

    Only you see these. The plan can go without them.
    [1: hide] [1: hide all like it]
    [3: hide] [3: hide all like it]
    [2: hide] [2: hide all like it]
    [Back]
    ");
    office.skip();
    office.close().await;
}
