//! Who works here: the company, its teams, people, metrics and syncs, as the company declares them.
//!
//! A [`Roster`] is the whole declaration in memory. It is small (some kilobytes for 300 people), read on every update
//! and replaced as a whole when `apply`, joining or linking changes it.

pub mod absence;
pub mod access;
pub mod declaration;
mod deputy;
mod history;
mod ids;
mod language;
mod metric;
pub mod names;
mod person;
mod roster;
mod team;
#[cfg(test)]
pub mod testing;
mod week_roster;

pub use deputy::Deputy;
pub use ids::{ChatId, PersonId, TeamId};
pub use language::{Formality, Locale};
pub use metric::{Aggregate, Direction, Metric, MetricUnit};
pub use person::{Person, Role};
pub use roster::Roster;
pub use team::{Function, PastTeam, Sync, Team, Visibility};
pub use week_roster::{WeekRoster, WeekRosters};
