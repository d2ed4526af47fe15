//! Stories about a small company and its bot, through the real client and the sandbox: what people write, tap and read.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a story that surprises us stops")]

mod office;
mod scenes;
mod seen;

mod agenda;
mod approve_plan;
mod authorisation;
mod away;
mod calendar;
mod calibration;
mod decisions;
mod definitions;
mod deputies;
mod digest;
mod editor;
mod english;
mod escalation;
mod export;
mod goals;
mod groups;
mod hint_quality;
mod hints;
mod history;
mod import;
mod inbox;
mod joining;
mod layers;
mod manager_edits;
mod me;
mod metrics;
mod nudges;
mod odd_input;
mod over_budget;
mod pictures;
mod prefilled;
mod pulse;
mod register;
mod regular;
mod reopened;
mod report;
mod report_doubts;
mod report_files;
mod report_reasons;
mod report_seen;
mod returned;
mod role_changes;
mod sources;
mod submit_plan;
mod texts;
mod unreachable;
mod versions;
mod week;
mod week_target;
mod which_week;
