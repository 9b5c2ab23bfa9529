//! `AdaptiveAvgPool1d<LENGTH>` and `AdaptiveAvgPool2d<HEIGHT, WIDTH>`.

use super::{Function, MEANING};
use crate::layers::arguments::{Reader, SizeName};
use crate::layers::window::{not_an_array, takes_array};
use crate::model::layer::{DeclaredLayer, Formulas, Gain, Given, Outcome, Problem, Streams, TypeContext};
use crate::model::meaning::Rule;
use crate::model::shape::{Shape, Takes};
use crate::model::size::Size;
use proc_macro2::TokenStream;
use quote::quote;

const LENGTH: SizeName =
    SizeName { what: "the number of its regions", short: "LENGTH", example: "7", means: "7 regions in each channel" };
const HEIGHT: SizeName = SizeName {
    what: "the number of regions from top to bottom",
    short: "HEIGHT",
    example: "7",
    means: "7 by 7 regions in each channel",
};
const WIDTH: SizeName = SizeName { what: "the number of regions from left to right", short: "WIDTH", ..HEIGHT };

struct Adaptive {
    name: &'static str,
    /// The number of regions along each axis.
    regions: Vec<Size>,
}

pub(in crate::layers) fn adaptive_avg_pool1d(reader: &mut Reader<'_>) -> syn::Result<Box<dyn DeclaredLayer>> {
    let regions = vec![reader.size(&LENGTH)?];
    Ok(Box::new(Adaptive { name: reader.name(), regions }))
}

pub(in crate::layers) fn adaptive_avg_pool2d(reader: &mut Reader<'_>) -> syn::Result<Box<dyn DeclaredLayer>> {
    let height = reader.size(&HEIGHT)?;
    let width = reader.optional_size(&WIDTH, 0)?.unwrap_or_else(|| height.clone());
    Ok(Box::new(Adaptive { name: reader.name(), regions: vec![height, width] }))
}

impl DeclaredLayer for Adaptive {
    fn name(&self) -> &str {
        self.name
    }

    fn takes(&self) -> Option<Takes> {
        Some(takes_array(self.regions.len()))
    }

    /// As many channels, each with as many numbers as there are regions.
    fn output(&self, given: &Given<'_>) -> Outcome {
        let (input, rank) = (&given.inputs[0], self.regions.len());
        if input.is_hidden() || input.rank() != rank + 1 {
            return Outcome::bad(None, not_an_array(given, rank));
        }
        if let Some(problem) = Problem::obstacle(given, &input.known_to()) {
            return Outcome::bad(None, problem);
        }
        let shape = Shape::new(input.sizes()[..1].iter().chain(&self.regions).cloned().collect());
        match input.try_features().and_then(|_| shape.try_features()) {
            Ok(_) => Outcome::good(shape),
            Err(reason) => Outcome::bad(Some(shape), Problem::incomputable(given, "features", &reason)),
        }
    }

    fn field_type(&self, context: &TypeContext<'_>) -> TokenStream {
        let path = context.path(self.name);
        let input = (0..=self.regions.len()).map(|position| context.size(0, position));
        let sizes = [context.features(0), context.output_features()].into_iter().chain(input);
        let sizes = sizes.chain(self.regions.iter().cloned()).map(|size| size.argument());
        quote!(#path<#(#sizes),*>)
    }

    fn formulas(&self) -> Formulas {
        Function::Average.formulas()
    }

    fn gain(&self) -> Gain {
        Gain::PassedOn
    }

    fn streams(&self, _: &TypeContext<'_>) -> Streams {
        Streams::not("divides all frames into regions")
    }

    fn meaning(&self, _: &TypeContext<'_>) -> Rule {
        MEANING
    }
}
