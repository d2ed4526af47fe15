//! «Готово», «частично», «нет», ✅, «-»: how a task ended, in words and signs.

use crate::domain::intake::TaskMark;
use crate::domain::intake::TaskMark::{Done, NotDone, Partly};
use crate::domain::intake::cursor::Cursor;
use crate::domain::intake::letter::is_letter;

/// A state at the start of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct State<'t> {
    pub(super) mark: TaskMark,
    /// What follows the state's word; with the word itself where it belongs to the sentence («нет спикера»).
    pub(super) rest: &'t str,
}

/// Signs, longest first.
const SIGNS: &[(&str, TaskMark)] = &[
    ("+/-", Partly),
    ("+-", Partly),
    ("±", Partly),
    ("½", Partly),
    ("🟡", Partly),
    ("🟠", Partly),
    ("🔶", Partly),
    ("⏳", Partly),
    ("🔄", Partly),
    ("[x]", Done),
    ("[X]", Done),
    ("[х]", Done),
    ("✅", Done),
    ("☑", Done),
    ("✔", Done),
    ("✓", Done),
    ("👍", Done),
    ("💯", Done),
    ("🟢", Done),
    ("+", Done),
    ("❌", NotDone),
    ("✖", NotDone),
    ("✗", NotDone),
    ("✘", NotDone),
    ("⛔", NotDone),
    ("🚫", NotDone),
    ("👎", NotDone),
    ("🔴", NotDone),
    ("[ ]", NotDone),
    ("☐", NotDone),
];

/// Words, longest phrases first; `true`: the word stays when a sentence goes on («не успел согласовать»).
const WORDS: &[(&str, TaskMark, bool)] = &[
    ("не в полном объеме", Partly, false),
    ("не полностью", Partly, false),
    ("не до конца", Partly, false),
    ("сделано частично", Partly, false),
    ("частично сделано", Partly, false),
    ("частично готово", Partly, false),
    ("частично выполнено", Partly, false),
    ("почти готово", Partly, false),
    ("почти сделано", Partly, false),
    ("частично", Partly, false),
    ("наполовину", Partly, false),
    ("отчасти", Partly, false),
    ("почти", Partly, false),
    ("в процессе", Partly, false),
    ("в работе", Partly, false),
    ("начато", Partly, false),
    ("не сделано", NotDone, false),
    ("не сделана", NotDone, false),
    ("не сделан", NotDone, false),
    ("не готово", NotDone, false),
    ("не готова", NotDone, false),
    ("не готов", NotDone, false),
    ("не выполнено", NotDone, false),
    ("не выполнена", NotDone, false),
    ("не закрыто", NotDone, false),
    ("не закончено", NotDone, false),
    ("не завершено", NotDone, false),
    ("не начато", NotDone, true),
    ("не начинал", NotDone, true),
    ("не начинала", NotDone, true),
    ("не сделал", NotDone, true),
    ("не сделала", NotDone, true),
    ("не сделали", NotDone, true),
    ("не успел", NotDone, true),
    ("не успела", NotDone, true),
    ("не успели", NotDone, true),
    ("не вышло", NotDone, true),
    ("не получилось", NotDone, true),
    ("не удалось", NotDone, true),
    ("перенос", NotDone, true),
    ("перенесено", NotDone, true),
    ("отменено", NotDone, true),
    ("отменена", NotDone, true),
    ("нет", NotDone, true),
    ("сделано", Done, false),
    ("сделана", Done, false),
    ("сделан", Done, false),
    ("готово", Done, false),
    ("готова", Done, false),
    ("готов", Done, false),
    ("выполнено", Done, false),
    ("выполнена", Done, false),
    ("выполнен", Done, false),
    ("завершено", Done, false),
    ("закончено", Done, false),
    ("закрыто", Done, false),
    ("сделал", Done, true),
    ("сделала", Done, true),
    ("сделали", Done, true),
    ("выполнил", Done, true),
    ("выполнила", Done, true),
    ("закрыл", Done, true),
    ("закрыла", Done, true),
    ("закончил", Done, true),
    ("закончила", Done, true),
    ("да", Done, true),
    ("ок", Done, true),
    ("partly done", Partly, false),
    ("partially done", Partly, false),
    ("half done", Partly, false),
    ("almost done", Partly, false),
    ("not fully", Partly, false),
    ("in progress", Partly, false),
    ("partly", Partly, false),
    ("partially", Partly, false),
    ("partial", Partly, false),
    ("halfway", Partly, false),
    ("half", Partly, true),
    ("almost", Partly, true),
    ("started", Partly, true),
    ("not done", NotDone, false),
    ("not ready", NotDone, false),
    ("not finished", NotDone, false),
    ("not completed", NotDone, false),
    ("not yet", NotDone, true),
    ("not started", NotDone, true),
    ("didnt", NotDone, true),
    ("didn", NotDone, true),
    ("did not", NotDone, true),
    ("failed", NotDone, true),
    ("missed", NotDone, true),
    ("postponed", NotDone, true),
    ("cancelled", NotDone, true),
    ("no", NotDone, true),
    ("done", Done, false),
    ("complete", Done, false),
    ("completed", Done, false),
    ("finished", Done, true),
    ("ready", Done, false),
    ("closed", Done, true),
    ("yes", Done, true),
    ("ok", Done, true),
    ("okay", Done, true),
];

/// The state that stands at the start of a cleaned text.
pub(super) fn state(text: &str) -> Option<State<'_>> {
    let text = text.trim();
    for (sign, mark) in SIGNS {
        if let Some(rest) = text.strip_prefix(sign) {
            // «+20 заявок» is a text.
            if *sign == "+" && rest.starts_with(|c: char| c.is_ascii_digit()) {
                continue;
            }
            return Some(State { mark: *mark, rest: rest.trim_start_matches('\u{fe0f}').trim() });
        }
    }
    if matches!(text, "-" | "–" | "—" | "−" | "--" | "0%" | "0 %") {
        return Some(State { mark: NotDone, rest: "" });
    }
    if let Some(found) = per_cent(text) {
        return Some(found);
    }
    WORDS.iter().find_map(|(words, mark, stays)| {
        let rest = after_words(text, words)?;
        let goes_on = rest.trim_start().starts_with(is_letter) || rest.starts_with(['\'', '’']);
        Some(State { mark: *mark, rest: if *stays && goes_on { text } else { rest.trim() } })
    })
}

/// «100 %» is done, «80%» partly; the share stays in the text unless it is all.
fn per_cent(text: &str) -> Option<State<'_>> {
    let mut c = Cursor::new(text);
    let share: u32 = c.digits().parse().ok()?;
    c.spaces();
    c.eat(|x| x == '%')?;
    match share {
        0 => Some(State { mark: NotDone, rest: c.rest.trim() }),
        100 => Some(State { mark: Done, rest: c.rest.trim() }),
        1..100 => Some(State { mark: Partly, rest: text }),
        _ => None,
    }
}

/// What follows these words, if the text begins with them.
fn after_words<'t>(text: &'t str, words: &str) -> Option<&'t str> {
    let mut c = Cursor::new(text);
    for word in words.split(' ') {
        c.spaces();
        if c.word() != word {
            return None;
        }
    }
    Some(c.rest)
}
