//! A network 784-128-10 in burn. Prints the scores of one sample.

use burn::module::Module;
use burn::nn::{Linear, LinearConfig};
use burn::tensor::activation::relu;
use burn::tensor::{Device, Distribution, Tensor};

#[derive(Module, Debug)]
struct Mlp {
    hidden: Linear,
    logits: Linear,
}

fn main() {
    #[cfg(feature = "flex")]
    let device = Device::flex();
    #[cfg(not(feature = "flex"))]
    #[expect(deprecated, reason = "measured beside its successor for as long as it is there")]
    let device = Device::ndarray();
    let net =
        Mlp { hidden: LinearConfig::new(784, 128).init(&device), logits: LinearConfig::new(128, 10).init(&device) };
    let x = Tensor::<2>::random([1, 784], Distribution::Uniform(-1.0, 1.0), &device);
    println!("{}", net.logits.forward(relu(net.hidden.forward(x))));
}
