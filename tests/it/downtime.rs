//! The bot was down: nobody is to blame for what it did not hear, and nobody owes what they were not asked for.

use crate::office::{COMPANY, MARKETING, Office};
use crate::scenes::planned_week;
use crate::submit_plan::WHOLE;

/// What the bot posted in a chat last, and how often it was changed.
fn last_post(office: &Office, chat: i64) -> (String, usize) {
    let post = office.tg.messages(chat).into_iter().rfind(|m| m.from_bot && !m.deleted).unwrap();
    (post.text.clone(), usize::try_from(post.edited).unwrap())
}

#[tokio::test]
async fn a_plan_sent_in_time_while_the_bot_was_down_is_neither_late_nor_missing() {
    let mut office = Office::on("Thu 14:00").await;
    office.goes_to("Fri 15:30").await;
    office.anna().says(WHOLE).await;
    // It stops; at 15:50 Anna taps, and Pyotr writes.
    office.strikes("Fri 15:50");
    let (anna, pyotr) = (office.account("anna"), office.account("pyotr"));
    office.tg.tap_latest(anna, anna, "Отправить").unwrap();
    office.tg.say(pyotr, pyotr, "План\nРасход на рекламу: 55 000\nКампания в Директе => 40 заявок ~ 8ч");
    office.skip();
    office.is_down_until("Fri 16:30").await;
    let heard = office.transcript();
    let (_, olga) = heard.split_once("Ольга Белова reads:").unwrap();
    let names = olga.lines().find(|line| line.contains("Без плана на")).expect(&heard);
    assert!(names.contains("Пётр Иванов") && !names.contains("Анна Смирнова"), "{heard}");
    office.pyotr().taps("Отправить").await;
    let late = |key: &str| match key {
        "anna" => "SELECT late FROM plan p JOIN person ON person.id = person_id WHERE key = 'anna'",
        _ => "SELECT late FROM plan p JOIN person ON person.id = person_id WHERE key = 'pyotr'",
    };
    assert_eq!((office.count(late("anna")).await, office.count(late("pyotr")).await), (0, 1), "as of when they tapped");
    office.skip();
    office.close().await;
}

#[tokio::test]
async fn the_digest_after_downtime_knows_at_once_what_was_reported_meanwhile() {
    let mut office = planned_week("Fri 14:00").await;
    let anna = office.account("anna");
    office.anna().says("Лиды 131, трафик 14 200\nвсё готово").await;
    office.strikes("Fri 17:20");
    office.tg.tap_latest(anna, anna, "Отчёт готов").unwrap();
    office.skip();
    office.is_down_until("Fri 18:10").await;
    let (digest, edited) = last_post(&office, MARKETING);
    assert!(digest.contains("Лиды 131 из 120") && !digest.contains("Отчётов за неделю пока нет"), "{digest}");
    assert_eq!(edited, 0, "nothing has to be put right");
    assert!(digest.contains("отчёты 1 из"), "in time: {digest}");
    assert!(!office.olga().reads().contains("Анна"), "{}", office.olga().reads());
    office.skip();
    office.close().await;
}

#[tokio::test]
async fn who_was_never_asked_is_asked_once_quietly_on_monday_and_is_not_missing_before() {
    let mut office = Office::on("Thu 14:00").await;
    office.is_down_until("Sat 10:00").await;
    assert_eq!(office.transcript(), "", "nobody is woken on Saturday, and nobody is named");
    office.olga().says("/inbox").await;
    assert!(!office.olga().reads().contains("Без плана"), "{}", office.olga().reads());
    office.skip();
    office.goes_to("Mon 09:00").await;
    let asked = office.transcript();
    let (_, anna) = asked.split_once("Анна Смирнова reads:").unwrap();
    assert!(anna.contains("📝 План на 30 ноября – 4 декабря\n    Сдать до пн 16:00"), "{asked}");
    assert!(anna.contains("📊 Отчёт за 23–27 ноября"), "{asked}");
    let quiet = office.tg.messages(office.account("anna")).into_iter().filter(|m| m.from_bot && !m.deleted);
    assert!(quiet.clone().any(|m| m.text.contains("План на 30")));
    assert!(quiet.filter(|m| m.text.contains("30 ноября – 4") || m.text.contains("Отчёт за 23")).all(|m| m.silent));
    office.anna().says(WHOLE).await;
    office.anna().taps("Отправить").await;
    office.skip();
    office.goes_to("Mon 15:50").await;
    assert!(!office.transcript().contains('⏰'), "the bot's fault is no reason to remind");
    office.goes_to("Mon 16:00").await;
    assert!(
        office.olga().reads().contains("Без плана на 30 ноября – 4 декабря: Пётр Иванов"),
        "{}",
        office.olga().reads()
    );
    assert_eq!(office.count("SELECT late FROM plan WHERE version > 0").await, 0);
    office.skip();
    office.goes_to("Mon 18:00").await;
    assert!(last_post(&office, MARKETING).0.contains("неделя 48"), "the digest waits for the reports");
    office.skip();
    office.goes_to("Thu 15:00").await;
    assert!(office.transcript().contains("📝 План на 7–11 декабря"), "the next week is as always");
    office.close().await;
}

