//! `Upsample`: more elements along each axis.

use super::axis::{Axes, ResampledAxis, Taps};
use super::{axis, passes, resampling_layer};
use crate::layer::prelude::*;
use core::marker::PhantomData;

/// Each channel of an image or a signal enlarged by whole factors, as PyTorch's
/// `nn.Upsample(scale_factor=..)`: `[C, H, W]` to `[C, F·H, G·W]` and `[C, L]` to `[C, F·L]`. In a
/// declaration `Upsample<2>` with a factor for all axes, or `Upsample<2, 3>` with one for rows and
/// one for columns.
///
/// Every element is repeated, which is PyTorch's `mode="nearest"`. With the option `Bilinear` over
/// images, or `Linear` over signals, elements are interpolated, with `align_corners=False`: element
/// `o` of an axis lies at the coordinate `u = max((o + 1/2)/F - 1/2, 0)` of the input,
///
/// ```text
/// y_o = (1 - w)·x_i + w·x_j,   i = ⌊u⌋,   j = min(i + 1, L - 1),   w = u - i
/// ```
///
/// along one axis, and along both in turn for an image. The type has the number of features before
/// and after, and the [axes](Axes): [`Repeated`] or [`Interpolated`].
///
/// # Gradient
///
/// The output is linear in the input, `y = M·x` for each channel, with `M` `[F·L × L]` for a
/// signal. So `dE/dx [1×L] = dE/dy [1×F·L] · M`: each element of the output gives its gradient, by
/// their weights, to the elements that it is made from. Of repeated elements, gradients are summed.
///
/// ```
/// use netwright::prelude::*;
///
/// #[network(input = [1, 3], output = [1, 6])]
/// struct Twice(Upsample<2>);
/// #[network(input = [1, 3], output = [1, 6])]
/// struct Between(Upsample<2, Linear>);
///
/// let x = [0.0, 4.0, 8.0];
/// assert_eq!(Twice::zeros().predict(&x).as_slice(), [0.0, 0.0, 4.0, 4.0, 8.0, 8.0]);
/// assert_eq!(Between::zeros().predict(&x).as_slice(), [0.0, 1.0, 3.0, 5.0, 7.0, 8.0]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Parameters)]
#[meaning(Input::Combined)]
pub struct Upsample<const IN: usize, const OUT: usize, A: Axes>(PhantomData<A>);

resampling_layer!(Upsample);

/// An axis whose elements are repeated `FACTOR` times each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Repeated<const IN: usize, const OUT: usize, const FACTOR: usize>;

impl<const IN: usize, const OUT: usize, const FACTOR: usize> ResampledAxis for Repeated<IN, OUT, FACTOR> {
    const IN: usize = {
        assert!(FACTOR > 0 && OUT == IN * FACTOR, "an axis becomes longer by a whole factor");
        IN
    };
    const OUT: usize = OUT;

    #[inline(always)]
    fn taps(position: usize) -> Taps {
        Taps::One(position / FACTOR)
    }

    #[inline(always)]
    fn resample<T: Real>(x: &[T], y: &mut [T]) {
        for (y, &x) in y.chunks_exact_mut(FACTOR).zip(x) {
            y.fill(x);
        }
    }
}

/// An axis that is enlarged by a whole factor, with elements in between on straight lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Interpolated<const IN: usize, const OUT: usize, const FACTOR: usize>;

impl<const IN: usize, const OUT: usize, const FACTOR: usize> ResampledAxis for Interpolated<IN, OUT, FACTOR> {
    const IN: usize = {
        assert!(FACTOR > 0 && OUT == IN * FACTOR, "an axis becomes longer by a whole factor");
        IN
    };
    const OUT: usize = OUT;

    #[inline(always)]
    #[allow(clippy::cast_precision_loss)]
    fn taps(position: usize) -> Taps {
        // In halves of an element of the output: 2·F·u = 2·o + 1 - F.
        let coordinate = (2 * position + 1).saturating_sub(FACTOR);
        let first = coordinate / (2 * FACTOR);
        let weight = (coordinate % (2 * FACTOR)) as f64 / (2 * FACTOR) as f64;
        let second = if first + 1 < IN { first + 1 } else { first };
        Taps::Two { first, second, weight }
    }
}
