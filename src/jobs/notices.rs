//! Notices of plans that came while an approver's inbox was to stay silent: the inbox is posted again at the end of the
//! chat, once for all of them.

use crate::cards;
use crate::jobs::audience::off_today;
use crate::render::approval::inbox::Top;
use crate::storage::approval::inbox as inboxes;
use crate::storage::approval::inbox::Inbox;
use crate::unit::Unit;

/// Rings everybody whose notice is due, if any of the plans that came meanwhile still waits; true where a notice was
/// due.
pub async fn send(unit: &mut Unit<'_>) -> anyhow::Result<bool> {
    let roster = unit.roster;
    let due = inboxes::notices_due(unit.tx, unit.now).await?;
    for id in &due {
        let Some(before) = inboxes::load(unit.tx, *id).await? else { continue };
        inboxes::save(unit.tx, *id, Inbox { notice_at: None, ..before }).await?;
        let Some(person) = roster.person(*id).filter(|p| !off_today(roster, p, unit.now)) else {
            continue;
        };
        let waiting = cards::approval::inbox::waiting_for(unit, person).await?;
        if waiting.iter().any(|plan| plan.submitted_at.is_some_and(|at| at >= before.heard_at)) {
            cards::approval::inbox::ring(unit, person, Top::Count).await?;
        }
    }
    Ok(!due.is_empty())
}
