//! Classes are an enum that derives `Class`, and so are the targets of a network that has them.

use netwright::prelude::*;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Species {
    Setosa,
    Versicolor,
}

#[network(input = 4, classes = Species)]
struct NotDerived {
    logits: Linear<2>,
}

#[derive(Class, Clone, Copy, PartialEq, Eq)]
enum Three {
    A,
    B,
    C,
}

#[network(input = 4)]
struct Two {
    logits: Linear<2>,
}

fn targets_of_another_network(net: &Two) {
    let _ = net.accuracy(&[[0.0; 4]], &[Three::A]);
}

fn main() {}
