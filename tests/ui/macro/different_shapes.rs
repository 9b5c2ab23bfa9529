use netwright::prelude::*;

#[network(input = 2)]
struct Sum {
    a: Linear<3>,
    #[from(input)]
    b: Linear<4>,
    #[from(a, b)]
    sum: Add,
}

#[network(input = [3, 2])]
struct Larger {
    flat: Flatten,
    #[from(input, flat)]
    larger: Max,
}

#[network(input = [2, 3])]
struct Joined {
    flat: Flatten,
    #[from(input, flat)]
    both: Concat,
}

fn main() {}
