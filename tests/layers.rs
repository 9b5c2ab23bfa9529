//! The backward pass of every layer and loss against finite differences, over many sizes, and by
//! hand where there is no derivative.

use netwright::Error;
use netwright::approx::abs_diff_eq;
use netwright::data::Label;
use netwright::gradcheck::{Gradcheck, Points};
use netwright::layer::prelude::*;
use netwright::layer::{self, Pointwise, WithBias};
use netwright::loss::Loss;
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

/// Random samples of an input.
fn samples<const N: usize, const B: usize>(rng: &mut SmallRng) -> [[f64; N]; B] {
    std::array::from_fn(|_| std::array::from_fn(|_| away_from_zero(rng)))
}

/// Checks a layer with several inputs, with random parameters, on samples that `points` draws.
fn check_joining<L: Differentiable<f64>, X: Points<f64, L::In>>(points: impl Fn(&mut SmallRng) -> X, numbers: usize) {
    let mut rng = SmallRng::seed_from_u64(numbers as u64);
    let mut layer: Box<L> = bytemuck::zeroed_box();
    layer.as_mut_slice().fill_with(|| away_from_zero(&mut rng));
    let report = Gradcheck::default().layer(&*layer, &points(&mut rng), &mut rng);
    let report = report.unwrap_or_else(|error| panic!("{}: {error}", std::any::type_name::<L>()));
    assert_eq!(report.checked, <L as Parameters<f64>>::COUNT + numbers);
    assert!(report.unshown.is_empty(), "{}: {report}", std::any::type_name::<L>());
}

/// One test for each layer that takes several values of one size: `K` values of `N` features.
macro_rules! joining_tests {
    ($($test:ident: $layer:ident;)*) => {
        $(
            #[test]
            fn $test() {
                check_joining::<layer::$layer<1, 1>, _>(|rng| [samples::<1, 2>(rng)], 2);
                check_joining::<layer::$layer<3, 2>, _>(|rng| std::array::from_fn::<_, 2, _>(|_| samples::<3, 1>(rng)), 6);
                check_joining::<layer::$layer<17, 3>, _>(|rng| std::array::from_fn::<_, 3, _>(|_| samples::<17, 5>(rng)), 255);
            }
        )*
    };
}

joining_tests! {
    add: Add;
    mul: Mul;
    max: Max;
    min: Min;
    mean: Mean;
}

#[test]
fn sub() {
    check_joining::<layer::Sub<1>, _>(|rng| std::array::from_fn::<_, 2, _>(|_| samples::<1, 2>(rng)), 4);
    check_joining::<layer::Sub<17>, _>(|rng| std::array::from_fn::<_, 2, _>(|_| samples::<17, 5>(rng)), 170);
}

/// The gradient of `Σ y²/2` by the vectors of classes, of which some stand there several times and
/// others not at all.
#[test]
fn embedding() {
    #[network(input = 3)]
    struct Words(Embedding<5, 2>);
    let mut rng = SmallRng::seed_from_u64(1);
    let (net, mut gradients) = (Words::<f64>::init(&mut rng), Words::<f64>::zeros());
    let samples = [[4.0, 0.0, 4.0], [2.0, 4.0, 2.0]];
    let mut workspace = Workspace::default();
    let pass = net.forward_shared(&samples, &mut workspace, &mut rng);
    let mut input_gradient = nalgebra::SMatrix::<f64, 3, 2>::repeat(f64::NAN);
    let view = ViewMut::from_slice_generic(input_gradient.as_mut_slice(), Const, Const);
    // The mean of 12 squares of the distance to zero.
    pass.loss(&Mse, &[[0.0; 6]; 2]).unwrap().backward_to_input(&mut gradients, view);
    assert_eq!(input_gradient.as_slice(), [0.0; 6]);
    for (class, count) in [1.0, 0.0, 2.0, 0.0, 3.0].into_iter().enumerate() {
        for (found, weight) in gradients.0.weight[class].iter().zip(net.0.weight[class]) {
            assert!(abs_diff_eq!(*found, count * weight / 6.0, epsilon = 1e-15), "class {class}");
        }
    }
}

