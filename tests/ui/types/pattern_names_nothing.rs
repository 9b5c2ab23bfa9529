//! A pattern that names no parameter does not compile.

use netwright::optim::{Group, pattern};
use netwright::prelude::*;

#[network(input = 2)]
struct Net {
    hidden: Linear<3>,
    tanh: Tanh,
    out: Linear<1>,
}

fn main() {
    let sgd = Sgd::<Net>::new(0.1);
    let _ = sgd.group(pattern!(Net, "*.bais"), Group::new().weight_decay(0.0)).freeze(pattern!(Net, "hiden.*"));
}
