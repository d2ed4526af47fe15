//! Which task of a plan somebody means: by its number, its place, or words of its title.

use crate::domain::intake::understand::token::{Token, misspelt, related, tokens};
use crate::domain::intake::understand::vocabulary::Vocabulary;

/// A task of a plan as its card shows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Listed<'a> {
    /// From 1.
    pub number: u32,
    /// What is to be done.
    pub title: &'a str,
    /// What will be there.
    pub deliverable: Option<&'a str>,
    /// The estimate, in minutes.
    pub minutes: Option<u32>,
    /// The bot has put it there, and its author has not taken it up yet.
    pub offered: bool,
}

/// The tasks of a plan, taken apart into words.
#[derive(Debug, Default)]
pub(super) struct Names {
    tasks: Vec<Known>,
}

#[derive(Debug)]
struct Known {
    number: u32,
    /// Its title holds digits.
    numbered: bool,
    title: Vec<Token>,
    product: Vec<Token>,
}

/// A word that stands in a task's title or end product.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Hit {
    /// The token.
    pub(super) at: usize,
    /// The task's number.
    pub(super) task: u32,
    /// 1 for a word that stands in no other title, less otherwise.
    pub(super) weight: f32,
}

/// Whose words a phrase consists of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Named {
    /// One task's.
    One(u32),
    /// Several tasks fit.
    Several(Vec<u32>),
}

/// «Статья 2 => …»: with its number the title of another task.
fn is_of_another(tokens: &[Token], at: usize) -> bool {
    let arrow = tokens.get(at + 2).is_some_and(|t| t.is('=') || t.is('→')) && tokens.get(at + 3).is_some();
    tokens.get(at + 1).is_some_and(Token::is_digits) && arrow
}

impl Names {
    pub(super) fn new(tasks: &[Listed<'_>], words: &Vocabulary) -> Self {
        let content = |text: &str| -> Vec<Token> { tokens(text).into_iter().filter(|t| names(t, words)).collect() };
        let known = |task: &Listed<'_>| Known {
            number: task.number,
            numbered: task.title.chars().any(|c| c.is_ascii_digit()),
            title: content(task.title),
            product: task.deliverable.map(content).unwrap_or_default(),
        };
        Self { tasks: tasks.iter().map(known).collect() }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.tasks.is_empty()
    }

    pub(super) fn numbers(&self) -> impl Iterator<Item = u32> {
        self.tasks.iter().map(|task| task.number)
    }

    pub(super) fn has(&self, number: u32) -> bool {
        self.tasks.iter().any(|task| task.number == number)
    }

    fn last(&self, back: usize) -> Option<u32> {
        self.tasks.iter().rev().nth(back.checked_sub(1)?).map(|task| task.number)
    }

    /// The words of titles and end products among some tokens.
    pub(super) fn hits(&self, tokens: &[Token], words: &Vocabulary) -> Vec<Hit> {
        let mut hits = Vec::new();
        for (at, token) in tokens.iter().enumerate() {
            if !names(token, words) || is_of_another(tokens, at) {
                continue;
            }
            let within = |list: &[Token]| list.iter().any(|t| same(t, token));
            let titled: Vec<u32> =
                self.tasks.iter().filter(|task| within(&task.title)).map(|task| task.number).collect();
            let weight = 1.0 / titled.len().max(1) as f32;
            hits.extend(titled.iter().map(|task| Hit { at, task: *task, weight }));
            if titled.is_empty() {
                let made: Vec<u32> =
                    self.tasks.iter().filter(|task| within(&task.product)).map(|task| task.number).collect();
                let weight = 0.5 / made.len().max(1) as f32;
                hits.extend(made.iter().map(|task| Hit { at, task: *task, weight }));
            }
        }
        hits
    }

    /// Whether a phrase holds a word of this task's end product that is not in its title.
    pub(super) fn makes(&self, number: u32, phrase: &[Token], words: &Vocabulary) -> bool {
        let Some(task) = self.tasks.iter().find(|task| task.number == number) else { return false };
        let content = phrase.iter().filter(|t| names(t, words));
        let mut said = content.filter(|t| !task.title.iter().any(|own| same(own, t)));
        said.any(|t| task.product.iter().any(|own| same(own, t)))
    }

