//! What flows between layers: matrices with one column per sample, borrowed as views.
//!
//! A value with `N` features for a batch of `B` samples is an `N` by `B` matrix in column-major order. Images are
//! flattened in the order channel, row, column, so that a batch is byte for byte PyTorch's `[B, C, H, W]` array.
//! The number of rows is always a type, [`Const<N>`](nalgebra::Const); the number of columns is any [`Dim`]: one
//! sample (`Const<1>`), a static batch (`Const<32>`) or a batch whose size is known at run time ([`Dyn`]).

pub use crate::kernel::flat::{Elements, ElementsMut};
use crate::kernel::plain::Plain;
use crate::scalar::Real;
use bytemuck::Zeroable;
use nalgebra::{
    Const, Dim, DimName, Dyn, Matrix, MatrixView, MatrixViewMut, RawStorage, SVector, storage::IsContiguous,
};

/// A borrowed value: `D` features by `B` samples, columns contiguous.
pub type View<'a, T, D, B> = MatrixView<'a, T, D, B>;

/// A mutably borrowed value: `D` features by `B` samples, columns contiguous.
pub type ViewMut<'a, T, D, B> = MatrixViewMut<'a, T, D, B>;

/// The shape of what a layer takes: one value, several of one shape, or a pair of anything.
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
pub trait Input {
    /// The numbers of features of the values, in order.
    const SIZES: Sizes;

    /// The inputs of a batch, borrowed.
    type View<'a, T: Real, B: Dim>: Copy;
    /// The gradients of the inputs of a batch, borrowed for writing.
    type ViewMut<'a, T: Real, B: Dim>;
}

impl<const N: usize> Input for Const<N> {
    const SIZES: Sizes = Sizes::one(N);

    type View<'a, T: Real, B: Dim> = View<'a, T, Self, B>;
    type ViewMut<'a, T: Real, B: Dim> = ViewMut<'a, T, Self, B>;
}

impl<I: Input, const K: usize> Input for [I; K] {
    const SIZES: Sizes = {
        let (mut sizes, mut count) = (Sizes::NONE, 0);
        while count < K {
            sizes = sizes.and(I::SIZES);
            count += 1;
        }
        sizes
    };

    type View<'a, T: Real, B: Dim> = [I::View<'a, T, B>; K];
    type ViewMut<'a, T: Real, B: Dim> = [I::ViewMut<'a, T, B>; K];
}

impl<I: Input, J: Input> Input for (I, J) {
    const SIZES: Sizes = I::SIZES.and(J::SIZES);

    type View<'a, T: Real, B: Dim> = (I::View<'a, T, B>, J::View<'a, T, B>);
    type ViewMut<'a, T: Real, B: Dim> = (I::ViewMut<'a, T, B>, J::ViewMut<'a, T, B>);
}

/// The numbers of features of several values.
///
/// ```
/// use netwright::nalgebra::Const;
/// use netwright::value::Input;
///
/// let sizes = <(Const<3>, [Const<5>; 2]) as Input>::SIZES;
/// assert_eq!((0..sizes.count()).map(|value| sizes.size(value)).collect::<Vec<_>>(), [3, 5, 5]);
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Sizes {
    sizes: [usize; Self::MOST],
    count: usize,
}

impl Sizes {
    /// The most values that a layer can take and still have their sizes checked one by one.
    const MOST: usize = 16;
    const NONE: Self = Sizes { sizes: [0; Self::MOST], count: 0 };

    const fn one(size: usize) -> Self {
        let mut sizes = [0; Self::MOST];
        sizes[0] = size;
        Sizes { sizes, count: 1 }
    }

    const fn and(mut self, more: Self) -> Self {
        let mut position = 0;
        while position < more.count {
            if self.count < Self::MOST {
                self.sizes[self.count] = more.size(position);
            }
            self.count += 1;
            position += 1;
        }
        self
    }

    /// How many values there are.
    #[must_use]
    pub const fn count(&self) -> usize {
        self.count
    }

    /// For how many of them, from the first on, the numbers of features are known.
    pub(crate) const fn known(&self) -> usize {
        if self.count < Self::MOST { self.count } else { Self::MOST }
    }

    /// The number of features of the value at a position; 0 behind the last.
    #[must_use]
    pub const fn size(&self, position: usize) -> usize {
        if position < Self::MOST { self.sizes[position] } else { 0 }
    }
}

/// The input of a network: a single value, `Const<N>`.
///
/// Generic code over networks needs to know that the view of a single input is a matrix view; these conversions,
/// which do nothing, are the proof.
pub trait Features: Input + DimName {
    /// One column of this many features, by value: `SVector<T, N>`.
    type Vector<T: Real>: Copy + Zeroable + Plain<T>;

    /// How many features there are.
    const COUNT: usize;

    /// One column as a matrix view.
    fn vector_view_mut<T: Real>(vector: &mut Self::Vector<T>) -> ViewMut<'_, T, Self, Const<1>>;

