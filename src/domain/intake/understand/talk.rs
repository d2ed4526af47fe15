//! What is said and is no data: greetings, thanks, questions, absences, remarks.

use crate::domain::company::absence;
use crate::domain::intake::understand::reading::{Answer, Topic};
use crate::domain::intake::understand::row::only_pictures;
use crate::domain::intake::understand::situation::{Situation, Writer};
use crate::domain::intake::understand::task::without_lead;
use crate::domain::intake::understand::token::{Token, tokens};
use crate::domain::intake::understand::vocabulary::Phrases;

/// What some words are, if they are talk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Talk {
    /// Nothing comes of them.
    Chat,
    /// There is something to say.
    Answer(Answer),
    /// «отмени»: the last change is to be taken back.
    Undo,
}

/// Whether all that is said is said in passing: greetings, thanks, «ок», pictures.
pub(super) fn passing(text: &str, now: &Situation<'_>) -> bool {
    let w = now.words;
    let found = tokens(text);
    if found.is_empty() || only_pictures(text) {
        return !text.contains('?') || only_pictures(text);
    }
    if text.contains('?') || !found.iter().any(|t| t.is_word()) {
        return false;
    }
    let opens = [&w.greeting, &w.thanks, &w.okay, &w.farewell, &w.announce];
    let known = [&w.greeting, &w.thanks, &w.okay, &w.farewell, &w.announce, &w.polite, &w.promise];
    let mut at = 0;
    let mut said = false;
    while let Some(token) = found.get(at) {
        let rest = found.get(at..).unwrap_or_default();
        if !token.is_word() && !token.is_digits() || is_person(token, now) {
            at += 1;
            continue;
        }
        match known.iter().filter_map(|list| list.begin(rest)).max() {
            Some(used) => {
                said |= opens.iter().any(|list| list.begin(rest).is_some()) || w.promise.begin(rest).is_some();
                at += used;
            }
            // «хорошего вечера», "have a lovely evening" go on as they like.
            None if said && w.farewell.stand_in(found.get(..at).unwrap_or_default()) && found.len() - at <= 3 => {
                at += 1
            }
            None => return false,
        }
    }
    said
}

/// «опаздываю на 20 минут».
pub(super) fn is_late(text: &str, now: &Situation<'_>) -> bool {
    now.words.late.stand_in(&tokens(text))
}

/// Whether the words begin with somebody's name: «Марина, …».
pub(super) fn addressed(text: &str, now: &Situation<'_>) -> bool {
    let bare = tokens(without_lead(text, &[&now.words.greeting]));
    bare.first().is_some_and(|t| is_person(t, now)) && bare.get(1).is_some_and(|t| !t.is_word() || bare.len() > 2)
}

fn is_person(token: &Token, now: &Situation<'_>) -> bool {
    token.is_word()
        && now.people.iter().any(|name| {
            tokens(name).first().is_some_and(|first| first.lower == token.lower || first.stem() == token.stem())
        })
}

