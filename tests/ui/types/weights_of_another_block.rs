//! The compiler compares a nested network, and sizes by constants, with the file.

use netwright::prelude::*;

const HIDDEN: usize = 9;

#[network(input = 5)]
struct Body {
    fc: Linear<20>,
    tanh: Tanh,
}

#[network(input = 20)]
struct Head(Linear<3>);

#[network(input = 5, weights = "../../../../tests/fixtures/weights/blocks.safetensors")]
struct Blocks {
    body: Body,
    head: Head,
}

#[network(input = 4, weights = "../../../../tests/fixtures/weights/sequential.safetensors")]
struct WithConstant(Linear<HIDDEN>, Tanh, Linear<3>);

fn main() {
    // Uses are not reported as well.
    println!("{} {}", Blocks::EMBEDDED.predict(&[0.0; 5]), Blocks::WEIGHTS_SHA256);
}
