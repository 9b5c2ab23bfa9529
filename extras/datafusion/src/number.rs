//! The numbers of networks as those of Arrow.

use datafusion::arrow::datatypes::{ArrowNativeType, ArrowPrimitiveType, DataType, Float32Type, Float64Type};
use netwright::scalar::Real;

/// A number that a network computes with, `f32` or `f64`, and its type in Arrow.
pub trait Number: Real + ArrowNativeType {
    /// The type in Arrow.
    type Arrow: ArrowPrimitiveType<Native = Self>;

    /// That type as a value.
    const DATA_TYPE: DataType = <Self::Arrow as ArrowPrimitiveType>::DATA_TYPE;
}

impl Number for f32 {
    type Arrow = Float32Type;
}

impl Number for f64 {
    type Arrow = Float64Type;
}
