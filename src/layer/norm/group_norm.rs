//! `GroupNorm` and `InstanceNorm`: groups of channels, or each channel, of a sample with mean 0 and
//! variance 1.

use super::{Affine, AffineOption};
use crate::kernel::normalize::{RowMoments, Standardize};
use crate::layer::prelude::*;

/// `y = (x - mean) / √(variance + ε) ⊙ w + b`: each sample by itself, each of `GROUPS` groups of
/// channels with the mean and the variance of its numbers, as PyTorch's `nn.GroupNorm`.
///
/// In a declaration `GroupNorm<4>`, or `GroupNorm<4, 1e-3>` with another `ε` than 1e-5. Any shape
/// to the same shape: a vector `[C]`, whose features are channels, signals `[C, L]` and images `[C,
/// H, W]`. The number of groups divides that of channels. A sample has `N` numbers in `C` channels,
/// and `EPSILON` holds the bits of `ε` as an `f64`.
///
/// The variance is that of the population: the sum of squares is divided by the count. The weight
/// `w` begins at 1, the bias `b` at 0; each has a number for each channel, or there are none, where
/// `A` is [`NoAffine`](crate::layer::NoAffine).
///
/// # Gradients
///
/// With `z = (x - mean) / s`, `s = √(variance + ε)`, all of a group of `n` numbers, and `g =
/// dE/dy·w` with the weight of the channel; each number of the group goes into its mean and
/// variance:
///
/// ```text
/// dz_i/dx_j = (δ_ij - 1/n - z_i·z_j/n) / s
/// dE/dx_j   = (g_j - mean(g) - z_j·mean(g ⊙ z)) / s
/// dE/dw     = Σ dE/dy ⊙ z,   dE/db = Σ dE/dy        over the numbers of the channel
/// ```
///
/// Source: Y. Wu and K. He, "Group normalization", ECCV 2018.
///
/// ```
/// use netwright::prelude::*;
/// use rand::{SeedableRng, rngs::StdRng};
///
/// #[network(input = 4)]
/// struct Normal {
///     norm: GroupNorm<2>,
/// }
///
/// let net = Normal::<f64>::init(&mut StdRng::seed_from_u64(1));
/// let y = net.predict(&[1.0, 3.0, 20.0, 10.0]); // groups of two, around 2 and 15
/// let error = y.iter().zip([-1.0, 1.0, 1.0, -1.0]).map(|(y, z)| (y - z).abs());
/// assert!(error.sum::<f64>() < 2e-5);
/// ```
#[derive(Clone, Debug, PartialEq, Parameters)]
pub struct GroupNorm<
    T: Real,
    const N: usize,
    const C: usize,
    const GROUPS: usize,
    const EPSILON: u64,
    A: AffineOption = Affine,
> {
    /// The weight `w` of each channel, `[C]`; `()` with [`NoAffine`](crate::layer::NoAffine).
    #[initial(1.0)]
    pub weight: A::Vector<T, C>,
    /// The bias `b` of each channel, `[C]`; `()` with [`NoAffine`](crate::layer::NoAffine).
    #[initial(0.0)]
    pub bias: A::Vector<T, C>,
}

/// Instance normalisation: each channel of a sample by itself, in training and after it, as
/// PyTorch's `nn.InstanceNorm1d` and `nn.InstanceNorm2d`. It is [`GroupNorm`] with a group for each
/// channel.
///
/// In a declaration `InstanceNorm`, `InstanceNorm<1e-3>` with another `ε` than 1e-5, or
/// `InstanceNorm<Affine>` with a weight and a bias for each channel, which there are none else, as
/// in PyTorch. Signals `[C, L]` or images `[C, H, W]` to the same shape.
///
/// Source: D. Ulyanov, A. Vedaldi and V. Lempitsky, "Instance normalization: the missing ingredient
/// for fast stylization", 2016.
///
/// ```
/// use netwright::prelude::*;
///
/// #[network(input = [2, 3])]
/// struct Normal(InstanceNorm);
///
/// let y = Normal::<f64>::zeros().predict(&[1.0, 2.0, 3.0, 50.0, 50.0, 50.0]);
/// let z = 1.0 / (2.0_f64 / 3.0 + 1e-5).sqrt();
/// let error = y.iter().zip([-z, 0.0, z, 0.0, 0.0, 0.0]).map(|(y, z)| (y - z).abs());
/// assert!(error.sum::<f64>() < 1e-14);
/// ```
pub type InstanceNorm<T, const N: usize, const C: usize, const EPSILON: u64, A> = GroupNorm<T, N, C, C, EPSILON, A>;

