//! Batch normalisations folded into the steps before them: `fold` in the attribute.
//!
//! At inference a batch normalisation is a factor and a shift for each channel, and a layer of
//! weighted sums in front of it has both already:
//!
//! ```text
//! f = γ / √(var + ε)
//! y = (W·x + b - mean) ⊙ f + β = (f ⊙ W)·x + (b - mean) ⊙ f + β
//! ```
//!
//! The tensors are those of the file when this begins, which is verified against the steps as they
//! are declared. Afterwards the step in front has the folded tensors, and that of the normalisation
//! changes nothing, so that code generation leaves it out.

use super::{Embedded, EmbeddedTensor, Weights};
use crate::model::layer::{DeclaredLayer, Folding, Formulas, Fuses, Gain, Given, Outcome, Streams, TypeContext};
use crate::model::layout::Layout;
use crate::model::meaning::Rule;
use crate::model::{Network, Source};
use crate::report::diagnostics::Diagnostics;
use proc_macro2::{Span, TokenStream};
use quote::quote;

/// A normalisation, and the step in front of it.
struct Pair {
    sums: usize,
    norm: usize,
    epsilon: f64,
    /// The layer of the step in front, with a bias.
    layer: Box<dyn DeclaredLayer>,
}

/// Folds every batch normalisation of a network that alone takes the output of a layer of weighted
/// sums. `argument` is the place of `fold`.
pub(crate) fn fold(network: &mut Network, files: &mut Embedded, argument: Span, diagnostics: &mut Diagnostics) {
    if !network.has_weights {
        let message = "`fold` is about trained weights\nhelp: name their file, with `weights = \"file.safetensors\"`";
        return diagnostics.error(argument, message);
    }
    let pairs = pairs(network, diagnostics);
    // After a mistake in the file there is nothing to fold, nor to say.
    let Some(weights) = files.weights.as_mut().filter(|_| diagnostics.is_empty()) else { return };
    if pairs.is_empty() {
        let message = "`fold` finds nothing to fold: no `BatchNorm1d` or `BatchNorm2d` alone takes the output of a \
                       `Linear` or of a convolution\nhelp: remove `fold`";
        return diagnostics.error(argument, message);
    }
    for Pair { sums, norm, epsilon, layer } in pairs {
        // Where the tensors are not as the steps need them, which only the compiler knows then, it
        // says so.
        let Some((weight, bias)) = folded(weights, network, [sums, norm], epsilon) else { continue };
        weights.tensors.retain(|tensor| ![sums, norm].contains(&tensor.step));
        weights.tensors.extend([weight, bias]);
        weights.asserted.retain(|step| *step != norm);
        let name = format!("{}, folded", network.steps[norm].layer.name());
        network.replace(sums, layer);
        network.replace(norm, Box::new(Folded { name }));
    }
}

/// The normalisations that can be folded. One whose epsilon the macro does not know is reported.
fn pairs(network: &Network, diagnostics: &mut Diagnostics) -> Vec<Pair> {
    let mut pairs = Vec::new();
    for (norm, step) in network.steps.iter().enumerate() {
        let (Folding::Is { epsilon }, [Source::Step(sums)]) = (step.layer.folding(), &step.from[..]) else { continue };
        let uses = network.steps.iter().flat_map(|step| &step.from).filter(|from| **from == step_of(*sums)).count();
        let (Folding::Takes(layer), 1) = (network.steps[*sums].layer.folding(), uses) else { continue };
        match epsilon {
            Some(epsilon) => pairs.push(Pair { sums: *sums, norm, epsilon, layer }),
            None => {
                let message = format!(
                    "`{}` cannot be folded into `{}`: its epsilon is a constant, which only the compiler knows\n\
                     help: write the epsilon as a number, or remove `fold`",
                    step.name, network.steps[*sums].name
                );
                diagnostics.error(step.span, message);
            }
        }
    }
    pairs
}

