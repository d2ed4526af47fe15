//! How a task stands, in words and signs, anywhere in a text.

use crate::domain::intake::understand::reading::State;
use crate::domain::intake::understand::token::Token;
use crate::domain::intake::understand::vocabulary::{Phrases, Vocabulary};

/// A state in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stated {
    pub(super) state: State,
    /// How many tokens say it.
    pub(super) used: usize,
    /// A word for a state says it, or a sign; otherwise only that something happened.
    pub(super) sure: bool,
}

/// The state that begins at a token.
pub(super) fn at(tokens: &[Token], from: usize, words: &Vocabulary) -> Option<Stated> {
    let rest = tokens.get(from..).filter(|rest| !rest.is_empty())?;
    if let Some(found) = sign(tokens, from) {
        return Some(found);
    }
    let lists: [(&Phrases, State); 4] = [
        (&words.not_done, State::NotDone),
        (&words.cancelled, State::Cancelled),
        (&words.partly, State::Partly),
        (&words.done, State::Done),
    ];
    let mut best: Option<Stated> = None;
    for (list, state) in lists {
        if let Some(used) = list.begin(rest)
            && best.is_none_or(|best| used > best.used)
        {
            best = Some(Stated { state, used, sure: true });
        }
    }
    let past = happened(rest, words);
    match best {
        Some(found) => Some(found),
        None => past,
    }
}

/// «сверстали», "shipped": something happened; behind «не» it did not.
fn happened(rest: &[Token], words: &Vocabulary) -> Option<Stated> {
    let first = rest.first()?;
    let negated =
        words.negation.begin(std::slice::from_ref(first)).is_some() && first.lower != "без" && first.lower != "without";
    if negated {
        rest.get(1).filter(|t| is_past(t, words) || words.done.begin(std::slice::from_ref(t)).is_some())?;
        return Some(Stated { state: State::NotDone, used: 2, sure: true });
    }
    is_past(first, words).then_some(Stated { state: State::Done, used: 1, sure: false })
}

fn is_past(token: &Token, words: &Vocabulary) -> bool {
    if !token.is_word()
        || token.lower.chars().count() < 4
        || words.past_not.begin(std::slice::from_ref(token)).is_some()
    {
        return false;
    }
    let russian = [
        "ал", "ала", "ало", "али", "ил", "ила", "ило", "или", "ел", "ела", "ели", "ял", "яла", "яли", "ул", "ула",
        "ули", "лся", "лась", "лось", "лись", "ыл", "ыла", "ыли", "ёл",
    ];
    let participle = ["ано", "ана", "аны", "ено", "ена", "ены", "ято", "ята", "яты"];
    let word = token.lower.as_str();
    if word.is_ascii() {
        return word.len() >= 5 && word.ends_with("ed");
    }
    word.chars().count() >= 5
        && (russian.iter().any(|end| word.ends_with(end)) || participle.iter().any(|end| word.ends_with(end)))
}

/// «1+ 2- 3+»: a dash right behind a number and away from the next.
fn apart(tokens: &[Token], at: usize) -> bool {
    let (Some(dash), Some(before), Some(next)) =
        (tokens.get(at), at.checked_sub(1).and_then(|n| tokens.get(n)), tokens.get(at + 1))
    else {
        return false;
    };
    (before.is_digits() || before.is_word())
        && before.end == dash.start
        && next.start > dash.end
        && (next.is_digits() || next.is_word())
}

/// «+», «+-», «👍», «100 %»; a dash only where nothing follows it.
fn sign(tokens: &[Token], from: usize) -> Option<Stated> {
    let token = tokens.get(from)?;
    let next = tokens.get(from + 1);
    let says = |state, used| Some(Stated { state, used, sure: true });
    if token.is_digits() && next.is_some_and(|t| t.is('%')) {
        return match token.lower.parse::<u32>().ok()? {
            0 => says(State::NotDone, 2),
            100 => says(State::Done, 2),
            1..100 => says(State::Partly, 2),
            _ => None,
        };
    }
    let ends = |at: usize| tokens.get(at).is_none_or(|t| t.is_one_of(&[',', ';', '.']));
    match token.kind {
        crate::domain::intake::understand::token::Kind::Mark(mark) => match mark {
            '+' if next.is_some_and(|t| t.is_dash() || t.is('/')) => {
                says(State::Partly, 2 + usize::from(next.is_some_and(|t| t.is('/'))))
            }
            '+' if next.is_none_or(|t| !t.is_digits() || t.start > token.end) => says(State::Done, 1),
            '±' | '½' | '🟡' | '🟠' | '🔶' | '⏳' | '🔄' | '🔜' => says(State::Partly, 1),
            '~' if ends(from + 1) => says(State::Partly, 1),
            '✅' | '☑' | '✔' | '✓' | '👍' | '💯' | '🟢' | '👌' | '🎉' => says(State::Done, 1),
            '❌' | '✖' | '✗' | '✘' | '⛔' | '🚫' | '👎' | '🔴' | '×' => says(State::NotDone, 1),
            _ if token.is_dash() && (ends(from + 1) || apart(tokens, from)) => says(State::NotDone, 1),
            _ => None,
        },
        _ => None,
    }
}
