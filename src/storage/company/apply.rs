//! Making the database say what `company.toml` says.
//!
//! The old state and the new are brought into the same shape and compared field by field; only what differs is written.
//! Nobody and nothing is deleted: people leave, teams, metrics and syncs retire, and come back by the same key.

mod changes;
mod company;
mod doubt;
mod goals;
mod keys;
mod last_declared;
mod lists;
mod metrics;
mod people;
mod ritual;
mod rows;
mod syncs;
mod teams;

pub use changes::Change;
use chrono::{DateTime, Utc};
pub use doubt::Doubt;

use crate::domain::calendar::ritual::{Due, weeks_in_reach};
use crate::domain::company::Roster;
use crate::domain::company::declaration::Declaration;
use crate::storage::Tx;
use crate::storage::company::apply::changes::{Applying, Differences};
use crate::storage::company::apply::last_declared::{keep_declared, last_declared, over_chat};
use crate::storage::company::load::load;
use crate::storage::company::revision::touch;
use crate::storage::moment;

/// What came of applying the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Applied {
    /// What is otherwise now.
    pub changes: Vec<Change>,
    /// What of it should have been meant.
    pub doubts: Vec<Doubt>,
}

/// Brings the database to what is declared and gives what that changed. Applied again, it changes nothing.
///
/// # Errors
/// Where a metric that the file leaves out is used by one made in chat, or a goal's tag is that of one made in chat.
pub async fn apply(tx: &mut Tx, declared: &Declaration, now: DateTime<Utc>) -> anyhow::Result<Vec<Change>> {
    Ok(apply_with_doubts(tx, declared, now).await?.changes)
}

/// The same, and what of it should have been meant.
///
/// # Errors
/// As [`apply`].
pub async fn apply_with_doubts(tx: &mut Tx, declared: &Declaration, now: DateTime<Utc>) -> anyhow::Result<Applied> {
    let mut differences = Differences::default();
    let last = last_declared(tx).await?;
    let mut before = load(tx).await?;
    if let Some(roster) = &before {
        keys::rename(tx, roster, declared, &mut differences).await?;
        before = load(tx).await?;
    }
    let mut applying = Applying { before: before.as_ref(), declared, now, differences };
    company::apply_company(tx, &mut applying).await?;
    metrics::apply_metrics(tx, &mut applying).await?;
    teams::apply_teams(tx, &mut applying).await?;
    let team_ids = rows::ids(tx, "SELECT key, id FROM team").await?;
    people::apply_people(tx, &mut applying, &team_ids).await?;
    let person_ids = rows::ids(tx, "SELECT key, id FROM person").await?;
    teams::set_managers(tx, declared, &person_ids).await?;
    syncs::apply_syncs(tx, &mut applying, &team_ids).await?;
    goals::apply_goals(tx, &mut applying, &person_ids).await?;
    keep_declared(tx, &applying.differences).await?;
    let Differences { all: changes, mut doubts, .. } = applying.differences;
    if !changes.is_empty() {
        touch(tx).await?;
    }
    if let (Some(before), Some(after)) = (before, load(tx).await?) {
        close_overtaken(tx, &before, &after, now).await?;
    }
    doubts.extend(over_chat(&changes, &last));
    Ok(Applied { changes, doubts })
}

/// A changed schedule does nothing that lies behind: moments that have come only by the change are closed.
async fn close_overtaken(tx: &mut Tx, before: &Roster, after: &Roster, now: DateTime<Utc>) -> anyhow::Result<()> {
    for team in &after.teams {
        for week in weeks_in_reach(now, after.team_timezone(team)) {
            let old = before.team(team.id).map(|team| before.moments_of(team, week)).unwrap_or_default();
            let had_come = |due: &Due| old.iter().any(|old| old.moment == due.moment && old.at <= now);
            for due in after.moments_of(team, week).iter().filter(|due| due.at <= now && !had_come(due)) {
                moment::close(tx, team.id, due, true, now).await?;
            }
        }
    }
    Ok(())
}
