//! The question in the middle of the week what is at risk, and the manager's card with the answers.

use chrono::{DateTime, Utc};

use crate::domain::calendar::week::Week;
use crate::domain::company::{ChatId, Person, PersonId, Roster, Team};
use crate::domain::week::pulse::Pulse;
use crate::domain::week::task::Task;
use crate::render::message::Message;
use crate::render::week::pulse::{AtRisk, PulseView, question, team as team_card, unfinished};
use crate::storage::outbox::{CardKey, Lane, Place, Post};
use crate::storage::week::{pulse as pulses, task as week_tasks};
use crate::storage::{outbox, plan as plans};
use crate::unit::Unit;

/// The question's key in its person's chat.
fn key(week: Week) -> CardKey {
    CardKey::Pulse(week)
}

/// The key of the manager's card of a team.
fn team_key(team: &Team, week: Week) -> CardKey {
    CardKey::Risks { team: team.id, week }
}

/// The people who hear of a person's risks: those who approve their plan, except themselves.
pub fn readers<'a>(roster: &'a Roster, person: &Person, now: DateTime<Utc>) -> Vec<&'a Person> {
    roster.approvers(person, now).into_iter().filter(|reader| reader.id != person.id).collect()
}

/// Puts the question up in the person's chat.
pub async fn show(unit: &mut Unit<'_>, person: &Person, pulse: &Pulse, place: Place, lane: Lane) -> anyhow::Result<()> {
    let Some(chat) = person.telegram_id else { return Ok(()) };
    let Some(parts) = load(unit, person, pulse, false).await? else { return Ok(()) };
    outbox::show(unit.tx, Post { chat, key: key(pulse.week), lane, place }, parts, unit.now);
    Ok(())
}

/// Redraws the question where it stands, saying that the next message is taken as the answer in words.
pub async fn ask_words(unit: &mut Unit<'_>, person: &Person, pulse: &Pulse) -> anyhow::Result<()> {
    let Some(chat) = person.telegram_id else { return Ok(()) };
    let Some(parts) = load(unit, person, pulse, true).await? else { return Ok(()) };
    let post = Post { chat, key: key(pulse.week), lane: Lane::Interactive, place: Place::InPlace };
    outbox::show(unit.tx, post, parts, unit.now);
    Ok(())
}

/// The question; none where the week has no plan.
async fn load(
    unit: &mut Unit<'_>,
    person: &Person,
    pulse: &Pulse,
    asking: bool,
) -> anyhow::Result<Option<Vec<Message>>> {
    let Some(plan) = plans::find(unit.tx, person.id, pulse.week).await? else { return Ok(None) };
    let tasks = week_tasks::of_plan(unit.tx, plan.id).await?;
    let readers = readers(unit.roster, person, unit.now).iter().map(|p| p.name.as_str()).collect();
    let card = question(unit.words(person), &PulseView { pulse, tasks: &tasks, readers, asking });
    Ok(Some(card.parts()))
}

/// Redraws both cards after the state of a person's tasks changed; does nothing where the person had named no risk.
pub async fn follow(unit: &mut Unit<'_>, person: &Person, week: Week) -> anyhow::Result<()> {
    let Some(pulse) = pulses::find(unit.tx, person.id, week).await?.filter(Pulse::any_risk) else { return Ok(()) };
    show(unit, person, &pulse, Place::InPlace, Lane::Interactive).await?;
    tell_heads(unit, person, week).await
}

/// Shows those who approve the plans of a person's team what is at risk in it: one card each. The first risk posts the
/// card, later ones change it where it stands, without a sound.
pub async fn tell_heads(unit: &mut Unit<'_>, person: &Person, week: Week) -> anyhow::Result<()> {
    let roster = unit.roster;
    let Some(team) = roster.team(person.team) else { return Ok(()) };
    let key = team_key(team, week);
    let standing = outbox::chats_showing(unit.tx, key).await?;
    let said = at_risk(unit, roster, team, week).await?;
    let mut heads: Vec<&Person> = Vec::new();
    for head in roster.members(team.id).flat_map(|member| readers(roster, member, unit.now)) {
        if !heads.iter().any(|known| known.id == head.id) {
            heads.push(head);
        }
    }
    let hear = |chat: &ChatId| heads.iter().any(|head| head.telegram_id == Some(*chat));
    for chat in standing.iter().filter(|chat| !hear(chat)) {
        crate::cards::end(unit, *chat, key);
    }
    for head in heads {
        let Some(chat) = head.telegram_id else { continue };
        let hears = |id: PersonId| {
            roster.person(id).is_some_and(|p| readers(roster, p, unit.now).iter().any(|r| r.id == head.id))
        };
        let people: Vec<AtRisk<'_>> = said.iter().filter(|said| hears(said.person.id)).map(Said::shown).collect();
        if people.is_empty() && !standing.contains(&chat) {
            continue;
        }
        let parts = team_card(unit.words(head), &team.name, week, &people).parts();
        outbox::show(unit.tx, Post { chat, key, lane: Lane::Broadcast, place: Place::InPlace }, parts, unit.now);
    }
    Ok(())
}

/// What one person has said to be at risk.
struct Said<'a> {
    person: &'a Person,
    tasks: Vec<Task>,
    words: Option<String>,
}

impl Said<'_> {
    fn shown(&self) -> AtRisk<'_> {
        AtRisk { name: &self.person.name, tasks: self.tasks.iter().collect(), words: self.words.as_deref() }
    }
}

/// The people of a team who have said that something is at risk which is not done yet.
async fn at_risk<'a>(
    unit: &mut Unit<'_>,
    roster: &'a Roster,
    team: &Team,
    week: Week,
) -> anyhow::Result<Vec<Said<'a>>> {
    let mut all = Vec::new();
    for pulse in pulses::of_week(unit.tx, week).await?.into_iter().filter(Pulse::any_risk) {
        let Some(person) = roster.person(pulse.person).filter(|p| p.team == team.id && !p.left) else { continue };
        let Some(plan) = plans::find(unit.tx, person.id, week).await? else { continue };
        let mut tasks = week_tasks::of_plan(unit.tx, plan.id).await?;
        tasks.retain(|task| unfinished(task) && pulse.is_at_risk(task));
        if !tasks.is_empty() || pulse.words.is_some() {
            all.push(Said { person, tasks, words: pulse.words });
        }
    }
    Ok(all)
}
