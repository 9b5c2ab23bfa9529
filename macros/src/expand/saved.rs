//! The memory of a training pass: a struct of everything that forward keeps for backward.

use super::names::Names;
use super::train::Training;
use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};

impl Training<'_> {
    /// Defines the struct.
    pub(super) fn memory(&self) -> TokenStream {
        let Names { rt, scalar, saved, parameters, arguments, .. } = self.names;
        let steps = &self.network.steps;
        let types = steps.iter().zip(&self.names.layers).enumerate().map(|(position, (step, layer))| {
            let (rt, layer) = (self.names.rt_at(step), layer.ty());
            if self.has_record(position) {
                quote_spanned!(step.place()=> #rt::Record<#scalar, #layer, Batch>)
            } else {
                quote_spanned!(step.place()=> <#layer as #rt::Differentiable<#scalar>>::Saved<Batch>)
            }
        });
        let fields: Vec<_> = steps.iter().map(|step| self.names.value(step)).collect();
        let empty = steps.iter().map(|step| quote_spanned!(step.place()=> ::core::default::Default::default()));
        let reserve = steps.iter().map(|step| {
            let (rt, field) = (self.names.rt_at(step), self.names.value(step));
            quote_spanned!(step.place()=> #rt::Saved::reserve(&mut self.#field, batch))
        });
        let buffers = self.gradients.buffers.iter().map(|(buffer, size)| {
            let size = size.dimension(rt);
            (self.buffer(*buffer), quote!(#rt::Buffer<#scalar, #size, Batch>))
        });
        let (buffers, buffer_types): (Vec<_>, Vec<_>) = buffers.unzip();
        let doc = format!(" Memory of a pass through [`{}`], kept from forward to backward.", self.network.name);
        quote! {
            #[doc = #doc]
            pub struct #saved<#(#parameters,)* Batch: #rt::Dim> {
                #(#fields: #types,)*
                #(#buffers: #buffer_types,)*
            }

            impl<#(#parameters,)* Batch: #rt::Dim> ::core::default::Default for #saved<#(#arguments,)* Batch> {
                fn default() -> Self {
                    Self {
                        #(#fields: #empty,)*
                        #(#buffers: ::core::default::Default::default(),)*
                    }
                }
            }

            impl<#(#parameters,)* Batch: #rt::Dim> #rt::Saved<Batch> for #saved<#(#arguments,)* Batch> {
                fn reserve(&mut self, batch: Batch) {
                    #(#reserve;)*
                    #(#rt::Saved::reserve(&mut self.#buffers, batch);)*
                }
            }
        }
    }
}
