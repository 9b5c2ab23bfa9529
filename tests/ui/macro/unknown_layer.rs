use netwright::prelude::*;

#[network(input = 2)]
struct Net {
    a: Dense<3>,
    b: ReLU,
    c: Liner<3>,
    d: [f32; 3],
}

fn main() {}
