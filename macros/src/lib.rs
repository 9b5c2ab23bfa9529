//! The attribute `#[network]` of the library netwright, which re-exports it; see there for documentation.

#![forbid(unsafe_code)]

mod catalogue;
mod check;
mod declaration;
mod diagnostics;
mod expand;
mod explain;
mod findings;
mod layers;
mod lower;
mod model;
mod nearest;
mod pipeline;
mod plan;
mod rules;
mod size;
mod sizes;
mod syntax;
mod table;
#[cfg(test)]
mod tests;

use proc_macro::TokenStream;

/// Turns a struct into a network: each field is a step, its type a layer, and all shapes are checked when the program is compiled.
///
/// ```text
/// #[network(input = 2)]
/// pub struct Spiral {
///     hidden: Linear<100>,
///     relu: Relu,
///     logits: Linear<3>,
/// }
/// ```
///
/// Arguments: `input = 4` or `input = [1, 28, 28]` is the shape of the input; `output = 3` is checked against the last step; `crate = path` is
/// the path of the library where it is not `::netwright`.
///
/// On fields: `#[from(a, b)]` names the steps (or `input`) whose values a step takes, which without it is the step above; `#[init(xavier_uniform)]`
/// chooses the initial distribution; `#[freeze]` keeps optimisers from changing the parameters; `#[key = "features.0"]` is the
/// name in weights files.
#[proc_macro_attribute]
pub fn network(attribute: TokenStream, item: TokenStream) -> TokenStream {
    pipeline::run(attribute.into(), item.into()).into()
}
