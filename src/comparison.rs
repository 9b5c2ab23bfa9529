//! Approximate comparison of networks, gradients and layers: the traits of [`approx`].
//!
//! Two values are near each other if all their parameters are, with tolerances as `approx` has them
//! for single numbers. A type that derives `PartialEq` has the traits; assertions print with
//! `Debug`.
//!
//! ```
//! use netwright::approx::{assert_relative_eq, assert_ulps_eq, relative_eq};
//! use netwright::prelude::*;
//!
//! #[network(input = 2)]
//! #[derive(Debug, PartialEq)]
//! struct Net(Linear<8>, Tanh, Linear<3>);
//!
//! let (net, mut other) = (Net::zeros(), Net::zeros());
//! other.0.weight[(3, 1)] = 1e-3;
//! assert!(!relative_eq!(net, other));
//! assert_relative_eq!(net, other, epsilon = 1e-2);
//! assert_ulps_eq!(net.2, other.2); // a layer alone
//! ```

/// Implements the traits of `approx` for a struct of scalars, and for a box of it.
#[doc(hidden)]
#[macro_export]
macro_rules! __compared {
    ($scalar:ident in [$($generics:tt)*] $type:ty) => {
        $crate::__compared!(@impl $scalar [$($generics)*] $type, $type);
        $crate::__if_alloc! {
            $crate::__compared!(@impl $scalar [$($generics)*] $type, $crate::__private::Box<$type>);
        }
    };
    (@impl $scalar:ident [$($generics:tt)*] $plain:ty, $compared:ty) => {
        impl<$($generics)*> $crate::approx::AbsDiffEq for $compared
        where
            $plain: ::core::cmp::PartialEq,
        {
            type Epsilon = $scalar;

            fn default_epsilon() -> $scalar {
                <$scalar as $crate::approx::AbsDiffEq>::default_epsilon()
            }

            fn abs_diff_eq(&self, other: &Self, epsilon: $scalar) -> bool {
                let (found, expected) = $crate::__compared!(@scalars $plain, $scalar, self, other);
                $crate::approx::AbsDiffEq::abs_diff_eq(found, expected, epsilon)
            }
        }

        impl<$($generics)*> $crate::approx::RelativeEq for $compared
        where
            $plain: ::core::cmp::PartialEq,
        {
            fn default_max_relative() -> $scalar {
                <$scalar as $crate::approx::RelativeEq>::default_max_relative()
            }

            fn relative_eq(&self, other: &Self, epsilon: $scalar, max_relative: $scalar) -> bool {
                let (found, expected) = $crate::__compared!(@scalars $plain, $scalar, self, other);
                $crate::approx::RelativeEq::relative_eq(found, expected, epsilon, max_relative)
            }
        }

        impl<$($generics)*> $crate::approx::UlpsEq for $compared
        where
            $plain: ::core::cmp::PartialEq,
        {
            fn default_max_ulps() -> u32 {
                <$scalar as $crate::approx::UlpsEq>::default_max_ulps()
            }

            fn ulps_eq(&self, other: &Self, epsilon: $scalar, max_ulps: u32) -> bool {
                let (found, expected) = $crate::__compared!(@scalars $plain, $scalar, self, other);
                $crate::approx::UlpsEq::ulps_eq(found, expected, epsilon, max_ulps)
            }
        }
    };
    (@scalars $plain:ty, $scalar:ident, $self:ident, $other:ident) => {
        (
            <$plain as $crate::__private::Plain<$scalar>>::as_slice($self),
            <$plain as $crate::__private::Plain<$scalar>>::as_slice($other),
        )
    };
}
