//! Buttons to reopen an approved plan or a sent report.

use crate::domain::calendar::week::Week;

use crate::render::buttons::parts::Parts;

/// What an approver's tap on an approved plan or a sent report asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReopenAction {
    /// Shows what can be reopened for a person.
    Of {
        /// The person's id.
        person: i64,
    },
    /// Asks why an agreed plan is opened again.
    Plan {
        /// The plan's id.
        plan: i64,
        /// The version the button is under.
        version: i64,
    },
    /// Opens an agreed plan again for one of the usual reasons.
    PlanBecause {
        /// The plan's id.
        plan: i64,
        /// The version the button is under.
        version: i64,
        /// The number of the reason, as the buttons were listed.
        reason: u8,
    },
    /// Asks why a sent report is opened again.
    Report {
        /// The person's id.
        person: i64,
        /// The week.
        week: Week,
    },
    /// Opens a sent report again for one of the usual reasons.
    ReportBecause {
        /// The person's id.
        person: i64,
        /// The week.
        week: Week,
        /// The number of the reason, as the buttons were listed.
        reason: u8,
    },
}

impl ReopenAction {
    pub(super) fn encode(self) -> String {
        match self {
            Self::Of { person } => format!("zo:{person}"),
            Self::Plan { plan, version } => format!("zp:{plan}:{version}"),
            Self::PlanBecause { plan, version, reason } => format!("zb:{plan}:{version}:{reason}"),
            Self::Report { person, week } => format!("zr:{person}:{week}"),
            Self::ReportBecause { person, week, reason } => format!("zq:{person}:{week}:{reason}"),
        }
    }

    pub(super) fn decode(name: &str, rest: &mut Parts<'_>) -> Option<Self> {
        Some(match name {
            "zo" => Self::Of { person: rest.id()? },
            "zp" => Self::Plan { plan: rest.id()?, version: rest.id()? },
            "zb" => Self::PlanBecause { plan: rest.id()?, version: rest.id()?, reason: rest.read()? },
            "zr" => Self::Report { person: rest.id()?, week: rest.read()? },
            "zq" => Self::ReportBecause { person: rest.id()?, week: rest.read()?, reason: rest.read()? },
            _ => return None,
        })
    }
}

#[cfg(test)]
pub(super) mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::render::buttons::strategies::{ids, weeks};

    /// Any of them.
    pub fn actions() -> impl Strategy<Value = ReopenAction> {
        prop_oneof![
            ids().prop_map(|person| ReopenAction::Of { person }),
            (ids(), ids()).prop_map(|(plan, version)| ReopenAction::Plan { plan, version }),
            (ids(), ids(), any::<u8>()).prop_map(|(plan, version, reason)| ReopenAction::PlanBecause {
                plan,
                version,
                reason
            }),
            (ids(), weeks()).prop_map(|(person, week)| ReopenAction::Report { person, week }),
            (ids(), weeks(), any::<u8>()).prop_map(|(person, week, reason)| ReopenAction::ReportBecause {
                person,
                week,
                reason
            }),
        ]
    }
}
