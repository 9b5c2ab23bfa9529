//! Vector registers of the processor, through the crate `pulp`.

use super::sealed::Sealed;
use super::{Isa, Lanes, Simd};
use crate::kernel::tiling::Blocking;
use core::ops::{Add, Div, Mul, Sub};

/// An instruction set of `pulp`'s.
#[derive(Clone, Copy, Debug)]
pub struct Pulp<P>(pub(super) P);

/// An instruction set in the list of [`Isa`].
pub trait Listed: Copy {
    /// Returns the entry of the list.
    fn isa(self) -> Isa;
}

impl<P: pulp::Simd> Sealed for Pulp<P> {}

impl<P: pulp::Simd> Simd for Pulp<P>
where
    Pulp<P>: Listed,
{
    type F32 = PulpF32<P>;
    type F64 = PulpF64<P>;

    /// AVX-512 has as many more registers as they are longer.
    #[cfg(not(target_arch = "wasm32"))]
    const BLOCKING: Blocking = if P::F32_LANES > 8 { Blocking::WIDE } else { Blocking::FULL };
    #[cfg(target_arch = "wasm32")]
    const BLOCKING: Blocking = Blocking::MODULE;

    #[inline(always)]
    fn isa(self) -> Isa {
        Listed::isa(self)
    }

    #[inline(always)]
    fn run<R>(self, f: impl FnOnce() -> R) -> R {
        pulp::Simd::vectorize(self.0, Call(f))
    }
}

/// A closure in the form in which `pulp` calls it.
struct Call<F>(F);

impl<R, F: FnOnce() -> R> pulp::WithSimd for Call<F> {
    type Output = R;

    #[inline(always)]
    fn with_simd<P: pulp::Simd>(self, _: P) -> R {
        (self.0)()
    }
}

