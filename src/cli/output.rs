//! What a command says: results on standard output, errors and asides on standard error.

use std::fs::{File, OpenOptions};
use std::io::{Read as _, Write as _};
use std::path::Path;

use anyhow::{Context as _, bail};

use crate::config::Settings;
use crate::storage::private_file::{create_new, real, with_suffix};
use crate::storage::{SQLITE_HEAD, is_outage};

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

/// Writes a result to the file that the user named, with mode 0600, in the place of a former one. All of it stands there in
/// the end, or what stood there before.
pub(super) fn write_file(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    let cannot = || format!("cannot write {}", path.display());
    if path.metadata().is_ok_and(|target| !target.is_file()) {
        // A terminal, a pipe.
        return OpenOptions::new().write(true).open(path).and_then(|mut out| out.write_all(bytes)).with_context(cannot);
    }
    let Ok(target) = real(path) else {
        if path.symlink_metadata().is_ok() {
            bail!("{} is a link that leads nowhere", path.display());
        }
        return std::fs::write(path, bytes).with_context(cannot);
    };
    if is_database(&target) {
        bail!("{} is a database: name another file for the export", path.display());
    }
    let unfinished = with_suffix(&target, &format!(".unfinished-{}", std::process::id()));
    let written = create_new(&unfinished).and_then(|mut file| {
        file.write_all(bytes)?;
        file.sync_all()?;
        std::fs::rename(&unfinished, &target)
    });
    if written.is_err() {
        let _ = std::fs::remove_file(&unfinished);
    }
    written.with_context(cannot)
}

/// Whether a file is a SQLite database, or belongs to one.
fn is_database(path: &Path) -> bool {
    let mut head = Vec::new();
    let read = File::open(path).and_then(|file| file.take(16).read_to_end(&mut head));
    let beside = ["-wal", "-shm", "-journal", ".lock"];
    let name = path.to_string_lossy();
    let of = beside.iter().find_map(|suffix| name.strip_suffix(suffix));
    read.is_ok() && head == SQLITE_HEAD || of.is_some_and(|database| is_database(Path::new(database)))
}
