//! Making the database say what `company.toml` says.
//!
//! The old state and the new are brought into the same shape and compared field by field; only what differs is written.
//! Nobody and nothing is deleted: people leave, teams, metrics and syncs retire, and come back by the same key.

use std::collections::{HashMap, HashSet};

use anyhow::{Context as _, anyhow};
use chrono::{DateTime, Utc};
use serde::Serialize;

use crate::domain::calendar::ritual::RitualPatch;
use crate::domain::company::declaration::{Declaration, DeclaredPerson, DeclaredSync, DeclaredTeam, RITUAL_KEYS};
use crate::domain::company::{PersonId, Roster, Team, TeamId};
use crate::domain::numbers::definitions::{Was, Whose};
use crate::storage::Tx;
use crate::storage::company::changes::{Change, Differences, Fields};
use crate::storage::company::definitions::keep;
use crate::storage::company::goals::apply_goals;
use crate::storage::company::load::load;
use crate::storage::company::metrics::apply_metrics;
use crate::storage::company::revision::touch;
use crate::storage::company::rows::{ids, place, retire};
use crate::storage::company::team_history;
use crate::storage::company::word::word;
use crate::storage::json::{json, unjson};
use crate::storage::stamp::stamp;

/// Brings the database to what is declared; says what that changed. A second time nothing is left to change.
///
/// # Errors
/// Where the database fails.
pub async fn apply(tx: &mut Tx, declared: &Declaration, now: DateTime<Utc>) -> anyhow::Result<Vec<Change>> {
    let before = load(tx).await?;
    let mut differences = Differences::default();
    apply_company(tx, before.as_ref(), declared, now, &mut differences).await?;
    apply_metrics(tx, before.as_ref(), declared, now, &mut differences).await?;
    apply_teams(tx, before.as_ref(), declared, now, &mut differences).await?;
    let teams = ids(tx, "SELECT key, id FROM team").await?;
    apply_people(tx, before.as_ref(), declared, &teams, now, &mut differences).await?;
    let people = ids(tx, "SELECT key, id FROM person").await?;
    set_managers(tx, declared, &people).await?;
    apply_syncs(tx, before.as_ref(), declared, &teams, &mut differences).await?;
    apply_goals(tx, declared, &people, now, &mut differences).await?;
    if !differences.all.is_empty() {
        touch(tx).await?;
    }
    Ok(differences.all)
}

async fn apply_company(
    tx: &mut Tx,
    before: Option<&Roster>,
    declared: &Declaration,
    now: DateTime<Utc>,
    differences: &mut Differences,
) -> anyhow::Result<()> {
    // A chat that the file does not name stays as it was linked.
    let chat = declared.company.chat.or(before.and_then(|roster| roster.chat));
    let company = &declared.company;
    let shown = |chat: Option<i64>| chat.map(|chat| chat.to_string()).unwrap_or_default();
    let new = vec![
        ("name", company.name.clone()),
        ("timezone", company.timezone.to_string()),
        ("locale", word(company.locale)?),
        ("formality", word(company.formality)?),
        ("country", company.country.clone().unwrap_or_default()),
        ("currency", company.currency.clone()),
        ("hours_per_week", hours(Some(company.week_minutes))),
        ("over_budget", word(company.over_budget)?),
        ("chat", shown(chat)),
    ];
    let new = [new, ritual_fields(&company.ritual)?].concat();
    let old = match before {
        None => None,
        Some(roster) => {
            let old = vec![
                ("name", roster.company.clone()),
                ("timezone", roster.timezone.to_string()),
                ("locale", word(roster.locale)?),
                ("formality", word(roster.formality)?),
                ("country", roster.country.clone().unwrap_or_default()),
                ("currency", roster.currency.clone()),
                ("hours_per_week", hours(Some(roster.week_minutes))),
                ("over_budget", word(roster.over_budget)?),
                ("chat", shown(roster.chat)),
            ];
            Some([old, ritual_fields(&roster.ritual)?].concat())
        }
    };
    if !differences.compare("company", "", &company.name, old, new) {
        return Ok(());
    }
    sqlx::query(
        "INSERT INTO company (id, name, timezone, locale, country, currency, week_minutes, ritual, declared_at,
                              over_budget, chat_id, formality)
         VALUES (1, ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
         ON CONFLICT (id) DO UPDATE SET name = ?1, timezone = ?2, locale = ?3, country = ?4, currency = ?5,
                week_minutes = ?6, ritual = ?7, over_budget = ?9, chat_id = ?10, formality = ?11",
    )
    .bind(&company.name)
    .bind(company.timezone.name())
    .bind(word(company.locale)?)
    .bind(&company.country)
    .bind(&company.currency)
    .bind(company.week_minutes)
    .bind(json(&company.ritual)?)
    .bind(stamp(now))
    .bind(word(company.over_budget)?)
    .bind(chat)
    .bind(word(company.formality)?)
    .execute(tx.conn())
    .await
    .context("cannot store the company")?;
    Ok(())
}

