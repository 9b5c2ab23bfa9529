//! `Clone` for large networks: of their boxes, in place.

/// Makes boxes of a network `Clone`, whose copies are made where they stay.
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

/// Makes a network `Clone`: without an allocator there are no boxes, and nowhere else to copy it
/// to.
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
