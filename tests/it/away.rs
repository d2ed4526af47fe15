//! Absence and public holidays: said in a line or by a tap, and what the week becomes of it.

use insta::assert_snapshot;

use crate::office::{COMPANY, MARKETING, Office};
use crate::scenes::planned_week;
use crate::submit_plan::WHOLE;

#[tokio::test]
async fn said_in_words_listed_and_taken_back() {
    let office = Office::on("Thu 12:00").await;
    office.anna().says("/away").await;
    assert_snapshot!(office.anna().reads(), @"
    🗓 Когда вас не будет
    Пока ничего не записано.

    Записать кнопкой или словами: /away 30.11–4.12 отпуск, /away завтра, /away до пт
    [Сегодня] [Завтра]
    [Эта неделя] [Следующая неделя]
    ");
    office.anna().says("/away 30.11–4.12 отпуск").await;
    assert_snapshot!(office.anna().reads(), @"
    Записано: 30 ноября – 4 декабря, отпуск

    🗓 Когда вас не будет
    • 30 ноября – 4 декабря · отпуск
    В эти дни не спрашиваю и не напоминаю. Часов на план в такую неделю меньше.

    Записать кнопкой или словами: /away 30.11–4.12 отпуск, /away завтра, /away до пт
    [Отменить 30 ноября – 4 декабря]
    [Сегодня] [Завтра]
    [Эта неделя] [Следующая неделя]
    ");
    office.skip();
    office.anna().taps("Завтра").await;
    assert_snapshot!(office.transcript(), @"
    > Анна Смирнова taps [Завтра]
    Анна Смирнова glimpses «Записано: 27 ноября»
    Анна Смирнова sees changed:
        🗓 Когда вас не будет
        • 27 ноября
        • 30 ноября – 4 декабря · отпуск
        В эти дни не спрашиваю и не напоминаю. Часов на план в такую неделю меньше.

        Записать кнопкой или словами: /away 30.11–4.12 отпуск, /away завтра, /away до пт
        [Отменить 27 ноября]
        [Отменить 30 ноября – 4 декабря]
        [Сегодня] [Завтра]
        [Эта неделя] [Следующая неделя]
    ");
    office.anna().taps("Отменить 30").await;
    assert_snapshot!(office.transcript(), @"
    > Анна Смирнова taps [Отменить 30 ноября – 4 декабря]
    Анна Смирнова glimpses «Отменено: 30 ноября – 4 декабря»
    Анна Смирнова sees changed:
        🗓 Когда вас не будет
        • 27 ноября
        В эти дни не спрашиваю и не напоминаю. Часов на план в такую неделю меньше.

        Записать кнопкой или словами: /away 30.11–4.12 отпуск, /away завтра, /away до пт
        [Отменить 27 ноября]
        [Сегодня] [Завтра]
        [Эта неделя] [Следующая неделя]
    ");
    // Days that touch become one absence; what lies within one is there already.
    office.anna().says("/away 27.11–1.12").await;
    office.anna().says("/away пн").await;
    assert_snapshot!(office.anna().reads(), @"
    Записано: 27 ноября – 1 декабря

    🗓 Когда вас не будет
    • 27 ноября – 1 декабря
    В эти дни не спрашиваю и не напоминаю. Часов на план в такую неделю меньше.

    Записать кнопкой или словами: /away 30.11–4.12 отпуск, /away завтра, /away до пт
    [Отменить 27 ноября – 1 декабря]
    [Сегодня] [Завтра]
    [Эта неделя] [Следующая неделя]
    ");
    office.skip();
    assert_eq!(office.count("SELECT count(*) FROM absence").await, 1);
    // What has begun keeps the days that have passed.
    office.goes_to("Mon 08:00").await;
    office.anna().taps("Отменить 27").await;
    assert_eq!(
        office.count("SELECT count(*) FROM absence WHERE from_day = '2026-11-27' AND to_day = '2026-11-29'").await,
        1
    );
    office.skip();
    office.close().await;
}

#[tokio::test]
async fn days_that_cannot_be_are_refused_with_what_to_do() {
    let office = Office::on("Thu 12:00").await;
    for text in ["/away когда-нибудь", "/away 20.11", "/away 4.12–30.11", "/away 1.12.2026–1.12.2030"] {
        office.anna().says(text).await;
    }
    assert_snapshot!(office.transcript(), @"
    == Thu 26.11 12:00
    > Анна Смирнова: /away когда-нибудь
    Анна Смирнова reads:
        Не понял, когда: «когда-нибудь». Напишите дни так: /away 30.11–4.12 отпуск, /away завтра, /away до пт
    > Анна Смирнова: /away 20.11
    Анна Смирнова reads:
        Эти дни уже прошли. Напишите будущие: /away 30.11–4.12
    > Анна Смирнова: /away 4.12–30.11
    Анна Смирнова reads:
        Последний день раньше первого. Проверьте даты и напишите ещё раз.
    > Анна Смирнова: /away 1.12.2026–1.12.2030
    Анна Смирнова reads:
        Больше чем на год не записываю. Проверьте даты и напишите ещё раз.
    ");
    assert_eq!(office.count("SELECT count(*) FROM absence").await, 0);
    // A button of yesterday's card.
    office.anna().says("/away").await;
    office.goes_to("Fri 09:00").await;
    office.skip();
    office.anna().taps("Сегодня").await;
    assert!(office.transcript().contains("Эта кнопка устарела"));
    office.close().await;
}

#[tokio::test]
async fn two_days_off_make_a_shorter_week() {
    let office = Office::on("Thu 15:00").await;
    office.anna().says("Лендинг => открыт ~ 18ч").await;
    office.skip();
    office.anna().says("/away Mon-Tue").await;
    assert_snapshot!(office.transcript(), @"
    > Анна Смирнова: /away Mon-Tue
    Анна Смирнова sees changed:
        📝 План на 30 ноября – 4 декабря
        Сдать до пт 16:00. Согласует Ольга Белова.
        Короткая неделя, 24 ч: вас не будет 2 дня.

        Показатели
        Лиды: какая цель?
        Трафик: какая цель?

        Задачи · 18 из 14,4–16,8 ч
        1. Лендинг · 18 ч
            → открыт

        ⚠️ 18 ч из 16,8. В такую неделю влезает 14,4–16,8 ч: остальное съедает незапланированное. Снимите около 1,5 ч.

        💡 1: 18 ч одной строкой. Что будет готово первым?

        Ещё задача: новой строкой. Исправить: «Задачи», строка «2: 4ч» или правка своего сообщения.
        [Отправить]
        [Задачи] [Подсказки]
        [Отменить: добавлено «Лендинг»]
        [На эту неделю]
    Анна Смирнова reads:
        Записано: 30 ноября – 1 декабря

        🗓 Когда вас не будет
        • 30 ноября – 1 декабря
        В эти дни не спрашиваю и не напоминаю. Часов на план в такую неделю меньше.

        Записать кнопкой или словами: /away 30.11–4.12 отпуск, /away завтра, /away до пт
        [Отменить 30 ноября – 1 декабря]
        [Сегодня] [Завтра]
        [Эта неделя] [Следующая неделя]
    ");
    office.anna().says(WHOLE).await;
    office.anna().taps("Отправить").await;
    office.anna().taps("согласовано").await;
    assert_snapshot!(office.olga().reads(), @"
    📝 Анна Смирнова · план на 30 ноября – 4 декабря
    ⚠️ 29 ч из 16,8
        Почему больше: «согласовано с руководителем»

    Лиды: 120
    Трафик: 15 000
    29 из 14,4–16,8 ч · короткая неделя, 24 ч

    1. Лендинг → открыт · 18 ч
    2. Запустить лендинг «Ритейл» → страница опубликована, форма принимает заявки · 6 ч
    3. Подготовить вебинар → программа и 3 спикера подтверждены · 5 ч · #вебинары
    [Утвердить]
    [Вернуть] [Изменить] [Спросить]
    ");
    office.skip();
    office.close().await;
}

#[tokio::test]
async fn holidays_shorten_a_week_and_a_week_of_holidays_needs_no_plan() {
    let office = Office::on("Wed 12:00").await;
    // The last week of the year: 31 December and 1 January are off in Russia, and so is all of the week after.
    for _ in 0..4 {
        office.goes_to("Wed 11:00").await;
    }
    office.goes_to("Thu 15:00").await;
    assert_snapshot!(office.anna().reads(), @"
    📝 План на 28 декабря – 1 января
    Сдать до пт 16:00. Согласует Ольга Белова.
    Короткая неделя, 24 ч: праздники 31 декабря, 1 января.

    Показатели
    Лиды: какая цель?
    Трафик: какая цель?

    Задачи · 0 из 14,4–16,8 ч
    пока нет

    Допишите задачи строками:
    что сделать => чем закончится ~ сколько часов
    [Отправить]
    [На эту неделю]
    ");
    office.goes_to("Sun 12:00").await;
    office.skip();
    // Thursday's and Friday's moments come on Tuesday and Wednesday. Nobody is asked for a plan of the first week.
    office.goes_to("Tue 15:00").await;
    assert_eq!(office.transcript(), "");
    office.goes_to("Wed 14:00").await;
    let news = office.transcript();
    assert!(news.contains("Отчёт за 28") && !news.contains("План на"), "{news}");
    office.goes_to("Wed 18:00").await;
    let news = office.transcript();
    assert!(news.contains("Без отчёта за 28") && !news.contains("Без плана"), "{news}");
    office.goes_to("Sun 12:00").await;
    office.goes_to("Sun 11:00").await;
    assert_eq!(office.transcript(), "", "ten days without a word");
    // Back at work: the plan of that week is asked for, and it is not late yet.
    office.goes_to("Mon 09:00").await;
    assert_snapshot!(office.anna().reads(), @"
    ⏰ С возвращением. Плана на 11–15 января ещё нет, срок сегодня в 16:00.

    📝 План на 11–15 января
    Сдать до пн 16:00. Согласует Ольга Белова.

    Показатели
    Лиды: какая цель?
    Трафик: какая цель?

    Задачи · 0 из 24–28 ч
    пока нет

    Допишите задачи строками:
    что сделать => чем закончится ~ сколько часов
    [Отправить]
    [На следующую неделю]
    ");
    office.skip();
    // The report of the last week that was worked can still be sent.
    office.anna().says("/report").await;
    assert!(office.anna().reads().starts_with("📊 Отчёт за 28"), "{}", office.anna().reads());
    office.anna().says(WHOLE).await;
    office.anna().taps("Отправить").await;
    assert_eq!(office.count("SELECT late FROM plan WHERE state = 'submitted'").await, 0);
    office.skip();
    office.close().await;
}

#[tokio::test]
async fn a_moment_on_a_holiday_makes_way() {
    // Thanksgiving, Thursday, 26 November 2026.
    let office = Office::of(&COMPANY.replace("country = \"RU\"", "country = \"US\""), "Wed 14:30").await;
    office.goes_to("Wed 15:00").await;
    assert!(office.anna().reads().starts_with("📝 План на 30 ноября"), "{}", office.anna().reads());
    office.skip();
    office.goes_to("Thu 23:00").await;
    assert_eq!(office.transcript(), "");
    office.goes_to("Fri 12:00").await;
    assert!(office.anna().reads().starts_with("⏰"), "{}", office.anna().reads());
    office.skip();
    office.close().await;
}

#[tokio::test]
async fn somebody_on_leave_is_left_alone_and_not_missed() {
    let office = Office::on("Thu 12:00").await;
    office.anna().says("/away 30.11–4.12 отпуск").await;
    office.pyotr().says("/away чт-пт").await;
    office.skip();
    // Anna is here and away all next week: nothing to plan, also where she looks. Pyotr is away now and back on Monday.
    office.anna().says("/plan").await;
    office.anna().taps("На следующую неделю").await;
    assert_snapshot!(office.anna().reads(), @"
    📝 План на 30 ноября – 4 декабря
    Согласует Ольга Белова.
    Вас не будет всю неделю: план не нужен.

    Показатели
    Лиды: какая цель?
    Трафик: какая цель?

    Задачи · 0 ч
    пока нет

    Допишите задачи строками:
    что сделать => чем закончится ~ сколько часов
    [Отправить]
    [На эту неделю]
    ");
    office.anna().taps("На эту неделю").await;
    office.skip();
    office.goes_to("Thu 15:00").await;
    office.goes_to("Fri 15:30").await;
    let news = office.transcript();
    assert!(!news.contains("Пётр Иванов reads"), "{news}");
    assert!(!news.contains("Анна Смирнова reads:\n    📝") && !news.contains("Анна Смирнова reads:\n    ⏰"), "{news}");
    office.olga().says("/inbox").await;
    assert_snapshot!(office.olga().reads(), @"
    Планов на согласовании нет.

    Без плана на 30 ноября – 4 декабря: Анна Смирнова (отпуск до 4 декабря), Пётр Иванов (не будет до 27 ноября)
    ");
    office.skip();
    office.goes_to("Fri 16:00").await;
    assert!(office.olga().reads().starts_with("Без плана"), "{}", office.olga().reads());
    assert_snapshot!(office.olga().reads(), @"Без плана на 30 ноября – 4 декабря: Анна Смирнова (отпуск до 4 декабря), Пётр Иванов (не будет до 27 ноября)");
    office.olga().says("/team").await;
    assert_snapshot!(office.olga().reads(), @"
    Маркетинг: план на 30 ноября – 4 декабря, отчёт за 23–27 ноября
    • Ольга Белова: план черновик, отчёт нет
    • Анна Смирнова: план не нужен, отчёт нет · отпуск до 4 декабря
    • Пётр Иванов: план черновик, отчёт нет · не будет до 27 ноября
    ");
    office.goes_to("Sun 12:00").await;
    office.skip();
    office.goes_to("Mon 08:59").await;
    assert_eq!(office.transcript(), "");
    office.goes_to("Mon 09:00").await;
    assert_snapshot!(office.pyotr().reads(), @"
    ⏰ С возвращением. Плана на 30 ноября – 4 декабря ещё нет, срок сегодня в 16:00.

    📝 План на 30 ноября – 4 декабря
    Сдать до пн 16:00. Согласует Ольга Белова.

    Показатели
    Расход на рекламу: какая цель?

    Задачи · 0 из 24–28 ч
    пока нет

    Допишите задачи строками:
    что сделать => чем закончится ~ сколько часов
    [Отправить]
    [На следующую неделю]
    ");
    assert_eq!(office.count("SELECT count(*) FROM asked_on_return").await, 1);
    office.skip();
    // The week Anna does not work ends: nobody asks her for a report, and the digest does not miss it.
    office.goes_to("Fri 14:00").await;
    office.olga().says("12").await;
    office.olga().taps("Отчёт").await;
    office.goes_to("Fri 18:00").await;
    let news = office.transcript();
    assert!(!news.contains("Анна Смирнова reads:\n    📊"), "{news}");
    let digest = office.tg.messages(MARKETING).last().unwrap().text.clone();
    assert!(digest.contains("Не отчитались: Пётр Иванов") && !digest.contains("Анна"), "{digest}");
    office.close().await;
}

#[tokio::test]
async fn a_manager_on_leave_is_not_reminded_and_the_admins_decide() {
    let office = Office::on("Thu 15:00").await;
    office.anna().says(WHOLE).await;
    office.anna().taps("Отправить").await;
    office.olga().says("/away пн").await;
    office.goes_to("Sun 12:00").await;
    office.skip();
    office.goes_to("Mon 09:30").await;
    assert!(!office.transcript().contains("Ольга Белова reads"));
    assert!(office.dmitry().reads().starts_with("⏰ Теперь решаете вы: 1 план."), "{}", office.dmitry().reads());
    office.goes_to("Mon 12:00").await;
    assert_eq!(office.transcript(), "", "there is nobody above the director");
    office.skip();
    office.close().await;
}

#[tokio::test]
async fn falling_ill_in_a_planned_week_owes_no_report() {
    let office = planned_week("Mon 08:30").await;
    office.anna().says("/away эта неделя болею").await;
    office.skip();
    office.goes_to("Fri 17:30").await;
    let news = office.transcript();
    assert!(!news.contains("Анна Смирнова reads"), "{news}");
    assert!(office.olga().reads().contains("Анна Смирнова (болею до 4"), "{}", office.olga().reads());
    // A line of hers goes to no report that nobody owes.
    office.anna().says("Лиды 10").await;
    assert!(!office.anna().reads().contains("Отчёт"), "{}", office.anna().reads());
    office.skip();
    office.close().await;
}
