use netwright::prelude::*;

#[network(input = 2)]
struct Net {
    logits: Linear<3>,
}

fn predict(net: &Net) {
    let _ = net.predict(&[0.0, 1.0, 2.0]);
}

fn main() {}
