//! The parameters of all steps by name.

use super::names::Names;
use crate::model::Network;
use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};

pub(super) fn parameters(network: &Network, names: &Names) -> TokenStream {
    let scalar = &names.scalar;
    let steps = network.steps.iter().zip(&names.layers).filter(|(step, _)| step.layer.has_parameters());
    let fields = steps.map(|(step, layer)| {
        let (rt, member, key, layer) = (names.rt_at(step), &step.member, &step.key, layer.ty());
        let frozen = step.freeze.then(|| quote!(.frozen()));
        quote_spanned! {step.place()=>
            #rt::Field::new(
                #key,
                ::core::mem::offset_of!(Self, #member),
                <#layer as #rt::Parameters<#scalar>>::SCHEMA,
            )#frozen
        }
    });
    implementation(names, fields)
}

/// Implements `Parameters` with these fields.
pub(super) fn implementation(names: &Names, fields: impl Iterator<Item = TokenStream>) -> TokenStream {
    let Names { rt, scalar, .. } = names;
    let header = names.impl_header(&quote!(#rt::Parameters<#scalar>));
    let over = over(names);
    quote! {
        #header {
            #over

            const SCHEMA: &'static #rt::Schema = &#rt::Schema::Fields { fields: &[#(#fields),*] };
        }
    }
}

/// The network with numbers of another type.
fn over(names: &Names) -> TokenStream {
    let Names { rt, scalar, name, arguments, .. } = names;
    let other = quote::format_ident!("{scalar}Other");
    let arguments = &arguments[..arguments.len() - 1];
    quote!(type Over<#other: #rt::Real> = #name<#(#arguments,)* #other>;)
}
