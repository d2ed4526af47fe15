//! The keys of live cards: what a card shows. By it the card is found again in a chat.

use std::fmt;
use std::str::FromStr;

use crate::domain::calendar::week::Week;
use crate::domain::company::{PersonId, TeamId};
use crate::domain::plan::PlanId;

/// The key of a live card. A chat has at most one card of each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum CardKey {
    /// A plan, as its author has it.
    Plan(PlanId),
    /// A plan, as whoever decides on it has it.
    Approval(PlanId),
    /// The changes that an approver made to a version of a plan.
    Amended {
        /// The plan's id.
        plan: PlanId,
        /// The plan's version.
        version: i64,
    },
    /// The versions of a person's plans.
    History(PersonId),
    /// A question or an answer about a plan.
    PlanMessage(i64),
    /// The regular tasks of a person.
    RegularTasks,
    /// The plans that wait for an approver.
    Inbox,
    /// The deputies of a manager.
    Deputy,
    /// The plans and reports that may be opened again.
    Reopen,
    /// A person's running week.
    Week(Week),
    /// The question in the middle of the week: what is at risk?
    Pulse(Week),
    /// The tasks that a team's people see at risk.
    Risks {
        /// The team.
        team: TeamId,
        /// The week.
        week: Week,
    },
    /// A person's report.
    Report(Week),
    /// A person's report, as those who lead them see it.
    Reported {
        /// The report's author.
        author: PersonId,
        /// The week.
        week: Week,
    },
    /// The people whose reports are missing, in all teams with one term: by the first of these teams.
    MissingReports(TeamId),
    /// Files of which it is asked which task they belong to.
    Files,
    /// The numbers that sources did not give.
    SilentSources(Week),
    /// A team's digest.
    Digest {
        /// The team.
        team: TeamId,
        /// The week.
        week: Week,
    },
    /// The digest over all teams.
    CompanyDigest(Week),
    /// A digest that somebody pages through.
    Look,
    /// The last weeks of a team.
    PastWeeks(TeamId),
    /// The metrics, and who is measured by which.
    Metrics,
    /// Targets that were set for single weeks.
    Targets,
    /// The agenda of a sync.
    Agenda {
        /// The sync.
        sync: i64,
        /// The week.
        week: Week,
    },
    /// A decision.
    Decision(i64),
    /// A person's open decisions.
    Decisions,
    /// The goals.
    Goals,
    /// The hypotheses.
    Hypotheses,
    /// A person's absences.
    Absences,
    /// The choice of a language.
    Language,
    /// The company's settings.
    Settings,
    /// A question about words that were not clear.
    Unclear(i64),
}

/// The text names no card.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("'{0}' is the key of no card")]
pub struct NoCardKey(pub String);

impl fmt::Display for CardKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Plan(plan) => write!(f, "plan:{plan}"),
            Self::Approval(plan) => write!(f, "approval:{plan}"),
            Self::Amended { plan, version } => write!(f, "amended:{plan}:{version}"),
            Self::History(person) => write!(f, "history:{person}"),
            Self::PlanMessage(message) => write!(f, "remark:{message}"),
            Self::RegularTasks => f.write_str("regular"),
            Self::Inbox => f.write_str("inbox"),
            Self::Deputy => f.write_str("deputy"),
            Self::Reopen => f.write_str("reopen"),
            Self::Week(week) => write!(f, "week:{week}"),
            Self::Pulse(week) => write!(f, "pulse:{week}"),
            Self::Risks { team, week } => write!(f, "risks:{team}:{week}"),
            Self::Report(week) => write!(f, "report:{week}"),
            Self::Reported { author, week } => write!(f, "reported:{author}:{week}"),
            Self::MissingReports(team) => write!(f, "missing-reports:{team}"),
            Self::Files => f.write_str("files"),
            Self::SilentSources(week) => write!(f, "silent:{week}"),
            Self::Digest { team, week } => write!(f, "digest:{team}:{week}"),
            Self::CompanyDigest(week) => write!(f, "digest:company:{week}"),
            Self::Look => f.write_str("look"),
            Self::PastWeeks(team) => write!(f, "weeks:{team}"),
            Self::Metrics => f.write_str("metrics"),
            Self::Targets => f.write_str("targets"),
            Self::Agenda { sync, week } => write!(f, "agenda:{sync}:{week}"),
            Self::Decision(decision) => write!(f, "decision:{decision}"),
            Self::Decisions => f.write_str("decisions"),
            Self::Goals => f.write_str("goals"),
            Self::Hypotheses => f.write_str("hypotheses"),
            Self::Absences => f.write_str("away"),
            Self::Language => f.write_str("language"),
            Self::Settings => f.write_str("settings"),
            Self::Unclear(question) => write!(f, "unclear:{question}"),
        }
    }
}

