//! What waits for a manager stands in one message: clean plans go with one tap, the others open in its place.

use chrono::Duration;
use insta::assert_snapshot;

use crate::office::{COMPANY, Office};
use crate::submit_plan::WHOLE;

const CLEAN: &str = "План\nЛиды: 120\nЛендинг => принимает заявки ~ 6ч";

/// Marketing with ten people under Olga, each with one metric.
fn ten() -> String {
    let mut company = COMPANY.replace("metrics = [\"leads\", \"traffic\"]", "metrics = [\"leads\"]");
    company = company.replace("metrics = [\"spend\"]", "metrics = [\"leads\"]");
    let people = [
        "Алла Ежова",
        "Борис Гусев",
        "Вика Дроздова",
        "Глеб Зуев",
        "Дина Котова",
        "Егор Лисин",
        "Жанна Орлова",
        "Захар Рыбин",
    ];
    for (n, name) in people.iter().enumerate() {
        company.push_str(&format!(
            "\n[[person]]\nkey = \"p{n}\"\nname = \"{name}\"\nteam = \"marketing\"\nmetrics = [\"leads\"]\n"
        ));
    }
    company
}

const TEN: [&str; 10] = ["anna", "pyotr", "p0", "p1", "p2", "p3", "p4", "p5", "p6", "p7"];

async fn submits(office: &Office, who: &str, text: &str) {
    office.person(who).says(text).await;
    office.person(who).taps("Отправить").await;
}

