use netwright::prelude::*;

#[network(input = 2)]
struct Block(Linear<2>, Tanh);

#[network(input = 2)]
struct TwoValues {
    a: Linear<2>,
    b: Linear<2>,
    #[from(a, b)]
    block: Block,
}

#[network(input = 2, output = 5)]
struct WrongOutput {
    block: Block,
}

fn main() {}
