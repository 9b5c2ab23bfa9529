//! The backward pass of a step: from the gradient of the state after it to those of the products.

use super::registers::{gates, gates_mut, map};
use super::{Cell, Kind};
use crate::kernel::scalar::Real;
use crate::kernel::simd::{Lanes, Simd, vectorize};

/// A step of the backward pass, of all samples, with the numbers that the forward pass has left.
pub(super) struct StepBackward<'a, T> {
    /// The gates, `[B, G·H]`.
    pub(super) gates: &'a [T],
    /// The recurrent products, `[B, G·H]`.
    pub(super) recurrent: &'a [T],
    /// The state before, `[B, H]`, and the state after.
    pub(super) states: [&'a [T]; 2],
    /// The memory cells before, and those after.
    pub(super) cells: [&'a [T]; 2],
    /// The gradient of the state after: of the output, and by way of the recurrent products of the
    /// next step.
    pub(super) gradients: [&'a [T]; 2],
    /// The gradient of the state after past the products of the next step; that of the state before
    /// past those of this one takes its place.
    pub(super) direct: &'a mut [T],
    /// The gradient of the memory cells after, then that of those before.
    pub(super) cell_gradient: &'a mut [T],
    /// Memory for the gradient of the input products.
    pub(super) of_products: &'a mut [T],
    /// Memory for the gradient of the recurrent products, where it is another.
    pub(super) of_recurrent: &'a mut [T],
}

impl<T: Real> StepBackward<'_, T> {
    /// Computes the step.
    #[inline(always)]
    pub(super) fn compute<S: Simd>(self, simd: S, cell: &Cell<'_, T>) {
        vectorize!(
            simd,
            match cell.kind {
                Kind::Tanh => self.plain(
                    simd,
                    #[inline(always)]
                    |h| h.neg_mul_add(h, h.splat_f64(1.0))
                ),
                Kind::Relu => self.plain(
                    simd,
                    #[inline(always)]
                    |h| h.splat_f64(0.0).select_less(h, h.splat_f64(1.0), h.splat_f64(0.0))
                ),
                Kind::Gru => self.gru(simd, cell.hidden),
                Kind::Lstm => self.lstm(simd, cell.hidden),
            }
        );
    }

    /// `dp = f'·dh`, where the derivative is a function of the state.
    #[inline(always)]
    fn plain<S: Simd>(self, simd: S, derivative: impl Fn(T::Lanes<S>) -> T::Lanes<S>) {
        let ([_, state], [outer, later]) = (self.states, self.gradients);
        map(
            simd,
            [state, outer, later],
            [self.of_products],
            #[inline(always)]
            |[h, outer, later], _| [derivative(h) * (outer + later)],
        );
    }

    /// ```text
    /// dp_n = dh·(1 - z)·(1 - n²)     dq_n = dp_n·r
    /// dp_z = dh·(h - n)·z·(1 - z)    dp_r = dp_n·q_n·r·(1 - r)     dh_before = dh·z
    /// ```
    #[inline(always)]
    fn gru<S: Simd>(self, simd: S, hidden: usize) {
        let (row, all) = (hidden.max(1), (3 * hidden).max(1));
        let ([before, _], [outer, later]) = (self.states, self.gradients);
        let saved = self.gates.chunks_exact(all).zip(self.recurrent.chunks_exact(all)).zip(before.chunks_exact(row));
        let above = outer.chunks_exact(row).zip(later.chunks_exact(row)).zip(self.direct.chunks_exact_mut(row));
        let below = self.of_products.chunks_exact_mut(all).zip(self.of_recurrent.chunks_exact_mut(all));
        for ((((values, q), h), ((outer, later), direct)), (dp, dq)) in saved.zip(above).zip(below) {
            let [r, z, n] = or_return!(gates(values, hidden));
            let [_, _, q_n] = or_return!(gates(q, hidden));
            let [dp_r, dp_z, dp_n] = or_return!(gates_mut(dp, hidden));
            let [dq_r, dq_z, dq_n] = or_return!(gates_mut(dq, hidden));
            map(
                simd,
                [r, z, n, q_n, h, outer, later],
                [direct, dp_r, dp_z, dp_n, dq_r, dq_z, dq_n],
                #[inline(always)]
                |[r, z, n, q_n, h, outer, later], [direct, ..]| {
                    let (one, dh) = (r.splat_f64(1.0), outer + later + direct);
                    let dp_n = dh * (one - z) * n.neg_mul_add(n, one);
                    let dp_z = dh * (h - n) * (z * (one - z));
                    let dp_r = dp_n * q_n * (r * (one - r));
                    [dh * z, dp_r, dp_z, dp_n, dp_r, dp_z, dp_n * r]
                },
            );
        }
    }

    /// ```text
    /// dp_o = dh·tanh(c')·o·(1 - o)    dc' += dh·o·(1 - tanh²(c'))
    /// dp_i = dc'·g·i·(1 - i)    dp_f = dc'·c·f·(1 - f)    dp_g = dc'·i·(1 - g²)    dc = dc'·f
    /// ```
    #[inline(always)]
    fn lstm<S: Simd>(self, simd: S, hidden: usize) {
        let (row, all) = (hidden.max(1), (4 * hidden).max(1));
        let ([before, after], [outer, later]) = (self.cells, self.gradients);
        let saved = self.gates.chunks_exact(all).zip(before.chunks_exact(row)).zip(after.chunks_exact(row));
        let above = outer.chunks_exact(row).zip(later.chunks_exact(row)).zip(self.cell_gradient.chunks_exact_mut(row));
        let below = self.of_products.chunks_exact_mut(all);
        for ((((values, c), after), ((outer, later), dc)), dp) in saved.zip(above).zip(below) {
            let [i, f, g, o] = or_return!(gates(values, hidden));
            let [dp_i, dp_f, dp_g, dp_o] = or_return!(gates_mut(dp, hidden));
            map(
                simd,
                [i, f, g, o, c, after, outer, later],
                [dc, dp_i, dp_f, dp_g, dp_o],
                #[inline(always)]
                |[i, f, g, o, c, after, outer, later], [dc, ..]| {
                    let (one, dh, bent) = (i.splat_f64(1.0), outer + later, T::tanh_lanes(after));
                    let dc = (dh * o).mul_add(bent.neg_mul_add(bent, one), dc);
                    let dp_i = dc * g * (i * (one - i));
                    let dp_f = dc * c * (f * (one - f));
                    let dp_g = dc * i * g.neg_mul_add(g, one);
                    [dc * f, dp_i, dp_f, dp_g, dh * bent * (o * (one - o))]
                },
            );
        }
    }
}
