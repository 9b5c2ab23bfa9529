#![doc = include_str!("../README.md")]
#![no_std]

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
pub mod bounds;
pub mod classes;
#[cfg(feature = "train")]
pub mod data;
mod embedding;
pub mod error;
mod golden;
#[cfg(feature = "train")]
pub mod gradcheck;
#[cfg(all(doc, feature = "train"))]
pub mod guide;
#[cfg(feature = "train")]
pub mod init;
mod kernel;
pub mod layer;
#[cfg(feature = "train")]
pub mod loss;
pub mod network;
#[cfg(feature = "train")]
pub mod optim;
pub mod prelude;
pub mod scalar;
pub mod shape;
pub mod simd;
pub mod summary;
#[cfg(feature = "train")]
pub mod train;
pub mod value;
#[cfg(feature = "weights")]
pub mod weights;

pub use error::Error;
pub use nalgebra;
pub use netwright_macros::network;
pub use typenum;
