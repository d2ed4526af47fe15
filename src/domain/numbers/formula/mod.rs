//! Derived metrics: arithmetic over other metrics' keys, such as `spend / new_customers`.
//!
//! exmex does the reading and the computing, over operands of our own (`amount`): exact decimals that know «no data». Two
//! things are done before it sees a text (`scan`): the first word that has no place in it is named, since exmex's messages
//! are made for programmers, and `min(a, b, c)` is spelt the way exmex takes it. Floats would not do: there `1 / (x / 0)` is 0.

mod amount;
mod scan;
#[cfg(test)]
mod tests;

use std::collections::HashSet;

use exmex::{Express as _, FlatEx};
use rust_decimal::Decimal;
use rust_decimal::prelude::Zero as _;

use amount::Amount;
use amount::Operators;

/// A formula, ready to be computed.
#[derive(Debug, Clone)]
pub struct Formula {
    /// In order of appearance.
    names: Vec<String>,
    expression: FlatEx<Amount, Operators>,
}

/// Why a text is no formula.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FormulaError {
    /// A name that is no metric's key.
    #[error("formula names the unknown metric \"{0}\"")]
    UnknownMetric(String),
    /// It names no metric at all.
    #[error("formula names no metric")]
    NoMetric,
    /// Something that has no place in a formula.
    #[error("formula has an unexpected \"{0}\"")]
    Unexpected(String),
    /// It stops in the middle.
    #[error("formula ends too early")]
    EndsEarly,
    /// It is longer or deeper than anybody needs.
    #[error("formula is too long")]
    TooLong,
}

/// Brackets within each other.
const MAX_DEPTH: usize = 32;
const MAX_LENGTH: usize = 1000;
/// Digits after the decimal point of a result from 1 on, significant ones below.
const PRECISION: u32 = 4;

/// Reads a formula over the known metric keys: `+ - * /`, brackets, `min(…, …)` and `max(…, …)`; the signs also written
/// `−`, `×`, `÷`.
///
/// # Errors
/// Says the first thing that is wrong with it.
pub fn parse(text: &str, known: &[impl AsRef<str>]) -> Result<Formula, FormulaError> {
    let formula = read(text)?;
    let unknown = formula.names().find(|name| !known.iter().any(|key| key.as_ref() == *name)).map(str::to_owned);
    unknown.map_or(Ok(formula), |name| Err(FormulaError::UnknownMetric(name)))
}

fn read(text: &str) -> Result<Formula, FormulaError> {
    if text.len() > MAX_LENGTH {
        return Err(FormulaError::TooLong);
    }
    let scan::Scanned { text, names } = scan::scan(text)?;
    if names.is_empty() {
        return Err(FormulaError::NoMetric);
    }
    // What the scan lets through is well-formed; a text it is wrong about is refused all the same.
    let expression = FlatEx::parse(&text).map_err(|_| FormulaError::Unexpected(text.clone()))?;
    Ok(Formula { names, expression })
}

impl Formula {
    /// The metric keys it names, in order of appearance, with repetitions.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(String::as_str)
    }

    /// Its value; `None` where a part has none, a denominator is zero, or the number gets too large to write: wherever in the
    /// formula that is.
    pub fn eval(&self, mut value: impl FnMut(&str) -> Option<Decimal>) -> Option<Decimal> {
        let parts: Vec<Amount> = self.expression.var_names().iter().map(|name| Amount(value(name))).collect();
        self.expression.eval(&parts).ok()?.0.map(round)
    }
}

fn round(value: Decimal) -> Decimal {
    let rounded =
        if value.abs() < Decimal::ONE { value.round_sf(PRECISION).unwrap_or(value) } else { value.round_dp(PRECISION) };
    if rounded.is_zero() { Decimal::zero() } else { rounded.normalize() }
}

/// Whether a formula names a metric.
pub fn names(text: &str, key: &str) -> bool {
    read(text).is_ok_and(|formula| formula.names().any(|name| name == key))
}

/// The way from a metric back to itself through formulas, without its first step; none where there is no such way.
/// `formula_of` says the formula of a metric.
pub fn cycle<'a>(key: &str, formula_of: impl Fn(&str) -> Option<&'a str>) -> Option<Vec<String>> {
    fn way(
        from: &str,
        goal: &str,
        parts: &impl Fn(&str) -> Vec<String>,
        seen: &mut HashSet<String>,
    ) -> Option<Vec<String>> {
        for part in parts(from) {
            if part == goal {
                return Some(vec![part]);
            }
            if seen.insert(part.clone())
                && let Some(mut rest) = way(&part, goal, parts, seen)
            {
                rest.insert(0, part);
                return Some(rest);
            }
        }
        None
    }
    let parts = |key: &str| formula_of(key).and_then(|text| read(text).ok()).map_or_else(Vec::new, |f| f.names);
    way(key, key, &parts, &mut HashSet::new())
}
