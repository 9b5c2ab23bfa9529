//! Classifies irises in a pipeline: rows of lengths on standard input, one answer per row on
//! standard output.
//!
//! `iris --help` explains the options, the formats and the exit codes.

#![forbid(unsafe_code)]

mod answers;
mod arguments;
mod columns;
mod fault;
mod lines;
mod ndjson;
mod number;
mod rows;
mod run;
mod table;

use arguments::Arguments;
use clap::Parser;
use fault::Failure;
use run::Counts;
use std::io::{self, ErrorKind, Write, stderr};
use std::process::ExitCode;

/// The number of features of a sample.
const INPUTS: usize = 4;

/// The names of the features, in the order of the network's inputs.
const FEATURES: [&str; INPUTS] = ["sepal_length", "sepal_width", "petal_length", "petal_width"];

/// Exit codes besides 0, all is well, and 2, which clap uses for arguments that it refuses.
const SOME_ROWS_ARE_BAD: u8 = 1;
const ARGUMENTS_DO_NOT_FIT: u8 = 2;
const STOPPED: u8 = 3;
const INPUT_OR_OUTPUT_FAILED: u8 = 4;

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match run::run(&arguments, io::stdin(), io::stdout().lock()) {
        Ok(counts) => finish(counts, arguments.check),
        Err(failure) => explain(&failure),
    }
}

/// Sums up, and returns the exit code.
fn finish(counts: Counts, check: bool) -> ExitCode {
    if counts.bad > 0 || check {
        say(format_args!("{} of {} rows are bad", counts.bad, counts.rows));
    }
    if counts.bad > 0 { SOME_ROWS_ARE_BAD.into() } else { ExitCode::SUCCESS }
}

/// States why the program ends, and returns the exit code. A reader that has seen enough, as `head`
/// has, is no failure.
fn explain(failure: &Failure) -> ExitCode {
    let code = match failure {
        Failure::Write(error) if error.kind() == ErrorKind::BrokenPipe => return ExitCode::SUCCESS,
        Failure::Read(_) | Failure::Write(_) => INPUT_OR_OUTPUT_FAILED,
        Failure::Arguments(_) => ARGUMENTS_DO_NOT_FIT,
        Failure::Row(..) | Failure::TooLong { .. } | Failure::Unwanted => STOPPED,
    };
    say(format_args!("{failure}"));
    code.into()
}

/// Writes a line to standard error, in one piece. There is nobody to tell if that fails.
fn say(message: std::fmt::Arguments<'_>) {
    let _ = stderr().write_all(format!("iris: {message}\n").as_bytes());
}
