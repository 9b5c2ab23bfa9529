//! Everything that generated code may name. Not covered by semantic versioning: the macro and the library are released together.

pub use crate::assertions::{assert_positive, assert_rate, assert_sizes};
pub use crate::kernel::plain::Plain;
pub use crate::kernel::scratch::{Chain, Opened, Others, Slots};
pub use crate::layer::{Layer, Parameters, Path, Visitor};
pub use crate::network::{Classifier, Network, Scores, Signature};
pub use crate::scalar::Real;
pub use crate::shape::Shape;
pub use crate::summary::{Dot, Mermaid, Step, Summary};
pub use crate::value::{View, ViewMut};
pub use bytemuck::Zeroable;
pub use nalgebra::{Const, Dim};

#[cfg(feature = "train")]
pub use {
    crate::init::Init,
    crate::layer::{Buffer, Differentiable, Record, Saved},
    crate::train::Trainable,
    alloc::boxed::Box,
    rand::Rng,
};

/// `gradient += part`: where a value is used several times, the gradients of its uses are summed.
#[cfg(feature = "train")]
pub fn accumulate<T: Real, const N: usize, B: Dim>(
    mut gradient: ViewMut<'_, T, Const<N>, B>,
    part: View<'_, T, Const<N>, B>,
) {
    gradient += part;
}
