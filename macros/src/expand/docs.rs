//! Documentation of the generated items: what a reader sees when hovering over a network or a step.

use crate::model::{Network, Step};
use proc_macro2::TokenStream;
use quote::quote;

/// The shape table, behind the user's own words.
pub(super) fn network(network: &Network) -> TokenStream {
    let title = format!("\n\n# Shapes\n\n`{}` to `{}`:\n\n```text\n{}\n```", network.input, network.output(), network.table());
    quote!(#[doc = #title])
}

/// What a step computes, forward and backward.
pub(super) fn step(step: &Step) -> TokenStream {
    let inputs: Vec<_> = step.inputs.iter().map(|input| format!("`{input}`")).collect();
    let (forward, backward) = step.layer.formulas();
    let text = format!(
        "\n\n`{}`: {} to `{}`, {} parameters.\n\n```text\nforward   {forward}\nbackward  {backward}\n```",
        step.layer.name(),
        inputs.join(" + "),
        step.output,
        step.params(),
    );
    quote!(#[doc = #text])
}
