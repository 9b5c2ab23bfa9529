//! The axes are said on both sides, where a value has several.

use netwright::prelude::*;

#[network(input = [3, 8, 8])]
struct Image {
    conv: Conv2d<3, 3, Same>,
}

#[network(input = 12)]
struct Vector {
    fc: Linear<4>,
}

#[network(input = [3, 8, 4])]
struct OfImages {
    block: Image,
    vector: Vector,
}

#[network(input = 4)]
struct OfVectors {
    fc: Linear<96>,
    block: Image,
}

fn main() {}
