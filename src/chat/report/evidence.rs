//! End products as pictures and files: Telegram keeps them, the bot remembers how to show them again.

use teloxide::types::{MediaKind, Message, MessageKind};

use crate::domain::calendar::week::Week;
use crate::domain::company::Person;
use crate::domain::intake::read_report;
use crate::domain::report::evidence::{EvidenceFile, FileKind};
use crate::domain::week::task::Task;
use crate::import::is_table;
use crate::render::message;
use crate::render::report::evidence as render;
use crate::render::week::card::Asking;
use crate::storage::conversation;
use crate::storage::conversation::Question;
use crate::storage::outbox::{self, CardKey, Lane, Place, Post};
use crate::storage::plan::{self as plans, Plan};
use crate::storage::report::evidence as files;
use crate::unit::Unit;
use crate::{cards, say};

use crate::chat::answer::{Answer, tell};
use crate::chat::conversation::text::{approved, receipt};
use crate::chat::plan::writing::calendar;
use crate::chat::report::writing::{first_task, is_sent, open_task, owed_week, tasks_of};
use crate::chat::week::tasks::{own_task, result_in_words};

/// The most files a task has.
const MOST: u32 = 10;

/// Whether a message is a picture or a file for a task, and was taken as such.
pub async fn heard(unit: &mut Unit<'_>, person: &Person, message: &Message) -> anyhow::Result<bool> {
    let Some((file, name)) = file_of(message) else { return Ok(false) };
    let caption = message.caption().unwrap_or_default().trim();
    let question = conversation::load(unit.tx, person.id).await?.question;
    if let Some(Question::Result { task, report }) = question {
        return put_asked(unit, person, message, &file, task, report).await.map(|()| true);
    }
    if let Some(album) = &file.album {
        if let Some(task) = files::task_of_album(unit.tx, person.id, album).await? {
            return put(unit, person, task, &[file]).await.map(|_| true);
        }
        if let Some(Question::Files { files }) = &question
            && files.iter().any(|known| known.album.as_ref() == Some(album))
        {
            return ask(unit, person, files.iter().cloned().chain([file]).collect()).await.map(|()| true);
        }
    }
    if caption.starts_with('/') {
        return Ok(false);
    }
    let week = open_week(unit, person).await?;
    let tasks = tasks_of(unit, person, week).await?;
    if !caption.is_empty() {
        let reading = read_report(caption, &[], tasks.len());
        let bare = caption.trim_start_matches(['№', '#']).trim_end_matches('.').parse().ok();
        let number = bare.unwrap_or_else(|| first_task(&reading));
        let Some(task) = tasks.iter().find(|task| task.number == number) else { return Ok(false) };
        if put(unit, person, task.id, &[file]).await? && bare.is_some() {
            receipt(unit, person, message);
        }
        // More than a number is said of the task, and is heard as such.
        return Ok(bare.is_some());
    }
    // Whoever keeps the numbers sends tables of them: no end product unless said so.
    let table = is_table(name);
    // Whoever was asked something else still is.
    let busy = question.is_some_and(|question| !matches!(question, Question::Files { .. }));
    if tasks.is_empty() || table || busy {
        return Ok(false);
    }
    if is_sent(unit, person, week).await? {
        tell(unit, person, &say!(unit.words(person), "task-result-late")).await?;
        return Ok(true);
    }
    ask(unit, person, vec![file]).await?;
    Ok(true)
}

/// The picture or file of a message and its name; none where it holds none.
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

/// The week whose tasks a file is for: the running one where its plan is agreed, else the one whose report is owed.
async fn open_week(unit: &mut Unit<'_>, person: &Person) -> anyhow::Result<Week> {
    let roster = unit.roster;
    let (running, _) = calendar(&roster, person, unit.now);
    if approved(unit, person, running).await? {
        return Ok(running);
    }
    Ok(owed_week(unit, person).await?.unwrap_or(running))
}

