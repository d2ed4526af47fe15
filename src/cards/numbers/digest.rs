//! The digest of a team, and the digest over all teams: in a linked chat or for somebody who asks.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};

use crate::cards::numbers::trend;
use crate::cards::numbers::trend::Past;
use crate::domain::calendar::week::Week;
use crate::domain::company::{ChatId, Person, PersonId, Roster, Team, WeekRoster};
use crate::domain::numbers::record::WEEKS;
use crate::domain::numbers::target::Override;
use crate::domain::plan::PlanId;
use crate::domain::plan::standing::Standing;
use crate::domain::report::note::Note;
use crate::domain::report::reason::MetricReason;
use crate::domain::report::sent::Report;
use crate::domain::week::task::Task;
use crate::render::card::Card;
use crate::render::numbers::digest::{DigestView, Member, card};
use crate::render::numbers::overview;
use crate::say;
use crate::storage::outbox::{CardKey, Lane, Place, Post};
use crate::storage::report::{note, reason as reasons, sent as reports};
use crate::storage::week::task as week_tasks;
use crate::storage::{outbox, plan as plans};
use crate::texts::Words;
use crate::unit::Unit;

/// The key of a team's digest of a week.
pub fn key(team: &Team, week: Week) -> CardKey {
    CardKey::Digest { team: team.id, week }
}

/// The key of the digest over all teams of a week.
pub fn company_key(week: Week) -> CardKey {
    CardKey::CompanyDigest(week)
}

/// What digests are made from: everything that people planned and reported for a week.
#[derive(Debug)]
pub struct Facts<'a> {
    /// Who owes something by now goes by the calendar of today.
    today: &'a Roster,
    now: DateTime<Utc>,
    past: Past<'a>,
    tasks: Vec<Task>,
    plans: Vec<Standing>,
    set: Vec<Override>,
    reports: Vec<Report>,
    notes: Vec<Note>,
    reasons: Vec<MetricReason>,
}

/// Loads the facts of a week, with the tasks of these teams' people.
async fn facts<'a, 't>(
    unit: &mut Unit<'a>,
    then: &WeekRoster<'_>,
    teams: impl Iterator<Item = &'t Team>,
) -> anyhow::Result<Facts<'a>> {
    let week = then.week();
    let plans = plans::standings(unit.tx, week).await?;
    let people: BTreeSet<PersonId> = teams.flat_map(|team| then.members(team.id)).map(|person| person.id).collect();
    let theirs: Vec<PlanId> = plans.iter().filter(|p| people.contains(&p.person)).map(|p| p.plan).collect();
    Ok(Facts {
        today: unit.roster,
        now: unit.now,
        past: trend::load(unit, week, WEEKS).await?,
        tasks: week_tasks::of_plans(unit.tx, &theirs).await?,
        plans,
        set: plans::set_in_week(unit.tx, week).await?,
        reports: reports::of_week(unit.tx, week).await?,
        notes: note::of_week(unit.tx, week).await?,
        reasons: reasons::of_week(unit.tx, week).await?,
    })
}

impl Facts<'_> {
    /// Whether a team was asked for anything in the week. A team that was not, or that had the week off, gets no
    /// digest.
    pub fn asked(&self, then: &WeekRoster<'_>, team: &Team) -> bool {
        then.members(team.id).any(|person| self.reports_on(then, person))
    }

    /// Whether a person has numbers or tasks to report on.
    fn reports_on(&self, then: &WeekRoster<'_>, person: &Person) -> bool {
        self.there(person)
            && then.worked(person)
            && (self.planned(person) || then.typed_metrics(person.id).next().is_some())
    }

    /// Whether a person takes part: they have joined, or they handed in a plan for the week and have lost their account
    /// since, to another key of `company.toml`.
    fn there(&self, person: &Person) -> bool {
        person.active() || (!person.left && self.planned(person))
    }

    /// Whether a plan was asked for and its term is over: for who was away when it was, that is the first day back.
    fn owes_plan(&self, person: &Person, week: Week, plan: Option<&Standing>) -> bool {
        plan.is_some_and(|plan| plan.asked) && self.today.plan_is_overdue(person, week, self.now)
    }

    fn owes_report(&self, person: &Person, week: Week) -> bool {
        self.today.report_is_overdue(person, week, self.now)
    }

    fn planned(&self, person: &Person) -> bool {
        self.plans.iter().any(|p| p.person == person.id && p.was_sent)
    }

    /// What a team's digest shows, with or without the names of its people.
    pub fn view<'a>(&'a self, then: &'a WeekRoster<'_>, team: &'a Team, names: bool) -> DigestView<'a> {
        let of_team = |person| then.was_in(person, &[team.id]);
        let set = self.set.iter().filter(|set| of_team(set.person));
        DigestView {
            team,
            week: then.week(),
            currency: then.currency(),
            goals: then.goals(),
            trends: self.past.of(then, team.id),
            members: then.members(team.id).filter(|p| self.there(p)).map(|p| self.member(then, p)).collect(),
            notes: self.notes.iter().filter(|note| of_team(note.person)).collect(),
            set: set.filter_map(|set| Some((then.metric(&set.metric)?, set))).collect(),
            names,
        }
    }

    fn member<'a>(&'a self, then: &'a WeekRoster<'_>, person: &'a Person) -> Member<'a> {
        let plan = self.plans.iter().find(|p| p.person == person.id);
        let report = self.reports.iter().find(|r| r.person == person.id && r.sent);
        let handed_in = plan.filter(|p| p.was_sent);
        Member {
            person,
            tasks: self.tasks.iter().filter(|t| plan.is_some_and(|p| p.plan == t.plan)).collect(),
            numbers: then
                .typed_metrics(person.id)
                .map(|metric| (metric, self.past.number(person.id, &metric.key)))
                .collect(),
            reasons: self.reasons.iter().filter(|reason| reason.person == person.id).collect(),
            plan: handed_in.map(|p| p.late),
            report: report.map(|r| r.late),
            owes_plan: handed_in.is_some() || (then.worked(person) && self.owes_plan(person, then.week(), plan)),
            owes_report: report.is_some() || (self.reports_on(then, person) && self.owes_report(person, then.week())),
            self_approved: plan.is_some_and(|p| p.decided_by == Some(person.id)),
        }
    }
}

