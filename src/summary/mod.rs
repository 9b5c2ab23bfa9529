//! A network as text: the table of its steps, and its graph for Mermaid and Graphviz.

mod drawing;
mod edges;
mod table;

pub use drawing::{Dot, Mermaid};
pub use table::Summary;

use crate::network::Network;
use crate::shape::{Shape, Step};

/// The facts of a network that its table and drawings show.
#[derive(Clone, Copy, Debug)]
struct Facts {
    name: &'static str,
    input: Shape,
    steps: &'static [Step],
    /// Whether the steps of steps that are networks themselves are shown.
    unfolded: bool,
}

impl Facts {
    const fn of<N: Network>() -> Self {
        Facts { name: N::NAME, input: N::INPUT, steps: N::SHAPES, unfolded: false }
    }

    /// The steps of a step that are shown.
    const fn inner(&self, step: &Step) -> &'static [Step] {
        if self.unfolded { step.steps } else { &[] }
    }
}
