//! Weeks gone by: any week's digest, a team's last eight, and who may see which.

use insta::assert_snapshot;
use planerka::render::buttons::{Action, LookAction};

use crate::office::{COMPANY, Office};
use crate::scenes::{planned_week, week_of};

async fn reported(company: &str) -> Office {
    let office = week_of(company, "Fri 14:00").await;
    office.anna().says("Лиды: 131\nТрафик: 12 000\n1 готово 7,5ч принимает заявки\n2 нет: спикеры не ответили").await;
    office.anna().taps("Отчёт").await;
    office.olga().says("Новые клиенты 12\n1 готово").await;
    office.olga().taps("Отчёт").await;
    office.goes_to("Fri 18:00").await;
    office.skip();
    office
}

#[tokio::test]
async fn the_digest_of_any_week() {
    let office = reported(COMPANY).await;
    office.olga().says("/digest w48").await;
    assert_snapshot!(office.transcript(), @"
    > Ольга Белова: /digest w48
    Ольга Белова reads:
        🖼
        📊 Маркетинг, неделя 48: планов на неделю не было
        Лиды 110 · Трафик 15 200
        Расход на рекламу 50 000 ₽ · Новые клиенты 10
        CAC 5 000 ₽
        ▸ Отчёты в срок: 3 из 3
        ▸
        ▸ Ольга Белова
        ▸ Новые клиенты 10
        ▸
        ▸ Анна Смирнова
        ▸ Лиды 110 · Трафик 15 200
        ▸
        ▸ Пётр Иванов
        ▸ Расход на рекламу 50 000 ₽
        [неделя 49 ›]
        [Восемь недель]
    ");
    office.olga().taps("неделя 49 ›").await;
    let news = office.transcript();
    assert!(news.contains("Ольга Белова sees changed:\n    🖼\n    📊 Маркетинг, неделя 49"), "{news}");
    assert!(news.contains("[‹ неделя 48]") && !news.contains("неделя 50"), "{news}");
    for asked in ["/digest 60", "/digest 2027-W02", "/digest 2026-W49"] {
        office.olga().says(asked).await;
    }
    let news = office.transcript();
    assert!(news.contains("какая это неделя: «60»") && news.contains("ещё впереди"), "{news}");
    assert!(news.contains("📊 Маркетинг, неделя 49"), "{news}");
    office.close().await;
}

#[tokio::test]
async fn all_teams_and_the_way_into_one() {
    let office = reported(COMPANY).await;
    office.dmitry().says("/digest").await;
    assert_snapshot!(office.transcript(), @"
    > Дмитрий Орлов: /digest
    Дмитрий Орлов reads:
        🖼
        📊 ТП Лаб, неделя 49: 2 из 5 показателей в плане
        Маркетинг: показатели 2 из 5 · задачи 2 из 4 · нет отчёта: Пётр Иванов
        Продажи: нет отчёта: Игорь Титов
        Поддержка: нет отчёта: Вера Лис
        ▸ Маркетинг
        ▸ Лиды 131 из 120 (+9 %) · Трафик 12 000 из 15 000 (−20 %)
        ▸ Новые клиенты 12 из 12
        ▸ Нет данных: Расход на рекламу, CAC
        ▸ Время: 11,5 ч, по плану 23 ч
        ▸ В срок: планы 3 из 3, отчёты 2 из 3
        ▸
        ▸ Продажи
        ▸ Нет данных: Выручка
        ▸ В срок: планы 0 из 2, отчёты 0 из 1
        ▸
        ▸ Поддержка
        ▸ Нет данных: Довольные клиенты
        ▸ В срок: планы 0 из 1, отчёты 0 из 1
        [‹ неделя 48]
        [Маркетинг] [Продажи]
        [Поддержка]
    ");
    office.dmitry().taps("Маркетинг").await;
    let news = office.transcript();
    assert!(news.contains("📊 Маркетинг, неделя 49: 2 из 5") && news.contains("[‹ Все команды]"), "{news}");
    office.dmitry().taps("‹ Все команды").await;
    office.dmitry().taps("‹ неделя 48").await;
    let news = office.transcript();
    assert!(news.contains("📊 ТП Лаб, неделя 48"), "{news}");
    office.close().await;
}

#[tokio::test]
async fn eight_weeks_of_a_team() {
    let office = reported(COMPANY).await;
    office.olga().says("/team").await;
    assert_snapshot!(office.transcript(), @"
    > Ольга Белова: /team
    Ольга Белова reads:
        🖼
        Маркетинг: план на 7–11 декабря, отчёт за 30 ноября – 4 декабря
        • Ольга Белова: план черновик, отчёт сдан
        • Анна Смирнова: план черновик, отчёт сдан
        • Пётр Иванов: план черновик, отчёт нет
        ▸ Вся команда
        ▸ Лиды · цель взята в 1 из 1 недели
        ▸ 110 · 131 ✓
        ▸
        ▸ Трафик · цель взята в 0 из 1 недели
        ▸ 15 200 · 12 000
        ▸
        ▸ Расход на рекламу
        ▸ 50 000 ₽ · —
        ▸
        ▸ Новые клиенты · цель взята в 1 из 1 недели
        ▸ 10 · 12 ✓
        ▸
        ▸ CAC
        ▸ 5 000 ₽ · —
        ▸
        ▸ Сделано 2 из 3 задач
        ▸ Время: 11,5 ч вместо 15 ч по плану
        ▸ Планы в срок: 3 из 3
        ▸ Отчёты в срок: 5 из 5
        ▸
        ▸ Ольга Белова
        ▸ Новые клиенты · цель взята в 1 из 1 недели
        ▸ 10 · 12 ✓
        ▸
        ▸ Сделано 1 из 1 задачи
        ▸ Время: 4 ч вместо 4 ч по плану
        ▸ Планы в срок: 1 из 1
        ▸ Отчёты в срок: 2 из 2
        ▸
        ▸ Анна Смирнова
        ▸ Лиды · цель взята в 1 из 1 недели
        ▸ 110 · 131 ✓
        ▸
        ▸ Трафик · цель взята в 0 из 1 недели
        ▸ 15 200 · 12 000
        ▸
        ▸ Сделано 1 из 2 задач
        ▸ Время: 7,5 ч вместо 11 ч по плану
        ▸ Планы в срок: 1 из 1
        ▸ Отчёты в срок: 2 из 2
        ▸
        ▸ Пётр Иванов
        ▸ Расход на рекламу
        ▸ 50 000 ₽ · —
        ▸
        ▸ Планы в срок: 1 из 1
        ▸ Отчёты в срок: 1 из 1
        [📊 Ольга Белова] [📊 Анна Смирнова]
    ");
    // Her people see the sums and nobody's weeks.
    office.anna().says("/team").await;
    assert_snapshot!(office.transcript(), @"
    > Анна Смирнова: /team
    Анна Смирнова reads:
        🖼
        📈 Маркетинг: 12 октября – 4 декабря
        ▸ Вся команда
        ▸ Лиды · цель взята в 1 из 1 недели
        ▸ 110 · 131 ✓
        ▸
        ▸ Трафик · цель взята в 0 из 1 недели
        ▸ 15 200 · 12 000
        ▸
        ▸ Расход на рекламу
        ▸ 50 000 ₽ · —
        ▸
        ▸ Новые клиенты · цель взята в 1 из 1 недели
        ▸ 10 · 12 ✓
        ▸
        ▸ CAC
        ▸ 5 000 ₽ · —
        ▸
        ▸ Сделано 2 из 3 задач
        ▸ Время: 11,5 ч вместо 15 ч по плану
        ▸ Планы в срок: 3 из 3
        ▸ Отчёты в срок: 5 из 5
    ");
    office.close().await;
}

#[tokio::test]
async fn a_team_that_shows_totals_shows_them_to_its_people_too() {
    let company = COMPANY.replace("manager = \"olga\"\n", "manager = \"olga\"\nvisibility = \"totals\"\n");
    let office = reported(&company).await;
    office.anna().says("/digest").await;
    assert_snapshot!(office.transcript(), @"
    > Анна Смирнова: /digest
    Анна Смирнова reads:
        🖼
        📊 Маркетинг, неделя 49: 2 из 5 показателей в плане
        Лиды 131 из 120 (+9 %) · Трафик 12 000 из 15 000 (−20 %)
        Новые клиенты 12 из 12
        Нет данных: Расход на рекламу, CAC
        Сделано 2 из 4 задач
        Отчитались 2 из 3
        ▸ Время: 11,5 ч, по плану 23 ч
        ▸ В срок: планы 3 из 3, отчёты 2 из 3
        ▸ Лучше прошлой недели: Лиды на 19 %, Новые клиенты на 20 %
        ▸ Хуже прошлой недели: Трафик на 21 %
        [‹ неделя 48]
        [Восемь недель]
    ");
    office.close().await;
}

/// Who sees what of marketing: `names` of people, `sums` alone, or nothing at all.
#[tokio::test]
async fn who_may_see_which_team() {
    let office = planned_week("Fri 18:00").await;
    let week = "2026-W49".parse().unwrap();
    let marketing = office.count("SELECT id FROM team WHERE key = 'marketing'").await;
    for (who, digest, weeks) in [
        ("anna", "names", "sums"),
        ("olga", "names", "names"),
        ("dmitry", "names", "names"),
        ("igor", "nothing", "nothing"),
        ("vera", "nothing", "nothing"),
    ] {
        for (action, expected) in [
            (LookAction::Digest { team: Some(marketing), week }, digest),
            (LookAction::Weeks { team: marketing }, weeks),
        ] {
            office.skip();
            office.person(who).forges_action(Action::Look(action)).await;
            let news = office.transcript();
            let seen = match (news.contains("Маркетинг"), news.contains("Пётр Иванов")) {
                (true, true) => "names",
                (true, false) => "sums",
                (false, _) => "nothing",
            };
            assert_eq!(seen, expected, "{who} {action:?}: {news}");
        }
    }
    // All teams at once are for whoever is above more than one; a week that has not been is nobody's.
    for (who, action) in [
        ("anna", LookAction::Digest { team: None, week }),
        ("olga", LookAction::Digest { team: None, week }),
        ("olga", LookAction::Digest { team: Some(marketing), week: week.next() }),
        ("dmitry", LookAction::Digest { team: Some(99), week }),
    ] {
        office.skip();
        office.person(who).forges_action(Action::Look(action)).await;
        let news = office.transcript();
        assert!(news.contains("is told «") && !news.contains("📊"), "{who} {action:?}: {news}");
    }
    office.stranger("ru").forges_action(Action::Look(LookAction::Weeks { team: marketing })).await;
    office.skip();
    office.close().await;
}
