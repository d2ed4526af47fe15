//! `/status`: whether the bot works as it should.

use crate::domain::calendar::job::FailedJob;
use crate::domain::calendar::job::Job;
use crate::domain::calendar::ritual::Moment;
use crate::domain::company::Roster;
use crate::domain::health::{ConflictCause, Health};
use crate::say;
use crate::texts::{Words, Zoned};

/// The state of the bot, a line for each thing.
pub fn status(words: Words<'_>, roster: &Roster, health: &Health, at: Zoned) -> String {
    let Zoned { at: now, zone } = at;
    let mut lines = vec![match health.queued {
        0 => say!(words, "status-ok"),
        queued => say!(words, "status-queue", count = queued),
    }];
    if health.failed_updates + health.failed_messages > 0 {
        let undelivered = health.failed_messages;
        lines.push(say!(words, "status-failed", count = health.failed_updates, undelivered = undelivered));
    }
    if let Some(conflict) = health.conflict_now(now) {
        let since = words.moment(Zoned { at: conflict.since, zone });
        lines.push(match conflict.cause {
            ConflictCause::AnotherBot => say!(words, "status-conflict-bot", since = since),
            ConflictCause::Webhook => say!(words, "status-conflict-webhook", since = since),
        });
    }
    if let Some(at) = health.log_lost_lately(now) {
        lines.push(say!(words, "status-log-lost", at = words.moment(Zoned { at, zone })));
    }
    if let Some(damage) = &health.damage {
        lines.push(say!(words, "status-damage", damage = damage.as_str()));
    }
    lines.extend(health.failed_jobs.iter().map(|failed| failed_job(words, roster, failed, zone)));
    lines.join("\n")
}

fn failed_job(words: Words<'_>, roster: &Roster, failed: &FailedJob, zone: chrono_tz::Tz) -> String {
    let what = match failed.job {
        Job::Moment { team, week, moment } => {
            let team = roster.team(team).map(|team| team.name.as_str()).unwrap_or_default();
            say!(words, "job-moment", team = team, week = words.week(week), what = moment_name(words, moment))
        }
        Job::Menus => say!(words, "job-menus"),
        Job::Returns => say!(words, "job-returns"),
        Job::Notices => say!(words, "job-notices"),
        Job::Handover => say!(words, "job-handover"),
        Job::RefusedPosts => say!(words, "job-refused-posts"),
        Job::ImportedNumbers => say!(words, "job-imported-numbers"),
    };
    say!(words, "status-job", what = what, at = words.moment(Zoned { at: failed.retry_at, zone }))
}

fn moment_name(words: Words<'_>, moment: Moment) -> String {
    match moment {
        Moment::PlanOpen => say!(words, "job-plan-open"),
        Moment::PlanNudge(_) => say!(words, "job-plan-nudge"),
        Moment::PlanDue => say!(words, "job-plan-due"),
        Moment::ReportOpen => say!(words, "job-report-open"),
        Moment::ReportNudge(_) => say!(words, "job-report-nudge"),
        Moment::ReportDue => say!(words, "job-report-due"),
        Moment::Pulse => say!(words, "job-pulse"),
        Moment::Digest => say!(words, "job-digest"),
        Moment::Agenda => say!(words, "job-agenda"),
        Moment::ApprovalNudge(_) => say!(words, "job-approval-nudge"),
        Moment::ApprovalDue | Moment::Escalation(_) => say!(words, "job-escalation"),
    }
}
