//! Registers as arrays, of which the compiler makes vector registers where it can: the fallback for
//! processors without a set of [`Isa`], and the reference for all others in tests.

use super::sealed::Sealed;
use super::{Isa, Lanes, Simd};
use crate::kernel::tiling::Blocking;
use core::array::from_fn;
use core::ops::{Add, Div, Mul, Sub};

/// The instruction set that the program is compiled for, as the compiler uses it: SSE2 on x86-64,
/// unless a compiler flag says more.
#[derive(Clone, Copy, Debug)]
pub struct Portable;

/// Scalar code, in the form of registers with one lane.
#[derive(Clone, Copy, Debug)]
pub(crate) struct OneLane;

/// The bytes of a vector register of the target; none if it has only scalar ones.
const BYTES: usize = if cfg!(target_feature = "avx512f") {
    64
} else if cfg!(target_feature = "avx") {
    32
} else if cfg!(any(target_feature = "sse2", target_feature = "neon", target_feature = "simd128")) {
    16
} else {
    0
};

const fn lanes(bytes: usize) -> usize {
    if BYTES == 0 { 1 } else { BYTES / bytes }
}

/// Calls a function. Without optimisation this is a function of its own, as for other sets, so that
/// not everything lies on the stack at once. Otherwise it is inlined: the optimiser has to see the
/// length of the memory that a pass works in, to prove that no bound is exceeded.
#[cfg_attr(debug_assertions, inline)]
#[cfg_attr(not(debug_assertions), inline(always))]
fn call<R>(f: impl FnOnce() -> R) -> R {
    f()
}

macro_rules! isa {
    ($isa:ident, $lanes_f32:expr, $lanes_f64:expr, $blocking:expr) => {
        impl Sealed for $isa {}

        impl Simd for $isa {
            type F32 = ArrayLanes<f32, { $lanes_f32 }, $isa>;
            type F64 = ArrayLanes<f64, { $lanes_f64 }, $isa>;

            const BLOCKING: Blocking = $blocking;

            #[inline(always)]
            fn isa(self) -> Isa {
                Isa::$isa
            }

            #[inline(always)]
            fn run<R>(self, f: impl FnOnce() -> R) -> R {
                call(f)
            }
        }
    };
}

/// Small layers are compiled for their sizes where this is the only set. With explicit vector
/// instructions most processors have a better one.
const BLOCKING: Blocking = if cfg!(feature = "simd") {
    Blocking::FEW
} else {
    Blocking { small_layer: Blocking::FULL.small_layer, convolution: (8, 4), ..Blocking::FEW }
};

isa!(Portable, lanes(4), lanes(8), BLOCKING);
isa!(OneLane, 1, 1, Blocking::FEW);

/// A register of `N` lanes, for the set `S`.
#[derive(Clone, Copy, Debug)]
pub struct ArrayLanes<T, const N: usize, S>(pub(crate) [T; N], S);

macro_rules! operator {
    ($operator:ident $function:ident) => {
        impl<T: Copy + $operator<Output = T>, const N: usize, S> $operator for ArrayLanes<T, N, S> {
            type Output = Self;

            #[inline(always)]
            fn $function(self, other: Self) -> Self {
                ArrayLanes(from_fn(|i| self.0[i].$function(other.0[i])), self.1)
            }
        }
    };
}

operator!(Add add);
operator!(Sub sub);
operator!(Mul mul);
operator!(Div div);

