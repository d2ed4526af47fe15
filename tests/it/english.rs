//! Somebody who reads English in a Russian company.

use insta::assert_snapshot;

use crate::office::{COMPANY, Office};

fn company() -> String {
    COMPANY.replace("metrics = [\"leads\", \"traffic\"]", "metrics = [\"leads\", \"traffic\"]\nlocale = \"en\"")
}

#[tokio::test]
async fn a_week_in_english() {
    let office = Office::of(&company(), "Thu 14:00").await;
    office.had("anna", "leads", 131).await;
    office.goes_to("Thu 15:00").await;
    assert_snapshot!(office.anna().reads(), @"
    📝 Plan for 30 Nov – 4 Dec
    Due Fri 4 pm. Ольга Белова approves.

    Targets
    Лиды: was 131, I suggest 133
    Трафик: what's the target?

    Tasks · 0 of 24–28 h
    none yet

    Add tasks, a line each:
    what to do => how you'll know it's done ~ hours
    [Submit]
    [Take what is suggested]
    [For this week]
    ");
    office.anna().says("Plan\nЛиды: 140\nТрафик: 15k\nWebinar => 3 speakers confirmed ~ 5h\nCall Alfa 3-4").await;
    assert_snapshot!(office.anna().reads(), @"
    “Call Alfa 3-4”
    How many hours?
    [3 h]
    [3.5 h]
    [4 h]
    [Without hours]
    ");
    office.anna().says("3").await;
    office.anna().taps("Submit").await;
    office.skip();
    // Olga reads Russian; the reason is said in Anna's language.
    office.olga().taps("Вернуть").await;
    office.olga().taps("Слишком много часов").await;
    assert_snapshot!(office.anna().reads(), @r#"
    ↩️ Ольга Белова returned the plan
    Too many hours
    Correct it and submit again. The rest is unchanged.

    Plan for 30 Nov – 4 Dec
    Due Fri 4 pm. Ольга Белова approves.

    Targets
    Лиды: 140 · was 131
    Трафик: 15,000

    Tasks · 8 of 24–28 h
    1. Webinar · 5 h
        → 3 speakers confirmed
    2. Call Alfa · 3 h
        → end product?

    💡 2: how will anybody see it's done?

    One more task: a new line. To correct: "Tasks", a line "2: 4h", or edit your own message.
    [Submit]
    [Tasks] [Hints]
    [For this week]
    "#);
    office.anna().says("1: 4h").await;
    office.anna().taps("Submit").await;
    office.olga().taps("Утвердить").await;
    assert_snapshot!(office.anna().reads(), @"
    ✅ Plan for 30 Nov – 4 Dec is approved
    Approved by Ольга Белова.
    Mark what's done: /week. Something new came up: /add
    ");
    office.goes_to("Fri 16:30").await;
    assert_snapshot!(office.anna().reads(), @"
    ⏰ Your report isn't in yet, 1 hour left until 5:30 pm.

    📊 Report for 23–27 Nov
    Due Fri 5:30 pm.

    Metrics
    Лиды: how much was it?
    Трафик: how much was it?

    All numbers in one message: Лиды …; Трафик …
    [Report is ready]
    [Main thing] [Blocker] [Lesson] [Clients]
    ");
    office.anna().says("Лиды 131\nТрафик 14,200\nBlocker: no access to the mailing list").await;
    office.anna().taps("Report").await;
    assert_snapshot!(office.anna().reads(), @r#"
    ✅ Report for 23–27 Nov is in
    Something wrong? Tap "Correct". The digest will follow.

    Metrics
    Лиды: 131
    Трафик: 14,200


    For everybody
    In the way: no access to the mailing list
    [Correct]
    "#);
    office.anna().says("/help").await;
    assert_snapshot!(office.anna().reads(), @r#"
    How this works
    At the end of the week send your plan in one message, a line each:
    what to do => how you'll know it's done ~ hours
    A target is a line too: Leads: 120
    To correct: "2: 4h", "2 delete", or edit your own message.

    Commands
    /plan — plan for the week
    /week — my week: mark what's done
    /add — add something unplanned
    /report — report on the week
    /me — my weeks: plan and actual
    /history — history of plans: versions, decisions, messages
    /regular — my regular tasks
    /away — when I'm away
    /goals — company goals, and who works on them
    /agenda — the sync's agenda
    /decision — write a decision down
    /hypothesis — hypotheses: what we try and what came of it
    /insight — what clients say
    /blocker — what is in the way
    /language — which language the bot speaks
    /help — how this works
    /cancel — drop the bot's question
    "#);
    office.skip();
    office.close().await;
}

#[tokio::test]
async fn an_english_company_has_english_posts() {
    let company = COMPANY.replace("country = \"RU\"", "locale = \"en\"").replace("chat = -1001000000003\n", "");
    let office = Office::of(&company, "Thu 15:00").await;
    office.anna().says("Plan\nЛиды: 120\nТрафик: 15,000\nLanding page => takes orders ~ 6h").await;
    office.anna().taps("Submit").await;
    office.olga().taps("Approve").await;
    office.goes_to("Sun 12:00").await;
    office.goes_to("Fri 14:00").await;
    office.anna().says("Лиды 131\nТрафик 14200\n1 done 5.5h takes orders\nBlocker: no access").await;
    office.anna().taps("Report").await;
    office.skip();
    office.goes_to("Fri 18:00").await;
    let posts = office.tg.messages(crate::office::MARKETING);
    let digest = posts.last().unwrap();
    assert_snapshot!(crate::seen::body(&digest.text, digest).join("\n"), @"
    🖼
    📊 Маркетинг, week 49: 1 of 2 metrics on plan
    Лиды 131 of 120 (+9%) · Трафик 14,200 of 15,000 (−5%, close)
    No data: Расход на рекламу, Новые клиенты, CAC
    1 of 1 task done
    No report: Ольга Белова, Пётр Иванов
    ▸ Time: 5.5 h, planned 6 h
    ▸ On time: plans 1 of 3, reports 1 of 3
    ▸
    ▸ Анна Смирнова
    ▸ Лиды 131 of 120 · Трафик 14,200 of 15,000
    ▸ ✅ Landing page → takes orders · 5.5 h (plan 6 h)
    ▸
    ▸ In the way (Анна): no access
    ");
    let overview = office.tg.messages(office.account("dmitry"));
    let overview = overview.iter().rfind(|m| m.text.contains("ТП Лаб, week 49")).unwrap();
    assert_snapshot!(crate::seen::body(&overview.text, overview).join("\n"), @"
    🖼
    📊 ТП Лаб, week 49: 1 of 2 metrics on plan
    Маркетинг: metrics 1 of 2 · tasks 1 of 1 · no report: Ольга Белова, Пётр Иванов
    Продажи: no report: Игорь Титов
    Поддержка: no report: Вера Лис
    Each team in detail: /digest
    ▸ Маркетинг
    ▸ Лиды 131 of 120 (+9%) · Трафик 14,200 of 15,000 (−5%, close)
    ▸ No data: Расход на рекламу, Новые клиенты, CAC
    ▸ Time: 5.5 h, planned 6 h
    ▸ On time: plans 1 of 3, reports 1 of 3
    ▸ In the way: no access
    ▸
    ▸ Продажи
    ▸ No data: Выручка
    ▸ On time: plans 0 of 2, reports 0 of 1
    ▸
    ▸ Поддержка
    ▸ No data: Довольные клиенты
    ▸ On time: plans 0 of 1, reports 0 of 1
    ");
    assert_snapshot!(office.vera().reads(), @"The digest for Поддержка is ready, but no chat is linked. Add the bot to the team's chat and write /link there");
    office.goes_to("Mon 10:00").await;
    assert_snapshot!(office.tg.latest(crate::office::PLANERKA).unwrap().text, @"
    🧭 Планёрка: agenda for 7 Dec

    1. Numbers off plan
    Маркетинг · Трафик: 14,200 of 15,000 (−5%)

    2. In the way
    • no access (Анна, Маркетинг)
    ");
    office.skip();
    office.close().await;
}

#[tokio::test]
async fn the_screens_of_a_week_in_english() {
    let company = COMPANY.replace("country = \"RU\"", "locale = \"en\"");
    let office = Office::of(&company, "Thu 15:00").await;
    office.had("anna", "leads", 131).await;
    office.had("anna", "traffic", 15_200).await;
    office
        .anna()
        .says("Plan\nЛиды: 120\nТрафик: 15,500\nLanding page => takes orders ~ 6h\nWork on the blog ~ 3h\nWebinar => 3 speakers confirmed ~ 5h")
        .await;
    office.anna().taps("Submit").await;
    assert_snapshot!(office.olga().reads(), @"
    📝 Анна Смирнова · plan for 30 Nov – 4 Dec
    ⚠️ no end product: task 2
    ⚠️ target weaker than the last actual: Лиды 120 after 131 (−8%)

    ⚠️ Лиды: 120 (was 131, −8%)
    Трафик: 15,500 (was 15,200, +2%)
    14 of 24–28 h

    1. Landing page → takes orders · 6 h
    ⚠️ 2. Work on the blog · 3 h
    3. Webinar → 3 speakers confirmed · 5 h
    [Approve]
    [Return] [Edit] [Ask]
    ");
    office.pyotr().says("Plan\nРасход на рекламу: 50,000\nCampaign => 40 requests ~ 8h").await;
    office.pyotr().taps("Submit").await;
    office.olga().says("/inbox").await;
    assert_snapshot!(office.olga().reads(), @"
    📝 2 plans for 30 Nov – 4 Dec are waiting

    Clean
    • Пётр Иванов · 8 h of 28

    With doubts
    • Анна Смирнова · 14 h of 28 · 2 doubts
    [Approve the clean one]
    [Пётр Иванов] [Анна Смирнова · ⚠️ 2]
    ");
    office.olga().taps("Approve the clean one").await;
    office.olga().taps("Анна Смирнова").await;
    office.olga().taps("Return").await;
    assert_snapshot!(office.olga().reads(), @"
    📝 Анна Смирнова · plan for 30 Nov – 4 Dec
    ⚠️ no end product: task 2
    ⚠️ target weaker than the last actual: Лиды 120 after 131 (−8%)

    ⚠️ Лиды: 120 (was 131, −8%)
    Трафик: 15,500 (was 15,200, +2%)
    14 of 24–28 h

    1. Landing page → takes orders · 6 h
    ⚠️ 2. Work on the blog · 3 h
    3. Webinar → 3 speakers confirmed · 5 h

    What should change? Tap a reason or write it as a message.
    [No end product]
    [Too many hours]
    [Target too low]
    [Not what matters now]
    [Point at a line]
    [Back]
    ");
    office.olga().taps("No end product").await;
    office.anna().says("2: => two posts are public").await;
    office.anna().taps("Submit").await;
    assert_snapshot!(office.olga().reads(), @"
    📝 Анна Смирнова · plan for 30 Nov – 4 Dec · version 2
    ⚠️ target weaker than the last actual: Лиды 120 after 131 (−8%)

    Changed since the last version
    2. Work on the blog: end product “two posts are public”

    ▸ The whole plan
    ▸ ⚠️ Лиды: 120 (was 131, −8%)
    ▸ Трафик: 15,500 (was 15,200, +2%)
    ▸ 14 of 24–28 h
    ▸
    ▸ 1. Landing page → takes orders · 6 h
    ▸ 2. Work on the blog → two posts are public · 3 h
    ▸ 3. Webinar → 3 speakers confirmed · 5 h
    [Approve]
    [Return] [Edit] [Ask]
    [History]
    ");
    office.olga().taps("Approve").await;
    office.goes_to("Sun 12:00").await;
    office.goes_to("Wed 11:00").await;
    office.anna().says("/week").await;
    assert_snapshot!(office.anna().reads(), @r#"
    🗓 Week of 30 Nov – 4 Dec

    ▫️ 1. Landing page · 6 h
        → takes orders
    ▫️ 2. Work on the blog · 3 h
        → two posts are public
    ▫️ 3. Webinar · 5 h
        → 3 speakers confirmed

    Done: ✅. Hours, results and the rest: ▸ or a line "1 done 5h what came out". New work: /add
    [1 ✅] [1 ▸] [2 ✅] [2 ▸]
    [3 ✅] [3 ▸]
    "#);
    office.anna().taps("1 ✅").await;
    office.anna().says("/add Prices on the site => new ones everywhere ~ 2h").await;
    office.anna().says("/away 14.12–18.12 holiday").await;
    assert_snapshot!(office.anna().reads(), @"
    Noted: 14–18 Dec, holiday

    🗓 When you're away
    • 14–18 Dec · holiday
    I won't ask or remind you on these days, and your plan gets fewer hours.

    Tap a button or put it in words: /away 30 Nov – 4 Dec holiday, /away tomorrow, /away until Fri
    [Cancel 14–18 Dec]
    [Today] [Tomorrow]
    [This week] [Next week]
    ");
    office.goes_to("Fri 14:30").await;
    office.anna().says("Лиды 90\nТрафик 15,600\n2 no: an urgent task came in").await;
    office.anna().says("/report").await;
    assert_snapshot!(office.anna().reads(), @r#"
    📊 Report for 30 Nov – 4 Dec
    Due Fri 5:30 pm.

    Metrics
    Лиды: 90 of 120 (−25%)
        → why?
    Трафик: 15,600 of 15,500 (+1%)

    Tasks
    ✅ 1. Landing page · 6 h
    ✖️ 2. Work on the blog · 0 h (plan 3 h)
        → an urgent task came in
    ▫️ 3. Webinar · 5 h
        → 3 speakers confirmed
    ▫️ 4. Prices on the site · 2 h · unplanned
        → new ones everywhere

    A task: ✅, anything else ▸, or a line: "1 done 5h what came out", "2 no: the reason".
    [Report is ready]
    [All done]
    [Лиды: why?]
    [1 ✅] [1 ▸] [2 ✅] [2 ▸]
    [3 ✅] [3 ▸] [4 ✅] [4 ▸]
    [Main thing] [Blocker] [Lesson] [Clients]
    "#);
    // Something is missing, and it goes as it is.
    office.anna().taps("Report").await;
    let report = office.tg.latest(office.account("anna")).unwrap().id;
    office.anna().taps("Report without it").await;
    office.skip();
    assert_snapshot!(office.tg.message(office.account("anna"), report).unwrap().text, @r#"
    ✅ Report for 30 Nov – 4 Dec is in
    Something wrong? Tap "Correct". The digest will follow.

    Metrics
    Лиды: 90 of 120 (−25%)
    Трафик: 15,600 of 15,500 (+1%)

    Tasks
    ✅ 1. Landing page · 6 h
    ✖️ 2. Work on the blog · 0 h (plan 3 h)
        → an urgent task came in
    ▫️ 3. Webinar · 5 h
        → 3 speakers confirmed
    ▫️ 4. Prices on the site · 2 h · unplanned
        → new ones everywhere
    "#);
    office.goes_to("Fri 18:00").await;
    office.anna().says("/me").await;
    assert_snapshot!(office.anna().reads(), @"
    📈 My weeks: 16 Nov – 4 Dec

    Лиды · on target in 0 of 1 week
    131 · — · 90

    Трафик · on target in 1 of 1 week
    15,200 · — · 15,600 ✓

    1 of 3 tasks done
    Time: 6 h against 9 h planned
    Unplanned: 25% of the time
    Plans on time: 1 of 1
    Reports on time: 2 of 2

    ▸ 30 Nov – 4 Dec: Лиды 90 of 120, Трафик 15,600 of 15,500, 1 of 3 done, 6 of 9 h
    ▸ 16–20 Nov: Лиды 131, Трафик 15,200
    ");
    office.olga().says("/team").await;
    assert_snapshot!(office.olga().reads(), @"
    🖼
    Маркетинг: plan for 7–11 Dec, report for 30 Nov – 4 Dec
    • Ольга Белова: plan draft, report none
    • Анна Смирнова: plan draft, report in
    • Пётр Иванов: plan draft, report none
    ▸ The whole team
    ▸ Лиды · on target in 0 of 1 week
    ▸ 131 · — · 90
    ▸
    ▸ Трафик · on target in 1 of 1 week
    ▸ 15,200 · — · 15,600 ✓
    ▸
    ▸ 1 of 3 tasks done
    ▸ Time: 6 h against 9 h planned
    ▸ Unplanned: 25% of the time
    ▸ Plans on time: 2 of 2
    ▸ Reports on time: 2 of 2
    ▸
    ▸ Анна Смирнова
    ▸ Лиды · on target in 0 of 1 week
    ▸ 131 · — · 90
    ▸
    ▸ Трафик · on target in 1 of 1 week
    ▸ 15,200 · — · 15,600 ✓
    ▸
    ▸ 1 of 3 tasks done
    ▸ Time: 6 h against 9 h planned
    ▸ Unplanned: 25% of the time
    ▸ Plans on time: 1 of 1
    ▸ Reports on time: 2 of 2
    ▸
    ▸ Пётр Иванов
    ▸ Plans on time: 1 of 1
    [📊 Анна Смирнова]
    ");
    office.olga().says("/digest").await;
    assert_snapshot!(office.olga().reads(), @"
    🖼
    📊 Маркетинг, week 49: 1 of 3 metrics on plan
    Лиды 90 of 120 (−25%) · Трафик 15,600 of 15,500 (+1%)
    No data: Расход на рекламу, Новые клиенты, CAC
    1 of 4 tasks done
    No report: Ольга Белова, Пётр Иванов
    ▸ Time: 6 h, planned 22 h
    ▸ On time: plans 2 of 3, reports 1 of 3
    ▸
    ▸ What didn't work out
    ▸ ✖️ Work on the blog (Анна): an urgent task came in
    ▸
    ▸ Анна Смирнова
    ▸ Лиды 90 of 120 · Трафик 15,600 of 15,500
    ▸ ✅ Landing page → takes orders · 6 h
    ▸ ✖️ Work on the blog · 0 h (plan 3 h)
    ▸ ▫️ Webinar · 5 h
    ▸ ▫️ Prices on the site · 2 h · unplanned
    ▸
    ▸ Пётр Иванов
    ▸ ▫️ Campaign · 8 h
    [‹ week 48]
    [Eight weeks]
    ");
    office.skip();
    office.close().await;
}
