//! The list of instruction sets, and the choice of the best one at run time.

#[cfg(feature = "simd")]
#[allow(unused_imports)] // The target may have no set of `pulp`.
use super::pulp::{Listed, Pulp};
#[allow(unused_imports)]
use super::vectorize;
use super::{Portable, Simd};
use core::fmt;

/// A computation that is compiled for any instruction set.
pub(crate) trait WithSimd {
    type Output;

    /// Does the computation.
    fn with_simd<S: Simd>(self, simd: S) -> Self::Output;
}

/// Lists the sets of `pulp`, the best first, each with the condition under which it exists, the one
/// under which whole passes are compiled for it, and the one under which the whole program is.
///
/// The last is stated where a target has one set alone. Nothing is compiled for another one then:
/// this halves the code.
macro_rules! isas {
    ($($(#[$condition:meta])* $name:ident: $token:ty, passes: $passes:expr, program: $program:expr;)*) => {
        /// An instruction set, whichever it is. As long as there is a value, the processor has it.
        #[doc(hidden)]
        #[derive(Clone, Copy)]
        pub enum Isa {
            Portable,
            OneLane,
            $($(#[$condition])* $name(Pulp<$token>),)*
        }

        impl Isa {
            /// Returns the set that the whole program is compiled for, if that is known, in the
            /// place of all others.
            #[inline(always)]
            fn settled(self) -> Isa {
                $(
                    $(#[$condition])*
                    // Tests compare the sets.
                    if $program && !cfg!(test) && let Some(simd) = Pulp::<$token>::found() {
                        return Isa::$name(simd);
                    }
                )*
                self
            }

            /// Does a computation with the set of a pass.
            #[inline(always)]
            pub(crate) fn with<W: WithSimd>(self, work: W) -> W::Output {
                match self.settled() {
                    $($(#[$condition])* Isa::$name(simd) if $passes => work.with_simd(simd),)*
                    // One lane is for what does not fill a register.
                    _ => work.with_simd(Portable),
                }
            }

            /// Does a computation with the set, even if no pass is compiled for it: for kernels
            /// that choose the width of their registers.
            #[inline(always)]
            pub(crate) fn with_any_width<W: WithSimd>(self, work: W) -> W::Output {
                match self.settled() {
                    Isa::Portable | Isa::OneLane => work.with_simd(Portable),
                    $($(#[$condition])* Isa::$name(simd) => work.with_simd(simd),)*
                }
            }

            /// Does a computation in a function that is compiled for the set.
            #[cfg(test)]
            pub(super) fn compile<W: WithSimd>(self, work: W) -> W::Output {
                match self {
                    Isa::Portable | Isa::OneLane => work.with_simd(Portable),
                    $($(#[$condition])* Isa::$name(simd) => vectorize!(simd, work.with_simd(simd)),)*
                }
            }

            /// The sets that passes run with and the processor has, the best first.
            #[cfg(test)]
            pub(super) fn detected() -> impl Iterator<Item = Isa> {
                let isas: &[Option<Isa>] = &[$(
                    $(#[$condition])* Pulp::<$token>::found().filter(|_| $passes).map(Isa::$name),
                )*];
                alloc::vec::Vec::from(isas).into_iter().flatten()
            }
        }

        impl fmt::Debug for Isa {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(match self {
                    Isa::Portable => "Portable",
                    Isa::OneLane => "OneLane",
                    $($(#[$condition])* Isa::$name(_) => stringify!($name),)*
                })
            }
        }

        $(
            $(#[$condition])*
            impl Pulp<$token> {
                /// Returns the set if the processor has it.
                #[inline(always)]
                fn found() -> Option<Self> {
                    if $program {
                        // SAFETY: the whole program is compiled for the set, so that it runs only
                        // on processors that have it.
                        Some(Pulp(unsafe { <$token>::new_unchecked() }))
                    } else {
                        <$token>::try_new().map(Pulp)
                    }
                }
            }

            $(#[$condition])*
            impl Listed for Pulp<$token> {
                #[inline(always)]
                fn isa(self) -> Isa {
                    Isa::$name(self)
                }
            }
        )*

        /// Does a computation, compiled for the best instruction set that the processor has. What
        /// it calls must be inlined into it to profit; see [`vectorize!`].
        ///
        /// Without the standard library the processor is not asked: the set is the best that the
        /// program is compiled for.
        #[inline(always)]
        pub(crate) fn dispatch<W: WithSimd>(work: W) -> W::Output {
            $(
                $(#[$condition])*
                if $passes && let Some(simd) = Pulp::<$token>::found() {
                    return vectorize!(simd, work.with_simd(simd));
                }
            )*
            portable(work)
        }
    };
}

isas! {
    #[cfg(all(feature = "simd", target_arch = "x86_64"))]
    Avx512: pulp::x86::V4, passes: cfg!(feature = "avx512"), program: false;
    #[cfg(all(feature = "simd", target_arch = "x86_64"))]
    Avx2: pulp::x86::V3, passes: true, program: false;
    #[cfg(all(feature = "simd", target_arch = "aarch64"))]
    Neon: pulp::aarch64::Neon, passes: true, program: cfg!(target_feature = "neon");
    #[cfg(all(feature = "simd", target_arch = "wasm32", target_feature = "simd128"))]
    Simd128: pulp::wasm::Simd128, passes: true, program: true;
}

impl Isa {
    /// Returns the set with registers of another width that the processor has beside this one.
    #[inline(always)]
    pub(crate) fn other_width(self) -> Option<Isa> {
        #[cfg(test)]
        if super::available::has_one_width() {
            return None;
        }
        match self {
            #[cfg(all(feature = "simd", target_arch = "x86_64"))]
            Isa::Avx2(_) => Pulp::<pulp::x86::V4>::found().map(Isa::Avx512),
            #[cfg(all(feature = "simd", target_arch = "x86_64"))]
            Isa::Avx512(_) => Pulp::<pulp::x86::V3>::found().map(Isa::Avx2),
            _ => None,
        }
    }
}

/// Does a computation without explicit vector instructions. Beside others it is a function of its
/// own, or its stack would be added to that of the function which has asked the processor.
#[cfg_attr(feature = "simd", inline(never))]
#[cfg_attr(not(feature = "simd"), inline(always))]
fn portable<W: WithSimd>(work: W) -> W::Output {
    work.with_simd(Portable)
}
