//! What the buttons of the decisions of syncs mean.

use crate::render::buttons::parts::Parts;

/// What a tap on a decision asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DecisionAction {
    /// A person closes a decision of a sync.
    Close {
        /// Which.
        decision: i64,
        /// It is done, else no longer wanted.
        done: bool,
    },
    /// Who answers for a decision, where its words did not say.
    Own {
        /// Which.
        decision: i64,
        /// Who.
        person: i64,
    },
    /// Of which sync a decision is.
    File {
        /// Which.
        decision: i64,
        /// Of this one.
        sync: i64,
    },
}

impl DecisionAction {
    pub(super) fn encode(self) -> String {
        match self {
            Self::Close { decision, done } => format!("xc:{decision}:{}", u8::from(done)),
            Self::Own { decision, person } => format!("xo:{decision}:{person}"),
            Self::File { decision, sync } => format!("xs:{decision}:{sync}"),
        }
    }

    pub(super) fn decode(name: &str, rest: &mut Parts<'_>) -> Option<Self> {
        Some(match name {
            "xc" => Self::Close { decision: rest.id()?, done: rest.flag()? },
            "xo" => Self::Own { decision: rest.id()?, person: rest.id()? },
            "xs" => Self::File { decision: rest.id()?, sync: rest.id()? },
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
    pub fn actions() -> impl Strategy<Value = DecisionAction> {
        prop_oneof![
            (ids(), any::<bool>()).prop_map(|(decision, done)| DecisionAction::Close { decision, done }),
            (ids(), ids()).prop_map(|(decision, person)| DecisionAction::Own { decision, person }),
            (ids(), ids()).prop_map(|(decision, sync)| DecisionAction::File { decision, sync }),
        ]
    }
}