/// What a whole message is, where it is talk and nothing else.
pub(super) fn read(text: &str, now: &Situation<'_>) -> Option<Talk> {
    let w = now.words;
    let bare = without_lead(text, &[&w.greeting]);
    let found = tokens(text);
    let core = tokens(if bare.chars().any(char::is_alphanumeric) { bare } else { text });
    if w.undo.are(&core) || w.undo.are(tokens(without_lead(text, &[&w.correction, &w.polite])).as_slice()) {
        return Some(Talk::Undo);
    }
    if let Some(topic) = command(&core, now) {
        return Some(Talk::Answer(Answer::Help(topic)));
    }
    let shows =
        core.first().is_some_and(|t| matches!(t.lower.as_str(), "покажи" | "покажите" | "show" | "где" | "where"));
    if shows && let Some(topic) = topic(&core, now) {
        return Some(Talk::Answer(Answer::Help(topic)));
    }
    let addressed = core.first().is_some_and(|t| is_person(t, now)) || found.first().is_some_and(|t| is_person(t, now));
    let asks = text.contains('?') || w.question.begin(&core).is_some();
    if asks
        && !addressed
        && let Some(topic) = topic(&core, now)
    {
        return Some(Talk::Answer(Answer::Help(topic)));
    }
    let somebody = found.iter().any(|token| is_person(token, now));
    if !asks && !somebody && w.absence.stand_in(&core) && (w.myself.stand_in(&core) || core.len() <= 4) {
        let days = absence::read(text, now.today).ok().map(|reading| (reading.from, reading.to));
        return Some(Talk::Answer(Answer::Absence { days }));
    }
    if passing(text, now) || w.promise.begin(&core).is_some() || is_late(text, now) {
        return Some(Talk::Chat);
    }
    if addressed || w.remark.begin(&core).is_some() || w.remark.stand_in(&core) && !asks {
        return Some(Talk::Answer(Answer::PlanMessage));
    }
    if !asks && w.promise.stand_in(&core) {
        return Some(Talk::Chat);
    }
    if w.complaint.stand_in(&core) {
        return Some(Talk::Answer(Answer::Help(Topic::Commands)));
    }
    if text.contains('?') && found.iter().any(|t| t.is_word()) {
        let remark = now.writer == Writer::Approver;
        return Some(Talk::Answer(if remark { Answer::PlanMessage } else { Answer::Help(Topic::Commands) }));
    }
    None
}

/// «помощь», «отправляй», «утверждаю», «отчёт»: a word that a button stands for.
fn command(found: &[Token], now: &Situation<'_>) -> Option<Topic> {
    let w = now.words;
    let manager = now.writer != Writer::Author;
    let lists: [(&Phrases, Topic, bool); 8] = [
        (&w.approve, Topic::Approve, manager),
        (&w.give_back, Topic::Return, manager),
        (&w.ask_team, Topic::Team, manager),
        (&w.submit, Topic::Submit, !manager),
        (&w.ask_help, Topic::Commands, true),
        (&w.report_heading, Topic::Report, !manager && found.len() == 1),
        (&w.ask_week, Topic::Week, true),
        (&w.ask_team, Topic::Team, true),
    ];
    lists.iter().find(|(list, _, open)| *open && list.are(found)).map(|(_, topic, _)| *topic)
}

/// What a question is about.
fn topic(found: &[Token], now: &Situation<'_>) -> Option<Topic> {
    let w = now.words;
    let lists: [(&Phrases, Topic); 12] = [
        (&w.ask_report, Topic::Report),
        (&w.ask_when_report, Topic::WhenReport),
        (&w.ask_when_answer, Topic::WhenAnswer),
        (&w.ask_who, Topic::Who),
        (&w.ask_hours, Topic::Hours),
        (&w.ask_add, Topic::Add),
        (&w.ask_change, Topic::Change),
        (&w.ask_team, Topic::Team),
        (&w.ask_week, Topic::Week),
        (&w.ask_write, Topic::Write),
        (&w.ask_when_plan, Topic::WhenPlan),
        (&w.ask_help, Topic::Commands),
    ];
    let found_topic = lists.iter().find(|(list, _)| list.stand_in(found)).map(|(_, topic)| *topic);
    match found_topic {
        Some(Topic::WhenPlan)
            if found
                .iter()
                .enumerate()
                .any(|(at, _)| found.get(at..).is_some_and(|rest| w.report_heading.begin(rest) == Some(1))) =>
        {
            Some(Topic::WhenReport)
        }
        other => other,
    }
}

/// Whether the words only wonder: «а если выезд убрать?», «наверное, …».
pub(super) fn wonders(text: &str, now: &Situation<'_>) -> bool {
    let found = tokens(text);
    let lead = without_lead(text, &[&now.words.filler]);
    text.trim_end().ends_with('?')
        || now.words.wonder.begin(&found).is_some()
        || now.words.wonder.begin(&tokens(lead)).is_some()
}
