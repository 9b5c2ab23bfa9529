//! The option of a bias, as a type: `Linear<10, NoBias>`.

use crate::layer::Parameters;
use crate::scalar::Real;
use nalgebra::SVector;

/// States that a layer adds a learned constant to each output, or not: [`WithBias`] or [`NoBias`].
pub trait BiasOption: 'static {
    /// The stored bias: a vector, or nothing.
    type Vector<T: Real, const OUT: usize>: Parameters<T>;

    /// True if there is a bias.
    const PRESENT: bool;
}

/// A learned constant is added to each output; the default.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct WithBias;

/// Nothing is added to the outputs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct NoBias;

impl BiasOption for WithBias {
    type Vector<T: Real, const OUT: usize> = SVector<T, OUT>;

    const PRESENT: bool = true;
}

impl BiasOption for NoBias {
    type Vector<T: Real, const OUT: usize> = ();

    const PRESENT: bool = false;
}
