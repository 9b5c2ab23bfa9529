//! Transposed convolutions, compared with PyTorch's.

use crate::batches::{check, read};
use netwright::prelude::*;

macro_rules! transposed {
    ($($name:ident: $input:tt, $layer:ty;)*) => {
        $(#[test]
        fn $name() {
            #[network(input = $input)]
            struct Net {
                up: $layer,
            }
            let (name, cases) = (stringify!($name), read("transposed.json"));
            check::<f64, Net<f64>, _, _>(name, &cases[name]);
            check::<f32, Net<f32>, _, _>(name, &cases[name]);
        })*
    };
}

transposed! {
    signal: [2, 5], ConvTranspose1d<3, 4>;
    signal_stride: [2, 5], ConvTranspose1d<2, 3, Stride<2>, Padding<1>, OutputPadding<1>>;
    signal_groups: [4, 5], ConvTranspose1d<6, 2, Groups<2>, Dilation<3>, NoBias>;
    signal_padding: [1, 7], ConvTranspose1d<2, 2, Padding<2>>;
    image: [2, 3, 4], ConvTranspose2d<3, 3>;
    image_stride: [2, 3, 4],
        ConvTranspose2d<1, Kernel<3, 2>, Stride<2, 3>, Padding<1, 0>, OutputPadding<0, 2>>;
    image_groups: [4, 2, 3], ConvTranspose2d<2, 2, Stride<2>, Groups<2>>;
    image_depthwise: [3, 3, 3], ConvTranspose2d<6, 3, Padding<2>, Dilation<2, 1>, Depthwise>;
    image_many: [17, 2, 2], ConvTranspose2d<9, 2, Stride<2>, NoBias>;
}
