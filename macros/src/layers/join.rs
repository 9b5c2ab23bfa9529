//! Layers of several inputs: elementwise as `Add`, or one behind the other, `Concat`.

use super::arguments::Reader;
use crate::model::layer::{DeclaredLayer, Form, Formulas, Given, Outcome, Problem, Streams, TypeContext};
use crate::model::meaning::{Joint, Rule};
use crate::model::shape::Shape;
use crate::model::size::{Comparison, Size};
use proc_macro2::TokenStream;
use quote::quote;

/// Inputs of one shape to that shape.
struct Elementwise {
    name: &'static str,
    formulas: Formulas,
    joint: Joint,
    /// True if the type says how many inputs there are.
    is_counted: bool,
}

fn elementwise(
    reader: &Reader<'_>,
    joint: Joint,
    forward: &'static str,
    backward: &'static str,
) -> syn::Result<Box<dyn DeclaredLayer>> {
    let formulas = Formulas { forward, backward };
    Ok(Box::new(Elementwise { name: reader.name(), formulas, joint, is_counted: true }))
}

pub(super) fn add(reader: &mut Reader<'_>) -> syn::Result<Box<dyn DeclaredLayer>> {
    elementwise(reader, Joint::Combined, "y = x1 + x2 + …", "dx1 = dx2 = … = dy")
}

pub(super) fn sub(reader: &mut Reader<'_>) -> syn::Result<Box<dyn DeclaredLayer>> {
    let formulas = Formulas { forward: "y = x1 - x2", backward: "dx1 = dy,  dx2 = -dy" };
    Ok(Box::new(Elementwise { name: reader.name(), formulas, joint: Joint::Combined, is_counted: false }))
}

pub(super) fn mul(reader: &mut Reader<'_>) -> syn::Result<Box<dyn DeclaredLayer>> {
    elementwise(reader, Joint::Multiplied, "y = x1 ⊙ x2 ⊙ …", "dxk = dy ⊙ the product of the others")
}

pub(super) fn max(reader: &mut Reader<'_>) -> syn::Result<Box<dyn DeclaredLayer>> {
    let backward = "dxk = dy where xk is the largest, else 0";
    elementwise(reader, Joint::Combined, "y = max(x1, x2, …), elementwise", backward)
}

pub(super) fn min(reader: &mut Reader<'_>) -> syn::Result<Box<dyn DeclaredLayer>> {
    let backward = "dxk = dy where xk is the smallest, else 0";
    elementwise(reader, Joint::Combined, "y = min(x1, x2, …), elementwise", backward)
}

pub(super) fn mean(reader: &mut Reader<'_>) -> syn::Result<Box<dyn DeclaredLayer>> {
    elementwise(reader, Joint::Averaged, "y = (x1 + x2 + … + xK) / K", "dx1 = dx2 = … = dy / K")
}

impl DeclaredLayer for Elementwise {
    fn name(&self) -> &str {
        self.name
    }

    fn output(&self, given: &Given<'_>) -> Outcome {
        let inputs = given.inputs;
        // A shape that the macro knows says the most, one whose size is no number in a type the
        // least.
        let rank =
            |position: &usize| (inputs[*position].known_to().obstacle().is_some(), inputs[*position].is_hidden());
        let first = (0..inputs.len()).min_by_key(rank).unwrap_or(0);
        let output = inputs[first].clone();
        let mut claims = Vec::new();
        for (position, input) in inputs.iter().enumerate() {
            match output.compare(input) {
                Comparison::Equal => {}
                Comparison::Different => {
                    return Outcome::bad(Some(output), self.unequal(given, first, position));
                }
                Comparison::Later => claims.push(given.claim(position, output.clone())),
            }
        }
        match Problem::obstacle(given, &output.known_to()) {
            Some(problem) => Outcome::bad(None, problem),
            None => Outcome { claims, ..Outcome::good(output) },
        }
    }

