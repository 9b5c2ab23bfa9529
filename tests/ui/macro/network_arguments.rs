use netwright::prelude::*;

#[network]
struct Missing {
    a: Relu,
}

#[network(input = 2, input = 3)]
struct Twice {
    a: Relu,
}

#[network(input = 2, outptu = 3, speed(9))]
struct Unknown {
    a: Relu,
}

#[network(input = )]
struct Empty {
    a: Relu,
}

#[network(input = 2 output = 3)]
struct Comma {
    a: Relu,
}

#[network(input = [])]
struct NoSizes {
    a: Relu,
}

#[network(input = [1, 2, 3, 4])]
struct FourSizes {
    a: Relu,
}

#[network(input = [1, 0], output = -2)]
struct Zero {
    a: Relu,
}

#[network(input = [2000, 2000, 2000])]
struct TooLarge {
    a: Relu,
}

#[network(input = [2, H])]
struct Computed<const H: usize> {
    a: Relu,
}

fn main() {}
