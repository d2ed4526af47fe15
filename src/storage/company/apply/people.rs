//! The people of `company.toml`.

use std::collections::{HashMap, HashSet};

use anyhow::{Context as _, anyhow};
use chrono::{DateTime, Utc};

use crate::domain::company::declaration::DeclaredPerson;
use crate::domain::company::{Person, PersonId, Roster, TeamId};
use crate::domain::numbers::definitions::{Was, Whose};
use crate::storage::Tx;
use crate::storage::company::apply::changes::{Applying, Fields, Thing, hours_field};
use crate::storage::company::apply::doubt::Doubt;
use crate::storage::company::apply::keys;
use crate::storage::company::apply::lists::{of_file, store_list};
use crate::storage::company::apply::rows::place;
use crate::storage::company::definitions::keep;
use crate::storage::company::team_history;
use crate::storage::company::word::word;
use crate::storage::stamp::stamp;

pub(super) async fn apply_people(
    tx: &mut Tx,
    applying: &mut Applying<'_>,
    teams: &HashMap<String, TeamId>,
) -> anyhow::Result<()> {
    let declared = &applying.declared.people;
    let old = applying.before.map_or_else(Vec::new, |roster| stored(roster, teams));
    let freed = keys::free(tx, applying).await?;
    let stays = old.iter().filter(|person| !freed.contains(&person.key));
    let by_key: HashMap<&str, &DeclaredPerson> = stays.map(|person| (person.key.as_str(), person)).collect();
    for person in declared {
        let known = by_key.get(person.key.as_str()).copied();
        let fields = known.map(person_fields).transpose()?;
        if applying.differences.compare(
            Thing { kind: "person", key: &person.key, name: &person.name },
            fields,
            person_fields(person)?,
        ) {
            let team = *teams.get(&person.team).ok_or_else(|| anyhow!("there is no team {}", person.team))?;
            let id = store(tx, person, team).await?;
            if let Some(roster) = applying.before {
                let list_changes = known.is_some_and(|known| known.metrics != person.metrics);
                keep_past(tx, roster, id, (team, list_changes), applying.now).await?;
            }
            store_list(tx, Whose::Person(id), &person.metrics).await?;
        }
    }
    let declared_keys: HashSet<&str> = declared.iter().map(|person| person.key.as_str()).collect();
    if let Some(roster) = applying.before {
        let here = roster.people.iter().filter(|person| !person.left);
        for person in here.filter(|person| !declared_keys.contains(person.key.as_str())) {
            applying.differences.removed(Thing { kind: "person", key: &person.key, name: &person.name });
            let (key, name) = (person.key.clone(), person.name.clone());
            applying.differences.doubts.push(Doubt::Leaves { key, name });
            leave(tx, roster, person, applying.now).await?;
        }
    }
    let keys: Vec<&str> = declared.iter().map(|p| p.key.as_str()).collect();
    applying.differences.order("people", old.iter().map(|p| p.key.as_str()), keys.iter().copied());
    place(tx, "UPDATE person SET position = ?2 WHERE key = ?1 AND position <> ?2", &keys).await
}

/// The people of the database who are here, in the shape in which the file declares them.
fn stored(roster: &Roster, teams: &HashMap<String, TeamId>) -> Vec<DeclaredPerson> {
    let team_keys: HashMap<TeamId, &str> = teams.iter().map(|(key, id)| (*id, key.as_str())).collect();
    roster
        .people
        .iter()
        .filter(|person| !person.left)
        .map(|person| DeclaredPerson {
            key: person.key.clone(),
            name: person.name.clone(),
            team: team_keys.get(&person.team).copied().unwrap_or_default().to_owned(),
            role: person.role,
            post: person.post.clone(),
            metrics: of_file(roster, Whose::Person(person.id)),
            week_minutes: person.week_minutes,
            reactive_mille: person.reactive_mille,
            timezone: person.timezone,
            locale: person.locale,
        })
        .collect()
}

/// Keeps the team and the list of metrics that a person had as the definition of past weeks, where either changes.
async fn keep_past(
    tx: &mut Tx,
    roster: &Roster,
    person: PersonId,
    (team, list_changes): (TeamId, bool),
    now: DateTime<Utc>,
) -> anyhow::Result<()> {
    let was = roster.person(person).filter(|was| !was.left).map(|was| was.team);
    if was != Some(team) {
        team_history::keep(tx, roster, person, was, now).await?;
    }
    if list_changes {
        let whose = Whose::Person(person);
        keep(tx, roster, &Was::List(whose, roster.list_of(whose).to_vec()), now).await?;
    }
    Ok(())
}

async fn leave(tx: &mut Tx, roster: &Roster, person: &Person, now: DateTime<Utc>) -> anyhow::Result<()> {
    team_history::keep(tx, roster, person.id, Some(person.team), now).await?;
    sqlx::query("UPDATE person SET left_at = ?2 WHERE key = ?1")
        .bind(&person.key)
        .bind(stamp(now))
        .execute(tx.conn())
        .await
        .with_context(|| format!("cannot note that {} left", person.key))?;
    Ok(())
}

async fn store(tx: &mut Tx, person: &DeclaredPerson, team: TeamId) -> anyhow::Result<PersonId> {
    sqlx::query_scalar(
        "INSERT INTO person (key, name, team_id, role, post, week_minutes, reactive_mille, timezone, locale, position)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, 0)
         ON CONFLICT (key) DO UPDATE SET name = ?2, team_id = ?3, role = ?4, post = ?5, week_minutes = ?6,
                reactive_mille = ?7, timezone = ?8, locale = ?9, left_at = NULL
         RETURNING id",
    )
    .bind(&person.key)
    .bind(&person.name)
    .bind(team)
    .bind(word(person.role)?)
    .bind(&person.post)
    .bind(person.week_minutes)
    .bind(person.reactive_mille)
    .bind(person.timezone.map(|zone| zone.name()))
    .bind(person.locale.map(word).transpose()?)
    .fetch_one(tx.conn())
    .await
    .with_context(|| format!("cannot store person {}", person.key))
}

fn person_fields(person: &DeclaredPerson) -> anyhow::Result<Fields> {
    let share = f64::from(person.reactive_mille) / 1000.0;
    Ok(vec![
        ("name", person.name.clone()),
        ("team", person.team.clone()),
        ("role", word(person.role)?),
        ("position", person.post.clone()),
        ("metrics", person.metrics.join(", ")),
        ("hours_per_week", person.week_minutes.map(hours_field).unwrap_or_default()),
        ("reactive_share", share.to_string()),
        ("timezone", person.timezone.map(|zone| zone.to_string()).unwrap_or_default()),
        ("locale", person.locale.map(word).transpose()?.unwrap_or_default()),
    ])
}
