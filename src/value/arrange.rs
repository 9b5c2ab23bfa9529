//! Converts values into the form that a custom layer takes.
//!
//! Generated code holds several values as nested pairs, and knows neither whether a layer takes an
//! array or pairs, nor of which sizes. Beside every use it asserts that the sizes are right
//! (`assert_layer`, `assert_shapes`), so that a wrong size is one clear message, and not one type
//! error per call besides.

use crate::kernel::memory::elements::{into_elements, into_elements_mut};
use crate::value::{View, ViewMut};
use nalgebra::{Dim, DimName, Scalar};

/// Converts the nested pairs of generated code, `(a, (b, c))`, into the form that a layer declares:
/// a view, an array, or pairs.
#[diagnostic::on_unimplemented(
    message = "the layer takes another number of values",
    label = "another number of values"
)]
pub trait Arrange<G> {
    /// Converts the values.
    fn arrange(given: G) -> Self;
}

impl<'a, T: Scalar, D: DimName, E: DimName, B: Dim> Arrange<View<'a, T, D, B>> for View<'a, T, E, B> {
    fn arrange(given: View<'a, T, D, B>) -> Self {
        let batch = given.shape_generic().1;
        View::from_slice_generic(into_elements(given), E::name(), batch)
    }
}

impl<'a, T: Scalar, D: DimName, E: DimName, B: Dim> Arrange<ViewMut<'a, T, D, B>> for ViewMut<'a, T, E, B> {
    fn arrange(given: ViewMut<'a, T, D, B>) -> Self {
        let batch = given.shape_generic().1;
        ViewMut::from_slice_generic(into_elements_mut(given), E::name(), batch)
    }
}

impl<G, H, A: Arrange<G>, B: Arrange<H>> Arrange<(G, H)> for (A, B) {
    fn arrange(given: (G, H)) -> Self {
        (A::arrange(given.0), B::arrange(given.1))
    }
}

/// Expands to `(a, (b, c))`, as a type or a pattern.
macro_rules! pairs {
    ($last:ident) => { $last };
    ($first:ident $($rest:ident)+) => { ($first, pairs!($($rest)+)) };
}

/// Implements the conversion of nested pairs into arrays.
macro_rules! arrays {
    ($($count:literal: $($type:ident $name:ident),*;)*) => {
        $(
            impl<V: $(Arrange<$type> +)*, $($type),*> Arrange<pairs!($($type)*)> for [V; $count] {
                fn arrange(pairs!($($name)*): pairs!($($type)*)) -> Self {
                    [$(V::arrange($name)),*]
                }
            }
        )*
    };
}

arrays! {
    2: A a, B b;
    3: A a, B b, C c;
    4: A a, B b, C c, D d;
    5: A a, B b, C c, D d, E e;
    6: A a, B b, C c, D d, E e, F f;
    7: A a, B b, C c, D d, E e, F f, G g;
    8: A a, B b, C c, D d, E e, F f, G g, H h;
}
