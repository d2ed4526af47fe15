//! Actuals from files and sources, and every change that they made to a person's numbers.
//!
//! The imported number is kept beside the one in force, so that a card can say where a number comes from, whether its
//! author overrode it and why, and so that importing the same file again changes nothing.

use chrono::{DateTime, Utc};

use crate::domain::calendar::week::Week;
use crate::domain::company::PersonId;
use crate::domain::numbers::import;
use crate::domain::numbers::import::{ImportedNumber, Line, NoHead, Outcome, Scope};
use crate::domain::report::imported_actual::{ActualChange, ActualOverride, ImportedActual, Origin, Taken};
use crate::storage::Tx;
use crate::storage::report::sent::{self, ActualKey};
use crate::storage::stamp::{stamp, unstamp};

/// The imported numbers of a person's week.
pub async fn of_person(tx: &mut Tx, person: PersonId, week: Week) -> anyhow::Result<Vec<ImportedActual>> {
    type Row = (String, String, Option<String>, Option<String>, Option<String>);
    let rows: Vec<Row> = sqlx::query_as(
        "SELECT metric_key, value, source, note, noted_at FROM imported_actual WHERE person_id = ? AND week = ?",
    )
    .bind(person)
    .bind(week.to_string())
    .fetch_all(tx.conn())
    .await?;
    rows.into_iter()
        .map(|(metric, value, source, note, noted_at)| {
            let noted_at = noted_at.map(|at| unstamp(&at)).transpose()?;
            Ok(ImportedActual { metric, value: value.parse()?, source, note: note.zip(noted_at) })
        })
        .collect()
}

/// Stores a number from a file or a source.
///
/// A file is sent by a person: its number replaces what was typed, but only once, so that sending the file again
/// changes nothing. A source is a machine: its number only fills in what is empty, or replaces what a source had filled
/// in.
pub async fn give(
    tx: &mut Tx,
    given: &ImportedNumber,
    origin: Origin<'_>,
    now: DateTime<Utc>,
) -> anyhow::Result<Taken> {
    let actuals = sent::actuals(tx, given.person, given.week).await?;
    let actual = actuals.into_iter().find(|(metric, _)| *metric == given.metric).map(|(_, value)| value);
    let before = of_person(tx, given.person, given.week).await?.into_iter().find(|g| g.metric == given.metric);
    match origin {
        Origin::File(_) => {
            if before.as_ref().is_some_and(|b| b.source.is_none() && b.value == given.value) {
                return Ok(Taken::Same);
            }
            if actual == Some(given.value) {
                if before.is_some() {
                    keep(tx, given, origin, now).await?;
                }
                return Ok(Taken::Same);
            }
        }
        Origin::Source(_) => {
            let own = before.as_ref().is_some_and(|b| b.source.is_some() && actual == Some(b.value));
            if actual.is_some() && !own {
                // A number from a file stays the one that the card compares with: a source does not replace it.
                if before.as_ref().is_none_or(|b| b.source.is_some()) {
                    keep(tx, given, origin, now).await?;
                }
                return Ok(if actual == Some(given.value) { Taken::Same } else { Taken::Kept });
            }
            if actual == Some(given.value) {
                return Ok(Taken::Same);
            }
        }
    }
    keep(tx, given, origin, now).await?;
    let key = ActualKey { person: given.person, metric: &given.metric, week: given.week };
    sent::set_actual(tx, key, given.value, now).await?;
    let (source, who) = parts(origin);
    sqlx::query(
        "INSERT INTO actual_event (person_id, metric_key, week, before, after, source, who, at)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
    )
    .bind(given.person)
    .bind(&given.metric)
    .bind(given.week.to_string())
    .bind(actual.map(|value| value.normalize().to_string()))
    .bind(given.value.normalize().to_string())
    .bind(source)
    .bind(who)
    .bind(stamp(now))
    .execute(tx.conn())
    .await?;
    Ok(Taken::Changed(actual))
}

/// Stores what can be read of a table.
///
/// # Errors
/// Inside, where the table has no headings.
pub async fn take_table(
    tx: &mut Tx,
    lines: &[Line],
    scope: Scope<'_>,
    origin: Origin<'_>,
    now: DateTime<Utc>,
) -> anyhow::Result<Result<Outcome, NoHead>> {
    let reading = match import::read(lines, scope) {
        Ok(reading) => reading,
        Err(no_head) => return Ok(Err(no_head)),
    };
    let mut outcome =
        Outcome { blank: reading.blank, wrong: reading.wrong, defaulted: reading.defaulted, ..Outcome::default() };
    for given in reading.given {
        match give(tx, &given, origin, now).await? {
            Taken::Changed(before) => outcome.taken.push((given, before)),
            Taken::Same | Taken::Kept => outcome.same += 1,
        }
    }
    Ok(Ok(outcome))
}

