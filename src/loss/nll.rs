//! `Nll`: the loss of classifiers, on logarithms of probabilities.

use crate::data::Target;
use crate::loss::outputs::assert_several;
use crate::loss::weighted::weighable;
use crate::loss::{Classes, Loss};
use crate::meaning::LogProbabilities;
use crate::scalar::Real;
use nalgebra::Const;

/// The negative log-likelihood `E = -x_c` for logarithms of probabilities `x` and the class `c`.
///
/// For networks that end in `LogSoftmax`.
///
/// `Nll` is a type and, with its default settings, a value: `Nll::default()`.
///
/// # Gradient
///
/// `dE/dx_i = -[i = c]`.
///
/// ```
/// use netwright::data::Label;
/// use netwright::loss::{Loss, Nll};
/// use netwright::nalgebra::Const;
///
/// let mut gradient = [0.0_f64; 2];
/// let loss = Loss::<f64, Const<2>, Label<2>>::sample(&Nll, &[-0.7, -0.6], &Label::new(1)?, &mut gradient);
/// assert_eq!((loss, gradient), (0.6, [0.0, -1.0]));
/// # Ok::<(), netwright::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Nll {}

/// The loss [`Nll`](struct@Nll) with its default settings.
#[allow(non_upper_case_globals)] // It is the value of the type that has its name, as of a unit struct.
pub const Nll: Nll = Nll {};

weighable!([] Nll);

impl<T: Real, const N: usize, C: Target<N>> Loss<T, Const<N>, C> for Nll {
    type Outputs = Classes<LogProbabilities>;

    fn sample(&self, output: &[T], target: &C, gradient: &mut [T]) -> T {
        const { assert_several(N) };
        let class = target.label().index();
        gradient.fill(T::zero());
        gradient[class] = -T::one();
        -output[class]
    }
}
