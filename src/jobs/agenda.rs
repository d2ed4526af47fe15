//! What the calendar has to do, on one page: which jobs are due, and which function does each of them.

use std::collections::HashSet;

use chrono::{DateTime, Utc};

use crate::cards;
use crate::domain::calendar::job::FailedJob;
use crate::domain::calendar::job::Job;
use crate::domain::calendar::missed::MissedQuestion;
use crate::domain::calendar::ritual::{Due, Moment, weeks_in_reach};
use crate::domain::calendar::week::Week;
use crate::domain::company::{Roster, Team, TeamId};
use crate::jobs::{approvals, handover, menus, notices, plans, posts, pulse, refused, reports, returns};
use crate::storage::{Tx, failed_job, missed, moment};
use crate::unit::Unit;

/// A job that is due: one unit of work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Task {
    /// A moment of a team's week.
    Moment {
        /// The team's id.
        team: i64,
        /// The moment, its week and its instant.
        due: Due,
        /// It is too late for the moment to make sense: it is only noted as done.
        stale: bool,
    },
    /// A job that runs at every tick and often finds nothing to do.
    Round(Job),
}

impl Task {
    /// The job's name, by which it is set aside where it fails.
    pub fn job(&self) -> Job {
        match *self {
            Self::Moment { team, due, .. } => Job::Moment { team, week: due.week, moment: due.moment },
            Self::Round(job) => job,
        }
    }
}

/// The jobs that are due now.
#[derive(Debug, Default)]
pub(super) struct Agenda {
    /// Jobs to do, in this order.
    pub fresh: Vec<Task>,
    /// Jobs that failed before and are to be tried again now.
    pub again: Vec<Task>,
}

impl Agenda {
    /// Reads what is due. Failed jobs that are no longer due are deleted.
    pub(super) async fn load(unit: &mut Unit<'_>) -> anyhow::Result<Self> {
        let failed = failed_job::all(unit.tx).await?;
        let mut agenda = Self::default();
        let mut all = vec![Task::Round(Job::Menus)];
        moments(unit, &failed, &mut all).await?;
        all.extend(
            [Job::Returns, Job::Notices, Job::Handover, Job::RefusedPosts, Job::ImportedNumbers].map(Task::Round),
        );
        let aside: Vec<Job> = all.iter().map(Task::job).filter(|job| failed.iter().any(|f| f.job == *job)).collect();
        if aside.len() < failed.len() {
            failed_job::keep_only(unit.tx, &aside).await?;
        }
        for task in all {
            match failed.iter().find(|known| known.job == task.job()) {
                None => agenda.fresh.push(task),
                Some(known) if known.retry_at <= unit.now => agenda.again.push(task),
                Some(_) => {}
            }
        }
        Ok(agenda)
    }
}

/// Adds the moments that have come and are not done.
async fn moments(unit: &mut Unit<'_>, failed: &[FailedJob], all: &mut Vec<Task>) -> anyhow::Result<()> {
    let behind = behind(unit.tx, unit.roster, unit.now).await?;
    let mut come = due_now(unit.roster, &behind, unit.now);
    if note_missed(unit, &come).await? {
        come = due_now(unit.roster, &behind, unit.now);
    }
    let mut asked = Vec::new();
    for (team, due) in come {
        // Nothing is owed from before the company was declared, and nothing makes sense that came too late.
        // After downtime, whoever is asked only now is not reminded in the same breath.
        let echo = due.moment.reminds_of().is_some_and(|question| asked.contains(&(team.id, due.week, question)));
        let stale = unit.roster.predates(due.at, unit.now) || due.until <= unit.now || echo;
        let task = Task::Moment { team: team.id, due, stale };
        all.push(task);
        // A question that cannot be put is no reason to leave out its reminder.
        if !stale && failed.iter().all(|known| known.job != task.job()) {
            asked.push((team.id, due.week, due.moment));
        }
    }
    Ok(())
}

/// Each team's moments that have come and are not behind us, week by week in the order of time.
fn due_now<'a>(roster: &'a Roster, behind: &Behind, now: DateTime<Utc>) -> Vec<(&'a Team, Due)> {
    let of_week = |(team, week): (&'a Team, Week)| {
        let come = roster.moments_of(team, week).into_iter().take_while(|due| due.at <= now);
        let open = |due: &Due| !behind.contains(&(team.id, week, due.moment.to_string()));
        come.filter(open).map(|due| (team, due)).collect::<Vec<_>>()
    };
    within_reach(roster, now).flat_map(of_week).collect()
}

