use netwright::prelude::*;

/// Finds the arm of the spiral that a point of the plane lies on.
#[network(input = 2)]
pub struct Spiral {
    hidden: Linear<100>,
    relu: Relu,
    logits: Linear<64, 3>,
}

fn main() {}
