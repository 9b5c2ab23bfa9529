//! The weight matrix of a linear layer, in the memory layout that suits its sizes.

use crate::parameters::{Layout, Parameters, Schema, TensorSchema};
use crate::scalar::Real;
use bytemuck::Zeroable;
use core::fmt;
use core::ops::{Index, IndexMut};
use nalgebra::SMatrix;

/// A matrix `W` with `OUT` rows and `IN` columns.
///
/// Elements are addressed mathematically, `weight[(row, column)]`, whatever the layout: many
/// outputs are computed fastest from contiguous columns, few outputs from contiguous rows, and the
/// layout is chosen from the sizes when the program is compiled.
///
/// ```
/// use netwright::layer::Weight;
/// use netwright::nalgebra::SMatrix;
///
/// let matrix = SMatrix::<f32, 2, 3>::new(1.0, 2.0, 3.0, 4.0, 5.0, 6.0);
/// let mut weight = Weight::from(matrix);
/// weight[(1, 2)] += 10.0;
/// assert_eq!(weight[(1, 2)], 16.0);
/// assert_eq!(weight.to_matrix().row(0), matrix.row(0));
/// assert_eq!(weight.to_rows(), [[1.0, 2.0, 3.0], [4.0, 5.0, 16.0]]);
/// ```
#[derive(Clone, PartialEq)]
#[repr(transparent)]
pub struct Weight<T, const OUT: usize, const IN: usize> {
    // In the row-major layout these are the same numbers in the other order: line `i` is row `i` of
    // `W`.
    elements: SMatrix<T, OUT, IN>,
}

crate::__plain_struct!(T in [T: Real, const OUT: usize, const IN: usize] Weight [T, OUT, IN] {
    elements: SMatrix<T, OUT, IN>,
});

/// The matrix as one tensor, `[OUT, IN]`.
impl<T: Real, const OUT: usize, const IN: usize> Parameters<T> for Weight<T, OUT, IN> {
    type Over<U: Real> = Weight<U, OUT, IN>;

    const SCHEMA: &'static Schema = &Schema::Tensor(TensorSchema::new::<T>(&[OUT, IN], Self::LAYOUT));
}

impl<T: Real, const OUT: usize, const IN: usize> Weight<T, OUT, IN> {
    /// The layout: rows are contiguous where there are so few outputs that a column would not fill
    /// vector registers.
    pub const LAYOUT: Layout = Layout::of(OUT, IN);

    /// The elements in the order of [`LAYOUT`](Self::LAYOUT).
    #[must_use]
    pub fn as_slice(&self) -> &[T] {
        self.elements.as_slice()
    }

    /// The elements in the order of [`LAYOUT`](Self::LAYOUT), to be changed.
    #[must_use]
    pub fn as_mut_slice(&mut self) -> &mut [T] {
        self.elements.as_mut_slice()
    }

    /// A copy as a nalgebra matrix.
    #[must_use]
    pub fn to_matrix(&self) -> SMatrix<T, OUT, IN> {
        SMatrix::from_fn(|row, column| self[(row, column)])
    }

    /// Copies the rows, one for each output.
    #[cfg(feature = "alloc")]
    #[cfg_attr(docsrs, doc(cfg(feature = "alloc")))]
    #[must_use]
    pub fn to_rows(&self) -> alloc::vec::Vec<[T; IN]> {
        let mut rows = bytemuck::zeroed_vec::<[T; IN]>(OUT);
        for (row, numbers) in rows.iter_mut().enumerate() {
            // In place, because a row may be too large for the stack.
            numbers.iter_mut().enumerate().for_each(|(column, number)| *number = self[(row, column)]);
        }
        rows
    }

    const fn offset((row, column): (usize, usize)) -> usize {
        Self::LAYOUT.offset(&[OUT, IN], &[row, column])
    }
}

impl<T: Real, const OUT: usize, const IN: usize> From<SMatrix<T, OUT, IN>> for Weight<T, OUT, IN> {
    fn from(matrix: SMatrix<T, OUT, IN>) -> Self {
        let mut weight = Self::zeroed();
        for column in 0..IN {
            for row in 0..OUT {
                weight[(row, column)] = matrix[(row, column)];
            }
        }
        weight
    }
}

/// The element (row, column). Panics outside the matrix, as indexing does.
impl<T: Real, const OUT: usize, const IN: usize> Index<(usize, usize)> for Weight<T, OUT, IN> {
    type Output = T;

    fn index(&self, index: (usize, usize)) -> &T {
        assert!(index.0 < OUT && index.1 < IN, "element {index:?} of a weight with {OUT} rows and {IN} columns");
        &self.elements.as_slice()[Self::offset(index)]
    }
}

impl<T: Real, const OUT: usize, const IN: usize> IndexMut<(usize, usize)> for Weight<T, OUT, IN> {
    fn index_mut(&mut self, index: (usize, usize)) -> &mut T {
        assert!(index.0 < OUT && index.1 < IN, "element {index:?} of a weight with {OUT} rows and {IN} columns");
        &mut self.elements.as_mut_slice()[Self::offset(index)]
    }
}

impl<T: Real, const OUT: usize, const IN: usize> fmt::Debug for Weight<T, OUT, IN> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let row = |row| core::array::from_fn::<T, IN, _>(|column| self[(row, column)]);
        f.debug_list().entries((0..OUT).map(row)).finish()
    }
}
