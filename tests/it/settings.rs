//! `/settings`: an admin looks at how the company is set up.

use insta::assert_snapshot;

use crate::office::{COMPANY, Office};

#[tokio::test]
async fn the_company_and_a_team_on_a_phone() {
    let office = Office::on("Wed 12:00").await;
    office.dmitry().says("/settings").await;
    office.dmitry().taps("Маркетинг").await;
    assert_snapshot!(office.transcript(), @"
    == Wed 25.11 12:00
    > Дмитрий Орлов: /settings
    Дмитрий Орлов reads:
        ⚙️ ТП Лаб
        По-русски, на «вы». Часовой пояс: Europe/Moscow.
        Рабочая неделя 40 ч, в план входит 24–28 ч. Больше можно отправить с причиной.
        Праздники: RU.

        Неделя
        План: с чт 15:00 до пт 16:00. Напоминания: пт 12:00, пт 15:00
        Согласование: уровнем выше пн 12:00. Напоминания: пн 9:00
        Отчёт: с пт 14:00 до пт 17:30. Напоминания: пт 16:30
        Сводка: пт 18:00. Повестка: пн 10:00

        Чаты
        ✅ Маркетинг
        ✅ Продажи
        ✅ Поддержка
        ✅ Планёрка
        ▫️ Сводка по всем командам: лично администраторам

        Меняется в company.toml на сервере, потом planerka apply.
        [Маркетинг] [Продажи]
        [Поддержка]
    > Дмитрий Орлов taps [Маркетинг]
    Дмитрий Орлов sees changed:
        ⚙️ Маркетинг
        Руководит Ольга Белова
        В сводке видно, кто что сделал

        Кто согласует планы
        Ольга Белова → Дмитрий Орлов
        Анна Смирнова, Пётр Иванов → Ольга Белова

        Неделя
        План: с чт 15:00 до пт 16:00. Напоминания: пт 12:00, пт 15:00
        Согласование: уровнем выше пн 12:00. Напоминания: пн 9:00
        Отчёт: с пт 14:00 до пт 17:30. Напоминания: пт 16:30
        Сводка: пт 18:00. Повестка: пн 10:00

        Меняется в company.toml на сервере, потом planerka apply.
        [‹ Вся компания]
    ");
    office.dmitry().taps("‹ Вся компания").await;
    office.skip();
    // It follows what is declared, and whoever stands in.
    let company = COMPANY
        .replace("country = \"RU\"", "formality = \"informal\"\nover_budget = \"block\"\nhours_per_week = 37.5")
        .replace(
            "key = \"sales\"\nname = \"Продажи\"",
            "key = \"sales\"\nname = \"Продажи\"\ntimezone = \"Asia/Omsk\"\nvisibility = \"totals\"",
        )
        .replace(
            "manager = \"igor\"\nchat = -1001000000002\n",
            "manager = \"igor\"\ndeputy = \"vera\"\n[team.ritual]\npulse = \"Wed 12:00\"\nplan_nudges = []\n",
        );
    office.declares(&company).await;
    office.dmitry().says("/settings").await;
    office.dmitry().taps("Продажи").await;
    assert_snapshot!(office.transcript(), @"
    > Дмитрий Орлов: /settings
    Дмитрий Орлов reads:
        ⚙️ ТП Лаб
        По-русски, на «ты». Часовой пояс: Europe/Moscow.
        Рабочая неделя 37,5 ч, в план входит 22,5–26,2 ч. Больше отправить нельзя.
        Праздники не учитываются: страна не указана.

        Неделя
        План: с чт 15:00 до пт 16:00. Напоминания: пт 12:00, пт 15:00
        Согласование: уровнем выше пн 12:00. Напоминания: пн 9:00
        Отчёт: с пт 14:00 до пт 17:30. Напоминания: пт 16:30
        Сводка: пт 18:00. Повестка: пн 10:00
        Своё время у команд: Продажи

        Чаты
        ✅ Маркетинг
        ✅ Продажи
        ✅ Поддержка
        ✅ Планёрка
        ▫️ Сводка по всем командам: лично администраторам

        Меняется в company.toml на сервере, потом planerka apply.
        [Маркетинг] [Продажи]
        [Поддержка]
    > Дмитрий Орлов taps [Продажи]
    Дмитрий Орлов sees changed:
        ⚙️ Продажи
        Руководит Игорь Титов
        Замещает Вера Лис
        В сводке только итоги, без имён
        Часовой пояс: Asia/Omsk.

        Кто согласует планы
        Дмитрий Орлов → Игорь Титов
        Игорь Титов → Дмитрий Орлов

        Неделя
        План: с чт 15:00 до пт 16:00. Напоминания: нет
        Согласование: уровнем выше пн 12:00. Напоминания: пн 9:00
        Вопрос среди недели: ср 12:00
        Отчёт: с пт 14:00 до пт 17:30. Напоминания: пт 16:30
        Сводка: пт 18:00. Повестка: пн 10:00

        Меняется в company.toml на сервере, потом planerka apply.
        [‹ Вся компания]
    ");
    office.close().await;
}

#[tokio::test]
async fn it_is_for_admins_and_in_their_language() {
    let office = Office::on("Wed 12:00").await;
    office.olga().says("/settings").await;
    assert_snapshot!(office.olga().reads(), @"Это может только администратор.");
    office.dmitry().says("/language").await;
    office.dmitry().taps("English").await;
    office.skip();
    office.dmitry().says("/settings").await;
    assert_snapshot!(office.dmitry().reads(), @"
    ⚙️ ТП Лаб
    In Russian, formal. Time zone: Europe/Moscow.
    A week has 40 h, a plan 24–28 h. More takes a reason.
    Public holidays: RU.

    The week
    Plan: Thu 3 pm to Fri 4 pm. Reminders: Fri 12 pm, Fri 3 pm
    Approval: one level up Mon 12 pm. Reminders: Mon 9 am
    Report: Fri 2 pm to Fri 5:30 pm. Reminders: Fri 4:30 pm
    Digest: Fri 6 pm. Agenda: Mon 10 am

    Chats
    ✅ Маркетинг
    ✅ Продажи
    ✅ Поддержка
    ✅ Планёрка
    ▫️ Digest over all teams: to the admins in private

    To change it: company.toml on the server, then planerka apply.
    [Маркетинг] [Продажи]
    [Поддержка]
    ");
    office.skip();
    office.close().await;
}
