//! Points without a derivative, extreme numbers, and equal bits for equal seeds.

use netwright::approx::{assert_abs_diff_eq, assert_ulps_eq};
use netwright::loss::AnyOutputs;
use netwright::nalgebra::{Const, DimName};
use netwright::prelude::*;
use netwright::value::ViewMut;
use rand::SeedableRng;
use rand::rngs::SmallRng;

/// The gradient of the sum of all outputs with respect to one sample.
fn input_gradient<N, const F: usize, const K: usize>(network: &N, sample: [f64; F]) -> [f64; F]
where
    N: Trainable<Scalar = f64, InDim = Const<F>, OutDim = Const<K>>,
{
    let (mut workspace, mut gradients) = (Workspace::default(), N::zeros());
    let pass = network.forward_shared(&sample, &mut workspace, &mut SmallRng::seed_from_u64(0));
    let mut gradient = [0.0; F];
    let view = ViewMut::from_slice_generic(&mut gradient, Const, Const);
    pass.loss(&Sum, &[()]).unwrap().backward_to_input(&mut gradients, view);
    gradient
}

/// The sum of the outputs that are numbers: a loss of NaN would be an error, without a gradient.
struct Sum;

impl<D: DimName> Loss<f64, D, ()> for Sum {
    type Outputs = AnyOutputs;

    fn sample(&self, output: &[f64], (): &(), gradient: &mut [f64]) -> f64 {
        gradient.fill(1.0);
        output.iter().filter(|y| !y.is_nan()).sum()
    }
}

#[network(input = 3)]
struct Kink(Relu);

#[test]
fn relu_has_the_derivative_zero_at_zero() {
    assert_eq!(input_gradient(&*Kink::<f64>::zeros(), [-1.0, 0.0, 2.0]), [0.0, 0.0, 1.0]);
    assert_eq!(input_gradient(&*Kink::<f64>::zeros(), [-0.0, f64::MIN_POSITIVE, -f64::MIN_POSITIVE]), [0.0, 1.0, 0.0]);
}

#[network(input = 2)]
struct Ties {
    tanh: Tanh,
    #[from(input, input, tanh)]
    larger: Max,
}

#[test]
fn equal_inputs_of_max_share_the_gradient() {
    // For positive numbers x > tanh x: the two uses of the input tie and get one half each, which
    // add up to 1.
    assert_eq!(input_gradient(&*Ties::<f64>::zeros(), [0.5, 2.0]), [1.0, 1.0]);
    // At 0 all three tie, a third each, and tanh has the slope 1 there.
    let [gradient, _] = input_gradient(&*Ties::<f64>::zeros(), [0.0, 2.0]);
    assert_abs_diff_eq!(gradient, 1.0, epsilon = 1e-15);
    // For negative numbers tanh x is larger.
    let [gradient, _] = input_gradient(&*Ties::<f64>::zeros(), [-1.0, 2.0]);
    assert_abs_diff_eq!(gradient, 1.0 - 1.0_f64.tanh().powi(2), epsilon = 1e-15);
}

#[network(input = 4)]
struct Everything {
    relu: Relu,
    tanh: Tanh,
    sigmoid: Sigmoid,
    #[from(relu, tanh)]
    larger: Max,
    #[from(larger, sigmoid)]
    sum: Add,
    #[from(sum, input)]
    both: Concat,
    softmax: Softmax,
    log_softmax: LogSoftmax,
}

#[test]
fn nan_in_gives_nan_out() {
    let net = Everything::<f64>::zeros();
    for position in 0..4 {
        let mut sample = [1.0, -2.0, 0.0, 1e300];
        sample[position] = f64::NAN;
        assert!(net.predict(&sample).iter().all(|y| y.is_nan()), "NaN at {position} was lost");
        assert!(net.classify(&sample) < 8);
    }
}

#[network(input = 2)]
struct NotNegative {
    relu: Relu,
    #[from(input, relu)]
    larger: Max,
}

