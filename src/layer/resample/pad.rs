//! `Pad`: further elements at the sides of each axis.

use super::axis::{Axes, ResampledAxis, Taps};
use super::{axis, passes, resampling_layer};
use crate::layer::prelude::*;
use core::marker::PhantomData;

/// Each channel of an image or a signal with further elements at its sides, as PyTorch's
/// `nn.ZeroPad2d` and its relatives. In a declaration
///
/// | a step | adds |
/// |---|---|
/// | `Pad<2>` | 2 elements at every side |
/// | `Pad<1, 2>` over an image | 1 row at the top and at the bottom, 2 columns at the left and at the right |
/// | `Pad<1, 2>` over a signal | 1 element in front, 2 behind |
/// | `Pad<1, 2, 3, 4>` over an image | left, right, top, bottom, as PyTorch's `nn.ZeroPad2d((1, 2, 3, 4))` |
///
/// Two sizes over an image are those of rows and columns, as in `Padding<1, 2>` of a convolution.
/// The elements are zeros, or with an option others of the same channel:
///
/// | option | `[1, 2, 3]` with `Pad<2>` | PyTorch | at most |
/// |---|---|---|---|
/// | none, [`Zeros`] | `[0, 0, 1, 2, 3, 0, 0]` | `nn.ZeroPad2d` | any number |
/// | [`Reflect`] | `[3, 2, 1, 2, 3, 2, 1]` | `nn.ReflectionPad2d` | one less than the axis has |
/// | [`Replicate`] | `[1, 1, 1, 2, 3, 3, 3]` | `nn.ReplicationPad2d` | any number |
/// | [`Circular`] | `[2, 3, 1, 2, 3, 1, 2]` | `nn.CircularPad2d` | as many as the axis has |
///
/// The type has the number of features before and after, and the [axes](Axes), [`Padded`].
///
/// # Gradient
///
/// Along each axis `y_o = x_{s(o)}`, or 0, with the source `s(o)` that the option says. So
/// `dE/dx_i` is the sum of `dE/dy_o` over all `o` with `s(o) = i`.
///
/// ```
/// use netwright::prelude::*;
///
/// #[network(input = [1, 3])]
/// struct Mirrored(Pad<2, Reflect>);
/// let y = Mirrored::zeros().predict(&[1.0, 2.0, 3.0]);
/// assert_eq!(y.as_slice(), [3.0, 2.0, 1.0, 2.0, 3.0, 2.0, 1.0]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Parameters)]
#[meaning(Input::Combined)]
pub struct Pad<const IN: usize, const OUT: usize, A: Axes>(PhantomData<A>);

resampling_layer!(Pad);

/// An axis with `BEFORE` further elements in front, and behind as many as are missing to `OUT`,
/// which the [`PadMode`] `M` says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Padded<const IN: usize, const OUT: usize, const BEFORE: usize, M = Zeros>(PhantomData<M>);

impl<const IN: usize, const OUT: usize, const BEFORE: usize, M: PadMode> ResampledAxis for Padded<IN, OUT, BEFORE, M> {
    const IN: usize = {
        assert!(IN > 0 && OUT >= IN && OUT - IN >= BEFORE, "a Pad adds elements");
        let (after, most) = (OUT - IN - BEFORE, M::MISSING_TO_SIZE);
        if let Some(missing) = most {
            assert!(
                BEFORE + missing <= IN && after + missing <= IN,
                "a Pad with `Reflect` adds fewer elements to a side than there are, one with `Circular` at most as many"
            );
        }
        IN
    };
    const OUT: usize = OUT;

    #[inline(always)]
    fn taps(position: usize) -> Taps {
        match position.checked_sub(BEFORE) {
            Some(inside) if inside < IN => Taps::One(inside),
            Some(behind) => M::behind(behind - IN, IN),
            None => M::in_front(BEFORE - position, IN),
        }
    }

    #[inline(always)]
    fn resample<T: Real>(x: &[T], y: &mut [T]) {
        let (front, rest) = y.split_at_mut_checked(BEFORE).unwrap_or_default();
        let (inside, behind) = rest.split_at_mut_checked(IN).unwrap_or_default();
        for (position, y) in front.iter_mut().enumerate() {
            *y = M::in_front(BEFORE - position, IN).of(x);
        }
        for (y, &x) in inside.iter_mut().zip(x) {
            *y = x;
        }
        for (position, y) in behind.iter_mut().enumerate() {
            *y = M::behind(position, IN).of(x);
        }
    }
}

/// The elements that a [`Pad`] adds: [`Zeros`], [`Reflect`], [`Replicate`] or [`Circular`].
pub trait PadMode: 'static {
    /// The size of the axis less the most elements that a side may get; none if that is any number.
    const MISSING_TO_SIZE: Option<usize>;

    /// Returns the taps of the element that lies `distance`, at least 1, in front of the first of
    /// `size` elements.
    fn in_front(distance: usize, size: usize) -> Taps;

    /// Returns the taps of the element that lies `distance`, at least 0, behind the one after the
    /// last.
    fn behind(distance: usize, size: usize) -> Taps;
}

/// Zeros at the sides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Zeros {}

impl PadMode for Zeros {
    const MISSING_TO_SIZE: Option<usize> = None;

    #[inline(always)]
    fn in_front(_: usize, _: usize) -> Taps {
        Taps::None
    }

    #[inline(always)]
    fn behind(_: usize, _: usize) -> Taps {
        Taps::None
    }
}

/// The elements beside the first and the last, in reverse order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reflect {}

impl PadMode for Reflect {
    const MISSING_TO_SIZE: Option<usize> = Some(1);

    #[inline(always)]
    fn in_front(distance: usize, _: usize) -> Taps {
        Taps::One(distance)
    }

    #[inline(always)]
    fn behind(distance: usize, size: usize) -> Taps {
        Taps::One(size.wrapping_sub(2).wrapping_sub(distance))
    }
}

/// The first element, and the last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Replicate {}

impl PadMode for Replicate {
    const MISSING_TO_SIZE: Option<usize> = None;

    #[inline(always)]
    fn in_front(_: usize, _: usize) -> Taps {
        Taps::One(0)
    }

    #[inline(always)]
    fn behind(_: usize, size: usize) -> Taps {
        Taps::One(size.wrapping_sub(1))
    }
}

/// The elements of the other side, as if the axis were a circle.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Circular {}

impl PadMode for Circular {
    const MISSING_TO_SIZE: Option<usize> = Some(0);

    #[inline(always)]
    fn in_front(distance: usize, size: usize) -> Taps {
        Taps::One(size.wrapping_sub(distance))
    }

    #[inline(always)]
    fn behind(distance: usize, _: usize) -> Taps {
        Taps::One(distance)
    }
}
