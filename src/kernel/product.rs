//! Products of a matrix that is given as contiguous lines (its rows or its columns) with batches of vectors.
//!
//! A linear layer needs three products: `y = W·x`, `dx = Wᵀ·dy` and `dW += dy·xᵀ`. Over contiguous lines each of them is one
//! of the two sums below, whichever layout `W` has:
//!
//! | product         | `W` by columns                         | `W` by rows                            |
//! |-----------------|----------------------------------------|----------------------------------------|
//! | `y = W·x`       | [`combine`] columns with `x`           | [`dots`] of rows with `x`              |
//! | `dx = Wᵀ·dy`    | [`dots`] of columns with `dy`          | [`combine`] rows with `dy`             |
//! | `dW += dy·xᵀ`   | [`combine`] samples of `dy`, a column  | [`combine`] samples of `x`, a row      |

use crate::scalar::Real;

/// In which order the elements of a matrix lie in memory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// Row after row, as PyTorch and weights files have it.
    RowMajor,
    /// Column after column, as nalgebra has it.
    ColumnMajor,
}

/// Numbers that are summed side by side, so that a dot product fills vector registers without reordering its sum
/// in a way that depends on the machine.
const LANES: usize = 8;

/// `sum += Σ_k lines[k] · coefficients[k · stride]`, where each line has the length of `sum`.
///
/// Four lines are taken at a time, so that `sum` is read and written a quarter as often.
fn combine<T: Real>(lines: &[T], coefficients: &[T], stride: usize, sum: &mut [T]) {
    let length = sum.len();
    let mut factors = coefficients.iter().step_by(stride).copied();
    let mut quads = lines.chunks_exact(4 * length);
    for quad in &mut quads {
        let [a, b, c, d] = core::array::from_fn(|_| factors.next().unwrap_or_else(T::zero));
        let (low, high) = quad.split_at(2 * length);
        let (first, second) = low.split_at(length);
        let (third, fourth) = high.split_at(length);
        for ((((sum, &p), &q), &r), &s) in sum.iter_mut().zip(first).zip(second).zip(third).zip(fourth) {
            *sum += (p * a + q * b) + (r * c + s * d);
        }
    }
    for (line, factor) in quads.remainder().chunks_exact(length).zip(factors) {
        for (sum, &element) in sum.iter_mut().zip(line) {
            *sum += element * factor;
        }
    }
}

/// `Σ a·b` in `LANES` partial sums.
fn dot<T: Real>(a: &[T], b: &[T]) -> T {
    let (a, a_tail) = a.as_chunks::<LANES>();
    let (b, b_tail) = b.as_chunks::<LANES>();
    let mut sums = [T::zero(); LANES];
    for (a, b) in a.iter().zip(b) {
        for lane in 0..LANES {
            sums[lane] += a[lane] * b[lane];
        }
    }
    let tail = a_tail.iter().zip(b_tail).fold(T::zero(), |sum, (&a, &b)| sum + a * b);
    let mut width = LANES;
    while width > 1 {
        width /= 2;
        for lane in 0..width {
            sums[lane] += sums[lane + width];
        }
    }
    sums[0] + tail
}

/// `results[k] += lines[k] · vector` for each line.
fn dots<T: Real>(lines: &[T], vector: &[T], results: &mut [T]) {
    for (result, line) in results.iter_mut().zip(lines.chunks_exact(vector.len())) {
        *result += dot(line, vector);
    }
}

/// The sizes and the layout of a weight matrix `W`.
#[derive(Clone, Copy)]
pub(crate) struct Dims {
    pub(crate) out: usize,
    pub(crate) inputs: usize,
    pub(crate) layout: Layout,
}

/// `y += W·x`, for each column of the batch.
pub(crate) fn forward<T: Real>(dims: Dims, weight: &[T], x: &[T], y: &mut [T]) {
    for (x, y) in x.chunks_exact(dims.inputs).zip(y.chunks_exact_mut(dims.out)) {
        match dims.layout {
            Layout::ColumnMajor => combine(weight, x, 1, y),
            Layout::RowMajor => dots(weight, x, y),
        }
    }
}

