//! `Linear`: every output is a weighted sum of all inputs.

use crate::kernel::epilogue::{Epilogue, Identity};
use crate::kernel::product;
#[cfg(feature = "train")]
use crate::kernel::product::Dims;
use crate::kernel::simd::vectorize;
use crate::layer::assert_sizes;
use crate::layer::prelude::*;
use crate::layer::{BiasOption, FusesEpilogue, FusesPair, WithBias};
use core::fmt;

/// `y = W·x + b`: a linear layer, in a declaration `Linear<OUT>`, `Linear<IN, OUT>` or
/// `Linear<OUT, NoBias>`.
///
/// Shapes: `x` `[IN]`, `y` `[OUT]`, `W` `[OUT, IN]`, `b` `[OUT]`.
///
/// # Gradients
///
/// With `y_i = Σ_j W_ij·x_j + b_i` and `dE/dy` given, each input meets every output, and each
/// weight one output:
///
/// ```text
/// dE/dx_j  = Σ_i dE/dy_i · W_ij      dE/dx = Wᵀ·dE/dy      [IN]      = [IN×OUT]·[OUT]
/// dE/dW_ij = dE/dy_i · x_j           dE/dW = dE/dy · xᵀ    [OUT×IN]  = [OUT×1]·[1×IN]
/// dE/db_i  = dE/dy_i                 dE/db = dE/dy         [OUT]
/// ```
///
/// Over a batch the last two are sums over the samples.
///
/// # Example
///
/// ```
/// use netwright::prelude::*;
///
/// #[network(input = 3)]
/// struct Scores {
///     scores: Linear<2>,
/// }
///
/// let mut net = Scores::zeros();
/// net.scores.weight[(0, 2)] = 2.0;
/// net.scores.bias[1] = 0.5;
/// assert_eq!(net.predict(&[7.0, 8.0, 9.0]).as_slice(), [18.0, 0.5]);
/// ```
#[derive(Clone, PartialEq, Parameters)]
pub struct Linear<T: Real, const IN: usize, const OUT: usize, O: BiasOption = WithBias> {
    /// The weight `W`, `[OUT, IN]`.
    pub weight: Weight<T, OUT, IN>,
    /// The bias `b`, `[OUT]`; `()` with [`NoBias`](crate::layer::NoBias).
    #[fan_in(IN)]
    pub bias: O::Vector<T, OUT>,
}

#[cfg(feature = "train")]
impl<T: Real, const IN: usize, const OUT: usize, O: BiasOption> Linear<T, IN, OUT, O> {
    const DIMS: Dims = Dims { out: OUT, inputs: IN, layout: Weight::<T, OUT, IN>::LAYOUT };
}

impl<T: Real, const IN: usize, const OUT: usize, O: BiasOption> fmt::Debug for Linear<T, IN, OUT, O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Linear").field("weight", &self.weight).field("bias", &self.bias.as_slice()).finish()
    }
}

impl<T: Real, const IN: usize, const OUT: usize, O: BiasOption> Layer<T> for Linear<T, IN, OUT, O> {
    type In = Const<IN>;
    type Out = Const<OUT>;
    type Scratch = ();

    const MACS: usize = IN * OUT;

    fn infer<B: Dim, S: Simd>(&self, simd: S, pass: Infer<'_, T, Self, B>) {
        vectorize!(simd, self.infer_with(simd, Identity, pass));
    }
}

impl<T: Real, const IN: usize, const OUT: usize, O: BiasOption> Linear<T, IN, OUT, O> {
    #[inline(always)]
    fn compute<S: Simd, E: Epilogue<T>>(&self, simd: S, epilogue: E, x: &[T], y: &mut [T]) {
        let parameters = (self.weight.as_slice(), self.bias.as_slice());
        product::forward::<S, T, E, IN, OUT>(simd, parameters, x, y, epilogue);
    }

    /// [`compute`](Self::compute) in a function of its own, which the passes of all batches share.
    #[inline(never)]
    fn compute_shared<S: Simd, E: Epilogue<T>>(&self, simd: S, epilogue: E, x: &[T], y: &mut [T]) {
        vectorize!(simd, self.compute(simd, epilogue, x, y));
    }
}

impl<T: Real, const IN: usize, const OUT: usize, O: BiasOption> FusesEpilogue<T> for Linear<T, IN, OUT, O> {
    #[inline(always)]
    fn infer_with<B: Dim, S: Simd>(&self, simd: S, epilogue: impl Epilogue<T>, pass: Infer<'_, T, Self, B>) {
        const { assert_sizes::<T, Self>("Linear") };
        let Infer { input, mut output, .. } = pass;
        let (x, y) = (input.elements(), output.elements_mut());
        if const { product::shares_kernels::<B>() } {
            self.compute_shared(simd, epilogue, x, y);
        } else {
            self.compute(simd, epilogue, x, y);
        }
    }

    #[cfg(feature = "train")]
    #[inline(always)]
    fn backward_with<B: Dim, S: Simd>(
        &self,
        simd: S,
        epilogue: impl Epilogue<T>,
        pass: Backward<'_, T, Self, B>,
        gradient: &mut Self,
    ) {
        let Backward { input, output_gradient, input_gradient, .. } = pass;
        let (x, dy) = (input.elements(), output_gradient.elements());
        if let Some(mut dx) = input_gradient {
            let (weight, dx) = (self.weight.as_slice(), dx.elements_mut());
            vectorize!(simd, product::backward_input::<S, T, _, IN, OUT>(simd, weight, dy, dx, epilogue));
        }
        product::backward_weight(simd, Self::DIMS, x, dy, gradient.weight.as_mut_slice());
        if O::PRESENT {
            product::backward_bias(simd, dy, gradient.bias.as_mut_slice());
        }
    }
}

impl<T: Real, const IN: usize, const OUT: usize, O: BiasOption> FusesPair<T> for Linear<T, IN, OUT, O> {
    #[inline(always)]
    fn weight(&self) -> &[T] {
        self.weight.as_slice()
    }

    #[inline(always)]
    fn bias(&self) -> &[T] {
        self.bias.as_slice()
    }
}

#[cfg(feature = "train")]
impl<T: Real, const IN: usize, const OUT: usize, O: BiasOption> Differentiable<T> for Linear<T, IN, OUT, O> {
    type Saved<B: Dim> = ();

    fn backward<B: Dim, S: Simd>(&self, simd: S, pass: Backward<'_, T, Self, B>, gradient: &mut Self) {
        self.backward_with(simd, Identity, pass, gradient);
    }
}
