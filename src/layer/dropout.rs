//! `Dropout`: features are left out at random in training.

use crate::layer::prelude::*;
#[cfg(feature = "train")]
use rand::RngExt;

/// In training each feature is set to zero with probability `p`, and the others are divided by
/// `1 - p`; at inference nothing happens. In a declaration `Dropout<0.5>`; any shape to the same
/// shape. `RATE` holds the bits of `p` as an `f64`.
///
/// # Gradient
///
/// With the mask `m_i`, 0 or `1 / (1 - p)`, drawn in the forward pass: `y_i = m_i·x_i`,
/// `dE/dx_i = m_i·dE/dy_i`.
///
/// Source: N. Srivastava et al., "Dropout: a simple way to prevent neural networks from
/// overfitting", JMLR 15 (2014), in the form that scales in training ("inverted"), as PyTorch does.
///
/// ```
/// use netwright::prelude::*;
///
/// #[network(input = 3)]
/// struct Noisy {
///     dropout: Dropout<0.5>,
/// }
/// // Inference leaves the values alone.
/// assert_eq!(Noisy::zeros().predict(&[1.0, 2.0, 3.0]).as_slice(), [1.0, 2.0, 3.0]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Parameters)]
#[meaning(Input)]
pub struct Dropout<const N: usize, const RATE: u64>;

impl<T: Real, const N: usize, const RATE: u64> Layer<T> for Dropout<N, RATE> {
    type In = Const<N>;
    type Out = Const<N>;
    type Scratch = ();

    fn infer<B: Dim, S: Simd>(&self, _: S, Infer { input, mut output, .. }: Infer<'_, T, Self, B>) {
        output.copy_from(&input);
    }
}

impl<T: Real, const N: usize, const RATE: u64> Streaming<T> for Dropout<N, RATE> {
    type State = ();

    #[inline(always)]
    fn push<S: Simd>(&self, _: S, Push { frame, output, .. }: Push<'_, T, ()>) -> bool {
        output.copy_from_slice(frame);
        true
    }
}

#[cfg(feature = "train")]
impl<T: Real, const N: usize, const RATE: u64> Differentiable<T> for Dropout<N, RATE> {
    /// The mask.
    type Saved<B: Dim> = Buffer<T, Const<N>, B>;

    fn forward_train<B: Dim, S: Simd>(&self, _: S, pass: Forward<'_, T, Self, B>) {
        let Forward { input, mut output, saved: mask, rng, .. } = pass;
        let rate = f64::from_bits(RATE);
        let scale = T::from_double(1.0 / (1.0 - rate));
        let mut mask = mask.view_mut(input.shape_generic().1);
        mask.apply(|factor| *factor = if rng.random::<f64>() < rate { T::zero() } else { scale });
        output.zip_zip_apply(&input, &mask, |y, x, factor| *y = x * factor);
    }

    fn backward<B: Dim, S: Simd>(&self, _: S, pass: Backward<'_, T, Self, B>, _: &mut Self) {
        let Backward { saved: mask, output_gradient, input_gradient, .. } = pass;
        let Some(mut input_gradient) = input_gradient else { return };
        let mask = mask.view(output_gradient.shape_generic().1);
        input_gradient.zip_zip_apply(&output_gradient, &mask, |dx, dy, factor| *dx = dy * factor);
    }
}
