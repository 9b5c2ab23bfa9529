//! `#[derive(Clone)]` on a large network: boxes of it are `Clone`, in its place.
//!
//! `Clone` gives a value, which passes over the stack on its way into a box. A copy of a box is
//! made where it stays.

use super::names::Names;
use crate::model::Network;
use crate::model::quantity::Quantity;
use proc_macro2::TokenStream;
use quote::quote;
use syn::punctuated::Punctuated;
use syn::{Attribute, Path, Token, parse_quote};

/// The most bytes of a network that is cloned by value. The library has the same limit, for
/// networks of a size that only the compiler knows.
const MAX_CLONED_BYTES: u64 = 64 * 1024;

/// The attributes of the struct; those of a large network do not derive `Clone`.
pub(super) fn attributes(network: &Network) -> Vec<Attribute> {
    let attributes = network.attrs.iter().cloned();
    if !is_large(network) {
        return attributes.collect();
    }
    attributes.map(|attribute| others(&attribute).unwrap_or(attribute)).collect()
}

/// The implementation for boxes, if the network is large and derives `Clone`.
pub(super) fn of_boxes(network: &Network, names: &Names) -> Option<TokenStream> {
    if !is_large(network) || !network.attrs.iter().any(|attribute| others(attribute).is_some()) {
        return None;
    }
    let Names { scalar, parameters, arguments, name, .. } = names;
    let krate = &network.krate;
    Some(quote!(#krate::__clone_in_place!(#scalar in [#(#parameters),*] #name<#(#arguments),*>);))
}

fn is_large(network: &Network) -> bool {
    let numbers = network.steps.iter().fold(Quantity::ZERO, |sum, step| sum.plus(step.params.clone()));
    matches!(numbers, Quantity::Known(count) if count.saturating_mul(size_of::<f32>() as u64) > MAX_CLONED_BYTES)
}

/// Returns the derives besides `Clone` of an attribute; `None` if it does not derive `Clone`.
fn others(attribute: &Attribute) -> Option<Attribute> {
    if !attribute.path().is_ident("derive") {
        return None;
    }
    let derived = attribute.parse_args_with(Punctuated::<Path, Token![,]>::parse_terminated).ok()?;
    let is_clone = |path: &Path| path.segments.last().is_some_and(|segment| segment.ident == "Clone");
    if !derived.iter().any(is_clone) {
        return None;
    }
    let others = derived.iter().filter(|path| !is_clone(path));
    Some(parse_quote!(#[derive(#(#others),*)]))
}
