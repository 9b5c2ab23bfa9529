//! The features of the input, and where they go.

use super::diagnosis::FeatureHealth;
use crate::data::{Moments, moments};
use crate::layer::Layer;
use crate::network::Network;
use crate::shape::Step;
use alloc::vec;
use alloc::vec::Vec;
use core::ops::Range;
use nalgebra::DimName;

/// Describes the features of one or more samples for the network `N`.
pub(super) fn features_of<N: Network>(samples: &[N::Scalar]) -> Vec<FeatureHealth> {
    let health = |moments: Moments| FeatureHealth {
        mean: moments.mean,
        deviation: moments.deviation,
        may_have_any_scale: false,
    };
    let mut features: Vec<_> = moments(samples, N::InDim::DIM, 1).into_iter().map(health).collect();
    for (name, range) in inputs::<N>() {
        if is_standardised(<N as Layer<N::Scalar>>::STEPS, vec![name]) {
            features[range].iter_mut().for_each(|feature| feature.may_have_any_scale = true);
        }
    }
    <N as Layer<N::Scalar>>::indices(&mut |column, _| {
        if let Some(feature) = features.get_mut(column) {
            feature.may_have_any_scale = true;
        }
    });
    features
}

/// The names of the inputs, and the places of their features in a sample.
pub(super) fn inputs<N: Network>() -> Vec<(&'static str, Range<usize>)> {
    let named = <N as Layer<N::Scalar>>::INPUTS;
    if named.is_empty() {
        return vec![("input", 0..N::InDim::DIM)];
    }
    let mut end = 0;
    let range = |features: usize| {
        end += features;
        end - features..end
    };
    let ranges: Vec<_> = named.iter().map(|input| input.shape.features()).map(range).collect();
    named.iter().map(|input| input.name).zip(ranges).collect()
}

/// Returns true if all that takes these values is layers with statistics, perhaps behind steps that
/// store nothing, such as `Flatten` and `Slice`.
fn is_standardised(steps: &'static [Step], mut raw: Vec<&'static str>) -> bool {
    let (mut takers, mut standardising) = (0, 0);
    for step in steps {
        if !step.from.iter().any(|from| raw.contains(from)) {
            continue;
        }
        if step.stored == 0 {
            raw.push(step.name);
            continue;
        }
        takers += 1;
        standardising += usize::from(match step.steps {
            [] => step.stored > step.params,
            inner => is_standardised(inner, entered_by(step, &raw)),
        });
    }
    takers > 0 && takers == standardising
}

/// The names of these values within a step that is a network.
fn entered_by(step: &Step, raw: &[&'static str]) -> Vec<&'static str> {
    if step.named_inputs.is_empty() {
        return vec!["input"];
    }
    let inputs = step.named_inputs.iter().zip(step.from);
    inputs.filter(|(_, from)| raw.contains(from)).map(|(input, _)| input.name).collect()
}
