//! Messages that stand in the chats of people who may not see any more what they show.

use crate::office::{COMPANY, Office};
use crate::scenes::{planned_week, week_of};

const ENDED: &str = "Больше недоступно.";

/// The company without Pyotr.
fn without_pyotr() -> String {
    let start = COMPANY.find("[[person]]\nkey = \"pyotr\"").unwrap();
    let end = COMPANY.find("[[person]]\nkey = \"igor\"").unwrap();
    format!("{}{}", &COMPANY[..start], &COMPANY[end..])
}

/// How often somebody was told that a message is no longer for them, and whether they saw anything else.
fn ended(news: &str, who: &str) -> (usize, usize) {
    let seen = news.lines().filter(|line| line.starts_with(who) && !line.contains('>')).count();
    (news.matches(&format!("{who} sees changed:\n    {ENDED}")).count(), seen)
}

/// Anna's report is opened again, and she sends it with another number.
async fn corrected(office: &Office, head: &str, number: &str) {
    office.person(head).says("/reopen Анна").await;
    office.person(head).taps("Отчёт за").await;
    office.person(head).taps("Ошибка в цифрах").await;
    office.anna().says(number).await;
    office.anna().taps("Отчёт готов").await;
}

#[tokio::test]
async fn a_leavers_agenda_ends_once() {
    let office = planned_week("Wed 12:00").await;
    office.pyotr().says("/agenda").await;
    office.declares(&without_pyotr()).await;
    office.skip();
    office.anna().says("/hypothesis Видео на лендинге => Лиды +10 %").await;
    assert_eq!(ended(&office.transcript(), "Пётр Иванов"), (1, 1));
    office.anna().says("/hypothesis Рассылка по базе => Лиды +5 %").await;
    assert_eq!(ended(&office.transcript(), "Пётр Иванов"), (0, 0));
    office.close().await;
}

#[tokio::test]
async fn the_report_of_somebody_who_moved_ends_for_their_old_manager() {
    let office = planned_week("Fri 14:00").await;
    office.anna().says("Лиды 131, трафик 12 000\nвсё готово").await;
    office.anna().taps("Отчёт").await;
    office.olga().says("/report Анна").await;
    let anna = "name = \"Анна Смирнова\"\nteam = \"marketing\"";
    office.declares(&COMPANY.replace(anna, &anna.replace("marketing", "sales"))).await;
    office.skip();
    corrected(&office, "igor", "Лиды 132").await;
    assert_eq!(ended(&office.transcript(), "Ольга Белова"), (1, 1));
    corrected(&office, "igor", "Лиды 133").await;
    assert_eq!(ended(&office.transcript(), "Ольга Белова"), (0, 0));
    office.close().await;
}

#[tokio::test]
async fn a_digest_ends_for_whoever_is_demoted_and_moved() {
    let private = COMPANY.replace("chat = -1001000000001\n", "");
    let office: Office = week_of(&private, "Fri 14:00").await;
    office.anna().says("Лиды 131, трафик 12 000\nвсё готово").await;
    office.anna().taps("Отчёт").await;
    office.goes_to("Fri 18:00").await;
    let moved = private.replace("manager = \"olga\"", "manager = \"pyotr\"").replace(
        "name = \"Ольга Белова\"\nteam = \"marketing\"\nrole = \"manager\"",
        "name = \"Ольга Белова\"\nteam = \"support\"",
    );
    office.declares(&moved).await;
    office.skip();
    corrected(&office, "pyotr", "Лиды 132").await;
    let news = office.transcript();
    // The digest is a picture, so that text takes its place as another message.
    assert_eq!(news.matches(&format!("Ольга Белова reads:\n    {ENDED}")).count(), 1, "{news}");
    corrected(&office, "pyotr", "Лиды 133").await;
    let news = office.transcript();
    assert_eq!(ended(&news, "Ольга Белова"), (0, 0), "{news}");
    office.close().await;
}
