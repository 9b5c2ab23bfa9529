//! A loss as a function of single numbers: quotients of differences, and what rounding makes of
//! them.

use crate::error::Error;
use crate::layer::Parameters;
use crate::scalar::Double;
use alloc::boxed::Box;
use alloc::vec::Vec;
use nalgebra::ComplexField;
use rand::rngs::Xoshiro256PlusPlus;
use rand::{RngExt, SeedableRng};

/// A derivative found from values of the loss, and how far it may be from the true one.
#[derive(Clone, Copy)]
pub(super) struct Estimate {
    pub(super) value: f64,
    pub(super) doubt: f64,
}

impl Estimate {
    /// Returns `true` if a derivative may be right, up to a relative error of `tolerance`.
    pub(super) fn agrees(self, derivative: f64, tolerance: f64) -> bool {
        (self.value - derivative).abs() <= tolerance * self.size(derivative) + self.doubt
    }

    /// Returns `true` if the estimate tells a derivative of this size from another one, and from
    /// zero.
    pub(super) fn resolves(self, derivative: f64) -> bool {
        self.doubt <= 0.1 * self.size(derivative)
    }

    fn size(self, derivative: f64) -> f64 {
        self.value.abs().max(derivative.abs())
    }

    /// The estimate, if one with ten times the step differs from it, with the doubt that its step
    /// adds: the error of a central difference grows with the square of the step, and is about a
    /// 99th of the difference, which is doubled here.
    pub(super) fn beside(self, larger: Estimate) -> Estimate {
        Estimate { doubt: self.doubt + (larger.value - self.value).abs() / 50.0, ..self }
    }
}

/// The difference that is allowed for each unit of rounding in the loss: the noise of two values,
/// in thousands of differences, estimated from few.
const NOISE: f64 = 10.0;

/// A value of the loss.
#[derive(Clone, Copy)]
pub(super) struct ProbedLoss {
    pub(super) value: f64,
    /// The sum of the magnitudes of what the value is the sum of, or the magnitude of the value.
    pub(super) size: f64,
}

impl ProbedLoss {
    pub(super) fn new(value: f64) -> Self {
        ProbedLoss { value, size: value.abs() }
    }

    /// The sum with another value.
    pub(super) fn plus(self, value: f64) -> Self {
        ProbedLoss { value: self.value + value, size: self.size + value.abs() }
    }
}

/// The loss as a function of the parameters of a layer or network and, behind them, of the numbers
/// of its samples. A place is the position of one of them.
pub(super) struct LossProbe<T, P, F> {
    subject: Box<P>,
    samples: Vec<T>,
    /// For each number of the samples, the number of classes if it is an index.
    classes: Vec<Option<usize>>,
    loss: F,
}

impl<T, P, F> LossProbe<T, P, F>
where
    T: Double,
    P: Parameters<T>,
    F: FnMut(&P, &[T]) -> Result<ProbedLoss, Error>,
{
    pub(super) fn new(subject: &P, (samples, classes): (Vec<T>, Vec<Option<usize>>), loss: F) -> Self {
        LossProbe { subject: subject.copy(), samples, classes, loss }
    }

    fn number(&mut self, place: usize) -> &mut T {
        match place.checked_sub(P::LEN) {
            None => &mut self.subject.as_mut_slice()[place],
            Some(feature) => &mut self.samples[feature],
        }
    }

    fn loss(&mut self) -> Result<ProbedLoss, Error> {
        match (self.loss)(&self.subject, &self.samples) {
            // At the point itself this is an error; beside it, as beyond the end of a logarithm,
            // the difference is of no use.
            Err(Error::LossNotFinite { found }) => Ok(ProbedLoss::new(found)),
            loss => loss,
        }
    }

    fn loss_at(&mut self, place: usize, x: T) -> Result<f64, Error> {
        let before = core::mem::replace(self.number(place), x);
        let loss = self.loss();
        *self.number(place) = before;
        Ok(loss?.value)
    }

    /// The quotient of the central difference. The step is for numbers up to 1, and grows with
    /// larger ones; `noise` is that of the loss.
    pub(super) fn quotient(&mut self, place: usize, step: f64, noise: f64) -> Result<Estimate, Error> {
        let x = *self.number(place);
        let step = T::from_double(step * x.to_double().abs().max(1.0));
        let (above, below) = (x + step, x - step);
        let width = (above - below).to_double();
        let difference = self.loss_at(place, above)? - self.loss_at(place, below)?;
        Ok(Estimate { value: difference / width, doubt: 2.0 * NOISE * noise / width })
    }

    /// The derivative as well as it can be found with steps around one at which something is wrong:
    /// the steepest functions want smaller ones, and so does a kink nearby.
    pub(super) fn refined(&mut self, place: usize, step: f64, noise: f64) -> Result<Estimate, Error> {
        let mut best = Estimate { value: f64::NAN, doubt: f64::INFINITY };
        let mut larger = self.quotient(place, step * 10.0, noise)?;
        for factor in [1.0, 1e-1, 1e-2, 1e-3] {
            let quotient = self.quotient(place, step * factor, noise)?;
            let estimate = quotient.beside(larger);
            if estimate.doubt < best.doubt {
                best = estimate;
            }
            larger = quotient;
        }
        Ok(best)
    }

    /// Measures the rounding error of the loss: third differences of values along a line of tiny
    /// steps of all numbers but indices, in which nothing else is left.
    ///
    /// The variance of such a difference is 1 + 9 + 9 + 1 = 20 times that of the values. (R. W.
    /// Hamming, "Introduction to applied numerical analysis", 1971, chapter 6.)
    pub(super) fn noise(&mut self) -> Result<f64, Error> {
        let mut rng = Xoshiro256PlusPlus::seed_from_u64(0);
        let samples = self.samples.iter().zip(self.classes.iter().map(Option::is_some));
        let numbers = self.subject.as_slice().iter().map(|x| (x, false)).chain(samples);
        let steps: Vec<(T, T)> = numbers
            .map(|(&x, is_index)| {
                let size = if is_index { 0.0 } else { 1e-11 * x.to_double().abs().max(1.0) };
                (x, T::from_double(if rng.random() { size } else { -size }))
            })
            .collect();
        let here = self.loss()?;
        let mut losses = [here.value; 8];
        for loss in &mut losses[1..] {
            (0..).zip(&steps).for_each(|(place, (_, step))| *self.number(place) += *step);
            *loss = self.loss()?.value;
        }
        (0..).zip(&steps).for_each(|(place, (x, _))| *self.number(place) = *x);
        let differences = losses.windows(4).map(|l| l[3] - 3.0 * l[2] + 3.0 * l[1] - l[0]);
        let largest = differences.fold(0.0, |largest: f64, difference| largest.max(difference.abs()));
        // A loss that does not change at all is still a rounded one.
        Ok((largest / ComplexField::sqrt(20.0_f64)).max(0.5 * f64::EPSILON * here.size))
    }
}
