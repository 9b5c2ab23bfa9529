//! Documentation of the generated items: what a reader sees when hovering over a network or a step.

use crate::model::layer::Formulas;
use crate::model::{Input, Network, Output, Step};
use proc_macro2::TokenStream;
use quote::quote;
use syn::Attribute;

/// The shape table, behind the user's own words.
pub(super) fn network(network: &Network) -> TokenStream {
    let (input, output, table) = (inputs(network), outputs(network), network.table());
    documentation(&network.attrs, &format!("# Shapes\n\n{input} to {output}:\n\n```text\n{table}\n```"))
}

/// The shapes of the inputs, behind their names if they have some.
fn inputs(network: &Network) -> String {
    let input = |input: &Input| match &input.field {
        Some(_) => format!("`{}` `{}`", input.name, input.shape),
        None => format!("`{}`", input.shape),
    };
    network.inputs.iter().map(input).collect::<Vec<_>>().join(", ")
}

/// The shapes of the outputs, behind their names if they have some.
fn outputs(network: &Network) -> String {
    if !network.has_named_outputs() {
        return format!("`{}`", network.output());
    }
    let output = |output: &Output| format!("`{}` `{}`", output.name, network.output_shape(output));
    network.outputs.iter().map(output).collect::<Vec<_>>().join(", ")
}

/// The formulas of a step, forward and backward, after the user's own words.
pub(super) fn step(step: &Step) -> TokenStream {
    let (name, output, params) = (step.layer.name(), &step.output, &step.params);
    let inputs: Vec<_> = step.inputs.iter().map(|input| format!("`{input}`")).collect();
    let inputs = inputs.join(" + ");
    let Formulas { forward, backward } = step.layer.formulas();
    let plural = if params.to_string() == "1" { "" } else { "s" };
    let formulas = format!("```text\nforward   {forward}\nbackward  {backward}\n```");
    documentation(&step.attrs, &format!("`{name}`: {inputs} to `{output}`, {params} parameter{plural}.\n\n{formulas}"))
}

/// A text as documentation, apart from what stands above it.
fn documentation(above: &[Attribute], text: &str) -> TokenStream {
    let gap = above.iter().any(|attribute| attribute.path().is_ident("doc")).then_some("");
    let indented = text.lines().map(|line| if line.is_empty() { String::new() } else { format!(" {line}") });
    let lines = gap.map(str::to_owned).into_iter().chain(indented);
    quote!(#(#[doc = #lines])*)
}
