//! Data: labels of classes, data sets and their batches, standardisation.

mod dataset;
mod label;
mod moments;
mod standardizer;

pub use dataset::{Batch, Dataset};
pub use label::{Class, Label};
pub use standardizer::Standardizer;
