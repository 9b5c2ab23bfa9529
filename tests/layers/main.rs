//! The backward pass of every layer and loss against finite differences, over many sizes, and by
//! hand where there is no derivative.

mod convolutions;
mod embedding;
mod joins;
mod losses;
mod pools;
mod recurrent;

use netwright::Error;
use netwright::gradcheck::Gradcheck;
use netwright::layer::prelude::*;
use netwright::layer::{self, Pointwise, WithBias};
use netwright::prelude::*;
use netwright::value::{Features, Samples};
use rand::rngs::SmallRng;
use rand::{RngExt, SeedableRng};

/// A number in ±2, but not within 0.01 of 0, where `Relu` has its kink.
fn away_from_zero(rng: &mut SmallRng) -> f64 {
    let size = rng.random_range(0.01..2.0);
    if rng.random() { size } else { -size }
}

/// Checks a layer with random parameters on `B` random samples.
fn check<L, const N: usize, const B: usize>()
where
    L: Differentiable<f64, In = Const<N>>,
    Const<N>: Features,
    [[f64; N]; B]: Samples<f64, Const<N>>,
{
    check_at::<L, N, B>(away_from_zero);
}

/// Checks a layer with random parameters on `B` samples whose numbers are drawn by `draw`.
fn check_at<L, const N: usize, const B: usize>(draw: impl Fn(&mut SmallRng) -> f64)
where
    L: Differentiable<f64, In = Const<N>>,
    Const<N>: Features,
    [[f64; N]; B]: Samples<f64, Const<N>>,
{
    let mut rng = SmallRng::seed_from_u64(N as u64 * 100 + B as u64);
    let mut layer: Box<L> = bytemuck::zeroed_box();
    layer.as_mut_slice().fill_with(|| away_from_zero(&mut rng));
    let samples: [[f64; N]; B] = std::array::from_fn(|_| std::array::from_fn(|_| draw(&mut rng)));
    let report = Gradcheck::default().layer(&*layer, &samples, &mut rng);
    let report = report.unwrap_or_else(|error| panic!("{}: {error}", std::any::type_name::<L>()));
    assert_eq!(report.checked, <L as Parameters<f64>>::COUNT + N * B);
}

/// One test for each layer, each over several sizes and batches of 1, 2 and 5 samples.
macro_rules! gradient_tests {
    ($($test:ident: [$($size:literal => $layer:ty),* $(,)?];)*) => {
        $(
            #[test]
            fn $test() {
                $(
                    check::<$layer, $size, 1>();
                    check::<$layer, $size, 2>();
                    check::<$layer, $size, 5>();
                )*
            }
        )*
    };
}

/// One size each: what passes over several sizes is the same for all functions.
macro_rules! function_tests {
    ($($function:ty),* $(,)?) => {
        #[test]
        fn functions_of_one_number() {
            $(check::<Pointwise<$function, 17>, 17, 2>();)*
        }
    };
}

function_tests! {
    layer::LeakyRelu,
    layer::LeakyRelu<TENTH>,
    layer::Relu6,
    layer::ThresholdedRelu,
    layer::Elu<HALF>,
    layer::Selu,
    layer::Celu<HALF>,
    layer::Gelu,
    layer::GeluTanh,
    layer::Silu,
    layer::Mish,
    layer::Softplus,
    layer::Softsign,
    layer::HardSigmoid,
    layer::HardSwish,
    layer::HardTanh,
    layer::Exp,
    layer::Square,
    layer::Abs,
}

#[test]
fn functions_of_positive_numbers() {
    let positive = |rng: &mut SmallRng| rng.random_range(0.1..3.0);
    check_at::<Pointwise<layer::Log, 17>, 17, 2>(positive);
    check_at::<Pointwise<layer::Sqrt, 17>, 17, 2>(positive);
}

const HALF: u64 = 0.5_f64.to_bits();
const TENTH: u64 = 0.1_f64.to_bits();
const THOUSANDTH: u64 = 1e-3_f64.to_bits();

