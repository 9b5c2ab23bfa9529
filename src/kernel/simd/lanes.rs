//! Vector registers of any instruction set.

use super::Simd;
use crate::kernel::scalar::Real;
use core::ops::{Add, Div, Mul, Sub};

/// A vector register: several numbers of one type, each in a lane.
///
/// Operations are lane by lane unless they are said to reduce a register to one number. `mul_add`
/// is rounded once where the set has a fused instruction.
#[doc(hidden)]
pub trait Lanes: Copy + Add<Output = Self> + Sub<Output = Self> + Mul<Output = Self> + Div<Output = Self> {
    type Scalar: Real;
    type Simd: Simd;

    /// The number of lanes.
    const LANES: usize;

    /// A register with a value in all lanes.
    fn splat(simd: Self::Simd, value: Self::Scalar) -> Self;

    /// The set that the register belongs to.
    fn simd(self) -> Self::Simd;

    /// Loads contiguous numbers, one for each lane.
    ///
    /// # Safety
    ///
    /// `LANES` numbers must be readable.
    unsafe fn load(simd: Self::Simd, from: *const Self::Scalar) -> Self;

    /// Loads the first numbers of a slice, which has one for each lane, or more.
    #[inline(always)]
    fn load_slice(simd: Self::Simd, from: &[Self::Scalar]) -> Self {
        assert!(from.len() >= Self::LANES, "a number for each lane");
        // SAFETY: the slice has `LANES` numbers.
        unsafe { Self::load(simd, from.as_ptr()) }
    }

    /// Stores the lanes as contiguous numbers.
    ///
    /// # Safety
    ///
    /// `LANES` numbers must be writable.
    unsafe fn store(self, to: *mut Self::Scalar);

    /// Stores the lanes as the first numbers of a slice, which has room for them.
    #[inline(always)]
    fn store_slice(self, to: &mut [Self::Scalar]) {
        assert!(to.len() >= Self::LANES, "room for each lane");
        // SAFETY: the slice has room for `LANES` numbers.
        unsafe { self.store(to.as_mut_ptr()) };
    }

    /// `0, 1, 2, ..`: the index of each lane.
    #[inline(always)]
    fn lane_indices(simd: Self::Simd) -> Self {
        // SAFETY: there are `MAX_LANES` indices, and no register has more lanes.
        unsafe { Self::load(simd, <Self::Scalar as Vectorized>::LANE_INDICES.as_ptr()) }
    }

    /// Loads the first numbers of a slice, and zeroes where it is shorter than a register.
    #[inline(always)]
    fn load_partial(simd: Self::Simd, from: &[Self::Scalar]) -> Self {
        let mut numbers = [<Self::Scalar as Default>::default(); MAX_LANES];
        copy(from.len().min(Self::LANES), from, &mut numbers);
        // SAFETY: the array has `MAX_LANES` numbers, and no register has more lanes.
        unsafe { Self::load(simd, numbers.as_ptr()) }
    }

    /// Stores as many of the lanes as the slice has room for.
    #[inline(always)]
    fn store_partial(self, to: &mut [Self::Scalar]) {
        let mut numbers = [<Self::Scalar as Default>::default(); MAX_LANES];
        // SAFETY: the array has `MAX_LANES` numbers, and no register has more lanes.
        unsafe { self.store(numbers.as_mut_ptr()) };
        copy(to.len().min(Self::LANES), &numbers, to);
    }

    /// Stores the first half of the lanes as the first numbers of a slice that has room for them.
    #[inline(always)]
    fn store_half(self, to: &mut [Self::Scalar]) {
        let mut numbers = [<Self::Scalar as Default>::default(); MAX_LANES];
        self.store_slice(&mut numbers);
        // Of a constant number of lanes only one copy is left.
        copy(Self::LANES / 2, &numbers, or_return!(to.get_mut(..Self::LANES / 2)));
    }

    /// Loads a slice of as many numbers as there are lanes, or of fewer with zeroes behind them.
    #[inline(always)]
    fn load_few(simd: Self::Simd, from: &[Self::Scalar]) -> Self {
        if from.len() == Self::LANES { Self::load_slice(simd, from) } else { Self::load_partial(simd, from) }
    }

    /// Stores the lanes, or as many of them as the slice has room for.
    #[inline(always)]
    fn store_few(self, to: &mut [Self::Scalar]) {
        if to.len() == Self::LANES { self.store_slice(to) } else { self.store_partial(to) }
    }

    /// Loads the last `count` numbers of a slice into the last lanes, and zeroes before them; into
    /// the first lanes if the slice is shorter than a register. For reductions, in which the order
    /// of the lanes does not matter.
    #[inline(always)]
    fn load_tail(simd: Self::Simd, from: &[Self::Scalar], count: usize) -> Self {
        let Some(start) = from.len().checked_sub(Self::LANES) else {
            return Self::load_partial(simd, from.get(from.len().wrapping_sub(count)..).unwrap_or_default());
        };
        Self::load_slice(simd, &from[start..]).keep_last(count)
    }

    /// The last `count` lanes, and zeroes in those before them.
    #[must_use]
    #[inline(always)]
    fn keep_last(self, count: usize) -> Self {
        let first = self.splat_f64((Self::LANES - count) as f64);
        Self::lane_indices(self.simd()).select_less(first, self.splat_f64(0.0), self)
    }

    /// `self·factor + addend`.
    #[must_use]
    fn mul_add(self, factor: Self, addend: Self) -> Self;

