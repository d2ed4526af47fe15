//! The method itself: pure rules. No async, no SQL, no Telegram, no clock (`now` is an argument).

pub mod approval;
pub mod calendar;
pub mod company;
pub mod conversation;
pub mod health;
pub mod intake;
pub mod meeting;
pub mod numbers;
pub mod plan;
pub mod refusal;
pub mod report;
pub mod week;
