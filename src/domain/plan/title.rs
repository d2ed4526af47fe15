//! Titles of tasks, compared as people compare them.

/// A title as titles are compared: case, ё, spacing and a full stop make no difference.
pub fn plain_title(title: &str) -> String {
    title
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .to_lowercase()
        .replace('ё', "е")
        .trim_end_matches('.')
        .to_owned()
}

/// Whether two titles mean one task.
pub fn same_title(one: &str, other: &str) -> bool {
    plain_title(one) == plain_title(other)
}
