//! Losses that are sums over single outputs: one number of the output against one of the target.
//!
//! Such a loss states its function and its derivative for a register of outputs. The numbers of a
//! batch go through it in blocks, without regard to where a sample ends, so that samples of a few
//! outputs fill registers too.

use crate::error::Error;
use crate::kernel::simd::{Isa, Lanes, Simd, WithSimd, vectorize};
use crate::kernel::sum::CompensatedSum;
use crate::loss::LossBatch;
use crate::scalar::Real;

/// The function of one output `x` and its target `t`.
pub(super) trait ElementLoss: Copy {
    /// Returns the loss and its derivative by `x`. `weight` is that of the position of the output,
    /// 1 unless the loss has such weights.
    fn value_and_slope<L: Lanes>(self, x: L, t: L, weight: L) -> (L, L);

    /// Checks the settings.
    fn require_valid<T: Real>(self) -> Result<(), Error> {
        Ok(())
    }

    /// Runs a batch in a function that the library compiles.
    fn run<T: Real>(batch: ElementBatch<'_, T, Self>) -> CompensatedSum;
}

/// Implements [`ElementLoss::run`], and what it needs.
macro_rules! compiled_element {
    ($loss:ident) => {
        fn run<T: $crate::scalar::Real>(
            batch: $crate::loss::elements::ElementBatch<'_, T, Self>,
        ) -> $crate::kernel::sum::CompensatedSum {
            type Batch<'a, T> = $crate::loss::elements::ElementBatch<'a, T, $loss>;
            fn compiled<T: $crate::scalar::Real>(batch: Batch<'_, T>) -> $crate::kernel::sum::CompensatedSum {
                batch.isa.with(batch)
            }
            $crate::kernel::precompiled::precompiled!(
                Compiled: Batch -> $crate::kernel::sum::CompensatedSum = compiled
            );
            T::precompiled::<Compiled>(batch)
        }
    };
}
pub(super) use compiled_element;

/// The outputs of some samples, each of `width` numbers, with a distance of `stride` between them.
pub(super) struct ElementBatch<'a, T, E> {
    pub(super) isa: Isa,
    loss: E,
    outputs: &'a [T],
    width: usize,
    stride: usize,
    /// The number of samples.
    count: usize,
    /// Writes the target of a sample from an output on, as far as there is room.
    write_target: &'a dyn Fn(usize, usize, &mut [T]),
    /// The weight of each output; none if they are all 1.
    weights: &'a [f64],
    /// The number by which gradients are multiplied.
    factor: T,
    gradients: &'a mut [T],
}

/// The divisor of a sum over all outputs.
#[derive(Clone, Copy)]
pub(super) enum Mean {
    /// The number of outputs of all samples.
    OverOutputs,
    /// The number of samples.
    OverSamples,
}

/// Returns the loss of a batch, and writes its gradient.
#[inline(always)]
pub(super) fn element_mean<S: Simd, T: Real, Y, E: ElementLoss>(
    simd: S,
    (loss, mean, weights): (E, Mean, &[f64]),
    batch: LossBatch<'_, T, Y>,
    write_target: impl Fn(&Y, usize, &mut [T]),
) -> T {
    let (targets, width, stride) = (batch.targets(), batch.width(), batch.stride());
    let write_target = |sample: usize, first: usize, to: &mut [T]| write_target(targets.get(sample), first, to);
    let count = targets.len();
    let terms = match mean {
        Mean::OverOutputs => count * width,
        Mean::OverSamples => count,
    };
    #[allow(clippy::cast_precision_loss)] // There are far fewer outputs than 2^52.
    let factor = T::one() / T::from_double(terms as f64);
    let (outputs, gradients) = batch.into_slices();
    let sum = E::run(ElementBatch {
        isa: simd.isa(),
        loss,
        outputs,
        width,
        stride,
        count,
        write_target: &write_target,
        weights,
        factor,
        gradients,
    });
    sum.mean(terms)
}

/// The number of outputs that go through the function together: a multiple of the lanes of every
/// register, and few enough for the stack.
const BLOCK: usize = 64;

impl<T: Real, E: ElementLoss> WithSimd for ElementBatch<'_, T, E> {
    type Output = CompensatedSum;

    #[inline(always)]
    fn with_simd<S: Simd>(mut self, simd: S) -> CompensatedSum {
        vectorize!(simd, self.sum(simd))
    }
}

impl<T: Real, E: ElementLoss> ElementBatch<'_, T, E> {
    /// Returns the sum of the losses, and writes the gradients.
    #[inline(always)]
    fn sum<S: Simd>(&mut self, simd: S) -> CompensatedSum {
        let (mut sum, all) = (CompensatedSum::default(), self.count * self.width);
        let mut block = Block::new();
        for first in (0..all).step_by(BLOCK) {
            let count = BLOCK.min(all - first);
            self.gather(&mut block, first, count);
            sum.add(block.evaluate(simd, self.loss, self.factor, count));
            self.scatter(&block, first, count);
        }
        sum
    }

    /// Fills a block with the outputs from a number on, counted over all samples.
    #[inline(always)]
    fn gather(&self, block: &mut Block<T>, first: usize, count: usize) {
        if self.stride == self.width {
            block.outputs[..count].copy_from_slice(&self.outputs[first..first + count]);
        }
        for (place, sample, column, length) in pieces(self.width, first, count) {
            if self.stride != self.width {
                let output = sample * self.stride + column;
                block.outputs[place..place + length].copy_from_slice(&self.outputs[output..output + length]);
            }
            (self.write_target)(sample, column, &mut block.targets[place..place + length]);
            if !self.weights.is_empty() {
                let weights = block.weights[place..].iter_mut().zip(&self.weights[column..column + length]);
                weights.for_each(|(to, &weight)| *to = T::from_double(weight));
            }
        }
    }

    /// Copies the gradients of a block to where they belong.
    #[inline(always)]
    fn scatter(&mut self, block: &Block<T>, first: usize, count: usize) {
        if self.stride == self.width {
            return self.gradients[first..first + count].copy_from_slice(&block.gradients[..count]);
        }
        for (place, sample, column, length) in pieces(self.width, first, count) {
            let gradient = sample * self.stride + column;
            self.gradients[gradient..gradient + length].copy_from_slice(&block.gradients[place..place + length]);
        }
    }
}

