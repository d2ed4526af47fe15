//! `/regular`: a person's regular tasks.

use crate::domain::calendar::week::Week;
use crate::domain::company::Person;
use crate::domain::plan::regular::{MAX_REGULAR, read_regular};
use crate::render::html::ellipsis;
use crate::render::plan::regular as render;
use crate::storage::outbox::{self, CardKey, Lane, Place, Post};
use crate::storage::plan as plans;
use crate::storage::plan::regular as regulars;
use crate::storage::plan::regular::Kept;
use crate::unit::Unit;
use crate::{cards, say};

use crate::chat::answer::{Answer, Outcome, Refusal, tell};
use crate::chat::calendar::calendar;

/// The key of a person's list in their chat.
const KEY: CardKey = CardKey::RegularTasks;

/// `/regular`.
pub async fn open(unit: &mut Unit<'_>, person: &Person) -> anyhow::Result<()> {
    show(unit, person, Place::Below).await
}

/// `/regular` with lines behind it: adds a regular task for each.
pub async fn add(unit: &mut Unit<'_>, person: &Person, text: &str) -> anyhow::Result<()> {
    let words = unit.words(person);
    let since = first_week(unit, person).await?;
    let mut any = false;
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        let Some((task, period)) = read_regular(line) else {
            tell(unit, person, &say!(words, "regular-unclear", line = ellipsis(line.trim(), 200))).await?;
            continue;
        };
        if regulars::keep(unit.tx, person.id, &task, period, since).await? == Kept::Full {
            tell(unit, person, &say!(words, "regular-full", max = MAX_REGULAR)).await?;
            break;
        }
        any = true;
    }
    if any {
        follow(unit, person).await?;
        show(unit, person, Place::Below).await?;
    }
    Ok(())
}

/// «Pause» and «Resume»: leaves a regular task out of plans, or puts it in again.
pub async fn pause(unit: &mut Unit<'_>, person: &Person, id: i64, paused: bool) -> Outcome<Answer> {
    let words = unit.words(person);
    if !regulars::pause(unit.tx, person.id, id, paused).await? {
        return Err(Refusal::stale(words, "/regular"));
    }
    follow(unit, person).await?;
    show(unit, person, Place::InPlace).await?;
    Ok(Answer::Toast(if paused { say!(words, "toast-regular-paused") } else { say!(words, "toast-regular-resumed") }))
}

/// «Remove»: removes a regular task from the list.
pub async fn remove(unit: &mut Unit<'_>, person: &Person, id: i64) -> Outcome<Answer> {
    let words = unit.words(person);
    if !regulars::remove(unit.tx, person.id, id).await? {
        return Err(Refusal::stale(words, "/regular"));
    }
    follow(unit, person).await?;
    show(unit, person, Place::InPlace).await?;
    Ok(Answer::Toast(say!(words, "toast-regular-removed")))
}

async fn show(unit: &mut Unit<'_>, person: &Person, place: Place) -> anyhow::Result<()> {
    let Some(chat) = person.telegram_id else { return Ok(()) };
    let list = regulars::of_person(unit.tx, person.id).await?;
    let from = first_week(unit, person).await?;
    let roster = unit.roster;
    let works = |week| roster.works_in(person, week);
    let parts = render::card(unit.words(person), &list, from, works).parts();
    outbox::show(unit.tx, Post { chat, key: KEY, lane: Lane::Interactive, place }, parts, unit.now);
    Ok(())
}

/// The first week into whose plan a regular task can still be put: the running one while plans for it are written and
/// this person's is not handed in, else the next one.
async fn first_week(unit: &mut Unit<'_>, person: &Person) -> anyhow::Result<Week> {
    let (running, next_is_asked) = calendar(unit.roster, person, unit.now);
    let plan = plans::find(unit.tx, person.id, running).await?;
    let over = next_is_asked || plan.is_some_and(|plan| plan.version > 0);
    Ok(if over { running.next() } else { running })
}

/// Updates the drafts that exist already after the list changed, and redraws their cards.
async fn follow(unit: &mut Unit<'_>, person: &Person) -> anyhow::Result<()> {
    let Some(chat) = person.telegram_id else { return Ok(()) };
    let roster = unit.roster;
    let (running, _) = calendar(roster, person, unit.now);
    for week in [running, running.next()] {
        let Some(mut plan) = plans::find(unit.tx, person.id, week).await? else { continue };
        let shown = outbox::card_message(unit.tx, chat, cards::plan::card::key(&plan)).await?.is_some();
        if plans::refresh(unit.tx, &mut plan).await? && shown {
            cards::plan::card::show(unit, person, &plan, Place::InPlace, Lane::Interactive, None).await?;
        }
    }
    Ok(())
}
