//! `/hypothesis`: writing hypotheses down, changing them, looking at them, deciding.

use chrono::NaiveDate;

use crate::cards::meeting::hypothesis::Page;
use crate::domain::company::{Person, PersonId, Roster};
use crate::domain::conversation::question::Question;
use crate::domain::intake::says_something;
use crate::domain::meeting::hypothesis::{
    Hypothesis, HypothesisId, HypothesisLine, HypothesisProblem, HypothesisState, MAX_CHARS, Trial, read, read_change,
};
use crate::render::meeting::hypothesis as render;
use crate::storage::conversation;
use crate::storage::meeting::hypothesis as hypotheses;
use crate::storage::outbox::{Lane, Place};
use crate::unit::Unit;
use crate::{cards, say};

use crate::chat::answer::{Answer, Outcome, Refusal, receipt, tell};
use crate::chat::heard::{Heard, Hearing};

/// `/hypothesis`; with a text it makes one, with a number it shows one, with a number and a text it changes one.
pub async fn command(unit: &mut Unit<'_>, person: &Person, text: &str) -> Outcome<()> {
    let words = unit.words(person);
    let roster = unit.roster;
    if !roster.may_add_hypotheses(person) {
        return Err(Refusal::Because(say!(words, "agenda-no-sync")));
    }
    if text.is_empty() {
        return Ok(cards::meeting::hypothesis::show(unit, person, Page::All, Place::Below).await?);
    }
    match numbered(text, &people(roster), roster.today_of(person, unit.now)) {
        Some((id, change)) => changed(unit, person, id, change).await,
        None => Ok(add(unit, person, text).await?),
    }
}

/// Reads «3 канал: почта», «3: другими словами» and «№3» as a number and what follows. «3 письма вместо звонка» and
/// «1,5 часа на звонок» are new hypotheses: a new statement for an old one takes a colon behind the number.
fn numbered<'t>(text: &'t str, people: &[&Person], today: NaiveDate) -> Option<(HypothesisId, &'t str)> {
    let bare = text.trim_start_matches(['№', '#']);
    let end = bare.find(|c: char| !c.is_ascii_digit()).unwrap_or(bare.len());
    let (number, rest) = bare.split_at_checked(end)?;
    let id = number.parse().ok().filter(|id| *id > 0)?;
    let colon = rest.strip_prefix(':').is_some_and(|rest| rest.starts_with(char::is_whitespace));
    let marked = bare.len() < text.len() || colon;
    let rest = rest.trim_start_matches(['.', ')', ':', ',', ' ', '\n']);
    (marked || read_change(rest, people, today).0.statement.is_empty()).then_some((id, rest))
}

async fn add(unit: &mut Unit<'_>, person: &Person, text: &str) -> anyhow::Result<()> {
    let roster = unit.roster;
    let today = roster.today_of(person, unit.now);
    let (line, puzzles) = read(text, &people(roster), today);
    if line.statement.is_empty() {
        return puzzled(unit, person, &puzzles, false).await;
    }
    // A running hypothesis of the same owner with the same statement is changed, not added again.
    let owner = line.owner.unwrap_or(person.id);
    let same = |h: &Hypothesis| h.is_running() && h.trial.owner == owner && h.trial.statement == line.statement;
    let known =
        hypotheses::all(unit.tx).await?.into_iter().find(|h| same(h) && roster.may_change_hypothesis(person, h));
    if let Some(known) = known {
        return amend(unit, person, known, line, puzzles).await;
    }
    let trial = Trial::of(line, person.id, today);
    if trial.is_reversed() {
        return puzzled(unit, person, &[HypothesisProblem::Reversed], false).await;
    }
    let id = hypotheses::add(unit.tx, &trial, person.id, unit.now).await?;
    kept(unit, person, id, None, &puzzles).await
}

async fn changed(unit: &mut Unit<'_>, person: &Person, id: HypothesisId, text: &str) -> Outcome<()> {
    let words = unit.words(person);
    let roster = unit.roster;
    let seen = hypotheses::get(unit.tx, id).await?.filter(|h| roster.may_see_hypothesis(person, h));
    let Some(hypothesis) = seen else {
        return Err(Refusal::Because(say!(words, "hypothesis-unknown", number = id.to_string())));
    };
    if !says_something(text) {
        return Ok(cards::meeting::hypothesis::show(unit, person, Page::One(id), Place::Below).await?);
    }
    if !roster.may_change_hypothesis(person, &hypothesis) {
        return Err(Refusal::Because(say!(words, "hypothesis-not-yours")));
    }
    if !hypothesis.is_running() {
        cards::meeting::hypothesis::show(unit, person, Page::One(id), Place::Below).await?;
        return Err(Refusal::Because(say!(words, "hypothesis-closed")));
    }
    let (line, puzzles) = read_change(text, &people(roster), roster.today_of(person, unit.now));
    Ok(amend(unit, person, hypothesis, line, puzzles).await?)
}

