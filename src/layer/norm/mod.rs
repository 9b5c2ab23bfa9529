//! Normalisations: of the features of a sample, of each feature over a batch, and of each feature
//! by what was measured before training.

#[cfg(feature = "train")]
mod batch_moments;
mod batch_norm;
mod layer_norm;
mod normalize;
mod rms_norm;
#[cfg(feature = "train")]
mod samples;
mod shape;

#[cfg(feature = "train")]
pub use batch_moments::BatchMoments;
pub use batch_norm::BatchNorm1d;
pub use layer_norm::LayerNorm;
pub use normalize::Normalize;
pub use rms_norm::RmsNorm;
pub use shape::ArrayShape;
