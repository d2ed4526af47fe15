//! Rendering facts into messages: one function for each message, words from `locales`, people's text escaped by type.

pub mod approval;
pub mod buttons;
pub mod card;
pub mod company;
pub mod conversation;
pub mod html;
pub mod meeting;
pub mod message;
pub mod numbers;
pub mod pages;
pub mod plan;
pub mod report;
pub mod week;
