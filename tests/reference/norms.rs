//! Normalisations over several batches, compared with PyTorch's.

use crate::fixture::{Numbers, rows, set};
use netwright::layer::Parameters;
use netwright::nalgebra::{Const, DimName, Dyn, OMatrix};
use netwright::prelude::*;
use netwright::scalar::Real;
use netwright::value::{Features, ViewMut};
use rand::SeedableRng;
use rand::rngs::SmallRng;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::Path;

/// A case of the file; `tools/generate/norms.py` says what the numbers are.
#[derive(Deserialize)]
struct Case {
    batch: usize,
    input: Vec<Vec<f64>>,
    targets: Vec<Vec<f64>>,
    parameters: BTreeMap<String, Numbers>,
    output: Vec<Vec<f64>>,
    losses: Vec<f64>,
    input_gradient: Vec<Vec<f64>>,
    gradients: BTreeMap<String, Numbers>,
    after: BTreeMap<String, Numbers>,
    evaluated: Vec<Vec<f64>>,
}

fn case(name: &str) -> Case {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/norms.json");
    let mut cases: BTreeMap<String, Case> = serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap();
    cases.remove(name).unwrap()
}

/// Agreement to 1e-10, or to 3e-5 in single precision.
#[track_caller]
fn assert_near<T>(what: &str, found: f64, expected: f64) {
    let tolerance = if size_of::<T>() == 4 { 3e-5 } else { 1e-10 };
    let error = (found - expected).abs() / expected.abs().max(1.0);
    assert!(error <= tolerance, "{what}: {found} instead of {expected}");
}

/// Compares the tensors that the file has.
fn assert_tensors<T: Real, N: Parameters<T>>(what: &str, network: &N, expected: &BTreeMap<String, Numbers>) {
    let mut count = 0;
    for (tensor, values) in network.named_tensors() {
        let name = tensor.path().to_string();
        let Some(numbers) = expected.get(&name) else { continue };
        assert_eq!(tensor.shape(), numbers.shape, "{what} of {name}");
        for (position, &expected) in numbers.data.iter().enumerate() {
            assert_near::<T>(&format!("{what} of {name}"), values[tensor.offset_of(position)].to_double(), expected);
        }
        count += 1;
    }
    assert_eq!(count, expected.len(), "{what}");
}

fn check<T: Real, N, const F: usize>(name: &str, network: &mut N)
where
    N: Trainable<Scalar = T, InDim = Const<F>, OutDim = Const<F>>,
    Const<F>: Features + DimName,
{
    let case = case(name);
    set(network, &case.parameters);
    let (samples, targets) = (rows::<T, F>(&case.input), rows::<T, F>(&case.targets));
    let (mut workspace, mut gradients) = (Workspace::for_batch(case.batch), N::zeros());
    let rng = &mut SmallRng::seed_from_u64(0);
    for (number, &loss) in case.losses.iter().enumerate() {
        let range = number * case.batch..(number + 1) * case.batch;
        let pass = network.forward(&samples[range.clone()], &mut workspace, rng);
        for (found, expected) in pass.output().iter().zip(case.output[range.clone()].iter().flatten()) {
            assert_near::<T>("the output", found.to_double(), *expected);
        }
        let mut input_gradient = OMatrix::<T, Const<F>, Dyn>::zeros(case.batch);
        let view = ViewMut::from_slice_generic(input_gradient.as_mut_slice(), Const, Dyn(case.batch));
        let scored = pass.loss(&Mse, &targets[range.clone()]).unwrap();
        assert_near::<T>("the loss", scored.backward_to_input(&mut gradients, view).to_double(), loss);
        for (found, expected) in input_gradient.iter().zip(case.input_gradient[range].iter().flatten()) {
            assert_near::<T>("the gradient of the input", found.to_double(), *expected);
        }
    }
    assert_tensors("the gradient", &*gradients, &case.gradients);
    assert_tensors("the value afterwards", network, &case.after);
    let evaluated = network.predict_batch(&samples);
    for (found, expected) in evaluated.iter().zip(case.evaluated.iter().flatten()) {
        assert_near::<T>("the evaluation", found.to_double(), *expected);
    }
}

macro_rules! norms {
    ($($name:ident: $input:tt, $norm:ty;)*) => {
        $(#[test]
        fn $name() {
            #[network(input = $input)]
            struct Net {
                norm: $norm,
            }
            check(stringify!($name), &mut *Net::<f64>::zeros());
            check(stringify!($name), &mut *Net::<f32>::zeros());
        })*
    };
}

norms! {
    layer_norm: 5, LayerNorm;
    layer_norm_of_images: [2, 3, 2], LayerNorm<1e-2>;
    rms_norm: 5, RmsNorm;
    rms_norm_set: 5, RmsNorm<0.05>;
    batch_norm: 5, BatchNorm1d;
    batch_norm_set: 5, BatchNorm1d<1e-2, 0.3>;
    batch_norm_of_sequences: [3, 4], BatchNorm1d;
}
