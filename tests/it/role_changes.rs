//! After `apply` changed who does what: what is open follows, what is closed stays.

use insta::assert_snapshot;
use planerka::render::buttons::{Action, ApprovalAction};

use crate::office::{COMPANY, Office};
use crate::submit_plan::WHOLE;

/// The company without somebody.
fn without(key: &str) -> String {
    let start = COMPANY.find(&format!("[[person]]\nkey = \"{key}\"")).unwrap();
    let rest = &COMPANY[start + 2..];
    let end = rest.find("[[").unwrap() + start + 2;
    format!("{}{}", &COMPANY[..start], &COMPANY[end..])
}

/// Thursday: Anna's plan waits for Olga.
async fn waiting() -> Office {
    let office = Office::on("Thu 15:00").await;
    office.anna().says(WHOLE).await;
    office.anna().taps("Отправить").await;
    office.skip();
    office
}

#[tokio::test]
async fn a_new_manager_gets_what_waits_and_the_old_one_is_told() {
    let mut office = waiting().await;
    office.declares(&COMPANY.replace("manager = \"olga\"", "manager = \"pyotr\"")).await;
    assert_snapshot!(office.transcript(), @"
    Ольга Белова sees changed:
        📝 Анна Смирнова · план на 30 ноября – 4 декабря
        Теперь решает Пётр Иванов.
    Анна Смирнова sees changed:
        📨 План на 30 ноября – 4 декабря отправлен
        Ждёт решения: Пётр Иванов.
        Правьте строками: решать будут по новой версии.

        Показатели
        Лиды: 120
        Трафик: 15 000

        Задачи · 11 из 24–28 ч
        1. Запустить лендинг «Ритейл» · 6 ч
            → страница опубликована, форма принимает заявки
        2. Подготовить вебинар · 5 ч · #вебинары
            → программа и 3 спикера подтверждены
        [Изменить] [История]
    Анна Смирнова reads:
        План на 30 ноября – 4 декабря теперь согласует Пётр Иванов.
    Пётр Иванов reads:
        ⏰ Теперь решаете вы: 1 план.

        Без замечаний
        • Анна Смирнова · 30 ноября – 4 декабря · 11 ч из 28

        Без плана на 30 ноября – 4 декабря: Ольга Белова
        [Утвердить план без замечаний]
        [Анна Смирнова]
    ");
    office.restarts().await;
    assert_eq!(office.transcript(), "", "told once");
    let plan = office.count("SELECT id FROM plan WHERE state = 'submitted'").await;
    office.olga().forges_action(Action::Approval(ApprovalAction::Approve { plan, version: 1 })).await;
    assert!(office.transcript().contains("Ольга Белова is told «Этот план уже не ждёт решения.»"));
    office.pyotr().taps("Анна Смирнова").await;
    office.pyotr().taps("Утвердить").await;
    assert!(office.anna().reads().contains("Согласовано: Пётр Иванов."), "{}", office.anna().reads());
    // What is decided stays decided, whoever comes next.
    office.skip();
    office.declares(COMPANY).await;
    let news = office.transcript();
    assert!(!news.contains("reads:\n    ⏰") && !news.contains("Анна Смирнова"), "{news}");
    assert_eq!(office.count("SELECT count(*) FROM plan WHERE state = 'approved'").await, 1);
    office.close().await;
}

#[tokio::test]
async fn a_moved_person_takes_their_plan_along() {
    let office = waiting().await;
    let anna = "name = \"Анна Смирнова\"\nteam = \"marketing\"";
    office.declares(&COMPANY.replace(anna, &anna.replace("marketing", "support"))).await;
    let news = office.transcript();
    assert!(news.contains("Вера Лис reads:\n    ⏰ Теперь решаете вы: 1 план."), "{news}");
    assert!(news.contains("Теперь решает Вера Лис."), "{news}");
    office.close().await;
}

#[tokio::test]
async fn nothing_is_asked_of_or_about_a_leaver_any_more() {
    let office = waiting().await;
    office.declares(&without("anna")).await;
    assert_snapshot!(office.transcript(), @"
    Ольга Белова sees changed:
        📝 Анна Смирнова · план на 30 ноября – 4 декабря
        Автор больше не работает в компании, решать по плану не нужно.
    ");
    office.olga().says("/inbox").await;
    assert!(office.olga().reads().starts_with("Планов на согласовании нет"), "{}", office.olga().reads());
    let plan = office.count("SELECT id FROM plan WHERE state = 'submitted'").await;
    office.skip();
    office.olga().forges_action(Action::Approval(ApprovalAction::Approve { plan, version: 1 })).await;
    assert!(office.transcript().contains("Ольга Белова is told «Этот план уже не ждёт решения.»"));
    office.goes_to("Tue 18:00").await;
    let news = office.transcript();
    assert!(!news.contains("Анна Смирнова"), "{news}");
    assert_eq!(office.count("SELECT count(*) FROM plan WHERE version = 1").await, 1, "the history stays");
    office.close().await;
}

#[tokio::test]
async fn a_deputy_who_leaves_decides_no_more() {
    let office = waiting().await;
    office.olga().says("/deputy Вера").await;
    office.olga().says("/away сегодня").await;
    assert!(office.vera().reads().contains("Анна Смирнова"), "{}", office.vera().reads());
    office.skip();
    let text = without("vera").replace("function = \"support\"\nmanager = \"vera\"", "function = \"support\"");
    office.declares(&text).await;
    let news = office.transcript();
    assert!(news.contains("Дмитрий Орлов reads:\n    ⏰ Теперь решаете вы: 1 план."), "{news}");
    office.olga().says("/deputy").await;
    assert!(
        office.olga().reads().contains("Вера Лис · когда вас нет · сейчас не может решать"),
        "{}",
        office.olga().reads()
    );
    office.skip();
    office.close().await;
}
