//! `Neg`.

use super::arguments::Reader;
use super::rules;
use crate::model::layer::{DeclaredLayer, Formulas, Given, Outcome, Streams, TypeContext};
use crate::model::meaning::{Joint, Rule};
use proc_macro2::TokenStream;
use quote::quote;

struct Neg {
    name: &'static str,
}

pub(super) fn read(reader: &mut Reader<'_>) -> syn::Result<Box<dyn DeclaredLayer>> {
    Ok(Box::new(Neg { name: reader.name() }))
}

impl DeclaredLayer for Neg {
    fn name(&self) -> &str {
        self.name
    }

    fn output(&self, given: &Given<'_>) -> Outcome {
        rules::same(given)
    }

    fn field_type(&self, context: &TypeContext<'_>) -> TokenStream {
        let (path, size) = (context.path(self.name), context.output_features().argument());
        quote!(#path<#size>)
    }

    fn formulas(&self) -> Formulas {
        Formulas { forward: "y = -x", backward: "dx = -dy" }
    }

    fn streams(&self, _: &TypeContext<'_>) -> Streams {
        Streams::EveryFrame
    }

    fn meaning(&self, _: &TypeContext<'_>) -> Rule {
        Rule::Joint(Joint::Negated)
    }

    fn keeps_shape(&self) -> bool {
        true
    }
}
