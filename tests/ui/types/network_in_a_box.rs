//! Generic code takes a network, and `init` gives one in a box.

use netwright::prelude::*;

#[network(input = 4)]
struct Net(Linear<2>);

fn any(_: &impl Network) {}

fn of_four(_: &impl Takes<4>) {}

fn binary(_: &impl ClassifierOf<2>) {}

fn main() {
    let net = Net::zeros();
    any(&net);
    of_four(&net);
    binary(&net);
    binary(&*net);
}
