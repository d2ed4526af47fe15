//! Somebody decides in a manager's place: named in the chat, for good or for days, and active while the manager is away.

use insta::assert_snapshot;
use planerka::render::buttons::{Action, ApprovalAction};

use crate::office::{COMPANY, Office};
use crate::submit_plan::WHOLE;

#[tokio::test]
async fn named_in_words_and_by_taps() {
    let office = Office::on("Thu 12:00").await;
    office.olga().says("/deputy").await;
    assert_snapshot!(office.olga().reads(), @"
    Кто решает за вас
    Пока никто. Когда вас нет, планы команды ждут решения уровнем выше.

    Назначить: нажмите имя или напишите /deputy Вера. На даты: /deputy Вера 30.11–4.12
    [Игорь Титов] [Вера Лис]
    [Анна Смирнова] [Пётр Иванов]
    [Дмитрий Орлов]
    ");
    office.skip();
    office.olga().says("/deputy Вера 30.11–4.12").await;
    assert_snapshot!(office.transcript(), @"
    > Ольга Белова: /deputy Вера 30.11–4.12
    Ольга Белова reads:
        Вера Лис решает за вас: 30 ноября – 4 декабря.

        Кто решает за вас
        • Вера Лис · 30 ноября – 4 декабря

        Назначить: нажмите имя или напишите /deputy Вера. На даты: /deputy Вера 30.11–4.12
        [Отменить: Вера Лис, 30 ноября – 4 декабря]
        [Игорь Титов] [Вера Лис]
        [Анна Смирнова] [Пётр Иванов]
        [Дмитрий Орлов]
    Вера Лис reads:
        Ольга Белова назначает вас заместителем на 30 ноября – 4 декабря: по планам команды решаете вы. Что ждёт решения: /inbox. Кто что сдал: /team
    ");
    office.olga().taps("Пётр Иванов").await;
    assert_snapshot!(office.transcript(), @"
    > Ольга Белова taps [Пётр Иванов]
    Ольга Белова glimpses «Пётр Иванов решает за вас: когда вас нет.»
    Ольга Белова sees changed:
        Кто решает за вас
        • Вера Лис · 30 ноября – 4 декабря
        • Пётр Иванов · когда вас нет

        Назначить: нажмите имя или напишите /deputy Вера. На даты: /deputy Вера 30.11–4.12
        [Отменить: Вера Лис, 30 ноября – 4 декабря]
        [Отменить: Пётр Иванов, когда вас нет]
        [Игорь Титов] [Вера Лис]
        [Анна Смирнова] [Дмитрий Орлов]
    Пётр Иванов reads:
        Ольга Белова назначает вас заместителем: когда руководителя нет, по планам команды решаете вы. Что ждёт решения: /inbox. Кто что сдал: /team
    ");
    office.olga().taps("Отменить: Вера").await;
    assert_snapshot!(office.transcript(), @"
    > Ольга Белова taps [Отменить: Вера Лис, 30 ноября – 4 декабря]
    Ольга Белова glimpses «Отменено»
    Ольга Белова sees changed:
        Кто решает за вас
        • Пётр Иванов · когда вас нет

        Назначить: нажмите имя или напишите /deputy Вера. На даты: /deputy Вера 30.11–4.12
        [Отменить: Пётр Иванов, когда вас нет]
        [Игорь Титов] [Вера Лис]
        [Анна Смирнова] [Дмитрий Орлов]
    Вера Лис reads:
        Ольга Белова отменяет замещение: по планам команды вы больше не решаете.
    ");
    office.olga().says("/deputy Вася").await;
    office.olga().says("/deputy Вера 1.11").await;
    office.anna().says("/deputy Вера").await;
    assert_snapshot!(office.transcript(), @"
    > Ольга Белова: /deputy Вася
    Ольга Белова reads:
        Не нашёл, кто это: «Вася». Заместителем может быть тот, кто уже подключён. Имена: /deputy
    > Ольга Белова: /deputy Вера 1.11
    Ольга Белова reads:
        Эти дни уже прошли, никто не назначен. Напишите, например: /deputy Вера 30.11–4.12
    > Анна Смирнова: /deputy Вера
    Анна Смирнова reads:
        Это может только руководитель.
    ");
    office.close().await;
}

#[tokio::test]
async fn decides_while_the_manager_is_away() {
    let office = Office::on("Thu 15:00").await;
    office.olga().says("/deputy Вера").await;
    office.olga().says("/away сегодня").await;
    office.skip();
    office.anna().says(WHOLE).await;
    assert!(office.anna().reads().contains("Согласует Вера Лис (за руководителя: Ольга Белова)."));
    office.skip();
    office.anna().taps("Отправить").await;
    let news = office.transcript();
    assert!(news.contains("Ждёт решения: Вера Лис (за руководителя: Ольга Белова)."), "{news}");
    assert!(news.contains("Вера Лис reads:\n    📝 Анна Смирнова") && !news.contains("Ольга Белова reads"), "{news}");
    office.vera().says("/inbox").await;
    assert!(office.vera().reads().contains("• Анна Смирнова"), "{}", office.vera().reads());
    office.vera().says("/team").await;
    let news = office.transcript();
    assert!(news.contains("Маркетинг: план на") && news.contains("Поддержка: план на"), "{news}");
    office.vera().says("/inbox").await;
    office.vera().taps("Анна Смирнова").await;
    office.vera().taps("Утвердить").await;
    assert!(office.anna().reads().contains("Согласовано: Вера Лис."), "{}", office.anna().reads());
    office.skip();
    office.close().await;
}

#[tokio::test]
async fn for_days_only_on_these_days() {
    let office = Office::on("Thu 15:00").await;
    office.olga().says("/deputy Вера 27.11").await;
    let plan = Action::Approval(ApprovalAction::Approve { plan: 1, version: 1 });
    office.goes_to("Fri 12:00").await;
    office.anna().says(WHOLE).await;
    office.anna().taps("Отправить").await;
    assert!(office.vera().reads().starts_with("📝 Анна Смирнова"), "{}", office.vera().reads());
    // On Monday it is Olga's again: she did not know of it, Vera's card says so, and nothing can be forged.
    office.goes_to("Mon 08:30").await;
    office.skip();
    office.goes_to("Mon 09:00").await;
    assert_snapshot!(office.transcript(), @"
    == Mon 30.11 09:00
    Ольга Белова reads:
        ⏰ Теперь решаете вы: 1 план.

        Без замечаний
        • Анна Смирнова · 30 ноября – 4 декабря · 11 ч из 28

        Без плана на 30 ноября – 4 декабря: Пётр Иванов
        [Утвердить план без замечаний]
        [Анна Смирнова]
    Анна Смирнова sees changed:
        📨 План на 30 ноября – 4 декабря отправлен
        Ждёт решения: Ольга Белова.
        Правьте строками: решать будут по новой версии.

        Показатели
        Лиды: 120
        Трафик: 15 000

        Задачи · 11 из 24–28 ч
        1. Запустить лендинг «Ритейл» · 6 ч
            → страница опубликована, форма принимает заявки
        2. Подготовить вебинар · 5 ч · #вебинары
            → программа и 3 спикера подтверждены
        [Изменить] [История]
    Анна Смирнова reads:
        План на 30 ноября – 4 декабря теперь согласует Ольга Белова.
    Вера Лис sees changed:
        📝 Анна Смирнова · план на 30 ноября – 4 декабря
        Теперь решает Ольга Белова.
    Вера Лис sees changed:
        Планов на согласовании нет.
    ");
    let plan_of_anna = office.count("SELECT id FROM plan WHERE state = 'submitted'").await;
    let Action::Approval(ApprovalAction::Approve { version, .. }) = plan else { unreachable!() };
    office.vera().forges_action(Action::Approval(ApprovalAction::Approve { plan: plan_of_anna, version })).await;
    assert!(office.transcript().contains("Вера Лис is told «Этот план уже не ждёт решения.»"));
    assert_eq!(office.count("SELECT count(*) FROM plan WHERE state = 'approved'").await, 0);
    office.olga().taps("Анна Смирнова").await;
    office.olga().taps("Утвердить").await;
    office.skip();
    office.close().await;
}

#[tokio::test]
async fn what_waits_follows_to_the_deputy_when_the_manager_goes_away() {
    let mut office =
        Office::of(&COMPANY.replace("manager = \"olga\"", "manager = \"olga\"\ndeputy = \"vera\""), "Thu 15:00").await;
    office.anna().says(WHOLE).await;
    office.anna().taps("Отправить").await;
    office.olga().says("/away завтра").await;
    office.goes_to("Fri 08:30").await;
    let news = office.transcript();
    assert!(!news.contains("Вера Лис reads:\n    ⏰"), "nobody is woken at midnight: {news}");
    office.goes_to("Fri 09:00").await;
    assert_snapshot!(office.transcript(), @"
    == Fri 27.11 09:00
    Анна Смирнова sees changed:
        📨 План на 30 ноября – 4 декабря отправлен
        Ждёт решения: Вера Лис (за руководителя: Ольга Белова).
        Правьте строками: решать будут по новой версии.

        Показатели
        Лиды: 120
        Трафик: 15 000

        Задачи · 11 из 24–28 ч
        1. Запустить лендинг «Ритейл» · 6 ч
            → страница опубликована, форма принимает заявки
        2. Подготовить вебинар · 5 ч · #вебинары
            → программа и 3 спикера подтверждены
        [Изменить] [История]
    Анна Смирнова reads:
        План на 30 ноября – 4 декабря теперь согласует Вера Лис (за руководителя: Ольга Белова).
    Вера Лис reads:
        ⏰ Теперь решаете вы: 1 план.

        Без замечаний
        • Анна Смирнова · 30 ноября – 4 декабря · 11 ч из 28

        Без плана на 30 ноября – 4 декабря: Пётр Иванов
        [Утвердить план без замечаний]
        [Анна Смирнова]
    ");
    office.restarts().await;
    office.goes_to("Fri 11:00").await;
    assert_eq!(office.transcript(), "", "told once");
    office.vera().taps("Анна Смирнова").await;
    office.vera().taps("Вернуть").await;
    office.vera().taps("Слишком много часов").await;
    assert!(office.anna().reads().contains("Вера Лис: план возвращён"), "{}", office.anna().reads());
    office.skip();
    office.close().await;
}
