//! Hypotheses: what might work, for whom and where, what is expected of it, and what the numbers said in the end.

use chrono::{DateTime, Months, NaiveDate, Utc};
use rust_decimal::Decimal;

use crate::domain::calendar::week::Week;
use crate::domain::company::{Metric, PersonId};
use crate::domain::plan::plain_title;

mod line;

pub use line::HypothesisLine;
pub use line::HypothesisProblem;
pub use line::read;
pub use line::read_change;

/// Database id of a hypothesis; people call it by this number, too.
pub type HypothesisId = i64;

/// The longest statement, expected effect and verdict, in characters.
pub const MAX_CHARS: usize = 300;
/// The longest product, segment and channel, in characters.
pub const MAX_FACT: usize = 100;

/// A test runs this long where nobody says otherwise. A channel wants a month at least, half a year at most.
const USUAL: Months = Months::new(1);
const LONGEST: Months = Months::new(6);

/// What became of a hypothesis.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HypothesisState {
    /// Nobody has decided yet.
    Running,
    /// The numbers speak for it.
    Worked,
    /// The numbers speak against it.
    Failed,
    /// It was taken off without a test.
    Dropped,
}

impl HypothesisState {
    /// Its name in the database.
    pub fn name(self) -> &'static str {
        match self {
            Self::Running => "running",
            Self::Worked => "worked",
            Self::Failed => "failed",
            Self::Dropped => "dropped",
        }
    }

    /// The state of that name.
    pub fn named(name: &str) -> Option<Self> {
        [Self::Running, Self::Worked, Self::Failed, Self::Dropped].into_iter().find(|s| s.name() == name)
    }
}

/// What is tried, where and for how much: everything about a hypothesis that can be changed in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trial {
    /// What is believed.
    pub statement: String,
    /// The metric and what is expected of it, in words: «Лиды +10 %».
    pub effect: Option<String>,
    /// What is offered.
    pub product: Option<String>,
    /// To whom.
    pub segment: Option<String>,
    /// Where.
    pub channel: Option<String>,
    /// What the test may cost, in the company's currency.
    pub budget: Option<Decimal>,
    /// Its first day.
    pub start: NaiveDate,
    /// The day by which it is decided.
    pub review: NaiveDate,
    /// Who answers for it.
    pub owner: PersonId,
}

/// A hypothesis.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hypothesis {
    /// Its number.
    pub id: HypothesisId,
    /// What is tried.
    pub trial: Trial,
    /// Who wrote it down.
    pub made_by: PersonId,
    /// When.
    pub made_at: DateTime<Utc>,
    /// What became of it.
    pub state: HypothesisState,
    /// What the numbers said.
    pub verdict: Option<String>,
    /// Who decided.
    pub closed_by: Option<PersonId>,
    /// When.
    pub closed_at: Option<DateTime<Utc>>,
}

impl Hypothesis {
    /// Nobody has decided yet.
    pub fn is_running(&self) -> bool {
        self.state == HypothesisState::Running
    }

    /// It has to be decided by this day.
    pub fn is_due(&self, by: NaiveDate) -> bool {
        self.is_running() && self.trial.review <= by
    }
}

impl Trial {
    /// What a line says of a new hypothesis; the rest is usual: from today, for a month, whoever wrote it.
    pub fn of(line: HypothesisLine, writer: PersonId, today: NaiveDate) -> Self {
        let start = line.start.unwrap_or(today);
        let usual = Self {
            statement: String::new(),
            effect: None,
            product: None,
            segment: None,
            channel: None,
            budget: None,
            start,
            review: Self::usual_review(start),
            owner: writer,
        };
        usual.with(line)
    }

    /// The same with what a line changes.
    pub fn with(self, line: HypothesisLine) -> Self {
        Self {
            statement: if line.statement.is_empty() { self.statement } else { line.statement },
            effect: line.effect.or(self.effect),
            product: line.product.or(self.product),
            segment: line.segment.or(self.segment),
            channel: line.channel.or(self.channel),
            budget: line.budget.or(self.budget),
            start: line.start.unwrap_or(self.start),
            review: line.review.unwrap_or(self.review),
            owner: line.owner.unwrap_or(self.owner),
        }
    }

