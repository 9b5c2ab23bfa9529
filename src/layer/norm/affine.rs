//! The option of a learned weight and bias, as a type: `InstanceNorm<Affine>`.

use crate::layer::Parameters;
use crate::scalar::Real;
use nalgebra::SVector;

/// States that a normalisation has a learned weight and bias for each channel, or not: [`Affine`]
/// or [`NoAffine`].
pub trait AffineOption: 'static {
    /// The stored numbers of the channels: a vector, or nothing.
    type Vector<T: Real, const C: usize>: Parameters<T>;
}

/// Each channel is multiplied by a weight, and a bias is added.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Affine;

/// Normalised numbers are the outputs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct NoAffine;

impl AffineOption for Affine {
    type Vector<T: Real, const C: usize> = SVector<T, C>;
}

impl AffineOption for NoAffine {
    type Vector<T: Real, const C: usize> = ();
}
