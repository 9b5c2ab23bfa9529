//! What remains of a network with mistakes: the struct and its traits, without code, so that one mistake does not become forty.

use super::block::block;
use super::names::Names;
use super::parameters::over;
use super::{clone, embedding, facts, typed, types};
use crate::embed::Embedded;
use crate::model::Network;
use crate::model::meaning::Kind;
use crate::model::meanings::{Meaning, Meanings};
use crate::model::shape::Shape;
use crate::model::size::Size;
use proc_macro2::{Span, TokenStream};
use quote::{format_ident, quote};

/// The struct with the fields that are understood, and its traits, whose functions are never run.
pub(crate) fn fallback(network: &Network, files: &Embedded) -> TokenStream {
    let names = Names::of(network);
    let structure = types::declaration(network, &names, &quote!());
    let plain = types::plain(network, &names);
    let parameters = parameters(&names);
    let layer = layer(network, &names);
    let differentiable = network.train.then(|| names.if_train(&differentiable(&names)));
    let facts = bare_facts(network, &names);
    let inherent = facts::inherent(network, &names);
    let embedded = embedding::embedded(network, files, &names);
    let clone = clone::of_boxes(network, &names);
    let implementations = quote!(#plain #parameters #layer #differentiable #facts #inherent #embedded #clone);
    block(network, &names, &structure, &implementations)
}

fn one() -> Shape {
    Shape::vector(Size::new(1, Span::call_site()))
}

fn known(shape: &Shape) -> Shape {
    if shape.writable_features().is_some() { shape.clone() } else { one() }
}

/// The shapes of input and output, with which uses of the network are still checked.
fn ends(network: &Network, names: &Names) -> (TokenStream, TokenStream) {
    let dimension = |shape: &Shape| known(shape).features().dimension(&names.rt);
    (dimension(&network.input), dimension(network.output()))
}

fn parameters(names: &Names) -> TokenStream {
    let Names { rt, scalar, .. } = names;
    let header = names.impl_header(&quote!(#rt::Parameters<#scalar>));
    let over = over(names);
    quote! {
        #header {
            #over

            const SCHEMA: &'static #rt::Schema = #rt::Schema::EMPTY;
        }
    }
}

fn layer(network: &Network, names: &Names) -> TokenStream {
    let Names { rt, scalar, .. } = names;
    let (input, output) = ends(network, names);
    let header = names.impl_header(&quote!(#rt::Layer<#scalar>));
    quote! {
        #header {
            type In = #input;
            type Out = #output;
            type Scratch = ();

            fn infer<Batch: #rt::Dim, Set: #rt::Simd>(
                &self,
                _: Set,
                _: #rt::Infer<'_, #scalar, Self, Batch>,
            ) {
            }
        }
    }
}

fn differentiable(names: &Names) -> TokenStream {
    let Names { rt, scalar, .. } = names;
    let header = names.impl_header(&quote!(#rt::Differentiable<#scalar>));
    quote! {
        #header {
            type Saved<Batch: #rt::Dim> = ();

            fn backward<Batch: #rt::Dim, Set: #rt::Simd>(
                &self,
                _: Set,
                _: #rt::Backward<'_, #scalar, Self, Batch>,
                _: &mut Self,
            ) {
            }
        }
    }
}

/// Returns the meaning of the outputs where the macro knows it; else, as for a classifier, logits.
fn meaning(network: &Network, Names { rt, .. }: &Names) -> TokenStream {
    let meanings = Meanings::of(network);
    match meanings.output() {
        scores @ Meaning::Is(Kind::Probabilities | Kind::LogProbabilities) => meanings.tokens(scores, rt, &quote!()),
        _ => quote!(#rt::Logits),
    }
}

fn bare_facts(network: &Network, names: &Names) -> TokenStream {
    let Names { rt, scalar, .. } = names;
    let name = network.name.to_string();
    let (input, output) = ends(network, names);
    let signature = names.impl_header(&quote!(#rt::Signature));
    let header = names.impl_header(&quote!(#rt::Network));
    let classifier = facts::classifier_if(network, names, &quote!());
    let meaning = facts::meaning_of(names, &format_ident!("Input"), &meaning(network, names));
    let counted = names.impl_header(&quote!(#rt::Counted));
    let bounds = typed::bounds(&known(&network.input), &known(network.output()), Some(&quote!()), names);
    quote! {
        #signature {
            type Scalar = #scalar;
            type InDim = #input;
            type OutDim = #output;
            type Meaning = <Self as #rt::OutputMeaning>::Given<#rt::Logits>;
        }

        #meaning

        #header {
            type InputShape = #rt::Rank1<#input>;
            type OutputShape = #rt::Rank1<#output>;

            const NAME: &'static str = #name;
        }

        #classifier

        #counted {
            type Parameters = #rt::typenum::U0;
            type Steps = ();
            type Decimal = #rt::Const<0>;
        }

        #bounds
    }
}
