//! A network as text: the table of its steps, and its graph for Mermaid and Graphviz.

use crate::network::Network;
use crate::shape::{Shape, Step};
use core::fmt::{self, Write as _};

/// The facts of a network that its drawings show.
#[derive(Clone, Copy, Debug)]
struct Facts {
    name: &'static str,
    input: Shape,
    steps: &'static [Step],
}

impl Facts {
    const fn of<N: Network>() -> Self {
        Facts { name: N::NAME, input: N::INPUT, steps: N::SHAPES }
    }
}

/// The table of a network's steps; print it.
///
/// ```
/// use netwright::prelude::*;
///
/// #[network(input = 2)]
/// struct Spiral {
///     hidden: Linear<100>,
///     relu: Relu,
///     logits: Linear<3>,
/// }
///
/// assert_eq!(
///     Spiral::summary().to_string(),
///     "\
/// Spiral: [2] -> [3]
/// step    layer   from    in     out    params
/// hidden  Linear  input   [2]    [100]     300
/// relu    Relu    hidden  [100]  [100]       0
/// logits  Linear  relu    [100]  [3]       303
/// 603 parameters (2412 bytes), 500 multiply-adds a sample, 812 bytes of activations
/// "
/// );
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Summary {
    facts: Facts,
    params: usize,
    macs: usize,
    flash_bytes: usize,
    ram_bytes: usize,
}

impl Summary {
    pub(crate) const fn of<N: Network>() -> Self {
        Summary {
            facts: Facts::of::<N>(),
            params: N::PARAMS,
            macs: N::MACS,
            flash_bytes: N::FLASH_BYTES,
            ram_bytes: N::RAM_BYTES,
        }
    }
}

/// Several things joined by a separator.
struct Joined<'a, E>(&'a [E], &'static str);

impl<E: fmt::Display> fmt::Display for Joined<'_, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (position, element) in self.0.iter().enumerate() {
            if position > 0 {
                f.write_str(self.1)?;
            }
            element.fmt(f)?;
        }
        Ok(())
    }
}

/// The number of characters that something takes when displayed, found without memory from the heap.
fn width(value: impl fmt::Display) -> usize {
    struct Count(usize);
    impl fmt::Write for Count {
        fn write_str(&mut self, text: &str) -> fmt::Result {
            self.0 += text.chars().count();
            Ok(())
        }
    }
    let mut count = Count(0);
    // Counting cannot fail.
    let _ = write!(count, "{value}");
    count.0
}

/// Writes `value` and as many spaces as fill it up to `width_wanted` and the gap to the next column.
fn column(f: &mut fmt::Formatter<'_>, value: impl fmt::Display, width_wanted: usize) -> fmt::Result {
    write!(f, "{value}{:1$}", "", width_wanted.saturating_sub(width(&value)) + 2)
}

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Facts { name, input, steps } = self.facts;
        let output = steps.last().map_or(input, |step| step.output);
        writeln!(f, "{name}: {input} -> {output}")?;
        let widest = |title: &str, cell: &dyn Fn(&Step) -> usize| steps.iter().map(cell).fold(title.len(), usize::max);
        let names = widest("step", &|step| width(step.name));
        let layers = widest("layer", &|step| width(step.layer));
        let sources = widest("from", &|step| width(Joined(step.from, " + ")));
        let inputs = widest("in", &|step| width(Joined(step.inputs, " + ")));
        let outputs = widest("out", &|step| width(step.output));
        let params = widest("params", &|step| width(step.params));
        column(f, "step", names)?;
        column(f, "layer", layers)?;
        column(f, "from", sources)?;
        column(f, "in", inputs)?;
        column(f, "out", outputs)?;
        writeln!(f, "{:>params$}", "params")?;
        for step in steps {
            column(f, step.name, names)?;
            column(f, step.layer, layers)?;
            column(f, Joined(step.from, " + "), sources)?;
            column(f, Joined(step.inputs, " + "), inputs)?;
            column(f, step.output, outputs)?;
            writeln!(f, "{:>params$}", step.params)?;
        }
        let Summary { params, macs, flash_bytes, ram_bytes, .. } = self;
        writeln!(
            f,
            "{params} parameters ({flash_bytes} bytes), {macs} multiply-adds a sample, {ram_bytes} bytes of activations"
        )
    }
}

/// The identifier of a value in a drawing: steps of tuple structs are numbers, which are no identifiers. No step is called `input`.
struct Node(&'static str);

impl fmt::Display for Node {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            "input" => f.write_str("network_input"),
            step => write!(f, "step_{step}"),
        }
    }
}

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
#[derive(Clone, Copy, Debug)]
pub struct Mermaid(Facts);

impl Mermaid {
    pub(crate) const fn of<N: Network>() -> Self {
        Mermaid(Facts::of::<N>())
    }
}

impl fmt::Display for Mermaid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Facts { input, steps, .. } = self.0;
        writeln!(f, "flowchart TD")?;
        writeln!(f, "    network_input([\"input {input}\"])")?;
        for step in steps {
            writeln!(f, "    {}[\"{}: {}\"]", Node(step.name), step.name, step.layer)?;
        }
        let Some(last) = steps.last() else { return Ok(()) };
        writeln!(f, "    network_output([\"output {}\"])", last.output)?;
        for step in steps {
            for (from, shape) in step.from.iter().zip(step.inputs) {
                writeln!(f, "    {} -->|\"{shape}\"| {}", Node(from), Node(step.name))?;
            }
        }
        writeln!(f, "    {} -->|\"{}\"| network_output", Node(last.name), last.output)
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
#[derive(Clone, Copy, Debug)]
pub struct Dot(Facts);

impl Dot {
    pub(crate) const fn of<N: Network>() -> Self {
        Dot(Facts::of::<N>())
    }
}

impl fmt::Display for Dot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Facts { name, input, steps } = self.0;
        writeln!(f, "digraph \"{name}\" {{")?;
        writeln!(f, "    node [shape=box];")?;
        writeln!(f, "    network_input [label=\"input {input}\", shape=oval];")?;
        for step in steps {
            writeln!(f, "    {} [label=\"{}: {}\"];", Node(step.name), step.name, step.layer)?;
        }
        let Some(last) = steps.last() else { return f.write_str("}\n") };
        writeln!(f, "    network_output [label=\"output {}\", shape=oval];", last.output)?;
        for step in steps {
            for (from, shape) in step.from.iter().zip(step.inputs) {
                writeln!(f, "    {} -> {} [label=\"{shape}\"];", Node(from), Node(step.name))?;
            }
        }
        writeln!(f, "    {} -> network_output [label=\"{}\"];", Node(last.name), last.output)?;
        f.write_str("}\n")
    }
}
