//! `Normalize`: features on the scale that was measured before training.

use crate::kernel::channels;
use crate::layer::prelude::*;

/// `y = (x - mean) / deviation`, with the mean and the deviation of each feature in the training
/// data. In a declaration `Normalize`, mostly as the first step; any shape to the same shape.
///
/// A vector of `N` features has as many means, and an image `[C, H, W]` has `C`, one for each
/// channel. They are statistics: they are saved, loaded and embedded with the weights, so that the
/// finished network takes raw samples, but they are not trained, and not counted in `PARAMS`.
#[cfg_attr(
    feature = "train",
    doc = "[`measure`](Self::measure) computes them; until then they are 0 and 1, which change nothing."
)]
#[cfg_attr(not(feature = "train"), doc = "Until they are measured they are 0 and 1, which change nothing.")]
///
/// With features on one scale, gradient descent proceeds at one speed in all directions. A feature
/// that is constant in the training data, but for rounding errors, is only shifted, to 0: its
/// deviation is stored as 1. A
/// deviation of 0, as [`zeros`](crate::train::Trainable::zeros) leaves it, counts as 1.
///
/// # Gradient
///
/// ```text
/// dE/dx = dE/dy / deviation
/// ```
///
/// Source: Y. LeCun et al., "Efficient backprop", 1998, section 4.3.
///
/// ```
/// use netwright::prelude::*;
/// use rand::{SeedableRng, rngs::StdRng};
///
/// #[network(input = 2)]
/// struct Net {
///     normalize: Normalize,
///     hidden: Linear<8>,
///     tanh: Tanh,
///     scores: Linear<3>,
/// }
///
/// let samples = [[1.0, 500.0], [3.0, 500.0], [5.0, 500.0]];
/// let mut net = Net::init(&mut StdRng::seed_from_u64(1));
/// net.normalize.measure(&samples)?;
/// assert_eq!(net.normalize.mean, [3.0, 500.0]);
/// assert_eq!(net.normalize.deviation, [(8.0_f32 / 3.0).sqrt(), 1.0]);
/// // From here on the network is trained and used with samples as they are.
/// # Ok::<(), netwright::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Parameters)]
pub struct Normalize<T: Real, const N: usize, const C: usize> {
    /// The mean of each feature or channel.
    #[statistic]
    pub mean: [T; C],
    /// The standard deviation of each feature or channel.
    #[statistic(initial = 1.0)]
    pub deviation: [T; C],
}

impl<T: Real, const N: usize, const C: usize> Normalize<T, N, C> {
    /// The numbers of a channel in a sample.
    #[cfg(feature = "train")]
    pub(crate) const RUN: usize = {
        assert!(C > 0 && N.is_multiple_of(C), "each channel has as many numbers as the others");
        N / C
    };

    /// The mean and the divisor of a channel.
    #[inline(always)]
    fn numbers(&self, channel: usize) -> (T, T) {
        (self.mean[channel], divisor(self.deviation[channel]))
    }
}

/// Returns what numbers of this deviation are divided by.
#[inline(always)]
fn divisor<T: Real>(deviation: T) -> T {
    if deviation == T::zero() { T::one() } else { deviation }
}

impl<T: Real, const N: usize, const C: usize> Layer<T> for Normalize<T, N, C> {
    type In = Const<N>;
    type Out = Const<N>;
    type Scratch = ();

    fn infer<B: Dim, S: Simd>(&self, simd: S, Infer { input, mut output, .. }: Infer<'_, T, Self, B>) {
        let (x, y) = (input.elements(), output.elements_mut());
        let numbers = |channel| self.numbers(channel);
        vectorize!(simd, channels::map::<T, _, C, N>(numbers, x, y, |(mean, deviation), x| (x - mean) / deviation));
    }
}

impl<T: Real, const N: usize, const C: usize> Streaming<T> for Normalize<T, N, C> {
    type State = ();

    #[inline(always)]
    fn push<S: Simd>(&self, _: S, Push { frame, output, .. }: Push<'_, T, ()>) -> bool {
        let channels = self.mean.iter().zip(&self.deviation);
        for ((y, &x), (&mean, &deviation)) in output.iter_mut().zip(frame).zip(channels) {
            *y = (x - mean) / divisor(deviation);
        }
        true
    }
}

#[cfg(feature = "train")]
impl<T: Real, const N: usize, const C: usize> Differentiable<T> for Normalize<T, N, C> {
    type Saved<B: Dim> = ();

    fn backward<B: Dim, S: Simd>(&self, simd: S, pass: Backward<'_, T, Self, B>, _: &mut Self) {
        let Backward { output_gradient, input_gradient, .. } = pass;
        let Some(mut input_gradient) = input_gradient else { return };
        let (dy, dx) = (output_gradient.elements(), input_gradient.elements_mut());
        let numbers = |channel| self.numbers(channel);
        vectorize!(simd, channels::map::<T, _, C, N>(numbers, dy, dx, |(_, deviation), dy| dy / deviation));
    }
}
