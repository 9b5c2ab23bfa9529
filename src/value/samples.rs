//! The samples that `predict` and `forward` accept.

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

/// [`Samples`] of `N` features, for custom types. It is a separate trait so that messages name the
/// number.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is neither a sample of size {N} in `{T}` nor a batch of such samples",
    label = "the size of a sample must be {N}, its numbers `{T}`",
    note = "accepted are `[{T}; {N}]` and `SVector<{T}, {N}>` (one sample), `[[{T}; {N}]]`, `Vec<[{T}; {N}]>` and matrices with as many rows (a batch)",
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
