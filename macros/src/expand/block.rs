//! The block that generated implementations stand in.

use super::names::Names;
use crate::model::Network;
use proc_macro2::TokenStream;
use quote::quote;

/// `items` as they are, and `implementations` in an anonymous block, all under the `cfg`s of the
/// struct.
pub(super) fn block(
    network: &Network,
    names: &Names,
    items: &TokenStream,
    implementations: &TokenStream,
) -> TokenStream {
    let (rt, krate, cfgs) = (&names.rt, &network.krate, &network.cfgs);
    let aliases = names.layers.iter().map(|alias| &alias.definition);
    quote! {
        #items

        #(#cfgs)*
        #[allow(clippy::all, clippy::pedantic, clippy::nursery, non_camel_case_types)]
        const _: () = {
            use #krate::__private as #rt;
            #(#aliases)*

            #implementations
        };
    }
}
