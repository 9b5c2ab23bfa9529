//! One axis of a resampled value, and the axes of signals and images.

use crate::scalar::Real;
use crate::shape::Shape;

/// The elements of the input, along one axis, from which an element of the output is made.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Taps {
    /// None: the element is zero.
    None,
    /// The element at this position.
    One(usize),
    /// `(1 - weight)` of the first element, and `weight` of the second.
    Two {
        /// The position of the first.
        first: usize,
        /// The position of the second.
        second: usize,
        /// The weight of the second.
        weight: f64,
    },
}

impl Taps {
    /// Returns the element of the output, given the input along the axis.
    #[inline(always)]
    pub(super) fn of<T: Real>(self, x: &[T]) -> T {
        let at = |position: usize| x.get(position).copied().unwrap_or_else(T::zero);
        match self {
            Taps::None => T::zero(),
            Taps::One(position) => at(position),
            Taps::Two { first, second, weight } => {
                let weight = T::from_double(weight);
                (T::one() - weight) * at(first) + weight * at(second)
            }
        }
    }

    /// Adds the gradient of an element of the output to those of the elements that it is made from.
    #[cfg(feature = "train")]
    #[inline(always)]
    pub(super) fn add<T: Real>(self, dy: T, dx: &mut [T]) {
        let mut add = |position: usize, part: T| {
            if let Some(dx) = dx.get_mut(position) {
                *dx += part;
            }
        };
        match self {
            Taps::None => {}
            Taps::One(position) => add(position, dy),
            Taps::Two { first, second, weight } => {
                let weight = T::from_double(weight);
                add(first, (T::one() - weight) * dy);
                add(second, weight * dy);
            }
        }
    }
}

/// One axis of a resampled value: its sizes, and how the output is made from the input.
pub trait ResampledAxis: 'static {
    /// The number of elements of the input.
    const IN: usize;

    /// The number of elements of the output.
    const OUT: usize;

    /// Returns the taps of the element of the output at a position.
    fn taps(position: usize) -> Taps;

    /// Computes the output from the input, both along the axis.
    #[inline(always)]
    fn resample<T: Real>(x: &[T], y: &mut [T]) {
        for (position, y) in y.iter_mut().enumerate() {
            *y = Self::taps(position).of(x);
        }
    }
}

/// An axis of one element, which stays as it is: the rows of a signal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Single;

impl ResampledAxis for Single {
    const IN: usize = 1;
    const OUT: usize = 1;

    #[inline(always)]
    fn taps(position: usize) -> Taps {
        Taps::One(position)
    }
}

/// The axes of a resampled value: `(A,)` of a signal `[C, L]`, `(R, C)` for the rows and columns of
/// an image `[C, H, W]`.
///
/// ```
/// use netwright::layer::{Axes, Repeated};
///
/// type Image = (Repeated<4, 8, 2>, Repeated<3, 9, 3>);
/// assert_eq!((Image::PLANE_IN, Image::PLANE_OUT), (12, 72));
/// type Signal = (Repeated<4, 8, 2>,);
/// assert_eq!((Signal::PLANE_IN, Signal::PLANE_OUT), (4, 8));
/// ```
pub trait Axes: 'static {
    /// The rows of an image.
    type Rows: ResampledAxis;

    /// The columns of an image, or the only axis of a signal.
    type Columns: ResampledAxis;

    /// The number of axes.
    const RANK: usize;

    /// The number of elements of a channel of the input.
    const PLANE_IN: usize = Self::Rows::IN * Self::Columns::IN;

    /// The number of elements of a channel of the output.
    const PLANE_OUT: usize = Self::Rows::OUT * Self::Columns::OUT;
}

impl<A: ResampledAxis> Axes for (A,) {
    type Rows = Single;
    type Columns = A;

    const RANK: usize = 1;
}

impl<R: ResampledAxis, C: ResampledAxis> Axes for (R, C) {
    type Rows = R;
    type Columns = C;

    const RANK: usize = 2;
}

/// Fails to compile unless so many features are whole channels, as many before as after.
pub(super) const fn check<A: Axes>(input: usize, output: usize) {
    assert!(A::PLANE_IN > 0 && A::PLANE_OUT > 0, "sizes are at least 1");
    assert!(input.is_multiple_of(A::PLANE_IN) && output.is_multiple_of(A::PLANE_OUT), "features are whole channels");
    assert!(input / A::PLANE_IN == output / A::PLANE_OUT, "the number of channels stays");
}

/// Returns the shape of an output of so many features.
pub(super) const fn shape<A: Axes>(output: usize) -> Shape {
    let channels = output / A::PLANE_OUT;
    if A::RANK == 1 {
        Shape::new(&[channels, A::Columns::OUT])
    } else {
        Shape::new(&[channels, A::Rows::OUT, A::Columns::OUT])
    }
}
