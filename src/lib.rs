// Tests of examples are named after the file that the first line is in.
#![doc = ""]
// Links to files are links to modules here: of two definitions of a link the first one holds.
#![cfg_attr(feature = "train", doc = include_str!("links.md"))]
// The README shows all features, so that its examples are tested with all of them.
#![cfg_attr(any(not(doctest), feature = "weights"), doc = include_str!("../README.md"))]
#![no_std]
// Documentation names the feature that an item needs; docs.rs builds with a compiler that can.
#![cfg_attr(docsrs, feature(doc_cfg))]

#[cfg(feature = "alloc")]
extern crate alloc;
// So that the macro's absolute paths also work inside this crate.
#[allow(unused_extern_crates)]
extern crate self as netwright;
#[cfg(feature = "std")]
extern crate std;

#[doc(hidden)]
#[path = "private.rs"]
pub mod __private;
mod assertions;
pub mod comparison;
#[cfg(feature = "train")]
pub mod data;
mod embed;
#[cfg(feature = "alloc")]
pub mod ensemble;
pub mod error;
mod features;
#[cfg(all(feature = "std", any(feature = "train", feature = "npz")))]
mod files;
#[cfg(feature = "train")]
pub mod gradcheck;
#[cfg(all(doc, feature = "train"))]
pub mod guide;
mod kernel;
pub mod layer;
#[cfg(feature = "train")]
pub mod loss;
pub mod meaning;
#[cfg(feature = "train")]
pub mod metrics;
pub mod network;
#[cfg(feature = "train")]
pub mod optim;
pub mod parameters;
#[cfg(feature = "plot")]
pub mod plot;
pub mod prelude;
pub mod scalar;
pub mod shape;
pub mod simd;
pub mod summary;
mod text;
#[cfg(feature = "train")]
pub mod train;
pub mod value;
#[cfg(feature = "weights")]
pub mod weights;
#[cfg(not(feature = "weights"))]
#[path = "weights/without.rs"]
mod weights;

pub use approx;
pub use error::Error;
pub use nalgebra;
pub use network::{bounds, classes};
pub use netwright_macros::network;
#[cfg(feature = "train")]
pub use parameters::init;
pub use typenum;
