//! A look at what a pass of training has left in memory, step by step.

use crate::layer::{Buffer, Differentiable, StepRecord};
use crate::scalar::Real;
use nalgebra::{Dim, DimName};

/// Looks at the steps of a network after a pass of training, in the order of the forward pass; see
/// [`Differentiable::inspect`].
///
/// The values that it sees live as long as `'s`, the memory of the pass, so that it may keep them.
/// Steps within a step that is a network are seen by inspecting that step's layer in turn.
pub trait Inspector<'s, T: Real> {
    /// Looks at a step.
    fn step<L: Differentiable<T>, B: Dim>(&mut self, step: Inspected<'s, '_, T, L, B>);
}

/// A step of a network after a pass of training.
pub struct Inspected<'s, 'l, T: Real, L: Differentiable<T>, B: Dim> {
    /// The name of its field.
    pub name: &'static str,
    /// The layer.
    pub layer: &'l L,
    /// The memory that the layer keeps for its backward pass.
    pub saved: &'s L::Saved<B>,
    /// The number of samples.
    pub batch: B,
    /// The output and its gradient, or where they are.
    pub kept: Kept<'s, T>,
}

impl<'s, 'l, T: Real, L: Differentiable<T>, B: Dim> Inspected<'s, 'l, T, L, B> {
    /// The step `name` with the layer and its memory.
    pub const fn new(name: &'static str, layer: &'l L, saved: &'s L::Saved<B>, batch: B, kept: Kept<'s, T>) -> Self {
        Inspected { name, layer, saved, batch, kept }
    }
}

/// The place where a pass of training keeps the output of a step.
#[derive(Clone, Copy, Debug)]
pub enum Kept<'s, T> {
    /// The memory of the pass, one sample behind the other.
    Here {
        /// The outputs.
        outputs: &'s [T],
        /// The gradient of the loss with respect to them; where the step runs together with the
        /// one before, with respect to the outputs of that.
        gradient: &'s [T],
    },
    /// Nowhere: the next step is a function that is applied at once, and the pass keeps its
    /// outputs.
    WithNext,
    /// The memory of the caller: it is the output of the network.
    Output,
}

impl<'s, T: Real> Kept<'s, T> {
    /// Returns what a record keeps for a batch.
    #[must_use]
    pub fn of<D: DimName, B: Dim, S>(record: &'s StepRecord<Buffer<T, D, B>, S>, batch: B) -> Self {
        Kept::Here { outputs: record.value.elements(batch), gradient: record.gradient.elements(batch) }
    }

    /// Returns the outputs and their gradient, if they are here.
    #[must_use]
    pub fn here(self) -> Option<(&'s [T], &'s [T])> {
        if let Kept::Here { outputs, gradient } = self { Some((outputs, gradient)) } else { None }
    }
}
