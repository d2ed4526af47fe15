//! Who decides on whose plan: the managers above its author, whoever stands in for them, and at the top the admins.
//!
//! Level 0 is the manager of the author's team, level 1 the manager of the team that manager belongs to, and so on; after
//! the last come the admins. A level where nobody is there, neither the manager nor a deputy, is passed over. Nobody is ever
//! on the way up from themselves, save an admin where there is no other and nobody above.

use chrono::{DateTime, Utc};

use crate::domain::company::{Deputy, Person, PersonId, Roster, Team};

/// Somebody a plan waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Decider<'a> {
    /// Who decides.
    pub person: &'a Person,
    /// The manager in whose place, where it is not the person's own.
    pub instead_of: Option<&'a Person>,
}

impl Roster {
    /// The managers above an author, the nearest first, each with the team they are met at. Ends where nobody is named or where
    /// the way leads back to a team it has passed.
    pub(in crate::domain) fn ladder<'a>(&'a self, author: &Person) -> Vec<(&'a Person, &'a Team)> {
        let (mut ladder, mut passed) = (Vec::<(&Person, &Team)>::new(), Vec::new());
        let mut next = Some(author.team);
        while let Some(team) = next.filter(|id| !passed.contains(id)).and_then(|id| self.team(id)) {
            passed.push(team.id);
            let head = team.manager.and_then(|id| self.person(id));
            next = head.map(|head| head.team);
            ladder.extend(
                head.filter(|head| head.id != author.id && !ladder.iter().any(|(known, _)| known.id == head.id))
                    .map(|head| (head, team)),
            );
        }
        ladder
    }

    /// Whether somebody can be asked today: reachable and not away.
    pub fn is_there(&self, person: &Person, now: DateTime<Utc>) -> bool {
        person.reachable() && person.away_on(self.today_of(person, now)).is_none()
    }

    /// Who decides at one step of the ladder: the deputy named for today; the manager, if there; else a standing deputy.
    fn at_step<'a>(
        &'a self,
        (head, team): (&'a Person, &'a Team),
        author: &Person,
        now: DateTime<Utc>,
    ) -> Vec<Decider<'a>> {
        let today = self.today_of(head, now);
        let stand_in = |id: PersonId| {
            let fits = |p: &&Person| p.id != author.id && p.id != head.id && self.is_there(p, now);
            self.person(id).filter(fits).map(|person| Decider { person, instead_of: Some(head) })
        };
        let of_head = || self.deputies.iter().filter(|d| d.manager == head.id);
        let unique = |all: Vec<Decider<'a>>| {
            let mut once: Vec<Decider<'a>> = Vec::new();
            for one in all {
                if !once.iter().any(|known| known.person.id == one.person.id) {
                    once.push(one);
                }
            }
            once
        };
        let dated: Vec<_> = of_head().filter(|d| d.named_for(today)).filter_map(|d| stand_in(d.person)).collect();
        if !dated.is_empty() {
            return unique(dated);
        }
        if self.is_there(head, now) {
            return vec![Decider { person: head, instead_of: None }];
        }
        let standing: Vec<_> = of_head().filter(|d| d.days.is_none()).filter_map(|d| stand_in(d.person)).collect();
        if !standing.is_empty() {
            return unique(standing);
        }
        team.deputy.and_then(stand_in).into_iter().collect()
    }

    /// Who decides on this author's plan that has been escalated to `level`. Empty only where no admin but the author has joined, nobody
    /// else is above, and the author is none.
    pub fn deciders<'a>(&'a self, author: &Person, now: DateTime<Utc>, level: u32) -> Vec<Decider<'a>> {
        if author.left {
            return Vec::new();
        }
        let (ladder, level) = (self.ladder(author), usize::try_from(level).unwrap_or(usize::MAX));
        let at = |step: &(&'a Person, &'a Team)| Some(self.at_step(*step, author, now)).filter(|who| !who.is_empty());
        if let Some(found) = ladder.iter().skip(level).find_map(at) {
            return found;
        }
        let admins = |fits: &dyn Fn(&Person) -> bool| -> Option<Vec<Decider<'a>>> {
            let all = self.admins().into_iter().filter(|a| fits(a));
            let all: Vec<_> = all.map(|person| Decider { person, instead_of: None }).collect();
            Some(all).filter(|all| !all.is_empty())
        };
        let other = |a: &Person| a.id != author.id;
        admins(&|a| other(a) && self.is_there(a, now))
            .or_else(|| admins(&|a| other(a) && a.reachable()))
            .or_else(|| ladder.iter().take(level).rev().find_map(at))
            .or_else(|| admins(&|a| other(a) && a.active()))
            .or_else(|| admins(&|a| a.id == author.id && a.active()))
            .unwrap_or_default()
    }

    /// Who is asked to decide on this person's plan when it is handed in now.
    pub fn approvers<'a>(&'a self, author: &Person, now: DateTime<Utc>) -> Vec<&'a Person> {
        self.deciders(author, now, 0).into_iter().map(|decider| decider.person).collect()
    }

    /// Those whom a plan that has been escalated to `level` waits for, each once: whoever it has reached keeps it.
    pub fn reached<'a>(&'a self, author: &Person, now: DateTime<Utc>, level: u32) -> Vec<&'a Person> {
        // Above the last manager there are only the admins.
        let top = u32::try_from(self.teams.len()).unwrap_or(u32::MAX);
        let mut reached: Vec<&Person> = Vec::new();
        for decider in (0..=level.min(top)).flat_map(|level| self.deciders(author, now, level)) {
            if !reached.iter().any(|known| known.id == decider.person.id) {
                reached.push(decider.person);
            }
        }
        reached
    }

    /// The level to which a plan is escalated from `level`: the next one where somebody else decides; none at the top.
    pub fn next_level(&self, author: &Person, now: DateTime<Utc>, level: u32) -> Option<u32> {
        let who = |level| -> Vec<PersonId> { self.deciders(author, now, level).iter().map(|d| d.person.id).collect() };
        let (have_it, top) = (who(level), u32::try_from(self.ladder(author).len()).unwrap_or(u32::MAX));
        (level.saturating_add(1)..=top).find(|next| who(*next) != have_it)
    }

    /// Whether this person may decide in the place of a team's manager today: named for today, or for whenever the manager is
    /// not there and they are not.
    pub(in crate::domain) fn deputises(&self, who: &Person, head: &Person, team: &Team, now: DateTime<Utc>) -> bool {
        let today = self.today_of(head, now);
        let of_head = |d: &&Deputy| d.manager == head.id && d.person == who.id;
        let named = |d: &Deputy| d.named_for(today);
        let stands_by = || team.deputy == Some(who.id) || self.deputies.iter().any(|d| of_head(&d) && d.days.is_none());
        who.id != head.id
            && (self.deputies.iter().filter(of_head).any(named) || (!self.is_there(head, now) && stands_by()))
    }

    /// Whether this person stands in for the manager of a team today.
    pub fn stands_in(&self, who: &Person, team: &Team, now: DateTime<Utc>) -> bool {
        let head = team.manager.and_then(|id| self.person(id));
        !who.left && head.is_some_and(|head| self.deputises(who, head, team, now))
    }
}

#[cfg(test)]
#[path = "tests.rs"]
pub(in crate::domain) mod tests;
