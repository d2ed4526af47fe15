//! What the calendar has to do, by name: one unit of work each.

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, Duration, Utc};

use crate::domain::calendar::ritual::Moment;
use crate::domain::calendar::week::Week;
use crate::domain::company::TeamId;

/// One thing the calendar does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Job {
    /// A moment of a team's week.
    Moment {
        /// The team's id.
        team: TeamId,
        /// The week it falls into.
        week: Week,
        /// What happens.
        moment: Moment,
    },
    /// People's menus of commands are set.
    Menus,
    /// Whoever is back from an absence is asked for what they owe.
    Returns,
    /// Approvers hear of what came while they were not to be rung.
    Notices,
    /// Waiting plans follow whoever decides on them.
    Handover,
    /// Posts that a chat refused are tried again.
    RefusedPosts,
    /// Cards follow numbers that came from a file or another system.
    ImportedNumbers,
}

/// A job that is set aside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FailedJob {
    /// Which.
    pub job: Job,
    /// Why it failed last.
    pub cause: String,
    /// How often it was tried in vain.
    pub attempts: u32,
    /// When it is tried again.
    pub retry_at: DateTime<Utc>,
}

/// The text names no job.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("'{0}' is no job of the calendar")]
pub struct NoJob(pub String);

/// How long a job that failed is left alone, by how often it has failed: 1, 5, 15 minutes, then an hour each time.
pub fn retry_after(attempts: u32) -> Duration {
    Duration::minutes(match attempts {
        0 | 1 => 1,
        2 => 5,
        3 => 15,
        _ => 60,
    })
}

impl fmt::Display for Job {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Moment { team, week, moment } => write!(f, "moment:{team}:{week}:{moment}"),
            Self::Menus => f.write_str("menus"),
            Self::Returns => f.write_str("returns"),
            Self::Notices => f.write_str("notices"),
            Self::Handover => f.write_str("handover"),
            Self::RefusedPosts => f.write_str("refused_posts"),
            Self::ImportedNumbers => f.write_str("imported_numbers"),
        }
    }
}

impl FromStr for Job {
    type Err = NoJob;

    fn from_str(text: &str) -> Result<Self, NoJob> {
        let refuse = || NoJob(text.to_owned());
        Ok(match text {
            "menus" => Self::Menus,
            "returns" => Self::Returns,
            "notices" => Self::Notices,
            "handover" => Self::Handover,
            "refused_posts" => Self::RefusedPosts,
            "imported_numbers" => Self::ImportedNumbers,
            _ => {
                let mut parts = text.strip_prefix("moment:").ok_or_else(refuse)?.split(':');
                let (Some(team), Some(week), Some(moment), None) =
                    (parts.next(), parts.next(), parts.next(), parts.next())
                else {
                    return Err(refuse());
                };
                Self::Moment {
                    team: team.parse().map_err(|_| refuse())?,
                    week: week.parse().map_err(|_| refuse())?,
                    moment: moment.parse().map_err(|_| refuse())?,
                }
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::calendar::ritual::Ritual;

    #[test]
    fn jobs_read_back_and_nonsense_is_refused() {
        let week: Week = "2026-W48".parse().expect("a week");
        let moments = Ritual::default().moments(week, chrono_tz::Europe::Moscow);
        let moments = moments.into_iter().map(|due| Job::Moment { team: 3, week, moment: due.moment });
        let rest = [Job::Menus, Job::Returns, Job::Notices, Job::Handover, Job::RefusedPosts, Job::ImportedNumbers];
        for job in moments.chain(rest) {
            assert_eq!(job.to_string().parse(), Ok(job));
        }
        for bad in ["", "moment", "moment:3", "moment:3:2026-W48:lunch", "moment:3:2026-W48:digest:1", "menu"] {
            assert!(bad.parse::<Job>().is_err(), "{bad}");
        }
    }
}
