//! The middle of the week: one question to each, and one card to the manager where something is at risk.

use chrono::Duration;
use insta::assert_snapshot;
use planerka::render::buttons::{Action, PlanAction, WeekAction};

use crate::office::{COMPANY, Office};

/// The usual company; marketing is asked on Wednesdays at 11:00. Anna, Pyotr and Olga have approved plans for the running
/// week.
async fn tuesday() -> Office {
    let company = COMPANY.replace(
        "metrics = [\"leads\", \"traffic\", \"spend\", \"customers\", \"cac\"]\n",
        "metrics = [\"leads\", \"traffic\", \"spend\", \"customers\", \"cac\"]\n[team.ritual]\npulse = \"Wed 11:00\"\n",
    );
    let office = Office::of(&company, "Mon 09:30").await;
    office
        .anna()
        .says("План\nЛиды: 120\nТрафик: 15 000\nЛендинг «Ритейл» => принимает заявки ~ 6ч\nВебинар => 3 спикера подтверждены ~ 5ч")
        .await;
    office.anna().taps("Отправить").await;
    office.olga().taps("Утвердить").await;
    office.pyotr().says("План\nРасход на рекламу: 55 000\nКампания в Директе => 40 заявок ~ 8ч").await;
    office.pyotr().taps("Отправить").await;
    office.olga().taps("Утвердить").await;
    office.olga().says("План\nНовые клиенты: 12\nБюджет на год => согласован с директором ~ 4ч").await;
    office.olga().taps("Отправить").await;
    office.dmitry().taps("Утвердить").await;
    office.goes_to("Tue 12:00").await;
    office.skip();
    office
}

