//! The play: who does what at which moment.

use std::path::Path;

use crate::demo::cast::{self, Lines};
use crate::demo::stage::Stage;
use crate::domain::company::Locale;

/// Plays the demo and prints it as it goes. Returns what to print at the end: how it went, and what to do next. With `keep` the
/// database is written to that file, otherwise to a temporary one.
///
/// # Errors
/// Fails if anything did not go as the play expects, or if a message was left unsent.
pub async fn play(keep: Option<&Path>, locale: Locale) -> anyhow::Result<String> {
    let lines = cast::lines(locale);
    let mut stage = Stage::set_up(keep, locale, lines).await?;
    joining(&mut stage, lines).await?;
    first_plans(&mut stage, lines).await?;
    first_friday(&mut stage, lines).await?;
    monday(&mut stage, lines).await?;
    the_week(&mut stage, lines).await?;
    second_plans(&mut stage, lines).await?;
    reports(&mut stage, lines).await?;
    second_monday(&mut stage, lines).await?;
    stage.finish(keep).await
}

async fn joining(stage: &mut Stage, lines: &Lines) -> anyhow::Result<()> {
    stage.chapter(lines.chapter_joining);
    stage.quietly();
    stage.goes_to("2026-11-19T14:30").await?;
    stage.aloud();
    for person in ["anna", "olga", "petr", "igor", "vera", "kirill", "director"] {
        stage.joins(person).await?;
    }
    stage.says_in("olga", "marketing", "/link").await?;
    stage.taps_in("olga", "marketing", lines.link_marketing).await?;
    stage.quietly();
    for (person, chat, button) in [
        ("igor", "sales", lines.link_sales),
        ("vera", "support", lines.link_support),
        ("director", "board", lines.link_board),
        ("director", "sync", lines.link_sync),
    ] {
        stage.says_in(person, chat, "/link").await?;
        stage.taps_in(person, chat, button).await?;
    }
    stage.aloud();
    Ok(())
}

async fn first_plans(stage: &mut Stage, lines: &Lines) -> anyhow::Result<()> {
    stage.chapter(lines.chapter_plans);
    stage.watches(&["anna"]);
    stage.goes_to("2026-11-19T15:00").await?;
    stage.goes_to("2026-11-19T15:10").await?;
    stage.says("anna", lines.anna_plan).await?;
    stage.watches(&["anna", "olga"]);
    stage.taps("anna", lines.submit).await?;
    stage.goes_to("2026-11-19T15:25").await?;
    stage.taps("olga", lines.give_back).await?;
    stage.says("olga", lines.olga_reason).await?;
    stage.goes_to("2026-11-19T15:40").await?;
    stage.says("anna", lines.anna_correction).await?;
    stage.taps("anna", lines.submit).await?;
    stage.taps("olga", lines.approve).await?;
    stage.watches(&["petr"]);
    stage.goes_to("2026-11-19T17:00").await?;
    stage.says("petr", lines.petr_begins).await?;
    stage.says("petr", lines.petr_hours).await?;
    stage.watches(&[]);
    stage.goes_to("2026-11-19T17:30").await?;
    for (person, plan) in [("olga", lines.olga_plan), ("igor", lines.igor_plan), ("director", lines.director_plan)] {
        stage.says(person, plan).await?;
        stage.taps(person, lines.submit).await?;
    }
    stage.goes_to("2026-11-19T18:00").await?;
    for author in ["director", "olga", "igor"] {
        stage.approves("director", author).await?;
    }
    Ok(())
}

async fn first_friday(stage: &mut Stage, lines: &Lines) -> anyhow::Result<()> {
    stage.chapter(lines.chapter_friday);
    stage.watches(&["kirill"]);
    stage.goes_to("2026-11-20T12:00").await?;
    stage.watches(&["vera"]);
    stage.goes_to("2026-11-20T12:20").await?;
    stage.says("vera", lines.vera_plan).await?;
    stage.taps("vera", lines.submit).await?;
    stage.approves("director", "vera").await?;
    stage.watches(&[]);
    stage.goes_to("2026-11-20T13:00").await?;
    stage.says("petr", lines.petr_goes_on).await?;
    stage.taps("petr", lines.submit).await?;
    stage.watches(&["anna"]);
    stage.goes_to("2026-11-20T14:10").await?;
    stage.says("anna", lines.anna_first_numbers).await?;
    stage.taps("anna", lines.report).await?;
    stage.watches(&[]);
    for (person, numbers) in [
        ("olga", lines.olga_first_numbers),
        ("petr", lines.petr_first_numbers),
        ("igor", lines.igor_first_numbers),
        ("vera", lines.vera_first_numbers),
        ("kirill", lines.kirill_first_numbers),
    ] {
        stage.says(person, numbers).await?;
        stage.taps(person, lines.report).await?;
    }
    stage.watches(&["kirill", "vera"]);
    stage.goes_to("2026-11-20T16:00").await?;
    stage.goes_to("2026-11-20T16:20").await?;
    stage.says("kirill", lines.kirill_plan).await?;
    stage.taps("kirill", lines.submit).await?;
    stage.taps("vera", lines.approve).await?;
    stage.watches(&[]);
    stage.goes_to("2026-11-20T18:00").await?;
    Ok(())
}

