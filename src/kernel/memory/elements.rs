//! The elements of a view as a slice.
//!
//! nalgebra offers this for one sample and for batches, but not for code that is generic over both.

use nalgebra::{Dim, DimName, MatrixView, MatrixViewMut, Scalar};

/// The elements of a value as a slice: column after column, sample after sample.
///
/// ```
/// use netwright::nalgebra::{Const, Dim};
/// use netwright::value::{Elements, View};
///
/// fn total<B: Dim>(value: View<'_, f32, Const<2>, B>) -> f32 {
///     value.elements().iter().sum()
/// }
/// assert_eq!(total(View::<f32, Const<2>, Const<3>>::from_slice(&[1.0, 2.0, 3.0, 4.0, 5.0, 6.0])), 21.0);
/// ```
pub trait Elements<T> {
    /// The elements.
    fn elements(&self) -> &[T];
}

/// The elements of a value as a slice that can be written.
pub trait ElementsMut<T>: Elements<T> {
    /// The elements, to be written.
    fn elements_mut(&mut self) -> &mut [T];
}

impl<T: Scalar, D: DimName, B: Dim> Elements<T> for MatrixView<'_, T, D, B> {
    fn elements(&self) -> &[T] {
        // SAFETY: the strides of this type are 1 and the number of rows, so element (i, j) lies at
        // `i + j·rows`: `len` consecutive, initialised elements, which the view borrows for at
        // least as long as the slice lives.
        unsafe { core::slice::from_raw_parts(self.as_ptr(), self.len()) }
    }
}

impl<T: Scalar, D: DimName, B: Dim> Elements<T> for MatrixViewMut<'_, T, D, B> {
    fn elements(&self) -> &[T] {
        // SAFETY: as above.
        unsafe { core::slice::from_raw_parts(self.as_ptr(), self.len()) }
    }
}

impl<T: Scalar, D: DimName, B: Dim> ElementsMut<T> for MatrixViewMut<'_, T, D, B> {
    fn elements_mut(&mut self) -> &mut [T] {
        // SAFETY: as above; the view borrows the elements mutably, and is itself borrowed mutably
        // as long as the slice lives.
        unsafe { core::slice::from_raw_parts_mut(self.as_mut_ptr(), self.len()) }
    }
}

/// The elements of a value as long as they are borrowed, and not only as long as the view lives.
pub(crate) fn into_elements<'a, T: Scalar, D: DimName, B: Dim>(view: MatrixView<'a, T, D, B>) -> &'a [T] {
    // SAFETY: as above; the view borrows the elements for `'a`.
    unsafe { core::slice::from_raw_parts(view.as_ptr(), view.len()) }
}

/// As [`into_elements`], to be written.
pub(crate) fn into_elements_mut<'a, T: Scalar, D: DimName, B: Dim>(
    mut view: MatrixViewMut<'a, T, D, B>,
) -> &'a mut [T] {
    // SAFETY: as above; the view borrows the elements mutably for `'a`, and is consumed.
    unsafe { core::slice::from_raw_parts_mut(view.as_mut_ptr(), view.len()) }
}

/// A value of `D` features for each sample over its elements, to be written.
///
/// Of a view that is written nalgebra's safe constructor makes sure that no two places coincide, by
/// the greatest common divisor of the strides: a loop of divisions, which the compiler leaves in
/// large functions.
///
/// # Panics
///
/// If there are fewer elements.
#[cfg_attr(not(debug_assertions), inline(always))]
pub(crate) fn view_mut<T: Scalar, D: DimName, B: Dim>(elements: &mut [T], batch: B) -> MatrixViewMut<'_, T, D, B> {
    let count = D::DIM.checked_mul(batch.value());
    assert!(count.is_some_and(|count| count <= elements.len()), "a value has an element for each place");
    // SAFETY: element (i, j) lies at `i + j·D`, which is another one for each place, and within the
    // elements, as the assertion shows.
    unsafe { MatrixViewMut::from_slice_generic_unchecked(elements, 0, D::name(), batch) }
}
