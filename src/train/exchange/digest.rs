//! Digests, by which ranks find out whether they are the same in what they must have in common.

use crate::kernel::simd::{Isa, Simd, WithSimd, dispatch};
use crate::scalar::Real;
use crate::train::chance::mix;
use alloc::format;

/// Returns a digest of some numbers and an earlier digest, which differs where a bit does.
pub(in crate::train) fn digest<T: Real>(numbers: &[T], earlier: u64) -> u64 {
    numbers.iter().fold(mix(earlier), |digest, number| mix(digest ^ number.to_double().to_bits()))
}

/// Returns a digest of the version of the library and of the instruction sets of the machine, on
/// which the bits of every step depend, and of an earlier digest.
pub(super) fn of_machine(earlier: u64) -> u64 {
    let isa = dispatch(Which);
    // Convolutions may use registers of another width than the pass.
    digest_text(&format!("{} {isa:?} {:?}", env!("CARGO_PKG_VERSION"), isa.other_width()), earlier)
}

/// Returns a digest of a text and an earlier digest.
pub(in crate::train) fn digest_text(text: &str, earlier: u64) -> u64 {
    text.bytes().fold(mix(earlier), |digest, byte| mix(digest ^ u64::from(byte)))
}

/// Finds the instruction set of passes.
struct Which;

impl WithSimd for Which {
    type Output = Isa;

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) -> Isa {
        simd.isa()
    }
}

#[cfg(test)]
mod tests {
    use super::{Which, digest, of_machine};
    use crate::kernel::simd::available::with_one_width;
    use crate::kernel::simd::dispatch;

    #[test]
    fn a_digest_depends_on_every_bit_and_on_the_order() {
        let whole = digest(&[1.0_f32, 2.0, 3.0], 7);
        for other in [[1.0, 3.0, 2.0], [1.0, 2.0, 3.000_000_2], [-1.0, 2.0, 3.0]] {
            assert_ne!(digest(&other, 7), whole);
        }
        assert_ne!(digest(&[1.0_f32, 2.0, 3.0], 8), whole);
    }
    #[test]
    fn machines_differ_by_the_widths_that_convolutions_may_choose() {
        assert_eq!(of_machine(7), of_machine(7));
        assert_ne!(of_machine(7), of_machine(8));
        let has_other_width = dispatch(Which).other_width().is_some();
        assert_eq!(with_one_width(|| of_machine(7)) != of_machine(7), has_other_width);
    }
}
