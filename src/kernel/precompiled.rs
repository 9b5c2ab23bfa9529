//! Loops over slices that this crate compiles for both element types, so that a crate with twenty
//! networks does not compile them twenty times.
//!
//! A generic function is compiled in the crate that calls it, once for each type it is called with.
//! The functions of an implementation of [`Precompiled`] are not generic: they are compiled here,
//! for every instruction set, and a program is linked with them.

use crate::kernel::scalar::Real;

/// Work over numbers of either element type. Generic code runs it by [`Real::precompiled`].
pub trait Precompiled {
    /// The numbers that it works on, with whatever else it needs.
    type Given<'a, T: Real>;

    /// The result of the work.
    type Output;

    /// Does the work in single precision.
    fn in_single(given: Self::Given<'_, f32>) -> Self::Output;

    /// Does the work in double precision.
    fn in_double(given: Self::Given<'_, f64>) -> Self::Output;
}

/// Compiles a function that is generic over the element type for both of them:
/// `precompiled!(AbsSums: AbsSum -> f64 = abs_sum_of)` makes `T::precompiled::<AbsSums>(given)`
/// call `abs_sum_of(given)` for an `AbsSum<'_, T>`.
macro_rules! precompiled {
    ($visibility:vis $work:ident: $given:ident -> $output:ty = $function:path) => {
        $visibility enum $work {}

        impl $crate::kernel::precompiled::Precompiled for $work {
            type Given<'a, T: $crate::kernel::scalar::Real> = $given<'a, T>;
            type Output = $output;

            #[inline(never)]
            fn in_single(given: $given<'_, f32>) -> $output {
                $function(given)
            }

            #[inline(never)]
            fn in_double(given: $given<'_, f64>) -> $output {
                $function(given)
            }
        }
    };
}
pub(crate) use precompiled;
