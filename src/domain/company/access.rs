//! Who may do what: every permission is one function of this file, and nothing else asks for a role.
//!
//! A permission is a question about the company as it is now, never about a past week; whether there is anything to do (a plan
//! that waits, a report that is in) is asked elsewhere. What is somebody's own, their plan, their report, their absences, is
//! theirs alone to write: the chat finds it by whose it is.

use chrono::{DateTime, Utc};

use crate::domain::calendar::week::Week;
use crate::domain::company::{
    ChatId, Deputy, Metric, PastTeam, Person, PersonId, Role, Roster, Sync, Team, TeamId, Visibility,
};
use crate::domain::meeting::decision::Decision;
use crate::domain::meeting::goal::Goal;
use crate::domain::meeting::hypothesis::Hypothesis;
use crate::domain::numbers::definitions::Whose;

/// Telegram gives groups and channels negative ids; the id of a private chat is that of the person.
fn is_group(chat: ChatId) -> bool {
    chat < 0
}

/// From where somebody looks at a team.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum TeamAccess {
    /// One of its people: sees what the team's chat sees, and sums.
    Member,
    /// Answers for it, or decides on its head's plan, or is an admin: sees everybody's weeks.
    Head,
}

impl TeamAccess {
    /// Whether a digest of the team names its people to somebody who sits here.
    pub fn sees_names(self, team: &Team) -> bool {
        self == Self::Head || team.visibility == Visibility::Names
    }
}

/// Whom a command is kept for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeptFor {
    /// Managers, and for some commands whoever stands in for one today.
    Managers,
    /// Admins.
    Admins,
}

/// Where somebody stands in the company.
impl Roster {
    /// An admin.
    pub fn is_admin(&self, who: &Person) -> bool {
        who.role == Role::Admin
    }

    /// Declared a manager, head of a team, or an admin.
    pub fn is_manager(&self, who: &Person) -> bool {
        self.role_of(who) >= Role::Manager
    }

    /// Teams this person heads, or all of them for an admin.
    pub fn teams_led_by(&self, who: &Person) -> Vec<&Team> {
        self.teams.iter().filter(|team| self.leads(who, team.id)).collect()
    }

    /// Teams this person answers for now: those of [`Roster::teams_led_by`], and those where they stand in.
    pub fn teams_answered_for(&self, who: &Person, now: DateTime<Utc>) -> Vec<&Team> {
        self.teams.iter().filter(|team| self.leads(who, team.id) || self.stands_in(who, team, now)).collect()
    }

    /// Whether anything of others may wait for this person: a manager, or whoever stands in for one today.
    pub fn decides_for_others(&self, who: &Person, now: DateTime<Utc>) -> bool {
        self.is_manager(who) || !self.teams_answered_for(who, now).is_empty()
    }

    /// Heads the team, or is an admin.
    fn leads(&self, who: &Person, team: TeamId) -> bool {
        self.is_admin(who) || self.team(team).is_some_and(|team| team.manager == Some(who.id))
    }

    /// Heads the team somebody is in, or is an admin.
    fn leads_person(&self, who: &Person, whose: PersonId) -> bool {
        self.person(whose).filter(|person| !person.left).is_some_and(|person| self.leads(who, person.team))
    }
}

/// Commands.
impl Roster {
    /// Whether somebody may give a command; what it then shows is asked for each thing.
    ///
    /// # Errors
    /// Whom it is kept for.
    pub fn may_give_command(&self, who: &Person, command: &str, now: DateTime<Utc>) -> Result<(), KeptFor> {
        let (may, kept_for) = match command {
            "inbox" | "reopen" | "target" => (self.decides_for_others(who, now), KeptFor::Managers),
            "deputy" | "metrics" | "link" | "export" | "import" => (self.is_manager(who), KeptFor::Managers),
            "people" => (self.may_list_people(who), KeptFor::Admins),
            "invite" => (self.may_invite(who), KeptFor::Admins),
            "settings" => (self.may_see_settings(who), KeptFor::Admins),
            "status" => (self.may_see_status(who), KeptFor::Admins),
            _ => return Ok(()),
        };
        if may { Ok(()) } else { Err(kept_for) }
    }
}

