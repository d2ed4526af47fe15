//! Which week a plan is for: said on the card, decided by the calendar, switched by a button.

use insta::assert_snapshot;

use crate::office::Office;

const PLAN: &str = "План\nЛиды: 120\nТрафик: 15000\nВебинар => программа готова ~ 5ч";

fn title(office: &Office) -> String {
    office.anna().reads().lines().next().unwrap().to_owned()
}

#[tokio::test]
async fn before_plan_open_it_is_the_running_week() {
    let office = Office::on("Wed 10:00").await;
    office.anna().says(PLAN).await;
    assert_snapshot!(office.anna().reads(), @"
    📝 План на 23–27 ноября
    Согласует Ольга Белова.

    Показатели
    Лиды: 120
    Трафик: 15 000

    Задачи · 5 из 24–28 ч
    1. Вебинар · 5 ч
        → программа готова

    💡 1: «программа готова» не проверить. Что увидит Ольга?

    Ещё задача: новой строкой. Исправить: «Задачи», строка «2: 4ч» или правка своего сообщения.
    [Отправить]
    [Задачи] [Подсказки]
    [Отменить: 2 изменения]
    [На следующую неделю]
    ");
    office.goes_to("Thu 14:59").await;
    office.anna().says("/plan").await;
    assert_snapshot!(title(&office), @"📝 План на 23–27 ноября");
    office.goes_to("Thu 15:00").await;
    assert_snapshot!(title(&office), @"📝 План на 30 ноября – 4 декабря");
    office.goes_to("Mon 08:00").await;
    office.anna().says("/plan").await;
    assert_snapshot!(title(&office), @"📝 План на 30 ноября – 4 декабря");
    office.skip();
    office.close().await;
}

#[tokio::test]
async fn a_settled_running_week_leaves_the_next() {
    let office = Office::on("Mon 10:00").await;
    office.anna().says(PLAN).await;
    office.anna().taps("Отправить").await;
    office.anna().says("/plan").await;
    assert_snapshot!(title(&office), @"📨 План на 23–27 ноября отправлен");
    office.olga().taps("Утвердить").await;
    office.anna().says("/plan").await;
    assert_snapshot!(title(&office), @"📝 План на 30 ноября – 4 декабря");
    office.skip();
    office.close().await;
}

#[tokio::test]
async fn a_button_switches() {
    let office = Office::on("Thu 15:00").await;
    office.anna().says("/plan").await;
    office.anna().taps("На эту неделю").await;
    assert_snapshot!(office.transcript(), @"
    > Анна Смирнова: /plan
    Анна Смирнова reads:
        📝 План на 30 ноября – 4 декабря
        Сдать до пт 16:00. Согласует Ольга Белова.

        Показатели
        Лиды: какая цель?
        Трафик: какая цель?

        Задачи · 0 из 24–28 ч
        пока нет

        Допишите задачи строками:
        что сделать => чем закончится ~ сколько часов
        [Отправить]
        [На эту неделю]
    > Анна Смирнова taps [На эту неделю]
    Анна Смирнова reads:
        📝 План на 23–27 ноября
        Согласует Ольга Белова.

        Показатели
        Лиды: какая цель?
        Трафик: какая цель?

        Задачи · 0 из 24–28 ч
        пока нет

        Допишите задачи строками:
        что сделать => чем закончится ~ сколько часов
        [Отправить]
        [На следующую неделю]
    ");
    office.anna().says(PLAN).await;
    assert_snapshot!(title(&office), @"📝 План на 23–27 ноября");
    office.anna().taps("Отправить").await;
    assert_snapshot!(office.olga().reads(), @"
    📝 Анна Смирнова · план на 23–27 ноября

    Лиды: 120
    Трафик: 15 000
    5 из 24–28 ч

    1. Вебинар → программа готова · 5 ч
    [Утвердить]
    [Вернуть] [Изменить] [Спросить]
    ");
    office.skip();
    // The choice ends with the plan.
    office.anna().says("/plan").await;
    assert_snapshot!(title(&office), @"📝 План на 30 ноября – 4 декабря");
    office.anna().taps("На эту неделю").await;
    assert_snapshot!(title(&office), @"📨 План на 23–27 ноября отправлен");
    office.skip();
    office.close().await;
}

#[tokio::test]
async fn a_returned_plan_keeps_its_week() {
    let office = Office::on("Thu 14:00").await;
    office.anna().says(PLAN).await;
    office.anna().taps("Отправить").await;
    office.goes_to("Thu 16:00").await;
    office.olga().taps("Вернуть").await;
    office.olga().taps("Цель занижена").await;
    office.skip();
    office.anna().says("Лиды: 140").await;
    assert_snapshot!(office.transcript(), @"
    > Анна Смирнова: Лиды: 140
    Анна Смирнова gets 👌
    Анна Смирнова sees changed:
        ↩️ Ольга Белова: план возвращён
        Цель занижена
        Поправьте и отправьте снова. Остальное без изменений.

        План на 23–27 ноября
        Согласует Ольга Белова.

        Показатели
        Лиды: 140
        Трафик: 15 000

        Задачи · 5 из 24–28 ч
        1. Вебинар · 5 ч
            → программа готова

        💡 1: «программа готова» не проверить. Что увидит Ольга?

        Ещё задача: новой строкой. Исправить: «Задачи», строка «2: 4ч» или правка своего сообщения.
        [Отправить]
        [Задачи] [Подсказки]
        [Отменить: показатели]
        [На следующую неделю]
    ");
    office.close().await;
}