/// `dx += Wᵀ·dy`, for each column of the batch.
#[cfg(any(feature = "train", test))]
pub(crate) fn backward_input<T: Real>(dims: Dims, weight: &[T], dy: &[T], dx: &mut [T]) {
    for (dx, dy) in dx.chunks_exact_mut(dims.inputs).zip(dy.chunks_exact(dims.out)) {
        match dims.layout {
            Layout::ColumnMajor => dots(weight, dy, dx),
            Layout::RowMajor => combine(weight, dy, 1, dx),
        }
    }
}

/// `dW += dy·xᵀ`, summed over the batch.
#[cfg(any(feature = "train", test))]
pub(crate) fn backward_weight<T: Real>(dims: Dims, x: &[T], dy: &[T], dw: &mut [T]) {
    match dims.layout {
        Layout::ColumnMajor => {
            for (column, dw) in dw.chunks_exact_mut(dims.out).enumerate() {
                combine(dy, x.get(column..).unwrap_or_default(), dims.inputs, dw);
            }
        }
        Layout::RowMajor => {
            for (row, dw) in dw.chunks_exact_mut(dims.inputs).enumerate() {
                combine(x, dy.get(row..).unwrap_or_default(), dims.out, dw);
            }
        }
    }
}

/// `db += Σ dy`, the sum over the batch.
#[cfg(any(feature = "train", test))]
pub(crate) fn backward_bias<T: Real>(dy: &[T], db: &mut [T]) {
    for dy in dy.chunks_exact(db.len()) {
        for (sum, &element) in db.iter_mut().zip(dy) {
            *sum += element;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Dims, Layout, backward_bias, backward_input, backward_weight, forward};
    use alloc::vec::Vec;

    /// Numbers that depend on the position and have no structure that could hide a transposition.
    fn numbers(count: usize, seed: f64) -> Vec<f64> {
        (0..count).map(|i| ((i as f64 + seed) * 12.9898).sin()).collect()
    }

    fn at(dims: Dims, row: usize, column: usize) -> usize {
        match dims.layout {
            Layout::RowMajor => row * dims.inputs + column,
            Layout::ColumnMajor => column * dims.out + row,
        }
    }

    fn assert_close(found: &[f64], expected: &[f64]) {
        for (found, expected) in found.iter().zip(expected) {
            assert!((found - expected).abs() < 1e-12, "{found} is not {expected}");
        }
        assert_eq!(found.len(), expected.len());
    }

    fn check(dims: Dims, batch: usize) {
        let Dims { out, inputs, .. } = dims;
        let weight = numbers(out * inputs, 1.0);
        let (x, dy) = (numbers(inputs * batch, 2.0), numbers(out * batch, 3.0));
        let (mut y, mut dx, mut dw) =
            (numbers(out * batch, 4.0), numbers(inputs * batch, 5.0), numbers(out * inputs, 6.0));
        let mut db = numbers(out, 7.0);
        let (mut y_expected, mut dx_expected, mut dw_expected) = (y.clone(), dx.clone(), dw.clone());
        let mut db_expected = db.clone();
        for sample in 0..batch {
            for row in 0..out {
                db_expected[row] += dy[sample * out + row];
                for column in 0..inputs {
                    let w = at(dims, row, column);
                    y_expected[sample * out + row] += weight[w] * x[sample * inputs + column];
                    dx_expected[sample * inputs + column] += weight[w] * dy[sample * out + row];
                    dw_expected[w] += dy[sample * out + row] * x[sample * inputs + column];
                }
            }
        }
        forward(dims, &weight, &x, &mut y);
        backward_input(dims, &weight, &dy, &mut dx);
        backward_weight(dims, &x, &dy, &mut dw);
        backward_bias(&dy, &mut db);
        assert_close(&y, &y_expected);
        assert_close(&dx, &dx_expected);
        assert_close(&dw, &dw_expected);
        assert_close(&db, &db_expected);
    }

    #[test]
    fn all_three_products_agree_with_the_definition_in_both_layouts() {
        for layout in [Layout::RowMajor, Layout::ColumnMajor] {
            for out in [1, 2, 3, 4, 5, 7, 8, 9, 17] {
                for inputs in [1, 2, 3, 4, 6, 8, 11, 16, 33] {
                    for batch in [0, 1, 2, 3, 4, 5, 9] {
                        check(Dims { out, inputs, layout }, batch);
                    }
                }
            }
        }
    }
}
