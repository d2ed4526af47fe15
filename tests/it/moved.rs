//! Somebody moves to another team, leaves or comes: weeks gone by keep them where they were, and the present decides.

use insta::assert_snapshot;
use planerka::export::{csv, register};
use planerka::storage::company;

use crate::digest::posted;
use crate::office::{COMPANY, Office, PLANERKA};
use crate::scenes::planned_week;

const ANNA: &str = "name = \"Анна Смирнова\"\nteam = \"marketing\"";

/// The company with Anna in sales.
fn moved() -> String {
    COMPANY.replace(ANNA, &ANNA.replace("marketing", "sales"))
}

/// The company without Pyotr, and with Nina in marketing.
fn one_goes_and_one_comes() -> String {
    let start = COMPANY.find("[[person]]\nkey = \"pyotr\"").unwrap();
    let end = COMPANY.find("[[person]]\nkey = \"igor\"").unwrap();
    let nina = "[[person]]\nkey = \"nina\"\nname = \"Нина Кот\"\nteam = \"marketing\"\nmetrics = [\"spend\"]\n\n";
    format!("{}{nina}{}", &COMPANY[..start], &COMPANY[end..])
}

/// Week 49 is reported on, and its digest is out: by Anna with a note to the others, by Olga, by Pyotr.
async fn reported() -> Office {
    let office = planned_week("Fri 14:00").await;
    office.anna().says("Лиды 131; Трафик 14 200\nвсё готово\nНужно: отделу продаж — список отказов").await;
    office.anna().taps("Отчёт").await;
    office.pyotr().says("Расход на рекламу 52 000\nвсё готово").await;
    office.pyotr().taps("Отчёт").await;
    office.olga().says("Новые клиенты 13\nвсё готово").await;
    office.olga().taps("Отчёт").await;
    office.anna().says("План\nЛиды: 90\nТрафик: 9 000\nСайт для продаж => принимает заявки ~ 6ч").await;
    office.anna().taps("Отправить").await;
    office.olga().taps("Утвердить").await;
    office.goes_to("Fri 19:00").await;
    office.skip();
    office
}

/// What one asks for and reads.
async fn asks(office: &Office, who: &str, what: &str) -> String {
    office.person(who).says(what).await;
    office.skip();
    office.person(who).reads()
}

/// What `/team` says of the last weeks.
async fn weeks(office: &Office, who: &str) -> String {
    office.skip();
    office.person(who).says("/team").await;
    let news = office.transcript();
    news[news.find("▸ Вся команда").unwrap()..].to_owned()
}

/// Whose plan is whose team's in the register of a week, and what it sums up to.
async fn exported(office: &Office, week: &str) -> (String, String) {
    let mut tx = office.tx().await;
    let roster = company::load(&mut tx).await.unwrap().unwrap();
    let teams: Vec<i64> = roster.teams.iter().map(|team| team.id).collect();
    let register = register(&mut tx, &roster, week.parse().unwrap(), &teams).await.unwrap();
    let plans: Vec<String> = register.plans.iter().map(|plan| format!("{}: {}", plan.person, plan.team)).collect();
    let kpis = register.kpis.iter().map(|kpi| {
        let shown = |value: &Option<String>| value.clone().unwrap_or("-".to_owned());
        format!("{} {} {} of {}", kpi.team, kpi.metric, shown(&kpi.actual), shown(&kpi.target))
    });
    let all = plans.into_iter().chain(kpis).collect::<Vec<_>>().join("\n");
    (all, csv(&[register]).unwrap())
}

/// Everything that shows week 49.
async fn week_49(office: &Office) -> Vec<String> {
    let mut all = Vec::new();
    for (who, what) in [("olga", "/digest w49"), ("igor", "/digest w49"), ("dmitry", "/digest w49")] {
        let shown = asks(office, who, what).await;
        // Which weeks there are besides is none of its own.
        all.push(shown.lines().filter(|line| !line.starts_with('[')).collect::<Vec<_>>().join("\n"));
    }
    let (register, csv) = exported(office, "2026-W49").await;
    all.extend([register, csv]);
    all
}

