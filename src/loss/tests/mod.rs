//! Batches that are parts of larger ones, weights, and messages.

mod messages;

use super::{
    BinaryCrossEntropyWithLogits, CrossEntropy, Focal, Huber, KlDivergence, Loss, LossBatch, Mse, MultiMargin, Nll,
    Poisson,
};
use crate::data::Label;
use crate::simd::Portable;
use nalgebra::Const;
use std::vec;
use std::vec::Vec;

/// A target of a network with two outputs.
struct Both<Y> {
    #[allow(dead_code)] // It is there so that targets of one kind are apart.
    other: u8,
    ours: Y,
}

/// Returns the loss of the middle `N` outputs of each sample and the gradient of all outputs.
fn of_parts<const N: usize, Y>(
    loss: &impl Loss<f64, Const<N>, Y>,
    outputs: &[[f64; N]],
    targets: &[Both<Y>],
) -> (f64, Vec<f64>) {
    let wide: Vec<f64> = outputs.iter().flat_map(|x| [&[50.0, 60.0][..], x, &[70.0]].concat()).collect();
    let mut gradients = vec![7.0; wide.len()];
    let mut batch = LossBatch::new(N + 3, &wide, targets, &mut gradients);
    let ours = batch.targets().part(|both: &Both<Y>| &both.ours);
    let value = loss.batch(Portable, batch.part(2..2 + N, &ours));
    (value, gradients)
}

/// Checks a loss of a part of each sample against that of the same outputs by themselves.
fn check_parts<const N: usize, Y: Clone>(loss: &impl Loss<f64, Const<N>, Y>, targets: &[Y]) {
    let number = |place: usize| (place * 37 % 101) as f64 / 25.0 - 2.0;
    let outputs: Vec<[f64; N]> =
        (0..targets.len()).map(|row| core::array::from_fn(|column| number(row * N + column))).collect();
    let mut gradients = vec![0.0; outputs.len() * N];
    let batch = LossBatch::new(N, outputs.as_flattened(), targets, &mut gradients);
    let expected = loss.batch(Portable, batch);
    let both: Vec<_> = targets.iter().map(|target| Both { other: 0, ours: target.clone() }).collect();
    let (found, all) = of_parts(loss, &outputs, &both);
    assert_eq!(found, expected);
    for (row, expected) in all.chunks(N + 3).zip(gradients.chunks(N)) {
        assert_eq!((&row[..2], &row[2..2 + N], row[2 + N]), (&[7.0; 2][..], expected, 7.0));
    }
}

fn check_all_parts<const N: usize>(samples: usize) {
    let labels: Vec<Label<N>> = (0..samples).map(|row| Label::at(row * 7 % N)).collect();
    let numbers: Vec<[f64; N]> = (0..samples).map(|row| [row as f64; N]).collect();
    check_parts(&CrossEntropy, &labels);
    check_parts(&Nll, &labels);
    check_parts(&Nll.ignore(1), &labels);
    check_parts(&CrossEntropy.label_smoothing(0.1).class_weights([2.0; N]), &labels);
    check_parts(&MultiMargin::default(), &labels);
    check_parts(&Focal::default(), &labels);
    check_parts(&Mse, &numbers);
    check_parts(&Huber::default(), &numbers);
    check_parts(&Poisson::default(), &numbers);
    check_parts(&CrossEntropy, &std::vec![[1.0 / N as f64; N]; samples]);
    check_parts(&KlDivergence, &std::vec![[1.0 / N as f64; N]; samples]);
    let bits: Vec<[bool; N]> = (0..samples).map(|row| core::array::from_fn(|i| (i + row) % 3 == 0)).collect();
    let pos_weight = core::array::from_fn(|i| i as f64);
    check_parts(&BinaryCrossEntropyWithLogits::default().pos_weight(pos_weight), &bits);
    check_parts(&Mse.weight(0.25), &numbers);
    check_parts(&CrossEntropy.weight(0.25), &labels);
}

#[test]
fn a_part_of_each_sample_is_a_batch_by_itself() {
    for samples in [2, 5, 9, 40] {
        check_all_parts::<2>(samples);
        check_all_parts::<3>(samples);
        check_all_parts::<17>(samples);
    }
}

#[test]
fn a_weight_multiplies_loss_and_gradient() {
    let (outputs, targets) = ([[1.0, 5.0], [2.0, 0.0]], [[2.0, 2.0], [0.0, 0.0]]);
    let (mut plain, mut weighted) = ([0.0; 4], [0.0; 4]);
    let loss: f64 = Mse.batch(Portable, LossBatch::new(2, outputs.as_flattened(), &targets, &mut plain));
    let batch = LossBatch::new(2, outputs.as_flattened(), &targets, &mut weighted);
    assert_eq!(Mse.weight(0.5).batch(Portable, batch), 0.5 * loss);
    assert_eq!(weighted, plain.map(|element| 0.5 * element));
}
