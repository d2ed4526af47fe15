//! Questions whose time went by while the bot was down. Part of the roster: what changes here makes the process read it again.

use anyhow::Context as _;
use chrono::{DateTime, Utc};

use crate::domain::calendar::missed::{Again, MissedQuestion, WeeklyQuestion};
use crate::domain::company::TeamId;
use crate::storage::Tx;
use crate::storage::company::revision::touch;
use crate::storage::stamp::stamp;

/// So many of them are known to the process: those of the last weeks, for which somebody may still owe an answer or be looked at.
const KNOWN: i64 = 500;

/// Those that were missed last.
pub async fn all(tx: &mut Tx) -> anyhow::Result<Vec<MissedQuestion>> {
    type Row = (TeamId, String, String, Option<DateTime<Utc>>, Option<DateTime<Utc>>);
    let rows: Vec<Row> = sqlx::query_as(
        "SELECT team_id, week, question, ask_at, due_at FROM missed_question ORDER BY week DESC, team_id LIMIT ?",
    )
    .bind(KNOWN)
    .fetch_all(tx.conn())
    .await
    .context("cannot read the questions that were missed")?;
    let missed = |(team, week, question, at, due): Row| {
        let question =
            WeeklyQuestion::named(&question).with_context(|| format!("'{question}' is no weekly question"))?;
        let again = at.zip(due).map(|(at, due)| Again { at, due });
        Ok(MissedQuestion { team, week: week.parse()?, question, again })
    };
    rows.into_iter().map(missed).collect()
}

/// Keeps one, in the place of the same one found before.
pub async fn keep(tx: &mut Tx, missed: &MissedQuestion, now: DateTime<Utc>) -> anyhow::Result<()> {
    sqlx::query(
        "INSERT INTO missed_question (team_id, week, question, ask_at, due_at, found_at) VALUES (?, ?, ?, ?, ?, ?)
         ON CONFLICT DO UPDATE SET ask_at = excluded.ask_at, due_at = excluded.due_at, found_at = excluded.found_at",
    )
    .bind(missed.team)
    .bind(missed.week.to_string())
    .bind(missed.question.name())
    .bind(missed.again.map(|again| stamp(again.at)))
    .bind(missed.again.map(|again| stamp(again.due)))
    .bind(stamp(now))
    .execute(tx.conn())
    .await?;
    touch(tx).await
}
