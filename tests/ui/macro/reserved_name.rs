use netwright::prelude::*;

#[network(input = 2)]
struct Net {
    input: Linear<3>,
    a: Relu,
}

fn main() {}
