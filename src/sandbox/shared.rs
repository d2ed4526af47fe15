//! The world as the server's requests and the people share it.

use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::sandbox::world::World;

/// The world behind its lock.
pub(super) struct Shared(Mutex<World>);

impl Shared {
    pub(super) fn new(world: World) -> Self {
        Self(Mutex::new(world))
    }

    pub(super) fn lock(&self) -> MutexGuard<'_, World> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