macro_rules! register {
    (
        $register:ident, $float:ident, $registers:ident, mantissa: $mantissa:literal, bias: $bias:literal,
        add: $add:ident, sub: $sub:ident, mul: $mul:ident, div: $div:ident, mul_add: $mul_add:ident, neg_mul_add: $neg_mul_add:ident,
        max: $max:ident, min: $min:ident, equal: $equal:ident, less: $less:ident, select: $select:ident, abs: $abs:ident, sqrt: $sqrt:ident,
        and: $and:ident, or: $or:ident, splat: $splat:ident, load_partial: $load_partial:ident, reduce_sum: $reduce_sum:ident, reduce_max: $reduce_max:ident,
        lanes: $lanes:ident, shift_left: $shift_left:expr, shift_right: $shift_right:expr
    ) => {
        /// A vector register of the set `P`.
        #[derive(Clone, Copy)]
        pub struct $register<P: pulp::Simd>(P, P::$registers);

        operators!($register: Add add $add, Sub sub $sub, Mul mul $mul, Div div $div);

        impl<P: pulp::Simd> Lanes for $register<P>
        where
            Pulp<P>: Simd,
        {
            type Scalar = $float;
            type Simd = Pulp<P>;

            const LANES: usize = P::$lanes;
            const EXP2_SHIFT: f64 = (3_u64 << ($mantissa - 1)) as f64 + $bias;

            #[inline(always)]
            fn splat(simd: Pulp<P>, value: $float) -> Self {
                $register(simd.0, simd.0.$splat(value))
            }

            #[inline(always)]
            fn simd(self) -> Pulp<P> {
                Pulp(self.0)
            }

            #[inline(always)]
            unsafe fn load(simd: Pulp<P>, from: *const $float) -> Self {
                // SAFETY: the caller says that `LANES` numbers are readable, which are as many
                // bytes as the register has; any bits are a valid register.
                $register(simd.0, unsafe { from.cast::<P::$registers>().read_unaligned() })
            }

            #[inline(always)]
            unsafe fn store(self, to: *mut $float) {
                // SAFETY: the caller says that `LANES` numbers are writable, which are as many
                // bytes as the register has.
                unsafe { to.cast::<P::$registers>().write_unaligned(self.1) }
            }

            #[inline(always)]
            fn load_partial(simd: Pulp<P>, from: &[$float]) -> Self {
                let given = simd.0.$less(Self::lane_indices(simd).1, simd.0.$splat(from.len() as $float));
                // SAFETY: the lanes whose indices are less than the length of the slice are read,
                // and no others.
                $register(simd.0, unsafe { simd.0.$load_partial(pulp::MemMask::new(given), from.as_ptr()) })
            }

            #[inline(always)]
            fn mul_add(self, factor: Self, addend: Self) -> Self {
                $register(self.0, self.0.$mul_add(self.1, factor.1, addend.1))
            }

            #[inline(always)]
            fn neg_mul_add(self, factor: Self, addend: Self) -> Self {
                $register(self.0, self.0.$neg_mul_add(self.1, factor.1, addend.1))
            }

            #[inline(always)]
            fn max(self, other: Self) -> Self {
                $register(self.0, self.0.$max(self.1, other.1))
            }

            #[inline(always)]
            fn maximum(self, other: Self) -> Self {
                // A number is equal to itself, and NaN is not.
                let greater = self.max(other);
                $register(self.0, self.0.$select(self.0.$equal(self.1, self.1), greater.1, self.1))
            }

            #[inline(always)]
            fn min(self, other: Self) -> Self {
                $register(self.0, self.0.$min(self.1, other.1))
            }

            #[inline(always)]
            fn select_less(self, than: Self, yes: Self, no: Self) -> Self {
                $register(self.0, self.0.$select(self.0.$less(self.1, than.1), yes.1, no.1))
            }

            #[inline(always)]
            fn abs(self) -> Self {
                $register(self.0, self.0.$abs(self.1))
            }

            #[inline(always)]
            fn sqrt(self) -> Self {
                $register(self.0, self.0.$sqrt(self.1))
            }

            #[inline(always)]
            fn copysign(self, sign: Self) -> Self {
                let sign = self.0.$and(sign.1, self.0.$splat(-0.0));
                $register(self.0, self.0.$or(self.abs().1, sign))
            }

            #[inline(always)]
            fn exp2_shifted(self) -> Self {
                $register(self.0, $shift_left(self.0, self.1))
            }

            #[inline(always)]
            fn split_exponent(self) -> (Self, Self) {
                let (simd, unit) = (self.0, (1_u64 << $mantissa) as $float);
                let mantissa = simd.$and(self.1, simd.$splat($float::from_bits((1 << $mantissa) - 1)));
                let fraction = simd.$or(mantissa, simd.$splat(1.0));
                // As the lowest bits of a number without a fraction, the exponent becomes a number
                // itself.
                let exponent = simd.$or($shift_right(simd, self.1), simd.$splat(unit));
                ($register(simd, fraction), $register(simd, simd.$sub(exponent, simd.$splat(unit + $bias))))
            }

            #[inline(always)]
            fn deinterleave(self, other: Self) -> (Self, Self) {
                // The compiler makes two shuffles of this.
                let (mut even, mut odd) = (self.1, other.1);
                let both = [self.1, other.1];
                let (pairs, _) = bytemuck::cast_slice::<P::$registers, $float>(&both).as_chunks();
                let evens = bytemuck::cast_slice_mut::<P::$registers, $float>(core::slice::from_mut(&mut even));
                let odds = bytemuck::cast_slice_mut::<P::$registers, $float>(core::slice::from_mut(&mut odd));
                for ((even, odd), &[first, second]) in evens.iter_mut().zip(odds).zip(pairs) {
                    (*even, *odd) = (first, second);
                }
                ($register(self.0, even), $register(self.0, odd))
            }

            #[inline(always)]
            fn interleave(self, other: Self) -> (Self, Self) {
                // The compiler makes two shuffles of this.
                let mut both = [self.1; 2];
                let numbers = bytemuck::cast_slice_mut::<P::$registers, $float>(&mut both);
                let even = bytemuck::cast_slice::<P::$registers, $float>(core::slice::from_ref(&self.1));
                let odd = bytemuck::cast_slice::<P::$registers, $float>(core::slice::from_ref(&other.1));
                for (pair, (&even, &odd)) in numbers.as_chunks_mut::<2>().0.iter_mut().zip(even.iter().zip(odd)) {
                    *pair = [even, odd];
                }
                ($register(self.0, both[0]), $register(self.0, both[1]))
            }

            #[inline(always)]
            fn reduce_sum(self) -> $float {
                self.0.$reduce_sum(self.1)
            }

            #[inline(always)]
            fn reduce_max(self) -> $float {
                self.0.$reduce_max(self.1)
            }

            #[inline(always)]
            fn map(self, mut f: impl FnMut($float) -> $float) -> Self {
                let mut register = self.1;
                for number in bytemuck::cast_slice_mut::<P::$registers, $float>(core::slice::from_mut(&mut register)) {
                    *number = f(*number);
                }
                $register(self.0, register)
            }

            #[inline(always)]
            fn zip_map(self, other: Self, mut f: impl FnMut($float, $float) -> $float) -> Self {
                let mut register = self.1;
                let numbers = bytemuck::cast_slice_mut::<P::$registers, $float>(core::slice::from_mut(&mut register));
                let others = bytemuck::cast_slice::<P::$registers, $float>(core::slice::from_ref(&other.1));
                for (number, &other) in numbers.iter_mut().zip(others) {
                    *number = f(*number, other);
                }
                $register(self.0, register)
            }
        }
    };
}

