//! Functions for the generated tests of an embedded network: they compare its outputs with those
//! computed elsewhere, and the embedded files with those on disk.

use crate::layer::Plain;
use crate::network::{Network, with_output};
use crate::value::{Features, View};
use bytemuck::Zeroable;
use core::fmt::Display;
use nalgebra::{Const, DimName};

/// Tolerance of an output, relative to one plus the largest output of its sample: sums in single
/// precision, in another order.
const TOLERANCE: f32 = 1e-5;

/// Fails unless a network gives the expected outputs for all samples. Samples and outputs are in
/// single precision, little endian, one after the other.
///
/// # Panics
///
/// If an output differs: a generated test calls it.
pub fn assert_golden<N: Network<Scalar = f32>>(network: &N, file: &str, samples: &[u8], outputs: &[u8]) {
    const SCALAR: usize = size_of::<f32>();
    let samples = samples.chunks(N::InDim::FEATURES * SCALAR);
    let outputs = outputs.chunks(N::OutDim::FEATURES * SCALAR);
    assert!(
        samples.len() > 0 && samples.len() == outputs.len(),
        "{file}: as many outputs as samples, and at least one"
    );
    let mut input = zeros::<<N::InDim as Features>::Vector<f32>>();
    for (row, (sample, output)) in samples.zip(outputs).enumerate() {
        for (number, place) in numbers(sample).zip(input.as_mut_slice()) {
            *place = number;
        }
        let sample = View::from_slice_generic(input.as_slice(), N::InDim::name(), Const::<1>);
        with_output(network, sample, |found| {
            let scale = numbers(output).fold(1.0, |largest: f32, y| largest.max(1.0 + y.abs()));
            for (place, (found, expected)) in found.as_slice().iter().zip(numbers(output)).enumerate() {
                assert!(
                    (found - expected).abs() <= TOLERANCE * scale,
                    "{file}: output {place} of sample {row} should be {expected}, but `{}` gives {found}",
                    N::NAME
                );
            }
        });
    }
}

/// Fails unless a file is still the one that was embedded.
///
/// Cargo rebuilds when a file is newer than the last build. It does not notice a file with an older
/// time, from a copy that keeps times or from an archive: then program and file differ.
///
/// # Panics
///
/// If they differ, or the file cannot be read: a generated test calls it.
pub fn assert_unchanged<B: AsRef<[u8]>, E: Display>(file: &str, built_in: &[u8], found: Result<B, E>) {
    match found {
        Ok(found) => assert!(
            found.as_ref() == built_in,
            "{file} is not the file that was built in: it has changed, but its time is older than the last build, so \
             that cargo has not noticed; `touch` it and build again"
        ),
        Err(error) => panic!("{file} was built in, but cannot be read now: {error}"),
    }
}

/// On the heap where there is one, because a sample may be larger than the stack.
#[cfg(feature = "alloc")]
fn zeros<Z: Zeroable>() -> alloc::boxed::Box<Z> {
    bytemuck::zeroed_box()
}

#[cfg(not(feature = "alloc"))]
fn zeros<Z: Zeroable>() -> Z {
    Z::zeroed()
}

fn numbers(bytes: &[u8]) -> impl Iterator<Item = f32> {
    bytes.as_chunks().0.iter().map(|bytes| f32::from_le_bytes(*bytes))
}

#[cfg(all(test, feature = "train"))]
mod tests {
    use super::{assert_golden, assert_unchanged};
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
    fn a_file_that_is_the_same_is_passed() {
        assert_unchanged::<_, &str>("net", b"abc", Ok("abc"));
    }

    #[test]
    #[should_panic = "net is not the file that was built in: it has changed"]
    fn a_file_that_has_changed_is_named() {
        assert_unchanged::<_, &str>("net", b"abc", Ok("abd"));
    }

    #[test]
    #[should_panic = "net was built in, but cannot be read now: gone"]
    fn a_file_that_is_gone_is_named() {
        assert_unchanged::<&str, _>("net", b"abc", Err("gone"));
    }

    #[test]
    #[should_panic = "as many outputs as samples"]
    fn nothing_is_no_proof() {
        assert_golden(&*sum(), "sum", &[], &[]);
    }
}
