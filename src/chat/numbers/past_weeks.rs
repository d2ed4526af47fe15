//! Past weeks: digests of any week, and teams over the last eight.

use crate::domain::calendar::week::Week;
use crate::domain::company::access::TeamAccess;
use crate::domain::company::{Person, Team};
use crate::render::buttons::LookAction;
use crate::render::numbers::past_weeks::{Ways, with_ways};
use crate::storage::numbers::record;
use crate::storage::outbox::{self, CardKey, Lane, Place, Post};
use crate::unit::Unit;
use crate::{cards, say};

use crate::chat::answer::{Answer, Outcome, Refusal, tell};

/// The key of the card on which somebody pages through digests.
const CARD: CardKey = CardKey::Look;

/// `/digest`: the digest of the last week, or the one that is named; of one team, or over all that the person may see.
pub async fn digest(unit: &mut Unit<'_>, person: &Person, rest: &str) -> Outcome<()> {
    let roster = unit.roster;
    let words = unit.words(person);
    let teams = roster.teams_seen_by(person, unit.now);
    let Some((first, _)) = teams.first() else {
        return Err(Refusal::Because(say!(words, "no-team-led")));
    };
    let last = last_week(unit, first);
    let week = match Week::meant(rest, last) {
        _ if rest.is_empty() => last,
        Some(week) if week <= last => week,
        Some(week) => return Err(Refusal::Because(say!(words, "look-ahead", week = words.week(week)))),
        None => return Err(Refusal::Because(say!(words, "look-usage", text = rest))),
    };
    let only = if teams.len() == 1 { Some(*first) } else { None };
    Ok(show(unit, person, only, week, Place::Below).await?)
}

/// A tap on a digest. The refusal does not tell whether there is something that the person may not see.
pub async fn tapped(unit: &mut Unit<'_>, person: &Person, action: LookAction) -> Outcome<Answer> {
    let roster = unit.roster;
    let seen = |id: i64| roster.team(id).filter(|team| roster.may_see_team(person, team, unit.now));
    match action {
        LookAction::Digest { team: Some(id), week } => {
            if let Some(team) = seen(id).filter(|team| week <= last_week(unit, team)) {
                show(unit, person, Some(team), week, Place::InPlace).await?;
                return Ok(Answer::Quiet);
            }
        }
        LookAction::Digest { team: None, week } => {
            let teams = roster.teams_seen_by(person, unit.now);
            if teams.len() > 1 && teams.iter().any(|(team, _)| week <= last_week(unit, team)) {
                show(unit, person, None, week, Place::InPlace).await?;
                return Ok(Answer::Quiet);
            }
        }
        LookAction::Weeks { team } => {
            if let Some(team) = seen(team) {
                weeks(unit, person, team).await?;
                return Ok(Answer::Quiet);
            }
        }
    }
    Err(Refusal::stale(unit.words(person), "/digest"))
}

/// The last week of which a team has been asked to report.
fn last_week(unit: &Unit<'_>, team: &Team) -> Week {
    team.ritual.report_week(unit.now, unit.roster.team_timezone(team))
}

async fn show(
    unit: &mut Unit<'_>,
    person: &Person,
    team: Option<&Team>,
    week: Week,
    place: Place,
) -> anyhow::Result<()> {
    let roster = unit.roster;
    let Some(chat) = person.telegram_id else { return Ok(()) };
    let words = unit.words(person);
    let seen = roster.teams_seen_by(person, unit.now);
    let card = match team {
        Some(team) => {
            let names = roster.may_see_names(person, team, unit.now);
            cards::numbers::digest::load(unit, words, team, week, names).await?
        }
        None => {
            let named: Vec<(&Team, bool)> = seen.iter().map(|(team, seat)| (*team, seat.sees_names(team))).collect();
            cards::numbers::digest::load_overview(unit, words, &named, week, 0).await?.unwrap_or_default()
        }
    };
    let teams: Vec<&Team> = seen.iter().map(|(team, _)| *team).collect();
    let last = team.or(teams.first().copied()).map(|team| last_week(unit, team));
    let back = record::known_before(unit.tx, week).await?;
    let on = last.is_some_and(|last| week < last);
    let card = with_ways(words, card, &Ways { team, teams: &teams, week, back, on });
    outbox::show(unit.tx, Post { chat, key: CARD, lane: Lane::Interactive, place }, card.parts(), unit.now);
    Ok(())
}

/// `/team`: the team's plans and reports now, and its last weeks. Several teams come as short lists with a button each.
pub async fn team(unit: &mut Unit<'_>, person: &Person) -> anyhow::Result<()> {
    let roster = unit.roster;
    let teams = roster.teams_seen_by(person, unit.now);
    match teams.as_slice() {
        [] => tell(unit, person, &say!(unit.words(person), "no-team-led")).await,
        [(team, _)] => weeks(unit, person, team).await,
        all => {
            for (team, _) in all.iter().filter(|(_, seat)| *seat == TeamAccess::Head) {
                let words = unit.words(person);
                let weeks = LookAction::Weeks { team: team.id };
                let card = cards::numbers::past_weeks::standing(unit, words, team).await?;
                let card = card.button(say!(words, "btn-team-weeks"), &weeks.into());
                cards::tell(unit, person, Lane::Interactive, card).await?;
            }
            Ok(())
        }
    }
}

/// Shows a team's last weeks at the end of the chat.
async fn weeks(unit: &mut Unit<'_>, person: &Person, team: &Team) -> anyhow::Result<()> {
    let Some(chat) = person.telegram_id else { return Ok(()) };
    let heads = unit.roster.team_access(person, team, unit.now) == Some(TeamAccess::Head);
    let card = cards::numbers::past_weeks::weeks(unit, unit.words(person), team, last_week(unit, team), heads).await?;
    let key = CardKey::PastWeeks(team.id);
    outbox::show(unit.tx, Post { chat, key, lane: Lane::Interactive, place: Place::Below }, card.parts(), unit.now);
    Ok(())
}
