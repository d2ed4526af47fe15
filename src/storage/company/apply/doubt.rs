//! What `apply` does only when told so: people leave, keys change hands, what was done in chat is undone.

use std::fmt;

/// Something that whoever applies the file should have meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Doubt {
    /// Somebody is no longer in the file.
    Leaves {
        /// Their key.
        key: String,
        /// Their name.
        name: String,
    },
    /// The key of somebody is now another person's.
    OtherPerson {
        /// The key.
        key: String,
        /// Whose it was.
        before: String,
        /// Whose it is.
        now: String,
        /// The one before had joined.
        joined: bool,
    },
    /// Something is there by the same name under another key.
    Renamed {
        /// `person`, `team`, `sync`.
        kind: &'static str,
        /// The key as it was.
        old: String,
        /// The key as it is.
        new: String,
        /// The name.
        name: String,
    },
    /// Something was done in chat since the file was last applied.
    OverChat {
        /// `team sales`.
        what: String,
        /// Which of its keys.
        field: &'static str,
        /// As it was done in chat.
        old: String,
        /// As the file says.
        new: String,
    },
}

impl fmt::Display for Doubt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Leaves { key, name } => write!(f, "{name} ({key}) leaves the company"),
            Self::OtherPerson { key, before, now, joined } => {
                let account = if *joined { ", whose account is not handed on" } else { "" };
                write!(f, "{key} is {now} from now on and was {before}{account}: {now} needs a link of their own")
            }
            Self::Renamed { kind, old, new, name } => {
                write!(f, "{kind} {old} is called {new} from now on: «{name}» stays the same {kind}")
            }
            Self::OverChat { what, field: "made in", .. } => {
                write!(f, "{what} was made in the chat and becomes the file's")
            }
            Self::OverChat { what, field, old, new } => {
                write!(f, "{what}: {field} was set to {old} in the chat and becomes {new}")
            }
        }
    }
}
