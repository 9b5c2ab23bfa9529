//! Windows over sizes that only the compiler knows.

use netwright::prelude::*;

const SIDE: usize = 12;
const GROUPS: usize = 3;

#[network(input = [4, SIDE, SIDE])]
struct Net {
    conv: Conv2d<6, 3, Padding<2>>,
    pool: MaxPool2d<2, Padding<2>>,
    wide: Conv2d<6, 13>,
    groups: Conv2d<6, 1, Groups<GROUPS>>,
    more_groups: Conv2d<4, 1, Groups<GROUPS>>,
}

fn main() {}
