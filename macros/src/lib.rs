//! The attribute `#[network]` of the library netwright, which re-exports it; see there for documentation.

#![forbid(unsafe_code)]

mod assertion;
mod catalogue;
mod check;
mod declaration;
mod derive;
mod diagnostics;
mod expand;
mod explain;
mod findings;
mod foreign;
mod fusion;
mod layers;
mod lower;
mod model;
mod nearest;
mod pipeline;
mod plan;
mod rules;
mod shape;
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
/// the path of the library where it is not `::netwright`; `train = false` is for networks that are never trained here, whose layers need no
/// backward pass.
///
/// On fields: `#[from(a, b)]` names the steps (or `input`) whose values a step takes, which without it is the step above; `#[init(xavier_uniform)]`
/// chooses the initial distribution; `#[freeze]` keeps optimisers from changing the parameters; `#[key = "features.0"]` is the
/// name in weights files.
#[proc_macro_attribute]
pub fn network(attribute: TokenStream, item: TokenStream) -> TokenStream {
    pipeline::run(attribute.into(), item.into()).into()
}

/// Derives the trait `Parameters` for a layer: its parameters are those of its fields, under the names of the fields.
///
/// A field is a layer, a `Weight`, a static matrix or vector, or a single number of the element type, which is a type parameter `T: Real`. Give it the default
/// `f32`, so that declarations can name the layer by its sizes alone. A layer without numbers needs no such parameter.
///
/// `#[fan_in(IN)]` on a vector says that it is a bias, which is added where `IN` inputs meet; initial distributions depend on that. Other vectors and single
/// numbers begin at zero. `#[netwright(crate = path)]` on the struct is the path of the library where it is not `::netwright`.
///
/// ```text
/// #[derive(Parameters)]
/// struct Gated<const IN: usize, const OUT: usize, T: Real = f32> {
///     value: Linear<T, IN, OUT>,
///     gate: Weight<T, OUT, IN>,
///     #[fan_in(IN)]
///     bias: SVector<T, OUT>,
/// }
/// ```
#[proc_macro_derive(Parameters, attributes(fan_in, netwright))]
pub fn parameters(item: TokenStream) -> TokenStream {
    derive::parameters(item.into()).into()
}
