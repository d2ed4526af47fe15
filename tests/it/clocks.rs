//! The machine's clock is set while the bot runs.

use chrono::Duration;

use crate::office::Office;

#[tokio::test]
async fn a_clock_set_a_week_ahead_and_back_uses_no_moment_up() {
    let office = Office::on("Thu 14:00").await;
    office.later(Duration::days(8)).await;
    office.later(-Duration::days(8)).await;
    office.skip();
    office.goes_to("Thu 15:00").await;
    let asked = office.transcript();
    assert!(asked.contains("📝 План на 30 ноября – 4 декабря"), "this week's: {asked}");
    office.goes_to("Fri 18:00").await;
    assert!(office.transcript().contains("📊 Маркетинг, неделя 48"));
    office.goes_to("Thu 15:00").await;
    assert!(office.transcript().contains("📝 План на 7–11 декабря"), "next week's");
    office.close().await;
}

#[tokio::test]
async fn a_clock_put_right_by_seconds_repeats_nothing() {
    let office = Office::on("Thu 14:00").await;
    office.goes_to("Thu 15:00").await;
    office.skip();
    office.later(-Duration::seconds(20)).await;
    office.later(Duration::seconds(40)).await;
    assert_eq!(office.transcript(), "");
    office.close().await;
}
