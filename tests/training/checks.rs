//! Trials before training: a sweep over rates, and one batch learned by heart.

use netwright::prelude::*;
use netwright::train::{OverfitCheck, RateFinder};
use rand::rngs::SmallRng;
use rand::{RngExt, SeedableRng};

#[network(input = 4)]
#[derive(Clone, Debug, PartialEq)]
struct Net {
    hidden: Linear<16>,
    relu: Relu,
    logits: Linear<3>,
}

/// Points whose class is their largest feature among the first three.
fn data(count: usize) -> Dataset<'static, f32, 4, Label<3>> {
    let mut rng = SmallRng::seed_from_u64(5);
    let samples: Vec<[f32; 4]> = (0..count).map(|_| [(); 4].map(|()| rng.random_range(-1.0..1.0))).collect();
    let largest = |sample: &[f32; 4]| (0..3).max_by(|a, b| sample[*a].total_cmp(&sample[*b])).unwrap();
    let labels = Label::from_indices(samples.iter().map(largest)).unwrap();
    Dataset::new(samples, labels).unwrap()
}

fn net() -> Box<Net> {
    Net::init(&mut SmallRng::seed_from_u64(2))
}

#[test]
fn a_sweep_suggests_a_rate_that_trains_and_leaves_the_network_alone() {
    let (data, mut net) = (data(400), net());
    let before = net.clone();
    let sweep = RateFinder::new(CrossEntropy, Sgd::new(7.0)).run(&*net, &data).unwrap();
    assert_eq!(net, before);
    assert_eq!(sweep, RateFinder::new(CrossEntropy, Sgd::new(0.1)).run(&*net, &data).unwrap());

    let (rates, losses) = (sweep.rates(), sweep.losses());
    assert!(rates.windows(2).all(|pair| pair[0] < pair[1]) && rates.len() == losses.len() && rates[0] == 1e-7);
    let rate = sweep.suggestion().unwrap();
    assert!((1e-4..3.0).contains(&rate), "{rate}");
    assert!(sweep.to_string().ends_with(&format!("suggested rate: {rate:.1e}\n")), "{sweep}");
    let history = Trainer::new(CrossEntropy, Sgd::new(rate)).epochs(30).fit(&mut net, &data).unwrap();
    assert!(history.last_loss() < 0.5 * history.losses()[0], "{history}");
}

#[test]
fn a_sweep_ends_where_the_loss_explodes() {
    let finder = || RateFinder::new(Mse, Sgd::new(0.1)).rates(1e-3, 1e6).steps(50);
    #[network(input = 1)]
    struct Line(Linear<1>);
    let data = Dataset::new(&[[-1.0], [0.5], [2.0]], &[[2.0], [1.0], [-1.0]]).unwrap();
    let sweep = finder().run(&*Line::zeros(), &data).unwrap();
    assert!(sweep.rates().len() < 50 && sweep.suggestion().unwrap() < 1.0, "{sweep}");
    let message = finder().rates(1.0, 0.5).run(&*Line::zeros(), &data).unwrap_err().to_string();
    assert_eq!(message, "the highest rate of a sweep must be a finite number above the lowest, but is 0.5");
}

#[test]
fn one_batch_is_learned_by_heart_if_nothing_is_wrong() {
    let (data, net) = (data(100), net());
    let before = net.clone();
    let check = OverfitCheck::new(CrossEntropy, Adam::new(0.02)).batch(16).run(&*net, &data).unwrap();
    assert!(check.passed() && check.last < 0.01 * check.first && check.steps == 500, "{check}");
    assert_eq!(net, before);
    // With a rate that is far too small nothing is learned.
    let check = OverfitCheck::new(CrossEntropy, Adam::new(1e-9)).batch(16).run(&*net, &data).unwrap();
    assert!(!check.passed() && check.to_string().contains("it is not learned by heart"), "{check}");
}
