//! Products of a weight matrix with batches of vectors.
//!
//! A linear layer needs three products: `y = W·x`, `dx = Wᵀ·dy` and `dW += dy·xᵀ`. The matrix is given as contiguous lines, its rows or its columns. Over
//! lines each product has one of two forms, whichever layout `W` has:
//!
//! | product         | `W` by columns                         | `W` by rows                            |
//! |-----------------|----------------------------------------|----------------------------------------|
//! | `y = W·x`       | [`gemm`] columns with `x`           | [`gemm_nt`] of rows with `x`              |
//! | `dx = Wᵀ·dy`    | [`gemm_nt`] of columns with `dy`          | [`gemm`] rows with `dy`             |
//! | `dW += dy·xᵀ`   | [`gemm`] samples of `dy`, a column  | [`gemm`] samples of `x`, a row      |
//!
//! One sample through a small layer is compiled for its sizes and inlined ([`small`]). All else runs through functions of run-time sizes, of which there is
//! one for each element type and instruction set, so that a deep network does not compile them once a layer. The epilogue comes after the sums there: next to so
//! many products it costs little.

#[macro_use]
mod checks;
mod accumulate;
mod gemm;
mod gemm_nt;
mod small;
mod small_pair;
#[cfg(test)]
mod tests;
mod views;

use crate::kernel::epilogue::Epilogue;
use crate::kernel::layout::Layout;
use crate::kernel::pointwise;
use crate::kernel::scalar::Real;
use crate::kernel::simd::{Isa, Simd};
use gemm::Gemm;
use gemm_nt::GemmNt;
use views::Strided;

pub(crate) use small_pair::SmallPair;

/// The sizes and the layout of a weight matrix `W`.
#[derive(Clone, Copy)]
pub(crate) struct Dims {
    pub(crate) out: usize,
    pub(crate) inputs: usize,
    pub(crate) layout: Layout,
}

/// Threads get rows by this many, as blocks of products do.
const ROWS_OF_SHARE: usize = 6;

/// What a sum begins with.
#[derive(Clone, Copy)]
pub(crate) enum Addend<'a, T> {
    /// With zero.
    Zero,
    /// With what is there already.
    Output,
    /// With the elements of a line, the same for every row: a bias.
    Row(&'a [T]),
}

