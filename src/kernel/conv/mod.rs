//! Convolutions of images and signals, of one sample and of batches, with their gradients.
//!
//! Nothing is copied into a matrix of patches: tiles of accumulators run over the input where it
//! lies, or over a [`frame`] with its padding around it. All sums are those of a [`tile`], whose
//! lanes are, whichever wastes fewer of them,
//!
//! - columns of the output, [`over_columns`]: registers of contiguous inputs are multiplied with
//!   the weights of several filters;
//! - filters, [`over_filters`]: registers of weights are multiplied with the inputs at several
//!   positions, and the sums are transposed into maps when they are stored.
//!
//! Both add the products of an output in the same order, so that it is the same bits wherever it
//! lies, in a band of rows or in the whole image, and [frame by frame](frame_by_frame). The
//! gradient of the input is a correlation like the forward pass, [`input_gradient`], and that of
//! the weight one over positions, [`weight_gradient`].
//!
//! Sizes are known at run time alone. The loops are compiled in this crate, once for each element
//! type and instruction set, so that twenty convolutions build as fast as one. Where sizes do not
//! fit what a pass is given, it computes nothing, as [products](super::product) do.

#[cfg(any(feature = "train", test))]
mod bias_gradient;
mod correlation;
mod floor;
mod forward;
mod frame;
mod frame_by_frame;
mod geometry;
mod input_gradient;
mod over_columns;
mod over_filters;
#[cfg(any(feature = "train", test))]
mod over_positions;
mod pooled;
mod samples;
#[cfg(test)]
mod tests;
mod tile;
mod transpose;
mod walk;
#[cfg(any(feature = "train", test))]
mod weight_gradient;
mod width;

#[cfg(any(feature = "train", test))]
#[allow(unused_imports)] // The layers that use them all are on their way.
pub(crate) use bias_gradient::{add_sums_of_maps, backward_bias};
#[allow(unused_imports)]
pub(crate) use forward::{forward, forward_rows, prepare};
pub(crate) use frame_by_frame::{SignalSizes, forward_frame};
pub(crate) use geometry::Convolution;
#[cfg(any(feature = "train", test))]
pub(crate) use input_gradient::backward_input;
#[allow(unused_imports)]
pub(crate) use input_gradient::transposed;
pub(crate) use pooled::{forward_pooled, pooled_scratch};
#[cfg(any(feature = "train", test))]
pub(crate) use weight_gradient::backward_weight;
