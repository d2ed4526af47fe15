//! The syncs of `company.toml`.

use std::collections::HashMap;

use anyhow::Context as _;

use crate::domain::company::declaration::DeclaredSync;
use crate::domain::company::{Roster, TeamId};
use crate::storage::Tx;
use crate::storage::company::apply::changes::{Applying, Fields, Thing};
use crate::storage::company::apply::rows::retire;
use crate::storage::json::json;

pub(super) async fn apply_syncs(
    tx: &mut Tx,
    applying: &mut Applying<'_>,
    teams: &HashMap<String, TeamId>,
) -> anyhow::Result<()> {
    let declared = &applying.declared.syncs;
    let old = applying.before.map_or_else(Vec::new, |roster| stored(roster, teams));
    for sync in declared {
        let known = old.iter().find(|old| old.key == sync.key);
        // A chat that the file does not name stays as it was linked.
        let names_chat = sync.chat.is_some();
        let sync = &DeclaredSync { chat: sync.chat.or(known.and_then(|known| known.chat)), ..sync.clone() };
        let thing = Thing { kind: "sync", key: &sync.key, name: &sync.name };
        let differs = applying.differences.compare(thing, known.map(sync_fields), sync_fields(sync));
        if !names_chat {
            applying.differences.chat_not_declared(thing);
        }
        if differs {
            store(tx, sync, teams).await?;
        }
    }
    for sync in old.iter().filter(|old| !declared.iter().any(|new| new.key == old.key)) {
        applying.differences.removed(Thing { kind: "sync", key: &sync.key, name: &sync.name });
        retire(tx, "UPDATE sync SET retired = 1 WHERE key = ?", &sync.key).await?;
    }
    Ok(())
}

/// The syncs of the database, in the shape in which the file declares them.
fn stored(roster: &Roster, teams: &HashMap<String, TeamId>) -> Vec<DeclaredSync> {
    let team_keys: HashMap<TeamId, &str> = teams.iter().map(|(key, id)| (*id, key.as_str())).collect();
    roster
        .syncs
        .iter()
        .map(|sync| DeclaredSync {
            key: sync.key.clone(),
            name: sync.name.clone(),
            teams: sync.teams.iter().filter_map(|id| team_keys.get(id)).map(|key| (*key).to_owned()).collect(),
            chat: sync.chat,
        })
        .collect()
}

async fn store(tx: &mut Tx, sync: &DeclaredSync, teams: &HashMap<String, TeamId>) -> anyhow::Result<()> {
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
    Ok(())
}

fn sync_fields(sync: &DeclaredSync) -> Fields {
    vec![
        ("name", sync.name.clone()),
        ("teams", sync.teams.join(", ")),
        ("chat", sync.chat.map(|chat| chat.to_string()).unwrap_or_default()),
    ]
}
