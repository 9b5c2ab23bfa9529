//! The places in which a network can be while it is trained.

use crate::train::Trainable;
use alloc::boxed::Box;

/// A network that is trained, or a box with one: what [`Trainer::fit`](crate::train::Trainer::fit)
/// takes by `&mut`.
///
/// `Held` is found by the compiler: [`Itself`] for a network, and [`InBox`] for a box.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be trained",
    label = "neither a network nor a `Box` with one",
    note = "networks declared with `#[network(input = ..)]` can, if netwright has the feature `train`"
)]
pub trait Trainee<Held> {
    /// The network.
    type Network: Trainable;

    /// Returns the network.
    fn network(&mut self) -> &mut Self::Network;
}

/// A [`Trainee`] that is a network itself.
#[derive(Clone, Copy, Debug)]
pub enum Itself {}

/// A [`Trainee`] that is a network in a box.
#[derive(Clone, Copy, Debug)]
pub enum InBox {}

impl<N: Trainable> Trainee<Itself> for N {
    type Network = N;

    fn network(&mut self) -> &mut N {
        self
    }
}

impl<N: Trainable> Trainee<InBox> for Box<N> {
    type Network = N;

    fn network(&mut self) -> &mut N {
        self
    }
}
