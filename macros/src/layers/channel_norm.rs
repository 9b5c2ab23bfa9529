//! Normalisations of each feature or channel by itself: `BatchNorm1d`, `BatchNorm2d`, `Normalize`.

use super::arguments::{NumberName, Reader};
use super::norm::{EPSILON_RANGE, bits};
use super::rules;
use crate::model::assertion::NumberRange;
use crate::model::layer::{DeclaredLayer, Folding, Formulas, Gain, Given, Outcome, Streams, TensorSpec, TypeContext};
use crate::model::meaning::{Kind, Rule};
use crate::model::shape::{Shape, Takes};
use crate::parse::layer::known_number;
use proc_macro2::TokenStream;
use quote::quote;

/// The epsilon and the momentum of a batch normalisation, whose name stands in the help.
macro_rules! settings {
    ($layer:literal) => {
        [
            NumberName {
                range: EPSILON_RANGE,
                help: concat!(
                    "write the number that is added to the variance, as in `",
                    $layer,
                    "<1e-3>`, or `",
                    $layer,
                    "` for 1e-5; the number of channels is not written",
                ),
            },
            NumberName {
                range: MOMENTUM_RANGE,
                help: concat!(
                    "write the epsilon and the momentum, as in `",
                    $layer,
                    "<1e-5, 0.01>`; without it the momentum is 0.1",
                ),
            },
        ]
    };
}

static SETTINGS_1D: [NumberName; 2] = settings!("BatchNorm1d");
static SETTINGS_2D: [NumberName; 2] = settings!("BatchNorm2d");

const MOMENTUM_RANGE: NumberRange = NumberRange {
    noun: "momentum",
    range: 1e-30..1.0 + f64::EPSILON,
    is: "a number above 0 and at most 1, the share of a batch in the running statistics",
};

/// A tensor with a number for each channel.
struct PerChannel {
    name: &'static str,
    is_statistic: bool,
}

const fn trained(name: &'static str) -> PerChannel {
    PerChannel { name, is_statistic: false }
}

const fn statistic(name: &'static str) -> PerChannel {
    PerChannel { name, is_statistic: true }
}

/// A normalisation of each channel; the features of a vector are channels.
struct ChannelNorm {
    name: &'static str,
    /// Further const arguments of the layer, each behind a comma.
    arguments: TokenStream,
    tensors: &'static [PerChannel],
    formulas: Formulas,
    takes: Takes,
    /// The settings if the channels are those of a batch, whose statistics training moves.
    of_batch: Option<OfBatch>,
}

/// The settings of a batch normalisation.
struct OfBatch {
    /// The epsilon, if the macro knows it.
    epsilon: Option<f64>,
}

pub(super) fn batch_norm_1d(reader: &mut Reader<'_>) -> syn::Result<Box<dyn DeclaredLayer>> {
    let takes = Takes {
        ranks: 1..=2,
        words: "a vector `[N]`, or channels in one dimension `[C, L]`",
        instead: "write `BatchNorm2d`, which normalises the channels of images",
    };
    batch_norm(reader, takes, &SETTINGS_1D)
}

pub(super) fn batch_norm_2d(reader: &mut Reader<'_>) -> syn::Result<Box<dyn DeclaredLayer>> {
    let takes = Takes {
        ranks: 3..=3,
        words: "images `[C, H, W]`",
        instead: "write `BatchNorm1d`, which takes vectors `[N]` and channels in one dimension `[C, L]`",
    };
    batch_norm(reader, takes, &SETTINGS_2D)
}

fn batch_norm(
    reader: &mut Reader<'_>,
    takes: Takes,
    [epsilon, momentum]: &'static [NumberName; 2],
) -> syn::Result<Box<dyn DeclaredLayer>> {
    let epsilon = reader.optional_number(epsilon)?.unwrap_or_else(|| quote!(1e-5));
    let momentum = bits(&reader.optional_number(momentum)?.unwrap_or_else(|| quote!(0.1)));
    Ok(Box::new(ChannelNorm {
        name: reader.name(),
        arguments: {
            let epsilon = bits(&epsilon);
            quote!(, #epsilon, #momentum)
        },
        tensors: const { &[trained("weight"), trained("bias"), statistic("running_mean"), statistic("running_var")] },
        formulas: Formulas {
            forward: "y = z ⊙ w + b, with z = (x - mean) / s and s = √(var + ε), of each channel over the batch; the \
                      running ones at inference",
            backward: "dx = w/s ⊙ (dy - mean dy - z·mean(dy ⊙ z)),  dw = Σ dy ⊙ z,  db = Σ dy",
        },
        takes,
        of_batch: Some(OfBatch { epsilon: known_number(&epsilon) }),
    }))
}

pub(super) fn normalize(reader: &mut Reader<'_>) -> syn::Result<Box<dyn DeclaredLayer>> {
    Ok(Box::new(ChannelNorm {
        name: reader.name(),
        arguments: TokenStream::new(),
        tensors: const { &[statistic("mean"), statistic("deviation")] },
        formulas: Formulas {
            forward: "y = (x - mean) / deviation, as measured for each feature or channel",
            backward: "dx = dy / deviation",
        },
        takes: Takes { ranks: 1..=Shape::MAX_RANK, words: "any value", instead: "" },
        of_batch: None,
    }))
}

impl DeclaredLayer for ChannelNorm {
    fn name(&self) -> &str {
        self.name
    }

    fn takes(&self) -> Option<Takes> {
        rules::to_be_known(&self.takes)
    }

    fn output(&self, given: &Given<'_>) -> Outcome {
        rules::same_of(&self.takes, given)
    }

    fn field_type(&self, context: &TypeContext<'_>) -> TokenStream {
        let (path, scalar, arguments) = (context.path(self.name), context.scalar, &self.arguments);
        let (size, channels) = (context.output_features().argument(), context.channels(0).argument());
        quote!(#path<#scalar, #size, #channels #arguments>)
    }

    fn formulas(&self) -> Formulas {
        self.formulas
    }

    fn folding(&self) -> Folding {
        self.of_batch.as_ref().map_or(Folding::None, |&OfBatch { epsilon }| Folding::Is { epsilon })
    }

    fn gain(&self) -> Gain {
        Gain::PassedOn
    }

    fn streams(&self, _: &TypeContext<'_>) -> Streams {
        Streams::EveryFrame
    }

    fn meaning(&self, _: &TypeContext<'_>) -> Rule {
        Rule::Is(Kind::Logits)
    }

    fn has_parameters(&self) -> bool {
        true
    }

    fn has_scratch(&self) -> bool {
        self.of_batch.is_some()
    }

    fn has_statistics(&self) -> bool {
        self.of_batch.is_some()
    }

    fn tensors(&self, context: &TypeContext<'_>) -> Option<Vec<TensorSpec>> {
        let channels = context.channels(0);
        let tensors = self.tensors.iter().map(|&PerChannel { name, is_statistic }| {
            let tensor = if is_statistic { TensorSpec::statistic } else { TensorSpec::trained };
            tensor(name, vec![channels.clone()])
        });
        Some(tensors.collect())
    }

    fn keeps_shape(&self) -> bool {
        true
    }
}
