use netwright::prelude::*;

#[network(input = [1, 8])]
struct Whole(Tanh);

// Values that come with different frames.
#[network(stream, input = [2, 8])]
struct Paths {
    one: Conv1d<2, 1, Stride<2>>,
    #[from(input)]
    other: Conv1d<2, 2, Stride<2>>,
    #[from(one, other)]
    sum: Add,
}

fn main() {
    let net = Whole::zeros();
    net.stream();
}
