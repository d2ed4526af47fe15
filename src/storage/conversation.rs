//! What the bot waits to hear from a person, and which week's plan their lines go to.
//!
//! Nearly every tap stops some question. So it is read once in a transaction, for all whom a batch of updates comes from, and what
//! has changed is written when the transaction is committed, in one statement.

use std::collections::HashMap;

use anyhow::Context as _;
use serde::{Deserialize, Serialize};

use crate::domain::approval::line_comment::{Mark, Spot};
use crate::domain::calendar::week::Week;
use crate::domain::company::PersonId;
use crate::domain::intake::{NoteKind, PlanWhat};
use crate::domain::plan::{Draft, Field};
use crate::domain::report::evidence::EvidenceFile;
use crate::storage::Tx;
use crate::storage::json::{json, unjson};
use crate::storage::plan::PlanId;

/// A question the person's next message answers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Question {
    /// Why a version of a plan is returned.
    ReturnReason {
        /// Which plan.
        plan: PlanId,
        /// Which version of it.
        version: i64,
        /// The line that is asked about; none: the whole plan.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        at: Option<Spot>,
        /// What was said about lines so far.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        marks: Vec<Mark>,
    },
    /// Why a version of an agreed plan is opened again.
    ReopenPlan {
        /// Which plan.
        plan: PlanId,
        /// Which version of it.
        version: i64,
    },
    /// Why a sent report is opened again.
    ReopenReport {
        /// Whose.
        person: PersonId,
        /// Of which week.
        week: Week,
    },
    /// Why a plan holds more hours than fit.
    OverReason {
        /// Which plan.
        plan: PlanId,
    },
    /// How many hours the line takes that was held back.
    Hours {
        /// For which plan.
        plan: PlanId,
        /// The line without its hours.
        held: PlanWhat,
    },
    /// Other words for a task of a draft.
    TaskWords {
        /// In which plan.
        plan: PlanId,
        /// Which task: its number for good.
        task: u32,
        /// What of it.
        field: Field,
    },
    /// What turned up during the week.
    Unplanned,
    /// What came out of a task.
    Result {
        /// Which task.
        task: i64,
        /// It was asked on the report's card, else on that of `/week`.
        report: bool,
    },
    /// What is at risk in a week.
    Risk {
        /// Which week.
        week: Week,
    },
    /// What whoever decides on a version changes in it.
    EditPlan {
        /// Which plan.
        plan: PlanId,
        /// Which version of it.
        version: i64,
        /// The plan as they have changed it so far.
        draft: Box<Draft>,
        /// The line whose number comes next; none: any lines.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        at: Option<Spot>,
    },
    /// What to write to somebody about a plan.
    Remark {
        /// Which plan.
        plan: PlanId,
        /// To whom.
        whom: PersonId,
    },
    /// What the numbers say of a hypothesis.
    Verdict {
        /// Which.
        hypothesis: i64,
        /// It worked, else it did not.
        worked: bool,
    },
    /// A metric of our own, described.
    Metric,
    /// What a target is to be in one week, and why.
    Target {
        /// Whose.
        person: PersonId,
        /// In which week.
        week: Week,
        /// Metric key.
        metric: String,
    },
    /// Why a number differs from what another system says.
    GivenNote {
        /// Of which week.
        week: Week,
        /// The metric's key.
        metric: String,
    },
    /// What the sync should know.
    Note {
        /// About what.
        kind: NoteKind,
        /// It was asked on the report's card of this week.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        report: Option<Week>,
    },
    /// Why a task was not done, or not all of it.
    Reason {
        /// Which task.
        task: i64,
        /// It was asked on the report's card, else on that of `/week`.
        report: bool,
    },
    /// Why a number fell short of its target.
    MetricReason {
        /// Of which week.
        week: Week,
        /// Metric key.
        metric: String,
    },
    /// What a number was, in place of one that was no doubt a slip.
    Actual {
        /// Of which week.
        week: Week,
        /// Metric key.
        metric: String,
    },
    /// Which task these files are the end product of.
    Files {
        /// The files.
        files: Vec<EvidenceFile>,
    },
}

/// What we know of a person's place in the conversation.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Attention {
    /// What is asked.
    pub question: Option<Question>,
    /// The week chosen with the card's button.
    pub week: Option<Week>,
}

/// What is known of people's attention in one transaction.
#[derive(Debug, Default)]
pub(super) struct Known(HashMap<PersonId, Entry>);

