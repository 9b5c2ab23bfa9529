//! `Scale`: a learned factor for each feature.

use crate::kernel::channels;
use crate::layer::prelude::*;

/// `y_i = w_i·x_i` with a learned factor `w` for each feature; in a declaration `Scale`. Any shape
/// to the same shape.
///
/// Images have a factor for each channel: for `[C, H, W]` and `[C, L]` the weight is `[C]`, as in
/// batch normalisation. The type has the number of channels `C` and of all features `N`.
///
/// All factors are 1 at the beginning, or 0 with `#[init(zeros)]`, which lets a residual branch
/// begin as nothing (H. Zhang et al., "Fixup initialization", 2019).
///
/// # Gradients
///
/// ```text
/// dE/dx_i = w_i · dE/dy_i        dE/dw_i = x_i · dE/dy_i
/// ```
///
/// Over a batch, and over the elements of a channel, the second is a sum.
///
/// ```
/// use netwright::prelude::*;
///
/// #[network(input = 2)]
/// struct Scaled {
///     scale: Scale,
/// }
/// let mut net = Scaled::zeros();
/// net.scale.weight[0] = 3.0;
/// assert_eq!(net.predict(&[2.0, 5.0]).as_slice(), [6.0, 0.0]);
/// ```
#[derive(Clone, Debug, PartialEq, Parameters)]
#[meaning(Input::Multiplied)]
pub struct Scale<T: Real, const C: usize, const N: usize> {
    /// The factors `w`, `[C]`.
    #[initial(1.0)]
    pub weight: SVector<T, C>,
}

impl<T: Real, const C: usize, const N: usize> Layer<T> for Scale<T, C, N> {
    type In = Const<N>;
    type Out = Const<N>;
    type Scratch = ();

    fn infer<B: Dim, S: Simd>(&self, simd: S, Infer { input, mut output, .. }: Infer<'_, T, Self, B>) {
        let (x, y) = (input.elements(), output.elements_mut());
        vectorize!(simd, channels::map::<T, _, C, N>(|channel| self.weight[channel], x, y, |w, x| w * x));
    }
}

impl<T: Real, const C: usize, const N: usize> Streaming<T> for Scale<T, C, N> {
    type State = ();

    #[inline(always)]
    fn push<S: Simd>(&self, _: S, Push { frame, output, .. }: Push<'_, T, ()>) -> bool {
        channels::map::<T, _, C, C>(|channel| self.weight[channel], frame, output, |w, x| w * x);
        true
    }
}

#[cfg(feature = "train")]
impl<T: Real, const C: usize, const N: usize> Differentiable<T> for Scale<T, C, N> {
    type Saved<B: Dim> = ();

    fn backward<B: Dim, S: Simd>(&self, simd: S, pass: Backward<'_, T, Self, B>, gradient: &mut Self) {
        let Backward { input, output_gradient, input_gradient, .. } = pass;
        let (x, dy) = (input.elements(), output_gradient.elements());
        if let Some(mut dx) = input_gradient {
            let dx = dx.elements_mut();
            vectorize!(simd, channels::map::<T, _, C, N>(|channel| self.weight[channel], dy, dx, |w, dy| w * dy));
        }
        let add = |channel: usize, [sum]: [T; 1]| gradient.weight[channel] += sum;
        vectorize!(simd, channels::sums::<T, T, _, _, C, N>(|_| (), [x, dy], |(), [x, dy]| [x * dy], add));
    }
}
