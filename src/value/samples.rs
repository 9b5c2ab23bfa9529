//! The samples that `predict` and `forward` accept.

use crate::kernel::memory::plain::Plain;
use crate::kernel::memory::rows;
use crate::scalar::Real;
use crate::value::View;
use nalgebra::{Const, Dim, DimName, Dyn, Matrix, RawStorage, storage::IsContiguous};

/// Samples of `D` features each, as `forward` and `predict` accept them, without a copy.
///
/// | type                                  | batch        |
/// |---------------------------------------|--------------|
/// | `[T; N]`, `SVector<T, N>`             | one sample   |
/// | `[[T; N]; K]`, `SMatrix<T, N, K>`     | `K` samples  |
/// | `[[T; N]]`, `Vec<[T; N]>`, `OMatrix<T, Const<N>, Dyn>` | known at run time |
///
/// In the place of `[T; N]` can stand a struct with a field for each input, which a network with
/// named inputs has: see [`Sample`]. An array of such structs is given as a slice.
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
/// A `Vec<f32>` or a slice has any length, so converting it into a sample can fail:
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
    /// The number of samples, as a type.
    type Batch: Dim;

    /// Returns the samples as a matrix, one column each.
    fn view(&self) -> View<'_, T, D, Self::Batch>;
}

impl<T: Real, const N: usize, X: SamplesOf<T, N> + ?Sized> Samples<T, Const<N>> for X {
    type Batch = X::Batch;

    #[inline]
    fn view(&self) -> View<'_, T, Const<N>, X::Batch> {
        self.columns()
    }
}

/// One sample of `N` features by value: an array, or a struct of as many scalars.
///
/// For a network whose inputs have names the attribute `#[network]` generates such a struct,
/// [`SamplesOf`] for one of them, and this trait for slices of them.
///
/// ```
/// use netwright::prelude::*;
/// use netwright::value::Sample;
///
/// #[network(input = { image = [1, 2, 2], age = 1 })]
/// struct Face {
///     #[from(image)]
///     flat: Flatten,
///     #[from(flat, age)]
///     all: Concat,
///     years: Linear<1>,
/// }
///
/// let faces = [
///     FaceInput { image: [0.0, 0.1, 0.2, 0.3], age: [0.5] },
///     FaceInput { image: [0.4, 0.5, 0.6, 0.7], age: [0.9] },
/// ];
/// assert_eq!(FaceInput::rows(&faces)[1], [0.4, 0.5, 0.6, 0.7, 0.9]);
/// assert_eq!(FaceInput::from_rows(&[[1.0, 2.0, 3.0, 4.0, 5.0]])[0].age, [5.0]);
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a sample of size {N} in `{T}`",
    label = "the size of a sample must be {N}, its numbers `{T}`"
)]
pub trait Sample<T: Real, const N: usize>: Plain<T> {
    /// The number of samples of a slice, [`Dyn`]. Named through the sample, so that a slice of
    /// something else is reported as that, and not as a batch.
    type Batch: Dim;

    /// Returns a number of samples as that type.
    #[doc(hidden)]
    fn batch(samples: usize) -> Self::Batch;

    /// Returns samples as rows of numbers, without a copy: for a data set, for example.
    #[must_use]
    fn rows(samples: &[Self]) -> &[[T; N]] {
        rows::as_rows(samples)
    }

    /// Returns rows of numbers as samples, without a copy.
    #[must_use]
    fn from_rows(rows: &[[T; N]]) -> &[Self] {
        rows::from_rows(rows)
    }

    /// Returns the sample as a matrix of one column.
    #[must_use]
    fn column(&self) -> View<'_, T, Const<N>, Const<1>> {
        View::from_slice_generic(self.as_slice(), Const, Const)
    }
}

impl<T: Real, const N: usize> Sample<T, N> for [T; N] {
    type Batch = Dyn;

    fn batch(samples: usize) -> Dyn {
        Dyn(samples)
    }
}

/// [`Samples`] of `N` features, for custom types. It is a separate trait so that messages name the
/// number.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is neither a sample of size {N} in `{T}` nor a batch of such samples",
    label = "the size of a sample must be {N}, its numbers `{T}`",
    note = "accepted are `[{T}; {N}]` and `SVector<{T}, {N}>` (one sample), `[[{T}; {N}]]`, `Vec<[{T}; {N}]>` and matrices with as many rows (a batch)",
    note = "an array of structs is a batch as a slice, `&batch[..]`",
    note = "a slice or a `Vec` of numbers becomes a sample with `<&[{T}; {N}]>::try_from(numbers.as_slice())?`"
)]
pub trait SamplesOf<T: Real, const N: usize> {
    /// The number of samples, as a type.
    type Batch: Dim;

    /// Returns the samples as a matrix, one column each.
    fn columns(&self) -> View<'_, T, Const<N>, Self::Batch>;
}

/// The number of columns of a single sample, `Const<1>`.
#[diagnostic::on_unimplemented(
    message = "this is a batch, but a single sample is needed here",
    label = "a batch, not one sample",
    note = "`predict_batch` takes a batch; for everything else iterate over its samples, `batch.iter().map(|sample| net.classify(sample))`"
)]
pub trait SingleSample: Dim {
    /// Returns the view of a batch that is a single sample.
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

#[diagnostic::do_not_recommend]
impl<T: Real, const N: usize, X: Sample<T, N>> SamplesOf<T, N> for [X] {
    type Batch = X::Batch;

    fn columns(&self) -> View<'_, T, Const<N>, X::Batch> {
        View::from_slice_generic(X::rows(self).as_flattened(), Const, X::batch(self.len()))
    }
}

#[cfg(feature = "alloc")]
#[diagnostic::do_not_recommend]
impl<T: Real, const N: usize, X: Sample<T, N>> SamplesOf<T, N> for alloc::vec::Vec<X> {
    type Batch = X::Batch;

    fn columns(&self) -> View<'_, T, Const<N>, X::Batch> {
        self.as_slice().columns()
    }
}
