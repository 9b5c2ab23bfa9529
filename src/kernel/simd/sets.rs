//! Every instruction set that there is here, for tests.

extern crate std;

use super::{Instructions, Portable, Simd, Single, Work, dispatch};
use core::fmt;
use std::vec::Vec;
use std::{format, println};

/// One of the sets, all of which the processor has.
#[derive(Clone, Copy)]
pub(crate) struct Set {
    name: &'static str,
    instructions: Instructions,
}

impl fmt::Debug for Set {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}

impl Set {
    /// One number at a time.
    pub(crate) const SINGLE: Set = Set { name: "Single", instructions: Instructions::Single };

    /// Those that programs run with: the ones that the processor has, the best first, and what the
    /// program is compiled for.
    pub(crate) fn in_use() -> Vec<Set> {
        let mut sets = Vec::new();
        #[cfg(feature = "simd")]
        for (name, set) in super::packed::Instructions::available() {
            sets.push(Set { name, instructions: Instructions::Packed(set) });
        }
        sets.push(Set { name: "Portable", instructions: Instructions::Portable });
        sets
    }

    /// The same, and one number at a time.
    pub(crate) fn all() -> Vec<Set> {
        let mut sets = Set::in_use();
        sets.push(Set::SINGLE);
        sets
    }

    /// Runs `work`, compiled for the set.
    pub(crate) fn run<W: Work>(self, work: W) -> W::Output {
        match self.instructions {
            Instructions::Single => work.run(Single),
            _ => self.run_in_use(work),
        }
    }

    /// Runs `work` with a set that programs run with. For what takes long to build, since it is not
    /// compiled for one number at a time.
    pub(crate) fn run_in_use<W: Work>(self, work: W) -> W::Output {
        match self.instructions {
            Instructions::Portable | Instructions::Single => work.run(Portable),
            #[cfg(feature = "simd")]
            Instructions::Packed(set) => set.run(work),
        }
    }

    /// Returns `true` if a multiplication and the addition of its product are rounded once.
    pub(crate) fn is_fused(self) -> bool {
        !matches!(self.instructions, Instructions::Portable | Instructions::Single)
    }
}

/// The set that a pass finds.
struct Found;

impl Work for Found {
    type Output = Instructions;

    fn run<S: Simd>(self, simd: S) -> Instructions {
        simd.instructions()
    }
}

#[test]
fn the_best_set_is_found_and_tested() {
    let sets = Set::all();
    let found = dispatch(Found);
    assert_eq!(core::mem::discriminant(&found), core::mem::discriminant(&sets[0].instructions));
    for set in &sets {
        let instructions = format!("{:?}", set.run(Found));
        assert!(instructions.contains(set.name), "{instructions} in place of {set:?}");
    }
    // The gate shows this.
    println!("instruction sets that are tested: {sets:?}");
    println!("AVX-512 is {}", if has_avx512(&sets) { "among them" } else { "not among them" });
}

/// Returns `true` if AVX-512 is among the sets, as it must be where it is compiled and the
/// processor has it.
fn has_avx512(sets: &[Set]) -> bool {
    let is_tested = sets.iter().any(|set| set.name == "Avx512");
    #[cfg(all(target_arch = "x86_64", feature = "avx512"))]
    {
        let has_it = std::is_x86_feature_detected!("avx512f")
            && std::is_x86_feature_detected!("avx512bw")
            && std::is_x86_feature_detected!("avx512cd")
            && std::is_x86_feature_detected!("avx512dq")
            && std::is_x86_feature_detected!("avx512vl");
        assert_eq!(is_tested, has_it, "it is compiled");
    }
    is_tested
}
