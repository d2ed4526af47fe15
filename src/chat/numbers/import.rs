//! Numbers by file: noting a file that somebody sent, storing what is in it once it is fetched, and `/import`, which
//! sends a file to fill in.

use anyhow::Context as _;

use crate::domain::calendar::week::Week;
use crate::domain::company::Person;
use crate::domain::conversation::question::Question;
use crate::domain::numbers::import::{Line, Scope, Unreadable, named_week};
use crate::domain::report::imported_actual::Origin;
use crate::import::{MOST_BYTES, is_table, template};
use crate::render::numbers::import as render;
use crate::storage::conversation;
use crate::storage::numbers::actual;
use crate::storage::numbers::incoming_file::{self, Incoming, NewFile};
use crate::storage::outbox::{self, Lane, attachment};
use crate::storage::report::imported_actual;
use crate::unit::Unit;
use crate::{cards, say};

use crate::chat::answer::{Outcome, Refusal, react, tell};
use crate::chat::heard::{Heard, Hearing};

/// The reaction to a file that is being fetched.
const SEEN: &str = "👀";

/// Notes a file of numbers, to be fetched between transactions.
pub async fn offered(unit: &mut Unit<'_>, heard: Heard<'_>) -> Outcome<Hearing> {
    let (person, message) = (heard.person, heard.message);
    let Some((document, name)) = message.document().and_then(|d| Some((d, d.file_name.as_deref()?))) else {
        return Ok(Hearing::NotMine);
    };
    // A table may also be the result of a task that was asked for.
    let asked = conversation::asked(unit.tx, person.id).await?;
    if !is_table(name) || matches!(asked, Some(Question::Result { .. })) {
        return Ok(Hearing::NotMine);
    }
    let words = unit.words(person);
    if unit.roster.teams_importable_by(person).is_empty() {
        return Err(Refusal::Because(say!(words, "import-not-you")));
    }
    if usize::try_from(document.file.size).map_or(true, |size| size > MOST_BYTES) {
        return Err(Refusal::Because(render::unreadable(words, name, Unreadable::TooBig)));
    }
    let week = message.caption().and_then(named_week);
    let file = NewFile { person: person.id, file_id: &document.file.id.0, name, week };
    incoming_file::keep(unit.tx, file, unit.now).await?;
    unit.file_waits = true;
    react(unit, heard, SEEN);
    Ok(Hearing::Handled)
}

/// Stores the numbers of a fetched file that its sender may give, and tells the sender what became of each row.
///
/// # Errors
/// Where the database fails.
pub async fn arrived(unit: &mut Unit<'_>, file: &Incoming, table: Result<Vec<Line>, Unreadable>) -> anyhow::Result<()> {
    let roster = unit.roster;
    let Some(person) = roster.person(file.person).filter(|p| !p.left) else { return Ok(()) };
    let words = unit.words(person);
    let teams = roster.teams_importable_by(person);
    if teams.is_empty() {
        return tell(unit, person, &say!(words, "import-not-you")).await;
    }
    let lines = match table {
        Ok(lines) => lines,
        Err(why) => return tell(unit, person, &render::unreadable(words, &file.name, why)).await,
    };
    let running = Week::at(unit.now, roster.timezone_of(person));
    let default = file.week.unwrap_or_else(|| report_week(unit, person));
    let scope = Scope { roster, teams: &teams, default, running };
    let origin = Origin::File(Some(person.id));
    match imported_actual::take_table(unit.tx, &lines, scope, origin, unit.now).await? {
        Ok(outcome) => {
            let assumed = Some((default, running)).filter(|_| file.week.is_none() && default != running);
            let card = render::card(words, &roster.in_weeks(outcome.weeks()), &file.name, &outcome, assumed);
            cards::tell(unit, person, Lane::Interactive, card).await?;
        }
        Err(missing) => tell(unit, person, &render::no_head(words, &file.name, &missing)).await?,
    }
    cards::report::imported_actual::follow(unit).await?;
    Ok(())
}

/// Tells the sender of a file that it could not be fetched or read after all attempts.
///
/// # Errors
/// Where the database fails.
pub async fn lost(unit: &mut Unit<'_>, file: &Incoming) -> anyhow::Result<()> {
    let roster = unit.roster;
    let Some(person) = roster.person(file.person).filter(|p| !p.left) else { return Ok(()) };
    let words = unit.words(person);
    tell(unit, person, &say!(words, "import-lost", name = file.name.as_str())).await
}

/// `/import`: says how importing works, and sends a file to fill in.
pub async fn offer(unit: &mut Unit<'_>, person: &Person, rest: &str) -> Outcome<()> {
    let Some(chat) = person.telegram_id else { return Ok(()) };
    let roster = unit.roster;
    let words = unit.words(person);
    let teams = roster.teams_importable_by(person);
    if teams.is_empty() {
        return Err(Refusal::Because(say!(words, "no-team-led")));
    }
    let week = match (rest, named_week(rest)) {
        ("", _) => report_week(unit, person),
        (_, Some(week)) if week <= Week::at(unit.now, roster.timezone_of(person)) => week,
        _ => return Err(Refusal::Because(say!(words, "import-usage"))),
    };
    let actuals = actual::actuals_of_week(unit.tx, week).await?;
    let people: Vec<&Person> = roster.people.iter().filter(|p| !p.left && teams.contains(&p.team)).collect();
    let known = |person: &Person, metric: &str| {
        actuals.iter().find(|a| a.person == person.id && a.metric == metric).map(|a| a.value)
    };
    let Some(bytes) = template(words, &roster.in_week(week), &people, known).context("the file to fill in")? else {
        return Err(Refusal::Because(say!(words, "import-no-metrics")));
    };
    let file = attachment::keep(unit.tx, &format!("planerka-actuals-{week}.xlsx"), &bytes).await?;
    outbox::document(unit.tx, chat, file, say!(words, "import-how", week = words.week(week)), unit.now);
    Ok(())
}

/// The week whose report is asked for, or was asked for last, by this person's calendar.
fn report_week(unit: &Unit<'_>, person: &Person) -> Week {
    let (ritual, zone) = unit.roster.calendar_of(person);
    ritual.report_week(unit.now, zone)
}
