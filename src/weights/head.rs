//! The parameters that decide between the classes.

use crate::layer::{Content, Parameters};
use crate::network::Network;
use crate::shape::Step;
use core::ops::Range;
use std::prelude::rust_2024::*;
use std::vec;

/// The scalars of the last steps with parameters on the ways to the output: their rows belong to
/// the classes.
pub(super) fn scalars<N: Network>() -> Vec<Range<usize>> {
    let mut ranges = Vec::new();
    add(N::STEPS, &N::CONTENT, 0..<N as Parameters<N::Scalar>>::COUNT, &mut ranges);
    ranges
}

/// Adds those of a network within, or of a layer, which has the scalars `whole`.
fn add(steps: &[Step], content: &Content, whole: Range<usize>, ranges: &mut Vec<Range<usize>>) {
    let (Content::Parts { parts }, false) = (content, steps.is_empty()) else { return ranges.push(whole) };
    // Steps and parts stand in the same order; either may list some that have no parameters.
    let mut parts = parts.iter().filter(|part| has_tensors(&part.content));
    let parts: Vec<_> = steps.iter().map(|step| if step.params > 0 { parts.next() } else { None }).collect();
    let (mut open, mut seen) = (vec![steps.len() - 1], vec![false; steps.len()]);
    while let Some(position) = open.pop() {
        let step = &steps[position];
        if core::mem::replace(&mut seen[position], true) {
            continue;
        }
        match parts[position] {
            Some(part) => {
                let start = whole.start + part.start;
                add(step.steps, &part.content, start..start + step.params, ranges);
            }
            None => open.extend(step.from.iter().filter_map(|from| steps.iter().position(|step| step.name == *from))),
        }
    }
}

fn has_tensors(content: &Content) -> bool {
    match content {
        Content::Tensor { .. } => true,
        Content::Parts { parts } => parts.iter().any(|part| has_tensors(&part.content)),
    }
}

#[cfg(all(test, feature = "train"))]
mod tests {
    use super::scalars;
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

    /// The names of the tensors, since fields lie in memory in any order.
    fn names<N: Network>() -> Vec<String> {
        let (ranges, mut names) = (scalars::<N>(), Vec::new());
        N::tensors(&mut |tensor| {
            if ranges.iter().any(|range| range.contains(&tensor.range().start)) {
                names.push(tensor.path().to_string());
            }
        });
        names
    }

    #[test]
    fn every_way_to_the_output_is_followed() {
        assert_eq!(names::<Chain>(), ["0.weight", "0.bias"]);
        assert_eq!(names::<Block>(), ["2.weight"]);
        assert_eq!(names::<Ways>(), ["block.2.weight", "other.weight", "other.bias"]);
    }
}
