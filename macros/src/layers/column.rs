//! Functions of all features of a sample: `Softmax`, `LogSoftmax`, `Softmin`, and `Columnwise<F>`
//! for a function of the user's.

use super::arguments::Reader;
use super::rules;
use crate::model::layer::{DeclaredLayer, Formulas, Given, Outcome, Streams, TypeContext};
use crate::model::meaning::{Kind, Rule};
use proc_macro2::TokenStream;
use quote::quote;

struct Column {
    name: String,
    function: Function,
    formulas: Formulas,
}

enum Function {
    /// The library's of this name, whose outputs mean this.
    Ours(&'static str, Kind),
    /// One of the user's, which says what they mean.
    Yours(TokenStream),
}

fn ours(
    reader: &Reader<'_>,
    meaning: Kind,
    forward: &'static str,
    backward: &'static str,
) -> syn::Result<Box<dyn DeclaredLayer>> {
    let (name, formulas) = (reader.name(), Formulas { forward, backward });
    Ok(Box::new(Column { name: name.into(), function: Function::Ours(name, meaning), formulas }))
}

pub(super) fn softmax(reader: &mut Reader<'_>) -> syn::Result<Box<dyn DeclaredLayer>> {
    ours(reader, Kind::Probabilities, "y = exp(x) / Σ exp(x)", "dx = y ⊙ (dy - Σ dy ⊙ y)")
}

pub(super) fn log_softmax(reader: &mut Reader<'_>) -> syn::Result<Box<dyn DeclaredLayer>> {
    ours(reader, Kind::LogProbabilities, "y = x - ln Σ exp(x)", "dx = dy - exp(y)·Σ dy")
}

pub(super) fn softmin(reader: &mut Reader<'_>) -> syn::Result<Box<dyn DeclaredLayer>> {
    ours(reader, Kind::Probabilities, "y = exp(-x) / Σ exp(-x)", "dx = y ⊙ (Σ dy ⊙ y - dy)")
}

pub(super) fn columnwise(reader: &mut Reader<'_>) -> syn::Result<Box<dyn DeclaredLayer>> {
    let function = reader.function("ColumnFunction")?;
    let formulas = Formulas { forward: "y = f(x), for each sample", backward: "dx = dy·df/dx" };
    let (name, function) = (reader.name_with(&function), Function::Yours(function));
    Ok(Box::new(Column { name, function, formulas }))
}

impl DeclaredLayer for Column {
    fn name(&self) -> &str {
        &self.name
    }

    fn output(&self, given: &Given<'_>) -> Outcome {
        rules::same_vector(given)
    }

    fn field_type(&self, context: &TypeContext<'_>) -> TokenStream {
        let (columnwise, size) = (context.library("Columnwise"), context.output_features().argument());
        let function = match &self.function {
            Function::Ours(name, _) => context.path(name),
            Function::Yours(function) => function.clone(),
        };
        quote!(#columnwise<#function, #size>)
    }

    fn formulas(&self) -> Formulas {
        self.formulas
    }

    fn streams(&self, _: &TypeContext<'_>) -> Streams {
        Streams::not("computes from the numbers of all frames together")
    }

    fn meaning(&self, context: &TypeContext<'_>) -> Rule {
        match &self.function {
            Function::Ours(_, kind) => Rule::Is(*kind),
            Function::Yours(function) => {
                let krate = context.krate;
                Rule::Type(quote!(<#function as #krate::__private::ColumnFunction>::Meaning))
            }
        }
    }

    fn keeps_shape(&self) -> bool {
        true
    }
}
