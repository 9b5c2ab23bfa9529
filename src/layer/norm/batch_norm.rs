//! `BatchNorm1d` and `BatchNorm2d`: each channel with mean 0 and variance 1 over a batch.

#[cfg(feature = "train")]
use super::batch_moments::BatchMoments;
use crate::kernel::channels;
use crate::layer::prelude::*;

/// Batch normalisation of vectors and signals; [`BatchNorm`] says what it computes.
///
/// In a declaration `BatchNorm1d`, over a vector `[N]`, whose features are channels, or over `C`
/// channels in one dimension, `[C, L]`.
pub type BatchNorm1d<T, const N: usize, const C: usize, const EPSILON: u64, const MOMENTUM: u64> =
    BatchNorm<T, N, C, EPSILON, MOMENTUM>;

/// Batch normalisation of images; [`BatchNorm`] says what it computes.
///
/// In a declaration `BatchNorm2d`, over images `[C, H, W]`.
///
/// ```
/// use netwright::prelude::*;
///
/// #[network(input = [2, 1, 2])]
/// struct Normal {
///     norm: BatchNorm2d,
/// }
///
/// let mut net = Normal::<f64>::zeros();
/// (net.norm.running_mean, net.norm.running_var) = ([1.0, -1.0], [4.0, 1.0]);
/// net.norm.weight = [1.0, 3.0];
/// let y = net.predict(&[1.0, 3.0, 0.0, -1.0]);
/// let error = y.iter().zip([0.0, 1.0, 3.0, 0.0]).map(|(y, z)| (y - z).abs());
/// assert!(error.sum::<f64>() < 1e-4); // the epsilon, 1e-5, is added to both variances
/// ```
pub type BatchNorm2d<T, const N: usize, const C: usize, const EPSILON: u64, const MOMENTUM: u64> =
    BatchNorm<T, N, C, EPSILON, MOMENTUM>;

/// `y = (x - mean) / √(variance + ε) ⊙ w + b`, as PyTorch's `nn.BatchNorm1d` and `nn.BatchNorm2d`:
/// in training with the mean and the variance of each channel over the batch, after it with the
/// running ones.
///
/// In a declaration `BatchNorm1d` for vectors `[N]`, whose features are channels, and signals
/// `[C, L]`, or `BatchNorm2d` for images `[C, H, W]`: the mean and variance of a channel go over
/// all of its numbers. `BatchNorm2d<1e-3>` has another `ε` than 1e-5, and `BatchNorm2d<1e-3, 0.01>`
/// another momentum than 0.1 besides: in PyTorch's order. A sample has `N` numbers in `C` channels;
/// `EPSILON` and `MOMENTUM` hold the bits of the numbers as `f64`.
///
/// With `n` numbers of a channel in a batch, the variance divides by `n` in the pass, and by `n -
/// 1` in what the running one follows:
///
/// ```text
/// running_mean += momentum·(mean - running_mean)
/// running_var  += momentum·(Σ (x - mean)² / (n - 1) - running_var)
/// ```
///
/// One number alone has no variance: with one sample, channels of one number each let
/// [`Pass::loss`](crate::train::Pass::loss) and [`Trainer::fit`](crate::train::Trainer::fit) return
/// [`Error::BatchTooSmall`](crate::Error::BatchTooSmall), the latter before training and also if
/// the last batch of an epoch would be so small.
///
/// # Gradients
///
/// With `z = (x - mean) / s`, `s = √(variance + ε)`, all of one channel, and sums over its `n`
/// numbers; each number goes into the mean and the variance too:
///
/// ```text
/// dE/dx_k = w / s · (dE/dy_k - Σ dE/dy / n - z_k·Σ (dE/dy ⊙ z) / n)
/// dE/dw   = Σ dE/dy ⊙ z,   dE/db = Σ dE/dy
/// ```
///
/// Source: S. Ioffe and C. Szegedy, "Batch normalization: accelerating deep network training by
/// reducing internal covariate shift", ICML 2015.
///
/// ```
/// use netwright::prelude::*;
/// use rand::{SeedableRng, rngs::StdRng};
///
/// #[network(input = 1)]
/// struct Normal {
///     norm: BatchNorm1d,
/// }
///
/// let mut rng = StdRng::seed_from_u64(1);
/// let mut net = Normal::<f64>::init(&mut rng);
/// let mut workspace = Workspace::default();
/// net.forward(&[[1.0], [2.0], [3.0], [4.0]], &mut workspace, &mut rng);
/// assert!((net.norm.running_mean[0] - 0.25).abs() < 1e-15); // from 0 to 2.5
/// assert!((net.norm.running_var[0] - 1.066_666_7).abs() < 1e-7); // from 1 to 5/3
/// assert!((net.predict(&[1.0])[0] - 0.726_181_0).abs() < 1e-7); // 0.75 / √(1.0666667 + 1e-5)
/// ```
#[derive(Clone, Debug, PartialEq, Parameters)]
pub struct BatchNorm<T: Real, const N: usize, const C: usize, const EPSILON: u64, const MOMENTUM: u64> {
    /// The weight `w` of each feature or channel.
    #[initial(1.0)]
    pub weight: [T; C],
    /// The bias `b` of each feature or channel.
    pub bias: [T; C],
    /// The mean that inference subtracts.
    #[statistic]
    pub running_mean: [T; C],
    /// The variance that inference divides by the root of.
    #[statistic(initial = 1.0)]
    pub running_var: [T; C],
}

