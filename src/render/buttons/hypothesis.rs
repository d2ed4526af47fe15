//! What the buttons of hypotheses mean.

use crate::render::buttons::parts::Parts;

/// What a tap on hypotheses asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HypothesisAction {
    /// A person looks at those that run.
    All,
    /// A person looks at those that were decided.
    Closed,
    /// A person looks at one.
    Open {
        /// Which.
        hypothesis: i64,
    },
    /// Somebody decides on one; what the numbers say is asked next.
    Decide {
        /// Which.
        hypothesis: i64,
        /// It worked, else it did not.
        worked: bool,
    },
    /// Somebody gives one a month more.
    Extend {
        /// Which.
        hypothesis: i64,
    },
    /// Somebody takes one off without a test.
    Drop {
        /// Which.
        hypothesis: i64,
    },
    /// Somebody lets one run again.
    Reopen {
        /// Which.
        hypothesis: i64,
    },
}

impl HypothesisAction {
    pub(super) fn encode(self) -> String {
        match self {
            Self::All => "ya".to_owned(),
            Self::Closed => "yc".to_owned(),
            Self::Open { hypothesis } => format!("yo:{hypothesis}"),
            Self::Decide { hypothesis, worked } => format!("yd:{hypothesis}:{}", u8::from(worked)),
            Self::Extend { hypothesis } => format!("ye:{hypothesis}"),
            Self::Drop { hypothesis } => format!("yx:{hypothesis}"),
            Self::Reopen { hypothesis } => format!("yr:{hypothesis}"),
        }
    }

    pub(super) fn decode(name: &str, rest: &mut Parts<'_>) -> Option<Self> {
        Some(match name {
            "ya" => Self::All,
            "yc" => Self::Closed,
            "yo" => Self::Open { hypothesis: rest.id()? },
            "yd" => Self::Decide { hypothesis: rest.id()?, worked: rest.flag()? },
            "ye" => Self::Extend { hypothesis: rest.id()? },
            "yx" => Self::Drop { hypothesis: rest.id()? },
            "yr" => Self::Reopen { hypothesis: rest.id()? },
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
    pub fn actions() -> impl Strategy<Value = HypothesisAction> {
        prop_oneof![
            Just(HypothesisAction::All),
            Just(HypothesisAction::Closed),
            ids().prop_map(|hypothesis| HypothesisAction::Open { hypothesis }),
            (ids(), any::<bool>()).prop_map(|(hypothesis, worked)| HypothesisAction::Decide { hypothesis, worked }),
            ids().prop_map(|hypothesis| HypothesisAction::Extend { hypothesis }),
            ids().prop_map(|hypothesis| HypothesisAction::Drop { hypothesis }),
            ids().prop_map(|hypothesis| HypothesisAction::Reopen { hypothesis }),
        ]
    }
}
