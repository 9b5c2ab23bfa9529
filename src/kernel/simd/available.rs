//! Every instruction set that there is here, for tests.

extern crate std;

use super::{Isa, OneLane, Simd, WithSimd, dispatch};
use core::cell::Cell;
use std::vec::Vec;
use std::{format, println, thread_local};

thread_local! {
    static HAS_ONE_WIDTH: Cell<bool> = const { Cell::new(false) };
}

/// Returns `true` within [`with_one_width`].
pub(super) fn has_one_width() -> bool {
    HAS_ONE_WIDTH.get()
}

/// Calls a function in which kernels do not choose the width of their registers, on this thread.
pub(crate) fn with_one_width<R>(f: impl FnOnce() -> R) -> R {
    HAS_ONE_WIDTH.set(true);
    let result = f();
    HAS_ONE_WIDTH.set(false);
    result
}

impl Isa {
    /// The sets that programs run with: those that the processor has, the best first, and what the
    /// program is compiled for.
    pub(crate) fn in_use() -> Vec<Isa> {
        Isa::detected().chain([Isa::Portable]).collect()
    }

    /// The sets that programs run with, and one lane.
    pub(crate) fn all() -> Vec<Isa> {
        Isa::in_use().into_iter().chain([Isa::OneLane]).collect()
    }

    /// Does a computation, compiled for the set.
    pub(crate) fn run<W: WithSimd>(self, work: W) -> W::Output {
        match self {
            Isa::OneLane => work.with_simd(OneLane),
            _ => self.run_in_use(work),
        }
    }

    /// Does a computation with a set that programs run with. For tests that take long to build,
    /// since it is not compiled for one lane.
    pub(crate) fn run_in_use<W: WithSimd>(self, work: W) -> W::Output {
        self.compile(work)
    }

    /// Returns `true` if a multiplication and the addition of its product are rounded once.
    pub(crate) fn is_fused(self) -> bool {
        !matches!(self, Isa::Portable | Isa::OneLane)
    }
}

/// Returns the set that it is called with.
struct Which;

impl WithSimd for Which {
    type Output = Isa;

    fn with_simd<S: Simd>(self, simd: S) -> Isa {
        simd.isa()
    }
}

#[test]
fn the_best_set_is_found_and_tested() {
    let isas = Isa::all();
    assert_eq!(format!("{:?}", dispatch(Which)), format!("{:?}", isas[0]));
    for isa in &isas {
        assert_eq!(format!("{:?}", isa.run(Which)), format!("{isa:?}"));
    }
    // The gate shows this.
    println!("instruction sets that are tested: {isas:?}");
    println!("AVX-512 is {}", if has_avx512(&isas) { "among them" } else { "not among them" });
}

/// Returns `true` if AVX-512 is among the sets, as it must be where it is compiled and the
/// processor has it.
fn has_avx512(isas: &[Isa]) -> bool {
    let is_tested = isas.iter().any(|isa| format!("{isa:?}") == "Avx512");
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
