//! `Slice<START, END>`.

use super::arguments::{Reader, SizeName};
use super::rules::seen_as_vector;
use crate::model::assertion::Claim;
use crate::model::layer::{DeclaredLayer, Formulas, Given, Outcome, Problem, Streams, TypeContext};
use crate::model::meaning::{Joint, Rule};
use crate::model::shape::Shape;
use crate::model::size::{KnownTo, Size};
use proc_macro2::TokenStream;
use quote::quote;

const START: SizeName = SizeName {
    what: "the position of its first feature",
    short: "START",
    example: "0",
    means: "the first four features",
};
const END: SizeName = SizeName {
    what: "the position behind its last feature",
    short: "END",
    example: "4",
    means: "the first four features",
};

struct Slice {
    name: &'static str,
    start: Size,
    end: Size,
}

pub(super) fn read(reader: &mut Reader<'_>) -> syn::Result<Box<dyn DeclaredLayer>> {
    let (start, end) = (reader.position(&START)?, reader.size(&END)?);
    if let (Some(first), Some(behind)) = (start.known(), end.known())
        && first >= behind
    {
        let message = format!(
            "a slice from {first} up to, but not including, {behind} has no features\n\
             help: write `Slice<{first}, {}>` for the feature {first} alone",
            first + 1
        );
        return Err(syn::Error::new(end.span(), message));
    }
    Ok(Box::new(Slice { name: reader.name(), start, end }))
}

impl Slice {
    /// The number of channels, or of features of a flat vector.
    fn length(&self) -> Result<Size, crate::model::arithmetic::Incomputable> {
        if self.start.known() == Some(0) {
            Ok(self.end.clone())
        } else {
            self.end.minus(&self.start).map(|length| length.at_least_one())
        }
    }

    /// The sizes behind the first, which are not divided.
    fn plane(input: &Shape) -> &[Size] {
        input.sizes().get(1..).unwrap_or_default()
    }

    /// The range ends behind the last feature.
    fn too_long(&self, given: &Given<'_>) -> Problem {
        let Given { step, givers, inputs, .. } = given;
        let (giver, input) = (&givers[0], &inputs[0]);
        let (what, last) = (if input.rank() == 1 { "feature" } else { "channel" }, &input.sizes()[0]);
        Problem::new(
            format!("`{step}` ends at {what} {}, but `{giver}` gives {input}", self.end),
            format!("the position behind the last {what} is {last}: write at most `Slice<{}, {last}>`", self.start),
            &[0],
        )
        .at(self.end.span())
    }
}

impl DeclaredLayer for Slice {
    fn name(&self) -> &str {
        self.name
    }

    fn output(&self, given: &Given<'_>) -> Outcome {
        let input = &given.inputs[0];
        if let Some(problem) = Problem::obstacle(given, &input.known_to()) {
            return Outcome::bad(None, problem);
        }
        let length = match self.length() {
            Ok(length) => length,
            Err(reason) => return Outcome::bad(None, Problem::incomputable(given, "features", &reason)),
        };
        let output = Shape::new([length].into_iter().chain(Self::plane(input).iter().cloned()).collect());
        if let Err(reason) = output.try_features() {
            return Outcome::bad(None, Problem::incomputable(given, "features", &reason));
        }
        let size = &input.sizes()[0];
        let mut claims = seen_as_vector(given, 0).into_iter().collect::<Vec<_>>();
        match (self.start.known(), self.end.known(), size.known()) {
            (_, Some(end), Some(size)) if end > size => return Outcome::bad(Some(output), self.too_long(given)),
            (Some(_), Some(_), Some(_)) => {}
            _ => claims.extend(self.claim(given)),
        }
        Outcome { claims, ..Outcome::good(output) }
    }

    fn field_type(&self, context: &TypeContext<'_>) -> TokenStream {
        let path = context.path(self.name);
        let (input, first, output) = (
            context.features(0).argument(),
            self.first_feature(context).argument(),
            context.output_features().argument(),
        );
        quote!(#path<#input, #first, #output>)
    }

    fn formulas(&self) -> Formulas {
        Formulas { forward: "y = x from START up to, but not including, END", backward: "dx = dy there, else 0" }
    }

    fn streams(&self, _: &TypeContext<'_>) -> Streams {
        Streams::EveryFrame
    }

    fn meaning(&self, _: &TypeContext<'_>) -> Rule {
        Rule::Joint(Joint::Combined)
    }

    fn copies_from(&self, context: &TypeContext<'_>) -> Option<Size> {
        Some(self.first_feature(context))
    }
}

impl Slice {
    /// The position of its first feature: of the first channel, that of its first number.
    fn first_feature(&self, context: &TypeContext<'_>) -> Size {
        let planes = context.inputs().first().map(Self::plane).unwrap_or_default();
        let first = Size::product(&[core::slice::from_ref(&self.start), planes].concat());
        first.unwrap_or_else(|_| self.start.clone())
    }

    /// The claim that the range lies within the input, unless a const parameter has a part in it:
    /// then the library checks it.
    fn claim(&self, given: &Given<'_>) -> Option<Claim> {
        let size = given.inputs[0].sizes()[0].clone();
        let known_to = KnownTo::all([self.start.known_to(), self.end.known_to(), size.known_to()]);
        known_to.parameter().is_none().then(|| Claim::Range {
            step: given.step.to_owned(),
            range: [self.start.clone(), self.end.clone()],
            giver: given.givers[0].clone(),
            size,
        })
    }
}
