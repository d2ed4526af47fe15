//! What the bot says about itself: its commands and descriptions.

use std::collections::BTreeMap;

/// One list of commands: for whom, in which language.
#[derive(Debug, Clone, PartialEq)]
pub struct CommandSet {
    /// The scope as JSON, `{"type":"default"}` when none was given.
    pub scope: String,
    /// The language, empty for everyone else.
    pub language: String,
    /// Command and description.
    pub commands: Vec<(String, String)>,
}

/// The bot's profile.
#[derive(Default)]
pub(super) struct Profile {
    /// Scope and language → commands, each with its description.
    pub(super) commands: BTreeMap<(String, String), Vec<(String, String)>>,
    /// Method-like name (`description`, `short_description`) and language → text.
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
