//! Sliding windows of convolutions and pools: their options, the sizes that follow, their types.

mod axis;
mod messages;
// A link to that of the library.
#[allow(unreachable_pub)]
mod sliding;
pub(super) mod transposed;

use super::arguments::{Choice, Reader, SizeName};
use crate::model::arithmetic::Incomputable;
use crate::model::assertion::Claim;
use crate::model::layer::{Given, Problem, Streams, TypeContext};
use crate::model::size::{KnownTo, Size};
use axis::AxisWindow;
use proc_macro2::{Span, TokenStream};
use quote::quote;

pub(super) use messages::{not_an_array, takes_array};

const KERNEL: SizeName =
    SizeName { what: "the size of its kernel", short: "K", example: "3", means: "a kernel of 3 along each axis" };

/// The use of a window, which decides about its options and limits.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Use {
    /// A weighted sum: the stride is 1 unless it says otherwise.
    Convolution,
    /// A window of numbers of which one comes out: the stride is the kernel unless it says
    /// otherwise.
    Pool,
}

impl Use {
    /// The most padding for a window of this span, as an expression.
    fn padding_limit(self, span: &TokenStream) -> TokenStream {
        match self {
            Use::Convolution => quote!(#span - 1),
            Use::Pool => quote!(#span / 2),
        }
    }
}

/// The padding of an input, in words of the declaration.
#[derive(Clone)]
enum Padding {
    /// As many elements on either side of each axis.
    Each(Vec<Size>),
    /// As many as give a position for each stride.
    Same,
    /// All in front, so that nothing reads what comes later.
    Causal,
}

/// A window over signals `[C, L]` or images `[C, H, W]`: a size for each axis of it.
#[derive(Clone)]
pub(super) struct Window {
    purpose: Use,
    kernel: Vec<Size>,
    stride: Vec<Size>,
    dilation: Vec<Size>,
    padding: Padding,
    rounds_up: bool,
}

/// The options of a window, which are read before the sizes of its layer.
pub(super) struct Options {
    purpose: Use,
    rank: usize,
    kernel: Option<Vec<Size>>,
    stride: Option<Vec<Size>>,
    dilation: Option<Vec<Size>>,
    padding: Padding,
    rounds_up: bool,
}

/// A size for each axis: one alone is that of all.
fn for_each_axis(mut sizes: Vec<Size>, rank: usize) -> Vec<Size> {
    if let ([size], true) = (&sizes[..], rank > 1) {
        sizes = vec![size.clone(); rank];
    }
    sizes
}

/// Sizes for the arithmetic of windows, which have been claimed not to be zero.
fn at_least_one(sizes: Vec<Size>) -> Vec<Size> {
    sizes.iter().map(Size::at_least_one).collect()
}

fn number(number: usize) -> Size {
    Size::new(number, Span::call_site())
}

impl Options {
    /// Reads the options of a window with so many axes.
    pub(super) fn read(reader: &mut Reader<'_>, rank: usize, purpose: Use) -> syn::Result<Self> {
        let sizes = |reader: &mut Reader<'_>, name| reader.option(name, 1..=rank);
        let kernel = reader.option("Kernel", rank..=rank)?;
        let (stride, dilation) = (sizes(reader, "Stride")?, sizes(reader, "Dilation")?);
        let rounds_up = purpose == Use::Pool && reader.has_option("CeilMode")?;
        let padding = Self::padding(reader, rank)?;
        Ok(Options { purpose, rank, kernel, stride, dilation, padding, rounds_up })
    }

    fn padding(reader: &mut Reader<'_>, rank: usize) -> syn::Result<Padding> {
        let padding = Choice { name: "Padding", count: 1..=rank, may_be_zero: true };
        let mut choices = vec![padding, Choice { name: "Same", count: 0..=0, may_be_zero: false }];
        if rank == 1 {
            choices.push(Choice { name: "Causal", count: 0..=0, may_be_zero: false });
        }
        Ok(match reader.choice(&choices)? {
            Some(("Same", _)) => Padding::Same,
            Some(("Causal", _)) => Padding::Causal,
            Some((_, sizes)) => Padding::Each(for_each_axis(sizes, rank)),
            None => Padding::Each(vec![number(0); rank]),
        })
    }

    /// Reads the kernel, which stands among the sizes of the layer, unless the option says it.
    pub(super) fn window(self, reader: &mut Reader<'_>) -> syn::Result<Window> {
        let Options { purpose, rank, kernel, stride, dilation, padding, rounds_up } = self;
        let kernel = match kernel {
            Some(sizes) => sizes,
            None => vec![reader.size(&KERNEL)?; rank],
        };
        let stride = match stride {
            Some(sizes) => for_each_axis(sizes, rank),
            None if purpose == Use::Pool => kernel.clone(),
            None => vec![number(1); rank],
        };
        let dilation = dilation.map_or_else(|| vec![number(1); rank], |sizes| for_each_axis(sizes, rank));
        let [kernel, stride, dilation] = [kernel, stride, dilation].map(at_least_one);
        Ok(Window { purpose, kernel, stride, dilation, padding, rounds_up })
    }
}

/// The sizes that a window makes of those of its input, and claims that the compiler must check.
pub(super) struct Slid {
    /// The number of positions along each axis.
    pub(super) positions: Vec<Size>,
    pub(super) claims: Vec<Claim>,
}

impl Window {
    /// The number of axes.
    pub(super) fn rank(&self) -> usize {
        self.kernel.len()
    }

    /// The number of taps, if it can be computed.
    pub(super) fn taps(&self) -> Vec<Size> {
        self.kernel.clone()
    }

    fn axis(&self, axis: usize) -> AxisWindow<'_> {
        let (kernel, stride, dilation) = (&self.kernel[axis], &self.stride[axis], &self.dilation[axis]);
        AxisWindow { kernel, stride, dilation, padding: self.padding_along(axis), rounds_up: self.rounds_up }
    }

    fn padding_along(&self, axis: usize) -> axis::Padding<'_> {
        match &self.padding {
            Padding::Each(sizes) => axis::Padding::Each(&sizes[axis]),
            Padding::Same => axis::Padding::Same,
            Padding::Causal => axis::Padding::Causal,
        }
    }

