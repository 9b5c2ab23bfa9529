//! Metrics of regression: errors of numbers.

use crate::error::Error;
use crate::loss::AnyOutputs;
use crate::metrics::{Better, Measure, Metric, MetricBatch};
use crate::scalar::Real;
use alloc::borrow::Cow;
use alloc::vec;
use alloc::vec::Vec;
use nalgebra::{Const, SVector};

/// Sums over the samples, for each output.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Sums {
    count: f64,
    /// The mean of the targets, and the sum of the squares of their deviations from it.
    mean: f64,
    deviations: f64,
    /// The sums of squares and of magnitudes of the errors.
    squares: f64,
    magnitudes: f64,
}

impl Sums {
    /// Adds a sample. The deviations are updated as by B. P. Welford, "Note on a method for
    /// calculating corrected sums of squares and products", Technometrics 4, 1962.
    fn add(&mut self, output: f64, target: f64) {
        let error = output - target;
        self.squares += error * error;
        self.magnitudes += error.abs();
        self.count += 1.0;
        let deviation = target - self.mean;
        self.mean += deviation / self.count;
        self.deviations += deviation * (target - self.mean);
    }

    /// Returns `1 - squares / deviations`; 1 or 0 where the targets do not differ.
    fn r2(&self) -> f64 {
        match (self.squares, self.deviations) {
            _ if self.count < 2.0 => f64::NAN,
            (0.0, _) => 1.0,
            (_, 0.0) => 0.0,
            (squares, deviations) => 1.0 - squares / deviations,
        }
    }
}

/// Returns the mean of a number of each output; NaN of none.
#[allow(clippy::cast_precision_loss)] // There are far fewer outputs than 2^52.
fn mean(sums: &[Sums], number: impl Fn(&Sums) -> f64) -> f64 {
    if sums.is_empty() { f64::NAN } else { sums.iter().map(number).sum::<f64>() / sums.len() as f64 }
}

macro_rules! regression_metrics {
    ($($(#[$about:meta])* $name:ident, $word:literal, $better:ident, $number:expr;)*) => {
        $(
            $(#[$about])*
            #[derive(Clone, Debug, Default, PartialEq)]
            pub struct $name {
                outputs: Vec<Sums>,
            }

            impl $name {
                /// Returns the number of each output by itself.
                #[must_use]
                pub fn per_output(&self) -> Vec<f64> {
                    self.outputs.iter().map($number).collect()
                }
            }

            impl Metric for $name {
                fn name(&self) -> Cow<'static, str> {
                    $word.into()
                }

                fn better(&self) -> Better {
                    Better::$better
                }

                fn reset(&mut self) {
                    self.outputs.clear();
                }

                fn value(&self) -> f64 {
                    mean(&self.outputs, $number)
                }
            }

            regression_metrics!(@ $name, [T; N]);
            regression_metrics!(@ $name, SVector<T, N>);
        )*
    };
    (@ $name:ident, $target:ty) => {
        impl<T: Real, const N: usize> Measure<T, Const<N>, $target> for $name {
            type Outputs = AnyOutputs;

            fn add(&mut self, batch: MetricBatch<'_, T, $target>) -> Result<(), Error> {
                if self.outputs.is_empty() {
                    self.outputs = vec![Sums::default(); N];
                }
                for (output, target) in batch.samples() {
                    let numbers = output.iter().zip(target.as_slice());
                    for (sums, (x, t)) in self.outputs.iter_mut().zip(numbers) {
                        sums.add(x.to_double(), t.to_double());
                    }
                }
                Ok(())
            }
        }
    };
}

regression_metrics! {
    /// The mean of the squared errors over all samples and outputs; scikit-learn's
    /// `mean_squared_error`.
    ///
    /// ```
    /// use netwright::metrics::{MeanSquaredError, Metric};
    /// use netwright::prelude::*;
    ///
    /// #[network(input = 1)]
    /// struct Same(Flatten);
    ///
    /// let error = Same::zeros().measure(MeanSquaredError::default(), &[[1.0], [2.0]], &[[1.0], [4.0]])?;
    /// assert_eq!(error.value(), 2.0);
    /// # Ok::<(), netwright::Error>(())
    /// ```
    MeanSquaredError, "mse", Lower, |sums| sums.squares / sums.count;
    /// The mean of the absolute errors over all samples and outputs; scikit-learn's
    /// `mean_absolute_error`.
    ///
    /// ```
    /// use netwright::metrics::{MeanAbsoluteError, Metric};
    /// use netwright::prelude::*;
    ///
    /// #[network(input = 1)]
    /// struct Same(Flatten);
    ///
    /// let error = Same::zeros().measure(MeanAbsoluteError::default(), &[[1.0], [2.0]], &[[1.0], [4.0]])?;
    /// assert_eq!(error.value(), 1.0);
    /// # Ok::<(), netwright::Error>(())
    /// ```
    MeanAbsoluteError, "mae", Lower, |sums| sums.magnitudes / sums.count;
    /// The coefficient of determination `R² = 1 - Σ (x - t)² / Σ (t - mean t)²`, averaged over the
    /// outputs; scikit-learn's `r2_score`.
    ///
    /// It is 1 for a network that is always right and 0 for one that always gives the mean of the
    /// targets. Where all targets are equal it is 1 if the network is right, else 0; for fewer than
    /// two samples it is NaN.
    ///
    /// ```
    /// use netwright::metrics::{Metric, R2};
    /// use netwright::prelude::*;
    ///
    /// #[network(input = 1)]
    /// struct Same(Flatten);
    ///
    /// let r2 = Same::zeros().measure(R2::default(), &[[1.0], [2.0], [4.0]], &[[1.0], [2.0], [3.0]])?;
    /// assert_eq!(r2.value(), 0.5);
    /// # Ok::<(), netwright::Error>(())
    /// ```
    R2, "r2", Higher, Sums::r2;
}
