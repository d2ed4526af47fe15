//! End products as pictures and files: how Telegram, which keeps them, calls them.

use serde::{Deserialize, Serialize};

/// What a file is to Telegram. One kind is never sent as the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FileKind {
    /// A picture.
    Photo,
    /// Any other file.
    Document,
}

impl FileKind {
    /// Its name in the database; also the field in which Telegram takes it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Photo => "photo",
            Self::Document => "document",
        }
    }

    /// The kind of that name.
    pub fn named(name: &str) -> Option<Self> {
        [Self::Photo, Self::Document].into_iter().find(|kind| kind.name() == name)
    }
}

/// A file that Telegram knows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EvidenceFile {
    /// What it is.
    pub kind: FileKind,
    /// What it is sent again by.
    pub id: String,
    /// The same for the same file, however often it is sent.
    pub unique_id: String,
    /// Pictures sent together share it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub album: Option<String>,
}
