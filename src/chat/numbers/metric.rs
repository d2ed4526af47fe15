//! `/metrics`: the company's metrics, from the catalogue or described in words, and the lists of teams and people.

use crate::cards::numbers::metric::{Page, show};
use crate::domain::company::Person;
use crate::domain::conversation::question::Question;
use crate::domain::numbers::catalogue::{Preset, read_metric, with_parts};
use crate::domain::numbers::definitions::{Whose, mark};
use crate::render::numbers::metric as render;
use crate::say;
use crate::storage::company::{make_metric, retire_metric, set_list};
use crate::storage::conversation;
use crate::storage::outbox::Place;
use crate::unit::Unit;

use crate::chat::answer::{Answer, Outcome, Refusal, receipt, tell};
use crate::chat::heard::{Heard, Hearing};

/// `/metrics`, alone or with a metric in words.
pub async fn command(unit: &mut Unit<'_>, person: &Person, text: &str) -> Outcome<()> {
    if text.is_empty() {
        show(unit, person, Page::All(None), None, Place::Below);
        return Ok(());
    }
    describe(unit, person, text.trim_start_matches(['+', ' '])).await
}

/// The message after «a metric of our own».
pub async fn in_words(unit: &mut Unit<'_>, heard: Heard<'_>) -> Outcome<Hearing> {
    describe(unit, heard.person, heard.text).await?;
    conversation::close(unit.tx, heard.person.id).await?;
    receipt(unit, heard);
    Ok(Hearing::Handled)
}

/// Adds a metric that is described in words.
async fn describe(unit: &mut Unit<'_>, person: &Person, text: &str) -> Outcome<()> {
    let words = unit.words(person);
    let roster = unit.roster;
    if !roster.may_add_metrics(person) {
        return Err(Refusal::Because(say!(words, "not-allowed", who = say!(words, "who-manager"))));
    }
    let metric =
        read_metric(text, &roster.metrics).map_err(|puzzle| Refusal::Because(render::puzzle(words, &puzzle)))?;
    let name = metric.name.as_str();
    let before = roster.metric(&metric.key);
    if let Some(before) = before.filter(|before| !roster.may_change_metric(person, before)) {
        return Err(Refusal::Because(match roster.maker_of(&before.key) {
            None => say!(words, "metric-of-file", name = name),
            Some(_) => say!(words, "metric-not-yours", name = name),
        }));
    }
    let by = roster.maker_of(&metric.key).unwrap_or(person.id);
    make_metric(unit.tx, roster, &metric, by, unit.now).await?;
    unit.reload_roster().await?;
    let lead = if before.is_some() {
        say!(words, "metric-changed", name = name)
    } else {
        say!(words, "metric-added", name = name)
    };
    show(unit, person, Page::All(None), Some(lead), Place::Below);
    Ok(())
}

/// Turns the card to a page.
pub async fn turn_to(unit: &mut Unit<'_>, person: &Person, page: Page<'_>) -> Outcome<Answer> {
    let allowed = match page {
        Page::List(whose) => unit.roster.may_change_list(person, whose),
        _ => unit.roster.may_add_metrics(person),
    };
    if !allowed {
        return Err(refused(unit, person));
    }
    show(unit, person, page, None, Place::InPlace);
    Ok(Answer::Quiet)
}

/// Adds a metric of the catalogue, and the metrics that its formula names.
pub async fn add(unit: &mut Unit<'_>, person: &Person, preset: &'static Preset) -> Outcome<Answer> {
    let words = unit.words(person);
    if !unit.roster.may_add_metrics(person) {
        return Err(refused(unit, person));
    }
    let taken = with_parts(preset, &unit.roster.metrics);
    // Two metrics with the same name could not be told apart.
    let locale = unit.roster.locale;
    let same = |name: &str| unit.roster.metrics.iter().find(|m| m.name.to_lowercase() == name.to_lowercase());
    if let Some(there) = taken.iter().find_map(|preset| same(preset.name(locale))) {
        return Err(Refusal::Because(say!(
            words,
            "catalogue-same",
            name = there.name.as_str(),
            key = there.key.as_str()
        )));
    }
    for preset in &taken {
        let roster = unit.roster;
        make_metric(unit.tx, roster, &preset.metric(roster.locale), person.id, unit.now).await?;
        unit.reload_roster().await?;
    }
    let names: Vec<&str> = taken.iter().rev().map(|preset| preset.name(locale)).collect();
    let lead = (!names.is_empty()).then(|| say!(words, "catalogue-added", names = names.join(", ")));
    show(unit, person, Page::Catalogue(preset.function), lead, Place::InPlace);
    Ok(Answer::Quiet)
}

