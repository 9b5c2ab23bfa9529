use netwright::prelude::*;

#[network(input = 2)]
enum Choice {
    A,
}

#[network(input = 2)]
union Either {
    a: f32,
}

#[network(input = 2)]
fn function() {}

#[network(input = 2)]
struct Nothing;

#[network(input = 2)]
#[network(input = 3)]
struct Twice {
    a: Relu,
}

fn main() {}