/// Changes what the line names.
async fn amend(
    unit: &mut Unit<'_>,
    person: &Person,
    before: Hypothesis,
    line: HypothesisLine,
    puzzles: Vec<HypothesisProblem>,
) -> anyhow::Result<()> {
    let trial = before.trial.clone().with(line);
    if trial.is_reversed() {
        return puzzled(unit, person, &[HypothesisProblem::Reversed], false).await;
    }
    hypotheses::change(unit.tx, before.id, &trial).await?;
    if trial.owner != before.trial.owner {
        // A change of owner may move it to another sync, so the agendas that showed it before are redrawn too.
        cards::meeting::hypothesis::refresh_agendas(unit, &before).await?;
    }
    kept(unit, person, before.id, Some(before.trial.owner), &puzzles).await
}

/// The people who may own a hypothesis.
fn people(roster: &Roster) -> Vec<&Person> {
    roster.people.iter().filter(|p| !p.left && roster.meets(p)).collect()
}

/// Tells the owner of a hypothesis that somebody else has given it to them or decided on it.
async fn tell_owner(unit: &mut Unit<'_>, person: &Person, hypothesis: &Hypothesis) -> anyhow::Result<()> {
    let roster = unit.roster;
    let owner = roster.person(hypothesis.trial.owner).filter(|owner| owner.id != person.id && owner.reachable());
    let Some(owner) = owner else { return Ok(()) };
    let words = unit.words(owner);
    let (name, text) = (person.name.as_str(), hypothesis.trial.statement.as_str());
    let verdict = hypothesis.verdict.as_deref().unwrap_or_default();
    let sentence = match hypothesis.state {
        HypothesisState::Running => {
            say!(words, "hypothesis-told-yours", name = name, number = hypothesis.id.to_string(), text = text)
        }
        HypothesisState::Worked => {
            say!(words, "hypothesis-told-worked", name = name, text = text, verdict = verdict)
        }
        HypothesisState::Failed => {
            say!(words, "hypothesis-told-failed", name = name, text = text, verdict = verdict)
        }
        HypothesisState::Dropped => say!(words, "hypothesis-told-dropped", name = name, text = text),
    };
    tell(unit, owner, &sentence).await
}

/// Shows the hypothesis as it is now, and says what was not understood. `before` is the owner until now.
async fn kept(
    unit: &mut Unit<'_>,
    person: &Person,
    id: HypothesisId,
    before: Option<PersonId>,
    puzzles: &[HypothesisProblem],
) -> anyhow::Result<()> {
    cards::meeting::hypothesis::show(unit, person, Page::One(id), Place::Below).await?;
    if let Some(hypothesis) = hypotheses::get(unit.tx, id).await? {
        cards::meeting::hypothesis::refresh_agendas(unit, &hypothesis).await?;
        if before != Some(hypothesis.trial.owner) {
            tell_owner(unit, person, &hypothesis).await?;
        }
    }
    if puzzles.is_empty() { Ok(()) } else { puzzled(unit, person, puzzles, true).await }
}

async fn puzzled(
    unit: &mut Unit<'_>,
    person: &Person,
    puzzles: &[HypothesisProblem],
    kept: bool,
) -> anyhow::Result<()> {
    let card = render::puzzles(unit.words(person), unit.roster, puzzles, kept);
    cards::tell(unit, person, Lane::Interactive, card).await
}

/// Turns the card to a page.
pub async fn turn_to(unit: &mut Unit<'_>, person: &Person, page: Page) -> Outcome<Answer> {
    cards::meeting::hypothesis::show(unit, person, page, Place::InPlace).await?;
    Ok(Answer::Quiet)
}

/// «It worked» and «it did not»: asks what the numbers say.
pub async fn ask(unit: &mut Unit<'_>, person: &Person, id: HypothesisId, worked: bool) -> Outcome<Answer> {
    running(unit, person, id).await?;
    conversation::ask(unit.tx, person.id, &Question::Verdict { hypothesis: id, worked }, unit.now).await?;
    tell(unit, person, &say!(unit.words(person), "hypothesis-ask-numbers")).await?;
    Ok(Answer::Quiet)
}

