//! A window along one axis: the sizes that follow from its own and from that of the axis.

use super::sliding::{positions, same_padding};
use crate::model::arithmetic::Incomputable;
use crate::model::assertion::WindowClaim;
use crate::model::size::{KnownTo, Size};
use proc_macro2::{Span, TokenStream};
use quote::quote;

/// The padding along one axis.
#[derive(Clone, Copy)]
pub(super) enum Padding<'a> {
    Each(&'a Size),
    Same,
    Causal,
}

/// A window along one axis.
#[derive(Clone, Copy)]
pub(super) struct AxisWindow<'a> {
    pub(super) kernel: &'a Size,
    pub(super) stride: &'a Size,
    pub(super) dilation: &'a Size,
    pub(super) padding: Padding<'a>,
    pub(super) rounds_up: bool,
}

/// Sizes along an axis as numbers.
#[derive(Clone, Copy)]
pub(super) struct Numbers {
    pub(super) size: usize,
    pub(super) before: usize,
    pub(super) after: usize,
    pub(super) span: usize,
    pub(super) stride: usize,
}

impl Numbers {
    /// The elements with their padding.
    pub(super) fn padded(self) -> usize {
        self.before + self.size + self.after
    }
}

impl AxisWindow<'_> {
    /// The sizes as numbers, if the macro knows all of them.
    pub(super) fn numbers(&self, size: &Size) -> Option<Numbers> {
        let (size, kernel) = (size.known()?, self.kernel.known()?);
        let (stride, dilation) = (self.stride.known()?, self.dilation.known()?);
        let span = (kernel - 1).checked_mul(dilation)?.checked_add(1)?;
        let [before, after] = match self.padding {
            Padding::Each(size) => [size.known()?; 2],
            Padding::Same => same_padding(size, span, stride),
            Padding::Causal => [span - 1, 0],
        };
        Some(Numbers { size, before, after, span, stride })
    }

    /// The number of positions, which is not 0 where the macro knows it.
    pub(super) fn positions(&self, size: &Size) -> Result<Size, Incomputable> {
        if let Some(Numbers { size, before, after, span, stride }) = self.numbers(size) {
            let number = positions(size, [before, after], span, stride, self.rounds_up);
            return Ok(Size::new(number, self.kernel.span()));
        }
        if self.has_a_position_for_each_element() {
            return Ok(size.clone());
        }
        self.refuse_parameters(size)?;
        Ok(Size::constant(self.positions_value(&size.value()), self.kernel.span()))
    }

    /// The number of positions as an expression, which is at least 1: a window that does not fit is
    /// for the [claim](Self::claim) alone to report.
    fn positions_value(&self, size: &TokenStream) -> TokenStream {
        let (stride, span, [before, after]) = (self.stride.value(), self.span(), self.padding_values(size));
        let steps = |padded: TokenStream| quote!(::core::primitive::usize::saturating_sub(#padded, #span));
        match self.padding {
            Padding::Same | Padding::Causal => quote!(::core::primitive::usize::div_ceil(#size, #stride)),
            Padding::Each(_) if self.rounds_up => {
                let steps = steps(quote!(before + size + after));
                quote! {{
                    let (size, before, after, stride) = (#size, #before, #after, #stride);
                    let steps = #steps;
                    let whole = steps / stride + 1;
                    if steps % stride > 0 && whole * stride < before + size { whole + 1 } else { whole }
                }}
            }
            Padding::Each(padding) => {
                let padded = if padding.known() == Some(0) { size.clone() } else { quote!(#before + #size + #after) };
                let steps = steps(padded);
                let steps = if self.stride.known() == Some(1) { steps } else { quote!(#steps / #stride) };
                quote!(#steps + 1)
            }
        }
    }

    /// The padding in front of the axis.
    pub(super) fn before(&self, size: &Size) -> Result<Size, Incomputable> {
        if let Some(numbers) = self.numbers(size) {
            return Ok(Size::new(numbers.before, Span::call_site()));
        }
        if let Padding::Each(padding) = self.padding {
            return Ok(padding.clone());
        }
        self.refuse_parameters(size)?;
        let [before, _] = self.padding_values(&size.value());
        Ok(Size::constant(before, self.kernel.span()))
    }

    /// Returns true if the positions are as many as the elements, whatever their number is.
    fn has_a_position_for_each_element(&self) -> bool {
        let is_one = |size: &Size| size.known() == Some(1);
        is_one(self.stride)
            && match self.padding {
                Padding::Each(padding) => is_one(self.kernel) && padding.known() == Some(0),
                Padding::Same | Padding::Causal => true,
            }
    }

    /// The claim that the window fits, for the compiler; `limit` of the span is the most padding.
    pub(super) fn claim(
        &self,
        (name, size): (&str, &Size),
        positions: &Size,
        limit: impl Fn(TokenStream) -> TokenStream,
    ) -> Option<WindowClaim> {
        if positions.known_to() != KnownTo::Compiler || self.refuse_parameters(size).is_err() {
            return None;
        }
        let [before, after] = self.padding_values(&size.value());
        Some(WindowClaim {
            axis: name.to_owned(),
            sizes: [size.value(), before, after, self.span(), self.stride.value()],
            limit: matches!(self.padding, Padding::Each(_)).then(|| limit(self.span())),
        })
    }

    fn refuse_parameters(&self, size: &Size) -> Result<(), Incomputable> {
        let padding = if let Padding::Each(padding) = self.padding { Some(padding) } else { None };
        let sizes = [size, self.kernel, self.stride, self.dilation].into_iter().chain(padding);
        match KnownTo::all(sizes.map(Size::known_to)).parameter() {
            Some(parameter) => Err(Incomputable::Parameter(parameter.to_string())),
            None => Ok(()),
        }
    }

    /// The elements from the first tap to the last, where no const parameter has a part in it.
    fn span_size(&self) -> Size {
        if self.dilation.known() == Some(1) {
            return self.kernel.clone();
        }
        match (self.kernel.known(), self.dilation.known()) {
            (Some(kernel), Some(dilation)) => Size::new((kernel - 1) * dilation + 1, self.kernel.span()),
            _ => {
                let (kernel, dilation) = (self.kernel.value(), self.dilation.value());
                Size::constant(quote!((#kernel - 1) * #dilation + 1), self.kernel.span())
            }
        }
    }

    fn span(&self) -> TokenStream {
        self.span_size().value()
    }

    fn padding_values(&self, size: &TokenStream) -> [TokenStream; 2] {
        let (span, stride) = (self.span(), self.stride.value());
        match self.padding {
            Padding::Each(padding) => [padding.value(), padding.value()],
            Padding::Causal => [quote!((#span - 1)), quote!(0)],
            Padding::Same => {
                let last = quote!((::core::primitive::usize::div_ceil(#size, #stride) - 1) * #stride);
                let padding = quote!(::core::primitive::usize::saturating_sub(#last + #span, #size));
                [quote!((#padding / 2)), quote!(::core::primitive::usize::div_ceil(#padding, 2))]
            }
        }
    }
}