    /// Whose title all words of a phrase stand in.
    pub(super) fn named(&self, phrase: &[Token], words: &Vocabulary) -> Option<Named> {
        let content: Vec<&Token> = phrase.iter().filter(|t| names(t, words)).collect();
        if content.is_empty() {
            return None;
        }
        let all = |task: &&Known| content.iter().all(|token| task.title.iter().any(|t| same(t, token)));
        let fits: Vec<&Known> = self.tasks.iter().filter(all).collect();
        let whole: Vec<u32> =
            fits.iter().filter(|task| task.title.len() <= content.len()).map(|task| task.number).collect();
        match (fits.as_slice(), whole.as_slice()) {
            ([], _) => None,
            ([one], _) => Some(Named::One(one.number)),
            (_, [one]) => Some(Named::One(*one)),
            (several, _) => Some(Named::Several(several.iter().map(|task| task.number).collect())),
        }
    }

    /// Whether a phrase says all the words of a task's title.
    pub(super) fn titled(&self, phrase: &[Token], words: &Vocabulary) -> Option<u32> {
        let content: Vec<&Token> = phrase.iter().filter(|t| names(t, words)).collect();
        let whole = |task: &&Known| {
            task.title.len() == content.len()
                && content
                    .iter()
                    .all(|token| task.title.iter().any(|t| t.lower == token.lower || t.stem() == token.stem()))
        };
        // «Статья 2» is another one than «Статья».
        let numbered = phrase.iter().any(Token::is_digits);
        let mut fits = self.tasks.iter().filter(whole).filter(|task| !numbered || task.numbered);
        let first = fits.next().filter(|_| !content.is_empty())?;
        fits.next().is_none().then_some(first.number)
    }

    /// Task numbers that begin at a token: «№2», «1, 2 и 5», «1-3», «вторую задачу», "the last one"; with the token behind them.
    pub(super) fn counted(&self, tokens: &[Token], from: usize, words: &Vocabulary) -> Option<(Vec<u32>, usize)> {
        let (mut found, mut end) = (Vec::new(), from);
        let mut at = from;
        while let Some((numbers, behind)) = self.one(tokens, at, words) {
            found.extend(numbers);
            end = behind;
            at = behind;
            let mut joints = 0;
            while tokens
                .get(at)
                .is_some_and(|t| t.is_one_of(&[',', '&', '/']) || matches!(t.lower.as_str(), "и" | "and"))
                && joints < 2
            {
                (at, joints) = (at + 1, joints + 1);
            }
            if joints == 0 {
                break;
            }
        }
        (!found.is_empty()).then_some((found, end))
    }

    fn one(&self, tokens: &[Token], from: usize, words: &Vocabulary) -> Option<(Vec<u32>, usize)> {
        let mut at = from;
        let the = tokens.get(at).is_some_and(|t| matches!(t.lower.as_str(), "the" | "по" | "у" | "в" | "для"));
        at += usize::from(the);
        let before = at;
        while let Some(used) =
            tokens.get(at..).filter(|rest| !rest.is_empty()).and_then(|rest| words.task_word.begin(rest))
        {
            at += used;
        }
        while tokens.get(at).is_some_and(|t| t.is_one_of(&['№', '#'])) {
            at += 1;
        }
        let marked = at > before;
        let token = tokens.get(at)?;
        if token.is_digits() {
            return self.digits(tokens, at, marked);
        }
        // «первые две», "first two".
        if matches!(token.lower.as_str(), "первые" | "первых" | "первыми" | "first")
            && let Some(count) = tokens.get(at + 1)
            && let Some(count) = count.lower.parse::<u32>().ok().or_else(|| words.numerals.number(&count.lower))
            && (2..=9).contains(&count)
        {
            let numbers: Vec<u32> = (1..=count).filter(|n| self.has(*n)).collect();
            return (!numbers.is_empty()).then_some((numbers, at + 2));
        }
        // «2-я», «1й».
        let place: i32 = words.ordinals.number(&token.lower)?;
        let number = if place < 0 { self.last(usize::try_from(-place).ok()?)? } else { u32::try_from(place).ok()? };
        let used = tokens
            .get(at + 1..)
            .filter(|rest| !rest.is_empty())
            .and_then(|rest| words.task_word.begin(rest))
            .unwrap_or(0);
        self.has(number).then_some((vec![number], at + 1 + used))
    }

