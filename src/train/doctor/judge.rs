//! From measurements to findings. The thresholds and their sources are in the documentation of
//! [`Doctor`](super::Doctor).

use super::diagnosis::{Diagnosis, FeatureHealth, StepHealth, Units};
use super::findings::Finding;
use alloc::vec::Vec;

/// The share of dead or of saturated units that is reported. Narrow networks have a few such units
/// from the beginning.
const MANY_UNITS: f64 = 0.25;
/// A typical ratio of updates to weights is 1e-3. In the first steps the last layer of a healthy
/// network moves by a tenth of its weights, and Adam ten to fifty times as far as later.
const SMALL_UPDATE: f64 = 1e-5;
const LARGE_UPDATE: f64 = 0.3;
/// The factors between the norms of gradients at two layers from which on they vanish or explode.
/// Five layers with logistic functions shrink them 400-fold, with `tanh` twofold; in a trained
/// network that is steep, they may grow 40-fold.
const VANISHING: f64 = 100.0;
const EXPLODING: f64 = 1000.0;
/// Bounds for inputs. Standardised ones have the mean 0 and the deviation 1; a factor of 10 is
/// borne, and that of pixels from 0 to 1, most of which are 0.
const LARGE_INPUT: f64 = 10.0;
const SMALL_INPUT: f64 = 0.01;

/// Writes the findings of a diagnosis whose measurements are complete.
pub(super) fn judge(diagnosis: &mut Diagnosis) {
    diagnosis.input_findings = of_features(&diagnosis.features);
    for step in &mut diagnosis.steps {
        step.findings = of_step(step);
    }
    diagnosis.findings.extend(of_gradients(&diagnosis.steps));
}

fn of_features(features: &[FeatureHealth]) -> Vec<Finding> {
    let mut findings = Vec::new();
    let judged = || features.iter().enumerate().filter(|(_, feature)| !feature.may_have_any_scale);
    let size = |feature: &FeatureHealth| feature.deviation.max(feature.mean.abs());
    let largest = judged().max_by(|(_, a), (_, b)| size(a).total_cmp(&size(b)));
    match largest {
        Some((feature, health)) if size(health) > LARGE_INPUT => {
            let FeatureHealth { mean, deviation, .. } = *health;
            findings.push(Finding::NotStandardised { feature, mean, deviation });
        }
        Some(_) => {
            let deviation = judged().map(|(_, feature)| feature.deviation).fold(0.0, f64::max);
            if deviation > 0.0 && deviation < SMALL_INPUT {
                findings.push(Finding::SmallInputs { deviation });
            }
        }
        None => {}
    }
    let constant = features.iter().enumerate().filter(|(_, feature)| feature.deviation == 0.0);
    let features: Vec<_> = constant.map(|(place, _)| place).collect();
    if !features.is_empty() {
        findings.push(Finding::ConstantFeatures { features });
    }
    findings
}

fn of_step(step: &StepHealth) -> Vec<Finding> {
    let mut findings = Vec::new();
    if let Some(first) = not_finite(step) {
        findings.push(Finding::NotFinite { first: first.into() });
        return findings;
    }
    if let Some(Units { all, dead, saturated }) = step.units {
        #[allow(clippy::cast_precision_loss)] // There are far fewer units than 2^52.
        let are_many = |units: usize| units > 0 && units as f64 >= MANY_UNITS * all as f64;
        if are_many(dead) {
            findings.push(Finding::Dead { units: dead, of: all });
        }
        if are_many(saturated) {
            findings.push(Finding::Saturated { units: saturated, of: all });
        }
    }
    match (step.parameter_gradient(), step.update_ratio()) {
        (Some(0.0), _) => findings.push(Finding::NoGradient),
        (_, Some(ratio)) if ratio < SMALL_UPDATE => findings.push(Finding::SmallUpdates { ratio }),
        (_, Some(ratio)) if ratio > LARGE_UPDATE => findings.push(Finding::LargeUpdates { ratio }),
        _ => {}
    }
    findings
}

/// Returns the numbers of a step that are not finite.
fn not_finite(step: &StepHealth) -> Option<&'static str> {
    let outputs = step.activations.map(|outputs| [outputs.mean, outputs.least, outputs.greatest]);
    let is_bad = |number: f64| !number.is_finite();
    if outputs.is_some_and(|numbers| numbers.into_iter().any(is_bad)) {
        return Some("outputs");
    }
    if step.gradient.is_some_and(is_bad) || step.parameter_gradient().is_some_and(is_bad) {
        return Some("gradients");
    }
    step.tensors.iter().any(|tensor| is_bad(tensor.update)).then_some("parameters after a step of the optimiser")
}

/// Compares the gradients at the outputs of layers with parameters: finds the two of which the
/// earlier has the smaller or the larger one, by the largest factor.
fn of_gradients(steps: &[StepHealth]) -> Option<Finding> {
    let layers = steps.iter().filter(|step| !step.tensors.is_empty());
    let layers = layers.filter_map(|step| Some((&step.path, step.gradient.filter(|norm| *norm > 0.0)?)));
    let layers: Vec<_> = layers.filter(|(_, norm)| norm.is_finite()).collect();
    // By what part of its threshold a factor exceeds it.
    let mut farthest = (1.0, None);
    for (position, (to, early)) in layers.iter().enumerate() {
        for (from, late) in &layers[position + 1..] {
            let (from, to) = ((*from).clone(), (*to).clone());
            let (vanishing, exploding) = (late / early, early / late);
            if vanishing / VANISHING >= farthest.0 {
                let finding = Finding::Vanishing { from, to, factor: vanishing };
                farthest = (vanishing / VANISHING, Some(finding));
            } else if exploding / EXPLODING >= farthest.0 {
                let finding = Finding::Exploding { from, to, factor: exploding };
                farthest = (exploding / EXPLODING, Some(finding));
            }
        }
    }
    farthest.1
}
