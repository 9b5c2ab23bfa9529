//! Functions of one number: those of `functions.rs`, and `Pointwise<F>` for a function of the
//! user's.

use super::arguments::Reader;
use super::functions::{DerivativeOf, Function, GELU, GELU_TANH};
use super::rules;
use crate::model::layer::{DeclaredLayer, Formulas, Fuses, Gain, Given, Outcome, Streams, TypeContext};
use crate::model::meaning::{Kind, Rule};
use crate::model::text::{double, join, source_text};
use crate::parse::layer::known_number;
use proc_macro2::TokenStream;
use quote::quote;

struct Activation {
    name: String,
    function: Called,
    formulas: Formulas,
    gain: Gain,
    has_gradient_of_output: bool,
}

/// The function that is called.
enum Called {
    /// The library's of this name, with the settings that are written.
    Ours(&'static str, Vec<TokenStream>),
    /// One of the user's.
    Yours(TokenStream),
}

/// Reads the settings of a built-in function.
pub(super) fn read(reader: &mut Reader<'_>, function: &'static Function) -> syn::Result<Box<dyn DeclaredLayer>> {
    let mut written = Vec::new();
    for setting in function.settings {
        written.extend(reader.optional_number(&setting.number)?);
    }
    let defaults = function.settings.iter().map(|setting| double(setting.default)).skip(written.len());
    let settings: Vec<_> = written.iter().cloned().chain(defaults).collect();
    if function.has_bounds {
        reader.bounds(&settings[0], &settings[1], function.settings[0].number.help)?;
    }
    let name = match &written[..] {
        [] => reader.name().into(),
        _ => format!("{}<{}>", reader.name(), join(written.iter().map(source_text), ", ")),
    };
    Ok(Box::new(Activation { name, ..ours(function, written, &settings) }))
}

/// Calls a built-in function with the settings that are written; `settings` are all of them.
fn ours(function: &Function, written: Vec<TokenStream>, settings: &[TokenStream]) -> Activation {
    let has_gradient_of_output = match function.derivative_of {
        DerivativeOf::Input => false,
        DerivativeOf::Output => true,
        // The value of a constant is not known here.
        DerivativeOf::OutputIf(rule) => {
            settings.iter().map(known_number).collect::<Option<Vec<_>>>().is_some_and(|settings| rule(&settings))
        }
    };
    let Function { name, formulas, gain, .. } = *function;
    Activation { name: name.into(), function: Called::Ours(name, written), formulas, gain, has_gradient_of_output }
}

pub(super) fn gelu(reader: &mut Reader<'_>) -> syn::Result<Box<dyn DeclaredLayer>> {
    let approximates = reader.has_option("Tanh")?;
    let name = if approximates { "Gelu<Tanh>" } else { "Gelu" };
    let function = if approximates { &GELU_TANH } else { &GELU };
    Ok(Box::new(Activation { name: name.into(), ..ours(function, Vec::new(), &[]) }))
}

pub(super) fn pointwise(reader: &mut Reader<'_>) -> syn::Result<Box<dyn DeclaredLayer>> {
    let function = reader.function("Activation")?;
    let formulas = Formulas { forward: "y = f(x), for each feature", backward: "dx = dy ⊙ f'(x)" };
    let (name, function) = (reader.name_with(&function), Called::Yours(function));
    Ok(Box::new(Activation { name, function, formulas, gain: Gain::Linear, has_gradient_of_output: false }))
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
            Called::Ours(name, settings) if settings.is_empty() => context.path(name),
            Called::Ours(name, settings) => {
                let path = context.path(name);
                quote!(#path<#({ ::core::primitive::f64::to_bits(#settings) }),*>)
            }
            Called::Yours(function) => function.clone(),
        };
        quote!(#pointwise<#function, #size>)
    }

    fn formulas(&self) -> Formulas {
        self.formulas
    }

    fn streams(&self, _: &TypeContext<'_>) -> Streams {
        Streams::EveryFrame
    }

    fn meaning(&self, _: &TypeContext<'_>) -> Rule {
        Rule::Is(Kind::Values)
    }

    fn fuses(&self) -> Fuses {
        Fuses::Activation { has_gradient_of_output: self.has_gradient_of_output }
    }

    fn gain(&self) -> Gain {
        self.gain
    }

    fn keeps_shape(&self) -> bool {
        true
    }
}
