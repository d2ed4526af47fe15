//! Plans that wait for a decision, and how they are escalated to the level above.

use chrono::{DateTime, Utc};
use chrono_tz::Tz;

use crate::domain::calendar::week::Week;
use crate::domain::company::PersonId;
use crate::domain::plan::PlanId;

/// A plan that waits for a decision, without what is in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wait {
    /// Which plan.
    pub plan: PlanId,
    /// Whose.
    pub person: PersonId,
    /// For which week.
    pub week: Week,
    /// Which version of it.
    pub version: i64,
    /// How far up it has been escalated.
    pub level: u32,
    /// When it came to this level.
    pub since: DateTime<Utc>,
    /// How often those who have it were reminded of this version.
    pub nudges: u32,
    /// Who was told that this version waits for them, and whether they have it now.
    pub told: Vec<(PersonId, bool)>,
}

impl Wait {
    /// Whether it is escalated one level: it still waits after its `term`, and came to where it is before today. `zone` is that of its
    /// author's team.
    pub fn is_due_to_escalate(&self, term: DateTime<Utc>, zone: Tz, now: DateTime<Utc>) -> bool {
        let day = |at: DateTime<Utc>| at.with_timezone(&zone).date_naive();
        term <= now && day(self.since) < day(now)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_escalated_after_its_term_and_once_a_day() {
        let at = |text: &str| text.parse::<DateTime<Utc>>().expect("an instant");
        let wait = Wait {
            plan: 1,
            person: 1,
            week: "2026-W49".parse().expect("a week"),
            version: 1,
            level: 0,
            since: at("2026-11-27T12:00:00Z"),
            nudges: 0,
            told: Vec::new(),
        };
        let zone = chrono_tz::Europe::Moscow;
        let term = at("2026-11-30T09:00:00Z");
        assert!(!wait.is_due_to_escalate(term, zone, at("2026-11-30T08:59:00Z")), "before its term");
        assert!(wait.is_due_to_escalate(term, zone, at("2026-11-30T09:00:00Z")));
        let escalated = Wait { level: 1, since: at("2026-11-30T09:00:00Z"), ..wait };
        assert!(!escalated.is_due_to_escalate(term, zone, at("2026-11-30T20:59:00Z")), "the same day in Moscow");
        assert!(escalated.is_due_to_escalate(term, zone, at("2026-11-30T21:00:00Z")), "the next");
    }
}
