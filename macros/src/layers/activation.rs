//! Functions of one number: `Relu`, `Tanh`, `Sigmoid`, and `Pointwise<F>` for a function of the
//! user's.

use super::arguments::Reader;
use super::rules;
use crate::model::layer::{DeclaredLayer, Formulas, Fuses, Gain, Given, Outcome, TypeContext};
use crate::model::meaning::{Kind, Rule};
use proc_macro2::TokenStream;
use quote::quote;

struct Activation {
    name: String,
    function: Function,
    formulas: Formulas,
    gain: Gain,
}

enum Function {
    /// The library's of this name, whose derivative follows from its output.
    Ours(&'static str),
    /// One of the user's.
    Yours(TokenStream),
}

fn ours(
    reader: &Reader<'_>,
    gain: Gain,
    forward: &'static str,
    backward: &'static str,
) -> syn::Result<Box<dyn DeclaredLayer>> {
    let (name, formulas) = (reader.name(), Formulas { forward, backward });
    Ok(Box::new(Activation { name: name.into(), function: Function::Ours(name), formulas, gain }))
}

pub(super) fn relu(reader: &mut Reader<'_>) -> syn::Result<Box<dyn DeclaredLayer>> {
    ours(reader, Gain::Rectifier, "y = max(0, x)", "dx = dy where x > 0, else 0")
}

pub(super) fn tanh(reader: &mut Reader<'_>) -> syn::Result<Box<dyn DeclaredLayer>> {
    ours(reader, Gain::Linear, "y = tanh(x)", "dx = dy ⊙ (1 - y²)")
}

pub(super) fn sigmoid(reader: &mut Reader<'_>) -> syn::Result<Box<dyn DeclaredLayer>> {
    ours(reader, Gain::Linear, "y = 1 / (1 + exp(-x))", "dx = dy ⊙ y ⊙ (1 - y)")
}

pub(super) fn pointwise(reader: &mut Reader<'_>) -> syn::Result<Box<dyn DeclaredLayer>> {
    let function = reader.function("Activation")?;
    let formulas = Formulas { forward: "y = f(x), for each feature", backward: "dx = dy ⊙ f'(x)" };
    let (name, function) = (reader.name_with(&function), Function::Yours(function));
    Ok(Box::new(Activation { name, function, formulas, gain: Gain::Linear }))
}

impl DeclaredLayer for Activation {
    fn name(&self) -> &str {
        &self.name
    }

    fn output(&self, given: &Given<'_>) -> Outcome {
        rules::same(given)
    }

    fn field_type(&self, context: &TypeContext<'_>) -> TokenStream {
        let (pointwise, size) = (context.library("Pointwise"), context.output_features().argument());
        let function = match &self.function {
            Function::Ours(name) => context.path(name),
            Function::Yours(function) => function.clone(),
        };
        quote!(#pointwise<#function, #size>)
    }

    fn formulas(&self) -> Formulas {
        self.formulas
    }

    fn meaning(&self, _: &TypeContext<'_>) -> Rule {
        Rule::Is(Kind::Values)
    }

    fn fuses(&self) -> Fuses {
        Fuses::Activation { has_gradient_of_output: matches!(self.function, Function::Ours(_)) }
    }

    fn gain(&self) -> Gain {
        self.gain
    }

    fn keeps_shape(&self) -> bool {
        true
    }
}
