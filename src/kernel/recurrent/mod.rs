//! Recurrent layers: frames of a sequence one after another, each with the state that the one
//! before it has left.
//!
//! With `B` samples of `L` frames of `C` numbers, a state of `H` numbers and `G` gates:
//!
//! 1. A few frames of all samples are copied out of `[B, C, L]` into rows, `[F, B, C]`
//!    ([`frames`]).
//! 2. One product gives the input products of all of them, `[F, B, G·H]`.
//! 3. For each frame one product gives the recurrent products of the state, `[B, G·H]`, and a loop
//!    over registers turns both into gates, in place, and into the next state ([`step`]).
//! 4. The states are copied into `[B, H, L]`.
//!
//! The work of a frame depends on the state and on its input products alone, and each row of these
//! is summed in the same order however many rows there are: a stream of frames gives the same bits
//! as the whole sequence.
//!
//! In training all frames are one block, whose gates and states are kept ([`trace`]).
//!
//! Everything is compiled here, once for each element type and instruction set.

mod frame_by_frame;
mod frames;
mod registers;
mod run;
mod stack;
mod step;
#[cfg(feature = "train")]
mod step_backward;
#[cfg(test)]
mod tests;
#[cfg(feature = "train")]
mod trace;

use crate::kernel::layout::Layout;
use crate::kernel::product::Dims;

pub(crate) use frame_by_frame::{FrameRun, FrameRuns};
pub(crate) use frames::{Place, Walk};
pub(crate) use run::BLOCK;
use run::{Run, Runs};
#[cfg(feature = "train")]
pub(crate) use stack::Part;
pub(crate) use stack::Stack;
#[cfg(feature = "train")]
pub(crate) use trace::{BackwardRun, BackwardRuns, CellGradient, Trace, TracedRun, TracedRuns};

/// The function of a recurrent layer, from the products of a frame to the next state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `h' = tanh(p)`.
    Tanh,
    /// `h' = max(p, 0)`.
    Relu,
    /// A gated recurrent unit.
    Gru,
    /// Long short-term memory.
    Lstm,
}

impl Kind {
    /// The number of products for each number of the state.
    pub(crate) const fn gates(self) -> usize {
        match self {
            Kind::Tanh | Kind::Relu => 1,
            Kind::Gru => 3,
            Kind::Lstm => 4,
        }
    }

    /// Returns `true` if there are memory cells beside the state.
    pub(crate) const fn has_cells(self) -> bool {
        matches!(self, Kind::Lstm)
    }
}

/// One layer in one direction: its sizes and its parameters.
#[derive(Clone, Copy)]
pub(crate) struct Cell<'a, T> {
    pub(crate) kind: Kind,
    /// The numbers of a frame, `C`.
    pub(crate) inputs: usize,
    /// The numbers of the state, `H`.
    pub(crate) hidden: usize,
    /// The weight of the input, `[G·H, C]` by columns.
    pub(crate) weight_ih: &'a [T],
    /// The weight of the state, `[G·H, H]` by columns.
    pub(crate) weight_hh: &'a [T],
    /// The bias of the input products, `[G·H]`, or nothing.
    pub(crate) bias_ih: &'a [T],
    /// The bias of the recurrent products, `[G·H]`, or nothing.
    pub(crate) bias_hh: &'a [T],
}

impl<T> Cell<'_, T> {
    /// The number of products of a frame, `G·H`.
    fn products(&self) -> usize {
        self.kind.gates() * self.hidden
    }

    /// The sizes of the weight of the input.
    fn input_dims(&self) -> Dims {
        Dims { out: self.products(), inputs: self.inputs, layout: Layout::ColumnMajor }
    }

    /// The sizes of the weight of the state.
    fn state_dims(&self) -> Dims {
        Dims { out: self.products(), inputs: self.hidden, layout: Layout::ColumnMajor }
    }
}
