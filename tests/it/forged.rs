//! Taps that nobody could make on what they were shown: forged, stale or of others. Nothing happens, and nothing is told.

use planerka::domain::approval::line_comment::Spot;
use planerka::render::buttons::{Action, ApprovalAction, PlanAction, ReportAction};

use crate::authorisation::{EVERYBODY, agreed_of, facts, plan_of, thursday};

#[tokio::test]
async fn ids_of_another_team_change_nothing_and_tell_nothing() {
    let office = thursday().await;
    let before = facts(&office).await;
    for plan in 1..=8 {
        let version = 1;
        for action in [
            Action::Approval(ApprovalAction::Open { plan }),
            Action::Approval(ApprovalAction::Approve { plan, version }),
            Action::Approval(ApprovalAction::Return { plan, version }),
            Action::Approval(ApprovalAction::ReturnBecause { plan, version, reason: 0 }),
            Action::Approval(ApprovalAction::PointOut { plan, version }),
            Action::Approval(ApprovalAction::Point { plan, version, spot: Spot::Task(1) }),
            Action::Approval(ApprovalAction::MarkLine { plan, version, spot: Spot::Task(1), reason: 0 }),
            Action::Approval(ApprovalAction::ReturnMarked { plan, version }),
            Action::Approval(ApprovalAction::ApproveClean { offer: plan }),
        ] {
            // Vera heads a team of her own and approves nobody's plan.
            office.vera().forges_action(action).await;
            let news = office.transcript();
            assert!(news.contains("Вера Лис is told «"), "{action:?}: {news}");
            assert!(!news.contains("Кампания") && !news.contains("Лендинг"), "{action:?}: {news}");
            assert_eq!(facts(&office).await, before, "{action:?}");
        }
    }
    office.close().await;
}

#[tokio::test]
async fn a_plan_is_shown_only_to_those_who_may_decide() {
    let office = thursday().await;
    let plan = plan_of(&office, "pyotr").await;
    for who in ["anna", "pyotr", "igor", "vera"] {
        office.person(who).forges_action(Action::Approval(ApprovalAction::Open { plan })).await;
        office.person(who).forges_action(Action::Approval(ApprovalAction::Return { plan, version: 1 })).await;
        let news = office.transcript();
        assert!(!news.contains("reads") && !news.contains("Кампания"), "{who}: {news}");
        assert_eq!(news.matches("is told «Этот план уже не ждёт решения.»").count(), 2, "{who}: {news}");
    }
    office.dmitry().forges_action(Action::Approval(ApprovalAction::Open { plan })).await;
    assert!(office.transcript().contains("Кампания"));
    office.close().await;
}

#[tokio::test]
async fn weeks_that_are_not_open_stay_shut() {
    let office = thursday().await;
    let before = facts(&office).await;
    for week in ["2026-W01", "2026-W47", "2026-W50", "2030-W10"] {
        let week = week.parse().unwrap();
        for action in [
            Action::Report(ReportAction::AllDone { week }),
            Action::Report(ReportAction::Send { week, anyway: true }),
            Action::Report(ReportAction::Correct { week }),
        ] {
            office.anna().forges_action(action).await;
            assert_eq!(facts(&office).await, before, "{action:?}");
        }
    }
    for week in ["2026-W01", "2030-W10"] {
        office.anna().forges_action(Action::Plan(PlanAction::TurnTo { week: week.parse().unwrap() })).await;
        assert_eq!(facts(&office).await, before);
    }
    office.skip();
    office.close().await;
}

#[tokio::test]
async fn data_that_means_nothing_is_answered_politely() {
    let office = thursday().await;
    let before = facts(&office).await;
    let mut data: Vec<String> = [
        "aa",
        "aa:",
        "aa:1",
        "aa:-1:1",
        "aa:0:1",
        "aa:999999:1",
        "aa:1:1:1",
        "ps:99999999999999999999",
        "tm:1:eaten:1",
        "tm:999999:done:1",
        "rs:2026-W99:1",
        "pw:никогда",
        "ab:1:1:256",
        "ap:1:1:x3",
        "ap:1:1:ф1",
        "ap:1:1:t0",
        "am:1:1:t256:0",
        "ac:0",
        "ib:1",
        "🦊",
        "' OR 1=1 --",
        "<b>",
        "x",
        ":::::",
    ]
    .map(str::to_owned)
    .to_vec();
    // Sixty-four bytes each, the same in every run.
    let mut seed = 0x2545_f491_4f6c_dd1d_u64;
    for _ in 0..40 {
        let mut next = || {
            seed ^= seed << 13;
            seed ^= seed >> 7;
            seed ^= seed << 17;
            char::from(b' ' + u8::try_from(seed % 95).unwrap())
        };
        data.push((0..64).map(|_| next()).collect());
    }
    for data in data {
        office.anna().forges(&data).await;
        let news = office.transcript();
        assert!(news.contains("Анна Смирнова is told «"), "{data}: {news}");
        assert_eq!(facts(&office).await, before, "{data}");
    }
    office.close().await;
}

#[tokio::test]
async fn changes_of_their_own_are_made_only_by_those_who_decide() {
    let office = thursday().await;
    let plan = plan_of(&office, "pyotr").await;
    for (who, may) in [("anna", false), ("igor", false), ("vera", false), ("dmitry", true)] {
        let before = facts(&office).await;
        office.person(who).forges_action(Action::Approval(ApprovalAction::Edit { plan, version: 1 })).await;
        office
            .person(who)
            .forges_action(Action::Approval(ApprovalAction::EditLine { plan, version: 1, spot: Spot::Task(1) }))
            .await;
        office.person(who).says("2").await;
        let typed = facts(&office).await;
        office.person(who).forges_action(Action::Approval(ApprovalAction::ApproveEdited { plan, version: 1 })).await;
        // What somebody else typed went to a plan of their own; approving changed nothing, unless they may.
        assert_eq!(facts(&office).await != typed, may, "{who}");
        assert!(!may || typed == before, "a working copy is nobody's plan");
    }
    office.skip();
    office.close().await;
}

#[tokio::test]
async fn a_change_is_dropped_only_by_its_author() {
    let office = thursday().await;
    let plan = agreed_of(&office, "anna").await;
    office.anna().forges_action(Action::Plan(PlanAction::Change { plan })).await;
    let before = facts(&office).await;
    for who in EVERYBODY.iter().filter(|who| **who != "anna") {
        office.person(who).forges_action(Action::Plan(PlanAction::KeepAgreed { plan })).await;
        assert_eq!(facts(&office).await, before, "{who}");
    }
    office.anna().forges_action(Action::Plan(PlanAction::KeepAgreed { plan })).await;
    assert_ne!(facts(&office).await, before);
    office.skip();
    office.close().await;
}
