//! Normalisations: of the features of a sample, of each feature over a batch, and of each feature
//! by what was measured before training.

mod layer_norm;
mod rms_norm;
mod shape;

pub use layer_norm::LayerNorm;
pub use rms_norm::RmsNorm;
pub use shape::ArrayShape;