/// A file in answer to «What came out?»; its caption is the words.
async fn put_asked(
    unit: &mut Unit<'_>,
    person: &Person,
    message: &Message,
    file: &EvidenceFile,
    task: i64,
    report: bool,
) -> anyhow::Result<()> {
    let Some((task, plan)) = own_task(unit, person, task, report).await? else {
        conversation::settle(unit.tx, person.id).await?;
        return tell(unit, person, &say!(unit.words(person), "task-result-late")).await;
    };
    if !add(unit, person, &task, file).await? {
        return Ok(());
    }
    if let Some(caption) = message.caption().filter(|caption| !caption.trim().is_empty()) {
        return result_in_words(unit, person, message, caption, task.id, report).await;
    }
    conversation::settle(unit.tx, person.id).await?;
    cards::week::card::show_task(unit, person, &plan, task.id, report, Asking::Nothing, Place::Near).await?;
    receipt(unit, person, message);
    Ok(())
}

/// Which task? The buttons say.
async fn ask(unit: &mut Unit<'_>, person: &Person, list: Vec<EvidenceFile>) -> anyhow::Result<()> {
    let week = open_week(unit, person).await?;
    let tasks = tasks_of(unit, person, week).await?;
    let card = render::which(unit.words(person), week, list.len(), &tasks);
    conversation::ask(unit.tx, person.id, &Question::Files { files: list }).await?;
    show(unit, person, card, Place::Below);
    Ok(())
}

/// «This task»: the files just sent are put to it.
pub async fn put_waiting(unit: &mut Unit<'_>, person: &Person, task: i64) -> anyhow::Result<Answer> {
    let words = unit.words(person);
    let Some(Question::Files { files }) = conversation::load(unit.tx, person.id).await?.question else {
        return Ok(stale(unit, person));
    };
    let Some((task, _)) = open_task(unit, person, task).await? else { return Ok(stale(unit, person)) };
    conversation::settle(unit.tx, person.id).await?;
    if put(unit, person, task.id, &files).await? {
        show(unit, person, render::taken(words, &task), Place::InPlace);
    }
    Ok(Answer::Quiet)
}

/// Puts files to a task of the person's and redraws the cards it stands on. Whether all were taken; where not, the person is told.
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

/// Whether there was room; where there was none, the person is told.
async fn add(unit: &mut Unit<'_>, person: &Person, task: &Task, file: &EvidenceFile) -> anyhow::Result<bool> {
    let room = files::add(unit.tx, task.id, file, MOST).await?;
    if !room {
        tell(unit, person, &say!(unit.words(person), "evidence-full", most = MOST)).await?;
    }
    Ok(room)
}

/// «📎»: what was sent for a task, again, for its author and for those who lead them.
pub async fn look(unit: &mut Unit<'_>, person: &Person, task: i64) -> anyhow::Result<Answer> {
    let words = unit.words(person);
    let gone = || Answer::Alert(say!(words, "evidence-gone"));
    let Some((task, plan)) = plans::task(unit.tx, task).await? else { return Ok(gone()) };
    let Some(author) = author_for(unit, person, &plan).await? else { return Ok(gone()) };
    let list = files::of_task(unit.tx, task.id).await?;
    let Some(chat) = person.telegram_id.filter(|_| !list.is_empty()) else { return Ok(gone()) };
    for file in list {
        let html = render::caption(&task, &author.name);
        let message = message::Message { file: Some(Box::new(file)), ..message::Message::html(html) };
        outbox::say(unit.tx, chat, Lane::Interactive, message, unit.now);
    }
    Ok(Answer::Quiet)
}

/// The plan's author, if this person may see their tasks with what became of them: they themselves while they work on it, those
/// who lead them once the report is in.
async fn author_for(unit: &mut Unit<'_>, person: &Person, plan: &Plan) -> anyhow::Result<Option<Person>> {
    let roster = unit.roster;
    let Some(author) = roster.person(plan.person) else { return Ok(None) };
    let leads = roster.may_approve(person, author, unit.now);
    let may = author.id == person.id || (leads && is_sent(unit, author, plan.week).await?);
    Ok(may.then(|| author.clone()))
}

/// Takes the files off a task.
pub async fn drop(unit: &mut Unit<'_>, person: &Person, task: i64, report: bool) -> anyhow::Result<Answer> {
    let found = own_task(unit, person, task, report).await?.filter(|(task, _)| task.files > 0);
    let Some((task, plan)) = found else { return Ok(stale(unit, person)) };
    files::clear(unit.tx, task.id).await?;
    cards::week::card::show_task(unit, person, &plan, task.id, report, Asking::Nothing, Place::InPlace).await?;
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

fn stale(unit: &Unit<'_>, person: &Person) -> Answer {
    Answer::stale(unit.words(person), "/week")
}
