use netwright::prelude::*;

#[network(input = 2, output = 4)]
struct Net {
    hidden: Linear<3>,
    relu: Relu,
}

fn main() {}
