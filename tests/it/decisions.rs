//! What a sync decides: written down in its chat or in private, shown on the agenda, closed by a tap.

use insta::assert_snapshot;
use planerka::render::buttons::{Action, DecisionAction};
use serde_json::json;

use crate::office::{COMPANY, MARKETING, Office, PLANERKA};
use crate::scenes::planned_week;
use crate::seen;

fn agenda(office: &Office) -> String {
    let posts = office.tg.messages(PLANERKA);
    let card = posts.iter().rev().find(|m| m.from_bot && !m.deleted && m.text.starts_with('🧭')).unwrap();
    seen::body(&card.text, card).join("\n")
}

/// Monday of week 50, after the agenda.
async fn meeting() -> Office {
    let office = planned_week("Fri 14:00").await;
    office.anna().says("Лиды: 130\nТрафик: 15 100\nНужно: презентация от продаж").await;
    office.anna().taps("Всё сделано").await;
    office.anna().taps("Отчёт").await;
    office.goes_to("Mon 11:00").await;
    office.skip();
    office
}

#[tokio::test]
async fn decided_in_the_chat_of_the_sync_and_done_by_friday() {
    let office = meeting().await;
    office.igor().says_in(PLANERKA, "/decision Анна: презентация для Альфы к пятнице").await;
    assert_snapshot!(office.transcript(), @"
    == Mon 07.12 11:00
    > Игорь Титов in «Чат: Планёрка»: /decision Анна: презентация для Альфы к пятнице
    Чат: Планёрка reads:
        📌 Решение: презентация для Альфы к пятнице. Отвечает Анна Смирнова.
        [Отменить]
    Чат: Планёрка sees changed:
        🧭 Планёрка: повестка на 30 ноября

        1. Нужно друг от друга
        • презентация от продаж (Анна, Маркетинг)

        2. Решения
        1) презентация для Альфы к пятнице — Анна Смирнова
        [Сделано: 1]
    Чат: Планёрка sees changed:
        🧭 Планёрка: повестка на 7 декабря

        1. Нужно друг от друга
        • презентация от продаж (Анна, Маркетинг)

        2. Решения
        1) презентация для Альфы к пятнице — Анна Смирнова
        [Сделано: 1]
    ");
    assert_snapshot!(agenda(&office), @"
    🧭 Планёрка: повестка на 7 декабря

    1. Нужно друг от друга
    • презентация от продаж (Анна, Маркетинг)

    2. Решения
    1) презентация для Альфы к пятнице — Анна Смирнова
    [Сделано: 1]
    ");
    // Everybody of the meeting may say that it is done.
    office.vera().taps_in(PLANERKA, "Сделано: 1").await;
    assert_snapshot!(office.transcript(), @"
    > Вера Лис in «Чат: Планёрка» taps [Сделано: 1]
    Чат: Планёрка glimpses «Сделано: презентация для Альфы к пятнице (Вера Лис)»
    Чат: Планёрка sees changed:
        ✅ Сделано: презентация для Альфы к пятнице (Вера Лис)
    Чат: Планёрка sees changed:
        🧭 Планёрка: повестка на 30 ноября

        1. Нужно друг от друга
        • презентация от продаж (Анна, Маркетинг)

        2. Решения: сделано 1 из 1
        1) ✅ презентация для Альфы к пятнице — Анна Смирнова
    Чат: Планёрка sees changed:
        🧭 Планёрка: повестка на 7 декабря

        1. Нужно друг от друга
        • презентация от продаж (Анна, Маркетинг)

        2. Решения: сделано 1 из 1
        1) ✅ презентация для Альфы к пятнице — Анна Смирнова
    ");
    // An old button closes nothing twice.
    office.igor().forges_action(Action::Decision(DecisionAction::Close { decision: 1, done: true })).await;
    assert_snapshot!(office.transcript(), @"
    > Игорь Титов taps [xc:1:1]
    Игорь Титов is told «Уже отмечено: Вера Лис.»
    ");
    // The next meeting sees that it was done; the one after does not.
    office.olga().says_in(PLANERKA, "/decision@planerka_bot поднять цены с января").await;
    office.goes_to("Sun 12:00").await;
    office.goes_to("Mon 10:00").await;
    assert_snapshot!(agenda(&office), @"
    🧭 Планёрка: повестка на 14 декабря

    1. Решения: сделано 1 из 2
    1) ✅ презентация для Альфы к пятнице — Анна Смирнова
    2) поднять цены с января — Ольга Белова
    [Сделано: 2]
    ");
    office.goes_to("Sun 12:00").await;
    office.goes_to("Mon 10:00").await;
    assert_snapshot!(agenda(&office), @"
    🧭 Планёрка: повестка на 21 декабря

    1. Решения
    1) поднять цены с января — Ольга Белова
    [Сделано: 1]
    ");
    office.skip();
    office.close().await;
}

