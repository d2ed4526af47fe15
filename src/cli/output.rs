//! What a command says: results on standard output, errors and asides on standard error.

use std::io::Write as _;

use crate::config::Settings;
use crate::storage::is_outage;

/// An error and its causes as one sentence, without causes that only repeat and without SQLite's error codes.
pub(super) fn sentence(error: &anyhow::Error) -> String {
    let mut text = String::new();
    for cause in error.chain() {
        let mut cause = cause.to_string().replace("error returned from database: ", "");
        if let Some(rest) = cause.strip_prefix("(code: ").and_then(|rest| rest.split_once(") ")) {
            cause = rest.1.to_owned();
        }
        if !text.contains(&cause) {
            let link = if text.is_empty() { "" } else { ": " };
            text = format!("{text}{link}{cause}");
        }
    }
    text
}

/// Adds the name of the database file to an error that comes from the database itself, such as a full disk.
pub(super) fn of_database(settings: &Settings, error: anyhow::Error) -> anyhow::Error {
    if is_outage(&error) { error.context(format!("database {} fails", settings.db.display())) } else { error }
}

/// Prints to standard output. A closed pipe is no error.
pub(super) fn print(text: &str) {
    let mut out = std::io::stdout().lock();
    let end = if text.is_empty() || text.ends_with('\n') { "" } else { "\n" };
    let _ = write!(out, "{text}{end}").and_then(|()| out.flush());
}

/// Prints something that does not belong to the result, on standard error.
pub(super) fn note(text: &str) {
    let _ = writeln!(std::io::stderr(), "{text}");
}
