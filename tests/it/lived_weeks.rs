//! A week that is behind is reported, explained, looked at and filled in as it was lived, whatever is measured since.

use insta::assert_snapshot;

use crate::office::{COMPANY, Office};
use crate::scenes::planned_week;

/// Monday after the week: leads are called otherwise, and Anna no longer reports traffic.
async fn measured_otherwise(office: &Office) {
    office.goes_to("Mon 09:30").await;
    let changed =
        COMPANY.replace("name = \"Лиды\"", "name = \"Заявки\"").replace("[\"leads\", \"traffic\"]", "[\"leads\"]");
    office.declares(&changed).await;
    office.settle().await;
    office.skip();
}

#[tokio::test]
async fn a_report_that_is_still_owed_is_the_one_of_its_week() {
    let office = planned_week("Fri 14:00").await;
    let message = office.anna().says("Лиды 131, трафик 9 000\nвсё готово").await;
    measured_otherwise(&office).await;

    // Why a number fell short that is no longer hers, and the face of it.
    office.anna().says("/report").await;
    office.anna().taps("Трафик: почему?").await;
    assert!(office.anna().reads().contains("Трафик: 9 000 из 15 000"), "{}", office.anna().reads());
    office.anna().taps("Короткая неделя").await;
    // What was said is corrected in the same words.
    office.anna().edits(message, "Лиды 132, трафик 9 100\nвсё готово").await;
    office.anna().taps("Отчёт").await;
    office.skip();

    // Those who lead her read the same report.
    office.olga().says("/report Анна").await;
    assert_snapshot!(office.olga().reads(), @"
    📊 Анна Смирнова · отчёт за 30 ноября – 4 декабря
    Позже срока.

    Показатели
    Лиды: 132 из 120 (+10 %)
    Трафик: 9 100 из 15 000 (−39 %)
        → короткая неделя

    Задачи
    ✅ 1. Лендинг «Ритейл» · 6 ч
    ✅ 2. Вебинар · 5 ч
    ");
    office.skip();
    office.close().await;
}

#[tokio::test]
async fn numbers_by_file_are_those_of_their_week() {
    let office = planned_week("Fri 14:00").await;
    measured_otherwise(&office).await;
    // By the new name, too.
    let file = "Кто;Показатель;Факт;Неделя\nanna;заявки;131;2026-W49\nАнна Смирнова;Лиды;131;2026-W49\nАнна Смирнова;Трафик;9 000;2026-W49\n\
                Анна Смирнова;Лиды;5;2026-W50\nАнна Смирнова;Трафик;5;2026-W50\n";
    office.olga().sends_file("факт.csv", file, "").await;
    assert_snapshot!(office.olga().reads(), @"
    📊 Из «факт.csv» взято 2 числа
    Неделя 30 ноября – 4 декабря (2026-W49)
    Анна Смирнова: Лиды 131, Трафик 9 000

    Не взяты 2 строки
    5: нет показателя «Лиды»
    6: Анна Смирнова: показателя «Трафик» у этого человека нет
    Поправьте эти строки и пришлите файл снова: что уже взято, не удвоится.
    ");
    office.skip();
    office.olga().says("/history Анна").await;
    let history = office.olga().reads();
    assert!(history.contains("Лиды: 131") && history.contains("Трафик: 9 000"), "{history}");
    office.skip();
    office.close().await;
}

#[tokio::test]
async fn who_comes_back_is_asked_for_what_was_theirs_to_report() {
    let office = planned_week("Thu 10:00").await;
    office.writes("DELETE FROM task; UPDATE plan SET version = 0, state = 'draft', agreed_version = NULL").await;
    office.pyotr().says("/away 04.12").await;
    office.goes_to("Sat 12:00").await;
    // From the next week on Pyotr reports nothing.
    office.declares(&COMPANY.replace("metrics = [\"spend\"]", "metrics = []")).await;
    office.skip();
    office.goes_to("Mon 10:00").await;
    let asked = office.transcript();
    let (_, pyotr) = asked.split_once("Пётр Иванов reads:").unwrap();
    assert!(pyotr.contains("Расход на рекламу"), "{asked}");
    office.close().await;
}