fn parts(origin: Origin<'_>) -> (Option<&str>, Option<PersonId>) {
    match origin {
        Origin::File(who) => (None, who),
        Origin::Source(name) => (Some(name), None),
    }
}

/// Stores the imported number, replacing the one before. A note on an earlier number of the same origin stays.
async fn keep(tx: &mut Tx, given: &ImportedNumber, origin: Origin<'_>, now: DateTime<Utc>) -> Result<(), sqlx::Error> {
    sqlx::query(
        "INSERT INTO imported_actual (person_id, metric_key, week, value, source, given_at) VALUES (?, ?, ?, ?, ?, ?)
         ON CONFLICT (person_id, metric_key, week) DO UPDATE
         SET note = iif(source IS excluded.source, note, NULL),
             noted_at = iif(source IS excluded.source, noted_at, NULL), value = excluded.value, source = excluded.source,
             given_at = excluded.given_at",
    )
    .bind(given.person)
    .bind(&given.metric)
    .bind(given.week.to_string())
    .bind(given.value.normalize().to_string())
    .bind(parts(origin).0)
    .bind(stamp(now))
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Stores the author's reason why their number differs from the imported one.
pub async fn set_note(tx: &mut Tx, key: ActualKey<'_>, note: &str, now: DateTime<Utc>) -> anyhow::Result<()> {
    let ActualKey { person, metric, week } = key;
    sqlx::query(
        "UPDATE imported_actual SET note = ?, noted_at = ? WHERE person_id = ? AND week = ? AND metric_key = ?",
    )
    .bind(note)
    .bind(stamp(now))
    .bind(person)
    .bind(week.to_string())
    .bind(metric)
    .execute(tx.conn())
    .await?;
    Ok(())
}

type Row = (i64, String, String, Option<String>, String, Option<String>, Option<i64>, String);

fn change(row: Row) -> anyhow::Result<ActualChange> {
    let (person, metric, week, before, after, source, who, at) = row;
    Ok(ActualChange {
        person,
        metric,
        week: week.parse()?,
        before: before.map(|value| value.parse()).transpose()?,
        after: after.parse()?,
        source,
        who,
        at: unstamp(&at)?,
    })
}

/// The changes that cards, digests and authors do not know of yet, in order. They are marked as told.
pub async fn take_untold(tx: &mut Tx) -> anyhow::Result<Vec<ActualChange>> {
    let rows: Vec<Row> = sqlx::query_as(
        "SELECT person_id, metric_key, week, before, after, source, who, at FROM actual_event WHERE told = 0 ORDER BY id",
    )
    .fetch_all(tx.conn())
    .await?;
    if !rows.is_empty() {
        sqlx::query("UPDATE actual_event SET told = 1 WHERE told = 0").execute(tx.conn()).await?;
    }
    rows.into_iter().map(change).collect()
}

/// What files and sources changed in a person's week, oldest first.
pub async fn changes_of(tx: &mut Tx, person: PersonId, week: Week) -> anyhow::Result<Vec<ActualChange>> {
    let rows: Vec<Row> = sqlx::query_as(
        "SELECT person_id, metric_key, week, before, after, source, who, at
         FROM actual_event WHERE person_id = ? AND week = ? ORDER BY id",
    )
    .bind(person)
    .bind(week.to_string())
    .fetch_all(tx.conn())
    .await?;
    rows.into_iter().map(change).collect()
}

/// The numbers of a person's week that differ from what a source gave and for which the author gave a reason.
pub async fn overrides_of(tx: &mut Tx, person: PersonId, week: Week) -> anyhow::Result<Vec<ActualOverride>> {
    let actuals = sent::actuals(tx, person, week).await?;
    let said = of_person(tx, person, week).await?.into_iter().filter_map(|given| {
        let (note, at) = given.note?;
        let (metric, actual) = actuals.iter().find(|(metric, _)| *metric == given.metric)?.clone();
        let (value, source) = (given.value, given.source?);
        (actual != value).then_some(ActualOverride { metric, actual, value, source, note, at })
    });
    Ok(said.collect())
}
