//! From the content of a file to what a state expects.

use super::file::Content;
use crate::error::StateDifference;
use crate::optim::{Entry, Snapshot, State, StateVisitor, TensorEntry, TensorsMut, Values, ValuesMut};
use crate::parameters::TensorSpec;
use std::collections::BTreeSet;
use std::format;
use std::prelude::rust_2024::*;
use std::vec;

/// The visitor that looks for each part of a state in a content.
pub(super) struct Expected<'a> {
    content: Content,
    /// Names of what may be another than in the content.
    allowed: &'a [String],
    prefix: String,
    seen: BTreeSet<String>,
    entries: Vec<(String, Entry)>,
    differences: Vec<StateDifference>,
}

impl<'a> Expected<'a> {
    pub(super) fn in_content(content: Content, allowed: &'a [String]) -> Self {
        let (seen, entries, differences) = (BTreeSet::new(), Vec::new(), Vec::new());
        Expected { content, allowed, prefix: String::new(), seen, entries, differences }
    }

    /// Returns the content as the state takes it, or every difference.
    pub(super) fn snapshot(self) -> Result<Snapshot, Vec<StateDifference>> {
        let Expected { content, allowed, seen, entries, mut differences, .. } = self;
        let names = content.texts.keys().chain(content.tensors.keys());
        let unknown = names.filter(|name| !seen.contains(*name) && !names_any(allowed, name));
        differences.extend(unknown.map(|name| StateDifference::Unknown { name: name.clone() }));
        if differences.is_empty() { Ok(entries.into_iter().collect()) } else { Err(differences) }
    }

    /// Takes the text of a name, if `parse` makes an entry of it. If not, and that is allowed, what
    /// is there already stays.
    fn take(&mut self, name: &str, expected: &str, now: Entry, parse: impl FnOnce(&str) -> Option<Entry>) {
        let name = format!("{}{name}", self.prefix);
        self.seen.insert(name.clone());
        let found = self.content.texts.get(&name);
        match (found.and_then(|text| parse(text)), found) {
            (Some(entry), _) => self.entries.push((name, entry)),
            _ if names_any(self.allowed, &name) => self.entries.push((name, now)),
            (None, Some(text)) => self.differ(name, text.clone(), expected.to_owned()),
            (None, None) => self.differences.push(StateDifference::Missing { name }),
        }
    }

    fn differ(&mut self, name: String, found: String, expected: String) {
        self.differences.push(StateDifference::Other { name, found, expected });
    }

    /// Finds the numbers of a tensor, and writes them as they lie in memory.
    fn fill<T: Copy, const BYTES: usize>(
        &mut self,
        network: &str,
        tensor: &TensorSpec,
        kind: &str,
        values: &mut [T],
        number: fn([u8; BYTES]) -> T,
    ) {
        let name = format!("{network}.{}", tensor.path());
        self.seen.insert(name.clone());
        let Some(found) = self.content.tensors.get(&name) else {
            return self.differences.push(StateDifference::Missing { name });
        };
        if found.shape != tensor.shape() || found.kind != kind {
            let (found, expected) = (format!("{:?} of {}", found.shape, found.kind), tensor.shape());
            return self.differ(name, found, format!("{expected:?} of {kind}"));
        }
        let (numbers, _) = found.bytes.as_chunks::<BYTES>();
        let values = &mut values[tensor.range()];
        for (position, bytes) in numbers.iter().enumerate() {
            values[tensor.offset_of(position)] = number(*bytes);
        }
    }
}

/// Returns true if a name is one of several, or of a part of one of them.
fn names_any(names: &[String], name: &str) -> bool {
    let is_of =
        |allowed: &String| name.strip_prefix(&**allowed).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'));
    names.iter().any(is_of)
}

impl StateVisitor for Expected<'_> {
    fn label(&mut self, name: &str, label: &str) {
        let now = Entry::Label(label.to_owned());
        self.take(name, label, now, |text| (text == label).then(|| Entry::Label(text.to_owned())));
    }

    fn counter(&mut self, name: &str, counter: &mut u64) {
        self.take(name, "a whole number", Entry::Counter(*counter), |text| text.parse().ok().map(Entry::Counter));
    }

    fn number(&mut self, name: &str, number: &mut f64) {
        self.take(name, "a number", Entry::Number(*number), |text| text.parse().ok().map(Entry::Number));
    }

    fn numbers(&mut self, name: &str, numbers: &mut Vec<f64>) {
        let now = Entry::Numbers(numbers.clone());
        let parse = |text: &str| text.split_whitespace().map(|number| number.parse().ok()).collect::<Option<_>>();
        self.take(name, "a list of numbers", now, |text| parse(text).map(Entry::Numbers));
    }

    fn tensors(&mut self, name: &str, tensors: TensorsMut<'_>) {
        let name = format!("{}{name}", self.prefix);
        let schema = tensors.schema;
        let entries = schema
            .tensors()
            .map(|tensor| TensorEntry { name: tensor.path().to_string(), shape: tensor.shape().to_vec() });
        let values = match tensors.values {
            ValuesMut::Single(values) => {
                let mut read = vec![0.0; values.len()];
                schema.tensors().for_each(|tensor| self.fill(&name, &tensor, "F32", &mut read, f32::from_le_bytes));
                Values::Single(read)
            }
            ValuesMut::Double(values) => {
                let mut read = vec![0.0; values.len()];
                schema.tensors().for_each(|tensor| self.fill(&name, &tensor, "F64", &mut read, f64::from_le_bytes));
                Values::Double(read)
            }
        };
        self.entries.push((name, Entry::Tensors { tensors: entries.collect(), values }));
    }

    fn part(&mut self, name: &str, part: &mut dyn State) {
        let length = self.prefix.len();
        self.prefix.push_str(name);
        self.prefix.push('.');
        part.visit(self);
        self.prefix.truncate(length);
    }
}
