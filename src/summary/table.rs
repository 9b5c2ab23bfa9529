//! The table of the steps.

use super::Graph;
use crate::network::Network;
use crate::shape::Step;
use core::fmt::{self, Write as _};

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
/// 603 parameters (2412 bytes), 500 multiply-adds per sample, 412 bytes of activations
/// "
/// );
/// ```
///
/// A nested network is one row, or, if [unfolded](Summary::unfolded):
///
/// ```
/// # use netwright::prelude::*;
/// #[network(input = 4)]
/// struct Block {
///     fc: Linear<4>,
///     #[from(fc, input)]
///     sum: Add,
/// }
///
/// #[network(input = 4)]
/// struct Net {
///     block: Block,
///     logits: Linear<3>,
/// }
///
/// assert_eq!(
///     Net::summary().unfolded().to_string(),
///     "\
/// Net: [4] -> [3]
/// step    layer   from        in         out  params
/// block   Block   input       [4]        [4]      20
///   fc    Linear  input       [4]        [4]      20
///   sum   Add     fc + input  [4] + [4]  [4]       0
/// logits  Linear  block       [4]        [3]      15
/// 35 parameters (140 bytes), 28 multiply-adds per sample, 44 bytes of activations
/// "
/// );
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Summary {
    graph: Graph,
    params: usize,
    macs: usize,
    flash_bytes: usize,
    ram_bytes: usize,
}

impl Summary {
    pub(crate) const fn of<N: Network>() -> Self {
        Summary {
            graph: Graph::of::<N>(),
            params: N::PARAMS,
            macs: N::MACS,
            flash_bytes: N::FLASH_BYTES,
            ram_bytes: N::RAM_BYTES,
        }
    }

    /// Shows the steps of nested networks too, indented below their row.
    #[must_use]
    pub const fn unfolded(mut self) -> Self {
        self.graph.unfolded = true;
        self
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

/// Returns the number of characters of a displayed value, without heap memory.
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

/// Writes `value`, padded with spaces to `width_wanted`, and the gap to the next column.
fn column(f: &mut fmt::Formatter<'_>, value: &dyn fmt::Display, width_wanted: usize) -> fmt::Result {
    write!(f, "{value}{:1$}", "", width_wanted.saturating_sub(width(value)) + 2)
}

/// A name in its column, indented by the nesting depth of its network.
struct Indented(usize, &'static str);

impl fmt::Display for Indented {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:1$}{2}", "", 2 * self.0, self.1)
    }
}

/// The widths of the columns.
struct Widths {
    names: usize,
    layers: usize,
    sources: usize,
    inputs: usize,
    outputs: usize,
    params: usize,
}

impl Widths {
    fn of(graph: &Graph) -> Self {
        let widest = |title: &str, cell: &dyn Fn(&Step, usize) -> usize| {
            let mut widest = title.len();
            // Measuring cannot fail.
            let _ = each(graph, graph.steps, 0, &mut |step, depth| {
                widest = widest.max(cell(step, depth));
                Ok(())
            });
            widest
        };
        Widths {
            names: widest("step", &|step, depth| width(Indented(depth, step.name))),
            layers: widest("layer", &|step, _| width(step.layer)),
            sources: widest("from", &|step, _| width(Joined(step.from, " + "))),
            inputs: widest("in", &|step, _| width(Joined(step.inputs, " + "))),
            outputs: widest("out", &|step, _| width(step.output)),
            params: widest("params", &|step, _| width(step.params)),
        }
    }

    fn line(&self, f: &mut fmt::Formatter<'_>, cells: [&dyn fmt::Display; 6]) -> fmt::Result {
        let [name, layer, from, inputs, output, params] = cells;
        column(f, name, self.names)?;
        column(f, layer, self.layers)?;
        column(f, from, self.sources)?;
        column(f, inputs, self.inputs)?;
        column(f, output, self.outputs)?;
        writeln!(f, "{:1$}{params}", "", self.params - width(params))
    }
}

/// Calls `row` with every step that is shown, and with its depth.
fn each(
    graph: &Graph,
    steps: &'static [Step],
    depth: usize,
    row: &mut dyn FnMut(&'static Step, usize) -> fmt::Result,
) -> fmt::Result {
    for step in steps {
        row(step, depth)?;
        each(graph, graph.inner(step), depth + 1, row)?;
    }
    Ok(())
}

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Graph { name, input, named_inputs, named_outputs, steps, .. } = self.graph;
        let output = steps.last().map_or(input, |step| step.output);
        write!(f, "{name}: ")?;
        match named_inputs {
            [] => write!(f, "{input}")?,
            inputs => write!(f, "{}", Joined(inputs, ", "))?,
        }
        match named_outputs {
            [] => writeln!(f, " -> {output}")?,
            outputs => writeln!(f, " -> {}", Joined(outputs, ", "))?,
        }
        let widths = Widths::of(&self.graph);
        widths.line(f, [&"step", &"layer", &"from", &"in", &"out", &"params"])?;
        each(&self.graph, steps, 0, &mut |step, depth| {
            let (name, from, inputs) =
                (Indented(depth, step.name), Joined(step.from, " + "), Joined(step.inputs, " + "));
            widths.line(f, [&name, &step.layer, &from, &inputs, &step.output, &step.params])
        })?;
        let Summary { params, macs, flash_bytes, ram_bytes, .. } = self;
        let plural = if *params == 1 { "" } else { "s" };
        writeln!(
            f,
            "{params} parameter{plural} ({flash_bytes} bytes), {macs} multiply-adds per sample, {ram_bytes} bytes of activations"
        )
    }
}