/// Divides `count` outputs from a number on into pieces of one sample each: the place in the block,
/// the sample, the first output of it, and the number of outputs.
#[inline(always)]
fn pieces(width: usize, first: usize, count: usize) -> impl Iterator<Item = (usize, usize, usize, usize)> {
    let (mut sample, mut column, mut place) = (first / width, first % width, 0);
    core::iter::from_fn(move || {
        if place == count {
            return None;
        }
        let piece = (place, sample, column, (width - column).min(count - place));
        place += piece.3;
        (sample, column) = (sample + 1, 0);
        Some(piece)
    })
}

/// Outputs that go through the function together. Behind the last one are numbers of another block,
/// or zeroes.
struct Block<T> {
    outputs: [T; BLOCK],
    targets: [T; BLOCK],
    weights: [T; BLOCK],
    losses: [T; BLOCK],
    gradients: [T; BLOCK],
}

impl<T: Real> Block<T> {
    #[inline(always)]
    fn new() -> Self {
        let (zeros, ones) = ([T::zero(); BLOCK], [T::one(); BLOCK]);
        Block { outputs: zeros, targets: zeros, weights: ones, losses: zeros, gradients: zeros }
    }

    /// Returns the sum of the losses of the first outputs, and writes their gradients.
    #[inline(always)]
    fn evaluate<S: Simd>(&mut self, simd: S, loss: impl ElementLoss, factor: T, count: usize) -> f64 {
        let factor = T::Lanes::<S>::splat(simd, factor);
        for place in (0..count).step_by(T::Lanes::<S>::LANES) {
            let load = |from: &[T; BLOCK]| T::Lanes::<S>::load_slice(simd, &from[place..]);
            let (x, t, weight) = (load(&self.outputs), load(&self.targets), load(&self.weights));
            let (value, slope) = loss.value_and_slope(x, t, weight);
            value.store_slice(&mut self.losses[place..]);
            (slope * factor).store_slice(&mut self.gradients[place..]);
        }
        self.losses[count..].fill(T::zero());
        // Several sums, since each addition waits for the one before it.
        let mut sums = [0.0; 8];
        for losses in self.losses.chunks_exact(8) {
            sums.iter_mut().zip(losses).for_each(|(sum, loss)| *sum += loss.to_double());
        }
        sums.iter().sum()
    }
}

/// Implements [`Loss`](crate::loss::Loss) for an [`ElementLoss`] on targets that are numbers, as
/// many as there are outputs: `element_losses!(Mse: AnyOutputs, OverOutputs, require_finite)`. The
/// function checks a target.
macro_rules! element_losses {
    ($loss:ident: $outputs:ty, $mean:ident, $check:ident) => {
        $crate::loss::elements::element_losses!(@ $loss, $outputs, $mean, $check, [T; N]);
        $crate::loss::elements::element_losses!(@ $loss, $outputs, $mean, $check, nalgebra::SVector<T, N>);
    };
    (@ $loss:ident, $outputs:ty, $mean:ident, $check:ident, $target:ty) => {
        impl<T: $crate::scalar::Real, const N: usize> $crate::loss::Loss<T, nalgebra::Const<N>, $target> for $loss {
            type Outputs = $outputs;

            fn sample(&self, output: &[T], target: &$target, gradient: &mut [T]) -> T {
                let batch = $crate::loss::LossBatch::new(N, output, core::slice::from_ref(target), gradient);
                let simd = $crate::kernel::simd::Portable;
                $crate::loss::Loss::<T, nalgebra::Const<N>, $target>::batch(self, simd, batch)
            }

            #[inline(always)]
            fn batch<S: $crate::kernel::simd::Simd>(
                &self,
                simd: S,
                batch: $crate::loss::LossBatch<'_, T, $target>,
            ) -> T {
                let mean = $crate::loss::elements::Mean::$mean;
                $crate::loss::elements::element_mean(simd, (*self, mean, &[]), batch, |target, first, to| {
                    to.copy_from_slice(&target.as_slice()[first..first + to.len()]);
                })
            }

            fn check_target(&self, row: usize, target: &$target) -> Result<(), $crate::error::Error> {
                $check(row, target.as_slice())
            }

            fn describe(&self) -> alloc::string::String {
                alloc::format!("{self:?}")
            }

            fn validate(&self) -> Result<(), $crate::error::Error> {
                $crate::loss::elements::ElementLoss::require_valid::<T>(*self)
            }
        }
    };
}
pub(super) use element_losses;
