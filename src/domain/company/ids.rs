//! What the company's people, teams and chats are known by.

/// Database id of a person.
pub type PersonId = i64;

/// A Telegram chat, group or channel; a private chat has its user's id.
pub type ChatId = i64;

/// Database id of a team.
pub type TeamId = i64;
