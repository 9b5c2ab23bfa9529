//! Facts of a network at compile time: constants, the table of its steps, and assertions.

use super::fields::Alias;
use super::names::{Names, pairs};
use super::typed;
use crate::model::assertion::{Assertion, Claim, at};
use crate::model::meaning::Kind;
use crate::model::meanings::{Conditions, Meaning, Meanings};
use crate::model::text::source_text;
use crate::model::{Input, Limit, Network, Output, Step};
use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, format_ident, quote, quote_spanned};
use syn::ext::IdentExt;
use syn::spanned::Spanned;

/// Implements `Network`, and what it requires.
pub(super) fn network(network: &Network, names: &Names) -> TokenStream {
    let meanings = Meanings::of(network);
    let classifier = classifier(network, names, &meanings);
    let shapes = [&network.input, network.output()].map(|shape| typed::shape(network, names, shape));
    let [meaning, of_signature] = [meaning(&meanings, names), signature_meaning(network, &meanings, names)];
    implementation(network, names, &shapes, [&meaning, &of_signature], classifier.as_ref())
}

/// Implements `Network` with the shapes of input and output, and with the implementations that say
/// what the outputs mean, given the meaning of the input and by themselves, and which classes they
/// tell apart.
pub(super) fn implementation(
    network: &Network,
    names: &Names,
    [input, output]: &[TokenStream; 2],
    [meaning, of_signature]: [&TokenStream; 2],
    classifier: Option<&TokenStream>,
) -> TokenStream {
    let rt = &names.rt;
    let name = network.name.to_string();
    let signature = signature(network, names, of_signature);
    let header = names.impl_header(&quote!(#rt::Network));
    let class_names = class_names(network, rt);
    quote! {
        #signature

        #meaning

        #header {
            type InputShape = #input;
            type OutputShape = #output;

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
    Some(quote!(const CLASS_NAMES: &'static [&'static ::core::primitive::str] = <#classes as #rt::Class>::NAMES;))
}

/// The constants of a network as a layer.
pub(super) fn constants(network: &Network, names: &Names) -> TokenStream {
    let rt = &names.rt;
    let steps = network.fields().zip(&names.layers).map(|(step, layer)| row(network, names, step, layer));
    let inputs = network.has_named_inputs().then(|| {
        let inputs = network.inputs.iter().map(|Input { name, shape, .. }| {
            let shape = shape.value(rt);
            quote!(#rt::NamedInput { name: #name, shape: #shape })
        });
        quote!(const INPUTS: &'static [#rt::NamedInput] = &[#(#inputs),*];)
    });
    let outputs = network.has_named_outputs().then(|| {
        let outputs = network.outputs.iter().map(|output| {
            let (name, shape) = (output.name.unraw().to_string(), network.output_shape(output).value(rt));
            let step = output.step.map_or("", |step| &network.steps[step].name);
            quote!(#rt::NamedOutput { name: #name, step: #step, shape: #shape })
        });
        quote!(const OUTPUTS: &'static [#rt::NamedOutput] = &[#(#outputs),*];)
    });
    let shape = quote!(<<Self as #rt::Network>::InputShape as #rt::ShapeType>::SHAPE);
    let axes = (!network.has_named_inputs())
        .then(|| quote!(const AXES: ::core::option::Option<#rt::Shape> = ::core::option::Option::Some(#shape);));
    quote! {
        #axes
        const OUTPUT: #rt::Shape = <<Self as #rt::Network>::OutputShape as #rt::ShapeType>::SHAPE;
        #inputs
        #outputs
        const STEPS: &'static [#rt::Step] = &[#(#steps),*];
        const MACS: usize = #rt::macs(Self::STEPS);
    }
}

/// The element type and the numbers of features.
fn signature(network: &Network, names: &Names, meaning: &TokenStream) -> TokenStream {
    let Names { rt, scalar, .. } = names;
    let input = network.input.features().dimension(rt);
    let inputs = pairs(network.inputs.iter().map(|input| input.shape.features().dimension(rt)).collect());
    let output = network.output().features().dimension(rt);
    let header = names.impl_header(&quote!(#rt::Signature));
    quote! {
        #header {
            type Scalar = #scalar;
            type InDim = #input;
            type Inputs = #inputs;
            type OutDim = #output;
            type Meaning = #meaning;
        }
    }
}

/// Implements `OutputMeaning`: the meaning of the outputs, given that of the input.
fn meaning(meanings: &Meanings<'_>, names: &Names) -> TokenStream {
    let input = format_ident!("{}Input", names.scalar);
    meaning_of(names, &input, &output_meaning(meanings, names, &input))
}

/// The meaning of the outputs of a network that is in no other: of several, nested pairs.
fn signature_meaning(network: &Network, meanings: &Meanings<'_>, names: &Names) -> TokenStream {
    if network.has_named_outputs() {
        return pairs(network.outputs.iter().map(|output| named_meaning(output, meanings, names)).collect());
    }
    unnamed_meaning(names)
}

/// The meaning of the outputs as the network has it as a layer.
pub(super) fn unnamed_meaning(names: &Names) -> TokenStream {
    let rt = &names.rt;
    quote!(<Self as #rt::OutputMeaning>::Given<#rt::Logits>)
}

/// The meaning of a named output, looked up in a constant where only the compiler knows it.
pub(super) fn named_meaning(output: &Output, meanings: &Meanings<'_>, names: &Names) -> TokenStream {
    let (rt, has_parameters) = (&names.rt, names.parameters.len() > 1);
    let found = output.step.map_or(Meaning::Is(Kind::Values), |step| meanings.of_value(step));
    let meaning = meanings.tokens(found, rt, &quote!(#rt::Logits));
    if has_parameters || !matches!(found, Meaning::Later(_)) {
        return meaning;
    }
    quote!(<#rt::MeaningId<{ <#meaning as #rt::Meaning>::ID }> as #rt::MeaningOfId>::Meaning)
}

/// The meaning of the outputs. What only the compiler knows is looked up in constants, which may
/// mention private types of the user's, for each of the meanings that the input can have; with
/// a const parameter there cannot be such constants.
fn output_meaning(meanings: &Meanings<'_>, names: &Names, input: &Ident) -> TokenStream {
    let rt = &names.rt;
    let (output, has_parameters) = (meanings.output(), names.parameters.len() > 1);
    if has_parameters || !matches!(output, Meaning::Later(_)) {
        return meanings.tokens(output, rt, &input.to_token_stream());
    }
    let choices = Kind::ALL.map(|kind| {
        let input = meanings.tokens(Meaning::Is(kind), rt, &quote!());
        let meaning = meanings.tokens(output, rt, &input);
        quote!(<#rt::MeaningId<{ <#meaning as #rt::Meaning>::ID }> as #rt::MeaningOfId>::Meaning)
    });
    quote!(<#input as #rt::Meaning>::Choice<#(#choices),*>)
}

/// Implements `OutputMeaning` with this `meaning`, which may depend on `input`.
pub(super) fn meaning_of(names: &Names, input: &Ident, meaning: &TokenStream) -> TokenStream {
    let rt = &names.rt;
    let header = names.impl_header(&quote!(#rt::OutputMeaning));
    quote! {
        #header {
            type Given<#input: #rt::Meaning> = #meaning;
        }
    }
}

/// Makes a network a classifier, if it can be one.
fn classifier(network: &Network, names: &Names, meanings: &Meanings<'_>) -> Option<TokenStream> {
    let found = meanings.classifier()?;
    // With classes a network that is no classifier is a mistake, which is reported here.
    let found = Conditions { scores: found.scores && network.classes.is_none(), ..found };
    Some(classifier_if(network, names, &conditions(network, names, found)))
}

/// Writes the requirements for a network to be a classifier as a `where` clause.
pub(super) fn conditions(network: &Network, names: &Names, conditions: Conditions) -> TokenStream {
    let rt = &names.rt;
    let scores = conditions.scores.then(|| quote!(<Self as #rt::Signature>::Meaning: #rt::Scores,));
    let several = conditions.several.then(|| quote!(<Self as #rt::Network>::OutputShape: #rt::Several,));
    let output = network.output().features();
    let classes = network.classes.as_ref().filter(|_| output.known_to().parameter().is_some()).map(|classes| {
        let output = output.dimension(rt);
        quote!(#output: #rt::OneForEach<{ <#classes as #rt::Class>::ALL.len() }>,)
    });
    quote!(where #scores #several #classes)
}

/// The type that tells the classes apart: the declared enum, or numbers.
pub(super) fn classifier_if(network: &Network, names: &Names, conditions: &TokenStream) -> TokenStream {
    let rt = &names.rt;
    let header = names.impl_header(&quote!(#rt::Classifier));
    let header = match &network.classes {
        Some(classes) => at(classes.span(), header),
        None => header,
    };
    let (class, class_at) = match &network.classes {
        Some(classes) => {
            let classes = at(classes.span(), classes.to_token_stream());
            (classes.clone(), quote!(<#classes as #rt::Class>::at(index)))
        }
        None => (quote!(::core::primitive::usize), quote!(index)),
    };
    quote! {
        #header #conditions {
            type Class = #class;

            fn class_at(index: ::core::primitive::usize) -> #class {
                #class_at
            }
        }
    }
}

/// A row of the table.
fn row(network: &Network, names: &Names, step: &Step, alias: &Alias) -> TokenStream {
    let (rt, scalar) = (&names.rt_at(step), &names.scalar);
    let (name, layer, ty) = (&step.name, step.layer.name(), alias.ty());
    let from = step.from.iter().map(|source| network.giver(*source));
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

/// Facts and constructors without a type argument: `Spiral::PARAMS`, where `Spiral` means
/// `Spiral<f32>`.
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
            /// The multiply-accumulate operations of the matrices, for one sample.
            #vis const MACS: usize = <Self as #rt::Layer<::core::primitive::f32>>::MACS;
            /// The bytes of the activations and the output of one sample at inference.
            #vis const RAM_BYTES: usize = <Self as #rt::Network>::RAM_BYTES;
            /// The bytes of the parameters and statistics.
            #vis const FLASH_BYTES: usize = <Self as #rt::Network>::FLASH_BYTES;
            /// The steps with their shapes.
            #vis const STEPS: &'static [#rt::Step] = <Self as #rt::Layer<::core::primitive::f32>>::STEPS;

            /// The table of the steps, with shapes and numbers of parameters.
            #[must_use]
            #vis fn summary() -> #rt::Summary {
                <Self as #rt::Describe>::summary()
            }

            /// The graph in the language of Mermaid.
            #[must_use]
            #vis fn mermaid() -> #rt::Mermaid {
                <Self as #rt::Describe>::mermaid()
            }

            /// The graph in the language DOT, for Graphviz.
            #[must_use]
            #vis fn dot() -> #rt::Dot {
                <Self as #rt::Describe>::dot()
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
            <Self as #rt::Persist>::load(path)
        }
    }
}

fn training(network: &Network, names: &Names) -> TokenStream {
    let (vis, place) = (&network.vis, network.place());
    let rt = Ident::new(&names.rt.to_string(), place);
    quote_spanned! {place=>
        /// A network with all parameters zero, created in place on the heap; also the place for
        /// gradients.
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

/// Assertions that only the compiler can check, since the macro does not see the values of
/// constants.
pub(super) fn assertions(network: &Network) -> TokenStream {
    let cfgs = &network.cfgs;
    let assertions = network.assertions.iter().map(|assertion| assertion.tokens(&network.krate));
    let assertions =
        assertions.chain(defaults(network)).chain(clone(network)).chain(classes(network)).chain(budget(network));
    let assertions = assertions.map(|assertion| quote!(#(#cfgs)* #assertion));
    quote!(#(#assertions)*)
}

/// The declared number of outputs, where only the type of the last step tells what it gives.
pub(super) fn declared(network: &Network, names: &Names) -> Option<TokenStream> {
    let (declared, last) = (network.declared.as_ref()?, network.steps.last()?);
    let parameters = &names.parameters[..network.parameters.len()];
    let (size, span) = (declared.argument(), last.place());
    let rt = Ident::new(&names.rt.to_string(), span);
    let output = at(span, network.output().features().dimension(&rt));
    Some(quote_spanned! {span=>
        #[allow(dead_code)]
        fn __declared<#(#parameters),*>() {
            #rt::assert_gives::<#output, #size>();
        }
    })
}

/// The sizes of the network that its name alone stands for, if it has const parameters.
fn defaults(network: &Network) -> Option<TokenStream> {
    let first = network.parameters.first().filter(|_| stands_for_one(network))?;
    let layer = network.name.to_token_stream();
    let claim = Claim::Sizes { step: network.name.to_string(), layer };
    Some(Assertion { claim, span: first.ident.span() }.tokens(&network.krate))
}

/// Returns `true` if the name of the network alone is a type.
fn stands_for_one(network: &Network) -> bool {
    network.parameters.iter().all(|parameter| parameter.default.is_some())
}

/// A large network must not be `Clone`, by whatever implementation.
fn clone(network: &Network) -> Option<TokenStream> {
    let (name, krate) = (&network.name, &network.krate);
    let (span, shown) = (name.span(), name.to_string());
    let rt = at(span, quote!(#krate::__private));
    stands_for_one(network).then(|| {
        quote_spanned! {span=>
            const _: () = {
                #[allow(unused_imports)]
                use #rt::ClonesNot as _;
                #rt::assert_clone::<#name>(#shown, #rt::Clones::<#name>::CLONES)
            };
        }
    })
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
            <#classes as #rt::Class>::ALL.len(),
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
