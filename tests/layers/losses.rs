//! Losses, at random outputs.

use crate::away_from_zero;
use netwright::gradcheck::Gradcheck;
use netwright::loss::Loss;
use netwright::nalgebra::Const;
use netwright::prelude::*;
use rand::SeedableRng;
use rand::rngs::SmallRng;

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
