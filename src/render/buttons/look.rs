//! Buttons for looking back at past weeks.

use crate::domain::calendar::week::Week;
use crate::render::buttons::parts::Parts;

/// What a tap on a digest asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LookAction {
    /// Somebody turns to the digest of a week.
    Digest {
        /// The team's id; `None` for all teams they may see.
        team: Option<i64>,
        /// The week.
        week: Week,
    },
    /// Somebody looks at a team's last weeks.
    Weeks {
        /// The team's id.
        team: i64,
    },
}

impl LookAction {
    pub(super) fn encode(self) -> String {
        match self {
            Self::Digest { team, week } => format!("dg:{}:{week}", team.unwrap_or(0)),
            Self::Weeks { team } => format!("dw:{team}"),
        }
    }

    pub(super) fn decode(name: &str, rest: &mut Parts<'_>) -> Option<Self> {
        Some(match name {
            "dg" => Self::Digest { team: rest.id_or_none()?, week: rest.read()? },
            "dw" => Self::Weeks { team: rest.id()? },
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
    pub fn actions() -> impl Strategy<Value = LookAction> {
        prop_oneof![
            (prop::option::of(ids()), weeks()).prop_map(|(team, week)| LookAction::Digest { team, week }),
            ids().prop_map(|team| LookAction::Weeks { team }),
        ]
    }
}
