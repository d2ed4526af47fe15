//! `/cancel`: nothing is asked any more.

use crate::domain::company::Person;
use crate::domain::conversation::question::Question;
use crate::say;
use crate::storage::conversation;
use crate::unit::Unit;

use crate::chat::answer::{Outcome, Refusal, tell};
use crate::chat::approval::deciding;
use crate::chat::plan::editor;

/// Whatever was asked is no longer asked, and its card shows that; nothing that was written goes.
pub async fn cancel(unit: &mut Unit<'_>, person: &Person) -> Outcome<()> {
    let words = unit.words(person);
    let Some(question) = conversation::asked(unit.tx, person.id).await? else {
        return Err(Refusal::Because(say!(words, "nothing-to-cancel")));
    };
    conversation::close(unit.tx, person.id).await?;
    match question {
        Question::ReturnReason { plan, .. } | Question::ReopenPlan { plan, .. } | Question::EditPlan { plan, .. } => {
            deciding::stop_asking(unit, person, plan).await?;
        }
        Question::TaskWords { plan, task, .. } => editor::stop_asking(unit, person, plan, task).await?,
        _ => {}
    }
    tell(unit, person, &say!(words, "cancelled")).await?;
    Ok(())
}