/// The products of an element type, compiled here and not in every crate that has a network.
pub trait Products: Sized {
    /// See [`Gemm`].
    #[doc(hidden)]
    fn gemm(isa: Isa, product: Gemm<'_, Self>);

    /// See [`GemmNt`].
    #[doc(hidden)]
    fn gemm_nt(isa: Isa, product: GemmNt<'_, Self>);
}

/// The products of one type of numbers, in a module of their own: the compiler builds several modules at once.
macro_rules! products {
    ($module:ident, $float:ident) => {
        mod $module {
            use super::{Gemm, GemmNt, Isa, Products};

            impl Products for $float {
                fn gemm(isa: Isa, product: Gemm<'_, Self>) {
                    isa.with(product);
                }

                fn gemm_nt(isa: Isa, product: GemmNt<'_, Self>) {
                    isa.with(product);
                }
            }
        }
    };
}

products!(singles, f32);
products!(doubles, f64);

/// `y = f(W·x + b)` for each column of the batch; `bias` may be empty.
#[inline(always)]
pub(crate) fn forward<S: Simd, T: Real, F: Epilogue<T>, const IN: usize, const OUT: usize>(
    simd: S,
    (weight, bias): (&[T], &[T]),
    x: &[T],
    y: &mut [T],
    epilogue: F,
) {
    let combines = const { matches!(Layout::of(OUT, IN), Layout::ColumnMajor) };
    if const { small::is_small::<S>(IN, OUT) } && small::suits(combines, IN, y.len() / OUT) {
        return small::forward::<S, T, F, IN, OUT>(simd, (weight, bias), x, y, epilogue);
    }
    forward_batch(simd, Dims { out: OUT, inputs: IN, layout: Layout::of(OUT, IN) }, (weight, bias), x, y);
    if !epilogue.is_identity() {
        pointwise::in_place(simd, y, epilogue);
    }
}

/// `y` of two layers at once, if that pays for their sizes and the batch; false if nothing has been done.
#[inline(always)]
pub(crate) fn forward_pair<S, T, F, G, const IN: usize, const MIDDLE: usize, const OUT: usize>(
    simd: S,
    pair: SmallPair<'_, T, F, G>,
    x: &[T],
    y: &mut [T],
) -> bool
where
    S: Simd,
    T: Real,
    F: Epilogue<T>,
    G: Epilogue<T>,
{
    if const { small_pair::is_pair::<S, T>(IN, MIDDLE, OUT) } {
        let suits = small::suits(true, IN, y.len() / OUT);
        if suits {
            pair.forward::<S, IN, MIDDLE, OUT>(simd, x, y);
        }
        return suits;
    }
    false
}

fn forward_batch<S: Simd, T: Real>(simd: S, dims: Dims, (weight, bias): (&[T], &[T]), x: &[T], y: &mut [T]) {
    let Dims { out, inputs, layout } = dims;
    return_unless!(out > 0, "a layer has outputs");
    let rows = y.len() / out;
    let addend = if bias.is_empty() { Addend::Zero } else { Addend::Row(bias) };
    match layout {
        Layout::ColumnMajor => {
            let a = or_return!(Strided::new(x, rows, inputs, (inputs, 1)));
            Gemm { a, b: weight, stride: out, columns: out, addend, c: y, is_part: false }.run(simd);
        }
        Layout::RowMajor => GemmNt { a: x, b: weight, depth: inputs, addend, c: y }.run(simd),
    }
}

/// `dx = f(Wᵀ·dy)`, for each column of the batch.
#[cfg(any(feature = "train", test))]
#[inline(always)]
pub(crate) fn backward_input<S: Simd, T: Real, F: Epilogue<T>, const IN: usize, const OUT: usize>(
    simd: S,
    weight: &[T],
    dy: &[T],
    dx: &mut [T],
    epilogue: F,
) {
    let combines = const { matches!(Layout::of(OUT, IN), Layout::RowMajor) };
    if const { small::is_small_backward::<S>(IN, OUT) } && small::suits(combines, OUT, dx.len() / IN) {
        return small::backward_input::<S, T, F, IN, OUT>(simd, weight, dy, dx, epilogue);
    }
    backward_input_batch(simd, Dims { out: OUT, inputs: IN, layout: Layout::of(OUT, IN) }, weight, dy, dx);
    if !epilogue.is_identity() {
        pointwise::in_place(simd, dx, epilogue);
    }
}

#[cfg(any(feature = "train", test))]
fn backward_input_batch<S: Simd, T: Real>(simd: S, dims: Dims, weight: &[T], dy: &[T], dx: &mut [T]) {
    let Dims { out, inputs, layout } = dims;
    let rows = dx.len() / inputs;
    match layout {
        Layout::ColumnMajor => GemmNt { a: dy, b: weight, depth: out, addend: Addend::Zero, c: dx }.run(simd),
        Layout::RowMajor => {
            let a = or_return!(Strided::new(dy, rows, out, (out, 1)));
            Gemm { a, b: weight, stride: inputs, columns: inputs, addend: Addend::Zero, c: dx, is_part: false }
                .run(simd);
        }
    }
}

/// `dW += dy·xᵀ`, summed over the batch.
#[cfg(any(feature = "train", test))]
pub(crate) fn backward_weight<S: Simd, T: Real>(simd: S, dims: Dims, x: &[T], dy: &[T], dw: &mut [T]) {
    let Dims { out, inputs, layout } = dims;
    let batch = dy.len() / out;
    let (a, b, columns) = match layout {
        Layout::ColumnMajor => (Strided::new(x, inputs, batch, (1, inputs)), dy, out),
        Layout::RowMajor => (Strided::new(dy, out, batch, (1, out)), x, inputs),
    };
    let a = or_return!(a);
    Gemm { a, b, stride: columns, columns, addend: Addend::Output, c: dw, is_part: false }.run(simd);
}

/// `db += Σ dy`, the sum over the batch.
#[cfg(any(feature = "train", test))]
pub(crate) fn backward_bias<S: Simd, T: Real>(simd: S, dy: &[T], db: &mut [T]) {
    let (one, columns) = ([T::one()], db.len());
    let a = or_return!(Strided::new(&one, 1, dy.len() / columns, (0, 0)));
    Gemm { a, b: dy, stride: columns, columns, addend: Addend::Output, c: db, is_part: false }.run(simd);
}
