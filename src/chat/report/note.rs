//! Notes to the others: blockers, insights from clients, needs, lessons.

use crate::cards;
use crate::cards::report::card::Aside;
use crate::domain::calendar::week::Week;
use crate::domain::company::Person;
use crate::domain::conversation::effect::Effect;
use crate::domain::conversation::question::Question;
use crate::domain::intake::NoteKind;
use crate::domain::report::note::Note;
use crate::say;
use crate::storage::conversation;
use crate::storage::conversation::effect as effects;
use crate::storage::outbox::{Lane, Place};
use crate::storage::report::note as notes;
use crate::unit::Unit;

use crate::chat::answer::{Answer, Outcome, Refusal, receipt, tell};
use crate::chat::calendar::calendar;
use crate::chat::heard::{Heard, Hearing};
use crate::chat::report::owed::{asked_week, owed_week};
use crate::chat::report::spread::redraw;

/// A button under the report: the next message is taken as a note.
pub async fn ask(unit: &mut Unit<'_>, person: &Person, week: Week, kind: NoteKind) -> Outcome<Answer> {
    if owed_week(unit, person).await? != Some(week) {
        return Err(Refusal::stale(unit.words(person), "/report"));
    }
    conversation::ask(unit.tx, person.id, &Question::Note { kind, report: Some(week) }, unit.now).await?;
    let aside = Aside { ask: Some(question(unit, person, kind)), ..Aside::default() };
    cards::report::card::put(unit, person, week, Place::InPlace, Lane::Interactive, aside).await?;
    Ok(Answer::Quiet)
}

/// `/blocker`, `/insight` and the message after a button: stores a note, at any time. `report` is the week of the
/// report under which the button was.
pub async fn heard(unit: &mut Unit<'_>, heard: Heard<'_>, kind: NoteKind, report: Option<Week>) -> Outcome<Hearing> {
    let (person, words) = (heard.person, unit.words(heard.person));
    let text = heard.text.trim();
    if text.is_empty() {
        conversation::ask(unit.tx, person.id, &Question::Note { kind, report }, unit.now).await?;
        tell(unit, person, &question(unit, person, kind)).await?;
        return Ok(Hearing::Handled);
    }
    conversation::close(unit.tx, person.id).await?;
    let (running, _) = calendar(unit.roster, person, unit.now);
    let week = report.unwrap_or(running);
    let note = Note { person: person.id, kind, text: text.to_owned() };
    if let Some(note) = notes::add(unit.tx, week, &note, unit.now).await? {
        effects::keep(unit.tx, person.id, heard.id(), &Effect::Note { note }).await?;
    }
    if report.is_some() {
        redraw(unit, person, week, 0).await?;
        receipt(unit, heard);
        return Ok(Hearing::Handled);
    }
    let kept = match kind {
        NoteKind::Blocker => say!(words, "note-kept-blocker"),
        _ => say!(words, "note-kept-insight"),
    };
    tell(unit, person, &kept).await?;
    Ok(Hearing::Handled)
}

/// The message with a note was edited: the note gets the edited text.
pub async fn retold(unit: &mut Unit<'_>, heard: Heard<'_>, note: i64) -> Outcome<Hearing> {
    let person = heard.person;
    let Some(week) = notes::reword(unit.tx, note, heard.text.trim()).await? else { return Ok(Hearing::NotMine) };
    if week == asked_week(unit, person) {
        redraw(unit, person, week, 0).await?;
    }
    receipt(unit, heard);
    Ok(Hearing::Handled)
}

fn question(unit: &Unit<'_>, person: &Person, kind: NoteKind) -> String {
    let words = unit.words(person);
    match kind {
        NoteKind::Blocker => say!(words, "note-ask-blocker"),
        NoteKind::Insight => say!(words, "note-ask-insight"),
        NoteKind::Lesson => say!(words, "note-ask-lesson"),
        NoteKind::Highlight => say!(words, "note-ask-highlight"),
        NoteKind::Need => say!(words, "note-ask-need"),
    }
}
