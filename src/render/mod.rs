//! Facts into messages: one function per message, words from `locales`, people's text escaped by type.

pub mod agenda;
pub mod apology;
pub mod approval;
pub mod away;
pub mod buttons;
pub mod card;
pub mod decision;
pub mod diff;
pub mod digest;
pub mod goal;
pub mod help;
pub mod hint;
pub mod history;
pub mod html;
pub mod nudge;
pub mod over;
pub mod people;
pub mod plan;
pub mod prefill;
pub mod puzzle;
pub mod record;
pub mod regular;
pub mod remark;
pub mod report;
pub mod version;
