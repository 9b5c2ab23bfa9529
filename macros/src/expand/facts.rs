//! What is known about a network when it is compiled: constants, the table of its steps, and what has to be asserted.

use super::{Names, typed};
use crate::arguments::Limit;
use crate::assertion::at;
use crate::model::{Network, Source, Step};
use crate::size::source_text;
use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::spanned::Spanned;

pub(super) fn network(network: &Network, names: &Names) -> TokenStream {
    let rt = &names.rt;
    let name = network.name.to_string();
    let input = typed::shape(network, names, &network.input);
    let output = typed::shape(network, names, network.output());
    let signature = signature(network, names);
    let header = names.impl_header(&quote!(#rt::Network));
    let classifier = network.scores(rt).map(|_| classifier(network, names));
    let class_names = class_names(network, rt);
    quote! {
        #signature

        #header {
            type Input = #input;
            type Output = #output;

            const NAME: &'static str = #name;
            #class_names
        }

        #classifier
    }
}

/// The names of the declared classes.
fn class_names(network: &Network, rt: &Ident) -> Option<TokenStream> {
    let classes = network.classes.as_ref()?;
    let classes = at(classes.span(), classes.to_token_stream());
    Some(quote!(const CLASS_NAMES: &'static [&'static ::core::primitive::str] = <#classes as #rt::Classes>::NAMES;))
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

/// What tells the classes apart: the declared enum, or numbers.
pub(super) fn classifier(network: &Network, names: &Names) -> TokenStream {
    let rt = &names.rt;
    let header = names.impl_header(&quote!(#rt::Classifier));
    let (class, class_at) = match &network.classes {
        Some(classes) => {
            let classes = at(classes.span(), classes.to_token_stream());
            (classes.clone(), quote!(<#classes as #rt::Classes>::at(index)))
        }
        None => (quote!(::core::primitive::usize), quote!(index)),
    };
    quote! {
        #header {
            type Class = #class;

            fn class_at(index: ::core::primitive::usize) -> #class {
                #class_at
            }
        }
    }
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
    let training = network.train.then(|| names.if_train(&training(network, names)));
    let weights = weights(network, names);
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

            #rt::if_weights! { #weights }
        }
    }
}

fn weights(network: &Network, names: &Names) -> TokenStream {
    let (vis, place) = (&network.vis, network.place());
    let rt = Ident::new(&names.rt.to_string(), place);
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
    let rt = Ident::new(&names.rt.to_string(), place);
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
    let assertions = network.assertions.iter().map(|assertion| assertion.tokens(&network.krate));
    let assertions = assertions.chain(classes(network)).chain(budget(network));
    let assertions = assertions.map(|assertion| quote!(#(#cfgs)* #assertion));
    quote!(#(#assertions)*)
}

/// As many classes as outputs.
fn classes(network: &Network) -> Option<TokenStream> {
    let path = network.classes.as_ref()?;
    let (span, name) = (path.span(), &network.name);
    let krate = &network.krate;
    let rt = at(span, quote!(#krate::__private));
    let (classes, written, shown) =
        (at(span, path.to_token_stream()), source_text(&path.to_token_stream()), name.to_string());
    Some(quote_spanned! {span=>
        const _: () = #rt::assert_classes(
            #written,
            <#classes as #rt::Classes>::ALL.len(),
            #shown,
            <<#name as #rt::Signature>::OutDim as #rt::DimName>::DIM,
        );
    })
}

/// No more than the network may cost.
fn budget(network: &Network) -> impl Iterator<Item = TokenStream> {
    let (name, krate) = (&network.name, &network.krate);
    network.budget.iter().map(move |Limit { cost, limit }| {
        let span = limit.span();
        let (rt, cost) = (at(span, quote!(#krate::__private)), Ident::new(cost, span));
        quote_spanned!(span=> const _: () = #rt::assert_budget::<#name>(#rt::Cost::#cost, #limit);)
    })
}
