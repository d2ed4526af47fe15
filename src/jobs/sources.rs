//! Answers of sources: a number goes into the report; that there is none is told to the manager, in one message for the
//! whole week.

use rust_decimal::Decimal;

use crate::cards;
use crate::domain::calendar::week::Week;
use crate::domain::company::{Person, PersonId};
use crate::domain::numbers::import::ImportedNumber;
use crate::domain::numbers::source::{Trouble, WAITS};
use crate::domain::numbers::source_request::{MissingActual, RequestState, SourceRequest};
use crate::domain::report::imported_actual::Origin;
use crate::jobs::audience::heads;
use crate::render::numbers::source as render;
use crate::storage::numbers::source_request;
use crate::storage::outbox::{self, CardKey, Lane, Place, Post};
use crate::storage::report::imported_actual;
use crate::unit::Unit;

/// Stores the answer of a source for a week.
pub async fn answered(
    unit: &mut Unit<'_>,
    asked: SourceRequest<'_>,
    answer: Result<Decimal, Trouble>,
) -> anyhow::Result<()> {
    let trouble = match answer {
        Ok(value) => {
            let given =
                ImportedNumber { person: asked.person, metric: asked.metric.to_owned(), week: asked.week, value };
            imported_actual::give(unit.tx, &given, Origin::Source(asked.source), unit.now).await?;
            source_request::set(unit.tx, asked, RequestState::Done, unit.now).await?;
            cards::report::imported_actual::follow(unit).await?;
            return Ok(());
        }
        Err(trouble) => trouble,
    };
    let attempts = match source_request::state(unit.tx, asked).await? {
        Some(RequestState::Again(attempts, _)) => attempts,
        _ => 0,
    };
    let wait = usize::try_from(attempts).ok().and_then(|attempts| WAITS.get(attempts));
    if let Some(wait) = wait {
        return source_request::set(unit.tx, asked, RequestState::Again(attempts + 1, unit.now + *wait), unit.now)
            .await;
    }
    source_request::set(unit.tx, asked, RequestState::Failed(trouble), unit.now).await?;
    match unit.roster.person(asked.person) {
        Some(person) => tell(unit, person, asked.week).await,
        None => Ok(()),
    }
}

/// Tells the managers of a person's team which numbers of their teams did not come: one message, which is edited as
/// more fail.
async fn tell(unit: &mut Unit<'_>, person: &Person, week: Week) -> anyhow::Result<()> {
    let roster = unit.roster;
    let Some(team) = roster.team(person.team) else { return Ok(()) };
    let missing = source_request::missing(unit.tx, week).await?;
    let heads_of = |number: &MissingActual| -> Vec<PersonId> {
        let team = roster.person(number.person).and_then(|person| roster.team(person.team));
        team.map(|team| heads(roster, team).iter().map(|head| head.id).collect()).unwrap_or_default()
    };
    for head in heads(roster, team) {
        let Some(chat) = head.telegram_id else { continue };
        let own: Vec<&MissingActual> = missing.iter().filter(|number| heads_of(number).contains(&head.id)).collect();
        let parts = render::silent(unit.words(head), &roster.in_week(week), &own).parts();
        outbox::show(
            unit.tx,
            Post { chat, key: CardKey::SilentSources(week), lane: Lane::Broadcast, place: Place::InPlace },
            parts,
            unit.now,
        );
    }
    Ok(())
}