/// A question whose whole time went by while the bot was down is nobody's fault: it is noted as missed, and put again later. True
/// where there was any.
async fn note_missed(unit: &mut Unit<'_>, come: &[(&Team, Due)]) -> anyhow::Result<bool> {
    let (roster, now) = (unit.roster, unit.now);
    let owed = come.iter().filter(|(_, due)| !roster.predates(due.at, now));
    let missed: Vec<MissedQuestion> = owed.filter_map(|(team, due)| roster.misses(team, due, now)).collect();
    for question in &missed {
        let (team, week) = (question.team, question.week);
        tracing::warn!(team, %week, question = question.question.name(), "it was not asked in its time");
        missed::keep(unit.tx, question, now).await?;
    }
    if !missed.is_empty() {
        unit.reload_roster().await?;
    }
    Ok(!missed.is_empty())
}

/// Team, week and name of moments that are done or closed.
pub type Behind = HashSet<(TeamId, Week, String)>;

/// Every team with the weeks in which something of it can be due now.
fn within_reach(roster: &Roster, now: DateTime<Utc>) -> impl Iterator<Item = (&Team, Week)> {
    let of_team = move |team: &Team| weeks_in_reach(now, roster.team_timezone(team));
    roster.teams.iter().flat_map(move |team| of_team(team).map(|week| (team, week)))
}

/// Those of the weeks within reach, the next one included.
pub async fn behind(tx: &mut Tx, roster: &Roster, now: DateTime<Utc>) -> anyhow::Result<Behind> {
    let weeks = within_reach(roster, now).flat_map(|(_, week)| [week, week.next()]).collect();
    moment::behind(tx, &weeks).await
}

/// Does a job; true where there was anything to do. This is the whole list of jobs.
///
/// # Errors
/// Where the job fails.
pub async fn carry_out(unit: &mut Unit<'_>, task: &Task) -> anyhow::Result<bool> {
    match task {
        Task::Moment { team, due, stale } => {
            moment::close(unit.tx, *team, due, *stale, unit.now).await?;
            match unit.roster.team(*team) {
                Some(team) if !stale => keep(unit, team, due).await?,
                _ => {}
            }
            Ok(true)
        }
        Task::Round(Job::Menus) => menus::set(unit).await,
        Task::Round(Job::Returns) => returns::ask(unit).await,
        Task::Round(Job::Notices) => notices::send(unit).await,
        Task::Round(Job::Handover) => handover::follow(unit, false).await,
        Task::Round(Job::RefusedPosts) => refused::again(unit).await,
        // Imports by another process (`planerka import-actuals`); those from the chat are told at once.
        Task::Round(Job::ImportedNumbers) => cards::report::imported_actual::follow(unit).await,
        Task::Round(Job::Moment { .. }) => Ok(false),
    }
}

/// Does what a moment asks for. This is the whole list of moments.
async fn keep(unit: &mut Unit<'_>, team: &Team, due: &Due) -> anyhow::Result<()> {
    tracing::info!("the calendar");
    let planned = team.ritual.planned_week.planned_in(due.week);
    match due.moment {
        Moment::PlanOpen => plans::ask(unit, team, planned).await,
        Moment::PlanNudge(_) => plans::nudge(unit, team, planned).await,
        Moment::PlanDue => plans::list_missing(unit, team, planned).await,
        Moment::ReportOpen => reports::ask(unit, team, due.week).await,
        Moment::ReportNudge(_) => reports::nudge(unit, team, due.week).await,
        Moment::ReportDue => reports::list_missing(unit, team, due.week).await,
        Moment::Pulse => pulse::ask(unit, team, due.week).await,
        Moment::Digest => {
            posts::digest(unit, team, due.week).await?;
            posts::company_digest(unit, team, due.week).await
        }
        Moment::Agenda => posts::agenda(unit, team, due.week).await,
        Moment::ApprovalNudge(_) => approvals::nudge(unit, team).await,
        Moment::ApprovalDue | Moment::Escalation(_) => approvals::escalate(unit, team).await,
    }
}

/// When the calendar next has something to do after `now`; none where there are no teams.
pub fn next_due(roster: &Roster, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    let moment = next_moments(roster, &Behind::new(), now).into_iter().map(|(_, due)| due.at).min();
    moment.into_iter().chain(returns::next(roster, now)).chain(handover::next(roster, now)).min()
}

/// The next moment of each team after `now` that is not behind us already.
pub fn next_moments<'a>(roster: &'a Roster, behind: &Behind, now: DateTime<Utc>) -> Vec<(&'a Team, Due)> {
    let of_team = |team: &'a Team| {
        let week = Week::at(now, roster.team_timezone(team));
        // What a week of holidays has put off lies in the next.
        let moments = [week.previous(), week, week.next()].into_iter().flat_map(|week| roster.moments_of(team, week));
        let to_come = |due: &Due| due.at > now && !behind.contains(&(team.id, due.week, due.moment.to_string()));
        moments.filter(to_come).min_by_key(|due| (due.at, due.moment)).map(|due| (team, due))
    };
    roster.teams.iter().filter_map(of_team).collect()
}
