//! What is measured changes; weeks gone by stay as they were lived. Thresholds colour what is computed.

use insta::assert_snapshot;
use planerka::domain::declaration::Declaration;
use planerka::export::{json, registers};
use planerka::storage::company;

use crate::digest::posted;
use crate::office::{COMPANY, Office};
use crate::scenes::planned_week;

async fn apply(office: &Office, text: &str) {
    let declared = Declaration::parse("company.toml", text).unwrap();
    let mut tx = office.tx().await;
    company::apply(&mut tx, &declared, office.now()).await.unwrap();
    tx.commit().await.unwrap();
}

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
    apply(&office, &changed).await;
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
    office.skip();
    office.close().await;
}

#[tokio::test]
async fn a_threshold_is_told_in_the_digest() {
    let office = planned_week("Wed 10:00").await;
    let with = |limit: &str| COMPANY.replace("formula = \"spend", &format!("threshold = {limit}\nformula = \"spend"));
    apply(&office, &with("3_900")).await;
    office.goes_to("Fri 14:00").await;
    office.pyotr().says("Расход на рекламу 52 000\nвсё готово").await;
    office.pyotr().taps("Отчёт").await;
    office.olga().says("Новые клиенты 13\nвсё готово").await;
    office.olga().taps("Отчёт").await;
    office.goes_to("Fri 18:00").await;
    let line = |digest: String| digest.lines().find(|l| l.starts_with("CAC")).unwrap().to_owned();
    assert_snapshot!(line(posted(&office)), @"CAC 4 000 ₽, не больше 3 900 ₽ (+3 %, выше порога) · лучше прошлой на 20 %");
    // Held, it is judged by its plan; and the agenda of the sync names what is not held.
    office.goes_to("Mon 10:00").await;
    assert!(office.transcript().contains("Маркетинг · CAC"));
    office.close().await;
}
