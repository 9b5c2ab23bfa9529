//! `Flatten`.

use super::arguments::Reader;
use crate::model::layer::{DeclaredLayer, Formulas, Fuses, Gain, Given, Outcome, Problem, Streams, TypeContext};
use crate::model::meaning::Rule;
use crate::model::shape::Shape;
use crate::model::size::Size;
use proc_macro2::TokenStream;
use quote::quote;

struct Flatten {
    name: &'static str,
}

pub(super) fn read(reader: &mut Reader<'_>) -> syn::Result<Box<dyn DeclaredLayer>> {
    Ok(Box::new(Flatten { name: reader.name() }))
}

impl DeclaredLayer for Flatten {
    fn name(&self) -> &str {
        self.name
    }

    /// Any shape to the vector of its features.
    fn output(&self, given: &Given<'_>) -> Outcome {
        let input = &given.inputs[0];
        if let Some(problem) = Problem::obstacle(given, &input.known_to()) {
            return Outcome::bad(None, problem);
        }
        match input.try_features() {
            Ok(features) => Outcome::good(Shape::vector(features)),
            Err(reason) => Outcome::bad(None, Problem::incomputable(given, "features", &reason)),
        }
    }

    fn field_type(&self, context: &TypeContext<'_>) -> TokenStream {
        let (path, size) = (context.path(self.name), context.output_features().argument());
        quote!(#path<#size>)
    }

    fn formulas(&self) -> Formulas {
        Formulas { forward: "y = x, as a flat vector", backward: "dx = dy" }
    }

    fn gain(&self) -> Gain {
        Gain::PassedOn
    }

    /// One frame is as flat as the vector of its features.
    fn streams(&self, context: &TypeContext<'_>) -> Streams {
        let frames = context.inputs().first().and_then(|input| input.sizes().get(1));
        if frames.is_none_or(|frames| frames.known() == Some(1)) {
            Streams::EveryFrame
        } else {
            Streams::not("puts all frames into one vector")
        }
    }

    fn meaning(&self, _: &TypeContext<'_>) -> Rule {
        Rule::Input
    }

    fn copies_from(&self, context: &TypeContext<'_>) -> Option<Size> {
        Some(Size::new(0, context.span))
    }

    fn fuses(&self) -> Fuses {
        Fuses::Identity
    }
}
