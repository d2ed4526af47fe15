//! Buttons of the hints on a plan.

use crate::domain::plan::hint::HintKind;

use crate::render::buttons::parts::Parts;

/// What a tap on the hints asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HintAction {
    /// The author reads the hints on a plan.
    Show {
        /// The plan's id.
        plan: i64,
    },
    /// The author goes back from the hints to the plan.
    Leave {
        /// The plan's id.
        plan: i64,
    },
    /// The author does not want to read a hint on a task again.
    Hide {
        /// The plan's id.
        plan: i64,
        /// The kind of hint.
        kind: HintKind,
        /// The mark of the task's title.
        mark: u32,
    },
    /// The author does not want to read hints of a kind again.
    HideKind {
        /// The plan's id.
        plan: i64,
        /// The kind of hint.
        kind: HintKind,
    },
    /// The author wants all hints again.
    UnhideAll {
        /// The plan's id.
        plan: i64,
    },
}

impl HintAction {
    pub(super) fn encode(self) -> String {
        match self {
            Self::Show { plan } => format!("ho:{plan}"),
            Self::Leave { plan } => format!("hl:{plan}"),
            Self::Hide { plan, kind, mark } => format!("hh:{plan}:{}:{mark}", kind.name()),
            Self::HideKind { plan, kind } => format!("hk:{plan}:{}", kind.name()),
            Self::UnhideAll { plan } => format!("hu:{plan}"),
        }
    }

    pub(super) fn decode(name: &str, rest: &mut Parts<'_>) -> Option<Self> {
        Some(match name {
            "ho" => Self::Show { plan: rest.id()? },
            "hl" => Self::Leave { plan: rest.id()? },
            "hh" => Self::Hide { plan: rest.id()?, kind: HintKind::named(rest.word()?)?, mark: rest.read()? },
            "hk" => Self::HideKind { plan: rest.id()?, kind: HintKind::named(rest.word()?)? },
            "hu" => Self::UnhideAll { plan: rest.id()? },
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
    pub fn actions() -> impl Strategy<Value = HintAction> {
        prop_oneof![
            ids().prop_map(|plan| HintAction::Show { plan }),
            ids().prop_map(|plan| HintAction::Leave { plan }),
            (ids(), kinds(), any::<u32>()).prop_map(|(plan, kind, mark)| HintAction::Hide { plan, kind, mark }),
            (ids(), kinds()).prop_map(|(plan, kind)| HintAction::HideKind { plan, kind }),
            ids().prop_map(|plan| HintAction::UnhideAll { plan }),
        ]
    }

    fn kinds() -> impl Strategy<Value = HintKind> {
        prop::sample::select(HintKind::ALL.to_vec())
    }
}
