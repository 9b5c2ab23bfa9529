//! Layers as networks of a single step.

use crate::common::loops::{self, relu, sigmoid};
use crate::common::{Row, Ways, assert_same, matrices, random, rng, task_on};
use netwright::nalgebra::{SMatrix, SVector};
use netwright::prelude::*;
use std::f32::consts::{FRAC_1_SQRT_2, FRAC_2_PI};

const N: usize = 1024;

/// A row for each function of one number, with the network of it alone.
macro_rules! functions {
    ($($name:ident($($layer:tt)*) $text:literal |$x:ident| $value:expr;)*) => {
        $(#[network(input = 1024)]
        struct $name($($layer)*);)*

        pub(crate) const FUNCTIONS: &[Row] =
            &[$((concat!($text, ", 1024 features"), || each($name::init(&mut rng()), |$x: f32| $value))),*];
    };
}

functions! {
    OneRelu(Relu) "Relu" |x| relu(x);
    OneTanh(Tanh) "Tanh" |x| x.tanh();
    OneSigmoid(Sigmoid) "Sigmoid" |x| sigmoid(x);
    OneLeakyRelu(LeakyRelu) "LeakyRelu" |x| if x > 0.0 { x } else { 0.01 * x };
    OnePRelu(PRelu) "PRelu" |x| if x > 0.0 { x } else { 0.25 * x };
    OneRelu6(Relu6) "Relu6" |x| x.clamp(0.0, 6.0);
    OneThresholdedRelu(ThresholdedRelu<0.5, -1.0>) "ThresholdedRelu" |x| if x > 0.5 { x } else { -1.0 };
    OneElu(Elu) "Elu" |x| if x > 0.0 { x } else { x.exp_m1() };
    OneSelu(Selu) "Selu" |x| 1.050_701 * if x > 0.0 { x } else { 1.673_263_2 * x.exp_m1() };
    OneCelu(Celu<0.5>) "Celu" |x| if x > 0.0 { x } else { 0.5 * (2.0 * x).exp_m1() };
    OneGelu(Gelu) "Gelu" |x| 0.5 * x * (1.0 + erf(x * FRAC_1_SQRT_2));
    OneGeluTanh(Gelu<Tanh>) "Gelu<Tanh>" |x| 0.5 * x * (1.0 + (FRAC_2_PI.sqrt() * (x + 0.044_715 * x * x * x)).tanh());
    OneSilu(Silu) "Silu" |x| x * sigmoid(x);
    OneMish(Mish) "Mish" |x| x * x.exp().ln_1p().tanh();
    OneSoftplus(Softplus) "Softplus" |x| x.exp().ln_1p();
    OneSoftsign(Softsign) "Softsign" |x| x / (1.0 + x.abs());
    OneHardSigmoid(HardSigmoid) "HardSigmoid" |x| (x + 3.0).clamp(0.0, 6.0) / 6.0;
    OneHardSwish(HardSwish) "HardSwish" |x| x * (x + 3.0).clamp(0.0, 6.0) / 6.0;
    OneHardTanh(HardTanh<-0.5, 0.5>) "HardTanh" |x| x.clamp(-0.5, 0.5);
    OneExp(Exp) "Exp" |x| x.exp();
    // Of positive numbers.
    OneLog(HardSigmoid, Log) "HardSigmoid and Log" |x| ((x + 3.0).clamp(0.0, 6.0) / 6.0).ln();
    OneSqrt(Abs, Sqrt) "Abs and Sqrt" |x| x.abs().sqrt();
    OneSquare(Square) "Square" |x| x * x;
    OneAbs(Abs) "Abs" |x| x.abs();
    OneNeg(Neg) "Neg" |x| -x;
}

/// The error function, by formula 7.1.26 of M. Abramowitz and I. A. Stegun, "Handbook of
/// mathematical functions", 1964.
fn erf(x: f32) -> f32 {
    let t = 1.0 / (1.0 + 0.327_591_1 * x.abs());
    let series = ((((1.061_405_4 * t - 1.453_152) * t + 1.421_413_7) * t - 0.284_496_74) * t + 0.254_829_6) * t;
    (1.0 - series * (-x * x).exp()).copysign(x)
}

