//! What an author, or the bot, changes in a draft; the author's last change can be taken back.

use serde::{Deserialize, Serialize};

use crate::domain::plan::draft::Draft;
use crate::domain::plan::edit::Change;

/// A change that can be taken back, as long as nothing else has changed the plan since.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Undo {
    /// What it did.
    pub change: Change,
    /// The place of the task it is seen at.
    pub at: usize,
    /// It was taken back: now that can be.
    #[serde(default)]
    pub undone: bool,
    /// How often the plan had been handed in then.
    version: i64,
    /// Mark of the draft it led to.
    after: u64,
}

impl Undo {
    /// Tells this change from any other, in a button.
    pub fn mark(&self) -> u64 {
        self.after
    }

    /// Whether it can still be taken back of a plan in this version with this document as its draft.
    pub fn fits(&self, version: i64, document: &str) -> bool {
        self.version == version && self.after == mark(document)
    }

    /// The last change after `draft` was made of `before` in this version; what it was so far, in `known`, where a reader
    /// sees no difference between them. The second value: `before` is what it goes back to.
    pub(super) fn after(known: Option<&Self>, version: i64, before: &Draft, draft: &Draft) -> (Option<Self>, bool) {
        let after = mark(&draft.document());
        match draft.change_since(before) {
            Some((change, at)) => (Some(Self { change, at, undone: false, version, after }), true),
            None => (known.map(|undo| Self { after, ..undo.clone() }), false),
        }
    }

    /// The same change as one that was taken back, or made again.
    pub(super) fn marked(self, undone: bool) -> Self {
        Self { undone, ..self }
    }

    /// The same change taken back, or made again, which led to `draft`.
    pub(super) fn turned(&self, draft: &Draft) -> Self {
        Self { undone: !self.undone, after: mark(&draft.document()), ..self.clone() }
    }
}

/// A mark of a draft's document: different for different ones, but for one case in 10¹⁹ (FNV-1a).
fn mark(document: &str) -> u64 {
    document.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

impl Draft {
    /// The draft as it is kept: JSON.
    pub fn document(&self) -> String {
        // Maps with keys that are no text, or a failing writer, would be errors; a draft has neither.
        serde_json::to_string(self).unwrap_or_default()
    }
}
