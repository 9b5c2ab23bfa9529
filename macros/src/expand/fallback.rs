//! The remains of a network with mistakes: the struct and its traits, without code, so that one
//! mistake does not become forty.

use super::block::block;
use super::names::Names;
use super::{clone, embedding, facts, infer, outputs, parameters, samples, stream, train, typed, types};
use crate::embed::Embedded;
use crate::model::Network;
use crate::model::meaning::Kind;
use crate::model::meanings::{Meaning, Meanings};
use crate::model::shape::Shape;
use crate::model::size::Size;
use core::iter;
use proc_macro2::{Span, TokenStream};
use quote::{format_ident, quote};

/// The struct with the fields that are understood, and its traits, whose functions are never run.
pub(crate) fn fallback(network: Network, files: &Embedded) -> TokenStream {
    let kind = meaning(&network);
    let ends = stream::ends(&network, &Names::of(&network));
    let network = &patched(network);
    let names = &Names::of(network);
    let (rt, kind) = (&names.rt, format_ident!("{kind:?}"));
    let meaning = facts::meaning_of(names, &format_ident!("Input"), &quote!(#rt::#kind));
    // Numbers of nalgebra's, with which every network is a classifier.
    let shapes = [&network.input, network.output()].map(|shape| {
        let dimension = shape.features().dimension(rt);
        quote!(#rt::Rank1<#dimension>)
    });
    let classifier = facts::classifier_if(network, names, &quote!());
    let code = quote!(let _ = (simd, pass););
    let training =
        || train::implementation(names, &quote!(()), &quote!(), &quote!(let _ = (simd, pass, gradient);), &quote!());
    let implementations = [
        types::plain(network, names),
        parameters::implementation(names, iter::empty()),
        infer::implementation(network, names, &quote!(()), &quote!(), &code),
        network.train.then(|| names.if_train(&training())).into_iter().collect(),
        facts::implementation(
            network,
            names,
            &shapes,
            [&meaning, &facts::unnamed_meaning(names)],
            (!network.has_named_outputs()).then_some(&classifier),
        ),
        nothing_counted(names),
        typed::bounds(&network.input, network.output(), Some(&quote!()), names),
        facts::inherent(network, names),
        embedding::embedded(network, files, names).into_iter().collect(),
        stream::fallback(network, names, &ends).into_iter().collect(),
        clone::of_boxes(network, names).into_iter().collect(),
    ];
    let structure = types::declaration(network, names, &quote!());
    let (rows, samples) = samples::rows(network, names);
    let (named, outputs) = outputs::outputs(network, names);
    block(network, names, &quote!(#structure #rows #named), &quote!(#samples #outputs #(#implementations)*))
}

/// The network with flat shapes at its ends that can be written: uses of it are still checked.
fn patched(mut network: Network) -> Network {
    network.input = written(&network.input);
    network.inputs.iter_mut().for_each(|input| input.shape = written(&input.shape));
    if let Some(last) = network.steps.last_mut() {
        last.output = written(&last.output);
    }
    network
}

/// The shape as a vector; `[1]` where a mistake hides it.
fn written(shape: &Shape) -> Shape {
    Shape::vector(shape.writable_features().unwrap_or_else(|| Size::new(1, Span::call_site())))
}

/// Returns the meaning of the outputs where the macro knows it; else, as for a classifier, logits.
fn meaning(network: &Network) -> Kind {
    match Meanings::of(network).output() {
        Meaning::Is(kind @ (Kind::Probabilities | Kind::LogProbabilities)) => kind,
        _ => Kind::Logits,
    }
}

/// The facts of a network of which nothing is known.
fn nothing_counted(names: &Names) -> TokenStream {
    let rt = &names.rt;
    let header = names.impl_header(&quote!(#rt::Counted));
    quote! {
        #header {
            type Parameters = #rt::typenum::U0;
            type Steps = ();
            type Decimal = #rt::Const<0>;
        }
    }
}
