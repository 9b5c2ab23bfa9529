//! `Crop`: fewer elements along each axis.

use super::axis::{Axes, ResampledAxis, Taps};
use super::{axis, passes, resampling_layer};
use crate::layer::prelude::*;
use core::marker::PhantomData;

/// Each channel of an image or a signal without elements at its sides, as PyTorch's pads of
/// negative sizes and Keras' `Cropping1D` and `Cropping2D`; the reverse of
/// [`Pad`](crate::layer::Pad), with its arguments. In a declaration
///
/// | a step | cuts off |
/// |---|---|
/// | `Crop<2>` | 2 elements at every side |
/// | `Crop<1, 2>` over an image | 1 row at the top and at the bottom, 2 columns at the left and at the right |
/// | `Crop<1, 2>` over a signal | 1 element in front, 2 behind |
/// | `Crop<1, 2, 3, 4>` over an image | left, right, top, bottom, as PyTorch counts |
///
/// The type has the number of features before and after, and the [axes](Axes), [`Cropped`].
///
/// # Gradient
///
/// `y_o = x_{o + before}` along each axis, so that `dE/dx` is `dE/dy` within, and 0 at the sides.
///
/// ```
/// use netwright::prelude::*;
///
/// #[network(input = [1, 5])]
/// struct Middle(Crop<1, 2>);
/// assert_eq!(Middle::zeros().predict(&[1.0, 2.0, 3.0, 4.0, 5.0]).as_slice(), [2.0, 3.0]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Parameters)]
#[meaning(Input::Combined)]
pub struct Crop<const IN: usize, const OUT: usize, A: Axes>(PhantomData<A>);

resampling_layer!(Crop);

/// An axis without its first `BEFORE` elements, of which `OUT` are left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cropped<const IN: usize, const OUT: usize, const BEFORE: usize>;

impl<const IN: usize, const OUT: usize, const BEFORE: usize> ResampledAxis for Cropped<IN, OUT, BEFORE> {
    const IN: usize = {
        assert!(OUT > 0 && BEFORE <= IN && OUT <= IN - BEFORE, "a Crop leaves at least one of the elements");
        IN
    };
    const OUT: usize = OUT;

    #[inline(always)]
    fn taps(position: usize) -> Taps {
        Taps::One(position + BEFORE)
    }

    #[inline(always)]
    fn resample<T: Real>(x: &[T], y: &mut [T]) {
        for (y, &x) in y.iter_mut().zip(x.iter().skip(BEFORE)) {
            *y = x;
        }
    }
}
