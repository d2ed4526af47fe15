//! What a person does again and again: in which weeks it is due, and how people say so.

use chrono::Datelike as _;

use crate::domain::calendar::week::Week;
use crate::domain::intake::{PlanWhat, TaskText, read_plan};

/// The most regular tasks one person keeps. More would fill every week by themselves.
pub const MAX_REGULAR: usize = 30;

/// How often something comes again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Period {
    /// Every week.
    Weekly,
    /// Every other week, counted from the first.
    Biweekly,
    /// Once a month: in the week that begins with the month's first Monday, so that all of its working days lie in the
    /// month; where the person does not work in that week, as in Russia's January, in the month's first in which they do.
    Monthly,
}

impl Period {
    /// Its name in the database.
    pub fn name(self) -> &'static str {
        match self {
            Self::Weekly => "weekly",
            Self::Biweekly => "biweekly",
            Self::Monthly => "monthly",
        }
    }

    /// The period of that name.
    pub fn named(name: &str) -> Option<Self> {
        [Self::Weekly, Self::Biweekly, Self::Monthly].into_iter().find(|p| p.name() == name)
    }

    /// Whether something that began in week `since` is due in `week`, for somebody who works in the weeks that `works` says.
    pub fn falls_on(self, since: Week, week: Week, works: impl Fn(Week) -> bool) -> bool {
        week >= since
            && match self {
                Self::Weekly => true,
                Self::Biweekly => (week.monday() - since.monday()).num_weeks() % 2 == 0,
                Self::Monthly => {
                    let earlier = std::iter::successors(Some(week.previous()), |w| Some(w.previous()));
                    let mut earlier = earlier.take(week.monday().day0() as usize / 7);
                    works(week) && !earlier.any(works)
                }
            }
    }

    /// The first week from `week` on that it falls on, where it began in week `since`.
    pub fn next_from(self, since: Week, week: Week, works: impl Fn(Week) -> bool) -> Week {
        let mut next = week.max(since);
        // The longest way to a month's first Monday is five weeks; somebody may be away for a year of them.
        for _ in 0..60 {
            if self.falls_on(since, next, &works) {
                break;
            }
            next = next.next();
        }
        next
    }
}

/// A regular task.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Regular {
    /// Database id.
    pub id: i64,
    /// What is done.
    pub title: String,
    /// What is there when it is done.
    pub deliverable: Option<String>,
    /// Estimate, minutes.
    pub minutes: Option<u32>,
    /// Tag of the goal it serves.
    pub goal: Option<String>,
    /// How often.
    pub period: Period,
    /// The first week it is planned for.
    pub since: Week,
    /// Left out of plans for now.
    pub paused: bool,
}

impl Regular {
    /// Whether it belongs into the plan for `week` of somebody who works in the weeks that `works` says.
    pub fn due(&self, week: Week, works: impl Fn(Week) -> bool) -> bool {
        !self.paused && self.period.falls_on(self.since, week, works)
    }
}

/// The ways to say how often, the longer before the shorter they contain.
const SAID: [(&str, Period); 28] = [
    ("раз в две недели", Period::Biweekly),
    ("раз в 2 недели", Period::Biweekly),
    ("каждые две недели", Period::Biweekly),
    ("каждые 2 недели", Period::Biweekly),
    ("каждую вторую неделю", Period::Biweekly),
    ("неделя через неделю", Period::Biweekly),
    ("every other week", Period::Biweekly),
    ("every second week", Period::Biweekly),
    ("every two weeks", Period::Biweekly),
    ("every 2 weeks", Period::Biweekly),
    ("once in two weeks", Period::Biweekly),
    ("bi-weekly", Period::Biweekly),
    ("biweekly", Period::Biweekly),
    ("fortnightly", Period::Biweekly),
    ("один раз в месяц", Period::Monthly),
    ("раз в месяц", Period::Monthly),
    ("каждый месяц", Period::Monthly),
    ("ежемесячно", Period::Monthly),
    ("once a month", Period::Monthly),
    ("every month", Period::Monthly),
    ("monthly", Period::Monthly),
    ("раз в неделю", Period::Weekly),
    ("каждую неделю", Period::Weekly),
    ("еженедельно", Period::Weekly),
    ("once a week", Period::Weekly),
    ("every week", Period::Weekly),
    ("each week", Period::Weekly),
    ("weekly", Period::Weekly),
];