/// «A metric of our own»: asks for its description.
pub async fn ask(unit: &mut Unit<'_>, person: &Person) -> Outcome<Answer> {
    if !unit.roster.may_add_metrics(person) {
        return Err(refused(unit, person));
    }
    conversation::ask(unit.tx, person.id, &Question::Metric, unit.now).await?;
    tell(unit, person, &say!(unit.words(person), "metric-ask")).await?;
    Ok(Answer::Quiet)
}

/// Gives up a metric made in chat, after the person was asked whether they are sure. A metric that others are computed
/// from stays.
pub async fn retire(unit: &mut Unit<'_>, person: &Person, metric: u32, sure: bool) -> Outcome<Answer> {
    let words = unit.words(person);
    let roster = unit.roster;
    let found = roster.metrics.iter().find(|m| mark(&m.key) == metric);
    let Some(metric) = found.filter(|m| roster.may_change_metric(person, m)) else { return Err(refused(unit, person)) };
    let names = |formula: &String| crate::domain::numbers::formula::names(formula, &metric.key);
    if let Some(user) = roster.metrics.iter().find(|m| m.formula.as_ref().is_some_and(names)) {
        let (name, user) = (metric.name.as_str(), user.name.as_str());
        return Err(Refusal::Because(say!(words, "metric-used", name = name, user = user)));
    }
    if !sure {
        show(unit, person, Page::All(Some(metric)), None, Place::InPlace);
        return Ok(Answer::Quiet);
    }
    retire_metric(unit.tx, roster, metric, unit.now).await?;
    unit.reload_roster().await?;
    show(unit, person, Page::All(None), None, Place::InPlace);
    Ok(Answer::Toast(say!(words, "metric-retired")))
}

/// Puts a metric on a list, or takes it off.
pub async fn give(unit: &mut Unit<'_>, person: &Person, whose: Whose, metric: u32, on: bool) -> Outcome<Answer> {
    let words = unit.words(person);
    let roster = unit.roster;
    let found = roster.metrics.iter().find(|m| mark(&m.key) == metric);
    let Some(metric) = found.filter(|_| roster.may_change_list(person, whose)) else {
        return Err(refused(unit, person));
    };
    let (list, team) = match whose {
        Whose::Team(id) => (roster.list_of(whose), roster.team(id)),
        Whose::Person(_) if metric.formula.is_some() => return Err(refused(unit, person)),
        Whose::Person(_) => (roster.list_of(whose), None),
    };
    let of_file = |key: &String| list.contains(key) && !roster.given_in_chat(whose, key);
    if of_file(&metric.key) {
        return Err(Refusal::Because(say!(words, "list-locked", name = metric.name.as_str())));
    }
    let mut added: Vec<String> = list.iter().filter(|key| !of_file(key)).cloned().collect();
    // A team without a list of its own shows its people's metrics, so its list begins with those.
    if let Some(team) = team.filter(|_| list.is_empty()) {
        added = roster.metrics_of_team(team).into_iter().map(|m| m.key.clone()).collect();
    }
    if on == added.contains(&metric.key) {
        show(unit, person, Page::List(whose), None, Place::InPlace);
        return Ok(Answer::Quiet);
    }
    if on {
        added.push(metric.key.clone());
    } else {
        added.retain(|key| *key != metric.key);
    }
    set_list(unit.tx, roster, whose, &added, unit.now).await?;
    unit.reload_roster().await?;
    show(unit, person, Page::List(whose), None, Place::InPlace);
    Ok(Answer::Quiet)
}

fn refused(unit: &Unit<'_>, person: &Person) -> Refusal {
    Refusal::Because(say!(unit.words(person), "metrics-refused"))
}
