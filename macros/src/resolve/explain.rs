//! Findings about what steps are given: the words of the rule that found a mistake, with what the
//! whole network has to say about it.

use super::lower::Lowered;
use crate::model::layer::{Help, Problem};
use crate::model::shape::Shape;
use crate::model::{Network, Source};
use crate::report::findings::Finding;
use proc_macro2::Span;

/// The findings for the problems of all steps.
pub(crate) fn findings(lowered: &Lowered) -> Vec<Finding> {
    lowered.problems.iter().map(|(step, problem)| finding(lowered, *step, problem)).collect()
}

fn finding(lowered: &Lowered, position: usize, problem: &Problem) -> Finding {
    let step = &lowered.network.steps[position];
    let help = match &problem.help {
        Help::Text(text) => text.clone(),
        Help::OrResize { text, features } => match origin(&lowered.network, step.from[0], features) {
            Origin::Step { name, resized } => format!("{text}, or make `{name}` a {resized}"),
            Origin::Input { name } => format!("{text}, or declare `{name} = {features}`"),
            Origin::Elsewhere => text.clone(),
        },
        Help::OrVector { text } => match vector(&lowered.network, step.from[0]) {
            Some((name, written)) => format!("make `{name}` a `{written}`, whose output is its last state, or {text}"),
            None => text.clone(),
        },
    };
    let places = problem.inputs.iter().map(|&input| giver(lowered, position, input)).collect();
    let span = problem.argument.unwrap_or(step.span);
    Finding { step: position, span, what: problem.what.clone(), help, table: true, places }
}

/// The step that decides that a value is a sequence, written so that it gives a vector: steps that
/// keep the shape are passed over.
fn vector(network: &Network, source: Source) -> Option<(&str, String)> {
    let Source::Step(step) = source else { return None };
    let step = &network.steps[step];
    match (step.layer.as_vector(), &step.from[..]) {
        (Some(written), _) => Some((&step.name, written)),
        (None, [from]) if step.layer.keeps_shape() => vector(network, *from),
        _ => None,
    }
}

/// The place that an input comes from, with what it gives.
fn giver(lowered: &Lowered, step: usize, input: usize) -> (Span, String) {
    let network = &lowered.network;
    let (step, source) = (&network.steps[step], network.steps[step].from[input]);
    let span = match source {
        Source::Input(input) => network.inputs[input].span,
        Source::Step(giver) => network.steps[giver].span,
    };
    (span, format!("`{}` gives {} here", network.giver(source), amount(&step.inputs[input])))
}

/// Where the size of a value is said.
pub(crate) enum Origin<'a> {
    /// In the arguments of the step with this name; `resized` is its layer, written to give other
    /// features.
    Step { name: &'a str, resized: String },
    /// In the arguments of the network, for the input with this name.
    Input { name: &'a str },
    /// It follows from several sizes.
    Elsewhere,
}

/// The place where the size of a value is said, which is to become `features`: steps that keep the
/// shape are passed over.
pub(crate) fn origin<'a>(network: &'a Network, source: Source, features: &str) -> Origin<'a> {
    let step = match source {
        Source::Input(input) => return Origin::Input { name: &network.inputs[input].name },
        Source::Step(step) => &network.steps[step],
    };
    match (step.layer.resized(features), &step.from[..]) {
        (Some(resized), _) => Origin::Step { name: &step.name, resized },
        (None, [from]) if step.layer.keeps_shape() => origin(network, *from, features),
        _ => Origin::Elsewhere,
    }
}

fn amount(shape: &Shape) -> String {
    match shape.sizes() {
        [size] if size.known() == Some(1) => "1 feature".into(),
        [_] if shape.is_hidden() => "a shape that only the compiler knows".into(),
        [size] => format!("{size} features"),
        _ => shape.to_string(),
    }
}
