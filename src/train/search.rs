//! The search for the first place at which the numbers of a pass were not finite.

use crate::scalar::Real;
use alloc::format;
use alloc::string::String;

/// The direction of a pass.
#[derive(Clone, Copy)]
pub(super) enum Direction {
    Forward,
    Backward,
}

/// A search in the direction of a pass, through steps that come in the order of the forward pass.
pub(super) struct Search {
    direction: Direction,
    found: Option<String>,
}

impl Search {
    pub(super) fn new(direction: Direction) -> Self {
        Search { direction, found: None }
    }

    /// Looks at the outputs of a step, and at the gradient with respect to them.
    // Called for every step of every network, once a training has failed.
    #[inline(never)]
    pub(super) fn look<T: Real>(&mut self, step: &str, outputs: &[T], gradient: &[T]) {
        let is_finite = |values: &[T]| values.iter().all(|value| value.to_double().is_finite());
        match self.direction {
            Direction::Forward if self.found.is_none() && !is_finite(outputs) => {
                self.found = Some(format!("the outputs of `{step}` in the forward pass"));
            }
            // The last one is the first of the backward pass.
            Direction::Backward if !is_finite(gradient) => {
                self.found = Some(format!("the gradient at the outputs of `{step}` in the backward pass"));
            }
            _ => {}
        }
    }

    pub(super) fn found(self) -> Option<String> {
        self.found
    }
}
