//! The struct itself, with the user's field names and statically sized layers as fields.

use super::fields::Alias;
use super::names::Names;
use super::{clone, docs};
use crate::model::Network;
use crate::model::assertion::at;
use crate::model::text::mentions;
use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::Member;

pub(super) fn structure(network: &Network, names: &Names) -> TokenStream {
    declaration(network, names, &docs::network(network))
}

/// The struct with this documentation.
pub(super) fn declaration(network: &Network, names: &Names, docs: &TokenStream) -> TokenStream {
    let (attrs, cfgs, vis, name) = (clone::attributes(network), &network.cfgs, &network.vis, &network.name);
    let (scalar, krate) = (&names.scalar, &network.krate);
    let parameters = &network.parameters;
    let fields = network.fields().map(|step| {
        let (attrs, vis, docs, ty) = (&step.attrs, &step.vis, docs::step(step), &step.ty);
        let label = match &step.member {
            Some(Member::Named(name)) => Some(quote!(#name:)),
            _ => None,
        };
        quote!(#(#attrs)* #docs #vis #label #ty)
    });
    let marker = marker(network, names).map(|(member, ty)| match member {
        Member::Named(name) => quote!(#[doc(hidden)] #name: #ty,),
        Member::Unnamed(_) => quote!(#[doc(hidden)] #ty,),
    });
    let items = network.steps.iter().flat_map(|step| &step.items).map(|item| {
        quote! {
            #(#cfgs)*
            #[doc(hidden)]
            #[allow(dead_code, non_camel_case_types, non_upper_case_globals, type_alias_bounds)]
            #item
        }
    });
    let fields = if network.tuple { quote!((#(#fields,)* #marker);) } else { quote!({ #(#fields,)* #marker }) };
    quote! {
        #(#items)*

        #(#cfgs)*
        #(#attrs)*
        #docs
        #vis struct #name<#(#parameters,)* #scalar: #krate::scalar::Real = f32> #fields
    }
}

/// A field without content for networks that have no parameters: Rust wants to see the element
/// type used.
fn marker(network: &Network, names: &Names) -> Option<(Member, TokenStream)> {
    let scalar = &names.scalar;
    if network.fields().any(|step| mentions(&step.ty, scalar)) {
        return None;
    }
    let member = if network.tuple { network.steps.len().into() } else { names.fresh("element_type").into() };
    Some((member, quote!(::core::marker::PhantomData<#scalar>)))
}

/// The proof that a network is nothing but scalars, which the library derives from its fields.
pub(super) fn plain(network: &Network, names: &Names) -> TokenStream {
    let types = names.layers.iter().map(Alias::ty);
    let fields = network.fields().map(|step| step.member.to_token_stream()).zip(types);
    let marker = marker(network, names).map(|(member, ty)| (member.into_token_stream(), ty));
    let (members, types): (Vec<_>, Vec<_>) = fields.chain(marker).unzip();
    plain_struct(network, names, &names.name, &quote!(#(#members: #types),*))
}

/// The proof that a struct with the parameters of the network is nothing but scalars.
pub(super) fn plain_struct(network: &Network, names: &Names, name: &Ident, fields: &TokenStream) -> TokenStream {
    let Names { scalar, parameters, arguments, .. } = names;
    let krate = at(network.place(), network.krate.to_token_stream());
    quote_spanned! {network.place()=>
        #krate::__plain_struct!(#scalar in [#(#parameters),*] #name [#(#arguments),*] { #fields });
    }
}