async fn monday(stage: &mut Stage, lines: &Lines) -> anyhow::Result<()> {
    stage.chapter(lines.chapter_monday);
    stage.watches(&["igor"]);
    stage.goes_to("2026-11-23T09:00").await?;
    stage.goes_to("2026-11-23T09:05").await?;
    stage.taps("igor", lines.petr).await?;
    stage.taps("igor", lines.approve).await?;
    stage.watches(&[]);
    stage.goes_to("2026-11-23T10:00").await
}

async fn the_week(stage: &mut Stage, lines: &Lines) -> anyhow::Result<()> {
    stage.chapter(lines.chapter_week);
    stage.watches(&["anna"]);
    stage.goes_to("2026-11-25T11:00").await?;
    stage.says("anna", lines.anna_unplanned).await?;
    stage.says("anna", "/week").await?;
    stage.taps("anna", "1 ✅").await?;
    stage.says("anna", lines.anna_regular).await?;
    stage.says("kirill", lines.kirill_insight).await?;
    stage.watches(&["olga"]);
    stage.says("olga", lines.olga_hypothesis).await?;
    stage.watches(&["kirill"]);
    stage.says("kirill", lines.kirill_away).await?;
    stage.watches(&["director"]);
    stage.says("director", "/goals").await?;
    stage.watches(&["anna", "olga"]);
    stage.goes_to("2026-11-25T12:00").await?;
    stage.taps("anna", lines.anna_risk).await
}

async fn second_plans(stage: &mut Stage, lines: &Lines) -> anyhow::Result<()> {
    stage.chapter(lines.chapter_next);
    stage.watches(&["anna"]);
    stage.goes_to("2026-11-26T15:00").await?;
    for label in [lines.tasks, "1", lines.delete, lines.undo] {
        stage.taps("anna", label).await?;
    }
    stage.watches(&[]);
    Ok(())
}

async fn reports(stage: &mut Stage, lines: &Lines) -> anyhow::Result<()> {
    stage.chapter(lines.chapter_reports);
    stage.watches(&["anna"]);
    stage.goes_to("2026-11-27T14:00").await?;
    stage.goes_to("2026-11-27T14:05").await?;
    stage.says("anna", lines.anna_report).await?;
    stage.taps("anna", lines.report).await?;
    stage.says("anna", lines.anna_next_plan).await?;
    stage.taps("anna", lines.take_all).await?;
    stage.taps("anna", lines.submit).await?;
    stage.watches(&["olga"]);
    stage.taps("olga", lines.approve).await?;
    stage.watches(&[]);
    for (person, report) in [
        ("olga", lines.olga_report),
        ("igor", lines.igor_report),
        ("vera", lines.vera_report),
        ("kirill", lines.kirill_report),
        ("director", lines.director_report),
    ] {
        stage.says(person, report).await?;
        stage.taps(person, lines.report).await?;
    }
    stage.watches(&["petr", "igor"]);
    stage.goes_to("2026-11-27T17:30").await?;
    stage.watches(&["director"]);
    stage.chapter(lines.chapter_digest);
    stage.goes_to("2026-11-27T18:00").await?;
    stage.watches(&[]);
    stage.goes_to("2026-11-27T18:25").await?;
    stage.says("petr", lines.petr_report).await?;
    stage.taps("petr", lines.petr_short).await?;
    stage.taps("petr", lines.petr_because).await?;
    stage.taps("petr", lines.report).await?;
    Ok(())
}

async fn second_monday(stage: &mut Stage, lines: &Lines) -> anyhow::Result<()> {
    stage.chapter(lines.chapter_agenda);
    stage.goes_to("2026-11-30T10:00").await?;
    stage.goes_to("2026-11-30T11:25").await?;
    stage.says_in("igor", "sync", lines.igor_decision).await?;
    stage.goes_to("2026-12-02T12:00").await?;
    stage.says("anna", "/decision").await?;
    stage.taps("anna", lines.done_first).await
}
