//! Reading a formula and computing it.

use std::collections::HashSet;

use exmex::{Express as _, FlatEx};
use rust_decimal::Decimal;
use rust_decimal::prelude::Zero as _;

use crate::domain::numbers::formula::amount::{Amount, Operators};
use crate::domain::numbers::formula::error::FormulaError;
use crate::domain::numbers::formula::scan;

/// A formula, ready to be computed.
#[derive(Debug, Clone)]
pub struct Formula {
    /// The metric keys, in order of appearance, with repetitions.
    names: Vec<String>,
    expression: FlatEx<Amount, Operators>,
}

/// The longest text, in bytes.
const MAX_LENGTH: usize = 1000;
/// How exact results are: digits after the decimal point from 1 on, significant digits below 1.
const PRECISION: u32 = 4;

/// Reads a formula over the known metric keys: `+ - * /`, brackets, `min(…, …)` and `max(…, …)`; the signs also written
/// `−`, `×`, `÷`.
///
/// # Errors
/// Names the first word that is wrong.
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
    // The scan lets only well-formed texts through. Should it be mistaken, the text is refused here.
    let expression = FlatEx::parse(&text).map_err(|_| FormulaError::Unexpected(text.clone()))?;
    Ok(Formula { names, expression })
}

impl Formula {
    /// The metric keys it names, in order of appearance, with repetitions.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(String::as_str)
    }

    /// The formula's value, where `value` gives the number of a metric. `None` if any part has no number, any denominator is
    /// zero, or any intermediate number is too large for a decimal.
    pub fn eval(&self, mut value: impl FnMut(&str) -> Option<Decimal>) -> Option<Decimal> {
        let parts: Vec<Amount> = self.expression.var_names().iter().map(|name| Amount(value(name))).collect();
        self.expression.eval(&parts).ok()?.0.map(round)
    }
}

/// A result as it is shown.
pub(super) fn round(value: Decimal) -> Decimal {
    let rounded =
        if value.abs() < Decimal::ONE { value.round_sf(PRECISION).unwrap_or(value) } else { value.round_dp(PRECISION) };
    if rounded.is_zero() { Decimal::zero() } else { rounded.normalize() }
}

/// Whether a formula uses the metric of this key; a text that is no formula uses none.
pub fn names(text: &str, key: &str) -> bool {
    read(text).is_ok_and(|formula| formula.names().any(|name| name == key))
}

/// The chain of metrics by which a metric's formula leads back to the metric itself, ending with it; `None` if it does not.
/// `formula_of` gives the formula of a metric, if it has one.
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
