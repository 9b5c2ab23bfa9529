//! The inputs of a layer: one value, several of one size, or pairs of different sizes.

use crate::kernel::memory::plain::Plain;
use crate::scalar::Real;
use crate::value::{View, ViewMut};
use bytemuck::Zeroable;
use nalgebra::{Const, Dim, DimName, SVector};

/// The shape of a layer's input: one value, several of one shape, or a pair of anything.
///
/// | type                     | meaning                       | view                    |
/// |--------------------------|-------------------------------|-------------------------|
/// | `Const<N>`               | one value of `N` features     | [`View`]                |
/// | `[I; K]`                 | `K` inputs of one shape       | an array of views       |
/// | `(A, B)`, `(A, (B, C))`  | two or more of any shapes     | a pair of views         |
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not the shape of a layer's input",
    note = "use `Const<N>` for one value, `[Const<N>; K]` for several of one size, `(A, B)` for a pair"
)]
pub trait Inputs {
    /// The numbers of features of the values, in order.
    const SIZES: InputSizes;

    /// The inputs of a batch, borrowed.
    type View<'a, T: Real, B: Dim>: Copy;
    /// The gradients of the inputs of a batch, borrowed for writing.
    type ViewMut<'a, T: Real, B: Dim>;

    /// Returns the number of features of all values together.
    fn features() -> usize;

    /// Returns views of the values of a batch that lie one after another in `elements`.
    ///
    /// # Panics
    ///
    /// If there are not [`features`](Self::features) elements for each sample.
    fn views<T: Real, B: Dim>(elements: &[T], batch: B) -> Self::View<'_, T, B>;

    /// Returns views for writing of values that lie one after another in `elements`.
    ///
    /// # Panics
    ///
    /// If there are not [`features`](Self::features) elements for each sample.
    fn views_mut<T: Real, B: Dim>(elements: &mut [T], batch: B) -> Self::ViewMut<'_, T, B>;
}

impl<const N: usize> Inputs for Const<N> {
    const SIZES: InputSizes = InputSizes::one(N);

    type View<'a, T: Real, B: Dim> = View<'a, T, Self, B>;
    type ViewMut<'a, T: Real, B: Dim> = ViewMut<'a, T, Self, B>;

    fn features() -> usize {
        N
    }

    fn views<T: Real, B: Dim>(elements: &[T], batch: B) -> View<'_, T, Self, B> {
        View::from_slice_generic(elements, Const, batch)
    }

    fn views_mut<T: Real, B: Dim>(elements: &mut [T], batch: B) -> ViewMut<'_, T, Self, B> {
        ViewMut::from_slice_generic(elements, Const, batch)
    }
}

impl<I: Inputs, const K: usize> Inputs for [I; K] {
    const SIZES: InputSizes = {
        let (mut sizes, mut count) = (InputSizes::NONE, 0);
        while count < K {
            sizes = sizes.and(I::SIZES);
            count += 1;
        }
        sizes
    };

    type View<'a, T: Real, B: Dim> = [I::View<'a, T, B>; K];
    type ViewMut<'a, T: Real, B: Dim> = [I::ViewMut<'a, T, B>; K];

    fn features() -> usize {
        K * I::features()
    }

    fn views<T: Real, B: Dim>(elements: &[T], batch: B) -> Self::View<'_, T, B> {
        let size = I::features() * batch.value();
        core::array::from_fn(|input| I::views(&elements[input * size..][..size], batch))
    }

    fn views_mut<T: Real, B: Dim>(mut elements: &mut [T], batch: B) -> Self::ViewMut<'_, T, B> {
        let size = I::features() * batch.value();
        core::array::from_fn(|_| {
            let (input, rest) = core::mem::take(&mut elements).split_at_mut(size);
            elements = rest;
            I::views_mut(input, batch)
        })
    }
}

impl<I: Inputs, J: Inputs> Inputs for (I, J) {
    const SIZES: InputSizes = I::SIZES.and(J::SIZES);

    type View<'a, T: Real, B: Dim> = (I::View<'a, T, B>, J::View<'a, T, B>);
    type ViewMut<'a, T: Real, B: Dim> = (I::ViewMut<'a, T, B>, J::ViewMut<'a, T, B>);

    fn features() -> usize {
        I::features() + J::features()
    }

    fn views<T: Real, B: Dim>(elements: &[T], batch: B) -> Self::View<'_, T, B> {
        let (first, second) = elements.split_at(I::features() * batch.value());
        (I::views(first, batch), J::views(second, batch))
    }

    fn views_mut<T: Real, B: Dim>(elements: &mut [T], batch: B) -> Self::ViewMut<'_, T, B> {
        let (first, second) = elements.split_at_mut(I::features() * batch.value());
        (I::views_mut(first, batch), J::views_mut(second, batch))
    }
}

/// The numbers of features of several values.
///
/// ```
/// use netwright::nalgebra::Const;
/// use netwright::value::Inputs;
///
/// let sizes = <(Const<3>, [Const<5>; 2]) as Inputs>::SIZES;
/// assert_eq!((0..sizes.count()).map(|value| sizes.size(value)).collect::<Vec<_>>(), [3, 5, 5]);
/// ```
#[derive(Clone, Copy, Debug)]
pub struct InputSizes {
    sizes: [usize; Self::MAX_INPUTS],
    count: usize,
}

impl InputSizes {
    /// The largest number of values whose sizes are checked one by one.
    const MAX_INPUTS: usize = 16;
    const NONE: Self = InputSizes { sizes: [0; Self::MAX_INPUTS], count: 0 };

    const fn one(size: usize) -> Self {
        let mut sizes = [0; Self::MAX_INPUTS];
        sizes[0] = size;
        InputSizes { sizes, count: 1 }
    }

    const fn and(mut self, more: Self) -> Self {
        let mut position = 0;
        while position < more.count {
            if self.count < Self::MAX_INPUTS {
                self.sizes[self.count] = more.size(position);
            }
            self.count += 1;
            position += 1;
        }
        self
    }

    /// Returns the number of values.
    #[must_use]
    pub const fn count(&self) -> usize {
        self.count
    }

    /// Returns the number of leading values whose numbers of features are known.
    pub(crate) const fn known(&self) -> usize {
        if self.count < Self::MAX_INPUTS { self.count } else { Self::MAX_INPUTS }
    }

    /// Returns the number of features of the value at a position; 0 after the last.
    #[must_use]
    pub const fn size(&self, position: usize) -> usize {
        if position < Self::MAX_INPUTS { self.sizes[position] } else { 0 }
    }
}

/// A number of features of one value, `Const<N>`.
pub trait Features: Inputs + DimName {
    /// One column of this many features, by value: `SVector<T, N>`.
    type Vector<T: Real>: Copy + Zeroable + Plain<T>;

    /// The number of features.
    const FEATURES: usize;

    /// Returns one column as a matrix view.
    fn vector_view_mut<T: Real>(vector: &mut Self::Vector<T>) -> ViewMut<'_, T, Self, Const<1>>;
}

impl<const N: usize> Features for Const<N> {
    type Vector<T: Real> = SVector<T, N>;

    const FEATURES: usize = N;

    fn vector_view_mut<T: Real>(vector: &mut SVector<T, N>) -> ViewMut<'_, T, Self, Const<1>> {
        vector.as_view_mut()
    }
}
