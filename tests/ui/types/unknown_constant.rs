use netwright::prelude::*;

#[network(input = 2)]
struct Net {
    hidden: Linear<HIDEN>,
    relu: Relu,
}

fn main() {}
