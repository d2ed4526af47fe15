//! What the buttons for looking back mean.

use super::id;
use crate::domain::week::Week;

/// What a tap on a digest asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LookAction {
    /// Somebody turns to the digest of a week.
    Digest {
        /// Of this team; none: over all teams they may see.
        team: Option<i64>,
        /// Which week.
        week: Week,
    },
    /// Somebody looks at a team's last weeks.
    Weeks {
        /// Which team.
        team: i64,
    },
    /// A chat becomes the one for the digest over all teams.
    LinkCompany {
        /// Which.
        chat: i64,
    },
}

impl LookAction {
    pub(super) fn encode(self) -> String {
        match self {
            Self::Digest { team, week } => format!("dg:{}:{week}", team.unwrap_or(0)),
            Self::Weeks { team } => format!("dw:{team}"),
            Self::LinkCompany { chat } => format!("lc:{chat}"),
        }
    }

    pub(super) fn decode<'a>(name: &str, mut next: impl FnMut() -> Option<&'a str>) -> Option<Self> {
        Some(match name {
            "dg" => Self::Digest {
                team: match next()? {
                    "0" => None,
                    team => Some(id(team)?),
                },
                week: next()?.parse().ok()?,
            },
            "dw" => Self::Weeks { team: id(next()?)? },
            "lc" => Self::LinkCompany { chat: next()?.parse().ok()? },
            _ => return None,
        })
    }
}

#[cfg(test)]
pub(super) mod tests {
    use chrono::{Days, NaiveDate};
    use proptest::prelude::*;

    use super::*;

    /// Any of them.
    pub fn actions() -> impl Strategy<Value = LookAction> {
        let id = 1i64..=i64::MAX;
        let week = (0u64..50_000).prop_map(|d| Week::of_date(NaiveDate::default() + Days::new(d)));
        prop_oneof![
            (prop::option::of(id.clone()), week).prop_map(|(team, week)| LookAction::Digest { team, week }),
            id.prop_map(|team| LookAction::Weeks { team }),
            any::<i64>().prop_map(|chat| LookAction::LinkCompany { chat }),
        ]
    }
}
