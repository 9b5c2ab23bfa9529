//! A network as text: the table of its steps, and its graph for Mermaid and Graphviz.

mod drawing;
mod edges;
mod table;

pub use drawing::{Dot, Mermaid};
pub use table::Summary;

use crate::network::Network;
use crate::shape::{Shape, Step};

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

/// The graph of a network, as its table and drawings show it.
#[derive(Clone, Copy, Debug)]
struct Graph {
    name: &'static str,
    input: Shape,
    steps: &'static [Step],
    /// True if the steps of nested networks are shown too.
    unfolded: bool,
}

impl Graph {
    const fn of<N: Network>() -> Self {
        Graph { name: N::NAME, input: N::INPUT, steps: N::STEPS, unfolded: false }
    }

    /// Returns the steps of a step that are shown.
    const fn inner(&self, step: &Step) -> &'static [Step] {
        if self.unfolded { step.steps } else { &[] }
    }
}
