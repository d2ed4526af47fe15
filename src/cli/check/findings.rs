//! What `check` has found so far.

use std::fmt::Write as _;

/// The findings so far: ✓ fine, ! worth knowing, ✗ broken.
#[derive(Default)]
pub(super) struct Findings {
    pub(super) text: String,
    pub(super) broken: usize,
}

impl Findings {
    pub(super) fn fine(&mut self, what: impl AsRef<str>) {
        self.add('✓', what.as_ref(), "");
    }

    pub(super) fn warn(&mut self, what: impl AsRef<str>, mend: &str) {
        self.add('!', what.as_ref(), mend);
    }

    pub(super) fn broken(&mut self, what: impl AsRef<str>, mend: &str) {
        self.broken += 1;
        self.add('✗', what.as_ref(), mend);
    }

    fn add(&mut self, mark: char, what: &str, mend: &str) {
        // Writing to a String does not fail.
        let _ = writeln!(self.text, "{mark} {what}");
        if !mend.is_empty() {
            let _ = writeln!(self.text, "    → {mend}");
        }
    }
}
