//! Plans that nobody decides on climb: one level a working day, each told once, and the author knows who has it.

use insta::assert_snapshot;

use crate::office::{COMPANY, Office};
use crate::submit_plan::WHOLE;

/// Olga belongs to Vera's team: what waits for Olga goes to Vera and then to the director.
fn tall(ritual: &str) -> String {
    let olga = "key = \"olga\"\nname = \"Ольга Белова\"\nteam = \"marketing\"";
    assert!(COMPANY.contains(olga));
    format!("[ritual]\n{ritual}\n\n{}", COMPANY.replace(olga, &olga.replace("marketing", "support")))
}

/// The times at which somebody was shown the list of what waits, with its first line, and what the author was told.
fn climbing(transcript: &str) -> String {
    let mut told = Vec::new();
    let mut at = "";
    let mut lines = transcript.lines().peekable();
    while let Some(line) = lines.next() {
        if line.starts_with("==") {
            at = line;
        } else if let Some((who, _)) = line.split_once(" reads:") {
            let first = lines.peek().unwrap_or(&"").trim();
            let about = ["жд", "Жд", "решаете вы", "теперь согласует"].iter().any(|word| first.contains(word));
            if about && !first.starts_with("📨") {
                told.push(format!("{} {who}: {first}", at.trim_start_matches("== ")));
            }
        }
    }
    told.join("\n")
}

#[tokio::test]
async fn one_level_a_working_day_through_a_weekend_and_a_restart() {
    let mut office = Office::of(&tall(""), "Fri 15:45").await;
    office.anna().says(WHOLE).await;
    office.anna().taps("Отправить").await;
    office.goes_to("Sun 20:00").await;
    office.skip();
    office.goes_to("Mon 12:00").await;
    assert_snapshot!(climbing(&office.transcript()), @"
    Mon 30.11 09:00 Ольга Белова: ⏰ Ждёт вашего решения 1 план, человек начинает неделю.
    Mon 30.11 12:00 Анна Смирнова: План на 30 ноября – 4 декабря ждёт решения дольше срока и поднят уровнем выше. Согласует Вера Лис.
    Mon 30.11 12:00 Вера Лис: ⏰ Маркетинг: планы ждут решения дольше срока. Решает Ольга Белова, вы тоже можете.
    ");
    assert!(office.anna().reads().contains("Согласует Вера Лис"), "{}", office.anna().reads());
    office.restarts().await;
    office.goes_to("Mon 20:00").await;
    assert_eq!(climbing(&office.transcript()), "", "told once");
    // The bot is down when the next level is due, and catches up on it.
    office.is_down_until("Tue 15:00").await;
    assert_snapshot!(climbing(&office.transcript()), @"
    Tue 01.12 15:00 Дмитрий Орлов: ⏰ Маркетинг: планы ждут решения дольше срока. Решает Ольга Белова, вы тоже можете.
    Tue 01.12 15:00 Анна Смирнова: План на 30 ноября – 4 декабря ждёт решения дольше срока и поднят уровнем выше. Согласует Дмитрий Орлов.
    ");
    office.goes_to("Thu 14:00").await;
    assert_eq!(climbing(&office.transcript()), "", "there is nobody above the director");
    // Whoever had it before may still decide, and only the first decision counts.
    office.olga().taps("Утвердить").await;
    let news = office.transcript();
    let list = news.split("Дмитрий Орлов sees changed:").nth(1).unwrap_or_default().trim_start();
    assert!(list.starts_with("Планов на согласовании нет."), "{news}");
    office.goes_to("Thu 14:30").await;
    office.skip();
    office.close().await;
}

#[tokio::test]
async fn several_days_of_downtime_are_one_level() {
    let mut office = Office::of(&tall(""), "Fri 15:45").await;
    office.anna().says(WHOLE).await;
    office.anna().taps("Отправить").await;
    office.goes_to("Sun 20:00").await;
    office.is_down_until("Wed 13:00").await;
    let news = office.transcript();
    assert!(climbing(&news).contains("Вера Лис: ⏰") && !climbing(&news).contains("Дмитрий Орлов: ⏰"), "{news}");
    office.goes_to("Thu 12:00").await;
    assert!(climbing(&office.transcript()).contains("Дмитрий Орлов: ⏰"));
    office.close().await;
}

#[tokio::test]
async fn holidays_do_not_count() {
    let office = Office::of(&tall("approval_due = \"Wed 12:00\""), "Thu 15:00").await;
    for _ in 0..5 {
        office.goes_to("Thu 15:30").await;
    }
    // Thursday, 24 December; the term is Wednesday, the 30th, and the next day is off already.
    office.anna().says(&format!("/plan {WHOLE}")).await;
    office.anna().taps("Отправить").await;
    office.skip();
    office.goes_to("Wed 11:00").await;
    office.skip();
    office.goes_to("Wed 13:00").await;
    assert!(climbing(&office.transcript()).contains("Вера Лис: ⏰"));
    office.goes_to("Thu 15:00").await;
    office.goes_to("Thu 15:00").await;
    office.goes_to("Sun 15:00").await;
    let news = office.transcript();
    assert!(!climbing(&news).contains("Дмитрий Орлов: ⏰"), "{}", climbing(&news));
    // The next working day is the 11th of January: the week of the plan is long over.
    office.goes_to("Mon 12:00").await;
    assert!(!climbing(&office.transcript()).contains("Дмитрий Орлов: ⏰"));
    office.close().await;
}

#[tokio::test]
async fn nobody_is_reminded_more_than_three_times_nor_on_a_weekend() {
    let nudges = "approval_nudges = [\"Sat 10:00\", \"Mon 09:00\", \"Mon 10:00\", \"Mon 11:00\", \"Mon 11:30\"]";
    let office = Office::of(&format!("[ritual]\n{nudges}\n\n{COMPANY}"), "Fri 15:45").await;
    office.anna().says(WHOLE).await;
    office.anna().taps("Отправить").await;
    office.skip();
    office.goes_to("Sun 20:00").await;
    assert_eq!(climbing(&office.transcript()), "");
    office.goes_to("Mon 12:00").await;
    assert_snapshot!(climbing(&office.transcript()), @"
    Mon 30.11 09:00 Ольга Белова: ⏰ Ждёт вашего решения 1 план, человек начинает неделю.
    Mon 30.11 10:00 Ольга Белова: ⏰ Ждёт вашего решения 1 план, человек начинает неделю.
    Mon 30.11 11:00 Ольга Белова: ⏰ Ждёт вашего решения 1 план, человек начинает неделю.
    Mon 30.11 12:00 Дмитрий Орлов: ⏰ Маркетинг: планы ждут решения дольше срока. Решает Ольга Белова, вы тоже можете.
    Mon 30.11 12:00 Анна Смирнова: План на 30 ноября – 4 декабря ждёт решения дольше срока и поднят уровнем выше. Согласует Дмитрий Орлов.
    ");
    assert_eq!(office.count("SELECT count(*) FROM plan WHERE state = 'approved'").await, 0, "never by silence");
    office.close().await;
}
