//! Buttons about absences and deputies.

use chrono::NaiveDate;

use crate::render::buttons::parts::Parts;

/// What a tap on absences and deputies asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AwayAction {
    /// A person will be away.
    Set {
        /// The first day.
        from: NaiveDate,
        /// The last day.
        to: NaiveDate,
    },
    /// A person will not be away after all.
    Cancel {
        /// The absence's id.
        absence: i64,
    },
    /// The manager who taps names somebody who decides whenever the manager is away.
    NameDeputy {
        /// The person's id.
        person: i64,
    },
    /// Somebody is no longer a deputy.
    CancelDeputy {
        /// The id of the deputy's row, which is not the person's id.
        deputy: i64,
    },
}

impl AwayAction {
    pub(super) fn encode(self) -> String {
        match self {
            Self::Set { from, to } => format!("ws:{from}:{to}"),
            Self::Cancel { absence } => format!("wc:{absence}"),
            Self::NameDeputy { person } => format!("dn:{person}"),
            Self::CancelDeputy { deputy } => format!("dc:{deputy}"),
        }
    }

    pub(super) fn decode(name: &str, rest: &mut Parts<'_>) -> Option<Self> {
        Some(match name {
            "ws" => Self::Set { from: rest.date()?, to: rest.date()? },
            "wc" => Self::Cancel { absence: rest.id()? },
            "dn" => Self::NameDeputy { person: rest.id()? },
            "dc" => Self::CancelDeputy { deputy: rest.id()? },
            _ => return None,
        })
    }
}

#[cfg(test)]
pub(super) mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::render::buttons::strategies::{days, ids};

    /// Any of them.
    pub fn actions() -> impl Strategy<Value = AwayAction> {
        prop_oneof![
            (days(), days()).prop_map(|(from, to)| AwayAction::Set { from, to }),
            ids().prop_map(|absence| AwayAction::Cancel { absence }),
            ids().prop_map(|person| AwayAction::NameDeputy { person }),
            ids().prop_map(|deputy| AwayAction::CancelDeputy { deputy }),
        ]
    }
}
