//! When people are away. Absences are part of the roster, so every change here counts the company's revision up.

use anyhow::{Context as _, ensure};
use chrono::{DateTime, Days, NaiveDate, Utc};

use crate::domain::calendar::holidays::Holidays;
use crate::domain::calendar::week::Week;
use crate::domain::company::absence::{Absence, Reading};
use crate::domain::company::{Person, PersonId};
use crate::storage::Tx;
use crate::storage::company::revision::touch;
use crate::storage::json::unjson;
use crate::storage::stamp::stamp;

/// Stores an absence and gives the days as they are stored now. One that lies within another changes nothing; otherwise
/// absences on days it touches are merged into it, and the new reason replaces the old, where one was given.
pub async fn add_absence(tx: &mut Tx, person: &Person, new: &Reading, now: DateTime<Utc>) -> anyhow::Result<Reading> {
    let within = |old: &&Absence| old.covers(new.from) && old.covers(new.to);
    let same = |old: &Absence| (old.from, old.to) == (new.from, new.to) && !new.reason.is_empty();
    if let Some(old) = person.absences.iter().find(within).filter(|old| !same(old)) {
        return Ok(Reading { from: old.from, to: old.to, reason: old.reason.clone() });
    }
    let mut whole = new.clone();
    for old in person.absences.iter().filter(|old| old.from <= new.to && new.from <= old.to) {
        whole.from = whole.from.min(old.from);
        whole.to = whole.to.max(old.to);
        if whole.reason.is_empty() {
            whole.reason.clone_from(&old.reason);
        }
        delete(tx, person.id, old.id).await?;
    }
    sqlx::query("INSERT INTO absence (person_id, from_day, to_day, reason, set_at) VALUES (?, ?, ?, ?, ?)")
        .bind(person.id)
        .bind(whole.from.to_string())
        .bind(whole.to.to_string())
        .bind(&whole.reason)
        .bind(stamp(now))
        .execute(tx.conn())
        .await
        .context("cannot store the absence")?;
    touch(tx).await?;
    Ok(whole)
}

/// Cancels an absence: all of it, or what is left from `today` on.
///
/// # Errors
/// Where the absence is not this person's.
pub async fn cancel_absence(tx: &mut Tx, person: PersonId, absence: &Absence, today: NaiveDate) -> anyhow::Result<()> {
    match today.checked_sub_days(Days::new(1)).filter(|yesterday| *yesterday >= absence.from) {
        Some(yesterday) => {
            let changed = sqlx::query("UPDATE absence SET to_day = ? WHERE id = ? AND person_id = ?")
                .bind(yesterday.to_string())
                .bind(absence.id)
                .bind(person)
                .execute(tx.conn())
                .await?
                .rows_affected();
            ensure!(changed == 1, "absence {} is not there any more", absence.id);
        }
        None => delete(tx, person, absence.id).await?,
    }
    touch(tx).await
}

async fn delete(tx: &mut Tx, person: PersonId, id: i64) -> anyhow::Result<()> {
    let deleted = sqlx::query("DELETE FROM absence WHERE id = ? AND person_id = ?")
        .bind(id)
        .bind(person)
        .execute(tx.conn())
        .await?
        .rows_affected();
    ensure!(deleted == 1, "absence {id} is not there any more");
    Ok(())
}

/// The days on which a person does not work: the holidays of the company's country, and their absences.
pub async fn days_off(tx: &mut Tx, person: PersonId) -> anyhow::Result<(Holidays, Vec<Absence>)> {
    let (country, absences): (Option<String>, String) = sqlx::query_as(
        "SELECT (SELECT country FROM company),
                (SELECT json_group_array(json_object('id', id, 'from', from_day, 'to', to_day, 'reason', reason))
                 FROM absence WHERE person_id = ?)",
    )
    .bind(person)
    .fetch_one(tx.conn())
    .await
    .context("cannot read when somebody works")?;
    Ok((country.as_deref().and_then(Holidays::of).unwrap_or_default(), unjson(&absences)?))
}

/// The people who were asked for the plan of a week on their first day back.
pub async fn asked_on_return(tx: &mut Tx, week: Week) -> anyhow::Result<Vec<PersonId>> {
    Ok(sqlx::query_scalar("SELECT person_id FROM asked_on_return WHERE week = ?")
        .bind(week.to_string())
        .fetch_all(tx.conn())
        .await?)
}

/// Notes that somebody was asked for the plan of a week on their first day back.
pub async fn set_asked_on_return(tx: &mut Tx, person: PersonId, week: Week, now: DateTime<Utc>) -> anyhow::Result<()> {
    sqlx::query("INSERT INTO asked_on_return (person_id, week, asked_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING")
        .bind(person)
        .bind(week.to_string())
        .bind(stamp(now))
        .execute(tx.conn())
        .await?;
    Ok(())
}
