//! Convolutions of images and signals, of one sample and of batches.

#[cfg(any(feature = "train", test))]
mod bias_gradient;
mod correlation;
mod forward;
mod frame;
mod frame_by_frame;
mod geometry;
mod input_gradient;
mod over_columns;
mod over_filters;
mod pooled;
mod samples;
#[cfg(test)]
mod tests;
mod tile;
#[cfg(any(feature = "train", test))]
mod weight_gradient;

#[cfg(any(feature = "train", test))]
pub(crate) use bias_gradient::backward_bias;
pub(crate) use forward::{forward, forward_rows, prepare};
#[allow(unused_imports)] // The layers that use them are on their way.
pub(crate) use frame_by_frame::{SignalSizes, forward_frame};
pub(crate) use geometry::Convolution;
pub(crate) use input_gradient::backward_input;
pub(crate) use pooled::{forward_pooled, pooled_scratch};
#[cfg(any(feature = "train", test))]
pub(crate) use weight_gradient::backward_weight;
