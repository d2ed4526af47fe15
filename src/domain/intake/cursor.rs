//! A place in a text, moved forward by what was recognised there.

use crate::domain::intake::letter::{is_letter, lower};

/// What is still unread of a text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cursor<'a> {
    pub(super) rest: &'a str,
}

impl<'a> Cursor<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { rest: text }
    }

    pub(super) fn peek(&self) -> Option<char> {
        self.rest.chars().next()
    }

    /// Moves over the next character if it is one of these.
    pub(super) fn eat(&mut self, wanted: impl Fn(char) -> bool) -> Option<char> {
        let next = self.peek().filter(|&c| wanted(c))?;
        self.rest = self.rest.strip_prefix(next)?;
        Some(next)
    }

    /// Moves over this text if it stands here.
    pub(super) fn eat_str(&mut self, wanted: &str) -> bool {
        match self.rest.strip_prefix(wanted) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    /// Moves over everything that fits and returns it.
    pub(super) fn run(&mut self, wanted: impl Fn(char) -> bool) -> &'a str {
        let rest = self.rest.trim_start_matches(wanted);
        let taken = self.rest.strip_suffix(rest).unwrap_or("");
        self.rest = rest;
        taken
    }

    pub(super) fn digits(&mut self) -> &'a str {
        self.run(|c| c.is_ascii_digit())
    }

    /// Moves over spaces; says how many there were.
    pub(super) fn spaces(&mut self) -> usize {
        self.run(char::is_whitespace).chars().count()
    }

    /// The letters that stand here, lower-cased, ё as е.
    pub(super) fn word(&mut self) -> String {
        lower(self.run(is_letter))
    }

    /// How many bytes of `text`, from which this cursor started, it has moved over.
    pub(super) fn moved(&self, text: &str) -> usize {
        text.len().saturating_sub(self.rest.len())
    }
}
