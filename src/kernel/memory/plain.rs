//! Types that are nothing but numbers: networks as contiguous scalars, and as zeroed memory,
//! derived without `unsafe` in anyone else's code.

use crate::kernel::element::Element;
use bytemuck::Zeroable;
use core::marker::PhantomData;
use core::mem::MaybeUninit;
use nalgebra::SMatrix;

/// A type that is nothing but numbers, of one type or of several: whatever its bytes are, they make
/// a valid value, and none of them is padding.
///
/// # Safety
///
/// A value must consist of exactly `BYTES` bytes, all of which are initialised, and any initialised
/// bytes must make a valid value.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not plain: it does not consist of numbers alone",
    label = "has something else in it than numbers"
)]
pub unsafe trait PlainData: Zeroable {
    /// The size; it does not compile if there is padding.
    const BYTES: usize;
}

/// A type that is nothing but contiguous elements of type `T`: networks, layers, scratch memory.
///
/// A network can therefore be seen as one slice, which optimisers go over, and created in place as
/// zeroed memory. It is implemented by `#[network]` and `#[derive(Parameters)]`, through a macro
/// that has the compiler check the fields.
///
/// # Safety
///
/// A value must consist of exactly `LEN` consecutive, initialised elements of type `T`, and nothing
/// else.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not plain: it does not consist of numbers of type `{T}` alone",
    label = "contains something other than `{T}`",
    note = "parameters are layers, `Weight`, static matrices and vectors, arrays, and numbers of type `{T}`; what a pass keeps for backward goes into `Saved`"
)]
pub unsafe trait Plain<T: Element>: PlainData {
    /// The number of elements.
    const LEN: usize;

    /// The elements.
    fn as_slice(&self) -> &[T] {
        if Self::LEN == 0 {
            // The address of a type without bytes need not be aligned for `T`, which a slice
            // requires even when it is empty.
            return &[];
        }
        // SAFETY: by the contract of the trait `self` consists of exactly `LEN` consecutive
        // initialised elements of type `T`, so the pointer is valid and aligned for them; they stay
        // borrowed as long as the slice lives.
        unsafe { core::slice::from_raw_parts(core::ptr::from_ref(self).cast::<T>(), Self::LEN) }
    }

    /// The elements, to be changed.
    fn as_mut_slice(&mut self) -> &mut [T] {
        if Self::LEN == 0 {
            return &mut [];
        }
        // SAFETY: as above, and any values of `T` make a valid value of the type; the elements stay
        // borrowed mutably as long as the slice lives.
        unsafe { core::slice::from_raw_parts_mut(core::ptr::from_mut(self).cast::<T>(), Self::LEN) }
    }
}

// SAFETY: a type without bytes consists of exactly 0 of them.
unsafe impl PlainData for () {
    const BYTES: usize = 0;
}

// SAFETY: a type without bytes consists of exactly 0 elements.
unsafe impl<T: Element> Plain<T> for () {
    const LEN: usize = 0;
}

// SAFETY: a type without bytes consists of exactly 0 of them.
unsafe impl<M: ?Sized> PlainData for PhantomData<M> {
    const BYTES: usize = 0;
}

// SAFETY: a type without bytes consists of exactly 0 elements.
unsafe impl<T: Element, M: ?Sized> Plain<T> for PhantomData<M> {
    const LEN: usize = 0;
}

// SAFETY: elements are plain old data.
unsafe impl<T: Element> PlainData for T {
    const BYTES: usize = size_of::<T>();
}

// SAFETY: a number is one element.
unsafe impl<T: Element> Plain<T> for T {
    const LEN: usize = 1;
}

// SAFETY: an array is its items, one after the other, each of which is bytes without padding.
unsafe impl<P: PlainData, const N: usize> PlainData for [P; N] {
    const BYTES: usize = N * P::BYTES;
}

// SAFETY: an array is its items, one after the other, each of which is elements, one after the
// other.
unsafe impl<T: Element, P: Plain<T>, const N: usize> Plain<T> for [P; N] {
    const LEN: usize = N * P::LEN;
}

// SAFETY: a static matrix is the array of its columns, and markers without bytes; nalgebra relies
// on this for `bytemuck`. Elements are plain old data.
unsafe impl<T: Element, const R: usize, const C: usize> PlainData for SMatrix<T, R, C> {
    const BYTES: usize = R * C * size_of::<T>();
}

