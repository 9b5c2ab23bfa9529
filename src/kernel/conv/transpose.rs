//! Transposition of matrices.

use crate::kernel::scalar::Real;
use core::array::from_fn;

/// The rows and columns of a block, which the compiler transposes in registers.
const BLOCK: usize = 8;

/// Writes `to[column·strides.1 + row] = from[row·strides.0 + column]` for so many rows and columns.
#[inline(always)]
pub(super) fn transpose<T: Real>(from: &[T], to: &mut [T], (rows, columns): (usize, usize), strides: (usize, usize)) {
    let whole = (rows - rows % BLOCK, columns - columns % BLOCK);
    for column in (0..whole.1).step_by(BLOCK) {
        for row in (0..whole.0).step_by(BLOCK) {
            let mut block = [[T::zero(); BLOCK]; BLOCK];
            for (i, block) in block.iter_mut().enumerate() {
                *block = *or_return!(chunk(from, (row + i) * strides.0 + column));
            }
            let block: [[T; BLOCK]; BLOCK] = from_fn(|j| from_fn(|i| block[i][j]));
            for (j, block) in block.into_iter().enumerate() {
                let to = to.get_mut((column + j) * strides.1 + row..).and_then(<[T]>::first_chunk_mut);
                *or_return!(to) = block;
            }
        }
    }
    // The rest below the blocks, and beside them.
    for column in 0..columns {
        let first_row = if column < whole.1 { whole.0 } else { 0 };
        for row in first_row..rows {
            let number = *or_return!(from.get(row * strides.0 + column));
            *or_return!(to.get_mut(column * strides.1 + row)) = number;
        }
    }
}

#[inline(always)]
fn chunk<T>(numbers: &[T], first: usize) -> Option<&[T; BLOCK]> {
    numbers.get(first..)?.first_chunk()
}
