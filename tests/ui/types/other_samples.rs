//! A network with named inputs takes its own struct, one at a time or in a slice.

use netwright::prelude::*;

#[network(input = { image = [1, 2, 2], age = 1 })]
struct Face {
    #[from(image)]
    flat: Flatten,
    #[from(flat, age)]
    all: Concat,
    scores: Linear<2>,
}

#[network(input = { left = 2, right = 2 })]
struct Pair {
    #[from(left, right)]
    sum: Add,
}

fn main() {
    let face = Face::zeros();
    face.predict(&PairInput { left: [0.0; 2], right: [0.0; 2] });
    face.predict_batch(&[FaceInput { image: [0.0; 4], age: [0.0] }; 3]);
    face.predict(&FaceInput { image: [0.0; 4], age: 0.0 });
}