gradient_tests! {
    // Fewer outputs than registers hold are stored by rows, more by columns.
    linear_by_rows: [
        2 => layer::Linear<f64, 2, 1>, 3 => layer::Linear<f64, 3, 2>, 8 => layer::Linear<f64, 8, 3>, 9 => layer::Linear<f64, 9, 7>,
        17 => layer::Linear<f64, 17, 5>, 33 => layer::Linear<f64, 33, 4>, 16 => layer::Linear<f64, 16, 15>, 33 => layer::Linear<f64, 33, 11>,
    ];
    linear_by_columns: [
        1 => layer::Linear<f64, 1, 1>, 2 => layer::Linear<f64, 2, 3>, 5 => layer::Linear<f64, 5, 5>, 8 => layer::Linear<f64, 8, 8>,
        3 => layer::Linear<f64, 3, 17>, 17 => layer::Linear<f64, 17, 16>, 33 => layer::Linear<f64, 33, 21>,
    ];
    linear_without_bias: [
        1 => layer::Linear<f64, 1, 3, NoBias>, 4 => layer::Linear<f64, 4, 2, NoBias>, 9 => layer::Linear<f64, 9, 10, NoBias>,
        2 => layer::Linear<f64, 2, 2, WithBias>,
    ];
    relu: [
        1 => Pointwise<layer::Relu, 1>, 2 => Pointwise<layer::Relu, 2>, 8 => Pointwise<layer::Relu, 8>, 33 => Pointwise<layer::Relu, 33>,
    ];
    tanh: [
        1 => Pointwise<layer::Tanh, 1>, 3 => Pointwise<layer::Tanh, 3>, 17 => Pointwise<layer::Tanh, 17>,
    ];
    sigmoid: [
        1 => Pointwise<layer::Sigmoid, 1>, 3 => Pointwise<layer::Sigmoid, 3>, 17 => Pointwise<layer::Sigmoid, 17>,
    ];
    prelu: [
        17 => layer::PRelu<f64, 17>, 3 => layer::PRelu<f64, 3, 3>, 33 => layer::PRelu<f64, 33, 3>, 38 => layer::PRelu<f64, 38, 2>,
    ];
    softmax: [
        1 => layer::Columnwise<layer::Softmax, 1>, 2 => layer::Columnwise<layer::Softmax, 2>, 5 => layer::Columnwise<layer::Softmax, 5>, 33 => layer::Columnwise<layer::Softmax, 33>,
    ];
    log_softmax: [
        1 => layer::Columnwise<layer::LogSoftmax, 1>, 2 => layer::Columnwise<layer::LogSoftmax, 2>, 5 => layer::Columnwise<layer::LogSoftmax, 5>, 33 => layer::Columnwise<layer::LogSoftmax, 33>,
    ];
    softmin: [
        1 => layer::Columnwise<layer::Softmin, 1>, 2 => layer::Columnwise<layer::Softmin, 2>, 5 => layer::Columnwise<layer::Softmin, 5>, 33 => layer::Columnwise<layer::Softmin, 33>,
    ];
    dropout: [
        1 => layer::Dropout<1, HALF>, 8 => layer::Dropout<8, TENTH>, 33 => layer::Dropout<33, HALF>, 3 => layer::Dropout<3, 0>,
    ];
    dropout_of_channels: [
        12 => layer::Dropout1d<12, HALF, 3>, 33 => layer::Dropout2d<33, TENTH, 11>, 8 => layer::Dropout2d<8, HALF, 1>,
    ];
    layer_norm: [
        1 => layer::LayerNorm<f64, [(); 1], 1, THOUSANDTH>, 2 => layer::LayerNorm<f64, [(); 2], 2, THOUSANDTH>,
        12 => layer::LayerNorm<f64, [[[(); 2]; 2]; 3], 12, THOUSANDTH>, 33 => layer::LayerNorm<f64, [[(); 11]; 3], 33, TENTH>,
    ];
    rms_norm: [
        1 => layer::RmsNorm<f64, [(); 1], 1, THOUSANDTH>, 2 => layer::RmsNorm<f64, [(); 2], 2, 0>,
        12 => layer::RmsNorm<f64, [[[(); 2]; 2]; 3], 12, THOUSANDTH>, 33 => layer::RmsNorm<f64, [[(); 11]; 3], 33, TENTH>,
    ];
    group_norm: [
        4 => layer::GroupNorm<f64, 4, 4, 1, THOUSANDTH>, 12 => layer::GroupNorm<f64, 12, 12, 3, TENTH>,
        24 => layer::GroupNorm<f64, 24, 4, 2, THOUSANDTH>, 35 => layer::GroupNorm<f64, 35, 5, 1, THOUSANDTH>,
        42 => layer::GroupNorm<f64, 42, 2, 2, THOUSANDTH>, 36 => layer::GroupNorm<f64, 36, 12, 4, TENTH, layer::NoAffine>,
        // Each feature is a channel without a weight.
        8 => layer::GroupNorm<f64, 8, 8, 2, THOUSANDTH, layer::NoAffine>,
    ];
    instance_norm: [
        12 => layer::InstanceNorm<f64, 12, 3, THOUSANDTH, layer::NoAffine>, 34 => layer::InstanceNorm<f64, 34, 2, TENTH, layer::NoAffine>,
        20 => layer::InstanceNorm<f64, 20, 4, THOUSANDTH, layer::Affine>,
    ];
    normalize: [
        1 => layer::Normalize<f64, 1, 1>, 12 => layer::Normalize<f64, 12, 3>, 33 => layer::Normalize<f64, 33, 33>,
    ];
    distance_by_rows: [
        2 => layer::Distance<f64, 2, 1>, 5 => layer::Distance<f64, 5, 3>, 17 => layer::Distance<f64, 17, 10>, 33 => layer::Distance<f64, 33, 15>,
    ];
    distance_by_columns: [
        1 => layer::Distance<f64, 1, 1>, 2 => layer::Distance<f64, 2, 3>, 3 => layer::Distance<f64, 3, 17>, 9 => layer::Distance<f64, 9, 33>,
    ];
    neg: [
        1 => layer::Neg<1>, 17 => layer::Neg<17>,
    ];
    scale: [
        1 => layer::Scale<f64, 1, 1>, 17 => layer::Scale<f64, 17, 17>, 12 => layer::Scale<f64, 3, 12>, 34 => layer::Scale<f64, 2, 34>, 8 => layer::Scale<f64, 1, 8>,
    ];
    bias: [
        1 => layer::Bias<f64, 1, 1>, 17 => layer::Bias<f64, 17, 17>, 12 => layer::Bias<f64, 3, 12>, 34 => layer::Bias<f64, 2, 34>, 8 => layer::Bias<f64, 1, 8>,
    ];
    slice: [
        1 => layer::Slice<1, 0, 1>, 8 => layer::Slice<8, 0, 5>, 17 => layer::Slice<17, 3, 14>, 9 => layer::Slice<9, 4, 2>,
    ];
    upsample: [
        3 => layer::Upsample<3, 6, (layer::Repeated<3, 6, 2>,)>, 12 => layer::Upsample<12, 24, (layer::Repeated<4, 8, 2>,)>,
        12 => layer::Upsample<12, 72, (layer::Repeated<2, 4, 2>, layer::Repeated<3, 9, 3>)>,
    ];
    upsample_between: [
        1 => layer::Upsample<1, 3, (layer::Interpolated<1, 3, 3>,)>, 12 => layer::Upsample<12, 36, (layer::Interpolated<4, 12, 3>,)>,
        12 => layer::Upsample<12, 72, (layer::Interpolated<2, 4, 2>, layer::Interpolated<3, 9, 3>)>,
        10 => layer::Upsample<10, 80, (layer::Interpolated<5, 20, 4>, layer::Interpolated<2, 4, 2>)>,
    ];
    pad: [
        3 => layer::Pad<3, 6, (layer::Padded<3, 6, 2>,)>, 12 => layer::Pad<12, 14, (layer::Padded<6, 7, 0>,)>,
        12 => layer::Pad<12, 40, (layer::Padded<2, 5, 1>, layer::Padded<3, 4, 1>)>,
    ];
    pad_with_elements: [
        3 => layer::Pad<3, 7, (layer::Padded<3, 7, 2, layer::Reflect>,)>,
        12 => layer::Pad<12, 40, (layer::Padded<2, 4, 1, layer::Reflect>, layer::Padded<3, 5, 0, layer::Reflect>)>,
        3 => layer::Pad<3, 10, (layer::Padded<3, 10, 5, layer::Replicate>,)>,
        12 => layer::Pad<12, 40, (layer::Padded<2, 4, 1, layer::Replicate>, layer::Padded<3, 5, 2, layer::Replicate>)>,
        3 => layer::Pad<3, 9, (layer::Padded<3, 9, 3, layer::Circular>,)>,
        12 => layer::Pad<12, 40, (layer::Padded<2, 4, 2, layer::Circular>, layer::Padded<3, 5, 1, layer::Circular>)>,
    ];
    crop: [
        3 => layer::Crop<3, 1, (layer::Cropped<3, 1, 2>,)>, 12 => layer::Crop<12, 8, (layer::Cropped<6, 4, 1>,)>,
        24 => layer::Crop<24, 4, (layer::Cropped<3, 2, 0>, layer::Cropped<4, 1, 3>)>,
    ];
    reshape: [
        1 => layer::Reshape<[(); 1], 1>, 12 => layer::Reshape<[[[(); 2]; 3]; 2], 12>,
    ];
    flatten: [
        1 => layer::Flatten<1>, 12 => layer::Flatten<12>,
    ];
}

