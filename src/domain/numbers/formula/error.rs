//! Why a text is no formula.

/// Why a text is no formula.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FormulaError {
    /// A name that is no metric's key.
    #[error("formula names the unknown metric \"{0}\"")]
    UnknownMetric(String),
    /// It has numbers only.
    #[error("formula names no metric")]
    NoMetric,
    /// Something that has no place in a formula.
    #[error("formula has an unexpected \"{0}\"")]
    Unexpected(String),
    /// It stops where a value or a closing bracket is missing.
    #[error("formula ends too early")]
    EndsEarly,
    /// It is longer, or has more brackets inside each other, than allowed.
    #[error("formula is too long")]
    TooLong,
}
