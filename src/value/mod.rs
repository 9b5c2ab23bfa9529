//! Values between layers: matrices with one column per sample, borrowed as views.
//!
//! A value with `N` features for a batch of `B` samples is an `N` by `B` matrix in column-major
//! order. Images are flattened in the order channel, row, column, so a batch is byte for byte
//! PyTorch's `[B, C, H, W]` array. The number of rows is always a type,
//! [`Const<N>`](nalgebra::Const). The number of columns is any [`Dim`](nalgebra::Dim): one sample
//! (`Const<1>`), a static batch (`Const<32>`) or a batch whose size is known at run time
//! ([`Dyn`](nalgebra::Dyn)).

pub(crate) mod arrange;
mod inputs;
mod samples;
mod split;
mod stack;

pub use crate::kernel::memory::elements::{Elements, ElementsMut};
pub use inputs::{Features, InputSizes, Inputs};
pub use samples::{Sample, Samples, SamplesOf, SingleSample};
pub use split::Split;
pub use stack::Stackable;

use nalgebra::{MatrixView, MatrixViewMut};

/// A borrowed value: `D` features by `B` samples, columns contiguous.
pub type View<'a, T, D, B> = MatrixView<'a, T, D, B>;

/// A mutably borrowed value: `D` features by `B` samples, columns contiguous.
pub type ViewMut<'a, T, D, B> = MatrixViewMut<'a, T, D, B>;