/// Plans and reports of others.
impl Roster {
    /// Whether `who` may decide on `author`'s plan: any manager above, their deputies of today, any admin; never the author, save
    /// an admin for whose plan there is nobody else.
    pub fn may_approve(&self, who: &Person, author: &Person, now: DateTime<Utc>) -> bool {
        if who.left || author.left {
            return false;
        }
        if who.id == author.id {
            return self.approvers(author, now).iter().any(|a| a.id == who.id);
        }
        let mut ladder = self.ladder(author).into_iter();
        self.is_admin(who) || ladder.any(|(head, team)| head.id == who.id || self.deputises(who, head, team, now))
    }

    /// Whether the card of `author`'s plan stays alive in the chat of `who`: they may decide on it now, or will again while a
    /// manager whom they stand in for is away.
    pub fn may_see_waiting_plan(&self, who: &Person, author: &Person, now: DateTime<Utc>) -> bool {
        let named = |head: PersonId| self.deputies.iter().any(|d| d.person == who.id && d.manager == head);
        let stands_by =
            || self.ladder(author).into_iter().any(|(head, team)| team.deputy == Some(who.id) || named(head.id));
        self.may_approve(who, author, now) || (!who.left && !author.left && stands_by())
    }

    /// Whether `who` may open an agreed plan for `week` again: whoever may decide on it, not once its week is over.
    pub fn may_reopen_plan(&self, who: &Person, author: &Person, week: Week, now: DateTime<Utc>) -> bool {
        self.may_approve(who, author, now) && !self.is_over(week, author, now)
    }

    /// Whether `who` may open `author`'s report of a week again: whoever may read it.
    pub fn may_reopen_report(&self, who: &Person, author: &Person, week: Week, now: DateTime<Utc>) -> bool {
        self.may_read_report(who, author, week, now)
    }

    /// Whether `who` may read `author`'s report of a week once it is in: whoever may decide on their plans, from the week in
    /// which the author came to their present team; of earlier weeks, whoever is above the team they were in then as well.
    pub fn may_read_report(&self, who: &Person, author: &Person, week: Week, now: DateTime<Utc>) -> bool {
        let moved = |past: &&PastTeam| past.person == author.id && past.team.is_some_and(|team| team != author.team);
        let since = self.past_teams.iter().filter(moved).map(|past| past.moved_in).max();
        let above_then = || {
            let then = self.with_teams_of(week);
            then.person(author.id).is_some_and(|author| self.may_approve(who, author, now))
        };
        self.may_approve(who, author, now) && (since.is_none_or(|since| week >= since) || above_then())
    }

    /// Whether `who` may see the files of `author`'s tasks of a week whose report is in: they themselves, and whoever may read
    /// the report.
    pub fn may_see_files(&self, who: &Person, author: &Person, week: Week, now: DateTime<Utc>) -> bool {
        who.id == author.id || self.may_read_report(who, author, week, now)
    }

    /// Whether `who` may read what happened to `author`'s plan of a week: they themselves, and whoever may read its report.
    pub fn may_read_history_of(&self, who: &Person, author: &Person, week: Week, now: DateTime<Utc>) -> bool {
        who.id == author.id || self.is_admin(who) || self.may_read_report(who, author, week, now)
    }

    /// Whether `who` may read what happened to `author`'s plans, at least of some weeks: they themselves, whoever may decide on
    /// these, admins.
    pub fn may_read_history(&self, who: &Person, author: &Person, now: DateTime<Utc>) -> bool {
        who.id == author.id || self.is_admin(who) || self.may_approve(who, author, now)
    }

    /// Whether two people may write to each other about `author`'s plan: it is the one's, and the other may decide on it.
    pub fn may_write_about_plan(&self, one: &Person, other: &Person, author: PersonId, now: DateTime<Utc>) -> bool {
        (other.id == author && self.may_approve(one, other, now))
            || (one.id == author && self.may_approve(other, one, now))
    }

