//! Lines on standard error: few, and none about single requests, which the metrics count.

use std::fmt::Display;
use std::io::Write;

/// The lines that are wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Log {
    All,
    Errors,
}

impl Log {
    /// Writes what happens as intended.
    pub(crate) fn note(self, text: impl Display) {
        if self == Log::All {
            write(text);
        }
    }

    /// Writes what went wrong.
    pub(crate) fn error(self, text: impl Display) {
        write(text);
    }
}

fn write(text: impl Display) {
    // If nobody reads it, the server goes on.
    let _ = writeln!(std::io::stderr(), "serve: {text}");
}
