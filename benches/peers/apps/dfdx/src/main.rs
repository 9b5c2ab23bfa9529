//! A network 784-128-10 in dfdx. Prints the scores of one sample.

use dfdx::prelude::*;

type Mlp = (Linear<784, 128>, ReLU, Linear<128, 10>);

fn main() {
    let device = Cpu::default();
    let net = device.build_module::<Mlp, f32>();
    let x: Tensor<Rank1<784>, f32, Cpu> = device.sample_uniform();
    println!("{:?}", net.forward(x).array());
}
