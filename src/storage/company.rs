//! The declared company.
