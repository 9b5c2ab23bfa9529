//! The struct of a sample, with a field for each named input.

use super::names::Names;
use crate::model::shape::Shape;
use crate::model::text::mentions;
use crate::model::{Input, Network};
use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, format_ident, quote};

/// A struct of scalars beside the network: an array for each of its named values.
pub(super) struct Row<'a> {
    network: &'a Network,
    names: &'a Names,
    name: Ident,
    fields: Vec<Field<'a>>,
    /// All features together.
    shape: &'a Shape,
}

struct Field<'a> {
    name: &'a Ident,
    shape: &'a Shape,
}

impl<'a> Row<'a> {
    /// The struct of a sample, if the inputs have names.
    pub(super) fn of_inputs(network: &'a Network, names: &'a Names) -> Option<Self> {
        let field = |input: &'a Input| Some(Field { name: input.field.as_ref()?, shape: &input.shape });
        let fields = network.inputs.iter().map(field).collect::<Option<Vec<_>>>()?;
        Some(Row { network, names, name: format_ident!("{}Input", network.name), fields, shape: &network.input })
    }

    /// Defines the struct.
    pub(super) fn definition(&self) -> TokenStream {
        let Row { network, names, name, fields, .. } = self;
        let Network { vis, cfgs, krate, name: of, .. } = network;
        let scalar = &names.scalar;
        let parameters = self.parameters().map(|(name, ty)| quote!(const #name: #ty));
        let fields = fields.iter().map(|Field { name, shape }| {
            let (doc, size) = (format!(" `{shape}`."), shape.features().value());
            quote!(#[doc = #doc] pub #name: [#scalar; #size])
        });
        let doc = format!(" A sample for [`{of}`]: the features of each input.");
        quote! {
            #(#cfgs)*
            #[doc = #doc]
            #[repr(C)]
            #[derive(::core::clone::Clone, ::core::marker::Copy, ::core::fmt::Debug, ::core::cmp::PartialEq)]
            #vis struct #name<#(#parameters,)* #scalar: #krate::scalar::Real = f32> {
                #(#fields,)*
            }
        }
    }

    /// Implements the traits of a sample.
    pub(super) fn implementations(&self) -> TokenStream {
        let Row { name, names, fields, shape, .. } = self;
        let Names { rt, scalar, .. } = names;
        let krate = &self.network.krate;
        let (parameters, arguments): (Vec<_>, Vec<_>) = self
            .parameters()
            .map(|(name, ty)| (quote!(const #name: #ty), name.to_token_stream()))
            .chain([(quote!(#scalar: #krate::scalar::Real), scalar.to_token_stream())])
            .unzip();
        let plain = fields.iter().map(|Field { name, shape }| {
            let size = shape.features().value();
            quote!(#name: [#scalar; #size])
        });
        let size = shape.features().argument();
        quote! {
            #krate::__plain_struct!(#scalar in [#(#parameters),*] #name [#(#arguments),*] { #(#plain),* });

            impl<#(#parameters),*> #rt::Sample<#scalar, #size> for #name<#(#arguments),*> {
                type Batch = #rt::Dyn;

                fn batch(samples: ::core::primitive::usize) -> #rt::Dyn {
                    #rt::Dyn(samples)
                }
            }

            impl<#(#parameters),*> #rt::SamplesOf<#scalar, #size> for #name<#(#arguments),*> {
                type Batch = #rt::Const<1>;

                fn columns(&self) -> #rt::View<'_, #scalar, #rt::Const<#size>, #rt::Const<1>> {
                    #rt::Sample::column(self)
                }
            }
        }
    }

    /// The const parameters of the network that the sizes of the fields mention.
    fn parameters(&self) -> impl Iterator<Item = (&Ident, &syn::Type)> {
        let sizes = || self.fields.iter().flat_map(|field| field.shape.sizes());
        let is_used = move |name: &Ident| sizes().any(|size| mentions(&size.value(), name));
        let parameters = self.network.parameters.iter().filter(move |parameter| is_used(&parameter.ident));
        parameters.map(|parameter| (&parameter.ident, &parameter.ty))
    }
}
