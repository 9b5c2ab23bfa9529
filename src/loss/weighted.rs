//! `Weighted`: a loss that counts for more or less than others.

use crate::error::Error;
use crate::loss::{Loss, LossBatch};
use crate::scalar::Real;
use crate::simd::Simd;
use alloc::format;
use alloc::string::String;
use nalgebra::DimName;

/// The loss `E = w · L` for another loss `L` and a weight `w`, for sums of several losses.
///
/// Built-in losses have a method `weight`, `Mse.weight(0.1)`; for a loss of your own it is
/// `Weighted::new(MyLoss, 0.1)`.
///
/// # Gradient
///
/// `dE/dx_i = w · dL/dx_i`.
///
/// ```
/// use netwright::loss::{Loss, Mse};
/// use netwright::nalgebra::Const;
///
/// let mut gradient = [0.0_f64; 2];
/// let loss = Loss::<f64, Const<2>, [f64; 2]>::sample(&Mse.weight(0.5), &[1.0, 5.0], &[2.0, 2.0], &mut gradient);
/// assert_eq!((loss, gradient), (2.5, [-0.5, 1.5]));
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Weighted<L> {
    loss: L,
    weight: f64,
}

impl<L> Weighted<L> {
    /// The loss `loss`, multiplied by `weight`: a finite number that is not negative.
    #[must_use]
    pub const fn new(loss: L, weight: f64) -> Self {
        Weighted { loss, weight }
    }
}

/// Gives losses the method `weight`.
macro_rules! weighable {
    ($([$($parameters:tt)*] $loss:ty),* $(,)?) => {
        $(
            impl<$($parameters)*> $loss {
                /// Multiplies the loss, as a part of a sum of several; see
                /// [`Weighted`](crate::loss::Weighted).
                #[must_use]
                pub const fn weight(self, weight: f64) -> $crate::loss::Weighted<Self> {
                    $crate::loss::Weighted::new(self, weight)
                }
            }
        )*
    };
}
pub(super) use weighable;

impl<T: Real, D: DimName, Y, L: Loss<T, D, Y>> Loss<T, D, Y> for Weighted<L> {
    type Outputs = L::Outputs;

    const PARTS: &'static [&'static str] = L::PARTS;

    fn sample(&self, output: &[T], target: &Y, gradient: &mut [T]) -> T {
        let weight = T::from_double(self.weight);
        let loss = self.loss.sample(output, target, gradient);
        gradient.iter_mut().for_each(|element| *element *= weight);
        loss * weight
    }

    fn sample_weight(&self, target: &Y) -> f64 {
        self.loss.sample_weight(target)
    }

    fn class(&self, target: &Y) -> Option<usize> {
        self.loss.class(target)
    }

    #[inline(always)]
    fn batch<S: Simd>(&self, simd: S, mut batch: LossBatch<'_, T, Y>) -> T {
        let weight = T::from_double(self.weight);
        let loss = self.loss.batch(simd, batch.reborrow());
        batch.scale_gradients(weight);
        batch.scale_parts(self.weight);
        loss * weight
    }

    fn check_target(&self, row: usize, target: &Y) -> Result<(), Error> {
        self.loss.check_target(row, target)
    }

    fn describe(&self) -> String {
        format!("Weighted {{ loss: {}, weight: {:?} }}", self.loss.describe(), self.weight)
    }

    fn validate(&self) -> Result<(), Error> {
        self.loss.validate()?;
        super::settings::require_size::<T>("the weight of a loss", self.weight)
    }
}