    /// It would be decided before it begins.
    pub fn is_reversed(&self) -> bool {
        self.review < self.start
    }

    /// It is tried for longer than half a year.
    pub fn is_long(&self) -> bool {
        self.start.checked_add_months(LONGEST).is_some_and(|end| self.review > end)
    }

    /// The day by which it is decided after a month more, counted from today where that day has passed.
    pub fn extended(&self, today: NaiveDate) -> NaiveDate {
        Self::usual_review(self.review.max(today))
    }

    /// The day by which one that starts on a day is decided, where nobody says otherwise.
    pub fn usual_review(start: NaiveDate) -> NaiveDate {
        start.checked_add_months(USUAL).unwrap_or(start)
    }
}

/// How many were tried to the end, and how many of them worked.
pub fn score(all: &[Hypothesis]) -> (usize, usize) {
    let of = |state| all.iter().filter(|h| h.state == state).count();
    let worked = of(HypothesisState::Worked);
    (worked + of(HypothesisState::Failed), worked)
}

/// The metric that an expected effect is about: the longest name that stands in it as whole words.
pub fn metric_of<'a>(effect: &str, metrics: &'a [Metric]) -> Option<&'a Metric> {
    let spaced = |text: &str| {
        let text = plain_title(text);
        let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        format!(" {} ", words.collect::<Vec<_>>().join(" "))
    };
    let effect = spaced(effect);
    let named = metrics.iter().filter(|metric| effect.contains(&spaced(&metric.name)));
    named.max_by_key(|metric| metric.name.len())
}

/// What a metric came to in an average week before a hypothesis, and since its first week; none where no week is known. Weeks
/// without a number count neither way.
pub fn around(start: NaiveDate, weeks: &[(Week, Option<Decimal>)]) -> (Option<Decimal>, Option<Decimal>) {
    let first = Week::of_date(start);
    let mean = |since: bool| {
        let known: Vec<Decimal> =
            weeks.iter().filter(|(week, _)| (*week >= first) == since).filter_map(|(_, number)| *number).collect();
        known.iter().sum::<Decimal>().checked_div(Decimal::from(known.len()))
    };
    (mean(false), mean(true))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::company::Locale;
    use crate::domain::numbers::catalogue::preset;

    #[test]
    fn the_metric_is_the_one_the_effect_names_in_full() {
        let metrics =
            ["leads", "qualified_leads", "traffic"].map(|key| preset(key).expect("a preset").metric(Locale::Ru));
        let key = |effect: &str| metric_of(effect, &metrics).map(|metric| metric.key.as_str());
        assert_eq!(key("Лиды +10 %"), Some("leads"));
        assert_eq!(key("на 10 % больше: «Квал. лиды»"), Some("qualified_leads"));
        assert_eq!(key("лидыши +10 %"), None);
        assert_eq!(key(""), None);
    }

    #[test]
    fn weeks_before_and_since_are_averaged_apart() {
        let week = |text: &str| text.parse::<Week>().expect("a week");
        let number = |n: i64| Some(Decimal::from(n));
        let weeks = [
            (week("2026-W46"), number(100)),
            (week("2026-W47"), number(110)),
            (week("2026-W48"), None),
            (week("2026-W49"), number(130)),
        ];
        let wednesday = |text: &str| text.parse::<NaiveDate>().expect("a day");
        assert_eq!(around(wednesday("2026-11-25"), &weeks), (number(105), number(130)));
        assert_eq!(
            around(wednesday("2026-12-09"), &weeks),
            (weeks.iter().filter_map(|w| w.1).sum::<Decimal>().checked_div(Decimal::from(3)), None)
        );
        assert_eq!(around(wednesday("2026-11-25"), &[]), (None, None));
    }
}
