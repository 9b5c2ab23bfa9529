//! Everything that a network with named outputs has besides: their views, predictions by name, and
//! in training targets and a loss for each of them.

use super::facts;
use super::names::Names;
use super::typed;
use crate::model::meanings::Meanings;
use crate::model::text::mentions;
use crate::model::{Network, Output};
use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, format_ident, quote};
use syn::ext::IdentExt;

/// Items beside the network, and implementations; nothing if the outputs have no names.
pub(super) fn outputs(network: &Network, names: &Names) -> (TokenStream, TokenStream) {
    if !network.has_named_outputs() {
        return (quote!(), quote!());
    }
    let outputs = Outputs { network, names };
    let (markers, views, predictions) = (outputs.markers(), outputs.views(), outputs.predictions());
    let (structs, losses) = if network.train { (outputs.structs(), outputs.losses()) } else { (quote!(), quote!()) };
    (quote!(#markers #structs), quote!(#views #predictions #losses))
}

struct Outputs<'a> {
    network: &'a Network,
    names: &'a Names,
}

impl Outputs<'_> {
    /// A name that begins with that of the network.
    fn item(&self, name: &str) -> Ident {
        format_ident!("{}{name}", self.network.name)
    }

    /// The type that stands for an output: messages about a loss show its name.
    fn marker(&self, output: &Output) -> Ident {
        format_ident!("{}_{}", self.network.name, output.name.unraw())
    }

    /// The number of features of an output, as an argument.
    fn features(&self, output: &Output) -> TokenStream {
        self.network.output_shape(output).features().argument()
    }

    fn markers(&self) -> TokenStream {
        let Network { cfgs, vis, name, .. } = self.network;
        let markers = self.network.outputs.iter().map(|output| {
            let (marker, doc) = (self.marker(output), format!(" The output `{}` of [`{name}`].", output.name));
            quote! {
                #(#cfgs)*
                #[doc = #doc]
                #[doc(hidden)]
                #[allow(non_camel_case_types, missing_debug_implementations, clippy::all, clippy::pedantic)]
                #vis struct #marker<N>(::core::marker::PhantomData<N>);
            }
        });
        markers.collect()
    }

    /// The outputs one by one.
    fn views(&self) -> TokenStream {
        let Names { rt, parameters, arguments, name: network, .. } = self.names;
        let vis = &self.network.vis;
        let meanings = Meanings::of(self.network);
        let mut offset = quote!(0);
        let implementations: Vec<_> = self
            .network
            .outputs
            .iter()
            .map(|output| {
                let (marker, text, features) =
                    (self.marker(output), output.name.unraw().to_string(), self.features(output));
                let shape = typed::shape(self.network, self.names, &self.network.output_shape(output));
                let meaning = facts::named_meaning(output, &meanings, self.names);
                let begin = offset.clone();
                offset = quote!(#offset + #features);
                quote! {
                    impl<#(#parameters),*> #rt::HasOutputs for #marker<#network<#(#arguments),*>> {
                        type Shape = #shape;
                        type Meaning = #meaning;
                    }

                    impl<#(#parameters),*> #rt::OutputOf for #marker<#network<#(#arguments),*>> {
                        type Network = #network<#(#arguments),*>;
                        type Dim = #rt::Const<#features>;

                        const NAME: &'static ::core::primitive::str = #text;
                        const OFFSET: ::core::primitive::usize = #begin;
                    }
                }
            })
            .collect();
        let views = self.network.outputs.iter().map(|output| {
            let (name, marker) = (&output.name, self.marker(output));
            let doc = format!(" The output `{name}` by itself.");
            quote! {
                #[doc = #doc]
                #vis fn #name(&self) -> #rt::OutputView<'_, #marker<Self>> {
                    #rt::OutputView::of(self)
                }
            }
        });
        quote! {
            #(#implementations)*

            #[allow(dead_code)]
            impl<#(#parameters),*> #network<#(#arguments),*> {
                #(#views)*
            }
        }
    }

    /// Methods that give the struct of the outputs, where those of the trait give their features.
    fn predictions(&self) -> TokenStream {
        let Names { rt, scalar, parameters, arguments, name: network, .. } = self.names;
        let (vis, input, output) = (&self.network.vis, self.network.input.features().argument(), self.output_type());
        let samples = quote!(#rt::Samples<#scalar, #rt::Const<#input>>);
        let sample = quote!(#rt::Samples<#scalar, #rt::Const<#input>, Batch: #rt::SingleSample>);
        quote! {
            #[allow(dead_code)]
            impl<#(#parameters),*> #network<#(#arguments),*> {
                /// Returns the outputs for one sample.
                #vis fn predict<X: #sample + ?::core::marker::Sized>(&self, sample: &X) -> #output {
                    #rt::predict_named(self, sample)
                }

                /// Computes the outputs for one sample in memory of the caller.
                #vis fn predict_into<'m, X: #sample + ?::core::marker::Sized>(
                    &self,
                    sample: &X,
                    memory: &'m mut #rt::Activations<Self>,
                ) -> &'m #output {
                    #rt::predict_named_into(self, sample, memory)
                }

                #rt::if_alloc! {
                    /// Returns the outputs for a batch, one for each sample.
                    #vis fn predict_batch<X: #samples + ?::core::marker::Sized>(
                        &self,
                        samples: &X,
                    ) -> #rt::Vec<#output> {
                        #rt::predict_named_batch(self, samples)
                    }
                }
            }
        }
    }

    /// The struct of the outputs.
    fn output_type(&self) -> TokenStream {
        let (name, scalar) = (self.item("Output"), &self.names.scalar);
        let arguments = self.parameters().map(ToTokens::to_token_stream).chain([scalar.to_token_stream()]);
        quote!(#name<#(#arguments),*>)
    }

    /// The const parameter that the size of the output is, if it is one; sizes that are added are
    /// none.
    fn parameters(&self) -> impl Iterator<Item = &Ident> {
        let size = self.network.output().features().value();
        let parameters = self.network.parameters.iter().map(|parameter| &parameter.ident);
        parameters.filter(move |parameter| mentions(&size, parameter))
    }

    /// Names for a type of each output.
    fn types(&self, prefix: &str) -> Vec<Ident> {
        (0..self.network.outputs.len()).map(|position| format_ident!("{prefix}{position}")).collect()
    }

    fn structs(&self) -> TokenStream {
        let Network { cfgs, vis, name, krate, outputs, .. } = self.network;
        let fields: Vec<_> = outputs.iter().map(|output| &output.name).collect();
        let (target, loss) = (self.item("Target"), self.item("Loss"));
        let (targets, losses) = (self.types("Y"), self.types("L"));
        let target_doc = format!(" The target for one sample of [`{name}`]: that of each output by its name.");
        let loss_doc = format!(
            " A loss for each output of [`{name}`]; the whole is their sum. `weight(0.1)` lets one count for less."
        );
        quote! {
            #krate::__private::if_train! {
                #(#cfgs)*
                #[doc = #target_doc]
                #[derive(::core::clone::Clone, ::core::marker::Copy, ::core::fmt::Debug, ::core::cmp::PartialEq)]
                #[allow(dead_code, clippy::all, clippy::pedantic)]
                #vis struct #target<#(#targets),*> {
                    #(#[allow(missing_docs)] pub #fields: #targets,)*
                }

                #(#cfgs)*
                #[doc = #loss_doc]
                #[derive(
                    ::core::clone::Clone,
                    ::core::marker::Copy,
                    ::core::fmt::Debug,
                    ::core::default::Default,
                    ::core::cmp::PartialEq,
                )]
                #[allow(dead_code, clippy::all, clippy::pedantic)]
                #vis struct #loss<#(#losses),*> {
                    #(#[allow(missing_docs)] pub #fields: #losses,)*
                }
            }
        }
    }

    /// The loss, as the sum of the losses of the outputs.
    fn losses(&self) -> TokenStream {
        let Names { rt, scalar, parameters, arguments, name: network, .. } = self.names;
        let krate = &self.network.krate;
        let outputs = &self.network.outputs;
        let (target, loss) = (self.item("Target"), self.item("Loss"));
        let (targets, losses, taken) = (self.types("Y"), self.types("L"), self.types("O"));
        let total = self.network.output().features().argument();
        let fields: Vec<_> = outputs.iter().map(|output| &output.name).collect();
        let texts: Vec<_> = fields.iter().map(|field| field.unraw().to_string()).collect();
        let features: Vec<_> = outputs.iter().map(|output| self.features(output)).collect();
        let markers = outputs.iter().map(|output| self.marker(output));
        let whole = quote!(#network<#(#arguments),*>);
        // As a path with the sizes that the part sees.
        let parts: Vec<_> = features
            .iter()
            .zip(&targets)
            .map(|(features, target)| quote!(#rt::Loss::<#scalar, #rt::Const<#features>, #target>))
            .collect();
        let positions = 0..outputs.len();
        let user: Vec<_> =
            self.parameters().map(|parameter| quote!(const #parameter: ::core::primitive::usize)).collect();
        let target = quote!(#target<#(#targets),*>);
        let code = quote! {
            impl<#(#user,)* #scalar: #krate::scalar::Real, #(#losses, #targets),*>
                #rt::Loss<#scalar, #rt::Const<#total>, #target> for #loss<#(#losses),*>
            where
                #(#losses: #rt::Loss<#scalar, #rt::Const<#features>, #targets>,)*
            {
                type Outputs = #loss<#((
                    #losses,
                    <#losses as #rt::Loss<#scalar, #rt::Const<#features>, #targets>>::Outputs,
                )),*>;

                const PARTS: &'static [&'static ::core::primitive::str] = &[#(#texts),*];

                fn sample(
                    &self,
                    output: &[#scalar],
                    target: &#target,
                    gradient: &mut [#scalar],
                ) -> #scalar {
                    let mut parts = #rt::SampleParts::of(output, gradient);
                    let mut sum = <#scalar as ::core::default::Default>::default();
                    #(
                        let (output, gradient) = parts.step(#features);
                        sum += #parts::sample(&self.#fields, output, &target.#fields, gradient);
                    )*
                    sum
                }

                fn check_target(
                    &self,
                    row: ::core::primitive::usize,
                    target: &#target,
                ) -> ::core::result::Result<(), #rt::Error> {
                    #(#parts::check_target(&self.#fields, row, &target.#fields)?;)*
                    ::core::result::Result::Ok(())
                }

                fn describe(&self) -> #rt::String {
                    #rt::describe_parts(&[#((#texts, #parts::describe(&self.#fields))),*])
                }

                fn validate(&self) -> ::core::result::Result<(), #rt::Error> {
                    #(#parts::validate(&self.#fields)?;)*
                    ::core::result::Result::Ok(())
                }

                #[inline(always)]
                fn batch<Set: #rt::Simd>(
                    &self,
                    simd: Set,
                    mut batch: #rt::LossBatch<'_, #scalar, #target>,
                ) -> #scalar {
                    let (targets, mut begin) = (batch.targets(), 0);
                    let mut sum = <#scalar as ::core::default::Default>::default();
                    #(
                        let end = begin + #features;
                        let part = targets.part(|target: &#target| &target.#fields);
                        let loss = #rt::loss_of_part::<#scalar, #rt::Const<#features>, #targets, #losses, Set>(
                            &self.#fields,
                            simd,
                            batch.part(begin..end, &part),
                        );
                        batch.report(#positions, loss);
                        sum += loss;
                        begin = end;
                    )*
                    let _ = begin;
                    sum
                }
            }

            impl<#(#parameters,)* Whole, #(#losses, #taken),*> #rt::TakesOutputsOf<Whole, #whole>
                for #loss<#((#losses, #taken)),*>
            where
                #(#taken: #rt::TakesOutputsOf<#losses, #markers<#whole>>,)*
            {
            }
        };
        self.names.if_train(&code)
    }
}
