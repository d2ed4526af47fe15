//! A file that somebody has written in an editor.

use std::path::Path;

use anyhow::bail;

use crate::cli::output::note;
use crate::import::text::decoded;

/// The text of a file. Where it is not UTF-8, says which encoding it was taken for.
pub(super) fn read_text(path: &Path) -> anyhow::Result<String> {
    let Some(decoded) = decoded(&std::fs::read(path)?) else { bail!("it is no text: save it as UTF-8") };
    if let Some(encoding) = decoded.other_than_utf8 {
        note(&format!(
            "warning: {} is not UTF-8 and is read as {encoding}; if names look wrong, save it as UTF-8",
            path.display()
        ));
    }
    Ok(decoded.text)
}
