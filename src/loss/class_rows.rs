//! Losses of a row of outputs and a class: one output for each class, of which one is the target.

use crate::data::Target;
use crate::error::Error;
use crate::kernel::simd::{Isa, MAX_LANES, Portable, Simd, WithSimd, vectorize};
use crate::kernel::softmax::ScoreRows;
use crate::kernel::sum::CompensatedSum;
use crate::loss::LossBatch;
use crate::loss::settings::{require, require_size};
use crate::scalar::Real;

/// The classes that count, and their weights.
#[derive(Clone, Copy)]
pub(super) struct Counting<'a> {
    /// The weight of each class; none if they are all 1.
    pub(super) weights: &'a [f64],
    /// The class that does not count.
    pub(super) ignored: Option<usize>,
}

impl Counting<'_> {
    /// Returns the weight of a class: 0 if it is ignored.
    pub(super) fn weight(self, class: usize) -> f64 {
        if self.ignored == Some(class) { 0.0 } else { self.weight_of_output(class) }
    }

    /// Returns the weight of a class, also of one that is ignored as a target.
    #[inline(always)]
    pub(super) fn weight_of_output(self, class: usize) -> f64 {
        self.weights.get(class).copied().unwrap_or(1.0)
    }

    /// Refuses weights that are negative, not finite in `T`, or all 0, and a class that does not
    /// exist.
    pub(super) fn require_valid<T: Real>(self, classes: usize) -> Result<(), Error> {
        self.weights.iter().try_for_each(|&weight| require_size::<T>("the weight of a class", weight))?;
        let counts = (0..classes).any(|class| self.weight(class) > 0.0);
        let name = "the largest weight of a class that is not ignored";
        require(name, "greater than 0", 0.0, counts)?;
        let Some(ignored) = self.ignored else { return Ok(()) };
        #[allow(clippy::cast_precision_loss)] // For a message.
        let found = ignored as f64;
        require("the ignored class", "one of the classes, from 0", found, ignored < classes)
    }
}

/// The loss of a row of outputs.
pub(super) trait RowLoss: Copy {
    /// True if the mean divides by the sum of the weights of the classes, and not by the number of
    /// samples that are not ignored.
    const DIVIDES_BY_WEIGHTS: bool;

