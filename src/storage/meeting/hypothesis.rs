//! Hypotheses: they run until somebody decides on them, and are kept for good.

use anyhow::Context as _;
use chrono::{DateTime, NaiveDate, Utc};

use crate::domain::company::PersonId;
use crate::domain::meeting::hypothesis::{Hypothesis, HypothesisId, HypothesisState, Trial};
use crate::storage::Tx;
use crate::storage::stamp::{stamp, unstamp};

#[derive(sqlx::FromRow)]
struct Row {
    id: i64,
    statement: String,
    effect: Option<String>,
    product: Option<String>,
    segment: Option<String>,
    channel: Option<String>,
    budget: Option<String>,
    start_on: String,
    review_on: String,
    owner_id: i64,
    made_by: i64,
    made_at: String,
    state: String,
    verdict: Option<String>,
    closed_by: Option<i64>,
    closed_at: Option<String>,
}

impl TryFrom<Row> for Hypothesis {
    type Error = anyhow::Error;

    fn try_from(row: Row) -> anyhow::Result<Self> {
        let day = |text: String| text.parse::<NaiveDate>().with_context(|| format!("day '{text}' of a hypothesis"));
        let budget = row.budget.map(|sum| sum.parse().with_context(|| format!("budget '{sum}'"))).transpose()?;
        Ok(Self {
            id: row.id,
            trial: Trial {
                statement: row.statement,
                effect: row.effect,
                product: row.product,
                segment: row.segment,
                channel: row.channel,
                budget,
                start: day(row.start_on)?,
                review: day(row.review_on)?,
                owner: row.owner_id,
            },
            made_by: row.made_by,
            made_at: unstamp(&row.made_at)?,
            state: HypothesisState::named(&row.state).with_context(|| format!("hypothesis state '{}'", row.state))?,
            verdict: row.verdict,
            closed_by: row.closed_by,
            closed_at: row.closed_at.as_deref().map(unstamp).transpose()?,
        })
    }
}

/// Stores a new hypothesis.
pub async fn add(tx: &mut Tx, trial: &Trial, by: PersonId, now: DateTime<Utc>) -> anyhow::Result<HypothesisId> {
    let id = sqlx::query_scalar(
        "INSERT INTO hypothesis (statement, start_on, review_on, owner_id, made_by, made_at) VALUES (?, ?, ?, ?, ?, ?)
         RETURNING id",
    )
    .bind(&trial.statement)
    .bind(trial.start.to_string())
    .bind(trial.review.to_string())
    .bind(trial.owner)
    .bind(by)
    .bind(stamp(now))
    .fetch_one(tx.conn())
    .await?;
    change(tx, id, trial).await?;
    Ok(id)
}

/// Replaces what a hypothesis tries.
///
/// # Errors
/// Where the hypothesis is decided already.
pub async fn change(tx: &mut Tx, id: HypothesisId, trial: &Trial) -> anyhow::Result<()> {
    let changed = sqlx::query(
        "UPDATE hypothesis SET statement = ?, effect = ?, product = ?, segment = ?, channel = ?, budget = ?, start_on = ?,
                review_on = ?, owner_id = ?
         WHERE id = ? AND state = 'running'",
    )
    .bind(&trial.statement)
    .bind(&trial.effect)
    .bind(&trial.product)
    .bind(&trial.segment)
    .bind(&trial.channel)
    .bind(trial.budget.map(|sum| sum.normalize().to_string()))
    .bind(trial.start.to_string())
    .bind(trial.review.to_string())
    .bind(trial.owner)
    .bind(id)
    .execute(tx.conn())
    .await?
    .rows_affected();
    anyhow::ensure!(changed == 1, "hypothesis {id} does not run any more");
    Ok(())
}

/// Stores the state and the verdict that a hypothesis was given.
///
/// # Errors
/// Where the hypothesis is decided already.
pub async fn close(tx: &mut Tx, hypothesis: &Hypothesis, by: PersonId, now: DateTime<Utc>) -> anyhow::Result<()> {
    let changed = sqlx::query(
        "UPDATE hypothesis SET state = ?, verdict = ?, closed_by = ?, closed_at = ? WHERE id = ? AND state = 'running'",
    )
    .bind(hypothesis.state.name())
    .bind(&hypothesis.verdict)
    .bind(by)
    .bind(stamp(now))
    .bind(hypothesis.id)
    .execute(tx.conn())
    .await?
    .rows_affected();
    anyhow::ensure!(changed == 1, "hypothesis {} does not run any more", hypothesis.id);
    Ok(())
}

/// Lets a hypothesis run again until a day. Its old verdict stays until there is a new one.
///
/// # Errors
/// Where the hypothesis is running.
pub async fn reopen(tx: &mut Tx, id: HypothesisId, review: NaiveDate) -> anyhow::Result<()> {
    let changed = sqlx::query(
        "UPDATE hypothesis SET state = 'running', closed_by = NULL, closed_at = NULL, review_on = ?
         WHERE id = ? AND state <> 'running'",
    )
    .bind(review.to_string())
    .bind(id)
    .execute(tx.conn())
    .await?
    .rows_affected();
    anyhow::ensure!(changed == 1, "hypothesis {id} runs already");
    Ok(())
}

/// The hypothesis with this number.
pub async fn get(tx: &mut Tx, id: HypothesisId) -> anyhow::Result<Option<Hypothesis>> {
    let row: Option<Row> = sqlx::query_as(
        "SELECT id, statement, effect, product, segment, channel, budget, start_on, review_on, owner_id, made_by, made_at,
                state, verdict, closed_by, closed_at
         FROM hypothesis WHERE id = ?",
    )
    .bind(id)
    .fetch_optional(tx.conn())
    .await?;
    row.map(Hypothesis::try_from).transpose()
}

/// All hypotheses, by the day they are to be decided. There are a few dozen a year.
pub async fn all(tx: &mut Tx) -> anyhow::Result<Vec<Hypothesis>> {
    let rows: Vec<Row> = sqlx::query_as(
        "SELECT id, statement, effect, product, segment, channel, budget, start_on, review_on, owner_id, made_by, made_at,
                state, verdict, closed_by, closed_at
         FROM hypothesis ORDER BY review_on, id",
    )
    .fetch_all(tx.conn())
    .await?;
    rows.into_iter().map(Hypothesis::try_from).collect()
}
