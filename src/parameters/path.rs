//! The path of a tensor in a network.

use crate::parameters::Schema;
use crate::parameters::schema::{Below, TreeWalk};
use core::fmt::{self, Write};

/// The path of a tensor in a network, `block1.fc.weight`: the name that weights files use, as in
/// PyTorch. It is displayed, and is no more than a place in the tree of a type's tensors, so that
/// names cost no allocation.
///
/// ```
/// use netwright::prelude::*;
///
/// #[network(input = 4)]
/// struct Net {
///     hidden: Linear<8>,
///     logits: Linear<3>,
/// }
///
/// let bias = Net::<f32>::tensors().last().unwrap();
/// assert_eq!(bias.path().to_string(), "logits.bias");
/// assert!(bias.path().is("logits.bias"));
/// assert_eq!(bias.path().names().collect::<Vec<_>>(), ["logits", "bias"]);
/// ```
#[derive(Clone, Copy)]
pub struct Path {
    whole: &'static Schema,
    /// The number of the tensor.
    tensor: usize,
}

impl Path {
    pub(super) const fn new(whole: &'static Schema, tensor: usize) -> Self {
        Path { whole, tensor }
    }

    /// The names of the fields from the outermost to the innermost one.
    #[must_use]
    pub const fn names(&self) -> Names {
        Names(TreeWalk::new(self.whole, self.tensor))
    }

    /// Returns `true` if the path is written `name`; also in constants, where text cannot be
    /// formatted.
    #[must_use]
    pub const fn is(&self, name: &str) -> bool {
        let (name, mut end) = (name.as_bytes(), 0);
        let mut names = self.names();
        while let Some(own) = names.step() {
            if end > 0 {
                if !has(name, end, b".") {
                    return false;
                }
                end += 1;
            }
            if !has(name, end, own.as_bytes()) {
                return false;
            }
            end += own.len();
        }
        end == name.len()
    }
}

/// Returns `true` if a text has another one at a place.
const fn has(text: &[u8], place: usize, other: &[u8]) -> bool {
    if text.len() < place + other.len() {
        return false;
    }
    let mut position = 0;
    while position < other.len() {
        if text[place + position] != other[position] {
            return false;
        }
        position += 1;
    }
    true
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (depth, name) in self.names().enumerate() {
            if depth > 0 {
                f.write_char('.')?;
            }
            f.write_str(name)?;
        }
        Ok(())
    }
}

impl fmt::Debug for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Path({self})")
    }
}

/// The names of a path.
#[derive(Clone)]
pub struct Names(TreeWalk);

impl Names {
    /// Returns the next name, as [`next`](Iterator::next) does, also in constants.
    pub const fn step(&mut self) -> Option<&'static str> {
        match self.0.down(0) {
            Below::Field(field) => Some(field.name),
            Below::Tensor(_) => None,
        }
    }
}

impl fmt::Debug for Names {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.clone()).finish()
    }
}

impl Iterator for Names {
    type Item = &'static str;

    fn next(&mut self) -> Option<&'static str> {
        self.step()
    }
}
