//! Where a slice ends is a constant, which is larger than its input: the compiler finds out.

use netwright::prelude::*;

const START: usize = 4;
const END: usize = 12;

#[network(input = 10)]
struct Tail(Slice<START, END>);

fn main() {}
