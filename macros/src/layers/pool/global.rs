//! `GlobalAvgPool` and `GlobalMaxPool`.

use super::{Function, MEANING};
use crate::layers::arguments::Reader;
use crate::layers::rules::must_be_of;
use crate::model::layer::{DeclaredLayer, Formulas, Gain, Given, Outcome, Problem, Streams, TypeContext};
use crate::model::meaning::Rule;
use crate::model::shape::{Shape, Takes};
use proc_macro2::TokenStream;
use quote::quote;

/// The values that have channels.
const PLANES: Takes = Takes {
    ranks: 2..=3,
    words: "a signal `[C, L]` or an image `[C, H, W]`",
    instead: "a vector has no channels to reduce, and can be taken as it is",
};

struct Global {
    name: &'static str,
    function: Function,
}

pub(in crate::layers) fn global_avg_pool(reader: &mut Reader<'_>) -> syn::Result<Box<dyn DeclaredLayer>> {
    Ok(Box::new(Global { name: reader.name(), function: Function::Average }))
}

pub(in crate::layers) fn global_max_pool(reader: &mut Reader<'_>) -> syn::Result<Box<dyn DeclaredLayer>> {
    Ok(Box::new(Global { name: reader.name(), function: Function::Greatest }))
}

impl DeclaredLayer for Global {
    fn name(&self) -> &str {
        self.name
    }

    /// A number for each channel.
    fn output(&self, given: &Given<'_>) -> Outcome {
        let input = &given.inputs[0];
        if let Some(problem) = Problem::obstacle(given, &input.known_to()) {
            return Outcome::bad(None, problem);
        }
        if let Some(channels) = input.looked_up(0) {
            let claims = must_be_of(&PLANES, given).into_iter().collect();
            return Outcome { claims, ..Outcome::good(Shape::vector(channels)) };
        }
        if input.is_hidden() || input.rank() < 2 {
            return Outcome::bad(None, without_channels(given));
        }
        match input.try_features() {
            Ok(_) => Outcome::good(Shape::vector(input.sizes()[0].clone())),
            Err(reason) => Outcome::bad(None, Problem::incomputable(given, "inputs", &reason)),
        }
    }

    fn field_type(&self, context: &TypeContext<'_>) -> TokenStream {
        let path = context.path(self.name);
        let (input, output) = (context.features(0).argument(), context.output_features().argument());
        quote!(#path<#input, #output>)
    }

    fn formulas(&self) -> Formulas {
        self.function.formulas()
    }

    fn gain(&self) -> Gain {
        Gain::PassedOn
    }

    fn streams(&self, _: &TypeContext<'_>) -> Streams {
        Streams::not("makes one number of all frames")
    }

    fn meaning(&self, _: &TypeContext<'_>) -> Rule {
        MEANING
    }
}

/// The input is a vector, or the macro does not know what it is.
fn without_channels(given: &Given<'_>) -> Problem {
    let (step, giver, shape) = (given.step, &given.givers[0], &given.inputs[0]);
    let takes =
        format!("`{step}` takes a signal `[C, L]` or an image `[C, H, W]`, and gives a number for each channel");
    if shape.is_hidden() {
        let what = format!("{takes}, but only the compiler knows the shape of `{giver}`");
        let help = format!("put a step `reshape: Reshape<C, H, W>` with numbers between `{giver}` and `{step}`");
        return Problem::new(what, help, &[0]);
    }
    let help = match shape.sizes()[0].known() {
        Some(features) => {
            format!("write `Reshape<1, {features}>` before `{step}` for one channel of {features} elements")
        }
        None => format!("put a step `reshape: Reshape<C, L>` between `{giver}` and `{step}`"),
    };
    Problem::new(format!("{takes}, but `{giver}` gives {shape}, which has no channels"), help, &[0])
}