#[tokio::test]
async fn a_question_found_minutes_before_its_term_gets_a_fair_one() {
    let mut office = Office::on("Thu 14:00").await;
    office.is_down_until("Fri 15:50").await;
    let asked = office.transcript();
    assert!(asked.contains("📊 Отчёт за 23–27 ноября\n    Сдать до пт 17:30"), "the report has time left: {asked}");
    assert!(asked.contains("📝 План на 30 ноября – 4 декабря\n    Сдать до пн 16:00"), "{asked}");
    office.skip();
    office.goes_to("Fri 16:00").await;
    assert_eq!(office.transcript(), "", "nobody is missing yet");
    office.close().await;
}

/// Olga heads marketing and support, whose terms are half an hour and an hour later.
fn two_teams() -> String {
    COMPANY.replace("manager = \"vera\"", "manager = \"olga\"").replace(
        "chat = -1001000000003",
        "chat = -1001000000003\n[team.ritual]\nplan_due = \"Fri 16:30\"\nreport_due = \"Fri 18:00\"\ndigest = \"Fri 18:30\"",
    )
}

#[tokio::test]
async fn one_head_of_two_teams_hears_of_each_at_its_own_term() {
    let office = Office::of(&two_teams(), "Fri 15:30").await;
    office.goes_to("Fri 16:00").await;
    let plans = office.olga().reads();
    assert!(plans.contains("Пётр Иванов") && !plans.contains("Вера Лис"), "{plans}");
    office.goes_to("Fri 16:30").await;
    assert!(office.olga().reads().contains("Вера Лис"), "{}", office.olga().reads());
    let lists = || -> Vec<String> {
        let all = office.tg.messages(office.account("olga")).into_iter().filter(|m| m.from_bot && !m.deleted);
        all.filter(|m| m.text.starts_with("Без отчёта")).map(|m| m.text).collect()
    };
    office.goes_to("Fri 17:30").await;
    assert_eq!(lists().len(), 1, "{:?}", lists());
    assert!(lists()[0].contains("Анна") && !lists()[0].contains("Вера"), "{:?}", lists());
    office.goes_to("Fri 18:00").await;
    assert_eq!(lists().len(), 2, "the first stays: {:?}", lists());
    assert!(lists()[1].contains("Вера") && !lists()[1].contains("Анна"), "{:?}", lists());
    office.skip();
    office.close().await;
}

#[tokio::test]
async fn the_loops_hear_what_waits_before_the_calendar_speaks() {
    let office = planned_week("Fri 14:00").await;
    let anna = office.account("anna");
    office.anna().says("Лиды 131, трафик 14 200\nвсё готово").await;
    office.strikes("Fri 17:20");
    office.tg.tap_latest(anna, anna, "Отчёт готов").unwrap();
    office.strikes("Fri 18:10");
    let before = office.tg.latest(MARKETING).map_or(0, |post| post.id);
    let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
    let run = office.app.run(async {
        let _ = stopped.await;
    });
    let story = async {
        let post = office.tg.wait_reply(MARKETING, before).await;
        stop.send(()).unwrap();
        post.text
    };
    let (ended, digest) = tokio::join!(run, story);
    ended.unwrap();
    assert!(digest.contains("Лиды 131 из 120") && !digest.contains("Отчётов за неделю пока нет"), "{digest}");
    office.settle().await;
    office.skip();
    office.close().await;
}
