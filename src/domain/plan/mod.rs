//! A person's plan for a week: what it holds, its states, and the moves between them.

pub mod budget;
pub mod calibration;
pub mod diff;
mod draft;
mod edit;
pub mod hint;
mod moves;
mod offered;
pub mod prefill;
pub mod regular;
mod seed;
pub mod standing;
mod state;
mod take;
mod task;
mod title;

pub use draft::{Calibrated, Draft, DraftTarget, DraftTask, Field, MAX_TASKS, Missing};
pub use edit::{Change, LEAST};
pub use moves::{WrongMove, may_decide, may_submit};
pub use offered::Progress;
pub use seed::Seed;
pub use state::PlanState;
pub use take::Taken;
pub use task::{Origin, TaskState};
pub use title::{plain_title, same_title};
