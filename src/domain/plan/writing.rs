//! What an author, or the bot, makes of a draft while the plan is the author's to write.

use crate::domain::plan::draft::Draft;
use crate::domain::plan::moves::WrongMove;
use crate::domain::plan::record::{Plan, PlanRecord};
use crate::domain::plan::undo::Undo;

/// A draft that was changed: what of the plan is to be written.
#[derive(Debug, Clone, PartialEq)]
pub struct Edit {
    /// The plan after it.
    pub plan: Plan,
    /// The draft before it is what its last change goes back to.
    pub keeps_before: bool,
}

impl Plan {
    /// Its author has made `draft` of it, and can take that back.
    ///
    /// # Errors
    /// Where it is not the author's to write.
    pub fn edit(&self, draft: Draft) -> Result<Edit, WrongMove> {
        let (undo, keeps_before) = Undo::after(self.undo.as_ref(), self.version, &self.draft, &draft);
        self.written(PlanRecord { draft, undo, ..self.0.clone() }, keeps_before)
    }

    /// The same, with the change from `before` to its draft as the one that can be taken back, or, where it was one taken back
    /// itself (`undone`), made again.
    #[must_use]
    pub fn changed_from(&self, before: &Draft, undone: bool) -> Plan {
        let (undo, _) = Undo::after(None, self.version, before, &self.draft);
        let undo = undo.map(|undo| undo.marked(undone));
        Self(PlanRecord { undo, ..self.0.clone() })
    }

    /// The bot has made `draft` of it: there is nothing to take back.
    ///
    /// # Errors
    /// Where it is not the author's to write.
    pub fn rewrite(&self, draft: Draft) -> Result<Edit, WrongMove> {
        self.written(PlanRecord { draft, undo: None, ..self.0.clone() }, false)
    }

    /// Its author takes the last change back: the draft is `before` again. Taking that back in turn brings the change again.
    ///
    /// # Errors
    /// Where it is not the author's to write.
    pub fn take_back(&self, before: Draft) -> Result<Edit, WrongMove> {
        let draft = self.draft.back_to(before);
        let undo = self.undo.as_ref().map(|undo| undo.turned(&draft));
        self.written(PlanRecord { draft, undo, ..self.0.clone() }, true)
    }

    fn written(&self, after: PlanRecord, keeps_before: bool) -> Result<Edit, WrongMove> {
        self.may_submit()?;
        Ok(Edit { plan: Self(after), keeps_before })
    }
}
