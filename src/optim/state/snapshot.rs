//! `Snapshot`: a state in memory.

use super::differences::Comparison;
use super::{State, StateVisitor, TensorsMut, ValuesMut};
use crate::error::Error;
use crate::parameters::Schema;
use alloc::borrow::ToOwned;
use alloc::collections::BTreeMap;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

/// A [`State`] in memory, each number to the bit: the content of a checkpoint.
///
/// ```
/// use netwright::optim::Snapshot;
/// use netwright::prelude::*;
///
/// #[network(input = 2)]
/// struct Net(Linear<3>);
///
/// let (mut net, gradients) = (Net::zeros(), Net::zeros());
/// let mut adam = Adam::new(1e-3);
/// adam.step(&mut net, &gradients);
/// let snapshot = Snapshot::of(&mut adam);
///
/// let mut resumed: Adam<Net> = Adam::new(1e-3);
/// snapshot.restore(&mut resumed)?;
/// assert_eq!(resumed.steps(), 1);
///
/// let error = snapshot.restore(&mut Sgd::<Net>::new(0.1)).unwrap_err();
/// assert!(error.to_string().contains("`rule` is Adam in it, but Sgd here"), "{error}");
/// # Ok::<(), netwright::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Snapshot {
    entries: BTreeMap<String, Entry>,
}

/// A part of a state that has a name.
#[derive(Clone, Debug, PartialEq)]
pub enum Entry {
    /// A text that must be equal when the state is restored.
    Label(String),
    /// A whole number.
    Counter(u64),
    /// A number.
    Number(f64),
    /// Numbers.
    Numbers(Vec<f64>),
    /// A network.
    Tensors {
        /// The names and shapes of its tensors.
        tensors: Vec<TensorEntry>,
        /// All their numbers, as they lie in memory.
        values: Values,
    },
}

/// The name and shape of a tensor in a snapshot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TensorEntry {
    /// Its path in the network.
    pub name: String,
    /// Its sizes.
    pub shape: Vec<usize>,
}

/// Numbers of either element type.
#[derive(Clone, Debug, PartialEq)]
pub enum Values {
    /// In single precision.
    Single(Vec<f32>),
    /// In double precision.
    Double(Vec<f64>),
}

impl Values {
    /// The number of numbers.
    #[must_use]
    pub fn len(&self) -> usize {
        match self {
            Values::Single(values) => values.len(),
            Values::Double(values) => values.len(),
        }
    }

    /// Returns `true` if there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

impl Snapshot {
    /// Reads a state.
    #[must_use]
    pub fn of(state: &mut dyn State) -> Self {
        let mut reading = Reading { snapshot: Snapshot::default(), prefix: String::new() };
        state.visit(&mut reading);
        reading.snapshot
    }

    /// Writes a state: all of it, or nothing if it is the state of something else.
    ///
    /// # Errors
    ///
    /// [`Error::State`] with every difference: names that only one of the two has, another kind of
    /// optimiser, tensors of other shapes or numbers of another type.
    pub fn restore(&self, state: &mut dyn State) -> Result<(), Error> {
        let differences = Comparison::of(self, state);
        if !differences.is_empty() {
            return Err(Error::State { differences });
        }
        state.visit(&mut Writing { snapshot: self, prefix: String::new() });
        Ok(())
    }

    /// The entries by name, in the order of their names.
    pub fn entries(&self) -> impl ExactSizeIterator<Item = (&str, &Entry)> {
        self.entries.iter().map(|(name, entry)| (name.as_str(), entry))
    }

    /// Returns the entry of a name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Entry> {
        self.entries.get(name)
    }
}

/// A snapshot of entries that were read from a file.
impl FromIterator<(String, Entry)> for Snapshot {
    fn from_iter<I: IntoIterator<Item = (String, Entry)>>(entries: I) -> Self {
        Snapshot { entries: entries.into_iter().collect() }
    }
}

