//! The edges of a network's graph; where it is unfolded, they lead into and out of nested networks.

use super::{Graph, Output};
use crate::shape::{Shape, Step};
use core::fmt;

/// The steps of the network itself, or of a nested one.
#[derive(Clone, Copy)]
pub(super) struct Scope<'s> {
    graph: &'s Graph,
    steps: &'static [Step],
    /// The scope around this one, and the step there that this one unfolds.
    outer: Option<(&'s Scope<'s>, &'static Step)>,
}

/// A node of the drawing: an input of the network, or a step.
#[derive(Clone, Copy)]
pub(super) struct Node<'s> {
    scope: &'s Scope<'s>,
    end: End<'s>,
}

#[derive(Clone, Copy)]
enum End<'s> {
    /// The input of this name.
    Input(&'s str),
    Step(&'static Step),
}

impl<'s> Scope<'s> {
    pub(super) fn of(graph: &'s Graph) -> Self {
        Scope { graph, steps: graph.steps, outer: None }
    }

    /// Returns the steps within `step` that are shown; none if it is drawn as one node.
    pub(super) fn within(&'s self, step: &'static Step) -> Option<Scope<'s>> {
        let steps = self.graph.inner(step);
        (!steps.is_empty()).then_some(Scope { graph: self.graph, steps, outer: Some((self, step)) })
    }

    pub(super) fn steps(&self) -> &'static [Step] {
        self.steps
    }

    pub(super) fn depth(&self) -> usize {
        self.outer.map_or(0, |(outer, _)| outer.depth() + 1)
    }

    pub(super) fn node(&'s self, step: &'static Step) -> Node<'s> {
        Node { scope: self, end: End::Step(step) }
    }

    /// Calls `visit` with every edge between nodes: from, to, and the shape of the value.
    pub(super) fn edges(&self, visit: &mut dyn FnMut(Node<'_>, Node<'_>, Shape) -> fmt::Result) -> fmt::Result {
        for step in self.steps {
            if let Some(inner) = self.within(step) {
                inner.edges(visit)?;
                continue;
            }
            for (from, shape) in step.from.iter().zip(step.inputs) {
                self.source(from, *shape, &mut |source, shape| visit(source, self.node(step), shape))?;
            }
        }
        Ok(())
    }

    /// Calls `visit` with the nodes that give the outputs of the network: each with the identifier
    /// of its output, and the shape.
    pub(super) fn outputs(&self, visit: &mut dyn FnMut(Node<'_>, Output, Shape) -> fmt::Result) -> fmt::Result {
        self.graph
            .outputs(&mut |output, step, shape| self.source(step, shape, &mut |from, shape| visit(from, output, shape)))
    }

    /// Calls `visit` with the nodes whose values are the value of the name `name` in this scope,
    /// and with the shape of each: with several outputs of a nested network, if it is that.
    fn source(&self, name: &str, shape: Shape, visit: &mut dyn FnMut(Node<'_>, Shape) -> fmt::Result) -> fmt::Result {
        match (self.steps.iter().find(|step| step.name == name), self.outer) {
            (Some(step), _) => self.exit(step, shape, visit),
            // The inputs of a nested network are the values that its step takes.
            (None, Some((outer, step))) => {
                let input = step.named_inputs.iter().position(|input| input.name == name).unwrap_or(0);
                step.from.get(input).map_or(Ok(()), |from| outer.source(from, shape, visit))
            }
            (None, None) => visit(Node { scope: self, end: End::Input(name) }, shape),
        }
    }

    /// Calls `visit` with the nodes that give the value of a step: the step itself, or those within
    /// it.
    fn exit(
        &self,
        step: &'static Step,
        shape: Shape,
        visit: &mut dyn FnMut(Node<'_>, Shape) -> fmt::Result,
    ) -> fmt::Result {
        let Some(inner) = self.within(step) else { return visit(self.node(step), shape) };
        match step.named_outputs {
            [] => inner.steps.last().map_or(Ok(()), |last| inner.exit(last, shape, visit)),
            outputs => outputs.iter().try_for_each(|output| inner.source(output.step, output.shape, visit)),
        }
    }
}

/// The identifier. Steps of tuple structs are numbers, which are not identifiers.
impl fmt::Display for Node<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let step = match self.end {
            End::Input(name) => return write!(f, "{}_{name}", self.scope.graph.input_prefix()),
            End::Step(step) => step,
        };
        match self.scope.outer {
            Some((outer, unfolded)) => write!(f, "{}_{}", outer.node(unfolded), step.name),
            None => write!(f, "step_{}", step.name),
        }
    }
}