    /// A matrix view as the view of this input.
    fn view<T: Real, B: Dim>(view: View<'_, T, Self, B>) -> <Self as Input>::View<'_, T, B>;

    /// A mutable matrix view as the mutable view of this input.
    fn view_mut<T: Real, B: Dim>(view: ViewMut<'_, T, Self, B>) -> <Self as Input>::ViewMut<'_, T, B>;
}

impl<const N: usize> Features for Const<N> {
    type Vector<T: Real> = SVector<T, N>;

    const COUNT: usize = N;

    fn vector_view_mut<T: Real>(vector: &mut SVector<T, N>) -> ViewMut<'_, T, Self, Const<1>> {
        vector.as_view_mut()
    }

    fn view<T: Real, B: Dim>(view: View<'_, T, Self, B>) -> View<'_, T, Self, B> {
        view
    }

    fn view_mut<T: Real, B: Dim>(view: ViewMut<'_, T, Self, B>) -> ViewMut<'_, T, Self, B> {
        view
    }
}

/// Samples of `D` features each, without a copy: what `forward` and `predict` accept.
///
/// | type                                  | batch        |
/// |---------------------------------------|--------------|
/// | `[T; N]`, `SVector<T, N>`             | one sample   |
/// | `[[T; N]; K]`, `SMatrix<T, N, K>`     | `K` samples  |
/// | `[[T; N]]`, `Vec<[T; N]>`, `OMatrix<T, Const<N>, Dyn>` | known at run time |
///
/// ```
/// use netwright::value::Samples;
/// use netwright::nalgebra::{Const, Vector2};
///
/// let points = [[0.0_f32, 1.0], [2.0, 3.0], [4.0, 5.0]];
/// let batch = Samples::<f32, Const<2>>::view(&points[..]);
/// assert_eq!(batch.shape(), (2, 3));
/// assert_eq!(batch.column(1), Vector2::new(2.0, 3.0));
/// ```
///
/// A `Vec<f32>` or a slice has any length, so it becomes a sample by a conversion that can fail:
///
/// ```
/// let numbers: Vec<f32> = vec![0.1, 0.2, 0.3, 0.4];
/// let sample: &[f32; 4] = numbers.as_slice().try_into()?;
/// let rows = [vec![0.0_f32, 1.0], vec![2.0, 3.0]];
/// let batch: Vec<[f32; 2]> = rows.into_iter().map(TryInto::try_into).collect::<Result<_, _>>().unwrap();
/// # assert_eq!((sample[3], batch[1]), (0.4, [2.0, 3.0]));
/// # Ok::<(), core::array::TryFromSliceError>(())
/// ```
pub trait Samples<T: Real, D: DimName> {
    /// How many samples there are, as a type.
    type Batch: Dim;

    /// The samples as a matrix, one column each.
    fn view(&self) -> View<'_, T, D, Self::Batch>;
}

impl<T: Real, const N: usize, X: SamplesOf<T, N> + ?Sized> Samples<T, Const<N>> for X {
    type Batch = X::Batch;

    #[inline]
    fn view(&self) -> View<'_, T, Const<N>, X::Batch> {
        self.columns()
    }
}

/// [`Samples`] of `N` features, for types of one's own. It is a trait by itself because messages
/// then name the number.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is neither a sample of size {N} in `{T}` nor a batch of such samples",
    label = "the size of a sample must be {N}, its numbers `{T}`",
    note = "accepted are `[{T}; {N}]` and `SVector<{T}, {N}>` (one sample), `[[{T}; {N}]]`, `Vec<[{T}; {N}]>` and matrices with as many rows (a batch)",
    note = "a slice or a `Vec` of numbers becomes a sample with `<&[{T}; {N}]>::try_from(numbers.as_slice())?`"
)]
pub trait SamplesOf<T: Real, const N: usize> {
    /// How many samples there are, as a type.
    type Batch: Dim;

    /// The samples as a matrix, one column each.
    fn columns(&self) -> View<'_, T, Const<N>, Self::Batch>;
}

/// The number of columns of a single sample, `Const<1>`.
#[diagnostic::on_unimplemented(
    message = "this is a batch, but a single sample is needed here",
    label = "a batch, and not one sample",
    note = "`predict_batch` takes a batch; everything else goes over its samples, `batch.iter().map(|sample| net.classify(sample))`"
)]
pub trait SingleSample: Dim {
    /// The view of a batch that is a single sample.
    fn single<T: Real, D: DimName>(view: View<'_, T, D, Self>) -> View<'_, T, D, Const<1>>;
}

impl SingleSample for Const<1> {
    #[inline(always)]
    fn single<T: Real, D: DimName>(view: View<'_, T, D, Self>) -> View<'_, T, D, Const<1>> {
        view
    }
}

impl<T: Real, const N: usize, B: Dim, S> SamplesOf<T, N> for Matrix<T, Const<N>, B, S>
where
    S: RawStorage<T, Const<N>, B> + IsContiguous,
{
    type Batch = B;

    fn columns(&self) -> View<'_, T, Const<N>, B> {
        View::from_slice_generic(self.as_slice(), Const, self.shape_generic().1)
    }
}

impl<T: Real, const N: usize> SamplesOf<T, N> for [T; N] {
    type Batch = Const<1>;

    fn columns(&self) -> View<'_, T, Const<N>, Const<1>> {
        View::from_slice_generic(self, Const, Const)
    }
}

impl<T: Real, const N: usize, const K: usize> SamplesOf<T, N> for [[T; N]; K] {
    type Batch = Const<K>;

    fn columns(&self) -> View<'_, T, Const<N>, Const<K>> {
        View::from_slice_generic(self.as_flattened(), Const, Const)
    }
}

impl<T: Real, const N: usize> SamplesOf<T, N> for [[T; N]] {
    type Batch = Dyn;

    fn columns(&self) -> View<'_, T, Const<N>, Dyn> {
        View::from_slice_generic(self.as_flattened(), Const, Dyn(self.len()))
    }
}

#[cfg(feature = "alloc")]
impl<T: Real, const N: usize> SamplesOf<T, N> for alloc::vec::Vec<[T; N]> {
    type Batch = Dyn;

    fn columns(&self) -> View<'_, T, Const<N>, Dyn> {
        self.as_slice().columns()
    }
}
