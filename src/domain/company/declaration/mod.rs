//! `company.toml`: what a company declares about itself, read strictly.
//!
//! Text in, [`Declaration`] or [`Problems`] out. Everything that is wrong is said at once, each with its line.

mod check;
mod declared;
mod fields;
mod goal;
mod hint;
pub(crate) mod reader;
mod sections;
mod warnings;
mod zone;

pub use declared::{Declaration, DeclaredCompany, DeclaredGoal, DeclaredPerson, DeclaredSync, DeclaredTeam};
pub use reader::Problems;
pub use sections::RITUAL_KEYS;
