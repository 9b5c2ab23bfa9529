//! Everything that generated code may name. Not covered by semantic versioning: the macro and the library are released together.

pub use crate::assertions::{assert_counted, assert_layer, assert_output, assert_positive, assert_rate, assert_shapes};
pub use crate::bounds::{ClassifierOf, Counted, Gives, Takes};
pub use crate::kernel::arrange::Arrange;
pub use crate::kernel::plain::{Plain, scalars};
pub use crate::kernel::scratch::{Chain, Opened, Others, Slots};
pub use crate::layer::{Layer, Parameters, Path, Scores, Visitor};
pub use crate::network::{Classifier, Network, Signature};
pub use crate::scalar::Real;
pub use crate::shape::{Facts, OfRank, Rank1, Rank2, Rank3, Shape, ShapeOfRank, ShapeType, Step};
pub use crate::summary::{Dot, Mermaid, Summary};
pub use crate::value::{Features, Input, View, ViewMut};
pub use bytemuck::Zeroable;
pub use nalgebra::{Const, Dim, DimName};
pub use typenum;

#[cfg(feature = "train")]
pub use {
    crate::init::{Init, initialize_all},
    crate::layer::{Backward, Buffer, Differentiable, Record, Saved},
    crate::train::Trainable,
    alloc::boxed::Box,
    rand::Rng,
};

/// `gradient += part`: where a value is used several times, the gradients of its uses are summed.
#[cfg(feature = "train")]
pub fn accumulate<T: Real, D: DimName, B: Dim>(mut gradient: ViewMut<'_, T, D, B>, part: View<'_, T, D, B>) {
    gradient += part;
}

/// What a layer says about itself in the table of a network; the rest of the row is the network's.
#[must_use]
pub const fn step<T: Real, L: Layer<T>>() -> Step {
    Step {
        name: "",
        layer: "",
        from: &[],
        inputs: &[],
        output: L::OUTPUT,
        params: L::COUNT,
        macs: L::MACS,
        steps: L::STEPS,
    }
}

/// The multiplications and additions of all steps.
#[must_use]
pub const fn macs(steps: &[Step]) -> usize {
    let (mut sum, mut position) = (0, 0);
    while position < steps.len() {
        sum += steps[position].macs;
        position += 1;
    }
    sum
}
