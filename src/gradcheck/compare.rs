//! Derivatives of a backward pass against estimates from values of the loss.

use crate::error::Error;
use crate::gradcheck::Gradcheck;
use crate::gradcheck::places::{InputFeatures, TensorPlaces, groups};
use crate::gradcheck::probe::{Estimate, LossProbe, ProbedLoss};
use crate::gradcheck::report::{Report, Unshown};
use crate::layer::Parameters;
use crate::scalar::Double;
use alloc::vec::Vec;

/// Compares derivatives with differences of `loss` around a layer or network and its samples.
pub(super) fn compare<T: Double, P: Parameters<T>>(
    settings: &Gradcheck,
    (subject, gradients): (&P, &P),
    (samples, sample_gradients): (Vec<T>, &[T]),
    inputs: &InputFeatures,
    loss: impl FnMut(&P, &[T]) -> Result<ProbedLoss, Error>,
) -> Result<Report, Error> {
    settings.validate()?;
    let mut report = Report { checked: 0, worst: 0.0, unshown: Vec::new() };
    let derivatives: Vec<f64> = gradients.as_slice().iter().chain(sample_gradients).map(|d| d.to_double()).collect();
    let batch = inputs.samples_in(samples.len());
    let groups = groups::<T, P>(inputs, batch);
    let mut probe = LossProbe::new(subject, (samples, inputs.classes(batch)), loss);
    let noise = probe.noise()?;
    for group in groups {
        let derivatives: Vec<_> = group.places.iter().map(|place| derivatives[*place]).collect();
        let mut comparison = Comparison { settings, group: &group, probe: &mut probe, noise };
        let outcome = comparison.run(&derivatives)?;
        report.checked += derivatives.len();
        if outcome.is_shown {
            report.worst = report.worst.max(outcome.error / outcome.largest);
        } else {
            report.unshown.push(Unshown { tensor: group.name, derivative: outcome.largest, least: outcome.least });
        }
    }
    Ok(report)
}

/// The result of the comparison of a tensor.
struct Outcome {
    /// True if some derivative was told from a wrong one.
    is_shown: bool,
    /// The largest difference between a derivative and its estimate.
    error: f64,
    /// The largest derivative.
    largest: f64,
    /// The least derivative that could have been told from zero.
    least: f64,
}

impl Outcome {
    fn new() -> Self {
        Outcome { is_shown: false, error: 0.0, largest: 0.0, least: f64::INFINITY }
    }

    fn add(&mut self, estimate: Estimate, derivative: f64) {
        self.is_shown |= estimate.resolves(derivative);
        self.error = self.error.max((estimate.value - derivative).abs());
        self.largest = self.largest.max(derivative.abs()).max(estimate.value.abs());
        self.least = self.least.min(estimate.doubt);
    }
}

/// The comparison of one tensor.
struct Comparison<'a, T, P, F> {
    settings: &'a Gradcheck,
    group: &'a TensorPlaces,
    probe: &'a mut LossProbe<T, P, F>,
    /// The rounding error of the loss.
    noise: f64,
}

impl<T, P, F> Comparison<'_, T, P, F>
where
    T: Double,
    P: Parameters<T>,
    F: FnMut(&P, &[T]) -> Result<ProbedLoss, Error>,
{
    /// Takes larger steps as long as all derivatives may be nothing but rounding, of which they let
    /// less through.
    fn run(&mut self, derivatives: &[f64]) -> Result<Outcome, Error> {
        let mut outcome = self.with_the_step(derivatives)?;
        for factor in [1e1, 1e2, 1e3] {
            if outcome.is_shown {
                break;
            }
            let Some(larger) = self.with_a_larger_step(derivatives, self.settings.step * factor)? else { break };
            outcome = larger;
        }
        Ok(outcome)
    }

    fn with_the_step(&mut self, derivatives: &[f64]) -> Result<Outcome, Error> {
        let Gradcheck { step, tolerance } = *self.settings;
        let mut outcome = Outcome::new();
        for (position, (&place, &derivative)) in self.group.places.iter().zip(derivatives).enumerate() {
            let mut estimate = self.probe.quotient(place, step, self.noise)?;
            if !estimate.agrees(derivative, tolerance) {
                estimate = self.probe.refined(place, step, self.noise)?;
                if !estimate.agrees(derivative, tolerance) {
                    return Err(self.wrong(position, derivative, estimate));
                }
            }
            outcome.add(estimate, derivative);
        }
        Ok(outcome)
    }

    /// None if the function is not smooth over so large a step.
    fn with_a_larger_step(&mut self, derivatives: &[f64], step: f64) -> Result<Option<Outcome>, Error> {
        let mut outcome = Outcome::new();
        for (position, (&place, &derivative)) in self.group.places.iter().zip(derivatives).enumerate() {
            let quotient = self.probe.quotient(place, step, self.noise)?;
            let larger = self.probe.quotient(place, step * 10.0, self.noise)?;
            let estimate = quotient.beside(larger);
            if !estimate.agrees(derivative, self.settings.tolerance) {
                let error = (estimate.value - derivative).abs();
                let is_smooth = (larger.value - quotient.value).abs() <= 0.2 * error;
                return if is_smooth { Err(self.wrong(position, derivative, estimate)) } else { Ok(None) };
            }
            outcome.add(estimate, derivative);
        }
        Ok(Some(outcome))
    }

    fn wrong(&self, position: usize, derivative: f64, estimate: Estimate) -> Error {
        Error::WrongGradient { place: self.group.name_of(position), derivative, quotient: estimate.value }
    }
}
