//! Long lists in pages, so that a card stays one message.

use std::ops::Range;

use crate::render::buttons::Action;
use crate::render::card::Card;

/// How many entries stand on a page at most.
pub const PAGE: usize = 10;

/// Divides entries of these lengths into pages: at most [`PAGE`] entries on each, together no longer than `room`,
/// unless it is only one.
pub fn pages(lengths: &[usize], room: usize) -> Vec<Range<usize>> {
    let mut pages: Vec<Range<usize>> = Vec::new();
    let mut used = 0;
    for (at, length) in lengths.iter().enumerate() {
        used += length;
        match pages.last_mut() {
            Some(page) if page.len() < PAGE && used <= room => page.end = at + 1,
            _ => {
                pages.push(at..at + 1);
                used = *length;
            }
        }
    }
    pages
}

/// The pages of a list, and which of them is shown.
#[derive(Debug, Default)]
pub struct Paged {
    /// The entries of each page.
    pub pages: Vec<Range<usize>>,
    /// The index of the page that is shown.
    pub shown: usize,
}

impl Paged {
    /// The entries that are shown.
    pub fn range(&self) -> Range<usize> {
        self.pages.get(self.shown).cloned().unwrap_or(0..0)
    }

    /// Adds the buttons to the pages before and after; none where there is only one page.
    #[must_use]
    pub fn turn(&self, card: Card, to: impl Fn(u8) -> Action) -> Card {
        let entry = |page: Option<usize>, forward: bool| {
            let page = page?;
            let range = self.pages.get(page)?;
            let numbers =
                if range.len() == 1 { range.end.to_string() } else { format!("{}–{}", range.start + 1, range.end) };
            let label = if forward { format!("{numbers} ›") } else { format!("‹ {numbers}") };
            Some((label, to(u8::try_from(page).ok()?)))
        };
        let both = [entry(self.shown.checked_sub(1), false), entry(self.shown.checked_add(1), true)];
        let both: Vec<(String, Action)> = both.into_iter().flatten().collect();
        card.row(both.iter().map(|(label, action)| (label.clone(), action)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_entry_stands_on_one_page_and_pages_fit(lengths in prop::collection::vec(0usize..900, 0..70)) {
            let pages = pages(&lengths, 2000);
            let all: Vec<usize> = pages.iter().cloned().flatten().collect();
            prop_assert_eq!(all, (0..lengths.len()).collect::<Vec<_>>());
            for page in pages {
                let used: usize = lengths[page.clone()].iter().sum();
                prop_assert!(page.len() <= PAGE && (used <= 2000 || page.len() == 1));
            }
        }
    }
}
