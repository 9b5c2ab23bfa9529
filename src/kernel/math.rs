//! Elementary functions without branches, so that loops over them are compiled to vector instructions.
//!
//! They use no fused multiplication, and so give the same bits on every machine. The errors are tested: at most 2 units in the last place in
//! single precision, over the whole range and among subnormal results too, and 4 in double precision where results are normal.

/// Elementary functions of an element type. The names are those that nothing else in scope has.
pub trait Elementary {
    /// `exp(x)`.
    #[must_use]
    fn exponential(self) -> Self;

    /// `tanh(x)`.
    #[must_use]
    fn hyperbolic_tangent(self) -> Self;

    /// `1 / (1 + exp(-x))`.
    #[must_use]
    fn logistic(self) -> Self;
}

/// The constants of the functions in one precision.
///
/// `exp(x)` is `2^n · exp(r)` with the whole number `n` nearest to `x / ln 2` and `|r| <= ln 2 / 2`. `n·ln 2` is subtracted in two parts, of which the first is
/// exact, and `exp(r)` is its Taylor series. (W. J. Cody and W. Waite, "Software manual for the elementary functions", 1980.)
macro_rules! elementary {
    (
        $float:ident, $int:ident, $bits:ident,
        mantissa: $mantissa:literal, bias: $bias:literal,
        round: $round:literal, low: $low:literal, high: $high:literal,
        ln2: ($ln2_high:literal, $ln2_low:literal),
        series: [$($coefficient:expr),*],
        tanh: $tanh:expr
    ) => {
        impl Elementary for $float {
            #[inline(always)]
            fn exponential(self) -> Self {
                // Beyond these the result is 0 or infinite in any case. Comparisons with NaN are false, so that it passes.
                let x = if self < $low { $low } else { self };
                let x = if x > $high { $high } else { x };
                // Adding so large a number rounds to whole numbers, which are then the lowest bits.
                let shifted = x * core::$float::consts::LOG2_E + $round;
                let n = shifted - $round;
                let (high, low) = (x - n * $ln2_high, n * $ln2_low);
                let r = high - low;
                let lost = (high - r) - low;
                let mut sum: $float = 0.0;
                $(sum = sum * r + $coefficient;)*
                // The large terms come last, so that there is one rounding of the result's size.
                let sum = ((sum * (r * r) + lost) + r) + 1.0;
                // 2^n in two factors, since neither 2^128 nor 2^-140 is a number of single precision by itself.
                let n = (shifted.to_bits() as $int).wrapping_sub(($round as $float).to_bits() as $int);
                let half = n >> 1;
                let power = |n: $int| $float::from_bits((n.wrapping_add($bias) as $bits) << $mantissa);
                sum * power(half) * power(n.wrapping_sub(half))
            }

            #[inline(always)]
            fn hyperbolic_tangent(self) -> Self {
                let size = self.abs();
                // Near 0 the exponentials would cancel.
                let square = self * self;
                let small = self + self * square * $tanh(square);
                let large = 1.0 - 2.0 / ((size + size).exponential() + 1.0);
                let result = if size < 0.625 { small } else { large };
                result.copysign(self)
            }

            #[inline(always)]
            fn logistic(self) -> Self {
                // The exponential of a positive number could overflow; this one is at most 1.
                let small = (-self.abs()).exponential();
                let share = 1.0 / (1.0 + small);
                // The same as `small·share`, but what is rounded most is small.
                if self < 0.0 { small - small * (small * share) } else { share }
            }
        }
    };
}

elementary!(
    f32, i32, u32,
    mantissa: 23, bias: 127,
    round: 12_582_912.0, low: -104.0, high: 89.0,
    ln2: (0.693_359_4, -2.121_944_4e-4),
    series: [1.0 / 5040.0, 1.0 / 720.0, 1.0 / 120.0, 1.0 / 24.0, 1.0 / 6.0, 0.5],
    // S. L. Moshier, "Methods and programs for mathematical functions", 1989 (Cephes).
    tanh: |s: f32| {
        (((-5.704_988_7e-3 * s + 2.063_908_8e-2) * s - 5.373_971_6e-2) * s + 1.333_144_2e-1) * s - 0.333_332_8
    }
);

elementary!(
    f64, i64, u64,
    mantissa: 52, bias: 1023,
    round: 6_755_399_441_055_744.0, low: -746.0, high: 710.0,
    ln2: (0.693_145_751_953_125, 1.428_606_820_309_417_3e-6),
    series: [
        1.0 / 6_227_020_800.0, 1.0 / 479_001_600.0, 1.0 / 39_916_800.0, 1.0 / 3_628_800.0, 1.0 / 362_880.0, 1.0 / 40_320.0,
        1.0 / 5040.0, 1.0 / 720.0, 1.0 / 120.0, 1.0 / 24.0, 1.0 / 6.0, 0.5
    ],
    tanh: |s: f64| {
        let numerator = (-9.643_991_794_250_523e-1 * s - 9.928_772_310_019_185e1) * s - 1.614_687_684_417_084_5e3;
        let denominator = ((s + 1.128_116_784_916_329_3e2) * s + 2.235_488_390_601_004_5e3) * s + 4.844_063_053_251_255e3;
        numerator / denominator
    }
);

#[cfg(test)]
mod tests;
