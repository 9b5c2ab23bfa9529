//! Training never succeeds with parameters that are not finite: it checks the data first, and stops
//! before the step that would spoil the network.

use netwright::layer::Plain;
use netwright::nalgebra::SVector;
use netwright::optim::Settings;
use netwright::prelude::*;
use netwright::scalar::Real;
use netwright::{Error, nalgebra};
use rand::SeedableRng;
use rand::rngs::SmallRng;

#[network(input = 3)]
struct Classifies {
    hidden: Linear<4>,
    relu: Relu,
    logits: Linear<2>,
}

#[network(input = 3)]
struct Measures(Linear<2>);

fn rng() -> SmallRng {
    SmallRng::seed_from_u64(1)
}

fn samples<T: From<f32>>(count: usize) -> Vec<[T; 3]> {
    (0..count).map(|i| [i as f32 / 8.0, 1.0, -(i as f32)].map(T::from)).collect()
}

fn labels(count: usize) -> Vec<Label<2>> {
    Label::from_indices((0..count).map(|i| i % 2)).unwrap()
}

fn targets(count: usize) -> Vec<[f32; 2]> {
    (0..count).map(|i| [i as f32, 1.0]).collect()
}

/// Trains a network that must not be changed, and gives the message of the error.
fn refused<L, Y>(data: Dataset<'_, f32, 3, Y>, loss: L) -> String
where
    L: LossFor<Measures, Y>,
    Y: Clone,
{
    let mut net = Measures::init(&mut rng());
    let before = net.as_slice().to_vec();
    let error = Trainer::new(loss, Sgd::new(1e-3)).epochs(3).batch(4).fit(&mut net, &data).unwrap_err();
    assert_eq!(net.as_slice(), before);
    error.to_string()
}

#[test]
fn samples_that_are_not_finite_are_named_by_row_and_column() {
    for (row, column, wrong) in [(17, 2, f32::NAN), (0, 0, f32::INFINITY), (63, 1, f32::NEG_INFINITY)] {
        let mut data = Dataset::new(samples(64), labels(64)).unwrap();
        data.samples_mut()[row][column] = wrong;
        let expected = format!("row {row}, column {column} is {wrong}, but all features must be finite numbers");
        assert_eq!(refused(data, CrossEntropy), expected);
    }
}

#[test]
fn targets_that_are_not_finite_are_named_by_row_and_column() {
    for (row, column, wrong) in [(17, 1, f32::NAN), (0, 0, f32::INFINITY), (63, 1, f32::NEG_INFINITY)] {
        let mut wrong_targets = targets(64);
        wrong_targets[row][column] = wrong;
        let expected =
            format!("the target of row {row} has {wrong} in column {column}, but all targets must be finite numbers");
        assert_eq!(refused(Dataset::new(samples(64), &wrong_targets).unwrap(), Mse), expected);
        let vectors: Vec<SVector<f32, 2>> = wrong_targets.into_iter().map(SVector::from).collect();
        assert_eq!(refused(Dataset::new(samples(64), vectors).unwrap(), Mse), expected);
    }
}

#[test]
fn large_but_finite_data_is_no_error() {
    // Their sum is infinite, which the check looks at first.
    let data = Dataset::new(vec![[f32::MAX, f32::MAX, -f32::MAX]; 2], labels(2)).unwrap();
    let error = Trainer::new(CrossEntropy, Sgd::new(0.1)).fit(&mut Measures::init(&mut rng()), &data);
    assert!(matches!(error, Ok(_) | Err(Error::Diverged { .. })), "{error:?}");
    assert!(Trainer::new(CrossEntropy, Sgd::new(0.0)).fit(&mut Measures::zeros(), &data).is_ok());
}

/// A target type that the library does not know.
struct Weighted;

impl Loss<f32, nalgebra::Const<2>, f32> for Weighted {
    type Outputs = netwright::loss::AnyOutputs;

    fn sample(&self, output: &[f32], target: &f32, gradient: &mut [f32]) -> f32 {
        gradient.fill(*target);
        target * (output[0] + output[1])
    }
}

#[test]
fn a_loss_of_ones_own_ends_training_too() {
    let mut weights = vec![1.0; 64];
    weights[40] = f32::NAN;
    let data = Dataset::new(samples(64), weights).unwrap();
    let mut net = Measures::init(&mut rng());
    let error = Trainer::new(Weighted, Sgd::new(1e-3)).batch(4).fit(&mut net, &data).unwrap_err();
    // The number of the batch, out of 16, depends on the order.
    let message = error.to_string();
    assert!(message.starts_with("training has diverged in epoch 1, batch "), "{message}");
    assert!(message.contains(": the loss is NaN; the network is left as it was before training"), "{message}");
    assert!(net.as_slice().iter().all(|w| w.is_finite()));
}

/// Takes single steps, each by its own `fit`, until there is an error, which must leave the network
/// unchanged; and then as many steps by one `fit`.
fn diverges<N, T>(net: &mut N, mut optimizer: impl Optimizer<N>, epochs: usize) -> Option<Error>
where
    N: Trainable<Scalar = T, InDim = nalgebra::Const<3>, OutDim = nalgebra::Const<2>>,
    CrossEntropy: LossFor<N, Label<2>>,
    T: Real + From<f32>,
{
    let data = Dataset::new(samples::<T>(8), labels(8)).unwrap();
    for _ in 0..epochs {
        let before = net.as_slice().to_vec();
        let result = Trainer::new(CrossEntropy, &mut optimizer).batch(8).fit(net, &data);
        assert!(net.as_slice().iter().all(|w| w.is_finite()), "{result:?}");
        if let Err(error) = result {
            assert_eq!(net.as_slice(), before, "{error}");
            return Some(error);
        }
    }
    let result = Trainer::new(CrossEntropy, &mut optimizer).batch(3).epochs(epochs).fit(net, &data);
    assert!(net.as_slice().iter().all(|w| w.is_finite()), "{result:?}");
    result.err()
}

/// Trains with settings that are far too large, in many ways; `most` is the largest rate that Adam
/// takes.
fn none_is_infinite<T: Real + From<f32>>(rate: f64, most: f64) {
    let deep = || Classifies::<T>::init(&mut rng());
    let shallow = || Measures::<T>::init(&mut rng());
    let errors = [
        diverges(&mut *deep(), Sgd::new(rate), 50),
        diverges(&mut *deep(), Sgd::new(rate).momentum(0.9).weight_decay(0.1), 50),
        diverges(&mut *deep(), Sgd::new(rate).momentum(0.9).nesterov(), 50),
        diverges(&mut *shallow(), Sgd::new(rate), 50),
        diverges(&mut *shallow(), Sgd::new(rate).momentum(0.99), 50),
        diverges(&mut *shallow(), Sgd::new(1.0).weight_decay(rate), 50),
        diverges(&mut *shallow(), Adam::new(rate.min(most)), 50),
        diverges(&mut *shallow(), Adam::new(1e-3).weight_decay(rate), 50),
        diverges(&mut *deep(), Adam::new(rate.min(most)).weight_decay(0.1), 50),
    ];
    for error in errors.into_iter().flatten() {
        assert!(matches!(error, Error::Diverged { .. }), "{error}");
    }
    // All steps by one call, which carries its bounds from one to the next.
    for (rate, decay) in [(rate, 0.0), (rate / 30.0, 0.0), (0.1, 1e3)] {
        let mut net = shallow();
        let data = Dataset::new(samples::<T>(8), labels(8)).unwrap();
        let sgd = Sgd::new(rate).weight_decay(decay);
        let result = Trainer::new(CrossEntropy, sgd).batch(3).epochs(100).fit(&mut net, &data);
        assert!(net.as_slice().iter().all(|w| w.is_finite()), "{rate:e}, {decay}: {result:?}");
    }
}

#[test]
fn no_rate_makes_parameters_infinite() {
    for rate in [1e100, 1e150, 1e200, 1e300, 1e307, 1e308, f64::MAX] {
        none_is_infinite::<f64>(rate, 1e307);
    }
    for rate in [1e10, 1e20, 1e30, 1e37, 3e38] {
        none_is_infinite::<f32>(rate, 1e37);
    }
}

#[test]
fn a_step_out_of_the_range_of_numbers_is_not_taken() {
    // The loss and its gradient are finite, and so is each parameter after the first step.
    let error = diverges(&mut *Measures::<f64>::init(&mut rng()), Sgd::new(1e308), 50).unwrap();
    assert!(error.to_string().contains("a number of 0."), "{error}");
    assert!(error.to_string().contains(" after the step is "), "{error}");
}

/// An optimiser that the library does not know.
struct Doubles(f64);

impl Settings for Doubles {
    fn learning_rate(&self) -> f64 {
        self.0
    }

    fn set_learning_rate(&mut self, learning_rate: f64) {
        self.0 = learning_rate;
    }
}

impl netwright::optim::State for Doubles {}

impl<N: Trainable<Scalar = f64>> Optimizer<N> for Doubles {
    fn step(&mut self, network: &mut N, _: &N) {
        network.as_mut_slice().iter_mut().for_each(|w| *w *= self.0);
    }
}

#[test]
fn optimisers_of_ones_own_are_watched() {
    // Parameters are doubled 1100 times, and 2^1024 is not a number.
    let mut net = Measures::<f64>::zeros();
    net.as_mut_slice().fill(1.0);
    assert!(diverges(&mut *net, Doubles(2.0), 1100).is_some());
    assert!(diverges(&mut *Measures::<f64>::init(&mut rng()), Doubles(1.0), 10).is_none());
}

/// A layer whose gradient is infinite, although its value is 0.
#[test]
fn infinite_gradients_are_named() {
    use netwright::layer::Activation;

    struct Steep;

    impl Activation for Steep {
        fn value<T: Real>(_: T) -> T {
            T::zero()
        }

        fn derivative<T: Real>(_: T, _: T) -> T {
            T::one() / T::zero()
        }
    }

    #[network(input = 3)]
    struct Net {
        hidden: Linear<2>,
        steep: Pointwise<Steep>,
        logits: Linear<2>,
    }

    let mut net = Net::<f64>::zeros();
    net.logits.weight[(0, 0)] = 1.0;
    let error = diverges(&mut *net, Sgd::new(0.1), 1).unwrap();
    assert!(error.to_string().contains(": a number in the gradient of hidden.weight is "), "{error}");
}

#[test]
fn a_loop_by_hand_ends_before_the_step() {
    let (mut net, mut workspace) = (Measures::init(&mut rng()), Workspace::default());
    let mut loss = |samples: &[[f32; 3]], targets: &[[f32; 2]], net: &Measures| {
        net.forward_shared(samples, &mut workspace, &mut rng()).loss(&Mse, targets).map(|scored| scored.value())
    };
    assert!(loss(&samples(4), &targets(4), &net).is_ok());
    let mut wrong = samples(4);
    wrong[3][1] = f32::NAN;
    let error = loss(&wrong, &targets(4), &net).unwrap_err();
    assert_eq!(error.to_string(), "row 3, column 1 is NaN, but all features must be finite numbers");
    let mut wrong = targets(4);
    wrong[2][0] = f32::INFINITY;
    let error = loss(&samples(4), &wrong, &net).unwrap_err();
    assert_eq!(error.to_string(), "the target of row 2 has inf in column 0, but all targets must be finite numbers");
    net.0.bias[0] = f32::INFINITY;
    let error = loss(&samples(4), &targets(4), &net).unwrap_err();
    assert_eq!(error, Error::LossNotFinite { found: f64::INFINITY });
    assert!(error.to_string().starts_with("the loss is inf, although all samples and targets are finite"), "{error}");
}

#[test]
fn frozen_tensors_do_not_count() {
    #[network(input = 3)]
    struct Frozen {
        #[freeze]
        fixed: Linear<2>,
        free: Linear<2>,
    }
    let mut net = Frozen::<f64>::init(&mut rng());
    // The gradient of the frozen layer is infinite, but not used.
    net.free.weight[(0, 0)] = 1e300;
    net.free.weight[(1, 0)] = -1e300;
    net.fixed = Frozen::<f64>::zeros().fixed;
    let before = net.fixed.clone();
    let data = Dataset::new(vec![[1e300, 0.0, 0.0]; 2], labels(2)).unwrap();
    Trainer::new(CrossEntropy, Sgd::new(0.1)).fit(&mut net, &data).unwrap();
    assert_eq!(net.fixed, before);
}
