//! What a sync decides: «Анна: презентация для Альфы к пятнице». Who answers for it, and what becomes of it.

use serde::{Deserialize, Serialize};

use crate::domain::calendar::week::Week;
use crate::domain::company::{Person, PersonId, names};

/// What became of a decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DecisionState {
    /// Somebody answers for it.
    Open,
    /// It is done.
    Done,
    /// It is no longer wanted, or was written by mistake.
    Dropped,
}

impl DecisionState {
    /// Its name in the database.
    pub fn name(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Done => "done",
            Self::Dropped => "dropped",
        }
    }

    /// The state of that name.
    pub fn named(name: &str) -> Option<Self> {
        [Self::Open, Self::Done, Self::Dropped].into_iter().find(|s| s.name() == name)
    }
}

/// Database id of a decision.
pub type DecisionId = i64;

/// What has to be asked about a decision before it is whole.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Asked {
    /// Who answers for it is one of these.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub owners: Vec<PersonId>,
    /// It belongs to one of these syncs.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub syncs: Vec<i64>,
}

impl Asked {
    /// Nothing is asked.
    pub fn is_empty(&self) -> bool {
        self.owners.is_empty() && self.syncs.is_empty()
    }
}

/// A decision as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// Database id.
    pub id: DecisionId,
    /// Of which sync.
    pub sync: i64,
    /// Who answers for it.
    pub owner: Option<PersonId>,
    /// What was decided.
    pub text: String,
    /// The week of the meeting.
    pub week: Week,
    /// What became of it.
    pub state: DecisionState,
    /// Who wrote it down.
    pub made_by: PersonId,
    /// Who closed it.
    pub closed_by: Option<PersonId>,
    /// What is still asked about it.
    pub asked: Asked,
}

/// A decision that is to be kept.
#[derive(Debug, Clone)]
pub struct NewDecision<'a> {
    /// Of which sync.
    pub sync: i64,
    /// Who answers for it.
    pub owner: Option<PersonId>,
    /// What was decided.
    pub text: &'a str,
    /// The week of the meeting.
    pub week: Week,
    /// Who writes it down.
    pub made_by: PersonId,
    /// What is still asked about it.
    pub asked: &'a Asked,
}

/// Who a line names as the one who answers for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Owner {
    /// Nobody: whoever wrote it.
    Writer,
    /// This person.
    Named(PersonId),
    /// One of these, at most [`CHOICES`]: it has to be asked which.
    OneOf(Vec<PersonId>),
}

/// A line that records a decision, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heard {
    /// Who answers for it.
    pub owner: Owner,
    /// What was decided, on one line. May be empty.
    pub text: String,
}

/// So many people are offered to choose from.
pub const CHOICES: usize = 8;
/// The longest text of a decision, in characters.
pub const MAX_CHARS: usize = 300;

/// Reads one line. A name is what stands before a colon or a spaced dash, at most three words, or begins with `@`; where
/// that is nobody's name, it belongs to the text, but an unknown `@name` is asked about.
pub fn read(line: &str, people: &[&Person]) -> Heard {
    let line = line.split_whitespace().collect::<Vec<_>>().join(" ");
    let line = line.trim_start_matches(['•', '-', '–', '—', '*', ' ']);
    let whole = || Heard { owner: Owner::Writer, text: line.to_owned() };
    let Some((name, text)) = head(line) else { return whole() };
    let ids = |found: Vec<&Person>| found.into_iter().take(CHOICES).map(|p| p.id).collect::<Vec<_>>();
    let owner = match names::meant(name, people).as_slice() {
        [] if name.starts_with('@') => Owner::OneOf(ids(names::nearest(name, people, CHOICES))),
        [] => return whole(),
        [one] => Owner::Named(one.id),
        several => Owner::OneOf(ids(several.to_vec())),
    };
    Heard { owner, text: text.to_owned() }
}

/// What stands where a name may stand, and the rest.
fn head(line: &str) -> Option<(&str, &str)> {
    if line.starts_with('@') {
        let (name, text) = line.split_once(' ').unwrap_or((line, ""));
        return Some((name.trim_end_matches([':', ',']), text.trim_start_matches([':', '-', '–', '—', ' '])));
    }
    let (name, text) = [":", " — ", " – ", " - "]
        .iter()
        .filter_map(|joint| line.split_once(joint))
        .min_by_key(|(name, _)| name.len())?;
    let words = name.split_whitespace().count();
    (1..=3).contains(&words).then_some((name, text.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::company::testing::person;
    use proptest::prelude::*;

    fn company() -> Vec<Person> {
        vec![
            person(1, "anna", "Анна Смирнова"),
            person(2, "igor", "Игорь Титов"),
            person(3, "igor2", "Игорь Лапин"),
            person(4, "vera", "Вера Лис"),
        ]
    }

    #[test]
    fn lines_as_people_write_them() {
        let company = company();
        let people: Vec<&Person> = company.iter().collect();
        for (line, owner, text) in [
            ("Анна: презентация для Альфы к пятнице", Owner::Named(1), "презентация для Альфы к пятнице"),
            ("Анна Смирнова — презентация", Owner::Named(1), "презентация"),
            ("@anna презентация", Owner::Named(1), "презентация"),
            ("@anna: презентация", Owner::Named(1), "презентация"),
            ("- Вере:  позвонить   Вектору", Owner::Named(4), "позвонить Вектору"),
            ("Игорь: цены", Owner::OneOf(vec![2, 3]), "цены"),
            ("@somebody цены", Owner::OneOf(vec![4, 1, 2, 3]), "цены"),
            ("Альфа: презентация к пятнице", Owner::Writer, "Альфа: презентация к пятнице"),
            ("поднять цены с декабря", Owner::Writer, "поднять цены с декабря"),
            ("Анна и Игорь: договориться", Owner::Writer, "Анна и Игорь: договориться"),
            ("Анна:", Owner::Named(1), ""),
            ("", Owner::Writer, ""),
        ] {
            let heard = read(line, &people);
            assert_eq!(heard.text, text, "{line}");
            match (&heard.owner, &owner) {
                (Owner::OneOf(found), Owner::OneOf(wanted)) => assert_eq!(found.len(), wanted.len(), "{line}"),
                (found, wanted) => assert_eq!(found, wanted, "{line}"),
            }
        }
    }

    proptest! {
        #[test]
        fn no_word_is_lost(line in "\\PC{0,80}") {
            let company = company();
            let people: Vec<&Person> = company.iter().collect();
            let heard = read(&line, &people);
            prop_assert!(!heard.text.contains('\n'));
            if heard.owner == Owner::Writer {
                let squeezed = line.split_whitespace().collect::<Vec<_>>().join(" ");
                prop_assert!(squeezed.ends_with(&heard.text));
            }
        }
    }
}