pub(crate) const SOFTMAX: &[Row] = &[
    ("Softmax, 3 features", softmax::<3>),
    ("Softmax, 10 features", softmax::<10>),
    ("Softmax, 1000 features", softmax::<1000>),
    ("LogSoftmax, 3 features", log_softmax::<3>),
    ("LogSoftmax, 10 features", log_softmax::<10>),
    ("LogSoftmax, 1000 features", log_softmax::<1000>),
    ("Softmin, 1000 features", || {
        step(
            OneSoftmin::<1000>::zeros(),
            |x| matrices::softmax(&-x),
            |x| {
                let mut y = x.map(|x| -x);
                loops::softmax(&mut y);
                y
            },
        )
    }),
];

pub(crate) const OTHERS: &[Row] = &[
    ("Normalize, 1024 features", || {
        let mut net = OneNormalize::init(&mut rng());
        (net.0.mean, net.0.deviation) = ([0.5; N], [2.0; N]);
        each(net, |x| (x - 0.5) / 2.0)
    }),
    ("BatchNorm1d, 1024 features", || each(OneBatchNorm::init(&mut rng()), |x| x / (1.0_f32 + 1e-5).sqrt())),
    ("BatchNorm2d, 16 channels of 8 by 8", || {
        each(OneBatchNormOfImages::init(&mut rng()), |x| x / (1.0_f32 + 1e-5).sqrt())
    }),
    ("GroupNorm, 4 groups of 256 features", || groups::<4, _>(OneGroupNorm::init(&mut rng()))),
    ("InstanceNorm, 16 channels of 8 by 8", || groups::<16, _>(OneInstanceNorm::zeros())),
    ("LayerNorm, 1024 features", || layer_norm(OneLayerNorm::init(&mut rng()), true, 1e-5)),
    ("RmsNorm, 1024 features", || layer_norm(OneRmsNorm::init(&mut rng()), false, f32::EPSILON)),
    ("Scale, 1024 features", || {
        let mut net = OneScale::zeros();
        net.as_mut_slice().fill(0.5);
        each(net, |x| 0.5 * x)
    }),
    ("Bias, 1024 features", || {
        let mut net = OneBias::zeros();
        net.as_mut_slice().fill(0.5);
        each(net, |x| 0.5 + x)
    }),
    ("Add, 1024 features", || pairs(OneAdd::zeros(), |a, b| a + b)),
    ("Sub, 1024 features", || pairs(OneSub::zeros(), |a, b| a - b)),
    ("Mul, 1024 features", || pairs(OneMul::zeros(), |a, b| a * b)),
    ("Max, 1024 features", || pairs(OneMax::zeros(), f32::max)),
    ("Min, 1024 features", || pairs(OneMin::zeros(), f32::min)),
    ("Mean, 1024 features", || pairs(OneMean::zeros(), |a, b| 0.5 * (a + b))),
    ("Concat, 1024 and 1024 features", || step(OneConcat::zeros(), |x| *x, |x: &[f32; 2 * N]| *x)),
    ("Slice, 1024 of 2048 features", || {
        step(
            OneSlice::zeros(),
            |x| x.fixed_rows::<N>(512).into_owned(),
            |x: &[f32; 2 * N]| std::array::from_fn::<f32, N, _>(|i| x[512 + i]),
        )
    }),
    ("Upsample, 16 channels of 8 by 8", || copies(OneUpsample::zeros(), |c, i, j| Some((c * 8 + i / 2) * 8 + j / 2))),
    ("Pad, 16 channels of 8 by 8", || {
        let inside = |i: usize| i.checked_sub(1).filter(|&i| i < 8);
        copies(OnePad::zeros(), move |c, i, j| Some((c * 8 + inside(i)?) * 8 + inside(j)?))
    }),
    ("Crop, 16 channels of 8 by 8", || copies(OneCrop::zeros(), |c, i, j| Some((c * 8 + i + 1) * 8 + j + 1))),
    ("Distance 64-10", distance),
    ("Embedding 100-16, 64 indices", embedding),
];

/// A network of one step, and its size.
macro_rules! steps {
    ($($name:ident($($step:tt)*) $input:tt;)*) => {
        $(#[network(input = $input)]
        struct $name($($step)*);)*
    };
}
pub(crate) use steps;

