//! Constants that windows, groups and sides cannot have.

use netwright::prelude::*;

const NONE: usize = 0;
const MANY: usize = 14;

#[network(input = [4, 8, 8])]
struct Zero {
    conv: Conv2d<4, 3, Stride<NONE>, Same>,
    pool: MaxPool2d<NONE>,
    up: Upsample<NONE>,
    groups: Conv2d<4, 1, Groups<NONE>, Dilation<NONE>>,
    norm: GroupNorm<NONE>,
}

#[network(input = [4, 8, 8])]
struct Less {
    up: ConvTranspose2d<4, 3, Padding<MANY>>,
    #[from(input)]
    crop: Crop<MANY>,
    #[from(input)]
    pad: Pad<MANY, Reflect>,
    #[from(input)]
    cut: Slice<MANY, 4>,
    #[from(up, crop)]
    a: Concat,
    #[from(a, pad, cut)]
    b: Concat,
}

fn main() {}
