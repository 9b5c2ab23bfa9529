//! Numbers of 16 bits, widened.
//!
//! By hand, since the crate `half` brings a derive macro with it, which would take every user of
//! this one seconds to build.

/// A number with 5 bits of exponent (IEEE 754, binary16).
pub(super) fn from_float16(bytes: [u8; 2]) -> f32 {
    const FRACTION: u32 = (1 << 10) - 1;
    const LARGEST_EXPONENT: u32 = (1 << 5) - 1;
    // The exponents of the two types are stored with these added.
    const BIAS: u32 = 15;
    const SINGLE_BIAS: u32 = 127;
    let bits = u32::from(u16::from_le_bytes(bytes));
    let (sign, exponent, fraction) = (bits >> 15 << 31, bits >> 10 & LARGEST_EXPONENT, bits & FRACTION);
    let magnitude = match exponent {
        // The unit of the smallest numbers is 2^-24; the product is exact.
        0 => (fraction as f32 * f32::from_bits((SINGLE_BIAS - 24) << 23)).to_bits(),
        LARGEST_EXPONENT => f32::INFINITY.to_bits() | fraction << 13,
        _ => (exponent + SINGLE_BIAS - BIAS) << 23 | fraction << 13,
    };
    f32::from_bits(sign | magnitude)
}

/// The upper half of a number of single precision.
pub(super) fn from_bfloat16(bytes: [u8; 2]) -> f32 {
    f32::from_bits(u32::from(u16::from_le_bytes(bytes)) << 16)
}

#[cfg(test)]
mod tests {
    use super::{from_bfloat16, from_float16};
    use half::{bf16, f16};

    #[test]
    fn all_numbers_are_those_of_the_crate_half() {
        for bits in 0..=u16::MAX {
            let bytes = bits.to_le_bytes();
            for (found, expected) in [
                (from_float16(bytes), f16::from_bits(bits).to_f32()),
                (from_bfloat16(bytes), bf16::from_bits(bits).to_f32()),
            ] {
                let is_same = found.to_bits() == expected.to_bits() || (found.is_nan() && expected.is_nan());
                assert!(is_same, "{bits:#06x}: {found} is {expected}");
            }
        }
    }
}
