//! Hypotheses: written down in a line, talked about in the sync, decided with numbers.

use insta::assert_snapshot;

use crate::office::{COMPANY, Office, PLANERKA};
use crate::scenes::planned_week;

const VIDEO: &str = "/hypothesis Видео на лендинге поднимет заявки => Лиды +10 %, канал: сайт, сегмент: ритейл, бюджет 30 000, до 11.12";

#[tokio::test]
async fn from_a_line_to_a_verdict() {
    let office = planned_week("Wed 12:00").await;
    office.anna().says("/hypothesis").await;
    office.anna().says(VIDEO).await;
    assert_snapshot!(office.transcript(), @"
    == Wed 02.12 12:00
    > Анна Смирнова: /hypothesis
    Анна Смирнова reads:
        🧪 Гипотезы
        Сейчас ничего не проверяем.

        Новая, одной строкой:
        /hypothesis видео на лендинге => Лиды +10 %, канал: сайт, сегмент: ритейл, бюджет 30 000, до 2 января
    > Анна Смирнова: /hypothesis Видео на лендинге поднимет заявки => Лиды +10 %, канал: сайт, сегмент: ритейл, бюджет 30 000, до 11.12
    Анна Смирнова reads:
        🧪 Гипотеза 1
        Видео на лендинге поднимет заявки

        Ждём: Лиды +10 %
        Сегмент: ритейл
        Канал: сайт
        Бюджет на пробу: 30 000 ₽
        С 2 декабря, решаем до 11 декабря. Ведёт Анна Смирнова.

        Лиды в неделю до начала: 110

        Изменить: /hypothesis 1 канал: почта, бюджет 40 000
        [Сработала] [Не сработала]
        [Ещё месяц] [Снять]
        [‹ Все гипотезы]
    Чат: Планёрка sees changed:
        🧭 Планёрка: повестка на 30 ноября

        1. Гипотезы
        • новая: Видео на лендинге поднимет заявки (Анна)
    ");
    office.anna().says("/hypothesis 1 канал: почта, бюджет 40к").await;
    office.skip();
    // Said again, it is the same one, and keeps what was not said.
    office.anna().says("/hypothesis Видео на лендинге поднимет заявки, до 11.12").await;
    assert!(office.anna().reads().contains("Гипотеза 1"));
    assert_eq!(office.count("SELECT count(*) FROM hypothesis WHERE channel = 'почта' AND budget = '40000'").await, 1);
    office.skip();
    // On the agenda of her team's sync as long as it is new, and again when it has to be decided.
    office.vera().says("/agenda").await;
    assert_snapshot!(office.vera().reads(), @"
    🧭 Планёрка: повестка на 30 ноября

    1. Гипотезы
    • новая: Видео на лендинге поднимет заявки (Анна)
    ");
    office.goes_to("Mon 10:00").await;
    office.skip();
    let posts: Vec<_> = office.tg.messages(PLANERKA).into_iter().filter(|m| m.from_bot).collect();
    assert_snapshot!(posts.last().unwrap().text.replace('\u{a0}', " "), @"
    🧭 Планёрка: повестка на 7 декабря

    1. Гипотезы
    • пора решать: Видео на лендинге поднимет заявки (Анна)
    ");
    // Igor may look, not decide; Anna's manager may.
    office.igor().says("/hypothesis").await;
    office.igor().taps("1").await;
    assert_snapshot!(office.transcript(), @"
    > Игорь Титов: /hypothesis
    Игорь Титов reads:
        🧪 Гипотезы

        Идут
        1. Видео на лендинге поднимет заявки
            Анна, до 11 декабря

        Новая, одной строкой:
        /hypothesis видео на лендинге => Лиды +10 %, канал: сайт, сегмент: ритейл, бюджет 30 000, до 7 января
        [1]
    > Игорь Титов taps [1]
    Игорь Титов sees changed:
        🧪 Гипотеза 1
        Видео на лендинге поднимет заявки

        Ждём: Лиды +10 %
        Сегмент: ритейл
        Канал: почта
        Бюджет на пробу: 40 000 ₽
        С 2 декабря, решаем до 11 декабря. Ведёт Анна Смирнова.
        [‹ Все гипотезы]
    ");
    office.olga().says("/hypothesis 1").await;
    office.olga().taps("Сработала").await;
    office.olga().says("42 заявки за 28 000 ₽, CPL 667 ₽").await;
    assert_snapshot!(office.transcript(), @"
    > Ольга Белова: /hypothesis 1
    Ольга Белова reads:
        🧪 Гипотеза 1
        Видео на лендинге поднимет заявки

        Ждём: Лиды +10 %
        Сегмент: ритейл
        Канал: почта
        Бюджет на пробу: 40 000 ₽
        С 2 декабря, решаем до 11 декабря. Ведёт Анна Смирнова.

        Лиды в неделю до начала: 110

        Изменить: /hypothesis 1 канал: почта, бюджет 40 000
        [Сработала] [Не сработала]
        [Ещё месяц] [Снять]
        [‹ Все гипотезы]
    > Ольга Белова taps [Сработала]
    Ольга Белова reads:
        Что показали числа? Одной строкой: 42 заявки за 28 000 ₽. Передумали? /cancel
    > Ольга Белова: 42 заявки за 28 000 ₽, CPL 667 ₽
    Ольга Белова gets 👌
    Ольга Белова reads:
        ✅ Гипотеза 1
        Видео на лендинге поднимет заявки

        Сработала: 42 заявки за 28 000 ₽, CPL 667 ₽
        Решение: Ольга Белова, 7 декабря.

        Ждём: Лиды +10 %
        Сегмент: ритейл
        Канал: почта
        Бюджет на пробу: 40 000 ₽
        С 2 декабря, решаем до 11 декабря. Ведёт Анна Смирнова.

        Лиды в неделю до начала: 110
        [Открыть снова]
        [‹ Все гипотезы]
    Анна Смирнова reads:
        ✅ Ольга Белова решает: гипотеза «Видео на лендинге поднимет заявки» сработала. 42 заявки за 28 000 ₽, CPL 667 ₽
    Вера Лис sees changed:
        🧭 Планёрка: повестка на 30 ноября

        1. Гипотезы
        • сработала: Видео на лендинге поднимет заявки (42 заявки за 28 000 ₽, CPL 667 ₽)
    Чат: Планёрка sees changed:
        🧭 Планёрка: повестка на 30 ноября

        1. Гипотезы
        • сработала: Видео на лендинге поднимет заявки (42 заявки за 28 000 ₽, CPL 667 ₽)
    Чат: Планёрка sees changed:
        🧭 Планёрка: повестка на 7 декабря

        1. Гипотезы
        • сработала: Видео на лендинге поднимет заявки (42 заявки за 28 000 ₽, CPL 667 ₽)
    ");
    let posts: Vec<_> = office.tg.messages(PLANERKA).into_iter().filter(|m| m.from_bot).collect();
    assert!(posts.last().unwrap().text.contains("сработала: Видео на лендинге поднимет заявки (42 заявки"));
    office.olga().taps("‹ Все гипотезы").await;
    office.olga().taps("Проверенные").await;
    assert_snapshot!(office.transcript(), @"
    > Ольга Белова taps [‹ Все гипотезы]
    Ольга Белова sees changed:
        🧪 Гипотезы
        Проверено: 1, сработало: 1
        Сейчас ничего не проверяем.

        Новая, одной строкой:
        /hypothesis видео на лендинге => Лиды +10 %, канал: сайт, сегмент: ритейл, бюджет 30 000, до 7 января
        [Проверенные]
    > Ольга Белова taps [Проверенные]
    Ольга Белова sees changed:
        🧪 Проверенные гипотезы
        Проверено: 1, сработало: 1

        ✅ 1. Видео на лендинге поднимет заявки
            42 заявки за 28 000 ₽, CPL 667 ₽
        [1]
        [‹ Все гипотезы]
    ");
    office.close().await;
}

#[tokio::test]
async fn taken_on_taken_off_and_opened_again() {
    let office = planned_week("Wed 12:00").await;
    office.anna().says(VIDEO).await;
    office.skip();
    office.anna().taps("Ещё месяц").await;
    office.anna().taps("Снять").await;
    assert_snapshot!(office.transcript(), @"
    > Анна Смирнова taps [Ещё месяц]
    Анна Смирнова glimpses «Решаем до 11 января 2027»
    Анна Смирнова sees changed:
        🧪 Гипотеза 1
        Видео на лендинге поднимет заявки

        Ждём: Лиды +10 %
        Сегмент: ритейл
        Канал: сайт
        Бюджет на пробу: 30 000 ₽
        С 2 декабря, решаем до 11 января 2027. Ведёт Анна Смирнова.

        Лиды в неделю до начала: 110

        Изменить: /hypothesis 1 канал: почта, бюджет 40 000
        [Сработала] [Не сработала]
        [Ещё месяц] [Снять]
        [‹ Все гипотезы]
    > Анна Смирнова taps [Снять]
    Анна Смирнова glimpses «Гипотеза снята»
    Анна Смирнова sees changed:
        ▫️ Гипотеза 1
        Видео на лендинге поднимет заявки

        Снята без проверки.
        Решение: Анна Смирнова, 2 декабря.

        Ждём: Лиды +10 %
        Сегмент: ритейл
        Канал: сайт
        Бюджет на пробу: 30 000 ₽
        С 2 декабря, решаем до 11 января 2027. Ведёт Анна Смирнова.

        Лиды в неделю до начала: 110
        [Открыть снова]
        [‹ Все гипотезы]
    Чат: Планёрка sees changed:
        🧭 Планёрка: повестка на 30 ноября

        Все числа в плане, вопросов из отчётов нет. Можно обойтись без встречи.
    ");
    // A tap on what no longer runs changes nothing.
    office.anna().says("/hypothesis 1 канал: почта").await;
    office.anna().taps("Открыть снова").await;
    assert_snapshot!(office.transcript(), @"
    > Анна Смирнова: /hypothesis 1 канал: почта
    Анна Смирнова reads:
        ▫️ Гипотеза 1
        Видео на лендинге поднимет заявки

        Снята без проверки.
        Решение: Анна Смирнова, 2 декабря.

        Ждём: Лиды +10 %
        Сегмент: ритейл
        Канал: сайт
        Бюджет на пробу: 30 000 ₽
        С 2 декабря, решаем до 11 января 2027. Ведёт Анна Смирнова.

        Лиды в неделю до начала: 110
        [Открыть снова]
        [‹ Все гипотезы]
    Анна Смирнова reads:
        По этой гипотезе уже решили. Продолжить её можно кнопкой «Открыть снова».
    > Анна Смирнова taps [Открыть снова]
    Анна Смирнова glimpses «Снова идёт, решаем до 11 января 2027»
    Анна Смирнова sees changed:
        🧪 Гипотеза 1
        Видео на лендинге поднимет заявки

        Ждём: Лиды +10 %
        Сегмент: ритейл
        Канал: сайт
        Бюджет на пробу: 30 000 ₽
        С 2 декабря, решаем до 11 января 2027. Ведёт Анна Смирнова.

        Лиды в неделю до начала: 110

        Изменить: /hypothesis 1 канал: почта, бюджет 40 000
        [Сработала] [Не сработала]
        [Ещё месяц] [Снять]
        [‹ Все гипотезы]
    Чат: Планёрка sees changed:
        🧭 Планёрка: повестка на 30 ноября

        1. Гипотезы
        • новая: Видео на лендинге поднимет заявки (Анна)
    ");
    // The question is given up.
    office.anna().taps("Не сработала").await;
    office.anna().says("/cancel").await;
    assert_eq!(office.count("SELECT count(*) FROM hypothesis WHERE state = 'running'").await, 1);
    office.skip();
    office.close().await;
}

#[tokio::test]
async fn what_is_unclear_is_asked_and_the_rest_is_kept() {
    let office = Office::on("Wed 12:00").await;
    office.anna().says("/hypothesis Письма вместо звонков, до 31.13, канал: почта, ведёт: Оксана, бюджет: много").await;
    office.anna().says("/hypothesis => Лиды +10 %").await;
    office.anna().says("/hypothesis 7").await;
    office.anna().says("/hypothesis 1, с 15.01, до 1.12").await;
    // A number at the beginning of a belief is no number of a hypothesis; a colon behind it makes it one.
    office.anna().says("/hypothesis 3 письма вместо одного => 10 ответов").await;
    office.anna().says("/hypothesis 2: 4 письма вместо одного, с 1.12, до 1.08").await;
    office.anna().says("/hypothesis Звонки вечером, до 2026-11-01").await;
    office.anna().says("/hypothesis 2 до 2026-11-01").await;
    assert_snapshot!(office.transcript(), @"
    == Wed 25.11 12:00
    > Анна Смирнова: /hypothesis Письма вместо звонков, до 31.13, канал: почта, ведёт: Оксана, бюджет: много
    Анна Смирнова reads:
        🧪 Гипотеза 1
        Письма вместо звонков

        Канал: почта
        С 25 ноября, решаем до 25 декабря. Ведёт Анна Смирнова.

        ⚠️ Какого результата ждём? Допишите: /hypothesis 1 => Лиды +10 %

        Изменить: /hypothesis 1 канал: почта, бюджет 40 000
        [Сработала] [Не сработала]
        [Ещё месяц] [Снять]
        [‹ Все гипотезы]
    Анна Смирнова reads:
        Гипотеза записана, кроме этого:
        до 31.13
        Такого дня нет. Напишите так: до 24.12 или до 31 марта
        Оксана
        Таких людей на планёрке нет. Вести гипотезу может тот, чья команда в ней участвует.
        бюджет: много
        Сколько это? Напишите числом: бюджет 30 000
    > Анна Смирнова: /hypothesis => Лиды +10 %
    Анна Смирнова reads:
        Что проверяем? Одной строкой: /hypothesis видео на лендинге => Лиды +10 %
    > Анна Смирнова: /hypothesis 7
    Анна Смирнова reads:
        Гипотезы 7 нет. Какие есть: /hypothesis
    > Анна Смирнова: /hypothesis 1, с 15.01, до 1.12
    Анна Смирнова reads:
        🧪 Гипотеза 1
        Письма вместо звонков

        Канал: почта
        С 25 ноября, решаем до 25 декабря. Ведёт Анна Смирнова.

        ⚠️ Какого результата ждём? Допишите: /hypothesis 1 => Лиды +10 %

        Изменить: /hypothesis 1 канал: почта, бюджет 40 000
        [Сработала] [Не сработала]
        [Ещё месяц] [Снять]
        [‹ Все гипотезы]
    Анна Смирнова reads:
        Гипотеза записана, кроме этого:
        Решать раньше, чем начали, нельзя. Проверьте даты.
    > Анна Смирнова: /hypothesis 3 письма вместо одного => 10 ответов
    Анна Смирнова reads:
        🧪 Гипотеза 2
        3 письма вместо одного

        Ждём: 10 ответов
        С 25 ноября, решаем до 25 декабря. Ведёт Анна Смирнова.

        Изменить: /hypothesis 2 канал: почта, бюджет 40 000
        [Сработала] [Не сработала]
        [Ещё месяц] [Снять]
        [‹ Все гипотезы]
    > Анна Смирнова: /hypothesis 2: 4 письма вместо одного, с 1.12, до 1.08
    Анна Смирнова reads:
        🧪 Гипотеза 2
        4 письма вместо одного

        Ждём: 10 ответов
        С 1 декабря, решаем до 1 августа 2027. Ведёт Анна Смирнова.

        ⚠️ Проба дольше полугода. За месяц обычно видно, стоит ли продолжать.

        Изменить: /hypothesis 2 канал: почта, бюджет 40 000
        [Сработала] [Не сработала]
        [Ещё месяц] [Снять]
        [‹ Все гипотезы]
    > Анна Смирнова: /hypothesis Звонки вечером, до 2026-11-01
    Анна Смирнова reads:
        Решать раньше, чем начали, нельзя. Проверьте даты.
    > Анна Смирнова: /hypothesis 2 до 2026-11-01
    Анна Смирнова reads:
        Решать раньше, чем начали, нельзя. Проверьте даты.
    ");
    office.close().await;
}

#[tokio::test]
async fn only_those_who_meet_in_a_sync_see_it() {
    let company = COMPANY.replace("teams = [\"marketing\", \"sales\", \"support\"]", "teams = [\"marketing\"]");
    let office = Office::of(&company, "Wed 12:00").await;
    office.anna().says(VIDEO).await;
    office.skip();
    office.vera().says("/hypothesis").await;
    assert_snapshot!(office.vera().reads(), @"Ваша команда не участвует в планёрке.");
    // The director, whose team meets nobody, sees and decides.
    office.dmitry().says("/hypothesis 1").await;
    assert!(office.dmitry().reads().contains("[Сработала] [Не сработала]"));
    office.skip();
    office.close().await;
}

#[tokio::test]
async fn whoever_gets_one_hears_of_it_and_of_its_end() {
    let office = Office::on("Wed 12:00").await;
    office.anna().says("/hypothesis Письма вместо звонков => 10 ответов, Вера").await;
    assert_snapshot!(office.vera().reads(), @"🧪 Анна Смирнова записывает за вами гипотезу 1: Письма вместо звонков. Посмотреть: /hypothesis 1");
    office.anna().says("/hypothesis 1 ведёт: Пётр").await;
    assert_snapshot!(office.pyotr().reads(), @"🧪 Анна Смирнова записывает за вами гипотезу 1: Письма вместо звонков. Посмотреть: /hypothesis 1");
    office.skip();
    // Whoever wrote it down may decide, too; Vera, who has it no more, may not.
    office.vera().says("/hypothesis 1 канал: почта").await;
    assert_snapshot!(office.vera().reads(), @"Это может тот, кто ведёт гипотезу или записал её, руководитель его команды и администратор.");
    office.anna().taps("Снять").await;
    assert_snapshot!(office.pyotr().reads(), @"▫️ Анна Смирнова снимает гипотезу «Письма вместо звонков» без проверки. Вернуть: /hypothesis");
    office.anna().taps("Открыть снова").await;
    office.anna().taps("Не сработала").await;
    office.anna().says("2 ответа из 80").await;
    assert_snapshot!(office.pyotr().reads(), @"✖️ Анна Смирнова решает: гипотеза «Письма вместо звонков» не сработала. 2 ответа из 80");
    office.skip();
    office.close().await;
}

/// The numbers that people report anyway say how it goes.
#[tokio::test]
async fn its_metric_is_shown_before_and_since() {
    let office = planned_week("Wed 12:00").await;
    // Olga looks after what Anna counts.
    office.olga().says("/hypothesis Видео на лендинге => Лиды +10 %").await;
    assert!(office.olga().reads().contains("Лиды в неделю до начала: 110"));
    office.goes_to("Fri 14:00").await;
    office.anna().says("Лиды: 131").await;
    office.skip();
    office.olga().says("/hypothesis 1").await;
    assert!(office.olga().reads().contains("Лиды в неделю: 110 до начала, 131 с начала"));
    // What names no metric of the company has no numbers.
    office.olga().says("/hypothesis Письма => десять ответов").await;
    assert!(!office.olga().reads().contains("в неделю"));
    office.skip();
    office.close().await;
}

#[tokio::test]
async fn a_list_or_a_fraction_in_front_is_no_number_of_ours() {
    let office = Office::on("Wed 12:00").await;
    office.anna().says("/hypothesis Письма вместо звонков => 10 ответов").await;
    office.anna().says("/hypothesis 1,5 часа на звонок вместо часа => 3 сделки").await;
    assert!(office.anna().reads().contains("Гипотеза 2\n1,5 часа на звонок"));
    office.anna().says("/hypothesis 1. Письма вечером => 5 ответов").await;
    assert!(office.anna().reads().contains("Гипотеза 3\n1. Письма вечером"));
    office.skip();
    office.close().await;
}

#[tokio::test]
async fn in_english() {
    let office = Office::of(&COMPANY.replace("locale = \"ru\"", "locale = \"en\""), "Wed 12:00").await;
    office.anna().says("/language").await;
    office.anna().taps("English").await;
    office.skip();
    office
        .anna()
        .says("/hypothesis Video on the landing page => leads +10%, channel: website, $300, by 24 December")
        .await;
    office.anna().taps("All hypotheses").await;
    assert_snapshot!(office.transcript(), @"
    > Анна Смирнова: /hypothesis Video on the landing page => leads +10%, channel: website, $300, by 24 December
    Анна Смирнова reads:
        🧪 Hypothesis 1
        Video on the landing page

        Expected: leads +10%
        Channel: website
        Test budget: 300 ₽
        From 25 Nov, decided by 24 Dec. Owner: Анна Смирнова.

        To change it: /hypothesis 1 channel: mail, budget 400
        [It worked] [It didn't]
        [One more month] [Drop it]
        [‹ All hypotheses]
    > Анна Смирнова taps [‹ All hypotheses]
    Анна Смирнова sees changed:
        🧪 Hypotheses

        Running
        1. Video on the landing page
            Анна, by 24 Dec

        A new one, in one line:
        /hypothesis video on the landing page => leads +10%, channel: website, segment: retail, budget 300, by 25 Dec
        [1]
    ");
    office.skip();
    office.close().await;
}