    /// Slides over the only input of a step, of which the first size is the number of channels.
    pub(super) fn slide(&self, given: &Given<'_>) -> Result<Slid, Problem> {
        let input = &given.inputs[0];
        if input.is_hidden() || input.rank() != self.rank() + 1 {
            return Err(messages::not_an_array(given, self.rank()));
        }
        if let Some(problem) = Problem::obstacle(given, &input.known_to()) {
            return Err(problem);
        }
        let (mut positions, mut axes) = (Vec::new(), Vec::new());
        for (axis, size) in input.sizes()[1..].iter().enumerate() {
            let window = self.axis(axis);
            if let Some(problem) = self.misfit(given, axis, size) {
                return Err(problem);
            }
            let found = window.positions(size).map_err(|reason| incomputable(given, &reason))?;
            let name = axis_name(given, axis);
            axes.extend(window.claim((name, size), &found, |span| self.purpose.padding_limit(&span)));
            positions.push(found);
        }
        let claims = Vec::from_iter((!axes.is_empty()).then(|| Claim::Window { step: given.step.to_owned(), axes }));
        Ok(Slid { positions, claims })
    }

    /// The mistake along an axis whose sizes the macro knows.
    fn misfit(&self, given: &Given<'_>, axis: usize, size: &Size) -> Option<Problem> {
        let numbers = self.axis(axis).numbers(size)?;
        let words = messages::Words { given, window: self, axis, numbers };
        let padded = numbers.padded();
        let limit = if self.purpose == Use::Pool { numbers.span / 2 } else { numbers.span - 1 };
        match &self.padding {
            Padding::Each(sizes) if numbers.before > limit => {
                Some(words.too_much_padding(limit).at(sizes[axis].span()))
            }
            _ if numbers.span > padded => Some(words.too_large().at(self.kernel[axis].span())),
            _ if numbers.stride > padded && padded > numbers.span => {
                Some(words.skips_everything().at(self.stride[axis].span()))
            }
            _ => None,
        }
    }

