//! A plan comes back with comments on its lines.

use insta::assert_snapshot;
use planerka::render::buttons::{Action, ApprovalAction};

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
    assert_snapshot!(office.olga().reads(), @"
    📝 Анна Смирнова · план на 30 ноября – 4 декабря

    Лиды: 120
    Трафик: 15 000
    11 из 24–28 ч

    1. Запустить лендинг «Ритейл» → страница опубликована, форма принимает заявки · 6 ч
    2. Подготовить вебинар → программа и 3 спикера подтверждены · 5 ч · #вебинары

    Какую строку поправить? Можно отметить несколько.
    [Лиды] [Трафик]
    [1] [2]
    [Назад]
    ");
    office.olga().taps("Лиды").await;
    office.olga().taps("Цель низкая").await;
    office.olga().taps("2").await;
    assert_snapshot!(office.olga().reads(), @"
    📝 Анна Смирнова · план на 30 ноября – 4 декабря

    Лиды: 120
    Трафик: 15 000
    11 из 24–28 ч

    1. Запустить лендинг «Ритейл» → страница опубликована, форма принимает заявки · 6 ч
    2. Подготовить вебинар → программа и 3 спикера подтверждены · 5 ч · #вебинары

    2. Подготовить вебинар: что поправить? Нажмите причину или напишите её сообщением.
    [Нет конечного продукта]
    [Слишком много часов]
    [Разбить на части]
    [Не то сейчас важно]
    [Назад]
    ");
    office.skip();
    office.olga().says("какой спикер\nглавный?").await;
    assert_snapshot!(office.transcript(), @"
    > Ольга Белова: какой спикер
    > главный?
    Ольга Белова reads:
        📝 Анна Смирнова · план на 30 ноября – 4 декабря

        Лиды: 120
        Трафик: 15 000
        11 из 24–28 ч

        1. Запустить лендинг «Ритейл» → страница опубликована, форма принимает заявки · 6 ч
        2. Подготовить вебинар → программа и 3 спикера подтверждены · 5 ч · #вебинары

        ⚠️ Лиды: Цель низкая
        ⚠️ 2. Подготовить вебинар: какой спикер главный?

        Какую строку поправить? Можно отметить несколько.
        [Вернуть с 2 пометками]
        [Лиды] [Трафик]
        [1] [2]
        [Назад]
    ");
    office.olga().taps("Вернуть с 2 пометками").await;
    assert_snapshot!(office.transcript(), @"
    > Ольга Белова taps [Вернуть с 2 пометками]
    Ольга Белова glimpses «Возвращено»
    Ольга Белова sees changed:
        ↩️ Анна Смирнова · план на 30 ноября – 4 декабря возвращён
        Решение: Ольга Белова.
        Лиды: Цель низкая
        2. Подготовить вебинар: какой спикер главный?

        Лиды: 120
            ⚠️ Цель низкая
        Трафик: 15 000
        11 из 24–28 ч

        1. Запустить лендинг «Ритейл» → страница опубликована, форма принимает заявки · 6 ч
        2. Подготовить вебинар → программа и 3 спикера подтверждены · 5 ч · #вебинары
            ⚠️ какой спикер главный?
        [История]
    Анна Смирнова reads:
        ↩️ Ольга Белова: план возвращён
        Лиды: Цель низкая
        2. Подготовить вебинар: какой спикер главный?
        Поправьте и отправьте снова. Остальное без изменений.

        План на 30 ноября – 4 декабря
        Сдать до пт 16:00. Согласует Ольга Белова.

        Показатели
        Лиды: 120
            ⚠️ Цель низкая
        Трафик: 15 000

        Задачи · 11 из 24–28 ч
        1. Запустить лендинг «Ритейл» · 6 ч
            → страница опубликована, форма принимает заявки
        2. Подготовить вебинар · 5 ч · #вебинары
            → программа и 3 спикера подтверждены
            ⚠️ какой спикер главный?

        Ещё задача: новой строкой. Исправить: «Задачи», строка «2: 4ч» или правка своего сообщения.
        [Отправить]
        [Задачи]
        [На эту неделю]
    ");
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
    assert_eq!(office.count("SELECT count(*) FROM line_comment WHERE version = 1").await, 2);
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
    office.olga().forges_action(Action::Approval(ApprovalAction::ReturnMarked { plan, version })).await;
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
    assert_snapshot!(office.transcript(), @"
    > Ольга Белова: много
    Ольга Белова reads:
        План с тех пор изменился. Вот свежая карточка.
    ");
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
    let company = format!(
        "{COMPANY}\n[[goal]]\nkey = \"webinars\"\ntag = \"вебинары\"\ntitle = \"Вебинары\"\nlevel = \"tactical\"\nowner = \"anna\"\n"
    );
    let office = Office::of(&company, "Thu 15:00").await;
    office.had("anna", "leads", 131).await;
    office.had("anna", "traffic", 10_000).await;
    office.anna().says("План\nЛиды: 120\nТрафик: 15 000\nЛендинг => форма принимает заявки ~ 20ч\nСтатьи ~ 12ч").await;
    office.anna().taps("Отправить").await;
    office.anna().taps("Оставить: срочно для клиента").await;
    assert_snapshot!(office.olga().reads(), @"
    📝 Анна Смирнова · план на 30 ноября – 4 декабря
    ⚠️ 32 ч из 28
        Почему больше: «срочно для клиента»
    ⚠️ нет конечного продукта: задача 2
    ⚠️ цель слабее прошлого факта: Лиды 120 после 131 (−8 %)
    ⚠️ цель смелее прошлого факта больше чем на 20 %: Трафик 15 000 после 10 000 (+50 %)
    ⚠️ ни одна задача не ведёт к цели компании

    ⚠️ Лиды: 120 (было 131, −8 %)
    ⚠️ Трафик: 15 000 (было 10 000, +50 %)
    32 из 24–28 ч · к целям: 0 %

    1. Лендинг → форма принимает заявки · 20 ч
    ⚠️ 2. Статьи · 12 ч
    [Утвердить]
    [Вернуть] [Изменить] [Спросить]
    ");
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
