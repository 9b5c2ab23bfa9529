//! Structs of scalars beside the network: of a sample, with a field for each named input, and of an
//! output, with a field for each named one.

use super::names::Names;
use crate::model::shape::Shape;
use crate::model::text::mentions;
use crate::model::{Input, Network, Output};
use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, format_ident, quote};

/// A struct of scalars beside the network: an array for each of its named values.
pub(super) struct Row<'a> {
    network: &'a Network,
    names: &'a Names,
    name: Ident,
    /// The words of its documentation.
    doc: &'static str,
    fields: Vec<Field<'a>>,
    /// All features together.
    shape: &'a Shape,
}

struct Field<'a> {
    name: &'a Ident,
    shape: Shape,
}

/// The structs, and the traits that they implement.
pub(super) fn rows(network: &Network, names: &Names) -> (TokenStream, TokenStream) {
    let rows = [Row::of_inputs(network, names), Row::of_outputs(network, names)];
    let rows = || rows.iter().flatten();
    (rows().map(Row::definition).collect(), rows().map(Row::implementations).collect())
}

impl<'a> Row<'a> {
    /// The struct of a sample, if the inputs have names.
    fn of_inputs(network: &'a Network, names: &'a Names) -> Option<Self> {
        let field = |input: &'a Input| Some(Field { name: input.field.as_ref()?, shape: input.shape.clone() });
        let fields = network.inputs.iter().map(field).collect::<Option<Vec<_>>>()?;
        let (name, doc) = (format_ident!("{}Input", network.name), "A sample for");
        Some(Row { network, names, name, doc, fields, shape: &network.input })
    }

    /// The struct of an output, if the outputs have names.
    fn of_outputs(network: &'a Network, names: &'a Names) -> Option<Self> {
        if !network.has_named_outputs() {
            return None;
        }
        let field = |output: &'a Output| Field { name: &output.name, shape: network.output_shape(output) };
        let fields = network.outputs.iter().map(field).collect();
        let (name, doc) = (format_ident!("{}Output", network.name), "The outputs for one sample of");
        Some(Row { network, names, name, doc, fields, shape: network.output() })
    }

    /// Defines the struct.
    fn definition(&self) -> TokenStream {
        let Row { network, names, name, doc, fields, .. } = self;
        let Network { vis, cfgs, krate, name: of, .. } = network;
        let scalar = &names.scalar;
        let parameters = self.parameters().map(|(name, ty)| quote!(const #name: #ty));
        let fields = fields.iter().map(|Field { name, shape }| {
            let (doc, size) = (format!(" `{shape}`."), shape.features().value());
            quote!(#[doc = #doc] pub #name: [#scalar; #size])
        });
        let doc = format!(" {doc} [`{of}`]: the features of each by its name.");
        quote! {
            #(#cfgs)*
            #[doc = #doc]
            #[allow(dead_code, clippy::all, clippy::pedantic)]
            #[repr(C)]
            #[derive(::core::clone::Clone, ::core::marker::Copy, ::core::fmt::Debug, ::core::cmp::PartialEq)]
            #vis struct #name<#(#parameters,)* #scalar: #krate::scalar::Real = f32> {
                #(#fields,)*
            }
        }
    }

    /// Implements the traits of a sample.
    fn implementations(&self) -> TokenStream {
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
