//! Rows of a network's table, for generated code.

use crate::layer::{Layer, Plain};
use crate::scalar::Real;
use crate::shape::Step;

/// Returns the row of a layer, without names, sources and input shapes, which only its network
/// knows.
#[must_use]
pub const fn step<T: Real, L: Layer<T>>() -> Step {
    Step {
        name: "",
        layer: "",
        from: &[],
        inputs: &[],
        output: L::OUTPUT,
        params: L::COUNT,
        stored: <L as Plain<T>>::LEN,
        macs: L::MACS,
        named_inputs: L::INPUTS,
        named_outputs: L::OUTPUTS,
        steps: L::STEPS,
    }
}

/// Returns the number of multiply-accumulate operations of all steps.
#[must_use]
pub const fn macs(steps: &[Step]) -> usize {
    let (mut sum, mut position) = (0, 0);
    while position < steps.len() {
        sum += steps[position].macs;
        position += 1;
    }
    sum
}
