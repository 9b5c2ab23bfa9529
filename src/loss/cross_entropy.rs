//! `CrossEntropy`: the loss of classifiers, on scores.

use crate::data::Target;
use crate::kernel::simd::{Portable, Simd};
use crate::kernel::softmax;
use crate::loss::outputs::assert_several;
use crate::loss::{Classes, Loss};
use crate::meaning::Logits;
use crate::scalar::Real;
use nalgebra::Const;

/// `E = -ln softmax(x)_c = ln Σ_j exp(x_j) - x_c` for the scores `x` (logits) and the class `c`.
///
/// Softmax, logarithm and loss are one step, which is exact for scores of any size.
///
/// # Gradient
///
/// `dE/dx_i = softmax(x)_i - [i = c]`: what the network gives minus what it should give.
///
/// ```
/// use netwright::data::Label;
/// use netwright::loss::{CrossEntropy, Loss};
/// use netwright::nalgebra::Const;
///
/// let mut gradient = [0.0_f64; 2];
/// let loss = Loss::<f64, Const<2>, Label<2>>::sample(&CrossEntropy, &[1e4, 1e4], &Label::new(0)?, &mut gradient);
/// assert_eq!((loss, gradient), (2.0_f64.ln(), [-0.5, 0.5]));
/// # Ok::<(), netwright::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CrossEntropy;

impl<T: Real, const N: usize, C: Target<N>> Loss<T, Const<N>, C> for CrossEntropy {
    type Outputs = Classes<Logits>;

    fn sample(&self, output: &[T], target: &C, gradient: &mut [T]) -> T {
        const { assert_several(N) };
        softmax::cross_entropy(Portable, output, target.label().index(), T::one(), gradient)
    }

    #[inline(always)]
    fn batch<S: Simd>(&self, simd: S, outputs: &[T], targets: &[C], gradients: &mut [T]) -> T {
        const { assert_several(N) };
        #[allow(clippy::cast_precision_loss)] // A batch is far below 2^52 samples.
        let factor = T::one() / T::from_double(targets.len() as f64);
        let classes = targets.iter().map(
            #[inline(always)]
            |target| target.label().index(),
        );
        softmax::cross_entropies(simd, (outputs, N), classes, factor, gradients).mean(targets.len())
    }
}
