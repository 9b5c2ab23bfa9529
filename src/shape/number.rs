//! Typenum numbers from constant expressions of any size.
//!
//! typenum itself maps `Const<N>` only up to 1024. A constant expression, however, can be split
//! into digits of four bits, of which there are only sixteen.

use typenum::{B0, B1, UInt, UTerm};

/// A hexadecimal digit as a type.
#[derive(Clone, Copy, Debug)]
pub struct Digit<const D: usize>;

/// Appends a digit to the number `N`.
pub trait Append<N> {
    /// The longer number, without zeros in front.
    type Number;
}

/// Appends a bit to a number.
pub trait Push<B> {
    /// The longer number, without zeros in front.
    type Number;
}

impl Push<B0> for UTerm {
    type Number = UTerm;
}

impl Push<B1> for UTerm {
    type Number = UInt<UTerm, B1>;
}

impl<U, B, C> Push<C> for UInt<U, B> {
    type Number = UInt<UInt<U, B>, C>;
}

/// A number with one more bit.
type Pushed<N, B> = <N as Push<B>>::Number;

macro_rules! digits {
    ($($digit:literal: $a:ident $b:ident $c:ident $d:ident;)*) => {
        $(
            impl<N> Append<N> for Digit<$digit>
            where
                N: Push<$a>,
                Pushed<N, $a>: Push<$b>,
                Pushed<Pushed<N, $a>, $b>: Push<$c>,
                Pushed<Pushed<Pushed<N, $a>, $b>, $c>: Push<$d>,
            {
                type Number = Pushed<Pushed<Pushed<Pushed<N, $a>, $b>, $c>, $d>;
            }
        )*
    };
}

digits! {
    0: B0 B0 B0 B0; 1: B0 B0 B0 B1; 2: B0 B0 B1 B0; 3: B0 B0 B1 B1;
    4: B0 B1 B0 B0; 5: B0 B1 B0 B1; 6: B0 B1 B1 B0; 7: B0 B1 B1 B1;
    8: B1 B0 B0 B0; 9: B1 B0 B0 B1; 10: B1 B0 B1 B0; 11: B1 B0 B1 B1;
    12: B1 B1 B0 B0; 13: B1 B1 B0 B1; 14: B1 B1 B1 B0; 15: B1 B1 B1 B1;
}

/// Returns the digit of `number` at a position, counted from 0 for the last.
#[must_use]
pub const fn digit(number: usize, position: u32) -> usize {
    match number.checked_shr(4 * position) {
        Some(rest) => rest % 16,
        // More digits than `usize` has.
        None => 0,
    }
}

/// A number after one more digit.
type After<N, const D: usize> = <Digit<D> as Append<N>>::Number;

/// The number with these ten digits, the highest first: below 2^40.
pub type Number<
    const A: usize,
    const B: usize,
    const C: usize,
    const D: usize,
    const E: usize,
    const F: usize,
    const G: usize,
    const H: usize,
    const I: usize,
    const J: usize,
> = After<After<After<After<After<After<After<After<After<After<UTerm, A>, B>, C>, D>, E>, F>, G>, H>, I>, J>;

/// Converts a constant expression into a typenum number, below 2^40: `number!(5000)`,
/// `number!(config::HIDDEN)`.
///
/// typenum has names for numbers up to 1024, and for powers of 2 and 10: `U784`, `U4096`.
///
/// ```
/// use netwright::number;
/// use netwright::typenum::{U4096, Unsigned};
///
/// const HIDDEN: usize = 5000;
/// assert_eq!(<number!(HIDDEN + 7)>::USIZE, 5007);
///
/// // The same number is the same type.
/// fn same<A>(_: core::marker::PhantomData<A>, _: core::marker::PhantomData<A>) {}
/// same::<U4096>(core::marker::PhantomData, core::marker::PhantomData::<number!(4096)>);
/// ```
#[macro_export]
macro_rules! number {
    ($number:expr) => {
        $crate::shape::Number<
            { $crate::shape::digit($number, 9) },
            { $crate::shape::digit($number, 8) },
            { $crate::shape::digit($number, 7) },
            { $crate::shape::digit($number, 6) },
            { $crate::shape::digit($number, 5) },
            { $crate::shape::digit($number, 4) },
            { $crate::shape::digit($number, 3) },
            { $crate::shape::digit($number, 2) },
            { $crate::shape::digit($number, 1) },
            { $crate::shape::digit($number, 0) },
        >
    };
}

#[cfg(test)]
mod tests {
    use crate::shape::SizeType;
    use typenum::{U0, U1, U16, U784, U1000000, U4294967296};

    fn same<A>(_: fn(A), _: fn(A)) {}

    #[test]
    fn numbers_are_canonical() {
        same(|_: U0| (), |_: crate::number!(0)| ());
        same(|_: U1| (), |_: crate::number!(1)| ());
        same(|_: U16| (), |_: crate::number!(16)| ());
        same(|_: U784| (), |_: crate::number!(780 + 4)| ());
        same(|_: U1000000| (), |_: crate::number!(1_000_000)| ());
    }

    #[test]
    #[cfg(target_pointer_width = "64")]
    fn numbers_may_be_large() {
        same(|_: U4294967296| (), |_: crate::number!(1 << 32)| ());
        assert_eq!(<crate::number!((1 << 40) - 1)>::VALUE, (1 << 40) - 1);
    }
}
