//! `PRelu`: a leaky rectifier whose slope is learned.

use crate::kernel::epilogue::Epilogue;
use crate::kernel::pointwise;
use crate::kernel::simd::Lanes;
use crate::layer::fusion::AsEpilogue;
use crate::layer::prelude::*;

/// `y = x` for `x > 0`, and `y = w·x` elsewhere, with a learned slope `w`: one for all features, in
/// a declaration `PRelu`, or one for each of `C` channels, `PRelu<PerChannel>`. Any shape to the
/// same shape.
///
/// A channel is an element of the first size of the shape, as in PyTorch: a feature of a flat
/// vector, an image of `[C, H, W]`. Each is `N / C` features in a row. The slopes begin at 0.25.
///
/// # Gradients
///
/// ```text
/// dE/dx_i = dE/dy_i                         for x_i > 0, w·dE/dy_i elsewhere
/// dE/dw   = Σ_i x_i·dE/dy_i                 over all x_i of the channel that are not above 0
/// ```
///
/// Over a batch the latter is a sum over the samples, too.
///
/// Source: K. He et al., "Delving deep into rectifiers", 2015.
///
/// ```
/// use netwright::prelude::*;
/// use rand::{SeedableRng, rngs::StdRng};
///
/// #[network(input = [2, 1, 2])]
/// struct Slopes {
///     prelu: PRelu<PerChannel>,
/// }
///
/// let mut net = Slopes::init(&mut StdRng::seed_from_u64(1));
/// net.prelu.weight[1] = 0.5;
/// assert_eq!(net.predict(&[-4.0, 4.0, -4.0, 4.0]).as_slice(), [-1.0, 4.0, -2.0, 4.0]);
/// ```
#[derive(Clone, Debug, PartialEq, Parameters)]
#[meaning(Values)]
pub struct PRelu<T: Real, const N: usize, const C: usize = 1> {
    /// The slopes `w`, `[C]`.
    #[initial(0.25)]
    pub weight: SVector<T, C>,
}

impl<T: Real, const N: usize, const C: usize> PRelu<T, N, C> {
    /// The features of a channel.
    const LENGTH: usize = {
        assert!(N.is_multiple_of(C), "each channel has as many features");
        N / C
    };

    /// True if each feature is a channel.
    const PER_FEATURE: bool = C > 1 && Self::LENGTH == 1;

    /// The features in a row that have one slope, of so many in all samples: a single channel is
    /// one run over all of them.
    #[inline(always)]
    fn run(total: usize) -> usize {
        if C == 1 { total.max(1) } else { Self::LENGTH }
    }

    #[inline(always)]
    fn compute<S: Simd>(&self, simd: S, x: &[T], y: &mut [T]) {
        let slopes = self.weight.as_slice();
        if Self::PER_FEATURE {
            for (x, y) in x.chunks_exact(N).zip(y.chunks_exact_mut(N)) {
                leak_one_by_one(slopes, x, y);
            }
            return;
        }
        let run = Self::run(x.len());
        for ((x, y), &slope) in x.chunks_exact(run).zip(y.chunks_exact_mut(run)).zip(slopes.iter().cycle()) {
            pointwise::map(simd, x, y, Leak(slope));
        }
    }

    /// Adds the gradient of the slopes to `dw`.
    #[cfg(feature = "train")]
    #[inline(always)]
    fn add_slope_gradient<S: Simd>(simd: S, x: &[T], dy: &[T], dw: &mut [T]) {
        if Self::PER_FEATURE {
            for (x, dy) in x.chunks_exact(N).zip(dy.chunks_exact(N)) {
                for ((dw, &x), &dy) in dw.iter_mut().zip(x).zip(dy) {
                    *dw += if x > T::zero() { T::zero() } else { x * dy };
                }
            }
            return;
        }
        let (run, mut channel) = (Self::run(x.len()), 0);
        for (x, dy) in x.chunks_exact(run).zip(dy.chunks_exact(run)) {
            dw[channel] += leaked_sum(simd, x, dy);
            channel = if channel + 1 < C { channel + 1 } else { 0 };
        }
    }

