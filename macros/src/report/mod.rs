//! Messages: collecting them, and the tables and guesses that they show.

pub(crate) mod diagnostics;
pub(crate) mod findings;
pub(crate) mod nearest;
pub(crate) mod table;
