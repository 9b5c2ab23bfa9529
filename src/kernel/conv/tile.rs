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
    fn from_first(&self, reach: usize, size: usize) -> Option<&'a [T]> {
        let offset = self.offsets.iter().fold(0, |max: usize, &offset| max.max(offset));
        self.elements.get(self.first..).filter(|rest| offset.saturating_add(reach).saturating_add(size) <= rest.len())
    }
}

/// Adds the products of a nest of loops to the accumulators.
#[inline(always)]
pub(super) fn accumulate<L: Lanes<Scalar = T>, T: Real, const R: usize, const V: usize>(
    simd: L::Simd,
    sums: &mut [[L; V]; R],
    nest: &Nest,
    vector: &Operand<'_, T, V>,
    scalar: &Operand<'_, T, R>,
) {
    run::<L, T, R, V, true>(simd, sums, nest, vector, scalar);
}

/// Adds products of registers: the elements of the operand `scalar` are registers too.
#[cfg(any(feature = "train", test))]
#[inline(always)]
pub(super) fn accumulate_products<L: Lanes<Scalar = T>, T: Real, const R: usize, const V: usize>(
    simd: L::Simd,
    sums: &mut [[L; V]; R],
    nest: &Nest,
    vector: &Operand<'_, T, V>,
    scalar: &Operand<'_, T, R>,
) {
    run::<L, T, R, V, false>(simd, sums, nest, vector, scalar);
}

#[inline(always)]
fn run<L: Lanes<Scalar = T>, T: Real, const R: usize, const V: usize, const BROADCAST: bool>(
    simd: L::Simd,
    sums: &mut [[L; V]; R],
    nest: &Nest,
    vector: &Operand<'_, T, V>,
    scalar: &Operand<'_, T, R>,
) {
    let Nest([outer, middle, inner]) = *nest;
    if outer.count == 0 || middle.count == 0 || inner.count == 0 {
        return;
    }
    let [a, b, c] = [outer.reach(), middle.reach(), inner.reach()];
    let vectors = or_return!(vector.from_first(a.0 + b.0 + c.0, L::LANES));
    let scalars = or_return!(scalar.from_first(a.1 + b.1 + c.1, if BROADCAST { 1 } else { L::LANES }));
    let (mut outer_vector, mut outer_scalar) = (vectors.as_ptr(), scalars.as_ptr());
    for _ in 0..outer.count {
        let (mut middle_vector, mut middle_scalar) = (outer_vector, outer_scalar);
        for _ in 0..middle.count {
            let (mut inner_vector, mut inner_scalar) = (middle_vector, middle_scalar);
            for _ in 0..inner.count {
                let mut registers = [L::splat(simd, T::zero()); V];
                for (register, &offset) in registers.iter_mut().zip(&vector.offsets) {
                    // SAFETY: a register at the largest offset of the last step lies within the
                    // elements, as `from_first` has found, and so do all before it.
                    *register = unsafe { L::load(simd, inner_vector.wrapping_add(offset)) };
                }
                for (sums, &offset) in sums.iter_mut().zip(&scalar.offsets) {
                    let place = inner_scalar.wrapping_add(offset);
                    let factor = if BROADCAST {
                        // SAFETY: as above, of one element.
                        L::splat(simd, unsafe { *place })
                    } else {
                        // SAFETY: as above.
                        unsafe { L::load(simd, place) }
                    };
                    for (sum, register) in sums.iter_mut().zip(registers) {
                        *sum = register.mul_add(factor, *sum);
                    }
                }
                inner_vector = inner_vector.wrapping_add(inner.vector);
                inner_scalar = inner_scalar.wrapping_add(inner.scalar);
            }
            middle_vector = middle_vector.wrapping_add(middle.vector);
            middle_scalar = middle_scalar.wrapping_add(middle.scalar);
        }
        outer_vector = outer_vector.wrapping_add(outer.vector);
        outer_scalar = outer_scalar.wrapping_add(outer.scalar);
    }
}
