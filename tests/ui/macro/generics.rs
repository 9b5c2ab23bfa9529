use netwright::prelude::*;

#[network(input = 2)]
struct Net<'a, T, const N: u32>
where
    T: Copy,
{
    a: Relu,
}

fn main() {}
