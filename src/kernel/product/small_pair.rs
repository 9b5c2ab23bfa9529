//! Two small layers at once: the outputs of the first, which lie in registers, are multiplied by
//! the rows of the second and never stored.
//!
//! Its last register overlaps the one before it, and overlapping stores defeat store-to-load
//! forwarding: reading the outputs back took a sixth of the time of 2-100-3.

use super::accumulate::add_accumulators;
use super::small::{self, OutputSink, SmallLayer};
use super::views::{RegisterColumns, Rows};
use crate::kernel::epilogue::Epilogue;
use crate::kernel::layout::Layout;
use crate::kernel::pointwise;
use crate::kernel::scalar::Real;
use crate::kernel::simd::{Lanes, Simd};

/// The most outputs of the second layer, each of which takes a register.
const MAX_OUT: usize = 8;

/// The most outputs that leave registers for a second accumulator each.
const MAX_OUT_OF_TWO: usize = 4;

/// Returns `true` if two layers of these sizes can be computed at once.
pub(super) const fn is_pair<S: Simd, T: Real>(inputs: usize, middle: usize, out: usize) -> bool {
    let layouts = (Layout::of(middle, inputs), Layout::of(out, middle));
    small::is_small::<S>(inputs, middle)
        && small::is_small::<S>(middle, out)
        && matches!(layouts, (Layout::ColumnMajor, Layout::RowMajor))
        && middle >= <T::Lanes<S> as Lanes>::LANES
        && out <= MAX_OUT
}

/// Two layers: the weight and bias of each, and their epilogues.
pub(crate) struct SmallPair<'a, T, F, G> {
    pub(crate) first: (&'a [T], &'a [T]),
    pub(crate) then: F,
    pub(crate) second: (&'a [T], &'a [T]),
    pub(crate) finally: G,
}

impl<T: Real, F: Epilogue<T>, G: Epilogue<T>> SmallPair<'_, T, F, G> {
    /// `y = g(W₂·f(W₁·x + b₁) + b₂)` for each sample, with `f` that does not depend on the place,
    /// for sizes of which [`is_pair`] is true.
    #[inline(always)]
    pub(super) fn forward<S: Simd, const IN: usize, const MIDDLE: usize, const OUT: usize>(
        self,
        simd: S,
        x: &[T],
        y: &mut [T],
    ) {
        let SmallPair { first, then, second: (weight, bias), finally } = self;
        small::on_threads::<S, T, G, IN, OUT>(
            simd,
            (x, y, finally),
            #[inline(always)]
            |x, y, finally| {
                let first = SmallLayer::<S, T, F, IN, MIDDLE>::new(simd, first, then);
                let weight = or_return!(Rows::new(weight, OUT, MIDDLE));
                for (x, y) in x.chunks_exact(IN).zip(y.chunks_exact_mut(OUT)) {
                    let zero = T::Lanes::<S>::splat(simd, T::zero());
                    let mut products = DotProducts { weight, accumulators: [[zero; OUT]; 2] };
                    first.each_block(0, x, &mut products);
                    let sums = add_accumulators(products.accumulators);
                    for (row, (y, sum)) in y.iter_mut().zip(sums).enumerate() {
                        *y = bias.get(row).copied().unwrap_or(T::zero()) + sum.reduce_sum();
                    }
                }
                if !finally.is_identity() {
                    pointwise::map_in_place(simd, y, finally);
                }
            },
        );
    }
}

/// The dot products of each row of the second layer with the outputs of the first so far, in two
/// accumulators each.
struct DotProducts<'a, L: Lanes, const OUT: usize> {
    weight: Rows<'a, L::Scalar>,
    accumulators: [[L; OUT]; 2],
}

impl<L: Lanes, const OUT: usize> OutputSink<L> for DotProducts<'_, L, OUT> {
    #[inline(always)]
    fn take<const WIDTH: usize>(&mut self, columns: RegisterColumns, outputs: [L; WIDTH]) {
        for (register, output) in outputs.into_iter().enumerate() {
            let accumulator = if const { OUT <= MAX_OUT_OF_TWO } { register % 2 } else { 0 };
            let column = columns.column::<L>(register, WIDTH);
            let overlap = columns.overlap::<L>(register, WIDTH);
            // Lanes that the register before has too have been multiplied with it. An infinite
            // weight must not be multiplied again, not even by zero.
            let mask = |values: L| if overlap > 0 { values.keep_last(L::LANES - overlap) } else { values };
            let output = mask(output);
            for (row, sum) in self.accumulators[accumulator].iter_mut().enumerate() {
                // SAFETY: there is a row for each sum, and the registers of a block lie within it.
                let weights: L = unsafe { self.weight.load(output.simd(), row, column) };
                *sum = mask(weights).mul_add(output, *sum);
            }
        }
    }
}
