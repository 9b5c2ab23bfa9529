//! Penalties, bounds of rows, and clipping, at their limits.

use netwright::optim::{Clip, Group};
use netwright::prelude::*;
use netwright::scalar::Real;
use rand::rngs::SmallRng;
use rand::{RngExt, SeedableRng};

/// Weights of both layouts, row after row and column after column.
#[network(input = 20)]
struct Net {
    wide: Linear<40>,
    tanh: Tanh,
    narrow: Linear<3>,
}

fn random<T: Real>(scale: f64) -> Box<Net<T>> {
    let mut rng = SmallRng::seed_from_u64(5);
    let mut net = Net::<T>::zeros();
    net.as_mut_slice().iter_mut().for_each(|w| *w = T::from_double(rng.random_range(-scale..scale)));
    net
}

fn still<T: Real>(sgd: Sgd<Net<T>>, net: &mut Net<T>) {
    let mut sgd = sgd;
    sgd.step(net, &Net::<T>::zeros());
}

#[test]
fn l1_reaches_zero_and_moves_all_others_by_its_step() {
    let mut net = random::<f32>(1.0);
    let before = net.copy();
    still(Sgd::new(0.5).l1(0.5), &mut net);
    let mut zeros = 0;
    for (after, before) in net.as_slice().iter().zip(before.as_slice()) {
        let expected = before.signum() * (before.abs() - 0.25).max(0.0);
        assert_eq!(*after, expected);
        zeros += usize::from(*after == 0.0);
    }
    assert!(zeros > 150, "{zeros}");
}

#[test]
fn rows_are_bounded_in_both_layouts_and_biases_are_not() {
    let mut net = random::<f64>(3.0);
    for row in 0..20 {
        for column in 0..20 {
            net.wide.weight[(row, column)] *= 0.01;
        }
    }
    let before = net.copy();
    still(Sgd::new(0.5).max_norm(2.0), &mut net);
    assert_eq!((net.wide.bias, net.narrow.bias), (before.wide.bias, before.narrow.bias));
    let check =
        |rows: usize, columns: usize, after: &dyn Fn(usize, usize) -> f64, before: &dyn Fn(usize, usize) -> f64| {
            let mut bounded = 0;
            for row in 0..rows {
                let norm = (0..columns).map(|column| before(row, column).powi(2)).sum::<f64>().sqrt();
                let factor = if norm > 2.0 { 2.0 / norm } else { 1.0 };
                bounded += usize::from(norm > 2.0);
                for column in 0..columns {
                    assert!((after(row, column) - before(row, column) * factor).abs() < 1e-14, "{row}, {column}");
                }
            }
            bounded
        };
    assert_eq!(check(40, 20, &|i, j| net.wide.weight[(i, j)], &|i, j| before.wide.weight[(i, j)]), 20);
    assert_eq!(check(3, 40, &|i, j| net.narrow.weight[(i, j)], &|i, j| before.narrow.weight[(i, j)]), 3);
}

#[test]
fn the_penalty_is_that_of_each_tensor() {
    let mut net = Net::<f64>::zeros();
    net.as_mut_slice().fill(2.0);
    let of = |sgd: Sgd<Net<f64>>| sgd.penalty(&net);
    let count = 20.0 * 40.0 + 40.0 + 40.0 * 3.0 + 3.0;
    assert_eq!(of(Sgd::new(0.1)), 0.0);
    assert!((of(Sgd::new(0.1).weight_decay(0.5)) - count * 0.5 / 2.0 * 4.0).abs() < 1e-9);
    assert!((of(Sgd::new(0.1).l1(0.25)) - count * 0.5).abs() < 1e-9);
    let weights = Sgd::new(0.1).l1(0.25).group("*.bias", Group::new().l1(0.0)).freeze("narrow.*");
    assert!((of(weights) - 800.0 * 0.5).abs() < 1e-9);
    assert_eq!(of(Sgd::new(0.1).weight_decay(0.5).decoupled()), 0.0);
    assert_eq!(AdamW::new(0.1).penalty(&*net), 0.0);
    assert_eq!(Sgd::new(0.1).l1(0.25).penalty(&*net), count * 0.5);
    assert!((Adam::new(0.1).weight_decay(0.5).penalty(&net) - count).abs() < 1e-9);
}

/// The gradient of the penalty is what weight decay adds, by differences.
#[test]
fn weight_decay_is_the_gradient_of_the_penalty() {
    let mut net = random::<f64>(1.0);
    let sgd = Sgd::new(1.0).weight_decay(0.3);
    let (before, place) = (net.copy(), 17);
    let penalty = |w: f64| {
        let mut net = before.copy();
        net.as_mut_slice()[place] = w;
        sgd.penalty(&*net)
    };
    let w = before.as_slice()[place];
    let slope = (penalty(w + 1e-5) - penalty(w - 1e-5)) / 2e-5;
    still(Sgd::new(1.0).weight_decay(0.3), &mut net);
    assert!((before.as_slice()[place] - net.as_slice()[place] - slope).abs() < 1e-7);
}

#[test]
fn norms_do_not_leave_the_range_of_numbers() {
    fn norm_of<T: Real>(scale: f64) -> f64 {
        let mut gradients = Net::<T>::zeros();
        gradients.as_mut_slice()[3] = T::from_double(3.0 * scale);
        gradients.as_mut_slice()[900] = T::from_double(-4.0 * scale);
        gradients.norm() / scale
    }
    for scale in [1.0, 1e37, 1e-36, 1e-44] {
        let tolerance = if scale < 1e-40 { 0.2 } else { 1e-6 }; // of subnormal numbers
        assert!((norm_of::<f32>(scale) - 5.0).abs() < tolerance, "{scale:e}: {}", norm_of::<f32>(scale));
    }
    for scale in [1.0, 1e300, 1e-300, 2e307, 1e-160] {
        assert!((norm_of::<f64>(scale) - 5.0).abs() < 1e-14, "{scale:e}: {}", norm_of::<f64>(scale));
    }
    assert_eq!(Net::<f32>::zeros().norm(), 0.0);
    for wrong in [f64::NAN, f64::INFINITY] {
        let mut gradients = random::<f64>(1.0);
        gradients.as_mut_slice()[7] = wrong;
        assert_eq!(gradients.norm().is_nan(), wrong.is_nan());
        assert!(!gradients.norm().is_finite());
    }
}

#[test]
fn small_gradients_are_not_clipped() {
    let mut gradients = random::<f32>(1.0);
    let before = gradients.copy();
    let norm = gradients.clip_norm(1e3);
    gradients.clip_value(1.5);
    assert_eq!(gradients.as_slice(), before.as_slice());
    assert_eq!(norm, before.norm());
    gradients.clip_norm(norm / 2.0);
    assert!((gradients.norm() * 2.0 / norm - 1.0).abs() < 1e-5);
}
