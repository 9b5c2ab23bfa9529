//! Reads the numbers that PyTorch has computed; `tests/fixtures/README.md` describes the files.

use netwright::approx::relative_eq;
use netwright::layer::{Parameters, TensorSpec};
use netwright::scalar::Real;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::Path;

/// A matrix or vector, row by row.
#[derive(Deserialize)]
pub(crate) struct Numbers {
    pub(crate) shape: Vec<usize>,
    pub(crate) data: Vec<f64>,
}

/// One file.
#[derive(Deserialize)]
pub(crate) struct Fixture {
    pub(crate) input: Vec<Vec<f64>>,
    #[serde(default)]
    pub(crate) labels: Vec<usize>,
    #[serde(default)]
    pub(crate) targets: Vec<Vec<f64>>,
    pub(crate) parameters: BTreeMap<String, Numbers>,
    pub(crate) output: Vec<Vec<f64>>,
    pub(crate) loss: f64,
    pub(crate) gradients: BTreeMap<String, Numbers>,
    pub(crate) input_gradient: Vec<Vec<f64>>,
    #[serde(default)]
    pub(crate) losses: Vec<f64>,
    #[serde(default)]
    pub(crate) after: BTreeMap<String, Numbers>,
}

impl Fixture {
    /// The case `name` in the precision of `T`.
    pub(crate) fn read<T>(name: &str) -> Self {
        let precision = std::any::type_name::<T>();
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
        let text = std::fs::read_to_string(folder.join(format!("{name}.{precision}.json"))).unwrap();
        serde_json::from_str(&text).unwrap()
    }

    /// The samples.
    pub(crate) fn input<T: Real, const N: usize>(&self) -> Vec<[T; N]> {
        rows(&self.input)
    }
}

/// Rows of numbers as arrays.
pub(crate) fn rows<T: Real, const N: usize>(rows: &[Vec<f64>]) -> Vec<[T; N]> {
    let array = |row: &Vec<f64>| <[f64; N]>::try_from(row.as_slice()).unwrap().map(T::from_double);
    rows.iter().map(array).collect()
}

/// Sets all parameters of a network, each of which must be in the file with an equal shape.
pub(crate) fn set<T: Real, N: Parameters<T>>(network: &mut N, numbers: &BTreeMap<String, Numbers>) {
    let mut count = 0;
    for tensor in N::tensors() {
        let (numbers, values) = (find(numbers, &tensor), network.values_mut(&tensor));
        for (position, &number) in numbers.data.iter().enumerate() {
            values[tensor.offset_of(position)] = T::from_double(number);
        }
        count += 1;
    }
    assert_eq!(count, numbers.len(), "the file has tensors that the network has not");
}

/// Asserts that all tensors agree with the file, element by element.
pub(crate) fn assert_tensors<T: Real>(what: &str, network: &impl Parameters<T>, numbers: &BTreeMap<String, Numbers>) {
    for (tensor, values) in network.named_tensors() {
        let numbers = find(numbers, &tensor);
        for (position, &expected) in numbers.data.iter().enumerate() {
            let place = format!("{what}, {}, element {position}", tensor.path());
            assert_close::<T>(&place, values[tensor.offset_of(position)].to_double(), expected);
        }
    }
}

/// Asserts that two numbers agree to 1e-5 in `f32` and 1e-12 in `f64`, relative to the expected
/// one.
pub(crate) fn assert_close<T>(what: &str, found: f64, expected: f64) {
    let tolerance = if size_of::<T>() == 4 { 1e-5 } else { 1e-12 };
    assert!(
        relative_eq!(found, expected, epsilon = 0.0, max_relative = tolerance),
        "{what}: {found:e} instead of {expected:e}, {:e}",
        (found - expected).abs() / expected.abs()
    );
}

fn find<'n>(numbers: &'n BTreeMap<String, Numbers>, tensor: &TensorSpec) -> &'n Numbers {
    let name = tensor.path().to_string();
    let numbers = numbers.get(&name).unwrap_or_else(|| panic!("the file has no tensor {name}"));
    assert_eq!(numbers.shape, tensor.shape(), "the shape of {name}");
    assert_eq!(numbers.data.len(), tensor.len(), "every element of {name}");
    numbers
}
