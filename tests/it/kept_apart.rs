//! What people of other teams, deputies and new managers see of a person, and what they do not.

use crate::office::{COMPANY, PLANERKA};
use crate::scenes::{planned_week, week_of};

/// The company whose marketing shows totals only.
fn totals(company: &str) -> String {
    company.replace("manager = \"olga\"\n", "manager = \"olga\"\nvisibility = \"totals\"\n")
}

#[tokio::test]
async fn a_hypothesis_shows_numbers_to_those_who_may_see_the_team() {
    let office = planned_week("Wed 12:00").await;
    office.anna().says("/hypothesis Видео на лендинге => Лиды +10 %").await;
    assert!(office.anna().reads().contains("Лиды в неделю до начала: 110"), "{}", office.anna().reads());
    for (who, sees) in [("vera", false), ("igor", false), ("olga", true), ("dmitry", true)] {
        office.person(who).says("/hypothesis 1").await;
        let card = office.person(who).reads();
        assert!(card.contains("Гипотеза 1") && card.contains("110") == sees, "{who}: {card}");
    }
    office.skip();
    office.close().await;
}

#[tokio::test]
async fn totals_hold_in_goals_and_in_the_agenda() {
    let office = week_of(&totals(COMPANY), "Fri 14:00").await;
    office.olga().says("/goals + Вебинары: 6 вебинаров #вебинары").await;
    office.anna().says("/add Афиша => опубликована ~ 5ч #вебинары").await;
    office.anna().says("Лиды 131, трафик 12 000\nвсё готово\nНужно: отделу продаж — список отказов").await;
    office.anna().taps("Отчёт").await;
    for (who, named) in [("vera", false), ("olga", true), ("anna", true)] {
        office.person(who).says("/goals").await;
        let card = office.person(who).reads();
        assert!(card.contains("ч: Анна") == named && card.contains("ч: Маркетинг") != named, "{who}: {card}");
        office.person(who).taps("1").await;
        let card = office.person(who).reads();
        assert!(card.contains("Анна: Афиша") == named && card.contains("ч: Маркетинг") != named, "{who}: {card}");
    }
    office.goes_to("Mon 10:00").await;
    let agenda = office.tg.messages(PLANERKA).into_iter().rfind(|m| m.from_bot && !m.deleted).unwrap().text;
    assert!(agenda.contains("• отделу продаж — список отказов (Маркетинг)"), "{agenda}");
    office.skip();
    office.close().await;
}

#[tokio::test]
async fn a_standing_deputy_reads_reports_only_while_the_manager_is_away() {
    let office = planned_week("Fri 14:00").await;
    office.anna().says("Лиды 131, трафик 12 000\nвсё готово").await;
    office.anna().taps("Отчёт").await;
    office.olga().says("/deputy Вера").await;
    office.vera().says("/report Анна").await;
    assert!(office.vera().reads().starts_with("Среди ваших людей нет «Анна»"), "{}", office.vera().reads());
    office.olga().says("/away сегодня").await;
    office.vera().says("/report Анна").await;
    assert!(office.vera().reads().starts_with("📊 Анна Смирнова"), "{}", office.vera().reads());
    office.skip();
    office.close().await;
}

#[tokio::test]
async fn a_new_manager_reads_from_the_week_of_the_move_on() {
    let office = planned_week("Fri 14:00").await;
    office.anna().says("Лиды 131, трафик 12 000\nвсё готово").await;
    office.anna().taps("Отчёт").await;
    office.goes_to("Mon 12:00").await;
    let anna = "name = \"Анна Смирнова\"\nteam = \"marketing\"";
    office.declares(&COMPANY.replace(anna, &anna.replace("marketing", "sales"))).await;
    office.igor().says("/report Анна").await;
    assert!(office.igor().reads().starts_with("Среди ваших людей нет «Анна»"), "{}", office.igor().reads());
    office.igor().says("/history Анна").await;
    assert!(!office.igor().reads().contains("Лендинг"), "{}", office.igor().reads());
    // The director is above both teams.
    office.dmitry().says("/report Анна").await;
    assert!(office.dmitry().reads().starts_with("📊 Анна Смирнова"), "{}", office.dmitry().reads());
    office.goes_to("Fri 14:00").await;
    office.anna().says("Лиды 95; Трафик 9 100").await;
    office.anna().taps("Отчёт").await;
    office.igor().says("/report Анна").await;
    assert!(office.igor().reads().starts_with("📊 Анна Смирнова"), "{}", office.igor().reads());
    office.skip();
    office.close().await;
}