    /// Whether `who` may set another target for one of `whose` weeks: whoever may decide on their plans.
    pub fn may_set_target(&self, who: &Person, whose: &Person, now: DateTime<Utc>) -> bool {
        self.may_approve(who, whose, now)
    }

    /// Whether `who` may name somebody their deputy: whoever heads a team, anybody of the company but themselves.
    pub fn may_name_deputy(&self, who: &Person, deputy: &Person) -> bool {
        self.may_name_deputies(who) && deputy.id != who.id && !deputy.left
    }

    /// Whether `who` may name deputies at all: whoever heads a team.
    pub fn may_name_deputies(&self, who: &Person) -> bool {
        self.teams.iter().any(|team| team.manager == Some(who.id))
    }

    /// Whether `who` may take a deputy back: whoever named them.
    pub fn may_cancel_deputy(&self, who: &Person, deputy: &Deputy) -> bool {
        deputy.manager == who.id
    }
}

/// Teams' weeks and numbers.
impl Roster {
    /// From where a person looks at a team; none where it is not for them.
    pub fn team_access(&self, who: &Person, team: &Team, now: DateTime<Utc>) -> Option<TeamAccess> {
        if who.left {
            return None;
        }
        let head = team.manager.and_then(|id| self.person(id));
        let above = || head.is_some_and(|head| head.id != who.id && self.may_approve(who, head, now));
        if self.leads(who, team.id) || self.stands_in(who, team, now) || above() {
            return Some(TeamAccess::Head);
        }
        (who.team == team.id).then_some(TeamAccess::Member)
    }

    /// Whether a person may look at a team's weeks at all.
    pub fn may_see_team(&self, who: &Person, team: &Team, now: DateTime<Utc>) -> bool {
        self.team_access(who, team, now).is_some()
    }

    /// Whether a person sees a team's people by name.
    pub fn may_see_names(&self, who: &Person, team: &Team, now: DateTime<Utc>) -> bool {
        self.team_access(who, team, now).is_some_and(|seat| seat.sees_names(team))
    }

    /// Whether somebody reads the name and the single tasks of another person where the work of all teams is shown, as with the
    /// goals: not of a team that shows totals only, unless they answer for it.
    pub fn may_see_work(&self, who: &Person, whose: &Person, now: DateTime<Utc>) -> bool {
        let Some(team) = self.team(whose.team) else { return true };
        who.id == whose.id
            || team.visibility == Visibility::Names
            || self.team_access(who, team, now) == Some(TeamAccess::Head)
    }

    /// Whether a team's people are named in a chat: in private, where the person may see them; elsewhere, where the team's
    /// visibility says so.
    pub fn may_see_names_in(&self, chat: ChatId, team: &Team, now: DateTime<Utc>) -> bool {
        match self.by_telegram(chat) {
            Some(person) => self.may_see_names(person, team, now),
            None => is_group(chat) && team.visibility == Visibility::Names,
        }
    }

    /// Whether the notes of a team's people bear their names in the agenda of a chat: not where the team shows totals only, save
    /// in private for whoever answers for it.
    pub fn may_name_notes_in(&self, chat: ChatId, team: &Team, now: DateTime<Utc>) -> bool {
        let answers = |who: &Person| self.team_access(who, team, now) == Some(TeamAccess::Head);
        team.visibility == Visibility::Names || self.by_telegram(chat).is_some_and(answers)
    }

    /// Whether a digest of the team that stands in a chat may still change there.
    pub fn may_see_team_in(&self, chat: ChatId, team: &Team, now: DateTime<Utc>) -> bool {
        self.may_in(chat, |who| self.may_see_team(who, team, now))
    }

    /// Whether the digest over all teams that stands in a chat may still change there: in private it is for admins.
    pub fn may_see_company_in(&self, chat: ChatId) -> bool {
        self.may_in(chat, |who| self.is_admin(who))
    }

