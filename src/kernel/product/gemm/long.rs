//! `C += A·B` over a long depth: gradients of a large batch.
//!
//! One by one, n terms would be off by up to n roundings of their sum. Here parts of the depth are
//! summed one after the other, each from zero, and the sum over the parts is kept together with
//! what its roundings take away ([`sum`](crate::kernel::sum)). With the unit of roundoff `u`,
//! `2^-24` in single precision, the error of an element is at most about `(PART + 3)·u` times the
//! sum of the magnitudes of its terms and of what is added to, whatever the depth: a dot product of
//! `PART` terms is off by at most `PART·u`, fused or not, to first order. (N. J. Higham, "Accuracy
//! and stability of numerical algorithms", 2nd edition, 2002, sections 3.1 and 4.3.)
//!
//! The sums of a tile of `C` stay near while all of the depth passes by. Which elements share a
//! tile does not change their bits.

use super::Gemm;
use crate::kernel::product::Addend;
use crate::kernel::product::views::{CacheAligned, Shares};
use crate::kernel::scalar::Real;
use crate::kernel::simd::{Simd, vectorize};
use crate::kernel::sum::{corrected, two_sum};
use bytemuck::cast_slice_mut;
use core::ops::Range;

/// The most steps that are summed one after the other.
pub(super) const PART: usize = 256;

/// The bytes of a tile, in words of eight: room for the rows that share a panel by [`COLUMNS`].
const TILE: usize = 96 * COLUMNS / 8;

/// The size of a tile for a few sums, such as those of a bias: a larger one would take longer to be
/// zeroed.
const SMALL_TILE: usize = TILE / 8;

/// The bytes of the columns that a tile has at least, if there are so many: two lines of the cache.
const COLUMNS: usize = 128;

/// The sums of some elements of `C`, row after row.
struct Tile<const WORDS: usize> {
    sums: CacheAligned<[u64; WORDS]>,
    /// The rounding errors of the sums, to be added to them.
    rests: CacheAligned<[u64; WORDS]>,
    /// The sums over a part of the depth.
    part: CacheAligned<[u64; WORDS]>,
}

impl<T: Real> Gemm<'_, T> {
    /// Adds the product to `C`, part by part of the depth.
    pub(super) fn in_parts<S: Simd>(self, simd: S) {
        if self.a.rows() * self.columns * size_of::<T>() <= SMALL_TILE * 8 {
            self.by_tiles::<S, SMALL_TILE>(simd);
        } else {
            self.by_tiles::<S, TILE>(simd);
        }
    }

    #[inline(never)]
    fn by_tiles<S: Simd, const WORDS: usize>(mut self, simd: S) {
        let memory = || CacheAligned([0; WORDS]);
        let mut tile = Tile::<WORDS> { sums: memory(), rests: memory(), part: memory() };
        let elements = WORDS * 8 / size_of::<T>();
        let width = self.columns.min((elements / self.a.rows()).max(COLUMNS / size_of::<T>()));
        for rows in Shares::new(self.a.rows(), elements / width) {
            for columns in Shares::new(self.columns, width) {
                self.add_tile(simd, &mut tile, &rows, &columns);
            }
        }
    }

    /// Adds the product to some rows and columns of `C`.
    fn add_tile<S: Simd, const WORDS: usize>(
        &mut self,
        simd: S,
        tile: &mut Tile<WORDS>,
        rows: &Range<usize>,
        columns: &Range<usize>,
    ) {
        let count = rows.len() * columns.len();
        let sums = or_return!(cast_slice_mut(&mut tile.sums.0).get_mut(..count));
        let rests = or_return!(cast_slice_mut(&mut tile.rests.0).get_mut(..count));
        let part = or_return!(cast_slice_mut(&mut tile.part.0).get_mut(..count));
        rests.fill(T::zero());
        for steps in Shares::new(self.a.depth(), PART) {
            let is_first = steps.start == 0;
            let product = Gemm {
                a: self.a.part(rows.clone(), steps.clone()),
                b: or_return!(self.b.get(steps.start * self.stride + columns.start..)),
                stride: self.stride,
                columns: columns.len(),
                addend: Addend::Zero,
                c: if is_first { sums } else { part },
                // All rows are summed in the same order, also if a tile has but one.
                is_part: self.is_part || self.a.rows() > 1,
            };
            T::gemm(simd.isa(), product);
            if !is_first {
                vectorize!(simd, add(part, sums, rests));
            }
        }
        let totals = sums.chunks_exact(columns.len()).zip(rests.chunks_exact(columns.len()));
        for (row, (sums, rests)) in rows.clone().zip(totals) {
            let c = or_return!(self.c.get_mut(row * self.columns..).and_then(|c| c.get_mut(columns.clone())));
            for ((c, &sum), &rest) in c.iter_mut().zip(sums).zip(rests) {
                *c += corrected(sum, rest);
            }
        }
    }
}

/// Adds the sums over a part of the depth.
#[inline(always)]
fn add<T: Real>(part: &[T], sums: &mut [T], rests: &mut [T]) {
    for ((&part, sum), rest) in part.iter().zip(sums).zip(rests) {
        let (total, lost) = two_sum(*sum, part);
        (*sum, *rest) = (total, *rest + lost);
    }
}
