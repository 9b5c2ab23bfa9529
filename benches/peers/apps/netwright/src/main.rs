//! A network 784-128-10 in netwright. Prints the scores of one sample.

use bytemuck::Zeroable;
use netwright::layer::Weight;
use netwright::nalgebra::{SMatrix, SVector};
use netwright::prelude::*;

#[network(input = 784)]
struct Mlp {
    hidden: Linear<128>,
    relu: Relu,
    logits: Linear<10>,
}

fn main() {
    let scale: f32 = std::env::args().nth(1).map_or(0.01, |text| text.parse().expect("a number"));
    let number = |row: usize, column: usize| scale * ((row * 31 + column * 17) % 13) as f32 - 0.05;
    let mut net = Box::new(Mlp::zeroed());
    net.hidden.weight = Weight::from(SMatrix::from_fn(number));
    net.hidden.bias = SVector::from_fn(number);
    net.logits.weight = Weight::from(SMatrix::from_fn(number));
    net.logits.bias = SVector::from_fn(number);
    println!("{:?}", net.predict(&SVector::<f32, 784>::from_fn(number)).as_slice());
}
