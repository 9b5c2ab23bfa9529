//! The graph as a drawing.

use super::Graph;
use super::edges::Scope;
use crate::network::Network;
use crate::shape::Step;
use core::fmt;

/// The graph of a network as a Mermaid flow chart; print it into a Markdown page between fences.
///
/// ```
/// use netwright::prelude::*;
///
/// #[network(input = 2)]
/// struct Residual {
///     tanh: Tanh,
///     #[from(input, tanh)]
///     sum: Add,
/// }
///
/// assert_eq!(
///     Residual::mermaid().to_string(),
///     "\
/// flowchart TD
///     network_input([\"input [2]\"])
///     step_tanh[\"tanh: Tanh\"]
///     step_sum[\"sum: Add\"]
///     network_output([\"output [2]\"])
///     network_input -->|\"[2]\"| step_tanh
///     network_input -->|\"[2]\"| step_sum
///     step_tanh -->|\"[2]\"| step_sum
///     step_sum -->|\"[2]\"| network_output
/// "
/// );
/// ```
///
/// A nested network is one node, or, if [unfolded](Mermaid::unfolded), a subgraph.
#[derive(Clone, Copy, Debug)]
pub struct Mermaid(Graph);

impl Mermaid {
    pub(crate) const fn of<N: Network>() -> Self {
        Mermaid(Graph::of::<N>())
    }

    /// Shows the steps of nested networks too, each network in a subgraph.
    #[must_use]
    pub const fn unfolded(mut self) -> Self {
        self.0.unfolded = true;
        self
    }
}

/// The nodes of a scope, and those within.
fn mermaid_nodes(f: &mut fmt::Formatter<'_>, scope: &Scope<'_>) -> fmt::Result {
    let indent = 4 * (scope.depth() + 1);
    for step in scope.steps() {
        let (node, Step { name, layer, .. }) = (scope.node(step), step);
        match scope.within(step) {
            Some(inner) => {
                writeln!(f, "{:indent$}subgraph {node}[\"{name}: {layer}\"]", "")?;
                mermaid_nodes(f, &inner)?;
                writeln!(f, "{:indent$}end", "")?;
            }
            None => writeln!(f, "{:indent$}{node}[\"{name}: {layer}\"]", "")?,
        }
    }
    Ok(())
}

impl fmt::Display for Mermaid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let prefix = self.0.input_prefix();
        let scope = Scope::of(&self.0);
        writeln!(f, "flowchart TD")?;
        self.0.inputs(&mut |name, shape| writeln!(f, "    {prefix}_{name}([\"{name} {shape}\"])"))?;
        mermaid_nodes(f, &scope)?;
        self.0.outputs(&mut |output, _, shape| writeln!(f, "    {output}([\"{} {shape}\"])", output.name))?;
        scope.edges(&mut |from, to, shape| writeln!(f, "    {from} -->|\"{shape}\"| {to}"))?;
        scope.outputs(&mut |from, output, shape| writeln!(f, "    {from} -->|\"{shape}\"| {output}"))
    }
}

/// The graph of a network in the language DOT; print it into a file for Graphviz.
///
/// ```
/// use netwright::prelude::*;
///
/// #[network(input = 2)]
/// struct Squash(Tanh);
///
/// assert_eq!(
///     Squash::dot().to_string(),
///     "\
/// digraph \"Squash\" {
///     node [shape=box];
///     network_input [label=\"input [2]\", shape=oval];
///     step_0 [label=\"0: Tanh\"];
///     network_output [label=\"output [2]\", shape=oval];
///     network_input -> step_0 [label=\"[2]\"];
///     step_0 -> network_output [label=\"[2]\"];
/// }
/// "
/// );
/// ```
///
/// A nested network is one node, or, if [unfolded](Dot::unfolded), a cluster.
#[derive(Clone, Copy, Debug)]
pub struct Dot(Graph);

impl Dot {
    pub(crate) const fn of<N: Network>() -> Self {
        Dot(Graph::of::<N>())
    }

    /// Shows the steps of nested networks too, each network in a cluster.
    #[must_use]
    pub const fn unfolded(mut self) -> Self {
        self.0.unfolded = true;
        self
    }
}

/// The nodes of a scope, and those within.
fn dot_nodes(f: &mut fmt::Formatter<'_>, scope: &Scope<'_>) -> fmt::Result {
    let indent = 4 * (scope.depth() + 1);
    for step in scope.steps() {
        let (node, Step { name, layer, .. }) = (scope.node(step), step);
        match scope.within(step) {
            Some(inner) => {
                writeln!(f, "{:indent$}subgraph cluster_{node} {{", "")?;
                writeln!(f, "{:indent$}    label=\"{name}: {layer}\";", "")?;
                dot_nodes(f, &inner)?;
                writeln!(f, "{:indent$}}}", "")?;
            }
            None => writeln!(f, "{:indent$}{node} [label=\"{name}: {layer}\"];", "")?,
        }
    }
    Ok(())
}

impl fmt::Display for Dot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (name, prefix) = (self.0.name, self.0.input_prefix());
        let scope = Scope::of(&self.0);
        writeln!(f, "digraph \"{name}\" {{")?;
        writeln!(f, "    node [shape=box];")?;
        self.0.inputs(&mut |name, shape| writeln!(f, "    {prefix}_{name} [label=\"{name} {shape}\", shape=oval];"))?;
        dot_nodes(f, &scope)?;
        self.0.outputs(&mut |output, _, shape| {
            writeln!(f, "    {output} [label=\"{} {shape}\", shape=oval];", output.name)
        })?;
        scope.edges(&mut |from, to, shape| writeln!(f, "    {from} -> {to} [label=\"{shape}\"];"))?;
        scope.outputs(&mut |from, output, shape| writeln!(f, "    {from} -> {output} [label=\"{shape}\"];"))?;
        f.write_str("}\n")
    }
}
