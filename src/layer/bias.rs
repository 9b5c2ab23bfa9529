//! Whether a layer adds a bias: an option that is a type, `Linear<10, NoBias>`.

use crate::scalar::Real;
use bytemuck::Zeroable;
use nalgebra::SVector;

/// Whether a layer adds a learned constant to each output: [`WithBias`] or [`NoBias`].
pub trait BiasOption: 'static {
    /// What is stored: a vector, or nothing.
    type Vector<T: Real, const OUT: usize>: Zeroable;

    /// Whether there is a bias.
    const PRESENT: bool;

    /// The numbers, none without a bias.
    fn as_slice<T: Real, const OUT: usize>(bias: &Self::Vector<T, OUT>) -> &[T];

    /// The numbers, none without a bias, to be changed.
    fn as_mut_slice<T: Real, const OUT: usize>(bias: &mut Self::Vector<T, OUT>) -> &mut [T];
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

    fn as_slice<T: Real, const OUT: usize>(bias: &SVector<T, OUT>) -> &[T] {
        bias.as_slice()
    }

    fn as_mut_slice<T: Real, const OUT: usize>(bias: &mut SVector<T, OUT>) -> &mut [T] {
        bias.as_mut_slice()
    }
}

impl BiasOption for NoBias {
    type Vector<T: Real, const OUT: usize> = ();

    const PRESENT: bool = false;

    fn as_slice<T: Real, const OUT: usize>((): &()) -> &[T] {
        &[]
    }

    fn as_mut_slice<T: Real, const OUT: usize>((): &mut ()) -> &mut [T] {
        &mut []
    }
}
