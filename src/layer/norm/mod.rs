//! Normalisations: of the features of a sample, of groups of its channels, of each channel over a
//! batch, and of each channel by what was measured before training.

mod affine;
#[cfg(feature = "train")]
mod batch_moments;
mod batch_norm;
mod group_norm;
mod layer_norm;
mod normalize;
mod rms_norm;
#[cfg(feature = "train")]
mod samples;
mod shape;

pub use affine::{Affine, AffineOption, NoAffine};
#[cfg(feature = "train")]
pub use batch_moments::BatchMoments;
pub use batch_norm::{BatchNorm, BatchNorm1d, BatchNorm2d};
pub use group_norm::{GroupNorm, InstanceNorm};
pub use layer_norm::LayerNorm;
pub use normalize::Normalize;
pub use rms_norm::RmsNorm;
pub use shape::ArrayShape;