async fn apply_teams(
    tx: &mut Tx,
    before: Option<&Roster>,
    declared: &Declaration,
    now: DateTime<Utc>,
    differences: &mut Differences,
) -> anyhow::Result<()> {
    let patches: HashMap<String, String> = sqlx::query_as("SELECT key, ritual FROM team WHERE NOT retired")
        .fetch_all(tx.conn())
        .await
        .context("cannot read the teams' rituals")?
        .into_iter()
        .collect();
    let mut old: Vec<DeclaredTeam> = Vec::new();
    for team in before.map_or(&[][..], |roster| &roster.teams) {
        let ritual: RitualPatch = unjson(patches.get(&team.key).map_or("{}", String::as_str))
            .with_context(|| format!("the ritual of team {} in the database", team.key))?;
        let key_of = |id: Option<PersonId>| {
            id.and_then(|id| before.and_then(|roster| roster.person(id))).map(|person| person.key.clone())
        };
        old.push(DeclaredTeam {
            key: team.key.clone(),
            name: team.name.clone(),
            function: team.function,
            manager: key_of(team.manager),
            deputy: key_of(team.deputy),
            chat: team.chat,
            visibility: team.visibility,
            timezone: team.timezone,
            ritual,
            metrics: of_file(before, Whose::Team(team.id)),
        });
    }
    for team in &declared.teams {
        let known = old.iter().find(|old| old.key == team.key);
        // A chat that the file does not name stays as it was linked.
        let team = &DeclaredTeam { chat: team.chat.or(known.and_then(|known| known.chat)), ..team.clone() };
        let fields = known.map(team_fields).transpose()?;
        if differences.compare("team", &team.key, &team.name, fields, team_fields(team)?) {
            let list = known.filter(|known| known.metrics != team.metrics);
            if let (Some(roster), Some(known)) = (before, list.and(before_team(before, &team.key))) {
                keep(tx, roster, &Was::List(Whose::Team(known.id), known.metrics.clone()), now).await?;
            }
            let id: TeamId = sqlx::query_scalar(
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
            .with_context(|| format!("cannot store team {}", team.key))?;
            store_list(tx, Whose::Team(id), &team.metrics).await?;
        }
    }
    for team in old.iter().filter(|old| !declared.teams.iter().any(|new| new.key == old.key)) {
        differences.removed("team", &team.key, &team.name);
        retire(tx, "UPDATE team SET retired = 1 WHERE key = ?", &team.key).await?;
    }
    let keys: Vec<&str> = declared.teams.iter().map(|t| t.key.as_str()).collect();
    differences.order("teams", old.iter().map(|t| t.key.as_str()), keys.iter().copied());
    place(tx, "UPDATE team SET position = ?2 WHERE key = ?1 AND position <> ?2", &keys).await
}

/// What of a list of metrics stands in the file.
fn of_file(before: Option<&Roster>, whose: Whose) -> Vec<String> {
    let Some(roster) = before else { return Vec::new() };
    roster.list_of(whose).iter().filter(|key| !roster.given_in_chat(whose, key)).cloned().collect()
}

fn before_team<'a>(before: Option<&'a Roster>, key: &str) -> Option<&'a Team> {
    before?.teams.iter().find(|team| team.key == key)
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

/// A ritual or a team's part of one, a field for every moment.
fn ritual_fields(ritual: &impl Serialize) -> anyhow::Result<Fields> {
    let value = serde_json::to_value(ritual)?;
    let shown = |value: Option<&serde_json::Value>| match value {
        Some(serde_json::Value::String(at)) => at.clone(),
        Some(serde_json::Value::Array(times)) => {
            format!("[{}]", times.iter().filter_map(|at| at.as_str()).collect::<Vec<_>>().join(", "))
        }
        _ => String::new(),
    };
    Ok(RITUAL_KEYS.iter().map(|key| (*key, shown(value.get(key)))).collect())
}

