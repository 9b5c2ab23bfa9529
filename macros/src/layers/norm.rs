//! Normalisations of each sample by itself: `LayerNorm` and `RmsNorm`, over its features.

use super::arguments::{NumberName, Reader};
use super::rules;
use crate::model::assertion::NumberRange;
use crate::model::layer::{DeclaredLayer, Formulas, Gain, Given, Outcome, Streams, TensorSpec, TypeContext};
use crate::model::meaning::{Kind, Rule};
use proc_macro2::TokenStream;
use quote::quote;

/// The number that keeps the deviation of equal numbers from being zero; the least is such that the
/// reciprocal of its root is finite in single precision.
pub(super) const EPSILON_RANGE: NumberRange =
    NumberRange { noun: "epsilon", range: 1e-30..1.0, is: "a number from 1e-30 up to, but not including, 1" };

const LAYER_EPSILON: NumberName = NumberName {
    range: EPSILON_RANGE,
    help: "write the number that is added to the variance, as in `LayerNorm<1e-6>`, or `LayerNorm` for 1e-5",
};

const RMS_EPSILON: NumberName = NumberName {
    range: EPSILON_RANGE,
    help: "write the number that is added to the mean square, as in `RmsNorm<1e-6>`, or `RmsNorm` for that of the \
           element type",
};

/// A normalisation of each sample by itself, over all of its features.
struct SampleNorm {
    name: &'static str,
    /// The bits of the epsilon, an expression of type `u64`.
    epsilon: TokenStream,
    tensors: &'static [&'static str],
    formulas: Formulas,
}

/// The bits of a number, as a const argument of the layer.
pub(super) fn bits(number: &TokenStream) -> TokenStream {
    quote!({ ::core::primitive::f64::to_bits(#number) })
}

pub(super) fn layer_norm(reader: &mut Reader<'_>) -> syn::Result<Box<dyn DeclaredLayer>> {
    let epsilon = reader.optional_number(&LAYER_EPSILON)?.unwrap_or_else(|| quote!(1e-5));
    let formulas = Formulas {
        forward: "y = z ⊙ w + b, with z = (x - mean x) / s and s = √(var x + ε), for each sample",
        backward: "dx = (g - mean g - z·mean(g ⊙ z)) / s with g = dy ⊙ w,  dw = dy ⊙ z,  db = dy",
    };
    let tensors = &["weight", "bias"];
    Ok(Box::new(SampleNorm { name: reader.name(), epsilon: bits(&epsilon), tensors, formulas }))
}

pub(super) fn rms_norm(reader: &mut Reader<'_>) -> syn::Result<Box<dyn DeclaredLayer>> {
    // Zero stands for the epsilon of the element type.
    let epsilon = reader.optional_number(&RMS_EPSILON)?.map_or_else(|| quote!(0), |epsilon| bits(&epsilon));
    let formulas = Formulas {
        forward: "y = z ⊙ w, with z = x / s and s = √(mean x² + ε), for each sample",
        backward: "dx = (g - z·mean(g ⊙ z)) / s with g = dy ⊙ w,  dw = dy ⊙ z",
    };
    Ok(Box::new(SampleNorm { name: reader.name(), epsilon, tensors: &["weight"], formulas }))
}

impl DeclaredLayer for SampleNorm {
    fn name(&self) -> &str {
        self.name
    }

    fn output(&self, given: &Given<'_>) -> Outcome {
        rules::same(given)
    }

    fn field_type(&self, context: &TypeContext<'_>) -> TokenStream {
        let (path, scalar, epsilon) = (context.path(self.name), context.scalar, &self.epsilon);
        let (shape, size) = (context.stand_in(0).array(), context.output_features().argument());
        quote!(#path<#scalar, #shape, #size, #epsilon>)
    }

    fn formulas(&self) -> Formulas {
        self.formulas
    }

    fn gain(&self) -> Gain {
        Gain::PassedOn
    }

    fn streams(&self, _: &TypeContext<'_>) -> Streams {
        Streams::not("normalizes the numbers of all frames together")
    }

    fn meaning(&self, _: &TypeContext<'_>) -> Rule {
        Rule::Is(Kind::Logits)
    }

    fn has_parameters(&self) -> bool {
        true
    }

    fn tensors(&self, context: &TypeContext<'_>) -> Option<Vec<TensorSpec>> {
        let shape = context.stand_in(0).sizes().to_vec();
        Some(self.tensors.iter().map(|name| TensorSpec::trained(name, shape.clone())).collect())
    }

    fn keeps_shape(&self) -> bool {
        true
    }
}
