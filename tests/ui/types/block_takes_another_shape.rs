use netwright::prelude::*;

#[network(input = [2, 16])]
struct Signal(Conv1d<2, 3, Same>);

// As many features, in another order.
#[network(input = [16, 2])]
struct Net {
    block: Signal,
}

// Of blocks too.
#[network(input = [4, 16])]
struct Halves {
    halves: Conv1d<2, 1>,
    block: Signal,
    turned: Reshape<16, 2>,
    again: Signal,
}

// A vector has no axes.
#[network(input = 32)]
struct Flat(Signal);

fn main() {}
