//! The value of a constant is known to the compiler alone.

use netwright::prelude::*;

const LOW: f64 = 1.0;
const HIGH: f64 = -1.0;

#[network(input = 4)]
struct Net {
    hidden: Linear<8>,
    clip: HardTanh<LOW, HIGH>,
    soft: Softplus<HIGH>,
}

fn main() {}
