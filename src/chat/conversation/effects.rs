//! An edited message: what it had said before takes its new words.

use crate::domain::conversation::effect::Effect;
use crate::storage::conversation::effect as effects;
use crate::unit::Unit;

use crate::chat::answer::Outcome;
use crate::chat::conversation::words;
use crate::chat::heard::{Heard, Hearing};
use crate::chat::plan::editor;
use crate::chat::report::{note, reason};
use crate::chat::week::{pulse, tasks};

/// The new words go where the old ones went. Where nothing of those is left, the message is heard as if it were new.
pub async fn retold(unit: &mut Unit<'_>, heard: Heard<'_>) -> Outcome<Hearing> {
    for effect in effects::of_message(unit.tx, heard.person.id, heard.id()).await? {
        let hearing = match effect {
            Effect::TaskWords { plan, task, field } => editor::retold(unit, heard, (plan, task, field)).await?,
            // What turned up stays as it was written down first.
            Effect::Unplanned { .. } => Hearing::NotMine,
            Effect::PlanLines { .. } | Effect::Report { .. } => words::edited(unit, heard).await?,
            Effect::TaskResult { task } => tasks::result_retold(unit, heard, task).await?,
            Effect::TaskReason { task } => reason::task_retold(unit, heard, task).await?,
            Effect::Risk { week } => pulse::retold(unit, heard, week).await?,
            Effect::MetricReason { week, metric } => reason::metric_retold(unit, heard, week, &metric).await?,
            Effect::Note { note } => note::retold(unit, heard, note).await?,
        };
        if hearing == Hearing::Handled {
            return Ok(hearing);
        }
    }
    Ok(Hearing::NotMine)
}
