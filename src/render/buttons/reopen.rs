//! What the buttons to open again what was settled mean.

use crate::domain::calendar::week::Week;

use crate::render::buttons::parts::Parts;

/// What a tap on an agreed plan or a sent report asks of whoever approves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReopenAction {
    /// Shows what of somebody's can be opened again.
    Of {
        /// Whose.
        person: i64,
    },
    /// Asks why an agreed plan is opened again.
    Plan {
        /// Which.
        plan: i64,
        /// The version the button stands under.
        version: i64,
    },
    /// Opens an agreed plan again for one of the usual reasons.
    PlanBecause {
        /// Which.
        plan: i64,
        /// The version the button stands under.
        version: i64,
        /// The reason's number.
        reason: u8,
    },
    /// Asks why a sent report is opened again.
    Report {
        /// Whose.
        person: i64,
        /// Of which week.
        week: Week,
    },
    /// Opens a sent report again for one of the usual reasons.
    ReportBecause {
        /// Whose.
        person: i64,
        /// Of which week.
        week: Week,
        /// The reason's number.
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
