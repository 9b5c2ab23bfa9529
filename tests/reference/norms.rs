//! Normalisations, and other steps of channels, over several batches, compared with PyTorch's.

use crate::batches::{check, read};
use netwright::prelude::*;

macro_rules! norms {
    ($($name:ident: $input:tt, $norm:ty;)*) => {
        $(#[test]
        fn $name() {
            #[network(input = $input)]
            struct Net {
                norm: $norm,
            }
            let (name, cases) = (stringify!($name), read("norms.json"));
            check::<f64, Net<f64>, _, _>(name, &cases[name]);
            check::<f32, Net<f32>, _, _>(name, &cases[name]);
        })*
    };
}

norms! {
    layer_norm: 5, LayerNorm;
    layer_norm_of_images: [2, 3, 2], LayerNorm<1e-2>;
    rms_norm: 5, RmsNorm;
    rms_norm_set: 5, RmsNorm<0.05>;
    batch_norm: 5, BatchNorm1d;
    batch_norm_set: 5, BatchNorm1d<1e-2, 0.3>;
    batch_norm_of_sequences: [3, 4], BatchNorm1d;
    batch_norm_of_images: [3, 4, 5], BatchNorm2d;
    batch_norm_of_images_set: [2, 2, 3], BatchNorm2d<1e-2, 0.3>;
    batch_norm_of_pixels: [4, 1, 1], BatchNorm2d;
    group_norm: 6, GroupNorm<2>;
    group_norm_of_sequences: [6, 5], GroupNorm<3>;
    group_norm_of_images: [4, 3, 7], GroupNorm<2, 1e-2>;
    group_norm_of_all: [3, 2, 2], GroupNorm<1>;
    instance_norm: [3, 5], InstanceNorm;
    instance_norm_of_images: [2, 4, 5], InstanceNorm<1e-2>;
    instance_norm_affine: [2, 3, 3], InstanceNorm<1e-3, Affine>;
    slopes_of_images: [3, 4, 5], PRelu<PerChannel>;
    slopes_of_sequences: [4, 3], PRelu<PerChannel>;
}
