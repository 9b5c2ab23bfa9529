//! The features of a sample that layers look up as indices of classes, traced through the steps
//! that copy values.

use super::names::Names;
use crate::model::{Network, Source, Step};
use proc_macro2::{Ident, TokenStream};
use quote::{quote, quote_spanned};

/// Defines `Layer::indices`, if a layer that may look features up takes some of the input.
pub(super) fn indices(network: &Network, names: &Names) -> Option<TokenStream> {
    let tracing = Tracing::of(network, names);
    let takers: Vec<_> = (0..network.steps.len()).filter(|position| tracing.takes_indices(*position)).collect();
    let needed = tracing.needed_for(&takers);
    let code: Vec<_> = (0..network.steps.len())
        .filter_map(|position| match (needed[position], takers.contains(&position)) {
            (true, _) => Some(tracing.origin_of(position)),
            (_, true) => Some(tracing.call(position)),
            _ => None,
        })
        .collect();
    let expect = &tracing.expect;
    (!takers.is_empty()).then(|| {
        quote! {
            fn indices(#expect: &mut dyn ::core::ops::FnMut(::core::primitive::usize, ::core::primitive::usize)) {
                #(#code)*
            }
        }
    })
}

/// The steps whose values are copies of features of the input, at least in part.
struct Tracing<'a> {
    network: &'a Network,
    names: &'a Names,
    copies: Vec<bool>,
    expect: Ident,
    feature: Ident,
}

impl<'a> Tracing<'a> {
    fn of(network: &'a Network, names: &'a Names) -> Self {
        let [expect, feature] = ["expect", "feature"].map(|name| names.fresh(name));
        let mut tracing = Tracing { network, names, copies: Vec::new(), expect, feature };
        for step in &network.steps {
            let copies = step.copies_from.is_some() && tracing.takes_copies(step);
            tracing.copies.push(copies);
        }
        tracing
    }

    /// Returns true if a feature that a step takes is one of the input.
    fn takes_copies(&self, step: &Step) -> bool {
        step.from.iter().any(|source| match source {
            Source::Input(_) => true,
            Source::Step(from) => self.copies[*from],
        })
    }

    /// Returns true if features of the input may be indices for a step.
    fn takes_indices(&self, position: usize) -> bool {
        let step = &self.network.steps[position];
        step.layer.has_indices() && self.takes_copies(step)
    }

    /// The steps through which features pass on their way to those that look them up.
    fn needed_for(&self, takers: &[usize]) -> Vec<bool> {
        let mut needed = vec![false; self.network.steps.len()];
        for (position, step) in self.network.steps.iter().enumerate().rev() {
            if takers.contains(&position) || needed[position] {
                for source in &step.from {
                    if let Source::Step(from) = source {
                        needed[*from] |= self.copies[*from];
                    }
                }
            }
        }
        needed
    }

    /// Defines the function from the features of a step that copies to those of the input.
    fn origin_of(&self, position: usize) -> TokenStream {
        let Tracing { names, feature, .. } = self;
        let step = &self.network.steps[position];
        let (name, origin) = (names.value(step), self.origin(&step.from));
        let start = step.copies_from.as_ref().filter(|start| start.known() != Some(0)).map(|start| {
            let start = start.value();
            quote!(let #feature = #feature + #start;)
        });
        quote! {
            let #name = |#feature: ::core::primitive::usize| {
                #start
                #origin
            };
        }
    }

    /// Has a layer say which of its features are indices.
    fn call(&self, position: usize) -> TokenStream {
        let Tracing { names, expect, feature, .. } = self;
        let step = &self.network.steps[position];
        let (rt, scalar, layer) = (names.rt_at(step), &names.scalar, names.layers[position].ty());
        let function = quote_spanned!(step.place()=> <#layer as #rt::Layer<#scalar>>::indices);
        if self.network.inputs.len() == 1 && step.from == [Source::Input(0)] {
            return quote!(#function(#expect););
        }
        let (classes, origin) = (names.fresh("classes"), self.origin(&step.from));
        quote! {
            #function(&mut |#feature, #classes| {
                if let ::core::option::Option::Some(#feature) = #origin {
                    #expect(#feature, #classes);
                }
            });
        }
    }

    /// The feature of the input of which `feature` of these values, one behind the other, is a
    /// copy.
    fn origin(&self, sources: &[Source]) -> TokenStream {
        let Some((last, others)) = sources.split_last() else { return quote!() };
        let feature = &self.feature;
        others.iter().rev().fold(self.origin_in(*last), |rest, source| {
            let (length, origin) = (self.network.shape(*source).features().value(), self.origin_in(*source));
            quote! {
                if #feature < #length {
                    #origin
                } else {
                    let #feature = #feature - #length;
                    #rest
                }
            }
        })
    }

    /// The feature of the input of which `feature` of a value is a copy.
    fn origin_in(&self, source: Source) -> TokenStream {
        let feature = &self.feature;
        match source {
            Source::Input(input) => {
                let before = self.network.inputs[..input].iter().map(|input| input.shape.features().value());
                quote!(::core::option::Option::Some(#feature #(+ #before)*))
            }
            Source::Step(from) if self.copies[from] => {
                let origin = self.names.value(&self.network.steps[from]);
                quote!(#origin(#feature))
            }
            Source::Step(_) => quote!(::core::option::Option::None),
        }
    }
}
