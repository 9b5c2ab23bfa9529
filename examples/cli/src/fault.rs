//! Bad rows, and reasons for the program to end.

use crate::lines::LIMIT;
use std::fmt;
use std::io;

/// The most characters of a field that a message shows.
const SHOWN: usize = 40;

/// A reason why a row has no answer.
#[derive(Debug)]
pub(crate) enum Fault {
    Empty,
    /// The number of fields is not that of the header or of the network.
    Fields {
        found: usize,
        expected: usize,
        header: bool,
    },
    Absent {
        column: String,
    },
    Twice {
        column: String,
    },
    NotANumber {
        column: String,
        text: String,
    },
    NotFinite {
        column: String,
        text: String,
    },
    Json(serde_json::Error),
    /// The output of the network is not finite.
    NoAnswer,
}

impl Fault {
    pub(crate) fn not_a_number(column: String, text: &[u8]) -> Self {
        Fault::NotANumber { column, text: shown(text) }
    }

    pub(crate) fn not_finite(column: String, text: &[u8]) -> Self {
        Fault::NotFinite { column, text: shown(text) }
    }
}

/// Returns the beginning of a field for a message; what could confuse a terminal is escaped.
fn shown(text: &[u8]) -> String {
    let text = String::from_utf8_lossy(text);
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{:?}..", &text[..end]),
        None => format!("{text:?}"),
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Fault::Empty => f.write_str("the line is empty"),
            Fault::Fields { found, expected, header: true } => {
                write!(f, "{} instead of {expected} as in the header", fields(*found))
            }
            Fault::Fields { found, expected, header: false } if found > expected => {
                write!(f, "{}, but the network takes {expected}: choose them by --columns", fields(*found))
            }
            Fault::Fields { found: 1, expected, header: false } => {
                write!(f, "1 field instead of {expected}: is another character between the fields?")
            }
            Fault::Fields { found, expected, header: false } => write!(f, "{} instead of {expected}", fields(*found)),
            Fault::Absent { column } => write!(f, "{column} is missing"),
            Fault::Twice { column } => write!(f, "{column} is there twice"),
            Fault::NotANumber { column, text } => write!(f, "{column}: {text} is not a number"),
            Fault::NotFinite { column, text } => write!(f, "{column}: {text} is not a finite number"),
            Fault::Json(error) => without_place(f, error),
            Fault::NoAnswer => f.write_str("the lengths are so large that the network has no answer"),
        }
    }
}

fn fields(found: usize) -> String {
    if found == 1 { "1 field".to_owned() } else { format!("{found} fields") }
}

/// Writes an error of JSON with its column alone: a row is one line, the number of which is known.
fn without_place(f: &mut fmt::Formatter<'_>, error: &serde_json::Error) -> fmt::Result {
    let text = error.to_string();
    let place = format!(" at line {} column {}", error.line(), error.column());
    match text.strip_suffix(&place) {
        Some(text) => write!(f, "{text}, at character {} of the line", error.column()),
        None => f.write_str(&text),
    }
}

/// A reason why the program ends before the end of its input.
#[derive(Debug)]
pub(crate) enum Failure {
    Arguments(String),
    /// A bad row, where the program stops at one.
    Row(u64, Fault),
    /// A row that begins on a line and would not end.
    TooLong {
        line: u64,
    },
    /// The program ends, for another reason, while rows are being read.
    Unwanted,
    Read(io::Error),
    Write(io::Error),
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Failure::Arguments(text) => f.write_str(text),
            Failure::Row(line, fault) => write!(f, "line {line}: {fault}"),
            Failure::TooLong { line } => {
                write!(f, "line {line}: a row of more than {} MiB begins here: is a quote open?", LIMIT >> 20)
            }
            Failure::Unwanted => f.write_str("no more rows are wanted"),
            Failure::Read(error) => write!(f, "the input cannot be read: {error}"),
            Failure::Write(error) => write!(f, "the output cannot be written: {error}"),
        }
    }
}
