//! The outputs of the network that have names, and the step that joins them.

use super::fields::ReadStep;
use crate::layers::outputs;
use crate::model::shape::Shape;
use crate::model::size::Size;
use crate::model::{Network, Output, Source};
use crate::parse::ends::End;
use crate::parse::field::{FieldAttributes, Name};
use crate::report::diagnostics::Diagnostics;
use crate::report::nearest::nearest;
use proc_macro2::Span;
use syn::Visibility;
use syn::ext::IdentExt;

/// Methods of a network that an output must not hide.
const METHODS: [&str; 28] = [
    "absorb",
    "absorb_from",
    "accuracy",
    "as_mut_slice",
    "as_slice",
    "backward",
    "binary_accuracy",
    "clone",
    "copy",
    "copy_from",
    "dot",
    "fit",
    "forward",
    "forward_shared",
    "forward_train",
    "infer",
    "init",
    "initialize",
    "load",
    "loss",
    "measure",
    "mermaid",
    "predict",
    "predict_batch",
    "predict_into",
    "save",
    "summary",
    "zeros",
];

/// Gives the network its outputs, and returns their steps; none after a mistake, which is reported.
pub(super) fn sources(
    network: &mut Network,
    ends: &[End<Name>],
    steps: &[String],
    diagnostics: &mut Diagnostics,
) -> Option<Vec<Source>> {
    for End { name, value } in ends {
        let step = steps.iter().position(|step| *step == value.text);
        let text = name.unraw().to_string();
        if METHODS.contains(&text.as_str()) {
            let message =
                format!("an output cannot be called `{text}`: that is a method of networks\nhelp: rename the output");
            diagnostics.error(name.span(), message);
        }
        if step.is_none() {
            diagnostics.error(value.span, unknown(network, name, value, steps));
        }
        network.outputs.push(Output { name: name.clone(), step });
    }
    let sources: Option<Vec<_>> = network.outputs.iter().map(|output| output.step.map(Source::Step)).collect();
    sources.filter(|sources| !sources.is_empty())
}

/// The message about a step that there is not.
fn unknown(network: &Network, name: &proc_macro2::Ident, written: &Name, steps: &[String]) -> String {
    let Name { text, .. } = written;
    if network.inputs.iter().any(|input| input.name == *text) {
        return format!(
            "`{text}` is an input, but an output is the value of a step\n\
             help: for an output that is an input as it is, write a step `#[from({text})] same: Flatten`"
        );
    }
    let help = nearest(text, steps.iter().map(String::as_str)).map_or_else(
        || format!("write the name of the step that gives `{name}`"),
        |meant| format!("did you mean `{meant}`?"),
    );
    format!("there is no step `{text}`\nhelp: {help}")
}

/// Returns the step that joins the values of these steps; none if their features cannot be added,
/// which is reported.
pub(super) fn join(
    network: &Network,
    sources: Vec<Source>,
    diagnostics: &mut Diagnostics,
) -> Option<(ReadStep, Vec<Source>)> {
    let span = network.outputs.first().map_or_else(Span::call_site, |output| output.name.span());
    let shapes: Vec<&Shape> = sources.iter().map(|source| network.shape(*source)).collect();
    let shape = if shapes.iter().all(|shape| shape.is_known()) {
        let features: Vec<Size> = shapes.iter().map(|shape| shape.features()).collect();
        match Size::sum(&features) {
            Ok(sum) => Shape::vector(sum),
            Err(reason) => {
                let (what, help) = reason.explain("the number of features of all outputs");
                diagnostics.error(span, format!("{what}\nhelp: {help}"));
                return None;
            }
        }
    } else {
        Shape::unknown()
    };
    let mut name = "outputs".to_owned();
    while network.steps.iter().any(|step| step.name == name) {
        name.push('_');
    }
    let step = ReadStep {
        member: None,
        key: name.clone(),
        name,
        vis: Visibility::Inherited,
        attributes: FieldAttributes::default(),
        init: None,
        declared: outputs::join(shape, Span::call_site()),
    };
    Some((step, sources))
}
