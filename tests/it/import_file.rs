//! The file with numbers itself: one to fill in, how it arrives, and what is no such file.

use std::io::Cursor;

use calamine::{Data, Reader as _, Xlsx};
use chrono::Duration;
use insta::assert_snapshot;
use planerka::domain::calendar::week::Week;
use planerka::domain::numbers::import::{Scope, read};
use planerka::import::{MOST_BYTES, table};
use planerka::sandbox::{Fault, FaultRule};
use planerka::storage::company;
use proptest::prelude::*;
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};

use crate::import::WEEK;
use crate::office::{COMPANY, Office};
use crate::scenes::planned_week;

#[tokio::test]
async fn a_file_to_fill_in() {
    let office = planned_week("Fri 14:05").await;
    office.anna().says("Лиды: 131").await;
    office.skip();
    office.olga().says("/import").await;
    assert_snapshot!(office.transcript(), @"
    > Ольга Белова: /import
    Ольга Белова reads:
        📎 planerka-actuals-2026-W49.xlsx
        Показатели за 30 ноября – 4 декабря. Впишите числа в столбец «Факт» и пришлите файл сюда: пустые строки останутся как есть.

        Подойдёт и свой файл, XLSX или CSV, со столбцами «Кто», «Показатель», «Факт» и, если нужно, «Неделя». Тот же файл второй раз ничего не изменит.
    ");
    let (_, bytes) = office.tg.latest(office.olga().account).unwrap().document.unwrap();
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes.to_vec())).unwrap();
    let range = book.worksheet_range_at(0).unwrap().unwrap();
    let rows: Vec<Vec<String>> = range.rows().map(|row| row.iter().map(Data::to_string).collect()).collect();
    assert_snapshot!(rows.iter().map(|row| row.join(" | ")).collect::<Vec<_>>().join("\n"), @"
    Неделя | Кто | Показатель | Факт
    2026-W49 | Ольга Белова | Новые клиенты | 
    2026-W49 | Анна Смирнова | Лиды | 131
    2026-W49 | Анна Смирнова | Трафик | 
    2026-W49 | Пётр Иванов | Расход на рекламу |
    ");
    // As it is, it says nothing new; filled in, it does.
    office.olga().sends_file("planerka-actuals-2026-W49.xlsx", bytes.to_vec(), "").await;
    assert_snapshot!(office.olga().reads(), @"
    📊 «planerka-actuals-2026-W49.xlsx»: всё уже так, ничего не изменилось
    Без числа 3 строки, они не тронуты.
    ");
    let mut filled = Workbook::new();
    let sheet = filled.add_worksheet();
    for (y, row) in (0u32..).zip(&rows) {
        for (x, cell) in (0u16..).zip(row) {
            sheet.write(y, x, cell).unwrap();
        }
    }
    sheet.write(1, 3, 13).unwrap();
    sheet.write(3, 3, 14200.1).unwrap();
    sheet.write_formula(4, 3, Formula::new("=50000+5120.5").set_result("55120.5")).unwrap();
    let day = Format::new().set_num_format("dd.mm.yyyy");
    sheet.write_with_format(4, 0, ExcelDateTime::from_ymd(2026, 12, 3).unwrap(), &day).unwrap();
    // A stray cell in the last row of the sheet.
    sheet.write(1_048_575, 16_000, "?").unwrap();
    office.olga().sends_file("готово.xlsx", filled.save_to_buffer().unwrap(), "").await;
    assert_snapshot!(office.olga().reads(), @"
    📊 Из «готово.xlsx» взято 3 числа
    Неделя 30 ноября – 4 декабря (2026-W49)
    Ольга Белова: Новые клиенты 13
    Анна Смирнова: Трафик 14 200,1
    Пётр Иванов: Расход на рекламу 55 120,50 ₽
    Ещё 1 число уже было таким.
    ");
    office.skip();
    office.igor().says("/import 2026-W47").await;
    office.igor().says("/import 2026-W50").await;
    office.anna().says("/import").await;
    assert_snapshot!(office.transcript(), @"
    > Игорь Титов: /import 2026-W47
    Игорь Титов reads:
        📎 planerka-actuals-2026-W47.xlsx
        Показатели за 16–20 ноября. Впишите числа в столбец «Факт» и пришлите файл сюда: пустые строки останутся как есть.

        Подойдёт и свой файл, XLSX или CSV, со столбцами «Кто», «Показатель», «Факт» и, если нужно, «Неделя». Тот же файл второй раз ничего не изменит.
    > Игорь Титов: /import 2026-W50
    Игорь Титов reads:
        Напишите так: /import или /import 2026-W48, если нужна другая неделя. Недели, которая ещё не началась, взять нельзя.
    > Анна Смирнова: /import
    Анна Смирнова reads:
        Это может только руководитель.
    ");
    office.close().await;
}

#[tokio::test]
async fn files_that_are_not_taken_get_a_kind_sentence() {
    let office = planned_week("Fri 14:05").await;
    office.anna().sends_file("факт.csv", WEEK, "").await;
    office.olga().sends_file("большой.xlsx", vec![b'x'; MOST_BYTES + 1], "").await;
    office.olga().sends_file("старый.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".as_slice(), "").await;
    office.olga().sends_file("битый.xlsx", b"PK\x03\x04 and no more".as_slice(), "").await;
    office.olga().sends_file("картинка.csv", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".as_slice(), "").await;
    office.olga().sends_file("список.csv", "Сотрудник;Сколько\nАнна;131\n", "").await;
    office.olga().sends_file("пустой.csv", "Кто;Показатель;Факт\n", "").await;
    assert_snapshot!(office.transcript(), @"
    == Fri 04.12 14:05
    > Анна Смирнова:
    Анна Смирнова reads:
        Файл с показателями принимается от руководителя. Свои числа пришлите строками: «Лиды: 131». Итог задачи подпишите её номером: «2».
    > Ольга Белова:
    Ольга Белова reads:
        «большой.xlsx»: файл больше 2 МБ, столько чисел за раз не бывает. Оставьте в нём один лист с показателями и пришлите ещё раз.
    > Ольга Белова:
    Ольга Белова gets 👀
    Ольга Белова reads:
        «старый.xls»: этот вид файла не читается. Сохраните его без пароля как «Книга Excel (.xlsx)» или CSV и пришлите ещё раз.
    > Ольга Белова:
    Ольга Белова gets 👀
    Ольга Белова reads:
        «битый.xlsx»: это не таблица, или файл повреждён. Нужен XLSX или CSV; готовый пришлёт /import.
    > Ольга Белова:
    Ольга Белова gets 👀
    Ольга Белова reads:
        «картинка.csv»: это не таблица, или файл повреждён. Нужен XLSX или CSV; готовый пришлёт /import.
    > Ольга Белова:
    Ольга Белова gets 👀
    Ольга Белова reads:
        «список.csv»: нет строки заголовков или в ней нет столбцов: Показатель, Факт. Готовый файл пришлёт /import.
    > Ольга Белова:
    Ольга Белова gets 👀
    Ольга Белова reads:
        📊 «пустой.csv»: чисел в файле нет
    ");
    // Not a table: as any other file.
    office.olga().sends_file("договор.pdf", b"%PDF".as_slice(), "").await;
    assert_snapshot!(office.olga().reads(), @"
    К какой задаче за 30 ноября – 4 декабря этот файл?
    [1. Бюджет на год]
    ");
    office.skip();
    assert_eq!(office.count("SELECT count(*) FROM actual_event").await, 0);
    office.close().await;
}

/// Excel keeps 35 % as 0.35. People send what they see.
#[tokio::test]
async fn a_cell_shown_as_per_cent_reads_as_it_looks() {
    let company =
        COMPANY.replace("metrics = [\"csat\"]", "metrics = [\"csat\", \"churn\", \"nps\", \"ltv_cac\"]").replace(
            "[[team]]\nkey = \"marketing\"",
            r#"[[metric]]
key = "churn"
name = "Отток"
unit = "percent"
[[metric]]
key = "nps"
name = "Индекс"
unit = "percent"
[[metric]]
key = "ltv_cac"
name = "LTV : CAC"
unit = "ratio"
[[team]]
key = "marketing""#,
        );
    let office = Office::of(&company, "Fri 14:05").await;
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (x, heading) in (0u16..).zip(["Кто", "Показатель", "Факт"]) {
        sheet.write(0, x, heading).unwrap();
    }
    let shown = [
        ("csat", 0.92, "0%"),
        ("churn", 0.0135, "0.00%"),
        // This one only writes the sign behind the number.
        ("nps", 41.5, "0.0\" %\""),
        ("ltv_cac", 3.2, "0%"),
    ];
    for (y, (metric, value, format)) in (1u32..).zip(shown) {
        sheet.write(y, 0, "vera").unwrap();
        sheet.write(y, 1, metric).unwrap();
        sheet.write_with_format(y, 2, value, &Format::new().set_num_format(format)).unwrap();
    }
    office.vera().sends_file("проценты.xlsx", book.save_to_buffer().unwrap(), "").await;
    assert_snapshot!(office.vera().reads(), @"
    📊 Из «проценты.xlsx» взято 4 числа
    Неделя 23–27 ноября (2026-W48)
    Вера Лис: Довольные клиенты 92 %, Отток 1,35 %, Индекс 41,5 %, LTV : CAC 3,2
    ");
    office.skip();
    office.close().await;
}

#[tokio::test]
async fn the_running_bot_fetches_a_file_as_soon_as_it_is_sent() {
    let office = planned_week("Fri 14:05").await;
    let olga = office.olga().account;
    let answered = async {
        let sent = office.tg.say_document(olga, olga, "факт.csv", WEEK, "");
        office.tg.wait_reply(olga, sent).await.text
    };
    // Less than the loop waits by itself.
    let soon = std::time::Duration::from_secs(10);
    tokio::select! {
        ended = office.app.run(std::future::pending()) => panic!("{ended:?}"),
        text = tokio::time::timeout(soon, answered) => assert!(text.unwrap().contains("взято 3 числа")),
    }
    office.settle().await;
    office.skip();
    office.close().await;
}

#[tokio::test]
async fn a_file_that_ended_the_process_is_not_tried_again() {
    let mut office = planned_week("Fri 14:05").await;
    office.tg.fault(FaultRule::new(Fault::Server { status: 502 }).on("getFile"));
    office.olga().sends_file("факт.csv", WEEK, "").await;
    assert_eq!(office.count("SELECT attempts FROM incoming_file").await, 1);
    // As a process that ended in the middle of reading leaves it.
    office.writes("UPDATE incoming_file SET reading = 1").await;
    office.restarts().await;
    office.later(Duration::seconds(5)).await;
    assert!(
        office.olga().reads().starts_with("«факт.csv» не удалось получить или прочитать."),
        "{}",
        office.olga().reads()
    );
    assert_eq!(office.count("SELECT count(*) FROM incoming_file").await, 0);
    // Whatever ends it elsewhere: after five attempts there is no sixth.
    office.tg.fault(FaultRule::new(Fault::Server { status: 502 }).on("getFile"));
    office.olga().sends_file("факт2.csv", WEEK, "").await;
    office.writes("UPDATE incoming_file SET attempts = 5").await;
    office.later(Duration::seconds(5)).await;
    assert!(office.olga().reads().starts_with("«факт2.csv» не удалось"), "{}", office.olga().reads());
    office.skip();
    office.close().await;
}

#[tokio::test]
async fn telegram_stumbles_and_the_file_is_taken_all_the_same() {
    let mut office = planned_week("Fri 14:05").await;
    office.tg.fault(FaultRule { count: 2, ..FaultRule::new(Fault::Server { status: 502 }).on("getFile") });
    office.olga().sends_file("факт.csv", WEEK, "").await;
    assert_snapshot!(office.transcript(), @"
    == Fri 04.12 14:05
    > Ольга Белова:
    Ольга Белова gets 👀
    ");
    office.restarts().await;
    office.later(Duration::seconds(5)).await;
    office.later(Duration::seconds(30)).await;
    assert_snapshot!(office.olga().reads().lines().next().unwrap(), @"📊 Из «факт.csv» взято 3 числа");
    office.skip();
    // Until it is given up: nothing of Telegram's address shows.
    office.tg.fault(FaultRule { count: 5, ..FaultRule::new(Fault::Cut).on("getFile") });
    office.olga().sends_file("факт3.csv", WEEK, "").await;
    for wait in [5, 30, 120, 600] {
        office.later(Duration::seconds(wait)).await;
    }
    assert_snapshot!(office.transcript(), @"
    > Ольга Белова:
    Ольга Белова gets 👀
    == Fri 04.12 14:18
    Ольга Белова reads:
        «факт3.csv» не удалось получить или прочитать. Ничего не изменилось; пришлите файл ещё раз.
    ");
    assert_eq!(office.count("SELECT count(*) FROM incoming_file").await, 0);
    office.close().await;
}

#[tokio::test]
async fn any_table_is_read_without_a_panic_and_only_what_may_be_given_comes_out() {
    let office = Office::on("Fri 14:05").await;
    let roster = company::load(&mut office.tx().await).await.unwrap().unwrap();
    let marketing = [roster.teams[0].id];
    let week: Week = "2026-W48".parse().unwrap();
    let scope = Scope { roster: &roster, teams: &marketing, default: week, running: week };
    let cell = prop::sample::select(vec![
        "Кто",
        "Показатель",
        "Факт",
        "Неделя",
        "anna",
        "Анна",
        "Игорь",
        "leads",
        "Лиды",
        "CAC",
        "131",
        "1,5",
        "15 000",
        "2026-W47",
        "47",
        "",
        "\"",
        "-",
        "99999999999999999999",
        "2026-W60",
        "=1+1",
    ]);
    let tables = prop::collection::vec(prop::collection::vec(cell, 0..6), 0..12);
    let mut runner = proptest::test_runner::TestRunner::default();
    runner
        .run(&(tables, prop::sample::select(vec![";", ",", "\t"])), |(rows, separator)| {
            let body = rows.iter().map(|row| row.join(separator)).collect::<Vec<_>>().join("\n");
            let text = format!("Неделя{separator}Кто{separator}Показатель{separator}Факт\n{body}");
            let Ok(reading) = read(&table(text.as_bytes()).unwrap(), scope) else { return Ok(()) };
            for given in &reading.given {
                prop_assert!(roster.person(given.person).unwrap().team == marketing[0] && given.week <= week);
                prop_assert!(roster.metric(&given.metric).unwrap().formula.is_none());
            }
            Ok(())
        })
        .unwrap();
    runner
        .run(&prop::collection::vec(any::<u8>(), 0..300), |bytes| {
            let _ = table(&bytes);
            let _ = table(&[b"PK\x03\x04", bytes.as_slice()].concat());
            Ok(())
        })
        .unwrap();
    office.close().await;
}