/// Vectors begin as PyTorch's, from N(0, 1), also in front of a `Relu`, for which a `Linear` is
/// drawn otherwise.
#[test]
fn vectors_are_drawn_from_the_normal_distribution() {
    #[network(input = 1)]
    struct Words(Embedding<100, 50>, Relu);
    let net = Words::<f64>::init(&mut SmallRng::seed_from_u64(1));
    let numbers = net.0.weight.as_flattened();
    let mean = numbers.iter().sum::<f64>() / 5000.0;
    let variance = numbers.iter().map(|number| number * number).sum::<f64>() / 5000.0;
    // Four standard deviations of both estimates.
    assert!(mean.abs() < 0.057 && (variance - 1.0).abs() < 0.08, "{mean} {variance}");

    #[network(input = 1)]
    struct Zeros(#[init(zeros)] Embedding<3, 2>);
    assert_eq!(Zeros::<f64>::init(&mut SmallRng::seed_from_u64(1)).0.weight, [[0.0; 2]; 3]);
}

/// A number that is no class has no vector: the prediction is NaN, the loss an error, and no weight
/// is moved.
#[test]
fn indices_that_are_none() {
    #[network(input = 2)]
    struct Words(Embedding<5, 2>);
    let mut net = Words::<f32>::init(&mut SmallRng::seed_from_u64(1));
    let before = net.0.weight;
    for index in [5.0, -1.0, 0.5, 1e30, f32::NAN, f32::INFINITY] {
        let output = net.predict(&[1.0, index]);
        assert_eq!(output.as_slice()[..2], net.0.weight[1]);
        assert!(output.as_slice()[2..].iter().all(|number| number.is_nan()), "{index}");
        let data = Dataset::new(vec![[1.0, index]], vec![[0.0; 4]]).unwrap();
        let error = Trainer::new(Mse, Sgd::new(0.1)).fit(&mut net, &data);
        assert!(error.is_err(), "{index}");
        assert_eq!(net.0.weight, before, "{index}");
    }
}

/// A product in which inputs are zero: nothing may be divided by them.
#[test]
fn mul_with_zeros() {
    let points = |_: &mut SmallRng| [[[0.5, 1.5, 0.0]], [[2.0, 0.0, 0.7]], [[0.0, 1.1, 3.0]]];
    check_joining::<layer::Mul<3, 3>, _>(points, 9);
}

#[test]
fn concat() {
    check_joining::<layer::Concat<Const<3>, 3>, _>(samples::<3, 2>, 6);
    check_joining::<layer::Concat<(Const<3>, Const<3>), 6>, _>(|rng| (samples::<3, 1>(rng), samples::<3, 1>(rng)), 6);
    check_joining::<layer::Concat<(Const<1>, (Const<17>, Const<8>)), 26>, _>(
        |rng| (samples::<1, 5>(rng), (samples::<17, 5>(rng), samples::<8, 5>(rng))),
        130,
    );
}

/// `y = w·(a_1 + 2·a_2) ⊙ b`, with several values of one size beside one of another name.
#[derive(Parameters)]
struct Mixed<const N: usize, const WRONG: bool, T: Real = f32> {
    weight: SVector<T, N>,
}

impl<T: Real, const N: usize, const WRONG: bool> Mixed<N, WRONG, T> {
    fn terms(&self) -> [T; 2] {
        [T::one(), T::from_double(2.0)]
    }
}

impl<T: Real, const N: usize, const WRONG: bool> Layer<T> for Mixed<N, WRONG, T> {
    type In = ([Const<N>; 2], Const<N>);
    type Out = Const<N>;
    type Scratch = ();

    fn infer<B: Dim, S: Simd>(&self, _: S, Infer { input: (a, b), output: mut y, .. }: Infer<'_, T, Self, B>) {
        for (at, y) in y.elements_mut().iter_mut().enumerate() {
            let [one, two] = self.terms();
            let sum = one * a[0].elements()[at] + two * a[1].elements()[at];
            *y = self.weight[at % N] * sum * b.elements()[at];
        }
    }
}

impl<T: Real, const N: usize, const WRONG: bool> Differentiable<T> for Mixed<N, WRONG, T> {
    type Saved<B: Dim> = ();

    fn backward<B: Dim, S: Simd>(&self, _: S, pass: Backward<'_, T, Self, B>, gradient: &mut Self) {
        let Backward { input: (a, b), output_gradient, input_gradient, .. } = pass;
        let Some(([mut first, mut second], mut other)) = input_gradient else { return };
        for (at, &dy) in output_gradient.elements().iter().enumerate() {
            let [one, two] = self.terms();
            let (w, b) = (self.weight[at % N], b.elements()[at]);
            let sum = one * a[0].elements()[at] + two * a[1].elements()[at];
            gradient.weight[at % N] += dy * sum * b;
            first.elements_mut()[at] = dy * w * b * one;
            second.elements_mut()[at] = dy * w * b * if WRONG { one } else { two };
            other.elements_mut()[at] = dy * w * sum;
        }
    }
}

fn mixed_points<const N: usize, const B: usize>(rng: &mut SmallRng) -> ([[[f64; N]; B]; 2], [[f64; N]; B]) {
    ([samples(rng), samples(rng)], samples(rng))
}

#[test]
fn a_layer_with_arrays_in_pairs_and_parameters() {
    check_joining::<Mixed<2, false, f64>, _>(mixed_points::<2, 3>, 18);
    let mut rng = SmallRng::seed_from_u64(1);
    let layer = Mixed::<2, true, f64> { weight: SVector::repeat(1.5) };
    let error = Gradcheck::default().layer(&layer, &mixed_points::<2, 3>(&mut rng), &mut rng).unwrap_err();
    assert!(error.to_string().starts_with("the derivative at input 2[0] of sample 0 is "), "{error}");
    // Inputs of different numbers of samples are no points.
    let concat: Box<layer::Concat<(Const<2>, Const<2>), 4>> = bytemuck::zeroed_box();
    let points = (vec![[1.0; 2]; 3], vec![[1.0; 2]; 4]);
    let error = Gradcheck::default().layer(&*concat, &points, &mut rng);
    assert!(matches!(error, Err(Error::InvalidSetting { found: 4.0, .. })), "{error:?}");
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
        17 => layer::PRelu<f64, 17>, 3 => layer::PRelu<f64, 3, 3>, 33 => layer::PRelu<f64, 33, 3>,
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
    layer_norm: [
        1 => layer::LayerNorm<f64, [(); 1], 1, THOUSANDTH>, 2 => layer::LayerNorm<f64, [(); 2], 2, THOUSANDTH>,
        12 => layer::LayerNorm<f64, [[[(); 2]; 2]; 3], 12, THOUSANDTH>, 33 => layer::LayerNorm<f64, [[(); 11]; 3], 33, TENTH>,
    ];
    rms_norm: [
        1 => layer::RmsNorm<f64, [(); 1], 1, THOUSANDTH>, 2 => layer::RmsNorm<f64, [(); 2], 2, 0>,
        12 => layer::RmsNorm<f64, [[[(); 2]; 2]; 3], 12, THOUSANDTH>, 33 => layer::RmsNorm<f64, [[(); 11]; 3], 33, TENTH>,
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
        1 => layer::Scale<f64, 1, 1>, 17 => layer::Scale<f64, 17, 17>, 12 => layer::Scale<f64, 3, 12>, 8 => layer::Scale<f64, 1, 8>,
    ];
    bias: [
        1 => layer::Bias<f64, 1, 1>, 17 => layer::Bias<f64, 17, 17>, 12 => layer::Bias<f64, 3, 12>, 8 => layer::Bias<f64, 1, 8>,
    ];
    slice: [
        1 => layer::Slice<1, 0, 1>, 8 => layer::Slice<8, 0, 5>, 17 => layer::Slice<17, 3, 14>, 9 => layer::Slice<9, 4, 2>,
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
    let layer: Box<layer::BatchNorm1d<f64, 2, 2, THOUSANDTH, TENTH>> = bytemuck::zeroed_box();
    let error = Gradcheck::default().layer(&*layer, &[[1.0, 2.0]], &mut SmallRng::seed_from_u64(1));
    assert_eq!(error, Err(Error::BatchTooSmall { samples: 1, least: 2 }));
}

/// Checks a loss at random outputs: its gradient against differences, sample by sample and for the
/// batch.
fn check_loss<L, Y, const N: usize>(loss: &L, targets: &[Y])
where
    L: Loss<f64, Const<N>, Y>,
{
    let mut rng = SmallRng::seed_from_u64(N as u64);
    let outputs: Vec<[f64; N]> = targets.iter().map(|_| std::array::from_fn(|_| away_from_zero(&mut rng))).collect();
    check_loss_at(loss, &outputs, targets);
}

fn check_loss_at<L, Y, const N: usize>(loss: &L, outputs: &[[f64; N]], targets: &[Y])
where
    L: Loss<f64, Const<N>, Y>,
{
    let report = Gradcheck::default().loss(loss, outputs, targets).unwrap();
    assert_eq!((report.checked, report.unshown.len()), (2 * N * outputs.len(), 0), "{N} outputs: {report:?}");
}

/// Losses of one class out of `N`, and of distributions over them.
fn check_class_losses<const N: usize>() {
    let labels = [0, 1, N / 2, N - 1].map(|class| Label::<N>::new(class).unwrap());
    let weights = std::array::from_fn(|class| 0.5 + class as f64);
    check_loss(&CrossEntropy, &labels);
    check_loss(&CrossEntropy.label_smoothing(0.1), &labels);
    check_loss(&CrossEntropy.class_weights(weights).ignore(1), &labels);
    check_loss(&CrossEntropy.class_weights(weights).label_smoothing(0.3).ignore(0), &labels);
    check_loss(&Nll, &labels);
    check_loss(&Nll.class_weights(weights).ignore(1), &labels);
    check_loss(&MultiMargin::default(), &labels);
    check_loss(&MultiMargin::default().p(2).margin(0.3).class_weights(weights), &labels);
    check_loss(&Focal::default(), &labels);
    check_loss(&Focal::default().gamma(0.5).alpha(weights), &labels);
    check_loss(&Focal::default().gamma(0.0), &labels);
    check_loss(&CrossEntropy.weight(0.3), &labels);

    let ramp: [f64; N] = std::array::from_fn(|class| (class + 1) as f64 * 2.0 / (N * (N + 1)) as f64);
    let one_hot: [f64; N] = std::array::from_fn(|class| f64::from(u8::from(class == 1)));
    let distributions = [ramp, one_hot];
    check_loss(&CrossEntropy, &distributions);
    check_loss(&CrossEntropy.class_weights(weights).label_smoothing(0.2), &distributions);
    check_loss(&KlDivergence, &distributions);
}

/// Losses of `N` outputs, each by itself.
fn check_element_losses<const N: usize>() {
    let numbers: [[f64; N]; 3] = [0.0, 0.3, -4.1].map(|shift| std::array::from_fn(|i| (i % 7) as f64 / 3.0 + shift));
    check_loss(&Mse, &numbers);
    check_loss(&L1, &numbers);
    check_loss(&Huber::default(), &numbers);
    check_loss(&Huber::default().delta(0.4), &numbers);
    check_loss(&SmoothL1::default(), &numbers);
    check_loss(&SmoothL1::default().beta(2.5), &numbers);
    check_loss(&SmoothL1::default().beta(0.0), &numbers);
    let counts: [[f64; N]; 2] = [0, 3].map(|shift| std::array::from_fn(|i| ((i + shift) % 5) as f64));
    check_loss(&Poisson::default(), &counts);
    check_loss(&Poisson::default().full(true), &counts);

    let shares: [[f64; N]; 2] = [0, 5].map(|shift| std::array::from_fn(|i| ((i + shift) % 11) as f64 / 10.0));
    let bits: [[bool; N]; 3] = [0, 1, 2].map(|shift| std::array::from_fn(|i| (i + shift) % 3 == 0));
    let weights: [f64; N] = std::array::from_fn(|i| 0.5 + i as f64 / 4.0);
    check_loss(&BinaryCrossEntropyWithLogits::default(), &bits);
    check_loss(&BinaryCrossEntropyWithLogits::default().pos_weight(weights), &bits);
    check_loss(&BinaryCrossEntropyWithLogits::default().pos_weight(weights), &shares);
    check_loss(&BinaryFocal::default(), &bits);
    check_loss(&BinaryFocal::default().gamma(0.5).alpha(0.6), &bits);
    let probabilities: [[f64; N]; 2] = [1, 4].map(|shift| std::array::from_fn(|i| ((i + shift) % 9 + 1) as f64 / 10.0));
    check_loss_at(&BinaryCrossEntropy, &probabilities, &shares);
    check_loss_at(&BinaryCrossEntropy, &probabilities, &bits[..2]);
    check_loss_at(&Poisson::default().log_input(false), &probabilities, &counts);
    check_loss_at(&Poisson::default().log_input(false).full(true).epsilon(0.1), &probabilities, &counts);
}

#[test]
fn losses() {
    check_element_losses::<1>();
    check_element_losses::<2>();
    check_element_losses::<17>();
    check_element_losses::<33>();
    check_class_losses::<2>();
    check_class_losses::<3>();
    check_class_losses::<10>();
    check_class_losses::<33>();
    check_loss(&BinaryCrossEntropyWithLogits::default(), &[true, false]);
    check_loss(&BinaryFocal::default(), &[true, false]);
}
