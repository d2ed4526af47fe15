//! Metrics and lists of metrics made in chat, and the definitions that past weeks had. Whatever changes a definition
//! keeps the old one for the weeks in which it was in force.

use anyhow::Context as _;
use chrono::{DateTime, Utc};

use crate::domain::company::{Metric, PersonId, Roster};
use crate::domain::numbers::definitions::{MadeInChat, Past, Was, Whose};
use crate::storage::Tx;
use crate::storage::company::revision::touch;
use crate::storage::company::word::word;
use crate::storage::json::{json, unjson};

/// The definitions that past weeks had, newest change first.
pub(super) async fn past(tx: &mut Tx) -> anyhow::Result<Vec<Past>> {
    let rows: Vec<(String, String, String, String)> =
        sqlx::query_as("SELECT what, subject, until, document FROM past_definition ORDER BY until DESC, what, subject")
            .fetch_all(tx.conn())
            .await
            .context("cannot read the definitions of weeks gone by")?;
    rows.into_iter()
        .map(|(what, subject, until, document)| {
            let was = match what.as_str() {
                "metric" => Was::Metric(unjson(&document)?),
                "team" => Was::List(Whose::Team(subject.parse()?), unjson(&document)?),
                _ => Was::List(Whose::Person(subject.parse()?), unjson(&document)?),
            };
            Ok(Past { until: until.parse()?, was })
        })
        .collect::<anyhow::Result<_>>()
        .context("the definitions of weeks gone by")
}

/// Keeps a definition that is about to change, for the past weeks. If it changes twice in one week, only the first old
/// one is kept: the second was never in force for a past week.
pub(super) async fn keep(tx: &mut Tx, roster: &Roster, was: &Was, now: DateTime<Utc>) -> anyhow::Result<()> {
    let (what, subject, document) = match was {
        Was::Metric(metric) => ("metric", metric.key.clone(), json(metric)?),
        Was::List(Whose::Team(id), list) => ("team", id.to_string(), json(list)?),
        Was::List(Whose::Person(id), list) => ("person", id.to_string(), json(list)?),
    };
    sqlx::query(
        "INSERT INTO past_definition (what, subject, until, document) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
    )
    .bind(what)
    .bind(&subject)
    .bind(roster.settled_week(now).to_string())
    .bind(document)
    .execute(tx.conn())
    .await
    .with_context(|| format!("cannot keep how {what} {subject} was"))?;
    Ok(())
}

/// Inserts or updates a metric. `by` is who made it in chat, none for a metric of the file.
pub(super) async fn store(tx: &mut Tx, metric: &Metric, by: Option<PersonId>) -> anyhow::Result<()> {
    sqlx::query(
        "INSERT INTO metric (key, name, unit, direction, aggregate, formula, threshold, made_by, position)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, (SELECT coalesce(max(position), 0) + 1 FROM metric))
         ON CONFLICT (key) DO UPDATE SET name = ?2, unit = ?3, direction = ?4, aggregate = ?5, formula = ?6,
                threshold = ?7, made_by = ?8, retired = 0",
    )
    .bind(&metric.key)
    .bind(&metric.name)
    .bind(word(metric.unit)?)
    .bind(word(metric.direction)?)
    .bind(word(metric.aggregate)?)
    .bind(&metric.formula)
    .bind(metric.threshold.map(|threshold| threshold.to_string()))
    .bind(by)
    .execute(tx.conn())
    .await
    .with_context(|| format!("cannot store metric {}", metric.key))?;
    Ok(())
}

/// Adds a metric made in chat, or redefines one. Past weeks keep the old definition.
pub async fn make_metric(
    tx: &mut Tx,
    roster: &Roster,
    metric: &Metric,
    by: PersonId,
    now: DateTime<Utc>,
) -> anyhow::Result<()> {
    if let Some(before) = roster.metric(&metric.key) {
        keep(tx, roster, &Was::Metric(before.clone()), now).await?;
    }
    store(tx, metric, Some(by)).await?;
    touch(tx).await
}

/// Retires a metric made in chat. Past weeks keep it.
///
/// # Errors
/// Where the metric was not made in chat.
pub async fn retire_metric(tx: &mut Tx, roster: &Roster, metric: &Metric, now: DateTime<Utc>) -> anyhow::Result<()> {
    keep(tx, roster, &Was::Metric(metric.clone()), now).await?;
    for team in roster.teams.iter().filter(|team| team.metrics.contains(&metric.key)) {
        let left: Vec<String> = chat_part(roster, Whose::Team(team.id)).filter(|key| *key != metric.key).collect();
        set_list(tx, roster, Whose::Team(team.id), &left, now).await?;
    }
    for person in roster.people.iter().filter(|person| person.metrics.contains(&metric.key)) {
        let left: Vec<String> = chat_part(roster, Whose::Person(person.id)).filter(|key| *key != metric.key).collect();
        set_list(tx, roster, Whose::Person(person.id), &left, now).await?;
    }
    let changed = sqlx::query("UPDATE metric SET retired = 1 WHERE key = ? AND made_by IS NOT NULL AND NOT retired")
        .bind(&metric.key)
        .execute(tx.conn())
        .await?
        .rows_affected();
    anyhow::ensure!(changed == 1, "metric {} was not made in chat", metric.key);
    touch(tx).await
}

/// The metrics of a list that were added in chat.
fn chat_part(roster: &Roster, whose: Whose) -> impl Iterator<Item = String> {
    roster.definitions.given.iter().filter(move |(of, _)| *of == whose).map(|(_, key)| key.clone())
}

/// Sets, in order, the metrics that are added to a list in chat. Past weeks keep the old list.
pub async fn set_list(
    tx: &mut Tx,
    roster: &Roster,
    whose: Whose,
    added: &[String],
    now: DateTime<Utc>,
) -> anyhow::Result<()> {
    keep(tx, roster, &Was::List(whose, roster.list_of(whose).to_vec()), now).await?;
    // Two statements in one call to SQLite. A metric that the file lists too stays marked as the file's.
    let (id, sql) = match whose {
        Whose::Team(id) => (
            id,
            "DELETE FROM team_metric WHERE team_id = ?1 AND by_chat;
             INSERT INTO team_metric (team_id, metric_key, position, by_chat)
             SELECT ?1, value, key, 1 FROM json_each(?2) WHERE true ON CONFLICT DO NOTHING",
        ),
        Whose::Person(id) => (
            id,
            "DELETE FROM person_metric WHERE person_id = ?1 AND by_chat;
             INSERT INTO person_metric (person_id, metric_key, position, by_chat)
             SELECT ?1, value, key, 1 FROM json_each(?2) WHERE true ON CONFLICT DO NOTHING",
        ),
    };
    sqlx::query(sql).bind(id).bind(json(added)?).execute(tx.conn()).await?;
    touch(tx).await
}

/// The metrics that were made in chat, with their makers.
pub(super) fn made(rows: &[(String, Option<PersonId>)]) -> Vec<MadeInChat> {
    rows.iter().filter_map(|(metric, by)| Some(MadeInChat { metric: metric.clone(), by: (*by)? })).collect()
}
