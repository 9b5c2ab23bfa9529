//! Instruction sets as types: vector registers, and the choice of the best set at run time.
//!
//! A kernel is written once over [`Lanes`] and compiled for every set. The set is a value of a type
//! that only a processor that has it can get hold of. A pass through a network hands it down to
//! every layer, so that the processor is asked once.

#[cfg(test)]
pub(crate) mod available;
mod isa;
mod lanes;
mod portable;
#[cfg(feature = "simd")]
mod pulp;
#[cfg(test)]
mod tests;
mod vectorize;

use crate::kernel::tiling::Blocking;

pub(crate) use isa::Isa;
pub(crate) use isa::{WithSimd, dispatch};
pub use lanes::Lanes;
pub(crate) use lanes::{MAX_LANES, Vectorized};
pub(crate) use portable::OneLane;
pub use portable::Portable;
pub use vectorize::vectorize;

mod sealed {
    /// Instruction sets are the library's own.
    pub trait Sealed {}
}

/// An instruction set, as a value that proves that the processor has it.
///
/// A pass gives it to every layer, and a layer hands it on to the layers inside it. A loop of its
/// own is compiled for the set where it stands in [`vectorize!`](crate::simd::vectorize), and
/// elsewhere for what the whole program is compiled for.
///
/// ```
/// use netwright::layer::prelude::*;
/// use netwright::simd::{Portable, Simd, vectorize};
///
/// #[derive(Parameters)]
/// struct Half<const N: usize>;
///
/// impl<T: Real, const N: usize> Layer<T> for Half<N> {
///     type In = Const<N>;
///     type Out = Const<N>;
///     type Scratch = ();
///
///     fn infer<B: Dim, S: Simd>(&self, simd: S, Infer { input: x, output: mut y, .. }: Infer<'_, T, Self, B>) {
///         let half = T::from_double(0.5);
///         vectorize!(simd, y.elements_mut().iter_mut().zip(x.elements()).for_each(|(y, &x)| *y = x * half));
///     }
/// }
///
/// let (x, mut y) = ([1.0_f32, 2.0], [0.0; 2]);
/// let input = View::<_, Const<2>, Const<1>>::from_slice(&x);
/// let output = ViewMut::<_, Const<2>, Const<1>>::from_slice(&mut y);
/// Half.infer(Portable, Infer::new(input, output));
/// assert_eq!(y, [0.5, 1.0]);
/// ```
pub trait Simd: sealed::Sealed + Copy + Send + Sync + 'static {
    /// A register of single precision.
    #[doc(hidden)]
    type F32: Lanes<Scalar = f32, Simd = Self>;

    /// A register of double precision.
    #[doc(hidden)]
    type F64: Lanes<Scalar = f64, Simd = Self>;

    /// The register blocks that products are compiled with.
    #[doc(hidden)]
    const BLOCKING: Blocking;

    /// The set as a value without a type of its own, for functions that are compiled once for all
    /// networks.
    #[doc(hidden)]
    fn isa(self) -> Isa;

    /// Calls `f` in a function that is compiled for this set, as
    /// [`vectorize!`](crate::simd::vectorize) does, which says what it takes to profit from it.
    fn run<R>(self, f: impl FnOnce() -> R) -> R;
}