/// A line such as «Отчёт по каналам => таблица у Ольги ~ 2ч каждую неделю»: a task as in a plan, and how often, in any
/// place where it cannot be part of a name. Not said, it is every week. None where there is no task in it.
pub fn read_regular(line: &str) -> Option<(TaskText, Period)> {
    let (period, rest) = take_period(line);
    let rest = rest.trim_start_matches(['-', '–', '—', '•', '*', ' ', '\u{a0}']);
    // Whoever says how often means a task, also by a single word: a bullet makes it one.
    let bullet = if period.is_some() { "- " } else { "" };
    let reading = read_plan(&format!("{bullet}{rest}"), &[], 0);
    match reading.items.into_iter().next()?.what {
        PlanWhat::Task(task) if reading.puzzles.is_empty() => Some((task, period.unwrap_or(Period::Weekly))),
        _ => None,
    }
}

/// How often, and the line without it.
fn take_period(line: &str) -> (Option<Period>, String) {
    let chars: Vec<char> = line.chars().collect();
    let folded: Vec<char> = chars.iter().map(|c| fold(*c)).collect();
    for (said, period) in SAID {
        let said: Vec<char> = said.chars().collect();
        for (at, window) in folded.windows(said.len()).enumerate() {
            let end = at + said.len();
            let (before, after) = (folded.get(..at).unwrap_or_default(), folded.get(end..).unwrap_or_default());
            if window == said && is_aside(before, after) {
                let part = |range: &[char]| range.iter().collect::<String>();
                let head = part(chars.get(..at).unwrap_or_default());
                let tail = part(chars.get(end..).unwrap_or_default());
                let joints = [' ', ',', ';', ':', '(', ')', '\u{a0}'];
                // A period at the end of the line takes its full stop along; hours keep their point.
                let (head, tail) = (head.trim_end_matches(joints), tail.trim_start_matches(joints));
                let tail = if tail == "." { "" } else { tail };
                return (Some(period), format!("{head} {tail}").trim().to_owned());
            }
        }
    }
    (None, line.to_owned())
}

/// Whether what stands between these is said beside the task: at the end, before hours, a goal or an end product, or at
/// the very beginning.
fn is_aside(before: &[char], after: &[char]) -> bool {
    let whole =
        before.last().is_none_or(|c| !c.is_alphanumeric()) && after.first().is_none_or(|c| !c.is_alphanumeric());
    let next = after.iter().find(|c| !c.is_whitespace() && !matches!(c, ',' | ';' | ')' | '.'));
    let field = next.is_none_or(|c| c.is_ascii_digit() || matches!(c, '~' | '≈' | '#' | '=' | '-' | '→' | '—' | '–'));
    // «Сводка за каждую неделю» is what the task is about.
    let text: String = before.iter().collect();
    let about = [" за", " for", " о", " по"].iter().any(|word| text.trim_end().ends_with(word));
    whole && !about && (field || text.trim().is_empty())
}