macro_rules! lanes {
    ($float:ident, $bits:ident, mantissa: $mantissa:literal, bias: $bias:literal) => {
        impl<S: Simd, const N: usize> Lanes for ArrayLanes<$float, N, S> {
            type Scalar = $float;
            type Simd = S;

            const LANES: usize = N;
            const EXP2_SHIFT: f64 = (3_u64 << ($mantissa - 1)) as f64 + $bias;

            #[inline(always)]
            fn splat(simd: S, value: $float) -> Self {
                ArrayLanes([value; N], simd)
            }

            #[inline(always)]
            fn simd(self) -> S {
                self.1
            }

            #[inline(always)]
            unsafe fn load(simd: S, from: *const $float) -> Self {
                // SAFETY: the caller says that `LANES` numbers are readable, and an array needs no
                // more alignment than they.
                ArrayLanes(unsafe { from.cast::<[$float; N]>().read() }, simd)
            }

            #[inline(always)]
            unsafe fn store(self, to: *mut $float) {
                // SAFETY: the caller says that `LANES` numbers are writable, and an array needs no
                // more alignment than they.
                unsafe { to.cast::<[$float; N]>().write(self.0) }
            }

            #[inline(always)]
            fn mul_add(self, factor: Self, addend: Self) -> Self {
                // `f32::mul_add` would be a call of the C library on processors without the
                // instruction.
                ArrayLanes(from_fn(|i| self.0[i] * factor.0[i] + addend.0[i]), self.1)
            }

            #[inline(always)]
            fn neg_mul_add(self, factor: Self, addend: Self) -> Self {
                ArrayLanes(from_fn(|i| addend.0[i] - self.0[i] * factor.0[i]), self.1)
            }

            #[inline(always)]
            fn max(self, other: Self) -> Self {
                ArrayLanes(from_fn(|i| if self.0[i] > other.0[i] { self.0[i] } else { other.0[i] }), self.1)
            }

            #[inline(always)]
            fn maximum(self, other: Self) -> Self {
                let greater = self.max(other);
                ArrayLanes(from_fn(|i| if self.0[i].is_nan() { self.0[i] } else { greater.0[i] }), self.1)
            }

            #[inline(always)]
            fn min(self, other: Self) -> Self {
                ArrayLanes(from_fn(|i| if self.0[i] < other.0[i] { self.0[i] } else { other.0[i] }), self.1)
            }

            #[inline(always)]
            fn select_less(self, than: Self, yes: Self, no: Self) -> Self {
                ArrayLanes(from_fn(|i| if self.0[i] < than.0[i] { yes.0[i] } else { no.0[i] }), self.1)
            }

            #[inline(always)]
            fn abs(self) -> Self {
                ArrayLanes(self.0.map($float::abs), self.1)
            }

            #[inline(always)]
            fn sqrt(self) -> Self {
                ArrayLanes(self.0.map(nalgebra::ComplexField::sqrt), self.1)
            }

            #[inline(always)]
            fn copysign(self, sign: Self) -> Self {
                ArrayLanes(from_fn(|i| self.0[i].copysign(sign.0[i])), self.1)
            }

            #[inline(always)]
            fn exp2_shifted(self) -> Self {
                ArrayLanes(self.0.map(|n| $float::from_bits(n.to_bits() << $mantissa)), self.1)
            }

            #[inline(always)]
            fn split_exponent(self) -> (Self, Self) {
                let unit = (1_u64 << $mantissa) as $float;
                let fraction =
                    |x: $float| $float::from_bits(x.to_bits() & ((1 << $mantissa) - 1) | (1.0 as $float).to_bits());
                // As the lowest bits of a number without a fraction, the exponent becomes a number
                // itself.
                let exponent =
                    |x: $float| $float::from_bits(x.to_bits() >> $mantissa | unit.to_bits()) - (unit + $bias);
                (ArrayLanes(self.0.map(fraction), self.1), ArrayLanes(self.0.map(exponent), self.1))
            }

            #[inline(always)]
            fn deinterleave(self, other: Self) -> (Self, Self) {
                let number = |i: usize| if i < N { self.0[i] } else { other.0[i - N] };
                (ArrayLanes(from_fn(|i| number(2 * i)), self.1), ArrayLanes(from_fn(|i| number(2 * i + 1)), self.1))
            }

            #[inline(always)]
            fn interleave(self, other: Self) -> (Self, Self) {
                let number = |i: usize| if i % 2 == 0 { self.0[i / 2] } else { other.0[i / 2] };
                (ArrayLanes(from_fn(number), self.1), ArrayLanes(from_fn(|i| number(N + i)), self.1))
            }

            #[inline(always)]
            fn reduce_sum(self) -> $float {
                // Half to half, as registers are reduced.
                let (mut sums, mut width) = (self.0, N);
                while width > 1 {
                    width /= 2;
                    for i in 0..width {
                        sums[i] += sums[i + width];
                    }
                }
                sums[0]
            }

            #[inline(always)]
            fn reduce_max(self) -> $float {
                self.0.into_iter().fold(self.0[0], |max, number| if number > max { number } else { max })
            }

            #[inline(always)]
            fn map(self, f: impl FnMut($float) -> $float) -> Self {
                ArrayLanes(self.0.map(f), self.1)
            }

            #[inline(always)]
            fn zip_map(self, other: Self, mut f: impl FnMut($float, $float) -> $float) -> Self {
                ArrayLanes(from_fn(|i| f(self.0[i], other.0[i])), self.1)
            }
        }
    };
}

lanes!(f32, u32, mantissa: 23, bias: 127.0);
lanes!(f64, u64, mantissa: 52, bias: 1023.0);
