//! What people tell the others: blockers, what clients say, needs, lessons.

use crate::domain::company::PersonId;
use crate::domain::intake::NoteKind;

/// A note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// Who wrote it.
    pub person: PersonId,
    /// Of what kind.
    pub kind: NoteKind,
    /// In the person's words.
    pub text: String,
}
