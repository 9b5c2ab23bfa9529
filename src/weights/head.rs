//! The parameters that decide between the classes.

use crate::layer::Schema;
use crate::network::Network;
use crate::shape::Step;
use core::ops::Range;
use std::prelude::rust_2024::*;
use std::vec;

/// The numbers of the tensors, in the order of [`tensors`](crate::layer::Parameters::tensors), of
/// the last steps with parameters on the ways to the output: their rows belong to the classes.
pub(super) fn tensors<N: Network>() -> Vec<Range<usize>> {
    let mut ranges = Vec::new();
    add(N::STEPS, N::SCHEMA, 0, &mut ranges);
    ranges
}

/// Adds those of a network within, or of a layer, before which there are `first` tensors.
fn add(steps: &[Step], schema: &'static Schema, first: usize, ranges: &mut Vec<Range<usize>>) {
    let all = first..first + schema.tensors().len();
    let (Schema::Fields { fields }, false) = (schema, steps.is_empty()) else { return ranges.push(all) };
    let starts = fields.iter().scan(first, |next, field| {
        let start = *next;
        *next += field.schema().tensors().len();
        Some((start, *field))
    });
    // Steps and fields stand in the same order; either may list some that store nothing.
    let mut fields = starts.filter(|(_, field)| field.schema().tensors().len() > 0);
    let fields: Vec<_> = steps.iter().map(|step| if step.stored > 0 { fields.next() } else { None }).collect();
    let (mut open, mut seen) = (vec![steps.len() - 1], vec![false; steps.len()]);
    while let Some(position) = open.pop() {
        let step = &steps[position];
        if core::mem::replace(&mut seen[position], true) {
            continue;
        }
        match fields[position] {
            Some((start, field)) if step.params > 0 => add(step.steps, field.schema(), start, ranges),
            _ => open.extend(step.from.iter().filter_map(|from| steps.iter().position(|step| step.name == *from))),
        }
    }
}

#[cfg(all(test, feature = "train"))]
mod tests {
    use super::tensors;
    use crate::prelude::*;
    use std::prelude::rust_2024::*;

    #[network(input = 4)]
    struct Block(Linear<3>, Relu, Linear<2, NoBias>);

    #[network(input = 4)]
    struct Chain(Linear<3>, Softmax);

    /// Two ways lead to the output: through a network within, and through a layer.
    #[network(input = 4)]
    struct Ways {
        first: Linear<4>,
        block: Block,
        #[from(first)]
        other: Linear<2>,
        #[from(block, other)]
        sum: Add,
        softmax: Softmax,
    }

    fn names<N: Network>() -> Vec<String> {
        let ranges = tensors::<N>();
        let is_in = |(number, _): &(usize, _)| ranges.iter().any(|range| range.contains(number));
        N::tensors().enumerate().filter(is_in).map(|(_, tensor)| tensor.path().to_string()).collect()
    }

    #[test]
    fn every_way_to_the_output_is_followed() {
        assert_eq!(names::<Chain>(), ["0.weight", "0.bias"]);
        assert_eq!(names::<Block>(), ["2.weight"]);
        assert_eq!(names::<Ways>(), ["block.2.weight", "other.weight", "other.bias"]);
    }
}