    /// Whether what stands in a chat may still change there: in private, where whoever sits there may see it, and never where
    /// nobody of the company sits; a group sees what was posted for it.
    fn may_in(&self, chat: ChatId, may: impl FnOnce(&Person) -> bool) -> bool {
        self.by_telegram(chat).map_or(is_group(chat), may)
    }

    /// The teams whose weeks a person may look at, in declared order: those they are above; where there are none, their own.
    pub fn teams_seen_by(&self, who: &Person, now: DateTime<Utc>) -> Vec<(&Team, TeamAccess)> {
        let mut seen: Vec<(&Team, TeamAccess)> =
            self.teams.iter().filter_map(|team| Some((team, self.team_access(who, team, now)?))).collect();
        if seen.iter().any(|(_, seat)| *seat == TeamAccess::Head) {
            seen.retain(|(_, seat)| *seat == TeamAccess::Head);
        }
        seen
    }

    /// The teams whose register a person may take along as a file.
    pub fn teams_exportable_by(&self, who: &Person) -> Vec<TeamId> {
        self.teams_led_by(who).iter().map(|team| team.id).collect()
    }

    /// The teams whose people's numbers a person may give by file.
    pub fn teams_importable_by(&self, who: &Person) -> Vec<TeamId> {
        self.teams_led_by(who).iter().map(|team| team.id).collect()
    }
}

/// Metrics.
impl Roster {
    /// Whether somebody may take metrics from the catalogue and describe others: whoever heads a team, and admins.
    pub fn may_add_metrics(&self, who: &Person) -> bool {
        self.is_manager(who)
    }

    /// Whether somebody may describe a metric anew or give it up: admins those made in chat, managers those they made.
    pub fn may_change_metric(&self, who: &Person, metric: &Metric) -> bool {
        let theirs = |by| self.is_admin(who) || (by == who.id && self.may_add_metrics(who));
        self.maker_of(&metric.key).is_some_and(theirs)
    }

    /// Whether somebody may choose what is on a list: admins every one, managers those of their teams and of the people in them.
    pub fn may_change_list(&self, who: &Person, whose: Whose) -> bool {
        match whose {
            Whose::Team(id) => self.team(id).is_some() && self.leads(who, id),
            Whose::Person(id) => self.leads_person(who, id),
        }
    }
}

/// Goals, decisions, hypotheses.
impl Roster {
    /// Whether somebody may write goals down: managers.
    pub fn may_add_goals(&self, who: &Person) -> bool {
        self.is_manager(who)
    }

    /// Whether somebody may change, close and reopen a goal: admins; managers their own, those they made, and their people's.
    pub fn may_change_goal(&self, who: &Person, goal: &Goal) -> bool {
        let leads = |owner| self.person(owner).is_some_and(|owner| owner.id == who.id || self.heads(who, owner));
        let theirs = goal.made_by == Some(who.id) || goal.owner.is_some_and(leads);
        self.is_admin(who) || (self.is_manager(who) && theirs)
    }

    /// Whether somebody may say what a month should come to, and that it did: the goal's owner, and whoever may change it.
    pub fn may_reach_goal(&self, who: &Person, goal: &Goal) -> bool {
        goal.owner == Some(who.id) || self.may_change_goal(who, goal)
    }

    /// Whether somebody may take part in a sync, read its agenda and write down what it decides: its teams' people, and admins.
    pub fn may_take_part(&self, who: &Person, sync: &Sync) -> bool {
        self.is_admin(who) || sync.teams.contains(&who.team)
    }

    /// Whether an agenda that stands in a chat may still change there.
    pub fn may_see_agenda_in(&self, chat: ChatId, sync: &Sync) -> bool {
        self.may_in(chat, |who| self.may_take_part(who, sync))
    }

    /// Whether the card of a decision that stands in a chat may still change there: for whoever may close it.
    pub fn may_see_decision_in(&self, chat: ChatId, decision: &Decision) -> bool {
        let Decision { owner, made_by, sync, .. } = decision;
        self.may_in(chat, |who| self.may_close_decision(who, *owner, *made_by, *sync))
    }

