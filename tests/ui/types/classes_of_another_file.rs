//! A weights file that names the classes in another order than the enum is not embedded.

use netwright::prelude::*;

#[derive(Class, Clone, Copy, Debug, PartialEq, Eq)]
enum Species {
    Setosa,
    Versicolor,
    Virginica,
}

#[network(
    input = 4,
    classes = Species,
    weights = "../../../../tests/fixtures/weights/sequential_classes.safetensors"
)]
struct Iris(Linear<8>, Tanh, Linear<3>);

fn main() {
    println!("{:?}", Iris::EMBEDDED.classify(&[0.0; 4]));
}
