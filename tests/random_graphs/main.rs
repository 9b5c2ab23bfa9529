//! Gradients of random graphs against finite differences and against dual numbers, and their
//! outputs against a plain walk from step to step.

mod duals;
mod functions;
#[path = "../shared/gaussian.rs"]
mod gaussian;
mod image_networks;
mod images;
mod networks;
mod number;
mod walk;
mod windows;

use gaussian::Gaussian;
use netwright::approx::relative_eq;
use netwright::gradcheck::gradcheck;
use netwright::nalgebra::Const;
use netwright::prelude::*;
use rand::rngs::SmallRng;
use rand::{RngExt, SeedableRng};
use walk::{Tensors, walk};
use windows::Window;

/// Checks one network on three random samples.
///
/// Inputs are continuous, so a kink within the step of the differences (`Relu` at 0, a tie in
/// `Max`) has a probability of about 1e-4 per network; the seed avoids all of them.
fn check<N, const F: usize, const K: usize>(name: &str, differs: bool)
where
    N: Trainable<Scalar = f64, InDim = Const<F>, OutDim = Const<K>>,
{
    check_windows::<N, F, K>(name, differs, &[]);
}

/// As [`check`], of a network some of whose steps have windows.
fn check_windows<N, const F: usize, const K: usize>(name: &str, differs: bool, windows: &[(&str, Window)])
where
    N: Trainable<Scalar = f64, InDim = Const<F>, OutDim = Const<K>>,
{
    let mut rng = SmallRng::seed_from_u64(7);
    let mut network = N::zeros();
    // All parameters are random: with biases of 0, a step after zeros would sit exactly on the kink
    // of a `Relu`.
    network.as_mut_slice().fill_with(|| rng.random_range(-0.8..0.8));
    for tensor in N::tensors().filter(|tensor| !tensor.role().is_parameter()) {
        // Variances and deviations among them.
        network.values_mut(&tensor).fill_with(|| rng.random_range(0.5..1.5));
    }
    let mut samples: [[f64; F]; 3] = std::array::from_fn(|_| std::array::from_fn(|_| rng.random_range(-1.5..1.5)));
    let mut indices = 0;
    N::indices(&mut |feature, classes| {
        samples.iter_mut().for_each(|sample| sample[feature] = f64::from(rng.random_range(0..classes as u32)));
        indices += 1;
    });
    let targets: [[f64; K]; 3] = std::array::from_fn(|_| std::array::from_fn(|_| rng.random_range(-1.0..1.0)));
    let report = gradcheck(&*network, &samples, &Mse, &targets, &mut rng);
    let report = report.unwrap_or_else(|error| panic!("{name}: {error}\n{}", N::summary()));
    assert_eq!(report.checked, N::PARAMS + 3 * (F - indices), "{name}");
    check_inference(name, &*network, &samples, differs, windows);
    let drops = differs && N::STEPS.iter().any(|step| step.layer == "Dropout");
    if !drops {
        duals::check(name, &*network, &samples, &targets, windows);
    }
}

/// Checks that inference, where values share memory and steps are computed together, in place or
/// not at all, equals the walk from step to step; and, unless it differs, training.
fn check_inference<N, const F: usize, const K: usize>(
    name: &str,
    network: &N,
    samples: &[[f64; F]; 3],
    differs: bool,
    windows: &[(&str, Window)],
) where
    N: Trainable<Scalar = f64, InDim = Const<F>, OutDim = Const<K>>,
{
    // A batch of run-time size and one of static size.
    let batch = network.predict_batch(&samples[..]);
    assert_eq!(network.predict_batch(samples), batch, "{name}");
    let vectors: Vec<_> = samples.iter().map(|sample| sample.to_vec()).collect();
    let outputs = walk::<N, f64>(&Tensors::of(network, |_, _, value| value), &vectors, windows, false);
    for (column, (sample, expected)) in samples.iter().zip(outputs).enumerate() {
        assert_near(name, batch.column(column).iter(), &expected);
        assert_near(name, network.predict(sample).iter(), &expected);
    }
    if !differs {
        let mut workspace = Workspace::default();
        let pass = network.forward_shared(samples, &mut workspace, &mut SmallRng::seed_from_u64(0));
        assert_near(name, pass.output().iter(), batch.as_slice());
    }
}

/// Layers that are computed together add in another order, which rounds differently.
#[track_caller]
fn assert_near<'a>(name: &str, found: impl ExactSizeIterator<Item = &'a f64>, expected: &[f64]) {
    assert_eq!(found.len(), expected.len(), "{name}");
    for (found, expected) in found.zip(expected) {
        let is_near = relative_eq!(*found, *expected, epsilon = 1e-13, max_relative = 1e-13);
        assert!(is_near, "{name}: {found} instead of {expected}");
    }
}

#[test]
fn gradients_and_outputs_of_random_graphs_are_right() {
    networks::check_all();
}

#[test]
fn gradients_and_outputs_of_random_graphs_of_images_are_right() {
    image_networks::check_all();
}