fn fold(c: char) -> char {
    match c.to_lowercase().next().unwrap_or(c) {
        'ё' => 'е',
        '\u{a0}' => ' ',
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::{Days, NaiveDate};
    use proptest::prelude::*;
    use rstest::rstest;

    #[rstest]
    #[case(
        "Отчёт по каналам => таблица у Ольги ~ 2ч каждую неделю",
        "Отчёт по каналам",
        Some("таблица у Ольги"),
        Some(120),
        Period::Weekly
    )]
    #[case(
        "Отчёт по каналам каждую неделю => таблица ~ 2ч",
        "Отчёт по каналам",
        Some("таблица"),
        Some(120),
        Period::Weekly
    )]
    #[case("Каждую неделю: планёрка отдела 1 ч", "планёрка отдела", None, Some(60), Period::Weekly)]
    #[case(
        "Сверка бюджета => акт подписан 1,5 ч., раз в месяц.",
        "Сверка бюджета",
        Some("акт подписан"),
        Some(90),
        Period::Monthly
    )]
    #[case("Ретро раз в две недели ~ 1ч #команда", "Ретро", None, Some(60), Period::Biweekly)]
    #[case("Рассылка (раз в 2 недели) ~ 3ч", "Рассылка", None, Some(180), Period::Biweekly)]
    #[case(
        "Channel report => table is with Olga ~ 2h every other week",
        "Channel report",
        Some("table is with Olga"),
        Some(120),
        Period::Biweekly
    )]
    #[case("Budget check ~ 1h monthly", "Budget check", None, Some(60), Period::Monthly)]
    #[case("Недельный план => утверждён ~ 30 мин", "Недельный план", Some("утверждён"), Some(30), Period::Weekly)]
    #[case("Отчёт => сводка за каждую неделю ~ 1ч", "Отчёт", Some("сводка за каждую неделю"), Some(60), Period::Weekly)]
    #[case("Weekly digest => posted ~ 1h", "digest", Some("posted"), Some(60), Period::Weekly)]
    #[case("Отчёт ЕЖЕМЕСЯЧНО", "Отчёт", None, None, Period::Monthly)]
    fn lines(
        #[case] line: &str,
        #[case] title: &str,
        #[case] deliverable: Option<&str>,
        #[case] minutes: Option<u32>,
        #[case] period: Period,
    ) {
        let (task, said) = read_regular(line).expect("a task");
        assert_eq!((task.title.as_str(), task.deliverable.as_deref(), task.minutes), (title, deliverable, minutes));
        assert_eq!(said, period);
    }

    #[test]
    fn what_is_no_task_is_none() {
        for line in ["", "каждую неделю", "~ 2ч", "=> таблица ~ 2ч раз в месяц", "Созвон 3-4", "завтра?", "🦊"]
        {
            assert_eq!(read_regular(line), None, "{line}");
        }
    }

    proptest! {
        #[test]
        fn each_period_comes_as_often_as_it_says(start in 0u64..20_000, span in 60usize..200) {
            let since = Week::of_date(NaiveDate::from_ymd_opt(1999, 1, 1).expect("a date") + Days::new(start));
            let weeks: Vec<Week> = std::iter::successors(Some(since), |w| Some(w.next())).take(span).collect();
            let count = |period: Period| weeks.iter().filter(|w| period.falls_on(since, **w, |_| true)).count();
            prop_assert_eq!(count(Period::Weekly), span);
            prop_assert_eq!(count(Period::Biweekly), span.div_ceil(2));
            let mut months: Vec<(i32, u32)> = weeks
                .iter()
                .filter(|w| Period::Monthly.falls_on(since, **w, |_| true))
                .map(|w| (w.monday().year(), w.monday().month()))
                .collect();
            let all = months.len();
            months.dedup();
            prop_assert_eq!(months.len(), all, "once a month");
            prop_assert!(all >= span / 5);
            for period in [Period::Weekly, Period::Biweekly, Period::Monthly] {
                prop_assert!(!period.falls_on(since, since.previous(), |_| true));
                prop_assert!(period.falls_on(since, period.next_from(since, since, |_| true), |_| true));
            }
        }

        #[test]
        fn a_month_is_skipped_only_where_nobody_works_in_it(start in 0u64..20_000, off in prop::collection::vec(any::<bool>(), 60)) {
            let since = Week::of_date(NaiveDate::from_ymd_opt(1999, 1, 1).expect("a date") + Days::new(start));
            let weeks: Vec<Week> = std::iter::successors(Some(since), |w| Some(w.next())).take(off.len()).collect();
            let works = |week: Week| weeks.iter().position(|w| *w == week).is_none_or(|i| !off[i]);
            // The first month is left out: part of it lies before the first week.
            let whole = |w: &&Week| (w.monday().year(), w.monday().month()) != (since.monday().year(), since.monday().month());
            for week in weeks.iter().filter(whole) {
                let month = |w: &Week| (w.monday().year(), w.monday().month());
                let first = weeks.iter().find(|w| month(w) == month(week) && works(**w));
                prop_assert_eq!(Period::Monthly.falls_on(since, *week, works), first == Some(week));
            }
        }

        #[test]
        fn any_text_is_read_without_harm(line in "\\PC{0,80}") {
            let _ = read_regular(&line);
        }
    }
}
