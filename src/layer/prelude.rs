//! Everything that the implementation of a layer needs, in one `use`.

pub use crate::layer::functions::*;
pub use crate::layer::{
    Activation, ColumnFunction, Infer, InputView, InputViewMut, Layer, Linear, Parameters, PerCall, Plain, Push,
    Scratch, ScratchSize, Streaming, Timing, Weight,
};
#[cfg(feature = "train")]
pub use crate::layer::{Backward, Buffer, Differentiable, Forward, Once, Saved};
pub use crate::meaning::{Distances, LogProbabilities, Logits, Meaning, Probabilities, Values};
pub use crate::scalar::Real;
pub use crate::shape::Shape;
pub use crate::simd::{Simd, vectorize};
pub use crate::value::{Elements, ElementsMut, View, ViewMut};
pub use nalgebra::{Const, Dim, SMatrix, SVector};
#[cfg(feature = "train")]
pub use rand::Rng;