macro_rules! operators {
    ($register:ident: $($operator:ident $function:ident $instruction:ident),*) => {
        $(
            impl<P: pulp::Simd> $operator for $register<P> {
                type Output = Self;

                #[inline(always)]
                fn $function(self, other: Self) -> Self {
                    $register(self.0, self.0.$instruction(self.1, other.1))
                }
            }
        )*
    };
}

register!(
    PulpF32, f32, f32s, mantissa: 23, bias: 127.0,
    add: add_f32s, sub: sub_f32s, mul: mul_f32s, div: div_f32s, mul_add: mul_add_e_f32s, neg_mul_add: negate_mul_add_e_f32s,
    max: max_f32s, min: min_f32s, equal: equal_f32s, less: less_than_f32s, select: select_f32s, abs: abs_f32s, sqrt: sqrt_f32s,
    and: and_f32s, or: or_f32s, splat: splat_f32s, load_partial: mask_load_ptr_f32s, reduce_sum: reduce_sum_f32s, reduce_max: reduce_max_f32s,
    lanes: F32_LANES,
    shift_left: |simd: P, bits| simd.transmute_f32s_u32s(simd.wrapping_dyn_shl_u32s(simd.transmute_u32s_f32s(bits), simd.splat_u32s(23))),
    shift_right: |simd: P, bits| simd.transmute_f32s_u32s(simd.wrapping_dyn_shr_u32s(simd.transmute_u32s_f32s(bits), simd.splat_u32s(23)))
);

register!(
    PulpF64, f64, f64s, mantissa: 52, bias: 1023.0,
    add: add_f64s, sub: sub_f64s, mul: mul_f64s, div: div_f64s, mul_add: mul_add_e_f64s, neg_mul_add: negate_mul_add_e_f64s,
    max: max_f64s, min: min_f64s, equal: equal_f64s, less: less_than_f64s, select: select_f64s, abs: abs_f64s, sqrt: sqrt_f64s,
    and: and_f64s, or: or_f64s, splat: splat_f64s, load_partial: mask_load_ptr_f64s, reduce_sum: reduce_sum_f64s, reduce_max: reduce_max_f64s,
    lanes: F64_LANES,
    // `pulp` has no shift of 64 bits for all sets; the compiler makes one of this where there is.
    shift_left: |_: P, mut bits: P::f64s| {
        for number in bytemuck::cast_slice_mut::<P::f64s, u64>(core::slice::from_mut(&mut bits)) {
            *number <<= 52;
        }
        bits
    },
    shift_right: |_: P, mut bits: P::f64s| {
        for number in bytemuck::cast_slice_mut::<P::f64s, u64>(core::slice::from_mut(&mut bits)) {
            *number >>= 52;
        }
        bits
    }
);
