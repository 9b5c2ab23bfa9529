//! The option of a bias, as a type: `Linear<10, NoBias>`.

use crate::layer::Parameters;
use crate::layer::recurrent::GateBias;
use crate::scalar::Real;
use core::fmt;
use nalgebra::SVector;

/// States that a layer adds a learned constant to each output, or not: [`WithBias`] or [`NoBias`].
pub trait BiasOption: 'static {
    /// The stored bias: a vector, or nothing.
    type Vector<T: Real, const OUT: usize>: Parameters<T>;

    /// The stored bias of `GATES` gates of `H` units: a vector, or nothing.
    type Gates<T: Real, const GATES: usize, const H: usize>: Parameters<T> + Clone + PartialEq + fmt::Debug;

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
    type Gates<T: Real, const GATES: usize, const H: usize> = GateBias<T, GATES, H>;

    const PRESENT: bool = true;
}

impl BiasOption for NoBias {
    type Vector<T: Real, const OUT: usize> = ();
    type Gates<T: Real, const GATES: usize, const H: usize> = ();

    const PRESENT: bool = false;
}
