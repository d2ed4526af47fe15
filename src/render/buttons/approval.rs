//! Buttons by which an approver decides on plans that wait.

use crate::domain::approval::line_comment::Spot;

use crate::render::buttons::parts::{Parts, spot_name};

/// What a tap on the inbox, or on a plan that waits, asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ApprovalAction {
    /// An approver goes back from a plan to the list of all that wait.
    Inbox,
    /// An approver looks at one plan.
    Open {
        /// The plan's id.
        plan: i64,
    },
    /// An approver approves a plan.
    Approve {
        /// The plan's id.
        plan: i64,
        /// The version the button is under.
        version: i64,
    },
    /// An approver approves all plans that raise no doubt.
    ApproveClean {
        /// The number of the list that was shown, so that a stale list approves nothing new.
        offer: i64,
    },
    /// An approver wants to return a plan and is asked why.
    Return {
        /// The plan's id.
        plan: i64,
        /// The version the button is under.
        version: i64,
    },
    /// An approver returns a plan for one of the usual reasons.
    ReturnBecause {
        /// The plan's id.
        plan: i64,
        /// The version the button is under.
        version: i64,
        /// The number of the reason, as the buttons were listed.
        reason: u8,
    },
    /// An approver wants to mark the lines because of which a plan is returned.
    PointOut {
        /// The plan's id.
        plan: i64,
        /// The version the button is under.
        version: i64,
    },
    /// An approver chooses a line to mark.
    Point {
        /// The plan's id.
        plan: i64,
        /// The version the button is under.
        version: i64,
        /// The line.
        spot: Spot,
    },
    /// An approver marks a line for one of the usual reasons.
    MarkLine {
        /// The plan's id.
        plan: i64,
        /// The version the button is under.
        version: i64,
        /// The line.
        spot: Spot,
        /// The number of the reason, as the buttons were listed.
        reason: u8,
    },
    /// An approver returns a plan because of the lines that were marked.
    ReturnMarked {
        /// The plan's id.
        plan: i64,
        /// The version the button is under.
        version: i64,
    },
    /// An approver wants to change a plan before approving it.
    Edit {
        /// The plan's id.
        plan: i64,
        /// The version the button is under.
        version: i64,
    },
    /// An approver chooses the line whose number they want to change.
    EditLine {
        /// The plan's id.
        plan: i64,
        /// The version the button is under.
        version: i64,
        /// The line, in the plan as they have changed it.
        spot: Spot,
    },
    /// An approver approves a plan as they have changed it.
    ApproveEdited {
        /// The plan's id.
        plan: i64,
        /// The version they have changed.
        version: i64,
    },
}

impl ApprovalAction {
    pub(super) fn encode(self) -> String {
        match self {
            Self::Inbox => "ib".to_owned(),
            Self::Open { plan } => format!("ao:{plan}"),
            Self::Approve { plan, version } => format!("aa:{plan}:{version}"),
            Self::ApproveClean { offer } => format!("ac:{offer}"),
            Self::Return { plan, version } => format!("ar:{plan}:{version}"),
            Self::ReturnBecause { plan, version, reason } => format!("ab:{plan}:{version}:{reason}"),
            Self::PointOut { plan, version } => format!("al:{plan}:{version}"),
            Self::Point { plan, version, spot } => format!("ap:{plan}:{version}:{}", spot_name(spot)),
            Self::MarkLine { plan, version, spot, reason } => {
                format!("am:{plan}:{version}:{}:{reason}", spot_name(spot))
            }
            Self::ReturnMarked { plan, version } => format!("ak:{plan}:{version}"),
            Self::Edit { plan, version } => format!("ve:{plan}:{version}"),
            Self::EditLine { plan, version, spot } => format!("vl:{plan}:{version}:{}", spot_name(spot)),
            Self::ApproveEdited { plan, version } => format!("va:{plan}:{version}"),
        }
    }

    pub(super) fn decode(name: &str, rest: &mut Parts<'_>) -> Option<Self> {
        Some(match name {
            "ib" => Self::Inbox,
            "ao" => Self::Open { plan: rest.id()? },
            "aa" => Self::Approve { plan: rest.id()?, version: rest.id()? },
            "ac" => Self::ApproveClean { offer: rest.id()? },
            "ar" => Self::Return { plan: rest.id()?, version: rest.id()? },
            "ab" => Self::ReturnBecause { plan: rest.id()?, version: rest.id()?, reason: rest.read()? },
            "al" => Self::PointOut { plan: rest.id()?, version: rest.id()? },
            "ap" => Self::Point { plan: rest.id()?, version: rest.id()?, spot: rest.spot()? },
            "am" => Self::MarkLine { plan: rest.id()?, version: rest.id()?, spot: rest.spot()?, reason: rest.read()? },
            "ak" => Self::ReturnMarked { plan: rest.id()?, version: rest.id()? },
            "ve" => Self::Edit { plan: rest.id()?, version: rest.id()? },
            "vl" => Self::EditLine { plan: rest.id()?, version: rest.id()?, spot: rest.spot()? },
            "va" => Self::ApproveEdited { plan: rest.id()?, version: rest.id()? },
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
    pub fn actions() -> impl Strategy<Value = ApprovalAction> {
        prop_oneof![
            Just(ApprovalAction::Inbox),
            ids().prop_map(|plan| ApprovalAction::Open { plan }),
            of().prop_map(|(plan, version)| ApprovalAction::Approve { plan, version }),
            ids().prop_map(|offer| ApprovalAction::ApproveClean { offer }),
            of().prop_map(|(plan, version)| ApprovalAction::Return { plan, version }),
            (of(), any::<u8>()).prop_map(|((plan, version), reason)| ApprovalAction::ReturnBecause {
                plan,
                version,
                reason
            }),
            of().prop_map(|(plan, version)| ApprovalAction::PointOut { plan, version }),
            (of(), spots()).prop_map(|((plan, version), spot)| ApprovalAction::Point { plan, version, spot }),
            (of(), spots(), any::<u8>()).prop_map(|((plan, version), spot, reason)| ApprovalAction::MarkLine {
                plan,
                version,
                spot,
                reason
            }),
            of().prop_map(|(plan, version)| ApprovalAction::ReturnMarked { plan, version }),
            of().prop_map(|(plan, version)| ApprovalAction::Edit { plan, version }),
            (of(), spots()).prop_map(|((plan, version), spot)| ApprovalAction::EditLine { plan, version, spot }),
            of().prop_map(|(plan, version)| ApprovalAction::ApproveEdited { plan, version }),
        ]
    }

    /// A plan and its version.
    fn of() -> impl Strategy<Value = (i64, i64)> {
        (ids(), ids())
    }

    fn spots() -> impl Strategy<Value = Spot> {
        prop_oneof![(1..=u8::MAX).prop_map(Spot::Target), (1..=u8::MAX).prop_map(Spot::Task)]
    }
}
