//! Visiting the parameters of all steps by name.

use super::Names;
use crate::model::Network;
use proc_macro2::TokenStream;
use quote::quote;

pub(super) fn parameters(network: &Network, names: &Names) -> TokenStream {
    let Names { rt, scalar, .. } = names;
    let steps: Vec<_> = network.steps.iter().filter(|step| step.layer.has_parameters()).collect();
    let types = steps.iter().map(|step| step.field_type(network));
    let visits = steps.iter().map(|step| {
        let (member, key) = (&step.member, &step.key);
        let frozen = step.freeze.then(|| quote!(.frozen()));
        quote! {
            #rt::Parameters::visit(
                read.map(|network| &network.#member),
                write.each_mut().map(|network| &mut network.#member),
                &path.child(#key)#frozen,
                visitor,
            );
        }
    });
    // A network without parameters would leave its arguments unused.
    let write = if steps.is_empty() { quote!(write) } else { quote!(mut write) };
    let unused = steps.is_empty().then(|| quote!(let _ = (read, write, path, visitor);));
    let header = names.impl_header(&quote!(#rt::Parameters<#scalar>));
    quote! {
        #header {
            const COUNT: usize = 0 #(+ <#types as #rt::Parameters<#scalar>>::COUNT)*;

            fn visit<const READ: usize, const WRITE: usize>(
                read: [&Self; READ],
                #write: [&mut Self; WRITE],
                path: &#rt::Path<'_>,
                visitor: &mut #rt::Visitor<'_, #scalar, READ, WRITE>,
            ) {
                #unused
                #(#visits)*
            }
        }
    }
}
