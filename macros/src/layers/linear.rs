//! `Linear<OUT>` and `Linear<IN, OUT>`, with a bias unless `NoBias` follows.

use super::arguments::{Reader, SizeName};
use super::rules::{must_be_flat, not_flat};
use crate::model::arithmetic::Incomputable;
use crate::model::layer::{
    DeclaredLayer, Folding, Formulas, Fuses, Given, Help, Outcome, Problem, Streams, TensorSpec, Then, TypeContext,
};
use crate::model::meaning::{Kind, Rule};
use crate::model::shape::Shape;
use crate::model::size::{Comparison, KnownTo, Size};
use proc_macro2::TokenStream;
use quote::quote;

const INPUTS: SizeName = SizeName { what: "the number of its inputs", short: "IN", example: "4", means: "4 inputs" };
const OUTPUTS: SizeName =
    SizeName { what: "the number of its outputs", short: "OUT", example: "10", means: "10 outputs" };

#[derive(Clone)]
struct Linear {
    name: &'static str,
    /// The number of inputs, where it is said.
    inputs: Option<Size>,
    outputs: Size,
    has_bias: bool,
}

pub(super) fn read(reader: &mut Reader<'_>) -> syn::Result<Box<dyn DeclaredLayer>> {
    let has_bias = !reader.flag("NoBias", "WithBias")?;
    let inputs = reader.optional_size(&INPUTS, 1)?;
    let outputs = reader.size(&OUTPUTS)?;
    Ok(Box::new(Linear { name: reader.name(), inputs, outputs, has_bias }))
}

impl Linear {
    /// The input is a signal or an image. Of a signal each frame can be taken by itself.
    fn not_flat(&self, given: &Given<'_>) -> Problem {
        let problem = not_flat(given);
        let ([_, frames], Help::OrVector { text }, None) = (given.inputs[0].sizes(), &problem.help, &self.inputs)
        else {
            return problem;
        };
        let no_bias = if self.has_bias { "" } else { ", NoBias" };
        let conv = format!("`Conv1d<{}, 1{no_bias}>`", self.outputs);
        let text = if given.is_stream {
            format!("write {conv} in its place, which takes each frame by itself")
        } else {
            format!("{text}, or write {conv} in its place, which takes each of the {frames} frames by itself")
        };
        Problem { help: Help::OrVector { text }, ..problem }
    }
}

impl DeclaredLayer for Linear {
    fn name(&self) -> &str {
        self.name
    }

    fn output(&self, given: &Given<'_>) -> Outcome {
        let output = Shape::vector(self.outputs.clone());
        let [input] = given.inputs[0].sizes() else { return Outcome::bad(Some(output), self.not_flat(given)) };
        let mut claims = must_be_flat(given, 0);
        match self.inputs.as_ref().map(|takes| (takes, takes.compare(input))) {
            None => {
                if let Some(problem) = Problem::obstacle(given, &input.known_to()) {
                    return Outcome::bad(Some(output), problem);
                }
            }
            Some((_, Comparison::Equal)) => {}
            Some((takes, Comparison::Different)) => return Outcome::bad(Some(output), mismatch(given, takes, input)),
            // This says that the input is a vector, too.
            Some((takes, Comparison::Later)) => claims = vec![given.claim(0, Shape::vector(takes.clone()))],
        }
        // A weight of known sizes may be too large where its sizes are not; other sizes are the
        // compiler's business.
        let problem = match Size::product(&[self.outputs.clone(), input.clone()]) {
            Err(reason @ Incomputable::TooLarge(_)) => Some(Problem::incomputable(given, "weights", &reason)),
            _ => None,
        };
        Outcome { problem, claims, ..Outcome::good(output) }
    }

    fn field_type(&self, context: &TypeContext<'_>) -> TokenStream {
        let (path, scalar, krate) = (context.path(self.name), context.scalar, context.krate);
        // The given size, not the declared one: a difference has been reported, and need not be by
        // the compiler as well. It can be the compiler's business alone, though.
        let inputs = context.writable_features(0).or_else(|| self.inputs.clone());
        let inputs = inputs.unwrap_or_else(|| context.features(0)).argument();
        let outputs = self.outputs.argument();
        let bias = (!self.has_bias).then(|| quote!(, #krate::layer::NoBias));
        quote!(#path<#scalar, #inputs, #outputs #bias>)
    }

    fn formulas(&self) -> Formulas {
        Formulas { forward: "y = W·x + b", backward: "dx = Wᵀ·dy,  dW = dy·xᵀ,  db = dy" }
    }

    fn streams(&self, _: &TypeContext<'_>) -> Streams {
        Streams::not("takes a vector")
    }

    fn meaning(&self, _: &TypeContext<'_>) -> Rule {
        Rule::Is(Kind::Logits)
    }

    fn has_parameters(&self) -> bool {
        true
    }

    fn tensors(&self, context: &TypeContext<'_>) -> Option<Vec<TensorSpec>> {
        let inputs = self.inputs.clone().unwrap_or_else(|| context.features(0));
        let mut tensors = vec![TensorSpec::trained("weight", vec![self.outputs.clone(), inputs])];
        if self.has_bias {
            tensors.push(TensorSpec::trained("bias", vec![self.outputs.clone()]));
        }
        Some(tensors)
    }

    fn folding(&self) -> Folding {
        Folding::Takes(Box::new(Linear { has_bias: true, ..self.clone() }))
    }

    fn fuses(&self) -> Fuses {
        Fuses::Epilogue { then: Then::FullyConnected }
    }

    fn declared_input(&self) -> Option<Shape> {
        self.inputs.clone().map(Shape::vector)
    }

    fn declared_output(&self) -> Option<Shape> {
        Some(Shape::vector(self.outputs.clone()))
    }

    fn resized(&self, features: &str) -> Option<String> {
        Some(format!("{}<{features}>", self.name))
    }
}

/// The layer says that it takes another number of features.
fn mismatch(given: &Given<'_>, takes: &Size, gives: &Size) -> Problem {
    let (step, giver, takes_text) = (given.step, &given.givers[0], takes.to_string());
    let any = |size: &Size| matches!(size.known_to(), KnownTo::Parameter(_));
    let reason = [takes, gives].into_iter().find(|size| any(size));
    let reason = reason.map_or_else(String::new, |parameter| format!(": `{parameter}` can be any number"));
    let plural = if takes_text == "1" { "" } else { "s" };
    Problem {
        what: format!("`{step}` takes {takes_text} feature{plural}, but `{giver}` gives {gives}{reason}"),
        help: Help::OrResize { text: "drop the explicit input size".into(), features: takes_text },
        inputs: vec![0],
        argument: None,
    }
}
