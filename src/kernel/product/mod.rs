//! Products of a weight matrix with batches of vectors.
//!
//! A linear layer needs three products: `y = W·x`, `dx = Wᵀ·dy` and `dW += dy·xᵀ`. The weight is
//! stored by rows or by columns, and is never transposed. A batch has one sample a row, so each
//! product is a [`gemm`], `A·B` with `B` by rows, or a [`gemm_nt`], `A·Bᵀ`:
//!
//! | product         | `W` by columns                   | `W` by rows                     |
//! |-----------------|----------------------------------|---------------------------------|
//! | `y = W·x`       | [`gemm`]: `x` · columns          | [`gemm_nt`]: `x` · rows         |
//! | `dx = Wᵀ·dy`    | [`gemm_nt`]: `dy` · columns      | [`gemm`]: `dy` · rows           |
//! | `dW += dy·xᵀ`   | [`gemm`]: `x` transposed · `dy`  | [`gemm`]: `dy` transposed · `x` |
//!
//! The gradient of a bias is a [`gemm`] of one row of ones.
//!
//! One sample through a [`small`] layer, and through a pair of them, is compiled for the sizes of
//! the layer and inlined. Everything else runs through functions of run-time sizes, which are
//! compiled in this crate, once for each element type and instruction set, so that a deep network
//! does not compile them once a layer. An epilogue is applied after them, which costs little next
//! to so many multiplications.
//!
//! # A broken invariant computes nothing
//!
//! The safety of the kernels rests on sizes that are checked where pointers are made. For sizes in
//! types the checks fold. Where a size that is known at run time alone does not fit, which is a bug
//! of the library, a debug build panics, and **a release build computes nothing**: a program
//! without an operating system must not contain a panic, and the optimiser cannot show that none
//! is reached. [`return_unless!`] and [`or_return!`] stand for such checks.

mod accumulate;
mod cache;
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
use crate::kernel::simd::{Isa, Simd, vectorize};
use crate::kernel::threads;
use gemm::Gemm;
use gemm_nt::GemmNt;
use nalgebra::Dim;
use views::Strided;

pub(crate) use small_pair::SmallPair;

/// The sizes and the layout of a weight matrix `W`.
#[derive(Clone, Copy)]
pub(crate) struct Dims {
    pub(crate) out: usize,
    pub(crate) inputs: usize,
    pub(crate) layout: Layout,
}

#[cfg(feature = "train")]
impl Dims {
    /// The sizes of the transposed matrix, which lies by columns.
    pub(crate) const fn transposed(self) -> Self {
        Dims { out: self.inputs, inputs: self.out, layout: Layout::ColumnMajor }
    }
}

/// A thread is given a multiple of this many rows of a [`gemm_nt`] or of a [`small`] layer, which
/// then form the same blocks wherever the cuts are.
const ROWS_OF_SHARE: usize = 6;

/// The matrix that a product is added to.
#[derive(Clone, Copy)]
pub(crate) enum Addend<'a, T> {
    Zero,
    /// The matrix that the result overwrites.
    Output,
    /// A matrix with this row again and again: a bias.
    Row(&'a [T]),
}

/// The products of an element type, compiled here and not in every crate that has a network.
///
/// The instruction set is a value, so that these functions have no type parameters.
pub trait Products: Sized {
    /// Computes a [`Gemm`].
    #[doc(hidden)]
    fn gemm(isa: Isa, product: Gemm<'_, Self>);

    /// Computes a [`GemmNt`].
    #[doc(hidden)]
    fn gemm_nt(isa: Isa, product: GemmNt<'_, Self>);
}

/// The products of an element type, in a module of their own: the compiler builds several modules
/// at once.
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

products!(products_f32, f32);
products!(products_f64, f64);

/// `y = f(W·x + b)` for each sample of the batch; `bias` may be empty.
#[inline(always)]
pub(crate) fn forward<S: Simd, T: Real, F: Epilogue<T>, const IN: usize, const OUT: usize>(
    simd: S,
    (weight, bias): (&[T], &[T]),
    x: &[T],
    y: &mut [T],
    epilogue: F,
) {
    let by_columns = const { matches!(Layout::of(OUT, IN), Layout::ColumnMajor) };
    if const { small::is_small::<S>(IN, OUT) } && small::is_one_by_one(by_columns, IN, y.len() / OUT) {
        return small::forward::<S, T, F, IN, OUT>(simd, (weight, bias), x, y, epilogue);
    }
    forward_batch(simd, Dims { out: OUT, inputs: IN, layout: Layout::of(OUT, IN) }, (weight, bias), x, y);
    if !epilogue.is_identity() {
        apply(simd, y, epilogue);
    }
}

/// Returns `true` if all passes of batches `B` through a layer call the same function with its
/// kernels: where a call is little beside the work, since the batch has any size, and where nothing
/// is optimised. Else the kernels are inlined into each pass.
pub(crate) const fn shares_kernels<B: Dim>() -> bool {
    size_of::<B>() > 0 || cfg!(debug_assertions)
}

/// Applies an epilogue to what a product of run-time sizes has written, in a function of its own,
/// which is compiled once for all layers.
#[inline(never)]
fn apply<S: Simd, T: Real, F: Epilogue<T>>(simd: S, y: &mut [T], epilogue: F) {
    let Some(length) = threads::share(y.len(), pointwise::WORK, 1) else {
        return vectorize!(simd, pointwise::map_in_place(simd, y, epilogue));
    };
    threads::for_each(y.chunks_mut(length).enumerate(), |(part, y)| {
        vectorize!(simd, pointwise::map_in_place(simd, y, epilogue.offset_by(part * length)));
    });
}

/// Computes `y` of two layers at once if that pays for their sizes and the batch. Returns `false`
/// if nothing has been done.
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
        let is_one_by_one = small::is_one_by_one(true, IN, y.len() / OUT);
        if is_one_by_one {
            pair.forward::<S, IN, MIDDLE, OUT>(simd, x, y);
        }
        return is_one_by_one;
    }
    false
}

