//! One learned number for each channel, or for each feature of a flat vector: `Scale` and `Bias`.

use super::arguments::Reader;
use super::rules;
use crate::model::layer::{DeclaredLayer, Formulas, Given, Outcome, Streams, TensorSpec, TypeContext};
use crate::model::meaning::{Joint, Rule};
use proc_macro2::TokenStream;
use quote::quote;

struct ByChannel {
    name: &'static str,
    tensor: &'static str,
    joint: Joint,
    formulas: Formulas,
}

pub(super) fn scale(reader: &mut Reader<'_>) -> syn::Result<Box<dyn DeclaredLayer>> {
    let formulas = Formulas { forward: "y = w ⊙ x", backward: "dx = w ⊙ dy,  dw = x ⊙ dy" };
    Ok(Box::new(ByChannel { name: reader.name(), tensor: "weight", joint: Joint::Multiplied, formulas }))
}

pub(super) fn bias(reader: &mut Reader<'_>) -> syn::Result<Box<dyn DeclaredLayer>> {
    let formulas = Formulas { forward: "y = x + b", backward: "dx = dy,  db = dy" };
    Ok(Box::new(ByChannel { name: reader.name(), tensor: "bias", joint: Joint::Combined, formulas }))
}

impl DeclaredLayer for ByChannel {
    fn name(&self) -> &str {
        self.name
    }

    fn output(&self, given: &Given<'_>) -> Outcome {
        rules::same_channels(given)
    }

    fn field_type(&self, context: &TypeContext<'_>) -> TokenStream {
        let (path, scalar) = (context.path(self.name), context.scalar);
        let (channels, size) = (context.channels(0).argument(), context.output_features().argument());
        quote!(#path<#scalar, #channels, #size>)
    }

    fn formulas(&self) -> Formulas {
        self.formulas
    }

    fn streams(&self, _: &TypeContext<'_>) -> Streams {
        Streams::EveryFrame
    }

    fn meaning(&self, _: &TypeContext<'_>) -> Rule {
        Rule::Joint(self.joint)
    }

    fn has_parameters(&self) -> bool {
        true
    }

    fn tensors(&self, context: &TypeContext<'_>) -> Option<Vec<TensorSpec>> {
        Some(vec![TensorSpec::trained(self.tensor, vec![context.channels(0)])])
    }

    fn keeps_shape(&self) -> bool {
        true
    }
}
