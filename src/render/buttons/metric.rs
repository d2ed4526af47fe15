//! Buttons about the company's metrics, the lists of who is measured by what, and the targets of one week.

use crate::domain::calendar::week::Week;
use crate::domain::company::Function;
use crate::domain::numbers::catalogue::{FUNCTIONS, Preset, preset};
use crate::domain::numbers::definitions::Whose;

use crate::render::buttons::parts::{Parts, id};

/// What a tap on the cards of `/metrics` and `/target` asks for. A metric is known by the mark of its key
/// ([`crate::domain::numbers::definitions::mark`]).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MetricAction {
    /// All metrics of the company.
    All,
    /// The catalogue.
    Catalogue {
        /// The department.
        function: Function,
    },
    /// A metric of the catalogue becomes one of the company's.
    Add {
        /// The preset.
        preset: &'static Preset,
    },
    /// Somebody wants to describe a metric in words.
    Describe,
    /// A metric made in chat is given up.
    Retire {
        /// The mark of the metric's key.
        metric: u32,
        /// Whether they have been asked if they are sure.
        sure: bool,
    },
    /// Somebody looks at the teams and people whose lists they can change.
    Lists,
    /// Somebody looks at one list.
    List {
        /// Whose list it is.
        whose: Whose,
    },
    /// A metric goes onto a list or off it.
    Give {
        /// Whose list it is.
        whose: Whose,
        /// The mark of the metric's key.
        metric: u32,
        /// Whether it goes onto the list; otherwise off it.
        on: bool,
    },
    /// Somebody looks at the people who have targets.
    Targets {
        /// The week.
        week: Week,
    },
    /// Somebody looks at a person's targets.
    TargetsOf {
        /// The person's id.
        person: i64,
        /// The week.
        week: Week,
    },
    /// Somebody wants to set a target for one week, and is asked for it.
    AskTarget {
        /// The person's id.
        person: i64,
        /// The week.
        week: Week,
        /// The mark of the metric's key.
        metric: u32,
    },
    /// Somebody takes back the target set for one week: the plan's own counts again.
    PlanTarget {
        /// The person's id.
        person: i64,
        /// The week.
        week: Week,
        /// The mark of the metric's key.
        metric: u32,
    },
}

impl MetricAction {
    pub(super) fn encode(self) -> String {
        match self {
            Self::All => "km".to_owned(),
            Self::Catalogue { function } => format!("kc:{}", place(function)),
            Self::Add { preset } => format!("ka:{}", preset.key),
            Self::Describe => "ko".to_owned(),
            Self::Retire { metric, sure } => format!("kr:{metric}:{}", u8::from(sure)),
            Self::Lists => "kw".to_owned(),
            Self::List { whose } => format!("kl:{}", name(whose)),
            Self::Give { whose, metric, on } => format!("kq:{}:{metric}:{}", name(whose), u8::from(on)),
            Self::Targets { week } => format!("kg:{week}"),
            Self::TargetsOf { person, week } => format!("kh:{person}:{week}"),
            Self::AskTarget { person, week, metric } => format!("kj:{person}:{week}:{metric}"),
            Self::PlanTarget { person, week, metric } => format!("kn:{person}:{week}:{metric}"),
        }
    }

    pub(super) fn decode(name: &str, rest: &mut Parts<'_>) -> Option<Self> {
        Some(match name {
            "km" => Self::All,
            "kc" => Self::Catalogue { function: *FUNCTIONS.get(rest.read::<usize>()?)? },
            "ka" => Self::Add { preset: preset(rest.word()?)? },
            "ko" => Self::Describe,
            "kr" => Self::Retire { metric: rest.read()?, sure: rest.flag()? },
            "kw" => Self::Lists,
            "kl" => Self::List { whose: whose(rest.word()?)? },
            "kq" => Self::Give { whose: whose(rest.word()?)?, metric: rest.read()?, on: rest.flag()? },
            "kg" => Self::Targets { week: rest.read()? },
            "kh" => Self::TargetsOf { person: rest.id()?, week: rest.read()? },
            "kj" => Self::AskTarget { person: rest.id()?, week: rest.read()?, metric: rest.read()? },
            "kn" => Self::PlanTarget { person: rest.id()?, week: rest.read()?, metric: rest.read()? },
            _ => return None,
        })
    }
}

fn place(function: Function) -> usize {
    FUNCTIONS.iter().position(|f| *f == function).unwrap_or_default()
}

/// Whose list, in callback data: `t1` is the team with id 1, `p3` the person with id 3.
fn name(whose: Whose) -> String {
    match whose {
        Whose::Team(id) => format!("t{id}"),
        Whose::Person(id) => format!("p{id}"),
    }
}

fn whose(text: &str) -> Option<Whose> {
    let (kind, number) = text.split_at_checked(1)?;
    let number = id(number)?;
    match kind {
        "t" => Some(Whose::Team(number)),
        "p" => Some(Whose::Person(number)),
        _ => None,
    }
}

#[cfg(test)]
pub(super) mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::numbers::catalogue::PRESETS;
    use crate::render::buttons::strategies::{ids, weeks};

    /// Any of them.
    pub fn actions() -> impl Strategy<Value = MetricAction> {
        let whose = prop_oneof![ids().prop_map(Whose::Team), ids().prop_map(Whose::Person)];
        prop_oneof![
            Just(MetricAction::All),
            prop::sample::select(FUNCTIONS.to_vec()).prop_map(|function| MetricAction::Catalogue { function }),
            prop::sample::select(PRESETS.iter().collect::<Vec<_>>()).prop_map(|preset| MetricAction::Add { preset }),
            Just(MetricAction::Describe),
            (any::<u32>(), any::<bool>()).prop_map(|(metric, sure)| MetricAction::Retire { metric, sure }),
            Just(MetricAction::Lists),
            whose.clone().prop_map(|whose| MetricAction::List { whose }),
            (whose, any::<u32>(), any::<bool>()).prop_map(|(whose, metric, on)| MetricAction::Give {
                whose,
                metric,
                on
            }),
            weeks().prop_map(|week| MetricAction::Targets { week }),
            of().prop_map(|(person, week)| MetricAction::TargetsOf { person, week }),
            (of(), any::<u32>()).prop_map(|((person, week), metric)| MetricAction::AskTarget { person, week, metric }),
            (of(), any::<u32>()).prop_map(|((person, week), metric)| MetricAction::PlanTarget { person, week, metric }),
        ]
    }

    /// A person and a week.
    fn of() -> impl Strategy<Value = (i64, Week)> {
        (ids(), weeks())
    }
}
