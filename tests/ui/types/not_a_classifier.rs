use netwright::prelude::*;

#[network(input = 2)]
struct Regression {
    hidden: Linear<3>,
    out: Tanh,
}

fn classify(net: &Regression) -> usize {
    net.classify(&[0.0, 1.0])
}

fn main() {}