    fn field_type(&self, context: &TypeContext<'_>) -> TokenStream {
        let (path, size) = (context.path(self.name), context.output_features().argument());
        if !self.is_counted {
            return quote!(#path<#size>);
        }
        let count = Size::new(context.count(), context.span).argument();
        quote!(#path<#size, #count>)
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

    fn form(&self, _: &TypeContext<'_>) -> Form {
        Form::Array
    }
}

impl Elementwise {
    /// An input has another shape than an earlier one.
    fn unequal(&self, given: &Given<'_>, first: usize, input: usize) -> Problem {
        let Given { step, givers, inputs, .. } = given;
        Problem::new(
            format!(
                "`{step}` takes values of one shape, but `{}` gives {} and `{}` gives {}",
                givers[first], inputs[first], givers[input], inputs[input],
            ),
            format!("give both the same size, or join them with `Concat` instead of `{}`", self.name),
            &[first, input],
        )
    }
}

/// Inputs one after the other.
struct Concat {
    name: &'static str,
}

pub(super) fn concat(reader: &mut Reader<'_>) -> syn::Result<Box<dyn DeclaredLayer>> {
    Ok(Box::new(Concat { name: reader.name() }))
}

impl DeclaredLayer for Concat {
    fn name(&self) -> &str {
        self.name
    }

    /// The first sizes are added, the others must agree.
    fn output(&self, given: &Given<'_>) -> Outcome {
        let inputs = given.inputs;
        let mut claims = Vec::new();
        let planes = behind_first(&inputs[0]);
        for (position, input) in inputs.iter().enumerate() {
            match planes.compare(&behind_first(input)) {
                Comparison::Equal => claims.extend(super::rules::seen_as_vector(given, position)),
                Comparison::Different => return Outcome::bad(None, unjoinable(given, position)),
                Comparison::Later => {
                    let sizes = input.sizes()[..1].iter().chain(planes.sizes()).cloned().collect();
                    claims.push(given.claim(position, Shape::new(sizes)));
                }
            }
        }
        let channels: Vec<Size> = inputs.iter().map(|input| input.sizes()[0].clone()).collect();
        let output = Size::sum(&channels).and_then(|sum| {
            let shape = Shape::new([sum].into_iter().chain(planes.sizes().iter().cloned()).collect());
            shape.try_features().map(|_| shape)
        });
        match output {
            Ok(output) => Outcome { claims, ..Outcome::good(output) },
            Err(reason) => Outcome { claims, ..Outcome::bad(None, Problem::incomputable(given, "features", &reason)) },
        }
    }

    fn field_type(&self, context: &TypeContext<'_>) -> TokenStream {
        concat_type(&context.path(self.name), context)
    }

    fn formulas(&self) -> Formulas {
        Formulas { forward: "y = (x1; x2; …)", backward: "dxk = the rows of dy that came from xk" }
    }

    fn streams(&self, _: &TypeContext<'_>) -> Streams {
        Streams::EveryFrame
    }

    fn meaning(&self, _: &TypeContext<'_>) -> Rule {
        Rule::Joint(Joint::Concatenated)
    }

    fn copies_from(&self, context: &TypeContext<'_>) -> Option<Size> {
        Some(Size::new(0, context.span))
    }
}

/// The type of the layer that joins the features of all inputs, with its path.
pub(super) fn concat_type(path: &TokenStream, context: &TypeContext<'_>) -> TokenStream {
    let (krate, size) = (context.krate, context.output_features().argument());
    let input = |position: usize| {
        let size = context.features(position).argument();
        quote!(#krate::nalgebra::Const<#size>)
    };
    let last = context.count().saturating_sub(1);
    let inputs = (0..last).rev().fold(input(last), |rest, position| {
        let input = input(position);
        quote!((#input, #rest))
    });
    quote!(#path<#inputs, #size>)
}

/// The sizes behind the first.
fn behind_first(shape: &Shape) -> Shape {
    Shape::new(shape.sizes().iter().skip(1).cloned().collect())
}

/// An input cannot be joined to the first one: apart from the channels the sizes must agree.
fn unjoinable(given: &Given<'_>, input: usize) -> Problem {
    let Given { step, givers, inputs, .. } = given;
    if let Some(hidden) = [0, input].into_iter().find(|input| inputs[*input].is_hidden()) {
        let (giver, known) = (&givers[hidden], &inputs[input - hidden]);
        let planes = behind_first(known).sizes().iter().map(|size| format!(", {size}")).collect::<String>();
        let what = format!("`{step}` joins values along their first size, but does not see those of `{giver}`");
        let help = format!(
            "put a step `shape: Reshape<C{planes}>` with its number of channels between `{giver}` and `{step}`"
        );
        return Problem::new(what, help, &[input - hidden]);
    }
    Problem::new(
        format!(
            "`{step}` joins values along their first size, so the others must agree, but `{}` gives {} and `{}` gives {}",
            givers[0], inputs[0], givers[input], inputs[input],
        ),
        "flatten both first, or make the other sizes equal",
        &[0, input],
    )
}
