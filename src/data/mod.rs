//! Data: samples and their targets, where they come from, and what is done to them before training.
//!
//! - [`Dataset`] keeps samples with their targets, borrowed or owned; it is shuffled, split, also
//!   by classes, and divided into folds.
//! - [`Label`], and enums that derive [`Class`](crate::prelude::Class), are classes; [`one_hot`],
//!   [`class_counts`] and [`class_weights`] follow from them.
//! - [`Standardizer`] and [`MinMax`] bring features to one scale. Fit them on the training part
//!   alone: the test part stands for samples that nobody has seen.
//! - A [`Sampler`] chooses the samples of an epoch, and [`Augment`] changes them at random.
//! - [`generate`] draws data sets.
//! - [`Array`] reads idx files, the format of MNIST, and NumPy's `.npy` files (feature `std`), and
//!   `Csv` reads tables (feature `csv`); all may be compressed (feature `gzip`).

#[cfg(feature = "std")]
mod array;
mod augment;
mod binary;
mod classes;
mod dataset;
mod finite;
mod from_class;
pub mod generate;
pub(crate) mod label;
mod min_max;
mod moments;
mod normalize;
mod rows;
mod sampler;
mod split;
mod standardizer;
#[cfg(feature = "csv")]
mod table;

#[cfg(feature = "std")]
pub use array::Array;
pub use augment::{Augment, GaussianNoise};
pub use binary::Binary;
pub use classes::{class_counts, class_weights, one_hot};
pub use dataset::{Batch, Dataset};
pub(crate) use finite::require_finite_samples;
pub use from_class::FromClass;
pub use label::{Label, Target};
pub use min_max::MinMax;
pub(crate) use moments::{Moments, moments};
pub use rows::Rows;
pub use sampler::{BalancedSampler, RandomSampler, Sampler, SequentialSampler, WeightedRandomSampler};
pub use split::Folds;
pub use standardizer::Standardizer;
#[cfg(feature = "csv")]
pub use table::{Csv, Table};
