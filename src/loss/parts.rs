//! The outputs of one sample, taken apart.

use crate::kernel::simd::Simd;
use crate::loss::{Loss, LossBatch};
use crate::scalar::Real;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;
use nalgebra::DimName;

/// The rest of the outputs of a sample, and of memory for their gradient.
pub struct SampleParts<'o, 'g, T> {
    output: &'o [T],
    gradient: &'g mut [T],
}

impl<'o, 'g, T> SampleParts<'o, 'g, T> {
    /// Begins with all outputs of a sample.
    pub fn of(output: &'o [T], gradient: &'g mut [T]) -> Self {
        SampleParts { output, gradient }
    }

    /// Returns the next outputs and their gradients; fewer where there are not so many.
    pub fn step(&mut self, features: usize) -> (&'o [T], &'g mut [T]) {
        let (output, rest) = self.output.split_at(features.min(self.output.len()));
        let gradients = core::mem::take(&mut self.gradient);
        let (gradient, others) = gradients.split_at_mut(features.min(gradients.len()));
        (self.output, self.gradient) = (rest, others);
        (output, gradient)
    }
}

/// Returns the loss of a batch as a part of a sum: 0, without a gradient, where no sample counts,
/// as those whose class is ignored, and there is no mean.
#[inline(always)]
pub fn loss_of_part<T: Real, D: DimName, Y, L: Loss<T, D, Y>, S: Simd>(
    loss: &L,
    simd: S,
    mut batch: LossBatch<'_, T, Y>,
) -> T {
    let value = loss.batch(simd, batch.reborrow());
    if !value.is_finite() && batch.targets().iter().all(|target| loss.sample_weight(target) == 0.0) {
        batch.clear_gradients();
        return T::zero();
    }
    value
}

/// Returns the losses of named outputs as text: `digit: Mse, parity: L1`.
#[must_use]
pub fn describe_parts(parts: &[(&str, String)]) -> String {
    let texts: Vec<String> = parts.iter().map(|(name, loss)| format!("{name}: {loss}")).collect();
    texts.join(", ")
}
