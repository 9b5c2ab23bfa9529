//! From a state into the content of a file.

use super::file::Content;
use crate::optim::{State, StateVisitor, TensorsMut, ValuesMut};
use crate::parameters::TensorSpec;
use crate::weights::Tensor;
use std::format;
use std::prelude::rust_2024::*;

/// The visitor that reads a state.
#[derive(Default)]
pub(super) struct Written {
    content: Content,
    prefix: String,
}

impl Written {
    pub(super) fn content(self) -> Content {
        self.content
    }

    fn text(&mut self, name: &str, text: String) {
        self.content.texts.insert(format!("{}{name}", self.prefix), text);
    }
}

/// Numbers as text that is read back to the bit, except for the bits of NaN.
pub(super) fn listed(numbers: &[f64]) -> String {
    numbers.iter().map(|number| format!("{number:?}")).collect::<Vec<_>>().join(" ")
}

impl StateVisitor for Written {
    fn label(&mut self, name: &str, label: &str) {
        self.text(name, label.to_owned());
    }

    fn counter(&mut self, name: &str, counter: &mut u64) {
        self.text(name, counter.to_string());
    }

    fn number(&mut self, name: &str, number: &mut f64) {
        self.text(name, format!("{number:?}"));
    }

    fn numbers(&mut self, name: &str, numbers: &mut Vec<f64>) {
        self.text(name, listed(numbers));
    }

    fn tensors(&mut self, name: &str, tensors: TensorsMut<'_>) {
        for tensor in tensors.schema.tensors() {
            let (kind, bytes) = match &tensors.values {
                ValuesMut::Single(values) => ("F32", in_order(&tensor, values, f32::to_le_bytes)),
                ValuesMut::Double(values) => ("F64", in_order(&tensor, values, f64::to_le_bytes)),
            };
            let entry = Tensor { kind: kind.to_owned(), shape: tensor.shape().to_vec(), bytes };
            self.content.tensors.insert(format!("{}{name}.{}", self.prefix, tensor.path()), entry);
        }
    }

    fn part(&mut self, name: &str, part: &mut dyn State) {
        let length = self.prefix.len();
        self.prefix.push_str(name);
        self.prefix.push('.');
        part.visit(self);
        self.prefix.truncate(length);
    }
}

/// The bytes of a tensor in the order of files.
fn in_order<T: Copy, const BYTES: usize>(tensor: &TensorSpec, values: &[T], bytes: fn(T) -> [u8; BYTES]) -> Vec<u8> {
    let values = &values[tensor.range()];
    (0..values.len()).flat_map(|position| bytes(values[tensor.offset_of(position)])).collect()
}
