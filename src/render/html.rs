//! Text for Telegram, escaped by type.