/// Returns the names and shapes of the tensors of a network.
pub(super) fn tensor_entries(schema: &'static Schema) -> Vec<TensorEntry> {
    let entry = |tensor: crate::parameters::TensorSpec| TensorEntry {
        name: tensor.path().to_string(),
        shape: tensor.shape().to_vec(),
    };
    schema.tensors().map(entry).collect()
}

/// Visits a part whose names begin with its own; `prefix` is that of the visitor.
pub(super) fn visit_part<V: StateVisitor>(
    visitor: &mut V,
    prefix: fn(&mut V) -> &mut String,
    name: &str,
    part: &mut dyn State,
) {
    let length = prefix(visitor).len();
    prefix(visitor).push_str(name);
    prefix(visitor).push('.');
    part.visit(visitor);
    prefix(visitor).truncate(length);
}

/// The visitor that reads.
struct Reading {
    snapshot: Snapshot,
    prefix: String,
}

impl Reading {
    fn keep(&mut self, name: &str, entry: Entry) {
        let earlier = self.snapshot.entries.insert(format!("{}{name}", self.prefix), entry);
        debug_assert!(earlier.is_none(), "a state has two parts with the name {}{name}", self.prefix);
    }
}

impl StateVisitor for Reading {
    fn label(&mut self, name: &str, label: &str) {
        self.keep(name, Entry::Label(label.to_owned()));
    }

    fn counter(&mut self, name: &str, counter: &mut u64) {
        self.keep(name, Entry::Counter(*counter));
    }

    fn number(&mut self, name: &str, number: &mut f64) {
        self.keep(name, Entry::Number(*number));
    }

    fn numbers(&mut self, name: &str, numbers: &mut Vec<f64>) {
        self.keep(name, Entry::Numbers(numbers.clone()));
    }

    fn tensors(&mut self, name: &str, tensors: TensorsMut<'_>) {
        let values = match tensors.values {
            ValuesMut::Single(values) => Values::Single(values.to_vec()),
            ValuesMut::Double(values) => Values::Double(values.to_vec()),
        };
        self.keep(name, Entry::Tensors { tensors: tensor_entries(tensors.schema), values });
    }

    fn part(&mut self, name: &str, part: &mut dyn State) {
        visit_part(self, |reading| &mut reading.prefix, name, part);
    }
}

/// The visitor that writes, after a comparison has found no difference.
struct Writing<'s> {
    snapshot: &'s Snapshot,
    prefix: String,
}

impl<'s> Writing<'s> {
    fn find(&self, name: &str) -> Option<&'s Entry> {
        self.snapshot.get(&format!("{}{name}", self.prefix))
    }
}

impl StateVisitor for Writing<'_> {
    fn label(&mut self, _: &str, _: &str) {}

    fn counter(&mut self, name: &str, counter: &mut u64) {
        if let Some(Entry::Counter(kept)) = self.find(name) {
            *counter = *kept;
        }
    }

    fn number(&mut self, name: &str, number: &mut f64) {
        if let Some(Entry::Number(kept)) = self.find(name) {
            *number = *kept;
        }
    }

    fn numbers(&mut self, name: &str, numbers: &mut Vec<f64>) {
        if let Some(Entry::Numbers(kept)) = self.find(name) {
            numbers.clone_from(kept);
        }
    }

    fn tensors(&mut self, name: &str, tensors: TensorsMut<'_>) {
        if let Some(Entry::Tensors { values: kept, .. }) = self.find(name) {
            match (tensors.values, kept) {
                (ValuesMut::Single(values), Values::Single(kept)) => copy(values, kept),
                (ValuesMut::Double(values), Values::Double(kept)) => copy(values, kept),
                _ => {}
            }
        }
    }

    fn part(&mut self, name: &str, part: &mut dyn State) {
        visit_part(self, |writing| &mut writing.prefix, name, part);
    }
}

fn copy<T: Copy>(values: &mut [T], kept: &[T]) {
    for (value, kept) in values.iter_mut().zip(kept) {
        *value = *kept;
    }
}
