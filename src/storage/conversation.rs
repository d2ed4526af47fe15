//! What the bot waits to hear from a person, and which week's plan their lines go to.

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

/// Where the conversation with a person stands.
///
/// # Errors
/// Where the database fails.
pub async fn load(tx: &mut Tx, person: PersonId) -> anyhow::Result<Attention> {
    let row: Option<(Option<String>, Option<String>)> =
        sqlx::query_as("SELECT question, week FROM attention WHERE person_id = ?")
            .bind(person)
            .fetch_optional(tx.conn())
            .await?;
    let (question, week) = row.unwrap_or_default();
    Ok(Attention {
        // A question of an older version of the program that can't be read any more is simply no longer asked.
        question: question.and_then(|text| unjson(&text).ok()),
        week: week.and_then(|text| text.parse().ok()),
    })
}

/// Asks.
///
/// # Errors
/// Where the database fails.
pub async fn ask(tx: &mut Tx, person: PersonId, question: &Question) -> anyhow::Result<()> {
    sqlx::query(
        "INSERT INTO attention (person_id, question) VALUES (?, ?)
         ON CONFLICT (person_id) DO UPDATE SET question = excluded.question",
    )
    .bind(person)
    .bind(json(question)?)
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Stops asking, whatever was asked.
///
/// # Errors
/// Where the database fails.
pub async fn settle(tx: &mut Tx, person: PersonId) -> anyhow::Result<()> {
    sqlx::query("UPDATE attention SET question = NULL WHERE person_id = ? AND question IS NOT NULL")
        .bind(person)
        .execute(tx.conn())
        .await?;
    Ok(())
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
    sqlx::query(
        "INSERT INTO attention (person_id, week) VALUES (?, ?)
         ON CONFLICT (person_id) DO UPDATE SET week = excluded.week WHERE week IS NOT excluded.week",
    )
    .bind(person)
    .bind(week.map(|week| week.to_string()))
    .execute(tx.conn())
    .await?;
    Ok(())
}

async fn settle_where(tx: &mut Tx, person: PersonId, which: impl Fn(&Question) -> bool) -> anyhow::Result<()> {
    match load(tx, person).await?.question {
        Some(question) if which(&question) => settle(tx, person).await,
        _ => Ok(()),
    }
}
