//! A network as text: the table of its steps, and its graph for Mermaid and Graphviz.

mod drawing;
mod edges;
mod table;

pub use drawing::{Dot, Mermaid};
pub use table::Summary;

use crate::network::Network;
use crate::shape::{NamedInput, NamedOutput, Shape, Step};
use core::fmt;

/// Describes a network as text. Every [`Network`] has it.
///
/// ```
/// use netwright::prelude::*;
///
/// #[network(input = 2)]
/// struct Line(Linear<1>);
///
/// fn show<N: Network>() -> String {
///     N::summary().to_string()
/// }
/// assert!(show::<Line>().starts_with("Line: [2] -> [1]"));
/// ```
pub trait Describe: Network {
    /// Returns the table of the steps, with shapes and numbers of parameters.
    #[must_use]
    fn summary() -> Summary {
        Summary::of::<Self>()
    }

    /// Returns the graph in the language of Mermaid, for Markdown pages.
    #[must_use]
    fn mermaid() -> Mermaid {
        Mermaid::of::<Self>()
    }

    /// Returns the graph in the language DOT, for Graphviz.
    #[must_use]
    fn dot() -> Dot {
        Dot::of::<Self>()
    }
}

impl<N: Network> Describe for N {}

/// An output in a drawing, which shows as its identifier.
#[derive(Clone, Copy, Debug)]
struct Output {
    prefix: &'static str,
    name: &'static str,
}

impl fmt::Display for Output {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}_{}", self.prefix, self.name)
    }
}

/// The graph of a network, as its table and drawings show it.
#[derive(Clone, Copy, Debug)]
struct Graph {
    name: &'static str,
    input: Shape,
    /// The inputs with their names, if they have some.
    named_inputs: &'static [NamedInput],
    /// The outputs with their names, if they have some.
    named_outputs: &'static [NamedOutput],
    steps: &'static [Step],
    /// True if the steps of nested networks are shown too.
    unfolded: bool,
}

impl Graph {
    const fn of<N: Network>() -> Self {
        Graph {
            name: N::NAME,
            input: N::INPUT,
            named_inputs: N::INPUTS,
            named_outputs: N::OUTPUTS,
            steps: N::STEPS,
            unfolded: false,
        }
    }

    /// Returns the beginning of the identifiers of inputs in drawings.
    const fn input_prefix(&self) -> &'static str {
        if self.named_inputs.is_empty() { "network" } else { "input" }
    }

    /// Calls `visit` with the name and the shape of each input.
    fn inputs(&self, visit: &mut dyn FnMut(&'static str, Shape) -> fmt::Result) -> fmt::Result {
        if self.named_inputs.is_empty() {
            return visit("input", self.input);
        }
        self.named_inputs.iter().try_for_each(|input| visit(input.name, input.shape))
    }

    /// Calls `visit` with each output, the name of its step and its shape.
    fn outputs(&self, visit: &mut dyn FnMut(Output, &'static str, Shape) -> fmt::Result) -> fmt::Result {
        if self.named_outputs.is_empty() {
            let output = Output { prefix: "network", name: "output" };
            return self.steps.last().map_or(Ok(()), |last| visit(output, last.name, last.output));
        }
        let mut visit =
            |output: &NamedOutput| visit(Output { prefix: "output", name: output.name }, output.step, output.shape);
        self.named_outputs.iter().try_for_each(&mut visit)
    }

    /// Returns the steps of a step that are shown.
    const fn inner(&self, step: &Step) -> &'static [Step] {
        if self.unfolded { step.steps } else { &[] }
    }
}
