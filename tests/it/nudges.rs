//! Reminders: only to those who owe something, plainer as the term comes nearer, then one list for the manager.

use insta::assert_snapshot;

use crate::office::Office;
use crate::scenes::planned_week;
use crate::submit_plan::WHOLE;

/// Who was written to, with the first line of each message.
fn headlines(transcript: &str) -> String {
    let mut lines = transcript.lines().peekable();
    let mut told = Vec::new();
    while let Some(line) = lines.next() {
        if line.starts_with("==") {
            told.push(line.to_owned());
        } else if let Some((who, _)) = line.split_once(" reads:").or_else(|| line.split_once(" sees changed:")) {
            told.push(format!("{who}: {}", lines.peek().unwrap().trim()));
        }
    }
    told.join("\n")
}

#[tokio::test]
async fn plans_are_asked_for_reminded_of_and_listed() {
    let office = Office::on("Thu 14:30").await;
    office.goes_to("Thu 15:00").await;
    assert_snapshot!(headlines(&office.transcript()), @"
    == Thu 26.11 15:00
    Дмитрий Орлов: 📝 План на 30 ноября – 4 декабря
    Ольга Белова: 📝 План на 30 ноября – 4 декабря
    Анна Смирнова: 📝 План на 30 ноября – 4 декабря
    Пётр Иванов: 📝 План на 30 ноября – 4 декабря
    Игорь Титов: 📝 План на 30 ноября – 4 декабря
    Вера Лис: 📝 План на 30 ноября – 4 декабря
    ");
    // Anna hands hers in, Pyotr begins, Igor and Vera do nothing.
    office.anna().says(WHOLE).await;
    office.anna().taps("Отправить").await;
    office.pyotr().says("Кампания в Директе => 40 заявок ~ 8ч").await;
    office.skip();
    office.goes_to("Fri 13:00").await;
    assert_snapshot!(headlines(&office.transcript()), @"
    == Fri 27.11 12:00
    Дмитрий Орлов: ⏰ До срока 4 часа, плана ещё нет. Хватит одного сообщения.
    Ольга Белова: ⏰ До срока 4 часа, плана ещё нет. Хватит одного сообщения.
    Пётр Иванов: ⏰ Черновик начат, до срока 4 часа.
    Игорь Титов: ⏰ До срока 4 часа, плана ещё нет. Хватит одного сообщения.
    Вера Лис: ⏰ До срока 4 часа, плана ещё нет. Хватит одного сообщения.
    ");
    office.goes_to("Fri 15:30").await;
    assert_snapshot!(headlines(&office.transcript()), @"
    == Fri 27.11 14:00
    Ольга Белова: 📊 Отчёт за 23–27 ноября
    Анна Смирнова: 📊 Отчёт за 23–27 ноября
    Пётр Иванов: 📊 Отчёт за 23–27 ноября
    Игорь Титов: 📊 Отчёт за 23–27 ноября
    Вера Лис: 📊 Отчёт за 23–27 ноября
    == Fri 27.11 15:00
    Дмитрий Орлов: ⏰ До 16:00 ещё 1 час. Если не до плана, пришлите хотя бы главное.
    Ольга Белова: ⏰ До 16:00 ещё 1 час. Если не до плана, пришлите хотя бы главное.
    Пётр Иванов: ⏰ До 16:00 ещё 1 час. Если не до плана, пришлите хотя бы главное.
    Игорь Титов: ⏰ До 16:00 ещё 1 час. Если не до плана, пришлите хотя бы главное.
    Вера Лис: ⏰ До 16:00 ещё 1 час. Если не до плана, пришлите хотя бы главное.
    ");
    office.goes_to("Fri 16:00").await;
    assert_snapshot!(headlines(&office.transcript()), @"
    == Fri 27.11 16:00
    Дмитрий Орлов: Без плана на 30 ноября – 4 декабря (Маркетинг): Ольга Белова
    Дмитрий Орлов: Без плана на 30 ноября – 4 декабря (Продажи): Игорь Титов
    Дмитрий Орлов: Без плана на 30 ноября – 4 декабря (Поддержка): Вера Лис
    Ольга Белова: Без плана на 30 ноября – 4 декабря (Маркетинг): Пётр Иванов
    Игорь Титов: Без плана на 30 ноября – 4 декабря (Продажи): Дмитрий Орлов
    ");
    office.goes_to("Fri 16:10").await;
    office.pyotr().says("План\nРасход на рекламу: 50000").await;
    office.pyotr().taps("Отправить").await;
    assert!(office.olga().reads().contains("сдан после срока"), "{}", office.olga().reads());
    office.olga().says("/team").await;
    assert_snapshot!(office.olga().reads(), @"
    Маркетинг: план на 30 ноября – 4 декабря, отчёт за 23–27 ноября
    • Ольга Белова: план черновик, отчёт нет
    • Анна Смирнова: план ждёт решения, отчёт нет
    • Пётр Иванов: план ждёт решения (поздно), отчёт нет
    ");
    office.skip();
    office.close().await;
}

#[tokio::test]
async fn a_reminder_stands_on_the_card_it_reminds_of() {
    let office = Office::on("Fri 11:00").await;
    office.pyotr().says("Кампания в Директе => 40 заявок ~ 8ч").await;
    office.skip();
    office.goes_to("Fri 12:00").await;
    assert_snapshot!(office.pyotr().reads(), @"
    ⏰ Черновик начат, до срока 4 часа.

    📝 План на 30 ноября – 4 декабря
    Сдать до пт 16:00. Согласует Ольга Белова.

    Цели
    Расход на рекламу: какая цель?

    Задачи · 8 из 24–28 ч
    1. Кампания в Директе · 8 ч
        → 40 заявок

    Ещё задача: новой строкой. Исправить: «2: 4ч», «2 удалить» или правка своего сообщения.
    [Отправить]
    [На эту неделю]
    ");
    office.pyotr().says("Расход на рекламу: 50000").await;
    assert!(office.pyotr().reads().starts_with("📝"), "the reminder is gone: {}", office.pyotr().reads());
    office.skip();
    office.close().await;
}

#[tokio::test]
async fn reports_are_asked_for_reminded_of_and_listed() {
    let office = planned_week("Fri 13:59").await;
    office.goes_to("Fri 14:00").await;
    assert_snapshot!(headlines(&office.transcript()), @"
    == Fri 04.12 14:00
    Ольга Белова: 📊 Отчёт за 30 ноября – 4 декабря
    Анна Смирнова: 📊 Отчёт за 30 ноября – 4 декабря
    Пётр Иванов: 📊 Отчёт за 30 ноября – 4 декабря
    Игорь Титов: 📊 Отчёт за 30 ноября – 4 декабря
    Вера Лис: 📊 Отчёт за 30 ноября – 4 декабря
    ");
    office.anna().says("Лиды 131, Трафик 14 200").await;
    office.anna().taps("Всё сделано").await;
    office.anna().taps("Отчёт").await;
    office.skip();
    office.goes_to("Fri 17:30").await;
    let lines = headlines(&office.transcript());
    let reports: Vec<&str> = lines.lines().filter(|l| l.starts_with("==") || l.contains("тчёт")).collect();
    assert_snapshot!(reports.join("\n"), @"
    == Fri 04.12 15:00
    == Fri 04.12 16:00
    == Fri 04.12 16:30
    Ольга Белова: ⏰ Отчёт за неделю ещё не сдан, до 17:30 ещё 1 час.
    Пётр Иванов: ⏰ Отчёт за неделю ещё не сдан, до 17:30 ещё 1 час.
    Игорь Титов: ⏰ Отчёт за неделю ещё не сдан, до 17:30 ещё 1 час.
    Вера Лис: ⏰ Отчёт за неделю ещё не сдан, до 17:30 ещё 1 час.
    == Fri 04.12 17:30
    Дмитрий Орлов: Без отчёта за 30 ноября – 4 декабря (Маркетинг): Ольга Белова
    Дмитрий Орлов: Без отчёта за 30 ноября – 4 декабря (Продажи): Игорь Титов
    Дмитрий Орлов: Без отчёта за 30 ноября – 4 декабря (Поддержка): Вера Лис
    Ольга Белова: Без отчёта за 30 ноября – 4 декабря (Маркетинг): Пётр Иванов
    ");
    office.skip();
    office.close().await;
}

#[tokio::test]
async fn plans_that_wait_are_brought_to_mind_and_then_put_before_the_director() {
    let office = Office::on("Fri 15:45").await;
    office.anna().says(WHOLE).await;
    office.anna().taps("Отправить").await;
    office.goes_to("Mon 08:59").await;
    office.skip();
    office.goes_to("Mon 09:00").await;
    assert_snapshot!(office.transcript(), @"
    == Mon 30.11 09:00
    Ольга Белова reads:
        ⏰ Ждёт вашего решения 1 план, люди начинают неделю.
        • Анна Смирнова · 30 ноября – 4 декабря · 11 ч из 28

        Без плана на 30 ноября – 4 декабря: Пётр Иванов
        [Анна Смирнова]
    ");
    office.goes_to("Mon 12:00").await;
    assert_snapshot!(office.transcript(), @"
    == Mon 30.11 12:00
    Дмитрий Орлов reads:
        ⏰ Маркетинг: планы ждут решения с прошлой недели. Решает Ольга Белова, вы тоже можете.
        • Анна Смирнова · 30 ноября – 4 декабря · 11 ч из 28
        [Анна Смирнова]
    ");
    office.dmitry().taps("Анна Смирнова").await;
    office.dmitry().taps("Утвердить").await;
    assert_snapshot!(office.transcript(), @"
    > Дмитрий Орлов taps [Анна Смирнова]
    Дмитрий Орлов reads:
        📝 Анна Смирнова · план на 30 ноября – 4 декабря

        Лиды: 120
        Трафик: 15 000
        11 из 24–28 ч

        1. Запустить лендинг «Ритейл» → страница опубликована, форма принимает заявки · 6 ч
        2. Подготовить вебинар → программа и 3 спикера подтверждены · 5 ч · #вебинары
        [Утвердить]
        [Вернуть] [Изменить] [Спросить]
    > Дмитрий Орлов taps [Утвердить]
    Дмитрий Орлов glimpses «Утверждено»
    Дмитрий Орлов sees changed:
        ✅ Анна Смирнова · план на 30 ноября – 4 декабря утверждён
        Решение: Дмитрий Орлов.

        Лиды: 120
        Трафик: 15 000
        11 из 24–28 ч

        1. Запустить лендинг «Ритейл» → страница опубликована, форма принимает заявки · 6 ч
        2. Подготовить вебинар → программа и 3 спикера подтверждены · 5 ч · #вебинары
        [История]
    Ольга Белова sees changed:
        ✅ Анна Смирнова · план на 30 ноября – 4 декабря утверждён
        Решение: Дмитрий Орлов.

        Лиды: 120
        Трафик: 15 000
        11 из 24–28 ч

        1. Запустить лендинг «Ритейл» → страница опубликована, форма принимает заявки · 6 ч
        2. Подготовить вебинар → программа и 3 спикера подтверждены · 5 ч · #вебинары
        [История]
    Анна Смирнова sees changed:
        ✅ План на 30 ноября – 4 декабря утверждён
        Согласовано: Дмитрий Орлов.
        Отмечать сделанное: /week. Появилось новое: /add

        Цели
        Лиды: 120
        Трафик: 15 000

        Задачи · 11 из 24–28 ч
        1. Запустить лендинг «Ритейл» · 6 ч
            → страница опубликована, форма принимает заявки
        2. Подготовить вебинар · 5 ч · #вебинары
            → программа и 3 спикера подтверждены
        [Изменить] [История]
    Анна Смирнова reads:
        ✅ План на 30 ноября – 4 декабря утверждён
        Согласовано: Дмитрий Орлов.
        Отмечать сделанное: /week. Появилось новое: /add
    ");
    office.close().await;
}
