//! What was done: states, hours, results and reasons of tasks, by number, by place and by name.

mod listener;
mod reader;

pub(super) use reader::{Marks, read};
