//! Classifies irises for programs in C, and in whatever else calls C.
//!
//! The network is the static of `examples/embed-iris`. [`abi`] has the functions, which
//! `include/iris.h` declares, and all that is unsafe; [`text`] has strings that end as C's do.

#![no_std]
#![deny(unsafe_code)]

#[allow(unsafe_code)]
pub mod abi;
pub mod text;
