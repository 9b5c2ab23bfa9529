//! The messages of the macro about each mistake, word for word, and its results for correct
//! declarations.

mod accepted;
mod arguments;
mod attributes;
mod axes;
mod classes;
mod custom;
mod declaration;
mod features;
mod fold;
mod functions;
mod fusion;
mod graph;
mod hostile;
mod inputs;
mod layers;
mod lifetimes;
mod list;
mod many;
mod mirror;
mod misfits;
mod missing;
mod norms;
mod outputs;
mod pairs;
mod paths;
mod placement;
mod pools;
mod recurrent;
mod resample;
mod reshape;
mod shapes;
mod sizes;
mod slices;
mod speed;
mod streams;
mod transposed;
mod weights;
mod windows;

use crate::embed::Embedded;
use crate::model::Network;
use crate::pipeline::{run, understand};
use crate::report::diagnostics::Diagnostics;
use proc_macro2::TokenStream;
use std::fmt::Write;

fn tokens(text: &str) -> TokenStream {
    text.parse().unwrap_or_else(|error| panic!("{text} is no Rust: {error}"))
}

/// The messages for `#[network(arguments)] item`, in the order of reporting.
fn messages(arguments: &str, item: &str) -> Vec<String> {
    let mut diagnostics = Diagnostics::default();
    understand(tokens(arguments), tokens(item), &mut diagnostics);
    let messages = diagnostics.messages();
    drop(diagnostics.take());
    messages
}

/// Checks the messages word for word. Between two messages stands a line `---`.
#[track_caller]
fn reports(arguments: &str, item: &str, expected: &str) {
    let found = messages(arguments, item).join("\n---\n");
    assert_eq!(found, unindented(expected), "\nfound:\n{found}\n");
}

/// The lines of an indented text without the indentation that all of them have.
fn unindented(text: &str) -> String {
    let lines: Vec<&str> = text.trim_matches('\n').trim_end().lines().collect();
    let indent = lines.iter().map(|line| line.len() - line.trim_start().len()).min().unwrap_or(0);
    lines.iter().map(|line| &line[indent..]).collect::<Vec<_>>().join("\n")
}

/// A network without mistakes.
#[track_caller]
fn accepted(arguments: &str, item: &str) -> Network {
    with_files(arguments, item).0
}

/// A network without mistakes, and its files.
#[track_caller]
fn with_files(arguments: &str, item: &str) -> (Network, Embedded) {
    let mut diagnostics = Diagnostics::default();
    let understood = understand(tokens(arguments), tokens(item), &mut diagnostics);
    let messages = diagnostics.messages();
    drop(diagnostics.take());
    assert!(messages.is_empty(), "{}", messages.join("\n---\n"));
    understood.expect("a struct without mistakes is a network")
}

/// Checks the steps of a network without mistakes, a line for each: its name, inputs, output and
/// number of parameters.
#[track_caller]
fn has_steps(arguments: &str, item: &str, expected: &str) {
    let network = accepted(arguments, item);
    let mut text = String::new();
    for step in &network.steps {
        let inputs: Vec<_> = step.inputs.iter().map(ToString::to_string).collect();
        let (name, inputs, output) = (&step.name, inputs.join(" + "), &step.output);
        writeln!(text, "{name}: {inputs} -> {output}, {} parameters", step.params).expect("a string takes all text");
    }
    assert_eq!(text.trim_end(), unindented(expected));
}

/// Everything that the macro emits.
fn expansion(arguments: &str, item: &str) -> String {
    run(tokens(arguments), tokens(item)).to_string()
}
