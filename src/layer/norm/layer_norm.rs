//! `LayerNorm`: the features of each sample with mean 0 and variance 1.

use super::ArrayShape;
#[cfg(feature = "train")]
use super::samples;
use crate::kernel::normalize::RowMoments;
use crate::layer::prelude::*;

/// `y = (x - mean(x)) / √(variance(x) + ε) ⊙ w + b`: each sample by itself, over all of its
/// features, as PyTorch's `nn.LayerNorm` over the shape of a sample. In a declaration `LayerNorm`,
/// or `LayerNorm<1e-6>` with another `ε` than 1e-5; any shape to the same shape.
///
/// The variance is that of the population: the sum of squares is divided by the number of features.
/// The weight `w`, which begins at 1, and the bias `b`, which begins at 0, have the shape of the
/// sample, of which `A` is the type: `[C, H, W]` for an image. `EPSILON` holds the bits of `ε` as
/// an `f64`.
///
/// # Gradients
///
/// With `z = (x - mean(x)) / s`, `s = √(variance(x) + ε)` and `g = dE/dy ⊙ w`, where `x_i` goes
/// into the mean and the variance too:
///
/// ```text
/// dz_i/dx_j = (δ_ij - 1/N - z_i·z_j/N) / s
/// dE/dx_j   = (g_j - mean(g) - z_j·mean(g ⊙ z)) / s
/// dE/dw     = dE/dy ⊙ z,   dE/db = dE/dy
/// ```
///
/// Source: J. Ba, J. Kiros and G. Hinton, "Layer normalization", 2016.
///
/// ```
/// use netwright::prelude::*;
/// use rand::{SeedableRng, rngs::StdRng};
///
/// #[network(input = 4)]
/// struct Normal {
///     norm: LayerNorm,
/// }
///
/// let mut net = Normal::<f64>::init(&mut StdRng::seed_from_u64(1));
/// net.norm.bias[0] = 10.0;
/// let y = net.predict(&[1.0, 2.0, 3.0, 4.0]);
/// let s = (1.25_f64 + 1e-5).sqrt(); // the squares of 1.5, 0.5, 0.5 and 1.5 have the mean 1.25
/// let error = y.iter().zip([10.0 - 1.5 / s, -0.5 / s, 0.5 / s, 1.5 / s]).map(|(y, z)| (y - z).abs());
/// assert!(error.sum::<f64>() < 1e-14);
/// ```
#[derive(Clone, Debug, PartialEq, Parameters)]
pub struct LayerNorm<T: Real, A: ArrayShape, const N: usize, const EPSILON: u64> {
    /// The weight `w`, in the shape of a sample.
    #[initial(1.0)]
    pub weight: A::Of<T>,
    /// The bias `b`, in the shape of a sample.
    #[initial(0.0)]
    pub bias: A::Of<T>,
}

impl<T: Real, A: ArrayShape, const N: usize, const EPSILON: u64> LayerNorm<T, A, N, EPSILON> {
    #[inline(always)]
    fn epsilon() -> T {
        const { assert!(A::LEN == N, "the shape has as many features as there are") };
        T::from_double(f64::from_bits(EPSILON))
    }

    #[inline(always)]
    fn compute<S: Simd>(&self, simd: S, input: &[T], output: &mut [T]) {
        let (weight, bias) = (self.weight.as_slice(), self.bias.as_slice());
        for (x, y) in input.chunks_exact(N).zip(output.chunks_exact_mut(N)) {
            RowMoments::of(simd, x).standardize(Self::epsilon()).scale_and_shift(x, weight, bias, y);
        }
    }
}

impl<T: Real, A: ArrayShape, const N: usize, const EPSILON: u64> Layer<T> for LayerNorm<T, A, N, EPSILON> {
    type In = Const<N>;
    type Out = Const<N>;
    type Scratch = ();

    fn infer<B: Dim, S: Simd>(&self, simd: S, Infer { input, mut output, .. }: Infer<'_, T, Self, B>) {
        let (x, y) = (input.elements(), output.elements_mut());
        vectorize!(simd, self.compute(simd, x, y));
    }
}

#[cfg(feature = "train")]
impl<T: Real, A: ArrayShape, const N: usize, const EPSILON: u64> Differentiable<T> for LayerNorm<T, A, N, EPSILON> {
    /// Nothing: the moments of a sample are computed faster than they are stored.
    type Saved<B: Dim> = ();

    fn backward<B: Dim, S: Simd>(&self, simd: S, pass: Backward<'_, T, Self, B>, gradient: &mut Self) {
        let Backward { input, output_gradient, mut input_gradient, .. } = pass;
        let numbers = [input.elements(), self.weight.as_slice(), output_gradient.elements()];
        let dx = input_gradient.as_mut().map(|dx| dx.elements_mut());
        let (dw, db) = (gradient.weight.as_mut_slice(), gradient.bias.as_mut_slice());
        vectorize!(simd, {
            let standardize = |x: &[T]| RowMoments::of(simd, x).standardize(Self::epsilon());
            samples::backward::<S, T, N>(simd, (standardize, true), numbers, dw, dx);
            for dy in numbers[2].chunks_exact(N) {
                db.iter_mut().zip(dy).for_each(|(db, &dy)| *db += dy);
            }
        });
    }
}
