//! What a clause of a report speaks of, in its order: tasks, states, «всё», «кроме».

use crate::domain::intake::understand::hours::Clock;
use crate::domain::intake::understand::names::{Hit, Names};
use crate::domain::intake::understand::reading::State;
use crate::domain::intake::understand::state;
use crate::domain::intake::understand::token::Token;

/// What a clause holds, in its order.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Event {
    Tasks(Vec<u32>),
    All,
    /// «ничего не успел».
    None,
    Rest,
    But,
    State(State, bool),
}

/// Hears what clauses speak of.
pub(super) struct Listener<'a> {
    pub(super) names: &'a Names,
    pub(super) clock: &'a Clock<'a>,
}

impl Listener<'_> {
    /// What a clause speaks of, and the token behind the last event.
    pub(super) fn events(&self, found: &[Token]) -> (Vec<(Event, usize)>, usize) {
        let w = self.clock.words;
        let hits = self.refs(found);
        let mut events: Vec<(Event, usize)> = Vec::new();
        let (mut at, mut behind) = (0, 0);
        while at < found.len() {
            let rest = found.get(at..).unwrap_or_default();
            let stated = state::at(found, at, w).filter(|s| {
                !hits.iter().any(|(from, to, _)| {
                    *from <= at && at < *to && (!s.sure || s.used == 1 && self.other_state(found, at))
                })
            });
            let nothing = found.get(at).is_some_and(|t| matches!(t.lower.as_str(), "ничего" | "nothing" | "none"));
            let (event, used) = if nothing && (self.other_state(found, at) || found.len() == 1) && hits.is_empty() {
                (Some(Event::None), 1)
            } else if let Some(used) = w.rest.begin(rest) {
                (Some(Event::Rest), used)
            } else if let Some(used) = w.all.begin(rest).filter(|used| self.stands_for_all(found, at, *used)) {
                (Some(Event::All), used)
            } else if let Some(used) = w.but.begin(rest) {
                (Some(Event::But), used)
            } else if let Some(used) = self.box_at(rest) {
                (Some(Event::State(used.0, true)), used.1)
            } else if let Some((numbers, end)) = self.numbered(found, at) {
                (Some(Event::Tasks(numbers)), end - at)
            } else if let Some(stated) = stated {
                (Some(Event::State(stated.state, stated.sure)), stated.used)
            } else if let Some((_, to, task)) = hits.iter().find(|(from, ..)| *from == at) {
                // «1 готово, принимает заявки»: its own words behind the state say what came out.
                let stated = events.iter().any(|(event, _)| matches!(event, Event::State(..)));
                let named =
                    events.iter().any(|(event, _)| matches!(event, Event::Tasks(named) if named.contains(task)));
                ((!stated || !named).then(|| Event::Tasks(vec![*task])), to - at)
            } else {
                (None, 1)
            };
            if let Some(event) = event {
                let again = matches!(event, Event::State(..)) && matches!(events.last(), Some((Event::State(..), _)));
                // «готов на 90 %».
                if let (Event::State(State::Partly, true), Some((Event::State(before @ State::Done, _), _))) =
                    (&event, events.last_mut())
                {
                    *before = State::Partly;
                    behind = at + used;
                }
                if !again {
                    events.push((event, at));
                    behind = at + used;
                }
            }
            at += used.max(1);
        }
        // What stands between the first task and a state said behind it is no reason; all that follows is.
        (events, behind)
    }

    fn other_state(&self, found: &[Token], at: usize) -> bool {
        (0..found.len()).any(|n| n != at && state::at(found, n, self.clock.words).is_some())
    }

    fn box_at(&self, rest: &[Token]) -> Option<(State, usize)> {
        match rest {
            [open, x, close, ..] if open.is('[') && close.is(']') && matches!(x.lower.as_str(), "x" | "х") => {
                Some((State::Done, 3))
            }
            [open, close, ..] if open.is('[') && close.is(']') => Some((State::NotDone, 2)),
            _ => None,
        }
    }

    /// «Всё» means the plan only where no other words say what else it could be.
    fn stands_for_all(&self, found: &[Token], at: usize, used: usize) -> bool {
        let w = self.clock.words;
        let known = |n: usize| {
            let rest = found.get(n..).unwrap_or_default();
            rest.first().is_none_or(|t| !t.is_word() && !t.is_digits())
                || state::at(found, n, w).is_some()
                || [&w.but, &w.polite, &w.stop, &w.filler, &w.rest, &w.this_week]
                    .iter()
                    .any(|list| list.begin(rest).is_some())
        };
        let but = (at + used..found.len())
            .find(|n| found.get(*n..).is_some_and(|rest| w.but.begin(rest).is_some()))
            .unwrap_or(found.len());
        let behind = (at + used..but).take(3).all(known);
        let before = (0..at).all(known);
        let says = found
            .iter()
            .enumerate()
            .any(|(n, _)| n != at && (n < at || n >= at + used) && state::at(found, n, w).is_some())
            || w.but.stand_in(found);
        let plan = used == 1 && found.get(at).is_some_and(|t| matches!(t.lower.as_str(), "план" | "plan"));
        let by_plan = found.get(at..).is_some_and(|rest| w.done.begin(rest).is_some_and(|n| n > used));
        behind && before && (says && !plan || by_plan || used > 1 && !plan || at == 0 && found.len() == used && !plan)
    }

    /// Task numbers at a token, where they can only be that.
    fn numbered(&self, found: &[Token], at: usize) -> Option<(Vec<u32>, usize)> {
        let w = self.clock.words;
        let (numbers, end) = self.names.counted(found, at, w)?;
        let bare = found.get(at).is_some_and(Token::is_digits);
        let rest = found.get(end..).unwrap_or_default();
        let next = rest.first();
        let follows = next.is_none_or(|t| {
            !t.is_word()
                || state::at(found, end, w).is_some()
                || w.stop.begin(rest).is_some()
                || w.negation.begin(rest).is_some()
                || w.but.begin(rest).is_some()
                || w.hour_unit.begin(rest).is_none() && at == 0
        });
        let unit = [&w.hour_unit, &w.minute_unit, &w.day_unit].iter().any(|list| list.begin(rest).is_some());
        let front = at == 0
            || state::at(found, at - 1, w).is_some()
            || found.get(at - 1).is_some_and(|t| {
                !t.is_word() && !t.is_digits()
                    || matches!(
                        t.lower.as_str(),
                        "и" | "and"
                            | "с"
                            | "with"
                            | "for"
                            | "по"
                            | "of"
                            | "кроме"
                            | "except"
                            | "but"
                            | "пункт"
                            | "пункты"
                            | "задачи"
                            | "tasks"
                    )
            });
        (!bare || follows && !unit && front).then_some((numbers, end))
    }

    /// Words of titles: from token, to token, task. Of several tasks whose words stand side by side the one with most of them.
    fn refs(&self, found: &[Token]) -> Vec<(usize, usize, u32)> {
        let hits = self.names.hits(found, self.clock.words);
        let strong: Vec<_> = hits.iter().filter(|hit| hit.weight >= 1.0).collect();
        let mut refs: Vec<(usize, usize, u32, f32)> = Vec::new();
        for hit in &strong {
            match refs.last_mut() {
                Some(last) if last.2 == hit.task && self.joined(found, last.1, hit.at) => {
                    (last.1, last.3) = (hit.at + 1, last.3 + hit.weight)
                }
                _ => refs.push((hit.at, hit.at + 1, hit.task, hit.weight)),
            }
        }
        if refs.is_empty() {
            return self.weak(&hits);
        }
        // «опрос покупателей про доставку»: the word of another title inside a longer name.
        let mut kept: Vec<(usize, usize, u32, f32)> = Vec::new();
        for next in refs {
            match kept.last() {
                Some(last)
                    if last.3 > next.3
                        && self.joined(found, last.1, next.0)
                        && !self.conjunction(found, last.1, next.0) => {}
                Some(last)
                    if last.3 < next.3
                        && self.joined(found, last.1, next.0)
                        && !self.conjunction(found, last.1, next.0) =>
                {
                    kept.pop();
                    kept.push(next);
                }
                _ => kept.push(next),
            }
        }
        kept.into_iter().map(|(from, to, task, _)| (from, to, task)).collect()
    }

    /// No word but of the kind that joins stands between two tokens.
    fn joined(&self, found: &[Token], from: usize, to: usize) -> bool {
        found
            .get(from..to)
            .unwrap_or_default()
            .iter()
            .all(|t| !t.is_word() || self.clock.words.stop.begin(std::slice::from_ref(t)).is_some())
    }

    fn conjunction(&self, found: &[Token], from: usize, to: usize) -> bool {
        found
            .get(from..to)
            .unwrap_or_default()
            .iter()
            .any(|t| matches!(t.lower.as_str(), "и" | "and" | "а") || t.is_one_of(&[',', '+', '&']))
    }

    /// Words that stand in several titles, or in end products: the one task most of them speak for.
    fn weak(&self, hits: &[Hit]) -> Vec<(usize, usize, u32)> {
        let mut sums: Vec<(u32, f32, usize, usize)> = Vec::new();
        for hit in hits {
            match sums.iter_mut().find(|(task, ..)| *task == hit.task) {
                Some(sum) => (sum.1, sum.3) = (sum.1 + hit.weight, hit.at + 1),
                None => sums.push((hit.task, hit.weight, hit.at, hit.at + 1)),
            }
        }
        sums.sort_by(|a, b| b.1.total_cmp(&a.1));
        match sums.as_slice() {
            [best, rest @ ..] if best.1 >= 0.95 && rest.first().is_none_or(|next| next.1 < best.1) => {
                vec![(best.2, best.2 + 1, best.0)]
            }
            _ => Vec::new(),
        }
    }
}
