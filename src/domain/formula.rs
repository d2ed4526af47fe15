//! placeholder until merge
use rust_decimal::Decimal;
/// formula
#[derive(Debug)]
pub struct Formula;
impl Formula {
    /// parse
    /// # Errors
    /// never
    pub fn parse(_: &str, _: impl Fn(&str) -> bool) -> Result<Self, String> {
        Ok(Self)
    }
    /// eval
    pub fn eval(&self, _: impl Fn(&str) -> Option<Decimal>) -> Option<Decimal> {
        None
    }
}