/// `y = W·x + b` for each sample of the batch, of sizes that are known at run time alone.
#[inline(never)]
pub(crate) fn forward_batch<S: Simd, T: Real>(simd: S, dims: Dims, (weight, bias): (&[T], &[T]), x: &[T], y: &mut [T]) {
    let Dims { out, inputs, layout } = dims;
    return_unless!(out > 0, "a layer has outputs");
    let rows = y.len() / out;
    let addend = if bias.is_empty() { Addend::Zero } else { Addend::Row(bias) };
    match layout {
        Layout::ColumnMajor => {
            let a = or_return!(Strided::new(x, rows, inputs, (inputs, 1)));
            Gemm { a, b: weight, b_stride: out, columns: out, addend, c: y, is_slice: false }.compute_on_threads(simd);
        }
        Layout::RowMajor => GemmNt { a: x, b: weight, depth: inputs, addend, c: y }.compute_on_threads(simd),
    }
}

/// `y = W·x + b` for each row of `x`, on this thread, with a weight that lies by columns.
///
/// A slice is some of the rows of a longer product: each of them is summed in the same order,
/// however many rows the slice has.
pub(crate) fn forward_rows<T: Real>(
    isa: Isa,
    dims: Dims,
    (weight, bias): (&[T], &[T]),
    x: &[T],
    y: &mut [T],
    is_slice: bool,
) {
    let Dims { out, inputs, layout } = dims;
    return_unless!(out > 0 && matches!(layout, Layout::ColumnMajor), "a weight by columns");
    let addend = if bias.is_empty() { Addend::Zero } else { Addend::Row(bias) };
    let a = or_return!(Strided::new(x, y.len() / out, inputs, (inputs, 1)));
    T::gemm(isa, Gemm { a, b: weight, b_stride: out, columns: out, addend, c: y, is_slice });
}

/// `dx = f(Wᵀ·dy)` for each sample of the batch.
#[cfg(any(feature = "train", test))]
#[inline(always)]
pub(crate) fn backward_input<S: Simd, T: Real, F: Epilogue<T>, const IN: usize, const OUT: usize>(
    simd: S,
    weight: &[T],
    dy: &[T],
    dx: &mut [T],
    epilogue: F,
) {
    let by_columns = const { matches!(Layout::of(OUT, IN), Layout::RowMajor) };
    if const { small::is_small_backward::<S>(IN, OUT) } && small::is_one_by_one(by_columns, OUT, dx.len() / IN) {
        return small::backward_input::<S, T, F, IN, OUT>(simd, weight, dy, dx, epilogue);
    }
    backward_input_batch(simd, Dims { out: OUT, inputs: IN, layout: Layout::of(OUT, IN) }, weight, dy, dx);
    if !epilogue.is_identity() {
        apply(simd, dx, epilogue);
    }
}

/// `dx = Wᵀ·dy` for each sample of the batch, of sizes that are known at run time alone.
#[cfg(any(feature = "train", test))]
#[inline(never)]
pub(crate) fn backward_input_batch<S: Simd, T: Real>(simd: S, dims: Dims, weight: &[T], dy: &[T], dx: &mut [T]) {
    let Dims { out, inputs, layout } = dims;
    let rows = dx.len() / inputs;
    let addend = Addend::Zero;
    match layout {
        Layout::ColumnMajor => GemmNt { a: dy, b: weight, depth: out, addend, c: dx }.compute_on_threads(simd),
        Layout::RowMajor => {
            let a = or_return!(Strided::new(dy, rows, out, (out, 1)));
            Gemm { a, b: weight, b_stride: inputs, columns: inputs, addend, c: dx, is_slice: false }
                .compute_on_threads(simd);
        }
    }
}

/// `dW += dy·xᵀ`, summed over the batch.
#[cfg(any(feature = "train", test))]
#[inline(never)]
pub(crate) fn backward_weight<S: Simd, T: Real>(simd: S, dims: Dims, x: &[T], dy: &[T], dw: &mut [T]) {
    let Dims { out, inputs, layout } = dims;
    let batch = dy.len() / out;
    let (a, b, columns) = match layout {
        Layout::ColumnMajor => (Strided::new(x, inputs, batch, (1, inputs)), dy, out),
        Layout::RowMajor => (Strided::new(dy, out, batch, (1, out)), x, inputs),
    };
    let a = or_return!(a);
    Gemm { a, b, b_stride: columns, columns, addend: Addend::Output, c: dw, is_slice: false }.compute_on_threads(simd);
}

/// `db += Σ dy`, the sum over the batch.
#[cfg(any(feature = "train", test))]
pub(crate) fn backward_bias<S: Simd, T: Real>(simd: S, dy: &[T], db: &mut [T]) {
    let (one, columns) = ([T::one()], db.len());
    let a = or_return!(Strided::new(&one, 1, dy.len() / columns, (0, 0)));
    Gemm { a, b: dy, b_stride: columns, columns, addend: Addend::Output, c: db, is_slice: false }
        .compute_on_threads(simd);
}
