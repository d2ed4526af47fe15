//! Which message of a person said what: the one place where an edited message finds what it had said.

use std::collections::BTreeMap;

use anyhow::Context as _;
use rust_decimal::Decimal;

use crate::domain::calendar::week::Week;
use crate::domain::company::PersonId;
use crate::domain::conversation::effect::Effect;
use crate::domain::plan::Field;
use crate::storage::Tx;
use crate::storage::json::{json, unjson};

/// An effect as a row: its kind, what it is said of, and what is said where the subject does not keep it.
type Row = (&'static str, String, Option<String>);

fn written(effect: &Effect) -> Result<Row, sqlx::Error> {
    Ok(match effect {
        Effect::TaskWords { plan, task, field } => {
            let field = match field {
                Field::Title => "title",
                Field::Deliverable => "deliverable",
            };
            ("task_words", format!("{plan} {task} {field}"), None)
        }
        Effect::PlanLines { plan } => ("plan_lines", plan.to_string(), None),
        Effect::Unplanned { task } => ("unplanned", task.to_string(), None),
        Effect::TaskResult { task } => ("task_result", task.to_string(), None),
        Effect::TaskReason { task } => ("task_reason", task.to_string(), None),
        Effect::Risk { week } => ("risk", week.to_string(), None),
        Effect::Report { week, numbers } => ("report", week.to_string(), Some(json(numbers)?)),
        Effect::MetricReason { week, metric } => ("metric_reason", format!("{week} {metric}"), None),
        Effect::Note { note } => ("note", note.to_string(), None),
    })
}

fn read(kind: &str, subject: &str, said: Option<&str>) -> anyhow::Result<Effect> {
    let id = || subject.parse::<i64>().with_context(|| format!("effect '{kind}' on '{subject}'"));
    Ok(match kind {
        "task_words" => {
            let parts: Vec<&str> = subject.split(' ').collect();
            let [plan, task, field] = parts.as_slice() else { anyhow::bail!("words for task '{subject}'") };
            let field = if *field == "title" { Field::Title } else { Field::Deliverable };
            Effect::TaskWords { plan: plan.parse()?, task: task.parse()?, field }
        }
        "plan_lines" => Effect::PlanLines { plan: id()? },
        "unplanned" => Effect::Unplanned { task: id()? },
        "task_result" => Effect::TaskResult { task: id()? },
        "task_reason" => Effect::TaskReason { task: id()? },
        "risk" => Effect::Risk { week: subject.parse()? },
        "report" => {
            let numbers: BTreeMap<String, Decimal> = unjson(said.unwrap_or("{}"))?;
            Effect::Report { week: subject.parse()?, numbers }
        }
        "metric_reason" => {
            let (week, metric) = subject.split_once(' ').with_context(|| format!("reason for '{subject}'"))?;
            Effect::MetricReason { week: week.parse()?, metric: metric.to_owned() }
        }
        "note" => Effect::Note { note: id()? },
        other => anyhow::bail!("effect '{other}'"),
    })
}

/// Keeps that a message said this. Where only the last message that speaks of a thing counts, the ones before have no longer said
/// anything of it.
///
/// # Errors
/// Where the database fails.
pub async fn keep(tx: &mut Tx, person: PersonId, message: i64, effect: &Effect) -> anyhow::Result<()> {
    let (kind, subject, said) = written(effect)?;
    sqlx::query(
        "DELETE FROM message_effect WHERE ?6 AND person_id = ?1 AND kind = ?3 AND subject = ?4;
         INSERT INTO message_effect (person_id, message_id, kind, subject, said) VALUES (?1, ?2, ?3, ?4, ?5)
         ON CONFLICT (person_id, message_id, kind, subject) DO UPDATE SET said = excluded.said",
    )
    .bind(person)
    .bind(message)
    .bind(kind)
    .bind(subject)
    .bind(said)
    .bind(effect.replaces_others())
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// No message has said this any more: a button has said something else.
///
/// # Errors
/// Where the database fails.
pub async fn forget(tx: &mut Tx, person: PersonId, effect: &Effect) -> anyhow::Result<()> {
    let (kind, subject, _) = written(effect)?;
    sqlx::query("DELETE FROM message_effect WHERE person_id = ? AND kind = ? AND subject = ?")
        .bind(person)
        .bind(kind)
        .bind(subject)
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// What a message said, in the order its new text is to be understood by.
///
/// # Errors
/// Where the database fails or holds what cannot be read.
pub async fn of_message(tx: &mut Tx, person: PersonId, message: i64) -> anyhow::Result<Vec<Effect>> {
    let rows: Vec<(String, String, Option<String>)> =
        sqlx::query_as("SELECT kind, subject, said FROM message_effect WHERE person_id = ? AND message_id = ?")
            .bind(person)
            .bind(message)
            .fetch_all(tx.conn())
            .await?;
    let mut effects: Vec<Effect> =
        rows.iter().map(|(kind, subject, said)| read(kind, subject, said.as_deref())).collect::<anyhow::Result<_>>()?;
    effects.sort();
    Ok(effects)
}

/// The numbers a message gave for the report of a week.
///
/// # Errors
/// Where the database fails or holds what cannot be read.
pub async fn numbers(
    tx: &mut Tx,
    person: PersonId,
    message: i64,
    week: Week,
) -> anyhow::Result<BTreeMap<String, Decimal>> {
    let said: Option<Option<String>> = sqlx::query_scalar(
        "SELECT said FROM message_effect WHERE person_id = ? AND message_id = ? AND kind = 'report' AND subject = ?",
    )
    .bind(person)
    .bind(message)
    .bind(week.to_string())
    .fetch_optional(tx.conn())
    .await?;
    Ok(said.flatten().map(|said| unjson(&said)).transpose()?.unwrap_or_default())
}

/// Whether another message of the person gives this metric's number for the week.
///
/// # Errors
/// Where the database fails.
pub async fn number_elsewhere(
    tx: &mut Tx,
    person: PersonId,
    message: i64,
    week: Week,
    metric: &str,
) -> Result<bool, sqlx::Error> {
    sqlx::query_scalar(
        "SELECT EXISTS (SELECT 1 FROM message_effect m, json_each(m.said) j
                        WHERE m.kind = 'report' AND m.subject = ? AND m.person_id = ? AND m.message_id <> ? AND j.key = ?)",
    )
    .bind(week.to_string())
    .bind(person)
    .bind(message)
    .bind(metric)
    .fetch_one(tx.conn())
    .await
}
