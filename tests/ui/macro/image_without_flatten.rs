use netwright::prelude::*;

#[network(input = [1, 28, 28])]
struct Digits {
    fc: Linear<10>,
}

fn main() {}