    fn digits(&self, tokens: &[Token], at: usize, marked: bool) -> Option<(Vec<u32>, usize)> {
        let token = tokens.get(at)?;
        let first: u32 = token.lower.parse().ok().filter(|_| token.lower.len() <= 2)?;
        let next = tokens.get(at + 1);
        if let Some([dash, last]) = tokens.get(at + 1..at + 3)
            && dash.is_dash()
            && last.is_digits()
            && last.lower.len() <= 2
            && dash.start == token.end
            && last.start == dash.end
        {
            let last: u32 = last.lower.parse().ok()?;
            let numbers: Vec<u32> = (first..=last).collect();
            return (first < last && numbers.iter().all(|n| self.has(*n))).then_some((numbers, at + 3));
        }
        // «1,5 ч», «12 статей», «35 %» count something.
        let decimal = next.is_some_and(|t| t.is_one_of(&['.', ',', ':']) && t.start == token.end)
            && tokens.get(at + 2).is_some_and(|t| {
                t.is_digits() && next.is_some_and(|n| n.end == t.start) && !self.list_goes_on(tokens, at)
            });
        let glued = next.is_some_and(|t| {
            t.is_word() && t.start == token.end && !matches!(t.lower.as_str(), "я" | "ю" | "й" | "ая" | "ую")
        });
        let share = next.is_some_and(|t| t.is('%'));
        let suffix = usize::from(next.is_some_and(|t| t.is_word() && t.start == token.end && !glued));
        (!decimal && !share && (!glued || marked) && self.has(first)).then_some((vec![first], at + 1 + suffix))
    }

    /// «1,2,4 ок»: small numbers one after another, all of them tasks.
    fn list_goes_on(&self, tokens: &[Token], at: usize) -> bool {
        let second = tokens.get(at + 2).and_then(|t| t.lower.parse::<u32>().ok());
        let first = tokens.get(at).and_then(|t| t.lower.parse::<u32>().ok());
        let unit = tokens.get(at + 3).is_some_and(|t| {
            t.is_word() && matches!(t.lower.as_str(), "ч" | "h" | "час" | "часа" | "часов" | "hours" | "дня")
        });
        !unit && matches!((first, second), (Some(a), Some(b)) if self.has(a) && self.has(b) && b > a)
    }
}

/// Whether a token can name a task.
fn names(token: &Token, words: &Vocabulary) -> bool {
    token.is_word() && words.stop.begin(std::slice::from_ref(token)).is_none()
}

/// Forms of one word, or one with a slip of the pen.
fn same(a: &Token, b: &Token) -> bool {
    related(a, b) || a.lower.chars().count() >= 6 && misspelt(&a.lower, &b.lower)
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAN: &[Listed<'_>] = &[
        Listed {
            number: 1,
            title: "Каталог «Зима»",
            deliverable: Some("вёрстка ушла в типографию"),
            minutes: None,
            offered: false,
        },
        Listed {
            number: 2, title: "Ролик про доставку", deliverable: None, minutes: None, offered: false
        },
        Listed { number: 3, title: "Отчёт по рекламе", deliverable: None, minutes: None, offered: false },
        Listed { number: 4, title: "Отчёт по складу", deliverable: None, minutes: None, offered: false },
    ];

    #[test]
    fn tasks_are_found_by_number_and_place() {
        let words = Vocabulary::shipped();
        let names = Names::new(PLAN, words);
        let cases: &[(&str, &[u32])] = &[
            ("1, 2 и 4 готово", &[1, 2, 4]),
            ("1,2,4 ок", &[1, 2, 4]),
            ("1-3", &[1, 2, 3]),
            ("вторую задачу", &[2]),
            ("первая и третья", &[1, 3]),
            ("последнюю убрать", &[4]),
            ("№2 5ч", &[2]),
            ("the last one", &[4]),
            ("number 3", &[3]),
            ("2-я", &[2]),
        ];
        for (text, expected) in cases {
            let found = names.counted(&tokens(text), 0, words).map(|(numbers, _)| numbers);
            assert_eq!(found.as_deref(), Some(*expected), "{text}");
        }
        for text in ["1,5 ч", "35 %", "7 готово", "3ч"] {
            assert_eq!(names.counted(&tokens(text), 0, words), None, "{text}");
        }
    }

    #[test]
    fn tasks_are_found_by_words_of_their_titles() {
        let words = Vocabulary::shipped();
        let names = Names::new(PLAN, words);
        assert_eq!(names.named(&tokens("каталогу"), words), Some(Named::One(1)));
        assert_eq!(names.named(&tokens("отчёт"), words), Some(Named::Several(vec![3, 4])));
        assert_eq!(names.named(&tokens("отчёт по рекламе"), words), Some(Named::One(3)));
        assert_eq!(names.named(&tokens("смета на ролик"), words), None);
    }
}
