//! `Bias`: a learned number that is added to each feature.

use crate::kernel::channels;
use crate::layer::prelude::*;

/// `y_i = x_i + b_i` with a learned number `b` for each feature; in a declaration `Bias`. Any shape
/// to the same shape.
///
/// Images have a number for each channel: for `[C, H, W]` and `[C, L]` the bias is `[C]`. The type
/// has the number of channels `C` and of all features `N`. All numbers are 0 at the beginning.
///
/// A [`Linear`](crate::layer::Linear) has a bias already.
///
/// # Gradients
///
/// ```text
/// dE/dx_i = dE/dy_i        dE/db_i = dE/dy_i
/// ```
///
/// Over a batch, and over the elements of a channel, the second is a sum.
///
/// ```
/// use netwright::prelude::*;
///
/// #[network(input = 2)]
/// struct Shifted {
///     shift: Bias,
/// }
/// let mut net = Shifted::zeros();
/// net.shift.bias[0] = 3.0;
/// assert_eq!(net.predict(&[2.0, 5.0]).as_slice(), [5.0, 5.0]);
/// ```
#[derive(Clone, Debug, PartialEq, Parameters)]
#[meaning(Input::Combined)]
pub struct Bias<T: Real, const C: usize, const N: usize> {
    /// The numbers `b`, `[C]`.
    pub bias: SVector<T, C>,
}

impl<T: Real, const C: usize, const N: usize> Layer<T> for Bias<T, C, N> {
    type In = Const<N>;
    type Out = Const<N>;
    type Scratch = ();

    fn infer<B: Dim, S: Simd>(&self, simd: S, Infer { input, mut output, .. }: Infer<'_, T, Self, B>) {
        let (x, y) = (input.elements(), output.elements_mut());
        vectorize!(simd, channels::map::<T, _, C, N>(|channel| self.bias[channel], x, y, |b, x| x + b));
    }
}

impl<T: Real, const C: usize, const N: usize> Streaming<T> for Bias<T, C, N> {
    type State = ();

    #[inline(always)]
    fn push<S: Simd>(&self, _: S, Push { frame, output, .. }: Push<'_, T, ()>) -> bool {
        channels::map::<T, _, C, C>(|channel| self.bias[channel], frame, output, |b, x| x + b);
        true
    }
}

#[cfg(feature = "train")]
impl<T: Real, const C: usize, const N: usize> Differentiable<T> for Bias<T, C, N> {
    type Saved<B: Dim> = ();

    fn backward<B: Dim, S: Simd>(&self, simd: S, pass: Backward<'_, T, Self, B>, gradient: &mut Self) {
        let Backward { output_gradient, input_gradient, .. } = pass;
        if let Some(mut input_gradient) = input_gradient {
            input_gradient.copy_from(&output_gradient);
        }
        let dy = output_gradient.elements();
        let add = |channel: usize, [sum]: [T; 1]| gradient.bias[channel] += sum;
        vectorize!(simd, channels::sums::<T, T, _, _, C, N>(|_| (), [dy; 2], |(), [dy, _]| [dy], add));
    }
}