    /// Returns how the window runs frame by frame: over signals, if no position of it waits for
    /// what lies behind the last frame.
    pub(super) fn streams(&self, context: &TypeContext<'_>) -> Streams {
        if self.rank() > 1 {
            return Streams::not("slides over images");
        }
        let (axis, size) = (self.axis(0), context.size(0, 1));
        let (Some(numbers), Some(positions)) = (axis.numbers(&size), context.output_size(1).known()) else {
            return Streams::AsItSays;
        };
        let end = positions.saturating_sub(1) * numbers.stride + numbers.span;
        let behind = end.saturating_sub(numbers.before + numbers.size);
        if behind > 0 {
            return self.waits(numbers, positions, behind);
        }
        let ends_with_each_frame = numbers.stride == 1 && numbers.before + 1 == numbers.span;
        if ends_with_each_frame { Streams::EveryFrame } else { Streams::AsItSays }
    }

    /// The last position reads so much `behind` the last frame.
    fn waits(&self, numbers: axis::Numbers, positions: usize, behind: usize) -> Streams {
        let axis::Numbers { size, before, span, stride, .. } = numbers;
        let padding = if before == 0 { String::new() } else { format!(" - {before}") };
        let does = format!(
            "waits for what comes later: its last window reads up to {behind} behind the last frame, \
             ({positions} - 1)·{stride} + {span}{padding} - {size} = {behind}"
        );
        let help = match (&self.padding, self.rounds_up) {
            (Padding::Same, _) => "write `Causal` in the place of `Same`, which puts all padding in front".into(),
            (Padding::Each(sizes), _) if before > 0 => {
                format!("write `Causal` in the place of `Padding<{}>`, which puts all padding in front", sizes[0])
            }
            _ => "leave `CeilMode` out".into(),
        };
        Streams::Not { does, help: Some(help) }
    }

    /// The window as a type of the library.
    pub(super) fn field_type(&self, context: &TypeContext<'_>) -> TokenStream {
        let axes = (0..self.rank()).map(|axis| {
            let (size, out) = (context.size(0, axis + 1), context.output_size(axis + 1));
            let before = self.axis(axis).before(&size).unwrap_or_else(|_| number(0));
            let (kernel, stride, dilation) = (&self.kernel[axis], &self.stride[axis], &self.dilation[axis]);
            let sizes = [&size, &out, kernel, stride, dilation, &before].map(Size::argument);
            let path = context.library("Axis");
            quote!(#path<#(#sizes),*>)
        });
        let window = context.library(if self.rank() == 1 { "Window1" } else { "Window2" });
        quote!(#window<#(#axes),*>)
    }

    /// Returns true if no two windows of an image share a row, so that a convolution above can give
    /// a window its rows and forget them.
    pub(super) fn shares_no_rows(&self) -> bool {
        let (kernel, stride) = (self.kernel[0].known(), self.stride[0].known());
        let is_dense = self.dilation[0].known() == Some(1);
        self.rank() == 2 && is_dense && kernel.zip(stride).is_some_and(|(kernel, stride)| kernel <= stride)
    }

    /// Returns true if the input is padded as `Same` says.
    pub(super) fn is_same(&self) -> bool {
        matches!(self.padding, Padding::Same)
    }

    /// Returns true if the macro or the compiler knows all sizes of the window.
    pub(super) fn is_constant(&self) -> bool {
        let sizes = [&self.kernel, &self.stride, &self.dilation].into_iter().flatten();
        KnownTo::all(sizes.map(Size::known_to)).parameter().is_none()
    }
}

/// The name of an axis of the only input, behind its channels: that of the declaration, if it
/// names axes.
fn axis_name<'a>(given: &'a Given<'_>, axis: usize) -> &'a str {
    let input = &given.inputs[0];
    let unless_named = match (input.rank(), axis) {
        (2, _) => "length",
        (_, 0) => "height",
        _ => "width",
    };
    input.names().get(axis + 1).map_or(unless_named, String::as_str)
}

fn incomputable(given: &Given<'_>, reason: &Incomputable) -> Problem {
    Problem::incomputable(given, "outputs", reason)
}
