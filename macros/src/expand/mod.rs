//! The checked model as Rust code.

mod block;
mod calls;
mod clone;
mod docs;
mod embedding;
mod facts;
mod fallback;
mod fields;
mod indices;
mod infer;
mod memory;
mod missing;
mod names;
mod outputs;
mod parameters;
mod passes;
mod samples;
mod saved;
#[cfg(test)]
mod snapshots;
mod stream;
mod train;
mod typed;
mod types;

use crate::embed::Embedded;
use crate::model::Network;
use crate::model::meanings::Meanings;
use crate::plan::fusion::Fusion;
use block::block;
use infer::Inference;
use proc_macro2::TokenStream;
use quote::quote;
use train::Training;

pub(crate) use fallback::fallback;
use names::Names;

/// All items of a network: the struct, and the implementations in a block of their own, whose names
/// nobody else sees.
pub(crate) fn network(network: &Network, files: &Embedded) -> TokenStream {
    let names = Names::of(network);
    let assertions = facts::assertions(network);
    let structure = types::structure(network, &names);
    let plain = types::plain(network, &names);
    let (rows, samples) = samples::rows(network, &names);
    let (named, outputs) = outputs::outputs(network, &names);
    let parameters = parameters::parameters(network, &names);
    let fusion = Fusion::of(network);
    let layer = Inference::of(network, &names, &fusion).layer();
    let training = || Training::of(network, &names, &fusion).differentiable();
    let differentiable = network.train.then(|| names.if_train(&training()));
    let facts = facts::network(network, &names);
    let declared = facts::declared(network, &names);
    let counted = typed::counted(network, &names);
    let classifier = Meanings::of(network).classifier();
    let classifier = classifier.map(|conditions| facts::conditions(network, &names, conditions));
    let bounds = typed::bounds(&network.input, network.output(), classifier.as_ref(), &names);
    let inherent = facts::inherent(network, &names);
    let embedded = embedding::embedded(network, files, &names);
    let stream = stream::stream(network, &names);
    let clone = clone::of_boxes(network, &names);
    let tests = embedding::tests(network, files);
    let missing = missing::layers(network);
    block(
        network,
        &names,
        &quote!(#structure #rows #named #assertions #missing #tests),
        &quote! {
            #plain
            #samples
            #outputs
            #parameters
            #layer
            #differentiable
            #facts
            #declared
            #counted
            #bounds
            #inherent
            #embedded
            #stream
            #clone
        },
    )
}
