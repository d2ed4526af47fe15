//! What the company measures: taken from the catalogue, described in words, given to people.

use insta::assert_snapshot;

use crate::office::{COMPANY, Office};

#[tokio::test]
async fn a_metric_is_taken_from_the_catalogue_and_given_to_people() {
    let office = Office::on("Mon 12:00").await;
    office.olga().says("/metrics").await;
    assert_snapshot!(office.transcript(), @"
    == Mon 23.11 12:00
    > Ольга Белова: /metrics
    Ольга Белова reads:
        📐 Что измеряет компания
        • Лиды · шт.
        • Трафик · шт.
        • Расход на рекламу · ₽ · меньше лучше
        • Новые клиенты · шт.
        • Выручка · ₽
        • Довольные клиенты · %
        • CAC = Расход на рекламу ÷ Новые клиенты · ₽ · меньше лучше

        Обычно человеку хватает 3–5 показателей: тех, что правда двигают дело.
        [Из каталога]
        [Свой показатель] [Кому что]
    ");
    office.olga().taps("Из каталога").await;
    office.olga().taps("Цена клика (CPC)").await;
    assert_snapshot!(office.olga().reads(), @"
    Добавлено: Цена клика (CPC), Клики.

    📐 Каталог: Маркетинг
    ✅ Трафик · шт.
    ✅ Лиды · шт.
    ▫️ Квал. лиды · шт.
    ✅ Расход на рекламу · ₽ · меньше лучше
    ✅ CAC = Расход на рекламу ÷ Новые клиенты · ₽ · меньше лучше
    ▫️ Цена лида (CPL) = Расход на рекламу ÷ Лиды · ₽ · меньше лучше
    ▫️ Лид → квал. лид = 100 × Квал. лиды ÷ Лиды · %
    ▫️ Трафик → лид = 100 × Лиды ÷ Трафик · %
    ▫️ Доход с рекламы · ₽
    ▫️ ROMI = 100 × (Доход с рекламы − Расход на рекламу) ÷ Расход на рекламу · %
    ▫️ Доля маркетинга в выручке = 100 × Расход на рекламу ÷ Выручка · % · меньше лучше
    ▫️ Показы · шт.
    ✅ Клики · шт.
    ▫️ CTR = 100 × Клики ÷ Показы · % · не меньше 0,1 %
    ✅ Цена клика (CPC) = Расход на рекламу ÷ Клики · ₽ · меньше лучше
    ▫️ Целевые действия · шт.
    ▫️ Цена действия (CPA) = Расход на рекламу ÷ Целевые действия · ₽ · меньше лучше
    ▫️ Вовлечённость · %
    ▫️ Упоминания · шт.
    ▫️ Узнаваемость · %
    ▫️ Запросы в топ-10 · шт.
    ▫️ Проверено гипотез · шт.

    Нажмите, чтобы взять. С расчётным показателем придёт и то, из чего он считается.
    [Квал. лиды] [Цена лида (CPL)]
    [Лид → квал. лид] [Трафик → лид]
    [Доход с рекламы] [ROMI]
    [Доля маркетинга в выручке] [Показы]
    [CTR] [Целевые действия]
    [Цена действия (CPA)] [Вовлечённость]
    [Упоминания] [Узнаваемость]
    [Запросы в топ-10] [Проверено гипотез]
    [Продажи] [Поддержка]
    [Назад]
    ");
    office.skip();
    // The company's own "new customers" have another key than the catalogue's.
    office.olga().taps("Продажи").await;
    office.olga().taps("Новые клиенты").await;
    assert!(office.transcript().contains("«Новые клиенты» уже есть, с ключом customers"));
    office.olga().taps("Назад").await;
    office.olga().taps("Кому что").await;
    assert_snapshot!(office.olga().reads(), @"
    📐 Кому что

    Маркетинг
    Сводка: Лиды, Трафик, Расход на рекламу, Новые клиенты, CAC
    Ольга Белова: Новые клиенты
    Анна Смирнова: Лиды, Трафик
    Пётр Иванов: Расход на рекламу

    Выберите команду или человека.
    [Сводка: Маркетинг] [Ольга Белова]
    [Анна Смирнова] [Пётр Иванов]
    [Назад]
    ");
    office.olga().taps("Анна Смирнова").await;
    office.olga().taps("▫️ Клики").await;
    assert_snapshot!(office.olga().reads(), @"
    📐 Анна Смирнова: показатели
    • Лиды · шт.
    • Трафик · шт.
    • Клики · шт.

    🔒 записано в company.toml
    Нажмите, чтобы добавить или убрать.
    [🔒 Лиды] [🔒 Трафик]
    [▫️ Расход на рекламу] [▫️ Новые клиенты]
    [▫️ Выручка] [▫️ Довольные клиенты]
    [✅ Клики]
    [Назад]
    ");
    office.olga().taps("🔒 Лиды").await;
    assert!(office.transcript().contains("is told ««Лиды» в этом списке записан в company.toml"));
    // The next plan asks for it.
    office.anna().says("/plan").await;
    assert!(office.anna().reads().contains("Клики"), "{}", office.anna().reads());
    office.skip();
    office.close().await;
}

#[tokio::test]
async fn more_than_five_is_gently_said() {
    let office = Office::on("Mon 12:00").await;
    office.olga().says("/metrics Клики").await;
    office.olga().taps("Кому что").await;
    office.olga().taps("Анна Смирнова").await;
    for metric in ["▫️ Расход", "▫️ Новые", "▫️ Выручка", "▫️ Клики"] {
        office.olga().taps(metric).await;
    }
    let reads = office.olga().reads();
    assert!(reads.contains("6 показателей: многовато. Обычно хватает 3–5"), "{reads}");
    office.olga().taps("✅ Выручка").await;
    assert!(!office.olga().reads().contains("многовато"));
    office.skip();
    office.close().await;
}

#[tokio::test]
async fn a_metric_of_our_own_in_one_message() {
    let office = Office::on("Mon 12:00").await;
    office.olga().says("/metrics").await;
    office.olga().taps("Свой показатель").await;
    office.skip();
    for wrong in [
        "Цена заявки, попугаи",
        "Цена заявки = Расход на рекламу / заявки",
        "Цена заявки = Расход на рекламу /",
        "Цена заявки = Расход на рекламу % Лиды",
        "Расход на рекламу = CAC * Новые клиенты",
        "Лиды, %",
    ] {
        office.olga().says(wrong).await;
    }
    assert_snapshot!(office.transcript(), @"
    > Ольга Белова: Цена заявки, попугаи
    Ольга Белова reads:
        Не понял «попугаи». Бывает: шт., ₽, %, ч, доля; больше лучше, меньше лучше; сумма, среднее, последнее; порог 3. Пришлите строку ещё раз.
    > Ольга Белова: Цена заявки = Расход на рекламу / заявки
    Ольга Белова reads:
        В формуле «заявки»: такого показателя нет. Какие есть: /metrics
    > Ольга Белова: Цена заявки = Расход на рекламу /
    Ольга Белова reads:
        Формула обрывается. Допишите и пришлите строку ещё раз.
    > Ольга Белова: Цена заявки = Расход на рекламу % Лиды
    Ольга Белова reads:
        В формуле лишнее: «%». Можно + − × ÷, скобки, min(…, …) и max(…, …).
    > Ольга Белова: Расход на рекламу = CAC * Новые клиенты
    Ольга Белова reads:
        Показатель считается сам через себя: CAC → Расход на рекламу.
    > Ольга Белова: Лиды, %
    Ольга Белова reads:
        Показатель «Лиды» записан в company.toml, менять его можно только там.
    ");
    office.olga().says("Цена заявки, ₽, меньше лучше = Расход на рекламу ÷ «Лиды», порог 500").await;
    assert_snapshot!(office.transcript(), @"
    > Ольга Белова: Цена заявки, ₽, меньше лучше = Расход на рекламу ÷ «Лиды», порог 500
    Ольга Белова gets 👌
    Ольга Белова reads:
        Показатель «Цена заявки» добавлен. Кто за него отвечает, выберите в «Кому что».

        📐 Что измеряет компания
        • Лиды · шт.
        • Трафик · шт.
        • Расход на рекламу · ₽ · меньше лучше
        • Новые клиенты · шт.
        • Выручка · ₽
        • Довольные клиенты · %
        • CAC = Расход на рекламу ÷ Новые клиенты · ₽ · меньше лучше
        • Цена заявки = Расход на рекламу ÷ Лиды · ₽ · меньше лучше · не больше 500 ₽

        Обычно человеку хватает 3–5 показателей: тех, что правда двигают дело.
        [Из каталога]
        [Свой показатель] [Кому что]
        [Убрать: Цена заявки]
    ");
    // The same name again describes it anew; what it is made of cannot go; it can.
    office.olga().says("/metrics Цена заявки, порог 450").await;
    assert!(
        office.olga().reads().contains("Цена заявки = Расход на рекламу ÷ Лиды · ₽ · меньше лучше · не больше 450 ₽")
    );
    office.olga().says("/metrics Двойная цена = 2 * Цена заявки").await;
    office.olga().taps("Убрать: Цена заявки").await;
    assert!(office.transcript().contains("По показателю «Цена заявки» считается «Двойная цена»"));
    office.olga().taps("Убрать: Двойная цена").await;
    office.olga().taps("Да, убрать").await;
    office.olga().taps("Убрать: Цена заявки").await;
    office.olga().taps("Да, убрать").await;
    assert!(!office.olga().reads().contains("Цена заявки"));
    office.skip();
    // Another manager's is theirs.
    office.igor().says("/metrics Звонки").await;
    office.olga().says("/metrics Звонки, %").await;
    assert!(office.transcript().contains("Показатель «Звонки» добавил другой руководитель."));
    office.close().await;
}

#[tokio::test]
async fn in_english() {
    let manager = "position = \"Руководитель отдела маркетинга\"";
    let office = Office::of(&COMPANY.replace(manager, &format!("{manager}\nlocale = \"en\"")), "Mon 12:00").await;
    office.olga().says("/metrics Cost per request, $, less is better = Расход на рекламу / Лиды, threshold 500").await;
    office.olga().says("/metrics Response, parrots").await;
    office.olga().taps("From the catalogue").await;
    office.olga().taps("Support").await;
    office.olga().taps("Complaints").await;
    assert_snapshot!(office.transcript(), @r#"
    == Mon 23.11 12:00
    > Ольга Белова: /metrics Cost per request, $, less is better = Расход на рекламу / Лиды, threshold 500
    Ольга Белова reads:
        "Cost per request" is added. Choose who answers for it under "Who has what".

        📐 What the company measures
        • Лиды · count
        • Трафик · count
        • Расход на рекламу · ₽ · less is better
        • Новые клиенты · count
        • Выручка · ₽
        • Довольные клиенты · %
        • CAC = Расход на рекламу ÷ Новые клиенты · ₽ · less is better
        • Cost per request = Расход на рекламу ÷ Лиды · ₽ · less is better · at most 500 ₽

        Three to five metrics are usually enough for one person: those that really move the business.
        [From the catalogue]
        [Our own metric] [Who has what]
        [Remove: Cost per request]
    > Ольга Белова: /metrics Response, parrots
    Ольга Белова reads:
        I did not understand "parrots". It may be: count, $, %, hours, ratio; more is better, less is better; sum, mean, last; threshold 3. Please send the line again.
    > Ольга Белова taps [From the catalogue]
    Ольга Белова sees changed:
        📐 Catalogue: Marketing
        ✅ Трафик · count
        ✅ Лиды · count
        ▫️ Qualified leads · count
        ✅ Расход на рекламу · ₽ · less is better
        ✅ CAC = Расход на рекламу ÷ Новые клиенты · ₽ · less is better
        ▫️ Cost per lead (CPL) = Расход на рекламу ÷ Лиды · ₽ · less is better
        ▫️ Lead → qualified = 100 × Qualified leads ÷ Лиды · %
        ▫️ Traffic → lead = 100 × Лиды ÷ Трафик · %
        ▫️ Income from ads · ₽
        ▫️ ROMI = 100 × (Income from ads − Расход на рекламу) ÷ Расход на рекламу · %
        ▫️ Marketing share of revenue = 100 × Расход на рекламу ÷ Выручка · % · less is better
        ▫️ Impressions · count
        ▫️ Clicks · count
        ▫️ CTR = 100 × Clicks ÷ Impressions · % · at least 0.1%
        ▫️ Cost per click (CPC) = Расход на рекламу ÷ Clicks · ₽ · less is better
        ▫️ Target actions · count
        ▫️ Cost per action (CPA) = Расход на рекламу ÷ Target actions · ₽ · less is better
        ▫️ Engagement · %
        ▫️ Mentions · count
        ▫️ Brand awareness · %
        ▫️ Top-10 search terms · count
        ▫️ Hypotheses tested · count

        Tap to take. A computed metric brings along what it is computed from.
        [Qualified leads] [Cost per lead (CPL)]
        [Lead → qualified] [Traffic → lead]
        [Income from ads] [ROMI]
        [Marketing share of revenue] [Impressions]
        [Clicks] [CTR]
        [Cost per click (CPC)] [Target actions]
        [Cost per action (CPA)] [Engagement]
        [Mentions] [Brand awareness]
        [Top-10 search terms] [Hypotheses tested]
        [Sales] [Support]
        [Back]
    > Ольга Белова taps [Support]
    Ольга Белова sees changed:
        📐 Catalogue: Support
        ▫️ Tickets · count · less is better
        ▫️ Tickets resolved · count
        ▫️ Time to first reply · h · less is better
        ✅ Довольные клиенты · %
        ▫️ Active clients · count
        ▫️ Retention · %
        ▫️ Repeat purchases · count
        ▫️ Complaints · count · less is better

        Tap to take. A computed metric brings along what it is computed from.
        [Tickets] [Tickets resolved]
        [Time to first reply] [Active clients]
        [Retention] [Repeat purchases]
        [Complaints]
        [Marketing] [Sales]
        [Back]
    > Ольга Белова taps [Complaints]
    Ольга Белова sees changed:
        Added: Жалобы.

        📐 Catalogue: Support
        ▫️ Tickets · count · less is better
        ▫️ Tickets resolved · count
        ▫️ Time to first reply · h · less is better
        ✅ Довольные клиенты · %
        ▫️ Active clients · count
        ▫️ Retention · %
        ▫️ Repeat purchases · count
        ✅ Жалобы · count · less is better

        Tap to take. A computed metric brings along what it is computed from.
        [Tickets] [Tickets resolved]
        [Time to first reply] [Active clients]
        [Retention] [Repeat purchases]
        [Marketing] [Sales]
        [Back]
    "#);
    office.olga().says("/target").await;
    office.olga().taps("Next week").await;
    assert_snapshot!(office.transcript(), @"
    > Ольга Белова: /target
    Ольга Белова reads:
        🎯 Targets for 23–27 Nov
        No plans for this week are in yet, so there is nothing to change.
        [Next week]
    > Ольга Белова taps [Next week]
    Ольга Белова sees changed:
        🎯 Targets for 30 Nov – 4 Dec
        No plans for this week are in yet, so there is nothing to change.
        [This week]
    ");
    office.close().await;
}
