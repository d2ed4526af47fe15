//! Whoever keeps the numbers sends them as a file.

use std::io::Cursor;

use calamine::{Data, Reader as _, Xlsx};
use chrono::Duration;
use insta::assert_snapshot;
use planerka::domain::import::{Given, Scope, read};
use planerka::domain::week::Week;
use planerka::import::{MOST_BYTES, table};
use planerka::sandbox::{Fault, FaultRule};
use planerka::storage::company;
use planerka::storage::given::{Origin, give};
use proptest::prelude::*;
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};

use crate::office::{MARKETING, Office};
use crate::scenes::planned_week;

const WEEK: &str = "\u{feff}Кто;Показатель;Факт\r\nАнна Смирнова;Лиды;131\r\nanna;traffic;14 200\r\nПётр Иванов;Расход на рекламу;55 120,50\r\n";

#[tokio::test]
async fn the_report_is_filled_in_and_its_author_has_the_last_word() {
    let office = planned_week("Fri 14:05").await;
    office.olga().sends_file("факт.csv", WEEK, "").await;
    assert_snapshot!(office.transcript(), @"
    == Fri 04.12 14:05
    > Ольга Белова:
    Ольга Белова gets 👀
    Ольга Белова reads:
        📊 Из «факт.csv» взято 3 числа
        Неделя 30 ноября – 4 декабря (2026-W49)
        Анна Смирнова: Лиды 131, Трафик 14 200
        Пётр Иванов: Расход на рекламу 55 120,50 ₽
    Анна Смирнова sees changed:
        📊 Отчёт за 30 ноября – 4 декабря
        Сдать до пт 17:30.

        Показатели
        Лиды: 131 из 120 (+9 %) · из файла
        Трафик: 14 200 из 15 000 (−5 %) · из файла

        Задачи
        ▫️ 1. Лендинг «Ритейл» · 6 ч
            → принимает заявки
        ▫️ 2. Вебинар · 5 ч
            → 3 спикера подтверждены

        Числа одним сообщением: Лиды 120; Трафик 15 000
        Задача: ✅, остальное ▸ или строкой: «1 готово 5ч что вышло», «2 нет: причина».
        [Отчёт готов]
        [Всё сделано]
        [1 ✅] [1 ▸] [2 ✅] [2 ▸]
        [Главное] [Блокер] [Вывод] [Клиенты]
    Пётр Иванов sees changed:
        📊 Отчёт за 30 ноября – 4 декабря
        Сдать до пт 17:30.

        Показатели
        Расход на рекламу: 55 120,50 ₽, цель до 55 000 ₽ (0 %) · из файла

        Задачи
        ▫️ 1. Кампания в Директе · 8 ч
            → 40 заявок

        Числа одним сообщением: Расход на рекламу 55 000
        Задача: ✅, остальное ▸ или строкой: «1 готово 5ч что вышло», «2 нет: причина».
        [Отчёт готов]
        [Всё сделано]
        [1 ✅] [1 ▸]
        [Главное] [Блокер] [Вывод] [Клиенты]
    ");
    office.olga().sends_file("факт ещё раз.csv", WEEK, "").await;
    assert_snapshot!(office.transcript(), @"
    > Ольга Белова:
    Ольга Белова gets 👀
    Ольга Белова reads:
        📊 «факт ещё раз.csv»: всё уже так, ничего не изменилось
    ");
    // Anna counts otherwise; the same file does not take that back, a new number does, and she is told.
    office.anna().says("Лиды 133").await;
    office.skip();
    office.olga().sends_file("факт.csv", WEEK, "").await;
    assert_snapshot!(office.olga().reads(), @"📊 «факт.csv»: всё уже так, ничего не изменилось");
    assert_snapshot!(office.anna().reads(), @"
    📊 Отчёт за 30 ноября – 4 декабря
    Сдать до пт 17:30.

    Показатели
    Лиды: 133 из 120 (+11 %) · в файле 131
    Трафик: 14 200 из 15 000 (−5 %) · из файла
    Взято в отчёт. Если это цель на 7–11 декабря: «План: Лиды 133»

    Задачи
    ▫️ 1. Лендинг «Ритейл» · 6 ч
        → принимает заявки
    ▫️ 2. Вебинар · 5 ч
        → 3 спикера подтверждены

    Числа одним сообщением: Лиды 120; Трафик 15 000
    Задача: ✅, остальное ▸ или строкой: «1 готово 5ч что вышло», «2 нет: причина».
    [Отчёт готов]
    [Всё сделано]
    [1 ✅] [1 ▸] [2 ✅] [2 ▸]
    [Главное] [Блокер] [Вывод] [Клиенты]
    ");
    office.skip();
    office.olga().sends_file("факт2.csv", WEEK.replace("131", "135"), "").await;
    assert_snapshot!(office.transcript(), @"
    > Ольга Белова:
    Ольга Белова gets 👀
    Ольга Белова reads:
        📊 Из «факт2.csv» взято 1 число
        Неделя 30 ноября – 4 декабря (2026-W49)
        Анна Смирнова: Лиды 135 (было 133)
        Ещё 2 числа уже были такими.
    Анна Смирнова sees changed:
        📊 Отчёт за 30 ноября – 4 декабря
        Сдать до пт 17:30.

        Показатели
        Лиды: 135 из 120 (+12 %) · из файла
        Трафик: 14 200 из 15 000 (−5 %) · из файла

        Задачи
        ▫️ 1. Лендинг «Ритейл» · 6 ч
            → принимает заявки
        ▫️ 2. Вебинар · 5 ч
            → 3 спикера подтверждены

        Числа одним сообщением: Лиды 120; Трафик 15 000
        Задача: ✅, остальное ▸ или строкой: «1 готово 5ч что вышло», «2 нет: причина».
        [Отчёт готов]
        [Всё сделано]
        [1 ✅] [1 ▸] [2 ✅] [2 ▸]
        [Главное] [Блокер] [Вывод] [Клиенты]
    Анна Смирнова reads:
        📊 Изменились числа за 30 ноября – 4 декабря
        Лиды: 133 → 135, из файла (Ольга Белова)
        Если число другое, впишите своё в отчёт: /report.
    ");
    office.anna().says("/history").await;
    assert_snapshot!(office.transcript(), @"
    > Анна Смирнова: /history
    Анна Смирнова reads:
        🗂 Анна Смирнова · история планов

        План на 30 ноября – 4 декабря
        чт, 26 ноября, 15:00 · версия 1 отправлена: Анна Смирнова
        чт, 26 ноября, 15:00 · версия 1 утверждена: Ольга Белова
        пт, 4 декабря, 14:05 · 📥 Лиды: 131, из файла (Ольга Белова)
        пт, 4 декабря, 14:05 · 📥 Трафик: 14 200, из файла (Ольга Белова)
        пт, 4 декабря, 14:05 · 📥 Лиды: 133 → 135, из файла (Ольга Белова)
    ");
    office.close().await;
}

#[tokio::test]
async fn a_report_that_is_in_stays_in_and_the_digest_follows() {
    let office = planned_week("Fri 14:05").await;
    office.anna().says("Лиды 120\nТрафик 14 000\n1 готово\n2 готово").await;
    office.anna().taps("Отчёт").await;
    office.goes_to("Fri 18:30").await;
    office.skip();
    office.dmitry().sends_file("w49.csv", "person,metric,actual\nanna,leads,131\n", "").await;
    assert_snapshot!(office.transcript(), @"
    == Fri 04.12 18:30
    > Дмитрий Орлов:
    Дмитрий Орлов gets 👀
    Дмитрий Орлов reads:
        📊 Из «w49.csv» взято 1 число
        Неделя 30 ноября – 4 декабря (2026-W49)
        Анна Смирнова: Лиды 131 (было 120)
    Дмитрий Орлов sees changed:
        🖼
        📊 ТП Лаб, неделя 49: 1 из 5 показателей в плане
        Маркетинг: показатели 1 из 5 · задачи 2 из 4 · нет отчёта: Ольга Белова, Пётр Иванов
        Продажи: нет отчёта: Игорь Титов
        Поддержка: нет отчёта: Вера Лис
        Подробно по каждой команде: /digest
        ▸ Маркетинг
        ▸ Лиды 131 из 120 (+9 %) · Трафик 14 000 из 15 000 (−7 %, рядом)
        ▸ Нет данных: Расход на рекламу, Новые клиенты, CAC
        ▸ Время: 11 ч, по плану 23 ч
        ▸ В срок: планы 3 из 3, отчёты 1 из 3
        ▸
        ▸ Продажи
        ▸ Нет данных: Выручка
        ▸ В срок: планы 0 из 2, отчёты 0 из 1
        ▸
        ▸ Поддержка
        ▸ Нет данных: Довольные клиенты
        ▸ В срок: планы 0 из 1, отчёты 0 из 1
    Анна Смирнова sees changed:
        ✅ Отчёт за 30 ноября – 4 декабря отправлен
        Если что-то не так, нажмите «Исправить». Сводка обновится сама.

        Показатели
        Лиды: 131 из 120 (+9 %) · из файла
        Трафик: 14 000 из 15 000 (−7 %)

        Задачи
        ✅ 1. Лендинг «Ритейл» · 6 ч
        ✅ 2. Вебинар · 5 ч
        [Исправить]
    Анна Смирнова reads:
        📊 Изменились числа за 30 ноября – 4 декабря
        Лиды: 120 → 131, из файла (Дмитрий Орлов)
        Отчёт остаётся сданным. Если число другое, нажмите «Исправить» под отчётом: /report.
    Чат: Маркетинг sees changed:
        🖼
        📊 Маркетинг, неделя 49: 1 из 5 показателей в плане
        Лиды 131 из 120 (+9 %) · Трафик 14 000 из 15 000 (−7 %, рядом)
        Нет данных: Расход на рекламу, Новые клиенты, CAC
        Сделано 2 из 4 задач
        Не отчитались: Ольга Белова, Пётр Иванов
        ▸ Время: 11 ч, по плану 23 ч
        ▸ В срок: планы 3 из 3, отчёты 1 из 3
        ▸ Лучше прошлой недели: Лиды на 19 %
        ▸ Хуже прошлой недели: Трафик на 8 %
        ▸
        ▸ Ольга Белова
        ▸ ▫️ Бюджет на год · 4 ч
        ▸
        ▸ Анна Смирнова
        ▸ Лиды 131 из 120 · Трафик 14 000 из 15 000
        ▸ ✅ Лендинг «Ритейл» → принимает заявки · 6 ч
        ▸ ✅ Вебинар → 3 спикера подтверждены · 5 ч
        ▸
        ▸ Пётр Иванов
        ▸ ▫️ Кампания в Директе · 8 ч
    ");
    assert!(office.tg.latest(MARKETING).unwrap().text.contains("Лиды 131"));
    office.anna().taps("Исправить").await;
    office.anna().says("Лиды 121").await;
    office.anna().taps("Отчёт").await;
    assert!(office.tg.latest(MARKETING).unwrap().text.contains("Лиды 121"));
    office.skip();
    office.close().await;
}

#[tokio::test]
async fn rows_that_fail_are_named_and_the_rest_is_taken() {
    let office = planned_week("Fri 14:05").await;
    let text = "week;Person;Metric;Fact;Комментарий
        ;Анна;Лиды;131;
        48;Анна;Лиды;115;прошлая
        27.11.2026;Анна;Трафик;15к;
        2026-W50;Анна;Лиды;1;
        никогда;Анна;Лиды;1;
        ;Анна;Лиды;132;
        ;Аня;Лиды;1;
        ;;Лиды;1;
        ;Игорь Титов;Выручка;1;
        ;Пётр;Лиды;1;
        ;Пётр;CAC;4500;
        ;Пётр;Рсход;1;
        ;Пётр;Расход на рекламу;много;
        ;Пётр;Расход на рекламу;;
        ;Пётр;Расход на рекламу;1;2;3

        ;Ольга Белова;Новые клиенты;−1,5;";
    let text = text.lines().map(str::trim_start).collect::<Vec<_>>().join("\n");
    office.olga().sends_file("факт.csv", text, "").await;
    assert_snapshot!(office.olga().reads(), @r#"
    📊 Из «факт.csv» взято 4 числа
    Неделя 23–27 ноября (2026-W48)
    Анна Смирнова: Лиды 115 (было 110), Трафик 15 000 (было 15 200)
    Неделя 30 ноября – 4 декабря (2026-W49)
    Ольга Белова: Новые клиенты −1,5
    Анна Смирнова: Лиды 131
    Без числа 1 строка, она не тронута.

    Не взято 11 строк
    5: неделя 2026-W50 ещё не началась
    6: «никогда» не неделя; нужно как 2026-W48 или 27.11.2026
    7: другое число для того же стоит в строке 2
    8: никого не зовут «Аня»
    9: пусто в столбце «Кто»
    10: «Игорь Титов»: числа этого человека вносит руководитель его команды
    11: Пётр Иванов: показателя «Лиды» у этого человека нет
    12: «CAC» считается по формуле
    13: нет показателя «Рсход»
    14: «много» не число
    16: полей больше, чем столбцов; число с запятой возьмите в кавычки: "1,5"
    Поправьте эти строки и пришлите файл снова: что уже взято, не удвоится.
    "#);
    office.skip();
    office.close().await;
}

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
async fn the_week_that_is_meant_is_said() {
    let office = planned_week("Fri 12:05").await;
    office.olga().sends_file("факт.csv", WEEK, "").await;
    assert_snapshot!(office.olga().reads(), @"
    📊 Из «факт.csv» взято 3 числа
    Неделя 23–27 ноября (2026-W48)
    Анна Смирнова: Лиды 131 (было 110), Трафик 14 200 (было 15 200)
    Пётр Иванов: Расход на рекламу 55 120,50 ₽ (было 50 000 ₽)
    Неделя в файле не названа, поэтому это 23–27 ноября. Другую назовите в столбце «Неделя» или в подписи к файлу: 2026-W49.
    ");
    office.olga().sends_file("факт.csv", WEEK, "наши цифры, 2026-W49").await;
    assert_snapshot!(office.olga().reads(), @"
    📊 Из «факт.csv» взято 3 числа
    Неделя 30 ноября – 4 декабря (2026-W49)
    Анна Смирнова: Лиды 131, Трафик 14 200
    Пётр Иванов: Расход на рекламу 55 120,50 ₽
    ");
    office.skip();
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

#[tokio::test]
async fn a_manager_gives_only_the_numbers_of_their_own_people() {
    let office = planned_week("Fri 14:05").await;
    let all = "Кто;Показатель;Факт\nАнна Смирнова;Лиды;131\nИгорь Титов;Выручка;900 000\n";
    office.igor().sends_file("все.csv", all, "").await;
    office.dmitry().sends_file("все.csv", all, "").await;
    assert_snapshot!(office.transcript(), @"
    == Fri 04.12 14:05
    > Игорь Титов:
    Игорь Титов gets 👀
    Игорь Титов reads:
        📊 Из «все.csv» взято 1 число
        Неделя 30 ноября – 4 декабря (2026-W49)
        Игорь Титов: Выручка 900 000 ₽

        Не взята 1 строка
        2: «Анна Смирнова»: числа этого человека вносит руководитель его команды
        Поправьте эти строки и пришлите файл снова: что уже взято, не удвоится.
    Игорь Титов sees changed:
        📊 Отчёт за 30 ноября – 4 декабря
        Сдать до пт 17:30.

        Показатели
        Выручка: 900 000 ₽ · из файла

        Числа одним сообщением: Выручка 900 000
        [Отчёт готов]
        [Главное] [Блокер] [Вывод] [Клиенты]
    > Дмитрий Орлов:
    Дмитрий Орлов gets 👀
    Дмитрий Орлов reads:
        📊 Из «все.csv» взято 1 число
        Неделя 30 ноября – 4 декабря (2026-W49)
        Анна Смирнова: Лиды 131
        Ещё 1 число уже было таким.
    Анна Смирнова sees changed:
        📊 Отчёт за 30 ноября – 4 декабря
        Сдать до пт 17:30.

        Показатели
        Лиды: 131 из 120 (+9 %) · из файла
        Трафик: сколько вышло? План 15 000

        Задачи
        ▫️ 1. Лендинг «Ритейл» · 6 ч
            → принимает заявки
        ▫️ 2. Вебинар · 5 ч
            → 3 спикера подтверждены

        Числа одним сообщением: Лиды 120; Трафик 15 000
        Задача: ✅, остальное ▸ или строкой: «1 готово 5ч что вышло», «2 нет: причина».
        [Отчёт готов]
        [Всё сделано]
        [1 ✅] [1 ▸] [2 ✅] [2 ▸]
        [Главное] [Блокер] [Вывод] [Клиенты]
    ");
    office.close().await;
}

#[tokio::test]
async fn what_the_command_line_took_is_followed_by_the_running_bot() {
    let office = planned_week("Fri 14:05").await;
    let roster = company::load(&mut *office.tx().await).await.unwrap().unwrap();
    let anna = roster.people.iter().find(|p| p.key == "anna").unwrap().id;
    let given = Given { person: anna, metric: "leads".into(), week: "2026-W49".parse().unwrap(), value: 131.into() };
    let mut tx = office.tx().await;
    give(&mut tx, &given, Origin::File(None), office.now()).await.unwrap();
    tx.commit().await.unwrap();
    office.later(Duration::seconds(30)).await;
    let news = office.transcript();
    assert!(
        news.contains("Анна Смирнова sees changed:") && news.contains("Лиды: 131 из 120 (+9 %) · из файла"),
        "{news}"
    );
    office.later(Duration::seconds(30)).await;
    office.close().await;
}

#[tokio::test]
async fn the_register_comes_back_as_it_went() {
    let office = planned_week("Fri 14:05").await;
    office.anna().says("Лиды: 131\nТрафик: 14 200,5").await;
    office.dmitry().says("/export 2").await;
    let (name, bytes) = office.tg.latest(office.dmitry().account).unwrap().document.unwrap();
    office.dmitry().sends_file(&name, bytes.to_vec(), "").await;
    assert_snapshot!(office.dmitry().reads(), @"
    📊 «planerka-2026-W48-2026-W49.xlsx»: всё уже так, ничего не изменилось
    Без числа 2 строки, они не тронуты.
    ");
    office.skip();
    office.close().await;
}

#[tokio::test]
async fn a_correction_of_many_weeks_is_one_message() {
    let office = planned_week("Fri 14:05").await;
    let table = |first: u32| {
        let rows = (35..=48).map(|week| format!("Анна;Лиды;{};2026-W{week}\n", first + week));
        rows.fold("Кто;Показатель;Факт;Неделя\n".to_owned(), |table, row| table + &row)
    };
    // What was never reported is filled in without a word to her; week 48 is corrected.
    office.olga().sends_file("история.csv", table(100), "").await;
    assert_snapshot!(office.anna().reads(), @"
    📊 Изменились числа за 23–27 ноября
    Лиды: 110 → 148, из файла (Ольга Белова)
    Эта неделя уже закрыта. Если число другое, скажите руководителю.
    ");
    office.olga().sends_file("история.csv", table(200), "").await;
    assert_snapshot!(office.anna().reads(), @"
    📊 Изменились числа за 23–27 ноября
    Лиды: 148 → 248, из файла (Ольга Белова)
    Изменились числа за 16–20 ноября
    Лиды: 147 → 247, из файла (Ольга Белова)
    Изменились числа за 9–13 ноября
    Лиды: 146 → 246, из файла (Ольга Белова)
    Изменились числа за 2–6 ноября
    Лиды: 145 → 245, из файла (Ольга Белова)
    Изменились числа за 26–30 октября
    Лиды: 144 → 244, из файла (Ольга Белова)
    Изменились числа за 19–23 октября
    Лиды: 143 → 243, из файла (Ольга Белова)
    И ещё за 8 недель.
    Эта неделя уже закрыта. Если число другое, скажите руководителю.
    ");
    assert_eq!(office.olga().reads().lines().count(), 29);
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
    let roster = company::load(&mut *office.tx().await).await.unwrap().unwrap();
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
