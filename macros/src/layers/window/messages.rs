//! Mistakes in the sizes of a window, with the arithmetic.

use super::axis::Numbers;
use super::{Use, Window, axis_name};
use crate::layers::rules::wrong_rank;
use crate::model::layer::{Given, Problem};
use crate::model::shape::{Shape, Takes};

/// Words about a window along one axis.
pub(super) struct Words<'a> {
    pub(super) given: &'a Given<'a>,
    pub(super) window: &'a Window,
    pub(super) axis: usize,
    pub(super) numbers: Numbers,
}

impl Words<'_> {
    /// The kernel is larger than the padded input.
    pub(super) fn too_large(&self) -> Problem {
        let Numbers { size, before, after, span, .. } = self.numbers;
        let (giver, shape) = (&self.given.givers[0], &self.given.inputs[0]);
        let what = format!(
            "`{}` has a kernel of {}, larger than its padded input: `{giver}` gives {shape}, so that the {} would \
             be {}",
            self.given.step,
            self.kernel(),
            self.name(),
            self.arithmetic()
        );
        if let Some(declared) = channels_first(giver, shape) {
            let help = format!(
                "the channels come first: declare `{giver} = {declared}` if it is an image of {} by {}",
                shape.sizes()[0],
                shape.sizes()[1]
            );
            return Problem::new(what, help, &[0]);
        }
        let missing = span - (before + size + after);
        let most = self.most_kernel();
        let help = match self.window.purpose {
            Use::Convolution => {
                format!("use a kernel of at most {most}, or `Padding<{}>`", before + missing.div_ceil(2))
            }
            Use::Pool => format!("use a kernel of at most {most}"),
        };
        Problem::new(what, help, &[0])
    }

    /// No position but the first is within the padded input.
    pub(super) fn skips_everything(&self) -> Problem {
        let Numbers { stride, span, .. } = self.numbers;
        let padded = self.numbers.padded();
        let what = format!(
            "`{}` has a stride of {stride}, which skips everything behind its first window: the padded {} is {padded}, \
             so that the output would have {}",
            self.given.step,
            self.name(),
            self.arithmetic()
        );
        Problem::new(what, format!("use a stride of at most {}", padded - span), &[0])
    }

    /// A window would see the padding alone, or more of it than of the input.
    pub(super) fn too_much_padding(&self, limit: usize) -> Problem {
        let (step, before) = (self.given.step, self.numbers.before);
        let (than, help) = match self.window.purpose {
            Use::Pool => ("more than half of", String::new()),
            Use::Convolution => (
                "not less than",
                ": windows at the border would see zeroes alone; a step `Pad<..>` pads as much as you like".to_owned(),
            ),
        };
        let what = format!("`{step}` has a padding of {before}, {than} its kernel of {}", self.kernel());
        Problem::new(what, format!("use a padding of at most {limit}{help}"), &[0])
    }

    /// `5`, or with a dilation `3, which spans 5`.
    fn kernel(&self) -> String {
        let (kernel, span) = (&self.window.kernel[self.axis], self.numbers.span);
        match kernel.known() {
            Some(number) if number != span => format!("{kernel}, which spans {span} with its dilation"),
            _ => kernel.to_string(),
        }
    }

    /// The largest kernel that fits with this dilation.
    fn most_kernel(&self) -> usize {
        let dilation = self.window.dilation[self.axis].known().unwrap_or(1);
        (self.numbers.padded().saturating_sub(1)) / dilation + 1
    }

    /// The rule with its numbers: `(5 + 2·0 - 7)/1 + 1 = -1`.
    fn arithmetic(&self) -> String {
        let Numbers { size, before, after, span, stride } = self.numbers;
        let padding = if before == after { format!("2·{before}") } else { format!("{before} + {after}") };
        let signed = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
        let steps = signed(before) + signed(size) + signed(after) - signed(span);
        let result = steps.div_euclid(signed(stride)) + 1;
        format!("({size} + {padding} - {span})/{stride} + 1 = {result}")
    }

    fn name(&self) -> &str {
        axis_name(self.given, self.axis)
    }
}

/// The shape of an input that looks like an image with the channels last, with the channels first.
fn channels_first(giver: &str, shape: &Shape) -> Option<String> {
    const MOST_CHANNELS: usize = 4;
    let [height, width, channels] = shape.sizes() else { return None };
    let is_last = channels.known()? <= MOST_CHANNELS && height.known()?.min(width.known()?) > MOST_CHANNELS;
    (giver == "input" && is_last && shape.names().is_empty()).then(|| format!("[{channels}, {height}, {width}]"))
}

/// The values that a layer with so many axes takes, where only the compiler knows what it is given.
pub(in crate::layers) fn takes_array(axes: usize) -> Takes {
    let (words, instead) = match axes {
        1 => ("a signal `[C, L]`", "for an image write the layer with `2d` in its name"),
        _ => ("an image `[C, H, W]`", "for a signal write the layer with `1d` in its name"),
    };
    Takes { ranks: axes + 1..=axes + 1, words, instead }
}

/// The layer takes signals or images.
pub(in crate::layers) fn not_an_array(given: &Given<'_>, rank: usize) -> Problem {
    let sibling = match (rank, given.inputs[0].rank()) {
        (2, 2) => Some("for a signal write the layer with `1d` in its name"),
        (1, 3) => Some("for an image write the layer with `2d` in its name"),
        _ => None,
    };
    wrong_rank(given, &[rank + 1], sibling)
}
