//! What a person's tasks really take: a word on their own card, and a tap that takes it into the estimates.

use insta::assert_snapshot;

use crate::office::Office;

/// Last week Anna finished so many tasks, each planned at five hours and done in seven.
async fn after(tasks: usize) -> Office {
    let office = Office::on("Mon 09:30").await;
    let plan: Vec<String> = (1..=tasks).map(|n| format!("- Статья {n} => опубликована ~ 5ч")).collect();
    office.anna().says(&format!("План\nЛиды: 120\nТрафик: 15 000\n{}", plan.join("\n"))).await;
    office.anna().taps("Отправить").await;
    if tasks > 5 {
        office.anna().taps("Оставить:").await;
    }
    office.olga().taps("Утвердить").await;
    let done: Vec<String> = (1..=tasks).map(|n| format!("{n} готово 7ч")).collect();
    office.anna().says(&done.join("\n")).await;
    office.goes_to("Thu 15:00").await;
    office.skip();
    office
}

#[tokio::test]
async fn a_gentle_fact_and_one_tap() {
    let office = after(8).await;
    office
        .anna()
        .says("Вебинар => 3 спикера подтверждены ~ 5ч\nОпрос => 20 ответов ~ 30 мин\nРассылка => ушла ~ 2ч")
        .await;
    assert_snapshot!(office.anna().reads(), @"
    📝 План на 30 ноября – 4 декабря
    Сдать до пт 16:00. Согласует Ольга Белова.

    Показатели
    Лиды: предлагаю 120, как в прошлый раз
    Трафик: предлагаю 15 000, как в прошлый раз

    Задачи · 7,5 из 24–28 ч
    1. Вебинар · 5 ч
        → 3 спикера подтверждены
    2. Опрос · 0,5 ч
        → 20 ответов
    3. Рассылка · 2 ч
        → ушла

    Обычно у вас выходит в 1,4 раза дольше: 10,5 ч вместо 7,5. Видно только вам.

    Ещё задача: новой строкой. Исправить: «Задачи», строка «2: 4ч» или правка своего сообщения.
    [Отправить]
    [Взять предложенное]
    [Учесть во всех оценках]
    [Задачи]
    [Отменить: 3 изменения]
    [На эту неделю]
    ");
    office.skip();
    office.anna().taps("Учесть во всех оценках").await;
    assert_snapshot!(office.transcript(), @"
    > Анна Смирнова taps [Учесть во всех оценках]
    Анна Смирнова glimpses «Учтено: 7,5 → 10,5 ч»
    Анна Смирнова sees changed:
        📝 План на 30 ноября – 4 декабря
        Сдать до пт 16:00. Согласует Ольга Белова.

        Показатели
        Лиды: предлагаю 120, как в прошлый раз
        Трафик: предлагаю 15 000, как в прошлый раз

        Задачи · 10,5 из 24–28 ч
        1. Вебинар · 7 ч
            → 3 спикера подтверждены
        2. Опрос · 0,5 ч
            → 20 ответов
        3. Рассылка · 3 ч
            → ушла

        Ещё задача: новой строкой. Исправить: «Задачи», строка «2: 4ч» или правка своего сообщения.
        [Отправить]
        [Взять предложенное]
        [Задачи]
        [Отменить: 2 изменения]
        [На эту неделю]
    ");
    // A later estimate is a new guess of Anna's own; a task from before has what it had.
    office.anna().says("3: 4ч").await;
    let read = office.anna().reads();
    assert!(read.contains("Рассылка · 4 ч") && read.contains("13 ч вместо 11,5"), "{read}");
    office.skip();
    office.close().await;
}

#[tokio::test]
async fn history_compares_with_the_persons_own_guess() {
    let office = after(8).await;
    office
        .anna()
        .says("План\nЛиды: 130\nТрафик: 15 100\nВебинар => 3 спикера подтверждены ~ 5ч\nРассылка => ушла ~ 2ч")
        .await;
    office.anna().taps("Учесть во всех оценках").await;
    office.anna().taps("Отправить").await;
    assert_eq!(office.count("SELECT minutes FROM task WHERE title = 'Вебинар'").await, 420);
    assert_eq!(office.count("SELECT own_minutes FROM task WHERE title = 'Вебинар'").await, 300);
    // The manager reads the estimates, not where they come from.
    let read = office.olga().reads();
    assert!(read.contains("Вебинар") && read.contains("7 ч") && !read.contains("Обычно"), "{read}");
    office.olga().taps("Утвердить").await;
    office.goes_to("Mon 09:00").await;
    // Carried over, it is not corrected a second time.
    office.goes_to("Thu 15:00").await;
    let read = office.anna().reads();
    assert!(read.contains("Вебинар · 7 ч · перенос") && !read.contains("Обычно у вас"), "{read}");
    office.skip();
    office.close().await;
}

#[tokio::test]
async fn what_the_bot_had_put_there_is_corrected_and_still_follows_the_facts() {
    let office = after(8).await;
    office.anna().says("/add Баннер ~ 5ч").await;
    office.anna().says("/plan").await;
    office.anna().taps("Учесть во всех оценках").await;
    let read = office.anna().reads();
    assert!(read.contains("Баннер · 7 ч · перенос"), "{read}");
    office.anna().says("/plan").await;
    assert!(office.anna().reads().contains("Баннер · 7 ч · перенос"));
    // Done meanwhile, it leaves.
    office.anna().says("9 готово 5ч").await;
    office.anna().says("/plan").await;
    assert!(!office.anna().reads().contains("Баннер"));
    office.skip();
    office.close().await;
}

#[tokio::test]
async fn seven_tasks_say_nothing() {
    let office = after(7).await;
    office.anna().says("Вебинар => 3 спикера подтверждены ~ 5ч").await;
    assert!(!office.anna().reads().contains("Обычно у вас выходит"));
    office.skip();
    office.close().await;
}
