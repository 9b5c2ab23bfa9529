//! The differences between a snapshot and a state that it is to be written to.

use super::snapshot::{Entry, Snapshot, TensorEntry, Values, tensor_entries, visit_part};
use super::{State, StateVisitor, TensorsMut, ValuesMut};
use crate::error::StateDifference;
use alloc::borrow::ToOwned;
use alloc::collections::BTreeSet;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

/// The visitor that compares.
pub(super) struct Comparison<'s> {
    snapshot: &'s Snapshot,
    prefix: String,
    seen: BTreeSet<String>,
    differences: Vec<StateDifference>,
}

impl<'s> Comparison<'s> {
    /// Returns every difference; the state stays as it is.
    pub(super) fn of(snapshot: &'s Snapshot, state: &mut dyn State) -> Vec<StateDifference> {
        let mut comparison =
            Comparison { snapshot, prefix: String::new(), seen: BTreeSet::new(), differences: Vec::new() };
        state.visit(&mut comparison);
        let Comparison { seen, mut differences, .. } = comparison;
        let unknown = snapshot.entries().filter(|(name, _)| !seen.contains(*name));
        differences.extend(unknown.map(|(name, _)| StateDifference::Unknown { name: name.to_owned() }));
        differences
    }

    /// Returns the entry of a name; its absence is a difference.
    fn find(&mut self, name: &str) -> Option<(String, &'s Entry)> {
        let name = format!("{}{name}", self.prefix);
        self.seen.insert(name.clone());
        let entry = self.snapshot.get(&name);
        if entry.is_none() {
            self.differences.push(StateDifference::Missing { name: name.clone() });
        }
        entry.map(|entry| (name, entry))
    }

    fn differ(&mut self, name: String, found: impl Into<String>, expected: impl Into<String>) {
        self.differences.push(StateDifference::Other { name, found: found.into(), expected: expected.into() });
    }

    /// Compares the kind of an entry with the expected one.
    fn require(&mut self, name: &str, expected: &str) {
        if let Some((name, entry)) = self.find(name)
            && kind(entry) != expected
        {
            self.differ(name, kind(entry), expected);
        }
    }
}

impl StateVisitor for Comparison<'_> {
    fn label(&mut self, name: &str, label: &str) {
        match self.find(name) {
            Some((_, Entry::Label(found))) if found == label => {}
            Some((name, Entry::Label(found))) => self.differ(name, found, label),
            Some((name, entry)) => self.differ(name, kind(entry), label),
            None => {}
        }
    }

    fn counter(&mut self, name: &str, _: &mut u64) {
        self.require(name, "a whole number");
    }

    fn number(&mut self, name: &str, _: &mut f64) {
        self.require(name, "a number");
    }

    fn numbers(&mut self, name: &str, _: &mut Vec<f64>) {
        self.require(name, "a list of numbers");
    }

    fn tensors(&mut self, name: &str, tensors: TensorsMut<'_>) {
        let Some((name, entry)) = self.find(name) else { return };
        let Entry::Tensors { tensors: found, values } = entry else {
            return self.differ(name, kind(entry), "a network");
        };
        let expected = tensor_entries(tensors.schema);
        for number in 0..expected.len().max(found.len()) {
            let (found, expected) = (found.get(number), expected.get(number));
            if found != expected {
                self.differ(name.clone(), described(found), described(expected));
            }
        }
        let (length, scalar) = match &tensors.values {
            ValuesMut::Single(values) => (values.len(), "f32"),
            ValuesMut::Double(values) => (values.len(), "f64"),
        };
        let found = match values {
            Values::Single(_) => "f32",
            Values::Double(_) => "f64",
        };
        if (values.len(), found) != (length, scalar) {
            self.differ(name, format!("{} numbers of {found}", values.len()), format!("{length} of {scalar}"));
        }
    }

    fn part(&mut self, name: &str, part: &mut dyn State) {
        visit_part(self, |comparison| &mut comparison.prefix, name, part);
    }
}

fn kind(entry: &Entry) -> &'static str {
    match entry {
        Entry::Label(_) => "a text",
        Entry::Counter(_) => "a whole number",
        Entry::Number(_) => "a number",
        Entry::Numbers(_) => "a list of numbers",
        Entry::Tensors { .. } => "a network",
    }
}

fn described(tensor: Option<&TensorEntry>) -> String {
    tensor.map_or("no tensor".to_string(), |tensor| format!("{} {:?}", tensor.name, tensor.shape))
}
