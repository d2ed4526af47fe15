//! Plans change while a manager looks at the inbox.

use insta::assert_snapshot;

use crate::inbox::{CLEAN, submits, ten};
use crate::office::Office;

#[tokio::test]
async fn what_changed_after_it_was_shown_is_left_out_and_named() {
    let office = Office::of(&ten(), "Thu 15:00").await;
    for who in ["anna", "pyotr", "p0", "p1"] {
        submits(&office, who, CLEAN).await;
    }
    let shown = office.tg.latest(office.account("olga")).unwrap();
    let button =
        shown.buttons.iter().flatten().find(|b| b.text.contains("Утвердить все")).unwrap().data.clone().unwrap();
    // Anna takes hers back, Pyotr hands in another version, and the director decides on Alla's.
    office.anna().taps("Изменить").await;
    office.pyotr().taps("Изменить").await;
    office.pyotr().says("1: 7ч").await;
    office.pyotr().taps("Отправить").await;
    office.skip();
    office.olga().forges(&button).await;
    assert_snapshot!(office.transcript(), @"
    > Ольга Белова taps [ac:3]
    Ольга Белова is told «Утверждены 2 плана. Без решения, план с тех пор другой: Анна Смирнова, Пётр Иванов.»
    Ольга Белова sees changed:
        ✅ Утверждены 2 плана. Без решения, план с тех пор другой: Анна Смирнова, Пётр Иванов.

        📝 Ждёт решения 1 план на 30 ноября – 4 декабря

        Без замечаний
        • Пётр Иванов · 7 ч из 28

        Без плана на 30 ноября – 4 декабря: Анна Смирнова, Вика Дроздова, Глеб Зуев, Дина Котова, Егор Лисин, Жанна Орлова, Захар Рыбин
        [Утвердить план без замечаний]
        [Пётр Иванов]
    Алла Ежова sees changed:
        ✅ План на 30 ноября – 4 декабря утверждён
        Согласовано: Ольга Белова.
        Отмечать сделанное: /week. Появилось новое: /add

        Показатели
        Лиды: 120

        Задачи · 6 из 24–28 ч
        1. Лендинг · 6 ч
            → принимает заявки
        [Изменить] [История]
    Алла Ежова reads:
        ✅ План на 30 ноября – 4 декабря утверждён
        Согласовано: Ольга Белова.
        Отмечать сделанное: /week. Появилось новое: /add
    Борис Гусев sees changed:
        ✅ План на 30 ноября – 4 декабря утверждён
        Согласовано: Ольга Белова.
        Отмечать сделанное: /week. Появилось новое: /add

        Показатели
        Лиды: 120

        Задачи · 6 из 24–28 ч
        1. Лендинг · 6 ч
            → принимает заявки
        [Изменить] [История]
    Борис Гусев reads:
        ✅ План на 30 ноября – 4 декабря утверждён
        Согласовано: Ольга Белова.
        Отмечать сделанное: /week. Появилось новое: /add
    ");
    assert_eq!(office.count("SELECT count(*) FROM plan WHERE state = 'approved'").await, 2);
    // The same tap again changes nothing.
    office.olga().forges(&button).await;
    assert_eq!(office.count("SELECT count(*) FROM plan_event WHERE what = 'approved'").await, 2);
    office.skip();
    office.close().await;
}

#[tokio::test]
async fn a_plan_that_raises_a_doubt_by_now_is_left_out() {
    let office = Office::of(&ten(), "Thu 15:00").await;
    for who in ["anna", "pyotr"] {
        submits(&office, who, CLEAN).await;
    }
    // Last week's report comes in: 150 leads, and Anna's 120 are less than that.
    office.had("anna", "leads", 150).await;
    office.skip();
    office.olga().taps("Утвердить все").await;
    assert_snapshot!(office.transcript(), @"
    > Ольга Белова taps [Утвердить все без замечаний (2)]
    Ольга Белова is told «Утверждён 1 план. Без решения, появились замечания: Анна Смирнова.»
    Ольга Белова sees changed:
        ✅ Утверждён 1 план. Без решения, появились замечания: Анна Смирнова.

        📝 Ждёт решения 1 план на 30 ноября – 4 декабря

        С замечаниями
        • Анна Смирнова · 6 ч из 28 · 1 замечание

        Без плана на 30 ноября – 4 декабря: Алла Ежова, Борис Гусев, Вика Дроздова, Глеб Зуев, Дина Котова, Егор Лисин, Жанна Орлова, Захар Рыбин
        [Дальше: Анна Смирнова]
    Пётр Иванов sees changed:
        ✅ План на 30 ноября – 4 декабря утверждён
        Согласовано: Ольга Белова.
        Отмечать сделанное: /week. Появилось новое: /add

        Показатели
        Лиды: 120

        Задачи · 6 из 24–28 ч
        1. Лендинг · 6 ч
            → принимает заявки
        [Изменить] [История]
    Пётр Иванов reads:
        ✅ План на 30 ноября – 4 декабря утверждён
        Согласовано: Ольга Белова.
        Отмечать сделанное: /week. Появилось новое: /add
    ");
    office.close().await;
}

#[tokio::test]
async fn the_author_takes_a_plan_back_while_it_is_open() {
    let office = Office::of(&ten(), "Thu 15:00").await;
    for who in ["anna", "pyotr"] {
        submits(&office, who, CLEAN).await;
    }
    office.olga().taps("Пётр Иванов").await;
    office.skip();
    office.pyotr().taps("Изменить").await;
    let news = office.transcript();
    assert!(news.contains("Автор сейчас меняет план") && news.contains("[‹ Ко всем (1)]"), "{news}");
    // A new submission does not take the open plan away.
    submits(&office, "p0", CLEAN).await;
    assert!(office.olga().reads().contains("[‹ Ко всем (2)]"), "{}", office.olga().reads());
    office.olga().taps("Ко всем").await;
    assert!(office.olga().reads().contains("Алла Ежова"), "{}", office.olga().reads());
    office.skip();
    office.close().await;
}
