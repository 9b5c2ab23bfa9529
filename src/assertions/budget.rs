//! Limits for the cost of a network.

use crate::layer::Layer;
use crate::network::{Network, Signature};
use crate::shape::Step;
use crate::text::{Text, fail};

/// A cost of a network.
#[derive(Clone, Copy, Debug)]
pub enum Cost {
    /// Parameters.
    Params,
    /// Bytes of activations.
    Ram,
    /// Bytes of parameters.
    Flash,
    /// Multiplications and additions, in pairs.
    Macs,
}

/// Number of rows of the table that a message shows.
const ROWS: usize = 3;

impl Cost {
    const fn of<N: Network>(self) -> usize {
        match self {
            Cost::Params => N::PARAMS,
            Cost::Ram => N::RAM_BYTES,
            Cost::Flash => N::FLASH_BYTES,
            Cost::Macs => <N as Layer<<N as Signature>::Scalar>>::MACS,
        }
    }

    /// Returns the share of a step in this cost.
    const fn of_step(self, step: &Step, scalar: usize) -> usize {
        match self {
            Cost::Params => step.params,
            Cost::Ram => step.output.features() * scalar,
            Cost::Flash => step.params * scalar,
            Cost::Macs => step.macs,
        }
    }

    const fn name(self) -> &'static str {
        match self {
            Cost::Params => "params",
            Cost::Ram => "ram",
            Cost::Flash => "flash",
            Cost::Macs => "macs",
        }
    }

    const fn unit(self) -> &'static str {
        match self {
            Cost::Params => " parameters",
            Cost::Ram => " bytes of activations",
            Cost::Flash => " bytes of parameters",
            Cost::Macs => " multiplications and additions",
        }
    }
}

/// Fails to compile if a network costs more than `limit`, and shows the steps that cost most.
pub const fn assert_budget<N: Network>(cost: Cost, limit: usize) {
    let found = cost.of::<N>();
    if found > limit {
        let text = Text::new().quoted(N::NAME).text(" has ").number(found).text(cost.unit());
        let text = text.text(", but its budget is ").text(cost.name()).text(" <= ").number(limit);
        fail(&largest(text.text("; the largest steps:"), cost, N::STEPS, size_of::<N::Scalar>()));
    }
}

/// Adds the steps that cost most, the largest first.
const fn largest(mut text: Text, cost: Cost, steps: &[Step], scalar: usize) -> Text {
    let (mut shown, mut bound, mut bound_position) = (0, usize::MAX, 0);
    while shown < ROWS {
        // The largest step after the last one shown, in the order of costs and positions.
        let (mut best, mut position) = (None, 0);
        while position < steps.len() {
            let own = cost.of_step(&steps[position], scalar);
            let is_behind = own < bound || (own == bound && position > bound_position);
            let is_better = match best {
                None => true,
                Some(best) => own > cost.of_step(&steps[best], scalar),
            };
            if own > 0 && is_behind && is_better {
                best = Some(position);
            }
            position += 1;
        }
        let Some(best) = best else { return text };
        (bound, bound_position) = (cost.of_step(&steps[best], scalar), best);
        text = text.text("\n  ").quoted(steps[best].name).text(" ").text(steps[best].layer).text(": ").number(bound);
        shown += 1;
    }
    text
}

#[cfg(all(test, feature = "train"))]
mod tests {
    use super::{Cost, assert_budget};
    use crate::prelude::*;

    #[network(input = 10)]
    struct Net {
        hidden: Linear<20>,
        relu: Relu,
        more: Linear<30>,
        scores: Linear<5>,
    }

    #[test]
    fn what_is_within_the_budget_is_passed() {
        assert_budget::<Net<f32>>(Cost::Params, Net::PARAMS);
        assert_budget::<Net<f32>>(Cost::Ram, Net::RAM_BYTES);
        assert_budget::<Net<f32>>(Cost::Flash, Net::FLASH_BYTES);
        assert_budget::<Net<f32>>(Cost::Macs, Net::MACS);
    }

    #[test]
    #[should_panic = "`Net` has 1005 parameters, but its budget is params <= 1000; the largest steps:\n  `more` Linear: 630\n  \
                      `hidden` Linear: 220\n  `scores` Linear: 155"]
    fn the_largest_steps_are_shown_first() {
        assert_budget::<Net<f32>>(Cost::Params, 1000);
    }

    #[test]
    #[should_panic = "`Net` has 220 bytes of activations, but its budget is ram <= 200; the largest steps:\n  `more` Linear: 120\n  \
                      `hidden` Linear: 80\n  `relu` Relu: 80"]
    fn equal_steps_are_shown_in_their_order() {
        assert_budget::<Net<f32>>(Cost::Ram, 200);
    }
}