    /// Whether somebody may say that a decision is not needed any more: its owner, who wrote it down, admins.
    pub fn may_drop_decision(&self, who: &Person, owner: Option<PersonId>, made_by: PersonId) -> bool {
        owner == Some(who.id) || self.may_answer_decision(who, made_by)
    }

    /// Whether somebody may say that a decision of a sync is done: whoever may drop it, and everybody who takes part.
    pub fn may_close_decision(&self, who: &Person, owner: Option<PersonId>, made_by: PersonId, sync: i64) -> bool {
        self.may_drop_decision(who, owner, made_by) || self.sync(sync).is_some_and(|sync| self.may_take_part(who, sync))
    }

    /// Whether somebody may say what was left open of a decision: who wrote it down, admins.
    pub fn may_answer_decision(&self, who: &Person, made_by: PersonId) -> bool {
        made_by == who.id || self.is_admin(who)
    }

    /// Whether somebody may write hypotheses down: whoever takes part in a sync.
    pub fn may_add_hypotheses(&self, who: &Person) -> bool {
        self.syncs.iter().any(|sync| self.may_take_part(who, sync))
    }

    /// Whether somebody may look at a hypothesis: whoever meets its owner in a sync, and whoever may change it.
    pub fn may_see_hypothesis(&self, who: &Person, hypothesis: &Hypothesis) -> bool {
        let meets = |sync: &Sync| self.may_take_part(who, sync);
        self.may_change_hypothesis(who, hypothesis) || self.syncs_of_hypothesis(hypothesis).any(meets)
    }

    /// Whether somebody may change a hypothesis and decide on it: its owner, who wrote it down, the head of the owner's team,
    /// and admins.
    pub fn may_change_hypothesis(&self, who: &Person, hypothesis: &Hypothesis) -> bool {
        let owner = hypothesis.trial.owner;
        self.is_admin(who)
            || [owner, hypothesis.made_by].contains(&who.id)
            || self.person(owner).is_some_and(|owner| self.heads(who, owner))
    }

    /// The syncs in which a hypothesis is talked about: those of its owner's team.
    pub fn syncs_of_hypothesis(&self, hypothesis: &Hypothesis) -> impl Iterator<Item = &Sync> {
        let team = self.person(hypothesis.trial.owner).map(|owner| owner.team);
        self.syncs.iter().filter(move |sync| team.is_some_and(|team| sync.teams.contains(&team)))
    }
}

/// The company itself.
impl Roster {
    /// Whether somebody may have anything posted in a chat: managers.
    pub fn may_link_chats(&self, who: &Person) -> bool {
        self.is_manager(who)
    }

    /// Whether somebody may have a team's digest posted in a chat: its head, and admins.
    pub fn may_link_team(&self, who: &Person, team: &Team) -> bool {
        self.leads(who, team.id)
    }

    /// Whether somebody may have a sync's agenda posted in a chat: the heads of its teams, and admins.
    pub fn may_link_sync(&self, who: &Person, sync: &Sync) -> bool {
        sync.teams.iter().any(|team| self.leads(who, *team))
    }

    /// Whether somebody may have the digest over all teams posted in a chat: admins.
    pub fn may_link_company(&self, who: &Person) -> bool {
        self.is_admin(who)
    }

    /// Whether somebody may look at how the company is set up: admins.
    pub fn may_see_settings(&self, who: &Person) -> bool {
        self.is_admin(who)
    }

    /// Whether somebody may see who has joined: admins.
    pub fn may_list_people(&self, who: &Person) -> bool {
        self.is_admin(who)
    }

    /// Whether somebody may make join links for others: admins.
    pub fn may_invite(&self, who: &Person) -> bool {
        self.is_admin(who)
    }

    /// Whether somebody may see how the bot itself is: admins.
    pub fn may_see_status(&self, who: &Person) -> bool {
        self.is_admin(who)
    }
}