impl<T: Real, const N: usize, const C: usize, const GROUPS: usize, const EPSILON: u64, A: AffineOption>
    GroupNorm<T, N, C, GROUPS, EPSILON, A>
{
    /// The numbers of a channel in a sample.
    const RUN: usize = {
        assert!(C > 0 && N.is_multiple_of(C), "each channel has as many numbers as the others");
        N / C
    };

    /// The channels of a group.
    const CHANNELS: usize = {
        assert!(GROUPS > 0 && C.is_multiple_of(GROUPS), "each group has as many channels as the others");
        C / GROUPS
    };

    /// The numbers of a group in a sample.
    const GROUP: usize = Self::CHANNELS * Self::RUN;

    /// True if each feature is a channel, which has a weight.
    const PER_FEATURE: bool = Self::RUN == 1 && <A::Vector<T, C> as Parameters<T>>::COUNT > 0;

    #[inline(always)]
    fn moments<S: Simd>(simd: S, group: &[T]) -> Standardize<T> {
        RowMoments::of(simd, group).standardize(T::from_double(f64::from_bits(EPSILON)))
    }

    /// The weight and the bias of a channel.
    #[inline(always)]
    fn numbers(&self, channel: usize) -> [T; 2] {
        let [weight, bias] = [self.weight.as_slice(), self.bias.as_slice()].map(|numbers| numbers.get(channel));
        [weight.copied().unwrap_or_else(T::one), bias.copied().unwrap_or_else(T::zero)]
    }

    #[inline(always)]
    fn compute<S: Simd>(&self, simd: S, x: &[T], y: &mut [T]) {
        for (x, y) in x.chunks_exact(N).zip(y.chunks_exact_mut(N)) {
            let groups = x.chunks_exact(Self::GROUP).zip(y.chunks_exact_mut(Self::GROUP));
            if Self::PER_FEATURE {
                let weights = self.weight.as_slice().chunks_exact(Self::CHANNELS);
                let biases = self.bias.as_slice().chunks_exact(Self::CHANNELS);
                for ((x, y), (weight, bias)) in groups.zip(weights.zip(biases)) {
                    Self::moments(simd, x).scale_and_shift(x, weight, bias, y);
                }
                continue;
            }
            for ((x, y), first) in groups.zip((0..C).step_by(Self::CHANNELS)) {
                let standardize = Self::moments(simd, x);
                let planes = x.chunks_exact(Self::RUN).zip(y.chunks_exact_mut(Self::RUN));
                for ((x, y), channel) in planes.zip(first..) {
                    let [weight, bias] = self.numbers(channel);
                    standardize.scale_and_shift_all(x, weight, bias, y);
                }
            }
        }
    }
}

impl<T: Real, const N: usize, const C: usize, const GROUPS: usize, const EPSILON: u64, A: AffineOption> Layer<T>
    for GroupNorm<T, N, C, GROUPS, EPSILON, A>
{
    type In = Const<N>;
    type Out = Const<N>;
    type Scratch = ();

    fn infer<B: Dim, S: Simd>(&self, simd: S, Infer { input, mut output, .. }: Infer<'_, T, Self, B>) {
        let (x, y) = (input.elements(), output.elements_mut());
        vectorize!(simd, self.compute(simd, x, y));
    }
}

