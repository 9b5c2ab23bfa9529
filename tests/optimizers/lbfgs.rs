//! L-BFGS beyond PyTorch's fixtures: its state, its errors, and what is frozen.

use netwright::Error;
use netwright::optim::{Lbfgs, LbfgsReport, Snapshot, pattern};
use netwright::prelude::*;
use netwright::scalar::Real;
use rand::SeedableRng;
use rand::rngs::SmallRng;

#[network(input = 2)]
struct Xor {
    hidden: Linear<6>,
    tanh: Tanh,
    out: Linear<2>,
}

const SAMPLES: [[f64; 2]; 4] = [[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]];

fn labels() -> Vec<Label<2>> {
    Label::from_indices([0, 1, 1, 0]).unwrap()
}

fn net<T: Real>() -> Box<Xor<T>> {
    Xor::<T>::init(&mut SmallRng::seed_from_u64(4))
}

fn minimize<T: Real>(net: &mut Xor<T>, lbfgs: &mut Lbfgs<Xor<T>>) -> Result<LbfgsReport, Error> {
    let samples = SAMPLES.map(|sample| sample.map(T::from_double));
    net.minimize(lbfgs, &CrossEntropy, &Dataset::new(&samples, labels()).unwrap())
}

#[test]
fn xor_is_learned_in_few_evaluations_in_both_precisions() {
    fn learn<T: Real>() {
        let (mut net, mut lbfgs) = (net::<T>(), Lbfgs::new().iterations(60));
        let report = minimize(&mut *net, &mut lbfgs).unwrap();
        assert!(report.first_loss > 0.5 && report.loss < 1e-3, "{report:?}");
        assert!(report.evaluations <= 75, "{report:?}");
        let samples = SAMPLES.map(|sample| sample.map(T::from_double));
        let loss = net.loss(&CrossEntropy, &samples, &labels()).unwrap().to_double();
        assert!((loss - report.loss).abs() < 1e-6, "{loss} and {}", report.loss);
    }
    learn::<f32>();
    learn::<f64>();
}

#[test]
fn it_goes_on_to_the_bit() {
    let lbfgs = || Lbfgs::new().iterations(3).history(4);
    let (mut whole, mut first) = (net::<f32>(), lbfgs());
    for _ in 0..4 {
        minimize(&mut whole, &mut first).unwrap();
    }
    let (mut half, mut first, mut second) = (net::<f32>(), lbfgs(), lbfgs());
    minimize(&mut half, &mut first).unwrap();
    minimize(&mut half, &mut first).unwrap();
    minimize(&mut net(), &mut second).unwrap(); // must be overwritten
    let snapshot = Snapshot::of(&mut first);
    snapshot.restore(&mut second).unwrap();
    assert_eq!(Snapshot::of(&mut second), snapshot);
    minimize(&mut half, &mut second).unwrap();
    minimize(&mut half, &mut second).unwrap();
    assert_eq!(half.as_slice(), whole.as_slice());
    let error = snapshot.restore(&mut Sgd::<Xor>::new(0.1)).unwrap_err().to_string();
    assert!(error.contains("`rule` is Lbfgs in it, but Sgd here"), "{error}");
}

#[test]
fn what_is_frozen_stays() {
    let (mut net, before) = (net::<f64>(), net::<f64>());
    let report = minimize(&mut net, &mut Lbfgs::new().freeze(pattern!(Xor, "hidden.*"))).unwrap();
    assert_eq!(net.hidden.weight, before.hidden.weight);
    assert_ne!(net.out.bias, before.out.bias);
    assert!(report.loss < report.first_loss);
    let error = minimize(&mut net, &mut Lbfgs::new().freeze("hiden.*")).unwrap_err();
    assert_eq!(error.to_string(), "no parameter of `Xor` is named `hiden.*`; the nearest name is `hidden.weight`");
}

#[test]
fn settings_without_meaning_are_refused() {
    let refused = |lbfgs: Lbfgs<Xor>| minimize(&mut net(), &mut { lbfgs }).unwrap_err().to_string();
    assert_eq!(refused(Lbfgs::new().iterations(0)), "the number of iterations must be at least 1, but is 0");
    assert_eq!(refused(Lbfgs::new().evaluations(0)), "the number of evaluations must be at least 1, but is 0");
    assert_eq!(refused(Lbfgs::new().history(0)), "the history of L-BFGS must be at least 1, but is 0");
    let tolerance = refused(Lbfgs::new().gradient_tolerance(f64::NAN));
    assert_eq!(tolerance, "the tolerance of the gradient must be at least 0, but is NaN");
    let tolerance = refused(Lbfgs::new().change_tolerance(-1.0));
    assert_eq!(tolerance, "the tolerance of changes must be at least 0, but is -1");
    let rate = refused(Lbfgs::new().learning_rate(-1.0));
    assert_eq!(rate, "the learning rate must be a finite number that is not negative, but is -1");
}

#[test]
fn a_loss_that_is_not_finite_leaves_the_network_at_the_last_good_iteration() {
    // A fixed step of this length is far out of the range of numbers.
    let mut wild = net::<f32>();
    let before = wild.copy();
    let mut fixed = Lbfgs::new().fixed_step().learning_rate(3e38).iterations(50);
    let result = minimize(&mut wild, &mut fixed);
    assert!(matches!(result, Err(Error::LossNotFinite { .. })), "{result:?}");
    // The last iteration of a step with a fixed length is not evaluated, and the one whose loss is
    // not finite is taken back.
    let after = |iterations: usize| {
        let mut net = before.copy();
        let mut fixed = Lbfgs::new().fixed_step().learning_rate(3e38).iterations(iterations);
        minimize(&mut net, &mut fixed).map(|_| net)
    };
    let finite: Vec<_> = (1..50).map_while(|iterations| after(iterations).ok()).collect();
    assert_eq!(wild.as_slice(), finite[finite.len() - 2].as_slice());
    // A search comes back from there.
    let report = minimize(&mut wild, &mut Lbfgs::new().learning_rate(3e38).iterations(5).evaluations(500)).unwrap();
    assert!(report.loss < report.first_loss, "{report:?}");
    assert!(wild.as_slice().iter().all(|w| w.is_finite()));
}

#[test]
fn data_is_checked_before() {
    let mut net = net::<f64>();
    let mut samples = SAMPLES;
    samples[2][1] = f64::NAN;
    let data = Dataset::new(&samples, labels()).unwrap();
    let error = net.minimize(&mut Lbfgs::new(), &CrossEntropy, &data).unwrap_err();
    assert_eq!(error.to_string(), "row 2, column 1 is NaN, but all features must be finite numbers");
}

#[test]
fn at_the_minimum_it_does_nothing() {
    let mut net = Xor::<f64>::zeros();
    let samples = [[0.0; 2]; 2];
    let data = Dataset::new(&samples, Label::<2>::from_indices([0, 1]).unwrap()).unwrap();
    let report = net.minimize(&mut Lbfgs::new(), &CrossEntropy, &data).unwrap();
    assert!(report.is_converged);
    assert_eq!((report.iterations, report.evaluations, report.loss), (0, 1, 2.0_f64.ln()));
}
