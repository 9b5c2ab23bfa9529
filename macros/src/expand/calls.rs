//! Calls of layers, as the code of all passes makes them.

use super::names::Names;
use crate::model::layer::Form;
use crate::model::size::Comparison;
use crate::model::{Source, Step};
use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote, quote_spanned};

/// The function of a layer's trait.
pub(super) fn call(step: &Step, names: &Names, layer_trait: &str, function: &str) -> TokenStream {
    let (rt, scalar) = (names.rt_at(step), &names.scalar);
    let [layer_trait, function] = [layer_trait, function].map(|name| Ident::new(name, step.place()));
    quote_spanned!(step.place()=> #rt::#layer_trait::<#scalar>::#function)
}

/// The layer of a step, borrowed.
pub(super) fn field(step: &Step) -> TokenStream {
    match &step.member {
        Some(member) => quote_spanned!(step.place()=> &self.#member),
        None => {
            let ty = &step.ty;
            quote!(&<#ty as ::core::default::Default>::default())
        }
    }
}

/// The inputs of a step in the form that its layer takes: one, an array of equal ones, or nested
/// pairs.
pub(super) fn inputs(step: &Step, names: &Names, one: impl Fn(Source) -> TokenStream) -> TokenStream {
    collect(step, names, step.from.iter().copied().map(one).collect())
}

/// One value, an array or nested pairs, as the layer of a step takes its inputs.
pub(super) fn collect(step: &Step, names: &Names, mut inputs: Vec<TokenStream>) -> TokenStream {
    if step.form == Form::Array {
        let rt = names.rt_at(step);
        // Sizes that only the compiler can compare are asserted elsewhere, and need not be reported
        // as types that differ as well.
        let is_asserted = step.inputs.iter().any(|input| input.compare(&step.output) == Comparison::Later);
        return if is_asserted { quote!([#(#rt::Arrange::arrange(#inputs)),*]) } else { quote!([#(#inputs),*]) };
    }
    let last = inputs.pop().unwrap_or_default();
    let pairs = inputs.into_iter().rev().fold(last, |rest, input| quote_spanned!(step.place()=> (#input, #rest)));
    match arrange(step, names) {
        Some(arrange) => quote_spanned!(step.place()=> #arrange(#pairs)),
        None => pairs,
    }
}

/// The function that gives values the form in which a layer takes them that is not built in.
///
/// An array or pairs, and of which sizes, is asserted elsewhere. A single value of a size that
/// depends on const parameters cannot be asserted, and is left as it is, for the compiler to
/// compare.
pub(super) fn arrange(step: &Step, names: &Names) -> Option<TokenStream> {
    let rt = names.rt_at(step);
    (step.form == Form::Declared).then(|| quote_spanned!(step.place()=> #rt::Arrange::arrange))
}

/// The sizes of several inputs that depend on const parameters, which can only be compared when the
/// parameters are known.
pub(super) fn late_assertion(names: &Names, step: &Step) -> Option<TokenStream> {
    let call = step.late.as_ref()?.tokens(&names.rt_at(step).into_token_stream());
    Some(quote_spanned!(step.place()=> const { #call };))
}
