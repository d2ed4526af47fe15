//! What a message of a person to the bot alone may be, new or edited: the whole list, in the order in which it is tried.

use futures::FutureExt as _;
use futures::future::LocalBoxFuture;

use crate::unit::Unit;

use crate::chat::answer::Outcome;
use crate::chat::approval::plan_message;
use crate::chat::company::groups;
use crate::chat::conversation::{effects, questions, words};
use crate::chat::heard::{Heard, Hearing, command};
use crate::chat::numbers::import;
use crate::chat::report::evidence;

/// Something that a message may be.
struct Kind {
    name: &'static str,
    /// Why it is tried where it stands.
    place: &'static str,
    hears: Hears,
    handler: for<'a> fn(&'a mut Unit<'_>, Heard<'a>) -> LocalBoxFuture<'a, Outcome<Hearing>>,
}

/// Which messages can be of a kind at all.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Hears {
    /// New ones, whatever they hold: words, a command, a file, a sticker.
    New,
    /// New ones with words in them that are no command.
    NewWords,
    /// Edited ones with words in them that are no command.
    EditedWords,
}

const KINDS: &[Kind] = &[
    Kind {
        name: "post of a channel",
        place: "what was forwarded is not what its sender says: nothing in it is read as their words",
        hears: Hears::New,
        handler: |unit, heard| groups::forwarded(unit, heard).boxed_local(),
    },
    Kind {
        name: "file for a task",
        place: "a file says by its number, its album or what was asked what it is for, before its caption is read as a line",
        hears: Hears::New,
        handler: |unit, heard| evidence::heard(unit, heard).boxed_local(),
    },
    Kind {
        name: "table of numbers",
        place: "a table that nobody was waiting for as the end product of a task holds numbers",
        hears: Hears::New,
        handler: |unit, heard| import::offered(unit, heard).boxed_local(),
    },
    Kind {
        name: "reply about a plan",
        place: "whoever replies to a message says whom they answer, whatever else is asked",
        hears: Hears::NewWords,
        handler: |unit, heard| plan_message::replied(unit, heard).boxed_local(),
    },
    Kind {
        name: "other words of a message",
        place: "an edited message speaks of what it spoke of before, not of what is asked now",
        hears: Hears::EditedWords,
        handler: |unit, heard| effects::retold(unit, heard).boxed_local(),
    },
    Kind {
        name: "answer to what was asked",
        place: "what was asked for is expected; questions that a line of another kind does not answer let it pass",
        hears: Hears::NewWords,
        handler: |unit, heard| questions::answered(unit, heard).boxed_local(),
    },
    Kind {
        name: "edited words",
        place: "only what they say otherwise than before counts",
        hears: Hears::EditedWords,
        handler: |unit, heard| words::edited(unit, heard).boxed_local(),
    },
    Kind {
        name: "words",
        place: "last: they are understood in the light of all that is open, and every line is done, asked about or answered",
        hears: Hears::NewWords,
        handler: |unit, heard| words::heard(unit, heard).boxed_local(),
    },
];

/// A new message. Commands, and what holds neither words nor a file anybody waits for, are nobody's here.
pub async fn written(unit: &mut Unit<'_>, heard: Heard<'_>) -> Outcome<Hearing> {
    let words = is_words(heard);
    hear(unit, heard, |hears| match hears {
        Hears::New => true,
        Hears::NewWords => words,
        Hears::EditedWords => false,
    })
    .await
}

/// A message whose words were changed.
pub async fn edited(unit: &mut Unit<'_>, heard: Heard<'_>) -> Outcome<Hearing> {
    let words = is_words(heard);
    hear(unit, heard, |hears| words && hears == Hears::EditedWords).await
}

fn is_words(heard: Heard<'_>) -> bool {
    !heard.text.is_empty() && command(heard.text).is_none()
}

async fn hear(unit: &mut Unit<'_>, heard: Heard<'_>, may_be: impl Fn(Hears) -> bool) -> Outcome<Hearing> {
    for kind in KINDS.iter().filter(|kind| may_be(kind.hears)) {
        if (kind.handler)(unit, heard).await? == Hearing::Handled {
            tracing::debug!(kind.name, kind.place, "a message was heard");
            return Ok(Hearing::Handled);
        }
    }
    Ok(Hearing::NotMine)
}