#[cfg(feature = "train")]
impl<T: Real, const N: usize, const C: usize, const GROUPS: usize, const EPSILON: u64, A: AffineOption>
    GroupNorm<T, N, C, GROUPS, EPSILON, A>
{
    /// Adds the gradients of the weight and the bias of a group of features, and writes that of the
    /// input, if it is wanted.
    #[inline(always)]
    fn features_backward<S: Simd>(
        &self,
        simd: S,
        [x, dy]: [&[T]; 2],
        dx: Option<&mut [T]>,
        first: usize,
        gradient: &mut Self,
    ) {
        let standardize = Self::moments(simd, x);
        let features = first..first + Self::CHANNELS;
        standardize.add_weight_gradient(x, dy, &mut gradient.weight.as_mut_slice()[features.clone()]);
        let bias = &mut gradient.bias.as_mut_slice()[features.clone()];
        bias.iter_mut().zip(dy).for_each(|(db, &dy)| *db += dy);
        if let Some(dx) = dx {
            standardize.backward(simd, true, [x, &self.weight.as_slice()[features], dy], dx);
        }
    }

    /// As [`features_backward`](Self::features_backward), of a group of planes, whose first channel
    /// is `first`.
    #[inline(always)]
    fn planes_backward<S: Simd>(
        &self,
        simd: S,
        [x, dy]: [&[T]; 2],
        dx: Option<&mut [T]>,
        first: usize,
        gradient: &mut Self,
    ) {
        let standardize = Self::moments(simd, x);
        let planes = x.chunks_exact(Self::RUN).zip(dy.chunks_exact(Self::RUN)).zip(first..);
        let mut means = [T::zero(); 2];
        for ((x, dy), channel) in planes.clone() {
            let [sum, along] = standardize.gradient_sums(simd, x, dy);
            if let Some(db) = gradient.bias.as_mut_slice().get_mut(channel) {
                *db += sum;
            }
            if let Some(dw) = gradient.weight.as_mut_slice().get_mut(channel) {
                *dw += along;
            }
            let [weight, _] = self.numbers(channel);
            means = [means[0] + weight * sum, means[1] + weight * along];
        }
        let Some(dx) = dx else { return };
        #[allow(clippy::cast_precision_loss)] // Sizes are far below 2^52.
        let means = means.map(|sum| sum / T::from_double(Self::GROUP as f64));
        for (((x, dy), channel), dx) in planes.zip(dx.chunks_exact_mut(Self::RUN)) {
            let [weight, _] = self.numbers(channel);
            standardize.backward_part(weight, means, [x, dy], dx);
        }
    }
}

#[cfg(feature = "train")]
impl<T: Real, const N: usize, const C: usize, const GROUPS: usize, const EPSILON: u64, A: AffineOption>
    Differentiable<T> for GroupNorm<T, N, C, GROUPS, EPSILON, A>
{
    /// Nothing: the moments of a group are computed faster than they are stored.
    type Saved<B: Dim> = ();

    fn backward<B: Dim, S: Simd>(&self, simd: S, pass: Backward<'_, T, Self, B>, gradient: &mut Self) {
        let Backward { input, output_gradient, mut input_gradient, .. } = pass;
        let groups = input.elements().chunks_exact(Self::GROUP);
        let groups = groups.zip(output_gradient.elements().chunks_exact(Self::GROUP));
        let mut dx = input_gradient.as_mut().map(|dx| dx.elements_mut().chunks_exact_mut(Self::GROUP));
        vectorize!(simd, {
            for ((x, dy), first) in groups.zip((0..C).step_by(Self::CHANNELS).cycle()) {
                let dx = dx.as_mut().and_then(Iterator::next);
                if Self::PER_FEATURE {
                    self.features_backward(simd, [x, dy], dx, first, gradient);
                } else {
                    self.planes_backward(simd, [x, dy], dx, first, gradient);
                }
            }
        });
    }
}
