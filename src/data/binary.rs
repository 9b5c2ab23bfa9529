//! Targets of two classes, for networks with one output.

use crate::data::Target;
use nalgebra::SVector;

/// A target of one of two classes, negative and positive: `bool`; a [`Target`] of two, of which the
/// second one is positive; or a single number, 1 for positive, 0 or -1 for negative, as
/// [`Mse`](crate::loss::Mse) takes it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not one of two classes",
    note = "binary targets are `bool`, `Label<2>`, an enum with `#[derive(Class)]` and two variants, or `[T; 1]` with 0 and 1"
)]
pub trait Binary {
    /// Returns `true` for positive, and `None` for a number that is not 1, 0 or -1.
    fn is_positive(&self) -> Option<bool>;
}

impl Binary for bool {
    fn is_positive(&self) -> Option<bool> {
        Some(*self)
    }
}

impl<C: Target<2>> Binary for C {
    fn is_positive(&self) -> Option<bool> {
        Some(self.label().index() == 1)
    }
}

macro_rules! binary_numbers {
    ($($scalar:ty),*) => {
        $(
            impl Binary for [$scalar; 1] {
                fn is_positive(&self) -> Option<bool> {
                    match self[0] {
                        1.0 => Some(true),
                        0.0 | -1.0 => Some(false),
                        _ => None,
                    }
                }
            }

            impl Binary for SVector<$scalar, 1> {
                fn is_positive(&self) -> Option<bool> {
                    [self[0]].is_positive()
                }
            }
        )*
    };
}

binary_numbers!(f32, f64);
