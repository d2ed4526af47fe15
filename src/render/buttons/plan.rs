//! Buttons about a plan: its author writes it and hands it in, and author and approver write to each other about it.

use crate::domain::calendar::week::Week;

use crate::render::buttons::edit::Edit;
use crate::render::buttons::parts::Parts;

/// What a tap on the card of a plan, or of what is put into plans, asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PlanAction {
    /// The author hands a plan in.
    Submit {
        /// The plan's id.
        plan: i64,
    },
    /// The author hands in a plan that is over the hours budget, for one of the usual reasons.
    SubmitOver {
        /// The plan's id.
        plan: i64,
        /// The number of the reason, as the buttons were listed.
        reason: u8,
    },
    /// The author wants to say in their own words why a plan is over the hours budget.
    ExplainOver {
        /// The plan's id.
        plan: i64,
    },
    /// The author takes a task off a plan that is over the hours budget.
    TakeOff {
        /// The plan's id.
        plan: i64,
        /// The task's number in the plan, which never changes.
        task: u32,
        /// Its estimate in minutes, as the button showed it.
        minutes: u32,
    },
    /// The author takes all suggested targets.
    TakeTargets {
        /// The plan's id.
        plan: i64,
    },
    /// The author turns to the plan of another week.
    TurnTo {
        /// The week.
        week: Week,
    },
    /// The author takes a waiting plan back.
    Change {
        /// The plan's id.
        plan: i64,
    },
    /// The author drops the change they are writing: the approved plan stays.
    KeepAgreed {
        /// The plan's id.
        plan: i64,
    },
    /// The author looks at the tasks that the bot has put into a plan, or goes back.
    Offers {
        /// The plan's id.
        plan: i64,
        /// Whether they look at them; otherwise they go back to the card.
        open: bool,
    },
    /// The author keeps or drops one of these tasks.
    KeepOffer {
        /// The plan's id.
        plan: i64,
        /// The task's `Seed::tag`.
        seed: u32,
        /// Whether it is kept; otherwise dropped.
        keep: bool,
    },
    /// A person leaves a regular task of theirs out of plans, or takes it in again.
    PauseRegular {
        /// The regular task's id.
        regular: i64,
        /// Whether it is left out; otherwise taken in again.
        paused: bool,
    },
    /// A person takes a regular task off their list.
    RemoveRegular {
        /// The regular task's id.
        regular: i64,
    },
    /// Author or approver want to write to the other about a plan.
    Ask {
        /// The plan's id.
        plan: i64,
    },
    /// Somebody wants to answer what was written to them about a plan.
    AnswerMessage {
        /// The message's id.
        message: i64,
    },
    /// Somebody wants to know what happened to a plan.
    History {
        /// The plan's id.
        plan: i64,
    },
    /// The author edits a plan on its card.
    Edit {
        /// The plan's id.
        plan: i64,
        /// What they do.
        edit: Edit,
    },
}

impl PlanAction {
    pub(super) fn encode(self) -> String {
        match self {
            Self::Submit { plan } => format!("ps:{plan}"),
            Self::SubmitOver { plan, reason } => format!("po:{plan}:{reason}"),
            Self::ExplainOver { plan } => format!("pe:{plan}"),
            Self::TakeOff { plan, task, minutes } => format!("px:{plan}:{task}:{minutes}"),
            Self::TakeTargets { plan } => format!("pt:{plan}"),
            Self::TurnTo { week } => format!("pw:{week}"),
            Self::Change { plan } => format!("pc:{plan}"),
            Self::KeepAgreed { plan } => format!("vk:{plan}"),
            Self::Offers { plan, open } => format!("pf:{plan}:{}", u8::from(open)),
            Self::KeepOffer { plan, seed, keep } => format!("pk:{plan}:{seed}:{}", u8::from(keep)),
            Self::PauseRegular { regular, paused } => format!("gq:{regular}:{}", u8::from(paused)),
            Self::RemoveRegular { regular } => format!("gr:{regular}"),
            Self::Ask { plan } => format!("vq:{plan}"),
            Self::AnswerMessage { message } => format!("vr:{message}"),
            Self::History { plan } => format!("vh:{plan}"),
            Self::Edit { plan, edit } => edit.encode(plan),
        }
    }

    pub(super) fn decode(name: &str, rest: &mut Parts<'_>) -> Option<Self> {
        Some(match name {
            "ps" => Self::Submit { plan: rest.id()? },
            "po" => Self::SubmitOver { plan: rest.id()?, reason: rest.read()? },
            "pe" => Self::ExplainOver { plan: rest.id()? },
            "px" => Self::TakeOff { plan: rest.id()?, task: rest.read()?, minutes: rest.read()? },
            "pt" => Self::TakeTargets { plan: rest.id()? },
            "pw" => Self::TurnTo { week: rest.read()? },
            "pc" => Self::Change { plan: rest.id()? },
            "vk" => Self::KeepAgreed { plan: rest.id()? },
            "pf" => Self::Offers { plan: rest.id()?, open: rest.flag()? },
            "pk" => Self::KeepOffer { plan: rest.id()?, seed: rest.read()?, keep: rest.flag()? },
            "gq" => Self::PauseRegular { regular: rest.id()?, paused: rest.flag()? },
            "gr" => Self::RemoveRegular { regular: rest.id()? },
            "vq" => Self::Ask { plan: rest.id()? },
            "vr" => Self::AnswerMessage { message: rest.id()? },
            "vh" => Self::History { plan: rest.id()? },
            // The names of the edits, and no others, begin like this.
            _ if name.starts_with('e') => Self::Edit { plan: rest.id()?, edit: Edit::decode(name, rest)? },
            _ => return None,
        })
    }
}

#[cfg(test)]
pub(super) mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::render::buttons::edit;
    use crate::render::buttons::strategies::{ids, weeks};

    /// Any of them.
    pub fn actions() -> impl Strategy<Value = PlanAction> {
        prop_oneof![
            ids().prop_map(|plan| PlanAction::Submit { plan }),
            (ids(), any::<u8>()).prop_map(|(plan, reason)| PlanAction::SubmitOver { plan, reason }),
            ids().prop_map(|plan| PlanAction::ExplainOver { plan }),
            (ids(), any::<u32>(), any::<u32>()).prop_map(|(plan, task, minutes)| PlanAction::TakeOff {
                plan,
                task,
                minutes
            }),
            ids().prop_map(|plan| PlanAction::TakeTargets { plan }),
            weeks().prop_map(|week| PlanAction::TurnTo { week }),
            ids().prop_map(|plan| PlanAction::Change { plan }),
            ids().prop_map(|plan| PlanAction::KeepAgreed { plan }),
            (ids(), any::<bool>()).prop_map(|(plan, open)| PlanAction::Offers { plan, open }),
            (ids(), any::<u32>(), any::<bool>()).prop_map(|(plan, seed, keep)| PlanAction::KeepOffer {
                plan,
                seed,
                keep
            }),
            (ids(), any::<bool>()).prop_map(|(regular, paused)| PlanAction::PauseRegular { regular, paused }),
            ids().prop_map(|regular| PlanAction::RemoveRegular { regular }),
            ids().prop_map(|plan| PlanAction::Ask { plan }),
            ids().prop_map(|message| PlanAction::AnswerMessage { message }),
            ids().prop_map(|plan| PlanAction::History { plan }),
            (ids(), edit::any()).prop_map(|(plan, edit)| PlanAction::Edit { plan, edit }),
        ]
    }
}