// SAFETY: a static matrix is the array of its columns, and markers without bytes.
unsafe impl<T: Element, const R: usize, const C: usize> Plain<T> for SMatrix<T, R, C> {
    const LEN: usize = R * C;
}

/// [`Zeroable::zeroed`] in constants.
pub(crate) const fn zeroed<Z: Zeroable>() -> Z {
    // SAFETY: by the contract of the trait all-zero bytes are a valid value.
    unsafe { MaybeUninit::zeroed().assume_init() }
}

/// A value that begins with a line of the cache, so that the registers of a layer's values do not
/// lie across two.
#[repr(align(64))]
pub(crate) struct Aligned<A>(A);

/// Makes a value of zeroes where it is to be. A function that returned it would have it on the
/// stack twice, or more often in a build without optimisation.
#[inline(always)]
pub(crate) fn zero<Z: Zeroable>(place: &mut MaybeUninit<Z>) -> &mut Z {
    let bytes = place.as_mut_ptr();
    // SAFETY: the pointer is to a whole `Z`, which is borrowed mutably.
    unsafe { bytes.write_bytes(0, 1) };
    // SAFETY: by the contract of the trait all-zero bytes are a valid value.
    unsafe { place.assume_init_mut() }
}

/// As [`zero`], with a value that begins with a line of the cache.
#[inline(always)]
pub(crate) fn zero_aligned<Z: Zeroable>(place: &mut MaybeUninit<Aligned<Z>>) -> &mut Z {
    let value = place.as_mut_ptr();
    // SAFETY: the pointer is to a whole `Aligned<Z>`, which need not be initialised for the address
    // of its field.
    let value = unsafe { &raw mut (*value).0 };
    // SAFETY: the field is a whole `Z`, which may be uninitialised behind `MaybeUninit`, and is
    // borrowed mutably as long as `place` is.
    zero(unsafe { &mut *value.cast::<MaybeUninit<Z>>() })
}

/// Implements [`bytemuck::Zeroable`] for a struct all of whose fields are.
///
/// It is safe to call with anything: the macro has the compiler check that the fields listed are
/// all there are, that each has the type that is stated, and that each is valid as zeroes.
#[doc(hidden)]
#[macro_export]
macro_rules! __zeroable_struct {
    ([$($generics:tt)*] $name:ident [$($arguments:tt)*] { $($field:tt: $type:ty),* $(,)? }) => {
        // SAFETY: all-zero bytes are a valid value of each field by the bounds below, and padding
        // may have any bytes; the function behind this block compiles only if the list of fields is
        // complete.
        unsafe impl<$($generics)*> $crate::__private::Zeroable for $name<$($arguments)*>
        where
            $($type: $crate::__private::Zeroable,)*
        {
        }

        $crate::__plain_struct!(@check [$($generics)*] $name [$($arguments)*] { $($field: $type),* });
    };
}
pub(crate) use __zeroable_struct as zeroable_struct;

/// [`Plain::LEN`] as a function, at whose argument the compiler points where a field is not plain.
#[must_use]
pub const fn scalars<T: Element, P: Plain<T>>() -> usize {
    P::LEN
}

/// [`PlainData::BYTES`] as a function.
#[must_use]
pub const fn bytes<P: PlainData>() -> usize {
    P::BYTES
}

