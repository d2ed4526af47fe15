//! The metrics that `company.toml` lists for teams and people.

use anyhow::Context as _;

use crate::domain::company::Roster;
use crate::domain::numbers::definitions::Whose;
use crate::storage::Tx;
use crate::storage::json::json;

/// The metrics on a list, without those given in the chat.
pub(super) fn of_file(roster: &Roster, whose: Whose) -> Vec<String> {
    roster.list_of(whose).iter().filter(|key| !roster.given_in_chat(whose, key)).cloned().collect()
}

/// Stores the file's list. What was added in chat stays; what the file lists too counts as the file's from now on.
pub(super) async fn store_list(tx: &mut Tx, whose: Whose, metrics: &[String]) -> anyhow::Result<()> {
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
