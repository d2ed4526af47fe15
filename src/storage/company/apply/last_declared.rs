//! What `company.toml` said when it was last applied, which tells what was done in chat since.

use std::collections::HashMap;

use anyhow::Context as _;

use crate::storage::Tx;
use crate::storage::company::apply::changes::{Change, Differences};
use crate::storage::company::apply::doubt::Doubt;
use crate::storage::json::json;

/// What the file said when it was last applied, by thing and field.
pub(super) type LastDeclared = HashMap<(String, String), String>;

pub(super) async fn last_declared(tx: &mut Tx) -> anyhow::Result<LastDeclared> {
    let rows: Vec<(String, String, String)> = sqlx::query_as("SELECT what, field, value FROM declared_field")
        .fetch_all(tx.conn())
        .await
        .context("cannot read what the file said before")?;
    Ok(rows.into_iter().map(|(what, field, value)| ((what, field), value)).collect())
}

/// Keeps what the file says now.
pub(super) async fn keep_declared(tx: &mut Tx, differences: &Differences) -> anyhow::Result<()> {
    sqlx::query("DELETE FROM declared_field")
        .execute(tx.conn())
        .await
        .context("cannot clear what the file said before")?;
    sqlx::query(
        "INSERT OR REPLACE INTO declared_field (what, field, value)
         SELECT value ->> 0, value ->> 1, value ->> 2 FROM json_each(?)",
    )
    .bind(json(&differences.declared)?)
    .execute(tx.conn())
    .await
    .context("cannot keep what the file says")?;
    Ok(())
}

/// What of the changes undoes something that was done in chat.
pub(super) fn over_chat(changes: &[Change], last: &LastDeclared) -> Vec<Doubt> {
    let known = |what: &str| last.keys().any(|(thing, _)| thing == what);
    let doubt = |change: &Change| {
        let Change::Changed { what, field, old, new } = change else { return None };
        let said = last.get(&(what.clone(), (*field).to_owned())).map_or("", String::as_str);
        let said = if said.is_empty() { "(none)" } else { said };
        // What was applied before this was kept is taken for the file's.
        let done_in_chat = *field == "made in" || known(what) && said != old && *field != "key";
        done_in_chat.then(|| Doubt::OverChat { what: what.clone(), field, old: old.clone(), new: new.clone() })
    };
    changes.iter().filter_map(doubt).collect()
}