/// The numbers in words: they decide the hypothesis.
pub async fn decided(unit: &mut Unit<'_>, heard: Heard<'_>, id: HypothesisId, worked: bool) -> Outcome<Hearing> {
    let (person, words) = (heard.person, unit.words(heard.person));
    let text = heard.text.split_whitespace().collect::<Vec<_>>().join(" ");
    if !says_something(&text) {
        return Err(Refusal::Because(say!(words, "hypothesis-ask-numbers")));
    }
    let chars = text.chars().count();
    if chars > MAX_CHARS {
        return Err(Refusal::Because(say!(words, "hypothesis-puzzle-long", chars = chars, most = MAX_CHARS)));
    }
    conversation::close(unit.tx, person.id).await?;
    let mut hypothesis = running(unit, person, id).await?;
    hypothesis.state = if worked { HypothesisState::Worked } else { HypothesisState::Failed };
    hypothesis.verdict = Some(text);
    hypotheses::close(unit.tx, &hypothesis, person.id, unit.now).await?;
    receipt(unit, heard);
    cards::meeting::hypothesis::show(unit, person, Page::One(id), Place::Below).await?;
    tell_owner(unit, person, &hypothesis).await?;
    cards::meeting::hypothesis::refresh_agendas(unit, &hypothesis).await?;
    Ok(Hearing::Handled)
}

/// «A month more»: puts the review off by a month.
pub async fn extend(unit: &mut Unit<'_>, person: &Person, id: HypothesisId) -> Outcome<Answer> {
    let mut hypothesis = running(unit, person, id).await?;
    let (words, today) = (unit.words(person), unit.roster.today_of(person, unit.now));
    hypothesis.trial.review = hypothesis.trial.extended(today);
    hypotheses::change(unit.tx, id, &hypothesis.trial).await?;
    redrawn(unit, person, &hypothesis).await?;
    let day = words.date(hypothesis.trial.review, today);
    Ok(Answer::Toast(say!(words, "toast-hypothesis-extended", day = day)))
}

/// «Take it off»: drops the hypothesis untested.
pub async fn drop(unit: &mut Unit<'_>, person: &Person, id: HypothesisId) -> Outcome<Answer> {
    let mut hypothesis = running(unit, person, id).await?;
    hypothesis.state = HypothesisState::Dropped;
    // A verdict from before it was opened again no longer holds.
    hypothesis.verdict = None;
    hypotheses::close(unit.tx, &hypothesis, person.id, unit.now).await?;
    tell_owner(unit, person, &hypothesis).await?;
    redrawn(unit, person, &hypothesis).await?;
    Ok(Answer::Toast(say!(unit.words(person), "toast-hypothesis-dropped")))
}

/// «Open again»: the hypothesis runs until its review day, or for a month if that has passed.
pub async fn reopen(unit: &mut Unit<'_>, person: &Person, id: HypothesisId) -> Outcome<Answer> {
    let (words, roster) = (unit.words(person), unit.roster);
    let found = hypotheses::get(unit.tx, id).await?.filter(|h| roster.may_see_hypothesis(person, h));
    let Some(mut hypothesis) = found.filter(|h| !h.is_running()) else {
        return Err(Refusal::stale(words, "/hypothesis"));
    };
    if !roster.may_change_hypothesis(person, &hypothesis) {
        return Err(Refusal::Because(say!(words, "hypothesis-not-yours")));
    }
    let (today, trial) = (unit.roster.today_of(person, unit.now), &hypothesis.trial);
    let review = if trial.review > today { trial.review } else { trial.extended(today) };
    hypotheses::reopen(unit.tx, id, review).await?;
    hypothesis.state = HypothesisState::Running;
    tell_owner(unit, person, &hypothesis).await?;
    redrawn(unit, person, &hypothesis).await?;
    Ok(Answer::Toast(say!(words, "toast-hypothesis-reopened", day = words.date(review, today))))
}

async fn redrawn(unit: &mut Unit<'_>, person: &Person, hypothesis: &Hypothesis) -> anyhow::Result<()> {
    cards::meeting::hypothesis::show(unit, person, Page::One(hypothesis.id), Place::InPlace).await?;
    cards::meeting::hypothesis::refresh_agendas(unit, hypothesis).await
}

/// The hypothesis, if it is running and this person may decide on it; otherwise the refusal.
async fn running(unit: &mut Unit<'_>, person: &Person, id: HypothesisId) -> Outcome<Hypothesis> {
    let (words, roster) = (unit.words(person), unit.roster);
    let found = hypotheses::get(unit.tx, id).await?.filter(|h| roster.may_see_hypothesis(person, h));
    let Some(hypothesis) = found else { return Err(Refusal::stale(words, "/hypothesis")) };
    if !roster.may_change_hypothesis(person, &hypothesis) {
        return Err(Refusal::Because(say!(words, "hypothesis-not-yours")));
    }
    if !hypothesis.is_running() {
        cards::meeting::hypothesis::show(unit, person, Page::One(id), Place::InPlace).await?;
        return Err(Refusal::Because(say!(words, "hypothesis-closed")));
    }
    Ok(hypothesis)
}
