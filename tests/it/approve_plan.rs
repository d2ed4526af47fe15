//! A plan is looked at, agreed with or returned.

use insta::assert_snapshot;
use planerka::render::buttons::{Action, ApprovalAction, PlanAction};

use crate::office::{COMPANY, Office};
use crate::submit_plan::WHOLE;

/// Anna has handed in a plan for next week and nobody has looked at it.
async fn handed_in() -> Office {
    let office = Office::on("Thu 15:00").await;
    office.anna().says(WHOLE).await;
    office.anna().taps("Отправить").await;
    office.skip();
    office
}

async fn plan_of(office: &Office, key: &str) -> (i64, i64) {
    sqlx::query_as(
        "SELECT plan.id, version FROM plan JOIN person ON person.id = person_id WHERE person.key = ? ORDER BY week DESC",
    )
    .bind(key)
    .fetch_one(office.tx().await.conn())
    .await
    .unwrap()
}

#[tokio::test]
async fn approved_in_one_tap() {
    let office = handed_in().await;
    office.olga().taps("Утвердить").await;
    assert_snapshot!(office.transcript(), @"
    > Ольга Белова taps [Утвердить]
    Ольга Белова glimpses «Утверждено»
    Ольга Белова sees changed:
        ✅ Анна Смирнова · план на 30 ноября – 4 декабря утверждён
        Решение: Ольга Белова.

        Лиды: 120
        Трафик: 15 000
        11 из 24–28 ч

        1. Запустить лендинг «Ритейл» → страница опубликована, форма принимает заявки · 6 ч
        2. Подготовить вебинар → программа и 3 спикера подтверждены · 5 ч · #вебинары
        [Вернуть в работу]
        [История]
    Анна Смирнова sees changed:
        ✅ План на 30 ноября – 4 декабря утверждён
        Согласовано: Ольга Белова.
        Отмечать сделанное: /week. Появилось новое: /add

        Показатели
        Лиды: 120
        Трафик: 15 000

        Задачи · 11 из 24–28 ч
        1. Запустить лендинг «Ритейл» · 6 ч
            → страница опубликована, форма принимает заявки
        2. Подготовить вебинар · 5 ч · #вебинары
            → программа и 3 спикера подтверждены
        [Изменить] [История]
    Анна Смирнова reads:
        ✅ План на 30 ноября – 4 декабря утверждён
        Согласовано: Ольга Белова.
        Отмечать сделанное: /week. Появилось новое: /add
    ");
    office.olga().says("/inbox").await;
    assert_snapshot!(office.olga().reads(), @"
    Планов на согласовании нет.

    Без плана на 30 ноября – 4 декабря: Пётр Иванов
    ");
    office.skip();
    office.close().await;
}

#[tokio::test]
async fn returned_for_a_usual_reason() {
    let office = handed_in().await;
    office.olga().taps("Вернуть").await;
    office.olga().taps("Слишком много часов").await;
    assert_snapshot!(office.transcript(), @"
    > Ольга Белова taps [Вернуть]
    Ольга Белова sees changed:
        📝 Анна Смирнова · план на 30 ноября – 4 декабря

        Лиды: 120
        Трафик: 15 000
        11 из 24–28 ч

        1. Запустить лендинг «Ритейл» → страница опубликована, форма принимает заявки · 6 ч
        2. Подготовить вебинар → программа и 3 спикера подтверждены · 5 ч · #вебинары

        Что поправить? Нажмите причину или напишите её сообщением.
        [Нет конечного продукта]
        [Слишком много часов]
        [Цель занижена]
        [Не то сейчас важно]
        [Указать строку]
        [Назад]
    > Ольга Белова taps [Слишком много часов]
    Ольга Белова glimpses «Возвращено»
    Ольга Белова sees changed:
        ↩️ Анна Смирнова · план на 30 ноября – 4 декабря возвращён
        Решение: Ольга Белова.
        Слишком много часов

        Лиды: 120
        Трафик: 15 000
        11 из 24–28 ч

        1. Запустить лендинг «Ритейл» → страница опубликована, форма принимает заявки · 6 ч
        2. Подготовить вебинар → программа и 3 спикера подтверждены · 5 ч · #вебинары
        [История]
    Анна Смирнова reads:
        ↩️ Ольга Белова: план возвращён
        Слишком много часов
        Поправьте и отправьте снова. Остальное без изменений.

        План на 30 ноября – 4 декабря
        Сдать до пт 16:00. Согласует Ольга Белова.

        Показатели
        Лиды: 120
        Трафик: 15 000

        Задачи · 11 из 24–28 ч
        1. Запустить лендинг «Ритейл» · 6 ч
            → страница опубликована, форма принимает заявки
        2. Подготовить вебинар · 5 ч · #вебинары
            → программа и 3 спикера подтверждены

        Ещё задача: новой строкой. Исправить: «Задачи», строка «2: 4ч» или правка своего сообщения.
        [Отправить]
        [Задачи]
        [На эту неделю]
    ");
    office.anna().says("1: 4ч").await;
    office.anna().taps("Отправить").await;
    assert_snapshot!(office.olga().reads(), @"
    📝 Анна Смирнова · план на 30 ноября – 4 декабря · версия 2

    Что изменилось с прошлой версии
    1. Запустить лендинг «Ритейл»: 6 ч → 4 ч

    ▸ Весь план
    ▸ Лиды: 120
    ▸ Трафик: 15 000
    ▸ 9 из 24–28 ч
    ▸
    ▸ 1. Запустить лендинг «Ритейл» → страница опубликована, форма принимает заявки · 4 ч
    ▸ 2. Подготовить вебинар → программа и 3 спикера подтверждены · 5 ч · #вебинары
    [Утвердить]
    [Вернуть] [Изменить] [Спросить]
    [История]
    ");
    office.olga().taps("Утвердить").await;
    assert!(office.anna().reads().contains("утверждён"), "{}", office.anna().reads());
    office.skip();
    office.close().await;
}

#[tokio::test]
async fn returned_in_own_words() {
    let office = handed_in().await;
    office.olga().taps("Вернуть").await;
    office.skip();
    office.olga().says("…").await;
    office.olga().says("Лендинг: что <именно> будет готово к пятнице?").await;
    assert_snapshot!(office.transcript(), @"
    > Ольга Белова: …
    Ольга Белова reads:
        Нужна причина словами: по ней человек поправит план. Передумали? /cancel
    > Ольга Белова: Лендинг: что <именно> будет готово к пятнице?
    Ольга Белова sees changed:
        ↩️ Анна Смирнова · план на 30 ноября – 4 декабря возвращён
        Решение: Ольга Белова.
        Лендинг: что <именно> будет готово к пятнице?

        Лиды: 120
        Трафик: 15 000
        11 из 24–28 ч

        1. Запустить лендинг «Ритейл» → страница опубликована, форма принимает заявки · 6 ч
        2. Подготовить вебинар → программа и 3 спикера подтверждены · 5 ч · #вебинары
        [История]
    Ольга Белова reads:
        Возвращено
    Анна Смирнова reads:
        ↩️ Ольга Белова: план возвращён
        Лендинг: что <именно> будет готово к пятнице?
        Поправьте и отправьте снова. Остальное без изменений.

        План на 30 ноября – 4 декабря
        Сдать до пт 16:00. Согласует Ольга Белова.

        Показатели
        Лиды: 120
        Трафик: 15 000

        Задачи · 11 из 24–28 ч
        1. Запустить лендинг «Ритейл» · 6 ч
            → страница опубликована, форма принимает заявки
        2. Подготовить вебинар · 5 ч · #вебинары
            → программа и 3 спикера подтверждены

        Ещё задача: новой строкой. Исправить: «Задачи», строка «2: 4ч» или правка своего сообщения.
        [Отправить]
        [Задачи]
        [На эту неделю]
    ");
    office.close().await;
}

#[tokio::test]
async fn changed_their_mind_about_returning() {
    let office = handed_in().await;
    office.olga().taps("Вернуть").await;
    office.olga().taps("Назад").await;
    office.olga().says("Лиды? Потом.").await;
    assert!(!office.anna().reads().contains("возвращён"), "{}", office.anna().reads());
    office.olga().taps("Вернуть").await;
    office.olga().says("/cancel").await;
    office.skip();
    office.olga().taps("Утвердить").await;
    office.skip();
    office.close().await;
}

#[tokio::test]
async fn deciding_twice_changes_nothing() {
    let office = handed_in().await;
    let (plan, version) = plan_of(&office, "anna").await;
    office.olga().taps("Утвердить").await;
    office.skip();
    office.olga().forges_action(Action::Approval(ApprovalAction::Approve { plan, version })).await;
    office.dmitry().forges_action(Action::Approval(ApprovalAction::Return { plan, version })).await;
    office.dmitry().forges_action(Action::Approval(ApprovalAction::ReturnBecause { plan, version, reason: 0 })).await;
    office.anna().forges_action(Action::Plan(PlanAction::Submit { plan })).await;
    assert_snapshot!(office.transcript(), @"
    > Ольга Белова taps [aa:2:1]
    Ольга Белова is told «Уже утверждён: Ольга Белова.»
    > Дмитрий Орлов taps [ar:2:1]
    Дмитрий Орлов is told «Уже утверждён: Ольга Белова.»
    Дмитрий Орлов reads:
        ✅ Анна Смирнова · план на 30 ноября – 4 декабря утверждён
        Решение: Ольга Белова.

        Лиды: 120
        Трафик: 15 000
        11 из 24–28 ч

        1. Запустить лендинг «Ритейл» → страница опубликована, форма принимает заявки · 6 ч
        2. Подготовить вебинар → программа и 3 спикера подтверждены · 5 ч · #вебинары
        [Вернуть в работу]
        [История]
    > Дмитрий Орлов taps [ab:2:1:0]
    Дмитрий Орлов is told «Уже утверждён: Ольга Белова.»
    > Анна Смирнова taps [ps:2]
    Анна Смирнова is told «План уже утверждён.»
    ");
    office.close().await;
}

#[tokio::test]
async fn an_outdated_card_decides_nothing() {
    let office = handed_in().await;
    let (plan, version) = plan_of(&office, "anna").await;
    office.anna().taps("Изменить").await;
    assert_snapshot!(office.transcript(), @"
    > Анна Смирнова taps [Изменить]
    Ольга Белова sees changed:
        ✏️ Анна Смирнова · план на 30 ноября – 4 декабря снова у автора
        Автор сейчас меняет план. Новая версия придёт сама.
    Анна Смирнова glimpses «План снова у вас. Поправьте и отправьте ещё раз.»
    Анна Смирнова sees changed:
        📝 План на 30 ноября – 4 декабря
        Сдать до пт 16:00. Согласует Ольга Белова.

        Показатели
        Лиды: 120
        Трафик: 15 000

        Задачи · 11 из 24–28 ч
        1. Запустить лендинг «Ритейл» · 6 ч
            → страница опубликована, форма принимает заявки
        2. Подготовить вебинар · 5 ч · #вебинары
            → программа и 3 спикера подтверждены

        Ещё задача: новой строкой. Исправить: «Задачи», строка «2: 4ч» или правка своего сообщения.
        [Отправить]
        [Задачи]
        [На эту неделю]
    ");
    office.olga().forges_action(Action::Approval(ApprovalAction::Approve { plan, version })).await;
    assert_snapshot!(office.transcript(), @"
    > Ольга Белова taps [aa:2:1]
    Ольга Белова is told «Автор сейчас меняет план. Новая версия придёт сама.»
    ");
    office.anna().says("2: 6ч").await;
    office.anna().taps("Отправить").await;
    office.skip();
    office.olga().forges_action(Action::Approval(ApprovalAction::Approve { plan, version })).await;
    assert_snapshot!(office.transcript(), @"
    > Ольга Белова taps [aa:2:1]
    Ольга Белова is told «План с тех пор изменился. Вот свежая карточка.»
    ");
    office.olga().taps("Утвердить").await;
    assert!(office.anna().reads().contains("утверждён"));
    office.skip();
    office.close().await;
}

#[tokio::test]
async fn a_reason_typed_after_the_author_took_the_plan_back() {
    let office = handed_in().await;
    office.olga().taps("Вернуть").await;
    office.anna().taps("Изменить").await;
    office.skip();
    office.olga().says("Мало задач").await;
    assert_snapshot!(office.transcript(), @"
    > Ольга Белова: Мало задач
    Ольга Белова reads:
        Автор сейчас меняет план. Новая версия придёт сама.
    ");
    office.close().await;
}

#[tokio::test]
async fn lines_for_a_waiting_plan_make_a_new_version() {
    let office = handed_in().await;
    office.anna().says("Написать статью => опубликована ~ 3ч").await;
    assert_snapshot!(office.transcript(), @"
    > Анна Смирнова: Написать статью => опубликована ~ 3ч
    Ольга Белова sees changed:
        📝 Анна Смирнова · план на 30 ноября – 4 декабря · версия 2

        Изменилось после отправки
        + Написать статью → опубликована · 3 ч

        Лиды: 120
        Трафик: 15 000
        14 из 24–28 ч

        1. Запустить лендинг «Ритейл» → страница опубликована, форма принимает заявки · 6 ч
        2. Подготовить вебинар → программа и 3 спикера подтверждены · 5 ч · #вебинары
        3. Написать статью → опубликована · 3 ч
        [Утвердить]
        [Вернуть] [Изменить] [Спросить]
        [История]
    Анна Смирнова gets 👌
    Анна Смирнова sees changed:
        📨 План на 30 ноября – 4 декабря отправлен
        Ждёт решения: Ольга Белова.
        Правьте строками: решать будут по новой версии.

        Показатели
        Лиды: 120
        Трафик: 15 000

        Задачи · 14 из 24–28 ч
        1. Запустить лендинг «Ритейл» · 6 ч
            → страница опубликована, форма принимает заявки
        2. Подготовить вебинар · 5 ч · #вебинары
            → программа и 3 спикера подтверждены
        3. Написать статью · 3 ч
            → опубликована
        [Изменить] [История]
        [Отменить: добавлено «Написать статью»]
    ");
    office.close().await;
}

#[tokio::test]
async fn lines_for_an_agreed_plan_are_refused_with_the_way_on() {
    let office = handed_in().await;
    office.olga().taps("Утвердить").await;
    office.skip();
    office.anna().says("Написать статью => опубликована ~ 3ч").await;
    assert_snapshot!(office.transcript(), @"
    > Анна Смирнова: Написать статью => опубликована ~ 3ч
    Анна Смирнова reads:
        «Написать статью => опубликована ~ 3ч»
        План на 30 ноября – 4 декабря утверждён. Изменить его? Потом его надо будет отправить снова.
        [Да] [Ничего]
    ");
    office.close().await;
}

#[tokio::test]
async fn a_managers_own_plan_goes_to_the_admin() {
    let office = Office::on("Thu 15:00").await;
    office.olga().says("План\nНовые клиенты: 12\nПланёрка => повестка разобрана ~ 2ч").await;
    office.skip();
    office.olga().taps("Отправить").await;
    assert_snapshot!(office.transcript(), @"
    > Ольга Белова taps [Отправить]
    Дмитрий Орлов reads:
        📝 Ольга Белова · план на 30 ноября – 4 декабря

        Новые клиенты: 12
        2 из 24–28 ч

        1. Планёрка → повестка разобрана · 2 ч
        [Утвердить]
        [Вернуть] [Изменить] [Спросить]
    Ольга Белова glimpses «Отправлено»
    Ольга Белова sees changed:
        📨 План на 30 ноября – 4 декабря отправлен
        Ждёт решения: Дмитрий Орлов.
        Правьте строками: решать будут по новой версии.

        Показатели
        Новые клиенты: 12

        Задачи · 2 из 24–28 ч
        1. Планёрка · 2 ч
            → повестка разобрана
        [Изменить] [История]
    ");
    office.dmitry().taps("Утвердить").await;
    assert!(office.olga().reads().contains("утверждён"));
    office.skip();
    office.close().await;
}

#[tokio::test]
async fn the_only_admin_agrees_with_themself_and_it_is_said() {
    let company = COMPANY.replace("manager = \"igor\"", "manager = \"dmitry\"");
    let office = Office::of(&company, "Thu 15:00").await;
    office.dmitry().says("План\nСтратегия => принята ~ 6ч").await;
    office.skip();
    office.dmitry().taps("Отправить").await;
    assert_snapshot!(office.transcript(), @"
    > Дмитрий Орлов taps [Отправить]
    Дмитрий Орлов glimpses «Отправлено»
    Дмитрий Орлов sees changed:
        📨 План на 30 ноября – 4 декабря отправлен
        Ждёт решения: Дмитрий Орлов.
        Правьте строками: решать будут по новой версии.

        Задачи · 6 из 24–28 ч
        1. Стратегия · 6 ч
            → принята
        [Изменить] [История]
    Дмитрий Орлов reads:
        📝 Дмитрий Орлов · план на 30 ноября – 4 декабря

        6 из 24–28 ч

        1. Стратегия → принята · 6 ч
        [Утвердить]
        [Вернуть] [Изменить] [Спросить]
    ");
    office.dmitry().taps("Утвердить").await;
    assert_snapshot!(office.transcript(), @"
    > Дмитрий Орлов taps [Утвердить]
    Дмитрий Орлов glimpses «Утверждено»
    Дмитрий Орлов sees changed:
        ✅ План на 30 ноября – 4 декабря утверждён
        Согласовано автором: других администраторов нет.
        Отмечать сделанное: /week. Появилось новое: /add

        Задачи · 6 из 24–28 ч
        1. Стратегия · 6 ч
            → принята
        [Изменить] [История]
    Дмитрий Орлов reads:
        ✅ План на 30 ноября – 4 декабря утверждён
        Согласовано автором: других администраторов нет.
        Отмечать сделанное: /week. Появилось новое: /add
    Дмитрий Орлов sees changed:
        ✅ Дмитрий Орлов · план на 30 ноября – 4 декабря утверждён
        Решение: Дмитрий Орлов.

        6 из 24–28 ч

        1. Стратегия → принята · 6 ч
        [Вернуть в работу]
        [История]
    ");
    office.close().await;
}

#[tokio::test]
async fn a_manager_who_never_joined_is_stood_in_for() {
    let office = Office::before_joining(COMPANY, "Thu 16:00").await;
    for (key, code) in office.codes().await {
        if key != "olga" {
            office.person(&key).says(&format!("/start {code}")).await;
        }
    }
    office.goes_to("Thu 15:30").await;
    office.skip();
    office.anna().says(WHOLE).await;
    office.anna().taps("Отправить").await;
    assert!(office.dmitry().reads().starts_with("📝 Анна Смирнова"), "{}", office.dmitry().reads());
    office.skip();
    office.close().await;
}
