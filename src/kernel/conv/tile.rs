//! The innermost loops of convolutions: a tile of accumulators that stays in registers through a
//! whole reduction.
//!
//! `sums[r][v] += Σ scalar[r]·vector[v]` is summed over three nested loops of any counts, in which
//! both operands advance by any steps. The forward pass, with its lanes over columns or over
//! filters, the gradient of the input and, with the loops over positions, that of the weight are
//! such sums; they differ in their steps. Twelve accumulators are six cycles of multiply-adds with
//! AVX2, next to which the counting costs nothing: so sizes are known at run time alone.

use crate::kernel::scalar::Real;
use crate::kernel::simd::Lanes;
use core::array::from_fn;

/// A loop of a reduction: how often it runs, and the steps of its operands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Loop {
    pub(super) count: usize,
    pub(super) vector: usize,
    pub(super) scalar: usize,
}

impl Loop {
    /// The loop with the operands in each other's place.
    pub(super) const fn swapped(self) -> Self {
        Loop { count: self.count, vector: self.scalar, scalar: self.vector }
    }

    /// The distance from the first elements of the operands to their last ones.
    const fn reach(self) -> (usize, usize) {
        let steps = self.count.saturating_sub(1);
        (steps * self.vector, steps * self.scalar)
    }
}

/// Three loops, of which the outermost is the first.
#[derive(Clone, Copy, Debug)]
pub(super) struct Nest(pub(super) [Loop; 3]);

impl Nest {
    /// The nest with the longer one of two loops innermost, which costs the least counting. The
    /// lengths are those of loops none of whose steps are left out, so that sums of the same sizes
    /// are added in one order.
    #[inline(always)]
    pub(super) const fn longest_innermost(self, rows: usize, columns: usize) -> Self {
        let Nest([channels, row_loop, column_loop]) = self;
        if rows <= 1 && columns <= 1 {
            return Nest([row_loop, column_loop, channels]);
        }
        if columns < rows { Nest([channels, column_loop, row_loop]) } else { self }
    }
}

/// An operand of a tile: `N` elements, or registers, of each step.
#[derive(Clone, Copy)]
pub(super) struct Operand<'a, T, const N: usize> {
    pub(super) elements: &'a [T],
    /// The place of the first step.
    pub(super) first: usize,
    /// The distances of the elements from it.
    pub(super) offsets: [usize; N],
}

impl<'a, T, const N: usize> Operand<'a, T, N> {
    /// The elements of all steps, from the first one on; nothing if there are not so many, given
    /// how far the steps reach and the size of an element.
    #[inline(always)]
    fn elements_within(&self, reach: usize, size: usize) -> Option<&'a [T]> {
        let offset = self.offsets.iter().fold(0, |max: usize, &offset| max.max(offset));
        self.elements.get(self.first..).filter(|rest| offset.saturating_add(reach).saturating_add(size) <= rest.len())
    }
}

/// The accumulators of a tile.
pub(super) type Sums<L, const R: usize, const V: usize> = [[L; V]; R];

/// The accumulators with the products of a nest of loops added to them.
#[must_use]
#[inline(always)]
pub(super) fn accumulate<L: Lanes<Scalar = T>, T: Real, const R: usize, const V: usize>(
    simd: L::Simd,
    sums: Sums<L, R, V>,
    nest: &Nest,
    vector: &Operand<'_, T, V>,
    scalar: &Operand<'_, T, R>,
) -> Sums<L, R, V> {
    run::<L, T, R, V, true>(simd, sums, nest, vector, scalar)
}

/// The accumulators with products of registers added: the elements of the operand `scalar` are
/// registers too.
#[cfg(any(feature = "train", test))]
#[must_use]
#[inline(always)]
pub(super) fn accumulate_products<L: Lanes<Scalar = T>, T: Real, const R: usize, const V: usize>(
    simd: L::Simd,
    sums: Sums<L, R, V>,
    nest: &Nest,
    vector: &Operand<'_, T, V>,
    scalar: &Operand<'_, T, R>,
) -> Sums<L, R, V> {
    run::<L, T, R, V, false>(simd, sums, nest, vector, scalar)
}

#[inline(always)]
fn run<L: Lanes<Scalar = T>, T: Real, const R: usize, const V: usize, const BROADCAST: bool>(
    simd: L::Simd,
    mut sums: Sums<L, R, V>,
    nest: &Nest,
    vector: &Operand<'_, T, V>,
    scalar: &Operand<'_, T, R>,
) -> Sums<L, R, V> {
    let Nest([outer, middle, inner]) = *nest;
    if outer.count == 0 || middle.count == 0 || inner.count == 0 {
        return sums;
    }
    let [a, b, c] = [outer.reach(), middle.reach(), inner.reach()];
    let scalar_size = if BROADCAST { 1 } else { L::LANES };
    let vectors = vector.elements_within(a.0 + b.0 + c.0, L::LANES);
    let (Some(vectors), Some(scalars)) = (vectors, scalar.elements_within(a.1 + b.1 + c.1, scalar_size)) else {
        debug_assert!(false, "operands with an element for each step");
        return sums;
    };
    let (mut outer_vector, mut outer_scalar) = (vectors.as_ptr(), scalars.as_ptr());
    for _ in 0..outer.count {
        let (mut middle_vector, mut middle_scalar) = (outer_vector, outer_scalar);
        for _ in 0..middle.count {
            let (mut inner_vector, mut inner_scalar) = (middle_vector, middle_scalar);
            for _ in 0..inner.count {
                let vector = |v: usize| {
                    // SAFETY: a register at the largest offset of the last step lies within the
                    // elements, as `elements_within` has found, and so do all before it.
                    unsafe { L::load(simd, inner_vector.wrapping_add(vector.offsets[v])) }
                };
                let scalar = |r: usize| {
                    let place = inner_scalar.wrapping_add(scalar.offsets[r]);
                    if BROADCAST {
                        // SAFETY: as above, of one element.
                        L::splat(simd, unsafe { *place })
                    } else {
                        // SAFETY: as above.
                        unsafe { L::load(simd, place) }
                    }
                };
                add_products(&mut sums, vector, scalar);
                inner_vector = inner_vector.wrapping_add(inner.vector);
                inner_scalar = inner_scalar.wrapping_add(inner.scalar);
            }
            middle_vector = middle_vector.wrapping_add(middle.vector);
            middle_scalar = middle_scalar.wrapping_add(middle.scalar);
        }
        outer_vector = outer_vector.wrapping_add(outer.vector);
        outer_scalar = outer_scalar.wrapping_add(outer.scalar);
    }
    sums
}

/// Adds the products of one step. The fewer ones of its operands stay in registers, which leaves
/// room for the accumulators.
#[inline(always)]
fn add_products<L: Lanes, const R: usize, const V: usize>(
    sums: &mut Sums<L, R, V>,
    vector: impl Fn(usize) -> L,
    scalar: impl Fn(usize) -> L,
) {
    if R < V {
        let scalars: [L; R] = from_fn(&scalar);
        for v in 0..V {
            let vector = vector(v);
            for (sums, scalar) in sums.iter_mut().zip(scalars) {
                sums[v] = vector.mul_add(scalar, sums[v]);
            }
        }
    } else {
        let vectors: [L; V] = from_fn(&vector);
        for (r, sums) in sums.iter_mut().enumerate() {
            let scalar = scalar(r);
            for (sum, vector) in sums.iter_mut().zip(vectors) {
                *sum = vector.mul_add(scalar, *sum);
            }
        }
    }
}
