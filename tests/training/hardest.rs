//! The samples with the largest loss.

use netwright::prelude::*;
use rand::rngs::SmallRng;
use rand::{RngExt, SeedableRng};

#[network(input = 2)]
#[derive(Debug, PartialEq)]
struct Net {
    hidden: Linear<16>,
    tanh: Tanh,
    logits: Linear<2>,
}

#[network(input = 2)]
struct Scores(Flatten);

#[network(input = 1)]
struct Value(Flatten);

#[network(input = 1)]
struct Vectors {
    vector: Embedding<2, 2>,
}

/// Points left and right of a gap, and their sides.
fn sides(seed: u64) -> (Vec<[f32; 2]>, Vec<usize>) {
    let mut rng = SmallRng::seed_from_u64(seed);
    let side = |index: usize| index % 2;
    let point =
        |index| [if side(index) == 0 { -1.0 } else { 1.0 } * rng.random_range(0.3..1.0), rng.random_range(-1.0..1.0)];
    ((0..600).map(point).collect(), (0..600).map(side).collect())
}

#[test]
fn wrong_labels_are_the_hardest() {
    for seed in 0..5 {
        let (samples, mut classes) = sides(seed);
        let planted = [3, 20, 111, 112, 309, 598];
        planted.iter().for_each(|&index| classes[index] = 1 - classes[index]);
        let data = Dataset::new(samples, Label::<2>::from_indices(classes.iter().copied()).unwrap()).unwrap();
        let mut net = Net::init(&mut SmallRng::seed_from_u64(seed));
        Trainer::new(CrossEntropy, Sgd::new(0.1)).epochs(10).fit(&mut net, &data).unwrap();
        let hardest = net.hardest(&CrossEntropy, &data, planted.len()).unwrap();
        let mut found: Vec<_> = hardest.samples().iter().map(|sample| sample.index).collect();
        found.sort_unstable();
        assert_eq!(found, planted, "seed {seed}\n{hardest}");
        for sample in hardest.samples() {
            assert_eq!(
                (sample.wanted, sample.predicted),
                (Some(classes[sample.index]), Some(1 - classes[sample.index]))
            );
        }
    }
}

#[test]
fn the_losses_are_those_of_the_samples_alone_in_falling_order() {
    let (samples, classes) = sides(7);
    let data = Dataset::new(samples, Label::<2>::from_indices(classes).unwrap()).unwrap();
    let net = Net::init(&mut SmallRng::seed_from_u64(7));
    let all = net.hardest(&CrossEntropy, &data, usize::MAX).unwrap();
    assert_eq!(all.samples().len(), data.len());
    assert!(all.samples().windows(2).all(|pair| pair[0].loss >= pair[1].loss));
    for sample in all.samples() {
        let (samples, targets) =
            (&data.samples()[sample.index..=sample.index], &data.targets()[sample.index..=sample.index]);
        let alone = net.loss(&CrossEntropy, samples, targets).unwrap();
        assert!((f64::from(alone) - sample.loss).abs() < 1e-6, "{sample:?}, {alone}");
    }
    let some = net.hardest(&CrossEntropy, &data, 10).unwrap();
    assert_eq!(some.samples(), &all.samples()[..10]);
    assert!(net.hardest(&CrossEntropy, &data, 0).unwrap().samples().is_empty());
}

#[test]
fn weights_multiply_and_ignored_samples_are_left_out() {
    let net = Scores::<f64>::zeros();
    let labels = Label::<2>::from_indices([0, 1, 0, 1]).unwrap();
    // Each is wrong by 1, so that its loss is ln(1 + e).
    let data = Dataset::new(&[[0.0, 1.0], [1.0, 0.0], [0.0, 1.0], [1.0, 0.0]], &labels).unwrap();
    let indices = |hardest: &netwright::train::Hardest| hardest.samples().iter().map(|s| s.index).collect::<Vec<_>>();
    let plain = net.hardest(&CrossEntropy, &data, 4).unwrap();
    assert_eq!(indices(&plain), [0, 1, 2, 3], "ties are in the order of the data");
    assert_eq!(indices(&net.hardest(&CrossEntropy, &data, 3).unwrap()), [0, 1, 2]);
    let weighted = net.hardest(&CrossEntropy.class_weights([1.0, 3.0]), &data, 4).unwrap();
    assert_eq!(indices(&weighted), [1, 3, 0, 2]);
    let own = (1.0 + 1.0_f64.exp()).ln();
    assert!((weighted.samples()[0].loss - 3.0 * own).abs() < 1e-12 && (weighted.samples()[2].loss - own).abs() < 1e-12);
    assert_eq!(indices(&net.hardest(&CrossEntropy.ignore(0), &data, 4).unwrap()), [1, 3]);
}

#[test]
fn classes_are_shown_where_targets_say_some() {
    // Distributions, by their most probable class; one output, by its side of the threshold.
    let soft = Dataset::new(&[[0.0, 1.0]], &[[0.2, 0.8]]).unwrap();
    let sample = Scores::<f64>::zeros().hardest(&CrossEntropy, &soft, 1).unwrap().samples()[0];
    assert_eq!((sample.predicted, sample.wanted), (Some(1), Some(1)));
    let loss = BinaryCrossEntropyWithLogits::default();
    let binary = Dataset::new(&[[2.0], [-3.0]], &[true, true]).unwrap();
    let hardest = Value::<f64>::zeros().hardest(&loss, &binary, 1).unwrap();
    let sample = hardest.samples()[0];
    assert_eq!((sample.index, sample.predicted, sample.wanted), (1, Some(0), Some(1)));
    assert_eq!(hardest.to_string(), "sample      loss  predicted     wanted\n     1    3.0486          0          1\n");
    // Several outputs that say yes or no each, and numbers, are no classes.
    let many = Dataset::new(&[[2.0, -3.0]], &[[true, true]]).unwrap();
    assert_eq!(Scores::<f64>::zeros().hardest(&loss, &many, 1).unwrap().samples()[0].wanted, None);
    let numbers = Dataset::new(&[[2.0], [4.0]], &[[1.0], [1.0]]).unwrap();
    let hardest = Value::<f64>::zeros().hardest(&Mse, &numbers, 5).unwrap();
    assert_eq!(hardest.to_string(), "sample      loss\n     1    9.0000\n     0    1.0000\n");
}

#[test]
fn a_loss_of_nan_comes_first_and_nan_in_the_data_is_an_error() {
    let mut net = Vectors::<f64>::init(&mut SmallRng::seed_from_u64(1));
    net.vector.weight[1] = [f64::NAN, 1.0];
    let labels = Label::<2>::from_indices([0, 0, 1]).unwrap();
    let data = Dataset::new(&[[0.0], [1.0], [0.0]], &labels).unwrap();
    let hardest = net.hardest(&CrossEntropy, &data, 3).unwrap();
    let first = hardest.samples()[0];
    assert!((first.index, first.predicted, first.wanted) == (1, None, Some(0)) && first.loss.is_nan(), "{hardest}");
    assert_eq!(hardest.to_string().lines().nth(1), Some("     1       NaN          -          0"));
    let data = Dataset::new(&[[1.0], [f64::NAN], [0.0]], &labels).unwrap();
    let message = net.hardest(&CrossEntropy, &data, 3).unwrap_err().to_string();
    assert!(message.contains("row 1") && message.contains("NaN"), "{message}");
}
