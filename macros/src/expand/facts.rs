//! What is known about a network when it is compiled: constants, the table of its steps, and what has to be asserted.

use super::{Names, typed};
use crate::model::{Network, Source, Step};
use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};

pub(super) fn network(network: &Network, names: &Names) -> TokenStream {
    let rt = &names.rt;
    let name = network.name.to_string();
    let input = typed::shape(network, names, &network.input);
    let output = typed::shape(network, names, network.output());
    let signature = signature(network, names);
    let header = names.impl_header(&quote!(#rt::Network));
    let classifier = classifier(network, names);
    quote! {
        #signature

        #header {
            type Input = #input;
            type Output = #output;

            const NAME: &'static str = #name;
        }

        #classifier
    }
}

/// What a network says about itself as a layer.
pub(super) fn constants(network: &Network, names: &Names) -> TokenStream {
    let rt = &names.rt;
    let steps = network.steps.iter().map(|step| row(network, names, step));
    let scores = network.scores(rt).map(|scores| quote!(const SCORES: #rt::Scores = #scores;));
    quote! {
        const OUTPUT: #rt::Shape = <<Self as #rt::Network>::Output as #rt::ShapeType>::SHAPE;
        const STEPS: &'static [#rt::Step] = &[#(#steps),*];
        const MACS: usize = #rt::macs(Self::STEPS);
        #scores
    }
}

/// The element type and the numbers of features.
fn signature(network: &Network, names: &Names) -> TokenStream {
    let Names { rt, scalar, .. } = names;
    let input = network.input.features().dimension(rt);
    let output = network.output().features().dimension(rt);
    let header = names.impl_header(&quote!(#rt::Signature));
    quote! {
        #header {
            type Scalar = #scalar;
            type InDim = #input;
            type OutDim = #output;
        }
    }
}

fn classifier(network: &Network, names: &Names) -> Option<TokenStream> {
    let rt = &names.rt;
    network.scores(rt)?;
    let header = names.impl_header(&quote!(#rt::Classifier));
    Some(quote!(#header {}))
}

/// A row of the table.
fn row(network: &Network, names: &Names, step: &Step) -> TokenStream {
    let (rt, scalar) = (&names.rt_at(step), &names.scalar);
    let (name, layer, ty) = (&step.name, step.layer.name(), step.field_type(network));
    let from = step.from.iter().map(|source| match source {
        Source::Input => "input",
        Source::Step(from) => network.steps[*from].name.as_str(),
    });
    let inputs = step.inputs.iter().map(|input| input.value(rt));
    let output = step.output.value(rt);
    quote_spanned! {step.place()=>
        #rt::Step {
            name: #name,
            layer: #layer,
            from: &[#(#from),*],
            inputs: &[#(#inputs),*],
            output: #output,
            ..#rt::step::<#scalar, #ty>()
        }
    }
}

/// The same facts and the constructors without a type argument: `Spiral::PARAMS`, where `Spiral` means `Spiral<f32>`.
pub(super) fn inherent(network: &Network, names: &Names) -> TokenStream {
    let rt = &names.rt;
    let (vis, name) = (&network.vis, &network.name);
    let user = &names.parameters[..network.parameters.len()];
    let arguments = &names.arguments[..network.parameters.len()];
    let training = network.train.then(|| training(network, names));
    let weights = cfg!(feature = "weights").then(|| weights(network, names));
    quote! {
        #[allow(dead_code)]
        impl<#(#user),*> #name<#(#arguments),*> {
            /// The number of parameters.
            #vis const PARAMS: usize = <Self as #rt::Network>::PARAMS;
            /// How many multiplications and additions, in pairs, the matrices of one sample need.
            #vis const MACS: usize = <Self as #rt::Layer<::core::primitive::f32>>::MACS;
            /// The bytes of the activations and the output of one sample at inference.
            #vis const RAM_BYTES: usize = <Self as #rt::Network>::RAM_BYTES;
            /// The bytes of the parameters.
            #vis const FLASH_BYTES: usize = <Self as #rt::Network>::FLASH_BYTES;
            /// The steps with their shapes.
            #vis const SHAPES: &'static [#rt::Step] = <Self as #rt::Network>::SHAPES;

            /// The table of the steps, with shapes and numbers of parameters.
            #[must_use]
            #vis fn summary() -> #rt::Summary {
                <Self as #rt::Network>::summary()
            }

            /// The graph in the language of Mermaid.
            #[must_use]
            #vis fn mermaid() -> #rt::Mermaid {
                <Self as #rt::Network>::mermaid()
            }

            /// The graph in the language DOT, for Graphviz.
            #[must_use]
            #vis fn dot() -> #rt::Dot {
                <Self as #rt::Network>::dot()
            }

            #training

            #weights
        }
    }
}

fn weights(network: &Network, names: &Names) -> TokenStream {
    let (vis, place) = (&network.vis, network.place());
    let rt = proc_macro2::Ident::new(&names.rt.to_string(), place);
    quote_spanned! {place=>
        /// A network with the parameters of a safetensors file, which must fit it in everything.
        #vis fn load(
            path: impl ::core::convert::AsRef<#rt::FilePath>,
        ) -> ::core::result::Result<#rt::Box<Self>, #rt::Error> {
            <Self as #rt::Network>::load(path)
        }
    }
}

fn training(network: &Network, names: &Names) -> TokenStream {
    let (vis, place) = (&network.vis, network.place());
    let rt = proc_macro2::Ident::new(&names.rt.to_string(), place);
    quote_spanned! {place=>
        /// A network with all parameters zero, created in place on the heap; also the place for gradients.
        #[must_use]
        #vis fn zeros() -> #rt::Box<Self> {
            <Self as #rt::Trainable>::zeros()
        }

        /// A network with random initial parameters, created in place on the heap.
        #[must_use]
        #vis fn init(rng: &mut impl #rt::Rng) -> #rt::Box<Self> {
            <Self as #rt::Trainable>::init(rng)
        }
    }
}

/// What only the compiler can compare, since the sizes are constants whose values the macro does not see.
pub(super) fn assertions(network: &Network) -> TokenStream {
    let cfgs = &network.cfgs;
    let assertions = network.assertions.iter().map(|assertion| {
        let assertion = assertion.tokens(&network.krate);
        quote!(#(#cfgs)* #assertion)
    });
    quote!(#(#assertions)*)
}
