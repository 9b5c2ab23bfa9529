//! Kinds of recurrent layers, as types.

use crate::kernel::memory::plain::Plain;
use crate::kernel::recurrent::Kind;
use crate::scalar::Real;

/// A kind of recurrent layer, as a type: [`TanhUnit`], [`ReluUnit`], [`GruUnit`] or [`LstmUnit`].
pub trait RecurrentUnit: 'static {
    /// The kind as a value.
    #[doc(hidden)]
    const KIND: Kind;

    /// The memory `P` where the unit has memory cells, as those of [`Lstm`](crate::layer::Lstm)
    /// have; nothing, `()`, for the others.
    type Cells<T: Real, P: Plain<T> + Send + Sync>: Plain<T> + Send + Sync;
}

/// `h' = tanh(W_ih·x + b_ih + W_hh·h + b_hh)`, the unit of [`Rnn`](crate::layer::Rnn).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TanhUnit;

/// `h' = max(W_ih·x + b_ih + W_hh·h + b_hh, 0)`, the unit of `Rnn<H, Relu>`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReluUnit;

/// A gated recurrent unit, that of [`Gru`](crate::layer::Gru).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GruUnit;

/// A unit of long short-term memory, that of [`Lstm`](crate::layer::Lstm).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LstmUnit;

impl RecurrentUnit for TanhUnit {
    const KIND: Kind = Kind::Tanh;

    type Cells<T: Real, P: Plain<T> + Send + Sync> = ();
}

impl RecurrentUnit for ReluUnit {
    const KIND: Kind = Kind::Relu;

    type Cells<T: Real, P: Plain<T> + Send + Sync> = ();
}

impl RecurrentUnit for GruUnit {
    const KIND: Kind = Kind::Gru;

    type Cells<T: Real, P: Plain<T> + Send + Sync> = ();
}

impl RecurrentUnit for LstmUnit {
    const KIND: Kind = Kind::Lstm;

    type Cells<T: Real, P: Plain<T> + Send + Sync> = P;
}
