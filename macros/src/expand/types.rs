//! The struct itself, with the user's field names and statically sized layers as fields.

use super::{Names, docs};
use crate::model::Network;
use proc_macro2::TokenStream;
use quote::quote;
use syn::Member;

pub(super) fn structure(network: &Network, names: &Names) -> TokenStream {
    let types: Vec<_> = network.steps.iter().map(|step| step.field_type(network)).collect();
    declaration(network, names, &types, &docs::network(network))
}

/// The struct with the given types of fields.
pub(super) fn declaration(network: &Network, names: &Names, types: &[TokenStream], docs: &TokenStream) -> TokenStream {
    let (attrs, cfgs, vis, name) = (&network.attrs, &network.cfgs, &network.vis, &network.name);
    let scalar = &names.scalar;
    let krate = &network.krate;
    let parameters = &network.parameters;
    let fields = network.steps.iter().zip(types).map(|(step, ty)| {
        let (attrs, vis, docs) = (&step.attrs, &step.vis, docs::step(step));
        let label = match &step.member {
            Member::Named(name) => Some(quote!(#name:)),
            Member::Unnamed(_) => None,
        };
        quote!(#(#attrs)* #docs #vis #label #ty)
    });
    let fields = if network.tuple { quote!((#(#fields,)*);) } else { quote!({ #(#fields,)* }) };
    quote! {
        #(#cfgs)*
        #(#attrs)*
        #docs
        #vis struct #name<#(#parameters,)* #scalar: #krate::scalar::Real = f32> #fields
    }
}

/// The proof that a network may be created as zeroed memory, which the library derives from its fields.
pub(super) fn zeroable(network: &Network, names: &Names) -> TokenStream {
    let types: Vec<_> = network.steps.iter().map(|step| step.field_type(network)).collect();
    zeroable_of(network, names, &types)
}

/// The same for the given types of fields.
pub(super) fn zeroable_of(network: &Network, names: &Names, types: &[TokenStream]) -> TokenStream {
    let (krate, name) = (&network.krate, &network.name);
    let Names { parameters, arguments, .. } = names;
    let members = network.steps.iter().map(|step| &step.member);
    quote!(#krate::__zeroable_struct!([#(#parameters),*] [] #name [#(#arguments),*] { #(#members: #types),* });)
}
