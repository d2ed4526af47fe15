//! The hints that people have hidden.

use anyhow::Context as _;
use chrono::{DateTime, Utc};

use crate::domain::company::PersonId;
use crate::domain::plan::hint::{Hidden, HintKind};
use crate::storage::Tx;
use crate::storage::stamp::stamp;

/// The hints that a person has hidden.
pub async fn hidden(tx: &mut Tx, person: PersonId) -> anyhow::Result<Vec<Hidden>> {
    let rows: Vec<(String, String)> = sqlx::query_as("SELECT kind, title FROM hidden_hint WHERE person_id = ?")
        .bind(person)
        .fetch_all(tx.conn())
        .await?;
    let hidden = rows.into_iter().map(|(kind, title)| {
        let kind = HintKind::named(&kind).with_context(|| format!("kind of hint '{kind}'"))?;
        Ok(Hidden { kind, title: Some(title).filter(|title| !title.is_empty()) })
    });
    hidden.collect()
}

/// Hides hints from a person for good. Hiding them again changes nothing.
pub async fn hide(tx: &mut Tx, person: PersonId, hidden: &Hidden, now: DateTime<Utc>) -> anyhow::Result<()> {
    sqlx::query("INSERT OR IGNORE INTO hidden_hint (person_id, kind, title, hidden_at) VALUES (?, ?, ?, ?)")
        .bind(person)
        .bind(hidden.kind.name())
        .bind(hidden.title.as_deref().unwrap_or_default())
        .bind(stamp(now))
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// Shows a person all hints again.
pub async fn unhide(tx: &mut Tx, person: PersonId) -> anyhow::Result<()> {
    sqlx::query("DELETE FROM hidden_hint WHERE person_id = ?").bind(person).execute(tx.conn()).await?;
    Ok(())
}
