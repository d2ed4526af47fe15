//! How the time that the author's tasks take compares with their estimates. Only the author sees this.

use rust_decimal::Decimal;

use crate::domain::plan::Plan;
use crate::domain::plan::calibration::Ratio;
use crate::render::buttons::{Action, WeekAction};
use crate::render::card::Card;
use crate::render::html::Html;
use crate::say;
use crate::texts::Words;

/// Writes the line on the card; nothing where there is no such ratio.
pub fn note(words: Words<'_>, plan: &Plan, ratio: Option<Ratio>, html: &mut Html) {
    let Some((ratio, usual)) = ratio.and_then(|ratio| Some((ratio, plan.draft.minutes_by(ratio)?))) else { return };
    let (usual, sum) = (words.hours(usual), words.bare_hours(plan.draft.minutes()));
    let times = |times: Decimal| {
        words.number(times.round_dp_with_strategy(1, rust_decimal::RoundingStrategy::MidpointAwayFromZero))
    };
    let ratio = Decimal::new(i64::from(ratio.0), 3);
    let line = if ratio > Decimal::ONE {
        say!(words, "calibration-longer", times = times(ratio), usual = usual, sum = sum)
    } else {
        let times = times(Decimal::ONE / ratio.max(Decimal::new(1, 3)));
        say!(words, "calibration-shorter", times = times, usual = usual, sum = sum)
    };
    html.nl().text(&line).nl();
}

/// Adds the button that corrects all estimates by the ratio.
pub fn button(words: Words<'_>, plan: &Plan, ratio: Option<Ratio>, card: Card) -> Card {
    match ratio.filter(|ratio| plan.draft.minutes_by(*ratio).is_some()) {
        Some(_) => card.button(say!(words, "btn-calibrate"), &Action::Week(WeekAction::Calibrate { plan: plan.id })),
        None => card,
    }
}
