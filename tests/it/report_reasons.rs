//! Two taps and one message; why something was missed; a word for the others.

use insta::assert_snapshot;

use crate::office::{COMPANY, MARKETING, Office, PLANERKA};
use crate::scenes::planned_week;

/// Anna with three metrics and an agreed plan of five tasks.
async fn full_week(time: &str) -> Office {
    let company = COMPANY.replace("metrics = [\"leads\", \"traffic\"]", "metrics = [\"leads\", \"traffic\", \"csat\"]");
    let office = Office::of(&company, "Thu 15:00").await;
    office
        .anna()
        .says(
            "План\nЛиды: 120\nТрафик: 15 000\nДовольные клиенты: 90\nЛендинг => принимает заявки ~ 6ч\nВебинар => 3 спикера ~ 5ч\n\
             Статья => стоит в блоге ~ 7ч\nОтчёт => таблица у Ольги ~ 2ч\nРассылка => письмо ушло ~ 4ч",
        )
        .await;
    office.anna().taps("Отправить").await;
    office.olga().taps("Утвердить").await;
    office.goes_to("Sun 12:00").await;
    office.goes_to(time).await;
    office.skip();
    office
}

#[tokio::test]
async fn one_message_and_two_taps() {
    let office = full_week("Fri 14:00").await;
    office.anna().says("трафик 15 100, довольные клиенты 92 %; лиды 131").await;
    office.anna().taps("Всё сделано").await;
    office.anna().taps("Отчёт").await;
    assert_eq!(office.count("SELECT count(*) FROM report WHERE state = 'sent'").await, 1);
    assert_eq!(office.count("SELECT count(*) FROM actual").await, 3);
    // Hours are those of the plan.
    assert_eq!(office.count("SELECT count(*) FROM task WHERE state = 'done' AND actual_minutes = minutes").await, 5);
    assert_snapshot!(office.transcript(), @"
    > Анна Смирнова: трафик 15 100, довольные клиенты 92 %; лиды 131
    Анна Смирнова gets 👌
    Анна Смирнова sees changed:
        📊 Отчёт за 30 ноября – 4 декабря
        Сдать до пт 17:30.

        Показатели
        Лиды: 131 из 120 (+9 %)
        Трафик: 15 100 из 15 000 (+1 %)
        Довольные клиенты: 92 % из 90 % (+2 %)
        Взято в отчёт. Если это цель на 7–11 декабря: «План: Трафик 15 100»

        Задачи
        ▫️ 1. Лендинг · 6 ч
            → принимает заявки
        ▫️ 2. Вебинар · 5 ч
            → 3 спикера
        ▫️ 3. Статья · 7 ч
            → стоит в блоге
        ▫️ 4. Отчёт · 2 ч
            → таблица у Ольги
        ▫️ 5. Рассылка · 4 ч
            → письмо ушло

        Задача: ✅, остальное ▸ или строкой: «1 готово 5ч что вышло», «2 нет: причина».
        [Отчёт готов]
        [↩️ Отменить]
        [Всё сделано]
        [1 ✅] [1 ▸] [2 ✅] [2 ▸]
        [3 ✅] [3 ▸] [4 ✅] [4 ▸]
        [5 ✅] [5 ▸]
        [Главное] [Блокер] [Вывод] [Клиенты]
    > Анна Смирнова taps [Всё сделано]
    Анна Смирнова glimpses «Отмечено»
    Анна Смирнова sees changed:
        📊 Отчёт за 30 ноября – 4 декабря
        Сдать до пт 17:30.

        Показатели
        Лиды: 131 из 120 (+9 %)
        Трафик: 15 100 из 15 000 (+1 %)
        Довольные клиенты: 92 % из 90 % (+2 %)

        Задачи
        ✅ 1. Лендинг · 6 ч
        ✅ 2. Вебинар · 5 ч
        ✅ 3. Статья · 7 ч
        ✅ 4. Отчёт · 2 ч
        ✅ 5. Рассылка · 4 ч

        Задача: ✅, остальное ▸ или строкой: «1 готово 5ч что вышло», «2 нет: причина».
        [Отчёт готов]
        [1 ✅] [1 ▸] [2 ✅] [2 ▸]
        [3 ✅] [3 ▸] [4 ✅] [4 ▸]
        [5 ✅] [5 ▸]
        [Главное] [Блокер] [Вывод] [Клиенты]
    > Анна Смирнова taps [Отчёт готов]
    Анна Смирнова glimpses «Отчёт отправлен»
    Анна Смирнова sees changed:
        ✅ Отчёт за 30 ноября – 4 декабря отправлен
        Если что-то не так, нажмите «Исправить». Сводка обновится сама.

        Показатели
        Лиды: 131 из 120 (+9 %)
        Трафик: 15 100 из 15 000 (+1 %)
        Довольные клиенты: 92 % из 90 % (+2 %)

        Задачи
        ✅ 1. Лендинг · 6 ч
        ✅ 2. Вебинар · 5 ч
        ✅ 3. Статья · 7 ч
        ✅ 4. Отчёт · 2 ч
        ✅ 5. Рассылка · 4 ч
        [Исправить]
    Анна Смирнова reads:
        📝 План на 7–11 декабря
        Сдать до пт 16:00. Согласует Ольга Белова.

        Показатели
        Лиды: было 131, предлагаю 133
        Трафик: было 15 100, предлагаю 15 251
        Довольные клиенты: было 92 %, предлагаю 93 %

        Задачи · 0 из 24–28 ч
        пока нет

        Допишите задачи строками:
        что сделать => чем закончится ~ сколько часов
        [Отправить]
        [Взять предложенное]
        [На эту неделю]
    ");
    office.close().await;
}

#[tokio::test]
async fn what_the_week_holds_is_prefilled() {
    let office = full_week("Wed 11:00").await;
    office.anna().says("1 готово 7,5ч открыт").await;
    office.goes_to("Fri 14:00").await;
    office.anna().taps("Всё сделано").await;
    let read = office.anna().reads();
    assert!(read.contains("✅ 1. Лендинг · 7,5 ч (план 6 ч)\n    → открыт\n✅ 2. Вебинар · 5 ч"), "{read}");
    // Whoever was asked for a word and does something else is no longer asked.
    office.anna().taps("Вывод").await;
    assert!(office.anna().reads().contains("Что поняли за неделю? Напишите одной строкой."));
    office.anna().taps("2 ✅").await;
    office.anna().says("131, 15100, 92").await;
    assert_eq!(office.count("SELECT count(*) FROM note").await, 0);
    assert_eq!(office.count("SELECT count(*) FROM actual").await, 3);
    office.skip();
    office.close().await;
}

#[tokio::test]
async fn why_is_a_tap() {
    let office = planned_week("Fri 14:00").await;
    office.anna().says("Лиды 131, трафик 12 000\n1 готово").await;
    office.skip();
    office.anna().taps("Трафик: почему?").await;
    assert_snapshot!(office.anna().reads(), @"
    📊 Отчёт за 30 ноября – 4 декабря

    Показатели
    Трафик: 12 000 из 15 000 (−20 %)

    Почему не вышло? Выберите или напишите следующим сообщением.
    [Спрос ниже] [Короткая неделя]
    [Ждём других] [Цель была высокой]
    [Назад]
    ");
    office.anna().taps("Спрос ниже").await;
    office.anna().taps("2 ▸").await;
    office.anna().taps("Частично").await;
    assert_snapshot!(office.anna().reads(), @"
    📊 Отчёт за 30 ноября – 4 декабря

    2. Вебинар
    → 3 спикера подтверждены

    🌓 Частично · по плану 5 ч
    [✅ Сделано] [🌓 Частично] [✖️ Нет]
    [5 ч, как в плане]
    [−1 ч] [−30 мин] [+30 мин] [+1 ч]
    [Не хватило времени] [Пришло срочное]
    [Ждём других] [Работы больше, чем казалось]
    [Что вышло] [Своими словами]
    [Отменена]
    [‹ 1] [К списку]
    ");
    office.anna().taps("Ждём других").await;
    office.anna().taps("Что вышло").await;
    office.anna().says("два спикера из трёх").await;
    office.anna().taps("К списку").await;
    assert_snapshot!(office.anna().reads(), @"
    📊 Отчёт за 30 ноября – 4 декабря
    Сдать до пт 17:30.

    Показатели
    Лиды: 131 из 120 (+9 %)
    Трафик: 12 000 из 15 000 (−20 %)
        → спрос ниже

    Задачи
    ✅ 1. Лендинг «Ритейл» · 6 ч
    🌓 2. Вебинар · 5 ч
        → два спикера из трёх
        Почему: ждём других

    Задача: ✅, остальное ▸ или строкой: «1 готово 5ч что вышло», «2 нет: причина».
    [Отчёт готов]
    [Трафик: другая причина]
    [1 ✅] [1 ▸] [2 ✅] [2 ▸]
    [Главное] [Блокер] [Вывод] [Клиенты]
    ");
    office.anna().taps("Отчёт").await;
    office.skip();
    office.goes_to("Fri 18:00").await;
    let digest = office.tg.messages(MARKETING).iter().map(|m| m.text.clone()).collect::<Vec<_>>().join("\n");
    assert_snapshot!(digest.replace('\u{a0}', " "), @"

    📊 Маркетинг, неделя 48: планов на неделю не было
    Нет данных: Лиды, Трафик, Расход на рекламу, Новые клиенты, CAC
    Отчётов за неделю пока нет.
    Отчёты в срок: 0 из 3
    📊 Маркетинг, неделя 49: 1 из 5 показателей в плане
    Лиды 131 из 120 (+9 %) · Трафик 12 000 из 15 000 (−20 %)
    Нет данных: Расход на рекламу, Новые клиенты, CAC
    Сделано 1 из 4 задач
    Не отчитались: Ольга Белова, Пётр Иванов
    Время: 6 ч, по плану 23 ч
    В срок: планы 3 из 3, отчёты 1 из 3
    Лучше прошлой недели: Лиды на 19 %
    Хуже прошлой недели: Трафик на 21 %

    Не вышло
    Трафик 12 000 из 15 000 (Анна): спрос ниже
    🌓 Вебинар (Анна): ждём других

    Ольга Белова
    ▫️ Бюджет на год · 4 ч

    Анна Смирнова
    Лиды 131 из 120 · Трафик 12 000 из 15 000
    ✅ Лендинг «Ритейл» → принимает заявки · 6 ч
    🌓 Вебинар → два спикера из трёх · 5 ч

    Пётр Иванов
    ▫️ Кампания в Директе · 8 ч
    ");
    office.skip();
    office.close().await;
}

#[tokio::test]
async fn why_in_own_words() {
    let office = planned_week("Fri 14:00").await;
    office.anna().says("Лиды 131, трафик 12 000\n1 готово\n2 нет: спикеры не ответили").await;
    office.anna().taps("Трафик: почему?").await;
    let message = office.anna().says("сайт лежал два дня").await;
    assert!(office.anna().reads().contains("→ сайт лежал два дня"), "{}", office.anna().reads());
    office.anna().edits(message, "сайт лежал три дня").await;
    assert!(office.anna().reads().contains("→ сайт лежал три дня"), "{}", office.anna().reads());
    office.anna().taps("Трафик: другая причина").await;
    // Numbers are no reason.
    office.anna().says("Трафик 12 500").await;
    let read = office.anna().reads();
    assert!(read.contains("Трафик: 12 500 из 15 000") && read.contains("сайт лежал три дня"), "{read}");
    office.anna().taps("2 ▸").await;
    office.anna().taps("Другая причина").await;
    assert_snapshot!(office.anna().reads(), @"
    📊 Отчёт за 30 ноября – 4 декабря

    2. Вебинар
    → 3 спикера подтверждены

    ✖️ Не сделано · 0 ч (план 5 ч)
    Почему: спикеры не ответили

    Почему не вышло? Выберите или напишите следующим сообщением.
    [✅ Сделано] [🌓 Частично] [✖️ Нет]
    [5 ч, как в плане]
    [+30 мин] [+1 ч]
    [Не хватило времени] [Пришло срочное]
    [Ждём других] [Работы больше, чем казалось]
    [Другая причина]
    [Отменена]
    [‹ 1] [К списку]
    ");
    office.anna().says("оба спикера заболели").await;
    assert!(office.anna().reads().contains("Почему: оба спикера заболели"), "{}", office.anna().reads());
    // Done after all: there is nothing to explain.
    office.anna().taps("✅ Сделано").await;
    assert!(!office.anna().reads().contains("заболели"), "{}", office.anna().reads());
    office.skip();
    // What is in changes no more by an old button.
    office.anna().taps("К списку").await;
    office.anna().taps("Отчёт").await;
    office.skip();
    office.anna().forges("rpbt:2:0:1").await;
    assert_snapshot!(office.transcript(), @"
    > Анна Смирнова taps [rpbt:2:0:1]
    Анна Смирнова is told «Эта кнопка устарела. Откройте свежую карточку: /report»
    ");
    office.close().await;
}

#[tokio::test]
async fn words_for_the_others_are_a_tap_away() {
    let office = planned_week("Fri 14:00").await;
    office.anna().says("Лиды 131, трафик 14 900\nвсё сделано").await;
    office.skip();
    office.anna().taps("Вывод").await;
    let message = office.anna().says("анонс за неделю даёт вдвое больше заявок").await;
    assert_snapshot!(office.transcript(), @"
    > Анна Смирнова taps [Вывод]
    Анна Смирнова sees changed:
        📊 Отчёт за 30 ноября – 4 декабря
        Сдать до пт 17:30.

        Показатели
        Лиды: 131 из 120 (+9 %)
        Трафик: 14 900 из 15 000 (−1 %)

        Задачи
        ✅ 1. Лендинг «Ритейл» · 6 ч
        ✅ 2. Вебинар · 5 ч

        Задача: ✅, остальное ▸ или строкой: «1 готово 5ч что вышло», «2 нет: причина».

        Что поняли за неделю? Напишите одной строкой.
        [Отчёт готов]
        [1 ✅] [1 ▸] [2 ✅] [2 ▸]
        [Главное] [Блокер] [Вывод] [Клиенты]
    > Анна Смирнова: анонс за неделю даёт вдвое больше заявок
    Анна Смирнова gets 👌
    Анна Смирнова sees changed:
        📊 Отчёт за 30 ноября – 4 декабря
        Сдать до пт 17:30.

        Показатели
        Лиды: 131 из 120 (+9 %)
        Трафик: 14 900 из 15 000 (−1 %)

        Задачи
        ✅ 1. Лендинг «Ритейл» · 6 ч
        ✅ 2. Вебинар · 5 ч

        Для всех
        Вывод: анонс за неделю даёт вдвое больше заявок

        Задача: ✅, остальное ▸ или строкой: «1 готово 5ч что вышло», «2 нет: причина».
        [Отчёт готов]
        [1 ✅] [1 ▸] [2 ✅] [2 ▸]
        [Главное] [Блокер] [Вывод] [Клиенты]
    ");
    office.anna().edits(message, "анонс за неделю даёт втрое больше заявок").await;
    office.anna().taps("Блокер").await;
    office.anna().says("нет доступа к рассылке").await;
    office.anna().taps("Главное").await;
    office.anna().says("лендинг открыт").await;
    office.anna().taps("Отчёт").await;
    let read = office.transcript();
    assert!(read.contains("Вывод: анонс за неделю даёт втрое больше заявок"), "{read}");
    office.goes_to("Sun 12:00").await;
    office.skip();
    office.goes_to("Mon 10:00").await;
    let agenda = office.tg.latest(PLANERKA).unwrap().text;
    assert_snapshot!(agenda.replace('\u{a0}', " "), @"
    🧭 Планёрка: повестка на 7 декабря

    1. Числа мимо плана
    Маркетинг · Трафик: 14 900 из 15 000 (−1 %)

    2. Что мешает
    • нет доступа к рассылке (Анна, Маркетинг)

    3. Что поняли
    • анонс за неделю даёт втрое больше заявок (Анна, Маркетинг)
    ");
    office.skip();
    office.close().await;
}