#[tokio::test]
async fn several_at_once_an_unknown_name_and_second_thoughts() {
    let office = meeting().await;
    office.igor().says_in(PLANERKA, "/decision\n- Игорю: прислать цены\n- @somebody новый прайс\n- Вера:").await;
    assert_snapshot!(office.transcript(), @"
    == Mon 07.12 11:00
    > Игорь Титов in «Чат: Планёрка»: /decision
    > - Игорю: прислать цены
    > - @somebody новый прайс
    > - Вера:
    Чат: Планёрка reads:
        📌 Решение: прислать цены. Отвечает Игорь Титов.
        [Отменить]
    Чат: Планёрка sees changed:
        🧭 Планёрка: повестка на 30 ноября

        1. Нужно друг от друга
        • презентация от продаж (Анна, Маркетинг)

        2. Решения
        1) прислать цены — Игорь Титов
        2) новый прайс
        [Сделано: 1] [Сделано: 2]
    Чат: Планёрка sees changed:
        🧭 Планёрка: повестка на 7 декабря

        1. Нужно друг от друга
        • презентация от продаж (Анна, Маркетинг)

        2. Решения
        1) прислать цены — Игорь Титов
        2) новый прайс
        [Сделано: 1] [Сделано: 2]
    Чат: Планёрка reads:
        📌 Решение: новый прайс.
        Кто отвечает?
        [Дмитрий Орлов] [Ольга Белова]
        [Игорь Титов] [Вера Лис]
        [Пётр Иванов] [Анна Смирнова]
        [Отменить]
    Чат: Планёрка reads:
        - Вера:
        Решение пишется так: /decision Анна: презентация к пятнице. До 300 знаков, в сообщении до 10 строк, каждая отдельное решение.
    ");
    office.olga().taps_in(PLANERKA, "Вера Лис").await;
    office.igor().taps_in(PLANERKA, "Вера Лис").await;
    assert_snapshot!(office.transcript(), @"
    > Ольга Белова in «Чат: Планёрка» taps [Вера Лис]
    Чат: Планёрка is told «Эта кнопка устарела. Откройте свежую карточку: /decision»
    > Игорь Титов in «Чат: Планёрка» taps [Вера Лис]
    Чат: Планёрка sees changed:
        📌 Решение: новый прайс. Отвечает Вера Лис.
        [Отменить]
    Чат: Планёрка sees changed:
        🧭 Планёрка: повестка на 30 ноября

        1. Нужно друг от друга
        • презентация от продаж (Анна, Маркетинг)

        2. Решения
        1) прислать цены — Игорь Титов
        2) новый прайс — Вера Лис
        [Сделано: 1] [Сделано: 2]
    Чат: Планёрка sees changed:
        🧭 Планёрка: повестка на 7 декабря

        1. Нужно друг от друга
        • презентация от продаж (Анна, Маркетинг)

        2. Решения
        1) прислать цены — Игорь Титов
        2) новый прайс — Вера Лис
        [Сделано: 1] [Сделано: 2]
    ");
    // Olga neither wrote it nor answers for it.
    office.olga().taps_in(PLANERKA, "Отменить").await;
    office.igor().taps_in(PLANERKA, "Отменить").await;
    assert_snapshot!(office.transcript(), @"
    > Ольга Белова in «Чат: Планёрка» taps [Отменить]
    Чат: Планёрка is told «Снять решение может тот, кто за него отвечает или его записал. Отметить «Сделано» могут все.»
    > Игорь Титов in «Чат: Планёрка» taps [Отменить]
    Чат: Планёрка glimpses «Снято: новый прайс (Игорь Титов)»
    Чат: Планёрка sees changed:
        Снято: новый прайс (Игорь Титов)
    Чат: Планёрка sees changed:
        🧭 Планёрка: повестка на 30 ноября

        1. Нужно друг от друга
        • презентация от продаж (Анна, Маркетинг)

        2. Решения
        1) прислать цены — Игорь Титов
        [Сделано: 1]
    Чат: Планёрка sees changed:
        🧭 Планёрка: повестка на 7 декабря

        1. Нужно друг от друга
        • презентация от продаж (Анна, Маркетинг)

        2. Решения
        1) прислать цены — Игорь Титов
        [Сделано: 1]
    ");
    office.close().await;
}