    /// Writes the gradient of the input.
    #[cfg(feature = "train")]
    #[inline(always)]
    fn compute_input_gradient(&self, x: &[T], dy: &[T], dx: &mut [T]) {
        let gate = |(dx, (&x, &dy)): (&mut T, (&T, &T)), slope| *dx = if x > T::zero() { dy } else { slope * dy };
        if Self::PER_FEATURE {
            let given = x.chunks_exact(N).zip(dy.chunks_exact(N));
            for (dx, (x, dy)) in dx.chunks_exact_mut(N).zip(given) {
                let places = dx.iter_mut().zip(x.iter().zip(dy));
                places.zip(self.weight.as_slice()).for_each(|(place, &slope)| gate(place, slope));
            }
            return;
        }
        let (run, slopes) = (Self::run(x.len()), self.weight.as_slice().iter().cycle());
        let given = x.chunks_exact(run).zip(dy.chunks_exact(run));
        for ((dx, (x, dy)), &slope) in dx.chunks_exact_mut(run).zip(given).zip(slopes) {
            dx.iter_mut().zip(x.iter().zip(dy)).for_each(|place| gate(place, slope));
        }
    }
}

/// The function with a slope for each number.
#[inline(always)]
fn leak_one_by_one<T: Real>(slopes: &[T], x: &[T], y: &mut [T]) {
    for ((y, &x), &slope) in y.iter_mut().zip(x).zip(slopes) {
        *y = if x > T::zero() { x } else { slope * x };
    }
}

/// The function with one slope as an epilogue.
#[derive(Clone, Copy)]
struct Leak<T>(T);

impl<T: Real> Epilogue<T> for Leak<T> {
    #[inline(always)]
    fn apply<L: Lanes<Scalar = T>>(self, sums: L, _: usize) -> L {
        sums.splat_f64(0.0).select_less(sums, sums, sums * L::splat(sums.simd(), self.0))
    }
}

impl<T: Real, const N: usize> AsEpilogue<T> for PRelu<T, N, 1> {
    #[inline(always)]
    fn epilogue(&self) -> impl Epilogue<T> {
        Leak(self.weight[0])
    }
}

/// `Σ x_i·dy_i` over all `x_i` that are not above 0.
#[cfg(feature = "train")]
#[inline(always)]
fn leaked_sum<S: Simd, T: Real>(simd: S, x: &[T], dy: &[T]) -> T {
    let lanes = T::Lanes::<S>::LANES;
    let zero = T::Lanes::<S>::splat(simd, T::zero());
    let add = |sum: T::Lanes<S>, x: T::Lanes<S>, dy| sum + zero.select_less(x, zero, x * dy);
    let (registers, gradients) = (x.chunks_exact(lanes), dy.chunks_exact(lanes));
    let last = T::Lanes::<S>::load_partial(simd, registers.remainder());
    let mut sum = add(zero, last, T::Lanes::<S>::load_partial(simd, gradients.remainder()));
    for (x, dy) in registers.zip(gradients) {
        sum = add(sum, T::Lanes::<S>::load_slice(simd, x), T::Lanes::<S>::load_slice(simd, dy));
    }
    sum.reduce_sum()
}

impl<T: Real, const N: usize, const C: usize> Layer<T> for PRelu<T, N, C> {
    type In = Const<N>;
    type Out = Const<N>;
    type Scratch = ();

    fn infer<B: Dim, S: Simd>(&self, simd: S, Infer { input, mut output, .. }: Infer<'_, T, Self, B>) {
        let (x, y) = (input.elements(), output.elements_mut());
        vectorize!(simd, self.compute(simd, x, y));
    }
}

impl<T: Real, const N: usize, const C: usize> Streaming<T> for PRelu<T, N, C> {
    type State = ();

    #[inline(always)]
    fn push<S: Simd>(&self, simd: S, Push { frame, output, .. }: Push<'_, T, ()>) -> bool {
        match self.weight.as_slice() {
            &[slope] => pointwise::map(simd, frame, output, Leak(slope)),
            slopes => leak_one_by_one(slopes, frame, output),
        }
        true
    }
}

#[cfg(feature = "train")]
impl<T: Real, const N: usize, const C: usize> Differentiable<T> for PRelu<T, N, C> {
    type Saved<B: Dim> = ();

    fn backward<B: Dim, S: Simd>(&self, simd: S, pass: Backward<'_, T, Self, B>, gradient: &mut Self) {
        let Backward { input, output_gradient, mut input_gradient, .. } = pass;
        let (x, dy, dw) = (input.elements(), output_gradient.elements(), gradient.weight.as_mut_slice());
        vectorize!(simd, {
            Self::add_slope_gradient(simd, x, dy, dw);
            if let Some(dx) = &mut input_gradient {
                self.compute_input_gradient(x, dy, dx.elements_mut());
            }
        });
    }
}