fn step_of(position: usize) -> Source {
    Source::Step(position)
}

/// The weight and the bias of sums with the normalisation behind them; none if the tensors do not
/// belong together, or a number is not finite.
fn folded(
    weights: &Weights,
    network: &Network,
    [sums, norm]: [usize; 2],
    epsilon: f64,
) -> Option<(EmbeddedTensor, EmbeddedTensor)> {
    let tensor = |step: usize, part: &str| {
        let name = format!("{}.{part}", network.steps[step].key);
        weights.tensors.iter().find(|tensor| tensor.step == step && tensor.name == name)
    };
    let weight = tensor(sums, "weight")?;
    let channels = *weight.shape.first()?;
    let vector = |step: usize, part: &str| {
        let tensor = tensor(step, part).filter(|tensor| tensor.shape == [channels])?;
        Some(numbers(&tensor.bytes))
    };
    let [gamma, beta] = [vector(norm, "weight")?, vector(norm, "bias")?];
    let [mean, variance] = [vector(norm, "running_mean")?, vector(norm, "running_var")?];
    let bias = if tensor(sums, "bias").is_some() { vector(sums, "bias")? } else { vec![0.0; channels] };

    let factors: Vec<_> =
        gamma.iter().zip(&variance).map(|(gamma, variance)| gamma / (variance + epsilon).sqrt()).collect();
    let mut scaled = numbers(&weight.bytes);
    let of_channel = scaled.len() / channels.max(1);
    for position in 0..scaled.len() {
        scaled[weight.layout.offset_of(&weight.shape, position)] *= factors[position / of_channel];
    }
    let shifted: Vec<_> = (0..channels).map(|i| (bias[i] - mean[i]) * factors[i] + beta[i]).collect();
    let bytes = |numbers: Vec<f64>| -> Option<Vec<u8>> {
        #[allow(clippy::cast_possible_truncation)] // Rounding to the type of the network.
        let numbers: Vec<_> = numbers.into_iter().map(|number| number as f32).collect();
        let are_finite = numbers.iter().all(|number| number.is_finite());
        are_finite.then(|| numbers.into_iter().flat_map(f32::to_le_bytes).collect())
    };
    let bias = EmbeddedTensor {
        step: sums,
        name: format!("{}.bias", network.steps[sums].key),
        shape: vec![channels],
        layout: Layout::likely(&[channels]),
        bytes: bytes(shifted)?,
    };
    let EmbeddedTensor { step, name, shape, layout, .. } = weight;
    let (name, shape) = (name.clone(), shape.clone());
    Some((EmbeddedTensor { step: *step, name, shape, layout: *layout, bytes: bytes(scaled)? }, bias))
}

fn numbers(bytes: &[u8]) -> Vec<f64> {
    bytes.as_chunks().0.iter().map(|&bytes| f64::from(f32::from_le_bytes(bytes))).collect()
}

/// A normalisation that has been folded into the step before it: it changes nothing.
struct Folded {
    name: String,
}

impl DeclaredLayer for Folded {
    fn name(&self) -> &str {
        &self.name
    }

    fn output(&self, given: &Given<'_>) -> Outcome {
        Outcome::good(given.inputs[0].clone())
    }

    fn field_type(&self, context: &TypeContext<'_>) -> TokenStream {
        let (path, size) = (context.library("Flatten"), context.output_features().argument());
        quote!(#path<#size>)
    }

    fn formulas(&self) -> Formulas {
        Formulas { forward: "y = x: folded into the step before it", backward: "dx = dy" }
    }

    fn gain(&self) -> Gain {
        Gain::PassedOn
    }

    fn streams(&self, _: &TypeContext<'_>) -> Streams {
        Streams::EveryFrame
    }

    fn meaning(&self, _: &TypeContext<'_>) -> Rule {
        Rule::Input
    }

    fn fuses(&self) -> Fuses {
        Fuses::Identity
    }

    fn keeps_shape(&self) -> bool {
        true
    }
}
