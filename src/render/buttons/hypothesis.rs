//! Buttons of hypotheses.

use crate::render::buttons::parts::Parts;

/// What a tap on hypotheses asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HypothesisAction {
    /// A person looks at the running hypotheses.
    All,
    /// A person looks at the hypotheses that were decided.
    Closed,
    /// A person looks at one hypothesis.
    Open {
        /// The hypothesis's id.
        hypothesis: i64,
    },
    /// Somebody gives the verdict. They are then asked what the numbers say.
    Decide {
        /// The hypothesis's id.
        hypothesis: i64,
        /// Whether it worked.
        worked: bool,
    },
    /// Somebody lets a hypothesis run a month longer.
    Extend {
        /// The hypothesis's id.
        hypothesis: i64,
    },
    /// Somebody drops a hypothesis untested.
    Drop {
        /// The hypothesis's id.
        hypothesis: i64,
    },
    /// Somebody lets a decided hypothesis run again.
    Reopen {
        /// The hypothesis's id.
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
