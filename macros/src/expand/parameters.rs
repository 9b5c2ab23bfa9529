//! The parameters of all steps by name.

use super::Names;
use crate::model::Network;
use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};

pub(super) fn parameters(network: &Network, names: &Names) -> TokenStream {
    let Names { rt, scalar, .. } = names;
    let steps: Vec<_> = network.steps.iter().filter(|step| step.layer.has_parameters()).collect();
    let visits = steps.iter().map(|step| {
        let (rt, member, key, layer) = (names.rt_at(step), &step.member, &step.key, step.field_type(network));
        let frozen = step.freeze.then(|| quote!(.frozen()));
        quote_spanned! {step.place()=>
            <#layer as #rt::Parameters<#scalar>>::tensors(
                &path.child(#key)#frozen,
                start + ::core::mem::offset_of!(Self, #member) / ::core::mem::size_of::<#scalar>(),
                visitor,
            );
        }
    });
    // A network without parameters would leave its arguments unused.
    let unused = steps.is_empty().then(|| quote!(let _ = (path, start, visitor);));
    let header = names.impl_header(&quote!(#rt::Parameters<#scalar>));
    let over = over(names);
    quote! {
        #header {
            #over

            fn tensors(path: &#rt::Path<'_>, start: usize, visitor: &mut #rt::Visitor<'_>) {
                #unused
                #(#visits)*
            }
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
