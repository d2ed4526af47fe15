//! Deputies that managers name.

use chrono::NaiveDate;

use crate::domain::company::ids::PersonId;

/// Somebody who decides in a manager's place, as the manager named them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Deputy {
    /// Database id.
    pub id: i64,
    /// In whose place.
    pub manager: PersonId,
    /// Who.
    pub person: PersonId,
    /// On these days, the first and the last, whether the manager is there or not; none: whenever the manager is not.
    pub days: Option<(NaiveDate, NaiveDate)>,
}

impl Deputy {
    /// Named for that day in particular.
    pub fn named_for(&self, day: NaiveDate) -> bool {
        self.days.is_some_and(|(from, to)| (from..=to).contains(&day))
    }
}
