//! Images and signals that are laid out anew, compared with PyTorch's.

use crate::batches::{check, read};
use netwright::prelude::*;

macro_rules! resampled {
    ($($name:ident: $input:tt, $layer:ty;)*) => {
        $(#[test]
        fn $name() {
            #[network(input = $input)]
            struct Net {
                layer: $layer,
            }
            let (name, cases) = (stringify!($name), read("resampling.json"));
            check::<f64, Net<f64>, _, _>(name, &cases[name]);
            check::<f32, Net<f32>, _, _>(name, &cases[name]);
        })*

        #[test]
        fn all_cases_of_the_file_are_compared() {
            let names: Vec<_> = read("resampling.json").into_keys().collect();
            let mut compared = [$(stringify!($name)),*];
            compared.sort_unstable();
            assert_eq!(names, compared);
        }
    };
}

resampled! {
    nearest_signal: [2, 4], Upsample<3>;
    nearest_image: [2, 3, 4], Upsample<2>;
    nearest_rectangle: [1, 2, 5], Upsample<3, 2>;
    linear_signal: [2, 5], Upsample<2, Linear>;
    linear_odd: [1, 4], Upsample<3, Linear>;
    bilinear_image: [2, 3, 4], Upsample<2, Bilinear>;
    bilinear_rectangle: [1, 4, 3], Upsample<3, 4, Bilinear>;
    bilinear_line: [2, 1, 3], Upsample<2, 5, Bilinear>;
    zeros_signal: [2, 4], Pad<1, 2>;
    zeros_image: [2, 3, 4], Pad<2>;
    zeros_axes: [2, 3, 4], Pad<1, 2>;
    zeros_sides: [2, 3, 4], Pad<1, 2, 3, 0>;
    reflect_signal: [2, 4], Pad<3, 1, Reflect>;
    reflect_image: [2, 3, 4], Pad<2, Reflect>;
    reflect_sides: [1, 3, 4], Pad<3, 0, 1, 2, Reflect>;
    replicate_signal: [2, 3], Pad<5, 2, Replicate>;
    replicate_image: [2, 3, 4], Pad<4, 1, 0, 3, Replicate>;
    circular_signal: [2, 3], Pad<3, 2, Circular>;
    circular_image: [2, 3, 4], Pad<1, 4, 2, 3, Circular>;
    crop_signal: [2, 6], Crop<1, 2>;
    crop_image: [2, 3, 4], Crop<1>;
    crop_axes: [1, 4, 6], Crop<1, 2>;
    crop_sides: [2, 5, 4], Crop<1, 0, 2, 1>;
}
