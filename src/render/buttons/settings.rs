//! Buttons of `/settings`.

use crate::render::buttons::parts::Parts;

/// What a tap on settings asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SettingsAction {
    /// An admin looks at the settings of the company.
    Company,
    /// An admin looks at the settings of a team.
    Team {
        /// The team's id.
        team: i64,
    },
}

impl SettingsAction {
    pub(super) fn encode(self) -> String {
        match self {
            Self::Company => "sc".to_owned(),
            Self::Team { team } => format!("st:{team}"),
        }
    }

    pub(super) fn decode(name: &str, rest: &mut Parts<'_>) -> Option<Self> {
        Some(match name {
            "sc" => Self::Company,
            "st" => Self::Team { team: rest.id()? },
            _ => return None,
        })
    }
}

#[cfg(test)]
pub(super) mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::render::buttons::strategies::ids;

    /// Any of them.
    pub fn actions() -> impl Strategy<Value = SettingsAction> {
        prop_oneof![Just(SettingsAction::Company), ids().prop_map(|team| SettingsAction::Team { team })]
    }
}
