//! Two small layers at once: the outputs of the first, which lie in registers, are multiplied by the rows of the second there and then.
//!
//! A register that is written beside another, in part over it, is slow to read back: a processor hands what it is about to write to a read of the same place only.

use super::accumulate::joined;
use super::small::{self, Receiver, SmallLayer};
use super::views::{RegisterColumns, Rows};
use crate::kernel::epilogue::Epilogue;
use crate::kernel::layout::Layout;
use crate::kernel::pointwise;
use crate::kernel::scalar::Real;
use crate::kernel::simd::{Lanes, Simd};

/// The most outputs of the second layer, each of which takes a register.
const MOST: usize = 8;

/// So many outputs, or fewer, are summed in two chains.
const FEW: usize = 4;

/// Whether two layers can be computed at once.
pub(super) const fn is_pair<S: Simd, T: Real>(inputs: usize, middle: usize, out: usize) -> bool {
    let layouts = (Layout::of(middle, inputs), Layout::of(out, middle));
    small::is_small::<S>(inputs, middle)
        && small::is_small::<S>(middle, out)
        && matches!(layouts, (Layout::ColumnMajor, Layout::RowMajor))
        && middle >= <T::Lanes<S> as Lanes>::LANES
        && out <= MOST
}

/// The parameters of two layers, weight and bias, and their epilogues.
pub(crate) struct SmallPair<'a, T, F, G> {
    pub(crate) first: (&'a [T], &'a [T]),
    pub(crate) then: F,
    pub(crate) second: (&'a [T], &'a [T]),
    pub(crate) finally: G,
}

impl<T: Real, F: Epilogue<T>, G: Epilogue<T>> SmallPair<'_, T, F, G> {
    /// `y = g(W₂·f(W₁·x + b₁) + b₂)` for each sample, with `f` that does not depend on the place; for sizes of which [`is_pair`] is true.
    #[inline(always)]
    pub(super) fn forward<S: Simd, const IN: usize, const MIDDLE: usize, const OUT: usize>(
        self,
        simd: S,
        x: &[T],
        y: &mut [T],
    ) {
        let SmallPair { first, then, second: (weight, bias), finally } = self;
        small::in_parts::<S, T, G, IN, OUT>(
            simd,
            (x, y, finally),
            #[inline(always)]
            |x, y, finally| {
                let first = SmallLayer::<S, T, F, IN, MIDDLE>::new(simd, first, then);
                let weight = or_return!(Rows::new(weight, OUT, MIDDLE));
                for (x, y) in x.chunks_exact(IN).zip(y.chunks_exact_mut(OUT)) {
                    let zero = T::Lanes::<S>::splat(simd, T::zero());
                    let mut rows = RowSums { weight, sums: [[zero; OUT]; 2] };
                    first.each_block(0, x, &mut rows);
                    for (row, (y, sum)) in y.iter_mut().zip(joined(rows.sums)).enumerate() {
                        *y = bias.get(row).copied().unwrap_or(T::zero()) + sum.reduce_sum();
                    }
                }
                if !finally.is_identity() {
                    pointwise::in_place(simd, y, finally);
                }
            },
        );
    }
}

/// Sums of the products of each row with the numbers so far, in two chains.
struct RowSums<'a, L: Lanes, const OUT: usize> {
    weight: Rows<'a, L::Scalar>,
    sums: [[L; OUT]; 2],
}

impl<L: Lanes, const OUT: usize> Receiver<L> for RowSums<'_, L, OUT> {
    #[inline(always)]
    fn take<const WIDTH: usize>(&mut self, columns: RegisterColumns, outputs: [L; WIDTH]) {
        for (register, output) in outputs.into_iter().enumerate() {
            let chain = if const { OUT <= FEW } { register % 2 } else { 0 };
            let (place, covered) = (columns.place::<L>(register, WIDTH), columns.covered::<L>(register, WIDTH));
            // What is covered has been multiplied with the register before; an infinite weight must not meet it again, not even times zero.
            let own = |numbers: L| if covered > 0 { numbers.last(L::LANES - covered) } else { numbers };
            let output = own(output);
            for (row, sum) in self.sums[chain].iter_mut().enumerate() {
                // SAFETY: there is a line for each row, and the registers of a block lie within it.
                let numbers: L = unsafe { self.weight.load(output.simd(), row, place) };
                *sum = own(numbers).mul_add(output, *sum);
            }
        }
    }
}
