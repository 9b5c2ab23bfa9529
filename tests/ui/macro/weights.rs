//! A weights file that does not fit is reported at its name and at the fields, and nowhere else.

use netwright::prelude::*;

#[network(input = 4, weights = "../../../../tests/fixtures/weights/sequential.safetensors")]
struct WrongSize(Linear<8>, Tanh, Linear<5>);

#[network(input = 6, weights = "../../../../tests/fixtures/weights/named.safetensors")]
struct WrongNames {
    first: Linear<9>,
    relu: Relu,
    #[key = "logits"]
    second: Linear<4>,
}

#[network(input = 4, weights = "../../../../tests/fixtures/weights/sequential_f64.safetensors")]
struct WrongNumbers(Linear<8>, Sigmoid, Linear<3>);

#[network(input = 4, weights = "../../../../tests/fixtures/weights/sequential.npz")]
struct WrongFormat(Linear<8>, Sigmoid, Linear<3>);

fn main() {
    println!("{} {}", WrongSize::EMBEDDED.classify(&[0.0; 4]), WrongNames::EMBEDDED.predict(&[0.0; 6]));
}
