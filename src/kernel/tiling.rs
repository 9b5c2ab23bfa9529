//! Cutting a product into tiles: even parts of a size, register blocks that are compiled for their
//! size, and the number of accumulators of a dot product.
//!
//! A block of accumulators stays in registers only if its size is known when it is compiled. The
//! sizes of a matrix are often known at run time alone, so each kernel is compiled for every size
//! of its blocks, a const parameter, and [`with_const!`] chooses among these instances.

use core::ops::Range;

/// Evaluates an expression with a constant in the place of a number that is known at run time.
///
/// ```text
/// // One instance of `block` for each width. A width out of the range is a bug.
/// with_const!(width => WIDTH in 1..=4, self.block::<WIDTH>(row));
/// // Instances only as far as the condition, a constant, holds.
/// with_const!(width => WIDTH in 1..=8 if WIDTH <= S::BLOCKING.gemv, self.block::<WIDTH>(row));
/// // A list, of which the last stands for all other numbers.
/// with_const!(count => COUNT in [8, 4, 2] or 1, self.sum::<COUNT>(row));
/// ```
///
/// Where the number is a `const { .. }` itself, one arm is compiled, and all others are left out.
macro_rules! with_const {
    (@range $value:expr, $NAME:ident, (), $body:expr, $($number:literal)*) => {
        with_const!(@range $value, $NAME, (true), $body, $($number)*)
    };
    (@range $value:expr, $NAME:ident, ($condition:expr), $body:expr, $($number:literal)*) => {
        match $value {
            $($number if const {
                #[allow(dead_code)] // A condition that always holds has no number in it.
                const $NAME: usize = $number;
                $condition
            } => {
                const $NAME: usize = $number;
                $body;
            })*
            _ => debug_assert!(false, "a block of a size that is compiled"),
        }
    };
    ($value:expr => $NAME:ident in 1..=4 $(if $condition:expr)?, $body:expr) => {
        with_const!(@range $value, $NAME, ($($condition)?), $body, 1 2 3 4)
    };
    ($value:expr => $NAME:ident in 1..=8 $(if $condition:expr)?, $body:expr) => {
        with_const!(@range $value, $NAME, ($($condition)?), $body, 1 2 3 4 5 6 7 8)
    };
    ($value:expr => $NAME:ident in 1..=12 $(if $condition:expr)?, $body:expr) => {
        with_const!(@range $value, $NAME, ($($condition)?), $body, 1 2 3 4 5 6 7 8 9 10 11 12)
    };
    ($value:expr => $NAME:ident in [$($number:literal),*] or $last:literal, $body:expr) => {
        match $value {
            $($number => {
                const $NAME: usize = $number;
                $body
            })*
            _ => {
                const $NAME: usize = $last;
                $body
            }
        }
    };
}

/// The register blocks that products are compiled with for an instruction set.
///
/// Sizes are rows by registers. Each size is an instance of a kernel, and takes time to build.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub struct Blocking {
    /// The weights of the largest layer that is compiled for its own sizes.
    pub(crate) small_layer: usize,
    /// The registers of a row of accumulators that stays in registers through a whole gemv.
    pub(crate) gemv: usize,
    /// The registers of a block of such a row if the matrix fits into the L1 cache; none if 0.
    pub(crate) gemv_in_l1: usize,
    /// Tiles of a gemv without a remainder have an instance of their own.
    pub(crate) gemv_even_tiles: bool,
    /// Blocks for the rows of a gemm that are too few for whole blocks: rows, registers.
    pub(crate) gemm_remainder: (usize, usize),
    /// A gemm copies panels of `B` where that pays.
    pub(crate) gemm_panels: bool,
    /// The rows of a block of a gemm with a transposed `B`.
    pub(crate) gemm_nt_rows: usize,
    /// The rows of `B` that a single row of `A` is multiplied with at a time there.
    pub(crate) gemm_nt_columns: usize,
    /// The accumulators of a tile of a convolution, and those of them that share a register.
    pub(crate) convolution: (usize, usize),
}

impl Blocking {
    /// All sizes that pay, for 16 vector registers: twelve accumulators at most leave four for
    /// their operands.
    pub(crate) const FULL: Blocking = Blocking {
        small_layer: 1024,
        gemv: 12,
        gemv_in_l1: 8,
        gemv_even_tiles: true,
        gemm_remainder: (2, 4),
        gemm_panels: true,
        gemm_nt_rows: 3,
        gemm_nt_columns: 8,
        convolution: (12, 6),
    };

    /// For 32 vector registers: larger tiles of a convolution, of which there are fewer.
    #[cfg(all(feature = "simd", not(target_arch = "wasm32")))]
    pub(crate) const WIDE: Blocking = Blocking { convolution: (24, 6), ..Blocking::FULL };

    /// For registers of 16 bytes in a WebAssembly module, which is downloaded: LeNet-5 takes 93 KB
    /// of code where it took 187 with all sizes, and is no slower.
    #[cfg(all(feature = "simd", target_arch = "wasm32"))]
    pub(crate) const MODULE: Blocking = Blocking { small_layer: Blocking::FULL.small_layer, ..Blocking::FEW };

    /// Few sizes, for registers that are arrays, which the compiler takes long to make vectors of:
    /// with all sizes they took five sixths of the library's build time. One sample of 784-128-10
    /// takes 7.9 µs with SSE2 where it took 7.0, a batch of 64 0.73 ms where it took 0.53.
    pub(crate) const FEW: Blocking = Blocking {
        small_layer: 0,
        gemv: 4,
        gemv_in_l1: 0,
        gemv_even_tiles: false,
        gemm_remainder: (1, 2),
        gemm_panels: false,
        gemm_nt_rows: 1,
        gemm_nt_columns: 4,
        convolution: (4, 2),
    };
}