    /// `addend - self·factor`, rounded once where the set has a fused instruction.
    #[must_use]
    fn neg_mul_add(self, factor: Self, addend: Self) -> Self;

    /// The greater of the two, and `other` where one of them is NaN.
    #[must_use]
    fn max(self, other: Self) -> Self;

    /// The greater of the two, and NaN where one of them is.
    #[must_use]
    fn maximum(self, other: Self) -> Self;

    /// The lesser of the two, and `other` where one of them is NaN.
    #[must_use]
    fn min(self, other: Self) -> Self;

    /// `yes` where `self < than`, `no` elsewhere, also for NaN.
    #[must_use]
    fn select_less(self, than: Self, yes: Self, no: Self) -> Self;

    /// The absolute values.
    #[must_use]
    fn abs(self) -> Self;

    /// The square roots, rounded correctly; NaN for negative numbers.
    #[must_use]
    fn sqrt(self) -> Self;

    /// The absolute values with the signs of `sign`.
    #[must_use]
    fn copysign(self, sign: Self) -> Self;

    /// The number that is added to `n` before [`exp2_shifted`](Lanes::exp2_shifted): `1.5·2^m + b`,
    /// with `m` bits of the significand behind the point and the bias `b` of the exponent.
    ///
    /// Numbers of this size have no fraction, so that adding it rounds to a whole number `n`, and
    /// the lowest bits of the sum are `n + b`.
    const EXP2_SHIFT: f64;

    /// `2^n` from the sum `n + EXP2_SHIFT` with a whole number `n`, the exponent of a normal
    /// number: the lowest bits of the sum become the exponent.
    #[must_use]
    fn exp2_shifted(self) -> Self;

    /// `(f, n)` with `x = f·2^n`, `1 <= f < 2` and a whole number `n`, for positive normal numbers
    /// `x`. For others it is any such pair.
    #[must_use]
    fn split_exponent(self) -> (Self, Self);

    /// The lanes of this register and those of another one behind them, divided into those at even
    /// and at odd places.
    #[must_use]
    fn deinterleave(self, other: Self) -> (Self, Self);

    /// The lanes of two registers by turns: the inverse of [`deinterleave`](Lanes::deinterleave).
    #[must_use]
    fn interleave(self, other: Self) -> (Self, Self);

    /// The sum of all lanes, in an order that depends on the set alone.
    fn reduce_sum(self) -> Self::Scalar;

    /// The greatest lane. Where one is NaN it is any of them.
    fn reduce_max(self) -> Self::Scalar;

    /// The register with a scalar function applied to each lane.
    #[must_use]
    fn map(self, f: impl FnMut(Self::Scalar) -> Self::Scalar) -> Self;

    /// The register with a scalar function applied to the lanes of this and another one.
    #[must_use]
    fn zip_map(self, other: Self, f: impl FnMut(Self::Scalar, Self::Scalar) -> Self::Scalar) -> Self;

    /// A register of the same set with a constant in all lanes.
    #[inline(always)]
    #[must_use]
    fn splat_f64(self, value: f64) -> Self {
        Self::splat(self.simd(), Self::Scalar::from_double(value))
    }
}

/// Copies the first `count` numbers, `MAX_LANES` at most. A loop over so few would become a call of
/// `memcpy`.
#[inline(always)]
fn copy<T: Copy>(count: usize, from: &[T], to: &mut [T]) {
    let mut done = 0;
    copy_if::<_, 16>(count, &mut done, from, to);
    copy_if::<_, 8>(count, &mut done, from, to);
    copy_if::<_, 4>(count, &mut done, from, to);
    copy_if::<_, 2>(count, &mut done, from, to);
    copy_if::<_, 1>(count, &mut done, from, to);
}

/// Copies the next `SIZE` numbers, a power of 2, if `count` has that bit.
#[inline(always)]
fn copy_if<T: Copy, const SIZE: usize>(count: usize, done: &mut usize, from: &[T], to: &mut [T]) {
    if count & SIZE != 0
        && let Some(from) = from.get(*done..).and_then(<[T]>::first_chunk::<SIZE>)
        && let Some(to) = to.get_mut(*done..).and_then(<[T]>::first_chunk_mut::<SIZE>)
    {
        *to = *from;
        *done += SIZE;
    }
}

/// The most lanes that a register has.
pub(crate) const MAX_LANES: usize = 16;

/// The registers of an element type.
#[doc(hidden)]
pub trait Vectorized: Sized + 'static {
    type Lanes<S: Simd>: Lanes<Scalar = Self, Simd = S>;

    /// The index of each lane.
    const LANE_INDICES: &'static [Self; MAX_LANES];

    /// The least positive number, which is subnormal.
    const MIN_POSITIVE: f64;
}

impl Vectorized for f32 {
    type Lanes<S: Simd> = S::F32;

    const LANE_INDICES: &'static [Self; MAX_LANES] =
        &[0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0, 11.0, 12.0, 13.0, 14.0, 15.0];

    const MIN_POSITIVE: f64 = f32::from_bits(1) as f64;
}

impl Vectorized for f64 {
    type Lanes<S: Simd> = S::F64;

    const LANE_INDICES: &'static [Self; MAX_LANES] =
        &[0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0, 11.0, 12.0, 13.0, 14.0, 15.0];

    const MIN_POSITIVE: f64 = f64::from_bits(1);
}
