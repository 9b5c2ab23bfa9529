//! The parameters of all steps by name.

use super::Names;
use crate::model::Network;
use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};

pub(super) fn parameters(network: &Network, names: &Names) -> TokenStream {
    let Names { rt, scalar, .. } = names;
    let steps = network.steps.iter().filter(|step| step.layer.has_parameters());
    let parts = steps.map(|step| {
        let (rt, member, key, layer) = (names.rt_at(step), &step.member, &step.key, step.field_type(network));
        let frozen = step.freeze;
        quote_spanned! {step.place()=>
            #rt::Part {
                name: #key,
                start: ::core::mem::offset_of!(Self, #member) / ::core::mem::size_of::<#scalar>(),
                frozen: #frozen,
                fan_in: ::core::option::Option::None,
                content: <#layer as #rt::Parameters<#scalar>>::CONTENT,
            }
        }
    });
    let header = names.impl_header(&quote!(#rt::Parameters<#scalar>));
    let over = over(names);
    quote! {
        #header {
            #over

            const CONTENT: #rt::Content = #rt::Content::Parts { parts: &[#(#parts),*] };
        }
    }
}

/// The network with numbers of another type.
pub(super) fn over(names: &Names) -> TokenStream {
    let Names { rt, scalar, name, arguments, .. } = names;
    let other = quote::format_ident!("{scalar}Other");
    let arguments = &arguments[..arguments.len() - 1];
    quote!(type Over<#other: #rt::Real> = #name<#(#arguments,)* #other>;)
}
