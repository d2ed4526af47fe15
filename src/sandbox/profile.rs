//! The bot's profile: its commands and descriptions.

use std::collections::BTreeMap;

/// A list of commands for some people in some language.
#[derive(Debug, Clone, PartialEq)]
pub struct CommandSet {
    /// The people it is for: a scope of the Bot API as JSON, `{"type":"default"}` for everybody.
    pub scope: String,
    /// The language code; empty for all languages without a list of their own.
    pub language: String,
    /// Command and description.
    pub commands: Vec<(String, String)>,
}

/// The bot's profile.
#[derive(Default)]
pub(super) struct Profile {
    /// Scope and language → commands, each with its description.
    pub(super) commands: BTreeMap<(String, String), Vec<(String, String)>>,
    /// Kind (`description` or `short_description`) and language → text.
    pub(super) texts: BTreeMap<(String, String), String>,
}

impl Profile {
    pub(super) fn sets(&self) -> Vec<CommandSet> {
        let set = |((scope, language), commands): (&(String, String), &Vec<_>)| CommandSet {
            scope: scope.clone(),
            language: language.clone(),
            commands: commands.clone(),
        };
        self.commands.iter().map(set).collect()
    }
}
