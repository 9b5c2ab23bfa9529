//! Where the elements of a tensor lie in memory: the one rule, for tensors of any rank.
//!
//! A tensor is seen as a matrix. Its first size is the number of rows, the product of the others is
//! the number of columns, and within a row the last index moves fastest. So a weight `[out, in]` is
//! the matrix that it is, the weight of a convolution `[out, in, height, width]` is the matrix of
//! its unrolled filters, a vector is one column, and a single number one row of one.
//!
//! The *position* of an element is its place in the mathematical order, row after row, as files and
//! PyTorch have it; its *offset* is its place in memory. The two are the same for
//! [`Layout::RowMajor`].
//!
//! The macro has a link to this file, so that it embeds tensors by the same rule.

/// The order in which the elements of a tensor lie in memory. For more than two sizes it is that
/// of the matrix whose rows belong to the first index, and whose columns to all others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// Row after row, as PyTorch, weights files and nested arrays have it.
    RowMajor,
    /// Column after column, as in nalgebra.
    ColumnMajor,
}

impl Layout {
    /// Chooses the layout of a weight matrix with `out` rows and `inputs` columns: rows are
    /// contiguous where there are so few of them that a column would not fill registers.
    pub(crate) const fn of(out: usize, inputs: usize) -> Self {
        if out < 16 && out < inputs { Layout::RowMajor } else { Layout::ColumnMajor }
    }

    /// The layout that a tensor of a shape most likely has in the library.
    #[allow(dead_code)] // For the macro, which does not see the types of fields.
    pub(crate) const fn likely(shape: &[usize]) -> Self {
        if shape.len() == 2 { Layout::of(shape[0], shape[1]) } else { Layout::RowMajor }
    }

    /// The offset of the element at `indices` of a tensor of the given shape.
    ///
    /// # Panics
    ///
    /// If there are not as many indices as sizes, or one of them is not below its size.
    #[must_use]
    pub const fn offset(self, shape: &[usize], indices: &[usize]) -> usize {
        assert!(shape.len() == indices.len(), "a tensor has as many indices as sizes");
        let (mut position, mut dimension) = (0, 0);
        while dimension < shape.len() {
            assert!(indices[dimension] < shape[dimension], "an index is below its size");
            position = position * shape[dimension] + indices[dimension];
            dimension += 1;
        }
        self.offset_of(shape, position)
    }

    /// The offset of the element at a position of the mathematical order.
    #[must_use]
    pub const fn offset_of(self, shape: &[usize], position: usize) -> usize {
        let columns = columns(shape);
        match self {
            Layout::RowMajor => position,
            Layout::ColumnMajor => position % columns * rows(shape) + position / columns,
        }
    }

    /// Returns `true` if all elements of a tensor have the same offsets in both layouts.
    #[allow(dead_code)] // For the compiler, which copies such tensors as they are.
    pub(crate) const fn agrees(self, other: Self, shape: &[usize]) -> bool {
        self as usize == other as usize || rows(shape) == 1 || columns(shape) == 1
    }

    /// The position of the element at an offset: the inverse of [`offset_of`](Layout::offset_of).
    #[must_use]
    pub const fn position_of(self, shape: &[usize], offset: usize) -> usize {
        let rows = rows(shape);
        match self {
            Layout::RowMajor => offset,
            Layout::ColumnMajor => offset % rows * columns(shape) + offset / rows,
        }
    }
}

/// The index along one dimension of the element at a position of a tensor.
pub(crate) const fn index(shape: &[usize], position: usize, dimension: usize) -> usize {
    position / elements(shape.split_at(dimension + 1).1) % shape[dimension]
}

/// The number of elements of a tensor; one for a single number, which has no sizes.
pub(crate) const fn elements(shape: &[usize]) -> usize {
    let (mut product, mut dimension) = (1, 0);
    while dimension < shape.len() {
        product *= shape[dimension];
        dimension += 1;
    }
    product
}

const fn rows(shape: &[usize]) -> usize {
    if shape.is_empty() { 1 } else { shape[0] }
}

const fn columns(shape: &[usize]) -> usize {
    if shape.is_empty() { 1 } else { elements(shape.split_at(1).1) }
}

#[cfg(test)]
mod tests {
    use super::{Layout, elements, index};

    const SHAPES: [&[usize]; 8] =
        [&[], &[5], &[2, 3], &[3, 1], &[1, 3], &[4, 3, 2], &[6, 1, 5, 5], &[2, 3, 1, 2, 1, 3, 2, 2]];

    /// The offset by the definition: of nested loops over all indices, the outermost of which is
    /// that of the first index by rows, and the innermost by columns.
    fn offsets(layout: Layout, shape: &[usize]) -> impl Iterator<Item = usize> {
        let rows = shape.first().copied().unwrap_or(1);
        let columns = elements(shape) / rows;
        (0..rows).flat_map(move |row| {
            (0..columns).map(move |column| match layout {
                Layout::RowMajor => row * columns + column,
                Layout::ColumnMajor => column * rows + row,
            })
        })
    }

    #[test]
    fn elements_of_any_rank_have_their_places() {
        for shape in SHAPES {
            for layout in [Layout::RowMajor, Layout::ColumnMajor] {
                let mut seen = [false; 1000];
                for (position, offset) in offsets(layout, shape).enumerate() {
                    let indices: [usize; 8] =
                        core::array::from_fn(
                            |along| if along < shape.len() { index(shape, position, along) } else { 0 },
                        );
                    let indices = &indices[..shape.len()];
                    assert_eq!(layout.offset_of(shape, position), offset, "{layout:?} {shape:?} {position}");
                    assert_eq!(layout.position_of(shape, offset), position, "{layout:?} {shape:?} {offset}");
                    assert_eq!(layout.offset(shape, indices), offset, "{layout:?} {shape:?} {indices:?}");
                    seen[offset] = true;
                }
                let count = elements(shape);
                assert!(seen[..count].iter().all(|seen| *seen) && !seen[count], "{layout:?} {shape:?}");
            }
        }
    }

    #[test]
    fn the_last_index_moves_fastest() {
        // numpy.ravel_multi_index((1, 2, 0, 3), (2, 3, 4, 5))
        assert_eq!(Layout::RowMajor.offset(&[2, 3, 4, 5], &[1, 2, 0, 3]), 103);
        // That element in the transposed matrix [3 * 4 * 5, 2]: 43 * 2 + 1.
        assert_eq!(Layout::ColumnMajor.offset(&[2, 3, 4, 5], &[1, 2, 0, 3]), 87);
    }
}