/// Samples of a batch depend on each other: one alone has no variance, and with two the outputs are
/// nearly 1 and -1 whatever they are.
#[test]
fn batch_norm() {
    check::<layer::BatchNorm1d<f64, 1, 1, THOUSANDTH, TENTH>, 1, 3>();
    check::<layer::BatchNorm1d<f64, 5, 5, TENTH, TENTH>, 5, 2>();
    check::<layer::BatchNorm1d<f64, 17, 17, THOUSANDTH, TENTH>, 17, 8>();
    // Channels of several numbers.
    check::<layer::BatchNorm1d<f64, 12, 3, THOUSANDTH, TENTH>, 12, 1>();
    check::<layer::BatchNorm1d<f64, 12, 3, THOUSANDTH, TENTH>, 12, 3>();
    check::<layer::BatchNorm2d<f64, 38, 2, THOUSANDTH, TENTH>, 38, 2>();
    check::<layer::BatchNorm2d<f64, 32, 1, TENTH, TENTH>, 32, 3>();
    let layer: Box<layer::BatchNorm1d<f64, 2, 2, THOUSANDTH, TENTH>> = bytemuck::zeroed_box();
    let error = Gradcheck::default().layer(&*layer, &[[1.0, 2.0]], &mut SmallRng::seed_from_u64(1));
    assert_eq!(error, Err(Error::BatchTooSmall { samples: 1, least: 2 }));
}
