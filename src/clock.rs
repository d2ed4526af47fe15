//! The only place that asks what time it is.

use std::sync::{Arc, Mutex, PoisonError};

use chrono::{DateTime, Duration, Timelike, Utc};

/// The process's idea of now.
#[derive(Debug, Clone)]
pub enum Clock {
    /// The machine's clock, shifted by a constant for rehearsals (`PLANERKA_NOW`).
    System(Duration),
    /// Stands still until moved: tests and the demo.
    Manual(Arc<Mutex<DateTime<Utc>>>),
}

impl Clock {
    /// The machine's clock.
    pub fn system() -> Self {
        Self::System(Duration::zero())
    }

    /// The machine's clock, shifted so that it is `start` at this moment and runs on at real speed.
    pub fn starting_at(start: DateTime<Utc>) -> Self {
        Self::System(start - real_now())
    }

    /// A clock that stands at `start` until [`Clock::set`].
    pub fn manual(start: DateTime<Utc>) -> Self {
        Self::Manual(Arc::new(Mutex::new(start)))
    }

    /// Now, in whole seconds.
    pub fn now(&self) -> DateTime<Utc> {
        let now = match self {
            Self::System(shift) => real_now() + *shift,
            Self::Manual(at) => *at.lock().unwrap_or_else(PoisonError::into_inner),
        };
        now.with_nanosecond(0).unwrap_or(now)
    }

    /// Moves a manual clock; a system clock stays as it is.
    pub fn set(&self, to: DateTime<Utc>) {
        if let Self::Manual(at) = self {
            *at.lock().unwrap_or_else(PoisonError::into_inner) = to;
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "the one place")]
fn real_now() -> DateTime<Utc> {
    Utc::now()
}
