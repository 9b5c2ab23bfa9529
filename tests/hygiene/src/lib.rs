//! Generated code compiles under denied lints, without the standard library, with the library
//! renamed, and beside any names.

#![no_std]
#![forbid(unsafe_code)]
#![deny(
    warnings,
    missing_docs,
    missing_debug_implementations,
    rust_2018_idioms,
    unreachable_pub,
    unused_qualifications,
    unused_results,
    clippy::all,
    clippy::pedantic
)]

use nw::network;

pub mod embedded;
pub mod layers;
pub mod names;

/// The library under yet another path.
pub mod facade {
    pub use nw as inner;
}

/// A chain.
#[network(input = 3, output = 2, crate = nw)]
#[derive(Debug, Clone, PartialEq)]
pub struct Chain {
    /// The hidden layer.
    pub hidden: Linear<4>,
    tanh: Tanh,
    pub(crate) logits: Linear<2>,
}

/// A sequence.
#[network(input = [2, 2], crate = crate::facade::inner)]
#[derive(Debug)]
pub struct Sequence(Flatten, Linear<5, NoBias>, Relu, Dropout<0.5>, pub Linear<3>, LogSoftmax);

/// A graph with values that are used several times.
#[network(input = 3, crate = nw)]
#[derive(Debug, Clone, PartialEq)]
pub struct Graph {
    left: Linear<4>,
    sigmoid: Sigmoid,
    #[from(input)]
    right: Linear<4>,
    #[from(sigmoid, right, sigmoid)]
    sum: Add,
    #[from(sum, right)]
    larger: Max,
    #[from(larger, input)]
    both: Concat,
    softmax: Softmax,
}

/// Inputs and outputs with names that generated code uses itself.
#[network(
    input = { input = 2, batch = [1, 3], r#type = WIDTH },
    output = { output = simd, saved = logits, r#fn = logits },
    crate = nw
)]
#[derive(Debug, Clone, PartialEq)]
pub struct Ends<const H: usize = 4> {
    #[from(batch)]
    flat: Flatten,
    #[from(input, flat, r#type)]
    all: Concat,
    pub(crate) simd: Linear<5>,
    scratch: Linear<H>,
    logits: Linear<3>,
}

/// Sizes by const parameters, one of which has the name that the element type usually has.
#[network(input = 3, crate = nw)]
#[derive(Debug, Clone, PartialEq)]
pub struct Sized<const T: usize, const H: usize = 4> {
    first: Linear<T>,
    relu: Relu,
    second: Linear<H>,
    /// A constant outside.
    third: Linear<WIDTH>,
    fourth: Linear<{ WIDTH * 2 }>,
}

const WIDTH: usize = 2;

/// A network that only this module sees, with a parameterless one in a function.
#[must_use]
pub fn local(x: f32) -> f32 {
    #[network(input = 1, crate = nw)]
    struct Inside(Relu, Tanh);

    let network = <Inside as nw::__private::Zeroable>::zeroed();
    network::Network::predict(&network, &[x])[0]
}

/// This one is compiled.
#[network(input = 1, crate = nw)]
#[cfg(not(feature = "never"))]
#[derive(Debug)]
pub struct Conditional(Linear<1>);

/// This one is not, and its names would collide with the one above if it were.
#[network(input = 1, crate = nw)]
#[cfg(feature = "never")]
#[derive(Debug)]
pub struct Conditional(Linear<2>, Linear<1>);