async fn apply_people(
    tx: &mut Tx,
    before: Option<&Roster>,
    declared: &Declaration,
    teams: &HashMap<String, i64>,
    now: DateTime<Utc>,
    differences: &mut Differences,
) -> anyhow::Result<()> {
    let team_keys: HashMap<TeamId, &str> = teams.iter().map(|(key, id)| (*id, key.as_str())).collect();
    let old: Vec<DeclaredPerson> = before
        .map_or(&[][..], |roster| &roster.people)
        .iter()
        .filter(|person| !person.left)
        .map(|person| DeclaredPerson {
            key: person.key.clone(),
            name: person.name.clone(),
            team: team_keys.get(&person.team).copied().unwrap_or_default().to_owned(),
            role: person.role,
            post: person.post.clone(),
            metrics: of_file(before, Whose::Person(person.id)),
            week_minutes: person.week_minutes,
            reactive_mille: person.reactive_mille,
            timezone: person.timezone,
            locale: person.locale,
        })
        .collect();
    let by_key: HashMap<&str, &DeclaredPerson> = old.iter().map(|person| (person.key.as_str(), person)).collect();
    for person in &declared.people {
        let known = by_key.get(person.key.as_str()).map(|known| person_fields(known)).transpose()?;
        if differences.compare("person", &person.key, &person.name, known, person_fields(person)?) {
            let team = teams.get(&person.team).ok_or_else(|| anyhow!("there is no team {}", person.team))?;
            let id: PersonId = store_person(tx, person, *team).await?;
            if let Some(roster) = before {
                let was = roster.person(id).filter(|was| !was.left).map(|was| was.team);
                if was != Some(*team) {
                    team_history::keep(tx, roster, id, was, now).await?;
                }
            }
            let list = by_key.get(person.key.as_str()).filter(|known| known.metrics != person.metrics);
            if let (Some(roster), true) = (before, list.is_some()) {
                let whose = Whose::Person(id);
                keep(tx, roster, &Was::List(whose, roster.list_of(whose).to_vec()), now).await?;
            }
            store_list(tx, Whose::Person(id), &person.metrics).await?;
        }
    }
    let declared_keys: HashSet<&str> = declared.people.iter().map(|person| person.key.as_str()).collect();
    for person in before.iter().flat_map(|roster| &roster.people) {
        if person.left || declared_keys.contains(person.key.as_str()) {
            continue;
        }
        differences.removed("person", &person.key, &person.name);
        if let Some(roster) = before {
            team_history::keep(tx, roster, person.id, Some(person.team), now).await?;
        }
        sqlx::query("UPDATE person SET left_at = ?2 WHERE key = ?1")
            .bind(&person.key)
            .bind(stamp(now))
            .execute(tx.conn())
            .await
            .with_context(|| format!("cannot note that {} left", person.key))?;
    }
    let keys: Vec<&str> = declared.people.iter().map(|p| p.key.as_str()).collect();
    differences.order("people", old.iter().map(|p| p.key.as_str()), keys.iter().copied());
    place(tx, "UPDATE person SET position = ?2 WHERE key = ?1 AND position <> ?2", &keys).await
}

