//! The only place that asks what time it is.

use std::sync::{Arc, Mutex, PoisonError};

use chrono::{DateTime, Duration, Timelike, Utc};

/// The clock of this process. Everything that needs the time gets it from here.
#[derive(Debug, Clone)]
pub enum Clock {
    /// The machine's clock, shifted by a constant for rehearsals (`PLANERKA_NOW`).
    System(Duration),
    /// A clock that stands still until it is set, for tests and the demo.
    Manual(Arc<Mutex<DateTime<Utc>>>),
}

impl Clock {
    /// The machine's clock.
    pub fn system() -> Self {
        Self::System(Duration::zero())
    }

    /// A clock that shows `start` at this moment and runs on at real speed.
    pub fn starting_at(start: DateTime<Utc>) -> Self {
        Self::System(start - real_now())
    }

    /// A clock that stands at `start` until it is [set](Clock::set).
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

    /// What this clock showed at an instant that Telegram names: a rehearsal is not at Telegram's time.
    pub fn of_telegram(&self, at: DateTime<Utc>) -> DateTime<Utc> {
        match self {
            Self::System(shift) => at + *shift,
            Self::Manual(_) => at,
        }
    }

    /// Sets a manual clock. A system clock is not changed.
    pub fn set(&self, to: DateTime<Utc>) {
        if let Self::Manual(at) = self {
            *at.lock().unwrap_or_else(PoisonError::into_inner) = to;
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "the only place that may ask")]
fn real_now() -> DateTime<Utc> {
    Utc::now()
}
