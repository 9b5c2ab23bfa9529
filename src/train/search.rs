//! The search for the first place at which the numbers of a pass were not finite.

use crate::layer::{Differentiable, Inspected, Inspector, Kept};
use crate::scalar::Real;
use alloc::format;
use alloc::string::String;
use nalgebra::Dim;

/// The direction of a pass.
#[derive(Clone, Copy)]
pub(super) enum Direction {
    Forward,
    Backward,
}

/// A search in the direction of a pass, through steps that come in the order of the forward pass.
pub(super) struct Search<'s, T> {
    direction: Direction,
    /// The output of the network whose steps are looked at, and its gradient.
    output: Kept<'s, T>,
    /// The path of that network, with a dot behind it; empty for the outermost one.
    path: String,
    /// The steps whose outputs are kept with those of the next.
    before: String,
    found: Option<String>,
}

impl<'s, T: Real> Search<'s, T> {
    /// A search through a network with this output.
    pub(super) fn new(direction: Direction, output: Kept<'s, T>) -> Self {
        Search { direction, output, path: String::new(), before: String::new(), found: None }
    }

    /// Looks at the outputs of a step, and at the gradient with respect to them.
    // Called for every step of every network, once a training has failed.
    #[inline(never)]
    fn look(&mut self, name: &str, kept: Kept<'s, T>) {
        let name = format!("{}{}{name}", core::mem::take(&mut self.before), self.path);
        let Some((outputs, gradient)) = kept.here() else {
            self.before = format!("{name} and ");
            return;
        };
        let is_finite = |values: &[T]| values.iter().all(|value| value.to_double().is_finite());
        match self.direction {
            Direction::Forward if self.found.is_none() && !is_finite(outputs) => {
                self.found = Some(format!("the outputs of `{name}` in the forward pass"));
            }
            // The last one is the first of the backward pass.
            Direction::Backward if !is_finite(gradient) => {
                self.found = Some(format!("the gradient at the outputs of `{name}` in the backward pass"));
            }
            _ => {}
        }
    }

    /// Goes into a network that is a step, and returns what [`leave`](Self::leave) takes.
    #[inline(never)]
    fn enter(&mut self, name: &str, output: Kept<'s, T>) -> (usize, Kept<'s, T>) {
        let outer = (self.path.len(), core::mem::replace(&mut self.output, output));
        self.path.push_str(name);
        self.path.push('.');
        outer
    }

    fn leave(&mut self, (path, output): (usize, Kept<'s, T>)) {
        self.path.truncate(path);
        self.output = output;
    }

    pub(super) fn found(self) -> Option<String> {
        self.found
    }
}

impl<'s, T: Real> Inspector<'s, T> for Search<'s, T> {
    fn step<L: Differentiable<T>, B: Dim>(&mut self, step: Inspected<'s, '_, T, L, B>) {
        let Inspected { name, layer, saved, batch, kept } = step;
        let kept = if matches!(kept, Kept::Output) { self.output } else { kept };
        if L::STEPS.is_empty() {
            self.look(name, kept);
        } else {
            let outer = self.enter(name, kept);
            layer.inspect(saved, batch, self);
            self.leave(outer);
        }
    }
}
