//! Whole messages, as people paste them.

use insta::assert_snapshot;

use crate::domain::intake::tests::{METRICS, show, show_report};
use crate::domain::intake::{looks_like_plan, read_plan, read_report};

fn plan(text: &str) -> String {
    assert!(looks_like_plan(text, METRICS));
    show(&read_plan(text, METRICS, 0))
}

#[test]
fn the_contracts_example() {
    let text = "План\nМетрики:\nЛиды: 120\nТрафик: 15 000\nЗадачи:\n\
        - Запустить лендинг «Ритейл» => страница опубликована, форма принимает заявки ~ 6ч\n\
        - Подготовить вебинар => программа и 3 спикера подтверждены ~ 5ч #вебинары";
    assert!(read_plan(text, METRICS, 0).says_plan);
    assert_snapshot!(plan(text), @r#"
    leads = 120
    traffic = 15000
    + Запустить лендинг «Ритейл» => страница опубликована, форма принимает заявки ~360
    + Подготовить вебинар => программа и 3 спикера подтверждены ~300 #вебинары
    "#);
}

#[test]
fn notes_from_a_phone() {
    let text = "\u{feff}📝 План на неделю 30.11 – 04.12\r\n\r\n🎯 Цели\r\nлиды - 130\r\nтрафик\u{a0}15\u{202f}500\r\nПоказы 40к\r\n\r\n\
        Дела\r\n1) Лендинг «Ритейл» → открыт, 4ч\r\n2) Созвон с Альфой 3-4\r\n3) Отчёт за 3 квартал -> таблица у Ольги (2 ч)\r\n\
        4) \r\n– разобрать почту 🙈\r\n————\r\n5) Вебинар\r\n      → программа и 3 спикера\r\n      ~ 1ч30м #вебинары";
    assert_snapshot!(plan(text), @r#"
    leads = 130
    traffic = 15500
    + Лендинг «Ритейл» => открыт ~240
    + Отчёт за 3 квартал => таблица у Ольги ~120
    + разобрать почту 🙈
    + Вебинар => программа и 3 спикера ~90 #вебинары
    ? UnknownMetric { name: "Показы", value: 40000, nearest: None } «Показы 40к»
    ? HoursRange { low: 3, high: 4 } «2) Созвон с Альфой 3-4» | + Созвон с Альфой
    "#);
}

#[test]
fn one_breath_without_headings() {
    let text = "Лиды 130, трафик 15к\nЗапустить лендинг — страница опубликована 6 ч.\nПозвонить 20 клиентам\nок";
    assert_snapshot!(plan(text), @r#"
    leads = 130
    traffic = 15000
    + Запустить лендинг => страница опубликована ~360
    + Позвонить 20 клиентам
    ? NotUnderstood «ок»
    "#);
}

#[test]
fn metrics_then_tasks_after_a_blank_line() {
    let text = "План: \nМетрики: Лиды 120, Трафик 15 000\n\nПодготовить вебинар\nСозвон с Альфой ~1";
    assert_snapshot!(plan(text), @r#"
    leads = 120
    traffic = 15000
    + Подготовить вебинар
    + Созвон с Альфой ~60
    "#);
}

#[test]
fn a_plan_in_english() {
    let text = "Weekly plan\n**Targets**\nLeads: 1,200\nTraffic = 15k\nChurn rate 2.5%\nCAC: $1,200.50\n\n## Tasks\n\
        * [ ] Launch the landing page -> page is live ~ 6h\n* [x] Call with Alpha (30 min)\n* Webinar => agenda, 3 speakers confirmed, 1h 30m #webinars\n\
        * Reply to tickets within 2 hours\n* Prepare slides 3-4h";
    assert_snapshot!(plan(text), @r#"
    leads = 1200
    traffic = 15000
    churn = 2.5
    cac = 1200.5
    + Launch the landing page => page is live ~360
    + Call with Alpha ~30
    + Webinar => agenda, 3 speakers confirmed ~90 #webinars
    + Reply to tickets within 2 hours
    ? HoursRange { low: 3, high: 4 } «* Prepare slides 3-4h» | + Prepare slides
    "#);
}

#[test]
fn the_four_part_form() {
    let text = "Недельный план\nЦелевые метрики:\n1. Лиды — 120\n2. Квал лиды — 60\n\nОписание задач:\n1. Подготовить вебинар\n\
        Конечный продукт: программа готова\nВремя: 5 ч\n2. Созвон с Альфой\nРезультат: протокол\nВремя: 1,5";
    assert_snapshot!(plan(text), @r#"
    leads = 120
    mql = 60
    + Подготовить вебинар => программа готова ~300
    + Созвон с Альфой => протокол ~90
    "#);
}

#[test]
fn changes_in_one_message() {
    let text = "2: 4ч\n3 => протокол у Ольги\nудалить 1\n9: 2ч\nРазобрать заявки => пусто ~ 1ч";
    assert_snapshot!(show(&read_plan(text, METRICS, 3)), @r#"
    2: ~240
    3: => протокол у Ольги
    1: delete
    + Разобрать заявки => пусто ~60
    ? NoSuchTask { number: 9 } «9: 2ч»
    "#);
}

#[test]
fn a_report_in_russian() {
    let text = "Отчёт за неделю\nМетрики:\nЛиды 131\nТрафик: 14 200 из 15 000\nквал лиды 52, CAC 4 580 ₽\n\nЗадачи:\n\
        1. ✅ 5,5ч лендинг открыт, 3 заявки https://retail.tplab.ru\n2. частично, 3 ч: нет спикера\n3 — нет, не дали доступ\n4 -\n\n\
        Главное: лендинг «Ритейл» открыт\nКлиенты: трое спросили про 1С\nНужно: презентация от продаж\nкак-то так";
    assert_snapshot!(show_report(&read_report(text, METRICS, 4)), @r#"
    leads = 131
    traffic = 14200
    mql = 52
    cac = 4580
    1: Done ~330 «лендинг открыт, 3 заявки https://retail.tplab.ru»
    2: Partly ~180 «нет спикера»
    3: NotDone «не дали доступ»
    4: NotDone
    Highlight: лендинг «Ритейл» открыт
    Insight: трое спросили про 1С
    Need: презентация от продаж
    ? NotUnderstood «как-то так»
    "#);
}

#[test]
fn a_report_in_english() {
    let text = "Report\nLeads 131, traffic 14,200\nChurn rate: 2.5%\n\n1 done 5.5h page is live\n2 partly 3h: no speaker\n\
        3: not done - was ill\n4: https://a.com/b\n\nBlockers:\n- no access to CRM\n- no budget\n\nLesson: start earlier";
    assert_snapshot!(show_report(&read_report(text, METRICS, 4)), @r#"
    leads = 131
    traffic = 14200
    churn = 2.5
    1: Done ~330 «page is live»
    2: Partly ~180 «no speaker»
    3: NotDone «was ill»
    4: «https://a.com/b»
    Blocker: no access to CRM
    Blocker: no budget
    Lesson: start earlier
    "#);
}
