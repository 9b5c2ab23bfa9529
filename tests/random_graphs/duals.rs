//! Gradients against dual numbers: the definitions of the layers, computed with numbers that carry
//! their derivative along a direction, which is exact where a difference is only near.

use super::number::{Dual, Number};
use super::walk::{Tensors, walk};
use super::windows::Window;
use netwright::approx::relative_eq;
use netwright::nalgebra::{Const, SMatrix};
use netwright::prelude::*;
use rand::rngs::SmallRng;
use rand::{RngExt, SeedableRng};

/// Compares the gradient of each tensor, and that of the samples, with the derivative along a
/// random direction: a number of a gradient that is wrong has a part in it.
pub(crate) fn check<N, const F: usize, const K: usize>(
    name: &str,
    network: &N,
    samples: &[[f64; F]; 3],
    targets: &[[f64; K]; 3],
    windows: &[(&str, Window)],
) where
    N: Trainable<Scalar = f64, InDim = Const<F>, OutDim = Const<K>>,
{
    let (mut gradients, mut rng) = (N::zeros(), SmallRng::seed_from_u64(11));
    let (mut workspace, mut of_samples) = (Workspace::<N, Const<3>>::fixed(), SMatrix::<f64, F, 3>::zeros());
    let pass = network.forward_shared(samples, &mut workspace, &mut rng);
    let loss = pass.loss(&Mse, targets).expect("finite targets");
    let value = loss.backward_to_input(&mut gradients, of_samples.as_view_mut());

    let given = |direction: Option<&[f64]>| -> Vec<Vec<Dual>> {
        let dual = |place: usize, value: f64| Dual { value, derivative: direction.map_or(0.0, |d| d[place]) };
        samples.iter().enumerate().map(|(s, x)| (0..F).map(|i| dual(s * F + i, x[i])).collect()).collect()
    };
    let check = |what: &str, tensors: &Tensors<Dual>, samples: &[Vec<Dual>], gradient: &[f64], along: &[f64]| {
        let outputs = walk::<N, Dual>(tensors, samples, windows, true);
        let errors = outputs.iter().flatten().zip(targets.as_flattened()).map(|(&y, &t)| (y - Dual::of(t)).powi(2));
        let mean = errors.sum::<Dual>() / Dual::of((3 * K) as f64);
        let derivative: f64 = gradient.iter().zip(along).map(|(gradient, along)| gradient * along).sum();
        for (what, found, expected) in [("loss", value, mean.value), (what, derivative, mean.derivative)] {
            let is_near = relative_eq!(found, expected, epsilon = 1e-12, max_relative = 1e-11);
            assert!(is_near, "{name}: the derivative by {what} is {expected}, and not {found}");
        }
    };

    let plain = given(None);
    for (tensor, gradient) in gradients.named_tensors().filter(|(tensor, _)| tensor.role().is_parameter()) {
        let direction: Vec<f64> = gradient.iter().map(|_| rng.random_range(-1.0..1.0)).collect();
        let tensors = Tensors::of(network, |of, place, value| {
            let derivative = if of.path().to_string() == tensor.path().to_string() { direction[place] } else { 0.0 };
            Dual { value, derivative }
        });
        check(&tensor.path().to_string(), &tensors, &plain, gradient, &direction);
    }
    let mut direction: Vec<f64> = (0..3 * F).map(|_| rng.random_range(-1.0..1.0)).collect();
    N::indices(&mut |feature, _| (0..3).for_each(|sample| direction[sample * F + feature] = 0.0));
    let tensors = Tensors::of(network, |_, _, value| Dual::of(value));
    check("the samples", &tensors, &given(Some(&direction)), of_samples.as_slice(), &direction);
}
