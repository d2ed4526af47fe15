//! Pictures and files that show end products. Telegram keeps the files; the bot stores their ids to show them again.

use teloxide::types::{MediaKind, Message, MessageKind};

use crate::cards::week::card::TaskFace;
use crate::domain::calendar::week::Week;
use crate::domain::company::Person;
use crate::domain::conversation::question::Question;
use crate::domain::intake::read_report;
use crate::domain::plan::Plan;
use crate::domain::report::evidence::{EvidenceFile, FileKind};
use crate::domain::week::task::Task;
use crate::import::is_table;
use crate::render::message;
use crate::render::report::evidence as render;
use crate::render::week::card::Asking;
use crate::storage::outbox::{CardKey, Lane, Place, Post};
use crate::storage::report::evidence as files;
use crate::storage::week::task as week_tasks;
use crate::storage::{conversation, outbox};
use crate::unit::Unit;
use crate::{cards, say};

use crate::chat::answer::{Answer, Outcome, Refusal, receipt, tell};
use crate::chat::calendar::calendar;
use crate::chat::heard::{Heard, Hearing};
use crate::chat::report::owed::{is_sent, open_task, owed_week, own_task, runs_by_plan, tasks_of};
use crate::chat::week::marks::first_task;
use crate::chat::week::tasks::result_in_words;

/// The most files of a task.
const MOST: u32 = 10;

/// A picture or a file for a task.
pub async fn heard(unit: &mut Unit<'_>, heard: Heard<'_>) -> Outcome<Hearing> {
    let person = heard.person;
    let Some((file, name)) = file_of(heard.message) else { return Ok(Hearing::NotMine) };
    let question = conversation::asked(unit.tx, person.id).await?;
    if let Some(Question::Result { task, report }) = question {
        return put_asked(unit, heard, &file, task, report).await;
    }
    if let Some(album) = &file.album {
        if let Some(task) = files::task_of_album(unit.tx, person.id, album).await? {
            put(unit, person, task, &[file]).await?;
            return Ok(Hearing::Handled);
        }
        if let Some(Question::Files { files }) = &question
            && files.iter().any(|known| known.album.as_ref() == Some(album))
        {
            ask(unit, person, files.iter().cloned().chain([file]).collect()).await?;
            return Ok(Hearing::Handled);
        }
    }
    let caption = heard.text.trim();
    if caption.starts_with('/') {
        return Ok(Hearing::NotMine);
    }
    if !caption.is_empty() {
        return put_numbered(unit, heard, file).await;
    }
    // A table from somebody who imports numbers is no end product, unless they say so. A question about something
    // else stays open.
    let busy = question.is_some_and(|question| !matches!(question, Question::Files { .. }));
    let week = open_week(unit, person).await?;
    if is_table(name) || busy || tasks_of(unit, person, week).await?.is_empty() {
        return Ok(Hearing::NotMine);
    }
    if is_sent(unit, person, week).await? {
        return Err(Refusal::Because(say!(unit.words(person), "task-result-late")));
    }
    ask(unit, person, vec![file]).await?;
    Ok(Hearing::Handled)
}

/// A file whose caption is the number of its task, or says something about one task. A caption that is more than a
/// number is heard as a message too.
async fn put_numbered(unit: &mut Unit<'_>, heard: Heard<'_>, file: EvidenceFile) -> Outcome<Hearing> {
    let (person, caption) = (heard.person, heard.text.trim());
    let week = open_week(unit, person).await?;
    let tasks = tasks_of(unit, person, week).await?;
    let bare = caption.trim_start_matches(['№', '#']).trim_end_matches('.').parse().ok();
    let number = bare.unwrap_or_else(|| first_task(&read_report(caption, &[], tasks.len())));
    let Some(task) = tasks.iter().find(|task| task.number == number) else { return Ok(Hearing::NotMine) };
    if put(unit, person, task.id, &[file]).await? && bare.is_some() {
        receipt(unit, heard);
    }
    Ok(if bare.is_some() { Hearing::Handled } else { Hearing::NotMine })
}

/// The picture or file of a message, with its name; none where the message has neither.
fn file_of(message: &Message) -> Option<(EvidenceFile, &str)> {
    let MessageKind::Common(common) = &message.kind else { return None };
    let (kind, file, name) = match &common.media_kind {
        // Pictures come in several sizes, the largest last.
        MediaKind::Photo(media) => (FileKind::Photo, &media.photo.last()?.file, ""),
        MediaKind::Document(media) => {
            (FileKind::Document, &media.document.file, media.document.file_name.as_deref().unwrap_or_default())
        }
        _ => return None,
    };
    let album = message.media_group_id().map(|album| album.0.clone());
    Some((EvidenceFile { kind, id: file.id.0.clone(), unique_id: file.unique_id.0.clone(), album }, name))
}

/// The week whose tasks a file is for: the running one if its plan is approved, else the one whose report is owed.
async fn open_week(unit: &mut Unit<'_>, person: &Person) -> anyhow::Result<Week> {
    let roster = unit.roster;
    let (running, _) = calendar(roster, person, unit.now);
    if runs_by_plan(unit, person, running).await? {
        return Ok(running);
    }
    Ok(owed_week(unit, person).await?.unwrap_or(running))
}

