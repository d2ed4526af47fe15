//! The calendar of the ritual: at which local times of a week things happen, and which instants these are.

mod holidays;
mod moments;
#[cfg(test)]
mod tests;
mod times;
mod week_time;

pub use moments::{Due, Moment, NoMoment, weeks_in_reach};
pub use times::{PlannedWeek, Ritual, RitualPatch};
pub use week_time::{NoWeekTime, WeekTime};
