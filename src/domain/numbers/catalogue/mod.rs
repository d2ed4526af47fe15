//! Where metrics come from: ready-made ones (`preset`), taken with `preset = "…"` in `company.toml` or by taps in chat, and
//! ones that somebody describes in a message (`line`).

mod line;
mod preset;

pub use line::{MetricProblem, read_metric};
pub use preset::{FUNCTIONS, PRESETS, Preset, keys, named, preset, with_parts};