/// The number of independent accumulators for each of `sums` sums over `steps` steps.
///
/// A fused multiply-add has a latency of four cycles and two of them issue per cycle, so eight
/// independent ones keep the units busy. Fewer sums are spread over several accumulators each,
/// which are added at the end; more cost registers and additions, and pay from two rounds on.
pub(crate) const fn accumulators(sums: usize, steps: usize) -> usize {
    let accumulators = match sums {
        1 => 8,
        2 => 4,
        3 => 3,
        4..=6 => 2,
        _ => 1,
    };
    if steps < 2 * accumulators { 1 } else { accumulators }
}

/// Consecutive ranges that divide `0..total` evenly: their lengths differ by one at most.
///
/// All divisions are made at the beginning, and from range to range there are additions alone: the
/// optimiser moves a division that cannot fail to where its result is used, and that would be the
/// innermost loop.
#[derive(Clone, Copy, Debug)]
pub(crate) struct EvenParts {
    start: usize,
    first: Equal,
    last: Equal,
}

/// Ranges of equal length.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Equal {
    pub(crate) count: usize,
    pub(crate) length: usize,
}

impl EvenParts {
    /// As few parts as have `max` elements at most, the longer ones last; one empty part if `total`
    /// is 0. The last part has two elements or more unless `total` is 1. `max` is not 0.
    #[inline(always)]
    pub(crate) const fn new(total: usize, max: usize) -> Self {
        let (shorter, longer) = Self::divide(total, max);
        EvenParts { start: 0, first: shorter, last: longer }
    }

    /// As many parts, the longer ones first.
    #[inline(always)]
    pub(crate) const fn longer_first(total: usize, max: usize) -> Self {
        let (shorter, longer) = Self::divide(total, max);
        EvenParts { start: 0, first: longer, last: shorter }
    }

    /// The parts that come first, all of one length.
    pub(crate) const fn first(self) -> Equal {
        self.first
    }

    /// The parts after these, all of another length; there may be none.
    pub(crate) const fn last(self) -> Equal {
        self.last
    }

    /// The number of parts that have a length.
    #[inline(always)]
    pub(crate) const fn count_of(self, length: usize) -> usize {
        let first = if self.first.length == length { self.first.count } else { 0 };
        let last = if self.last.length == length { self.last.count } else { 0 };
        first + last
    }

    #[inline(always)]
    const fn divide(total: usize, max: usize) -> (Equal, Equal) {
        let count = total.div_ceil(max);
        // In this form the optimiser sees that nothing is divided by 0.
        let count = if count == 0 { 1 } else { count };
        let (length, longer) = (total / count, total % count);
        (Equal { count: count - longer, length }, Equal { count: longer, length: length + 1 })
    }
}

impl Iterator for EvenParts {
    type Item = Range<usize>;

    #[inline(always)]
    fn next(&mut self) -> Option<Range<usize>> {
        let length = if let Some(left) = self.first.count.checked_sub(1) {
            self.first.count = left;
            self.first.length
        } else {
            self.last.count = self.last.count.checked_sub(1)?;
            self.last.length
        };
        let start = self.start;
        self.start += length;
        Some(start..self.start)
    }
}

#[cfg(test)]
mod tests {
    use super::{EvenParts, accumulators};
    use std::vec::Vec;

    #[test]
    fn parts_are_even_and_cover_everything() {
        for total in 0..200 {
            for max in 1..20 {
                for (order, parts) in
                    [EvenParts::new(total, max), EvenParts::longer_first(total, max)].into_iter().enumerate()
                {
                    let ranges: Vec<_> = parts.collect();
                    assert_eq!(ranges.len(), total.div_ceil(max).max(1), "as few as possible");
                    assert_eq!((ranges[0].start, ranges[ranges.len() - 1].end), (0, total));
                    assert!(ranges.windows(2).all(|pair| pair[0].end == pair[1].start));
                    let lengths: Vec<_> = ranges.iter().map(ExactSizeIterator::len).collect();
                    assert!(lengths.iter().all(|length| *length <= max));
                    for length in 0..=max {
                        assert_eq!(parts.count_of(length), lengths.iter().filter(|found| **found == length).count());
                    }
                    assert!(lengths.iter().max().unwrap() - lengths.iter().min().unwrap() <= 1);
                    assert!(if order == 0 { lengths.is_sorted() } else { lengths.is_sorted_by(|a, b| a >= b) });
                }
            }
        }
    }

    #[test]
    fn constants_take_the_place_of_numbers() {
        fn square<const N: usize>() -> usize {
            N * N
        }
        for number in 1..=12 {
            let mut found = 0;
            with_const!(number => N in 1..=12, found = square::<N>());
            assert_eq!(found, number * number);
            let listed = with_const!(number => N in [1, 2, 3] or 4, square::<N>());
            assert_eq!(listed, number.min(4).pow(2));
        }
        let mut found = 0;
        with_const!(2 => N in 1..=4 if N <= 2, found = square::<N>());
        assert_eq!(found, 4);
    }

    #[cfg(debug_assertions)]
    #[test]
    #[should_panic = "a block of a size that is compiled"]
    fn a_size_beyond_the_limit_is_a_bug() {
        with_const!(3 => N in 1..=4 if N <= 2, assert_eq!(N, 0));
    }

    #[test]
    fn eight_multiplications_are_under_way_where_there_are_steps_enough() {
        for sums in 1..=12 {
            let count = accumulators(sums, usize::MAX);
            assert!(sums * count >= 7 && (count == 1 || sums * count <= 12), "{sums} sums, {count} accumulators each");
            assert_eq!(accumulators(sums, 2 * count - 1), 1);
        }
    }
}
