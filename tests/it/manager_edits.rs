//! Whoever decides changes a plan before approving it, and talks with its author about it.

use insta::assert_snapshot;
use planerka::render::buttons::{Action, PlanAction};

use crate::office::Office;
use crate::submit_plan::WHOLE;

/// Anna has handed in a plan for next week and nobody has looked at it.
async fn handed_in() -> Office {
    let office = Office::on("Thu 15:00").await;
    office.anna().says(WHOLE).await;
    office.anna().taps("Отправить").await;
    office.skip();
    office
}

#[tokio::test]
async fn approved_with_changes() {
    let office = handed_in().await;
    office.olga().taps("Изменить").await;
    assert_snapshot!(office.transcript(), @"
    > Ольга Белова taps [Изменить]
    Ольга Белова sees changed:
        ✏️ Анна Смирнова · план на 30 ноября – 4 декабря

        Лиды: 120
        Трафик: 15 000
        11 из 24–28 ч

        1. Запустить лендинг «Ритейл» → страница опубликована, форма принимает заявки · 6 ч
        2. Подготовить вебинар → программа и 3 спикера подтверждены · 5 ч · #вебинары

        Нажмите строку, чтобы сменить число, или напишите сами: «задача => что будет готово ~ 2ч», «3 удалить».
        [Лиды] [Трафик]
        [1] [2]
        [Назад]
    ");
    office.olga().says("1: 4ч\nЛиды: 128\nСтатья про вебинары => опубликована ~ 2ч").await;
    office.olga().says("2: 6ч").await;
    assert_snapshot!(office.transcript(), @"
    > Ольга Белова: 1: 4ч
    > Лиды: 128
    > Статья про вебинары => опубликована ~ 2ч
    Ольга Белова gets 👌
    Ольга Белова sees changed:
        ✏️ Анна Смирнова · план на 30 ноября – 4 декабря

        Ваши правки
        Лиды: 120 → 128
        1. Запустить лендинг «Ритейл»: 6 ч → 4 ч
        + Статья про вебинары → опубликована · 2 ч

        Лиды: 128
        Трафик: 15 000
        11 из 24–28 ч

        1. Запустить лендинг «Ритейл» → страница опубликована, форма принимает заявки · 4 ч
        2. Подготовить вебинар → программа и 3 спикера подтверждены · 5 ч · #вебинары
        3. Статья про вебинары → опубликована · 2 ч

        Нажмите строку, чтобы сменить число, или напишите сами: «задача => что будет готово ~ 2ч», «3 удалить».
        [Утвердить с правками]
        [Лиды] [Трафик]
        [1] [2] [3]
        [Назад]
    > Ольга Белова: 2: 6ч
    Ольга Белова gets 👌
    Ольга Белова sees changed:
        ✏️ Анна Смирнова · план на 30 ноября – 4 декабря

        Ваши правки
        Лиды: 120 → 128
        1. Запустить лендинг «Ритейл»: 6 ч → 4 ч
        2. Подготовить вебинар: 5 ч → 6 ч
        + Статья про вебинары → опубликована · 2 ч

        Лиды: 128
        Трафик: 15 000
        12 из 24–28 ч

        1. Запустить лендинг «Ритейл» → страница опубликована, форма принимает заявки · 4 ч
        2. Подготовить вебинар → программа и 3 спикера подтверждены · 6 ч · #вебинары
        3. Статья про вебинары → опубликована · 2 ч

        Нажмите строку, чтобы сменить число, или напишите сами: «задача => что будет готово ~ 2ч», «3 удалить».
        [Утвердить с правками]
        [Лиды] [Трафик]
        [1] [2] [3]
        [Назад]
    ");
    office.olga().taps("Утвердить с правками").await;
    assert_snapshot!(office.transcript(), @"
    > Ольга Белова taps [Утвердить с правками]
    Ольга Белова glimpses «Утверждено с правками»
    Ольга Белова sees changed:
        ✅ Анна Смирнова · план на 30 ноября – 4 декабря утверждён с правками
        Решение: Ольга Белова.

        Правки
        Лиды: 120 → 128
        1. Запустить лендинг «Ритейл»: 6 ч → 4 ч
        2. Подготовить вебинар: 5 ч → 6 ч
        + Статья про вебинары → опубликована · 2 ч

        Лиды: 128
        Трафик: 15 000
        12 из 24–28 ч

        1. Запустить лендинг «Ритейл» → страница опубликована, форма принимает заявки · 4 ч
        2. Подготовить вебинар → программа и 3 спикера подтверждены · 6 ч · #вебинары
        3. Статья про вебинары → опубликована · 2 ч
        [Вернуть в работу]
        [История]
    Анна Смирнова sees changed:
        ✅ План на 30 ноября – 4 декабря утверждён с правками
        Согласовано: Ольга Белова.
        Отмечать сделанное: /week. Появилось новое: /add

        Правки руководителя
        Лиды: 120 → 128
        1. Запустить лендинг «Ритейл»: 6 ч → 4 ч
        2. Подготовить вебинар: 5 ч → 6 ч
        + Статья про вебинары → опубликована · 2 ч

        Показатели
        Лиды: 128
        Трафик: 15 000

        Задачи · 12 из 24–28 ч
        1. Запустить лендинг «Ритейл» · 4 ч
            → страница опубликована, форма принимает заявки
        2. Подготовить вебинар · 6 ч · #вебинары
            → программа и 3 спикера подтверждены
        3. Статья про вебинары · 2 ч
            → опубликована
        [Изменить] [История]
    Анна Смирнова reads:
        ✅ План на 30 ноября – 4 декабря утверждён с правками
        Ольга Белова:
        Лиды: 120 → 128
        1. Запустить лендинг «Ритейл»: 6 ч → 4 ч
        2. Подготовить вебинар: 5 ч → 6 ч
        + Статья про вебинары → опубликована · 2 ч

        Отмечать сделанное: /week. Появилось новое: /add
        [Ответить]
    ");
    office.anna().taps("Ответить").await;
    office.anna().says("Хорошо, статью возьму в среду").await;
    assert_snapshot!(office.transcript(), @"
    > Анна Смирнова taps [Ответить]
    Анна Смирнова reads:
        Что передать? Ольга Белова получит ваше следующее сообщение. Передумали? /cancel
    > Анна Смирнова: Хорошо, статью возьму в среду
    Ольга Белова reads:
        💬 Анна Смирнова · о плане на 30 ноября – 4 декабря
        Хорошо, статью возьму в среду
        [Ответить]
    Анна Смирнова gets 👌
    ");
    office.close().await;
}

#[tokio::test]
async fn a_working_copy_is_left_without_a_trace() {
    let office = handed_in().await;
    office.olga().taps("Изменить").await;
    office.olga().says("2 удалить").await;
    office.olga().taps("Назад").await;
    assert!(office.olga().reads().contains("2. Подготовить вебинар"), "{}", office.olga().reads());
    office.olga().taps("Изменить").await;
    office.olga().says("1 удалить\n2 удалить").await;
    office.skip();
    office.olga().taps("Утвердить с правками").await;
    assert_snapshot!(office.transcript(), @"
    > Ольга Белова taps [Утвердить с правками]
    Ольга Белова is told «С такими правками план неполный. Не хватает: хотя бы одной задачи.»
    ");
    office.olga().says("/cancel").await;
    assert!(!office.anna().reads().contains("утверждён"));
    office.skip();
    office.close().await;
}

#[tokio::test]
async fn the_author_was_faster() {
    let office = handed_in().await;
    office.olga().taps("Изменить").await;
    office.olga().says("1: 4ч").await;
    office.anna().says("2: 4ч").await;
    office.skip();
    office.olga().says("Лиды: 128").await;
    assert_snapshot!(office.transcript(), @"
    > Ольга Белова: Лиды: 128
    Ольга Белова reads:
        План с тех пор изменился. Вот свежая карточка.
    ");
    office.close().await;
}

#[tokio::test]
async fn ones_own_plan_is_no_change_to_anothers() {
    let office = handed_in().await;
    office.olga().taps("Изменить").await;
    office.olga().says("План\nНовые клиенты: 13\nБюджет => принят ~ 4ч").await;
    assert!(office.transcript().contains("Новые клиенты: 13"));
    assert_eq!(office.count("SELECT version FROM plan JOIN person p ON p.id = person_id WHERE key = 'anna'").await, 1);
    office.skip();
    office.close().await;
}

#[tokio::test]
async fn asked_and_answered() {
    let office = handed_in().await;
    office.olga().taps("Спросить").await;
    office.olga().says("Лендинг: кто пишет <тексты>?").await;
    assert_snapshot!(office.transcript(), @"
    > Ольга Белова taps [Спросить]
    Ольга Белова reads:
        Что передать? Анна Смирнова получит ваше следующее сообщение. Передумали? /cancel
    > Ольга Белова: Лендинг: кто пишет <тексты>?
    Ольга Белова gets 👌
    Анна Смирнова reads:
        💬 Ольга Белова · о плане на 30 ноября – 4 декабря
        Лендинг: кто пишет <тексты>?
        [Ответить]
    ");
    let question = office.tg.latest(office.anna().account).unwrap();
    office
        .anna()
        .sends(serde_json::json!({
            "text": "Тексты пишу я",
            "reply_to_message": {
                "message_id": question.id,
                "date": 0,
                "chat": { "id": office.anna().account, "type": "private", "first_name": "Анна" },
                "text": "…"
            }
        }))
        .await;
    assert_snapshot!(office.transcript(), @"
    > Анна Смирнова: Тексты пишу я
    Ольга Белова reads:
        💬 Анна Смирнова · о плане на 30 ноября – 4 декабря
        Тексты пишу я
        [Ответить]
    Анна Смирнова gets 👌
    ");
    office.olga().taps("Ответить").await;
    office.olga().says("Спасибо").await;
    office.skip();
    office.olga().taps("Утвердить").await;
    office.skip();
    office.close().await;
}

#[tokio::test]
async fn whoever_cannot_be_reached_is_named() {
    let office = handed_in().await;
    office.anna().says("/away сегодня больничный").await;
    office.olga().taps("Спросить").await;
    office.skip();
    office.olga().says("Лендинг точно успеем?").await;
    assert_snapshot!(office.transcript(), @"
    > Ольга Белова: Лендинг точно успеем?
    Ольга Белова gets 👌
    Ольга Белова reads:
        Передано. Анна Смирнова: больничный до 26 ноября, ответ может прийти позже.
    Анна Смирнова reads:
        💬 Ольга Белова · о плане на 30 ноября – 4 декабря
        Лендинг точно успеем?
        [Ответить]
    ");
    office.anna().blocks().await;
    office.olga().taps("Спросить").await;
    office.skip();
    office.olga().says("А вебинар?").await;
    assert_snapshot!(office.transcript(), @"
    > Ольга Белова: А вебинар?
    Ольга Белова reads:
        Анна Смирнова сейчас без связи с ботом, сообщение не доставлено. В истории плана оно останется.
    ");
    office.close().await;
}

#[tokio::test]
async fn messages_go_only_between_those_two() {
    let office = handed_in().await;
    office.olga().taps("Спросить").await;
    office.olga().says("Успеем?").await;
    office.skip();
    for who in ["pyotr", "igor", "vera"] {
        office.person(who).forges_action(Action::Plan(PlanAction::AnswerMessage { message: 1 })).await;
        office.person(who).forges_action(Action::Plan(PlanAction::Ask { plan: 2 })).await;
    }
    office.dmitry().forges_action(Action::Plan(PlanAction::AnswerMessage { message: 1 })).await;
    let news = office.transcript();
    assert!(!news.contains("Что передать") && !news.contains("Успеем"), "{news}");
    office.close().await;
}
