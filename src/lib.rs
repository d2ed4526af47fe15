//! Planerka (планёрка): a company's weekly planning ritual in Telegram.

pub mod domain;