#[tokio::test]
async fn a_past_week_keeps_its_people() {
    let office = reported().await;
    let before = week_49(&office).await;
    assert!(before[0].contains("▸ Анна Смирнова") && before[0].contains("Лиды 131 из 120 (+9 %)"), "{}", before[0]);
    assert_snapshot!(before[3], @"
    dmitry: sales
    olga: marketing
    anna: marketing
    pyotr: marketing
    igor: sales
    vera: support
    marketing leads 131 of 120
    marketing traffic 14200 of 15000
    marketing spend 52000 of 55000
    marketing customers 13 of 12
    marketing cac 4000 of 4583.3333
    ");
    office.declares(&moved()).await;
    office.skip();
    assert_eq!(week_49(&office).await, before);

    // On Monday the agenda hears of last week from the team she was in then.
    office.goes_to("Mon 10:00").await;
    office.skip();
    let agenda = office.tg.messages(PLANERKA).into_iter().rfind(|m| m.from_bot && !m.deleted).unwrap().text;
    assert_snapshot!(agenda, @"
    🧭 Планёрка: повестка на 7 декабря

    1. Числа мимо плана
    Маркетинг · Трафик: 14 200 из 15 000 (−5 %)

    2. Нужно друг от друга
    • отделу продаж — список отказов (Анна, Маркетинг)
    ");
    assert_eq!(week_49(&office).await, before);

    // Whoever leads her now opens her report again; it is the digest of then that follows.
    office.olga().says("/reopen Анна").await;
    assert!(office.olga().reads().starts_with("Не нашёл «Анна»"), "{}", office.olga().reads());
    office.igor().says("/reopen Анна").await;
    office.igor().taps("Отчёт за").await;
    office.igor().taps("Ошибка в цифрах").await;
    office.anna().says("Лиды 132").await;
    office.anna().taps("Отчёт готов").await;
    let news = office.transcript();
    assert!(news.contains("Чат: Маркетинг sees changed") && !news.contains("Чат: Продажи"), "{news}");
    assert!(posted(&office).contains("Лиды 132 из 120 (+10 %)"), "{}", posted(&office));
    assert!(posted(&office).contains("▸ Анна Смирнова"), "{}", posted(&office));
    office.skip();
    office.close().await;
}

#[tokio::test]
async fn a_new_week_has_them_in_the_new_team() {
    let office = reported().await;
    office.declares(&moved()).await;
    office.goes_to("Fri 14:00").await;
    office.anna().says("Лиды 95; Трафик 9 100\nвсё готово").await;
    office.anna().taps("Отчёт").await;
    office.olga().says("Новые клиенты 11").await;
    office.olga().taps("Отчёт").await;
    office.goes_to("Fri 18:00").await;
    let news = office.transcript();
    let digest = |chat: &str| {
        let start = news.rfind(&format!("Чат: {chat} reads:")).unwrap();
        news[start..].split("\n    ▸ В срок").next().unwrap().to_owned()
    };
    assert_snapshot!(digest("Продажи"), @"
    Чат: Продажи reads:
        🖼
        📊 Продажи, неделя 50: 2 из 2 показателей в плане
        Лиды 95 из 90 (+6 %) · Трафик 9 100 из 9 000 (+1 %)
        Нет данных: Выручка
        Сделано 1 из 1 задачи
        Не отчитались: Игорь Титов
        ▸ Время: 6 ч, по плану 6 ч
    ");
    assert_snapshot!(digest("Маркетинг"), @"
    Чат: Маркетинг reads:
        🖼
        📊 Маркетинг, неделя 50: планов на неделю не было
        Новые клиенты 11
        Нет данных: Лиды, Трафик, Расход на рекламу, CAC
        Не отчитались: Пётр Иванов
    ");
    assert_snapshot!(exported(&office, "2026-W50").await.0, @"
    dmitry: sales
    olga: marketing
    anna: sales
    pyotr: marketing
    igor: sales
    vera: support
    marketing customers 11 of -
    sales leads 95 of 90
    sales traffic 9100 of 9000
    ");
    assert_snapshot!(weeks(&office, "olga").await, @"
    ▸ Вся команда
        ▸ Лиды · цель взята в 1 из 1 недели
        ▸ 110 · 131 ✓ · —
        ▸
        ▸ Трафик · цель взята в 0 из 1 недели
        ▸ 15 200 · 14 200 · —
        ▸
        ▸ Расход на рекламу · цель взята в 1 из 1 недели
        ▸ 50 000 ₽ · 52 000 ₽ ✓ · —
        ▸
        ▸ Новые клиенты · цель взята в 1 из 1 недели
        ▸ 10 · 13 ✓ · 11
        ▸
        ▸ CAC · цель взята в 1 из 1 недели
        ▸ 5 000 ₽ · 4 000 ₽ ✓ · —
        ▸
        ▸ Сделано 4 из 4 задач
        ▸ Время: 23 ч вместо 23 ч по плану
        ▸ Планы в срок: 3 из 3
        ▸ Отчёты в срок: 7 из 7
        ▸
        ▸ Ольга Белова
        ▸ Новые клиенты · цель взята в 1 из 1 недели
        ▸ 10 · 13 ✓ · 11
        ▸
        ▸ Сделано 1 из 1 задачи
        ▸ Время: 4 ч вместо 4 ч по плану
        ▸ Планы в срок: 1 из 1
        ▸ Отчёты в срок: 3 из 3
        ▸
        ▸ Анна Смирнова
        ▸ Лиды · цель взята в 1 из 1 недели
        ▸ 110 · 131 ✓ · —
        ▸
        ▸ Трафик · цель взята в 0 из 1 недели
        ▸ 15 200 · 14 200 · —
        ▸
        ▸ Сделано 2 из 2 задач
        ▸ Время: 11 ч вместо 11 ч по плану
        ▸ Планы в срок: 1 из 1
        ▸ Отчёты в срок: 2 из 2
    Ольга Белова reads:
        Маркетинг: 19 октября – 11 декабря: подробно
        ▸ Пётр Иванов
        ▸ Расход на рекламу · цель взята в 1 из 1 недели
        ▸ 50 000 ₽ · 52 000 ₽ ✓ · —
        ▸
        ▸ Сделано 1 из 1 задачи
        ▸ Время: 8 ч вместо 8 ч по плану
        ▸ Планы в срок: 1 из 1
        ▸ Отчёты в срок: 2 из 2
        [📊 Ольга Белова]
    ");
    assert_snapshot!(weeks(&office, "igor").await, @"
    ▸ Вся команда
        ▸ Лиды · цель взята в 1 из 1 недели
        ▸ 95 ✓
        ▸
        ▸ Трафик · цель взята в 1 из 1 недели
        ▸ 9 100 ✓
        ▸
        ▸ Сделано 1 из 1 задачи
        ▸ Время: 6 ч вместо 6 ч по плану
        ▸ Планы в срок: 1 из 1
        ▸ Отчёты в срок: 1 из 1
        ▸
        ▸ Анна Смирнова
        ▸ Лиды · цель взята в 1 из 1 недели
        ▸ 95 ✓
        ▸
        ▸ Трафик · цель взята в 1 из 1 недели
        ▸ 9 100 ✓
        ▸
        ▸ Сделано 1 из 1 задачи
        ▸ Время: 6 ч вместо 6 ч по плану
        ▸ Планы в срок: 1 из 1
        ▸ Отчёты в срок: 1 из 1
        [📊 Анна Смирнова]
    ");
    office.close().await;
}

#[tokio::test]
async fn the_running_week_counts_until_its_digest_is_out() {
    let office = reported().await;
    office.goes_to("Fri 17:00").await;
    office.declares(&moved()).await;
    office.goes_to("Mon 09:00").await;
    office.skip();
    let (register, _) = exported(&office, "2026-W50").await;
    assert!(register.contains("anna: sales"), "{register}");
    let (register, _) = exported(&office, "2026-W49").await;
    assert!(register.contains("anna: marketing"), "{register}");
    // Back on Monday: the week that is behind stays with sales.
    office.declares(COMPANY).await;
    office.skip();
    let (register, _) = exported(&office, "2026-W50").await;
    assert!(register.contains("anna: sales"), "{register}");
    office.close().await;
}

#[tokio::test]
async fn who_left_was_there_and_who_came_was_not() {
    let office = reported().await;
    let before = week_49(&office).await;
    office.declares(&one_goes_and_one_comes()).await;
    let nina = office.tg.add_user("Нина", "Кот", Some("nina"), "ru");
    let code = office.codes().await.remove(0).1;
    office.tg.say(nina, nina, &format!("/start {code}"));
    office.settle().await;
    assert_eq!(week_49(&office).await, before);
    let weeks = weeks(&office, "olga").await;
    assert!(weeks.contains("▸ Пётр Иванов\n") && !weeks.contains("▸ Нина Кот\n"), "{weeks}");
    office.goes_to("Fri 14:00").await;
    office.olga().says("Новые клиенты 11").await;
    office.olga().taps("Отчёт").await;
    office.goes_to("Fri 18:00").await;
    let digest = asks(&office, "olga", "/digest").await;
    assert!(digest.contains("неделя 50") && digest.contains("Нина Кот") && !digest.contains("Пётр"), "{digest}");
    office.close().await;
}

#[tokio::test]
async fn a_team_that_is_given_up_takes_nobody_along() {
    let office = reported().await;
    let (start, end) =
        (COMPANY.find("[[team]]\nkey = \"marketing\"").unwrap(), COMPANY.find("[[team]]\nkey = \"sales\"").unwrap());
    let one = format!("{}{}", &COMPANY[..start], &COMPANY[end..]);
    let one = one.replace("team = \"marketing\"", "team = \"sales\"").replace("\"marketing\", \"sales\"", "\"sales\"");
    office.declares(&one).await;
    office.skip();
    let digest = asks(&office, "igor", "/digest w49").await;
    assert!(digest.contains("▸ Анна Смирнова") && digest.contains("Лиды 131 из 120"), "{digest}");
    let (register, _) = exported(&office, "2026-W49").await;
    assert!(register.contains("anna: sales") && register.contains("pyotr: sales"), "{register}");
    office.close().await;
}
