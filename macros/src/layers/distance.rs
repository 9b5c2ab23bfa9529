//! `Distance<K>`.

use super::arguments::{Reader, SizeName};
use super::rules::{must_be_flat, not_flat};
use crate::model::arithmetic::Incomputable;
use crate::model::layer::{DeclaredLayer, Formulas, Given, Outcome, Problem, Streams, TensorSpec, TypeContext};
use crate::model::meaning::{Kind, Rule};
use crate::model::shape::Shape;
use crate::model::size::Size;
use proc_macro2::TokenStream;
use quote::quote;

const PROTOTYPES: SizeName =
    SizeName { what: "the number of its prototypes", short: "K", example: "10", means: "10 prototypes" };

struct Distance {
    name: &'static str,
    prototypes: Size,
}

pub(super) fn read(reader: &mut Reader<'_>) -> syn::Result<Box<dyn DeclaredLayer>> {
    let prototypes = reader.size(&PROTOTYPES)?;
    Ok(Box::new(Distance { name: reader.name(), prototypes }))
}

impl DeclaredLayer for Distance {
    fn name(&self) -> &str {
        self.name
    }

    fn output(&self, given: &Given<'_>) -> Outcome {
        let output = Shape::vector(self.prototypes.clone());
        let [input] = given.inputs[0].sizes() else { return Outcome::bad(Some(output), not_flat(given)) };
        if let Some(problem) = Problem::obstacle(given, &input.known_to()) {
            return Outcome::bad(Some(output), problem);
        }
        let problem = match Size::product(&[self.prototypes.clone(), input.clone()]) {
            Err(reason @ Incomputable::TooLarge(_)) => Some(Problem::incomputable(given, "weights", &reason)),
            _ => None,
        };
        Outcome { problem, claims: must_be_flat(given, 0), ..Outcome::good(output) }
    }

    fn field_type(&self, context: &TypeContext<'_>) -> TokenStream {
        let (path, scalar) = (context.path(self.name), context.scalar);
        let (inputs, prototypes) = (context.features(0).argument(), self.prototypes.argument());
        quote!(#path<#scalar, #inputs, #prototypes>)
    }

    fn formulas(&self) -> Formulas {
        Formulas { forward: "dk = |x - pk|²", backward: "dx = 2·Σ ddk·(x - pk),  dpk = -2·ddk·(x - pk)" }
    }

    fn streams(&self, _: &TypeContext<'_>) -> Streams {
        Streams::not("takes a vector")
    }

    fn meaning(&self, _: &TypeContext<'_>) -> Rule {
        Rule::Is(Kind::Distances)
    }

    fn has_parameters(&self) -> bool {
        true
    }

    fn tensors(&self, context: &TypeContext<'_>) -> Option<Vec<TensorSpec>> {
        Some(vec![TensorSpec::trained("prototypes", vec![self.prototypes.clone(), context.features(0)])])
    }

    fn declared_output(&self) -> Option<Shape> {
        Some(Shape::vector(self.prototypes.clone()))
    }

    fn resized(&self, features: &str) -> Option<String> {
        Some(format!("{}<{features}>", self.name))
    }
}
