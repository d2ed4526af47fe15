//! A plan comes back with remarks at its lines.

use insta::assert_snapshot;

use crate::office::{COMPANY, Office};
use crate::submit_plan::WHOLE;

async fn handed_in() -> Office {
    let office = Office::on("Thu 15:00").await;
    office.anna().says(WHOLE).await;
    office.anna().taps("Отправить").await;
    office.skip();
    office
}

#[tokio::test]
async fn two_lines_are_marked_and_the_marks_go_as_the_lines_change() {
    let office = handed_in().await;
    office.olga().taps("Вернуть").await;
    office.olga().taps("Указать строку").await;
    assert_snapshot!(office.olga().reads(), @"");
    office.olga().taps("Лиды").await;
    office.olga().taps("Цель низкая").await;
    office.olga().taps("2").await;
    assert_snapshot!(office.olga().reads(), @"");
    office.skip();
    office.olga().says("какой спикер\nглавный?").await;
    assert_snapshot!(office.transcript(), @"");
    office.olga().taps("Вернуть с 2 пометками").await;
    assert_snapshot!(office.transcript(), @"");
    // A line that is changed is free of its mark; the other keeps it, also under another number.
    office.anna().says("1 удалить").await;
    assert!(office.anna().reads().contains("1. Подготовить вебинар"), "{}", office.anna().reads());
    assert_eq!(office.anna().reads().matches("⚠️").count(), 2, "{}", office.anna().reads());
    office.anna().says("Лиды: 150").await;
    assert_eq!(office.anna().reads().matches("⚠️").count(), 1, "{}", office.anna().reads());
    office.anna().taps("Отправить").await;
    assert_eq!(office.anna().reads().matches("⚠️").count(), 0, "{}", office.anna().reads());
    assert!(!office.olga().reads().contains("спикер\n"), "{}", office.olga().reads());
    // Taken back it is a draft like any other; what was said stays in the history.
    office.anna().taps("Изменить").await;
    assert_eq!(office.anna().reads().matches("⚠️").count(), 0, "{}", office.anna().reads());
    assert_eq!(office.count("SELECT count(*) FROM plan_mark WHERE version = 1").await, 2);
    assert_eq!(office.count("SELECT count(*) FROM plan_event WHERE what = 'returned' AND reason <> ''").await, 1);
    office.skip();
    office.close().await;
}

#[tokio::test]
async fn the_reason_is_required() {
    let office = handed_in().await;
    office.olga().taps("Вернуть").await;
    office.olga().taps("Указать строку").await;
    office.skip();
    let (plan, version) = (2, 1);
    office.olga().forges_action(planerka::render::buttons::Action::ReturnMarked { plan, version }).await;
    let news = office.transcript();
    assert!(news.contains("без причины план не вернуть"), "{news}");
    office.olga().taps("1").await;
    office.olga().says("...").await;
    assert!(office.olga().reads().starts_with("Нужна причина словами"), "{}", office.olga().reads());
    assert_eq!(office.count("SELECT count(*) FROM plan WHERE state = 'returned'").await, 0);
    office.olga().says("/cancel").await;
    office.skip();
    // What was said about another version is not said about this one.
    office.olga().taps("Вернуть").await;
    office.olga().taps("Указать строку").await;
    office.olga().taps("1").await;
    office.anna().taps("Изменить").await;
    office.anna().taps("Отправить").await;
    office.skip();
    office.olga().says("много").await;
    assert_snapshot!(office.transcript(), @"");
    office.close().await;
}

#[tokio::test]
async fn marks_and_words_for_the_whole_plan_together() {
    let office = handed_in().await;
    office.olga().taps("Вернуть").await;
    office.olga().taps("Указать строку").await;
    office.olga().taps("1").await;
    office.olga().taps("Разбить на части").await;
    office.olga().says("Поговорим в 17:00?").await;
    let reads = office.anna().reads();
    assert!(reads.contains("Поговорим в 17:00?") && reads.contains("    ⚠️ Разбить на части"), "{reads}");
    office.skip();
    office.close().await;
}

#[tokio::test]
async fn a_card_with_every_doubt() {
    let company = format!("{COMPANY}\n[[goal]]\nkey = \"webinars\"\ntag = \"вебинары\"\ntitle = \"Вебинары\"\nlevel = \"tactical\"\nowner = \"anna\"\n");
    let office = Office::of(&company, "Thu 15:00").await;
    office.had("anna", "leads", 131).await;
    office.had("anna", "traffic", 10_000).await;
    office.anna().says("План\nЛиды: 120\nТрафик: 15 000\nЛендинг => форма принимает заявки ~ 20ч\nСтатьи ~ 12ч").await;
    office.anna().taps("Отправить").await;
    office.anna().taps("Оставить: срочно для клиента").await;
    assert_snapshot!(office.olga().reads(), @"");
    office.skip();
    office.close().await;
}

#[tokio::test]
async fn the_smallest_step_is_not_bold() {
    let office = Office::on("Thu 15:00").await;
    office.had("anna", "leads", 3).await;
    office.had("anna", "traffic", 100).await;
    office.anna().says("План\nЛиды: 4\nТрафик: 120\nЛендинг => форма принимает заявки ~ 5ч").await;
    office.anna().taps("Отправить").await;
    assert!(!office.olga().reads().contains("⚠️"), "{}", office.olga().reads());
    office.skip();
    office.close().await;
}
