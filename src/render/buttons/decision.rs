//! Buttons of the decisions of syncs.

use crate::render::buttons::parts::Parts;

/// What a tap on a decision asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DecisionAction {
    /// A person closes a decision of a sync.
    Close {
        /// The decision's id.
        decision: i64,
        /// Whether it is done; otherwise it is no longer wanted.
        done: bool,
    },
    /// Somebody names the owner of a decision whose text did not.
    Own {
        /// The decision's id.
        decision: i64,
        /// The owner's id.
        person: i64,
    },
    /// Somebody says which sync a decision belongs to.
    File {
        /// The decision's id.
        decision: i64,
        /// The sync's id.
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
