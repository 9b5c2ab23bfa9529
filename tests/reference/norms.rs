//! Normalisations over several batches, compared with PyTorch's.

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
}
