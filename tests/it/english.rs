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
    Лиды: what's the target? I suggest 133 · was 131
    Трафик: what's the target?

    Tasks · 0 of 24–28 h
    none yet

    Add tasks, a line each:
    what to do => how you'll know it's done ~ hours
    [Submit]
    [Take all targets]
    [For this week]
    ");
    office.anna().says("Plan\nЛиды: 140\nТрафик: 15k\nWebinar => 3 speakers confirmed ~ 5h\nCall Alfa 3-4").await;
    assert_snapshot!(office.anna().reads(), @"
    Took 3 lines. One line is unclear:
    “Call Alfa 3-4”
    How many hours: 3 or 4? Reply with a number or send the line again.
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
    /goals — goals, and who works on them
    /agenda — the sync's agenda
    /decision — write a decision down
    /insight — what clients say
    /blocker — what is in the way
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
    Лиды 131 of 120 (+9%)
    Трафик 14,200 of 15,000 (−5%, close)
    Расход на рекламу: no data
    Новые клиенты: no data
    CAC: no data
    1 of 1 task done · 5.5 h of 6 h
    No report: Ольга Белова, Пётр Иванов
    ▸ Анна Смирнова
    ▸ ✅ Landing page → takes orders · 5.5 h of 6 h
    ▸ In the way: no access
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
