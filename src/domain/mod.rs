//! The method itself: pure rules. No async, no SQL, no Telegram, no clock (`now` is an argument).

pub mod absence;
pub mod budget;
pub mod calibration;
pub mod chain;
pub mod company;
pub mod decision;
pub mod declaration;
pub mod diff;
pub mod doubt;
pub mod formula;
pub mod goal;
pub mod hint;
pub mod holidays;
pub mod intake;
pub mod kpi;
pub mod mark;
pub mod month;
pub mod names;
pub mod plan;
pub mod prefill;
pub mod record;
pub mod regular;
pub mod ritual;
pub mod target;
pub mod week;
pub mod workdays;
