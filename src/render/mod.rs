//! Facts into messages.
pub mod html;
