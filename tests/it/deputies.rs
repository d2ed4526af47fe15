//! Somebody decides in a manager's place: named in the chat, for good or for days, and active while the manager is away.

use insta::assert_snapshot;
use planerka::render::buttons::Action;

use crate::office::{COMPANY, Office};
use crate::submit_plan::WHOLE;

#[tokio::test]
async fn named_in_words_and_by_taps() {
    let office = Office::on("Thu 12:00").await;
    office.olga().says("/deputy").await;
    assert_snapshot!(office.olga().reads(), @"");
    office.skip();
    office.olga().says("/deputy Вера 30.11–4.12").await;
    assert_snapshot!(office.transcript(), @"");
    office.olga().taps("Пётр Иванов").await;
    assert_snapshot!(office.transcript(), @"");
    office.olga().taps("Отменить: Вера").await;
    assert_snapshot!(office.transcript(), @"");
    office.olga().says("/deputy Вася").await;
    office.olga().says("/deputy Вера 1.11").await;
    office.anna().says("/deputy Вера").await;
    assert_snapshot!(office.transcript(), @"");
    office.close().await;
}

#[tokio::test]
async fn decides_while_the_manager_is_away() {
    let office = Office::on("Thu 15:00").await;
    office.olga().says("/deputy Вера").await;
    office.olga().says("/away сегодня").await;
    office.skip();
    office.anna().says(WHOLE).await;
    assert!(office.anna().reads().contains("Согласует Вера Лис (за руководителя: Ольга Белова)."));
    office.skip();
    office.anna().taps("Отправить").await;
    let news = office.transcript();
    assert!(news.contains("Ждёт решения: Вера Лис (за руководителя: Ольга Белова)."), "{news}");
    assert!(news.contains("Вера Лис reads:\n    📝 Анна Смирнова") && !news.contains("Ольга Белова reads"), "{news}");
    office.vera().says("/inbox").await;
    assert!(office.vera().reads().contains("• Анна Смирнова"), "{}", office.vera().reads());
    office.vera().says("/team").await;
    let news = office.transcript();
    assert!(news.contains("Маркетинг: план на") && news.contains("Поддержка: план на"), "{news}");
    office.vera().says("/inbox").await;
    office.vera().taps("Анна Смирнова").await;
    office.vera().taps("Утвердить").await;
    assert!(office.anna().reads().contains("Согласовано: Вера Лис."), "{}", office.anna().reads());
    office.skip();
    office.close().await;
}

#[tokio::test]
async fn for_days_only_on_these_days() {
    let office = Office::on("Thu 15:00").await;
    office.olga().says("/deputy Вера 27.11").await;
    let plan = Action::Approve { plan: 1, version: 1 };
    office.goes_to("Fri 12:00").await;
    office.anna().says(WHOLE).await;
    office.anna().taps("Отправить").await;
    assert!(office.vera().reads().starts_with("📝 Анна Смирнова"), "{}", office.vera().reads());
    // On Monday it is Olga's again: she did not know of it, Vera's card says so, and nothing can be forged.
    office.goes_to("Mon 08:30").await;
    office.skip();
    office.goes_to("Mon 09:00").await;
    assert_snapshot!(office.transcript(), @"");
    let plan_of_anna = office.count("SELECT id FROM plan WHERE state = 'submitted'").await;
    let Action::Approve { version, .. } = plan else { unreachable!() };
    office.vera().forges_action(Action::Approve { plan: plan_of_anna, version }).await;
    assert!(office.transcript().contains("Вера Лис is told «Этот план уже не ждёт решения.»"));
    assert_eq!(office.count("SELECT count(*) FROM plan WHERE state = 'approved'").await, 0);
    office.olga().taps("Анна Смирнова").await;
    office.olga().taps("Утвердить").await;
    office.skip();
    office.close().await;
}

#[tokio::test]
async fn what_waits_follows_to_the_deputy_when_the_manager_goes_away() {
    let mut office = Office::of(
        &COMPANY.replace("manager = \"olga\"", "manager = \"olga\"\ndeputy = \"vera\""),
        "Thu 15:00",
    )
    .await;
    office.anna().says(WHOLE).await;
    office.anna().taps("Отправить").await;
    office.olga().says("/away завтра").await;
    office.goes_to("Fri 08:30").await;
    let news = office.transcript();
    assert!(!news.contains("Вера Лис reads:\n    ⏰"), "nobody is woken at midnight: {news}");
    office.goes_to("Fri 09:00").await;
    assert_snapshot!(office.transcript(), @"");
    office.restarts().await;
    office.goes_to("Fri 11:00").await;
    assert_eq!(office.transcript(), "", "told once");
    office.vera().taps("Анна Смирнова").await;
    office.vera().taps("Вернуть").await;
    office.vera().taps("Слишком много часов").await;
    assert!(office.anna().reads().contains("Вера Лис: план возвращён"), "{}", office.anna().reads());
    office.skip();
    office.close().await;
}