    /// Returns the loss of a row, times the weight of its class, and writes the gradient.
    fn row<S: Simd, T: Real>(self, simd: S, x: &[T], class: usize, counting: Counting<'_>, gradient: &mut [T]) -> T;

    /// Runs a batch in a function that the library compiles.
    fn run<T: Real>(batch: ClassBatch<'_, T, Self>) -> (CompensatedSum, f64);

    /// Returns the number of samples that one of a class counts as in the mean.
    fn share(counting: Counting<'_>, class: usize) -> f64 {
        match counting.weight(class) {
            weight if Self::DIVIDES_BY_WEIGHTS => weight,
            _ if counting.ignored == Some(class) => 0.0,
            _ => 1.0,
        }
    }
}

/// Implements [`RowLoss::run`], and what it needs.
macro_rules! compiled_rows {
    ($loss:ident) => {
        fn run<T: $crate::scalar::Real>(
            batch: $crate::loss::class_rows::ClassBatch<'_, T, Self>,
        ) -> ($crate::kernel::sum::CompensatedSum, f64) {
            type Sums = ($crate::kernel::sum::CompensatedSum, f64);
            type Batch<'a, T> = $crate::loss::class_rows::ClassBatch<'a, T, $loss>;
            fn compiled<T: $crate::scalar::Real>(batch: Batch<'_, T>) -> Sums {
                batch.isa.with(batch)
            }
            $crate::kernel::precompiled::precompiled!(Compiled: Batch -> Sums = compiled);
            T::precompiled::<Compiled>(batch)
        }
    };
}
pub(super) use compiled_rows;

/// The outputs of some samples with their classes.
pub(super) struct ClassBatch<'a, T, L> {
    pub(super) isa: Isa,
    pub(super) loss: L,
    pub(super) rows: ScoreRows<'a, T>,
    pub(super) counting: Counting<'a>,
    /// Writes the classes of the samples from a number on.
    pub(super) classes_from: &'a dyn Fn(usize, &mut [usize]),
    pub(super) gradients: &'a mut [T],
}

/// Returns the loss of a batch, and writes its gradient.
#[inline(always)]
pub(super) fn class_mean<S: Simd, T: Real, C: Target<N>, L: RowLoss, const N: usize>(
    simd: S,
    loss: L,
    counting: Counting<'_>,
    batch: LossBatch<'_, T, C>,
) -> T {
    let (targets, stride) = (batch.targets(), batch.stride());
    let classes_from =
        |first: usize, classes: &mut [usize]| targets.write_from(first, classes, |target| target.label().index());
    let (scores, gradients) = batch.into_slices();
    let rows = ScoreRows { scores, width: N, stride, count: targets.len() };
    let batch = ClassBatch { isa: simd.isa(), loss, rows, counting, classes_from: &classes_from, gradients };
    let (sum, divisor) = L::run(batch);
    sum.over(divisor)
}

/// Returns the loss of one sample, and writes its gradient.
pub(super) fn class_sample<T: Real, L: RowLoss>(
    loss: L,
    counting: Counting<'_>,
    output: &[T],
    class: usize,
    gradient: &mut [T],
) -> T {
    counted_row(Portable, loss, counting, (output, class), gradient)
}

/// Returns the loss of a row, which is 0 if its class is ignored.
#[inline(always)]
fn counted_row<S: Simd, T: Real>(
    simd: S,
    loss: impl RowLoss,
    counting: Counting<'_>,
    (x, class): (&[T], usize),
    gradient: &mut [T],
) -> T {
    if counting.ignored == Some(class) {
        gradient.fill(T::zero());
        return T::zero();
    }
    loss.row(simd, x, class, counting, gradient)
}

impl<T: Real, L: RowLoss> WithSimd for ClassBatch<'_, T, L> {
    type Output = (CompensatedSum, f64);

    #[inline(always)]
    fn with_simd<S: Simd>(mut self, simd: S) -> (CompensatedSum, f64) {
        vectorize!(simd, self.sums(simd))
    }
}

impl<T: Real, L: RowLoss> ClassBatch<'_, T, L> {
    /// Returns the sum of the losses, and what the mean divides it by; writes the gradients of the
    /// mean.
    #[inline(always)]
    fn sums<S: Simd>(&mut self, simd: S) -> (CompensatedSum, f64) {
        let divisor = self.divisor();
        let factor = T::from_double(1.0 / divisor);
        let ScoreRows { scores, width, stride, count } = self.rows;
        let (mut sum, mut classes) = (CompensatedSum::default(), [0; MAX_LANES]);
        let rows = scores.chunks(stride).zip(self.gradients.chunks_mut(stride));
        for (sample, (x, gradient)) in rows.take(count).enumerate() {
            if sample % MAX_LANES == 0 {
                (self.classes_from)(sample, &mut classes[..MAX_LANES.min(count - sample)]);
            }
            let (row, gradient) = ((&x[..width], classes[sample % MAX_LANES]), &mut gradient[..width]);
            sum.add(counted_row(simd, self.loss, self.counting, row, gradient).to_double());
            gradient.iter_mut().for_each(|element| *element *= factor);
        }
        (sum, divisor)
    }

    fn divisor(&self) -> f64 {
        let (mut sum, mut classes) = (CompensatedSum::default(), [0; MAX_LANES]);
        for first in (0..self.rows.count).step_by(MAX_LANES) {
            let classes = &mut classes[..MAX_LANES.min(self.rows.count - first)];
            (self.classes_from)(first, classes);
            classes.iter().for_each(|&class| sum.add(L::share(self.counting, class)));
        }
        sum.mean(1)
    }
}
