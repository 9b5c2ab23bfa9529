//! Names of the user's that generated code must not trip over.

#![allow(non_camel_case_types, dead_code)]

use nw::network;

/// Shadows what the prelude offers.
#[derive(Debug)]
pub struct Option;
/// Shadows what the prelude offers.
#[derive(Debug)]
pub struct Some;
/// Shadows what the prelude offers.
#[derive(Debug)]
pub struct None;
/// Shadows what the prelude offers.
#[derive(Debug)]
pub struct Box;
/// Shadows what the prelude offers.
#[derive(Debug)]
pub struct Batch;
/// Shadows a type parameter of generated functions.
#[derive(Debug)]
pub struct Set;
/// Shadows what the macro generates elsewhere.
#[derive(Debug)]
pub struct Saved;
/// Shadows a layer of the library.
#[derive(Debug)]
pub struct Linear;
/// Shadows a trait that is implemented.
pub trait Default {}
/// Shadows a trait of the library.
pub trait Layer {}
/// A module with the name of a crate.
pub mod core {}
/// A module with the name of a crate.
pub mod netwright {}
/// A constant with the name of the element type.
pub const T: usize = 3;

/// Steps with the names of variables in generated code.
#[network(input = 2, crate = nw)]
#[derive(Debug)]
pub struct Variables {
    output: Linear<2>,
    scratch: Relu,
    slots: Linear<3>,
    values: Tanh,
    batch: Linear<3>,
    saved: Relu,
    rng: Linear<3>,
    gradient: Sigmoid,
    #[from(gradient, saved)]
    output_gradient: Add,
    input_gradient: Linear<3>,
    wanted: Relu,
    read: Linear<2>,
    write: Tanh,
    network: Linear<2>,
    path: Relu,
    visitor: Linear<2>,
    #[from(visitor, input)]
    input_part: Concat,
    r#type: Linear<T>,
    element_type: Relu,
    simd: Linear<3>,
}
