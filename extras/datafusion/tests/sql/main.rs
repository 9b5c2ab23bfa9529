//! The functions in queries.

mod answers;
mod common;
mod plans;
mod skipped;
mod types;
