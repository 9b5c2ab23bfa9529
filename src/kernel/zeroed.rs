//! Networks as zeroed memory: the one property that lets them be created in place, derived without `unsafe` in
//! anyone else's code.

/// Implements [`bytemuck::Zeroable`] for a struct all of whose fields are `Zeroable`.
///
/// It is safe to call with anything: a struct is valid as zeroed memory if all of its fields are, and the macro has the
/// compiler check both that the fields listed are all there are and that each has the type that is stated.
///
/// The macro `#[network]` uses it, so that neither it nor the code it writes contains `unsafe`.
#[doc(hidden)]
#[macro_export]
macro_rules! __zeroable_struct {
    ([$($generics:tt)*] [$($bounds:tt)*] $name:ident [$($arguments:tt)*] { $($field:tt: $type:ty),* $(,)? }) => {
        // SAFETY: all-zero bytes are a valid value of each field by the bounds below, padding may have any bytes, and
        // the function behind this block compiles only if the list of fields is complete and their types are right.
        unsafe impl<$($generics)*> $crate::__private::Zeroable for $name<$($arguments)*>
        where
            $($bounds)*
            $($type: $crate::__private::Zeroable,)*
        {
        }

        const _: () = {
            #[allow(dead_code, clippy::used_underscore_binding)]
            fn fields_are_all_listed<$($generics)*>(value: &$name<$($arguments)*>)
            where
                $($bounds)*
            {
                let $name { $($field: _),* } = value;
                $(let _: &$type = &value.$field;)*
            }
        };
    };
}