impl<T: Real, const N: usize, const C: usize, const EPSILON: u64, const MOMENTUM: u64>
    BatchNorm<T, N, C, EPSILON, MOMENTUM>
{
    /// The numbers of a channel in a sample.
    #[cfg(feature = "train")]
    const RUN: usize = {
        assert!(C > 0 && N.is_multiple_of(C), "each channel has as many numbers as the others");
        N / C
    };

    #[inline(always)]
    fn compute(&self, factors: &mut [T], input: &[T], output: &mut [T]) {
        // There is a factor for each channel.
        let Some(factors) = factors.first_chunk_mut::<C>() else { return };
        let epsilon = T::from_double(f64::from_bits(EPSILON));
        for ((factor, &weight), &variance) in factors.iter_mut().zip(&self.weight).zip(&self.running_var) {
            *factor = weight / (variance + epsilon).sqrt();
        }
        let numbers = |channel: usize| (self.running_mean[channel], factors[channel], self.bias[channel]);
        channels::map::<T, _, C, N>(numbers, input, output, |(mean, factor, bias), x| (x - mean) * factor + bias);
    }
}

impl<T: Real, const N: usize, const C: usize, const EPSILON: u64, const MOMENTUM: u64> Layer<T>
    for BatchNorm<T, N, C, EPSILON, MOMENTUM>
{
    type In = Const<N>;
    type Out = Const<N>;
    /// The factor of each channel.
    type Scratch = PerCall<[T; C]>;

    fn infer<B: Dim, S: Simd>(&self, simd: S, Infer { input, mut output, tile, .. }: Infer<'_, T, Self, B>) {
        let (x, y) = (input.elements(), output.elements_mut());
        vectorize!(simd, self.compute(tile, x, y));
    }
}

impl<T: Real, const N: usize, const C: usize, const EPSILON: u64, const MOMENTUM: u64> Streaming<T>
    for BatchNorm<T, N, C, EPSILON, MOMENTUM>
{
    type State = ();

    #[inline(always)]
    fn push<S: Simd>(&self, _: S, Push { frame, output, .. }: Push<'_, T, ()>) -> bool {
        let epsilon = T::from_double(f64::from_bits(EPSILON));
        let moments = self.running_mean.iter().zip(&self.running_var);
        let channels = moments.zip(self.weight.iter().zip(&self.bias));
        for ((y, &x), ((&mean, &variance), (&weight, &bias))) in output.iter_mut().zip(frame).zip(channels) {
            *y = (x - mean) * (weight / (variance + epsilon).sqrt()) + bias;
        }
        true
    }
}

#[cfg(feature = "train")]
impl<T: Real, const N: usize, const C: usize, const EPSILON: u64, const MOMENTUM: u64> Differentiable<T>
    for BatchNorm<T, N, C, EPSILON, MOMENTUM>
{
    type Saved<B: Dim> = BatchMoments<C>;

    const TRAINING_SCRATCH: ScratchSize = ScratchSize::NONE;

    const MIN_BATCH: usize = if Self::RUN > 1 { 1 } else { 2 };

    fn forward_train<B: Dim, S: Simd>(&self, simd: S, pass: Forward<'_, T, Self, B>) {
        let Forward { input, mut output, saved, .. } = pass;
        let (x, y) = (input.elements(), output.elements_mut());
        vectorize!(simd, {
            saved.measure::<T, N>(x, f64::from_bits(EPSILON));
            saved.standardize::<T, N>([&self.weight, &self.bias], x, y);
        });
    }

    fn backward<B: Dim, S: Simd>(&self, simd: S, pass: Backward<'_, T, Self, B>, gradient: &mut Self) {
        let Backward { input, saved, output_gradient, mut input_gradient, .. } = pass;
        let (x, dy) = (input.elements(), output_gradient.elements());
        let dx = input_gradient.as_mut().map(|dx| dx.elements_mut());
        vectorize!(simd, {
            saved.add_gradients::<T, N>(x, dy, [&mut gradient.weight, &mut gradient.bias]);
            if let Some(dx) = dx {
                saved.backward::<T, N>(&self.weight, x, dy, dx);
            }
        });
    }

    fn absorb<B: Dim>(&mut self, saved: &Self::Saved<B>) {
        saved.follow([&mut self.running_mean, &mut self.running_var], f64::from_bits(MOMENTUM));
    }
}
