//! Instruction sets as types: registers of numbers, and the choice of the best set when the program runs.
//!
//! A kernel is written once over [`Lanes`], and compiled for every set. The set is a value that only a processor which has it can get hold of, and
//! a pass through a network hands it down to every layer, so that the processor is looked at once.

#[cfg(test)]
pub(crate) mod isas;
mod portable;
#[cfg(feature = "simd")]
mod pulp;
mod vectorize;

use crate::kernel::scalar::Real;
use core::ops::{Add, Div, Mul, Sub};

pub(crate) use portable::OneLane;
pub use portable::Portable;
pub use vectorize::vectorize;

mod sealed {
    /// Instruction sets are the library's own.
    pub trait Sealed {}
}

/// An instruction set, as a value that proves that the processor has it.
///
/// A pass gives it to every layer, and a layer hands it on to the layers inside it. A loop of its
/// own is compiled for the set where it stands in [`vectorize!`](crate::simd::vectorize), and
/// elsewhere for what the whole program is compiled for.
///
/// ```
/// use netwright::layer::prelude::*;
/// use netwright::simd::{Portable, Simd, vectorize};
///
/// #[derive(Parameters)]
/// struct Half<const N: usize>;
///
/// impl<T: Real, const N: usize> Layer<T> for Half<N> {
///     type In = Const<N>;
///     type Out = Const<N>;
///     type Scratch = ();
///
///     fn infer<B: Dim, S: Simd>(&self, simd: S, Infer { input: x, output: mut y, .. }: Infer<'_, T, Self, B>) {
///         let half = T::from_double(0.5);
///         vectorize!(simd, y.elements_mut().iter_mut().zip(x.elements()).for_each(|(y, &x)| *y = x * half));
///     }
/// }
///
/// let (x, mut y) = ([1.0_f32, 2.0], [0.0; 2]);
/// let input = View::<_, Const<2>, Const<1>>::from_slice(&x);
/// let output = ViewMut::<_, Const<2>, Const<1>>::from_slice(&mut y);
/// Half.infer(Portable, Infer::new(input, output));
/// assert_eq!(y, [0.5, 1.0]);
/// ```
pub trait Simd: sealed::Sealed + Copy + Send + Sync + 'static {
    /// A register of single precision.
    #[doc(hidden)]
    type F32: Lanes<Scalar = f32, Simd = Self>;

    /// A register of double precision.
    #[doc(hidden)]
    type F64: Lanes<Scalar = f64, Simd = Self>;

    /// Whether small layers are compiled for their sizes, which takes time to build: not for a set that is there for old processors only.
    #[doc(hidden)]
    const KNOWS_SIZES: bool;

    /// Whether there are only a few kinds of blocks in products, each of which takes time to build: for sets that few processors are left with.
    #[doc(hidden)]
    const IS_LEAN: bool = false;

    /// The set as a value, for functions that are compiled once for all networks.
    #[doc(hidden)]
    fn isa(self) -> Isa;

    /// Calls `f` in a function that is compiled for this set, as
    /// [`vectorize!`](crate::simd::vectorize) does, which says what it takes to profit from it.
    fn run<R>(self, f: impl FnOnce() -> R) -> R;
}

/// Several numbers side by side, as a register holds them.
///
/// Every operation works on each place by itself. A product that is added (`mul_add`) is rounded once where the set has such an instruction.
#[doc(hidden)]
pub trait Lanes: Copy + Add<Output = Self> + Sub<Output = Self> + Mul<Output = Self> + Div<Output = Self> {
    type Scalar: Real;
    type Simd: Simd;

    /// How many numbers there are.
    const LANES: usize;

    /// The same number at each place.
    fn splat(simd: Self::Simd, value: Self::Scalar) -> Self;

    /// The set that the register belongs to.
    fn simd(self) -> Self::Simd;

    /// `LANES` numbers in a row.
    ///
    /// # Safety
    ///
    /// They must be readable.
    unsafe fn load(simd: Self::Simd, from: *const Self::Scalar) -> Self;

