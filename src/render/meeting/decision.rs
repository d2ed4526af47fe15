//! The card of one decision of a sync, and the list of a person's decisions.

use crate::domain::company::{Person, Sync};
use crate::domain::meeting::decision::Decision;
use crate::domain::meeting::decision::DecisionState;
use crate::render::buttons::{Action, DecisionAction};
use crate::render::card::Card;
use crate::say;
use crate::texts::Words;

/// Everything the card of one decision shows.
#[derive(Debug)]
pub struct DecisionView<'a> {
    /// The decision.
    pub decision: &'a Decision,
    /// Who answers for it.
    pub owner: Option<&'a Person>,
    /// Who closed it.
    pub closed_by: Option<&'a Person>,
    /// The people of whom one may be its owner, where that is asked.
    pub owners: Vec<&'a Person>,
    /// The syncs of which one may have made it, where that is asked.
    pub syncs: Vec<&'a Sync>,
    /// The reader is the owner, in their own chat.
    pub mine: bool,
}

/// The decision in one line, with a button to drop it, or, where something is unclear, a question.
pub fn card(words: Words<'_>, view: &DecisionView<'_>) -> Card {
    let mut card = Card::default();
    let decision = view.decision;
    let (id, text) = (decision.id, decision.text.as_str());
    let by = view.closed_by.map_or("", |p| p.name.as_str());
    match decision.state {
        DecisionState::Done => {
            card.html.text("✅ ").text(&say!(words, "decision-done", text = text, name = by));
            return card;
        }
        DecisionState::Dropped => {
            card.html.text(&say!(words, "decision-dropped", text = text, name = by));
            return card;
        }
        DecisionState::Open => {}
    }
    card.html.text("📌 ");
    match view.owner {
        Some(_) if view.mine => card.html.text(&say!(words, "decision-yours", text = text)),
        Some(owner) => card.html.text(&say!(words, "decision-kept", text = text, name = owner.name.as_str())),
        None => card.html.text(&say!(words, "decision-kept-unowned", text = text)),
    };
    if !view.owners.is_empty() {
        card.html.nl().text(&say!(words, "decision-ask-owner"));
        for pair in view.owners.chunks(2) {
            let keys: Vec<_> = pair
                .iter()
                .map(|p| (p.name.clone(), Action::Decision(DecisionAction::Own { decision: id, person: p.id })))
                .collect();
            card = card.row(keys.iter().map(|(name, action)| (name.clone(), action)));
        }
    }
    if !view.syncs.is_empty() {
        card.html.nl().text(&say!(words, "decision-ask-sync"));
        for sync in &view.syncs {
            card =
                card.button(sync.name.clone(), &Action::Decision(DecisionAction::File { decision: id, sync: sync.id }));
        }
    }
    let drop = Action::Decision(DecisionAction::Close { decision: id, done: false });
    if view.mine {
        let done = Action::Decision(DecisionAction::Close { decision: id, done: true });
        return card.row([(say!(words, "btn-done"), &done), (say!(words, "btn-not-needed"), &drop)]);
    }
    card.button(say!(words, "btn-undo"), &drop)
}

/// The open decisions that a person answers for, each with buttons for done and dropped.
pub fn list(words: Words<'_>, decisions: &[(Decision, Option<&Sync>)]) -> Card {
    let mut card = Card::default();
    if decisions.is_empty() {
        card.html.text(&say!(words, "decision-none")).nl();
    } else {
        card.html.text("📌 ").bold(say!(words, "decision-list").as_str()).nl();
    }
    for (i, (decision, sync)) in decisions.iter().enumerate() {
        let number = i + 1;
        card.html.text(&format!("{number}. ")).text(&decision.text);
        if let Some(sync) = sync {
            let day = words.day_month(decision.week.monday());
            card.html.text(" · ").text(&sync.name).text(", ").text(&day);
        }
        card.html.nl();
        let done = Action::Decision(DecisionAction::Close { decision: decision.id, done: true });
        let drop = Action::Decision(DecisionAction::Close { decision: decision.id, done: false });
        card = card.row([
            (say!(words, "btn-done-number", number = number), &done),
            (say!(words, "btn-not-needed-number", number = number), &drop),
        ]);
    }
    card.html.nl().text(&say!(words, "decision-usage"));
    card
}
