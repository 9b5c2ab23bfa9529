//! Registers of the processor, through `pulp`.

use super::sealed::Sealed;
use super::{Lanes, Simd, WithSimd, vectorize};
use core::ops::{Add, Div, Mul, Sub};

/// An instruction set of `pulp`'s.
#[derive(Clone, Copy, Debug)]
pub struct Pulp<P>(P);

/// The sets for which passes are compiled, each under the conditions under which it exists, with its name among [`PulpIsa`].
macro_rules! isas {
    ($($(#[$condition:meta])* $name:ident: $isa:ty;)*) => {
        /// A set of `pulp`'s, whichever it is.
        #[derive(Clone, Copy, Debug)]
        pub enum PulpIsa {
            $($(#[$condition])* $name(Pulp<$isa>),)*
        }

        impl PulpIsa {
            /// Runs `work` with the set.
            #[inline(always)]
            pub(super) fn with<W: WithSimd>(self, work: W) -> W::Output {
                match self {
                    $($(#[$condition])* PulpIsa::$name(set) => work.with_simd(set),)*
                    #[allow(unreachable_patterns)] // There may be none.
                    _ => work.with_simd(super::Portable),
                }
            }

            /// Those that the processor has, the best first, with their names.
            #[cfg(test)]
            pub(super) fn available() -> impl Iterator<Item = (&'static str, Self)> {
                let sets: &[Option<(&'static str, Self)>] = &[
                    $($(#[$condition])* <$isa>::try_new().map(|set| (stringify!($name), PulpIsa::$name(Pulp(set)))),)*
                ];
                alloc::vec::Vec::from(sets).into_iter().flatten()
            }

            /// Runs `work`, compiled for the set.
            #[cfg(test)]
            pub(super) fn run<W: WithSimd>(self, work: W) -> W::Output {
                match self {
                    $($(#[$condition])* PulpIsa::$name(Pulp(set)) => with(set, work),)*
                    #[allow(unreachable_patterns)] // There may be none.
                    _ => work.with_simd(super::Portable),
                }
            }
        }

        $(
            $(#[$condition])*
            impl Sealed for Pulp<$isa> {}

            $(#[$condition])*
            impl Simd for Pulp<$isa> {
                type F32 = PulpF32<$isa>;
                type F64 = PulpF64<$isa>;

                const KNOWS_SIZES: bool = true;

                #[inline(always)]
                fn isa(self) -> super::Isa {
                    super::Isa::Pulp(PulpIsa::$name(self))
                }

                #[inline(always)]
                fn run<R>(self, f: impl FnOnce() -> R) -> R {
                    pulp::Simd::vectorize(self.0, Call(f))
                }
            }
        )*
    };
}

isas! {
    #[cfg(all(target_arch = "x86_64", feature = "avx512"))]
    Avx512: pulp::x86::V4;
    #[cfg(target_arch = "x86_64")]
    Avx2: pulp::x86::V3;
    #[cfg(target_arch = "aarch64")]
    Neon: pulp::aarch64::Neon;
    #[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
    Simd128: pulp::wasm::Simd128;
}

/// A function in the form in which `pulp` calls it.
struct Call<F>(F);

impl<R, F: FnOnce() -> R> pulp::WithSimd for Call<F> {
    type Output = R;

    #[inline(always)]
    fn with_simd<P: pulp::Simd>(self, _: P) -> R {
        (self.0)()
    }
}

/// Runs `work` with a set that the processor has, compiled for it.
#[inline(always)]
fn with<P, W: WithSimd>(set: P, work: W) -> W::Output
where
    P: pulp::Simd,
    Pulp<P>: Simd,
{
    vectorize!(Pulp(set), work.with_simd(Pulp(set)))
}

/// Runs `work` with the best set: of those that the processor has, or, without the standard library, that the program is compiled for.
#[inline(always)]
pub(super) fn dispatch<W: WithSimd>(work: W) -> W::Output {
    #[cfg(target_arch = "x86_64")]
    {
        #[cfg(feature = "avx512")]
        if let Some(set) = pulp::x86::V4::try_new() {
            return with(set, work);
        }
        if let Some(set) = pulp::x86::V3::try_new() {
            return with(set, work);
        }
    }
    #[cfg(target_arch = "aarch64")]
    if let Some(set) = pulp::aarch64::Neon::try_new() {
        return with(set, work);
    }
    #[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
    if let Some(set) = pulp::wasm::Simd128::try_new() {
        return with(set, work);
    }
    without_set(work)
}

/// Runs `work` where there is no set. Were it part of the function above, what it has on the stack
/// would be there besides what the function of a set has.
#[inline(never)]
fn without_set<W: WithSimd>(work: W) -> W::Output {
    work.with_simd(super::Portable)
}

macro_rules! register {
    (
        $register:ident, $float:ident, $registers:ident, mantissa: $mantissa:literal, bias: $bias:literal,
        add: $add:ident, sub: $sub:ident, mul: $mul:ident, div: $div:ident, mul_add: $mul_add:ident, neg_mul_add: $neg_mul_add:ident, sqrt: $sqrt:ident,
        max: $max:ident, min: $min:ident, less: $less:ident, select: $select:ident, abs: $abs:ident,
        and: $and:ident, or: $or:ident, splat: $splat:ident, load_partial: $load_partial:ident, sum: $sum:ident, largest: $largest:ident,
        lanes: $lanes:ident, left: $left:expr, right: $right:expr
    ) => {
        /// A register of the set `P`.
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
                // SAFETY: the caller says that `LANES` numbers are readable, which are as many bytes as the register has; it may have any content.
                $register(simd.0, unsafe { from.cast::<P::$registers>().read_unaligned() })
            }

            #[inline(always)]
            unsafe fn store(self, to: *mut $float) {
                // SAFETY: the caller says that `LANES` numbers are writable, which are as many bytes as the register has.
                unsafe { to.cast::<P::$registers>().write_unaligned(self.1) }
            }

            #[inline(always)]
            fn load_partial(simd: Pulp<P>, from: &[$float]) -> Self {
                let given = simd.0.$less(Self::lane_indices(simd).1, simd.0.$splat(from.len() as $float));
                // SAFETY: the numbers whose places are less than the length of the slice are in it; no others are read.
                $register(simd.0, unsafe { simd.0.$load_partial(pulp::MemMask::new(given), from.as_ptr()) })
            }

            #[inline(always)]
            fn mul_add(self, factor: Self, summand: Self) -> Self {
                $register(self.0, self.0.$mul_add(self.1, factor.1, summand.1))
            }

            #[inline(always)]
            fn neg_mul_add(self, factor: Self, minuend: Self) -> Self {
                $register(self.0, self.0.$neg_mul_add(self.1, factor.1, minuend.1))
            }

            #[inline(always)]
            fn max(self, other: Self) -> Self {
                $register(self.0, self.0.$max(self.1, other.1))
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
            fn copysign(self, sign: Self) -> Self {
                let sign = self.0.$and(sign.1, self.0.$splat(-0.0));
                $register(self.0, self.0.$or(self.abs().1, sign))
            }

            #[inline(always)]
            fn exp2_shifted(self) -> Self {
                $register(self.0, $left(self.0, self.1))
            }

            #[inline(always)]
            fn split_exponent(self) -> (Self, Self) {
                let (set, unit) = (self.0, (1_u64 << $mantissa) as $float);
                let places = set.$and(self.1, set.$splat($float::from_bits((1 << $mantissa) - 1)));
                let fraction = set.$or(places, set.$splat(1.0));
                // As the lowest bits of a number without places behind the point, the exponent becomes a number itself.
                let exponent = set.$or($right(set, self.1), set.$splat(unit));
                ($register(set, fraction), $register(set, set.$sub(exponent, set.$splat(unit + $bias))))
            }

            #[inline(always)]
            fn square_root(self) -> Self {
                $register(self.0, self.0.$sqrt(self.1))
            }

            #[inline(always)]
            fn reduce_sum(self) -> $float {
                self.0.$sum(self.1)
            }

            #[inline(always)]
            fn reduce_max(self) -> $float {
                self.0.$largest(self.1)
            }

            #[inline(always)]
            fn map(self, mut f: impl FnMut($float) -> $float) -> Self {
                let mut register = self.1;
                for number in bytemuck::cast_slice_mut::<P::$registers, $float>(core::slice::from_mut(&mut register)) {
                    *number = f(*number);
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
    add: add_f32s, sub: sub_f32s, mul: mul_f32s, div: div_f32s, mul_add: mul_add_e_f32s, neg_mul_add: negate_mul_add_e_f32s, sqrt: sqrt_f32s,
    max: max_f32s, min: min_f32s, less: less_than_f32s, select: select_f32s, abs: abs_f32s,
    and: and_f32s, or: or_f32s, splat: splat_f32s, load_partial: mask_load_ptr_f32s, sum: reduce_sum_f32s, largest: reduce_max_f32s,
    lanes: F32_LANES,
    left: |set: P, bits| set.transmute_f32s_u32s(set.wrapping_dyn_shl_u32s(set.transmute_u32s_f32s(bits), set.splat_u32s(23))),
    right: |set: P, bits| set.transmute_f32s_u32s(set.wrapping_dyn_shr_u32s(set.transmute_u32s_f32s(bits), set.splat_u32s(23)))
);

register!(
    PulpF64, f64, f64s, mantissa: 52, bias: 1023.0,
    add: add_f64s, sub: sub_f64s, mul: mul_f64s, div: div_f64s, mul_add: mul_add_e_f64s, neg_mul_add: negate_mul_add_e_f64s, sqrt: sqrt_f64s,
    max: max_f64s, min: min_f64s, less: less_than_f64s, select: select_f64s, abs: abs_f64s,
    and: and_f64s, or: or_f64s, splat: splat_f64s, load_partial: mask_load_ptr_f64s, sum: reduce_sum_f64s, largest: reduce_max_f64s,
    lanes: F64_LANES,
    // There are no shifts of 64 bits for all sets; the compiler makes one of this where there is.
    left: |_: P, mut bits: P::f64s| {
        for number in bytemuck::cast_slice_mut::<P::f64s, u64>(core::slice::from_mut(&mut bits)) {
            *number <<= 52;
        }
        bits
    },
    right: |_: P, mut bits: P::f64s| {
        for number in bytemuck::cast_slice_mut::<P::f64s, u64>(core::slice::from_mut(&mut bits)) {
            *number >>= 52;
        }
        bits
    }
);