#[tokio::test]
async fn in_private_its_owner_hears_of_it_and_closes_it() {
    let office = meeting().await;
    office.olga().says("/decision Анне: презентация для Альфы").await;
    office.olga().says("/decision пересмотреть бюджет").await;
    assert_snapshot!(office.transcript(), @"
    == Mon 07.12 11:00
    > Ольга Белова: /decision Анне: презентация для Альфы
    Ольга Белова reads:
        📌 Решение: презентация для Альфы. Отвечает Анна Смирнова.
        [Отменить]
    Анна Смирнова reads:
        📌 Решение планёрки за вами: презентация для Альфы
        [Сделано] [Не нужно]
    Чат: Планёрка sees changed:
        🧭 Планёрка: повестка на 30 ноября

        1. Нужно друг от друга
        • презентация от продаж (Анна, Маркетинг)

        2. Решения
        1) презентация для Альфы — Анна Смирнова
        [Сделано: 1]
    Чат: Планёрка sees changed:
        🧭 Планёрка: повестка на 7 декабря

        1. Нужно друг от друга
        • презентация от продаж (Анна, Маркетинг)

        2. Решения
        1) презентация для Альфы — Анна Смирнова
        [Сделано: 1]
    > Ольга Белова: /decision пересмотреть бюджет
    Ольга Белова reads:
        📌 Решение: пересмотреть бюджет. Отвечает Ольга Белова.
        [Отменить]
    Чат: Планёрка sees changed:
        🧭 Планёрка: повестка на 30 ноября

        1. Нужно друг от друга
        • презентация от продаж (Анна, Маркетинг)

        2. Решения
        1) презентация для Альфы — Анна Смирнова
        2) пересмотреть бюджет — Ольга Белова
        [Сделано: 1] [Сделано: 2]
    Чат: Планёрка sees changed:
        🧭 Планёрка: повестка на 7 декабря

        1. Нужно друг от друга
        • презентация от продаж (Анна, Маркетинг)

        2. Решения
        1) презентация для Альфы — Анна Смирнова
        2) пересмотреть бюджет — Ольга Белова
        [Сделано: 1] [Сделано: 2]
    ");
    office.anna().says("/decision").await;
    assert_snapshot!(office.anna().reads(), @"
    📌 Решения за вами
    1. презентация для Альфы · Планёрка, 7 декабря

    Записать: /decision Анна: презентация для Альфы к пятнице
    [Сделано: 1] [Не нужно: 1]
    ");
    office.skip();
    office.anna().taps("Сделано: 1").await;
    assert_snapshot!(office.transcript(), @"
    > Анна Смирнова taps [Сделано: 1]
    Ольга Белова sees changed:
        ✅ Сделано: презентация для Альфы (Анна Смирнова)
    Анна Смирнова glimpses «Сделано: презентация для Альфы (Анна Смирнова)»
    Анна Смирнова sees changed:
        ✅ Сделано: презентация для Альфы (Анна Смирнова)
    Анна Смирнова sees changed:
        Открытых решений за вами нет.

        Записать: /decision Анна: презентация для Альфы к пятнице
    Чат: Планёрка sees changed:
        🧭 Планёрка: повестка на 30 ноября

        1. Нужно друг от друга
        • презентация от продаж (Анна, Маркетинг)

        2. Решения: сделано 1 из 2
        1) ✅ презентация для Альфы — Анна Смирнова
        2) пересмотреть бюджет — Ольга Белова
        [Сделано: 2]
    Чат: Планёрка sees changed:
        🧭 Планёрка: повестка на 7 декабря

        1. Нужно друг от друга
        • презентация от продаж (Анна, Маркетинг)

        2. Решения: сделано 1 из 2
        1) ✅ презентация для Альфы — Анна Смирнова
        2) пересмотреть бюджет — Ольга Белова
        [Сделано: 2]
    ");
    // Telegram names people without a user name by their account.
    let vera = json!({"id": office.vera().account, "is_bot": false, "first_name": "Вера"});
    let mention = json!([{"type": "bot_command", "offset": 0, "length": 9},
        {"type": "text_mention", "offset": 10, "length": 4, "user": vera}]);
    office.olga().sends(json!({"text": "/decision Шефу: новый прайс", "entities": mention})).await;
    assert_snapshot!(office.vera().reads(), @"
    📌 Решение планёрки за вами: новый прайс
    [Сделано] [Не нужно]
    ");
    office.skip();
    office.pyotr().says("/decision").await;
    assert_snapshot!(office.pyotr().reads(), @"
    Открытых решений за вами нет.

    Записать: /decision Анна: презентация для Альфы к пятнице
    ");
    office.skip();
    office.close().await;
}

#[tokio::test]
async fn where_a_team_has_two_meetings_it_is_asked_which() {
    let company = format!("{COMPANY}\n[[sync]]\nkey = \"funnel\"\nname = \"Воронка\"\nteams = [\"marketing\"]\n");
    let office = Office::of(&company, "Mon 11:00").await;
    office.anna().says("/decision считать лиды по-новому").await;
    assert_snapshot!(office.anna().reads(), @"
    📌 Решение: считать лиды по-новому. Отвечает Анна Смирнова.
    На какой встрече решили?
    [Планёрка]
    [Воронка]
    [Отменить]
    ");
    office.anna().taps("Воронка").await;
    assert_snapshot!(office.anna().reads(), @"
    📌 Решение: считать лиды по-новому. Отвечает Анна Смирнова.
    [Отменить]
    ");
    assert_eq!(
        office.count("SELECT count(*) FROM decision JOIN sync ON sync.id = sync_id WHERE sync.key = 'funnel'").await,
        1
    );
    office.skip();
    // Another team's chat is no place for it; a stranger is not heard.
    office.anna().says_in(MARKETING, "/decision x").await;
    office.stranger("ru");
    assert_snapshot!(office.transcript(), @"
    > Анна Смирнова in «Чат: Маркетинг»: /decision x
    Чат: Маркетинг reads:
        Это удобнее в личном чате: @planerka_bot
    ");
    office.close().await;
}