/// Loads and renders a team's digest.
pub async fn load(unit: &mut Unit<'_>, words: Words<'_>, team: &Team, week: Week, names: bool) -> anyhow::Result<Card> {
    let then = unit.roster.in_week(week);
    let facts = facts(unit, &then, std::iter::once(team)).await?;
    Ok(card(words, &facts.view(&then, team, names)))
}

/// Loads and renders the digest over these teams, each with or without names; none where fewer than `least` of them
/// were asked for anything.
pub async fn load_overview(
    unit: &mut Unit<'_>,
    words: Words<'_>,
    teams: &[(&Team, bool)],
    week: Week,
    least: usize,
) -> anyhow::Result<Option<Card>> {
    let then = unit.roster.in_week(week);
    let facts = facts(unit, &then, teams.iter().map(|(team, _)| *team)).await?;
    let views: Vec<DigestView<'_>> = teams
        .iter()
        .filter(|(team, _)| facts.asked(&then, team))
        .map(|(team, names)| facts.view(&then, team, *names))
        .collect();
    Ok((views.len() >= least).then(|| overview::card(words, then.company(), week, &views)))
}

/// Posts a team's digest to a chat, or edits the one that stands there.
pub async fn show(unit: &mut Unit<'_>, team: &Team, week: Week, chat: ChatId, lane: Lane) -> anyhow::Result<()> {
    let words = unit.words_of_chat(chat);
    let names = unit.roster.may_see_names_in(chat, team, unit.now);
    let parts = load(unit, words, team, week, names).await?.parts();
    outbox::show(unit.tx, Post { chat, key: key(team, week), lane, place: Place::InPlace }, parts, unit.now);
    Ok(())
}

/// Posts the digest over all teams to a chat, or edits the one that stands there. Posts nothing where only one team was
/// asked for anything, for that team's own digest says the same.
pub async fn show_company(unit: &mut Unit<'_>, week: Week, chat: ChatId, lane: Lane) -> anyhow::Result<()> {
    let roster = unit.roster;
    let words = unit.words_of_chat(chat);
    let teams: Vec<(&Team, bool)> =
        roster.teams.iter().map(|team| (team, roster.may_see_names_in(chat, team, unit.now))).collect();
    if let Some(mut card) = load_overview(unit, words, &teams, week, 2).await? {
        card.html.text(&say!(words, "overview-more")).nl();
        outbox::show(
            unit.tx,
            Post { chat, key: company_key(week), lane, place: Place::InPlace },
            card.parts(),
            unit.now,
        );
    }
    Ok(())
}

/// Edits the posted digests of a week after these people's numbers or tasks changed: those of the teams they were in
/// then, and the one over all teams.
pub async fn refresh(unit: &mut Unit<'_>, people: &[PersonId], week: Week) -> anyhow::Result<()> {
    let roster = unit.roster;
    let then = roster.in_week(week);
    let theirs = |team: &Team| people.iter().any(|id| then.was_in(*id, &[team.id]));
    // Formulas of other teams may use these people's numbers.
    let derived = |team: &Team| then.metrics_of_team(team.id).iter().any(|metric| metric.formula.is_some());
    for team in roster.teams.iter().filter(|team| theirs(team) || derived(team)) {
        for chat in outbox::chats_showing(unit.tx, key(team, week)).await? {
            if roster.may_see_team_in(chat, team, unit.now) {
                show(unit, team, week, chat, Lane::Broadcast).await?;
            } else {
                crate::cards::end(unit, chat, key(team, week));
            }
        }
    }
    for chat in outbox::chats_showing(unit.tx, company_key(week)).await? {
        if roster.may_see_company_in(chat) {
            show_company(unit, week, chat, Lane::Broadcast).await?;
        } else {
            crate::cards::end(unit, chat, company_key(week));
        }
    }
    Ok(())
}