/// Implements [`PlainData`], [`Plain`], [`bytemuck::Zeroable`] and the traits of `approx` for a
/// struct all of whose fields are plain.
///
/// It is safe to call with anything: the macro has the compiler check that the fields listed are
/// all there are, that each has the type that is stated, that each is plain, and that there is no
/// padding between them.
///
/// The first form is for structs with the element type among their parameters, the second for
/// structs without scalars, the third for numbers of several types, which are no [`Plain`] of any
/// one of them.
#[doc(hidden)]
#[macro_export]
macro_rules! __plain_struct {
    ($scalar:ident in [$($generics:tt)*] $name:ident [$($arguments:tt)*] { $($field:tt: $type:ty),* $(,)? }) => {
        // SAFETY: all-zero bytes are a valid value of each field, since it is plain: `LEN` below
        // does not compile otherwise. Padding may have any bytes.
        unsafe impl<$($generics)*> $crate::__private::Zeroable for $name<$($arguments)*> {}

        // SAFETY: the struct is elements and nothing else, as below, and any bytes make valid ones.
        unsafe impl<$($generics)*> $crate::__private::PlainData for $name<$($arguments)*> {
            const BYTES: usize =
                <Self as $crate::__private::Plain<$scalar>>::LEN * ::core::mem::size_of::<$scalar>();
        }

        // SAFETY: each field is contiguous scalars, and there is nothing else in the struct: `LEN`
        // does not compile if a field is not plain, or if they do not add up to the size of the
        // whole, and the function below not if one is missing. (These are no `where` clauses,
        // because a field that is not plain would then be reported wherever the struct is used.)
        unsafe impl<$($generics)*> $crate::__private::Plain<$scalar> for $name<$($arguments)*> {
            const LEN: usize = {
                let fields = 0 $(+ ::core::mem::size_of::<$type>())*;
                ::core::assert!(::core::mem::size_of::<Self>() == fields, "a plain struct has no padding");
                0 $(+ $crate::__private::scalars::<$scalar, $type>())*
            };
        }

        $crate::__compared!($scalar in [$($generics)*] $name<$($arguments)*>);
        $crate::__plain_struct!(@check [$($generics)*] $name [$($arguments)*] { $($field: $type),* });
    };
    ([$($generics:tt)*] $name:ident [$($arguments:tt)*] { $($field:tt: $type:ty),* $(,)? }) => {
        // SAFETY: all-zero bytes are a valid value of each field by the bounds below, and padding
        // may have any bytes; the function behind this block compiles only if the list of fields is
        // complete.
        unsafe impl<$($generics)*> $crate::__private::Zeroable for $name<$($arguments)*>
        where
            $($type: $crate::__private::Zeroable,)*
        {
        }

        // SAFETY: `BYTES` does not compile unless the struct has no bytes.
        unsafe impl<$($generics)*> $crate::__private::PlainData for $name<$($arguments)*>
        where
            $($type: $crate::__private::Zeroable,)*
        {
            const BYTES: usize = {
                ::core::assert!(::core::mem::size_of::<Self>() == 0, "a struct without scalars has no bytes");
                0
            };
        }

        // SAFETY: `LEN` does not compile unless the struct has no bytes, and so consists of exactly
        // 0 elements.
        unsafe impl<ElementType: $crate::__private::Element, $($generics)*> $crate::__private::Plain<ElementType>
            for $name<$($arguments)*>
        where
            $($type: $crate::__private::Zeroable,)*
        {
            const LEN: usize = <Self as $crate::__private::PlainData>::BYTES;
        }

        $crate::__plain_struct!(@check [$($generics)*] $name [$($arguments)*] { $($field: $type),* });
    };
    (several [$($generics:tt)*] $name:ident [$($arguments:tt)*] { $($field:tt: $type:ty),* $(,)? }) => {
        // SAFETY: all-zero bytes are a valid value of each field by the bounds below, and padding
        // may have any bytes; the function behind this block compiles only if the list of fields is
        // complete.
        unsafe impl<$($generics)*> $crate::__private::Zeroable for $name<$($arguments)*>
        where
            $($type: $crate::__private::PlainData,)*
        {
        }

        // SAFETY: each field is numbers alone, and there is nothing else in the struct: `BYTES`
        // does not compile if they do not add up to the size of the whole, and the function below
        // not if one is missing.
        unsafe impl<$($generics)*> $crate::__private::PlainData for $name<$($arguments)*>
        where
            $($type: $crate::__private::PlainData,)*
        {
            const BYTES: usize = {
                let fields = 0 $(+ $crate::__private::bytes::<$type>())*;
                ::core::assert!(::core::mem::size_of::<Self>() == fields, "a plain struct has no padding");
                fields
            };
        }

        $crate::__plain_struct!(@check [$($generics)*] $name [$($arguments)*] { $($field: $type),* });
    };
    (@check [$($generics:tt)*] $name:ident [$($arguments:tt)*] { $($field:tt: $type:ty),* }) => {
        const _: () = {
            #[allow(dead_code, unused_variables, clippy::used_underscore_binding)]
            fn fields_are_all_listed<$($generics)*>(value: &$name<$($arguments)*>) {
                let $name { $($field: _),* } = value;
                $(let _: &$type = &value.$field;)*
            }
        };
    };
}
