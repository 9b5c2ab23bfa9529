//! `RmsNorm`: the features of each sample with a mean square of 1.

use super::ArrayShape;
#[cfg(feature = "train")]
use super::samples;
use crate::kernel::normalize::Standardize;
use crate::layer::prelude::*;

/// `y = x / √(mean(x²) + ε) ⊙ w`: each sample by itself, over all of its features, as PyTorch's
/// `nn.RMSNorm` over the shape of a sample. In a declaration `RmsNorm`, or `RmsNorm<1e-6>` with
/// another `ε` than the distance from 1 to the next number of the type `T`; any shape to the same
/// shape.
///
/// The weight `w` begins at 1 and has the shape of the sample, of which `A` is the type: `[C, H,
/// W]` for an image. `EPSILON` holds the bits of `ε` as an `f64`, or 0 for that of the type.
///
/// # Gradients
///
/// With `z = x / s`, `s = √(mean(x²) + ε)` and `g = dE/dy ⊙ w`, where `x_i` goes into the mean
/// square too:
///
/// ```text
/// dz_i/dx_j = (δ_ij - z_i·z_j/N) / s
/// dE/dx_j   = (g_j - z_j·mean(g ⊙ z)) / s
/// dE/dw     = dE/dy ⊙ z
/// ```
///
/// Source: B. Zhang and R. Sennrich, "Root mean square layer normalization", NeurIPS 2019.
///
/// ```
/// use netwright::prelude::*;
/// use rand::{SeedableRng, rngs::StdRng};
///
/// #[network(input = 2)]
/// struct Normal {
///     norm: RmsNorm,
/// }
///
/// let net = Normal::init(&mut StdRng::seed_from_u64(1));
/// assert_eq!(net.predict(&[-1.0, 7.0]).as_slice(), [-0.2, 1.4]); // 1 and 49 have the mean 25
/// ```
#[derive(Clone, Debug, PartialEq, Parameters)]
pub struct RmsNorm<T: Real, A: ArrayShape, const N: usize, const EPSILON: u64> {
    /// The weight `w`, in the shape of a sample.
    #[initial(1.0)]
    pub weight: A::Of<T>,
}

impl<T: Real, A: ArrayShape, const N: usize, const EPSILON: u64> RmsNorm<T, A, N, EPSILON> {
    #[inline(always)]
    fn epsilon() -> T {
        const { assert!(A::LEN == N, "the shape has as many features as there are") };
        if EPSILON == 0 { T::default_epsilon() } else { T::from_double(f64::from_bits(EPSILON)) }
    }

    #[inline(always)]
    fn compute<S: Simd>(&self, simd: S, input: &[T], output: &mut [T]) {
        for (x, y) in input.chunks_exact(N).zip(output.chunks_exact_mut(N)) {
            Standardize::by_mean_square(simd, x, Self::epsilon()).scale(x, self.weight.as_slice(), y);
        }
    }
}

impl<T: Real, A: ArrayShape, const N: usize, const EPSILON: u64> Layer<T> for RmsNorm<T, A, N, EPSILON> {
    type In = Const<N>;
    type Out = Const<N>;
    type Scratch = ();

    fn infer<B: Dim, S: Simd>(&self, simd: S, Infer { input, mut output, .. }: Infer<'_, T, Self, B>) {
        let (x, y) = (input.elements(), output.elements_mut());
        vectorize!(simd, self.compute(simd, x, y));
    }
}

#[cfg(feature = "train")]
impl<T: Real, A: ArrayShape, const N: usize, const EPSILON: u64> Differentiable<T> for RmsNorm<T, A, N, EPSILON> {
    /// Nothing: the mean square of a sample is computed faster than it is stored.
    type Saved<B: Dim> = ();

    fn backward<B: Dim, S: Simd>(&self, simd: S, pass: Backward<'_, T, Self, B>, gradient: &mut Self) {
        let Backward { input, output_gradient, mut input_gradient, .. } = pass;
        let numbers = [input.elements(), self.weight.as_slice(), output_gradient.elements()];
        let (dw, dx) = (gradient.weight.as_mut_slice(), input_gradient.as_mut().map(|dx| dx.elements_mut()));
        vectorize!(simd, {
            let standardize = |x: &[T]| Standardize::by_mean_square(simd, x, Self::epsilon());
            samples::backward::<S, T, N>(simd, (standardize, false), numbers, dw, dx);
        });
    }
}