    /// The numbers of a slice of `LANES`, or more.
    #[inline(always)]
    fn load_slice(simd: Self::Simd, from: &[Self::Scalar]) -> Self {
        assert!(from.len() >= Self::LANES, "as many numbers as a register has");
        // SAFETY: the slice has `LANES` numbers.
        unsafe { Self::load(simd, from.as_ptr()) }
    }

    /// Writes the numbers in a row.
    ///
    /// # Safety
    ///
    /// `LANES` numbers must be writable.
    unsafe fn store(self, to: *mut Self::Scalar);

    /// Writes the first `LANES` numbers of a slice.
    #[inline(always)]
    fn store_slice(self, to: &mut [Self::Scalar]) {
        assert!(to.len() >= Self::LANES, "as many numbers as a register has");
        // SAFETY: the slice has room for `LANES` numbers.
        unsafe { self.store(to.as_mut_ptr()) };
    }

    /// `0, 1, 2, ..`: the number of each place.
    #[inline(always)]
    fn lane_indices(simd: Self::Simd) -> Self {
        // SAFETY: there are `MAX_LANES` places, and no register has more.
        unsafe { Self::load(simd, <Self::Scalar as Vectorized>::LANE_INDICES.as_ptr()) }
    }

    /// The first numbers of a slice, `LANES` at most, and zeroes where it is shorter.
    #[inline(always)]
    fn load_partial(simd: Self::Simd, from: &[Self::Scalar]) -> Self {
        let mut numbers = [<Self::Scalar as Default>::default(); MAX_LANES];
        copy(from.len().min(Self::LANES), from, &mut numbers);
        // SAFETY: the array has `MAX_LANES` numbers, and no register has more.
        unsafe { Self::load(simd, numbers.as_ptr()) }
    }

    /// Writes as many of the numbers as the slice has room for.
    #[inline(always)]
    fn store_partial(self, to: &mut [Self::Scalar]) {
        let mut numbers = [<Self::Scalar as Default>::default(); MAX_LANES];
        // SAFETY: the array has `MAX_LANES` numbers, and no register has more.
        unsafe { self.store(numbers.as_mut_ptr()) };
        copy(to.len().min(Self::LANES), &numbers, to);
    }

    /// The last `count` numbers of a slice at their places in a register that ends with it, and zeroes before them; at the first places if the slice is
    /// shorter than a register. For sums over lines, whose order within the last register does not matter.
    #[inline(always)]
    fn load_tail(simd: Self::Simd, from: &[Self::Scalar], count: usize) -> Self {
        let Some(start) = from.len().checked_sub(Self::LANES) else {
            return Self::load_partial(simd, from.get(from.len().wrapping_sub(count)..).unwrap_or_default());
        };
        Self::load_slice(simd, &from[start..]).last(count)
    }

    /// The last `count` numbers, and zeroes before them.
    #[must_use]
    #[inline(always)]
    fn last(self, count: usize) -> Self {
        let places = Self::lane_indices(self.simd());
        let first = self.splat_f64((Self::LANES - count) as f64);
        places.select_less(first, self.splat_f64(0.0), self)
    }

    /// `self·factor + summand`.
    #[must_use]
    fn mul_add(self, factor: Self, summand: Self) -> Self;

    /// `minuend - self·factor`, rounded once where the set has such an instruction.
    #[must_use]
    fn neg_mul_add(self, factor: Self, minuend: Self) -> Self;

    /// The larger of the two, and `other` where one of them is NaN.
    #[must_use]
    fn max(self, other: Self) -> Self;

    /// The smaller of the two, and `other` where one of them is NaN.
    #[must_use]
    fn min(self, other: Self) -> Self;

    /// `yes` where `self < than`, `no` elsewhere, also for NaN.
    #[must_use]
    fn select_less(self, than: Self, yes: Self, no: Self) -> Self;

    /// The absolute values.
    #[must_use]
    fn abs(self) -> Self;

    /// The absolute values with the signs of `sign`.
    #[must_use]
    fn copysign(self, sign: Self) -> Self;