impl FromStr for CardKey {
    type Err = NoCardKey;

    fn from_str(text: &str) -> Result<Self, NoCardKey> {
        read(text).ok_or_else(|| NoCardKey(text.to_owned()))
    }
}

fn read(text: &str) -> Option<CardKey> {
    let mut parts = text.split(':');
    let key = match (parts.next()?, parts.next(), parts.next()) {
        ("plan", Some(plan), None) => CardKey::Plan(plan.parse().ok()?),
        ("approval", Some(plan), None) => CardKey::Approval(plan.parse().ok()?),
        ("amended", Some(plan), Some(version)) => {
            CardKey::Amended { plan: plan.parse().ok()?, version: version.parse().ok()? }
        }
        ("history", Some(person), None) => CardKey::History(person.parse().ok()?),
        ("remark", Some(message), None) => CardKey::PlanMessage(message.parse().ok()?),
        ("regular", None, None) => CardKey::RegularTasks,
        ("inbox", None, None) => CardKey::Inbox,
        ("deputy", None, None) => CardKey::Deputy,
        ("reopen", None, None) => CardKey::Reopen,
        ("week", Some(week), None) => CardKey::Week(week.parse().ok()?),
        ("pulse", Some(week), None) => CardKey::Pulse(week.parse().ok()?),
        ("risks", Some(team), Some(week)) => CardKey::Risks { team: team.parse().ok()?, week: week.parse().ok()? },
        ("report", Some(week), None) => CardKey::Report(week.parse().ok()?),
        ("reported", Some(author), Some(week)) => {
            CardKey::Reported { author: author.parse().ok()?, week: week.parse().ok()? }
        }
        ("missing-reports", Some(team), None) => CardKey::MissingReports(team.parse().ok()?),
        ("files", None, None) => CardKey::Files,
        ("silent", Some(week), None) => CardKey::SilentSources(week.parse().ok()?),
        ("digest", Some("company"), Some(week)) => CardKey::CompanyDigest(week.parse().ok()?),
        ("digest", Some(team), Some(week)) => CardKey::Digest { team: team.parse().ok()?, week: week.parse().ok()? },
        ("look", None, None) => CardKey::Look,
        ("weeks", Some(team), None) => CardKey::PastWeeks(team.parse().ok()?),
        ("metrics", None, None) => CardKey::Metrics,
        ("targets", None, None) => CardKey::Targets,
        ("agenda", Some(sync), Some(week)) => CardKey::Agenda { sync: sync.parse().ok()?, week: week.parse().ok()? },
        ("decision", Some(decision), None) => CardKey::Decision(decision.parse().ok()?),
        ("decisions", None, None) => CardKey::Decisions,
        ("goals", None, None) => CardKey::Goals,
        ("hypotheses", None, None) => CardKey::Hypotheses,
        ("away", None, None) => CardKey::Absences,
        ("language", None, None) => CardKey::Language,
        ("settings", None, None) => CardKey::Settings,
        ("unclear", Some(question), None) => CardKey::Unclear(question.parse().ok()?),
        _ => return None,
    };
    parts.next().is_none().then_some(key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_read_back_as_they_stand_in_the_database() {
        for text in [
            "plan:17",
            "approval:17",
            "amended:17:3",
            "history:4",
            "remark:9",
            "regular",
            "inbox",
            "deputy",
            "reopen",
            "week:2026-W48",
            "pulse:2026-W48",
            "risks:2:2026-W48",
            "report:2026-W48",
            "reported:4:2026-W48",
            "missing-reports:3",
            "files",
            "silent:2026-W48",
            "digest:2:2026-W48",
            "digest:company:2026-W48",
            "look",
            "weeks:2",
            "metrics",
            "targets",
            "agenda:1:2026-W48",
            "decision:5",
            "decisions",
            "goals",
            "hypotheses",
            "away",
            "language",
            "settings",
            "unclear:12",
        ] {
            let key: CardKey = text.parse().expect(text);
            assert_eq!(key.to_string(), text);
        }
        for bad in ["", "plan", "plan:x", "plan:1:2", "digest:2", "digest:2:2026-W48:1", "inbox:1", "company:1"] {
            assert!(bad.parse::<CardKey>().is_err(), "{bad}");
        }
    }
}
