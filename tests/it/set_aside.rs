//! A job of the calendar that fails is set aside and tried again, and holds up nobody else's.

use std::process::Command;

use chrono::Duration;
use planerka::domain::calendar::job::Job;
use planerka::domain::calendar::ritual::Moment;
use planerka::jobs::{self, Task};
use planerka::sandbox::ChatId;
use planerka::unit::Unit;

use crate::office::{MARKETING, Office};

const SALES: ChatId = -1_001_000_000_002;
const SUPPORT: ChatId = -1_001_000_000_003;

/// The database refuses the digest of marketing.
const REFUSE: &str = "CREATE TRIGGER refuse BEFORE INSERT ON moment \
    WHEN NEW.moment = 'digest' AND NEW.team_id = (SELECT id FROM team WHERE key = 'marketing') \
    BEGIN SELECT RAISE(ABORT, 'no digest today'); END";

/// Whether the digest of the week stands in a chat.
fn has_digest(office: &Office, chat: ChatId) -> bool {
    office.tg.latest(chat).is_some_and(|message| message.text.contains("неделя 48"))
}

fn digests(office: &Office) -> [bool; 3] {
    [MARKETING, SALES, SUPPORT].map(|chat| has_digest(office, chat))
}

fn is_digest_of_marketing(unit: &Unit<'_>, task: &Task) -> bool {
    matches!(task.job(), Job::Moment { team, moment: Moment::Digest, .. }
        if unit.roster.team(team).is_some_and(|team| team.key == "marketing"))
}

/// What was read since, with plain spaces.
fn read(office: &Office) -> String {
    office.transcript().replace('\u{a0}', " ")
}

async fn failed_jobs(office: &Office) -> i64 {
    office.count("SELECT count(*) FROM failed_job").await
}

#[tokio::test]
async fn a_moment_that_fails_is_named_and_goes_out_once_it_is_mended() {
    let office = Office::on("Fri 17:40").await;
    assert_eq!(digests(&office), [false; 3]);
    office.writes(REFUSE).await;
    office.goes_to("Fri 18:00").await;
    assert_eq!(digests(&office), [false, true, true], "the others' are out");
    office.skip();
    office.dmitry().says("/status").await;
    insta::assert_snapshot!(read(&office), @"
    > Дмитрий Орлов: /status
    Дмитрий Орлов reads:
        Работаю. Очередь сообщений пуста.
        По календарю не вышло: Маркетинг, 23–27 ноября: сводка. Следующая попытка: пт, 27 ноября, 18:01.
    ");

    let check = Command::new(env!("CARGO_BIN_EXE_planerka"))
        .arg("check")
        .env_clear()
        .env("PLANERKA_DB", office.db())
        .output()
        .unwrap();
    let said = String::from_utf8(check.stdout).unwrap();
    let line = said.lines().find(|line| line.contains("calendar:")).unwrap_or_default();
    assert!(line.starts_with("! calendar: moment:"), "{said}");
    assert!(line.contains(":2026-W48:digest failed 1 times") && line.contains("no digest today"), "{said}");

    office.later(Duration::minutes(1)).await;
    assert_eq!(office.count("SELECT attempts FROM failed_job").await, 2);
    office.writes("DROP TRIGGER refuse").await;
    office.later(Duration::minutes(4)).await;
    assert_eq!(digests(&office), [false, true, true], "it is left alone for five minutes");
    office.later(Duration::minutes(1)).await;
    assert_eq!(digests(&office), [true; 3]);
    office.skip();
    office.dmitry().says("/status").await;
    insta::assert_snapshot!(read(&office), @"
    > Дмитрий Орлов: /status
    Дмитрий Орлов reads:
        Работаю. Очередь сообщений пуста.
    ");
    office.close().await;
}

#[tokio::test]
async fn a_job_that_panics_and_one_that_fails_hold_up_no_others() {
    let office = Office::on("Fri 17:40").await;
    office.strikes("Fri 18:00");
    let clumsy = async |unit: &mut Unit<'_>, task: &Task| {
        assert!(!is_digest_of_marketing(unit, task), "a hole in the floor");
        anyhow::ensure!(*task != Task::Round(Job::Handover), "nobody to hand over to");
        jobs::carry_out(unit, task).await
    };
    while office.app.tick_with(&clumsy).await.unwrap() {}
    assert_eq!(failed_jobs(&office).await, 2);
    office.settle().await;
    assert_eq!(digests(&office), [false, true, true]);
    let told = "SELECT count(*) FROM failed_job WHERE cause LIKE '%a hole in the floor%'";
    assert_eq!(office.count(told).await, 1, "the words of the panic are kept");

    office.later(Duration::minutes(1)).await;
    assert_eq!(digests(&office), [true; 3]);
    office.skip();
    office.close().await;
}

#[tokio::test]
async fn an_outage_of_the_database_sets_no_job_aside() {
    let office = Office::on("Fri 17:40").await;
    office.strikes("Fri 18:00");
    let broken = async |unit: &mut Unit<'_>, task: &Task| match is_digest_of_marketing(unit, task) {
        true => Err(sqlx::Error::PoolClosed.into()),
        false => jobs::carry_out(unit, task).await,
    };
    office.app.tick_with(&broken).await.unwrap_err();
    assert_eq!(failed_jobs(&office).await, 0);
    assert_eq!(
        office.count("SELECT count(*) FROM moment WHERE moment = 'digest' AND week = '2026-W48'").await,
        0,
        "all of it waits"
    );
    office.settle().await;
    assert_eq!(digests(&office), [true; 3]);
    office.skip();
    office.close().await;
}

#[tokio::test]
async fn what_is_set_aside_for_too_long_is_closed_and_forgotten() {
    let office = Office::on("Fri 11:50").await;
    office.strikes("Fri 12:00");
    let clumsy = async |unit: &mut Unit<'_>, task: &Task| {
        let nudge = matches!(task.job(), Job::Moment { moment: Moment::PlanNudge(1), .. });
        anyhow::ensure!(!nudge, "no reminder today");
        jobs::carry_out(unit, task).await
    };
    while office.app.tick_with(&clumsy).await.unwrap() {}
    assert_eq!(failed_jobs(&office).await, 3, "one for each team");
    office.writes("UPDATE failed_job SET retry_at = '2026-11-27T13:30:00Z'").await;
    office.goes_to("Fri 16:30").await;
    assert_eq!(failed_jobs(&office).await, 0);
    let stale = "SELECT count(*) FROM moment WHERE moment = 'plan_nudge_1' AND outcome = 'stale' AND week = '2026-W48'";
    assert_eq!(office.count(stale).await, 3);
    office.skip();
    office.close().await;
}
