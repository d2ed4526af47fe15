//! The calendar: each moment once, whatever becomes of the process.

use chrono::Duration;
use planerka::jobs;
use planerka::sandbox::Event;

use crate::office::{COMPANY, MARKETING, Office};
use crate::submit_plan::WHOLE;

/// Everything the bot posts from now on, per chat.
fn posts(office: &Office, since: usize) -> Vec<String> {
    let (events, _) = office.tg.log_since(since);
    let mut posts: Vec<String> = events
        .into_iter()
        .filter_map(|event| match event {
            Event::Sent { chat, text, .. } => Some(format!("{chat}: {text}")),
            _ => None,
        })
        .collect();
    posts.sort();
    posts
}

/// From Thursday to Monday noon, with a restart before, at and after every moment, or with none.
async fn a_week(restarts: bool) -> Vec<String> {
    let mut office = Office::on("Thu 14:00").await;
    let (_, since) = office.tg.log_since(usize::MAX);
    let mut plan_sent = false;
    loop {
        let roster = office.app.ctx.known_roster().unwrap();
        let due = jobs::next_due(&roster, office.now()).unwrap();
        if due > office.now() + Duration::days(3) {
            break;
        }
        if restarts {
            office.later(due - office.now() - Duration::seconds(1)).await;
            office.restarts().await;
        }
        office.later(due - office.now()).await;
        if restarts {
            office.restarts().await;
            office.later(Duration::minutes(1)).await;
            office.restarts().await;
        }
        if !plan_sent {
            office.anna().says(WHOLE).await;
            office.anna().taps("Отправить").await;
            plan_sent = true;
        }
    }
    office.skip();
    let posts = posts(&office, since);
    office.close().await;
    posts
}

#[tokio::test]
async fn restarts_at_any_minute_lose_and_repeat_nothing() {
    let (steady, shaken) = (a_week(false).await, a_week(true).await);
    assert!(steady.len() > 30, "{steady:#?}");
    assert_eq!(steady, shaken);
}

#[tokio::test]
async fn after_downtime_the_fresh_is_caught_up_and_the_stale_is_not() {
    let mut office = Office::on("Thu 14:00").await;
    office.is_down_until("Fri 15:10").await;
    let heads: Vec<String> = office
        .transcript()
        .lines()
        .skip_while(|line| !line.starts_with("Анна"))
        .take_while(|line| !line.starts_with("Пётр"))
        .filter(|line| line.contains('📝') || line.contains('⏰') || line.contains('📊'))
        .map(|line| line.trim().to_owned())
        .collect();
    insta::assert_snapshot!(heads.join("\n"), @"
    📝 План на 30 ноября – 4 декабря
    📊 Отчёт за 23–27 ноября
    ");
    office.is_down_until("Sat 09:00").await;
    assert!(office.tg.messages(MARKETING).iter().any(|m| m.text.starts_with("📊")), "the digest is still of use");
    assert!(office.olga().reads().starts_with("Без отчёта"), "{}", office.olga().reads());
    office.skip();
    office.is_down_until("Sat 08:00").await;
    let news = office.transcript();
    assert!(!news.contains('⏰'), "a week later nobody is reminded of what is over: {news}");
    office.close().await;
}

#[tokio::test]
async fn a_long_silence_ends_quietly() {
    let mut office = Office::on("Thu 14:00").await;
    for _ in 0..5 {
        // Five weeks without the process.
        office.is_down_until("Wed 11:00").await;
    }
    office.skip();
    office.anna().says(WHOLE).await;
    assert!(office.anna().reads().starts_with("📝 План на 28"), "{}", office.anna().reads());
    office.skip();
    office.close().await;
}

#[tokio::test]
async fn two_zones_each_have_their_own_three_oclock() {
    let company =
        COMPANY.replace("function = \"support\"", "function = \"support\"\ntimezone = \"Asia/Yekaterinburg\"");
    let office = Office::of(&company, "Thu 12:59").await;
    office.goes_to("Thu 13:00").await;
    let first = office.transcript();
    assert!(first.contains("Вера Лис reads:") && !first.contains("Анна"), "{first}");
    office.goes_to("Thu 15:00").await;
    let second = office.transcript();
    assert!(!second.contains("Вера Лис reads:") && second.contains("Анна"), "{second}");
    office.close().await;
}

#[tokio::test]
async fn a_person_elsewhere_reads_terms_in_their_own_time() {
    let company =
        COMPANY.replace("metrics = [\"leads\", \"traffic\"]", "metrics = [\"leads\"]\ntimezone = \"Asia/Vladivostok\"");
    let office = Office::of(&company, "Thu 15:00").await;
    office.anna().says("/plan").await;
    assert!(office.anna().reads().contains("Сдать до пт 23:00"), "{}", office.anna().reads());
    office.skip();
    office.close().await;
}
