//! Buttons of group chats.

use crate::render::buttons::parts::Parts;

/// What a tap on the offer to post in a chat asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GroupAction {
    /// A chat is linked to a team.
    LinkTeam {
        /// The team's id.
        team: i64,
        /// The chat's id.
        chat: i64,
    },
    /// A chat is linked to a sync.
    LinkSync {
        /// The sync's id.
        sync: i64,
        /// The chat's id.
        chat: i64,
    },
    /// A chat is linked for the digest over all teams.
    LinkCompany {
        /// The chat's id.
        chat: i64,
    },
}

impl GroupAction {
    pub(super) fn encode(self) -> String {
        match self {
            Self::LinkTeam { team, chat } => format!("lt:{team}:{chat}"),
            Self::LinkSync { sync, chat } => format!("ls:{sync}:{chat}"),
            Self::LinkCompany { chat } => format!("lc:{chat}"),
        }
    }

    pub(super) fn decode(name: &str, rest: &mut Parts<'_>) -> Option<Self> {
        Some(match name {
            "lt" => Self::LinkTeam { team: rest.id()?, chat: rest.read()? },
            "ls" => Self::LinkSync { sync: rest.id()?, chat: rest.read()? },
            "lc" => Self::LinkCompany { chat: rest.read()? },
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
    pub fn actions() -> impl Strategy<Value = GroupAction> {
        prop_oneof![
            (ids(), any::<i64>()).prop_map(|(team, chat)| GroupAction::LinkTeam { team, chat }),
            (ids(), any::<i64>()).prop_map(|(sync, chat)| GroupAction::LinkSync { sync, chat }),
            any::<i64>().prop_map(|chat| GroupAction::LinkCompany { chat }),
        ]
    }
}
