//! The facts of a network as types: shapes and counts of typenum numbers, and the bounds that
//! generic code asks for.

use super::names::Names;
use crate::model::assertion::at;
use crate::model::quantity::Quantity;
use crate::model::shape::Shape;
use crate::model::size::Size;
use crate::model::{Network, Step};
use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, format_ident, quote, quote_spanned};

/// The shape as a type.
pub(super) fn shape(network: &Network, names: &Names, shape: &Shape) -> TokenStream {
    let (rt, krate) = (&names.rt, &network.krate);
    let sizes: Vec<_> = shape.sizes().iter().map(|size| number(network, names, size)).collect();
    if shape.is_hidden() && shape.known_to().obstacle().is_none() {
        let value = shape.value(rt);
        let sizes = (0..Shape::MAX_RANK).map(|position| quote!(#krate::number!(#value.size(#position))));
        return quote!(<#rt::OfRank<{ #value.rank() }> as #rt::ShapeOfRank<#(#sizes),*>>::Shape);
    }
    let rank = format_ident!("Rank{}", shape.rank());
    quote!(#rt::#rank<#(#sizes),*>)
}

/// A size as a number of typenum; a const parameter as what it is.
fn number(network: &Network, names: &Names, size: &Size) -> TokenStream {
    let krate = &network.krate;
    match size.known() {
        Some(number) => binary(names, number as u64),
        None if size.known_to().parameter().is_some() => size.dimension(&names.rt),
        None => {
            let value = size.value();
            quote!(#krate::number!(#value))
        }
    }
}

/// A number in the one binary form of typenum, which has names for the smaller ones:
/// `UInt<UInt<UTerm, B1>, B0>` is `U2`.
fn binary(Names { rt, .. }: &Names, number: u64) -> TokenStream {
    const NAMED: u64 = 1024;
    if number <= NAMED {
        let name = format_ident!("U{number}");
        return quote!(#rt::typenum::#name);
    }
    let bits = u64::BITS - number.leading_zeros();
    let open = (0..bits).map(|_| quote!(#rt::typenum::UInt<));
    let close = (0..bits).rev().map(|bit| {
        let bit = format_ident!("B{}", number >> bit & 1);
        quote!(, #rt::typenum::#bit>)
    });
    quote!(#(#open)* #rt::typenum::UTerm #(#close)*)
}

/// The facts that networks without const parameters have as types.
pub(super) fn counted(network: &Network, names: &Names) -> Option<TokenStream> {
    if !network.parameters.is_empty() {
        return None;
    }
    let Names { rt, name, .. } = names;
    let krate = &network.krate;
    let value = quote!(<#name<::core::primitive::f32> as #rt::Parameters<::core::primitive::f32>>::COUNT);
    let counts: Vec<_> = network.fields().map(|step| step.params.clone()).collect();
    let parameters = match counts.iter().cloned().fold(Quantity::ZERO, Quantity::plus) {
        Quantity::Known(number) => binary(names, number),
        Quantity::Expression(..) => quote!(#krate::number!(#value)),
    };
    let steps =
        network.fields().zip(counts).collect::<Vec<_>>().into_iter().rev().fold(quote!(()), |rest, (step, count)| {
            let facts = facts(network, names, step, &count);
            quote!((#facts, #rest))
        });
    let header = names.impl_header(&quote!(#rt::Counted));
    Some(quote! {
        #header {
            type Parameters = #parameters;
            type Steps = #steps;
            type Decimal = #rt::Const<{ #value }>;
        }

        const _: () = #rt::assert_counted::<#name<::core::primitive::f32>>();
    })
}

/// A step as a type.
fn facts(network: &Network, names: &Names, step: &Step, count: &Quantity) -> TokenStream {
    let (rt, krate) = (names.rt_at(step), &network.krate);
    let mut inputs: Vec<_> = step.inputs.iter().map(|input| shape(network, names, input)).collect();
    let last = inputs.pop().unwrap_or_default();
    let inputs = inputs.into_iter().rev().fold(last, |rest, input| quote!((#input, #rest)));
    let output = shape(network, names, &step.output);
    let count = match count {
        Quantity::Known(number) => binary(names, *number),
        Quantity::Expression(count, _) => quote!(#krate::number!(#count)),
    };
    quote_spanned!(step.place()=> #rt::StepType<#inputs, #output, #count>)
}

/// Bounds for generic code: the numbers of features that a network takes and gives, and the number
/// of classes if `classifier` holds.
pub(super) fn bounds(input: &Shape, output: &Shape, classifier: Option<&TokenStream>, names: &Names) -> TokenStream {
    let rt = &names.rt;
    let marker = |bound: &str, shape: &Shape, conditions: &TokenStream| {
        // A size that is a type only cannot be an argument.
        let size = Some(shape.features()).filter(|size| size.known_to().obstacle().is_none())?;
        let (bound, size) = (format_ident!("{bound}"), size.argument());
        let header = names.impl_header(&quote!(#rt::#bound<#size>));
        // Where a network does not meet a bound, the compiler shows what it implements instead: at
        // its name.
        Some(at(Span::call_site().located_at(names.name.span()), quote!(#header #conditions {})))
    };
    let classes = classifier.and_then(|conditions| marker("ClassifierOf", output, conditions));
    let always = quote!();
    [marker("Takes", input, &always), marker("Gives", output, &always), classes]
        .iter()
        .map(ToTokens::to_token_stream)
        .collect()
}
