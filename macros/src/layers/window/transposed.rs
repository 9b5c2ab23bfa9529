//! The window of a transposed convolution, which goes the way of a window back: from its positions
//! to the elements that it has slid over.

use super::{KERNEL, Slid, at_least_one, axis_name, for_each_axis, messages, number};
use crate::layers::arguments::{Choice, Reader, SizeName};
use crate::model::arithmetic::Incomputable;
use crate::model::assertion::Claim;
use crate::model::layer::{Given, Problem, TypeContext};
use crate::model::size::{KnownTo, Size};
use proc_macro2::TokenStream;
use quote::quote;

/// A size for each axis.
pub(in crate::layers) struct TransposedWindow {
    kernel: Vec<Size>,
    stride: Vec<Size>,
    dilation: Vec<Size>,
    padding: Vec<Size>,
    /// The elements by which the output is longer than the shortest that the window could have slid
    /// over.
    output_padding: Vec<Size>,
}

/// The sizes along one axis.
struct Along<'a> {
    axis: usize,
    size: &'a Size,
    window: &'a TransposedWindow,
}

impl TransposedWindow {
    /// Reads the options, the number of output channels, and the kernel.
    pub(in crate::layers) fn read(
        reader: &mut Reader<'_>,
        rank: usize,
        filters: &'static SizeName,
    ) -> syn::Result<(Self, Size)> {
        let sizes = |reader: &mut Reader<'_>, name, unless| {
            let sizes = reader.option(name, 1..=rank)?;
            Ok::<_, syn::Error>(sizes.map_or_else(|| vec![number(unless); rank], |sizes| for_each_axis(sizes, rank)))
        };
        let kernel = reader.option("Kernel", rank..=rank)?;
        let (stride, dilation) = (sizes(reader, "Stride", 1)?, sizes(reader, "Dilation", 1)?);
        let paddings = |reader: &mut Reader<'_>, name| {
            let found = reader.choice(&[Choice { name, count: 1..=rank, may_be_zero: true }])?;
            Ok::<_, syn::Error>(found.map_or_else(|| vec![number(0); rank], |(_, sizes)| for_each_axis(sizes, rank)))
        };
        let (padding, output_padding) = (paddings(reader, "Padding")?, paddings(reader, "OutputPadding")?);
        let filters = reader.size(filters)?;
        let kernel = match kernel {
            Some(sizes) => sizes,
            None => vec![reader.size(&KERNEL)?; rank],
        };
        let [kernel, stride, dilation] = [kernel, stride, dilation].map(at_least_one);
        Ok((TransposedWindow { kernel, stride, dilation, padding, output_padding }, filters))
    }

    /// The number of axes.
    pub(in crate::layers) fn rank(&self) -> usize {
        self.kernel.len()
    }

    pub(in crate::layers) fn taps(&self) -> Vec<Size> {
        self.kernel.clone()
    }

    /// Goes back from the only input of a step, of which the first size is the number of channels,
    /// to the elements that the window has slid over.
    pub(in crate::layers) fn spread(&self, given: &Given<'_>) -> Result<Slid, Problem> {
        let input = &given.inputs[0];
        if input.is_hidden() || input.rank() != self.rank() + 1 {
            return Err(messages::not_an_array(given, self.rank()));
        }
        if let Some(problem) = Problem::obstacle(given, &input.known_to()) {
            return Err(problem);
        }
        let (mut positions, mut axes) = (Vec::new(), Vec::new());
        for (axis, size) in input.sizes()[1..].iter().enumerate() {
            let along = Along { axis, size, window: self };
            let found = along.elements(given)?;
            if found.known_to() == KnownTo::Compiler {
                axes.push((axis_name(given, axis).to_owned(), along.sizes().map(Size::value)));
            }
            positions.push(found);
        }
        let claims = Vec::from_iter((!axes.is_empty()).then(|| Claim::Spread { step: given.step.to_owned(), axes }));
        Ok(Slid { positions, claims })
    }

    /// The window of the convolution that goes the other way, as a type of the library.
    pub(in crate::layers) fn field_type(&self, context: &TypeContext<'_>) -> TokenStream {
        let path = context.library("Axis");
        let axes = (0..self.rank()).map(|axis| {
            let (size, out) = (context.output_size(axis + 1), context.size(0, axis + 1));
            let (kernel, stride, dilation) = (&self.kernel[axis], &self.stride[axis], &self.dilation[axis]);
            let sizes = [&size, &out, kernel, stride, dilation, &self.padding[axis]].map(Size::argument);
            quote!(#path<#(#sizes),*>)
        });
        let window = context.library(if self.rank() == 1 { "Window1" } else { "Window2" });
        quote!(#window<#(#axes),*>)
    }

    /// Returns true if the macro or the compiler knows all sizes of the window.
    pub(in crate::layers) fn is_constant(&self) -> bool {
        let sizes = [&self.kernel, &self.stride, &self.dilation, &self.padding, &self.output_padding];
        KnownTo::all(sizes.into_iter().flatten().map(Size::known_to)).parameter().is_none()
    }
}

impl Along<'_> {
    /// Size, kernel, stride, dilation, padding and output padding.
    fn sizes(&self) -> [&Size; 6] {
        let TransposedWindow { kernel, stride, dilation, padding, output_padding } = self.window;
        let [kernel, stride, dilation, padding, output_padding] =
            [kernel, stride, dilation, padding, output_padding].map(|sizes| &sizes[self.axis]);
        [self.size, kernel, stride, dilation, padding, output_padding]
    }

    /// The number of elements along the axis.
    fn elements(&self, given: &Given<'_>) -> Result<Size, Problem> {
        let sizes = self.sizes();
        let place = sizes[1].span();
        if let [Some(size), Some(kernel), Some(stride), Some(dilation), Some(padding), Some(more)] =
            sizes.map(Size::known)
        {
            let numbers = [size, kernel, stride, dilation, padding, more];
            if more > 0 && more >= stride.max(dilation) {
                return Err(self.too_much_output_padding(given, numbers).at(sizes[5].span()));
            }
            return match length(numbers) {
                Some(0) => Err(self.nothing_left(given, numbers).at(sizes[4].span())),
                Some(length @ ..=Size::LIMIT) => Ok(Size::new(length, place)),
                _ => {
                    let words = format!("({size} - 1)·{stride} + ({kernel} - 1)·{dilation} + 1");
                    Err(Problem::incomputable(given, "outputs", &Incomputable::TooLarge(words)))
                }
            };
        }
        if let Some(parameter) = KnownTo::all(sizes.map(Size::known_to)).parameter() {
            return Err(Problem::incomputable(given, "outputs", &Incomputable::Parameter(parameter.to_string())));
        }
        let [size, kernel, stride, dilation, padding, more] = sizes.map(Size::value);
        let length = quote! {
            ::core::primitive::usize::saturating_sub(
                (#size - 1) * #stride + (#kernel - 1) * #dilation + #more + 1,
                2 * #padding
            )
        };
        Ok(Size::constant(length, place).at_least_one())
    }

    fn too_much_output_padding(&self, given: &Given<'_>, numbers: [usize; 6]) -> Problem {
        let [_, _, stride, dilation, _, more] = numbers;
        let (step, most) = (given.step, stride.max(dilation) - 1);
        Problem::new(
            format!(
                "`{step}` has an output padding of {more}, but sizes that become one and the same by a stride of \
                 {stride} and a dilation of {dilation} differ by at most {most}"
            ),
            at_most("an `OutputPadding`", "OutputPadding", most),
            &[0],
        )
    }

    /// The padding takes everything away.
    fn nothing_left(&self, given: &Given<'_>, numbers: [usize; 6]) -> Problem {
        let [size, kernel, stride, dilation, padding, more] = numbers;
        let (step, giver, shape) = (given.step, &given.givers[0], &given.inputs[0]);
        let whole = (size - 1) * stride + (kernel - 1) * dilation + more + 1;
        let signed = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
        let left = signed(whole) - 2 * signed(padding);
        Problem::new(
            format!(
                "`{step}` has a padding of {padding}, which leaves nothing: `{giver}` gives {shape}, so that the {} \
                 would be ({size} - 1)·{stride} - 2·{padding} + ({kernel} - 1)·{dilation} + {more} + 1 = {left}",
                axis_name(given, self.axis)
            ),
            at_most("a padding", "Padding", (whole - 1) / 2),
            &[0],
        )
    }
}

/// The help for an option that is too large.
fn at_most(what: &str, option: &str, most: usize) -> String {
    match most {
        0 => format!("leave `{option}` out"),
        _ => format!("use {what} of at most {most}"),
    }
}

/// `(size - 1)·stride - 2·padding + (kernel - 1)·dilation + output padding + 1`, or 0 if that is
/// not above zero.
fn length([size, kernel, stride, dilation, padding, more]: [usize; 6]) -> Option<usize> {
    let spread = (size - 1).checked_mul(stride)?;
    let span = (kernel - 1).checked_mul(dilation)?.checked_add(more + 1)?;
    Some(spread.checked_add(span)?.saturating_sub(padding.checked_mul(2)?))
}
