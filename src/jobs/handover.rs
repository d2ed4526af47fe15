//! Waiting plans are handed to the people who decide on them now: a deputy while the manager is away, a new manager,
//! the level above, and nobody once their week is over. Each of those people is told once, the author learns who holds
//! the plan now, and the cards of people who no longer hold it say so.

use chrono::{DateTime, Days, NaiveTime, Utc};

use crate::cards;
use crate::domain::approval::chain::Decider;
use crate::domain::approval::waiting::Wait;
use crate::domain::calendar::ritual::WeekTime;
use crate::domain::calendar::week::Week;
use crate::domain::company::{Person, PersonId, Roster};
use crate::domain::plan::PlanId;
use crate::render::approval::deputy as render;
use crate::render::approval::inbox::Top;
use crate::storage::approval::waiting;
use crate::storage::outbox::{self, Lane, Place};
use crate::storage::plan as plans;
use crate::unit::Unit;

/// The hours of a working day in which somebody may be told of a new plan to decide on.
const AWAKE: std::ops::Range<u32> = 9..21;

/// Tells people of plans that they hold and were not told of; true where anything changed. `escalated` says that plans
/// were just escalated: then people are told at once, otherwise only in the hours of a working day.
pub async fn follow(unit: &mut Unit<'_>, escalated: bool) -> anyhow::Result<bool> {
    let roster = unit.roster;
    let now = unit.now;
    let (mut any, mut told) = (false, Vec::<(&Person, Vec<PlanId>)>::new());
    for wait in waiting::waits(unit.tx, roster.unfinished_since(now)).await? {
        let Some(author) = roster.person(wait.person) else { continue };
        // Nobody holds a plan whose week is over.
        let deciders = match roster.is_over(wait.week, author, now) {
            true => Vec::new(),
            false => roster.deciders(author, now, wait.level),
        };
        let deciders: Vec<Decider<'_>> = deciders.into_iter().filter(|d| d.person.reachable()).collect();
        let has = |id: PersonId| deciders.iter().any(|d| d.person.id == id);
        let same = wait.told.iter().all(|(id, holds)| *holds == has(*id))
            && deciders.iter().all(|d| wait.told.iter().any(|(id, _)| *id == d.person.id));
        let fresh: Vec<&Person> =
            deciders.iter().map(|d| d.person).filter(|p| !wait.told.iter().any(|(id, _)| *id == p.id)).collect();
        if same || !(escalated || fresh.iter().all(|p| awake(roster, p, now))) {
            continue;
        }
        any = true;
        let ids: Vec<PersonId> = deciders.iter().map(|d| d.person.id).collect();
        waiting::hold(unit.tx, wait.plan, wait.version, &ids, now).await?;
        show(unit, author, &wait, &deciders, !fresh.is_empty()).await?;
        let lost = wait.told.iter().filter(|(id, holds)| *holds && !has(*id)).filter_map(|(id, _)| roster.person(*id));
        for person in lost {
            cards::approval::inbox::follow(unit, person);
        }
        for person in fresh {
            match told.iter_mut().find(|(known, _)| known.id == person.id) {
                Some((_, plans)) => plans.push(wait.plan),
                None => told.push((person, vec![wait.plan])),
            }
        }
    }
    for (person, new) in told {
        let theirs = cards::approval::inbox::waiting_for(unit, person).await?;
        let new: Vec<_> = theirs.iter().filter(|plan| new.contains(&plan.id)).collect();
        let lead = render::now_yours(unit.words(person), roster, &new);
        cards::approval::inbox::ring(unit, person, Top::Reminder(lead)).await?;
    }
    Ok(any)
}

/// Redraws the cards of a plan that has changed hands, and tells its author where somebody new holds it.
async fn show(
    unit: &mut Unit<'_>,
    author: &Person,
    wait: &Wait,
    deciders: &[Decider<'_>],
    news: bool,
) -> anyhow::Result<()> {
    let Some(plan) = plans::get(unit.tx, wait.plan).await? else { return Ok(()) };
    cards::approval::inbox::refresh(unit, author, &plan);
    if author.left {
        return Ok(());
    }
    if outbox::chats_showing(unit.tx, cards::plan::card::key(&plan))
        .await?
        .iter()
        .any(|c| Some(*c) == author.telegram_id)
    {
        cards::plan::card::show(unit, author, &plan, Place::InPlace, Lane::Broadcast, None).await?;
    }
    if news {
        let word = render::whose_now(unit.words(author), &plan, deciders);
        cards::tell(unit, author, Lane::Broadcast, word).await?;
    }
    Ok(())
}

fn awake(roster: &Roster, person: &Person, now: DateTime<Utc>) -> bool {
    let hour = chrono::Timelike::hour(&now.with_timezone(&roster.timezone_of(person)));
    AWAKE.contains(&hour) && roster.holidays().works_on(roster.today_of(person, now))
}

/// When plans may next change hands without anybody doing anything: the next morning of a working day in any time zone.
pub fn next(roster: &Roster, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    let mut zones: Vec<_> = roster.people.iter().filter(|p| p.reachable()).map(|p| roster.timezone_of(p)).collect();
    zones.sort_by_key(|zone| zone.name());
    zones.dedup();
    let morning = |zone: chrono_tz::Tz| {
        let today = now.with_timezone(&zone).date_naive();
        let days = (0..10).filter_map(|n| today.checked_add_days(Days::new(n)));
        days.filter(|day| roster.holidays().works_on(*day)).find_map(|day| {
            let time = NaiveTime::from_hms_opt(AWAKE.start, 0, 0)?;
            let at = WeekTime { day: chrono::Datelike::weekday(&day), time }.instant(Week::of_date(day), zone);
            (at > now).then_some(at)
        })
    };
    zones.into_iter().filter_map(morning).min()
}
