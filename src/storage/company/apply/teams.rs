//! The teams of `company.toml`.

use std::collections::HashMap;

use anyhow::Context as _;

use crate::domain::calendar::ritual::RitualPatch;
use crate::domain::company::declaration::{Declaration, DeclaredTeam};
use crate::domain::company::{PersonId, Roster, TeamId};
use crate::domain::numbers::definitions::{Was, Whose};
use crate::storage::Tx;
use crate::storage::company::apply::changes::{Applying, Fields, Thing};
use crate::storage::company::apply::lists::{of_file, store_list};
use crate::storage::company::apply::ritual::ritual_fields;
use crate::storage::company::apply::rows::{place, retire};
use crate::storage::company::definitions::keep;
use crate::storage::company::word::word;
use crate::storage::json::{json, unjson};

pub(super) async fn apply_teams(tx: &mut Tx, applying: &mut Applying<'_>) -> anyhow::Result<()> {
    let declared = &applying.declared.teams;
    let old = match applying.before {
        None => Vec::new(),
        Some(roster) => stored(tx, roster).await?,
    };
    for team in declared {
        let known = old.iter().find(|old| old.key == team.key);
        // A chat that the file does not name stays as it was linked.
        let names_chat = team.chat.is_some();
        let team = &DeclaredTeam { chat: team.chat.or(known.and_then(|known| known.chat)), ..team.clone() };
        let fields = known.map(team_fields).transpose()?;
        let thing = Thing { kind: "team", key: &team.key, name: &team.name };
        let differs = applying.differences.compare(thing, fields, team_fields(team)?);
        if !names_chat {
            applying.differences.chat_not_declared(thing);
        }
        if differs {
            if let Some(known) = known.filter(|known| known.metrics != team.metrics) {
                keep_list(tx, applying, known).await?;
            }
            let id = store(tx, team).await?;
            store_list(tx, Whose::Team(id), &team.metrics).await?;
        }
    }
    for team in old.iter().filter(|old| !declared.iter().any(|new| new.key == old.key)) {
        applying.differences.removed(Thing { kind: "team", key: &team.key, name: &team.name });
        retire(tx, "UPDATE team SET retired = 1 WHERE key = ?", &team.key).await?;
    }
    let keys: Vec<&str> = declared.iter().map(|t| t.key.as_str()).collect();
    applying.differences.order("teams", old.iter().map(|t| t.key.as_str()), keys.iter().copied());
    place(tx, "UPDATE team SET position = ?2 WHERE key = ?1 AND position <> ?2", &keys).await
}

/// The teams of the database, in the shape in which the file declares them.
async fn stored(tx: &mut Tx, roster: &Roster) -> anyhow::Result<Vec<DeclaredTeam>> {
    // The roster's rituals are merged with the company's; the table has only what the team overrides.
    let patches: HashMap<String, String> = sqlx::query_as("SELECT key, ritual FROM team WHERE NOT retired")
        .fetch_all(tx.conn())
        .await
        .context("cannot read the teams' rituals")?
        .into_iter()
        .collect();
    let key_of = |id: Option<PersonId>| id.and_then(|id| roster.person(id)).map(|person| person.key.clone());
    let mut teams = Vec::with_capacity(roster.teams.len());
    for team in &roster.teams {
        let ritual: RitualPatch = unjson(patches.get(&team.key).map_or("{}", String::as_str))
            .with_context(|| format!("the ritual of team {} in the database", team.key))?;
        teams.push(DeclaredTeam {
            key: team.key.clone(),
            name: team.name.clone(),
            function: team.function,
            manager: key_of(team.manager),
            deputy: key_of(team.deputy),
            chat: team.chat,
            visibility: team.visibility,
            timezone: team.timezone,
            ritual,
            metrics: of_file(roster, Whose::Team(team.id)),
        });
    }
    Ok(teams)
}

/// Keeps the list of metrics that a team had as the definition of past weeks.
async fn keep_list(tx: &mut Tx, applying: &Applying<'_>, known: &DeclaredTeam) -> anyhow::Result<()> {
    let Some(roster) = applying.before else { return Ok(()) };
    let Some(team) = roster.teams.iter().find(|team| team.key == known.key) else { return Ok(()) };
    keep(tx, roster, &Was::List(Whose::Team(team.id), known.metrics.clone()), applying.now).await
}

async fn store(tx: &mut Tx, team: &DeclaredTeam) -> anyhow::Result<TeamId> {
    sqlx::query_scalar(
        "INSERT INTO team (key, name, function, chat_id, timezone, ritual, visibility, position)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 0)
             ON CONFLICT (key) DO UPDATE SET name = ?2, function = ?3, chat_id = coalesce(?4, chat_id),
                    timezone = ?5, ritual = ?6, visibility = ?7, retired = 0
             RETURNING id",
    )
    .bind(&team.key)
    .bind(&team.name)
    .bind(word(team.function)?)
    .bind(team.chat)
    .bind(team.timezone.map(|zone| zone.name()))
    .bind(json(&team.ritual)?)
    .bind(word(team.visibility)?)
    .fetch_one(tx.conn())
    .await
    .with_context(|| format!("cannot store team {}", team.key))
}

/// Stores the managers and deputies of teams, once everybody has an id. A change was noted when the team was compared.
pub(super) async fn set_managers(
    tx: &mut Tx,
    declared: &Declaration,
    people: &HashMap<String, PersonId>,
) -> anyhow::Result<()> {
    let id = |key: &Option<String>| key.as_ref().and_then(|key| people.get(key));
    for team in &declared.teams {
        sqlx::query(
            "UPDATE team SET manager_id = ?2, deputy_id = ?3
             WHERE key = ?1 AND (manager_id IS NOT ?2 OR deputy_id IS NOT ?3)",
        )
        .bind(&team.key)
        .bind(id(&team.manager))
        .bind(id(&team.deputy))
        .execute(tx.conn())
        .await
        .with_context(|| format!("cannot store the manager of {}", team.key))?;
    }
    Ok(())
}

fn team_fields(team: &DeclaredTeam) -> anyhow::Result<Fields> {
    let fields = vec![
        ("name", team.name.clone()),
        ("function", word(team.function)?),
        ("manager", team.manager.clone().unwrap_or_default()),
        ("deputy", team.deputy.clone().unwrap_or_default()),
        ("chat", team.chat.map(|chat| chat.to_string()).unwrap_or_default()),
        ("visibility", word(team.visibility)?),
        ("timezone", team.timezone.map(|zone| zone.to_string()).unwrap_or_default()),
        ("metrics", team.metrics.join(", ")),
    ];
    Ok([fields, ritual_fields(&team.ritual)?].concat())
}
