//! Strangers, and how they stop being ones.

use chrono::Duration;
use insta::assert_snapshot;

use crate::office::{COMPANY, Office};

#[tokio::test]
async fn a_personal_link_works_once() {
    let office = Office::before_joining(COMPANY, "Tue 12:00").await;
    let codes = office.codes().await;
    let code = |key: &str| codes.iter().find(|(k, _)| k == key).unwrap().1.clone();
    office.tg.say(office.account("anna"), office.account("anna"), &format!("/start {}", code("anna")));
    office.app.settle().await.unwrap();
    assert_snapshot!(office.anna().reads(), @"
    👋 Анна, здравствуйте. Я веду недельные планы компании «ТП Лаб».
    План на неделю я спрошу сам: чт, 26 ноября, 15:00. Начать можно и сейчас: /plan

    В конце недели пришлите план одним сообщением, строками:
    что сделать => чем закончится ~ сколько часов
    Показатель тоже строкой: Лиды: 120
    Исправить: «2: 4ч», «2 удалить» или правка своего сообщения.
    ");
    office.tg.say(office.account("anna"), office.account("anna"), &format!("/start {}", code("anna")));
    office.tg.say(office.account("pyotr"), office.account("pyotr"), &format!("/start {}", code("anna")));
    office.app.settle().await.unwrap();
    assert_snapshot!(office.anna().reads(), @"Вы уже в команде. Что дальше: /help");
    assert_snapshot!(office.pyotr().reads(), @"Эта ссылка уже использована. Попросите у администратора новую.");
    // An account that is somebody already does not become somebody else.
    office.tg.say(office.account("anna"), office.account("anna"), &format!("/start {}", code("vera")));
    office.app.settle().await.unwrap();
    assert_snapshot!(office.anna().reads(), @"Этот аккаунт уже записан за другим сотрудником. Если это ошибка, скажите администратору.");
    office.settle().await;
    office.skip();
    office.close().await;
}

#[tokio::test]
async fn a_manager_is_told_what_they_approve() {
    let office = Office::before_joining(COMPANY, "Tue 12:00").await;
    let codes = office.codes().await;
    let code = &codes.iter().find(|(k, _)| k == "olga").unwrap().1;
    office.olga().says(&format!("/start {code}")).await;
    assert_snapshot!(office.olga().reads(), @"
    👋 Ольга, здравствуйте. Я веду недельные планы компании «ТП Лаб».
    Вы согласуете планы: Маркетинг. Что ждёт решения: /inbox
    План на неделю я спрошу сам: чт, 26 ноября, 15:00. Начать можно и сейчас: /plan

    В конце недели пришлите план одним сообщением, строками:
    что сделать => чем закончится ~ сколько часов
    Показатель тоже строкой: Лиды: 120
    Исправить: «2: 4ч», «2 удалить» или правка своего сообщения.
    ");
    office.skip();
    office.close().await;
}

#[tokio::test]
async fn who_joins_while_plans_are_asked_for_gets_the_draft_at_once() {
    let office = Office::before_joining(COMPANY, "Fri 12:30").await;
    let codes = office.codes().await;
    let code = &codes.iter().find(|(k, _)| k == "anna").unwrap().1;
    office.anna().says(&format!("/start {code}")).await;
    assert_snapshot!(office.transcript().replace(code.as_str(), "CODE"), @"
    > Анна Смирнова: /start CODE
    Анна Смирнова reads:
        👋 Анна, здравствуйте. Я веду недельные планы компании «ТП Лаб».

        В конце недели пришлите план одним сообщением, строками:
        что сделать => чем закончится ~ сколько часов
        Показатель тоже строкой: Лиды: 120
        Исправить: «2: 4ч», «2 удалить» или правка своего сообщения.
    Анна Смирнова reads:
        📝 План на 30 ноября – 4 декабря
        Сдать до пт 16:00. Согласовать пока некому: скажите администратору.

        Показатели
        Лиды: какая цель?
        Трафик: какая цель?

        Задачи · 0 из 24–28 ч
        пока нет

        Допишите задачи строками:
        что сделать => чем закончится ~ сколько часов
        [Отправить]
        [На эту неделю]
    ");
    office.close().await;
}

#[tokio::test]
async fn an_old_link_a_wrong_one_and_a_replaced_one() {
    let office = Office::before_joining(COMPANY, "Mon 12:00").await;
    let codes = office.codes().await;
    let code = |key: &str| codes.iter().find(|(k, _)| k == key).unwrap().1.clone();
    office.anna().says("/start nonsense").await;
    office.anna().says("/start").await;
    assert_snapshot!(office.transcript(), @"
    > Анна Смирнова: /start nonsense
    Анна Смирнова reads:
        Такой ссылки нет. Проверьте, что она открыта целиком, или попросите новую.
    > Анна Смирнова: /start
    Анна Смирнова reads:
        Это рабочий бот компании, он отвечает только её сотрудникам. Если вы из команды, попросите у руководителя личную ссылку и откройте её.
    ");
    // A fresh link stops the old one.
    let mut tx = office.tx().await;
    let roster = planerka::storage::company::load(&mut tx).await.unwrap().unwrap();
    let pyotr = roster.people.iter().find(|p| p.key == "pyotr").unwrap().id;
    planerka::storage::company::invite(&mut tx, pyotr, office.now()).await.unwrap();
    tx.commit().await.unwrap();
    office.pyotr().says(&format!("/start {}", code("pyotr"))).await;
    assert_snapshot!(office.pyotr().reads(), @"Такой ссылки нет. Проверьте, что она открыта целиком, или попросите новую.");
    office.later(planerka::storage::company::invite_lasts() + Duration::seconds(1)).await;
    office.anna().says(&format!("/start {}", code("anna"))).await;
    assert_snapshot!(office.anna().reads(), @"Срок этой ссылки вышел. Попросите у администратора новую.");
    office.skip();
    office.close().await;
}

#[tokio::test]
async fn strangers_get_one_polite_sentence_in_their_language() {
    let office = Office::on("Thu 15:00").await;
    for language in ["ru", "en", "de"] {
        office.stranger(language).says("Сколько стоит реклама?").await;
    }
    let nosy = office.stranger("en");
    nosy.says("/inbox").await;
    nosy.forges("aa:1:1").await;
    nosy.says_in(crate::office::MARKETING, "/link").await;
    nosy.says_in(crate::office::MARKETING, "/plan").await;
    assert_snapshot!(office.transcript(), @"
    > Стёпа Чужой: Сколько стоит реклама?
    Стёпа Чужой reads:
        Это рабочий бот компании, он отвечает только её сотрудникам. Если вы из команды, попросите у руководителя личную ссылку и откройте её.
    > Стёпа Чужой: Сколько стоит реклама?
    Стёпа Чужой reads:
        This is a company's work bot and it only talks to its people. If you are on the team, ask your manager for your personal link and open it.
    > Стёпа Чужой: Сколько стоит реклама?
    Стёпа Чужой reads:
        Это рабочий бот компании, он отвечает только её сотрудникам. Если вы из команды, попросите у руководителя личную ссылку и откройте её.
    > Стёпа Чужой: /inbox
    Стёпа Чужой reads:
        This is a company's work bot and it only talks to its people. If you are on the team, ask your manager for your personal link and open it.
    > Стёпа Чужой taps [aa:1:1]
    Стёпа Чужой is told «This is a company's work bot and it only talks to its people. If you are on the team, ask your manager for your personal link and open it.»
    > Стёпа Чужой in «Чат: Маркетинг»: /link
    Чат: Маркетинг reads:
        This is a company's work bot and it only talks to its people. If you are on the team, ask your manager for your personal link and open it.
    > Стёпа Чужой in «Чат: Маркетинг»: /plan
    ");
    office.close().await;
}

#[tokio::test]
async fn people_and_links_for_the_admin() {
    let office = Office::before_joining(COMPANY, "Tue 12:00").await;
    let codes = office.codes().await;
    for key in ["dmitry", "anna"] {
        let code = &codes.iter().find(|(k, _)| k == key).unwrap().1;
        office.person(key).says(&format!("/start {code}")).await;
    }
    office.skip();
    office.dmitry().says("/people").await;
    office.dmitry().says("/invite").await;
    office.dmitry().says("/invite Иван Грозный").await;
    office.anna().says("/invite vera").await;
    office.anna().says("/people").await;
    office.dmitry().says("/status").await;
    assert_snapshot!(office.transcript(), @"
    > Дмитрий Орлов: /people
    Дмитрий Орлов reads:
        Люди: 2 из 6 в боте

        Ещё не вошли
        • Ольга Белова (olga)
        • Пётр Иванов (pyotr)
        • Игорь Титов (igor)
        • Вера Лис (vera)

        Новая ссылка: /invite и имя или ключ
    > Дмитрий Орлов: /invite
    Дмитрий Орлов reads:
        Кому? Напишите так: /invite olga
    > Дмитрий Орлов: /invite Иван Грозный
    Дмитрий Орлов reads:
        Не нашёл «Иван Грозный». Ключи и имена: /people
    > Анна Смирнова: /invite vera
    Анна Смирнова reads:
        Это может только администратор.
    > Анна Смирнова: /people
    Анна Смирнова reads:
        Это может только администратор.
    > Дмитрий Орлов: /status
    Дмитрий Орлов reads:
        Работаю. Очередь сообщений пуста.
    ");
    office.dmitry().says("/invite Вера Лис").await;
    let invitation = office.dmitry().reads();
    let code = invitation.split("start=").nth(1).unwrap().split_whitespace().next().unwrap().to_owned();
    assert_snapshot!(invitation.replace(&code, "CODE"), @"
    Вера Лис: личная ссылка, действует один раз и до 8 декабря.
    https://t.me/planerka_bot?start=CODE
    ");
    office.vera().says(&format!("/start {code}")).await;
    assert!(office.vera().reads().contains("Вера, здравствуйте"));
    office.skip();
    office.close().await;
}
