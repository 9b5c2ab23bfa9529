//! Losses and gradients over a million samples, in single precision.

use netwright::layer::Plain;
use netwright::loss::AnyOutputs;
use netwright::prelude::*;
use rand::rngs::SmallRng;
use rand::{RngExt, SeedableRng};

/// Fewer in builds without optimisation.
const SAMPLES: usize = if cfg!(debug_assertions) { 100_000 } else { 1_000_000 };

/// Half of the distance from 1 to the next number.
const UNIT: f64 = f32::EPSILON as f64 / 2.0;

#[network(input = 1)]
struct Scores(Linear<10>);

#[network(input = 1)]
struct LogProbabilities(Linear<10>, LogSoftmax);

/// The loss of a network for a batch, and its gradients.
fn scored<N, L, Y>(net: &N, samples: &[[f32; 1]], loss: &L, targets: &[Y]) -> (f64, Box<N>)
where
    N: Trainable<Scalar = f32> + Takes<1>,
    L: LossFor<N, Y>,
{
    let (mut workspace, mut gradients) = (Workspace::for_batch(samples.len()), N::zeros());
    let pass = net.forward_shared(samples, &mut workspace, &mut SmallRng::seed_from_u64(0));
    let value = pass.loss(loss, targets).unwrap().backward(&mut gradients);
    (f64::from(value), gradients)
}

/// Fails unless a number is within this many rounding errors of its own size.
fn assert_near(found: f64, exact: f64, roundings: f64) {
    let error = (found - exact).abs() / (UNIT * exact.abs());
    assert!(error <= roundings, "{found} is not {exact}: {error} roundings");
}

#[test]
fn equal_samples_have_the_loss_of_one() {
    let samples = vec![[1.0]; SAMPLES];
    let net = Scores::zeros();

    let (loss, gradients) = scored(&*net, &samples, &Mse, &vec![[0.1; 10]; SAMPLES]);
    assert_near(loss, 0.01, 4.0);
    for gradient in gradients.as_slice() {
        assert_near((*gradient).into(), -0.02, 259.0);
    }

    let labels = vec![Label::<10>::new(3).unwrap(); SAMPLES];
    let (loss, gradients) = scored(&*net, &samples, &CrossEntropy, &labels);
    assert_near(loss, 10.0_f64.ln(), 4.0);
    assert_near(gradients.0.bias[3].into(), -0.9, 261.0);
    assert_near(gradients.0.bias[4].into(), 0.1, 261.0);
    assert_near(gradients.0.weight[(3, 0)].into(), -0.9, 261.0);

    let (loss, gradients) = scored(&*LogProbabilities::zeros(), &samples, &Nll, &labels);
    assert_near(loss, 10.0_f64.ln(), 4.0);
    assert_near(gradients.0.bias[3].into(), -0.9, 265.0);
}

/// The absolute distance, for which a user only implements the loss of one sample.
struct Distance;

impl Loss<f32, netwright::nalgebra::Const<10>, f32> for Distance {
    type Outputs = AnyOutputs;

    fn sample(&self, output: &[f32], target: &f32, gradient: &mut [f32]) -> f32 {
        gradient.fill(0.0);
        gradient[0] = (output[0] - target).signum();
        (output[0] - target).abs()
    }
}

#[test]
fn a_loss_of_ones_own_is_summed_as_well() {
    let targets = vec![0.1; SAMPLES];
    let (loss, gradients) = scored(&*Scores::zeros(), &vec![[1.0]; SAMPLES], &Distance, &targets);
    assert_near(loss, 0.1_f32.into(), 2.0);
    assert_near(gradients.0.bias[0].into(), -1.0, 261.0);
}

#[test]
fn many_outputs_of_one_sample_are_summed_as_well() {
    const OUTPUTS: usize = 100_000;
    let mut gradient = vec![0.0; OUTPUTS];
    let target: Box<[f32; OUTPUTS]> = vec![0.1; OUTPUTS].try_into().unwrap();
    let loss = Loss::sample(&Mse, &vec![0.0; OUTPUTS], &*target, &mut gradient);
    assert_near(f64::from(loss), 0.01, 4.0);

    // Equal scores: all probabilities are 1/n.
    let loss = Loss::<f32, netwright::nalgebra::Const<OUTPUTS>, Label<OUTPUTS>>::sample(
        &CrossEntropy,
        &vec![0.1; OUTPUTS],
        &Label::new(5).unwrap(),
        &mut gradient,
    );
    assert_near(loss.into(), (OUTPUTS as f64).ln(), 4.0);
}

#[test]
fn samples_that_differ_have_the_loss_and_the_gradient_of_double_precision() {
    let mut rng = SmallRng::seed_from_u64(1);
    let samples: Vec<[f32; 1]> = (0..SAMPLES).map(|_| [rng.random_range(-1.0..1.0)]).collect();
    let net = Scores::init(&mut rng);
    let labels: Vec<Label<10>> = (0..SAMPLES).map(|i| Label::new(i * 7 % 10).unwrap()).collect();
    let (loss, gradients) = scored(&*net, &samples, &CrossEntropy, &labels);

    let (weight, bias) = (&net.0.weight, &net.0.bias);
    let (mut exact, mut slope, mut size) = (0.0, 0.0, 0.0);
    for ([x], label) in samples.iter().zip(&labels) {
        let x = f64::from(*x);
        let score = |class| f64::from(weight[(class, 0)]) * x + f64::from(bias[class]);
        let sum: f64 = (0..10).map(|class| score(class).exp()).sum();
        exact += (sum.ln() - score(label.index())) / SAMPLES as f64;
        let term = (score(4).exp() / sum - f64::from(u8::from(label.index() == 4))) * x / SAMPLES as f64;
        slope += term;
        size += term.abs();
    }
    // The terms of the sum are rounded themselves.
    assert_near(loss, exact, 20.0);
    let error = (f64::from(gradients.0.weight[(4, 0)]) - slope).abs();
    assert!(error <= (259.0 + 20.0) * UNIT * size, "{error} for terms of {size} in all");
}
