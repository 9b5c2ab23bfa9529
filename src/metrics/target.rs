//! Targets that are classes, for several outputs and for one.

use crate::data::{Binary, Target};
use crate::loss::AnyOutputs;
use crate::metrics::AnyScores;
use nalgebra::SVector;

/// A target that is a class, for a network with `N` outputs.
///
/// With several outputs it is a [`Target`], one of as many classes. With one output there are two
/// classes, negative and positive, and the target is `bool`, or a number, `[T; 1]`: 1 for positive,
/// 0 or -1 for negative.
#[diagnostic::on_unimplemented(
    message = "targets of type `{Self}` are no classes for a network with {N} outputs",
    label = "targets must be classes, one for each of two or more outputs, or `bool` for one output"
)]
pub trait ClassTarget<const N: usize> {
    /// The outputs that distinguish the classes: scores, if there are several.
    type Outputs;

    /// Returns the number of the class, and `None` for a number that is not 1, 0 or -1.
    fn class(&self) -> Option<usize>;
}

impl<const N: usize, Y: Target<N>> ClassTarget<N> for Y {
    type Outputs = AnyScores;

    fn class(&self) -> Option<usize> {
        Some(self.label().index())
    }
}

macro_rules! binary_targets {
    ($($target:ty),*) => {
        $(
            impl ClassTarget<1> for $target {
                type Outputs = AnyOutputs;

                fn class(&self) -> Option<usize> {
                    self.is_positive().map(usize::from)
                }
            }
        )*
    };
}

binary_targets!(bool, [f32; 1], [f64; 1], SVector<f32, 1>, SVector<f64, 1>);
