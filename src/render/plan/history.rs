//! The history of a plan: who did what to which version, and what changed.

use chrono_tz::Tz;

use crate::domain::approval::plan_message::PlanMessage;
use crate::domain::company::WeekRoster;
use crate::domain::plan::Draft;
use crate::domain::plan::diff::Diff;
use crate::domain::plan::{EventKind, PlanEvent};
use crate::domain::report::imported_actual::{ActualChange, ActualOverride};
use crate::render::card::Card;
use crate::render::html::{Html, ellipsis};
use crate::render::plan::diff::{Scale, lines};
use crate::render::report::imported_actual;
use crate::say;
use crate::texts::{Words, Zoned};

/// How many lines a history may have before it is folded.
const UNFOLDED: usize = 6;

/// The history of one plan.
#[derive(Debug)]
pub struct Story<'a> {
    /// The company in the plan's week.
    pub then: WeekRoster<'a>,
    /// What happened, oldest first.
    pub events: Vec<PlanEvent>,
    /// The messages between author and approver about it, oldest first.
    pub messages: Vec<PlanMessage>,
    /// What files and other systems changed in its numbers, oldest first.
    pub numbers: Vec<ActualChange>,
    /// The numbers that its author has overridden, with the reasons.
    pub overrides: Vec<ActualOverride>,
}

/// The history of some of a person's plans; `zone` is the reader's time zone.
pub fn card(words: Words<'_>, name: &str, stories: &[Story<'_>], zone: Tz) -> Card {
    let mut card = Card::default();
    card.html.text("🗂 ").bold(say!(words, "history-title", name = name).as_str()).nl();
    for story in stories {
        card.html.nl().bold(say!(words, "history-week", week = words.week(story.then.week())).as_str()).nl();
        let lines = of_story(words, story, zone);
        let mut body = Html::new();
        for line in &lines {
            body.text(line).nl();
        }
        if lines.len() > UNFOLDED {
            card.html.expandable(&mut body)
        } else {
            card.html.push(&mut body)
        };
    }
    card
}

fn of_story(words: Words<'_>, story: &Story<'_>, zone: Tz) -> Vec<String> {
    let then = &story.then;
    let scale = Scale { metrics: then.metrics(), currency: then.currency() };
    let name = |id| then.person(id).map_or("", |p| p.name.as_str());
    let mut all = Vec::new();
    let mut before: Option<&Draft> = None;
    for event in &story.events {
        let (who, version) = (name(event.who), event.version);
        let what = match event.kind {
            EventKind::Submitted => say!(words, "history-submitted", version = version, name = who),
            EventKind::Amended => say!(words, "history-amended", version = version, name = who),
            EventKind::Withdrawn => say!(words, "history-withdrawn", version = version, name = who),
            EventKind::Edited => say!(words, "history-edited", version = version, name = who),
            EventKind::Approved => say!(words, "history-approved", version = version, name = who),
            EventKind::Returned => say!(words, "history-returned", version = version, name = who),
            EventKind::Reopened => say!(words, "history-reopened", version = version, name = who),
        };
        let mut entry = vec![format!("{} · {what}", words.moment(Zoned { at: event.at, zone }))];
        if let Some(reason) = &event.reason {
            entry.push(format!("    {}", say!(words, "history-reason", reason = ellipsis(reason, 300))));
        }
        if let Some(document) = &event.document {
            let changes = before.map(|before| lines(words, &Diff::between(before, document), scale));
            entry.extend(changes.unwrap_or_default().into_iter().map(|line| format!("    {line}")));
            before = Some(document);
        }
        all.push((event.at, entry));
    }
    for message in &story.messages {
        let when = words.moment(Zoned { at: message.at, zone });
        all.push((message.at, vec![format!("{when} · 💬 {}: {}", name(message.who), ellipsis(&message.text, 300))]));
    }
    for change in &story.numbers {
        let when = words.moment(Zoned { at: change.at, zone });
        let what = say!(words, "history-given", what = imported_actual::line(words, then, change));
        all.push((change.at, vec![format!("{when} · {what}")]));
    }
    for (metric, said) in story.overrides.iter().filter_map(|o| Some((then.metric(&o.metric)?, o))) {
        let when = words.moment(Zoned { at: said.at, zone });
        let value = |value| words.value(metric, then.currency(), value);
        let (actual, source) = (value(said.actual), said.source.as_str());
        let note = format!("«{}»", ellipsis(&said.note, 300));
        let what = say!(
            words,
            "history-noted",
            metric = metric.name.as_str(),
            actual = actual,
            source = source,
            value = value(said.value),
            note = note
        );
        all.push((said.at, vec![format!("{when} · {what}")]));
    }
    all.sort_by_key(|(at, _)| *at);
    all.into_iter().flat_map(|(_, lines)| lines).collect()
}