steps! {
    OneNormalize(Normalize) 1024;
    OneBatchNorm(BatchNorm1d) 1024;
    OneBatchNormOfImages(BatchNorm2d) [16, 8, 8];
    OneGroupNorm(GroupNorm<4>) [16, 8, 8];
    OneInstanceNorm(InstanceNorm) [16, 8, 8];
    OneLayerNorm(LayerNorm) 1024;
    OneRmsNorm(RmsNorm) 1024;
    OneScale(Scale) 1024;
    OneBias(Bias) 1024;
    OneAdd(#[from(a, b)] Add) { a = 1024, b = 1024 };
    OneSub(#[from(a, b)] Sub) { a = 1024, b = 1024 };
    OneMul(#[from(a, b)] Mul) { a = 1024, b = 1024 };
    OneMax(#[from(a, b)] Max) { a = 1024, b = 1024 };
    OneMin(#[from(a, b)] Min) { a = 1024, b = 1024 };
    OneMean(#[from(a, b)] Mean) { a = 1024, b = 1024 };
    OneConcat(#[from(a, b)] Concat) { a = 1024, b = 1024 };
    OneSlice(Slice<512, 1536>) 2048;
    OneUpsample(Upsample<2>) [16, 8, 8];
    OnePad(Pad<1>) [16, 8, 8];
    OneCrop(Crop<1>) [16, 8, 8];
    OneDistance(Distance<10>) 64;
    OneEmbedding(Embedding<100, 16>) 64;
}

#[network(input = SIZE)]
struct OneSoftmax<const SIZE: usize>(Softmax);

#[network(input = SIZE)]
struct OneLogSoftmax<const SIZE: usize>(LogSoftmax);

#[network(input = SIZE)]
struct OneSoftmin<const SIZE: usize>(Softmin);

/// A network of one step on random numbers, and two other ways to compute it.
pub(crate) fn step<Net, const F: usize, const K: usize>(
    net: Box<Net>,
    by_matrices: impl Fn(&SVector<f32, F>) -> SVector<f32, K> + 'static,
    by_loops: impl Fn(&[f32; F]) -> [f32; K] + 'static,
) -> Ways
where
    Net: Network<Scalar = f32> + Takes<F> + Gives<K> + 'static,
{
    step_at(random::<F>(), net, by_matrices, by_loops)
}

fn step_at<Net, const F: usize, const K: usize>(
    x: [f32; F],
    net: Box<Net>,
    by_matrices: impl Fn(&SVector<f32, F>) -> SVector<f32, K> + 'static,
    by_loops: impl Fn(&[f32; F]) -> [f32; K] + 'static,
) -> Ways
where
    Net: Network<Scalar = f32> + Takes<F> + Gives<K> + 'static,
{
    let vector = SVector::from(x);
    assert_same(net.predict(&x).as_slice(), [by_matrices(&vector).as_slice(), &by_loops(&x)]);
    [task_on(&x, move |x| net.predict(x)), task_on(&vector, by_matrices), task_on(&x, by_loops)]
}

/// A function of each number.
fn each<Net, const F: usize>(net: Box<Net>, function: impl Fn(f32) -> f32 + Copy + 'static) -> Ways
where
    Net: Network<Scalar = f32> + Takes<F> + Gives<F> + 'static,
{
    step(net, move |x| x.map(function), move |x| x.map(function))
}

/// A function of the numbers of two inputs, which stand one behind the other.
fn pairs<Net>(net: Box<Net>, function: impl Fn(f32, f32) -> f32 + Copy + 'static) -> Ways
where
    Net: Network<Scalar = f32> + Takes<{ 2 * N }> + Gives<N> + 'static,
{
    step(
        net,
        move |x: &SVector<f32, { 2 * N }>| x.fixed_rows::<N>(0).zip_map(&x.fixed_rows::<N>(N), function),
        move |x| std::array::from_fn(|i| function(x[i], x[N + i])),
    )
}

/// Elements of 16 square channels that are copies of others, or zero: `from` has the number of the
/// feature that is copied to a channel, row and column.
fn copies<Net, const K: usize>(
    net: Box<Net>,
    from: impl Fn(usize, usize, usize) -> Option<usize> + Copy + 'static,
) -> Ways
where
    Net: Network<Scalar = f32> + Takes<N> + Gives<K> + 'static,
{
    let side = (K / 16).isqrt();
    let source = move |i: usize| from(i / (side * side), i / side % side, i % side);
    let sources: [Option<usize>; K] = std::array::from_fn(source);
    step(
        net,
        move |x: &SVector<f32, N>| SVector::from_fn(|i, _| sources[i].map_or(0.0, |from| x[from])),
        move |x| {
            let mut y = [0.0; K];
            for (channel, y) in y.chunks_exact_mut(side * side).enumerate() {
                for (row, y) in y.chunks_exact_mut(side).enumerate() {
                    for (column, y) in y.iter_mut().enumerate() {
                        *y = from(channel, row, column).map_or(0.0, |from| x[from]);
                    }
                }
            }
            y
        },
    )
}

/// The features divided by the root of their mean square, around their mean or around 0, with a
/// weight of 1 and a bias of 0.
fn layer_norm<Net, const F: usize>(net: Box<Net>, is_centred: bool, epsilon: f32) -> Ways
where
    Net: Network<Scalar = f32> + Takes<F> + Gives<F> + 'static,
{
    let by_matrices = move |x: &SVector<f32, F>| {
        let mean = if is_centred { x.mean() } else { 0.0 };
        let distances = x.add_scalar(-mean);
        distances / (distances.norm_squared() / F as f32 + epsilon).sqrt()
    };
    let by_loops = move |x: &[f32; F]| {
        let mean = if is_centred { x.iter().sum::<f32>() / F as f32 } else { 0.0 };
        let variance = x.iter().map(|x| (x - mean) * (x - mean)).sum::<f32>() / F as f32;
        x.map(|x| (x - mean) / (variance + epsilon).sqrt())
    };
    step(net, by_matrices, by_loops)
}

/// Groups of features, each around its mean and divided by its deviation.
fn groups<const GROUPS: usize, Net>(net: Box<Net>) -> Ways
where
    Net: Network<Scalar = f32> + Takes<N> + Gives<N> + 'static,
{
    let by_matrices = |x: &SVector<f32, N>| {
        let mut y = *x;
        for group in 0..GROUPS {
            let mut rows = y.rows_mut(group * (N / GROUPS), N / GROUPS);
            let distances = rows.add_scalar(-rows.mean());
            rows.copy_from(&(&distances / (distances.norm_squared() / (N / GROUPS) as f32 + 1e-5).sqrt()));
        }
        y
    };
    let by_loops = |x: &[f32; N]| {
        let mut y = *x;
        for group in y.chunks_exact_mut(N / GROUPS) {
            let mean = group.iter().sum::<f32>() / group.len() as f32;
            let variance = group.iter().map(|x| (x - mean) * (x - mean)).sum::<f32>() / group.len() as f32;
            group.iter_mut().for_each(|x| *x = (*x - mean) / (variance + 1e-5).sqrt());
        }
        y
    };
    step(net, by_matrices, by_loops)
}

fn softmax<const SIZE: usize>() -> Ways {
    step(OneSoftmax::<SIZE>::zeros(), matrices::softmax, |x| {
        let mut y = *x;
        loops::softmax(&mut y);
        y
    })
}

fn log_softmax<const SIZE: usize>() -> Ways {
    step(OneLogSoftmax::<SIZE>::zeros(), matrices::log_softmax, |x| {
        let mut y = *x;
        loops::log_softmax(&mut y);
        y
    })
}

fn distance() -> Ways {
    let net = OneDistance::init(&mut rng());
    let prototypes = SMatrix::<f32, 10, 64>::from_fn(|row, column| net.0.prototypes[(row, column)]);
    let rows: Vec<[f32; 64]> = (0..10).map(|row| std::array::from_fn(|column| prototypes[(row, column)])).collect();
    step(
        net,
        move |x: &SVector<f32, 64>| {
            SVector::<f32, 10>::from_fn(|row, _| (prototypes.row(row).transpose() - x).norm_squared())
        },
        move |x| std::array::from_fn(|row| rows[row].iter().zip(x).map(|(p, x)| (p - x) * (p - x)).sum()),
    )
}

fn embedding() -> Ways {
    let net = OneEmbedding::init(&mut rng());
    let vectors = net.0.weight;
    let x: [f32; 64] = std::array::from_fn(|i| (i * 37 % 100) as f32);
    let number = move |x: &[f32], i: usize| vectors[x[i / 16] as usize][i % 16];
    step_at(
        x,
        net,
        move |x: &SVector<f32, 64>| SVector::<f32, 1024>::from_fn(|i, _| number(x.as_slice(), i)),
        move |x| {
            let mut y = [0.0; 1024];
            for (y, x) in y.chunks_exact_mut(16).zip(x) {
                y.copy_from_slice(&vectors[*x as usize]);
            }
            y
        },
    )
}
