//! What buttons mean: an [`Action`] here, a few ASCII characters in Telegram's callback data.
//!
//! Callback data may be forged or stale: an action says what somebody asks for, never that they are allowed to.
//!
//! There is a file for each kind of card, with the actions of its buttons and how they are written (`encode`) and read
//! (`decode`). Callback data begins with a name; no name belongs to two files.

mod approval;
mod away;
mod decision;
mod edit;
mod goal;
mod group;
mod hint;
mod hypothesis;
mod language;
mod look;
mod metric;
mod parts;
mod plan;
mod reopen;
mod report;
mod settings;
#[cfg(test)]
mod strategies;
mod week;
mod words;

pub use approval::ApprovalAction;
pub use away::AwayAction;
pub use decision::DecisionAction;
pub use edit::Edit;
pub use goal::GoalAction;
pub use group::GroupAction;
pub use hint::HintAction;
pub use hypothesis::HypothesisAction;
pub use language::LanguageAction;
pub use look::LookAction;
pub use metric::MetricAction;
pub use plan::PlanAction;
pub use reopen::ReopenAction;
pub use report::ReportAction;
pub use settings::SettingsAction;
pub use week::WeekAction;
pub use words::WordsAction;

use parts::Parts;

/// What a tap asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    /// The card of a plan, and what is put into plans.
    Plan(PlanAction),
    /// The hints on a plan.
    Hint(HintAction),
    /// The inbox, and plans that wait for a decision.
    Approval(ApprovalAction),
    /// Reopening approved plans and sent reports.
    Reopen(ReopenAction),
    /// The running week.
    Week(WeekAction),
    /// A report.
    Report(ReportAction),
    /// Goals, and the tasks that serve them.
    Goal(GoalAction),
    /// The decisions of syncs.
    Decision(DecisionAction),
    /// Hypotheses.
    Hypothesis(HypothesisAction),
    /// Metrics, and targets of one week.
    Metric(MetricAction),
    /// Looking back at past weeks.
    Look(LookAction),
    /// Absences and deputies.
    Away(AwayAction),
    /// The language of a person.
    Language(LanguageAction),
    /// How the company is set up.
    Settings(SettingsAction),
    /// Group chats.
    Group(GroupAction),
    /// Words that were not clear, or can be taken back.
    Words(WordsAction),
}

/// Makes each file's action an [`Action`].
macro_rules! join {
    ($($room:ident($action:ident)),+ $(,)?) => {$(
        impl From<$action> for Action {
            fn from(action: $action) -> Self {
                Self::$room(action)
            }
        }
    )+};
}

join!(
    Plan(PlanAction),
    Hint(HintAction),
    Approval(ApprovalAction),
    Reopen(ReopenAction),
    Week(WeekAction),
    Report(ReportAction),
    Goal(GoalAction),
    Decision(DecisionAction),
    Hypothesis(HypothesisAction),
    Metric(MetricAction),
    Look(LookAction),
    Away(AwayAction),
    Language(LanguageAction),
    Settings(SettingsAction),
    Group(GroupAction),
    Words(WordsAction)
);

impl Action {
    /// The callback data. It always fits into the 64 bytes that Telegram allows: the longest holds four numbers.
    pub fn encode(&self) -> String {
        match *self {
            Self::Plan(action) => action.encode(),
            Self::Hint(action) => action.encode(),
            Self::Approval(action) => action.encode(),
            Self::Reopen(action) => action.encode(),
            Self::Week(action) => action.encode(),
            Self::Report(action) => action.encode(),
            Self::Goal(action) => action.encode(),
            Self::Decision(action) => action.encode(),
            Self::Hypothesis(action) => action.encode(),
            Self::Metric(action) => action.encode(),
            Self::Look(action) => action.encode(),
            Self::Away(action) => action.encode(),
            Self::Language(action) => action.encode(),
            Self::Settings(action) => action.encode(),
            Self::Group(action) => action.encode(),
            Self::Words(action) => action.encode(),
        }
    }

    /// The action that callback data asks for; `None` if it is not ours, or was written by a version that wrote it differently.
    pub fn decode(data: &str) -> Option<Self> {
        let mut parts = Parts::of(data);
        let rest = &mut parts;
        let name = rest.word()?;
        let action = PlanAction::decode(name, rest)
            .map(Self::Plan)
            .or_else(|| HintAction::decode(name, rest).map(Self::Hint))
            .or_else(|| ApprovalAction::decode(name, rest).map(Self::Approval))
            .or_else(|| ReopenAction::decode(name, rest).map(Self::Reopen))
            .or_else(|| WeekAction::decode(name, rest).map(Self::Week))
            .or_else(|| ReportAction::decode(name, rest).map(Self::Report))
            .or_else(|| GoalAction::decode(name, rest).map(Self::Goal))
            .or_else(|| DecisionAction::decode(name, rest).map(Self::Decision))
            .or_else(|| HypothesisAction::decode(name, rest).map(Self::Hypothesis))
            .or_else(|| MetricAction::decode(name, rest).map(Self::Metric))
            .or_else(|| LookAction::decode(name, rest).map(Self::Look))
            .or_else(|| AwayAction::decode(name, rest).map(Self::Away))
            .or_else(|| LanguageAction::decode(name, rest).map(Self::Language))
            .or_else(|| SettingsAction::decode(name, rest).map(Self::Settings))
            .or_else(|| GroupAction::decode(name, rest).map(Self::Group))
            .or_else(|| WordsAction::decode(name, rest).map(Self::Words))?;
        rest.ended().then_some(action)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn actions() -> impl Strategy<Value = Action> {
        prop_oneof![
            plan::tests::actions().prop_map(Action::Plan),
            hint::tests::actions().prop_map(Action::Hint),
            approval::tests::actions().prop_map(Action::Approval),
            reopen::tests::actions().prop_map(Action::Reopen),
            week::tests::actions().prop_map(Action::Week),
            report::tests::actions().prop_map(Action::Report),
            goal::tests::actions().prop_map(Action::Goal),
            decision::tests::actions().prop_map(Action::Decision),
            hypothesis::tests::actions().prop_map(Action::Hypothesis),
            metric::tests::actions().prop_map(Action::Metric),
            look::tests::actions().prop_map(Action::Look),
            away::tests::actions().prop_map(Action::Away),
            language::tests::actions().prop_map(Action::Language),
            settings::tests::actions().prop_map(Action::Settings),
            group::tests::actions().prop_map(Action::Group),
            words::tests::actions().prop_map(Action::Words),
        ]
    }

    proptest! {
        #[test]
        fn every_action_fits_into_a_button_and_reads_back(action in actions()) {
            let data = action.encode();
            prop_assert!((1..=64).contains(&data.len()), "{data}");
            prop_assert_eq!(Action::decode(&data), Some(action));
            prop_assert_eq!(Action::decode(&format!("{data}:1")), None, "nothing may follow");
        }

        #[test]
        fn garbage_means_nothing(data in "\\PC{0,64}") {
            if let Some(action) = Action::decode(&data) {
                // The few strings that do mean something must be ways to write that very action.
                prop_assert_eq!(Action::decode(&action.encode()), Some(action));
            }
        }
    }
}
