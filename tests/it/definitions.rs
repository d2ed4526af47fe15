//! What is measured changes; weeks gone by stay as they were lived. Thresholds colour what is computed.

use insta::assert_snapshot;
use planerka::domain::company::{Direction, Locale};
use planerka::domain::numbers::kpi::Kpi;
use planerka::domain::numbers::verdict::Trend;
use planerka::export::{json, registers};
use planerka::render::message::Mood;
use planerka::render::numbers::digest::{DigestView, card};
use planerka::storage::company;
use planerka::texts::Texts;
use rust_decimal::Decimal;

use crate::digest::posted;
use crate::office::{COMPANY, Office};
use crate::scenes::planned_week;

async fn register(office: &Office, week: &str) -> String {
    let week = week.parse().unwrap();
    let mut tx = office.tx().await;
    let roster = company::load(&mut tx).await.unwrap().unwrap();
    let teams: Vec<i64> = roster.teams.iter().map(|team| team.id).collect();
    json(&registers(&mut tx, &roster, week, week, &teams).await.unwrap()).unwrap()
}

async fn looks_back(office: &Office) -> [String; 3] {
    office.skip();
    office.olga().says("/digest").await;
    let digest = office.olga().reads();
    office.anna().says("/me").await;
    let own = office.anna().reads();
    office.skip();
    [digest, own, register(office, "2026-W49").await]
}

#[tokio::test]
async fn weeks_gone_by_stay_as_they_were() {
    let office = planned_week("Fri 14:00").await;
    office.anna().says("Лиды 131; Трафик 14 200\nвсё готово").await;
    office.anna().taps("Отчёт").await;
    office.pyotr().says("Расход на рекламу 52 000\nвсё готово").await;
    office.pyotr().taps("Отчёт").await;
    office.olga().says("Новые клиенты 13\nвсё готово").await;
    office.olga().taps("Отчёт").await;
    office.goes_to("Mon 09:30").await;
    let before = looks_back(&office).await;
    assert!(before[0].contains("CAC 4 000 ₽, цель до 4 583 ₽"), "{}", before[0]);

    // A new name, unit and formula; another list for the team; a metric given up.
    let changed = COMPANY
        .replace("name = \"Лиды\"", "name = \"Заявки\"\ndirection = \"down\"")
        .replace("name = \"CAC\"\nunit = \"money\"", "name = \"Клиентов на тысячу\"\nunit = \"ratio\"\nthreshold = 0.2")
        .replace("direction = \"down\"\nformula = \"spend / customers\"", "formula = \"1000 * customers / spend\"")
        .replace("[[metric]]\nkey = \"traffic\"\nname = \"Трафик\"\n\n", "")
        .replace("\"leads\", \"traffic\", \"spend\", \"customers\", \"cac\"", "\"cac\", \"leads\"")
        .replace("[\"leads\", \"traffic\"]", "[\"leads\"]");
    office.declares(&changed).await;
    office.settle().await;
    let after = looks_back(&office).await;
    for (before, after) in before.iter().zip(&after) {
        assert_eq!(before, after);
    }
    // What is corrected late is corrected in the words of its week.
    office.olga().says("/reopen Анна").await;
    office.olga().taps("Отчёт за").await;
    office.olga().taps("Ошибка в цифрах").await;
    office.anna().says("Лиды 132").await;
    assert!(office.anna().reads().contains("Лиды: 132 из 120"), "{}", office.anna().reads());
    office.anna().taps("Отчёт готов").await;
    assert!(office.transcript().contains("Чат: Маркетинг sees changed"));
    assert!(posted(&office).contains("Лиды 132 из 120 (+10 %)"), "{}", posted(&office));
    office.skip();
    office.close().await;
}

#[tokio::test]
async fn a_threshold_is_told_in_the_digest() {
    let office = planned_week("Wed 10:00").await;
    let with = |limit: &str| COMPANY.replace("formula = \"spend", &format!("threshold = {limit}\nformula = \"spend"));
    office.declares(&with("3_900")).await;
    office.goes_to("Fri 14:00").await;
    office.pyotr().says("Расход на рекламу 52 000\nвсё готово").await;
    office.pyotr().taps("Отчёт").await;
    office.olga().says("Новые клиенты 13\nвсё готово").await;
    office.olga().taps("Отчёт").await;
    office.goes_to("Fri 18:00").await;
    let line = |digest: String| digest.lines().find(|l| l.starts_with("CAC")).unwrap().to_owned();
    assert_snapshot!(line(posted(&office)), @"CAC 4 000 ₽, не больше 3 900 ₽ (+3 %, выше порога)");
    // Held, it is judged by its plan; and the agenda of the sync names what is not held.
    office.goes_to("Mon 10:00").await;
    assert!(office.transcript().contains("Маркетинг · CAC"));
    office.close().await;
}

#[tokio::test]
async fn a_threshold_colours_the_picture_by_direction() {
    let office = Office::on("Mon 12:00").await;
    let mut roster = company::load(&mut office.tx().await).await.unwrap().unwrap();
    let texts = Texts::load().unwrap();
    let mut of = |direction, actual: i64, target: Option<i64>| {
        let metric = roster.metrics.iter_mut().find(|m| m.key == "cac").unwrap();
        (metric.direction, metric.threshold) = (direction, Some(Decimal::from(3)));
        let (target, actual) = (target.map(Decimal::from), Some(Decimal::from(actual)));
        let kpi = Kpi { metric: "cac".into(), target, actual, previous: None, threshold: metric.threshold };
        let view = DigestView {
            team: &roster.teams[0],
            week: "2026-W48".parse().unwrap(),
            currency: "RUB",
            goals: &[],
            trends: vec![Trend { metric: roster.metric("cac").unwrap(), weeks: vec![kpi] }],
            members: Vec::new(),
            notes: Vec::new(),
            set: Vec::new(),
            names: true,
        };
        let panel = card(texts.of(Locale::Ru), &view).picture.unwrap().panels.remove(0);
        (panel.mood, panel.plan.replace('\u{a0}', " "), panel.verdict.replace('\u{a0}', " "), panel.target)
    };
    let is = |mood, plan: &str, verdict: &str, target| (mood, plan.to_owned(), verdict.to_owned(), Some(target));
    assert_eq!(of(Direction::Up, 4, None), is(Mood::Good, "не меньше 3 ₽", "+33 % · в норме", 3.0));
    assert_eq!(of(Direction::Up, 2, None), is(Mood::Bad, "не меньше 3 ₽", "−33 % · ниже порога", 3.0));
    assert_eq!(of(Direction::Down, 4, None), is(Mood::Bad, "не больше 3 ₽", "+33 % · выше порога", 3.0));
    assert_eq!(of(Direction::Down, 2, None), is(Mood::Good, "не больше 3 ₽", "−33 % · в норме", 3.0));
    // Held, the plan is what it is judged by, and one miss is amber; not held, no plan makes it good.
    assert_eq!(of(Direction::Up, 4, Some(5)), is(Mood::Near, "план 5 ₽", "−20 % · не в плане", 5.0));
    assert_eq!(of(Direction::Up, 2, Some(1)), is(Mood::Bad, "не меньше 3 ₽", "−33 % · ниже порога", 3.0));
    office.close().await;
}
