//! The register as a file in the chat.

use std::io::Cursor;

use calamine::{Data, Reader as _, Xlsx};
use insta::assert_snapshot;

use crate::office::{Office, Person};
use crate::scenes::planned_week;

/// The file the person got last.
fn file(office: &Office, person: &Person<'_>) -> (String, Vec<u8>) {
    let (name, bytes) = office.tg.latest(person.account).unwrap().document.unwrap();
    (name, bytes.to_vec())
}

/// A sheet's cells, row by row: numbers as they are typed, formulas by their result.
fn sheet(bytes: &[u8], name: &str) -> String {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes.to_vec())).unwrap();
    let range = book.worksheet_range(name).unwrap();
    let cell = |cell: &Data| match cell {
        Data::Empty => "·".to_owned(),
        Data::String(text) => format!("«{text}»"),
        Data::DateTime(date) => date.as_f64().to_string() + "d",
        other => other.to_string(),
    };
    range.rows().map(|row| row.iter().map(cell).collect::<Vec<_>>().join(" ")).collect::<Vec<_>>().join("\n")
}

async fn reported() -> Office {
    let office = planned_week("Fri 14:00").await;
    office.anna().says("/add =HYPERLINK(\"http://x\") ~ 1,5ч").await;
    office.anna().says("Лиды: 131\nТрафик: 14 200\n1 готово 5,5ч принимает заявки\n2 нет: спикеры молчат").await;
    office.anna().taps("Отчёт").await;
    office.skip();
    office
}

#[tokio::test]
async fn a_workbook_of_the_week_that_is_reported_on() {
    let office = reported().await;
    office.dmitry().says("/export").await;
    assert_snapshot!(office.transcript(), @"
    > Дмитрий Орлов: /export
    Дмитрий Орлов reads:
        📎 planerka-2026-W49.xlsx
        Реестр: 30 ноября – 4 декабря
    ");
    let (_, bytes) = file(&office, &office.dmitry());
    assert_snapshot!(sheet(&bytes, "Планы"), @"
    «Неделя» «Начало» «Команда» «Кто» «План» «Версия» «План позже срока» «Отчёт» «Отчёт позже срока» «Задач» «Часы, план» «Часы, факт»
    «2026-W49» 46356d «Продажи» «Дмитрий Орлов» «черновик» 0 · «нет» · 0 0 0
    «2026-W49» 46356d «Маркетинг» «Ольга Белова» «утверждён» 1 · «нет» · 1 4 0
    «2026-W49» 46356d «Маркетинг» «Анна Смирнова» «утверждён» 1 · «черновик» · 3 12.5 5.5
    «2026-W49» 46356d «Маркетинг» «Пётр Иванов» «утверждён» 1 · «нет» · 1 8 0
    «2026-W49» 46356d «Продажи» «Игорь Титов» «черновик» 0 · «нет» · 0 0 0
    «2026-W49» 46356d «Поддержка» «Вера Лис» «черновик» 0 · «нет» · 0 0 0
    ");
    assert_snapshot!(sheet(&bytes, "Задачи"), @r#"
    «Неделя» «Начало» «Команда» «Кто» «№» «Задача» «Конечный продукт» «Часы, план» «Часы, факт» «Состояние» «Откуда» «Цель» «Что вышло» «Почему не вышло» «Файлов»
    «2026-W49» 46356d «Маркетинг» «Ольга Белова» 1 «Бюджет на год» «согласован с директором» 4 · «открыта» «новая» · · · ·
    «2026-W49» 46356d «Маркетинг» «Анна Смирнова» 1 «Лендинг «Ритейл»» «принимает заявки» 6 5.5 «сделана» «новая» · «принимает заявки» · ·
    «2026-W49» 46356d «Маркетинг» «Анна Смирнова» 2 «Вебинар» «3 спикера подтверждены» 5 0 «не сделана» «новая» · «спикеры молчат» «спикеры молчат» ·
    «2026-W49» 46356d «Маркетинг» «Анна Смирнова» 3 «=HYPERLINK("http://x")» · 1.5 · «открыта» «вне плана» · · · ·
    «2026-W49» 46356d «Маркетинг» «Пётр Иванов» 1 «Кампания в Директе» «40 заявок» 8 · «открыта» «новая» · · · ·
    "#);
    assert_snapshot!(sheet(&bytes, "Показатели"), @"
    «Неделя» «Начало» «Команда» «Кто» «Показатель» «Единица» «План» «Факт» «К плану» «Почему не вышло»
    «2026-W49» 46356d «Маркетинг» «Ольга Белова» «Новые клиенты» «шт.» 12 · · ·
    «2026-W49» 46356d «Маркетинг» «Анна Смирнова» «Лиды» «шт.» 120 131 0.09166666666666666 ·
    «2026-W49» 46356d «Маркетинг» «Анна Смирнова» «Трафик» «шт.» 15000 14200 -0.05333333333333334 ·
    «2026-W49» 46356d «Маркетинг» «Пётр Иванов» «Расход на рекламу» «RUB» 55000 · · ·
    ");
    assert_snapshot!(sheet(&bytes, "KPI по неделям"), @"
    «Неделя» «Начало» «Команда» «Показатель» «Единица» «План» «Факт» «К плану»
    «2026-W49» 46356d «Маркетинг» «Лиды» «шт.» 120 131 0.09166666666666666
    «2026-W49» 46356d «Маркетинг» «Трафик» «шт.» 15000 14200 -0.05333333333333334
    «2026-W49» 46356d «Маркетинг» «Расход на рекламу» «RUB» 55000 · ·
    «2026-W49» 46356d «Маркетинг» «Новые клиенты» «шт.» 12 · ·
    «2026-W49» 46356d «Маркетинг» «CAC» «RUB» 4583.3333 · ·
    ");
    office.close().await;
}

#[tokio::test]
async fn only_what_the_asker_may_see() {
    let office = reported().await;
    // Vera heads support alone.
    office.vera().says("/export csv").await;
    let (name, bytes) = file(&office, &office.vera());
    let text = String::from_utf8(bytes).unwrap();
    assert_eq!(name, "planerka-2026-W49.csv");
    assert!(text.starts_with("\u{feff}week;") && !text.contains("anna"), "{text}");
    office.skip();
    office.anna().says("/export").await;
    office.dmitry().says("/export 14").await;
    office.dmitry().says("/export вчера").await;
    assert_snapshot!(office.transcript(), @"
    > Анна Смирнова: /export
    Анна Смирнова reads:
        Это может только руководитель.
    > Дмитрий Орлов: /export 14
    Дмитрий Орлов reads:
        За раз можно взять 13 недель. Больше: planerka export на сервере.
    > Дмитрий Орлов: /export вчера
    Дмитрий Орлов reads:
        Напишите так: /export, /export 8 (последние 8 недель), /export 2026-W45 2026-W48. Формат: xlsx, csv или json.
    ");
    office.close().await;
}

#[tokio::test]
async fn several_weeks_at_once() {
    let office = reported().await;
    office.olga().says("/export 2 json").await;
    let (name, bytes) = file(&office, &office.olga());
    assert_eq!(name, "planerka-2026-W48-2026-W49.json");
    let weeks: serde_json::Value = serde_json::from_slice(&bytes).unwrap();
    assert_eq!((&weeks[0]["week"], &weeks[1]["week"]), (&"2026-W48".into(), &"2026-W49".into()));
    assert!(weeks[1]["plans"].as_array().unwrap().iter().all(|plan| plan["team"] == "marketing"));
    office.skip();
    office.close().await;
}