    /// What is added to a number to have [`exp2_shifted`](Lanes::exp2_shifted) see it: `1.5·2^m + b`, where `m` bits of a number are behind the
    /// point of its significand and `b` is the bias of the exponent.
    ///
    /// Sums of this size have no places behind the point, so that adding it rounds to a whole number `n`, and their lowest bits are `n + b`.
    const EXP2_SHIFT: f64;

    /// `2^n` of the sums `n + EXP2_SHIFT` with whole numbers `n`, as large as exponents of normal numbers are: their lowest bits become the exponent.
    #[must_use]
    fn exp2_shifted(self) -> Self;

    /// `2^n` of whole numbers `n`, as large as exponents of normal numbers are.
    #[inline(always)]
    #[must_use]
    fn power_of_two(self) -> Self {
        (self + self.splat_f64(Self::EXP2_SHIFT)).exp2_shifted()
    }

    /// `(f, n)` with `x = f·2^n`, `1 <= f < 2` and a whole number `n`, of positive normal numbers `x`. For others it is any such pair.
    #[must_use]
    fn split_exponent(self) -> (Self, Self);

    /// The square roots.
    #[must_use]
    fn square_root(self) -> Self;

    /// The sum of all numbers, in an order that depends on the set alone.
    fn reduce_sum(self) -> Self::Scalar;

    /// The largest number. Where one is NaN it is any of them.
    fn reduce_max(self) -> Self::Scalar;

    /// A function of one number at each place.
    #[must_use]
    fn map(self, f: impl FnMut(Self::Scalar) -> Self::Scalar) -> Self;

    /// A constant.
    #[inline(always)]
    #[must_use]
    fn splat_f64(self, value: f64) -> Self {
        Self::splat(self.simd(), Self::Scalar::from_double(value))
    }
}

/// Copies the first `count` numbers, `MAX_LANES` at most. A loop over so few would become a call
/// that copies memory.
#[inline(always)]
fn copy<T: Copy>(count: usize, from: &[T], to: &mut [T]) {
    let mut done = 0;
    copy_if::<_, 16>(count, &mut done, from, to);
    copy_if::<_, 8>(count, &mut done, from, to);
    copy_if::<_, 4>(count, &mut done, from, to);
    copy_if::<_, 2>(count, &mut done, from, to);
    copy_if::<_, 1>(count, &mut done, from, to);
}

/// Copies the next `SIZE` numbers, a power of 2, if it is part of `count`.
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

/// The most numbers that a register has.
pub(crate) const MAX_LANES: usize = 16;

/// The registers of an element type.
#[doc(hidden)]
pub trait Vectorized: Sized + 'static {
    type Lanes<S: Simd>: Lanes<Scalar = Self, Simd = S>;

    /// The number of each place of a register.
    const LANE_INDICES: &'static [Self; MAX_LANES];

    /// The least positive number.
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

/// An instruction set, whichever it is. As long as there is one, the processor has it.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub enum Isa {
    Portable,
    OneLane,
    #[cfg(feature = "simd")]
    Pulp(pulp::PulpIsa),
}

impl Isa {
    /// Runs `work` with the set.
    #[inline(always)]
    pub(crate) fn with<W: WithSimd>(self, work: W) -> W::Output {
        match self {
            // One number at a time is for what does not fill a register.
            Isa::Portable | Isa::OneLane => work.with_simd(Portable),
            #[cfg(feature = "simd")]
            Isa::Pulp(set) => set.with(work),
        }
    }
}

/// What can be run with any instruction set.
pub(crate) trait WithSimd {
    type Output;

    fn with_simd<S: Simd>(self, simd: S) -> Self::Output;
}

/// Runs `work`, compiled for the best instruction set that the processor has. What it calls must be inlined into it to profit.
///
/// Without the standard library nothing is looked up: what counts is what the program was compiled for.
#[inline(always)]
pub(crate) fn dispatch<W: WithSimd>(work: W) -> W::Output {
    #[cfg(feature = "simd")]
    return pulp::dispatch(work);
    #[cfg(not(feature = "simd"))]
    work.with_simd(Portable)
}
