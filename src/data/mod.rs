//! Data: labels of classes, data sets and their batches, standardisation.

mod binary;
mod dataset;
mod finite;
pub(crate) mod label;
mod moments;
mod rows;
mod standardizer;

pub use binary::Binary;
pub use dataset::{Batch, Dataset};
pub(crate) use finite::require_finite_samples;
pub use label::{Label, Target};
pub use rows::Rows;
pub use standardizer::Standardizer;
