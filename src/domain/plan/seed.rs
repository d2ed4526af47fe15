//! What a task that the bot puts into a draft is made from.

use serde::{Deserialize, Serialize};

use crate::domain::calendar::month::Month;
use crate::domain::meeting::goal::GoalId;
/// What a task that the bot put into a draft was made from. It stays the same when the task is renamed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Seed {
    /// A task of an earlier week that was not finished: its title as [`crate::domain::plan::plain_title`].
    Task(String),
    /// The person's regular task with this id.
    Regular(i64),
    /// The decision of a sync with this id.
    Decision(i64),
    /// The next milestone of the goal with this id.
    Goal(i64),
}

impl Seed {
    /// A short number for a button: the same for the same seed, different for others but for one case in four billion
    /// (FNV-1a).
    pub fn tag(&self) -> u32 {
        let (kind, text) = match self {
            Self::Task(title) => ('t', title.clone()),
            Self::Regular(id) => ('r', id.to_string()),
            Self::Decision(id) => ('d', id.to_string()),
            Self::Goal(id) => ('g', id.to_string()),
        };
        let bytes = std::iter::once(kind as u8).chain(text.into_bytes());
        bytes.fold(0x811c_9dc5, |hash: u32, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
    }
}

/// The milestone a task was made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepOf {
    /// Of which goal.
    pub goal: GoalId,
    /// In which month.
    pub month: Month,
}
