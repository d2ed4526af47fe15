//! What can be asked of a person, and what is done with the answer: the whole list.

use crate::domain::conversation::question::Question;
use crate::storage::conversation;
use crate::unit::Unit;

use crate::chat::answer::Outcome;
use crate::chat::approval::{deciding, line_comment, manager_edit, plan_message, reopen};
use crate::chat::heard::{Heard, Hearing};
use crate::chat::meeting::hypothesis;
use crate::chat::numbers::{metric, target};
use crate::chat::plan::{editor, lines, over_budget};
use crate::chat::report::{implausible, imported_actual, note, reason};
use crate::chat::week::{pulse, tasks};

/// The answer to the question that was asked last, unless the message is of another kind. Each handler stops asking where it has its
/// answer, and where it sees that there will be none.
pub async fn answered(unit: &mut Unit<'_>, heard: Heard<'_>) -> Outcome<Hearing> {
    let Some(question) = conversation::asked(unit.tx, heard.person.id).await? else { return Ok(Hearing::NotMine) };
    match question {
        Question::ReturnReason { plan, version, at: None, comments } => {
            deciding::return_in_words(unit, heard, (plan, version), comments).await
        }
        Question::ReturnReason { plan, version, at: Some(spot), .. } => {
            line_comment::in_words(unit, heard, (plan, version), spot).await
        }
        Question::ReopenPlan { plan, version } => reopen::plan_in_words(unit, heard, plan, version).await,
        Question::ReopenReport { person, week } => reopen::report_in_words(unit, heard, person, week).await,
        Question::EditPlan { plan, version, draft, at } => {
            manager_edit::lines(unit, heard, (plan, version), *draft, at).await
        }
        Question::PlanMessage { plan, whom } => plan_message::in_words(unit, heard, plan, whom).await,
        Question::OverReason { plan } => over_budget::in_words(unit, heard, plan).await,
        Question::Hours { plan, held } => lines::hours(unit, heard, plan, held).await,
        Question::TaskWords { plan, task, field } => editor::in_words(unit, heard, (plan, task, field)).await,
        Question::Unplanned => tasks::add(unit, heard).await,
        Question::Result { task, report } => tasks::result_in_words(unit, heard, task, report).await,
        Question::Risk { week } => pulse::in_words(unit, heard, week).await,
        Question::Reason { task, report } => reason::task_in_words(unit, heard, task, report).await,
        Question::MetricReason { week, metric } => reason::metric_in_words(unit, heard, week, &metric).await,
        Question::Actual { week, metric } => implausible::in_words(unit, heard, week, &metric).await,
        Question::GivenNote { week, metric } => imported_actual::note_in_words(unit, heard, week, &metric).await,
        Question::Note { kind, report } => note::heard(unit, heard, kind, report).await,
        Question::Verdict { hypothesis, worked } => hypothesis::decided(unit, heard, hypothesis, worked).await,
        Question::Metric => metric::in_words(unit, heard).await,
        Question::Target { person, week, metric } => target::in_words(unit, heard, person, week, &metric).await,
        // Files without a task are forgotten once the talk is about something else.
        Question::Files { .. } => {
            conversation::close(unit.tx, heard.person.id).await?;
            Ok(Hearing::NotMine)
        }
    }
}
