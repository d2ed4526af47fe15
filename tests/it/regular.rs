//! What a person does again and again: their own list, and how it gets into plans.

use insta::assert_snapshot;

use crate::office::{COMPANY, Office};
use crate::scenes::planned_week;

#[tokio::test]
async fn the_list_is_written_paused_and_shortened() {
    let office = planned_week("Wed 12:00").await;
    office.anna().says("/regular").await;
    assert_snapshot!(office.transcript(), @"
    == Wed 02.12 12:00
    > Анна Смирнова: /regular
    Анна Смирнова reads:
        🔁 Регулярные задачи
        Пока нет ни одной. Всё, что здесь, само встаёт в черновик плана.

        Добавить или изменить, одной строкой:
        /regular Отчёт по каналам => таблица у руководителя ~ 2ч каждую неделю
        Или «раз в две недели», или «раз в месяц»: в неделю, где первый понедельник месяца.
    ");
    office.anna().says("/regular Отчёт по каналам => таблица у Ольги ~ 2ч каждую неделю").await;
    office
        .anna()
        .says("/regular - Ретро ~ 1ч раз в две недели\n- Сверка бюджета => акт подписан 1,5ч ежемесячно\nзавтра?")
        .await;
    assert_snapshot!(office.transcript(), @"
    > Анна Смирнова: /regular Отчёт по каналам => таблица у Ольги ~ 2ч каждую неделю
    Анна Смирнова reads:
        🔁 Регулярные задачи
        Сами встают в черновик плана, когда приходит их неделя.

        1. Отчёт по каналам · 2 ч · каждую неделю
            → таблица у Ольги
            Ближайшая: 7–11 декабря

        Добавить или изменить, одной строкой:
        /regular Отчёт по каналам => таблица у руководителя ~ 2ч каждую неделю
        Или «раз в две недели», или «раз в месяц»: в неделю, где первый понедельник месяца.
        [⏸ 1 Пауза] [✖️ 1 Убрать]
    > Анна Смирнова: /regular - Ретро ~ 1ч раз в две недели
    > - Сверка бюджета => акт подписан 1,5ч ежемесячно
    > завтра?
    Анна Смирнова reads:
        Непонятно, что делать или сколько часов: «завтра?». Напишите так: /regular что сделать => чем закончится ~ сколько часов каждую неделю
    Анна Смирнова reads:
        🔁 Регулярные задачи
        Сами встают в черновик плана, когда приходит их неделя.

        1. Отчёт по каналам · 2 ч · каждую неделю
            → таблица у Ольги
            Ближайшая: 7–11 декабря
        2. Ретро · 1 ч · раз в две недели
            → конечный продукт?
            Ближайшая: 7–11 декабря
        3. Сверка бюджета · 1,5 ч · раз в месяц
            → акт подписан
            Ближайшая: 7–11 декабря

        Добавить или изменить, одной строкой:
        /regular Отчёт по каналам => таблица у руководителя ~ 2ч каждую неделю
        Или «раз в две недели», или «раз в месяц»: в неделю, где первый понедельник месяца.
        [⏸ 1 Пауза] [✖️ 1 Убрать]
        [⏸ 2 Пауза] [✖️ 2 Убрать]
        [⏸ 3 Пауза] [✖️ 3 Убрать]
    ");
    office.goes_to("Thu 15:00").await;
    let card = office.anna().reads();
    assert!(card.contains("Отчёт по каналам · 2 ч · регулярная"), "{card}");
    assert!(card.contains("Ретро") && card.contains("Сверка бюджета"), "{card}");
    office.skip();
    office.anna().says("/regular").await;
    office.anna().taps("⏸ 1").await;
    office.anna().taps("✖️ 3").await;
    let news = office.transcript();
    assert_snapshot!(office.anna().reads(), @"
    🔁 Регулярные задачи
    Сами встают в черновик плана, когда приходит их неделя.

    1. Отчёт по каналам · 2 ч · каждую неделю
        → таблица у Ольги
        На паузе
    2. Ретро · 1 ч · раз в две недели
        → конечный продукт?
        Ближайшая: 7–11 декабря

    Добавить или изменить, одной строкой:
    /regular Отчёт по каналам => таблица у руководителя ~ 2ч каждую неделю
    Или «раз в две недели», или «раз в месяц»: в неделю, где первый понедельник месяца.
    [▶️ 1 Вернуть] [✖️ 1 Убрать]
    [⏸ 2 Пауза] [✖️ 2 Убрать]
    ");
    // The open draft follows at once, and its card with it.
    let plan = news.split("sees changed:").find(|part| part.contains("План на 7–11 декабря")).unwrap();
    assert!(!plan.contains("Отчёт по каналам"), "{plan}");
    // The same title again changes what is there.
    office.anna().says("/regular отчёт по каналам ~ 3ч раз в месяц").await;
    assert_snapshot!(office.anna().reads(), @"
    🔁 Регулярные задачи
    Сами встают в черновик плана, когда приходит их неделя.

    1. Отчёт по каналам · 3 ч · раз в месяц
        → таблица у Ольги
        Ближайшая: 7–11 декабря
    2. Ретро · 1 ч · раз в две недели
        → конечный продукт?
        Ближайшая: 7–11 декабря

    Добавить или изменить, одной строкой:
    /regular Отчёт по каналам => таблица у руководителя ~ 2ч каждую неделю
    Или «раз в две недели», или «раз в месяц»: в неделю, где первый понедельник месяца.
    [⏸ 1 Пауза] [✖️ 1 Убрать]
    [⏸ 2 Пауза] [✖️ 2 Убрать]
    ");
    office.skip();
    office.close().await;
}

#[tokio::test]
async fn each_comes_in_its_week() {
    let office = Office::on("Thu 15:00").await;
    office.anna().says("/regular Отчёт => таблица ~ 2ч каждую неделю\nРетро => 3 решения ~ 1ч every other week\nСверка => акт ~ 1ч раз в месяц").await;
    let mut weeks = Vec::new();
    for _ in 0..6 {
        office.anna().says("/plan").await;
        let card = office.anna().reads();
        let titles = ["Отчёт", "Ретро", "Сверка"].into_iter().filter(|t| card.contains(&format!(". {t} ·")));
        weeks.push(format!("{}: {}", card.lines().next().unwrap(), titles.collect::<Vec<_>>().join(", ")));
        office.goes_to("Fri 20:00").await;
        office.goes_to("Thu 15:00").await;
    }
    // 7 December is the month's first Monday; the week from 4 January is all holidays, and nobody is asked for a plan.
    assert_snapshot!(weeks.join("\n"), @"
    📝 План на 30 ноября – 4 декабря: Отчёт, Ретро
    📝 План на 7–11 декабря: Отчёт, Сверка
    📝 План на 14–18 декабря: Отчёт, Ретро
    📝 План на 21–25 декабря: Отчёт
    📝 План на 28 декабря – 1 января: Отчёт, Ретро
    📝 План на 28 декабря – 1 января: Отчёт, Ретро
    ");
    office.skip();
    office.close().await;
}

#[tokio::test]
async fn a_regular_task_that_is_removed_stays_in_the_plan_that_has_it() {
    let office = Office::on("Thu 15:00").await;
    office.anna().says("/regular Отчёт => таблица ~ 2ч каждую неделю").await;
    office.anna().says("Лиды: 120\nТрафик: 15000\n1: 3ч").await;
    office.anna().says("/regular").await;
    office.anna().taps("✖️ 1").await;
    office.anna().taps("Отправить").await;
    let card = office.olga().reads();
    assert!(card.contains("1. Отчёт → таблица · 3 ч · регулярная"), "{card}");
    office.skip();
    office.close().await;
}

#[tokio::test]
async fn in_english() {
    let english = COMPANY.replace("metrics = [\"leads\", \"traffic\"]\n", "metrics = [\"leads\"]\nlocale = \"en\"\n");
    let office = Office::of(&english, "Thu 15:00").await;
    office.anna().says("/regular Channel report => table is with Olga ~ 2h every other week\nhm?").await;
    assert_snapshot!(office.transcript(), @r#"
    > Анна Смирнова: /regular Channel report => table is with Olga ~ 2h every other week
    > hm?
    Анна Смирнова reads:
        No task in it, or the hours are unclear: “hm?”. Write it like this: /regular what to do => how you'll know it's done ~ hours every week
    Анна Смирнова sees changed:
        📝 Plan for 30 Nov – 4 Dec
        Due Fri 4 pm. Ольга Белова approves.

        Targets
        Лиды: what's the target?

        Tasks · 2 of 24–28 h
        1. Channel report · 2 h · regular
            → table is with Olga

        One more task: a new line. To correct: "Tasks", a line "2: 4h", or edit your own message.
        [Submit]
        [Tasks]
        [For this week]
    Анна Смирнова reads:
        🔁 Regular tasks
        They are put into your draft plan when their week comes.

        1. Channel report · 2 h · every other week
            → table is with Olga
            Next: 30 Nov – 4 Dec

        To add or change one, in one line:
        /regular Channel report => table is with the manager ~ 2h every week
        Or "every other week", or "monthly": in the week of the month's first Monday.
        [⏸ 1 Pause] [✖️ 1 Remove]
    "#);
    office.anna().says("/plan").await;
    office.anna().taps("Tasks").await;
    office.anna().taps("Drop some").await;
    office.anna().taps("✅ 1. Channel report").await;
    assert_snapshot!(office.anna().reads(), @"
    📝 Plan for 30 Nov – 4 Dec
    Due Fri 4 pm. Ольга Белова approves.

    Targets
    Лиды: what's the target?

    Tasks · 0 of 24–28 h
    none yet

    Left out of the plan: Channel report

    Tap a task to drop it from the plan or to bring it back.
    [➖ Channel report]
    [Done]
    ");
    office.skip();
    office.close().await;
}

#[tokio::test]
async fn a_list_has_an_end() {
    let office = Office::on("Thu 15:00").await;
    let many: Vec<String> = (1..=31).map(|n| format!("Дело номер {n} ~ 1ч")).collect();
    office.anna().says(&format!("/regular {}", many.join("\n"))).await;
    assert!(office.transcript().contains("Регулярных задач уже 30, больше не влезет."));
    assert_eq!(office.count("SELECT count(*) FROM regular").await, 30);
    office.close().await;
}

#[tokio::test]
async fn what_comes_once_a_month_waits_for_the_first_week_that_is_worked() {
    let office = Office::on("Thu 15:00").await;
    office.anna().says("/regular Сверка бюджета => акт подписан ~ 1ч раз в месяц").await;
    office.anna().says("/away 1.02–5.02").await;
    office.skip();
    let mut due = Vec::new();
    let mut tx = office.tx().await;
    let roster = planerka::storage::company::load(&mut tx).await.unwrap().unwrap();
    let anna = roster.people.iter().find(|p| p.key == "anna").unwrap().id;
    // The first Mondays are the 4th of January, a holiday like the rest of its week, the 1st of February, when Anna is
    // away, and the 1st of March.
    let mut week: planerka::domain::calendar::week::Week = "2026-W53".parse().unwrap();
    for _ in 0..11 {
        let plan = planerka::storage::plan::find_or_create(&mut tx, anna, week).await.unwrap();
        due.extend((!plan.draft.tasks.is_empty()).then(|| week.monday().to_string()));
        week = week.next();
    }
    assert_eq!(due, ["2027-01-11", "2027-02-08", "2027-03-01"]);
    drop(tx);
    office.close().await;
}
