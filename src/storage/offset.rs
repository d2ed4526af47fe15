//! The last update handled, and those that failed.
