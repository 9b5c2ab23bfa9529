//! `Clone` for large networks: of their boxes, in place.

/// Implements `Clone` for boxes of a network; the copies are created in place.
#[cfg(feature = "alloc")]
#[doc(hidden)]
#[macro_export]
macro_rules! __clone_in_place {
    ($scalar:ident in [$($generics:tt)*] $network:ty) => {
        impl<$($generics)*> ::core::clone::Clone for $crate::__private::Box<$network> {
            fn clone(&self) -> Self {
                $crate::__private::Parameters::<$scalar>::copy(&**self)
            }

            fn clone_from(&mut self, source: &Self) {
                $crate::__private::Parameters::<$scalar>::copy_from(&mut **self, source);
            }
        }
    };
}

/// Implements `Clone` for a network: without an allocator there are no boxes, and no other place to
/// copy it to.
#[cfg(not(feature = "alloc"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __clone_in_place {
    ($scalar:ident in [$($generics:tt)*] $network:ty) => {
        impl<$($generics)*> ::core::clone::Clone for $network {
            fn clone(&self) -> Self {
                let mut copy = <Self as $crate::__private::Zeroable>::zeroed();
                $crate::__private::Parameters::<$scalar>::copy_from(&mut copy, self);
                copy
            }
        }
    };
}