#[test]
fn the_gradient_of_nan_is_not_hidden() {
    let [gradient, other] = input_gradient(&*NotNegative::<f64>::zeros(), [f64::NAN, 3.0]);
    assert!(gradient.is_nan());
    assert_eq!(other, 1.0);
    // NaN is not at most 0, so the gradient passes, as in PyTorch.
    assert_eq!(input_gradient(&*Kink::<f64>::zeros(), [f64::NAN, -1.0, 1.0]), [1.0, 0.0, 1.0]);
}

#[network(input = 3)]
struct Logits(Flatten);

#[test]
fn cross_entropy_is_exact_for_extreme_and_for_equal_logits() {
    let net = Logits::<f64>::zeros();
    let (mut workspace, mut rng) = (Workspace::default(), SmallRng::seed_from_u64(0));
    let mut result = |logits: [f64; 3], class| {
        let labels = [Label::<3>::new(class).unwrap()];
        net.forward_shared(&logits, &mut workspace, &mut rng).loss(&CrossEntropy, &labels).map(|scored| scored.value())
    };
    let message = result([f64::NAN, 0.0, 0.0], 1).unwrap_err().to_string();
    assert_eq!(message, "row 0, column 0 is NaN, but all features must be finite numbers");
    let mut loss = |logits, class| result(logits, class).unwrap();
    assert_eq!(loss([1e4, -1e4, -1e4], 0), 0.0);
    assert_eq!(loss([1e4, -1e4, -1e4], 1), 2e4);
    assert_eq!(loss([1e4, 1e4, -1e4], 1), 2.0_f64.ln());
    // The logarithm may be off by 4 units in the last place.
    assert_ulps_eq!(loss([-1e4; 3], 2), 3.0_f64.ln(), epsilon = 0.0, max_ulps = 4);
}

#[network(input = 2)]
struct Small {
    hidden: Linear<16>,
    relu: Relu,
    dropout: Dropout<0.3>,
    logits: Linear<2>,
}

/// All parameters, as bits, after some training.
fn trained(seed: u64) -> Vec<u32> {
    let mut rng = SmallRng::seed_from_u64(seed);
    let samples: Vec<[f32; 2]> = (0..50).map(|i| [i as f32 / 50.0, (i * 7 % 50) as f32 / 50.0]).collect();
    let labels = Label::<2>::from_indices(samples.iter().map(|[x, y]| usize::from(x > y))).unwrap();
    let data = Dataset::new(samples, labels).unwrap();
    let mut net = Small::init(&mut rng);
    Trainer::new(CrossEntropy, Adam::new(0.01)).epochs(3).batch(16).seed(seed).fit(&mut net, &data).unwrap();
    let mut bits = Vec::new();
    bits.extend(net.named_tensors().flat_map(|(_, values)| values).map(|value| value.to_bits()));
    bits
}

#[test]
fn the_same_seed_gives_the_same_bits() {
    assert_eq!(trained(1), trained(1));
    assert_ne!(trained(1), trained(2));
}

#[test]
fn frozen_parameters_stay_as_they_are() {
    #[network(input = 2)]
    struct Frozen {
        #[freeze]
        fixed: Linear<4>,
        free: Linear<2>,
    }
    let mut rng = SmallRng::seed_from_u64(1);
    let mut net = Frozen::init(&mut rng);
    let before = net.fixed.clone();
    let free = net.free.clone();
    let data = Dataset::new(vec![[1.0, 2.0]; 4], vec![[0.0, 1.0]; 4]).unwrap();
    let sgd = Sgd::new(0.1).momentum(0.9).weight_decay(0.1);
    Trainer::new(Mse, sgd).epochs(2).fit(&mut net, &data).unwrap();
    Trainer::new(Mse, Adam::new(0.1).weight_decay(0.1)).epochs(2).fit(&mut net, &data).unwrap();
    assert_eq!(net.fixed, before);
    assert_ne!(net.free, free);
}
