//! What formulas compute with: an exact number or "no data". Whatever is computed from "no data" is "no data" again.

use std::str::FromStr;

use exmex::{BinOp, MakeOperators, Operator};
use rust_decimal::Decimal;

/// A number; `None` is "no data".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Amount(pub Option<Decimal>);

impl FromStr for Amount {
    type Err = rust_decimal::Error;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse().map(|number| Self(Some(number)))
    }
}

/// The arithmetic of [`Amount`]s.
#[derive(Debug, Clone)]
pub struct Operators;

impl MakeOperators<Amount> for Operators {
    fn make<'a>() -> Vec<Operator<'a, Amount>> {
        // exmex reorders operators that are called commutative, and would compute `a - 1 + 2` in another order than written.
        let of = |apply, prio| BinOp { apply, prio, is_commutative: false };
        vec![
            Operator::make_bin("+", of(|a, b| both(a, b, Decimal::checked_add), 0)),
            Operator::make_bin_unary("-", of(|a, b| both(a, b, Decimal::checked_sub), 0), |a| Amount(a.0.map(|a| -a))),
            Operator::make_bin("*", of(|a, b| both(a, b, Decimal::checked_mul), 1)),
            Operator::make_bin("/", of(|a, b| both(a, b, Decimal::checked_div), 1)),
            Operator::make_bin("min", of(|a, b| both(a, b, |a, b| Some(a.min(b))), 2)),
            Operator::make_bin("max", of(|a, b| both(a, b, |a, b| Some(a.max(b))), 2)),
        ]
    }
}

fn both(a: Amount, b: Amount, apply: impl Fn(Decimal, Decimal) -> Option<Decimal>) -> Amount {
    Amount(a.0.zip(b.0).and_then(|(a, b)| apply(a, b)))
}
