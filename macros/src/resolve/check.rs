//! Rules over the whole graph: what is used, what is named, what comes out.

use super::explain::{Origin, origin};
use super::lower::Lowered;
use super::stream;
use crate::layers::words;
use crate::model::assertion::{Assertion, Claim};
use crate::model::meanings::Meanings;
use crate::model::shape::Shape;
use crate::model::size::{Comparison, Size};
use crate::model::text::source_text;
use crate::model::{Network, Source, Step};
use crate::parse::attribute::Arguments;
use crate::report::diagnostics::Diagnostics;
use crate::report::findings::Finding;
use proc_macro2::Span;
use quote::ToTokens;
use syn::Member;
use syn::spanned::Spanned;

/// Adds all findings about the graph as a whole.
pub(crate) fn check(
    lowered: &mut Lowered,
    arguments: &Arguments,
    findings: &mut Vec<Finding>,
    diagnostics: &mut Diagnostics,
) {
    if lowered.all_connected {
        unused_values(lowered, findings, diagnostics);
    }
    same_keys(lowered, diagnostics);
    findings.extend(output(lowered));
    stream::check(lowered, findings, diagnostics);
    classes(lowered, diagnostics);
    defaults(lowered, arguments, diagnostics);
}

fn place(step: &Step) -> Span {
    match &step.member {
        Some(Member::Named(name)) => name.span(),
        _ => step.span,
    }
}

fn unused_values(lowered: &Lowered, findings: &mut Vec<Finding>, diagnostics: &mut Diagnostics) {
    let steps = &lowered.network.steps;
    let is_used = |source: Source| steps.iter().any(|step| step.from.contains(&source));
    for (position, input) in lowered.network.inputs.iter().enumerate() {
        if steps.is_empty() || is_used(Source::Input(position)) {
            continue;
        }
        let message = match (&input.field, &lowered.network.inputs[..]) {
            (Some(name), [_, _, ..]) => format!(
                "the input `{name}` is never used\nhelp: name it in a `#[from(..)]` of a step, or remove it here"
            ),
            _ => format!(
                "the network's input is never used\n\
                 help: start with a step that takes it, or name it in a `#[from({}, ..)]`",
                input.name
            ),
        };
        let place = input.field.as_ref().map_or(input.span, proc_macro2::Ident::span);
        diagnostics.error(place, message);
    }
    let inner = steps.len().saturating_sub(1);
    for (position, step) in steps[..inner].iter().enumerate() {
        if !is_used(Source::Step(position)) {
            findings.push(Finding {
                step: position,
                span: place(step),
                what: format!("the value of `{}` is never used", step.name),
                help: if lowered.network.has_named_outputs() {
                    "name it in the `#[from(..)]` of a step below or in `output`, or remove the step".into()
                } else {
                    "name it in the `#[from(..)]` of a step below, or remove the step".into()
                },
                table: false,
                places: Vec::new(),
            });
        }
    }
}

/// Two steps with parameters must not have the same name in weights files.
fn same_keys(lowered: &Lowered, diagnostics: &mut Diagnostics) {
    let steps: Vec<_> = lowered.network.steps.iter().filter(|step| step.layer.has_parameters()).collect();
    for (position, step) in steps.iter().enumerate() {
        if let Some(first) = steps[..position].iter().find(|first| first.key == step.key) {
            diagnostics.error(
                place(step),
                format!(
                    "`{}` and `{}` are both called `{}` in weights files\n\
                     help: give one of them another name, with `#[key = \"..\"]`",
                    first.name, step.name, step.key
                ),
            );
            diagnostics.error(place(first), format!("`{}` is called `{}` here", first.name, first.key));
        }
    }
}

/// Classes need scores, one for each.
fn classes(lowered: &Lowered, diagnostics: &mut Diagnostics) {
    if let (Some(classes), Some(output)) = (&lowered.network.classes, lowered.network.outputs.first()) {
        let message = format!(
            "`classes` are those of a single output, but the outputs of the network have names\n\
             help: leave it out; `net.{}().classify(..)` gives the number of a class, and `{}::from_index` the class",
            output.name,
            source_text(&classes.to_token_stream())
        );
        diagnostics.error(classes.span(), message);
        return;
    }
    let (Some(classes), Some(last)) = (&lowered.network.classes, lowered.network.steps.last()) else { return };
    if !Meanings::of(&lowered.network).can_classify() && last.output.is_known() {
        let message = format!(
            "the network has classes, but its last step `{}` ({}, {}) gives no scores of classes\nhelp: {}",
            last.name,
            last.layer.name(),
            last.output,
            words::CLASSIFIER
        );
        diagnostics.error(classes.span(), message);
    }
}

/// Some arguments are about one network, whose const parameters must then have values.
fn defaults(lowered: &Lowered, arguments: &Arguments, diagnostics: &mut Diagnostics) {
    let about_one = ["weights", "gradcheck", "budget", "classes"].into_iter().find(|name| arguments.mentions(name));
    let Some(argument) = about_one else { return };
    for parameter in lowered.network.parameters.iter().filter(|parameter| parameter.default.is_none()) {
        let name = &parameter.ident;
        let message = format!(
            "`{argument}` is about a network of one size, but `{name}` can be any number\n\
             help: give it a default, `const {name}: usize = 32`, which `{argument}` is about then"
        );
        diagnostics.error(name.span(), message);
    }
}

/// The output must be what the declaration says.
fn output(lowered: &mut Lowered) -> Option<Finding> {
    let declared = lowered.output.clone()?;
    let last = lowered.network.steps.last().filter(|last| last.output.is_known())?;
    match declared.compare(&last.output) {
        Comparison::Equal if last.output.known_to().obstacle().is_some() => {
            lowered.network.declared = Some(declared.features());
            None
        }
        Comparison::Equal => None,
        Comparison::Different => Some(wrong_output(&lowered.network, last, &declared)),
        Comparison::Later => {
            let (giver, gives, span) = (last.name.clone(), last.output.clone(), last.span);
            let claim = Claim::Output { declared, giver, gives };
            lowered.network.assertions.push(Assertion { claim, span });
            None
        }
    }
}

fn wrong_output(network: &Network, last: &Step, declared: &Shape) -> Finding {
    let position = network.steps.len() - 1;
    let origin = match declared.sizes() {
        [size] => origin(network, Source::Step(position), &size.to_string()),
        _ => Origin::Elsewhere,
    };
    let fix = match origin {
        Origin::Step { name, resized } => format!("make `{name}` a {resized}"),
        _ => format!("add a step that gives {declared}"),
    };
    let given = match last.output.sizes() {
        [size] => size.to_string(),
        _ => last.output.to_string(),
    };
    let declared_at = declared.sizes().first().map_or_else(Span::call_site, Size::span);
    Finding {
        step: position,
        span: last.span,
        what: format!(
            "the network is declared to give {declared}, but its last step `{}` gives {}",
            last.name, last.output
        ),
        help: format!("{fix}, or declare `output = {given}`"),
        table: true,
        places: vec![(declared_at, format!("{declared} is declared here"))],
    }
}
