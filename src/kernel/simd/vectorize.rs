//! Code compiled for an instruction set.

/// Evaluates an expression in a function that is compiled for an instruction set:
/// `vectorize!(simd, kernel(x, y))`.
///
/// The compiler uses the instructions of a set only in functions that are compiled for it, and in
/// what is inlined into these. A function that is called from there is compiled for the processor
/// that the whole program is compiled for: in it, each operation on a vector becomes a call or
/// several slower instructions. So the expression becomes a closure with `#[inline(always)]`, and
/// the functions that it calls should have the attribute too, down to the innermost loop.
///
/// The expression may borrow what is around it. `return` and `?` leave the expression only.
///
/// ```
/// use netwright::simd::{Simd, vectorize};
///
/// fn halve<S: Simd>(simd: S, values: &mut [f32]) {
///     vectorize!(simd, values.iter_mut().for_each(|value| *value *= 0.5));
/// }
///
/// let mut values = [2.0, 4.0];
/// halve(netwright::simd::Portable, &mut values);
/// assert_eq!(values, [1.0, 2.0]);
/// ```
#[doc(hidden)]
#[macro_export]
macro_rules! __vectorize {
    ($simd:expr, $body:expr $(,)?) => {
        $crate::__private::Simd::run(
            $simd,
            #[inline(always)]
            || $body,
        )
    };
}

#[doc(inline)]
pub use crate::__vectorize as vectorize;