#[tokio::test]
async fn one_tap_where_all_is_well_and_the_manager_hears_nothing() {
    let office = tuesday().await;
    office.goes_to("Wed 11:00").await;
    assert_snapshot!(office.transcript(), @"
    == Wed 25.11 11:00
    Ольга Белова reads:
        🗓 Середина недели 23–27 ноября
        Всё по плану или что-то под угрозой? Хватит одного нажатия.
        [Всё по плану]
        [1. Бюджет на год]
        [Скажу словами]
    Анна Смирнова reads:
        🗓 Середина недели 23–27 ноября
        Всё по плану или что-то под угрозой? Хватит одного нажатия.
        [Всё по плану]
        [1. Лендинг «Ритейл»]
        [2. Вебинар]
        [Скажу словами]
    Пётр Иванов reads:
        🗓 Середина недели 23–27 ноября
        Всё по плану или что-то под угрозой? Хватит одного нажатия.
        [Всё по плану]
        [1. Кампания в Директе]
        [Скажу словами]
    ");
    office.anna().taps("Всё по плану").await;
    office.pyotr().taps("Всё по плану").await;
    office.olga().taps("Всё по плану").await;
    assert_snapshot!(office.transcript(), @"
    > Анна Смирнова taps [Всё по плану]
    Анна Смирнова glimpses «Отмечено»
    Анна Смирнова sees changed:
        🗓 Середина недели 23–27 ноября
        ✅ Отмечено: всё по плану. Что-то изменится, нажмите задачу.
        [1. Лендинг «Ритейл»]
        [2. Вебинар]
        [Скажу словами]
    > Пётр Иванов taps [Всё по плану]
    Пётр Иванов glimpses «Отмечено»
    Пётр Иванов sees changed:
        🗓 Середина недели 23–27 ноября
        ✅ Отмечено: всё по плану. Что-то изменится, нажмите задачу.
        [1. Кампания в Директе]
        [Скажу словами]
    > Ольга Белова taps [Всё по плану]
    Ольга Белова glimpses «Отмечено»
    Ольга Белова sees changed:
        🗓 Середина недели 23–27 ноября
        ✅ Отмечено: всё по плану. Что-то изменится, нажмите задачу.
        [1. Бюджет на год]
        [Скажу словами]
    ");
    office.close().await;
}

#[tokio::test]
async fn risks_come_to_the_manager_in_one_card() {
    let office = tuesday().await;
    office.goes_to("Wed 11:00").await;
    office.skip();
    office.anna().taps("2. Вебинар").await;
    assert_snapshot!(office.transcript(), @"
    > Анна Смирнова taps [2. Вебинар]
    Ольга Белова reads:
        ⚠️ Маркетинг, 23–27 ноября: под угрозой

        Анна Смирнова
        2. Вебинар · 5 ч
            → 3 спикера подтверждены
    Анна Смирнова sees changed:
        🗓 Середина недели 23–27 ноября
        ⚠️ Под угрозой. Это видит Ольга Белова.
        2. Вебинар · 5 ч
            → 3 спикера подтверждены
        [Всё по плану]
        [1. Лендинг «Ритейл»]
        [⚠️ 2. Вебинар]
        [Скажу словами]
    ");
    // What comes later changes the same card, without a sound.
    office.pyotr().taps("Скажу словами").await;
    let message = office.pyotr().says("Кабинет заблокирован, поддержка молчит").await;
    assert_snapshot!(office.transcript(), @"
    > Пётр Иванов taps [Скажу словами]
    Пётр Иванов sees changed:
        🗓 Середина недели 23–27 ноября
        Всё по плану или что-то под угрозой? Хватит одного нажатия.

        Что под угрозой? Напишите следующим сообщением.
        [Всё по плану]
        [1. Кампания в Директе]
        [Скажу словами]
    > Пётр Иванов: Кабинет заблокирован, поддержка молчит
    Ольга Белова sees changed:
        ⚠️ Маркетинг, 23–27 ноября: под угрозой

        Анна Смирнова
        2. Вебинар · 5 ч
            → 3 спикера подтверждены

        Пётр Иванов
        Кабинет заблокирован, поддержка молчит
    Пётр Иванов gets 👌
    Пётр Иванов sees changed:
        🗓 Середина недели 23–27 ноября
        ⚠️ Под угрозой. Это видит Ольга Белова.
        Кабинет заблокирован, поддержка молчит
        [Всё по плану]
        [1. Кампания в Директе]
        [Скажу словами]
    ");
    office.pyotr().edits(message, "Кабинет разблокируют завтра").await;
    assert!(office.olga().reads().contains("Кабинет разблокируют завтра"));
    // The manager's own risk goes to the level above, not to herself.
    office.skip();
    office.olga().taps("1. Бюджет").await;
    assert_snapshot!(office.transcript(), @"
    > Ольга Белова taps [1. Бюджет на год]
    Дмитрий Орлов reads:
        ⚠️ Маркетинг, 23–27 ноября: под угрозой

        Ольга Белова
        1. Бюджет на год · 4 ч
            → согласован с директором
    Ольга Белова sees changed:
        🗓 Середина недели 23–27 ноября
        ⚠️ Под угрозой. Это видит Дмитрий Орлов.
        1. Бюджет на год · 4 ч
            → согласован с директором
        [Всё по плану]
        [⚠️ 1. Бюджет на год]
        [Скажу словами]
    ");
    // What is done is at risk no more.
    office.anna().says("/week").await;
    office.skip();
    office.anna().taps("2 ✅").await;
    office.pyotr().taps("Всё по плану").await;
    assert_snapshot!(office.transcript(), @"
    > Анна Смирнова taps [2 ✅]
    Ольга Белова sees changed:
        ⚠️ Маркетинг, 23–27 ноября: под угрозой

        Пётр Иванов
        Кабинет разблокируют завтра
    Анна Смирнова glimpses «Отмечено»
    Анна Смирнова sees changed:
        🗓 Неделя 23–27 ноября

        ▫️ 1. Лендинг «Ритейл» · 6 ч
            → принимает заявки
        ✅ 2. Вебинар · 5 ч

        Сделано: ✅. Часы, итог и остальное: ▸ или строкой «1 готово 5ч что вышло». Новое: /add
        [1 ✅] [1 ▸] [2 ✅] [2 ▸]
    Анна Смирнова sees changed:
        🗓 Середина недели 23–27 ноября
        ✅ Отмечено: всё по плану. Что-то изменится, нажмите задачу.
        [Всё по плану]
        [1. Лендинг «Ритейл»]
        [Скажу словами]
    > Пётр Иванов taps [Всё по плану]
    Ольга Белова sees changed:
        ✅ Маркетинг, 23–27 ноября: под угрозой больше ничего
    Пётр Иванов glimpses «Отмечено»
    Пётр Иванов sees changed:
        🗓 Середина недели 23–27 ноября
        ✅ Отмечено: всё по плану. Что-то изменится, нажмите задачу.
        [1. Кампания в Директе]
        [Скажу словами]
    ");
    office.close().await;
}

#[tokio::test]
async fn who_is_away_or_has_no_plan_is_not_asked() {
    let office = tuesday().await;
    office.pyotr().says("/away сегодня и завтра").await;
    office.anna().says("/week").await;
    office.anna().taps("1 ✅").await;
    office.anna().taps("2 ✅").await;
    office.skip();
    office.goes_to("Wed 11:00").await;
    assert_eq!(office.count("SELECT count(*) FROM pulse").await, 1, "Olga only");
    office.skip();
    office.close().await;
}

#[tokio::test]
async fn it_is_asked_once_also_after_a_pause_and_not_when_the_week_is_over() {
    let mut office = tuesday().await;
    office.is_down_until("Wed 19:00").await;
    assert_eq!(office.count("SELECT count(*) FROM pulse").await, 3);
    office.skip();
    office.restarts().await;
    office.later(Duration::minutes(30)).await;
    assert_eq!(office.transcript(), "");
    office.goes_to("Mon 08:00").await;
    office.skip();
    // The week has passed: its buttons are of no use any more.
    let task = office.count("SELECT id FROM task WHERE title = 'Вебинар'").await;
    office.anna().forges_action(Action::Week(WeekAction::Risk { task, on: true })).await;
    office.anna().forges_action(Action::Week(WeekAction::AllWell { week: "2026-W48".parse().unwrap() })).await;
    assert_snapshot!(office.transcript(), @"
    == Mon 30.11 08:00
    > Анна Смирнова taps [plr:2:1]
    Анна Смирнова is told «Эта кнопка устарела. Откройте свежую карточку: /week»
    > Анна Смирнова taps [plw:2026-W48]
    Анна Смирнова is told «Эта кнопка устарела. Откройте свежую карточку: /week»
    ");
    let mut late = tuesday().await;
    late.is_down_until("Thu 12:00").await;
    assert_eq!(late.count("SELECT count(*) FROM pulse").await, 0, "too late to make sense");
    late.skip();
    late.close().await;
    office.close().await;
}

#[tokio::test]
async fn nobody_is_asked_where_the_company_did_not_say_so() {
    let office = crate::scenes::planned_week("Wed 09:00").await;
    office.goes_to("Thu 12:00").await;
    assert_eq!(office.transcript(), "");
    office.close().await;
}

#[tokio::test]
async fn a_tap_takes_the_place_of_what_a_message_had_said() {
    let office = tuesday().await;
    office.goes_to("Wed 11:00").await;
    office.anna().taps("Скажу словами").await;
    let message = office.anna().says("подрядчик молчит").await;
    assert_eq!(office.count("SELECT count(*) FROM pulse WHERE words IS NOT NULL").await, 1);
    office.anna().taps("Всё по плану").await;
    office.anna().edits(message, "подрядчик ответил").await;
    assert_eq!(office.count("SELECT count(*) FROM pulse WHERE words IS NOT NULL").await, 0);
    office.skip();
    office.close().await;
}

#[tokio::test]
async fn a_task_at_risk_stays_so_under_another_name() {
    let office = tuesday().await;
    office.goes_to("Wed 11:00").await;
    office.anna().taps("2. Вебинар").await;
    office.skip();
    let plan = office.count("SELECT p.id FROM plan p JOIN person ON person.id = person_id WHERE key = 'anna'").await;
    office.anna().forges_action(Action::Plan(PlanAction::Change { plan })).await;
    office.anna().says("2: Вебинар для сетей").await;
    office.anna().taps("Отправить").await;
    office.olga().taps("Утвердить").await;
    office.skip();
    // Another mark brings both cards up to date.
    office.anna().says("/week").await;
    office.anna().says("1 готово 6ч").await;
    let news = office.transcript();
    let (_, olga) = news.split_once("Ольга Белова sees changed:").unwrap_or_else(|| panic!("{news}"));
    assert!(olga.contains("2. Вебинар для сетей"), "{news}");
    office.skip();
    office.close().await;
}
