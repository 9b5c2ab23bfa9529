//! Every instruction set that there is here, for tests.

extern crate std;

use super::{Isa, OneLane, Portable, Simd, WithSimd, dispatch};
use core::fmt;
use std::vec::Vec;
use std::{format, println};

/// One of the sets, all of which the processor has.
#[derive(Clone, Copy)]
pub(crate) struct TestIsa {
    name: &'static str,
    isa: Isa,
}

impl fmt::Debug for TestIsa {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}

impl TestIsa {
    /// One number at a time.
    pub(crate) const ONE_LANE: TestIsa = TestIsa { name: "OneLane", isa: Isa::OneLane };

    /// Those that programs run with: the ones that the processor has, the best first, and what the
    /// program is compiled for.
    pub(crate) fn in_use() -> Vec<TestIsa> {
        let mut sets = Vec::new();
        #[cfg(feature = "simd")]
        for (name, set) in super::pulp::PulpIsa::available() {
            sets.push(TestIsa { name, isa: Isa::Pulp(set) });
        }
        sets.push(TestIsa { name: "Portable", isa: Isa::Portable });
        sets
    }

    /// The same, and one number at a time.
    pub(crate) fn all() -> Vec<TestIsa> {
        let mut sets = TestIsa::in_use();
        sets.push(TestIsa::ONE_LANE);
        sets
    }

    /// Runs `work`, compiled for the set.
    pub(crate) fn run<W: WithSimd>(self, work: W) -> W::Output {
        match self.isa {
            Isa::OneLane => work.with_simd(OneLane),
            _ => self.run_in_use(work),
        }
    }

    /// Runs `work` with a set that programs run with. For what takes long to build, since it is not
    /// compiled for one number at a time.
    pub(crate) fn run_in_use<W: WithSimd>(self, work: W) -> W::Output {
        match self.isa {
            Isa::Portable | Isa::OneLane => work.with_simd(Portable),
            #[cfg(feature = "simd")]
            Isa::Pulp(set) => set.run(work),
        }
    }

    /// Returns `true` if a multiplication and the addition of its product are rounded once.
    pub(crate) fn is_fused(self) -> bool {
        !matches!(self.isa, Isa::Portable | Isa::OneLane)
    }
}

/// The set that a pass finds.
struct Found;

impl WithSimd for Found {
    type Output = Isa;

    fn with_simd<S: Simd>(self, simd: S) -> Isa {
        simd.isa()
    }
}

#[test]
fn the_best_set_is_found_and_tested() {
    let sets = TestIsa::all();
    let found = dispatch(Found);
    assert_eq!(core::mem::discriminant(&found), core::mem::discriminant(&sets[0].isa));
    for set in &sets {
        let isa = format!("{:?}", set.run(Found));
        assert!(isa.contains(set.name), "{isa} in place of {set:?}");
    }
    // The gate shows this.
    println!("instruction sets that are tested: {sets:?}");
    println!("AVX-512 is {}", if has_avx512(&sets) { "among them" } else { "not among them" });
}

/// Returns `true` if AVX-512 is among the sets, as it must be where it is compiled and the
/// processor has it.
fn has_avx512(sets: &[TestIsa]) -> bool {
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
