//! The step from one frame to the next.

use super::registers::{gates, gates_mut, map};
use super::{Cell, Kind};
use crate::kernel::product;
use crate::kernel::scalar::Real;
use crate::kernel::simd::{Lanes, Simd, vectorize};

/// A step of all samples: the products of a frame and the state before it to the state after it.
pub(crate) struct Step<'a, T> {
    /// The input products, `[B, G·H]`, in whose place the gates are left: those of `tanh` and of
    /// sigmoids, after the function.
    pub(crate) products: &'a mut [T],
    /// Memory for the recurrent products, `[B, G·H]`.
    pub(crate) recurrent: &'a mut [T],
    /// The state before, `[B, H]`.
    pub(crate) before: &'a [T],
    /// Memory for the state after.
    pub(crate) after: &'a mut [T],
    /// The memory cells before; empty for a kind without.
    pub(crate) cells_before: &'a [T],
    /// Memory for the memory cells after.
    pub(crate) cells_after: &'a mut [T],
}

impl<T: Real> Step<'_, T> {
    /// Computes the step.
    #[inline(always)]
    pub(crate) fn compute<S: Simd>(self, simd: S, cell: &Cell<'_, T>) {
        let Step { products, recurrent, before, after, cells_before, cells_after } = self;
        let parameters = (cell.weight_hh, cell.bias_hh);
        product::forward_rows(simd.isa(), cell.state_dims(), parameters, before, recurrent, false);
        let hidden = cell.hidden;
        vectorize!(
            simd,
            match cell.kind {
                Kind::Tanh => plain(
                    simd,
                    products,
                    recurrent,
                    after,
                    #[inline(always)]
                    |x| T::tanh_lanes(x)
                ),
                Kind::Relu => plain(simd, products, recurrent, after, relu),
                Kind::Gru => gru(simd, hidden, products, recurrent, before, after),
                Kind::Lstm => lstm(simd, hidden, products, recurrent, [cells_before], [cells_after, after]),
            }
        );
    }
}

/// `max(x, 0)`, and NaN for NaN.
#[inline(always)]
fn relu<L: Lanes>(x: L) -> L {
    x.splat_f64(0.0).max(x)
}

/// `h' = f(p + q)`.
#[inline(always)]
fn plain<S: Simd, T: Real>(
    simd: S,
    products: &[T],
    recurrent: &[T],
    after: &mut [T],
    f: impl Fn(T::Lanes<S>) -> T::Lanes<S>,
) {
    map(
        simd,
        [products, recurrent],
        [after],
        #[inline(always)]
        |[p, q], _| [f(p + q)],
    );
}

/// ```text
/// r = σ(p_r + q_r),   z = σ(p_z + q_z),   n = tanh(p_n + r·q_n),   h' = n + z·(h - n)
/// ```
#[inline(always)]
fn gru<S: Simd, T: Real>(simd: S, hidden: usize, products: &mut [T], recurrent: &[T], before: &[T], after: &mut [T]) {
    let (row, all) = (hidden.max(1), (3 * hidden).max(1));
    let products = products.chunks_exact_mut(all).zip(recurrent.chunks_exact(all));
    for ((p, q), (h, after)) in products.zip(before.chunks_exact(row).zip(after.chunks_exact_mut(row))) {
        let ([p_r, p_z, p_n], [q_r, q_z, q_n]) = (or_return!(gates_mut(p, hidden)), or_return!(gates(q, hidden)));
        map(
            simd,
            [q_r, q_z, q_n, h],
            [p_r, p_z, p_n, after],
            #[inline(always)]
            |[q_r, q_z, q_n, h], [p_r, p_z, p_n, _]| {
                let (r, z) = (T::logistic_lanes(p_r + q_r), T::logistic_lanes(p_z + q_z));
                let n = T::tanh_lanes(r.mul_add(q_n, p_n));
                [r, z, n, z.mul_add(h - n, n)]
            },
        );
    }
}

/// ```text
/// i = σ(p_i + q_i),   f = σ(p_f + q_f),   g = tanh(p_g + q_g),   o = σ(p_o + q_o)
/// c' = f·c + i·g,   h' = o·tanh(c')
/// ```
#[inline(always)]
fn lstm<S: Simd, T: Real>(
    simd: S,
    hidden: usize,
    products: &mut [T],
    recurrent: &[T],
    [before]: [&[T]; 1],
    [cells, after]: [&mut [T]; 2],
) {
    let (row, all) = (hidden.max(1), (4 * hidden).max(1));
    let products = products.chunks_exact_mut(all).zip(recurrent.chunks_exact(all));
    let states = before.chunks_exact(row).zip(cells.chunks_exact_mut(row)).zip(after.chunks_exact_mut(row));
    for ((p, q), ((c, cells), after)) in products.zip(states) {
        let p: [_; 4] = or_return!(gates_mut(p, hidden));
        let ([p_i, p_f, p_g, p_o], [q_i, q_f, q_g, q_o]) = (p, or_return!(gates(q, hidden)));
        map(
            simd,
            [q_i, q_f, q_g, q_o, c],
            [p_i, p_f, p_g, p_o, cells, after],
            #[inline(always)]
            |[q_i, q_f, q_g, q_o, c], [p_i, p_f, p_g, p_o, _, _]| {
                let (i, f) = (T::logistic_lanes(p_i + q_i), T::logistic_lanes(p_f + q_f));
                let (g, o) = (T::tanh_lanes(p_g + q_g), T::logistic_lanes(p_o + q_o));
                let c = f.mul_add(c, i * g);
                [i, f, g, o, c, o * T::tanh_lanes(c)]
            },
        );
    }
}
