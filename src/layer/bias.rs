//! Whether a layer adds a bias: an option that is a type, `Linear<10, NoBias>`.

use crate::layer::Parameters;
use crate::scalar::Real;
use nalgebra::SVector;

/// Whether a layer adds a learned constant to each output: [`WithBias`] or [`NoBias`].
pub trait BiasOption: 'static {
    /// What is stored: a vector, or nothing.
    type Vector<T: Real, const OUT: usize>: Parameters<T>;

    /// Whether there is a bias.
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