async fn store_person(tx: &mut Tx, person: &DeclaredPerson, team: TeamId) -> anyhow::Result<PersonId> {
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

/// What the file lists. What chat added stays, unless the file lists it too.
async fn store_list(tx: &mut Tx, whose: Whose, metrics: &[String]) -> anyhow::Result<()> {
    let (id, sql) = match whose {
        Whose::Team(id) => (
            id,
            "DELETE FROM team_metric WHERE team_id = ?1 AND NOT by_chat;
             INSERT INTO team_metric (team_id, metric_key, position) SELECT ?1, value, key FROM json_each(?2) WHERE true
             ON CONFLICT (team_id, metric_key) DO UPDATE SET position = excluded.position, by_chat = 0",
        ),
        Whose::Person(id) => (
            id,
            "DELETE FROM person_metric WHERE person_id = ?1 AND NOT by_chat;
             INSERT INTO person_metric (person_id, metric_key, position) SELECT ?1, value, key FROM json_each(?2) WHERE true
             ON CONFLICT (person_id, metric_key) DO UPDATE SET position = excluded.position, by_chat = 0",
        ),
    };
    let stored = sqlx::query(sql).bind(id).bind(json(metrics)?).execute(tx.conn()).await;
    stored.with_context(|| format!("cannot store the metrics of {whose:?}"))?;
    Ok(())
}

fn person_fields(person: &DeclaredPerson) -> anyhow::Result<Fields> {
    let share = f64::from(person.reactive_mille) / 1000.0;
    Ok(vec![
        ("name", person.name.clone()),
        ("team", person.team.clone()),
        ("role", word(person.role)?),
        ("position", person.post.clone()),
        ("metrics", person.metrics.join(", ")),
        ("hours_per_week", hours(person.week_minutes)),
        ("reactive_share", share.to_string()),
        ("timezone", person.timezone.map(|zone| zone.to_string()).unwrap_or_default()),
        ("locale", person.locale.map(word).transpose()?.unwrap_or_default()),
    ])
}

/// The ids of managers and their deputies, once everybody has one. That one changed was said with the team.
async fn set_managers(tx: &mut Tx, declared: &Declaration, people: &HashMap<String, i64>) -> anyhow::Result<()> {
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

async fn apply_syncs(
    tx: &mut Tx,
    before: Option<&Roster>,
    declared: &Declaration,
    teams: &HashMap<String, i64>,
    differences: &mut Differences,
) -> anyhow::Result<()> {
    let team_keys: HashMap<TeamId, &str> = teams.iter().map(|(key, id)| (*id, key.as_str())).collect();
    let old: Vec<DeclaredSync> = before
        .map_or(&[][..], |roster| &roster.syncs)
        .iter()
        .map(|sync| DeclaredSync {
            key: sync.key.clone(),
            name: sync.name.clone(),
            teams: sync.teams.iter().filter_map(|id| team_keys.get(id)).map(|key| (*key).to_owned()).collect(),
            chat: sync.chat,
        })
        .collect();
    for sync in &declared.syncs {
        let known = old.iter().find(|old| old.key == sync.key);
        let sync = &DeclaredSync { chat: sync.chat.or(known.and_then(|known| known.chat)), ..sync.clone() };
        if !differences.compare("sync", &sync.key, &sync.name, known.map(sync_fields), sync_fields(sync)) {
            continue;
        }
        let id: i64 = sqlx::query_scalar(
            "INSERT INTO sync (key, name, chat_id) VALUES (?1, ?2, ?3)
             ON CONFLICT (key) DO UPDATE SET name = ?2, chat_id = coalesce(?3, chat_id), retired = 0 RETURNING id",
        )
        .bind(&sync.key)
        .bind(&sync.name)
        .bind(sync.chat)
        .fetch_one(tx.conn())
        .await
        .with_context(|| format!("cannot store sync {}", sync.key))?;
        let members: Vec<i64> = sync.teams.iter().filter_map(|key| teams.get(key)).copied().collect();
        sqlx::query("DELETE FROM sync_team WHERE sync_id = ?")
            .bind(id)
            .execute(tx.conn())
            .await
            .context("cannot clear a sync's teams")?;
        sqlx::query("INSERT INTO sync_team (sync_id, team_id, position) SELECT ?1, value, key FROM json_each(?2)")
            .bind(id)
            .bind(json(&members)?)
            .execute(tx.conn())
            .await
            .context("cannot store a sync's teams")?;
    }
    for sync in old.iter().filter(|old| !declared.syncs.iter().any(|new| new.key == old.key)) {
        differences.removed("sync", &sync.key, &sync.name);
        retire(tx, "UPDATE sync SET retired = 1 WHERE key = ?", &sync.key).await?;
    }
    Ok(())
}

fn sync_fields(sync: &DeclaredSync) -> Fields {
    vec![
        ("name", sync.name.clone()),
        ("teams", sync.teams.join(", ")),
        ("chat", sync.chat.map(|chat| chat.to_string()).unwrap_or_default()),
    ]
}

fn hours(minutes: Option<u32>) -> String {
    minutes.map(|minutes| (f64::from(minutes) / 60.0).to_string()).unwrap_or_default()
}