/// A file in answer to «What came out?»; its caption is taken as the result.
async fn put_asked(
    unit: &mut Unit<'_>,
    heard: Heard<'_>,
    file: &EvidenceFile,
    task: i64,
    report: bool,
) -> Outcome<Hearing> {
    let person = heard.person;
    let Some((task, plan)) = own_task(unit, person, task, report).await? else {
        conversation::close(unit.tx, person.id).await?;
        return Err(Refusal::Because(say!(unit.words(person), "task-result-late")));
    };
    if !add(unit, person, &task, file).await? {
        return Ok(Hearing::Handled);
    }
    if !heard.text.trim().is_empty() {
        return result_in_words(unit, heard, task.id, report).await;
    }
    conversation::close(unit.tx, person.id).await?;
    let face = TaskFace { task: task.id, from_report: report, asking: Asking::Nothing };
    cards::week::card::show_task(unit, person, &plan, face, Place::Near).await?;
    receipt(unit, heard);
    Ok(Hearing::Handled)
}

/// Asks, with buttons, which task the files belong to.
async fn ask(unit: &mut Unit<'_>, person: &Person, list: Vec<EvidenceFile>) -> anyhow::Result<()> {
    let week = open_week(unit, person).await?;
    let tasks = tasks_of(unit, person, week).await?;
    let card = render::which(unit.words(person), week, list.len(), &tasks);
    conversation::ask(unit.tx, person.id, &Question::Files { files: list }, unit.now).await?;
    show(unit, person, card, Place::Below);
    Ok(())
}

/// «This task»: adds the files that were just sent to it.
pub async fn put_waiting(unit: &mut Unit<'_>, person: &Person, task: i64) -> Outcome<Answer> {
    let words = unit.words(person);
    let Some(Question::Files { files }) = conversation::asked(unit.tx, person.id).await? else {
        return Err(stale(unit, person));
    };
    let Some((task, _)) = open_task(unit, person, task).await? else { return Err(stale(unit, person)) };
    conversation::close(unit.tx, person.id).await?;
    if put(unit, person, task.id, &files).await? {
        show(unit, person, render::taken(words, &task), Place::InPlace);
    }
    Ok(Answer::Quiet)
}

/// Adds files to a task of the person and redraws the cards that show it. False where not all had room; then the person
/// is told.
async fn put(unit: &mut Unit<'_>, person: &Person, task: i64, list: &[EvidenceFile]) -> anyhow::Result<bool> {
    let Some((task, plan)) = open_task(unit, person, task).await? else {
        tell(unit, person, &say!(unit.words(person), "task-result-late")).await?;
        return Ok(false);
    };
    let mut all = true;
    for file in list {
        all = all && add(unit, person, &task, file).await?;
    }
    cards::week::card::refresh(unit, person, &plan, task.number).await?;
    Ok(all)
}

/// Adds a file to a task. False where there was no room; then the person is told.
async fn add(unit: &mut Unit<'_>, person: &Person, task: &Task, file: &EvidenceFile) -> anyhow::Result<bool> {
    let room = files::add(unit.tx, task.id, file, MOST).await?;
    if !room {
        tell(unit, person, &say!(unit.words(person), "evidence-full", most = MOST)).await?;
    }
    Ok(room)
}

/// «📎»: sends the files of a task again, to its author or somebody who leads them.
pub async fn look(unit: &mut Unit<'_>, person: &Person, task: i64) -> Outcome<Answer> {
    let words = unit.words(person);
    let gone = || Refusal::Because(say!(words, "evidence-gone"));
    let Some((task, plan)) = week_tasks::get(unit.tx, task).await? else { return Err(gone()) };
    let Some(author) = author_for(unit, person, &plan).await? else { return Err(gone()) };
    let list = files::of_task(unit.tx, task.id).await?;
    let Some(chat) = person.telegram_id.filter(|_| !list.is_empty()) else { return Err(gone()) };
    for file in list {
        let html = render::caption(&task, &author.name);
        let message = message::Message { file: Some(Box::new(file)), ..message::Message::html(html) };
        outbox::say(unit.tx, chat, Lane::Interactive, message, unit.now);
    }
    Ok(Answer::Quiet)
}

/// The plan's author, if this person may see the files of their tasks: the author always, those who lead them once the
/// report is sent.
async fn author_for(unit: &mut Unit<'_>, person: &Person, plan: &Plan) -> anyhow::Result<Option<Person>> {
    let roster = unit.roster;
    let Some(author) = roster.person(plan.person) else { return Ok(None) };
    let sent = author.id == person.id || is_sent(unit, author, plan.week).await?;
    let may = sent && roster.may_see_files(person, author, plan.week, unit.now);
    Ok(may.then(|| author.clone()))
}

/// Removes the files from a task.
pub async fn drop(unit: &mut Unit<'_>, person: &Person, task: i64, report: bool) -> Outcome<Answer> {
    let found = own_task(unit, person, task, report).await?.filter(|(task, _)| task.files > 0);
    let Some((task, plan)) = found else { return Err(stale(unit, person)) };
    files::clear(unit.tx, task.id).await?;
    let face = TaskFace { task: task.id, from_report: report, asking: Asking::Nothing };
    cards::week::card::show_task(unit, person, &plan, face, Place::InPlace).await?;
    Ok(Answer::Quiet)
}

fn show(unit: &mut Unit<'_>, person: &Person, card: crate::render::card::Card, place: Place) {
    if let Some(chat) = person.telegram_id {
        outbox::show(
            unit.tx,
            Post { chat, key: CardKey::Files, lane: Lane::Interactive, place },
            card.parts(),
            unit.now,
        );
    }
}

fn stale(unit: &Unit<'_>, person: &Person) -> Refusal {
    Refusal::stale(unit.words(person), "/week")
}