#[derive(Debug)]
struct Entry {
    now: Attention,
    /// It is not what the database holds.
    changed: bool,
}

/// Reads where the conversations with these people stand, to have it at hand.
///
/// # Errors
/// Where the database fails.
pub async fn foresee(tx: &mut Tx, people: &[PersonId]) -> anyhow::Result<()> {
    let rows: String = sqlx::query_scalar(
        "SELECT json_group_array(json_array(j.value, a.question, a.week))
         FROM json_each(?) j LEFT JOIN attention a ON a.person_id = j.value",
    )
    .bind(json(people)?)
    .fetch_one(tx.conn())
    .await?;
    let rows: Vec<(PersonId, Option<String>, Option<String>)> = unjson(&rows)?;
    for (person, question, week) in rows {
        let now = Attention {
            // A question of an older version of the program that can't be read any more is simply no longer asked.
            question: question.and_then(|text| unjson(&text).ok()),
            week: week.and_then(|text| text.parse().ok()),
        };
        tx.attention.0.entry(person).or_insert(Entry { now, changed: false });
    }
    Ok(())
}

/// Writes what has changed.
///
/// # Errors
/// Where the database fails.
pub(super) async fn flush(tx: &mut Tx, known: Known) -> Result<(), sqlx::Error> {
    let mut rows: Vec<(PersonId, Option<String>, Option<String>)> = Vec::new();
    for (person, Entry { now, .. }) in known.0.into_iter().filter(|(_, entry)| entry.changed) {
        let question = now.question.as_ref().map(json).transpose()?;
        rows.push((person, question, now.week.map(|week| week.to_string())));
    }
    if rows.is_empty() {
        return Ok(());
    }
    sqlx::query(
        "INSERT INTO attention (person_id, question, week)
         SELECT value ->> 0, value ->> 1, value ->> 2 FROM jsonb_each(?) WHERE true
         ON CONFLICT (person_id) DO UPDATE SET question = excluded.question, week = excluded.week",
    )
    .bind(json(&rows)?)
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Where the conversation with a person stands.
///
/// # Errors
/// Where the database fails.
pub async fn load(tx: &mut Tx, person: PersonId) -> anyhow::Result<Attention> {
    Ok(entry(tx, person).await?.now.clone())
}

/// Asks.
///
/// # Errors
/// Where the database fails.
pub async fn ask(tx: &mut Tx, person: PersonId, question: &Question) -> anyhow::Result<()> {
    let entry = entry(tx, person).await?;
    entry.now.question = Some(question.clone());
    entry.changed = true;
    Ok(())
}

/// Stops asking, whatever was asked.
///
/// # Errors
/// Where the database fails.
pub async fn settle(tx: &mut Tx, person: PersonId) -> anyhow::Result<()> {
    settle_where(tx, person, |_| true).await
}

/// Stops asking for words of a task: the card asks for them no more.
///
/// # Errors
/// Where the database fails.
pub async fn settle_words(tx: &mut Tx, person: PersonId) -> anyhow::Result<()> {
    settle_where(tx, person, |question| matches!(question, Question::TaskWords { .. })).await
}

/// Stops asking what a report asks for: a word for the others, why a number fell short, what it really was.
///
/// # Errors
/// Where the database fails.
pub async fn settle_report(tx: &mut Tx, person: PersonId) -> anyhow::Result<()> {
    let asked = |question: &Question| {
        matches!(question, Question::Note { .. } | Question::MetricReason { .. } | Question::Actual { .. })
    };
    settle_where(tx, person, asked).await
}

/// Chooses the week a person's lines go to; none: the calendar chooses again.
///
/// # Errors
/// Where the database fails.
pub async fn choose_week(tx: &mut Tx, person: PersonId, week: Option<Week>) -> anyhow::Result<()> {
    let entry = entry(tx, person).await?;
    entry.changed |= entry.now.week != week;
    entry.now.week = week;
    Ok(())
}

async fn settle_where(tx: &mut Tx, person: PersonId, which: impl Fn(&Question) -> bool) -> anyhow::Result<()> {
    let entry = entry(tx, person).await?;
    if entry.now.question.as_ref().is_some_and(which) {
        entry.now.question = None;
        entry.changed = true;
    }
    Ok(())
}

async fn entry(tx: &mut Tx, person: PersonId) -> anyhow::Result<&mut Entry> {
    if !tx.attention.0.contains_key(&person) {
        foresee(tx, &[person]).await?;
    }
    tx.attention.0.get_mut(&person).context("attention that was just read")
}
