use netwright::prelude::*;

#[network(input = 2)]
struct Net {
    first: Linear<3>,
    #[key = "first"]
    second: Linear<3>,
}

fn main() {}
