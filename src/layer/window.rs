//! Sliding windows in the types of convolutions and pools.

use crate::kernel::window::Slide;
use crate::layer::Plain;
use crate::scalar::Real;
use core::marker::PhantomData;

/// One axis along which a window slides: its size, the number of positions, and of the window the
/// kernel, stride and dilation, and the padding in front of the axis.
///
/// The macro writes it, and has computed the number of positions; see [`Slide`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Axis<
    const SIZE: usize,
    const OUT: usize,
    const KERNEL: usize,
    const STRIDE: usize,
    const DILATION: usize,
    const BEFORE: usize,
>;

/// An axis along which a window slides, as a type: [`Axis`].
pub trait SlidingAxis: 'static {
    /// The sizes as numbers.
    const SLIDE: Slide;

    /// An element for each tap of the window.
    type Taps<T: Real, P: Plain<T>>: Plain<T>;

    /// An element for each tap, as many times as taps lie apart.
    type Past<T: Real, P: Plain<T> + Send + Sync>: Plain<T> + Send + Sync;
}

impl<
    const SIZE: usize,
    const OUT: usize,
    const KERNEL: usize,
    const STRIDE: usize,
    const DILATION: usize,
    const BEFORE: usize,
> SlidingAxis for Axis<SIZE, OUT, KERNEL, STRIDE, DILATION, BEFORE>
{
    const SLIDE: Slide = {
        assert!(SIZE > 0 && OUT > 0 && KERNEL > 0 && STRIDE > 0 && DILATION > 0, "sizes are at least 1");
        Slide { size: SIZE, out: OUT, kernel: KERNEL, stride: STRIDE, dilation: DILATION, before: BEFORE }
    };

    type Taps<T: Real, P: Plain<T>> = [P; KERNEL];

    type Past<T: Real, P: Plain<T> + Send + Sync> = [[P; KERNEL]; DILATION];
}

/// The axes of a sliding window: one over signals `[C, L]`, [`Window1`], two over images
/// `[C, H, W]`, [`Window2`].
///
/// ```
/// use netwright::layer::{Axis, Slide, Window1, Window2, Windows};
///
/// // A kernel of 3 by 5 over 8 by 10 elements, at every second column.
/// type Image = Window2<Axis<8, 6, 3, 1, 1, 0>, Axis<10, 3, 5, 2, 1, 0>>;
/// assert_eq!((Image::ROWS.out, Image::COLUMNS.out), (6, 3));
///
/// // A signal is an image of one row.
/// type Signal = Window1<Axis<10, 3, 5, 2, 1, 0>>;
/// assert_eq!((Signal::ROWS, Signal::COLUMNS), (Slide::NONE, Image::COLUMNS));
/// ```
pub trait Windows: 'static {
    /// The window along the rows of an image, top down.
    const ROWS: Slide;

    /// The window along the columns of an image, or along a signal.
    const COLUMNS: Slide;

    /// The number of axes.
    const RANK: usize;

    /// An element for each tap of the window, row after row.
    type Taps<T: Real, P: Plain<T>>: Plain<T>;
}

/// A window that slides along a signal.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Window1<A>(PhantomData<A>);

/// A window that slides along the rows and the columns of an image.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Window2<R, C>(PhantomData<(R, C)>);

impl<A: SlidingAxis> Windows for Window1<A> {
    const ROWS: Slide = Slide::NONE;
    const COLUMNS: Slide = A::SLIDE;
    const RANK: usize = 1;

    type Taps<T: Real, P: Plain<T>> = A::Taps<T, P>;
}

impl<R: SlidingAxis, C: SlidingAxis> Windows for Window2<R, C> {
    const ROWS: Slide = R::SLIDE;
    const COLUMNS: Slide = C::SLIDE;
    const RANK: usize = 2;

    type Taps<T: Real, P: Plain<T>> = R::Taps<T, C::Taps<T, P>>;
}
