//! Notes to the others in a report.

use crate::domain::intake::NoteKind;
use crate::domain::report::note::Note;
use crate::render::html::Html;
use crate::say;
use crate::texts::Words;

/// Writes notes, a line for each.
pub fn notes(words: Words<'_>, notes: &[Note], html: &mut Html) {
    html.bold(say!(words, "report-notes").as_str()).nl();
    for note in notes {
        html.text(&name(words, note.kind)).text(": ").text(&note.text).nl();
    }
}

/// The name of a kind of note, which stands before it.
pub fn name(words: Words<'_>, kind: NoteKind) -> String {
    match kind {
        NoteKind::Blocker => say!(words, "note-blocker"),
        NoteKind::Insight => say!(words, "note-insight"),
        NoteKind::Need => say!(words, "note-need"),
        NoteKind::Lesson => say!(words, "note-lesson"),
        NoteKind::Highlight => say!(words, "note-highlight"),
    }
}
