//! The attribute `#[network]` of the library netwright, which re-exports and documents it.

#![forbid(unsafe_code)]

mod derive;
mod embed;
mod expand;
mod layers;
mod model;
mod parse;
mod pipeline;
mod plan;
mod report;
mod resolve;
#[cfg(test)]
mod tests;

use proc_macro::TokenStream;

/// Turns a struct into a network: each field is a step, its type is a layer, and all shapes are
/// checked at compile time.
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
/// # Arguments
///
/// | argument | meaning |
/// |---|---|
/// | `input = 4`, `input = [1, 28, 28]` | the shape of the input |
/// | `output = 3` | the shape of the output, which is checked against the last step |
/// | `classes = Species` | an enum with `#[derive(Class)]`, with one variant per output; `classify` returns it |
/// | `weights = "iris.safetensors"` | a weights file, relative to the folder of `Cargo.toml`: it is verified against the declaration, and the trained network is the static `Iris::EMBEDDED`. `Iris::WEIGHTS_SHA256` is the checksum of the file, and a test `iris_weights_are_those_of_the_file` reads it again. The path may be `concat!(env!("OUT_DIR"), "/iris.safetensors")` |
/// | `weights(file = "iris.safetensors", prefix = "model.")` | a weights file, of which only the tensors are used whose names begin with `model.` |
/// | `golden = "iris.golden.safetensors"` | expected outputs, in tensors `inputs` and `outputs` with one row per sample: a test `iris_golden` compares with them |
/// | `fold` | every batch normalisation that alone takes the output of a `Linear` or of a convolution is folded into the weights of that step when they are embedded, and costs nothing at inference. The file stays that of the network without `fold`, which is where it is trained: this one cannot be. Nested networks stay as they are |
/// | `stream` | the network runs frame by frame: `net.stream()` gives a stream, and every step is checked for that. `Net::STATE_BYTES`, `Net::RECEPTIVE_FIELD` and `Net::LATENCY` are constants |
/// | `gradcheck` | a test `iris_gradcheck` compares all gradients with differences (with the feature `train`) |
/// | `budget(params <= 20_000, ram <= 4096, flash <= 65_536, macs <= 100_000)` | limits for the network: parameters, bytes of activations, bytes of parameters, multiplications |
/// | `train = false` | the network is never trained here, so its layers need no backward pass |
/// | `crate = path` | the path of the library if it is not `::netwright` |
///
/// # Attributes of fields
///
/// `#[from(a, b)]` names the steps (or `input`) whose values a step takes; the default is the step
/// above. `#[init(xavier_uniform)]` chooses the initial distribution, `#[freeze]` keeps optimisers
/// from changing the parameters, and `#[key = "features.0"]` sets the name in weights files.
#[proc_macro_attribute]
pub fn network(attribute: TokenStream, item: TokenStream) -> TokenStream {
    pipeline::run(attribute.into(), item.into()).into()
}

/// Derives the trait `Parameters` for a layer: its parameters are those of its fields, under the
/// fields' names.
///
/// A field is a layer, a `Weight`, a static matrix or vector, a single number of the element type,
/// or an array of numbers, `[[[[T; WIDTH]; HEIGHT]; IN]; OUT]`. The element type is a type
/// parameter `T: Real`. Give it the default `f32`, so that declarations can name the layer by its
/// sizes alone. A layer without numbers needs no such parameter.
///
/// `#[fan_in(IN)]` marks a vector as the bias of outputs with `IN` inputs each; initial
/// distributions depend on that. `#[initial(1.0)]` marks a field as elementwise, a scale or a
/// slope, which starts at that number. Other vectors and single numbers start at zero. In files the
/// shape follows from the type: `SMatrix<T, OUT, IN>` is `[OUT, IN]`, even if a size is 1, and a
/// single number has no sizes.
///
/// `#[statistic]` marks a field as a statistic, such as a running mean: it is stored, but is no
/// parameter, and no optimiser changes it. It starts at zero, or at the number in
/// `#[statistic(initial = 1.0)]`.
///
/// `#[meaning(Probabilities)]` on the struct states the meaning of the layer's outputs, by default
/// `Logits`: one of these, `LogProbabilities`, `Values`, or `Input` to keep the meaning of the
/// layer's input. `#[netwright(crate = path)]` on the struct is the path of the library if it is
/// not `::netwright`.
///
/// ```text
/// #[derive(Parameters)]
/// struct Gated<const IN: usize, const OUT: usize, T: Real = f32> {
///     value: Linear<T, IN, OUT>,
///     gate: Weight<T, OUT, IN>,
///     #[fan_in(IN)]
///     bias: SVector<T, OUT>,
///     #[initial(1.0)]
///     scale: SVector<T, OUT>,
///     #[statistic(initial = 1.0)]
///     running_var: SVector<T, OUT>,
/// }
/// ```
#[proc_macro_derive(Parameters, attributes(fan_in, initial, statistic, meaning, netwright))]
pub fn parameters(item: TokenStream) -> TokenStream {
    derive::parameters(item.into()).into()
}

/// Derives the trait `Class` for a plain enum, whose variants are the classes of a classifier in
/// the order of its outputs.
///
/// It also gives the enum `ALL`, `NAMES`, `iter()`, `index()` and `name()`, `TryFrom<usize>` and
/// `Display`; in training its values are the targets. It needs no other trait, but programs mostly
/// copy and compare classes, so derive `Clone, Copy, PartialEq, Eq` too. The name of a class is the
/// name of its variant, unless `#[class(name = "..")]` sets another. `#[netwright(crate = path)]`
/// on the enum is the path of the library if it is not `::netwright`.
///
/// ```text
/// #[derive(Class, Clone, Copy, Debug, PartialEq, Eq)]
/// enum Species {
///     Setosa,
///     Versicolor,
///     #[class(name = "Iris virginica")]
///     Virginica,
/// }
/// ```
#[proc_macro_derive(Class, attributes(class, netwright))]
pub fn class(item: TokenStream) -> TokenStream {
    derive::class(item.into()).into()
}
