//! Claims about what the macro cannot see, for the compiler to check: constants, and types of the
//! user's.

use super::shape::{Shape, Takes};
use super::size::Size;
use super::text::double;
use core::ops::Range;
use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote_spanned};
use syn::Path;

/// A claim that the compiler checks.
pub(crate) struct Assertion {
    pub(crate) claim: Claim,
    pub(crate) span: Span,
}

/// The tokens as if they stood at `span`: the compiler points at the first token of a call that
/// fails.
pub(crate) fn at(span: Span, tokens: TokenStream) -> TokenStream {
    let moved = tokens.into_iter().map(|mut token| {
        token.set_span(token.span().located_at(span));
        token
    });
    moved.collect()
}

/// A condition that must hold.
pub(crate) enum Claim {
    /// Two shapes must be equal: the one that a step takes and the one that it is given, in a
    /// stream or not.
    Equal { taker: String, takes: Shape, giver: String, gives: Shape, is_stream: bool },
    /// A value must have one of the ranks that a step takes, and the one that the macro has `seen`
    /// in it: it is the shape of a block, of which only the compiler knows the rank.
    Rank { taker: String, takes: Takes, seen: Option<usize>, giver: String, gives: Shape },
    /// A step that changes the shape alone must give as many features as it is given.
    Reshaped { step: String, shape: Shape, giver: String, features: Size },
    /// The last step must give the declared shape.
    Output { declared: Shape, giver: String, gives: Shape },
    /// A layer that is not built in must take values of the sizes that it is given.
    Inputs(InputsClaim),
    /// A range must lie within a size, and not be empty: the one that a step takes of what it is
    /// given.
    Range { step: String, range: [Size; 2], giver: String, size: Size },
    /// A window must fit into each of its padded axes.
    Window { step: String, axes: Vec<WindowClaim> },
    /// A transposed window must leave something of each axis: its name, the size, the kernel, the
    /// stride, the dilation, the padding and the output padding.
    Spread { step: String, axes: Vec<(String, [TokenStream; 6])> },
    /// A step must not pad an axis by more elements than it has to give.
    Pad { step: String, elements: &'static str, pad: Size, most: TokenStream },
    /// Groups must divide a number of channels.
    Divides { step: String, what: &'static str, size: Size, groups: Size },
    /// A size must not be zero.
    Positive { step: String, size: Size },
    /// No size of a layer that is not built in must be zero.
    Sizes { step: String, layer: TokenStream },
    /// A number in the arguments of a layer must lie in its range.
    Number { step: String, range: &'static NumberRange, number: TokenStream },
    /// Of the bounds among the arguments of a layer, the first must be less than the second.
    Bounds { step: String, low: TokenStream, high: TokenStream },
}

/// A window must fit into its padded axis, and not skip it.
pub(crate) struct WindowClaim {
    /// The name of the axis.
    pub(crate) axis: String,
    /// The size, the padding before and after, the span and the stride.
    pub(crate) sizes: [TokenStream; 5],
    /// The most padding, if it is written.
    pub(crate) limit: Option<TokenStream>,
}

impl WindowClaim {
    /// The calls that fail if the window of a step does not fit; `rt` is the library's module for
    /// generated code.
    fn tokens(&self, step: &str, rt: &TokenStream, span: Span) -> TokenStream {
        let WindowClaim { axis, sizes, limit } = self;
        let [_, before, ..] = sizes;
        let padding = limit.iter().map(|limit| quote_spanned!(span=> #rt::assert_padding(#step, #before, #limit);));
        quote_spanned!(span=> #(#padding)* #rt::assert_window(#step, #axis, [#(#sizes),*]);)
    }
}

/// The range of a number among the arguments of a layer.
pub(crate) struct NumberRange {
    /// The name of the number: "rate".
    pub(crate) noun: &'static str,
    pub(crate) range: Range<f64>,
    /// The range in words.
    pub(crate) is: &'static str,
}

/// The values that a type of the user's is given.
pub(crate) struct InputsClaim {
    pub(crate) taker: String,
    /// The type of the layer, over `f32`.
    pub(crate) layer: TokenStream,
    pub(crate) span: Span,
    /// The names and sizes of the values.
    pub(crate) givers: Vec<(String, Size)>,
    /// The shape of the value, if there is only one.
    pub(crate) shape: Option<Shape>,
}

impl InputsClaim {
    /// The calls that fail if the layer takes something else; `rt` is the library's module for
    /// generated code.
    pub(crate) fn tokens(&self, rt: &TokenStream) -> TokenStream {
        let InputsClaim { taker, layer, span, givers, shape } = self;
        let (names, sizes): (Vec<_>, Vec<_>) = givers.iter().map(|(name, size)| (name, size.value())).unzip();
        let call = quote_spanned!(*span=> #rt::assert_layer::<#layer>);
        let sizes = quote_spanned!(*span=> #call(#taker, &[#(#names),*], &[#(#sizes),*]));
        let axes = shape.as_ref().map(|shape| {
            let (call, shape) = (quote_spanned!(*span=> #rt::assert_axes::<#layer>), shape.value(rt));
            quote_spanned!(*span=> #call(#taker, #(#names),*, #shape);)
        });
        quote_spanned!(*span=> { #axes #sizes })
    }
}

impl Assertion {
    /// The assertion as an item, which `cargo check` evaluates.
    pub(crate) fn tokens(&self, krate: &Path) -> TokenStream {
        let span = self.span;
        let krate = at(span, krate.to_token_stream());
        match &self.claim {
            Claim::Equal { taker, takes, giver, gives, is_stream } => {
                let rt = quote_spanned!(span=> #krate::__private);
                let (takes, gives) = (takes.value(&rt), gives.value(&rt));
                let assert = Ident::new(if *is_stream { "assert_frames" } else { "assert_shapes" }, span);
                quote_spanned!(span=> const _: () = #rt::#assert(#taker, #takes, #giver, #gives);)
            }
            Claim::Rank { taker, takes: Takes { ranks, words, instead }, seen, giver, gives } => {
                let rt = quote_spanned!(span=> #krate::__private);
                let (ranks, gives) = ([ranks.start(), ranks.end()], gives.value(&rt));
                let seen = seen.unwrap_or(0);
                let takes = quote_spanned!(span=> #rt::Ranks {
                    ranks: [#(#ranks),*],
                    words: #words,
                    instead: #instead,
                });
                quote_spanned!(span=> const _: () = #rt::assert_rank(#taker, #takes, #seen, #giver, #gives);)
            }
            Claim::Reshaped { step, shape, giver, features } => {
                let rt = quote_spanned!(span=> #krate::__private);
                let (shape, features) = (shape.value(&rt), features.value());
                quote_spanned!(span=> const _: () = #rt::assert_reshaped(#step, #shape, #giver, #features);)
            }
            Claim::Output { declared, giver, gives } => {
                let rt = quote_spanned!(span=> #krate::__private);
                let (declared, gives) = (declared.value(&rt), gives.value(&rt));
                quote_spanned!(span=> const _: () = #rt::assert_output(#declared, #giver, #gives);)
            }
            Claim::Inputs(inputs) => {
                let call = inputs.tokens(&quote_spanned!(span=> #krate::__private));
                quote_spanned!(span=> const _: () = #call;)
            }
            Claim::Range { step, range, giver, size } => {
                let ([start, end], size) = (range.each_ref().map(Size::value), size.value());
                let rt = quote_spanned!(span=> #krate::__private);
                quote_spanned!(span=> const _: () = #rt::assert_range(#step, #start, #end, #giver, #size);)
            }
            Claim::Window { step, axes } => {
                let rt = quote_spanned!(span=> #krate::__private);
                let calls = axes.iter().map(|axis| axis.tokens(step, &rt, span));
                // Half of a span looks like a quotient that is rounded up.
                quote_spanned! {span=>
                    #[allow(clippy::manual_div_ceil)]
                    const _: () = { #(#calls)* };
                }
            }
            Claim::Spread { step, axes } => {
                let calls = axes.iter().map(|(axis, sizes)| {
                    quote_spanned!(span=> #krate::__private::assert_spread(#step, #axis, [#(#sizes),*]);)
                });
                quote_spanned!(span=> const _: () = { #(#calls)* };)
            }
            Claim::Pad { step, elements, pad, most } => {
                let pad = pad.value();
                quote_spanned!(span=> const _: () = #krate::__private::assert_pad(#step, #elements, #pad, #most);)
            }
            Claim::Divides { step, what, size, groups } => {
                let (size, groups) = (size.value(), groups.value());
                let call = quote_spanned!(span=> #krate::__private::assert_divides);
                quote_spanned!(span=> const _: () = #call(#step, #what, #size, #groups);)
            }
            Claim::Positive { step, size } => {
                let size = size.value();
                quote_spanned!(span=> const _: () = #krate::__private::assert_positive(#step, #size);)
            }
            Claim::Sizes { step, layer } => {
                let scalar = quote_spanned!(span=> ::core::primitive::f32);
                let call = quote_spanned!(span=> #krate::__private::assert_sizes::<#scalar, #layer>);
                quote_spanned!(span=> const _: () = #call(#step);)
            }
            Claim::Number { step, range: NumberRange { noun, range, is }, number } => {
                let [least, bound] = [range.start, range.end].map(double);
                let call = quote_spanned!(span=> #krate::__private::assert_number);
                quote_spanned!(span=> const _: () = #call((#step, #noun), #number, #least, #bound, #is);)
            }
            Claim::Bounds { step, low, high } => {
                quote_spanned!(span=> const _: () = #krate::__private::assert_bounds(#step, #low, #high);)
            }
        }
    }
}
