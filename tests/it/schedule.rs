//! When things happen where that is not as usual: another schedule, holidays that fill a week, planning on Monday.

use chrono::Duration;

use crate::office::{COMPANY, MARKETING, Office, PLANERKA};
use crate::submit_plan::WHOLE;

/// The company with these lines as its ritual.
fn with_ritual(lines: &str) -> String {
    COMPANY.replacen("[[metric]]", &format!("[ritual]\n{lines}\n\n[[metric]]"), 1)
}

/// Plans the running week on Monday.
const ON_MONDAY: &str = "planned_week = \"running\"\nplan_open = \"Mon 09:00\"\nplan_nudges = [\"Mon 11:00\"]\n\
                         plan_due = \"Mon 12:00\"\napproval_nudges = [\"Mon 15:00\"]\napproval_due = \"Tue 12:00\"";

#[tokio::test]
async fn a_schedule_changed_at_ten_does_nothing_that_lies_behind() {
    let office = Office::on("Fri 10:00").await;
    office
        .declares(&with_ritual(
            "plan_nudges = [\"Fri 08:00\"]\nplan_due = \"Fri 09:00\"\nreport_open = \"Fri 09:00\"\nreport_due = \"Fri 17:30\"",
        ))
        .await;
    assert_eq!(office.transcript(), "");
    office.goes_to("Fri 17:30").await;
    assert!(office.transcript().contains("Без отчёта"), "what is still to come comes");
    office.close().await;
}

#[tokio::test]
async fn no_reminder_says_that_there_are_no_minutes_left() {
    let company = with_ritual("plan_nudges = [\"Fri 16:00\"]\nreport_nudges = [\"Fri 17:30\", \"Fri 17:45\"]");
    let office = Office::of(&company, "Fri 15:00").await;
    office.goes_to("Fri 17:50").await;
    let said = office.transcript();
    assert!(!said.contains('⏰') && said.contains("Без отчёта"), "{said}");
    office.close().await;
}

#[tokio::test]
async fn a_curious_plan_before_the_first_round_counts_against_nobody() {
    let office = Office::on("Thu 10:00").await;
    office.anna().says("/plan").await;
    assert!(office.anna().reads().contains("23–27 ноября"), "{}", office.anna().reads());
    office.skip();
    office.goes_to("Fri 18:00").await;
    let digest = office.tg.messages(MARKETING).into_iter().rfind(|m| m.from_bot && !m.deleted).unwrap().text;
    assert!(digest.contains("неделя 48") && !digest.contains("планы 0 из"), "{digest}");
    office.skip();
    office.close().await;
}

#[tokio::test]
async fn who_is_away_at_the_term_is_not_missing_in_the_digest() {
    let office = Office::on("Fri 13:00").await;
    office.pyotr().says("/away 27.11").await;
    office.goes_to("Fri 14:00").await;
    office.anna().says("Лиды 131, трафик 14 200").await;
    office.anna().taps("Отчёт").await;
    office.skip();
    office.goes_to("Fri 18:00").await;
    let digest = || office.tg.messages(MARKETING).into_iter().rfind(|m| m.from_bot && !m.deleted).unwrap().text;
    assert!(digest().contains("Не отчитались: Ольга Белова\n"), "{}", digest());
    assert!(digest().contains("отчёты 1 из 2") || digest().contains("Отчёты в срок: 1 из 2"), "{}", digest());
    office.skip();
    office.close().await;
}

#[tokio::test]
async fn the_first_agenda_comes_where_only_numbers_were_reported() {
    let office = Office::on("Fri 14:00").await;
    office.anna().says("Лиды 131, трафик 14 200").await;
    office.anna().taps("Отчёт").await;
    office.skip();
    office.goes_to("Mon 10:00").await;
    let agenda = office.tg.latest(PLANERKA).expect("an agenda").text;
    assert!(agenda.contains("Планёрка: повестка"), "{agenda}");
    office.skip();
    office.close().await;
}

#[tokio::test]
async fn after_a_week_without_working_days_managers_hear_who_is_missing() {
    let office = Office::on("Thu 14:00").await;
    // 1 to 10 January nobody works.
    office.later(Duration::days(40)).await;
    office.goes_to("Mon 08:00").await;
    office.skip();
    office.goes_to("Mon 09:00").await;
    assert!(office.anna().reads().contains("11–15 января"), "{}", office.anna().reads());
    office.skip();
    office.goes_to("Mon 16:00").await;
    let missing = office.olga().reads();
    assert!(missing.contains("Без плана на 11–15 января") && missing.contains("Анна Смирнова"), "{missing}");
    office.skip();
    office.close().await;
}

#[tokio::test]
async fn the_running_week_can_be_planned_on_monday() {
    let office = Office::of(&with_ritual(ON_MONDAY), "Mon 08:30").await;
    office.goes_to("Mon 09:00").await;
    let card = office.anna().reads();
    assert!(card.contains("📝 План на 23–27 ноября") && card.contains("Сдать до пн 12:00"), "{card}");
    office.anna().says(WHOLE).await;
    office.anna().taps("Отправить").await;
    assert!(office.anna().reads().contains("23–27 ноября"), "{}", office.anna().reads());
    office.goes_to("Mon 11:00").await;
    assert!(office.pyotr().reads().contains("⏰"), "{}", office.pyotr().reads());
    office.goes_to("Mon 12:00").await;
    let missing = office.olga().reads();
    assert!(missing.contains("Без плана на 23–27 ноября: Пётр Иванов"), "{missing}");
    office.later(Duration::minutes(5)).await;
    office.pyotr().says("План\nРасход на рекламу: 55 000\nКампания в Директе => 40 заявок ~ 8ч").await;
    office.pyotr().taps("Отправить").await;
    assert_eq!(office.count("SELECT count(*) FROM plan WHERE week = '2026-W48' AND version > 0").await, 2);
    assert_eq!(office.count("SELECT count(*) FROM plan WHERE late").await, 1);
    office.olga().taps("Утвердить все").await;
    office.skip();
    office.goes_to("Thu 15:00").await;
    assert!(!office.transcript().contains("📝"), "nothing is planned on Thursday");
    office.goes_to("Fri 14:00").await;
    assert!(office.anna().reads().contains("Отчёт за 23–27 ноября"), "{}", office.anna().reads());
    office.goes_to("Fri 18:00").await;
    let digest = office.tg.messages(MARKETING).into_iter().rfind(|m| m.from_bot && !m.deleted).unwrap().text;
    assert!(digest.contains("планы 1 из 3"), "{digest}");
    office.goes_to("Mon 09:00").await;
    assert!(office.anna().reads().contains("📝 План на 30 ноября – 4 декабря"), "{}", office.anna().reads());
    office.skip();
    office.close().await;
}

#[tokio::test]
async fn who_plans_on_monday_and_was_away_on_friday_is_asked_for_the_report_on_the_first_day_back() {
    let office = Office::of(&with_ritual(ON_MONDAY), "Thu 12:00").await;
    office.pyotr().says("/away 27.11").await;
    office.goes_to("Mon 08:00").await;
    office.skip();
    office.goes_to("Mon 09:00").await;
    let asked = office.transcript();
    let (_, pyotr) = asked.split_once("Пётр Иванов reads:").unwrap();
    assert!(pyotr.contains("📊 Отчёт за 23–27 ноября\n    Сдать до пн 17:30"), "{asked}");
    let (his, _) = pyotr.split_once("Игорь Титов reads:").unwrap();
    assert_eq!(his.matches("📝 План на 30").count(), 1, "{asked}");
    office.close().await;
}
