//! What the calendar has to do, on one page: which jobs are due, and which function does each of them.

use chrono::{DateTime, Utc};

use crate::cards;
use crate::domain::calendar::job::FailedJob;
use crate::domain::calendar::job::Job;
use crate::domain::calendar::ritual::{Due, Moment, weeks_in_reach};
use crate::domain::calendar::week::Week;
use crate::domain::company::{Roster, Team};
use crate::jobs::{approvals, handover, menus, notices, plans, posts, pulse, reports, returns};
use crate::storage::failed_job;
use crate::storage::moment;
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
        all.extend([Job::Returns, Job::Notices, Job::Handover, Job::ImportedNumbers].map(Task::Round));
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
    let roster = unit.roster;
    let weeks = roster.teams.iter().flat_map(|team| weeks_in_reach(unit.now, roster.team_timezone(team))).collect();
    let behind = moment::behind(unit.tx, &weeks).await?;
    for team in &roster.teams {
        let zone = roster.team_timezone(team);
        for week in weeks_in_reach(unit.now, zone) {
            let mut asked = Vec::new();
            for due in team.ritual.moments(week, zone).into_iter().take_while(|due| due.at <= unit.now) {
                if behind.contains(&(team.id, week, due.moment.to_string())) {
                    continue;
                }
                // Stale is what was due before the company was declared, what is too late to make sense, and, after
                // downtime, a reminder of a question that is asked only now.
                let echo = due.moment.reminds_of().is_some_and(|question| asked.contains(&question));
                let stale = roster.predates(due.at, unit.now) || due.until <= unit.now || echo;
                let task = Task::Moment { team: team.id, due, stale };
                all.push(task);
                // A question that failed is not asked now, so its reminder is not stale.
                if !stale && failed.iter().all(|known| known.job != task.job()) {
                    asked.push(due.moment);
                }
            }
        }
    }
    Ok(())
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
        // Imports by another process (`planerka import-actuals`); those from the chat are told at once.
        Task::Round(Job::ImportedNumbers) => cards::report::imported_actual::follow(unit).await,
        Task::Round(Job::Moment { .. }) => Ok(false),
    }
}

/// Does what a moment asks for. This is the whole list of moments.
async fn keep(unit: &mut Unit<'_>, team: &Team, due: &Due) -> anyhow::Result<()> {
    tracing::info!("the calendar");
    match due.moment {
        Moment::PlanOpen => plans::ask(unit, team, due.week.next()).await,
        Moment::PlanNudge(_) => plans::nudge(unit, team, due.week.next()).await,
        Moment::PlanDue => plans::list_missing(unit, team, due.week.next()).await,
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
    let of_team = |team: &Team| {
        let zone = roster.team_timezone(team);
        let week = Week::at(now, zone);
        let moments = [week, week.next()].into_iter().flat_map(|week| team.ritual.moments(week, zone));
        moments.map(|due| due.at).filter(|at| *at > now).min()
    };
    roster.teams.iter().filter_map(of_team).chain(returns::next(roster, now)).chain(handover::next(roster, now)).min()
}
