use netwright::prelude::*;

#[network(input = 6)]
struct Bottleneck<const H: usize = 0> {
    down: Linear<H>,
    up: Linear<6>,
}

fn main() {}
