//! A network against outputs that were computed elsewhere: what `golden = ".."` becomes.

use crate::layer::Plain;
use crate::network::{Network, predict_vector};
use crate::value::Features;
use bytemuck::Zeroable;

/// By how much an output may differ, for each unit of the largest output of its sample and one more: sums of single precision in another order.
const TOLERANCE: f32 = 1e-5;

/// Fails unless a network gives the expected outputs for all samples; both are numbers of single precision, little endian, sample after sample.
///
/// # Panics
///
/// If an output differs: it is what a generated test calls.
pub fn assert_golden<N: Network<Scalar = f32>>(network: &N, file: &str, samples: &[u8], outputs: &[u8]) {
    const SCALAR: usize = size_of::<f32>();
    let samples = samples.chunks(N::InDim::COUNT * SCALAR);
    let outputs = outputs.chunks(N::OutDim::COUNT * SCALAR);
    assert!(
        samples.len() > 0 && samples.len() == outputs.len(),
        "{file}: as many outputs as samples, and at least one"
    );
    for (row, (sample, output)) in samples.zip(outputs).enumerate() {
        let mut input = <N::InDim as Features>::Vector::<f32>::zeroed();
        let mut expected = <N::OutDim as Features>::Vector::<f32>::zeroed();
        read(sample, input.as_mut_slice());
        read(output, expected.as_mut_slice());
        let found = predict_vector(network, &mut input);
        let scale = expected.as_slice().iter().fold(1.0, |largest: f32, y| largest.max(1.0 + y.abs()));
        for (place, (found, expected)) in found.as_slice().iter().zip(expected.as_slice()).enumerate() {
            assert!(
                (found - expected).abs() <= TOLERANCE * scale,
                "{file}: output {place} of sample {row} should be {expected}, but `{}` gives {found}",
                N::NAME
            );
        }
    }
}

fn read(bytes: &[u8], numbers: &mut [f32]) {
    for (number, bytes) in numbers.iter_mut().zip(bytes.as_chunks().0) {
        *number = f32::from_le_bytes(*bytes);
    }
}

#[cfg(all(test, feature = "train"))]
mod tests {
    use super::assert_golden;
    use crate::prelude::*;
    use alloc::vec::Vec;

    #[network(input = 2)]
    struct Sum(Linear<1>);

    fn sum() -> alloc::boxed::Box<Sum> {
        let mut net = Sum::zeros();
        net.0.weight[(0, 0)] = 1.0;
        net.0.weight[(0, 1)] = 1.0;
        net
    }

    fn bytes(numbers: &[f32]) -> Vec<u8> {
        numbers.iter().flat_map(|number| number.to_le_bytes()).collect()
    }

    #[test]
    fn right_outputs_are_passed() {
        assert_golden(&*sum(), "sum", &bytes(&[1.0, 2.0, -3.0, 4.0]), &bytes(&[3.000_01, 1.0]));
    }

    #[test]
    #[should_panic = "sum: output 0 of sample 1 should be 1.001, but `Sum` gives 1"]
    fn wrong_outputs_are_named() {
        assert_golden(&*sum(), "sum", &bytes(&[1.0, 2.0, -3.0, 4.0]), &bytes(&[3.0, 1.001]));
    }

    #[test]
    #[should_panic = "as many outputs as samples"]
    fn nothing_is_no_proof() {
        assert_golden(&*sum(), "sum", &[], &[]);
    }
}
