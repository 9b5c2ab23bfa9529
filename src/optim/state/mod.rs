//! State: everything that a checkpoint keeps, for saving and for restoring by one method.

mod differences;
mod snapshot;

pub use snapshot::{Entry, Snapshot, TensorEntry, Values};

use crate::kernel::element::ElementType;
use crate::parameters::{Parameters, Schema};
use crate::scalar::Real;
use alloc::boxed::Box;
use alloc::vec::Vec;

/// Something that training remembers from one step to the next: an optimiser, a schedule, an
/// observer.
///
/// One method shows everything that is remembered to a [visitor](StateVisitor), by name. Saving
/// reads through it and restoring writes through it, so that neither can forget a part that the
/// other one has. [`Snapshot`] does both; checkpoints are snapshots in files.
///
/// By default there is nothing to remember.
///
/// ```
/// use netwright::optim::{Snapshot, State, StateVisitor};
///
/// /// Counts epochs without improvement.
/// struct Patience {
///     most: u64, // a setting, which is no state
///     waited: u64,
///     least: f64,
/// }
///
/// impl State for Patience {
///     fn visit(&mut self, visitor: &mut dyn StateVisitor) {
///         visitor.counter("waited", &mut self.waited);
///         visitor.number("least", &mut self.least);
///     }
/// }
///
/// let mut patience = Patience { most: 5, waited: 3, least: 0.25 };
/// let snapshot = Snapshot::of(&mut patience);
/// let mut resumed = Patience { most: 5, waited: 0, least: f64::INFINITY };
/// snapshot.restore(&mut resumed)?;
/// assert_eq!((resumed.waited, resumed.least), (3, 0.25));
/// # Ok::<(), netwright::Error>(())
/// ```
pub trait State {
    /// Shows everything that is remembered to `visitor`.
    ///
    /// The names of a state differ from each other. Which names are shown, in which order, and how
    /// large networks are depends on settings and types alone, never on the values: restoring goes
    /// through them twice, first to compare and then to write.
    fn visit(&mut self, visitor: &mut dyn StateVisitor) {
        let _ = visitor;
    }
}

/// Nothing to remember.
impl State for () {}

impl<S: State + ?Sized> State for &mut S {
    fn visit(&mut self, visitor: &mut dyn StateVisitor) {
        (**self).visit(visitor);
    }
}

impl<S: State + ?Sized> State for Box<S> {
    fn visit(&mut self, visitor: &mut dyn StateVisitor) {
        (**self).visit(visitor);
    }
}

/// Nothing to remember, or a state: its settings say which.
impl<S: State> State for Option<S> {
    fn visit(&mut self, visitor: &mut dyn StateVisitor) {
        if let Some(state) = self {
            state.visit(visitor);
        }
    }
}

/// Several states, by their numbers.
impl<A: State, B: State> State for (A, B) {
    fn visit(&mut self, visitor: &mut dyn StateVisitor) {
        visitor.part("0", &mut self.0);
        visitor.part("1", &mut self.1);
    }
}

/// Several states, by their numbers, of which there are as many when they are restored.
impl<S: State> State for Vec<S> {
    fn visit(&mut self, visitor: &mut dyn StateVisitor) {
        for (number, state) in self.iter_mut().enumerate() {
            visitor.part(&alloc::format!("{number}"), state);
        }
    }
}

/// Reads or writes a [`State`].
///
/// A visitor that finds something wrong remembers it and goes on; whoever has made the visitor asks
/// for it at the end.
pub trait StateVisitor {
    /// A text that must be equal when the state is restored: the kind of an optimiser.
    fn label(&mut self, name: &str, label: &str);

    /// A whole number.
    fn counter(&mut self, name: &str, counter: &mut u64);

    /// A number.
    fn number(&mut self, name: &str, number: &mut f64);

    /// Numbers of which there may be more or fewer when they are restored.
    fn numbers(&mut self, name: &str, numbers: &mut Vec<f64>);

    /// The tensors of a network; [`visit_network`] calls it.
    fn tensors(&mut self, name: &str, tensors: TensorsMut<'_>);

    /// A state within this one; `name.` stands before its names.
    fn part(&mut self, name: &str, part: &mut dyn State);
}

/// Shows a network, the moments of an optimiser or a mean of weights, to a visitor.
///
/// ```
/// use netwright::optim::{Snapshot, State, StateVisitor, visit_network};
/// use netwright::prelude::*;
///
/// #[network(input = 2)]
/// struct Net(Linear<3>);
///
/// struct Best(Box<Net>);
///
/// impl State for Best {
///     fn visit(&mut self, visitor: &mut dyn StateVisitor) {
///         visit_network(visitor, "network", &mut *self.0);
///     }
/// }
///
/// let mut best = Best(Net::zeros());
/// best.0.0.weight[(0, 1)] = 0.5;
/// let mut other = Best(Net::zeros());
/// Snapshot::of(&mut best).restore(&mut other)?;
/// assert_eq!(other.0.0.weight[(0, 1)], 0.5);
/// # Ok::<(), netwright::Error>(())
/// ```
pub fn visit_network<T: Real, N: Parameters<T>>(visitor: &mut dyn StateVisitor, name: &str, network: &mut N) {
    visit_numbers(visitor, name, N::SCHEMA, network.as_mut_slice());
}

/// Shows numbers that lie in memory as those of a network do.
pub(super) fn visit_numbers<T: Real>(
    visitor: &mut dyn StateVisitor,
    name: &str,
    schema: &'static Schema,
    numbers: &mut [T],
) {
    visitor.tensors(name, TensorsMut { schema, values: ValuesMut::of(numbers) });
}

/// The tensors of a network, to be read or written.
#[non_exhaustive]
pub struct TensorsMut<'a> {
    /// Their names, shapes and places.
    pub schema: &'static Schema,
    /// All their numbers, as they lie in memory.
    pub values: ValuesMut<'a>,
}

/// Numbers of either element type.
pub enum ValuesMut<'a> {
    /// In single precision.
    Single(&'a mut [f32]),
    /// In double precision.
    Double(&'a mut [f64]),
}

impl<'a> ValuesMut<'a> {
    fn of<T: Real>(values: &'a mut [T]) -> Self {
        match T::TYPE {
            ElementType::F32 => ValuesMut::Single(bytemuck::cast_slice_mut(values)),
            // `Real` is one of the two.
            _ => ValuesMut::Double(bytemuck::cast_slice_mut(values)),
        }
    }
}