#[tokio::test]
async fn ten_plans_take_eleven_taps_and_one_number() {
    let office = Office::of(&ten(), "Thu 15:00").await;
    for who in &TEN[..7] {
        submits(&office, who, CLEAN).await;
    }
    for who in &TEN[7..] {
        submits(&office, who, "План\nЛиды: 120\nЛендинг ~ 6ч").await;
    }
    assert_snapshot!(office.olga().reads(), @"
    📝 Ждут решения 10 планов на 30 ноября – 4 декабря

    Без замечаний
    • Анна Смирнова · 6 ч из 28
    • Пётр Иванов · 6 ч из 28
    • Алла Ежова · 6 ч из 28
    • Борис Гусев · 6 ч из 28
    • Вика Дроздова · 6 ч из 28
    • Глеб Зуев · 6 ч из 28
    • Дина Котова · 6 ч из 28

    С замечаниями
    • Егор Лисин · 6 ч из 28 · 1 замечание
    • Жанна Орлова · 6 ч из 28 · 1 замечание
    • Захар Рыбин · 6 ч из 28 · 1 замечание
    [Утвердить все без замечаний (7)]
    [Анна Смирнова] [Пётр Иванов]
    [Алла Ежова] [Борис Гусев]
    [Вика Дроздова] [Глеб Зуев]
    [Дина Котова] [Егор Лисин · ⚠️ 1]
    [Жанна Орлова · ⚠️ 1] [Захар Рыбин · ⚠️ 1]
    ");
    office.skip();
    office.olga().taps("Утвердить все без замечаний (7)").await;
    assert_snapshot!(office.olga().reads(), @"
    ✅ Утверждено 7 планов.

    📝 Ждут решения 3 плана на 30 ноября – 4 декабря

    С замечаниями
    • Егор Лисин · 6 ч из 28 · 1 замечание
    • Жанна Орлова · 6 ч из 28 · 1 замечание
    • Захар Рыбин · 6 ч из 28 · 1 замечание
    [Дальше: Егор Лисин]
    [Егор Лисин · ⚠️ 1] [Жанна Орлова · ⚠️ 1]
    [Захар Рыбин · ⚠️ 1]
    ");
    office.olga().taps("Дальше: Егор Лисин").await;
    assert_snapshot!(office.olga().reads(), @"
    📝 Егор Лисин · план на 30 ноября – 4 декабря
    ⚠️ нет конечного продукта: задача 1

    Лиды: 120
    6 из 24–28 ч

    ⚠️ 1. Лендинг · 6 ч
    [Утвердить]
    [Вернуть] [Изменить] [Спросить]
    [‹ Ко всем (3)]
    ");
    office.olga().taps("Вернуть").await;
    office.olga().taps("Нет конечного продукта").await;
    assert_snapshot!(office.olga().reads(), @"
    ↩️ Егор Лисин: план возвращён

    📝 Ждут решения 2 плана на 30 ноября – 4 декабря

    С замечаниями
    • Жанна Орлова · 6 ч из 28 · 1 замечание
    • Захар Рыбин · 6 ч из 28 · 1 замечание

    Без плана на 30 ноября – 4 декабря: Егор Лисин
    [Дальше: Жанна Орлова]
    [Жанна Орлова · ⚠️ 1] [Захар Рыбин · ⚠️ 1]
    ");
    office.olga().taps("Дальше: Жанна Орлова").await;
    office.olga().taps("Вернуть").await;
    office.olga().taps("Слишком много часов").await;
    office.olga().taps("Дальше: Захар Рыбин").await;
    office.olga().taps("Изменить").await;
    office.olga().taps("1").await;
    assert_snapshot!(office.olga().reads(), @"
    ✏️ Захар Рыбин · план на 30 ноября – 4 декабря

    Лиды: 120
    6 из 24–28 ч

    1. Лендинг · 6 ч

    1. Лендинг. Сколько часов?
    [Лиды]
    [1]
    [Назад]
    ");
    office.olga().says("4").await;
    office.olga().taps("Утвердить с правками").await;
    assert_snapshot!(office.olga().reads(), @"
    ✅ Захар Рыбин: план утверждён

    Решений никто не ждёт.

    Без плана на 30 ноября – 4 декабря: Егор Лисин, Жанна Орлова
    ");
    let story = office.transcript();
    let did = |what: &str| story.lines().filter(|line| line.starts_with(&format!("> Ольга Белова{what}"))).count();
    assert_eq!((did(" taps"), did(":")), (11, 1), "eleven taps, and the number");
    assert_eq!(office.count("SELECT count(*) FROM plan WHERE state = 'approved'").await, 8);
    assert_eq!(office.count("SELECT count(*) FROM plan WHERE state = 'returned'").await, 2);
    office.skip();
    office.close().await;
}

#[tokio::test]
async fn one_plan_comes_as_its_own_card_and_the_second_makes_the_list() {
    let office = Office::on("Thu 15:00").await;
    submits(&office, "anna", WHOLE).await;
    office.skip();
    office.later(Duration::minutes(5)).await;
    office.pyotr().says("План\nРасход на рекламу: 50 000\nКампания ~ 8ч").await;
    office.skip();
    office.pyotr().taps("Отправить").await;
    assert_snapshot!(office.transcript(), @"
    > Пётр Иванов taps [Отправить]
    Ольга Белова reads:
        📝 Ждут решения 2 плана на 30 ноября – 4 декабря

        Без замечаний
        • Анна Смирнова · 11 ч из 28

        С замечаниями
        • Пётр Иванов · 8 ч из 28 · 1 замечание
        [Утвердить план без замечаний]
        [Анна Смирнова] [Пётр Иванов · ⚠️ 1]
    Пётр Иванов glimpses «Отправлено»
    Пётр Иванов sees changed:
        📨 План на 30 ноября – 4 декабря отправлен
        Ждёт решения: Ольга Белова.
        Правьте строками: решать будут по новой версии.

        Показатели
        Расход на рекламу: 50 000 ₽

        Задачи · 8 из 24–28 ч
        1. Кампания · 8 ч
            → конечный продукт?
        [Изменить] [История]
    ");
    // Opened in place, and back.
    office.olga().taps("Пётр Иванов").await;
    assert_snapshot!(office.transcript(), @"
    > Ольга Белова taps [Пётр Иванов · ⚠️ 1]
    Ольга Белова sees changed:
        📝 Пётр Иванов · план на 30 ноября – 4 декабря
        ⚠️ нет конечного продукта: задача 1

        Расход на рекламу: 50 000 ₽
        8 из 24–28 ч

        ⚠️ 1. Кампания · 8 ч
        [Утвердить]
        [Вернуть] [Изменить] [Спросить]
        [‹ Ко всем (2)]
    ");
    office.olga().taps("Ко всем").await;
    office.skip();
    // A single clean plan is approved from the list; its own card follows.
    office.olga().taps("Утвердить план без замечаний").await;
    assert_snapshot!(office.transcript(), @"
    > Ольга Белова taps [Утвердить план без замечаний]
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
    Ольга Белова sees changed:
        ✅ Анна Смирнова: план утверждён

        📝 Ждёт решения 1 план на 30 ноября – 4 декабря

        С замечаниями
        • Пётр Иванов · 8 ч из 28 · 1 замечание
        [Дальше: Пётр Иванов]
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
    office.olga().taps("Дальше: Пётр Иванов").await;
    office.olga().taps("Утвердить").await;
    assert_snapshot!(office.olga().reads(), @"
    ✅ Пётр Иванов: план утверждён

    Решений никто не ждёт.
    ");
    office.skip();
    office.close().await;
}

#[tokio::test]
async fn notices_are_bundled_and_survive_a_restart() {
    let mut office = Office::of(&ten(), "Thu 15:00").await;
    let mut seen = 0;
    rings(&office, &mut seen).await;
    submits(&office, "anna", CLEAN).await;
    for who in ["p0", "p1", "p2"] {
        office.later(Duration::minutes(5)).await;
        submits(&office, who, CLEAN).await;
    }
    assert_eq!(rings(&office, &mut seen).await, ["📝 Анна Смирнова · план на 30 ноября – 4 декабря"]);
    office.later(Duration::minutes(14)).await;
    assert_eq!(rings(&office, &mut seen).await, [""; 0]);
    office.restarts().await;
    office.later(Duration::minutes(1)).await;
    assert_eq!(rings(&office, &mut seen).await, ["📝 Ждут решения 4 плана на 30 ноября – 4 декабря"]);
    office.restarts().await;
    office.later(Duration::minutes(60)).await;
    assert_eq!(rings(&office, &mut seen).await, [""; 0]);
    // After a quiet half hour the next one rings at once.
    submits(&office, "p3", CLEAN).await;
    assert_eq!(rings(&office, &mut seen).await, ["📝 Ждут решения 5 планов на 30 ноября – 4 декабря"]);
    submits(&office, "p4", CLEAN).await;
    // Whoever has looked meanwhile needs no notice.
    office.olga().says("/inbox").await;
    rings(&office, &mut seen).await;
    office.later(Duration::minutes(40)).await;
    assert_eq!(rings(&office, &mut seen).await, [""; 0]);
    office.close().await;
}

/// First lines of what came to Olga with a sound since it was last asked.
async fn rings(office: &Office, since: &mut i64) -> Vec<String> {
    office.skip();
    let sent: Vec<(i64, String)> = sqlx::query_as(
        "SELECT id, payload ->> '$.send.html' FROM outbox WHERE chat_id = ? AND id > ? AND kind = 'send'
         AND payload ->> '$.send.silent' IS NULL ORDER BY id",
    )
    .bind(office.account("olga"))
    .bind(*since)
    .fetch_all(&mut *office.tx().await)
    .await
    .unwrap();
    *since = sent.last().map_or(*since, |(id, _)| *id);
    let first_line = |html: &str| {
        html.lines().next().unwrap_or_default().replace("<b>", "").replace("</b>", "").replace('\u{a0}', " ")
    };
    sent.iter().map(|(_, html)| first_line(html)).collect()
}

/// A notice that is due belongs to whoever decides by then.
#[tokio::test]
async fn a_bundled_notice_does_not_reach_who_decides_no_more() {
    let office = Office::of(&ten(), "Thu 15:00").await;
    let mut seen = 0;
    submits(&office, "anna", CLEAN).await;
    submits(&office, "p0", CLEAN).await;
    rings(&office, &mut seen).await;
    office.declares(&ten().replacen("manager = \"olga\"", "manager = \"pyotr\"", 1)).await;
    let news = office.transcript();
    assert!(news.contains("Пётр Иванов reads:\n    ⏰ Теперь решаете вы: 2 плана."), "{news}");
    let told = office.tg.messages(office.pyotr().account).len();
    office.later(Duration::minutes(31)).await;
    office.later(Duration::minutes(31)).await;
    assert_eq!(rings(&office, &mut seen).await, [""; 0]);
    assert_eq!(office.tg.messages(office.pyotr().account).len(), told, "he was told once");
    assert_eq!(office.olga().reads(), "Решений никто не ждёт.");
    office.skip();
    office.close().await;
}

#[tokio::test]
async fn what_changed_after_it_was_shown_is_left_out_and_named() {
    let office = Office::of(&ten(), "Thu 15:00").await;
    for who in ["anna", "pyotr", "p0", "p1"] {
        submits(&office, who, CLEAN).await;
    }
    let shown = office.tg.latest(office.account("olga")).unwrap();
    let button =
        shown.buttons.iter().flatten().find(|b| b.text.contains("Утвердить все")).unwrap().data.clone().unwrap();
    // Anna takes hers back, Pyotr hands in another version, and the director decides on Alla's.
    office.anna().taps("Изменить").await;
    office.pyotr().taps("Изменить").await;
    office.pyotr().says("1: 7ч").await;
    office.pyotr().taps("Отправить").await;
    office.skip();
    office.olga().forges(&button).await;
    assert_snapshot!(office.transcript(), @"
    > Ольга Белова taps [ac:3]
    Ольга Белова is told «Утверждены 2 плана. Без решения, план с тех пор другой: Анна Смирнова, Пётр Иванов.»
    Ольга Белова sees changed:
        ✅ Утверждены 2 плана. Без решения, план с тех пор другой: Анна Смирнова, Пётр Иванов.

        📝 Ждёт решения 1 план на 30 ноября – 4 декабря

        Без замечаний
        • Пётр Иванов · 7 ч из 28

        Без плана на 30 ноября – 4 декабря: Анна Смирнова, Вика Дроздова, Глеб Зуев, Дина Котова, Егор Лисин, Жанна Орлова, Захар Рыбин
        [Утвердить план без замечаний]
        [Пётр Иванов]
    Алла Ежова sees changed:
        ✅ План на 30 ноября – 4 декабря утверждён
        Согласовано: Ольга Белова.
        Отмечать сделанное: /week. Появилось новое: /add

        Показатели
        Лиды: 120

        Задачи · 6 из 24–28 ч
        1. Лендинг · 6 ч
            → принимает заявки
        [Изменить] [История]
    Алла Ежова reads:
        ✅ План на 30 ноября – 4 декабря утверждён
        Согласовано: Ольга Белова.
        Отмечать сделанное: /week. Появилось новое: /add
    Борис Гусев sees changed:
        ✅ План на 30 ноября – 4 декабря утверждён
        Согласовано: Ольга Белова.
        Отмечать сделанное: /week. Появилось новое: /add

        Показатели
        Лиды: 120

        Задачи · 6 из 24–28 ч
        1. Лендинг · 6 ч
            → принимает заявки
        [Изменить] [История]
    Борис Гусев reads:
        ✅ План на 30 ноября – 4 декабря утверждён
        Согласовано: Ольга Белова.
        Отмечать сделанное: /week. Появилось новое: /add
    ");
    assert_eq!(office.count("SELECT count(*) FROM plan WHERE state = 'approved'").await, 2);
    // The same tap again changes nothing.
    office.olga().forges(&button).await;
    assert_eq!(office.count("SELECT count(*) FROM plan_event WHERE what = 'approved'").await, 2);
    office.skip();
    office.close().await;
}

#[tokio::test]
async fn a_plan_that_raises_a_doubt_by_now_is_left_out() {
    let office = Office::of(&ten(), "Thu 15:00").await;
    for who in ["anna", "pyotr"] {
        submits(&office, who, CLEAN).await;
    }
    // Last week's report comes in: 150 leads, and Anna's 120 are less than that.
    office.had("anna", "leads", 150).await;
    office.skip();
    office.olga().taps("Утвердить все").await;
    assert_snapshot!(office.transcript(), @"
    > Ольга Белова taps [Утвердить все без замечаний (2)]
    Ольга Белова is told «Утверждён 1 план. Без решения, появились замечания: Анна Смирнова.»
    Ольга Белова sees changed:
        ✅ Утверждён 1 план. Без решения, появились замечания: Анна Смирнова.

        📝 Ждёт решения 1 план на 30 ноября – 4 декабря

        С замечаниями
        • Анна Смирнова · 6 ч из 28 · 1 замечание

        Без плана на 30 ноября – 4 декабря: Алла Ежова, Борис Гусев, Вика Дроздова, Глеб Зуев, Дина Котова, Егор Лисин, Жанна Орлова, Захар Рыбин
        [Дальше: Анна Смирнова]
    Пётр Иванов sees changed:
        ✅ План на 30 ноября – 4 декабря утверждён
        Согласовано: Ольга Белова.
        Отмечать сделанное: /week. Появилось новое: /add

        Показатели
        Лиды: 120

        Задачи · 6 из 24–28 ч
        1. Лендинг · 6 ч
            → принимает заявки
        [Изменить] [История]
    Пётр Иванов reads:
        ✅ План на 30 ноября – 4 декабря утверждён
        Согласовано: Ольга Белова.
        Отмечать сделанное: /week. Появилось новое: /add
    ");
    office.close().await;
}

#[tokio::test]
async fn the_author_takes_a_plan_back_while_it_is_open() {
    let office = Office::of(&ten(), "Thu 15:00").await;
    for who in ["anna", "pyotr"] {
        submits(&office, who, CLEAN).await;
    }
    office.olga().taps("Пётр Иванов").await;
    office.skip();
    office.pyotr().taps("Изменить").await;
    let news = office.transcript();
    assert!(news.contains("Автор сейчас меняет план") && news.contains("[‹ Ко всем (1)]"), "{news}");
    // A new submission does not take the open plan away.
    submits(&office, "p0", CLEAN).await;
    assert!(office.olga().reads().contains("[‹ Ко всем (2)]"), "{}", office.olga().reads());
    office.olga().taps("Ко всем").await;
    assert!(office.olga().reads().contains("Алла Ежова"), "{}", office.olga().reads());
    office.skip();
    office.close().await;
}

#[tokio::test]
async fn an_approver_is_reminded_three_times_at_most() {
    let office = Office::on("Fri 15:00").await;
    submits(&office, "anna", WHOLE).await;
    let mut reminded = 0;
    for _ in 0..5 {
        office.goes_to("Mon 08:59").await;
        office.skip();
        office.goes_to("Mon 09:00").await;
        reminded += office.transcript().matches("⏰ Ждёт вашего решения").count();
        office.goes_to("Tue 12:00").await;
    }
    assert_eq!(reminded, 3);
    office.skip();
    office.close().await;
}

#[tokio::test]
async fn the_inbox_in_english() {
    let company = ten().replace("name = \"Ольга Белова\"", "name = \"Ольга Белова\"\nlocale = \"en\"");
    let office = Office::of(&company, "Thu 15:00").await;
    for who in ["anna", "pyotr"] {
        submits(&office, who, CLEAN).await;
    }
    submits(&office, "p0", "План\nЛиды: 120\nЛендинг ~ 6ч").await;
    assert_snapshot!(office.olga().reads(), @"
    📝 3 plans for 30 Nov – 4 Dec are waiting

    Clean
    • Анна Смирнова · 6 h of 28
    • Пётр Иванов · 6 h of 28

    With doubts
    • Алла Ежова · 6 h of 28 · 1 doubt

    No plan for 30 Nov – 4 Dec: Борис Гусев, Вика Дроздова, Глеб Зуев, Дина Котова, Егор Лисин, Жанна Орлова, Захар Рыбин
    [Approve all clean (2)]
    [Анна Смирнова] [Пётр Иванов]
    [Алла Ежова · ⚠️ 1]
    ");
    office.olga().taps("Approve all clean (2)").await;
    office.olga().taps("Next: Алла Ежова").await;
    office.olga().taps("Return").await;
    office.olga().taps("Point at a line").await;
    office.olga().taps("1").await;
    office.olga().taps("Split it up").await;
    assert_snapshot!(office.olga().reads(), @"
    📝 Алла Ежова · plan for 30 Nov – 4 Dec
    ⚠️ no end product: task 1

    Лиды: 120
    6 of 24–28 h

    ⚠️ 1. Лендинг · 6 h

    ⚠️ 1. Лендинг: Разбить на части

    Which line should change? You can mark several.
    [Return with 1 mark]
    [Лиды]
    [1]
    [Back]
    ");
    office.skip();
    office.close().await;
}

#[tokio::test]
async fn a_plan_is_changed_where_the_inbox_shows_it() {
    let office = Office::on("Thu 15:00").await;
    office.anna().says(WHOLE).await;
    office.anna().taps("Отправить").await;
    office.pyotr().says("План\nРасход на рекламу: 50 000\nКампания ~ 8ч").await;
    office.pyotr().taps("Отправить").await;
    office.olga().taps("Анна Смирнова").await;
    office.skip();
    office.olga().taps("Изменить").await;
    office.olga().says("1: 4ч").await;
    office.olga().taps("Утвердить с правками").await;
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
    > Ольга Белова: 1: 4ч
    Ольга Белова gets 👌
    Ольга Белова sees changed:
        ✏️ Анна Смирнова · план на 30 ноября – 4 декабря

        Ваши правки
        1. Запустить лендинг «Ритейл»: 6 ч → 4 ч

        Лиды: 120
        Трафик: 15 000
        9 из 24–28 ч

        1. Запустить лендинг «Ритейл» → страница опубликована, форма принимает заявки · 4 ч
        2. Подготовить вебинар → программа и 3 спикера подтверждены · 5 ч · #вебинары

        Нажмите строку, чтобы сменить число, или напишите сами: «задача => что будет готово ~ 2ч», «3 удалить».
        [Утвердить с правками]
        [Лиды] [Трафик]
        [1] [2]
        [Назад]
    Ольга Белова sees changed:
        ✏️ Анна Смирнова · план на 30 ноября – 4 декабря

        Ваши правки
        1. Запустить лендинг «Ритейл»: 6 ч → 4 ч

        Лиды: 120
        Трафик: 15 000
        9 из 24–28 ч

        1. Запустить лендинг «Ритейл» → страница опубликована, форма принимает заявки · 4 ч
        2. Подготовить вебинар → программа и 3 спикера подтверждены · 5 ч · #вебинары

        Нажмите строку, чтобы сменить число, или напишите сами: «задача => что будет готово ~ 2ч», «3 удалить».
        [Утвердить с правками]
        [Лиды] [Трафик]
        [1] [2]
        [Назад]
    > Ольга Белова taps [Утвердить с правками]
    Ольга Белова glimpses «Утверждено с правками»
    Ольга Белова sees changed:
        ✅ Анна Смирнова · план на 30 ноября – 4 декабря утверждён с правками
        Решение: Ольга Белова.

        Правки
        1. Запустить лендинг «Ритейл»: 6 ч → 4 ч

        Лиды: 120
        Трафик: 15 000
        9 из 24–28 ч

        1. Запустить лендинг «Ритейл» → страница опубликована, форма принимает заявки · 4 ч
        2. Подготовить вебинар → программа и 3 спикера подтверждены · 5 ч · #вебинары
        [Вернуть в работу]
        [История]
    Ольга Белова sees changed:
        ✅ Анна Смирнова: план утверждён

        📝 Ждёт решения 1 план на 30 ноября – 4 декабря

        С замечаниями
        • Пётр Иванов · 8 ч из 28 · 1 замечание
        [Дальше: Пётр Иванов]
    Анна Смирнова sees changed:
        ✅ План на 30 ноября – 4 декабря утверждён с правками
        Согласовано: Ольга Белова.
        Отмечать сделанное: /week. Появилось новое: /add

        Правки руководителя
        1. Запустить лендинг «Ритейл»: 6 ч → 4 ч

        Показатели
        Лиды: 120
        Трафик: 15 000

        Задачи · 9 из 24–28 ч
        1. Запустить лендинг «Ритейл» · 4 ч
            → страница опубликована, форма принимает заявки
        2. Подготовить вебинар · 5 ч · #вебинары
            → программа и 3 спикера подтверждены
        [Изменить] [История]
    Анна Смирнова reads:
        ✅ План на 30 ноября – 4 декабря утверждён с правками
        Ольга Белова:
        1. Запустить лендинг «Ритейл»: 6 ч → 4 ч

        Отмечать сделанное: /week. Появилось новое: /add
        [Ответить]
    ");
    office.close().await;
}
