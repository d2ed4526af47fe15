//! Where a hypothesis is talked about, and who may see and change it.

use crate::domain::company::{Person, Role, Roster, Sync};
use crate::domain::meeting::hypothesis::Hypothesis;

/// The syncs in which a hypothesis is talked about: those of its owner's team.
pub fn syncs_of<'r>(roster: &'r Roster, hypothesis: &Hypothesis) -> impl Iterator<Item = &'r Sync> {
    let team = roster.person(hypothesis.trial.owner).map(|owner| owner.team);
    roster.syncs.iter().filter(move |sync| team.is_some_and(|team| sync.teams.contains(&team)))
}

/// Whether somebody may look at a hypothesis: whoever meets its owner in a sync, and whoever may change it.
pub fn may_see(roster: &Roster, who: &Person, hypothesis: &Hypothesis) -> bool {
    may_change(roster, who, hypothesis) || syncs_of(roster, hypothesis).any(|sync| roster.in_sync(who, sync))
}

/// Whether somebody may change a hypothesis and decide on it: its owner, who wrote it down, the head of the owner's team,
/// and admins.
pub fn may_change(roster: &Roster, who: &Person, hypothesis: &Hypothesis) -> bool {
    let owner = hypothesis.trial.owner;
    who.role == Role::Admin
        || [owner, hypothesis.made_by].contains(&who.id)
        || roster.person(owner).is_some_and(|owner| roster.heads(who, owner))
}
